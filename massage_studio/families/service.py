"""The verbs of families: what can be written about carers and babies."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.errors import KnownError
from massage_studio.families.lacking import NEEDED
from massage_studio.families.models import Baby, Carer, Consent, Family, HealthFlag, Note
from massage_studio.families.names import clean, clean_lines
from massage_studio.families.restrictions import Rule
from massage_studio.families.views import ConsentKind, FlagKind, Layer
from massage_studio.language import QT_TRANSLATE_NOOP
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id

LONGEST_RESTRICTION = 1000
WORDING = "2026-11"  # version of the consent texts in the content
_FAMILIES = changed(Thing.FAMILIES)
_NAME_IT = QT_TRANSLATE_NOOP("Rooms", "Write a first name or what they are called.")


def add_family(session: Session, *, family_id: UUID, now: datetime) -> Changes:
    """Make an empty family; adding it twice is the same as once."""
    if session.get(Family, family_id) is None:
        session.add(Family(id=family_id, made_at=now))
        session.flush()
    return changed(Thing.FAMILIES, made=family_id)


def add_carer(
    session: Session,
    *,
    family_id: UUID,
    carer_id: UUID,
    given_name: str,
    family_name: str = "",
    relationship: str = "",
    email: str = "",
    phone: str = "",
    language: str = "",
    contact_restriction: str = "",
    rule: Rule | None = None,
    lives_apart: bool = False,
) -> Changes:
    """Add an adult to a family; adding the same one twice is the same as once.

    A contact restriction without a `rule` is against everything.

    Raises:
        KnownError: the first name is empty.
    """
    if session.get(Carer, carer_id) is not None:
        return changed(Thing.FAMILIES, made=carer_id)
    carer = Carer(
        id=carer_id,
        family_id=family_id,
        position=len(session.scalars(select(Carer.id).where(Carer.family_id == family_id)).all()),
        given_name=_carers_name(given_name),
        family_name=clean(family_name),
        relationship_=clean(relationship),
        email=clean(email),
        phone=clean(phone),
        language=clean(language),
        lives_apart=lives_apart,
    )
    _restrict(carer, contact_restriction, rule or Rule())
    session.add(carer)
    session.flush()
    return changed(Thing.FAMILIES, made=carer_id)


def begin_family(
    session: Session,
    *,
    family_id: UUID,
    carer_id: UUID,
    baby_id: UUID,
    carer_given: str,
    carer_family: str,
    relationship: str,
    phone: str,
    email: str,
    baby_given: str,
    baby_family: str,
    birth_date: date | None,
    due_date: date | None,
    now: datetime,
) -> Changes:
    """Make a family of one carer and one baby, all or nothing.

    Raises:
        KnownError: a first name is empty.
    """
    changes = add_family(session, family_id=family_id, now=now)
    add_carer(
        session,
        family_id=family_id,
        carer_id=carer_id,
        given_name=carer_given,
        family_name=carer_family,
        relationship=relationship,
        phone=phone,
        email=email,
    )
    add_baby(
        session,
        family_id=family_id,
        baby_id=baby_id,
        given_name=baby_given,
        family_name=baby_family,
        birth_date=birth_date,
        due_date=due_date,
    )
    return changes


def change_carer(
    session: Session,
    *,
    carer_id: UUID,
    given_name: str,
    family_name: str,
    relationship: str,
    email: str,
    phone: str,
    contact_restriction: str,
    rule: Rule | None = None,
    lives_apart: bool | None = None,
) -> Changes:
    """Write an adult's particulars anew; with None they live where they lived, and the rule stays.

    Raises:
        KnownError: the first name is empty.
    """
    carer = session.get_one(Carer, carer_id)
    carer.given_name = _carers_name(given_name)
    carer.family_name = clean(family_name)
    carer.relationship_ = clean(relationship)
    carer.email = clean(email)
    carer.phone = clean(phone)
    _restrict(carer, contact_restriction, rule)
    if lives_apart is not None:
        carer.lives_apart = lives_apart
    return changed(Thing.FAMILIES, Thing.REGISTER)


def add_baby(
    session: Session,
    *,
    family_id: UUID,
    baby_id: UUID,
    given_name: str,
    family_name: str = "",
    birth_date: date | None = None,
    due_date: date | None = None,
) -> Changes:
    """Add a baby to a family; adding the same one twice is the same as once.

    Raises:
        KnownError: the first name is empty.
    """
    if session.get(Baby, baby_id) is not None:
        return changed(Thing.FAMILIES, made=baby_id)
    session.add(
        Baby(
            id=baby_id,
            family_id=family_id,
            position=len(session.scalars(select(Baby.id).where(Baby.family_id == family_id)).all()),
            given_name=_babys_name(given_name),
            family_name=clean(family_name),
            birth_date=birth_date,
            due_date=due_date,
        )
    )
    session.flush()
    return changed(Thing.FAMILIES, made=baby_id)


def change_baby(
    session: Session,
    *,
    baby_id: UUID,
    given_name: str,
    family_name: str,
    birth_date: date | None,
    due_date: date | None,
) -> Changes:
    """Write a baby's particulars anew.

    Raises:
        KnownError: the first name is empty.
    """
    baby = session.get_one(Baby, baby_id)
    baby.given_name = _babys_name(given_name)
    baby.family_name = clean(family_name)
    baby.birth_date = birth_date
    baby.due_date = due_date
    return changed(Thing.FAMILIES, Thing.REGISTER)


def add_flag(
    session: Session,
    *,
    baby_id: UUID,
    kind: FlagKind,
    what: str,
    since: date,
    expires: date | None = None,
) -> Changes:
    """Note a health flag; one that stands already is kept, and lasts as long as the later of the two."""
    what = clean(what, 500)
    known = session.scalar(
        select(HealthFlag)
        .where(
            HealthFlag.baby_id == baby_id,
            HealthFlag.kind == kind,
            HealthFlag.what == what,
            HealthFlag.expires.is_(None) | (HealthFlag.expires >= since),
        )
        .limit(1)
    )
    if known is None:
        made = HealthFlag(id=new_id(), baby_id=baby_id, kind=kind, what=what, since=since, expires=expires)
        session.add(made)
        return changed(Thing.FAMILIES, Thing.REGISTER, made=made.id)
    if known.expires is not None:
        known.expires = None if expires is None else max(known.expires, expires)
    return changed(Thing.FAMILIES, Thing.REGISTER)


def withdraw_flag(session: Session, *, baby_id: UUID, kind: str, what: str, on: date) -> Changes:
    """End the flag that was noted on the day `on` with these words, if there is one: it was a slip."""
    slips = select(HealthFlag).where(
        HealthFlag.baby_id == baby_id,
        HealthFlag.kind == kind,
        HealthFlag.what == what,
        HealthFlag.since == on,
    )
    for flag in session.scalars(slips):
        flag.expires = on - timedelta(days=1)
    return changed(Thing.FAMILIES, Thing.REGISTER)


def end_flag(session: Session, *, flag_id: UUID, on: date) -> Changes:
    """Let a health flag end the day before `on`; it stays in the record."""
    session.get_one(HealthFlag, flag_id).expires = on - timedelta(days=1)
    return changed(Thing.FAMILIES, Thing.REGISTER)


def answer_consent(session: Session, *, family_id: UUID, kind: ConsentKind, given: bool, on: date) -> Changes:
    """Keep a family's answer about one kind of consent; the one before it is withdrawn, not erased."""
    standing = session.scalars(
        select(Consent).where(
            Consent.family_id == family_id, Consent.kind == kind, Consent.withdrawn_on.is_(None)
        )
    ).all()
    if any(answer.given == given and answer.wording == WORDING for answer in standing):
        return _FAMILIES
    for answer in standing:
        answer.withdrawn_on = on
    # One answer stands at a time.
    session.flush()
    session.add(
        Consent(id=new_id(), family_id=family_id, kind=kind, given=given, wording=WORDING, given_on=on)
    )
    return changed(Thing.FAMILIES, Thing.REGISTER)


