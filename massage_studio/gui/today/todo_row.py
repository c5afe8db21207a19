"""One thing to do in the list of Today."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QPainter

from massage_studio.gui import theme
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.lists.model import RowAction
from massage_studio.gui.today.todo import ToDo
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.paint import Surface
from massage_studio.language import translate


class TodoDelegate(RowDelegate[ToDo]):
    """What is to be done in bold, and about whom."""

    gap = 8
    end = 0
    spacing = 6

    def row_height(self, surface: Surface, row: ToDo) -> int:
        return round(paint.line_height(_strong(surface)) + paint.line_height(surface.font()))

    def draw_row(self, painter: QPainter, surface: Surface, row: ToDo, state: RowState) -> None:
        shown, strong = theme.current(), _strong(surface)
        first, second = paint.line_height(strong), paint.line_height(surface.font())
        top, width = (surface.height() - first - second) / 2, float(surface.width())
        area = QRectF(0, top, width, first)
        paint.draw_text(painter, surface, area, row.title, strong, shown.colour("ink"))
        area = QRectF(0, top + first, width, second)
        paint.draw_text(painter, surface, area, row.detail, surface.font(), shown.colour("muted"))

    def hint(self, surface: Surface, row: ToDo) -> str:
        wide = max(
            paint.text_width(row.title, _strong(surface)), paint.text_width(row.detail, surface.font())
        )
        return f"{row.title}\n{row.detail}" if wide > surface.width() else ""


def todo_actions(todo: ToDo) -> tuple[RowAction, ...]:
    """Return the button that does it or leads there, and before it the letter of an offer."""
    main = RowAction("do", todo.button, f"{todo.button}: {todo.title}")
    if todo.place is None or todo.step != "accept":
        return (main,)
    words = translate("TodoRow", "{title}: write a letter").format(title=todo.title)
    return RowAction("letter", translate("TodoRow", "Letter"), words), main


def _strong(surface: Surface) -> QFont:
    made = paint.font(surface, 1.12)
    made.setBold(True)
    return made
