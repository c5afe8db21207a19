"""One course in the list of courses."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.bookings.views import CourseRow
from massage_studio.gui import theme, wording
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.bars import draw_bar
from massage_studio.gui.widgets.pressable import Pressable


class CourseItem(Pressable):
    """A card to press: name, next class and hall, and the places taken as a line and in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.course: CourseRow | None = None
        self._when = self._places = ""
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_course(self, course: CourseRow, today: date) -> None:
        """Show another course, or the same as it is now."""
        self.course = course
        if course.next:
            day = course.next.starts.date()
            shown = self.tr("Today") if day == today else wording.weekday_day(day)
            self._when = self.tr("{day}, {time}").format(day=shown, time=wording.clock(course.next.starts))
        elif course.held:
            self._when = self.tr("Ended {day}").format(day=wording.full_day(course.held[-1].starts.date()))
        else:
            self._when = self.tr("No dates")
        self._places = places(course)
        self.setAccessibleName(course.name)
        self.setAccessibleDescription(f"{self._when}, {course.venue.name}, {self._places}")
        self.update()

    def sizeHint(self) -> QSize:
        small, bold = (
            paint.line_height(paint.font(self)),
            paint.line_height(paint.font(self, 1.16, bold=True)),
        )
        return QSize(250, round(bold + 3 * small + 42))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        shown, course = theme.current(), self.course
        if course is None:
            return
        rect = QRectF(self.rect())
        back = shown.colour("hover" if self.underMouse() and not self.isChecked() else "card")
        line = shown.colour("primary" if self.isChecked() else "line")
        paint.fill_round(painter, rect, back, paint.CARD_RADIUS, line, 2 if self.isChecked() else 1)
        bold, small = paint.font(self, 1.16, bold=True), paint.font(self)
        width, top = rect.width() - 28, 11.0
        ink = shown.colour("ink" if course.next else "muted")
        for words, made, colour in (
            (course.name, bold, ink),
            (self._when, small, ink),
            (course.venue.name, small, shown.colour("muted")),
        ):
            high = paint.line_height(made)
            paint.draw_text(painter, self, QRectF(14, top, width, high), words, made, colour)
            top += high
        top += 7
        draw_bar(painter, self, QRectF(14, top, width, 6), course.taken / course.capacity, "primary")
        area = QRectF(14, top + 9, width, paint.line_height(small))
        paint.draw_text(painter, self, area, self._places, small, shown.colour("muted"))
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CARD_RADIUS - 3, 3)


def places(course: CourseRow) -> str:
    """Return "7 of 8 places taken, 2 waiting"."""
    words = _tr("{taken} of {capacity} places taken").format(taken=course.taken, capacity=course.capacity)
    return (
        _tr("{places}, {count} waiting").format(places=words, count=course.waiting)
        if course.waiting
        else words
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("CourseItem", text)
