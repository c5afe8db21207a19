"""The buttons and fields of the register, large enough for oily hands."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.cues import keys
from massage_studio.gui.widgets import key_places, paint
from massage_studio.gui.widgets.chip import CLASS_ROOM_MM, cap_width, draw_cap
from massage_studio.gui.widgets.pressable import Pressable

_PAD = 10.0
_GAP = 7.0
_WIDEST = 12  # ems of a name on a button before it is elided


class Choice(Pressable):
    """A button 12 mm high that shows whether it is chosen, with an optional key cap.

    One that `leads` is the main thing to press. A click leaves the focus where it was, so that keys stay
    with the register; Tab reaches it all the same.
    """

    def __init__(
        self, words: str, tone: str = "primary", key: str = "", *, sticks: bool = True, leads: bool = False
    ) -> None:
        super().__init__()
        self._tone, self._key, self._leads = tone, key, leads
        self._high = 0
        self.setCheckable(sticks)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if key:
            key_places.signs().changed.connect(self._show_key)
            self._show_key()
        self.set_words(words)

    def _show_key(self) -> None:
        sign = key_places.signs().sign(self._key)
        self.setAccessibleDescription(self.tr("Key {key}").format(key=sign))
        self.updateGeometry()
        self.update()

    def set_words(self, words: str, told: str = "") -> None:
        """Change what the button says, and what screen readers say where that is more."""
        words = paint.one_line(words)
        if (words, told or words) != (self.words(), self.accessibleName()):
            paint.forget_cut(self, self.words())
            self.setProperty("words", words)
            self.setAccessibleName(told or words)
            self.updateGeometry()
            self.update()

    def words(self) -> str:
        """Return what the button says."""
        return str(self.property("words") or "")

    def nextCheckState(self) -> None:
        """Leave the state alone: it is shown when the studio has kept it, not when the button is pressed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The arrows move from line to line, not from button to button.
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
            return
        super().keyPressEvent(event)

    def set_high(self, high: int) -> None:
        """Be so many pixels high, or 12 mm for 0."""
        if high != self._high:
            self._high = high
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        bold = paint.font(self, bold=True)
        high = self._high or max(paint.millimetres(self, CLASS_ROOM_MM), round(paint.line_height(bold) + 16))
        wide = min(paint.text_width(self.words(), bold), paint.line_height(bold) * _WIDEST) + 2 * _PAD
        if self._key:
            wide += cap_width(self, self._key) + _GAP
        return QSize(max(high, round(wide)), high)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 2 * hint.height()), hint.height())

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        fill = shown.colour("hover" if self.isDown() or self.underMouse() else "card")
        ink, edge = shown.colour("ink"), shown.colour("control_line")
        if self.isChecked() or self._leads:
            fill = edge = shown.strong(self._tone)
            ink = shown.text_on(fill)
        paint.fill_round(painter, rect, fill, paint.CONTROL_RADIUS, edge)
        bold = paint.font(self, bold=True)
        cap = cap_width(self, self._key) + _GAP if self._key else 0.0
        room = rect.width() - 2 * _PAD + 2 - cap
        wide = min(paint.text_width(self.words(), bold), room)
        left = rect.left() + (rect.width() - wide - cap) / 2
        if self._key:
            draw_cap(painter, self, left, self._key, ink)
        area = QRectF(left + cap, rect.top(), wide, rect.height())
        paint.draw_text(painter, self, area, self.words(), bold, ink, paint.START)
        if paint.text_width(self.words(), bold) > room + 0.5:
            paint.plain_tooltip(self, self.words())
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS)


class RegisterField(QLineEdit):
    """A line to type in that keeps Enter and Esc to itself: `entered` and `left` tell of them."""

    entered = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        keys.OpeningKeyFilter(self)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Say what belongs here, inside the empty field and to screen readers."""
        self.setPlaceholderText(name)
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in keys.ENTER:
            if not keys.again(event):
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if not keys.again(event):
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), paint.millimetres(self, CLASS_ROOM_MM))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())
