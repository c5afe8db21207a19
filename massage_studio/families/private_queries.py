"""The questions about what is for the instructor alone.

Only the family's own page asks them, the review after a class what was said after it, and Today how many.
"""

from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import CompoundSelect, select, union_all
from sqlalchemy.orm import Session

from massage_studio.families.models import CheckIn, Note, PrivateMark, Referral
from massage_studio.families.private_views import CheckInView, MarkView, PrivateSide, ReferralView, Worry
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
    check_ins = session.scalars(
        select(CheckIn)
        .where(CheckIn.family_id == family_id)
        .order_by(CheckIn.made_on.desc(), CheckIn.id.desc())
    )
    return PrivateSide(
        MarkView(cast(tuple[Worry, ...], mark.worries), mark.words, mark.since) if mark else None,
        tuple(map(_view, referrals)),
        tuple(NoteView(note.id, cast(Layer, note.layer), note.text, note.made_at) for note in notes),
        tuple(map(_check_in, check_ins)),
    )


def check_ins_after(session: Session, *, session_id: UUID) -> dict[UUID, CheckInView]:
    """Return by family what was said after one class."""
    rows = session.scalars(select(CheckIn).where(CheckIn.session_id == session_id))
    return {row.family_id: _check_in(row) for row in rows}


def due_follow_ups(today: date) -> CompoundSelect[UUID, date | None]:
    """Return the question for family and day of each referral and each check-in to come back to by a day."""
    return union_all(
        select(Referral.family_id, Referral.follow_up_on).where(
            Referral.follow_up_on <= today, Referral.closed_on.is_(None)
        ),
        select(CheckIn.family_id, CheckIn.follow_up_on).where(
            CheckIn.follow_up_on <= today, CheckIn.done_on.is_(None)
        ),
    )


def _check_in(row: CheckIn) -> CheckInView:
    return CheckInView(row.id, row.session_id, row.words, row.made_on, row.follow_up_on, row.done_on)


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
