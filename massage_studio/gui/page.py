"""The base of every page: it looks again when something that it shows has changed."""

from collections.abc import Iterator
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from massage_studio.gui.context import Context
from massage_studio.store.changes import Changes, Thing


class Page(QWidget):
    """A page of the window.

    `shows` names the things that it shows; when a write changed one of them the page reloads at once, or when
    it comes into view. `go` asks the window for another page by name, with the key of what to show there;
    `say` asks it to show a sentence, with the name of one action and what it does, or None.
    """

    shows: ClassVar[frozenset[Thing]] = frozenset()

    go = Signal(str, object)
    say = Signal(str, str, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._stale = True
        context.tasks.changed.connect(self._look_again)

    def open(self, key: Any) -> None:
        """Show what `key` names; pages that always show the same thing ignore it."""

    def reload(self) -> None:
        """Ask the studio for what the page shows."""
        raise NotImplementedError

    def ahead(self) -> Iterator[None]:
        """Make ready, a little at each step, what the page will need when it is opened."""
        yield from ()

    def quiet_place(self) -> QWidget | None:
        """Return what is not pressed, for a sentence to stand over; None for the window's foot."""
        return None

    def mark_stale(self) -> None:
        """Reload now where the page is in view, else when it comes into view."""
        self._stale = True
        if self.isVisible():
            self._stale = False
            self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.reload()

    def _look_again(self, changes: Changes) -> None:
        if changes.things & self.shows:
            self.mark_stale()
