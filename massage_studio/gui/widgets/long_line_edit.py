"""A field for one line that may be long: it breaks where the field ends, and is read in full."""

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from massage_studio.gui.widgets import paint

_ALL_LINES = 999
_SPARE = 2
"""Pixels without which Qt would scroll by a line."""
_QT_LONGEST = 32_767


class LongLineEdit(QPlainTextEdit):
    """Grows with its words; as in a field of one line, Tab leaves it and Return is the dialog's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._longest = _QT_LONGEST
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.textChanged.connect(self._keep_within)

    def setMaxLength(self, longest: int) -> None:
        """Take no more characters than these."""
        self._longest = longest

    def text(self) -> str:
        """Return what is written, on one line."""
        return paint.one_line(self.toPlainText())

    def setText(self, words: str) -> None:
        """Write these words in place of what is there."""
        self.setPlainText(paint.one_line(words))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        edges, inset = self.contentsMargins(), 2 * round(self.document().documentMargin())
        beside, around = edges.left() + edges.right() + inset, edges.top() + edges.bottom() + inset
        lines = paint.wrapped(self.toPlainText(), self.font(), width - beside, _ALL_LINES)
        return max(paint.TARGET, round(len(lines) * paint.line_height(self.font())) + around + _SPARE)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), paint.TARGET)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(paint.one_line(source.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _keep_within(self) -> None:
        """Take back at the caret what was written beyond the longest."""
        if (beyond := len(self.toPlainText()) - self._longest) > 0:
            caret = self.textCursor()
            caret.setPosition(max(caret.position() - beyond, 0), QTextCursor.MoveMode.KeepAnchor)
            caret.removeSelectedText()
        self.updateGeometry()
