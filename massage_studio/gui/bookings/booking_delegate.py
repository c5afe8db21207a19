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
from massage_studio.gui.widgets import paint, row_words, safety_tags
from massage_studio.gui.widgets.avatar import draw_avatar, first_letter
from massage_studio.gui.widgets.chip import tag_height, tag_width
from massage_studio.gui.widgets.paint import Surface
from massage_studio.gui.widgets.row_words import Run
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
        self._tags = sorted(row.tags, key=lambda tag: not tag.safety)

    def height(self, width: float) -> int:
        """Return how high the row is in a width."""
        bold, small = paint.font(self._surface, 1.16, bold=True), paint.font(self._surface)
        two_lines = paint.line_height(bold) + paint.line_height(small)
        return max(57, round(max(two_lines, self._words_height(width)) + 21)) + self._below(width)

    def placed(self) -> tuple[Placed, ...]:
        """Return the pills that the row draws, with where: all of them."""
        width, high = float(self._surface.width()), float(self._surface.height())
        words = high - self._below(width)
        top = (words - 1 - self._words_height(width)) / 2
        return self._end(width, top) or self._lower(width, high - self._below(width) - 3)

    def _below(self, width: float) -> int:
        """Return how much higher the row is in this width for the pills that stand below its words."""
        high = safety_tags.height(self._lower(width, 0))
        return ceil(high + _GAP) if high else 0

    def _pills_width(self) -> float:
        return sum(tag_width(self._surface, tag.words) + _GAP for tag in self._tags)

    def _beside(self, width: float) -> bool:
        """Tell whether all pills have room beside the name and the age."""
        wide = row_words.name_width(self._surface, self._row.name, self._row.age)
        return wide + self._pills_width() <= width - 14 - _LEFT

    def _lower(self, width: float, top: float) -> tuple[Placed, ...]:
        """Return where the pills stand below the words, if they have to."""
        if self._beside(width):
            return ()
        return safety_tags.place(self._surface, self._tags, _LEFT, top, max(width - _LEFT - 8, 60))

    def _end(self, width: float, top: float) -> tuple[Placed, ...]:
        """Return where the pills stand at the end of the first line, if they have room there."""
        if not self._beside(width):
            return ()
        high, right = tag_height(self._surface) - 3, width - 6
        y = top + (paint.line_height(paint.font(self._surface, 1.16, bold=True)) - high) / 2 - 2
        found: list[Placed] = []
        for tag in reversed(self._tags):
            wide = tag_width(self._surface, tag.words)
            right -= wide
            found.append(Placed(tag, (tag.words,), QRectF(right, y, wide, high)))
            right -= _GAP
        return tuple(reversed(found))

    def _words(self, width: float) -> tuple[Run, ...]:
        """Return the words as they stand in a width, from 0 down; the account has room behind the last."""
        row, surface = self._row, self._surface
        beside = self._pills_width() if self._beside(width) else 0
        room = max(width - 14 - _LEFT - beside, 60)
        colour = "muted" if row.gone else "ink"
        first = row_words.name_runs(surface, row.name, row.age, _LEFT, room, colour)
        small, low = paint.font(surface), row_words.height(first)
        second = row_words.lines(row.second, small, _LEFT, low, max(width - 14 - _LEFT, 60))
        return (*first, *second)

    def _account_below(self, width: float) -> bool:
        """Tell whether the marks and the money need a line of their own."""
        last = self._words(width)[-1]
        used = paint.text_width(last.words, last.font)
        return used + 8 + self._account_width() > width - 6 - _LEFT

    def _words_height(self, width: float) -> float:
        high = row_words.height(self._words(width))
        return high + (paint.line_height(paint.font(self._surface)) if self._account_below(width) else 0)

    def draw(self, painter: QPainter, state: RowState) -> None:
        """Draw the row as it stands."""
        shown, surface = theme.current(), self._surface
        width, height = float(surface.width()), float(surface.height())
        if state.hovered:
            painter.fillRect(surface.rect(), shown.colour("hover"))
        safety_tags.draw(painter, surface, self.placed())
        height -= self._below(width)
        area = QRectF(0, (height - _AVATAR) / 2 - 0.5, _AVATAR, _AVATAR)
        draw_avatar(painter, surface, area, self._row.sign)
        high = self._words_height(width)
        top = (height - 1 - high) / 2
        row_words.draw(painter, surface, self._words(width), top)
        line = paint.line_height(paint.font(surface))
        self._draw_account(painter, width - 6, top + high - line, line)
        if state.focused:
            paint.focus_ring(painter, surface, paint.CONTROL_RADIUS - 1)

    def _visits(self) -> list[AttendanceStatus | None]:
        """Return how each class went, up to the last that is known."""
        visits = list(self._row.visits)
        while visits and visits[-1] is None:
            visits.pop()
        return visits

    def _account_width(self) -> float:
        money = paint.text_width(self._row.money, paint.font(self._surface)) + 10 if self._row.money else 0
        return money + _MARK * len(self._visits())

    def _draw_account(self, painter: QPainter, right: float, top: float, line: float) -> None:
        """Draw the money and before it a mark for each class."""
        shown, small = theme.current(), paint.font(self._surface)
        if self._row.money:
            wide = paint.text_width(self._row.money, small)
            right -= wide
            area = QRectF(right, top, wide, line)
            colour = shown.on_tint("warning") if self._row.unsettled else shown.colour("muted")
            paint.draw_text(painter, self._surface, area, self._row.money, small, colour, paint.END)
            right -= 10
        for visit in reversed(self._visits()):
            right -= _MARK
            y = top + (line - _MARK) / 2
            name, tone = _ICONS.get(visit, ("", "")) if visit else ("", "")
            if name:
                area = paint.mirrored(self._surface, QRectF(right + 1, y + 1, _MARK - 2, _MARK - 2))
                icons.paint(painter, name, area, shown.colour(tone))
            else:
                centre = paint.mirrored(self._surface, QRectF(right, y, _MARK, _MARK)).center()
                paint.dot(painter, centre, 2, shown.colour("control_line"))


def _strong(surface: Surface) -> QFont:
    made = paint.font(surface, 1.12)
    made.setBold(True)
    return made
