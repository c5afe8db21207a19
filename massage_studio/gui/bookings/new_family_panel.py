"""The fields for a family that the studio does not know yet."""

from datetime import timedelta
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from massage_studio.bookings.booking_form_views import AdultEntry, BabyDays, BabyEntry, FamilyEntry, Standing
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_new_family_panel import Ui_BookingsNewFamilyPanel
from massage_studio.gui.widgets.day_edit import DayEdit
from massage_studio.store.ids import new_id

_EARLIEST = timedelta(days=5 * 366)
_LATEST = timedelta(days=300)
_ABREAST = 3
_MOST = 6
"""Babies that are born together, and one to spare."""


class NewFamilyPanel(QWidget):
    """One adult and one baby; on a press another adult, and on each press another baby born with it.

    `changed` tells of a birth date and of how many babies there are, `unfolded` of more fields.
    """

    changed = Signal()
    unfolded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_BookingsNewFamilyPanel()
        ui.setupUi(self)
        self._context: Context
        self._family_id = new_id()
        self._adult_ids = (new_id(), new_id())
        # The first name of each baby with the keys of the baby and of its booking.
        self._babies = [(edit, new_id(), new_id()) for edit in (ui.baby_given_edit, ui.twin_given_edit)]
        for panel in (ui.second_adult, ui.twin):
            panel.hide()
        ui.adult_button.clicked.connect(self._add_adult)
        ui.twin_button.clicked.connect(self._add_twin)
        for button in (ui.adult_button, ui.twin_button):
            button.clicked.connect(self.unfolded)
        for day in self._day_edits():
            day.editingFinished.connect(self.changed)
        ui.twin_given_edit.textChanged.connect(self.changed)

    def use(self, context: Context) -> None:
        """Take the context of the dialog."""
        self._context = context

    def _day_edits(self) -> tuple[DayEdit, DayEdit]:
        return self.ui.birth_edit, self.ui.due_edit

    def _add_adult(self) -> None:
        self.ui.second_adult.show()
        self.ui.adult_button.hide()
        self.ui.second_given_edit.setFocus()

    def _add_twin(self) -> None:
        """Show the field of a twin, and then one more at each press: triplets, and more."""
        ui = self.ui
        if ui.twin.isHidden():
            ui.twin.show()
            ui.twin_given_edit.setFocus()
            return
        edit, label = QLineEdit(ui.twin), QLabel(self.tr("Another baby's first name"), ui.twin)
        label.setBuddy(edit)
        edit.textChanged.connect(self.changed)
        place = len(self._babies) - 1
        ui.twin_grid.addWidget(label, 2 * (place // _ABREAST), place % _ABREAST)
        ui.twin_grid.addWidget(edit, 2 * (place // _ABREAST) + 1, place % _ABREAST)
        QWidget.setTabOrder(self._babies[-1][0], edit)
        self._babies.append((edit, new_id(), new_id()))
        ui.twin_button.setVisible(len(self._babies) < _MOST)
        for widget in (label, edit):
            widget.show()
        edit.setFocus()

    def babies(self) -> int:
        """Return how many babies are to come."""
        return 1 + sum(bool(edit.text().strip()) for edit, *_ in self._babies[1:])

    def days(self) -> tuple[BabyDays, ...]:
        """Return when the baby was born and due, as far as it is known."""
        born, due = (edit.day() for edit in self._day_edits())
        return (BabyDays(born, due),) if born or due else ()

    def fault(self) -> str:
        """Return what must be mended before saving, with the focus there, or nothing."""
        ui, today = self.ui, self._context.today()
        for edit, words in (
            (ui.carer_given_edit, self.tr("Write the carer's first name.")),
            (ui.baby_given_edit, self.tr("Write the baby's first name, or what they are called.")),
        ):
            if not edit.text().strip():
                edit.setFocus()
                return words
        for day in self._day_edits():
            if day.unreadable():
                day.setFocus()
                return self.tr("This date cannot be read. Write it as day, month, year, or leave it empty.")
            found = day.day()
            if found is not None and not today - _EARLIEST <= found <= today + _LATEST:
                day.setFocus()
                return self.tr("This date is a long way from today. Look at the year.")
        return ""

    def entry(self, standing: Standing, session_id: UUID | None) -> FamilyEntry:
        """Return what was typed; a second adult or twin without a name is left out."""
        ui = self.ui
        family_name = ui.carer_family_edit.text()
        adults = [
            AdultEntry(
                self._adult_ids[0],
                ui.carer_given_edit.text(),
                family_name,
                ui.phone_edit.text(),
                ui.email_edit.text(),
            )
        ]
        if ui.second_given_edit.text().strip():
            adults.append(
                AdultEntry(
                    self._adult_ids[1],
                    ui.second_given_edit.text(),
                    ui.second_family_edit.text(),
                    ui.second_phone_edit.text(),
                    ui.second_email_edit.text(),
                )
            )
        babies = [
            BabyEntry(
                key,
                booking,
                edit.text().strip(),
                family_name,
                ui.birth_edit.day(),
                ui.due_edit.day(),
            )
            for edit, key, booking in self._babies
            if edit.text().strip()
        ]
        return FamilyEntry(
            self._family_id, self._adult_ids[0], tuple(adults), tuple(babies), standing, session_id
        )
