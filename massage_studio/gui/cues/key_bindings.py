"""What each key does while a class runs."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from massage_studio.cues.views import Kind
from massage_studio.gui.cues import extra_keys, keys
from massage_studio.gui.cues.palette_panel import FIND_KEYS, NOT_TODAY_KEY, NOTE_KEY
from massage_studio.gui.cues.plan_card import PlanCard
from massage_studio.gui.cues.task_panel import TaskPanel
from massage_studio.gui.cues.tray import Tray


@dataclass(frozen=True)
class KeyBindings:
    """Knows what each key does.

    `press` records, `note` goes to the note, `find` opens the list of cues, `not_today` asks why.
    """

    tasks: TaskPanel
    tray: Tray
    plan: PlanCard
    press: Callable[[Kind, str], None]
    note: Callable[[], None]
    find: Callable[[], None]
    not_today: Callable[[], None]
    extra: dict[str, extra_keys.Action] = field(default_factory=dict)

    def learn_extra_keys(self) -> None:
        """Read what a clicker's keys were chosen for; at every key it would hold the key up."""
        self.extra.clear()
        self.extra.update(extra_keys.chosen())

    def take(self, event: QKeyEvent, palette: dict[str, tuple[Kind, str]]) -> bool:
        """Take a key that means something in a running class; tell whether it was one."""
        if self._extra(event):
            return True
        if keys.held(event):
            return False
        if keys.again(event):
            return keys.repeats(event)
        return self._moving(event) or self.tasks.take(event) or self._writing(event, palette)

    def _extra(self, event: QKeyEvent) -> bool:
        """Take a key that a clicker or pedal sends."""
        action = self.extra.get(extra_keys.name_of(event)) if self.extra else None
        # A key held down is one press.
        if action is None or keys.again(event):
            return action is not None
        if action == "bookmark":
            self.press("bookmark", "")
        else:
            self.plan.step(1 if action == "next" else -1)
        return True

    def _moving(self, event: QKeyEvent) -> bool:
        """Take a key that goes somewhere or drops something."""
        if event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.plan.step(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() in keys.ENTER:
            self.note()
        elif event.key() == Qt.Key.Key_Escape:
            if self.tasks.is_home():
                self.tray.drop()
            self.tasks.close_task()
        elif event.key() == Qt.Key.Key_Delete:
            return self.plan.skip_focused()
        else:
            return False
        return True

    def _writing(self, event: QKeyEvent, palette: dict[str, tuple[Kind, str]]) -> bool:
        """Take a key that records something or asks what to record."""
        name = keys.name(event)
        if name in palette:
            self.press(*palette[name])
        elif name == NOTE_KEY:
            self.note()
        elif name in FIND_KEYS:
            self.find()
        elif name == NOT_TODAY_KEY:
            self.not_today()
        else:
            return False
        return True
