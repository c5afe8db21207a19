"""Taking back what was done in the office, by a named button and by keys, on any page that shows it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from textwrap import wrap
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPushButton, QWidget

from massage_studio.gui.operation_words import operation_name
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets import paint
from massage_studio.store.changes import Changes
from massage_studio.store.operations import OperationView, last_operations
from massage_studio.store.undo import redo_operation, undo_operation

_MOST_LETTERS, _MOST_LINES = 30, 2


def take_undo_keys(widget: QWidget, undo: Callable[[], None], redo: Callable[[], None]) -> None:
    """Do these where the keys of undo and redo are pressed in a widget or in what it holds."""
    for keys, act in (
        (QKeySequence(QKeySequence.StandardKey.Undo), undo),
        (QKeySequence("Ctrl+Shift+Z"), redo),
        (QKeySequence("Ctrl+Y"), redo),
    ):
        shortcut = QShortcut(keys, widget, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)


class OfficeUndo(QObject):
    """Ctrl+Z takes the last operation back, Ctrl+Shift+Z does it again; a button may name what would go.

    The page calls `look` when it reloads. With `only_own` the keys reach no operation of another page, so
    that nobody takes back what is not in view; with `verbs` only operations of these verbs are taken back or
    named, and with `within` the keys are heard in this part of the page alone. `taken_back` carries the key
    of an operation once it is taken back.
    """

    taken_back = Signal(object)

    def __init__(
        self,
        page: Page,
        button: QPushButton | None = None,
        *,
        only_own: bool = False,
        verbs: frozenset[str] = frozenset(),
        within: QWidget | None = None,
    ) -> None:
        super().__init__(page)
        self._verbs = verbs
        self._only_own = only_own
        self._own: set[UUID] = set()
        # What takes back what was said last, where that is no operation.
        self._put_back: Callable[[], None] | None = None
        self._page, self._button = page, button
        self._last: OperationView | None = None
        self._back: OperationView | None = None
        self._busy = False
        if button is not None:
            button.hide()
            button.clicked.connect(self.undo)
        take_undo_keys(within or page, self.undo, self.redo)

    def reach_from(self, *fields: QLineEdit | QAbstractSpinBox) -> None:
        """Take the keys in these fields too, where a field has nothing of its own to take back."""
        for field in fields:
            field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            edit = watched if isinstance(watched, QLineEdit) else watched.findChild(QLineEdit)
            undo = event.matches(QKeySequence.StandardKey.Undo)
            redo = event.matches(QKeySequence.StandardKey.Redo)
            if edit is not None and (
                (undo and not edit.isUndoAvailable()) or (redo and not edit.isRedoAvailable())
            ):
                # A field claims these keys for itself, whether it has anything to take back or not.
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Ask what could be taken back now."""
        last = partial(last_operations, verbs=self._verbs)
        self._page.context.tasks.read(last, self._show, unhurried=True)

    def undo(self) -> None:
        """Take back what was said last, else the last operation."""
        put_back, self._put_back = self._put_back, None
        if put_back is not None:
            put_back()
        elif self._last is not None and self._may(self._last):
            self.undo_one(self._last.id, operation_name(self._last))

    def keep(self, operation_id: UUID) -> None:
        """Remember that an operation was done on this page."""
        self._own.add(operation_id)

    def tell(self, words: str, operation_id: UUID, changes: Changes, name: str = "") -> None:
        """Say what was done on this page and offer to take it back, or that it changed nothing."""
        if not changes.things:
            self._page.say.emit(self.tr("Nothing was changed."), "", None)
            return
        self.keep(operation_id)
        self._put_back = None
        self._page.say.emit(words, self.tr("Undo"), partial(self.undo_one, operation_id, name))

    def tell_kept(self, words: str, put_back: Callable[[], None]) -> None:
        """Say what was kept on this page that is no operation, and let Undo and its keys put it back."""

        def once() -> None:
            self._put_back = None
            put_back()

        self._put_back = once
        self._page.say.emit(words, self.tr("Undo"), once)

    def _may(self, operation: OperationView) -> bool:
        return not self._busy and (not self._only_own or operation.id in self._own)

    def undo_one(self, operation_id: UUID, name: str = "") -> None:
        """Take one operation back, and offer to do it again."""
        words = self.tr("Taken back: {name}.").format(name=name) if name else self.tr("Taken back.")
        self._busy = True
        self._page.context.tasks.write(
            partial(undo_operation, now=self._page.context.clock(), operation_id=operation_id),
            then=partial(self._undone, words, operation_id, name),
            failed=self._refused,
        )

    def redo(self) -> None:
        """Do the operation again that was taken back last."""
        if self._back is not None and self._may(self._back):
            self.redo_one(self._back.id, operation_name(self._back))

    def redo_one(self, operation_id: UUID, name: str = "") -> None:
        """Do one operation again, and offer to take it back."""
        words = self.tr("Done again: {name}.").format(name=name) if name else self.tr("Done again.")
        self._busy = True
        self._page.context.tasks.write(
            partial(redo_operation, operation_id=operation_id),
            then=partial(self._done, words, partial(self.undo_one, operation_id, name), again=True),
            failed=self._refused,
        )

    def _undone(self, words: str, operation_id: UUID, name: str, changes: Changes) -> None:
        self.taken_back.emit(operation_id)
        self._done(words, partial(self.redo_one, operation_id, name), changes)

    def _done(self, words: str, turn: object, _: Changes, *, again: bool = False) -> None:
        self._busy = False
        self._page.say.emit(words, self.tr("Undo") if again else self.tr("Redo"), turn)
        self.look()

    def _refused(self, failed: FailedWrite) -> None:
        # Nothing that was typed is lost, and trying again would say the same: it need not stay on screen.
        self._busy = False
        self._page.say.emit(str(failed.error), "", None)
        self.look()

    def _show(self, found: tuple[OperationView | None, OperationView | None]) -> None:
        self._last, self._back = found
        if self._button is None:
            return
        self._button.setVisible(self._last is not None)
        if self._last is None:
            return
        name = operation_name(self._last)
        whole = self.tr("Undo: {name}").format(name=name)
        lines = wrap(whole, _MOST_LETTERS)
        # Of whom or what is told whole or not at all.
        short = self.tr("Undo: {name}").format(name=operation_name(replace(self._last, words="")))
        words = "\n".join(lines if len(lines) <= _MOST_LINES else wrap(short, _MOST_LETTERS))
        self._button.setText(words.replace("&", "&&"))
        self._button.setAccessibleName(whole)
        keys = self.tr("Ctrl+Z")
        paint.plain_tooltip(self._button, keys if len(lines) <= _MOST_LINES else f"{whole} ({keys})")
