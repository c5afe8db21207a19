"""Long work on the disk that makes way for what somebody waits for meanwhile, such as a press in a class."""

import time
from collections.abc import Callable

from massage_studio.errors import KnownError

# A shorter piece needs no rest.
_SHORTEST_SECONDS = 0.004
# How often to look again whether whoever is made way for is done.
_LOOK_SECONDS = 0.002
# What takes longer is no press, and must not keep the work from its end.
_LONGEST_WAIT_SECONDS = 0.25
# A piece that took long was held up itself: to rest as long would not help anybody.
_LONGEST_REST_SECONDS = 0.05


class StoppedError(KnownError):
    """Work that was ended because the program closes or makes way for a restore."""


class Pace:
    """Called between the pieces of long work: rests as long as each took, and waits while somebody is `busy`.

    Without `busy` there is nobody to make way for, and the work goes on at once.
    """

    def __init__(self, stopped: Callable[[], bool], busy: Callable[[], bool] | None = None) -> None:
        self._stopped, self._busy = stopped, busy
        self._began = time.perf_counter()

    def __call__(self) -> None:
        """Return when the work may go on.

        Raises:
            StoppedError: nobody waits for it any more.
        """
        self._end_if_stopped()
        if self._busy is not None:
            took = time.perf_counter() - self._began
            if took >= _SHORTEST_SECONDS:
                time.sleep(min(took, _LONGEST_REST_SECONDS))
                self._began = time.perf_counter()
            self._make_way(self._busy)

    def _make_way(self, busy: Callable[[], bool]) -> None:
        until = time.perf_counter() + _LONGEST_WAIT_SECONDS
        while busy() and time.perf_counter() < until:
            time.sleep(_LOOK_SECONDS)
            self._end_if_stopped()
            self._began = time.perf_counter()

    def _end_if_stopped(self) -> None:
        if self._stopped():
            raise StoppedError("This was stopped.")
