"""What the class list shows of one booking, painted as one row to press."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.bookings.roster_views import PlaceView
from massage_studio.bookings.views import AttendanceStatus
from massage_studio.gui import icons, theme, wording
from massage_studio.gui.bookings import place_words
from massage_studio.gui.bookings.place_words import flag_words
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.avatar import draw_avatar, first_letter
from massage_studio.gui.widgets.chip import draw_tag, tag_height, tag_width
from massage_studio.gui.widgets.person_row import RowTag
from massage_studio.gui.widgets.pressable import Pressable

_AVATAR = 36.0
_LEFT = _AVATAR + 14
_MARK = 15.0
_GAP = 5.0
_ICONS: dict[AttendanceStatus, tuple[str, str]] = {
    "here": ("check", "primary"),
    "late": ("clock", "primary"),
    "absent": ("minus", "muted_strong"),
    "elsewhere": ("swap", "muted_strong"),
}


class PlaceFace(Pressable):
    """Name and age, with whom, pills, a mark for each class, and the money; the turn where somebody waits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: PlaceView | None = None
        self._age = self._second = self._money = ""
        self._tags: tuple[RowTag, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_place(self, place: PlaceView) -> None:
        """Show another booking, or the same as it is now."""
        self._place = place
        age = wording.age(place.booking.baby.age)
        self._age = self.tr("{age} · twins").format(age=age) if place.twins and age else age
        self._second = place_words.second_line(place)
        self._money = place_words.money(place)
        self._tags = place_words.tags(place)
        self.setAccessibleName(" ".join(part for part in (place.booking.baby.name, self._age) if part))
        turn = self.tr("number {turn} on the waiting list").format(turn=place.turn) if place.turn else ""
        told = [turn, self._second, *(tag.words for tag in self._tags), *place_words.warnings(place)]
        told += [place_words.visits(place), self._money]
        self.setAccessibleDescription(", ".join(part for part in told if part))
        # A narrow row leaves pills out; the tooltip never does.
        hints = (*place_words.warnings(place), *(flag_words(flag) for flag in place.booking.baby.flags))
        self.setToolTip("")
        if hints:
            paint.plain_tooltip(self, "\n".join(hints))
        self.update()

    def place(self) -> PlaceView | None:
        """What the row shows now."""
        return self._place

    def tags(self) -> tuple[str, ...]:
        """What the pills say."""
        return tuple(tag.words for tag in self._tags)

    def money(self) -> str:
        """What the row says of the money."""
        return self._money

    def sizeHint(self) -> QSize:
        lines = paint.line_height(paint.font(self, 1.16, bold=True)) + paint.line_height(paint.font(self))
        return QSize(320, max(57, round(lines + 21)))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        place = self._place
        if place is None:
            return
        shown = theme.current()
        width, height = float(self.width()), float(self.height())
        if self.isDown() or self.underMouse():
            painter.fillRect(self.rect(), shown.colour("hover"))
        painter.fillRect(QRectF(0, height - 1, width, 1), shown.colour("line"))
        sign = str(place.turn) if place.turn else first_letter(place.booking.baby.name)
        draw_avatar(painter, self, QRectF(0, (height - _AVATAR) / 2 - 0.5, _AVATAR, _AVATAR), sign)
        bold, lead, small = paint.font(self, 1.16, bold=True), paint.font(self, 1.16), paint.font(self)
        first, second = paint.line_height(bold), paint.line_height(small)
        top = (height - 1 - first - second) / 2
        gone = place.booking.status in ("cancelled", "moved")
        ink = shown.colour("muted" if gone else "ink")
        name = place.booking.baby.name
        # A short name is shown whole beside whatever pills; a long one leaves them more than half the row.
        kept = min(paint.text_width(name, bold), (width - _LEFT) * 0.42)
        right = self._draw_tags(painter, width - 6, top, first, width - 14 - _LEFT - kept) - 8
        used = paint.draw_text(painter, self, QRectF(_LEFT, top, right - _LEFT, first), name, bold, ink)
        rest = QRectF(_LEFT + used + 5, top, right - _LEFT - used - 5, first)
        if rest.width() > 24:
            paint.draw_text(painter, self, rest, self._age, lead, shown.colour("muted"))
        low = top + first
        end = self._draw_account(painter, width - 6, low, second) - 8
        area = QRectF(_LEFT, low, end - _LEFT, second)
        paint.draw_text(painter, self, area, self._second, small, shown.colour("muted"))
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS - 1)

    def _draw_tags(self, painter: QPainter, right: float, top: float, line: float, room: float) -> float:
        """Draw as many pills as fit into the room; return their left edge."""
        high = tag_height(self) - 3
        y = top + (line - high) / 2 - 2
        more = tag_width(self, "+9") + _GAP
        widths = [tag_width(self, tag.words) for tag in self._tags]
        fitting = len(widths)
        while fitting > 1 and sum(widths[:fitting]) + _GAP * fitting > room - (
            more if fitting < len(widths) else 0
        ):
            fitting -= 1
        hidden = len(widths) - fitting
        if fitting == 1:
            widths[0] = min(widths[0], max(room - (more if hidden else 0), 60))
        pills = list(zip(self._tags[:fitting], widths, strict=False))
        if hidden:
            pills.append((RowTag(f"+{hidden}"), tag_width(self, f"+{hidden}")))
        for tag, wide in reversed(pills):
            right -= wide
            draw_tag(painter, self, QRectF(right, y, wide, high), tag.words, tag.tone)
            right -= _GAP
        return right

    def _draw_account(self, painter: QPainter, right: float, top: float, line: float) -> float:
        """Draw the money and before it a mark for each class; return their left edge."""
        shown, small = theme.current(), paint.font(self)
        if self._money:
            wide = paint.text_width(self._money, small)
            right -= wide
            area = QRectF(right, top, wide, line)
            due = self._place is not None and self._place.booking.due != 0
            colour = shown.on_tint("warning") if due else shown.colour("muted")
            paint.draw_text(painter, self, area, self._money, small, colour, paint.END)
            right -= 10
        visits = list(self._place.visits) if self._place else []
        while visits and visits[-1] is None:
            visits.pop()
        for visit in reversed(visits):
            right -= _MARK
            y = top + (line - _MARK) / 2
            name, tone = _ICONS.get(visit, ("", "")) if visit else ("", "")
            if name:
                area = paint.mirrored(self, QRectF(right + 1, y + 1, _MARK - 2, _MARK - 2))
                icons.paint(painter, name, area, shown.colour(tone))
            else:
                centre = paint.mirrored(self, QRectF(right, y, _MARK, _MARK)).center()
                paint.dot(painter, centre, 2, shown.colour("control_line"))
        return right
