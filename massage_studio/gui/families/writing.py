"""What the dialogs about families look at before they write: an empty field, a day that cannot be."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui import wording
from massage_studio.gui.saving_dialog import SavingDialog
from massage_studio.gui.widgets.day_edit import DayEdit
from massage_studio.store.changes import Changes

_EARLIEST = timedelta(days=18 * 366)
_LATEST = timedelta(days=300)


class WritingDialog(SavingDialog):
    """Gives the changes with `saved` after the commit."""

    saved = Signal(object)

    def committed(self, changes: Changes) -> None:
        self.saved.emit(changes)

    def _missing(self, edit: QWidget, text: str, words: str) -> str:
        """Return `words` and go to the field where its text is empty."""
        if text.strip():
            return ""
        edit.setFocus()
        return words

    def _wrong_day(self, *edits: DayEdit) -> str:
        """Return what is wrong with the first of these days that cannot be, and go there."""
        today = self.context.today()
        for edit in edits:
            if edit.unreadable():
                edit.setFocus()
                return self.tr("This date cannot be read. Write it as day, month, year, or leave it empty.")
            day = edit.day()
            if day is not None and not today - _EARLIEST <= day <= today + _LATEST:
                edit.setFocus()
                return self.tr("This date is a long way from today. Look at the year.")
        return ""


def show_day(edit: DayEdit, day: date | None) -> None:
    """Write a day into a field in words that the field itself can read."""
    edit.setText("" if day is None else wording.full_day(day))
    if day is not None and edit.day() != day:
        edit.setText(day.isoformat())
