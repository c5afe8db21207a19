"""The courses of a baby below its name, each of which leads to its classes."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.progress.card_parts import refill, sentence
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.pressable import Pressable
from massage_studio.progress.views import CourseAttended

SIDE = 4
"""How many pixels of a button stand before its words."""


class CourseButton(Pressable):
    """How many classes of a course a baby came to, in the quieter voice with a line below it."""

    def __init__(self, told: str, name: str) -> None:
        super().__init__()
        self._words = paint.one_line(sentence(told))
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def words(self) -> str:
        """What it says."""
        return self._words

    def sizeHint(self) -> QSize:
        font = paint.font(self)
        width = paint.text_width(self._words, font) + 2 * SIDE
        return QSize(round(width), round(paint.line_height(font)) + 6)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 96), hint.height())

    def draw(self, painter: QPainter) -> None:
        font = paint.font(self)
        if paint.text_width(self._words, font) > self.width() - 2 * SIDE + 0.5 and not self.toolTip():
            paint.plain_tooltip(self, self._words)
        font.setUnderline(True)
        colour = theme.current().colour("ink" if self.underMouse() or self.isDown() else "muted")
        area = QRectF(self.rect()).adjusted(SIDE, 0, -SIDE, 0)
        paint.draw_text(painter, self, area, self._words, font, colour, paint.START)
        if self.hasFocus():
            paint.focus_ring(painter, self, paint.CONTROL_RADIUS)


class CourseLine(QWidget):
    """Names the courses of a baby, the latest first; `wanted` carries the one that is pressed."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=10)
        self._flow.set_row_gap(0)
        self._courses: tuple[CourseAttended, ...] = ()

    def begin_at(self, start: int) -> None:
        """Leave so much room at the side on which reading begins."""
        from_right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setContentsMargins(0 if from_right else start, 0, start if from_right else 0, 0)

    def show_courses(self, courses: tuple[CourseAttended, ...], after: QWidget) -> None:
        """Show these courses, or nothing where there are none; Tab comes to them `after` a widget.

        A button that has the keys keeps them where nothing is new.
        """
        if courses != self._courses:
            self._courses = courses
            buttons = [self._button(course) for course in courses]
            refill(self._flow, buttons)
            for before, button in pairwise([after, *buttons]):
                self.setTabOrder(before, button)
        self.setVisible(bool(courses))

    def _button(self, course: CourseAttended) -> CourseButton:
        told = self.tr("{course}, {attended} of {classes}").format(
            course=course.name, attended=course.attended, classes=course.of
        )
        made = CourseButton(told, self.tr("{attended}: show the classes").format(attended=told))
        made.clicked.connect(partial(self.wanted.emit, course.course_id))
        return made
