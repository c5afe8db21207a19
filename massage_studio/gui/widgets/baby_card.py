"""One baby in the class room, readable from a metre away."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.avatar import draw_avatar
from massage_studio.gui.widgets.pressable import Pressable
from massage_studio.gui.widgets.ribbon import Span, draw_ribbon
from massage_studio.gui.widgets.states import state_label

Presence = Literal["here", "not_here", "left"]
Permission = Literal["unasked", "waiting", "yes", "unsure", "not_now", "stopped"]

_PAD = 12.0
_BADGE = 28.0
_RIBBON = 10.0
_SIGN = 16.0
_SIGNS = {"waiting": "clock", "yes": "check", "not_now": "hand", "stopped": "hand"}


@dataclass(frozen=True)
class BabyCardData:
    """What one card shows; times in milliseconds on one clock, `signs` without the words they stand for.

    `permission` is where that stands, and in words. `key` is how the baby is chosen ("Shift+1"), `bookmarks`
    counts what is still to be described.
    """

    number: int
    name: str
    initials: str
    age: str
    state: str | None = None
    spans: tuple[Span, ...] = ()
    start_ms: int = 0
    end_ms: int = 1
    last_line: str = ""
    signs: tuple[str, ...] = ()
    presence: Presence = "here"
    key: str = ""
    bookmarks: int = 0
    permission: Permission = "unasked"
    permission_words: str = ""


class BabyCard(Pressable):
    """A card to press that selects a baby: number, name, age, state, band of states and the last note.

    `signs_pressed` tells that the press was on the signs, which wait to be read.
    """

    signs_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: BabyCardData | None = None
        self._selected = False
        self._curtain = False
        self._signs = QRectF()
        # Screen readers read the selection as a tick.
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_baby(self, shown: BabyCardData) -> None:
        """Shows a baby; repaints only where something changed."""
        if shown != self._shown:
            self._shown = shown
            self._tell()
            self.update()

    def baby(self) -> BabyCardData | None:
        """What the card shows now."""
        return self._shown

    def set_selected(self, selected: bool) -> None:
        """Marks the baby that the next cue is for."""
        if selected != self._selected:
            self._selected = selected
            self.setChecked(selected)
            self._tell()
            self.update()

    def nextCheckState(self) -> None:
        """Change nothing: a press selects and never toggles; whoever keeps the selection says what it is."""

    def is_selected(self) -> bool:
        """Whether the next cue is for this baby."""
        return self._selected

    def set_curtain(self, drawn: bool) -> None:
        """Shows initials only, so that visitors in the room read no names."""
        if drawn != self._curtain:
            self._curtain = drawn
            self._tell()
            self.update()

    def _words_for_presence(self, presence: Presence) -> str:
        if presence == "here":
            return ""
        return self.tr("Left") if presence == "left" else self.tr("Not here")

    def _tell(self) -> None:
        one = self._shown
        if one is None:
            return
        self.setAccessibleName(f"{one.number} {one.initials if self._curtain else one.name}")
        parts = [self.tr("selected")] if self._selected else []
        parts.append(self._words_for_presence(one.presence))
        parts.append(state_label(one.state) if one.state else "")
        if not self._curtain:
            parts += [one.age, one.last_line]
        else:
            parts.append(one.permission_words)
        if one.signs:
            parts.append(self.tr("something to know before touching"))
        if one.bookmarks:
            parts.append(self.tr("bookmarks to describe: %n", "", one.bookmarks))
        parts.append(self.tr("Key {key}").format(key=one.key) if one.key else "")
        self.setAccessibleDescription(", ".join(part for part in parts if part))
        key = self.tr("Key {key}").format(key=one.key) if one.key else ""
        named = "" if self._curtain else one.name
        paint.plain_tooltip(self, ", ".join(part for part in (named, key) if part))

    def sizeHint(self) -> QSize:
        line = paint.line_height(paint.font(self, 1.04))
        return QSize(260, round(2 * _PAD + _BADGE + 8 + _RIBBON + 8 + line))

    def minimumSizeHint(self) -> QSize:
        # Without room for it the last line goes first; the state and the name always stay.
        return QSize(232, round(2 * 8 + _BADGE + 6 + _RIBBON))

    def _gaps(self) -> tuple[float, float, float]:
        """Return the room above the name, above the band and above the last line, which may have none."""
        height, line = self.height(), paint.line_height(paint.font(self, 1.04))
        if height >= self.sizeHint().height():
            spare = height - self.sizeHint().height()
            return _PAD + min(spare / 2, 12.0), 8.0, 6.0
        if height >= 5 + _BADGE + 4 + _RIBBON + 2 + line + 4:
            return 5.0, 4.0, 2.0
        return 8.0, 6.0, 0.0

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        rect = QRectF(self.rect())
        back = shown.colour("card")
        if self._selected:
            back = _mix(shown.tint("primary"), back, 0.4)
        elif self.underMouse():
            back = shown.colour("hover")
        line = shown.colour("primary" if self._selected else "line")
        paint.fill_round(painter, rect, back, paint.CARD_RADIUS, line, 2 if self._selected else 1)
        one = self._shown
        if one is not None:
            self._draw_content(painter, one)
        if self.hasFocus():
            # Set in, so that a card in focus is not taken for the selected one.
            paint.focus_ring(painter, self, paint.CARD_RADIUS - 4, 3)

    def _draw_content(self, painter: QPainter, one: BabyCardData) -> None:
        small = paint.font(self, 1.04)
        width = self.width() - 2 * _PAD
        top, above_band, above_line = self._gaps()
        self._draw_top(painter, one, QRectF(_PAD, top, width, _BADGE))
        band = QRectF(_PAD, top + _BADGE + above_band, width - _SIGN - 6, _RIBBON)
        painter.setOpacity(1.0 if one.presence == "here" else 0.4)
        self._draw_permission(painter, one, QRectF(band.right() + 6, band.center().y() - 8, _SIGN, _SIGN))
        draw_ribbon(painter, self, band, one.spans, one.start_ms, one.end_ms)
        painter.setOpacity(1.0)
        if above_line and not self._curtain:
            below = QRectF(_PAD, band.bottom() + above_line, width, paint.line_height(small) + 2)
            paint.draw_text(
                painter, self, below, one.last_line, small, theme.current().colour("muted_strong")
            )

    def _draw_permission(self, painter: QPainter, one: BabyCardData, area: QRectF) -> None:
        """Draw where permission stands: a sign for each answer in one colour, for none of them is a fault."""
        colour, area = theme.current().colour("muted_strong"), paint.mirrored(self, area)
        if name := _SIGNS.get(one.permission):
            icons.paint(painter, name, area, colour)
        elif one.permission == "unsure":
            words = paint.font(self, 1.04, bold=True)
            paint.draw_text(painter, self, paint.mirrored(self, area), "?", words, colour, paint.CENTRE)
        else:
            painter.setPen(QPen(colour, 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(area.center(), 4.5, 4.5)

    def _draw_top(self, painter: QPainter, one: BabyCardData, row: QRectF) -> None:
        shown = theme.current()
        draw_avatar(painter, self, QRectF(row.left(), row.top(), _BADGE, _BADGE), str(one.number))
        right = row.right()
        pill = self._words_for_presence(one.presence) or (state_label(one.state) if one.state else "")
        if pill:
            back = shown.strong(one.state or "neutral")
            if one.presence != "here":
                back = shown.tint("neutral")
            right -= self._draw_pill(painter, pill, back, row) + 6
        right -= self._draw_signs(painter, one.signs, right, row)
        if one.bookmarks:
            right -= self._draw_bookmarks(painter, one.bookmarks, right, row) + 4
        left = row.left() + _BADGE + 8
        big = paint.font(self, 1.25, bold=True)
        name = one.initials if self._curtain else one.name
        used = paint.draw_text(
            painter,
            self,
            QRectF(left, row.top(), right - left, row.height()),
            name,
            big,
            shown.colour("ink" if one.presence == "here" else "muted"),
        )
        age = paint.font(self, 1.04)
        left += used + 5
        # A cut-off age would read as another age, so it shows whole or not at all.
        if not self._curtain and right - left >= paint.text_width(one.age, age):
            area = QRectF(left, row.top() + 1, right - left, row.height())
            paint.draw_text(painter, self, area, one.age, age, shown.colour("muted"))

    def _draw_signs(self, painter: QPainter, signs: tuple[str, ...], right: float, row: QRectF) -> float:
        font, colour = paint.font(self, 1.04), theme.current().colour("muted_strong")
        wide = [paint.text_width(sign, font) for sign in signs]
        whole = sum(wide) + 4.0 if signs else 0.0
        self._signs = paint.mirrored(self, QRectF(right - whole, row.top(), whole, row.height()))
        left = right - whole
        for sign, width in zip(signs, wide, strict=True):
            place = QRectF(left, row.top(), width, row.height())
            paint.draw_text(painter, self, place, sign, font, colour, paint.CENTRE)
            left += width
        return whole

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_signs = self.isDown() and not self._signs.isEmpty() and self._near_signs(event.position())
        super().mouseReleaseEvent(event)
        if on_signs:
            self.signs_pressed.emit()

    def _near_signs(self, place: QPointF) -> bool:
        """Tell whether a press is on the signs, with the room of a finger round them."""
        around = max(paint.TARGET - self._signs.width(), 0.0) / 2
        return self._signs.adjusted(-around, -_PAD, around, _PAD).contains(place)

    def _draw_bookmarks(self, painter: QPainter, count: int, right: float, row: QRectF) -> float:
        colour = theme.current().colour("muted_strong")
        words, number = paint.font(self, 0.96, bold=True), str(count) if count > 1 else ""
        wide = paint.text_width(number, words) + 2 if number else 0.0
        mark = QRectF(right - wide - 16, row.center().y() - 8, 16, 16)
        icons.paint(painter, "bookmark", paint.mirrored(self, mark), colour)
        place = QRectF(right - wide, row.top(), wide, row.height())
        paint.draw_text(painter, self, place, number, words, colour)
        return wide + 16

    def _draw_pill(self, painter: QPainter, label: str, back: QColor, row: QRectF) -> float:
        words = paint.font(self, 0.96, bold=True)
        width = min(paint.text_width(label, words) + 16, row.width() * 0.5)
        height = paint.line_height(words) + 4
        pill = QRectF(row.right() - width, row.center().y() - height / 2, width, height)
        paint.fill_round(painter, paint.mirrored(self, pill), back, height / 2)
        text = theme.current().text_on(back)
        paint.draw_text(painter, self, pill.adjusted(6, 0, -6, 0), label, words, text, paint.CENTRE)
        return width


def _mix(one: QColor, other: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        one.redF() * share + other.redF() * (1 - share),
        one.greenF() * share + other.greenF() * (1 - share),
        one.blueF() * share + other.blueF() * (1 - share),
    )
