"""Paints families, dyads and bookings as rows of a list."""

from PySide6.QtGui import QPainter

from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.person_row import PersonDrawing, PersonRowData
from massage_studio.gui.widgets.safety_tags import Placed


class PersonDelegate(RowDelegate[PersonRowData]):
    """A row with an avatar, a name in bold, a second line and tags, of which those for safety stand whole."""

    lined = True

    def row_height(self, surface: paint.Surface, row: PersonRowData) -> int:
        return PersonDrawing(surface, row).height(surface.width())

    def placed(self, surface: paint.Surface, row: PersonRowData) -> tuple[Placed, ...]:
        """Return the tags that a row draws, with where."""
        return PersonDrawing(surface, row).placed()

    def draw_row(
        self, painter: QPainter, surface: paint.Surface, row: PersonRowData, state: RowState
    ) -> None:
        # The line stands under the buttons too, wherever they are.
        PersonDrawing(surface, row).draw(painter, hovered=state.hovered, focused=state.focused, line=False)
