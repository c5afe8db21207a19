"""One course in the list of courses."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from massage_studio.bookings.views import CourseRow
from massage_studio.gui import theme, wording
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.widgets import paint, row_words
from massage_studio.gui.widgets.bars import draw_bar
from massage_studio.gui.widgets.paint import Surface
from massage_studio.gui.widgets.row_words import Run
from massage_studio.language import translate

_EDGE = 14.0


@dataclass(frozen=True, slots=True)
class CourseItem:
    """What the list says of a course: its name, next class and hall, and the places taken."""

    name: str
    when: str
    venue: str
    places: str
    share: float
    coming: bool

    @property
    def accessible_name(self) -> str:
        """The course's name."""
        return self.name

    @property
    def accessible_description(self) -> str:
        """What else the card says."""
        return f"{self.when}, {self.venue}, {self.places}"


def course_item(course: CourseRow, today: date) -> CourseItem:
    """Return a course in the words of the list."""
    if course.next:
        day = course.next.starts.date()
        shown = translate("CourseItem", "Today") if day == today else wording.weekday_day(day)
        when = translate("CourseItem", "{day}, {time}").format(
            day=shown, time=wording.clock(course.next.starts)
        )
    elif course.held:
        when = translate("CourseItem", "Ended {day}").format(
            day=wording.full_day(course.held[-1].starts.date())
        )
    else:
        when = translate("CourseItem", "No dates")
    if course.archived:
        when = translate("CourseItem", "{when} · archived").format(when=when)
    share = course.taken / course.capacity
    return CourseItem(course.name, when, course.venue.name, places(course), share, course.next is not None)


class CourseDelegate(RowDelegate[CourseItem]):
    """A card for each course, with the places taken as a line and in words."""

    gap = 8

    def row_height(self, surface: Surface, row: CourseItem) -> int:
        words = row_words.height(_words(surface, row)) + row_words.height(_places(surface, row))
        return round(words + 42)

    def draw_row(self, painter: QPainter, surface: Surface, row: CourseItem, state: RowState) -> None:
        shown, rect = theme.current(), QRectF(surface.rect())
        back = shown.colour("hover" if state.hovered and not state.chosen else "card")
        line = shown.colour("primary" if state.chosen else "line")
        paint.fill_round(painter, rect, back, paint.CARD_RADIUS, line, 2 if state.chosen else 1)
        words, top = _words(surface, row), 11.0
        row_words.draw(painter, surface, words, top)
        top += row_words.height(words) + 7
        draw_bar(painter, surface, QRectF(_EDGE, top, rect.width() - 2 * _EDGE, 6), row.share, "primary")
        row_words.draw(painter, surface, _places(surface, row), top + 9)
        if state.focused:
            paint.focus_ring(painter, surface, paint.CARD_RADIUS - 3, 3)


def _words(surface: Surface, row: CourseItem) -> tuple[Run, ...]:
    """Return the name, the next class and the hall, on as many lines as they need."""
    bold, small = paint.font(surface, 1.16, bold=True), paint.font(surface)
    ink, runs = "ink" if row.coming else "muted", tuple[Run, ...]()
    for words, made, colour in ((row.name, bold, ink), (row.when, small, ink), (row.venue, small, "muted")):
        width = surface.width() - 2 * _EDGE
        runs += row_words.lines(words, made, _EDGE, row_words.height(runs), width, colour)
    return runs


def _places(surface: Surface, row: CourseItem) -> tuple[Run, ...]:
    return row_words.lines(row.places, paint.font(surface), _EDGE, 0, surface.width() - 2 * _EDGE)


def places(course: CourseRow) -> str:
    """Return "7 of 8 places taken, 2 waiting"."""
    words = translate("CourseItem", "{taken} of %n places taken", None, course.capacity).format(
        taken=course.taken
    )
    return (
        translate("CourseItem", "{places}, %n waiting", None, course.waiting).format(places=words)
        if course.waiting
        else words
    )
