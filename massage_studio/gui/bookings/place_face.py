"""What the class list shows of one booking, painted as one row to press."""

from math import ceil

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.bookings.roster_views import PlaceView
from massage_studio.bookings.views import AttendanceStatus
from massage_studio.gui import icons, theme, wording
from massage_studio.gui.bookings import place_words
from massage_studio.gui.bookings.place_words import flag_words
from massage_studio.gui.widgets import paint, safety_tags
from massage_studio.gui.widgets.avatar import draw_avatar, first_letter
from massage_studio.gui.widgets.chip import draw_tag, tag_height, tag_width
from massage_studio.gui.widgets.pressable import Pressable
from massage_studio.gui.widgets.safety_tags import Placed, RowTag

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
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

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
        told = [turn, self._second, *(tag.words for tag in self._tags), place.age_warning]
        told += [place_words.visits(place), self._money]
        self.setAccessibleDescription(", ".join(part for part in told if part))
        # A narrow row leaves out pills that are not for safety; the tooltip never does.
        hints = (*place_words.warnings(place), *(flag_words(flag) for flag in place.booking.baby.flags))
        self.setToolTip("")
        if hints:
            paint.plain_tooltip(self, "\n".join(hints))
        self.updateGeometry()
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
        return QSize(320, max(57, round(lines + 21)) + self._below(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        return self.sizeHint().height() - self._below(self.width()) + self._below(width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._below(event.oldSize().width()) != self._below(self.width()):
            self.updateGeometry()

    def _below(self, width: float) -> int:
        """Return how much higher the row is in this width for the pills that stand below its words."""
        high = safety_tags.height(self._lower(width, 0))
        return ceil(high + _GAP) if high else 0

    def placed(self) -> tuple[Placed, ...]:
        """Return the pills that the row draws now, with where; one that is not among them is in the +N."""
        width, words = float(self.width()), self.height() - self._below(self.width())
        return (*self._end(width, 0, 20), *self._lower(width, words - 3))

    def _room(self, width: float) -> float:
        """Return what the name leaves to the pills on the first line."""
        assert self._place is not None
        name = paint.text_width(self._place.booking.baby.name, paint.font(self, 1.16, bold=True))
        # A short name is shown whole beside whatever pills; a long one leaves them more than half the row.
        return width - 14 - _LEFT - min(name, (width - _LEFT) * 0.42)

    def _beside(self, width: float) -> bool:
        """Tell whether all pills for safety have room beside the name, and the number of others too."""
        safe = [tag for tag in self._tags if tag.safety]
        more = tag_width(self, "+9") + _GAP if len(safe) < len(self._tags) else 0
        return sum(tag_width(self, tag.words) + _GAP for tag in safe) + more <= self._room(width)

    def _lower(self, width: float, top: float) -> tuple[Placed, ...]:
        """Return where the pills for safety stand below the words, if they have to."""
        if self._place is None or self._beside(width):
            return ()
        safe = [tag for tag in self._tags if tag.safety]
        return safety_tags.place(self, safe, _LEFT, top, max(width - _LEFT - 8, 60))

    def _end(self, width: float, top: float, line: float) -> tuple[Placed, ...]:
        """Return where as many pills stand as fit on the first line, those for safety first."""
        high = tag_height(self) - 3
        y = top + (line - high) / 2 - 2
        tags = [tag for tag in self._tags if not tag.safety or self._beside(width)]
        tags.sort(key=lambda tag: not tag.safety)
        more, room = tag_width(self, "+9") + _GAP, self._room(width)
        widths = [tag_width(self, tag.words) for tag in tags]
        fitting = len(widths)
        while fitting > 1 and sum(widths[:fitting]) + _GAP * fitting > room - (
            more if fitting < len(widths) else 0
        ):
            fitting -= 1
        hidden = len(widths) - fitting
        if fitting == 1 and not tags[0].safety:
            widths[0] = min(widths[0], max(room - (more if hidden else 0), 60))
        pills = list(zip(tags[:fitting], widths, strict=False))
        if hidden:
            pills.append((RowTag(f"+{hidden}"), tag_width(self, f"+{hidden}")))
        found: list[Placed] = []
        right = width - 6
        for tag, wide in reversed(pills):
            right -= wide
            found.append(Placed(tag, (tag.words,), QRectF(right, y, wide, high)))
            right -= _GAP
        return tuple(reversed(found))

    def draw(self, painter: QPainter) -> None:
        place = self._place
        if place is None:
            return
        shown = theme.current()
        width, height = float(self.width()), float(self.height())
        if self.isDown() or self.underMouse():
            painter.fillRect(self.rect(), shown.colour("hover"))
        painter.fillRect(QRectF(0, height - 1, width, 1), shown.colour("line"))
        height -= self._below(width)
        sign = str(place.turn) if place.turn else first_letter(place.booking.baby.name)
        draw_avatar(painter, self, QRectF(0, (height - _AVATAR) / 2 - 0.5, _AVATAR, _AVATAR), sign)
        bold, lead, small = paint.font(self, 1.16, bold=True), paint.font(self, 1.16), paint.font(self)
        first, second = paint.line_height(bold), paint.line_height(small)
        top = (height - 1 - first - second) / 2
        gone = place.booking.status in ("cancelled", "moved")
        ink = shown.colour("muted" if gone else "ink")
        name = place.booking.baby.name
        end_of_row = self._end(width, top, first)
        for one in end_of_row:
            draw_tag(painter, self, one.area, one.tag.words, one.tag.tone)
        safety_tags.draw(painter, self, self._lower(width, height - 3))
        right = (end_of_row[0].area.left() - _GAP if end_of_row else width - 6) - 8
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
