"""The card that says how long records are kept, looks at what is due, and exports the whole studio."""

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_settings_records_card import Ui_SettingsRecordsCard
from massage_studio.gui.settings.review_dialog import ReviewDialog
from massage_studio.gui.widgets.card import Card
from massage_studio.gui.widgets.fields import show_unit, still
from massage_studio.store.profile_view import Profile


class RecordsCard(Card):
    """Its `kept` carries particulars that were changed, `said` what the page says.

    `export_wanted` asks for the whole studio in one file, `stop_export` to stop writing it.
    """

    kept = Signal(object)
    said = Signal(str)
    export_wanted = Signal()
    stop_export = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_SettingsRecordsCard()
        ui.setupUi(self)
        self._context: Context
        self._spins = {
            "keep_until_age": ui.age_spin,
            "keep_accounts_years": ui.accounts_spin,
            "keep_enquiry_years": ui.enquiry_spin,
        }
        for name, spin in self._spins.items():
            show_unit(spin, lambda number: self.tr(" years", "", number))
            still(spin)
            spin.editingFinished.connect(partial(self._keep, name))
        ui.review_button.clicked.connect(self._review)
        ui.export_button.clicked.connect(self.export_wanted)
        ui.stop_button.clicked.connect(self.stop_export)
        self.show_export(None)

    def use(self, context: Context) -> None:
        """Take the context of the page."""
        self._context = context

    def show_rules(self, profile: Profile) -> None:
        """Show the rules of the studio."""
        for name, spin in self._spins.items():
            if not spin.hasFocus():
                spin.setValue(getattr(profile, name))

    def show_export(self, hundredths: int | None) -> None:
        """Show how far an export is, None where there is none."""
        ui = self.ui
        ui.export_button.setVisible(hundredths is None)
        for part in (ui.export_label, ui.export_progress, ui.stop_button):
            part.setVisible(hundredths is not None)
        ui.export_progress.setValue(hundredths or 0)

    def _keep(self, name: str) -> None:
        wanted: dict[str, Any] = {name: self._spins[name].value()}
        self.kept.emit(wanted)

    def _review(self) -> None:
        dialog = ReviewDialog(self._context, self)
        dialog.said.connect(self.said)
        self._context.messages.open_dialog(dialog)
