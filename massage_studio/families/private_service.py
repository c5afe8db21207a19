"""The verbs of what is for the instructor alone: a mark of who might gain most, and referrals."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.errors import KnownError
from massage_studio.families.models import CheckIn, PrivateMark, Referral
from massage_studio.families.names import clean, clean_lines
from massage_studio.families.private_views import WORRIES
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id

_FAMILIES = changed(Thing.FAMILIES)


def keep_mark(
    session: Session, *, family_id: UUID, worries: Iterable[str], words: str, since: date
) -> Changes:
    """Mark a family, or write its mark anew.

    Raises:
        KnownError: nothing is ticked.
    """
    kept = tuple(code for code in WORRIES if code in set(worries))
    if not kept:
        raise KnownError("Nothing is ticked.", "Tick why this family might gain most.")
    mark = session.scalar(select(PrivateMark).where(PrivateMark.family_id == family_id))
    if mark is None:
        mark = PrivateMark(id=new_id(), family_id=family_id)
        session.add(mark)
    mark.worries, mark.words, mark.since = kept, clean_lines(words), since
    session.flush()
    return _FAMILIES


def remove_mark(session: Session, *, family_id: UUID) -> Changes:
    """Take a family's mark away, if it has one."""
    mark = session.scalar(select(PrivateMark).where(PrivateMark.family_id == family_id))
    if mark is not None:
        session.delete(mark)
        session.flush()
    return _FAMILIES


def keep_check_in(
    session: Session, *, family_id: UUID, session_id: UUID, words: str, on: date, follow_up_on: date | None
) -> Changes:
    """Keep how a family is getting on after a class, and when to ask again; no words keep nothing."""
    row = session.scalar(
        select(CheckIn).where(CheckIn.family_id == family_id, CheckIn.session_id == session_id)
    )
    words = clean_lines(words)
    if not words:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(
            CheckIn(
                id=new_id(),
                family_id=family_id,
                session_id=session_id,
                words=words,
                made_on=on,
                follow_up_on=follow_up_on,
            )
        )
    else:
        if row.follow_up_on != follow_up_on:
            row.follow_up_on, row.done_on = follow_up_on, None
        row.words = words
    session.flush()
    return _FAMILIES


def asked_again(session: Session, *, check_in_id: UUID, on: date | None) -> Changes:
    """Tick off that a family was asked again on a day, or take that back with None."""
    session.get_one(CheckIn, check_in_id).done_on = on
    session.flush()
    return _FAMILIES


def keep_referral(
    session: Session,
    *,
    referral_id: UUID,
    family_id: UUID,
    note_id: UUID | None,
    service: str,
    consent: bool,
    consent_on: date,
    consent_how: str,
    agreed: str,
    made_on: date,
    follow_up_on: date | None,
    closed_on: date | None = None,
    outcome: str = "",
) -> Changes:
    """Keep a referral, or write it anew where it is kept.

    Raises:
        KnownError: it says not to whom or how the family was asked, or its days are in the wrong order.
    """
    service, consent_how = clean(service), clean(consent_how)
    if not service:
        raise KnownError("Nobody is named.", "Choose a service, or write whom the family is sent to.")
    if not consent_how:
        raise KnownError("Nothing says how the family was asked.", "Write how, such as: after class, both.")
    if consent_on > made_on:
        raise KnownError("The family was asked after the referral.", "Look at the two days.")
    if follow_up_on is not None and follow_up_on < made_on:
        raise KnownError("The follow-up is before the referral.", "Look at the two days.")
    if closed_on is not None and closed_on < made_on:
        raise KnownError("It was closed before the referral.", "Look at the two days.")
    row = session.get(Referral, referral_id)
    if row is None:
        row = Referral(id=referral_id, family_id=family_id)
        session.add(row)
    row.note_id, row.service = note_id, service
    row.consent, row.consent_on, row.consent_how = consent, consent_on, consent_how
    row.agreed, row.made_on, row.follow_up_on = clean_lines(agreed), made_on, follow_up_on
    row.closed_on, row.outcome = closed_on, clean_lines(outcome)
    session.flush()
    return changed(Thing.FAMILIES, made=referral_id)


def remove_referral(session: Session, *, referral_id: UUID) -> Changes:
    """Take a referral away that was written by mistake."""
    row = session.get(Referral, referral_id)
    if row is not None:
        session.delete(row)
        session.flush()
    return _FAMILIES
