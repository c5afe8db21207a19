"""What the dialogs about families look at before they write: an empty field, a day that cannot be."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.saving_dialog import SavingDialog
from massage_studio.gui.widgets.day_edit import DayEdit
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id
from massage_studio.store.operations import perform

_EARLIEST = timedelta(days=18 * 366)
_LATEST = timedelta(days=300)


class WritingDialog(SavingDialog):
    """Writes one operation of the office, of the key `operation_id`; `saved` gives its changes."""

    saved = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.operation_id = new_id()

    def write_operation(self, name: str, work: Callable[[Any], Changes], *, words: str = "") -> None:
        """Do a verb of the families as the operation of this name; `words` say whom it concerns."""
        self.write(
            partial(
                perform,
                name=name,
                work=work,
                words=words,
                now=self.context.clock(),
                operation_id=self.operation_id,
            )
        )

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
