"""Paints the families whose stories are read: who, and how far it is."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from massage_studio.gui import theme
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.lists.lines import TwoLines
from massage_studio.gui.widgets import paint

_PAD = 8


class FamilyDelegate(RowDelegate[TwoLines]):
    """The name above what is still to do, on a soft ground for the story in view."""

    gap = 2

    def row_height(self, surface: paint.Surface, row: TwoLines) -> int:
        return round(2 * paint.line_height(paint.font(surface))) + 2 * _PAD

    def draw_row(self, painter: QPainter, surface: paint.Surface, row: TwoLines, state: RowState) -> None:
        shown = theme.current()
        area = QRectF(surface.rect()).adjusted(1, 1, -1, -1)
        if state.chosen or state.hovered:
            ground = shown.tint("primary") if state.chosen else shown.colour("hover")
            paint.fill_round(painter, area, ground, paint.CONTROL_RADIUS)
        if state.focused:
            painter.setPen(shown.colour("primary"))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        font, high = paint.font(surface), paint.line_height(paint.font(surface))
        inks = [shown.colour("ink"), shown.colour("muted")]
        if state.chosen:
            inks = [shown.on_tint("primary")] * 2
        top = surface.height() / 2 - high
        for words, ink in zip((row.accessible_name, row.accessible_description), inks, strict=True):
            line = QRectF(_PAD, top, surface.width() - 2 * _PAD, high)
            paint.draw_text(painter, surface, line, words, font, ink)
            top += high

    def hint(self, surface: paint.Surface, row: TwoLines) -> str:
        room = surface.width() - 2 * _PAD
        return row.accessible_name if paint.text_width(row.accessible_name, surface.font()) > room else ""
