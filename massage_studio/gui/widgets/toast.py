"""A short message over the bottom of a page, with one thing to do about it."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.fields import set_compact

LONG_ENOUGH_MS = 8_000


class Toast(QFrame):
    """A bar that says what was done and offers one action, usually Undo; it never takes the focus.

    It goes after a while, but not while the pointer or the focus is on it.
    """

    action = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._over: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._leave)
        self._row = row = QHBoxLayout(self)
        row.setSpacing(16)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton(self)
        self._button.clicked.connect(self._act)
        row.addWidget(self._words, 1)
        row.addWidget(self._button)
        parent.installEventFilter(self)
        self.hide()

    def show_message(self, words: str, action: str = "", stay_ms: int = LONG_ENOUGH_MS) -> None:
        """Shows a message and an optional button for `stay_ms` milliseconds, in place of the one before.

        Without words it takes the one before away.
        """
        if not words:
            self.setAccessibleName("")
            self._words.setText("")
            self._timer.stop()
            self.hide()
            return
        self.setAccessibleName(words)
        self._words.setText(words)
        self._button.setText(action.replace("&", "&&"))
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        around = 2 if self._over is not None else 6
        self._row.setContentsMargins(16 - 2 * (6 - around), around, 6 if action else 16, around)
        self._place()
        self.show()
        self.raise_()
        self._timer.start(stay_ms)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def stand_over(self, place: QWidget | None) -> None:
        """Stands over a widget that is not pressed, or at the bottom of the window for None."""
        if place is not self._over:
            self._over = place
            self._words.setWordWrap(place is not None)
            set_compact(self._button, place is not None)

    def words(self) -> str:
        """What the bar says, or said last."""
        return self._words.text()

    def _act(self) -> None:
        self.hide()
        self.action.emit()

    def _leave(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._timer.start(2_000)
            return
        self.hide()

    def _place(self) -> None:
        ground, over = self._ground, self._over
        if over is not None and over.isVisible():
            corner = over.mapTo(ground, QPoint())
            high = max(over.height(), self.heightForWidth(over.width()))
            self.setGeometry(corner.x(), max(0, corner.y() + over.height() - high), over.width(), high)
            return
        width = min(self.sizeHint().width(), ground.width() - 32)
        height = max(self.sizeHint().height(), paint.TARGET + 12)
        left = (ground.width() - width) // 2
        self.setGeometry(left, ground.height() - height - 16, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        # The reverse of the page, so that it stands off without a shadow.
        ground = shown.colour("ink")
        text = shown.text_on(ground)
        palette = self._words.palette()
        if palette.color(QPalette.ColorRole.WindowText) != text:
            palette.setColor(QPalette.ColorRole.WindowText, text)
            self._words.setPalette(palette)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.fill_round(painter, QRectF(self.rect()), ground, paint.CARD_RADIUS)
        painter.end()
