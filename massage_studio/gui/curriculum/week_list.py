"""The activities of a week: dragged into another order, their minutes changed in their rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QToolTip, QWidget

from massage_studio.curriculum.views import ActivityView
from massage_studio.gui import theme, wording
from massage_studio.gui.curriculum.name_edit import NameEdit
from massage_studio.gui.curriculum.plan_drag import DragModel, what_is_dragged
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.lists.model import ROW, Index, RowAction
from massage_studio.gui.lists.view import ListView
from massage_studio.gui.widgets import chip, paint
from massage_studio.gui.widgets.paint import Surface
from massage_studio.language import translate

_HANDLE = 26.0
_BESIDE = 430
_MOST_CHIPS = 2
_MOST_CHIPS_WIDTH = 250.0
_MORE = "neutral"
"""In place of a code that of the chip which stands for all further benefits."""
_NONE = Qt.KeyboardModifier.NoModifier
_KEYS = {
    (Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier): "up",
    (Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier): "down",
    (Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier): "duplicate",
    (Qt.Key.Key_Delete, _NONE): "remove",
    (Qt.Key.Key_F2, _NONE): "rename",
    (Qt.Key.Key_Plus, _NONE): "plus",
    (Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier): "plus",
    (Qt.Key.Key_Equal, _NONE): "plus",
    (Qt.Key.Key_Minus, _NONE): "minus",
}


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity with the names of its benefits by code, and in words what else there is to know of it."""

    place: int
    activity: ActivityView
    benefits: tuple[tuple[str, str], ...]
    details: str
    warning: str = ""

    @property
    def accessible_name(self) -> str:
        """Its title and its minutes."""
        words = translate("WeekList", "{title}, {minutes}")
        return words.format(title=self.activity.title, minutes=wording.minutes(self.activity.minutes))

    @property
    def accessible_description(self) -> str:
        """Its benefits, and what else there is to know."""
        names = ", ".join(name for _, name in self.benefits)
        return ". ".join(part for part in (names, self.details, self.warning) if part)


