"""The slowest page on a studio of 25 years against the slowest on one of one term; the ratio is last.

What is timed is what a page waits for: all its questions to the database, asked anew, until each has its
answer. Every page of the real window takes its turns on both studios.
"""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from massage_studio.app import dress, make_application
from tests.bench.two_studios import two_studios

TURNS = 15
NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)


class Clocked:
    """A studio whose questions are timed."""

    def __init__(self, store: Any) -> None:
        self._store = store
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def read(self) -> Iterator[Any]:
        start = time.perf_counter()
        with self._store.read() as session:
            yield session
        self.seconds += time.perf_counter() - start


class Window:
    """The window on one studio, with what its pages are opened with and the times that each took."""

    def __init__(self, folder: Path) -> None:
        from massage_studio.bookings.today_queries import today
        from massage_studio.gui.context import Context
        from massage_studio.gui.main_window import MainWindow
        from massage_studio.gui.tasks import Tasks
        from massage_studio.store.opening import open_studio
        from massage_studio.store.profile import profile

        self.store = Clocked(open_studio(folder))
        self.tasks = Tasks()
        self.tasks.use(self.store)
        context = Context(self.tasks, clock=lambda: NOW)
        with self.store.read() as session:
            context.profile = profile(session)
            morning = today(session, now=NOW, zone=context.profile.zone).today[0]
        self._session, self._family = morning.session.id, morning.rows[0].baby.family_id
        self.window = MainWindow(context)
        self.window.resize(1366, 768)
        self.window.show()
        self.taken: dict[str, list[float]] = {}

    def key(self, name: str) -> UUID | None:
        """Return what a page is opened with."""
        classes = dict.fromkeys(("class_room", "after_class", "quick_entry"), self._session)
        return {**classes, "family": self._family}.get(name)

    def look(self, name: str) -> None:
        """Open a page, let it ask again, and keep how long its answers took."""
        from tests.gui.settling import settle

        self.window.go(name, self.key(name))
        settle(self.tasks)
        self.store.seconds = 0.0
        self.window.page(name).mark_stale()
        settle(self.tasks)
        self.taken.setdefault(name, []).append(self.store.seconds)

    def close(self) -> None:
        """Let go of the studio."""
        self.window.close()
        self.tasks.close()


def main() -> None:
    """Take turns between the two studios, page by page."""
    dress(make_application())
    from massage_studio.gui.pages import PLACES

    with two_studios() as folders, ExitStack() as stack:
        windows = [Window(folder) for folder in folders]
        for one in windows:
            stack.callback(one.close)
        for _ in range(TURNS):
            for name in PLACES:
                if name != "first_run":
                    for one in windows:
                        one.look(name)
        # The quickest of the turns: what else the machine was doing is not the page's.
        term, career = ({name: min(taken) * 1000 for name, taken in one.taken.items()} for one in windows)
    for name in term:
        print(f"{name}: one term {term[name]:.1f} ms, 25 years {career[name]:.1f} ms")
    print(max(career.values()) / max(term.values()))


if __name__ == "__main__":
    main()
