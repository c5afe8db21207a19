"""A dialog that stays open until what was asked is in the studio."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from massage_studio.gui.context import Context
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes

_TITLE_BAR = 40
"""Pixels that the window system may want above a dialog."""


class SavingForm(Protocol):
    """What the form of such a dialog has."""

    save_button: QPushButton
    cancel_button: QPushButton
    error_label: QLabel


class SavingDialog(QDialog):
    """Keeps its fields and says why when a write is refused; closes itself when it was committed.

    A child calls `wire` once its form is set up, and gives `save` and, where something can be amiss, `fault`.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._saving = False

    def wire(self, form: SavingForm, width: int = 520, height: int | None = None) -> None:
        """Take the form's buttons and its label for what is wrong.

        The dialog is as high as wanted or needed, and no higher than the screen has room for.
        """
        self._save_button, self._error_label = form.save_button, form.error_label
        form.error_label.hide()
        form.save_button.clicked.connect(self.confirm)
        form.cancel_button.clicked.connect(self.reject)
        room = self.screen().availableSize().height() - _TITLE_BAR
        self.resize(width, min(room, self.sizeHint().height() if height is None else height))

    def make_room(self) -> None:
        """Grow where what is said in the dialog needs more lines than before."""
        layout = self.layout()
        assert layout is not None
        layout.activate()
        room = self.screen().availableSize().height() - _TITLE_BAR
        self.resize(self.width(), max(self.height(), min(room, layout.totalHeightForWidth(self.width()))))

    def confirm(self) -> None:
        """Save, or say what must be mended first."""
        fault = self.fault()
        self.show_fault(fault)
        if not fault and not self._saving:
            self.save()

    def fault(self) -> str:
        """Return what must be mended before saving, with the focus set there, or nothing."""
        return ""

    def save(self) -> None:
        """Write what was asked, with `write`."""
        raise NotImplementedError

    def write(self, verb: Callable[[Any], Changes]) -> None:
        """Do the verb; Save stays out of reach until it is committed or refused."""
        self._saving = True
        self._save_button.setEnabled(False)
        self.context.tasks.write(verb, then=self._committed, failed=self._refused)

    def committed(self, changes: Changes) -> None:
        """Tell whoever opened the dialog; it closes after this."""

    def refused(self, failed: FailedWrite) -> None:
        """Offer another way where there is one; the reason is shown already."""

    def show_fault(self, words: str) -> None:
        """Say what is wrong, or hide the label where there are no words."""
        self._error_label.setText(words)
        self._error_label.setVisible(bool(words))

    def reject(self) -> None:
        """Leave, but not while the answer of the studio is on its way."""
        if not self._saving:
            super().reject()

    def _committed(self, changes: Changes) -> None:
        self._saving = False
        self.committed(changes)
        self.accept()

    def _refused(self, failed: FailedWrite) -> None:
        self._saving = False
        self._save_button.setEnabled(True)
        self.show_fault(str(failed.error))
        self.refused(failed)
