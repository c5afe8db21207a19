"""The grid of a course: one line a dyad, one column a class, painted."""

import html
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from massage_studio.bookings.views import PRESENT
from massage_studio.families.restrictions import restricted
from massage_studio.gui import icons, theme, wording
from massage_studio.gui.cues.permission_words import not_massaged, reason
from massage_studio.gui.families import words
from massage_studio.gui.widgets import paint, row_words
from massage_studio.gui.widgets.avatar import draw_avatar, first_letter
from massage_studio.gui.widgets.paint import Surface
from massage_studio.gui.widgets.ribbon import Span, describe_spans, draw_ribbon
from massage_studio.gui.widgets.row_words import Run
from massage_studio.gui.widgets.table import Index, RowTable
from massage_studio.language import translate
from massage_studio.progress.views import Mark, OverviewRow

ROW_ROLE = int(Qt.ItemDataRole.UserRole)

_AVATAR = 32.0
_BESIDE_AVATAR = _AVATAR + 10
_BESIDE_MARK = 19.0
_BAND = 10.0
_AROUND = 16.0
_LEAST_NAME, _LEAST_WORDS, _WIDEST_WEEK = 150, 114, 120
_NAME_SHARE, _AREAS_SHARE = 0.21, 0.15
_NOTE_LINES = 4
"""How much of a note is shown; its tooltip has all of it."""

_ICONS = {"here": "check", "late": "clock", "absent": "minus", "elsewhere": "swap"}


