"""The minutes of a plan, weeks by benefits: gaps, doubling and what is over or under seen at a glance."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from massage_studio.curriculum.plan_views import BenefitName, Matrix, difference_words
from massage_studio.gui import theme
from massage_studio.gui.curriculum.matrix_lines import (
    PAD,
    Columns,
    WeekLine,
    columns_of,
    minutes_of,
    small_font,
)
from massage_studio.gui.curriculum.name_edit import NameEdit
from massage_studio.gui.curriculum.plan_drag import what_is_dragged
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.lists.view import ListView
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.paint import Surface
from massage_studio.gui.widgets.pressable import Painted
from massage_studio.language import translate

_ROW = 32
_BAR = 10.0
_MOST_OF_TWO_LINES = 8
_CHIP_PAD = 5
_CHIP_RATIOS = (1.0, 0.94, 0.86)
_CHIP_GAP = 4
_UPRIGHT = 34.0
_KEYS = {
    (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): "up",
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): "down",
    (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier): "duplicate",
    (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier): "remove",
    (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier): "rename",
    (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier): "add",
}


class MatrixDelegate(RowDelegate[WeekLine]):
    """A week: its number and title, a bar and a figure for each benefit, and the sum."""

    def row_height(self, surface: Surface, row: WeekLine) -> int:
        high = len(self._lines(surface, row)) * paint.line_height(paint.font(surface)) + 12
        if row.row.total != row.row.length:
            high = max(high, sum(map(paint.line_height, self._total_fonts(surface))) + 10)
        return max(_ROW, round(high))

    def _total_fonts(self, surface: Surface) -> tuple[QFont, QFont]:
        """Return the fonts of the sum, and of how far it is from the length of a class."""
        return paint.font(surface, bold=True), small_font(surface)

    def draw_row(self, painter: QPainter, surface: Surface, row: WeekLine, state: RowState) -> None:
        shown, rect = theme.current(), QRectF(surface.rect())
        if state.chosen:
            inner, edge = rect.adjusted(1, 1, -1, -1), shown.colour("primary")
            paint.fill_round(painter, inner, shown.tint("primary"), paint.CONTROL_RADIUS, edge, 1.5)
        elif state.hovered:
            paint.fill_round(painter, rect, shown.colour("hover"), paint.CONTROL_RADIUS)
        columns = columns_of(surface, len(row.matrix.benefits))
        font, high = paint.font(surface, bold=state.chosen), paint.line_height(paint.font(surface))
        lines = self._lines(surface, row)
        top = (rect.height() - len(lines) * high) / 2
        for number, line in enumerate(lines):
            area = QRectF(PAD, top + number * high, columns.title - PAD - 8, high)
            paint.draw_text(painter, surface, area, line, font, shown.colour("ink"))
        for place in range(len(row.matrix.benefits)):
            self._draw_cell(painter, surface, columns, place, row)
        self._draw_total(painter, surface, columns, row)
        if state.focused:
            paint.focus_ring(painter, surface, paint.CONTROL_RADIUS)

    def _draw_cell(
        self, painter: QPainter, surface: Surface, columns: Columns, place: int, row: WeekLine
    ) -> None:
        shown, matrix = theme.current(), row.matrix
        minutes, benefit = row.row.minutes[place], matrix.benefits[place]
        if columns.bar:
            groove = QRectF(columns.left(place), (surface.height() - _BAR) / 2, columns.bar, _BAR)
            paint.fill_round(painter, paint.mirrored(surface, groove), shown.colour("groove"), _BAR / 2)
            if minutes:
                groove.setWidth(max(_BAR, columns.bar * minutes / matrix.most))
                strong = shown.strong(benefit.code)
                paint.fill_round(painter, paint.mirrored(surface, groove), strong, _BAR / 2)
        area = columns.figure(place, surface.height())
        if not minutes:
            paint.draw_text(painter, surface, area, "–", paint.font(surface), shown.colour("muted_strong"))
            return
        bold = paint.font(surface, bold=True)
        wide = paint.draw_text(painter, surface, area, str(minutes), bold, shown.colour("ink"))
        if columns.twice and matrix.doubled(minutes):
            area = QRectF(area.left() + wide + 3, 0, columns.twice, surface.height())
            paint.draw_text(painter, surface, area, "×2", small_font(surface), shown.colour("muted_strong"))

    def _draw_total(self, painter: QPainter, surface: Surface, columns: Columns, row: WeekLine) -> None:
        shown, over = theme.current(), row.row.total - row.row.length
        left, (bold, small) = columns.left(len(row.matrix.benefits)), self._total_fonts(surface)
        area = QRectF(left, 0, columns.total, surface.height())
        if not over:
            paint.draw_text(painter, surface, area, str(row.row.total), bold, shown.colour("ink"), paint.END)
            return
        words = difference_words(row.row)
        back = paint.mirrored(surface, area.adjusted(4, 3, 5, -3))
        paint.fill_round(painter, back, shown.tint("warning"), paint.CONTROL_RADIUS)
        upper, lower = paint.line_height(bold), paint.line_height(small)
        top = (surface.height() - upper - lower) / 2
        ink = shown.on_tint("warning")
        area = QRectF(left, top, columns.total, upper)
        paint.draw_text(painter, surface, area, str(row.row.total), bold, ink, paint.END)
        area = QRectF(left, top + upper, columns.total, lower)
        paint.draw_text(painter, surface, area, words, small, ink, paint.END)

    def hint(self, surface: Surface, row: WeekLine) -> str:
        return row.accessible_name

    def _lines(self, surface: Surface, row: WeekLine) -> list[str]:
        title = f"{row.row.number} {row.row.title}"
        width = columns_of(surface, len(row.matrix.benefits)).title - PAD - 8
        # A long course is seen at a glance too.
        most_lines = 2 if len(row.matrix.rows) <= _MOST_OF_TWO_LINES else 1
        return paint.wrapped(title, paint.font(surface, bold=True), width, most_lines)


class MatrixList(ListView):
    """The weeks; `key_wanted` carries one and what a key asks for.

    `dropped` carries the number of a week and what falls on it.
    """

    key_wanted = Signal(object, str)
    dropped = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        code = _KEYS.get((Qt.Key(event.key()), held))
        if code and self.currentIndex().isValid():
            self.key_wanted.emit(self.view_at(self.currentIndex().row()), code)
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(what_is_dragged(event) is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        here = self.indexAt(event.position().toPoint()).isValid()
        event.setAccepted(here and what_is_dragged(event) is not None)

    def dropEvent(self, event: QDropEvent) -> None:
        index, dragged = self.indexAt(event.position().toPoint()), what_is_dragged(event)
        if index.isValid() and dragged is not None:
            event.acceptProposedAction()
            self.dropped.emit(self.view_at(index.row()).row.number, dragged)


class _Head(Painted):
    """The names of the benefits above their columns, upright where a column is too narrow for its name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.matrix: Matrix | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_matrix(self, matrix: Matrix) -> None:
        """Show the names of a matrix."""
        self.matrix = matrix
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(300, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.height())

    def _fit(self) -> None:
        if self.matrix is None:
            return
        font = self._font()
        if self._upright():
            lines = [line for one in self.matrix.benefits for line in self._upright_lines(one)]
            high = max(paint.text_width(line, font) for line in lines) + 26
        else:
            count = max((len(self._lines(one)) for one in self.matrix.benefits), default=1)
            high = count * paint.line_height(font) + 16
        self.setFixedHeight(round(high))

    def _room(self) -> float:
        assert self.matrix is not None
        return columns_of(self, len(self.matrix.benefits)).benefit - _CHIP_GAP - 2 * _CHIP_PAD

    def _upright(self) -> bool:
        return self._longest_word(_CHIP_RATIOS[-1]) > self._room()

    def _font(self) -> QFont:
        """Return the font of the names, smaller where a word would have no room."""
        fits = (ratio for ratio in _CHIP_RATIOS if self._longest_word(ratio) <= self._room())
        return paint.font(self, next(fits, _CHIP_RATIOS[0]), bold=True)

    def _longest_word(self, ratio: float) -> float:
        assert self.matrix is not None
        words = (word for one in self.matrix.benefits for word in one.title.split())
        font = paint.font(self, ratio, bold=True)
        return max((paint.text_width(word, font) for word in words), default=0.0)

    def _title(self, font: QFont, room: float) -> str:
        whole = translate("PlanMatrix", "Minutes by benefit")
        return whole if paint.text_width(whole, font) <= room else translate("PlanMatrix", "Minutes")

    def _lines(self, benefit: BenefitName) -> list[str]:
        return paint.wrapped(benefit.title, self._font(), self._room(), 2)

    def _upright_lines(self, benefit: BenefitName) -> list[str]:
        """Return a name on two lines where its column has room for them, so that the head stays low."""
        font = self._font()
        if self._room() < 2 * paint.line_height(font):
            return [benefit.title]
        return paint.wrapped(benefit.title, font, self._longest_word(_CHIP_RATIOS[0]), 2)

    def draw(self, painter: QPainter) -> None:
        if self.matrix is None:
            return
        shown, columns = theme.current(), columns_of(self, len(self.matrix.benefits))
        title, high = theme.heading_font(self.font(), 1.15), self.height() - 6.0
        area = QRectF(PAD, 0, columns.title - PAD - 6, high)
        paint.draw_text(painter, self, area, self._title(title, area.width()), title, shown.colour("ink"))
        painter.setFont(self._font())
        for place, one in enumerate(self.matrix.benefits):
            chip = paint.mirrored(self, QRectF(columns.left(place), 0, columns.benefit - _CHIP_GAP, high))
            if self._upright():
                wide = max(_UPRIGHT, len(self._upright_lines(one)) * paint.line_height(self._font()) + 8)
                chip.setWidth(min(wide, chip.width()))
            paint.fill_round(painter, chip, shown.tint(one.code), min(13.0, chip.width() / 2))
            painter.setPen(shown.on_tint(one.code))
            if self._upright():
                painter.save()
                painter.translate(chip.center())
                painter.rotate(-90)
                turned = QRectF(-chip.height() / 2, -chip.width() / 2, chip.height(), chip.width())
                painter.drawText(turned, int(paint.CENTRE), "\n".join(self._upright_lines(one)))
                painter.restore()
            else:
                painter.drawText(chip, int(paint.CENTRE), "\n".join(self._lines(one)))
        area = QRectF(columns.left(len(self.matrix.benefits)), 0, columns.total, high)
        words = translate("PlanMatrix", "of {length}").format(length=self.matrix.length)
        paint.draw_text(painter, self, area, words, paint.font(self), shown.colour("muted_strong"), paint.END)


