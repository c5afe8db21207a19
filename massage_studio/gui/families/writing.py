"""What every small dialog that writes has in common: it says why not, and keeps what was typed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from massage_studio.gui import wording
from massage_studio.gui.bookings.day_edit import DayEdit
from massage_studio.gui.context import Context
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes

_EARLIEST = timedelta(days=18 * 366)
_LATEST = timedelta(days=300)


class WritingDialog(QDialog):
    """A dialog with a save button, a cancel button and a line for what is wrong.

    A child calls `_begin` once its form is set up, and gives `_fault` and `_write`. `saved` carries the
    changes after the commit; until then nothing closes the dialog.
    """

    saved = Signal(object)
    ui: Any

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._saving = False

    def _begin(self, width: int = 520) -> None:
        self.ui.save_button.clicked.connect(self._save)
        self.ui.cancel_button.clicked.connect(self.reject)
        self.ui.error_label.hide()
        self.resize(width, self.sizeHint().height())

    def _fault(self) -> str:
        """Return what must be mended first, with the focus set there; empty where nothing is wrong."""
        raise NotImplementedError

    def _write(self) -> None:
        """Hand the verb and its arguments to `_keep`."""
        raise NotImplementedError

    def _save(self) -> None:
        fault = self._fault()
        self._say(fault)
        if not fault and not self._saving:
            self._saving = True
            self.ui.save_button.setEnabled(False)
            self._write()

    def _keep(self, verb: Callable[..., Changes], **arguments: Any) -> None:
        self.context.tasks.write(verb, then=self._done, failed=self._refused, **arguments)

    def _done(self, changes: Changes) -> None:
        self._saving = False
        self.saved.emit(changes)
        self.accept()

    def _refused(self, failed: FailedWrite) -> None:
        self._saving = False
        self.ui.save_button.setEnabled(True)
        self._say(str(failed.error))

    def _say(self, words: str) -> None:
        self.ui.error_label.setText(words)
        self.ui.error_label.setVisible(bool(words))

    def reject(self) -> None:
        if not self._saving:
            super().reject()

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
