"""A cue of a running class until it is committed, with a key against without; the last line is the ratio.

In turns, on the same disk, by the verb that the class room calls.
"""

import statistics
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from massage_studio.bookings import today_queries
from massage_studio.cues import opening_service
from massage_studio.cues import service as cues
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.bench.encrypted import plain_and_encrypted
from tests.bench.two_studios import TODAY, two_studios

TIMES, FIRST = 300, 20
NOW = datetime.combine(TODAY, datetime.min.time(), UTC) + timedelta(hours=10, minutes=5)


class Class:
    """A class of the studio that runs, and its first baby."""

    def __init__(self, folder: Path) -> None:
        self.store: Store = open_studio(folder)
        with self.store.read() as session:
            view = today_queries.today(session, now=NOW, zone="Europe/London")
        assert view.first is not None
        self.session_id, self.baby_id = view.first.session.id, view.first.rows[0].baby.id
        with self.store.write() as session:
            opening_service.open_class(session, session_id=self.session_id, now=NOW)

    def press(self, number: int) -> float:
        """Return the seconds until a cue is committed."""
        dyads: tuple[tuple[UUID, UUID | None], ...] = ((self.baby_id, None),)
        began = time.perf_counter()
        with self.store.write() as session:
            cues.record(
                session,
                action_id=new_id(),
                session_id=self.session_id,
                dyads=dyads,
                kind="cue",
                code="smiles",
                now=NOW + timedelta(seconds=number),
            )
        return time.perf_counter() - began


def main() -> None:
    """Take turns, so that both see the same disk."""
    with two_studios() as (term, _), plain_and_encrypted(term) as folders:
        plain, encrypted = (Class(folder) for folder in folders)
        both = [(plain.press(number), encrypted.press(number)) for number in range(TIMES)][FIRST:]
        for one in (plain, encrypted):
            one.store.close()
    without, with_key = (statistics.median(column) for column in zip(*both, strict=True))
    print(f"{with_key * 1000:.2f} ms with a key, {without * 1000:.2f} ms without")
    print(with_key / without)


if __name__ == "__main__":
    main()
