"""A running class, and short words for what is pressed in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import massage_studio.cues.service as cues
from massage_studio.cues import log_service, opening_service
from massage_studio.cues.queries import class_room
from massage_studio.cues.views import ClassRoomView, Kind
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, Dyad, OpenClass


class ClassRoom:
    """A running class with Mia and Noah, and short words for what is pressed in it."""

    def __init__(self, store: Store, opened: OpenClass) -> None:
        self.store = store
        self.id = opened.session
        self.mia, self.noah = opened.dyads

    def press(
        self,
        kind: Kind,
        code: str,
        *dyads: Dyad,
        minute: float = 0,
        action: UUID | None = None,
        text: str = "",
    ) -> UUID:
        action = action or new_id()
        with self.store.write() as session:
            cues.record(
                session,
                action_id=action,
                session_id=self.id,
                dyads=tuple((dyad.baby, dyad.carer) for dyad in dyads or (self.mia,)),
                kind=kind,
                code=code,
                now=at(minute),
                text=text,
            )
        return action

    def undo(self, minute: float = 0) -> None:
        with self.store.write() as session:
            log_service.undo(session, session_id=self.id, now=at(minute))

    def redo(self) -> None:
        with self.store.write() as session:
            log_service.redo(session, session_id=self.id)

    def finish(self, minute: float) -> None:
        with self.store.write() as session:
            opening_service.finish_class(session, session_id=self.id, now=at(minute))

    def reopen(self, minute: float) -> None:
        with self.store.write() as session:
            opening_service.reopen_class(session, session_id=self.id, now=at(minute))

    def look(self) -> ClassRoomView:
        with self.store.read() as session:
            return class_room(session, session_id=self.id)

    def codes(self) -> list[str]:
        return [note.code for note in self.look().notes]

    def spans(self) -> list[tuple[str, float, float | None]]:
        """States as (code, minute it began, minute it ended)."""
        return [
            (note.code, minutes(note.at), None if note.ended is None else minutes(note.ended))
            for note in self.look().notes
            if note.kind == "state"
        ]


def at(minute: float) -> datetime:
    return NOW + timedelta(minutes=minute)


def minutes(moment: datetime) -> float:
    return (moment - NOW).total_seconds() / 60
