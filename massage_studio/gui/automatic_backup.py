"""Has the studio backed up every half hour and when the program closes, where something has changed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer, Signal

from massage_studio.errors import KnownError
from massage_studio.gui.tasks import Tasks

if TYPE_CHECKING:
    from massage_studio.safekeeping.automatic import BackupStatus

_EVERY_MS = 30 * 60 * 1000
# A studio of 25 years takes less; a network that does not answer would take for ever.
_LONGEST_MS = 90_000


class AutomaticBackup(QObject):
    """Watches one studio at a time; `changed` tells that a backup was made, or could not be.

    `problem` is why the last one could not be made, None where it was. `place_wanted` and `restore_wanted`
    ask the program for the choice of a second place, and of a backup to restore.
    """

    changed = Signal()
    place_wanted = Signal()
    restore_wanted = Signal()
    _left = Signal()

    def __init__(self, tasks: Tasks, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._tasks, self._clock = tasks, clock
        self._folder: Path | None = None
        self._stopped, self._begun = Event(), False
        self.problem: KnownError | None = None
        self.timer = QTimer(self, interval=_EVERY_MS)
        self.timer.timeout.connect(self.look)

    @property
    def may_lack_a_backup(self) -> bool:
        """Whether the studio that is watched has changed, or its second place may lack the last backup."""
        from massage_studio.safekeeping.automatic import may_lack_a_backup

        return self._folder is not None and may_lack_a_backup(self._folder)

    def begin(self, folder: Path) -> None:
        """Watch the studio in `folder` from now on."""
        self._folder, self._stopped = folder, Event()
        self._tasks.before_much = self._before_much
        self.timer.start()

    def tell(self, then: "Callable[[BackupStatus], None]") -> None:
        """Say how it stands with the backups of the studio that is watched, once the first page is there.

        A second place on a network that does not answer holds up nothing that is read or written.
        """
        if self._folder is not None and self._begun:
            folder = self._folder

            def look() -> "BackupStatus":
                from massage_studio.safekeeping.automatic import status

                return status(folder)

            self._tasks.check(look, then)

    def pause(self) -> None:
        """Begin no other backup, and end one that is under way: it leaves nothing."""
        self.timer.stop()
        self._stopped.set()

    def resume(self) -> None:
        """Go on after a pause, if a studio is watched: what was written anew is backed up at once."""
        if self._folder is not None:
            self.begin(self._folder)
            self.look()

    def end(self) -> None:
        """Watch no more."""
        self.pause()
        self._tasks.before_much = None
        self._folder, self._begun = None, False
        self.problem = None

    def begin_to_tell(self) -> None:
        """Answer from now on how it stands with the backups: the first page is there."""
        self._begun = True
        self.changed.emit()

    def look(self) -> None:
        """Back the studio up beside all that is read and written, where it is time to.

        What the program was ended in is finished before, so that the backup is of the end.
        """
        if self._folder is not None:
            folder, stopped, now = self._folder, self._stopped, self._clock()

            def back_up() -> None:
                from massage_studio.safekeeping.automatic import back_up_if_changed, is_due
                from massage_studio.safekeeping.finishing import finish_beside

                finish_beside(folder, now=now)
                if is_due(folder, now=now):
                    back_up_if_changed(folder, now=now, stopped=stopped.is_set, busy=self._busy)

            self._tasks.check(back_up, self._done, self._failed)

    def back_up(
        self, folder: Path, then: Callable[[Path], None], failed: Callable[[KnownError], None]
    ) -> None:
        """Back the studio in `folder` up now, whether it has changed or not; `then` gets the backup."""
        stopped, now = self._stopped, self._clock()

        def back_up() -> Path:
            from massage_studio.safekeeping.automatic import back_up_now

            return back_up_now(folder, now=now, stopped=stopped.is_set, busy=self._busy)

        def done(made: Path) -> None:
            self._done(None)
            if not stopped.is_set():
                then(made)

        def not_done(error: KnownError) -> None:
            self._failed(error)
            if not stopped.is_set():
                failed(error)

        self._tasks.check(back_up, done, not_done)

    def back_up_again(self) -> None:
        """Back the studio that is watched up now; `changed` tells that it was done, or could not be."""
        if self._folder is not None:
            self.back_up(self._folder, lambda _: None, lambda _: None)

    def leave(self) -> None:
        """Back up what has changed before the program ends; the studio is closed, and the window painted on.

        A failure is told when the program starts the next time and tries again: all that was written is in
        the studio. So it is with a second place that does not answer, which nobody waits for.
        """
        assert self._folder is not None
        folder, now = self._folder, self._clock()

        def back_up() -> None:
            from massage_studio.safekeeping.automatic import back_up_if_changed

            try:
                back_up_if_changed(folder, now=now)
            except KnownError as error:
                self.problem = error
            finally:
                self._left.emit()

        loop = QEventLoop()
        self._left.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        QTimer.singleShot(_LONGEST_MS, loop.quit)
        Thread(target=back_up, name="leaving", daemon=True).start()
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)

    def _before_much(self) -> None:
        """Back up what has changed before much is written or deleted at once; on the worker."""
        from massage_studio.safekeeping.automatic import back_up_if_changed

        if self._folder is not None:
            back_up_if_changed(self._folder, now=self._clock(), elsewhere=False)

    def _busy(self) -> bool:
        """Tell whether something is being saved, read or made: a backup makes way then."""
        return self._tasks.busy

    def _done(self, _: None) -> None:
        self.problem = None
        self.changed.emit()

    def _failed(self, error: KnownError) -> None:
        if not self._stopped.is_set():
            self.problem = error
            self.changed.emit()