class _Delegate(RowDelegate[ActivityLine]):
    """A handle, the title, the benefits as chips in a column, then the buttons for the minutes.

    A chip is pressed where it stands: `chip_at` tells which one that is.
    """

    spacing = 0
    end = 2
    rows: tuple[ActivityLine, ...] = ()
    """All rows, which have their chips in one column."""

    def row_height(self, surface: Surface, row: ActivityLine) -> int:
        high = len(self._lines(surface, row)) * paint.line_height(paint.font(surface))
        if row.warning:
            high += paint.line_height(paint.font(surface, 0.92))
        if not self._chips_beside(surface) and row.benefits:
            high += chip.tag_height(surface) + 4
        return max(paint.TARGET, round(high + 12))

    def draw_row(self, painter: QPainter, surface: Surface, row: ActivityLine, state: RowState) -> None:
        shown, rect = theme.current(), QRectF(surface.rect())
        if state.chosen or state.hovered:
            # Under its buttons too.
            row_rect = QRectF(0, 1, self.list.viewport().width(), rect.height() - 2)
            fill = shown.tint("primary") if state.chosen else shown.colour("hover")
            edge = shown.colour("primary") if state.chosen else None
            row_rect, width = paint.mirrored(surface, row_rect), 2.0 if state.focused else 1.0
            paint.fill_round(painter, row_rect, fill, paint.CONTROL_RADIUS, edge, width)
        self._draw_handle(painter, surface)
        font = paint.font(surface, bold=state.chosen)
        lines, high = self._lines(surface, row), paint.line_height(paint.font(surface))
        small = paint.font(surface, 0.92)
        top = self._top(surface, row)
        width = self._title_width(surface)
        for line in lines:
            area = QRectF(_HANDLE, top, width, high)
            paint.draw_text(painter, surface, area, line, font, shown.colour("ink"))
            top += high
        if row.warning:
            area = QRectF(_HANDLE, top, width, paint.line_height(small))
            paint.draw_text(painter, surface, area, row.warning, small, shown.on_tint("warning"))
            top += area.height()
        for code, name, area in self._chip_areas(surface, row):
            chip.draw_tag(painter, surface, area, name, code)

    def _button_size(self, action: RowAction) -> QSize:
        size = super()._button_size(action)
        if action.code == "minutes":
            # As wide as any, so that the columns line up.
            size.setWidth(super()._button_size(replace(action, text=wording.minutes(188))).width())
        return size

    def _draw_action(
        self, painter: QPainter, area: QRect, index: Index, number: int, action: RowAction
    ) -> None:
        # Pressed on its whole area, and drawn with a little air between the rows.
        super()._draw_action(painter, area.adjusted(2, 4, -2, -4), index, number, action)

    def hint(self, surface: Surface, row: ActivityLine) -> str:
        return row.accessible_description

    def chip_at(self, index: Index, place: QPoint) -> tuple[str, str]:
        """Return code and name of the benefit whose chip stands at a point of the list, nothing elsewhere."""
        surface, rect = self.surface(index), self.list.visualRect(index)
        mirrored = surface.layoutDirection() == Qt.LayoutDirection.RightToLeft
        corner = rect.topLeft() + QPoint(rect.width() - surface.width() if mirrored else 0, 0)
        for code, name, area in self._chip_areas(surface, index.data(ROW)):
            if paint.mirrored(surface, area).contains(QPointF(place - corner)):
                return code, name
        return "", ""

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        code, name = self.chip_at(index, event.pos()) if index.isValid() else ("", "")
        if code in ("", _MORE):
            return super().helpEvent(event, view, option, index)
        words = translate("WeekList", "What is known of {benefit}").format(benefit=name)
        QToolTip.showText(event.globalPos(), paint.plain(words), view, option.rect)
        return True

    def _top(self, surface: Surface, row: ActivityLine) -> float:
        """Return where the first line of the title begins."""
        high = len(self._lines(surface, row)) * paint.line_height(paint.font(surface))
        if row.warning:
            high += paint.line_height(paint.font(surface, 0.92))
        if not self._chips_beside(surface) and row.benefits:
            high += chip.tag_height(surface) + 4
        return (surface.height() - high) / 2

    def _draw_handle(self, painter: QPainter, surface: Surface) -> None:
        colour = theme.current().colour("control_line")
        for column in (7.0, 13.0):
            for step in (-5.0, 0.0, 5.0):
                spot = paint.mirrored(surface, QRectF(column, surface.height() / 2 + step, 0, 0)).center()
                paint.dot(painter, QPointF(spot), 1.4, colour)

    def _chip_areas(self, surface: Surface, row: ActivityLine) -> Iterator[tuple[str, str, QRectF]]:
        """Yield code, name and unmirrored area of each chip: in a column of all rows, or below the title."""
        high, chips, room = chip.tag_height(surface), self._chips(row), self._chips_width(surface)
        if self._chips_beside(surface):
            left, top = surface.width() - room, (surface.height() - high) / 2
        else:
            left, top = _HANDLE, surface.height() - self._top(surface, row) - high
        fits = sum(chip.tag_width(surface, name) + 4 for _, name in chips) <= room
        for code, name in chips:
            wide = chip.tag_width(surface, name) if fits else room / len(chips) - 4
            yield code, name, QRectF(left, top, wide, high)
            left += wide + 4

    def _chips(self, row: ActivityLine) -> list[tuple[str, str]]:
        if len(row.benefits) <= _MOST_CHIPS:
            return list(row.benefits)
        more = translate("WeekList", "%n more", None, len(row.benefits) - 1)
        return [row.benefits[0], (_MORE, more)]

    def _chips_beside(self, surface: Surface) -> bool:
        return surface.width() >= _BESIDE

    def _chips_width(self, surface: Surface) -> float:
        """Return how wide the column of the chips is: as the widest of all rows."""
        rows = (self._chips(row) for row in self.rows)
        widths = (sum(chip.tag_width(surface, name) + 4 for _, name in chips) for chips in rows)
        return min(max(widths, default=0.0), _MOST_CHIPS_WIDTH)

    def _title_width(self, surface: Surface) -> float:
        chips = self._chips_width(surface) + 8 if self._chips_beside(surface) else 0.0
        return surface.width() - _HANDLE - chips

    def _lines(self, surface: Surface, row: ActivityLine) -> list[str]:
        return paint.wrapped(
            row.activity.title, paint.font(surface, bold=True), self._title_width(surface), 3
        )


