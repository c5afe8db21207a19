"""A child process of test_kill: records cues as fast as it can and says which ones were saved.

Arguments: the studio's folder, the class. Prints "ready", then "saved", "undone" or "redone" with the id
of the press, each only after its transaction was committed. Runs until it is killed.
"""

import sys
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from uuid import UUID

from massage_studio.cues import queries, service
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio


def say(*words: object) -> None:
    """Write one line to whoever started this process, at once."""
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(folder: Path, session_id: UUID) -> None:
    """Press through states, cues, responses, undo and redo for every baby of the class."""
    store = open_studio(folder)
    with store.write() as session:
        service.open_class(session, session_id=session_id, now=datetime.now(UTC))
    with store.read() as session:
        rows = queries.class_room(session, session_id=session_id).register.rows
    dyads = tuple((row.baby.id, row.adult.id if row.adult else None) for row in rows)
    presses = cycle([("state", ""), ("cue", "yawns"), ("state", ""), ("response", "pauses")])
    say("ready")
    for number, (kind, code) in enumerate(presses):
        action, now = new_id(), datetime.now(UTC)
        # Every fifth press is for the group. No state comes twice in a row, so each press makes a note.
        group = dyads if number % 5 == 0 else (dyads[number % len(dyads)],)
        with store.write() as session:
            service.record(
                session,
                action_id=action,
                session_id=session_id,
                dyads=group,
                kind=kind,
                code=code or f"state {action}",
                now=now,
            )
        say("saved", action)
        if number % 7 == 0:
            with store.write() as session:
                service.undo(session, session_id=session_id, now=now)
            say("undone", action)
            with store.write() as session:
                service.redo(session, session_id=session_id)
            say("redone", action)


if __name__ == "__main__":
    main(Path(sys.argv[1]), UUID(sys.argv[2]))
