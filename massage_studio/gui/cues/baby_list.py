"""The babies of a class as a list, of which one is chosen: after a class, and for a paper cue sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QModelIndex, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.lists.view import ListView
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.paint import Surface
from massage_studio.gui.widgets.person_row import PersonDrawing, PersonRowData

_MARK = 24.0


@dataclass(frozen=True, slots=True)
class BabyLine:
    """One baby: its number, name, one word about it, and a "dot", a "check" or no mark at the end."""

    baby_id: UUID
    number: int
    name: str
    words: str
    mark: str

    @property
    def accessible_name(self) -> str:
        """The name."""
        return self.name

    @property
    def accessible_description(self) -> str:
        """Where the baby stands."""
        return self.words


class BabyDelegate(RowDelegate[BabyLine]):
    """The chosen baby stands on a tint; a dot says that something is open, a check that all is there."""

    def row_height(self, surface: Surface, row: BabyLine) -> int:
        return self._drawing(surface, row).height(surface.width()) - 6

    def draw_row(self, painter: QPainter, surface: Surface, row: BabyLine, state: RowState) -> None:
        shown = theme.current()
        if state.chosen:
            area = QRectF(surface.rect())
            paint.fill_round(painter, area, shown.tint("primary"), paint.CONTROL_RADIUS)
        self._drawing(surface, row).draw(painter, hovered=state.hovered, focused=state.focused)
        place = QRectF(surface.width() - _MARK, surface.height() / 2 - 8, 16, 16)
        if row.mark == "dot":
            paint.dot(painter, paint.mirrored(surface, place).center(), 5, shown.strong("warning"))
        elif row.mark == "check":
            icons.paint(painter, "check", paint.mirrored(surface, place), shown.on_tint("engaging"))

    def _drawing(self, surface: Surface, row: BabyLine) -> PersonDrawing:
        person = PersonRowData(row.name, second=row.words, sign=str(row.number))
        return PersonDrawing(surface, person, _MARK if row.mark else 0)


class BabyList(ListView):
    """`opened` carries the line of the baby that was pressed; every other key is left to the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = ListModel[BabyLine, BabyLine](self, lambda line: line.baby_id, lambda line: line)
        self.use(self.lines, BabyDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_babies(self, lines: Sequence[BabyLine], chosen: UUID | None) -> None:
        """Show the babies, with the chosen one in view."""
        self.lines.show(lines)
        place = self.lines.place_of(chosen)
        if place is None:
            self.setCurrentIndex(QModelIndex())
        else:
            self.go_to(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            super().keyPressEvent(event)
        else:
            event.ignore()
