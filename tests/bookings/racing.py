"""A child process of test_last_place: it runs for places in the studio whose folder it is given, a line each.

A line is: the step (book, offer or drop_in), the moment to begin at in seconds since 1970, and the keys of
course, class, booking, baby and adult. It answers "got" or "full"; after "full" a booking goes on the
waiting list and it answers "full waiting".
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings import booking_service, refusals, single_classes_service
from massage_studio.bookings.booking_queries import bookings as bookings_of
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio


def say(words: str) -> None:
    """Write one line to whoever started this process, at once."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def go(session: Session, step: str, course: UUID, class_: UUID, booking: UUID, who: dict[str, Any]) -> None:
    now = datetime.now(UTC)
    if step == "book":
        booking_service.book(
            session, booking_id=booking, course_id=course, **who, if_full="refuse", now=now, source="race"
        )
    elif step == "offer":
        booking_service.offer(session, booking_id=booking, until=now + timedelta(days=1), now=now)
    else:
        single_classes_service.drop_in(session, booking_id=booking, session_id=class_, **who, now=now)


def wait(store: Store, course: UUID, booking: UUID, who: dict[str, Any]) -> str:
    with store.write() as session:
        now = datetime.now(UTC)
        booking_service.book(session, booking_id=booking, course_id=course, **who, now=now)
        rows = bookings_of(session, course_id=course, today=now.date())
    return next(row.status for row in rows if row.id == booking)


def main(folder: Path) -> None:
    store = open_studio(folder)
    say("ready")
    for line in sys.stdin:
        step, moment, *rest = line.split()
        course, class_, booking, baby, carer = map(UUID, rest)
        who: dict[str, Any] = {"baby_id": baby, "carer_id": carer}
        while time.time() < float(moment):
            pass
        try:
            with store.write() as session:
                go(session, step, course, class_, booking, who)
            answer = "got"
        except refusals.FullError:
            answer = "full " + wait(store, course, booking, who) if step == "book" else "full"
        say(answer)
    store.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
