"""A child process of test_kill: does everything a class can see, as fast as it can, and says what was saved.

Arguments: the studio's folder, the class. Prints "ready", then "saved", "undone" or "redone" with the id
of the press, each only after its transaction was committed. Runs until it is killed.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import chain, count
from pathlib import Path
from typing import Any
from uuid import UUID

from massage_studio.cues import (
    after_service,
    correction_service,
    log_service,
    opening_service,
    queries,
    register_service,
    service,
    tray_service,
)
from massage_studio.cues.notation import Entry
from massage_studio.cues.views import ClassRoomView
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio

Press = tuple[Callable[..., Any], dict[str, Any]]


def say(*words: object) -> None:
    """Write one line to whoever started this process, at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def presses(view: ClassRoomView, number: int, now: datetime) -> Iterator[Press]:
    """Yield one press of every kind, in the order of a class; each of them changes something."""
    rows = view.register.rows[:4]
    row = rows[number % len(rows)]
    baby, adult = row.baby.id, row.adult.id if row.adult else None
    one, group = ((baby, adult),), tuple((row.baby.id, row.adult.id if row.adult else None) for row in rows)
    first = {"dyads": one, "kind": "state", "code": f"state {number}"}
    yield service.record, first
    for kind, code in (
        ("cue", "yawns"),
        ("response", "pauses"),
        ("permission", "asked"),
        ("permission", "yes"),
    ):
        yield service.record, {"dyads": one, "kind": kind, "code": code}
    yield service.everybody_massages, {"dyads": group}
    yield service.record, {"dyads": one, "kind": "permission", "code": "not_now"}
    yield service.record, {"dyads": one, "kind": "response", "code": "stop", "answers": None}
    yield service.record, {"dyads": one, "kind": "permission", "code": "yes"}
    yield service.record, {"dyads": group, "kind": "bookmark", "code": ""}
    yield service.record, {"dyads": one, "kind": "note", "code": "", "text": "She sang.", "layer": "family"}
    yield service.record, {"dyads": one, "kind": "cue", "code": "smiles", "at": now - timedelta(minutes=5)}
    yield register_service.mark, {"baby_ids": (baby,), "status": "late" if number % 2 else "here"}
    yield (
        register_service.check_health,
        {
            "baby_id": baby,
            "health": ("skin", "unwell")[number // 4 % 2],
            "note": f"Seen {number}",
            "today": now.date(),
            "wait_hours": 48,
        },
    )
    yield service.record, {"dyads": one, "kind": "not_massaged", "code": "asleep"}
    for held in (new_id(), new_id()):
        waits = {"kind": "cue", "code": "yawns", "held_id": held}
        yield tray_service.hold, waits
        yield (
            (service.record, {"dyads": one, **waits})
            if number % 2
            else (tray_service.let_go, {"held_id": held})
        )
    if row.booking_id is not None:
        yield from _money(baby, row.booking_id)
    running = {part.title for part in view.delivered if part.status == "running"}
    # An activity that runs once more, in a line of its own, does not begin anew.
    parts = [part for part in view.delivered if part.title not in running]
    yield service.go_to, {"delivered_id": parts[number % len(parts)].id}
    yield service.add_activity, {"title": "A song", "minutes": 3, "benefits": (), "after_id": parts[0].id}


def corrections(view: ClassRoomView, number: int, now: datetime) -> Iterator[Press]:
    """Yield what is put right and ended in a class, of notes as they stand in this view."""
    rows = view.register.rows[:4]
    row = rows[number % len(rows)]
    baby, adult = row.baby.id, row.adult.id if row.adult else None
    # First: it may be the words of what is described or put right below, which are written anew then.
    note = next((note for note in view.notes if note.kind == "note" and note.baby_id == baby), None)
    if note is not None:
        yield correction_service.take_out, {"note_id": note.id}
    bookmark = next((note for note in view.notes if note.kind == "bookmark"), None)
    if bookmark is not None:
        yield service.describe, {"note_id": bookmark.id, "text": f"Words {number}", "layer": "private"}
    state = next((note for note in view.notes if note.kind == "state" and note.baby_id == baby), None)
    if state is not None:
        yield correction_service.correct, {"note_id": state.id, "code": f"corrected {number}"}
    cue = next((note for note in view.notes if note.kind == "cue" and note.baby_id == baby), None)
    if cue is not None:
        yield correction_service.correct, {"note_id": cue.id, "at": cue.at - timedelta(seconds=1)}
    entries = (Entry(1, "cue", "yawns"), Entry(2, "note", "", f"From paper {number}"))
    yield after_service.enter, {"baby_id": baby, "carer_id": adult, "entries": entries}
    yield register_service.left, {"baby_id": baby}
    if number % 10 == 0 and len(view.register.rows) < 12:
        ids = {key: new_id() for key in ("family_id", "carer_id", "baby_id")}
        yield register_service.walk_in, {"carer_given": "Ann", "baby_given": "Bo", **ids}
    if number % 5 == 0:
        yield opening_service.finish_class, {}
        yield opening_service.reopen_class, {}


def _money(baby: UUID, booking: UUID) -> Iterator[Press]:
    of = {"baby_id": baby, "payment_id": new_id()}
    yield register_service.take_cash, {**of, "booking_id": booking, "amount": Decimal(1), "currency": "GBP"}
    yield register_service.void_cash, of


def _view(store: Store, session_id: UUID) -> ClassRoomView:
    with store.read() as session:
        return queries.class_room(session, session_id=session_id)


def capture(store: Store, session_id: UUID, tell: Callable[[str, UUID], None]) -> Iterator[None]:
    """Go through every kind of press, with undo and redo between them; tell of each and yield."""
    now = datetime.now(UTC)
    done = 0
    for number in count(now.microsecond):
        for verb, arguments in chain.from_iterable(
            some(_view(store, session_id), number, now) for some in (presses, corrections)
        ):
            now = max(now + timedelta(seconds=1), datetime.now(UTC))
            action = new_id()
            with store.write() as session:
                verb(session, session_id=session_id, action_id=action, now=now, **arguments)
            tell("saved", action)
            done += 1
            if done % 3 == 0:
                with store.write() as session:
                    log_service.undo(session, session_id=session_id, now=now)
                tell("undone", action)
                with store.write() as session:
                    log_service.redo(session, session_id=session_id)
                tell("redone", action)
            yield


def main(folder: Path, session_id: UUID) -> None:
    """Capture until killed."""
    store = open_studio(folder)
    with store.write() as session:
        opening_service.open_class(session, session_id=session_id, now=datetime.now(UTC))
    say("ready")
    for _ in capture(store, session_id, say):
        pass


if __name__ == "__main__":
    main(Path(sys.argv[1]), UUID(sys.argv[2]))
