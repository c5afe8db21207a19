"""A dialog that stays open until what was asked is in the studio."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from massage_studio.gui.context import Context
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes


class SavingDialog(QDialog):
    """Keeps its fields and says why when a write is refused; closes itself when it was committed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._saving = False

    def wire(self, save: QPushButton, cancel: QPushButton, error: QLabel) -> None:
        """Take the form's buttons and the label for what is wrong."""
        self._save_button, self._error_label = save, error
        error.hide()
        save.clicked.connect(self._check)
        cancel.clicked.connect(self.reject)

    def fault(self) -> str:
        """Return what must be mended before saving, or nothing."""
        return ""

    def save(self) -> None:
        """Write what was asked, with `write`."""
        raise NotImplementedError

    def saved(self) -> None:
        """Tell whoever opened the dialog; it closes after this."""

    def write(self, verb: Callable[..., Changes], **arguments: Any) -> None:
        """Do the verb; Save stays out of reach until it is committed or refused."""
        self._saving = True
        self._save_button.setEnabled(False)
        self.context.tasks.write(verb, then=self._committed, failed=self._refused, **arguments)

    def reject(self) -> None:
        """Leave, but not while the answer of the studio is on its way."""
        if not self._saving:
            super().reject()

    def _check(self) -> None:
        fault = self.fault()
        self._show_fault(fault)
        if not fault:
            self.save()

    def _committed(self, _: Changes) -> None:
        self._saving = False
        self.saved()
        self.accept()

    def refused(self, failed: FailedWrite) -> None:
        """Offer another way where there is one; the reason is shown already."""

    def _refused(self, failed: FailedWrite) -> None:
        self._saving = False
        self._save_button.setEnabled(True)
        self._show_fault(str(failed.error))
        self.refused(failed)

    def _show_fault(self, words: str) -> None:
        self._error_label.setText(words)
        self._error_label.setVisible(bool(words))
