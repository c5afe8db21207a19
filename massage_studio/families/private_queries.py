"""The questions about what is for the instructor alone; only the family's own page asks them, and Today."""

from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from massage_studio.families.models import Note, PrivateMark, Referral
from massage_studio.families.private_views import MarkView, PrivateSide, ReferralView, Worry
from massage_studio.families.views import Layer, NoteView


def private_side(session: Session, *, family_id: UUID) -> PrivateSide:
    """Return a family's mark and referrals, and the notes that may lead to one."""
    mark = session.scalar(select(PrivateMark).where(PrivateMark.family_id == family_id))
    referrals = session.scalars(
        select(Referral)
        .where(Referral.family_id == family_id)
        .order_by(Referral.closed_on.is_not(None), Referral.made_on.desc(), Referral.id.desc())
    )
    # A safeguarding reference says whom a concern was passed to already, and its story is written nowhere.
    notes = session.scalars(
        select(Note)
        .where(Note.family_id == family_id, Note.layer != "safeguarding")
        .order_by(Note.made_at.desc(), Note.id.desc())
    )
    return PrivateSide(
        MarkView(cast(tuple[Worry, ...], mark.worries), mark.words, mark.since) if mark else None,
        tuple(map(_view, referrals)),
        tuple(NoteView(note.id, cast(Layer, note.layer), note.text, note.made_at) for note in notes),
    )


def due_follow_ups(today: date) -> Select[UUID, date | None]:
    """Return the question for family and day of each referral that is to be followed up by a day."""
    return select(Referral.family_id, Referral.follow_up_on).where(
        Referral.follow_up_on <= today, Referral.closed_on.is_(None)
    )


def _view(row: Referral) -> ReferralView:
    return ReferralView(
        row.id,
        row.note_id,
        row.service,
        row.consent,
        row.consent_on,
        row.consent_how,
        row.agreed,
        row.made_on,
        row.follow_up_on,
        row.closed_on,
        row.outcome,
    )
