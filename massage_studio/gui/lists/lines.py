"""Paints rows of a name and, in the quieter colour, the rest; both break where they are long."""

from dataclasses import dataclass

from PySide6.QtGui import QPainter

from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.widgets import paint, row_words
from massage_studio.gui.widgets.row_words import Run


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What a row says: its name, and what else there is to say of it."""

    accessible_name: str
    accessible_description: str


class TwoLinesDelegate(RowDelegate[TwoLines]):
    """The name above the rest."""

    gap = 2

    def row_height(self, surface: paint.Surface, row: TwoLines) -> int:
        return round(row_words.height(self._runs(surface, row))) + 4

    def draw_row(self, painter: QPainter, surface: paint.Surface, row: TwoLines, state: RowState) -> None:
        runs = self._runs(surface, row)
        row_words.draw(painter, surface, runs, (surface.height() - row_words.height(runs)) / 2)

    def _runs(self, surface: paint.Surface, row: TwoLines) -> tuple[Run, ...]:
        font, width = paint.font(surface), surface.width()
        name = row_words.lines(row.accessible_name, font, 0, 0, width, "ink")
        rest = row_words.lines(row.accessible_description, font, 0, row_words.height(name), width)
        return (*name, *rest)
