"""A clock that the tour can put forward."""

import time
from datetime import UTC, datetime, timedelta


class TourClock:
    """Begins at a given moment, goes on by itself, and can be put forward by minutes."""

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(UTC)
        self._began = time.monotonic()
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        """Return the tour's moment in UTC."""
        return self._start + self._ahead + timedelta(seconds=time.monotonic() - self._began)

    def forward(self, minutes: float) -> None:
        """Let this much time pass at once."""
        self._ahead += timedelta(minutes=minutes)
