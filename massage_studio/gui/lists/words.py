"""Rows of a few words, read whole."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from massage_studio.gui import theme
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.widgets import paint

_ALL_LINES = 99
_PAD = 10


@dataclass(frozen=True, slots=True)
class WordsRow:
    """The words of one row."""

    words: str

    @property
    def accessible_name(self) -> str:
        """The words."""
        return self.words

    @property
    def accessible_description(self) -> str:
        """Nothing besides."""
        return ""


class WordsDelegate(RowDelegate[WordsRow]):
    """Words on as many lines as they need; the current row stands on a tint."""

    def row_height(self, surface: paint.Surface, row: WordsRow) -> int:
        words = len(self._lines(surface, row)) * paint.line_height(surface.font())
        return max(paint.TARGET, round(words + 2 * _PAD))

    def draw_row(self, painter: QPainter, surface: paint.Surface, row: WordsRow, state: RowState) -> None:
        shown, lines, high = theme.current(), self._lines(surface, row), paint.line_height(surface.font())
        if state.chosen or state.hovered:
            fill = shown.tint("primary") if state.chosen else shown.colour("hover")
            paint.fill_round(painter, QRectF(surface.rect()), fill, paint.CONTROL_RADIUS)
        top = (surface.height() - len(lines) * high) / 2
        for number, words in enumerate(lines):
            area = QRectF(_PAD, top + number * high, surface.width() - 2 * _PAD, high)
            paint.draw_text(painter, surface, area, words, surface.font(), shown.colour("ink"))
        if state.focused:
            paint.focus_ring(painter, surface, paint.CONTROL_RADIUS)

    def _lines(self, surface: paint.Surface, row: WordsRow) -> list[str]:
        return paint.wrapped(row.words, surface.font(), surface.width() - 2 * _PAD, _ALL_LINES)
