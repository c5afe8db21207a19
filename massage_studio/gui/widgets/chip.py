"""Chips to press, tags to read and the six state buttons."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.widgets import key_places, paint
from massage_studio.gui.widgets.pressable import Painted, Pressable
from massage_studio.gui.widgets.states import state_label

CLASS_ROOM_MM = 12.0
_PAD = 12.0
_RING = 4
_CAP_GAP = 8.0
# By how compact a pill is: the size of its words, the room round them, and that after the key.
_RATIOS = {-1: 1.25, 0: 1.04, 1: 0.96, 2: 0.88}
_ROOM = {-1: (16.0, 10.0), 0: (_PAD, _CAP_GAP), 1: (6.0, 5.0), 2: (3.0, 4.0)}
_LARGE_MM = 18.0


def cap_width(widget: QWidget, key: str) -> float:
    """Width of a little key cap, 0 where there is no key."""
    if not key:
        return 0.0
    small = paint.font(widget, 0.83, bold=True)
    return max(paint.line_height(small) + 2, paint.text_width(key_places.signs().sign(key), small) + 9)


def draw_cap(painter: QPainter, widget: QWidget, left: float, key: str, colour: QColor) -> None:
    """Draws the cap of a key with its sign, centred on the widget's height, in one colour."""
    small = paint.font(widget, 0.83, bold=True)
    height = paint.line_height(small) + 2
    rect = QRectF(left, (widget.height() - height) / 2, cap_width(widget, key), height)
    faint = QColor(colour)
    faint.setAlpha(130)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(faint, 1))
    painter.drawRoundedRect(paint.mirrored(widget, rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    paint.draw_text(painter, widget, rect, key_places.signs().sign(key), small, colour, paint.CENTRE)
    if key_places.signs().missing(key):
        line = paint.mirrored(widget, rect)
        painter.drawLine(line.bottomLeft(), line.topRight())


class _Keyed(Pressable):
    """A pill with words and an optional key cap."""

    def __init__(self, text: str, tone: str, key: str | None, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._text, self._tone, self._key = text, tone, key or ""
        self._class_room, self._compact = False, 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        if self._key:
            key_places.signs().changed.connect(self._show_key)
            self._show_key()

    def key_words(self) -> str:
        """How the key is told: by the sign on it, and where the keyboard has none, that it has none."""
        if not self._key:
            return ""
        if key_places.signs().missing(self._key):
            return self.tr("This keyboard has no key {key}").format(key=self._key)
        return self.tr("Key {key}").format(key=key_places.signs().sign(self._key))

    def _show_key(self) -> None:
        self.setAccessibleDescription(self.key_words())
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """What the pill says."""
        return self._text

    def set_words(self, text: str) -> None:
        """Changes what the pill says, to the eye and to screen readers."""
        paint.forget_cut(self, self._text)
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_tone(self, tone: str) -> None:
        """Changes the tone: a benefit, "engaging", "disengaging", "neutral", "warning" and so on."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def set_class_room(self, on: bool) -> None:
        """Makes the pill at least 12 mm high, for oily hands in a class."""
        self._class_room = on
        self.updateGeometry()

    def set_compact(self, compact: int) -> None:
        """Leaves less room round the words, where many pills stand on a small screen: 1 less, 2 least.

        With −1 it is large, for fingers.
        """
        if compact != self._compact:
            self._compact = compact
            self.updateGeometry()
            self.update()

    def _words_font(self) -> QFont:
        return paint.font(self, _RATIOS[self._compact], bold=True)

    def _room_round(self) -> tuple[float, float]:
        """Return the room before and after the words, and that between the key and them."""
        return _ROOM[self._compact]

    def sizeHint(self) -> QSize:
        bold, (around, gap) = self._words_font(), self._room_round()
        width = 2 * (around + (3 if self._compact > 0 else _RING))
        width += paint.text_width(paint.one_line(self._text), bold)
        if self._key:
            width += cap_width(self, self._key) + gap
        high = _LARGE_MM if self._compact < 0 else CLASS_ROOM_MM
        least = paint.millimetres(self, high) if self._class_room else paint.TARGET
        return QSize(round(width), max(least, round(paint.line_height(bold) + 12)))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 96), hint.height())

    def _draw_words(self, painter: QPainter, colour: QColor, rect: QRectF) -> None:
        bold, (around, between) = self._words_font(), self._room_round()
        cap = cap_width(self, self._key)
        gap = between if self._key else 0.0
        room = rect.width() - 2 * around - cap - gap
        wanted = min(room, paint.text_width(paint.one_line(self._text), bold))
        left = rect.left() + (rect.width() - wanted - cap - gap) / 2
        if self._key:
            draw_cap(painter, self, left, self._key, colour)
        area = QRectF(left + cap + gap, rect.top(), wanted, rect.height())
        paint.draw_text(painter, self, area, self._text, bold, colour, paint.START)
        if paint.text_width(paint.one_line(self._text), bold) > room + 0.5 and not self.toolTip():
            paint.plain_tooltip(self, self._text)


class Chip(_Keyed):
    """A soft pill to press: a cue, a response, "More"."""

    def __init__(
        self, text: str, tone: str = "neutral", key: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, tone, key, parent)

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        radius = rect.height() / 2
        edge = shown.strong(self._tone) if self.isDown() or self.underMouse() or self.isChecked() else None
        width = 2 if self.isDown() or self.isChecked() else 1
        paint.fill_round(painter, rect, shown.tint(self._tone), radius, edge, width)
        self._draw_words(painter, shown.on_tint(self._tone), rect)
        if self.hasFocus():
            paint.focus_ring(painter, self, self.height() / 2)


class ChoiceChip(Chip):
    """A chip that shows with a line round it, and to a screen reader with a tick, that it is chosen."""

    def __init__(
        self, text: str, tone: str = "neutral", key: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, tone, key, parent)
        self.setCheckable(True)

    def nextCheckState(self) -> None:
        """Change nothing: a press answers, and whoever keeps the answer says which one it is."""


class StateButton(_Keyed):
    """One of the six states as a full-colour pill; the current one has a ring and a tick."""

    _current = False

    def __init__(self, code: str, key: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(state_label(code), code, key, parent)
        # Screen readers read the state that a baby is in as a tick.
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Change nothing: a press records a state, and whoever keeps the record says which one it is."""

    def key_words(self) -> str:
        parts = (super().key_words(), self.tr("the state now") if self._current else "")
        return ", ".join(part for part in parts if part)

    @property
    def code(self) -> str:
        """The state's code."""
        return self._tone

    def set_current(self, current: bool) -> None:
        """Marks this as the state the baby is in."""
        if current == self._current:
            return
        self._current = current
        self.setChecked(current)
        self.setAccessibleDescription(self.key_words())
        self.update()

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        colour = shown.strong(self._tone)
        ring = 3 if self._compact > 0 else _RING
        inner = QRectF(self.rect()).adjusted(ring, ring, -ring, -ring)
        if self._current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, 2))
            outer = inner.adjusted(-3, -3, 3, 3)
            painter.drawRoundedRect(outer, outer.height() / 2, outer.height() / 2)
        edge = shown.colour("ink") if self.isDown() or self.underMouse() else None
        paint.fill_round(painter, inner, colour, inner.height() / 2, edge)
        text = shown.text_on(colour)
        self._draw_words(painter, text, inner)
        if self._current:
            side = 16.0
            tick = QRectF(inner.right() - side - 10, inner.center().y() - side / 2, side, side)
            if inner.width() > self.sizeHint().width() + 2 * side:
                icons.paint(painter, "check", paint.mirrored(self, tick), text)
        if self.hasFocus():
            paint.focus_ring(painter, self, self.height() / 2)


class Tag(Painted):
    """A small pill to read: "Nut allergy", "First class"."""

    def __init__(
        self, text: str | QWidget | None = "", tone: str = "neutral", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent if isinstance(text, str) else text)
        self._words, self._tone = "", tone
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if isinstance(text, str):
            self.set_words(text, tone)

    def set_words(self, text: str, tone: str) -> None:
        """Changes the words and the tone."""
        self._words, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(tag_width(self, self._words)), round(tag_height(self)))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 48), self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        draw_tag(painter, self, QRectF(self.rect()), self._words, self._tone)


def tag_width(widget: paint.Surface, text: str) -> float:
    """Width of a tag with these words."""
    return paint.text_width(paint.one_line(text), paint.font(widget, 1.04)) + 24


def tag_height(widget: paint.Surface) -> float:
    """Height of a tag."""
    return paint.line_height(paint.font(widget, 1.04)) + 8


def draw_tag(painter: QPainter, widget: paint.Surface, rect: QRectF, text: str, tone: str) -> None:
    """Draws a tag into an unmirrored rectangle."""
    shown = theme.current()
    paint.fill_round(painter, paint.mirrored(widget, rect), shown.tint(tone), rect.height() / 2)
    inner = rect.adjusted(10, 0, -10, 0)
    paint.draw_text(painter, widget, inner, text, paint.font(widget, 1.04), shown.on_tint(tone), paint.CENTRE)
