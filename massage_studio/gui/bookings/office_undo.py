"""Taking back what was done in the office, by a named button and by keys, on any page that shows it."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from massage_studio.gui.bookings.deed_words import deed_name
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes
from massage_studio.store.deeds import DeedView, last_deeds, redo_deed, undo_deed

_MOST_LETTERS = 24


class OfficeUndo(QObject):
    """Ctrl+Z takes the last deed back, Ctrl+Shift+Z does it again; the button, if any, names what would go.

    The page calls `look` when it reloads. With `only_own` the keys reach no deed that was done elsewhere, so
    that on a page about something else nobody takes back what is not in view. `taken_back` carries the key of
    a deed once it is taken back.
    """

    taken_back = Signal(object)

    def __init__(self, page: Page, button: QPushButton | None = None, *, only_own: bool = False) -> None:
        super().__init__(page)
        self._only_own = only_own
        self._own: set[UUID] = set()
        self._page, self._button = page, button
        self._last: DeedView | None = None
        self._back: DeedView | None = None
        self._busy = False
        if button is not None:
            button.hide()
            button.clicked.connect(self.undo)
        for keys, act in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self.undo),
            (QKeySequence("Ctrl+Shift+Z"), self.redo),
            (QKeySequence("Ctrl+Y"), self.redo),
        ):
            shortcut = QShortcut(keys, page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def look(self) -> None:
        """Ask what could be taken back now."""
        self._page.context.tasks.read(last_deeds, self._show)

    def undo(self) -> None:
        """Take the last deed back."""
        if self._last is not None and self._may(self._last):
            self.undo_one(self._last.id, deed_name(self._last))

    def keep(self, deed_id: UUID) -> None:
        """Remember that a deed was done on this page."""
        self._own.add(deed_id)

    def _may(self, deed: DeedView) -> bool:
        return not self._busy and (not self._only_own or deed.id in self._own)

    def undo_one(self, deed_id: UUID, name: str = "") -> None:
        """Take one deed back, and offer to do it again."""
        words = self.tr("Taken back: {name}.").format(name=name) if name else self.tr("Taken back.")
        self._busy = True
        self._page.context.tasks.write(
            undo_deed,
            then=partial(self._undone, words, deed_id, name),
            failed=self._refused,
            now=self._page.context.clock(),
            deed_id=deed_id,
        )

    def redo(self) -> None:
        """Do the deed again that was taken back last."""
        if self._back is not None and self._may(self._back):
            self.redo_one(self._back.id, deed_name(self._back))

    def redo_one(self, deed_id: UUID, name: str = "") -> None:
        """Do one deed again, and offer to take it back."""
        words = self.tr("Done again: {name}.").format(name=name) if name else self.tr("Done again.")
        self._busy = True
        self._page.context.tasks.write(
            redo_deed,
            then=partial(self._done, words, partial(self.undo_one, deed_id, name), again=True),
            failed=self._refused,
            deed_id=deed_id,
        )

    def _undone(self, words: str, deed_id: UUID, name: str, changes: Changes) -> None:
        self.taken_back.emit(deed_id)
        self._done(words, partial(self.redo_one, deed_id, name), changes)

    def _done(self, words: str, turn: object, _: Changes, *, again: bool = False) -> None:
        self._busy = False
        self._page.say.emit(words, self.tr("Undo") if again else self.tr("Redo"), turn)
        self.look()

    def _refused(self, failed: FailedWrite) -> None:
        # Nothing that was typed is lost, and trying again would say the same: it need not stay on screen.
        self._busy = False
        self._page.say.emit(str(failed.error), "", None)
        self.look()

    def _show(self, deeds: tuple[DeedView | None, DeedView | None]) -> None:
        self._last, self._back = deeds
        if self._button is None:
            return
        self._button.setVisible(self._last is not None)
        if self._last is None:
            return
        name = deed_name(self._last)
        whole = self.tr("Undo: {name}").format(name=name)
        short = name if len(name) <= _MOST_LETTERS else name[: _MOST_LETTERS - 1].rstrip() + "…"
        self._button.setText(self.tr("Undo: {name}").format(name=short).replace("&", "&&"))
        self._button.setAccessibleName(whole)
        self._button.setToolTip(self.tr("Ctrl+Z"))