class WeekList(ListView):
    """The activities of a week.

    `wanted` carries the place of one and what is asked for: "plus", "minus", "minutes", "more", "up", "down",
    "rename", "duplicate", "remove". `dropped` carries what falls and the gap that it falls into, counted from
    the top; `minutes_given` and `title_given` a place with what was written, `benefit_wanted` the code of a
    benefit whose chip was pressed.
    """

    wanted = Signal(int, str)
    dropped = Signal(object, int)
    minutes_given = Signal(int, str)
    title_given = Signal(int, str)
    benefit_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = DragModel[ActivityLine, ActivityLine](
            self,
            lambda line: line.place,
            lambda line: line,
            lambda line: ("activity", str(line.place)),
            _actions,
        )
        self._rows = _Delegate(self)
        self.use(self.lines, self._rows)
        self.show_all_rows()
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self._gap: int | None = None
        self._pressed_chip = ""
        self.opened.connect(lambda line: self.wanted.emit(line.place, "minutes"))
        self.acted.connect(lambda line, code: self.wanted.emit(line.place, code))
        self.menu_wanted.connect(lambda line, _: self.wanted.emit(line.place, "more"))

    def show_lines(self, lines: list[ActivityLine], chosen: int) -> None:
        """Show the activities of a week, one of them chosen."""
        self._rows.rows = tuple(lines)
        self.lines.show(lines)
        if lines and self.currentIndex().row() != chosen:
            self.setCurrentIndex(self.lines.index(min(chosen, len(lines) - 1)))

    def write_minutes(self, place: int) -> None:
        """Lay a field over an activity in which its minutes are written."""
        line: ActivityLine = self.view_at(place)
        name = self.tr("Minutes of {title}").format(title=line.activity.title)
        edit = self._write(place, str(line.activity.minutes), name, self.minutes_given.emit)
        edit.numbers_only(999)

    def write_title(self, place: int) -> None:
        """Lay a field over an activity in which its title is written."""
        line: ActivityLine = self.view_at(place)
        self._write(place, line.activity.title, self.tr("Title of the activity"), self.title_given.emit)

    def _write(self, place: int, text: str, name: str, given: Callable[[int, str], None]) -> NameEdit:
        rect = self.visualRect(self.lines.index(place))
        return NameEdit(
            self.viewport(),
            QRect(rect.x() + int(_HANDLE) - 8, rect.y(), min(rect.width() - 40, 460), rect.height()),
            text,
            name,
            partial(given, place),
            back=self,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        code = _KEYS.get((Qt.Key(event.key()), held))
        if code and self.currentIndex().isValid():
            self.wanted.emit(self.currentIndex().row(), code)
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._chip_at(event.position().toPoint()):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.viewport().unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed_chip = self._chip_at(event.position().toPoint())
        super().mouseReleaseEvent(event)
        self._pressed_chip = ""

    def _press(self, index: QModelIndex, number: int) -> None:
        if number < 0 and self._pressed_chip == _MORE:
            self.wanted.emit(index.row(), "more")
        elif number < 0 and self._pressed_chip:
            self.benefit_wanted.emit(self._pressed_chip)
        else:
            super()._press(index, number)

    def _chip_at(self, place: QPoint) -> str:
        index = self._row_at(place)
        return self._rows.chip_at(index, place)[0] if index.isValid() else ""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        event.setAccepted(what_is_dragged(event) is not None)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.setAccepted(what_is_dragged(event) is not None)
        self._show_gap(self._gap_at(event.position().y()) if event.isAccepted() else None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        event.accept()
        self._show_gap(None)

    def dropEvent(self, event: QDropEvent) -> None:
        dragged, gap = what_is_dragged(event), self._gap_at(event.position().y())
        self._show_gap(None)
        if dragged is not None:
            event.acceptProposedAction()
            self.dropped.emit(dragged, gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None:
            return
        painter = QPainter(self.viewport())
        painter.fillRect(
            0, self._gap_top(self._gap) - 1, self.viewport().width(), 3, theme.current().colour("primary")
        )
        painter.end()

    def _gap_at(self, y: float) -> int:
        middles = (
            self.visualRect(self.lines.index(place)).center().y() for place in range(self.lines.rowCount())
        )
        return sum(y > middle for middle in middles)

    def _gap_top(self, gap: int) -> int:
        if gap < self.lines.rowCount():
            return self.visualRect(self.lines.index(gap)).top()
        return self.visualRect(self.lines.index(gap - 1)).bottom() - 1 if gap else 1

    def _show_gap(self, gap: int | None) -> None:
        self._gap = gap
        self.viewport().update()


def _actions(line: ActivityLine) -> tuple[RowAction, ...]:
    title, minutes = line.activity.title, wording.minutes(line.activity.minutes)
    less = translate("WeekList", "A minute less for {title}").format(title=title)
    more = translate("WeekList", "A minute more for {title}").format(title=title)
    write = translate("WeekList", "{minutes} for {title}, write another number")
    menu = translate("WeekList", "More for {title}").format(title=title)
    return (
        RowAction("minus", "", less, "minus", enabled=line.activity.minutes > 1),
        RowAction("minutes", minutes, write.format(minutes=minutes, title=title), role="quiet"),
        RowAction("plus", "", more, "plus"),
        RowAction("more", "", menu, "more", role="quiet"),
    )
