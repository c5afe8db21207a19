"""A class in which anything can be pressed, and what must hold of it afterwards."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import text
from sqlalchemy.orm import Session

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.cues import (
    correction_service,
    log_service,
    opening_service,
    plan_service,
    register_service,
    tray_service,
)
from massage_studio.cues.new_adult_service import brought_by_another
from massage_studio.cues.queries import class_room
from massage_studio.cues.views import ClassRoomView
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import OpenClass, a_class, filled

# Twenty minutes before the clocks of the course's zone go back.
START = datetime(2026, 10, 25, 0, 40, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")
END_OF_TIME = datetime.max.replace(tzinfo=UTC)

Step = tuple[Any, ...]


def _two_babies(session: Session) -> tuple[OpenClass, UUID]:
    opened = a_class(session, "Mia", "Noah", now=START)
    second = new_id()
    family = opened.dyads[0].family
    families.add_carer(session, family_id=family, carer_id=second, given_name="Grandad")
    return opened, second


class AnyClass:
    """A class on a clock that the test moves, told in local time as a wall shows it."""

    def __init__(self, store: Store, opened: OpenClass, second_adult: UUID) -> None:
        self.store = store
        self.opened = opened
        self.second_adult = second_adult
        self.seconds = 0.0
        self._last: tuple[Any, dict[str, Any]] = (None, {})

    @classmethod
    def made(cls, folder: Path) -> AnyClass:
        """Open a fresh studio with a class of two babies that is open, the first baby with two adults."""
        opened, second = filled(folder, _two_babies)
        return cls(open_studio(folder), opened, second)

    @property
    def now(self) -> datetime:
        """The moment that the clock shows."""
        return (START + timedelta(seconds=self.seconds)).astimezone(LONDON)

    def look(self) -> ClassRoomView:
        """Return the class as it stands."""
        with self.store.read() as session:
            return class_room(session, session_id=self.opened.session)

    def restart(self) -> None:
        """Open the studio again, as after a power cut: the write-ahead log is left as it is."""
        self.store.engine.dispose()
        self.store = open_studio(self.store.folder)

    def undo(self, action_id: UUID | None = None) -> None:
        """Take the last press back."""
        with self.store.write() as session:
            log_service.undo(session, session_id=self.opened.session, now=self.now, action_id=action_id)

    def redo(self) -> None:
        """Bring back what was taken back last."""
        with self.store.write() as session:
            log_service.redo(session, session_id=self.opened.session)

    def do(self, verb: str, *words: Any) -> UUID:
        """Press something; what the class refuses with a sentence changes nothing."""
        action_id = new_id()
        call, more = self._call(verb, *words)
        given = {"session_id": self.opened.session, "action_id": action_id, "now": self.now}
        self._last = (call, given | more)
        self.again()
        return action_id

    def again(self) -> None:
        """Write the last press once more, as after an answer that was lost."""
        call, arguments = self._last
        if call is None:
            return
        with suppress(KnownError), self.store.write() as session:
            call(session, **arguments)

    def _call(self, verb: str, *words: Any) -> tuple[Any, dict[str, Any]]:
        babies = [dyad.baby for dyad in self.opened.dyads]
        carers = [dyad.carer for dyad in self.opened.dyads]
        if verb in ("state", "cue", "response", "permission", "bookmark", "note"):
            code, places, *ago = words
            at = self.now.astimezone(UTC) - timedelta(seconds=ago[0]) if ago else None
            dyads = tuple((babies[place], carers[place]) for place in places)
            words_ = "Words" if verb == "note" else ""
            return cues.record, {"dyads": dyads, "kind": verb, "code": code, "text": words_, "at": at}
        if verb == "everybody":
            every = tuple(zip(babies, carers, strict=True))
            return cues.everybody_massages, {"dyads": every}
        if verb in ("hold", "let_go", "give", "paid"):
            return self._at_the_side(verb, *words)
        if verb in ("finish", "reopen", "open"):
            return {
                "finish": opening_service.finish_class,
                "reopen": opening_service.reopen_class,
                "open": opening_service.open_class,
            }[verb], {}
        if verb == "rest_absent":
            return register_service.mark_rest_absent, {}
        if verb == "walk_in":
            ids = {key: new_id() for key in ("family_id", "carer_id", "baby_id")}
            return register_service.walk_in, {"carer_given": "Ann", "baby_given": "Bo", **ids}
        if verb in ("go_to", "skip", "add_activity", "swap", "stretch", "explain"):
            return self._plan(verb, *words)
        if verb in ("correct", "describe", "give_to", "retime", "take_out"):
            return self._afterwards(verb, *words)
        if verb in ("correct_activity", "take_out_activity"):
            return self._start(verb, *words)
        baby = babies[words[0]]
        return {
            "mark": (register_service.mark, {"baby_ids": (baby,), "status": words[-1]}),
            "adult": (register_service.brought_by, {"baby_id": babies[0], "carer_id": self.second_adult}),
            "another_adult": (
                brought_by_another,
                {"baby_id": baby, "carer_id": new_id(), "carer_given": "Uncle"},
            ),
            "health": (
                register_service.check_health,
                {
                    "baby_id": baby,
                    "health": words[-1],
                    "note": "",
                    "today": START.date(),
                    "wait_hours": 48,
                },
            ),
            "left": (register_service.left, {"baby_id": baby}),
            "not_massaged": (
                cues.record,
                {"dyads": ((baby, carers[words[0]]),), "kind": "not_massaged", "code": words[-1]},
            ),
        }[verb]

    def _at_the_side(self, verb: str, *words: Any) -> tuple[Any, dict[str, Any]]:
        """What waits in the tray, and the money at the door."""
        if verb == "hold":
            return tray_service.hold, {"held_id": new_id(), "kind": words[0], "code": words[1]}
        if verb == "paid":
            row = self.look().register.rows[words[0]]
            return register_service.take_cash, {
                "baby_id": row.baby.id,
                "booking_id": row.booking_id,
                "payment_id": new_id(),
                "amount": Decimal("5.00"),
                "currency": "GBP",
            }
        waiting = self.look().held
        if not waiting:
            return None, {}
        held = waiting[words[0] % len(waiting)]
        if verb == "let_go":
            return tray_service.let_go, {"held_id": held.id}
        dyads = tuple((self.opened.dyads[place].baby, None) for place in words[1])
        return cues.record, {"dyads": dyads, "kind": held.kind, "code": held.code, "held_id": held.id}

    def _plan(self, verb: str, place: int = 0) -> tuple[Any, dict[str, Any]]:
        parts = self.look().delivered
        part = parts[place % len(parts)].id
        if verb == "add_activity":
            added = {"title": "A song", "minutes": 3, "benefits": ("bonding",), "after_id": part}
            return cues.add_activity, added
        more = {"stretch": {"by": place - 3}, "explain": {"why": f"Why {place}"}}.get(verb, {})
        verbs = {
            "go_to": cues.go_to,
            "skip": cues.skip,
            "swap": plan_service.swap,
            "stretch": plan_service.stretch,
            "explain": plan_service.explain,
        }
        return verbs[verb], {"delivered_id": part, **more}

    def _afterwards(self, verb: str, place: int, *words: Any) -> tuple[Any, dict[str, Any]]:
        wanted = {"correct": ("state",), "describe": ("bookmark", "note")}
        notes = [note for note in self.look().notes if note.kind in wanted.get(verb, (note.kind,))]
        if not notes:
            return None, {}
        note = notes[place % len(notes)]
        if verb == "describe":
            return cues.describe, {"note_id": note.id, "text": "Described", "layer": "family"}
        if verb == "take_out":
            return correction_service.take_out, {"note_id": note.id}
        if verb == "give_to":
            return correction_service.correct, {
                "note_id": note.id,
                "baby_id": self.opened.dyads[words[0]].baby,
            }
        if verb == "retime":
            return correction_service.correct, {
                "note_id": note.id,
                "at": note.at + timedelta(seconds=words[0]),
            }
        code, moved = words
        at = None if moved is None else note.at + timedelta(seconds=moved)
        return correction_service.correct, {"note_id": note.id, "code": code, "at": at}

    def _start(self, verb: str, place: int, *words: Any) -> tuple[Any, dict[str, Any]]:
        began = [part for part in self.look().delivered if part.started is not None]
        if not began:
            return None, {}
        part = began[place % len(began)]
        if verb == "take_out_activity":
            return correction_service.take_out_activity, {"delivered_id": part.id}
        assert part.started is not None
        waiting = [other.id for other in self.look().delivered if other.status == "todo"]
        told = {
            "at": part.started + timedelta(seconds=words[0]),
            "instead_id": waiting[0] if waiting and place % 2 else None,
        }
        return correction_service.correct_activity, {"delivered_id": part.id, **told}


def is_whole(view: ClassRoomView) -> None:
    """Hold that each baby is in one state at a time, and that every interval and the plan make sense."""
    over = view.register.session.status == "finished"
    for baby_id in {note.baby_id for note in view.notes}:
        states = [note for note in view.notes if note.kind == "state" and note.baby_id == baby_id]
        for place, state in enumerate(states):
            assert state.ended is None or state.ended >= state.at
            if place + 1 < len(states):
                following = states[place + 1]
                assert state.ended is not None and state.ended <= following.at
                assert state.ended < following.at or state.code != following.code
        if over and states:
            assert states[-1].ended is not None
            assert view.register.session.finished is not None
            assert states[-1].ended <= view.register.session.finished
    moments = [note.at for note in view.notes]
    assert moments == sorted(moments)
    running = [part for part in view.delivered if part.status == "running"]
    assert len(running) <= 1 and not (over and running)
    for part in view.delivered:
        assert part.ended is None or part.started is None or part.ended >= part.started
    ran = sorted((part.started, part.ended or END_OF_TIME) for part in view.delivered if part.started)
    assert all(ended <= began for (_, ended), (began, _) in pairwise(ran))
    is_paired(view)
    assert len({row.number for row in view.register.rows}) == len(view.register.rows)
    for row in view.register.rows:
        gone = row.left is not None or row.status in ("absent", "elsewhere")
        in_state = any(
            note.kind == "state" and note.ended is None and note.baby_id == row.baby.id for note in view.notes
        )
        assert not (gone and in_state and row.left is not None)


def is_paired(view: ClassRoomView) -> None:
    """Hold that each response answers a sign of its own baby from before it, which no other one answers."""
    standing = {note.id: note for note in view.notes}
    for note in view.notes:
        if note.answers is not None:
            sign = standing[note.answers]
            assert note.kind == "response" and sign.kind != "response"
            assert (sign.baby_id, sign.at <= note.at) == (note.baby_id, True)
    answered = [note.answers for note in view.notes if note.answers is not None]
    assert len(answered) == len(set(answered))


def is_empty(view: ClassRoomView) -> None:
    """Hold that nobody has come yet, nothing was noted and the plan has not begun."""
    assert (view.notes, view.held) == ((), ())
    assert [row.baby.given_name for row in view.register.rows] == ["Mia", "Noah"]
    for row in view.register.rows:
        assert (row.status, row.health, row.left, row.baby.flags) == ("expected", "", None, ())
    assert all(part.status == "todo" and part.started is None for part in view.delivered)
    assert all(part.title != "A song" for part in view.delivered)
    assert view.register.session.status == "planned"
    assert view.register.session.opened is None and view.undo is None


Cells = dict[tuple[str, str, str], Any]


def nobody_answered_for_another(store: Store) -> None:
    """Hold that no one press wrote down for several babies what each shows or answers itself.

    That all are massaged is no answer of theirs, and is no answer to any sign. What follows an activity that
    was put right was written down for each baby by itself, before.
    """
    with store.read() as session:
        found = session.execute(
            text(
                "SELECT action_id FROM cue_note WHERE kind NOT IN ('bookmark', 'note') "
                "AND (kind <> 'response' OR code <> 'continue' OR answers IS NOT NULL) "
                "AND action_id NOT IN (SELECT id FROM operation WHERE verb LIKE '%_activity') "
                "GROUP BY action_id HAVING count(DISTINCT baby_id) > 1"
            )
        ).all()
    assert found == []


def cells(store: Store) -> Cells:
    """Return every cell that an action of the log may change, raw."""
    found: Cells = {}
    with store.read() as session:
        for table, columns in TRACKED.items():
            for row in session.execute(text(f"SELECT id, {', '.join(columns)} FROM {table}")):
                for name, value in zip(columns, row[1:], strict=True):
                    found[table, row[0], name] = value
    return found


def replayed(start: Cells, store: Store) -> Cells:
    """Return the cells after every standing action of the log, done once more on paper."""
    found = dict(start)
    with store.read() as session:
        stands = "session_id IS NOT NULL AND undone_at IS NULL"
        log = session.execute(text(f"SELECT changes FROM operation WHERE {stands} ORDER BY seq"))
        for (changes,) in log:
            for table, key, _, after in json.loads(changes):
                found |= {(table, UUID(key).hex, name): value for name, value in after.items()}
    return found


TRACKED = {
    "attendance": ("status", "marked_at", "carer_id", "health", "health_note", "left_at", "removed"),
    "delivered": ("started_at", "ended_at", "skipped", "position", "removed", "minutes", "why", "offered"),
    "cue_note": ("ended_at", "voided_at"),
    "class_session": ("status", "opened_at", "finished_at", "reflection"),
    "health_flag": ("expires",),
    "held_press": ("released_at",),
    "payment": ("voided_at",),
}
