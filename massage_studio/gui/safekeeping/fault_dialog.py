"""What the program knows of a fault of its own, to be read and passed on."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from massage_studio.gui.forms.ui_safekeeping_fault_dialog import Ui_SafekeepingFaultDialog


class FaultDialog(QDialog):
    """Says what is safe, and shows the report of a fault."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_SafekeepingFaultDialog()
        self.ui.setupUi(self)
        self.resize(620, 420)
        self._report = report
        self.ui.report_text.setPlainText(report)
        self.ui.copy_button.clicked.connect(self._copy)
        self.ui.leave_button.clicked.connect(self.accept)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.ui.copy_button.setText(self.tr("Copied"))
