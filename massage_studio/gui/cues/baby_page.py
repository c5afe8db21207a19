"""A page that goes through a class baby by baby: after a class, and for a paper cue sheet."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from massage_studio.cues.views import ClassRoomView
from massage_studio.gui.context import Context
from massage_studio.gui.cues import keys
from massage_studio.gui.cues.baby_list import BabyList
from massage_studio.gui.page import Page

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -1}
_SAVE = ("Ctrl+Return", "Ctrl+Enter")


class BabyPage(Page):
    """A list of the babies of one class, and one of them; a number or an arrow chooses another."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._session_id: UUID | None = None
        self._view: ClassRoomView | None = None
        self._chosen: UUID | None = None

    def use(
        self, babies: BabyList, card: QWidget, undo: Callable[[], None], save: Callable[[], None]
    ) -> None:
        """Take the list of babies and the card around it, and what the keys for undo and for saving do."""
        card.setFixedWidth(self.fontMetrics().horizontalAdvance("m") * 22)
        babies.opened.connect(lambda line: self.choose(line.baby_id))
        babies.installEventFilter(self)
        self.bind(QKeySequence(QKeySequence.StandardKey.Undo), undo)
        for sequence in _SAVE:
            self.bind(QKeySequence(sequence), save)

    def bind(self, sequence: QKeySequence, act: Callable[[], None]) -> None:
        """Let a shortcut of the page do something."""
        shortcut = QShortcut(sequence, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def choose(self, baby_id: UUID) -> None:
        """Go to a baby."""
        raise NotImplementedError

    def step(self, by: int) -> None:
        """Go to the next baby, or to the one before."""
        raise NotImplementedError

    def press(self, event: QKeyEvent) -> bool:
        """Take any other key of the page; tell whether it was one."""
        raise NotImplementedError

    def typed(self, field: QObject) -> bool:
        """Tell whether a field has something of its own to take back."""
        raise NotImplementedError

    def leads_on(self, field: QObject, event: QKeyEvent) -> int:
        """Return how many babies a key that is pressed in a field leads on."""
        return 0 if keys.held(event) else _STEPS.get(Qt.Key(event.key()), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = self._view.register.rows if self._view else ()
        number = keys.baby(event)
        if keys.held(event) or not rows:
            super().keyPressEvent(event)
        elif by := _STEPS.get(Qt.Key(event.key())):
            self.step(by)
        elif number and (found := [row.baby.id for row in rows if row.number == number]):
            self.choose(found[0])
        elif not self.press(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo):
                # A field takes Ctrl+Z for its own typing first; with nothing typed it is the class's.
                if not self.typed(watched):
                    event.ignore()
                    return True
            elif event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Escape:
                    self.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return True
                if by := self.leads_on(watched, event):
                    self.step(by)
                    return True
        return super().eventFilter(watched, event)