class GridModel(RowTable[OverviewRow]):
    """A course's dyads in the register's order: name, one column a class, areas massaged, last note."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.zone = ZoneInfo("Europe/London")
        self._together = False

    @property
    def together(self) -> bool:
        """Whether the last column tells the areas too, in place of one of their own."""
        return self._together

    def put_together(self, together: bool) -> None:
        """Tell areas and note in one column, or in two."""
        if together != self._together:
            self._together = together
            last = self.weeks + 2
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, last, last)

    @property
    def weeks(self) -> int:
        """How many classes the course has."""
        return len(self.rows[0].marks) if self.rows else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self.weeks + 3

    def title(self, column: int) -> str:
        if column == 0:
            return translate("Grid", "Baby")
        if column <= self.weeks:
            session = self.rows[0].marks[column - 1].session
            day = wording.short_day(session.starts.date())
            return translate("Grid", "{number} · {day}").format(number=session.number, day=day)
        if column == self.weeks + 1:
            return translate("Grid", "Massaged so far")
        return translate("Grid", "So far") if self._together else translate("Grid", "Last note")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            # Qt reads a tooltip with a tag in it as markup; data is never that.
            return f"<span>{html.escape(self.cell_text(row, index.column()))}</span>"
        return super().data(index, role)

    def cell_text(self, row: OverviewRow, column: int) -> str:
        if column == 0:
            carers = wording.listed([carer.given_name for carer in row.carers])
            who = translate("Grid", "{baby}, with {carers}").format(baby=row.baby.name, carers=carers)
            return "; ".join((who, *words.restriction_words(restricted(row.carers))))
        if column <= self.weeks:
            mark = row.marks[column - 1]
            spans = describe_spans(spans_of(mark), _ms(mark.end))
            status = words.attendance(mark.status)
            text = translate("Grid", "week {number}: {status}").format(
                number=mark.session.number, status=status
            )
            if mark.why_not is not None and mark.status in PRESENT:
                text = f"{text}; {not_massaged(mark.why_not)}"
            return f"{text}; {spans}" if spans else text
        areas = wording.listed(row.areas) if row.areas else translate("Grid", "nothing yet")
        if column == self.weeks + 1:
            return areas
        if not self._together:
            return self.note(row)
        both = translate("Grid", "{note}. Massaged: {areas}")
        return both.format(areas=areas, note=self.note(row).rstrip("."))

    def note(self, row: OverviewRow) -> str:
        """Return the last note in words; one that is not for the family only by its day."""
        if row.last_note is None:
            return (
                translate("Grid", "no note since the last class")
                if row.lacks_note
                else translate("Grid", "no note")
            )
        day = wording.short_day(row.last_note.at.astimezone(self.zone).date())
        if row.last_note.layer == "family":
            text = translate("Grid", "{day}: {text}").format(day=day, text=row.last_note.text)
        else:
            layer = words.layer(row.last_note.layer)
            text = translate("Grid", "{day}: {layer}").format(day=day, layer=layer)
        return (
            translate("Grid", "No note since the last class; {note}").format(note=text)
            if row.lacks_note
            else text
        )


class GridDelegate(QStyledItemDelegate):
    """Paints the cells of the grid."""

    def __init__(self, view: QTableView, model: GridModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, column = index.data(ROW_ROLE), index.column()
        width = self._view.columnWidth(column) - _AROUND
        small = paint.line_height(paint.font(self._view))
        if column == 0:
            high = row_words.height(self._baby_words(self._view, row, 0, width - _BESIDE_AVATAR))
        elif column <= self._model.weeks:
            told, why = self._mark_words(self._view, row.marks[column - 1], 0, width)
            high = row_words.height(told) + (row_words.height(why) if why else _BAND + 4)
        else:
            high = small * len(self._note_lines(self._view, row, column, width))
        # Its words take the width that there is.
        return QSize(0, round(max(high, 2 * paint.line_height(paint.font(self._view, 1.12)))) + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: OverviewRow = index.data(ROW_ROLE)
        widget = self._view.viewport()
        shown = theme.current()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(cell, shown.colour("hover"))
        painter.fillRect(QRectF(cell.left(), cell.bottom() - 1, cell.width(), 1), shown.colour("line"))
        painter.setClipRect(cell)
        # Told to the drawing as it would stand in a left-to-right page; it mirrors it back.
        inner = paint.mirrored(widget, cell).adjusted(8, 6, -8, -7)
        self._drawing(index.column())(painter, widget, inner, row, index.column())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(shown.colour("primary"))
            painter.drawRoundedRect(cell.adjusted(1.5, 1.5, -1.5, -2.5), 6, 6)
        painter.restore()

    def _drawing(self, column: int) -> Callable[[QPainter, QWidget, QRectF, OverviewRow, int], None]:
        if column == 0:
            return self._draw_baby
        return self._draw_mark if column <= self._model.weeks else self._draw_words

    def _draw_baby(
        self, painter: QPainter, widget: QWidget, area: QRectF, row: OverviewRow, column: int
    ) -> None:
        place = QRectF(area.left(), area.center().y() - _AVATAR / 2, _AVATAR, _AVATAR)
        draw_avatar(painter, widget, place, first_letter(row.baby.name))
        left = area.left() + _BESIDE_AVATAR
        words = self._baby_words(widget, row, left, area.width() - _BESIDE_AVATAR)
        row_words.draw(painter, widget, words, area.center().y() - row_words.height(words) / 2)

    def _baby_words(self, widget: Surface, row: OverviewRow, left: float, width: float) -> tuple[Run, ...]:
        """Return the baby's name, and below it with whom, on as many lines as they need."""
        first = row_words.lines(row.baby.name, paint.font(widget, 1.12, bold=True), left, 0, width, "ink")
        carers = wording.listed([carer.given_name for carer in row.carers])
        told = translate("Grid", "with {carers}").format(carers=carers)
        small, low, error = paint.font(widget), row_words.height(first), theme.current().on_tint("error")
        runs = (*first, *row_words.lines(told, small, left, low, width))
        for restriction in words.restriction_words(restricted(row.carers)):
            low = row_words.height(runs)
            runs = (*runs, *row_words.lines(restriction, small, left, low, width, error))
        return runs

    def _mark_words(
        self, widget: Surface, mark: Mark, left: float, width: float
    ) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
        """Return how one came, behind room for a picture, and what was said in the place of the band."""
        small, came = paint.font(widget), mark.status in PRESENT
        told = words.attendance(mark.status)
        why = reason(mark.why_not) if came and mark.why_not else ""
        if why and mark.spans:
            told, why = translate("Grid", "{status}, {reason}").format(status=told, reason=why), ""
        beside = _BESIDE_MARK if mark.status in _ICONS else 0
        runs = row_words.lines(told, small, left + beside, 0, width - beside, "ink" if came else "muted")
        return runs, row_words.lines(why, small, left, 0, width) if why else ()

    def _draw_mark(
        self, painter: QPainter, widget: QWidget, area: QRectF, row: OverviewRow, column: int
    ) -> None:
        mark = row.marks[column - 1]
        runs, why = self._mark_words(widget, mark, area.left(), area.width())
        high, line = row_words.height(runs), paint.line_height(paint.font(widget))
        below = row_words.height(why) if why else _BAND + 4
        top = area.center().y() - (high + below) / 2
        came = mark.status in PRESENT
        if name := _ICONS.get(mark.status or ""):
            place = QRectF(area.left(), top + (line - 14) / 2, 14, 14)
            colour = theme.current().colour("ink" if came else "muted")
            icons.paint(painter, name, paint.mirrored(widget, place), colour)
        row_words.draw(painter, widget, runs, top)
        # In the place of the band: what was said is the answer to this class.
        row_words.draw(painter, widget, why, top + high)
        if came and not why:
            ribbon = QRectF(area.left(), top + high + 4, area.width(), _BAND)
            draw_ribbon(painter, widget, ribbon, spans_of(mark), _ms(mark.start), _ms(mark.end))

    def _note_lines(self, widget: Surface, row: OverviewRow, column: int, width: float) -> list[str]:
        most = _NOTE_LINES * (2 if self._model.together else 1)
        return paint.wrapped(self._model.cell_text(row, column), paint.font(widget), width, most)

    def _draw_words(
        self, painter: QPainter, widget: QWidget, area: QRectF, row: OverviewRow, column: int
    ) -> None:
        shown = theme.current()
        lacking = column == self._model.weeks + 2 and row.lacks_note
        small = paint.font(widget)
        lines = self._note_lines(widget, row, column, area.width())
        high = paint.line_height(small)
        top = area.center().y() - high * len(lines) / 2
        colour = shown.on_tint("warning") if lacking else shown.colour("ink" if row.areas else "muted")
        for number, line in enumerate(lines):
            place = QRectF(area.left(), top + number * high, area.width(), high)
            paint.draw_text(painter, widget, place, line, small, colour)


