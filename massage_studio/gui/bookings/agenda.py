"""The agenda beside the calendar: the same classes as a list, day by day, for keys and screen readers."""

import html
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from massage_studio.gui import icons, theme
from massage_studio.gui.widgets import paint, row_words
from massage_studio.gui.widgets.calendar_view import CalendarDay, CalendarItem
from massage_studio.gui.widgets.marks import fill_mark
from massage_studio.gui.widgets.row_words import Run

Index = QModelIndex | QPersistentModelIndex
_ROW = int(Qt.ItemDataRole.UserRole)
_DAY_LEFT, _ITEM_LEFT, _RIGHT, _GAP, _SIGN = 12.0, 26.0, 8.0, 8.0, 14.0


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """The heading of a day, or with `item` one class; `end` stands below its name, such as what is amiss."""

    day: CalendarDay
    item: CalendarItem | None = None
    end: str = ""

    @property
    def words(self) -> str:
        """The row as it is read aloud."""
        parts = (self.day.words, self.item.words) if self.item else (self.day.words, self.day.note)
        return ", ".join(part for part in parts if part)


class AgendaModel(QAbstractListModel):
    """Days with something on them, each followed by its classes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[AgendaRow, ...] = ()

    def show_rows(self, rows: tuple[AgendaRow, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.rows[index.row()].item is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.rows[index.row()]
        if role == _ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words
        if role == Qt.ItemDataRole.ToolTipRole and row.item is not None:
            # Qt reads a tooltip with a tag in it as markup; data is never that.
            return f"<span>{html.escape(row.words)}</span>"
        return None


class AgendaDelegate(QStyledItemDelegate):
    """Paints a day's heading, and a class beside the mark of its venue, on as many lines as they need."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: AgendaRow = index.data(_ROW)
        width = self._view.viewport().width()
        if row.item is None:
            return QSize(0, round(row_words.height(self._day_runs(row.day, width)) + 16))
        return QSize(0, round(row_words.height(self._runs(row, row.item, width)) + 10))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: AgendaRow = index.data(_ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(option.rect)
        area = paint.mirrored(self._view.viewport(), QRectF(option.rect))
        if row.item is None:
            self._draw_day(painter, area, row.day)
        else:
            self._draw_item(painter, area, row, row.item, option.state)
        painter.restore()

    def _day_runs(self, day: CalendarDay, width: float) -> tuple[Run, ...]:
        """Return a day in words and what is special about it: behind it where there is room, else below."""
        shown, bold, small = theme.current(), paint.font(self._view, bold=True), paint.font(self._view)
        words = self.tr("{day}, today").format(day=day.words) if day.today else day.words
        ink = shown.on_tint("primary") if day.today else shown.colour("ink")
        room = width - _DAY_LEFT - _RIGHT
        runs = row_words.lines(words, bold, _DAY_LEFT, 0, room, ink)
        if not day.note:
            return runs
        used, told = paint.text_width(runs[-1].words, bold) + _GAP, shown.on_tint("warning")
        if used + paint.text_width(day.note, small) > room:
            return (*runs, *row_words.lines(day.note, small, _DAY_LEFT, row_words.height(runs), room, told))
        behind = runs[-1].area.adjusted(used, 0, 0, 0)
        return (*runs, Run(day.note, small, behind, told))

    def _draw_day(self, painter: QPainter, area: QRectF, day: CalendarDay) -> None:
        runs = self._day_runs(day, area.width())
        row_words.draw(painter, self._view.viewport(), runs, area.bottom() - row_words.height(runs) - 3)

    def _runs(self, row: AgendaRow, item: CalendarItem, width: float) -> tuple[Run, ...]:
        """Return a class in words: its time, its name behind it, and below that what else there is to say."""
        bold, plain = paint.font(self._view, bold=True), paint.font(self._view)
        bold.setStrikeOut(item.struck)
        ink = "muted" if item.struck else "ink"
        left = _ITEM_LEFT + paint.text_width("00:00", bold) + 2
        time = QRectF(_ITEM_LEFT, 0, left - _ITEM_LEFT, paint.line_height(bold))
        left += _GAP
        room = width - left - _RIGHT
        title = row_words.lines(item.title, bold, left, 0, room - (_SIGN + 4 if item.clash else 0), ink)
        colour = "error_text" if item.clash else "muted"
        words, low = row.end or item.detail, row_words.height(title)
        return (
            Run(item.time, bold, time, ink),
            *title,
            *row_words.lines(words, plain, left, low, room, colour),
        )

    def _draw_item(
        self, painter: QPainter, area: QRectF, row: AgendaRow, item: CalendarItem, state: QStyle.StateFlag
    ) -> None:
        shown, widget = theme.current(), self._view.viewport()
        place = paint.mirrored(widget, area.adjusted(1, 1, -1, -1))
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            here = state & QStyle.StateFlag.State_Selected
            ground = shown.tint("primary") if here else shown.colour("hover")
            edge = shown.colour("primary") if here and self._view.hasFocus() else None
            paint.fill_round(painter, place, ground, paint.CONTROL_RADIUS, edge)
        band = QRectF(area.left() + 12, area.top() + 7, 6, area.height() - 14)
        fill_mark(painter, paint.mirrored(widget, band), item.mark)
        top = area.top() + 5
        if item.clash:
            high = paint.line_height(paint.font(self._view, bold=True))
            sign = QRectF(area.right() - _RIGHT - _SIGN, top + (high - _SIGN) / 2, _SIGN, _SIGN)
            icons.paint(painter, "warning", paint.mirrored(widget, sign), shown.colour("error"))
        row_words.draw(painter, widget, self._runs(row, item, area.width()), top)


class Agenda(QListView):
    """The list; Enter or a click opens a class, and `pointed` tells which one the keyboard is on."""

    opened = Signal(object)
    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = AgendaModel(self)
        self._quiet = False
        self.setModel(self._model)
        self.setItemDelegate(AgendaDelegate(self))
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._open)
        self.selectionModel().currentChanged.connect(self._point)

    def show_rows(self, rows: tuple[AgendaRow, ...]) -> None:
        """Show other days and classes; the cursor stays on its class where that is still there."""
        before = self.current()
        self._quiet = True
        self._model.show_rows(rows)
        self._quiet = False
        self.choose(before)

    def rows(self) -> tuple[AgendaRow, ...]:
        """The rows as they are shown."""
        return self._model.rows

    def current(self) -> UUID | None:
        """The class that the cursor is on."""
        index = self.currentIndex()
        item = self._model.rows[index.row()].item if index.isValid() else None
        return item.key if item else None

    def choose(self, key: UUID | None, *, at_top: bool = False) -> None:
        """Put the cursor on a class without telling anyone; its day comes to the top where that is asked."""
        self._quiet = True
        for place, row in enumerate(self._model.rows):
            if row.item is not None and row.item.key == key:
                self.setCurrentIndex(self._model.index(place))
                # The day above it is worth seeing too.
                heading = place - 1 if place and self._model.rows[place - 1].item is None else place
                how = QAbstractItemView.ScrollHint
                self.scrollTo(self._model.index(heading), how.PositionAtTop if at_top else how.EnsureVisible)
                if not at_top:
                    self.scrollTo(self._model.index(place))
                break
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self._open(self.currentIndex())
            return
        if not self.currentIndex().isValid() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Home):
            first = next((place for place, row in enumerate(self._model.rows) if row.item), None)
            if first is not None:
                self.setCurrentIndex(self._model.index(first))
                return
        super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        item = self._model.rows[index.row()].item if index.isValid() else None
        if item is not None:
            self.opened.emit(item.key)

    def _point(self, index: QModelIndex) -> None:
        if not self._quiet and index.isValid():
            item = self._model.rows[index.row()].item
            if item is not None:
                self.pointed.emit(item.key)
