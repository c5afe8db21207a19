"""A family's page on a studio of 25 years against one of one term, the same family's size; the ratio is last.

What is timed is what the page waits for: the family, its progress and its bookings, read from the database.
"""

import statistics
import time
from datetime import UTC, datetime
from uuid import UUID

from massage_studio.bookings.class_queries import sessions
from massage_studio.bookings.register_queries import register
from massage_studio.families.queries import family
from massage_studio.progress.queries import family_progress
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from tests.bench.two_studios import TODAY, two_studios

TURNS = 60
NOW = datetime(2026, 11, 19, 18, tzinfo=UTC)


def a_family(store: Store) -> UUID:
    """Return a family of one baby that came to a whole course, the latest there is."""
    with store.read() as session:
        for held in sessions(session):
            if held.status == "finished" and held.number == held.of:
                rows = register(session, session_id=held.id).rows
                return next(row.baby.family_id for row in rows if row.status == "here" and not row.twins)
    raise LookupError("no finished course")


def seconds(store: Store, family_id: UUID) -> float:
    """Return how long the page waits."""
    start = time.perf_counter()
    with store.read() as session:
        family(session, family_id=family_id, today=TODAY)
        family_progress(session, family_id=family_id, now=NOW)
    return time.perf_counter() - start


def main() -> None:
    """Take turns between the two studios."""
    with two_studios() as folders:
        studios = []
        for folder in folders:
            store = open_studio(folder)
            studios.append((store, a_family(store), []))
        for _ in range(TURNS):
            for store, family_id, taken in studios:
                taken.append(seconds(store, family_id))
        small, large = (statistics.median(taken) for _, _, taken in studios)
        for store, _, _ in studios:
            store.close()
    print(f"one term {small * 1000:.1f} ms, 25 years {large * 1000:.1f} ms")
    print(large / small)


if __name__ == "__main__":
    main()