def share_width(view: QTableView, model: GridModel) -> None:
    """Give the columns what their words need; where that is more than there is, areas and note share one.

    Where it is more even so, classes to come are left out from the last on: all that they say is "not yet".
    """
    # With the bar that scrolls down, whether it is there or not: it comes once the rows are as high as these.
    bar = view.verticalScrollBar().sizeHint().width()
    room, weeks = view.width() - 2 * view.frameWidth() - bar, model.weeks
    if not weeks or room < 1:
        return
    least = _least_week(view, model)
    name = max(round(room * _NAME_SHARE), min(_LEAST_NAME, room // 4))
    model.put_together(name + weeks * least + 2 * _LEAST_WORDS > room)
    words_room = max(round(room * _AREAS_SHARE), _LEAST_WORDS) * (1 if model.together else 2)
    shown = list(range(weeks))
    while len(shown) * least > room - name - words_room and not any(
        row.marks[shown[-1]].status for row in model.rows
    ):
        shown.pop()
    spare = 0 if model.together else (room - name - words_room) // max(len(shown), 1)
    week = max(least, min(_WIDEST_WEEK, spare))
    areas = 0 if model.together else round(words_room / 2)
    note = max(words_room - areas, room - name - areas - week * len(shown))
    for column, width in enumerate((name, *[week] * weeks, areas, note)):
        view.setColumnWidth(column, width)
        view.setColumnHidden(column, 0 < column <= weeks and column - 1 not in shown)
    view.setColumnHidden(weeks + 1, model.together)
    view.resizeRowsToContents()


def _least_week(view: QTableView, model: GridModel) -> int:
    """Return how wide the column of a class is at least: no word of how one came is broken in it."""
    small, head = paint.font(view), view.horizontalHeader()
    told = {mark.status for row in model.rows for mark in row.marks}
    longest = max(paint.text_width(word, small) for one in told for word in words.attendance(one).split())
    titles = max(head.sectionSizeHint(week + 1) for week in range(model.weeks))
    return max(titles, round(longest + _BESIDE_MARK + _AROUND))


def spans_of(mark: Mark) -> tuple[Span, ...]:
    """Return a mark's states in milliseconds."""
    return tuple((span.code, _ms(span.start), _ms(span.end)) for span in mark.spans)


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
