"""What the class list shows of one booking, painted as one row."""

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from massage_studio.bookings.roster_views import BookingRow
from massage_studio.bookings.views import AttendanceStatus
from massage_studio.gui import icons, theme, wording
from massage_studio.gui.bookings import booking_words
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.widgets import paint, safety_tags
from massage_studio.gui.widgets.avatar import draw_avatar, first_letter
from massage_studio.gui.widgets.chip import draw_tag, tag_height, tag_width
from massage_studio.gui.widgets.paint import Surface
from massage_studio.gui.widgets.safety_tags import Placed, RowTag
from massage_studio.language import translate

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


@dataclass(frozen=True, slots=True)
class BookingRowData:
    """Name and age, with whom, pills, a mark for each class, and the money; the turn where somebody waits.

    The first row of a group begins its `heading`. `hints` are whole sentences for the tooltip.
    """

    name: str
    age: str
    second: str
    money: str
    tags: tuple[RowTag, ...]
    sign: str
    visits: tuple[AttendanceStatus | None, ...]
    gone: bool
    unsettled: bool
    hints: str
    accessible_description: str
    heading: str

    @property
    def accessible_name(self) -> str:
        """The name and the age."""
        return " ".join(part for part in (self.name, self.age) if part)


def booking_row_data(place: BookingRow, heading: str) -> BookingRowData:
    """Return a booking in the words of the class list."""
    one = place.booking
    age = wording.age(one.baby.age)
    second, tags, money = (
        booking_words.second_line(place),
        booking_words.tags(place),
        booking_words.money(place),
    )
    turn = (
        translate("BookingDelegate", "number {turn} on the waiting list").format(turn=place.turn)
        if place.turn
        else ""
    )
    told = [turn, second, *(tag.words for tag in tags), place.age_warning]
    told += [booking_words.visits(place), money]
    # A narrow row leaves out pills that are not for safety; the tooltip never does.
    flags = (booking_words.flag_words(flag) for flag in one.baby.flags)
    return BookingRowData(
        name=one.baby.name,
        age=translate("BookingDelegate", "{age} · twins").format(age=age) if place.twins and age else age,
        second=second,
        money=money,
        tags=tags,
        sign=str(place.turn) if place.turn else first_letter(one.baby.name),
        visits=place.visits,
        gone=one.status in ("cancelled", "moved"),
        unsettled=one.due != 0,
        hints="\n".join((*booking_words.warnings(place), *flags)),
        accessible_description=", ".join(part for part in told if part),
        heading=heading,
    )


class BookingDelegate(RowDelegate[BookingRowData]):
    """Paints the rows of the class list below the headings of their groups."""

    lined = True
    spacing = 4
    least_words = 196

    def above(self, row: BookingRowData) -> int:
        return round(paint.line_height(_strong(self.list))) + 10 if row.heading else 0

    def draw_above(self, painter: QPainter, surface: Surface, row: BookingRowData) -> None:
        area = QRectF(0, 8, surface.width(), surface.height() - 10)
        ink = theme.current().colour("ink")
        paint.draw_text(painter, surface, area, row.heading, _strong(surface), ink)

    def row_height(self, surface: Surface, row: BookingRowData) -> int:
        return BookingPainter(surface, row).height(surface.width())

    def placed(self, surface: Surface, row: BookingRowData) -> tuple[Placed, ...]:
        """Return the pills that a row draws, with where."""
        return BookingPainter(surface, row).placed()

    def draw_row(self, painter: QPainter, surface: Surface, row: BookingRowData, state: RowState) -> None:
        BookingPainter(surface, row).draw(painter, state)

    def hint(self, surface: Surface, row: BookingRowData) -> str:
        return row.hints


