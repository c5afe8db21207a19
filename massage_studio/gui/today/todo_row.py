"""One thing to do in the list of Today."""

from PySide6.QtGui import QFont, QPainter

from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.lists.model import RowAction
from massage_studio.gui.today.todo import ToDo
from massage_studio.gui.widgets import paint, row_words
from massage_studio.gui.widgets.paint import Surface
from massage_studio.gui.widgets.row_words import Run
from massage_studio.language import translate


class TodoDelegate(RowDelegate[ToDo]):
    """What is to be done in bold, and about whom."""

    gap = 5
    end = 0
    spacing = 6

    least_words = 150

    def row_height(self, surface: Surface, row: ToDo) -> int:
        return round(row_words.height(_words(surface, row)))

    def draw_row(self, painter: QPainter, surface: Surface, row: ToDo, state: RowState) -> None:
        words = _words(surface, row)
        row_words.draw(painter, surface, words, (surface.height() - row_words.height(words)) / 2)


def _words(surface: Surface, row: ToDo) -> tuple[Run, ...]:
    """Return what is to be done, and below it about whom, on as many lines as they need."""
    width = float(surface.width())
    first = row_words.lines(row.title, _strong(surface), 0, 0, width, "ink")
    low = row_words.height(first)
    return (*first, *row_words.lines(row.detail, surface.font(), 0, low, width))


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
