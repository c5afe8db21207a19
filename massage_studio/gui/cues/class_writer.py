"""Writes what happens in a class, and tells when it is saved."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


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

    def act(self, verb: Any, then: Callable[[Changes], None] | None = None, **arguments: Any) -> None:
        """Do one action of the class, which undo can take back; its moment is now unless one is given."""
        arguments.setdefault("now", self._context.clock())
        arguments.setdefault("action_id", new_id())
        self.write(verb, then, **arguments)

    def write(
        self,
        verb: Any,
        then: Callable[[Changes], None] | None = None,
        otherwise: Callable[[], None] | None = None,
        **arguments: Any,
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

        arguments.setdefault("session_id", self.session_id)
        self._context.tasks.write(verb, saved, refused, **arguments)
