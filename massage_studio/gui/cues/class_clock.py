"""The class's own stopwatch, which never runs backwards."""

from datetime import datetime, timedelta

from massage_studio.gui.cues.room import Room

# A step of the computer's clock that is longer than this is not counted: it was set, or it slept.
_PAUSE = timedelta(minutes=10)


class ClassClock:
    """Tells how long a class runs; when the computer's clock is set back, it runs on from what it told."""

    def __init__(self) -> None:
        self._opened: datetime | None = None
        self._seen: datetime | None = None
        self._told = timedelta()

    def passed(self, room: Room, now: datetime) -> timedelta:
        """Return the time since the class was opened, nothing for one that is not open."""
        session = room.view.register.session
        if session.opened is None or session.finished is not None:
            self._opened = None
            end = session.finished or now
            return end - session.opened if session.opened is not None else timedelta()
        if self._opened != session.opened:
            # What was written down last is known to have been, whatever the clock says now.
            known = max((note.at for note in room.view.notes), default=session.opened)
            self._opened, self._seen, self._told = session.opened, now, known - session.opened
        since = now - (self._seen or now)
        steady = timedelta() < since < _PAUSE
        self._seen = now
        self._told = max(now - session.opened, self._told + (since if steady else timedelta()))
        return self._told
