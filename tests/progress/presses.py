"""What is pressed in a class, and what is told of a baby after it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

import massage_studio.cues.service as cues
from massage_studio.bookings import attendance_service
from massage_studio.cues import opening_service
from massage_studio.progress.queries import family_progress
from massage_studio.progress.views import BabyProgress
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, Dyad, OpenClass


def press(
    session: Session, of: OpenClass, dyad: Dyad, kind: str, code: str, minute: float, **more: object
) -> None:
    """Write one press down, `minute` minutes after NOW."""
    cues.record(
        session,
        action_id=new_id(),
        session_id=of.session,
        dyads=((dyad.baby, dyad.carer),),
        kind=kind,
        code=code,
        now=NOW + timedelta(minutes=minute),
        **more,
    )


def come(session: Session, of: OpenClass, dyad: Dyad, status: str = "here") -> None:
    attendance_service.mark(session, session_id=of.session, baby_id=dyad.baby, status=status, now=NOW)


def finish(session: Session, of: OpenClass, minute: float = 60) -> None:
    opening_service.finish_class(session, session_id=of.session, now=NOW + timedelta(minutes=minute))


def of_baby(session: Session, dyad: Dyad, now: datetime = NOW + timedelta(hours=2)) -> BabyProgress:
    whole = family_progress(session, family_id=dyad.family, now=now)
    return next(one for one in whole.babies if one.baby.id == dyad.baby)
