"""One baby in the class room, readable from a metre away."""

from dataclasses import dataclass
from math import ceil
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

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
_PAUSE = "\u2192 \u2026"
# Where many cards stand on a small screen.
_NARROW_PAD, _TIGHT, _SMALL_BADGE, _THIN_RIBBON, _SMALL = 7.0, 3.0, 20.0, 4.0, 0.88
_LEAST_WIDE, _LEAST_NARROW = 200, 104


@dataclass(frozen=True)
class BabyCardData:
    """What one card shows; times in milliseconds on one clock, `signs` without the words they stand for.

    `permission` is where that stands, and in words; `last_noted` is the last line without it, and `waits`
    tells that a sign is not answered yet. `key` is how the baby is chosen ("Shift+1"), `bookmarks` counts
    what is still to be described, `corrected` is the age of a baby born early for which there is room
    where there is none for both.
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
    last_noted: str = ""
    waits: bool = False
    signs: tuple[str, ...] = ()
    presence: Presence = "here"
    key: str = ""
    bookmarks: int = 0
    permission: Permission = "unasked"
    permission_words: str = ""
    corrected: str = ""


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
        self._narrow = self._large = False
        self._ratio = 1.0
        self._cut = False
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

    def set_narrow(self, narrow: bool) -> None:
        """Sets what it shows one below the other, so that many cards stand in a row."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.updateGeometry()
            self.update()

    def set_large(self, large: bool, ratio: float) -> None:
        """Fills the place that there is, in letters `ratio` times as large, for fingers."""
        if (large, ratio) != (self._large, self._ratio):
            self._large, self._ratio = large, ratio
            policy = QSizePolicy.Policy.Expanding
            self.setSizePolicy(policy, policy if large else QSizePolicy.Policy.Preferred)
            self.setFont(theme.sized(QApplication.font(), ratio))
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        line = paint.line_height(paint.font(self, 1.04))
        high = round(2 * _PAD + _BADGE + 8 + _RIBBON + 8 + line)
        return QSize(_LEAST_NARROW if self._narrow else 260, max(high, self.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        small = paint.line_height(paint.font(self, _SMALL))
        lines = small + 2 + (small if self._narrow else 0)
        high = ceil(_TIGHT + _SMALL_BADGE + 1 + lines + 2 + _THIN_RIBBON + _TIGHT)
        return QSize(_LEAST_NARROW if self._narrow else _LEAST_WIDE, high)

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
        line = paint.line_height(paint.font(self, 1.04))
        roomy = self.height() >= 5 + _BADGE + 4 + _RIBBON + 2 + line + 4
        if not self._narrow and roomy and self._name_fits(one):
            self._draw_roomy(painter, one, line)
        else:
            self._draw_stacked(painter, one)

    def _name(self, one: BabyCardData) -> str:
        return one.initials if self._curtain else one.name

    def _pill(self, one: BabyCardData) -> str:
        return self._words_for_presence(one.presence) or (state_label(one.state) if one.state else "")

    def cuts_name(self) -> bool:
        """Tell whether the name was too long for the card when it was painted last."""
        return self._cut

    def _name_fits(self, one: BabyCardData) -> bool:
        """Tell whether the name fits into one line with all the rest."""
        words = paint.font(self, 0.96, bold=True)
        pill = paint.text_width(self._pill(one), words) + 22 if self._pill(one) else 0.0
        taken = 2 * _PAD + _BADGE + 8 + pill + self._marks_width(one)
        return paint.text_width(self._name(one), paint.font(self, 1.25, bold=True)) <= self.width() - taken

    def _draw_roomy(self, painter: QPainter, one: BabyCardData, line: float) -> None:
        """Draw name, state and signs in one line, then the band, then the last note."""
        spare = self.height() - (2 * _PAD + _BADGE + 8 + _RIBBON + 8 + line)
        top, gap, below = (
            (_PAD + (spare / 3 if self._large else min(spare / 2, 12.0)), 8.0, 6.0)
            if spare >= 0
            else (5.0, 4.0, 2.0)
        )
        width = self.width() - 2 * _PAD
        row = QRectF(_PAD, top, width, _BADGE)
        draw_avatar(painter, self, QRectF(row.left(), row.top(), _BADGE, _BADGE), str(one.number))
        right = row.right()
        if self._pill(one):
            right -= self._draw_pill(painter, one, row, 0.96) + 6
        right -= self._draw_marks(painter, one, right, row)
        self._draw_name(
            painter, one, QRectF(row.left() + _BADGE + 8, top, right - row.left(), _BADGE), 1.25, right
        )
        band = QRectF(_PAD, row.bottom() + gap, width, _RIBBON)
        self._draw_band(painter, one, band)
        self._draw_last(painter, one, QRectF(_PAD, band.bottom() + below, width, line + 2), 1.04)

    def _draw_stacked(self, painter: QPainter, one: BabyCardData) -> None:
        """Draw the name with all of a line, below it the state and the signs, then the last note."""
        small = paint.line_height(paint.font(self, _SMALL))
        side = _NARROW_PAD if self._narrow else _PAD
        width = self.width() - 2 * side
        spare = max(0.0, self.height() - self.minimumSizeHint().height())
        gap = min(spare / 4, 20.0 if self._large else 6.0)
        row = QRectF(side, _TIGHT + gap, width, _SMALL_BADGE)
        draw_avatar(painter, self, QRectF(side, row.top(), _SMALL_BADGE, _SMALL_BADGE), str(one.number))
        left, right = side + _SMALL_BADGE + 5, row.right()
        second = QRectF(side, row.bottom() + 1 + gap, width, small + 2)
        pill = self._pill(one)
        taken = paint.text_width(pill, paint.font(self, _SMALL, bold=True)) + 12 if pill else 0.0
        marks = self._marks_width(one)
        in_name = paint.text_width(self._name(one), paint.font(self, 1.12, bold=True)) <= right - left - marks
        if in_name:
            right -= self._draw_marks(painter, one, right, row)
        self._draw_name(painter, one, QRectF(left, row.top(), right - left, row.height()), 1.12, right)
        end = second.right()
        third = QRectF(side, second.bottom() + gap, width, small)
        if not in_name and (taken + marks <= width or not self._narrow):
            end -= self._draw_marks(painter, one, end, second)
        elif not in_name:
            third.setRight(third.right() - self._draw_marks(painter, one, third.right(), third))
        if pill:
            self._draw_pill(
                painter, one, QRectF(side, second.top(), end - side, second.height()), _SMALL, True
            )
        if self._narrow or spare >= small + 4 * gap:
            self._draw_last(painter, one, third, _SMALL)
        else:
            from_there = side + (taken + 8 if pill else 0)
            self._draw_last(
                painter, one, QRectF(from_there, second.top(), end - from_there, second.height()), _SMALL
            )
        bottom = self.height() - _TIGHT - _THIN_RIBBON
        self._draw_band(painter, one, QRectF(side, bottom, width, _THIN_RIBBON))

    def _draw_name(
        self, painter: QPainter, one: BabyCardData, area: QRectF, ratio: float, right: float
    ) -> None:
        """Draw the name as large as it fits, and the age where there is room for all of it."""
        name, age = self._name(one), paint.font(self, 0.96)
        room = right - area.left()
        sizes = [ratio, *(less for less in (1.04, 0.96) if less < ratio)]
        fonts = [paint.font(self, size, bold=True) for size in sizes]
        big = next((font for font in fonts if paint.text_width(name, font) <= room), fonts[-1])
        self._cut = paint.text_width(name, big) > room
        colour = theme.current().colour("ink" if one.presence == "here" else "muted")
        area = QRectF(area.left(), area.top(), room, area.height())
        left = area.left() + paint.draw_text(painter, self, area, name, big, colour) + 5
        # A cut-off age would read as another age, so it shows whole or not at all; born early, a baby is
        # massaged by its corrected one.
        fits = (words for words in (one.age, one.corrected) if paint.text_width(words, age) <= right - left)
        if not self._curtain:
            rest = QRectF(left, area.top() + 1, right - left, area.height())
            paint.draw_text(painter, self, rest, next(fits, ""), age, theme.current().colour("muted"))

    def _draw_band(self, painter: QPainter, one: BabyCardData, band: QRectF) -> None:
        painter.setOpacity(1.0 if one.presence == "here" else 0.4)
        draw_ribbon(painter, self, band, one.spans, one.start_ms, one.end_ms)
        painter.setOpacity(1.0)

    def _draw_last(self, painter: QPainter, one: BabyCardData, area: QRectF, ratio: float) -> None:
        if not self._curtain:
            colour = theme.current().colour("muted_strong")
            # Where there is little room, the sign beside the name says how permission stands.
            words = one.last_noted if self._narrow else one.last_line
            paint.draw_text(painter, self, area, words, paint.font(self, ratio), colour)

    def _marks_width(self, one: BabyCardData) -> float:
        """Return how wide the signs are that stand beside the name or the state."""
        words = paint.font(self, 0.96, bold=True)
        count = paint.text_width(str(one.bookmarks), words) + 2 if one.bookmarks > 1 else 0.0
        marks = self._signs_width(one.signs) + (18.0 + count if one.bookmarks else 0.0)
        return marks + _SIGN + 4 + (self._pause_width() + 4 if one.waits else 0.0)

    def _pause_width(self) -> float:
        return paint.text_width(_PAUSE, paint.font(self, 0.96, bold=True))

    def _signs_width(self, signs: tuple[str, ...]) -> float:
        font = paint.font(self, 1.04)
        return sum(paint.text_width(sign, font) for sign in signs) + 4.0 if signs else 0.0

    def _draw_marks(self, painter: QPainter, one: BabyCardData, right: float, row: QRectF) -> float:
        """Draw the signs of a baby, the first at the end of a row; return how wide they are."""
        end = right
        right -= self._draw_signs(painter, one.signs, right, row)
        if one.bookmarks:
            right -= self._draw_bookmarks(painter, one.bookmarks, right, row) + 2
        painter.setOpacity(1.0 if one.presence == "here" else 0.4)
        self._draw_permission(painter, one, QRectF(right - _SIGN, row.center().y() - _SIGN / 2, _SIGN, _SIGN))
        painter.setOpacity(1.0)
        right -= _SIGN + 4
        if one.waits:
            words, wide = paint.font(self, 0.96, bold=True), self._pause_width()
            place = QRectF(right - wide, row.top(), wide, row.height())
            paint.draw_text(painter, self, place, _PAUSE, words, theme.current().colour("muted_strong"))
            right -= wide + 4
        return end - right

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

    def _draw_signs(self, painter: QPainter, signs: tuple[str, ...], right: float, row: QRectF) -> float:
        font, colour = paint.font(self, 1.04), theme.current().colour("muted_strong")
        wide = [paint.text_width(sign, font) for sign in signs]
        whole = self._signs_width(signs)
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

    def _draw_pill(
        self, painter: QPainter, one: BabyCardData, row: QRectF, ratio: float, leading: bool = False
    ) -> float:
        shown, label = theme.current(), self._pill(one)
        back = shown.strong(one.state or "neutral") if one.presence == "here" else shown.tint("neutral")
        words = paint.font(self, ratio, bold=True)
        around = 12 if leading else 16
        width = min(paint.text_width(label, words) + around, row.width())
        height = min(paint.line_height(words) + 4, row.height())
        left = row.left() if leading else row.right() - width
        pill = QRectF(left, row.center().y() - height / 2, width, height)
        paint.fill_round(painter, paint.mirrored(self, pill), back, height / 2)
        inner = pill.adjusted(around / 2 - 2, 0, 2 - around / 2, 0)
        paint.draw_text(painter, self, inner, label, words, shown.text_on(back), paint.CENTRE)
        return width


def _mix(one: QColor, other: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        one.redF() * share + other.redF() * (1 - share),
        one.greenF() * share + other.greenF() * (1 - share),
        one.blueF() * share + other.blueF() * (1 - share),
    )
