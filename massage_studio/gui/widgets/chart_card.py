"""A card with one chart: what it says in all, its numbers as a table, and what a part is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QWidget

from massage_studio.gui.widgets.card import Card, Muted, Strong
from massage_studio.gui.widgets.chart_view import ChartView, Maker
from massage_studio.gui.widgets.table import Index, ReadOnlyTable, RowTable
from massage_studio.language import translate

if TYPE_CHECKING:
    from massage_studio.paper.drawing import Chart, Numbers

_MOST_LINES = 8
"""How many lines of a table are seen at once; it scrolls to the others."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One course or class that a figure is made of: its cells, and the key that it is opened with."""

    cells: tuple[str, ...]
    key: object


class NumbersTable(RowTable[tuple[str, ...]]):
    """The numbers of a chart, as they are."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._titles: tuple[str, ...] = ()

    def show_numbers(self, numbers: "Numbers") -> None:
        """Show the numbers of a chart; all but the names end flush."""
        self._titles = numbers.titles
        first = numbers.rows[0] if numbers.rows else ()
        self.numbers = tuple(place for place, cell in enumerate(first) if not isinstance(cell, str))
        self.show_rows(tuple(tuple(map(str, row)) for row in numbers.rows))

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def title(self, column: int) -> str:
        return self._titles[column]

    def cell_text(self, row: tuple[str, ...], column: int) -> str:
        return row[column]


class OriginTable(RowTable[Origin]):
    """The courses or classes that a figure is made of."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._titles: tuple[str, ...] = ()

    def show_origins(self, titles: tuple[str, ...], rows: Sequence[Origin]) -> None:
        """Show courses or classes below these titles."""
        self._titles = titles
        self.show_rows(tuple(rows))

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._titles)

    def title(self, column: int) -> str:
        return self._titles[column]

    def cell_text(self, row: Origin, column: int) -> str:
        return row.cells[column]


class ChartCard(Card):
    """Shows a chart; `asked` tells the key of a part whose origin is wanted, `origin_opened` that of one.

    T turns to the numbers and back, S saves the chart, Enter or a click on a part asks what it is made of,
    and Esc closes that list.
    """

    asked = Signal(str)
    origin_opened = Signal(object)
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lead = Strong("", self)
        self.lead.setWordWrap(True)
        self.chart = ChartView(self)
        self.numbers, self.origins = NumbersTable(self), OriginTable(self)
        self.numbers_view, self.origins_view = _Lines(self), _Lines(self)
        self.numbers_view.use(self.numbers, translate("Charts", "Numbers of the chart"))
        self.origins_view.use(self.origins, translate("Charts", "What it is made of"))
        self.origins_view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.origins_view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.origins_view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.origin_title = Strong("", self)
        self.origin_title.setWordWrap(True)
        self.notes = Muted("", self)
        self.notes.setWordWrap(True)
        self.table_button = _quiet_button(translate("Charts", "Numbers"), self)
        self.table_button.setCheckable(True)
        self.table_button.setToolTip(translate("Charts", "The numbers of the chart as a table (T)"))
        self.save_button = _quiet_button(translate("Charts", "Save"), self)
        self.save_button.setToolTip(translate("Charts", "As a picture or a table (S)"))
        self.set_title(" ")
        self.add_header(self.table_button)
        self.add_header(self.save_button)
        self._origin_head = QWidget(self)
        self._close_button = _quiet_button(translate("Charts", "Close"), self._origin_head)
        row = QHBoxLayout(self._origin_head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.origin_title, 1)
        row.addWidget(self._close_button)
        for widget in (self.lead, self.chart, self.numbers_view, self.notes, self._origin_head):
            self.body.addWidget(widget)
        self.body.addWidget(self.origins_view)
        self.body.addStretch(1)
        self._wire()
        self.close_origins()
        self._turn()

    def _wire(self) -> None:
        self.table_button.toggled.connect(self._turn)
        self.save_button.clicked.connect(self.save_wanted)
        self.chart.opened.connect(self.asked)
        self.origins_view.clicked.connect(self._open_row)
        self._close_button.clicked.connect(self._back_to_chart)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for key, act in (
            ("T", self.table_button.click),
            ("S", self.save_button.click),
            ("Esc", self._back_to_chart),
        ):
            QShortcut(QKeySequence(key), self, context=inside).activated.connect(act)
        for enter in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            own = Qt.ShortcutContext.WidgetShortcut
            opens = QShortcut(QKeySequence(enter), self.origins_view, context=own)
            opens.activated.connect(lambda: self._open_row(self.origins_view.currentIndex()))

    def show_figure(self, title: str, lead: str, notes: Sequence[str], make: Maker | None) -> None:
        """Show another chart with its words; without one there is nothing to turn to or to save."""
        self.set_title(title)
        self.lead.setText(lead)
        self.lead.setVisible(bool(lead))
        self.notes.setText("\n".join(notes))
        self.notes.setVisible(bool(notes))
        self.close_origins()
        for button in (self.table_button, self.save_button):
            button.setVisible(make is not None)
            button.setAccessibleName(f"{title}: {button.text()}")
        self._drawn = make is not None
        if make is not None:
            self.chart.show_made(make)
            self._show_numbers()
        self._turn()

    def drawn(self) -> "Chart | None":
        """Return the chart that is shown, if any."""
        return self.chart.chart if self._drawn else None

    def show_origins(self, title: str, titles: tuple[str, ...], rows: Sequence[Origin]) -> None:
        """Show what a part is made of, below the chart, and put the keys there."""
        self.origin_title.setText(title)
        self.origins.show_origins(titles, rows)
        self._origin_head.setVisible(True)
        self.origins_view.setVisible(bool(rows))
        self.origins_view.fit()
        if rows:
            self.origins_view.setCurrentIndex(self.origins.index(0, 0))
            self.origins_view.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_origins(self) -> None:
        """Show the chart without what a part of it is made of."""
        self._origin_head.setVisible(False)
        self.origins_view.setVisible(False)

    def _back_to_chart(self) -> None:
        if not self._origin_head.isHidden():
            self.close_origins()
            self.chart.setFocus(Qt.FocusReason.OtherFocusReason)

    _drawn = False

    def _show_numbers(self) -> None:
        chart = self.chart.chart
        if chart is not None and chart.numbers is not None:
            self.numbers.show_numbers(chart.numbers)
            self.numbers_view.fit()

    def _turn(self) -> None:
        table = self.table_button.isChecked()
        self.chart.setVisible(self._drawn and not table)
        self.numbers_view.setVisible(self._drawn and table)
        self.numbers_view.fit()

    def _open_row(self, index: QModelIndex) -> None:
        if index.isValid():
            self.origin_opened.emit(self.origins.rows[index.row()].key)


class _Lines(ReadOnlyTable):
    """A table as high as its lines, up to so many."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "plain")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def use(self, model: Any, name: str, *widest: int) -> None:
        super().use(model, name, *widest)
        model.modelReset.connect(self.fit)

    def fit(self) -> None:
        """Be as high as the lines are, with what is left of the width for the first column."""
        header = self.verticalHeader()
        if self.horizontalHeader().count():
            self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        lines = [header.sectionSize(row) for row in range(min(_MOST_LINES, header.count()))]
        high = sum(lines) + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth()
        bar = self.horizontalScrollBar()
        self.setFixedHeight(high + (bar.sizeHint().height() if bar.maximum() else 0))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize):
            self.fit()
        return done

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())


def _quiet_button(words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setProperty("role", "quiet")
    return button
