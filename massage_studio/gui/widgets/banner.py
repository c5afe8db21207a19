"""A message inside a page: what happened, what to do, and a button to do it."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.widgets import paint

Kind = Literal["info", "warning", "error"]


class Banner(QFrame):
    """An inline message that stays until it is dealt with; hidden while there is nothing to say."""

    action = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind = "info"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 6, 6, 6)
        row.setSpacing(12)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.action)
        row.addSpacing(38)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        self.hide()

    def show_message(self, kind: Kind, words: str, action: str = "") -> None:
        """Shows a message with an optional button, which emits `action` when pressed."""
        self._kind = kind
        prefix = {"info": self.tr("Note"), "warning": self.tr("Warning"), "error": self.tr("Problem")}[kind]
        self.setAccessibleName(f"{prefix}: {words}")
        self._words.setText(words)
        # Ampersands in data are no mnemonics.
        self._button.setText(action.replace("&", "&&"))
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self.setMinimumHeight(paint.TARGET + 12)
        self._colour()
        self.show()

    def clear(self) -> None:
        """Says nothing any more."""
        self.hide()
        self._words.clear()

    def words(self) -> str:
        """What the banner says now, empty where it says nothing."""
        return self._words.text()

    def _colour(self) -> None:
        palette = self._words.palette()
        palette.setColor(self._words.foregroundRole(), theme.current().on_tint(self._kind))
        self._words.setPalette(palette)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        if self._words.palette().color(self._words.foregroundRole()) != shown.on_tint(self._kind):
            self._colour()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        line = shown.strong(self._kind)
        paint.fill_round(painter, rect, shown.tint(self._kind), paint.CONTROL_RADIUS, line)
        name = "info" if self._kind == "info" else "warning" if self._kind == "warning" else "error"
        place = QRectF(12, rect.center().y() - 10, 20, 20)
        icons.paint(painter, name, paint.mirrored(self, place), shown.on_tint(self._kind))
        painter.end()
