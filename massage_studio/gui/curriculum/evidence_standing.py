"""How the findings about one benefit stand: the chart that its sheet has too, and a table beside it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QWidget

from massage_studio.charts.findings import (
    DIRECTIONS,
    STRENGTHS,
    Finding,
    counted,
    direction_words,
    strength_words,
)
from massage_studio.gui.widgets.chart_view import ChartView
from massage_studio.gui.widgets.table import ReadOnlyTable, RowTable
from massage_studio.language import translate

_WIDE = 820
"""Pixels from which the table stands beside the chart; in less it stands below."""


class StandingTable(RowTable[tuple[str, tuple[int, ...]]]):
    """One line for each way to point, with how many findings there are of each strength."""

    columns = 1 + len(STRENGTHS)
    numbers = (1, 2, 3)

    def title(self, column: int) -> str:
        if not column:
            return translate("CurriculumPage", "Findings")
        # On two lines, so that the first column has room for its words.
        first, _, rest = strength_words(STRENGTHS[column - 1]).partition(" ")
        return f"{first}\n{rest}" if rest else first

    def cell_text(self, row: tuple[str, tuple[int, ...]], column: int) -> str:
        return row[0] if not column else str(row[1][column - 1])


class Standing(QWidget):
    """Shows every finding as one mark of one size; nothing is added up to a verdict."""

    def __init__(self, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        # Imported here, for it draws with what sets papers.
        from massage_studio.charts.evidence import evidence_chart

        self.chart = ChartView(self, partial(evidence_chart, findings))
        fields = counted(findings)
        self.model = StandingTable(self)
        self.model.show_rows(
            tuple(
                (direction_words(row), tuple(fields[row, column] for column in STRENGTHS))
                for row in DIRECTIONS
            )
        )
        self.table = ReadOnlyTable(self)
        self.table.use(self.model, translate("CurriculumPage", "How the findings stand"), 0)
        self.table.setShowGrid(True)
        # Its numbers are gone through by the arrow keys.
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for bar in (self.table.setVerticalScrollBarPolicy, self.table.setHorizontalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.verticalHeader().sectionResized.connect(self._fit)
        self._fit()
        self._row.addWidget(self.chart, 1, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.table, 1, Qt.AlignmentFlag.AlignTop)

    def _fit(self) -> None:
        """Make the table as high as its lines."""
        high = self.table.verticalHeader().length() + self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(high + 2 * self.table.frameWidth())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _WIDE
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.LeftToRight if beside else directions.TopToBottom)
