"""The "for whom?" tray keeps what was pressed while nobody was selected, for a baby's number."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from massage_studio.cues import tray_service
from massage_studio.cues.views import HeldView, Kind, is_of_one_baby
from massage_studio.gui.cues.class_writer import ClassWriter
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


@dataclass
class _Writes:
    """What was asked of the studio about presses that wait, and of it what was committed."""

    asked: dict[UUID, HeldView] = field(default_factory=dict)
    done: set[UUID] = field(default_factory=set)

    def settle(self) -> None:
        """Forget what was committed: from now on the studio tells of it."""
        for key in self.done:
            self.asked.pop(key, None)
        self.done.clear()


class Tray(QObject):
    """Knows the presses of a class that wait, until they are given to somebody or dropped.

    They are kept by the studio, so they outlast the window; what is still being written waits too.
    """

    changed = Signal()

    def __init__(self, writer: ClassWriter) -> None:
        super().__init__(writer)
        self._writer = writer
        self._kept: tuple[HeldView, ...] = ()
        self._new, self._gone = _Writes(), _Writes()
        writer.refused.connect(self._keep)

    def clear(self) -> None:
        """Be empty, until that of another class is known."""
        self._kept, self._new, self._gone = (), _Writes(), _Writes()
        self.changed.emit()

    def follow(self, kept: tuple[HeldView, ...]) -> None:
        """Keep up with the record: what was read after a commit has all that was committed."""
        before, self._kept = self.held(), kept
        self._new.settle()
        self._gone.settle()
        if self.held() != before:
            self.changed.emit()

    def held(self) -> tuple[HeldView, ...]:
        """Return what waits, in the order of presses."""
        known = {press.id for press in self._kept}
        found = (*self._kept, *(press for key, press in self._new.asked.items() if key not in known))
        return tuple(press for press in found if press.id not in self._gone.asked)

    def hold(self, kind: Kind, code: str, text: str, layer: str, at: datetime) -> None:
        """Keep a press; `at` is its moment in UTC."""
        press = HeldView(new_id(), kind, code, text, layer, at)
        self._new.asked[press.id] = press
        self.changed.emit()
        self._writer.act(
            partial(tray_service.hold, held_id=press.id, kind=kind, code=code, text=text, layer=layer),
            self._then(self._new, press.id),
            now=at,
        )

    def own(self) -> HeldView | None:
        """Return the last press that waits to be one baby's own."""
        return next(
            (press for press in reversed(self.held()) if is_of_one_baby(press.kind, press.code)), None
        )

    def take(self, everybody: bool) -> tuple[tuple[HeldView, Callable[[Changes], None]], ...]:
        """Return what waits, to be given away: each with whom to tell when that is committed.

        To `everybody` only that is given which is not one baby's own.
        """
        found = [press for press in self.held() if not (everybody and is_of_one_baby(press.kind, press.code))]
        for press in found:
            self._gone.asked[press.id] = press
        self.changed.emit()
        return tuple((press, self._then(self._gone, press.id)) for press in found)

    def drop(self) -> None:
        """Let the last press go."""
        found = self.held()
        if found:
            press = found[-1]
            self._gone.asked[press.id] = press
            self.changed.emit()
            self._writer.act(partial(tray_service.let_go, held_id=press.id), self._then(self._gone, press.id))

    def _keep(self) -> None:
        """Keep what was given or dropped in vain: it waits still."""
        self._gone.settle()
        self._gone.asked.clear()
        self.changed.emit()

    def _then(self, writes: _Writes, held_id: UUID) -> Callable[[Changes], None]:
        return lambda _: writes.done.add(held_id)
