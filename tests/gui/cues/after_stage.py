"""A finished class for the pages of the time after it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.cues import opening_service, queries, register_service, service
from massage_studio.cues.views import ClassRoomView, CueView
from massage_studio.store.ids import new_id
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, Dyad, OpenClass, a_class, filled

EVENING = NOW + timedelta(hours=9)
NAMES = ("Mia", "Noah", "Zoë")


def press(session: Session, klass: OpenClass, dyad: Dyad, kind: Any, code: str, minute: float) -> None:
    service.record(
        session,
        action_id=new_id(),
        session_id=klass.session,
        dyads=((dyad.baby, dyad.carer),),
        kind=kind,
        code=code,
        now=NOW + timedelta(minutes=minute),
    )


def a_held_class(folder: Path, *names: str, finish: bool = True) -> OpenClass:
    """Mia has states, cues and a bookmark; Noah said yes and has a cue; Zoë was not here."""
    return filled(folder, _held, names or NAMES, finish)


def _held(session: Session, names: tuple[str, ...], finish: bool) -> OpenClass:
    klass = a_class(session, *names)
    mia, noah, *_ = klass.dyads
    for dyad, status in zip(klass.dyads, ("here", "late", "absent", *("here",) * 9), strict=False):
        register_service.mark(
            session,
            action_id=new_id(),
            session_id=klass.session,
            baby_ids=(dyad.baby,),
            status=status,  # type: ignore[arg-type]
            now=NOW,
        )
    press(session, klass, mia, "state", "drowsy", 2)
    press(session, klass, noah, "permission", "yes", 4)
    press(session, klass, noah, "cue", "yawns", 5)
    press(session, klass, mia, "state", "quiet_alert", 10)
    press(session, klass, mia, "bookmark", "", 12)
    press(session, klass, mia, "cue", "looks_away", 20)
    if finish:
        opening_service.finish_class(session, session_id=klass.session, now=NOW + timedelta(minutes=60))
    return klass


def room(stage: Stage, key: UUID) -> ClassRoomView:
    with stage.store.read() as session:
        return queries.class_room(session, session_id=key)


def of(stage: Stage, klass: OpenClass, place: int, kind: str) -> list[CueView]:
    """The notes of one kind of the baby in this place, as the database has them."""
    baby = klass.dyads[place].baby
    return [n for n in room(stage, klass.session).notes if n.baby_id == baby and n.kind == kind]
