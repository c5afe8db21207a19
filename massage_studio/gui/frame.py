"""The bare window, painted before anything else is imported."""

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow

# What a small laptop shows; on one no larger than this the window fills the screen.
_SIZE = (1366, 768)


class Frame(QMainWindow):
    """A window that remembers its place; `painted` tells once that it is on the screen."""

    painted = Signal()
    closing = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._was_painted = False
        self.setWindowTitle(self.tr("Massage Studio"))
        geometry = QSettings().value("window/geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(*_SIZE)
            room = self.screen().availableSize()
            if room.width() <= _SIZE[0] or room.height() <= _SIZE[1]:
                self.setWindowState(Qt.WindowState.WindowMaximized)

    def tell_fault(self, report: str) -> None:
        """Say that there is no window to fill it with, in place of a page, and show the report."""
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(
            self.tr(
                "Massage Studio could not start, for it met a fault of its own. Nothing that you wrote is "
                "lost.\n\nClose the window and start it again. If that does not help, install the newest "
                "version, or send this report to the makers. Nothing in it is about families.\n\n{report}"
            ).format(report=report)
        )
        label.setWordWrap(True)
        label.setMargin(32)
        label.setAlignment(Qt.AlignmentFlag.AlignTop)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCentralWidget(label)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        QSettings().setValue("window/geometry", self.saveGeometry())
        self.closing.emit()
        super().closeEvent(event)