def agree_to_needed(session: Session, *, family_id: UUID, on: date) -> Changes:
    """Keep that a family agreed to all that a class needs."""
    changes = changed()
    for kind in NEEDED:
        changes |= answer_consent(session, family_id=family_id, kind=kind, given=True, on=on)
    return changes


def form_back(session: Session, *, family_id: UUID, on: date | None) -> Changes:
    """Keep when a family handed its form back, or with None that it did not."""
    session.get_one(Family, family_id).form_back_on = on
    return _FAMILIES


def add_note(
    session: Session,
    *,
    family_id: UUID,
    layer: Layer,
    text: str,
    now: datetime,
    baby_id: UUID | None = None,
) -> Changes:
    """Keep a sentence about a family in its layer.

    Raises:
        KnownError: there is nothing in it.
    """
    text = clean_lines(text)
    if not text:
        raise KnownError("The note is empty.", "Write a sentence, then save it.")
    session.add(Note(id=new_id(), family_id=family_id, baby_id=baby_id, layer=layer, text=text, made_at=now))
    return _FAMILIES


def _restrict(carer: Carer, why: str, rule: Rule | None) -> None:
    """Write a contact restriction down, or take it away with its rule where there is no word of why."""
    carer.contact_restriction = clean(why, LONGEST_RESTRICTION)
    if not carer.contact_restriction:
        rule = Rule()
    if rule is None:
        return
    if rule.since is not None and rule.until is not None and rule.until < rule.since:
        raise KnownError("The restriction ends before it began.", "Look at the two dates.")
    carer.restriction_allows = tuple(sorted(rule.allows))
    carer.restriction_since, carer.restriction_until = rule.since, rule.until


def _carers_name(name: str) -> str:
    name = clean(name)
    if not name:
        raise KnownError("The carer's first name is empty.", _NAME_IT)
    return name


def _babys_name(name: str) -> str:
    name = clean(name)
    if not name:
        raise KnownError("The baby's first name is empty.", _NAME_IT)
    return name