class _Foot(Painted):
    """What each benefit has in the whole course."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.matrix: Matrix | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_matrix(self, matrix: Matrix) -> None:
        """Show the sums of a matrix."""
        self.matrix = matrix
        told = [minutes_of(one, minutes) for one, minutes in zip(matrix.benefits, matrix.totals, strict=True)]
        words = translate("PlanMatrix", "In the course: {minutes}").format(minutes=", ".join(told))
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, max(_ROW, round(paint.line_height(paint.font(self)) + 14)))

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        if self.matrix is None:
            return
        shown, columns = theme.current(), columns_of(self, len(self.matrix.benefits))
        painter.fillRect(QRectF(0, 3, self.width(), 1), shown.colour("line"))
        bold, high = paint.font(self, bold=True), self.height() - 4.0
        words = translate("PlanMatrix", "In the course")
        area = QRectF(PAD, 4, columns.title - PAD, high)
        paint.draw_text(painter, self, area, words, bold, shown.colour("ink"))
        for place, minutes in enumerate(self.matrix.totals):
            area = columns.figure(place, high, 4)
            paint.draw_text(painter, self, area, str(minutes) if minutes else "–", bold, shown.colour("ink"))


class PlanMatrix(QWidget):
    """The whole matrix; its `list` has the weeks."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head, self.list, self.foot = _Head(self), MatrixList(self), _Foot(self)
        self.rows = ListModel[WeekLine, WeekLine](self, lambda line: line.row.number, lambda line: line)
        self.list.use(self.rows, MatrixDelegate(self.list))
        self.list.show_all_rows()
        self.list.setAccessibleName(self.tr("Minutes by benefit"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.head, self.list, self.foot):
            column.addWidget(part)

    def show_matrix(self, matrix: Matrix, chosen: int = 0) -> None:
        """Show a matrix, one of its weeks chosen by its number."""
        self.head.show_matrix(matrix)
        self.foot.show_matrix(matrix)
        self.rows.show([WeekLine(matrix, row) for row in matrix.rows])
        place = self.rows.place_of(chosen)
        if place is not None and place != self.list.currentIndex().row():
            self.list.setCurrentIndex(self.rows.index(place))

    def write_title(self, week: int, done: Callable[[str], None]) -> None:
        """Lay a field over a week in which its title is written."""
        place = self.rows.place_of(week)
        if place is not None:
            line, rect = self.rows.views[place], self.list.visualRect(self.rows.index(place))
            columns = columns_of(self.head, len(line.matrix.benefits))
            rect.setWidth(max(240, round(columns.title)))
            words = self.tr("Title of week {number}").format(number=week)
            NameEdit(self.list.viewport(), rect, line.row.title, words, done, back=self.list)
