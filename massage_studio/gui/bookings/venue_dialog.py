"""A hall whose name, address or places were not right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from massage_studio.bookings import venues_service
from massage_studio.bookings.views import VenueView
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_venue_dialog import Ui_BookingsVenueDialog
from massage_studio.gui.saving_dialog import SavingDialog
from massage_studio.gui.widgets.fields import inset
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


class VenueDialog(SavingDialog):
    """Asks what a hall is; `changed` gets it as it is then. A `home` has no places of its own."""

    def __init__(
        self,
        context: Context,
        venue: VenueView,
        home: bool,
        changed: Callable[[VenueView], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._venue, self._changed = venue, changed
        self._operation_id = new_id()
        self.ui = Ui_BookingsVenueDialog()
        self.ui.setupUi(self)
        self.ui.name_edit.setText(venue.name)
        self.ui.address_edit.setText(venue.address)
        self.ui.capacity_spin.setValue(venue.capacity)
        inset(self.ui.capacity_spin)
        self.ui.form_layout.setRowVisible(self.ui.capacity_spin, not home)
        self.wire(self.ui, 460)

    def fault(self) -> str:
        self.ui.capacity_spin.interpretText()
        if not self.ui.name_edit.text().strip():
            self.ui.name_edit.setFocus()
            return self.tr("Write the name of the venue.")
        return ""

    def save(self) -> None:
        self.write(
            partial(
                venues_service.change_venue,
                venue_id=self._venue.id,
                name=self.ui.name_edit.text(),
                address=self.ui.address_edit.text(),
                capacity=self.ui.capacity_spin.value(),
                now=self.context.clock(),
                operation_id=self._operation_id,
            )
        )

    def committed(self, changes: Changes) -> None:
        ui = self.ui
        name, address = (" ".join(edit.text().split()) for edit in (ui.name_edit, ui.address_edit))
        self._changed(VenueView(self._venue.id, name, address, ui.capacity_spin.value()))
