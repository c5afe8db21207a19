"""What was written down in a class as a list to read; a row opens, to be put right."""

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.room import Recent
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.lists.view import ListView
from massage_studio.gui.lists.words import WordsDelegate, WordsRow
from massage_studio.gui.widgets import paint


class EntryList(ListView):
    """Entries of a class; `opened` carries one with its words. Letters and digits stay the page's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = ListModel[Recent, WordsRow](
            self, lambda one: one.entry.key, lambda one: WordsRow(one.words)
        )
        self.use(self._entries, WordsDelegate(self))

    def show_entries(self, found: Iterable[Recent]) -> None:
        """Show these entries."""
        self._entries.show(tuple(found))

    def go_to_entry(self, key: UUID) -> None:
        """Make the row of an entry the current one."""
        for place in range(self._entries.rowCount()):
            if self.view_at(place).entry.key == key:
                self.go_to(place)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), paint.TARGET)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().strip() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)
