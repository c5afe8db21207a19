"""The rows of the library: a drawing, a name, a body area and a few words."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from massage_studio.curriculum.views import CurriculumView
from massage_studio.gui import theme
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.illustration import draw_illustration
from massage_studio.gui.widgets.paint import Surface

_DRAWING = 84.0
_PAD = 12.0


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """An item of the library by kind and code; `drawing` is the code of what is drawn, where something is."""

    kind: str
    code: str
    title: str
    area: str
    words: str
    drawing: str = ""

    @property
    def accessible_name(self) -> str:
        """The name."""
        return self.title

    @property
    def accessible_description(self) -> str:
        """The body area and the words."""
        return ". ".join(part for part in (self.area, self.words) if part)


def stroke_rows(view: CurriculumView) -> list[LibraryRow]:
    """Return the strokes that are offered, in their order."""
    return [
        LibraryRow("stroke", one.code, one.label, one.area_label, one.how, one.drawing)
        for one in view.strokes
    ]


class LibraryDelegate(RowDelegate[LibraryRow]):
    """The drawing, beside it the name, the body area and up to three lines of words."""

    gap = 10

    def row_height(self, surface: Surface, row: LibraryRow) -> int:
        words = self._words_height(surface, row) + 2 * _PAD
        return round(max(words, _DRAWING + 2 * _PAD if row.drawing else paint.TARGET))

    def draw_row(self, painter: QPainter, surface: Surface, row: LibraryRow, state: RowState) -> None:
        shown, rect = theme.current(), QRectF(surface.rect())
        fill = shown.tint("primary") if state.chosen else shown.colour("card")
        paint.fill_round(painter, rect, fill, paint.CARD_RADIUS, shown.colour("line"))
        if row.drawing:
            drawing = QRectF(_PAD, _PAD, _DRAWING, rect.height() - 2 * _PAD)
            draw_illustration(painter, row.drawing, paint.mirrored(surface, drawing))
        left, bold, plain = self._left(row), paint.font(surface, 1.08, bold=True), paint.font(surface)
        top = (rect.height() - self._words_height(surface, row)) / 2
        for line in self._title(surface, row):
            area = QRectF(left, top, rect.width() - left - _PAD, paint.line_height(bold))
            paint.draw_text(painter, surface, area, line, bold, shown.colour("ink"))
            top += area.height()
        for line in [row.area, *self._lines(surface, row)]:
            area = QRectF(left, top, rect.width() - left - _PAD, paint.line_height(plain))
            paint.draw_text(painter, surface, area, line, plain, shown.colour("muted_strong"))
            top += area.height()
        if state.focused:
            paint.focus_ring(painter, surface, paint.CARD_RADIUS - 1)

    def _left(self, row: LibraryRow) -> float:
        return 2 * _PAD + _DRAWING if row.drawing else _PAD

    def _title(self, surface: Surface, row: LibraryRow) -> list[str]:
        width = surface.width() - self._left(row) - _PAD
        return paint.wrapped(row.title, paint.font(surface, 1.08, bold=True), width, 2)

    def _lines(self, surface: Surface, row: LibraryRow) -> list[str]:
        if not row.words:
            return []
        width = surface.width() - self._left(row) - _PAD
        return paint.wrapped(row.words, paint.font(surface), width, 3)

    def _words_height(self, surface: Surface, row: LibraryRow) -> float:
        title = len(self._title(surface, row)) * paint.line_height(paint.font(surface, 1.08, bold=True))
        return title + (1 + len(self._lines(surface, row))) * paint.line_height(paint.font(surface))
