"""The one gateway for every dialog, question and file chooser, so that tests can answer them."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from massage_studio.language import translate


class Messages:
    """Asks the person in front of the screen; file choosers begin where the last file was."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def _start(self, usual: QStandardPaths.StandardLocation, name: str = "") -> str:
        """Return where a file chooser begins: never where the program happened to be started."""
        folder = self._folder or Path(QStandardPaths.writableLocation(usual))
        if not folder.is_dir():
            folder = Path.home()
        return str(folder / name)

    def _chosen(self, name: str, *, folder: bool = False) -> Path | None:
        if not name:
            return None
        path = Path(name)
        self._folder = path if folder else path.parent
        return path

    def ask(self, parent: QWidget, question: str, explanation: str, yes: str) -> bool:
        """Return whether `yes`, the name of the action, was chosen."""
        box = QMessageBox(parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(question)
        box.setInformativeText(explanation)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(translate("Messages", "Leave it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.exec()
        return box.clickedButton() is accept

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
        start = self._start(QStandardPaths.StandardLocation.DownloadLocation)
        name, _ = QFileDialog.getOpenFileName(parent, title, start, kinds)
        return self._chosen(name)

    def file_to_save(self, parent: QWidget, title: str, suggestion: str, kinds: str) -> Path | None:
        """Return where to save, or None."""
        start = self._start(QStandardPaths.StandardLocation.DocumentsLocation, suggestion)
        name, _ = QFileDialog.getSaveFileName(parent, title, start, kinds)
        return self._chosen(name)

    def folder_to_save(self, parent: QWidget, title: str) -> Path | None:
        """Return the folder that was chosen, or None."""
        start = self._start(QStandardPaths.StandardLocation.DocumentsLocation)
        return self._chosen(QFileDialog.getExistingDirectory(parent, title, start), folder=True)