class BookingPainter:
    """Draws one booking on a surface."""

    def __init__(self, surface: Surface, row: BookingRowData) -> None:
        self._surface, self._row = surface, row

    def height(self, width: float) -> int:
        """Return how high the row is in a width."""
        bold, small = paint.font(self._surface, 1.16, bold=True), paint.font(self._surface)
        lines = paint.line_height(bold) + paint.line_height(small)
        return max(57, round(lines + 21)) + self.below(width)

    def below(self, width: float) -> int:
        """Return how much higher the row is in this width for the pills that stand below its words."""
        high = safety_tags.height(self._lower(width, 0))
        return ceil(high + _GAP) if high else 0

    def placed(self) -> tuple[Placed, ...]:
        """Return the pills that the row draws now, with where; one that is not among them is in the +N."""
        width = float(self._surface.width())
        words = self._surface.height() - self.below(width)
        return (*self._end(width, 0, 20), *self._lower(width, words - 3))

    def _room(self, width: float) -> float:
        """Return what the name leaves to the pills on the first line."""
        name = paint.text_width(self._row.name, paint.font(self._surface, 1.16, bold=True))
        # A short name is shown whole beside whatever pills; a long one leaves them more than half the row.
        return width - 14 - _LEFT - min(name, (width - _LEFT) * 0.42)

    def _beside(self, width: float) -> bool:
        """Tell whether all pills for safety have room beside the name, and the number of others too."""
        safe = [tag for tag in self._row.tags if tag.safety]
        more = tag_width(self._surface, "+9") + _GAP if len(safe) < len(self._row.tags) else 0
        return sum(tag_width(self._surface, tag.words) + _GAP for tag in safe) + more <= self._room(width)

    def _lower(self, width: float, top: float) -> tuple[Placed, ...]:
        """Return where the pills for safety stand below the words, if they have to."""
        if self._beside(width):
            return ()
        safe = [tag for tag in self._row.tags if tag.safety]
        return safety_tags.place(self._surface, safe, _LEFT, top, max(width - _LEFT - 8, 60))

    def _end(self, width: float, top: float, line: float) -> tuple[Placed, ...]:
        """Return where as many pills stand as fit on the first line, those for safety first."""
        high = tag_height(self._surface) - 3
        y = top + (line - high) / 2 - 2
        tags = [tag for tag in self._row.tags if not tag.safety or self._beside(width)]
        tags.sort(key=lambda tag: not tag.safety)
        more, room = tag_width(self._surface, "+9") + _GAP, self._room(width)
        widths = [tag_width(self._surface, tag.words) for tag in tags]
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
            pills.append((RowTag(f"+{hidden}"), tag_width(self._surface, f"+{hidden}")))
        found: list[Placed] = []
        right = width - 6
        for tag, wide in reversed(pills):
            right -= wide
            found.append(Placed(tag, (tag.words,), QRectF(right, y, wide, high)))
            right -= _GAP
        return tuple(reversed(found))

    def draw(self, painter: QPainter, state: RowState) -> None:
        """Draw the row as it stands."""
        row, shown = self._row, theme.current()
        width, height = float(self._surface.width()), float(self._surface.height())
        if state.hovered:
            painter.fillRect(self._surface.rect(), shown.colour("hover"))
        height -= self.below(width)
        draw_avatar(
            painter, self._surface, QRectF(0, (height - _AVATAR) / 2 - 0.5, _AVATAR, _AVATAR), row.sign
        )
        bold, lead, small = (
            paint.font(self._surface, 1.16, bold=True),
            paint.font(self._surface, 1.16),
            paint.font(self._surface),
        )
        first, second = paint.line_height(bold), paint.line_height(small)
        top = (height - 1 - first - second) / 2
        ink = shown.colour("muted" if row.gone else "ink")
        end_of_row = self._end(width, top, first)
        for one in end_of_row:
            draw_tag(painter, self._surface, one.area, one.tag.words, one.tag.tone)
        safety_tags.draw(painter, self._surface, self._lower(width, height - 3))
        right = (end_of_row[0].area.left() - _GAP if end_of_row else width - 6) - 8
        used = paint.draw_text(
            painter, self._surface, QRectF(_LEFT, top, right - _LEFT, first), row.name, bold, ink
        )
        rest = QRectF(_LEFT + used + 5, top, right - _LEFT - used - 5, first)
        if rest.width() > 24:
            paint.draw_text(painter, self._surface, rest, self._row.age, lead, shown.colour("muted"))
        low = top + first
        end = self._draw_account(painter, width - 6, low, second) - 8
        area = QRectF(_LEFT, low, end - _LEFT, second)
        paint.draw_text(painter, self._surface, area, self._row.second, small, shown.colour("muted"))
        if state.focused:
            paint.focus_ring(painter, self._surface, paint.CONTROL_RADIUS - 1)

    def _draw_account(self, painter: QPainter, right: float, top: float, line: float) -> float:
        """Draw the money and before it a mark for each class; return their left edge."""
        shown, small = theme.current(), paint.font(self._surface)
        if self._row.money:
            wide = paint.text_width(self._row.money, small)
            right -= wide
            area = QRectF(right, top, wide, line)
            colour = shown.on_tint("warning") if self._row.unsettled else shown.colour("muted")
            paint.draw_text(painter, self._surface, area, self._row.money, small, colour, paint.END)
            right -= 10
        visits = list(self._row.visits)
        while visits and visits[-1] is None:
            visits.pop()
        for visit in reversed(visits):
            right -= _MARK
            y = top + (line - _MARK) / 2
            name, tone = _ICONS.get(visit, ("", "")) if visit else ("", "")
            if name:
                area = paint.mirrored(self._surface, QRectF(right + 1, y + 1, _MARK - 2, _MARK - 2))
                icons.paint(painter, name, area, shown.colour(tone))
            else:
                centre = paint.mirrored(self._surface, QRectF(right, y, _MARK, _MARK)).center()
                paint.dot(painter, centre, 2, shown.colour("control_line"))
        return right


def _strong(surface: Surface) -> QFont:
    made = paint.font(surface, 1.12)
    made.setBold(True)
    return made
