"""Opening Curriculum in a studio with 50 plans of her own, against 50 ms; the ratio is last.

What is timed is all that the first tab waits for, asked anew of the database.
"""

import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from massage_studio.bookings.plan_course_queries import courses_to_come
from massage_studio.curriculum.plans_queries import planning_book, planning_items
from massage_studio.curriculum.plans_service import copy_plan
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from massage_studio.store.operations import last_operations

TURNS = 30
PLANS = 50
NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
LIMIT_MS = 50.0


def milliseconds(store: Store) -> float:
    """Return how long the page waits."""
    start = time.perf_counter()
    with store.read() as session:
        planning_book(session)
        planning_items(session)
        courses_to_come(session)
        last_operations(session)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Make the plans, and ask for them again and again."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_studio(Path(folder) / "studio")
        for number in range(PLANS):
            with store.write() as session:
                copy_plan(session, code="five_60", plan_id=new_id(), label=f"Plan {number}", now=NOW)
        taken = statistics.median(milliseconds(store) for _ in range(TURNS))
        store.close()
    print(f"{taken:.1f} ms with {PLANS} plans")
    print(taken / LIMIT_MS)


if __name__ == "__main__":
    main()
