"""The one gateway for every dialog, question and file chooser, so that tests can answer them."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget


class Messages:
    """Asks the person in front of the screen."""

    def ask(self, parent: QWidget, question: str, explanation: str, yes: str) -> bool:
        """Return whether `yes`, the name of the deed, was chosen."""
        box = QMessageBox(parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question)
        box.setInformativeText(explanation)
        deed = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(
            QCoreApplication.translate("Messages", "Leave it"), QMessageBox.ButtonRole.RejectRole
        )
        box.setDefaultButton(keep)
        box.exec()
        return box.clickedButton() is deed

    def tell(self, parent: QWidget, what: str, advice: str) -> None:
        """Say what happened and what to do about it."""
        box = QMessageBox(parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(what)
        box.setInformativeText(advice)
        box.exec()

    def open_dialog(self, dialog: QDialog) -> None:
        """Show a dialog over its window without stopping the program; its signals tell how it ended."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def file_to_open(self, parent: QWidget, title: str, kinds: str) -> Path | None:
        """Return the file that was chosen, or None."""
        name, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
        return Path(name) if name else None

    def file_to_save(self, parent: QWidget, title: str, suggestion: str, kinds: str) -> Path | None:
        """Return where to save, or None."""
        name, _ = QFileDialog.getSaveFileName(parent, title, suggestion, kinds)
        return Path(name) if name else None

    def folder_to_save(self, parent: QWidget, title: str) -> Path | None:
        """Return the folder that was chosen, or None."""
        name = QFileDialog.getExistingDirectory(parent, title)
        return Path(name) if name else None
