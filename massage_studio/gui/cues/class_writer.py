"""Writes what happens in a class, and tells when it is saved."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


class Action(Protocol):
    """A verb that does one action of a class, with the arguments that are its own."""

    def __call__(self, session: Any, /, *, session_id: UUID, action_id: UUID, now: datetime) -> Changes: ...


class ClassWriter(QObject):
    """The one way from the class room to the studio.

    `state_told` carries how the last write stands, in words; `refused` says that one was not kept.
    """

    state_told = Signal(str)
    refused = Signal()

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self.session_id: UUID | None = None
        # Said only of a write that takes long: painting the word would hold up the one that is under way.
        self._slow = QTimer(self, interval=100, singleShot=True)
        self._slow.timeout.connect(lambda: self.state_told.emit(self.tr("Saving")))

    def act(
        self,
        verb: Action,
        then: Callable[[Changes], None] | None = None,
        otherwise: Callable[[], None] | None = None,
        *,
        session_id: UUID | None = None,
        action_id: UUID | None = None,
        now: datetime | None = None,
    ) -> None:
        """Do one action, which undo can take back, in this class and now unless something else is given."""
        session_id = session_id or self.session_id
        assert session_id is not None
        action = partial(
            verb,
            session_id=session_id,
            action_id=action_id or new_id(),
            now=now or self._context.clock(),
        )
        self.write(action, then, otherwise)

    def write(
        self,
        verb: Callable[[Any], Changes],
        then: Callable[[Changes], None] | None = None,
        otherwise: Callable[[], None] | None = None,
    ) -> None:
        """Do a verb of this class; `otherwise` is called where it was refused."""
        self._slow.start()

        def saved(changes: Changes) -> None:
            self._slow.stop()
            now = self._context.local_now()
            self.state_told.emit(self.tr("Saved {time}").format(time=wording.clock_seconds(now)))
            if then is not None:
                then(changes)

        def refused(failed: FailedWrite) -> None:
            self._slow.stop()
            self.state_told.emit(self.tr("Not saved"))
            self.refused.emit()
            if otherwise is not None:
                otherwise()
            self._context.tasks.write_failed.emit(failed)

        self._context.tasks.write(verb, saved, refused)
