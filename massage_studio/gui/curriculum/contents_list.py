"""The table of contents of plans and of benefits."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from massage_studio.gui import theme
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.lists.view import ListView
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.paint import Surface


@dataclass(frozen=True, slots=True)
class Chapter:
    """A session or a benefit, by its code and its title, in the colour of a benefit."""

    code: str
    title: str
    benefit: str
    accessible_description: str = ""

    @property
    def accessible_name(self) -> str:
        """The title."""
        return self.title


class ChapterDelegate(RowDelegate[Chapter]):
    """A bar in the chapter's colour and its title, on up to two lines."""

    gap = 4

    def row_height(self, surface: Surface, row: Chapter) -> int:
        return max(paint.TARGET, round(self._text_height(surface, row) + 16))

    def draw_row(self, painter: QPainter, surface: Surface, row: Chapter, state: RowState) -> None:
        shown, rect = theme.current(), QRectF(surface.rect())
        if state.chosen:
            paint.fill_round(painter, rect, shown.colour("card"), paint.CONTROL_RADIUS, shown.colour("line"))
        elif state.hovered:
            paint.fill_round(painter, rect, shown.colour("groove"), paint.CONTROL_RADIUS)
        bar = QRectF(8, 9, 5, rect.height() - 18)
        paint.fill_round(painter, paint.mirrored(surface, bar), shown.strong(row.benefit), 2.5)
        font = paint.font(surface, 1.08, bold=state.chosen)
        top, high = (rect.height() - self._text_height(surface, row)) / 2, paint.line_height(font)
        for line in self._lines(surface, row):
            area = QRectF(22, top, rect.width() - 28, high)
            paint.draw_text(painter, surface, area, line, font, shown.colour("ink"))
            top += high
        if state.focused:
            paint.focus_ring(painter, surface, paint.CONTROL_RADIUS - 1)

    def _lines(self, surface: Surface, row: Chapter) -> list[str]:
        # As wide as the title is once it is chosen, so that its lines stay as they are.
        return paint.wrapped(row.title, paint.font(surface, 1.08, bold=True), surface.width() - 30, 2)

    def _text_height(self, surface: Surface, row: Chapter) -> float:
        return len(self._lines(surface, row)) * paint.line_height(paint.font(surface, 1.08, bold=True))


class ContentsList(ListView):
    """Lists chapters, as high as all of them together; `opened` and `moved_to` carry one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chapters = ListModel[Chapter, Chapter](
            self, lambda chapter: chapter.code, lambda chapter: chapter
        )
        self.use(self.chapters, ChapterDelegate(self))
        self.show_all_rows()

    def show_chapters(self, chapters: Sequence[Chapter], chosen: str) -> None:
        """Show these chapters, one of them chosen by its code."""
        self.chapters.show(chapters)
        place = self.chapters.place_of(chosen)
        if place is not None:
            self.go_to(place)
