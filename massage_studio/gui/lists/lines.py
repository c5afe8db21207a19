"""Paints rows of two lines, the second in the quieter colour."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from massage_studio.gui import theme
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.widgets import paint


@dataclass(frozen=True, slots=True)
class TwoLines:
    """What a row says: its name, and what else there is to say of it."""

    accessible_name: str
    accessible_description: str


class TwoLinesDelegate(RowDelegate[TwoLines]):
    """The name above the rest."""

    gap = 2

    def row_height(self, surface: paint.Surface, row: TwoLines) -> int:
        return round(2 * paint.line_height(paint.font(surface))) + 4

    def draw_row(self, painter: QPainter, surface: paint.Surface, row: TwoLines, state: RowState) -> None:
        font, high = paint.font(surface), paint.line_height(paint.font(surface))
        top = surface.height() / 2 - high
        for words, colour in ((row.accessible_name, "ink"), (row.accessible_description, "muted")):
            area = QRectF(0, top, surface.width(), high)
            paint.draw_text(painter, surface, area, words, font, theme.current().colour(colour))
            top += high
