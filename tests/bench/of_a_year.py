"""Times a question on a studio of one year and on one of 25, in turns."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from massage_studio.store.opening import open_studio
from tests.bench.year_studios import year_studios
from tests.statement_listener import listening

TURNS = 25
NOW = datetime(2026, 11, 19, 18, tzinfo=UTC)
MOST_MS = 100


def main(question: Callable[[Session], object]) -> None:
    """Print how many statements and milliseconds it takes in each, and as the last line their ratio.

    The time is that of this process alone, without what else the machine is doing. Above 100 ms or with
    statements that grow the ratio does not count.
    """
    with year_studios() as folders:
        studios = []
        for folder in folders:
            store = open_studio(folder)
            with listening() as asked, store.read() as session:
                question(session)
            studios.append((store, len(asked), []))
        for _ in range(TURNS):
            for store, _, taken in studios:
                start = time.process_time()
                with store.read() as session:
                    question(session)
                taken.append(1000 * (time.process_time() - start))
        small, large = (min(taken) for _, _, taken in studios)
        few, many = (count for _, count, _ in studios)
        for store, _, _ in studios:
            store.close()
    print(f"one year {small:.1f} ms, {few} statements; 25 years {large:.1f} ms, {many} statements")
    print(large / small if few == many and large <= MOST_MS else float("inf"))
