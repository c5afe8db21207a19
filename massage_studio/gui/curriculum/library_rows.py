"""The rows of the library: a drawing, a name, body area and minutes, a few words, and whose they are."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from massage_studio.curriculum.library_views import LibraryItem
from massage_studio.gui import theme
from massage_studio.gui.curriculum.item_words import kind_name, state_words
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.illustration import draw_illustration
from massage_studio.gui.widgets.paint import Surface
from massage_studio.language import translate

_DRAWING = 84.0
_PAD = 12.0


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """An item of the library by kind and code; `drawing` is the code of what is drawn, where something is.

    `area` tells the body area and the minutes, `whose` whose words the item has; `hers` where they are not
    the shipped ones.
    """

    kind: str
    code: str
    title: str
    area: str
    words: str
    drawing: str = ""
    whose: str = ""
    hers: bool = False

    @property
    def accessible_name(self) -> str:
        """The name."""
        return self.title

    @property
    def accessible_description(self) -> str:
        """The body area, whose words they are, and the words."""
        return ". ".join(part for part in (self.area, self.whose, self.words) if part)


def library_row(item: LibraryItem) -> LibraryRow:
    """Return what is painted of an item."""
    minutes = translate("ContentItems", "%n min", None, item.minutes) if item.minutes else ""
    whose = [state_words(item.state)]
    if item.newer:
        whose.append(translate("ContentItems", "changed in a newer version"))
    if item.hidden:
        whose.append(translate("ContentItems", "hidden"))
    return LibraryRow(
        item.kind,
        item.code,
        item.title,
        " · ".join(part for part in (item.area or kind_name(item.kind), minutes) if part),
        item.words,
        item.drawing,
        ", ".join(whose),
        item.state != "shipped" or item.newer,
    )


class LibraryDelegate(RowDelegate[LibraryRow]):
    """The drawing, beside it the name, the body area, up to two lines of words, and whose they are."""

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
        bold_plain = paint.font(surface, bold=True)
        hers = shown.on_tint("warning") if row.hers else shown.colour("muted_strong")
        quiet = shown.colour("muted_strong")
        lines = [(line, plain, quiet) for line in (row.area, *self._lines(surface, row))]
        for line, font, colour in [*lines, (row.whose, bold_plain, hers)]:
            area = QRectF(left, top, rect.width() - left - _PAD, paint.line_height(font))
            paint.draw_text(painter, surface, area, line, font, colour)
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
        return paint.wrapped(row.words, paint.font(surface), width, 2)

    def _words_height(self, surface: Surface, row: LibraryRow) -> float:
        title = len(self._title(surface, row)) * paint.line_height(paint.font(surface, 1.08, bold=True))
        lines = 1 + len(self._lines(surface, row))
        whose = paint.line_height(paint.font(surface, bold=True)) if row.whose else 0
        return title + lines * paint.line_height(paint.font(surface)) + whose
