"""The questions that pages ask about families."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import cast
from uuid import UUID

from sqlalchemy import bindparam, func, literal, null, select
from sqlalchemy.orm import Session, subqueryload

from massage_studio.families.age import age_on
from massage_studio.families.carer_queries import carer_view
from massage_studio.families.flags import gravest_first
from massage_studio.families.lacking import consent_missing
from massage_studio.families.models import Baby, Carer, Consent, Family, HealthFlag, Note
from massage_studio.families.names import folded, full
from massage_studio.families.overrides_queries import overrides_of
from massage_studio.families.restrictions import restricted
from massage_studio.families.views import (
    BabyView,
    ConsentAnswer,
    ConsentKind,
    ConsentView,
    FamilyRow,
    FamilyView,
    Flag,
    FlagKind,
    Layer,
    NoteView,
)
from massage_studio.store.erased import ERASED

CONSENTS: tuple[ConsentKind, ...] = ("health", "notes", "photo", "contact")


# Find asks these at every key: they are put together once, and go without the session's own way round rows.
_MEMBERS = (
    select(
        Baby.family_id,
        literal(0).label("place"),
        Baby.birth_date.label("birth"),
        Baby.position,
        Baby.given_name,
        Baby.family_name,
    )
    .where(Baby.family_id.in_(bindparam("keys", expanding=True)))
    .union_all(
        select(
            Carer.family_id, literal(1), null(), Carer.position, Carer.given_name, Carer.family_name
        ).where(Carer.family_id.in_(bindparam("keys", expanding=True)))
    )
    .order_by("place", "birth", "position")
)
# Of all families at once: in three questions, and not in one for each five hundred.
_EVERYBODY = (subqueryload(Family.carers), subqueryload(Family.babies).subqueryload(Baby.flags))
_NOTES = select(Note.id, Note.family_id, Note.text, Note.made_at).where(
    Note.id.in_(bindparam("keys", expanding=True))
)


def families(session: Session, *, today: date, words: str = "") -> tuple[FamilyRow, ...]:
    """Return the families whose names contain every one of `words`, newest first.

    Case and accents do not count: "zoe" finds Zoë.
    """
    sought = folded(words).split()
    rows = family_rows(session, today=today)
    return tuple(
        row
        for row in rows
        if all(
            word in folded(" ".join((*(baby.name for baby in row.babies), *row.carers))) for word in sought
        )
    )


def family_rows(
    session: Session,
    *,
    today: date,
    ids: Iterable[UUID] | None = None,
    most: int | None = None,
    skipped: int = 0,
) -> tuple[FamilyRow, ...]:
    """Return the newest families first, at most `most` after so many `skipped`.

    With `ids` those alone come, in that order.
    """
    query = select(Family)
    if ids is None:
        query = query.where(Family.erased_on.is_(None))
        query = query.order_by(Family.made_at.desc(), Family.id.desc()).limit(most).offset(skipped)
        if most is None:
            query = query.options(*_EVERYBODY)
        rows = list(session.scalars(query))
    else:
        wanted = list(ids)
        by_id = {row.id: row for row in session.scalars(query.where(Family.id.in_(wanted)))}
        rows = [by_id[key] for key in wanted]
    agreed = consents_of(session, None if ids is None and most is None else tuple(row.id for row in rows))
    return tuple(
        FamilyRow(
            row.id,
            tuple(baby_view(baby, today) for baby in row.babies),
            tuple(full(carer.given_name, carer.family_name) for carer in row.carers),
            consent_missing(agreed.get(row.id, {})),
            restricted(tuple(carer_view(carer, today) for carer in row.carers)),
        )
        for row in rows
    )


def family_count(session: Session) -> int:
    """Return how many families there are."""
    return session.scalar(select(func.count()).where(Family.erased_on.is_(None))) or 0


def family(session: Session, *, family_id: UUID, today: date) -> FamilyView:
    """Return one family with its standing flags and newest notes first."""
    row = session.get_one(Family, family_id)
    agreed = consents_of(session, (family_id,)).get(family_id, {})
    notes = session.scalars(
        select(Note).where(Note.family_id == family_id).order_by(Note.made_at.desc(), Note.id.desc())
    )
    return FamilyView(
        id=row.id,
        carers=tuple(carer_view(carer, today) for carer in row.carers),
        babies=tuple(baby_view(baby, today) for baby in row.babies),
        consents=tuple(agreed.get(kind, ConsentView(kind, None, None)) for kind in CONSENTS),
        notes=tuple(NoteView(note.id, cast(Layer, note.layer), note.text, note.made_at) for note in notes),
        overrides=overrides_of(session, family_id=family_id),
        form_back_on=row.form_back_on,
    )


def baby_ids_of(session: Session, *, family_id: UUID) -> list[UUID]:
    """Return the keys of a family's babies."""
    return list(session.scalars(select(Baby.id).where(Baby.family_id == family_id)))


def babies_by_id(session: Session, *, ids: Iterable[UUID], today: date) -> dict[UUID, BabyView]:
    """Return these babies by key, as they are on a day."""
    rows = session.scalars(select(Baby).where(Baby.id.in_(list(ids))))
    return {row.id: baby_view(row, today) for row in rows}


def baby_names(session: Session, *, ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the babies' first names."""
    return dict(session.execute(select(Baby.id, Baby.given_name).where(Baby.id.in_(list(ids)))).all())


def flag_expires(session: Session, *, flag_id: UUID) -> date | None:
    """Return until when a health flag lasts, None for one that stands."""
    return session.scalars(select(HealthFlag.expires).where(HealthFlag.id == flag_id)).one()


def recent_flags(session: Session, *, baby_ids: Iterable[UUID], since: date) -> dict[UUID, tuple[Flag, ...]]:
    """Return by baby its flags from `since` on, ended ones too but none that was a slip."""
    found: dict[UUID, tuple[Flag, ...]] = {}
    for row in session.scalars(
        select(HealthFlag)
        .where(
            HealthFlag.baby_id.in_(list(baby_ids)),
            HealthFlag.since >= since,
            HealthFlag.expires.is_(None) | (HealthFlag.expires >= HealthFlag.since),
        )
        .order_by(HealthFlag.since)
    ):
        found[row.baby_id] = (*found.get(row.baby_id, ()), _flag(row))
    return found


def given_names(session: Session) -> tuple[str, ...]:
    """Return the first names of all babies and adults."""
    return tuple(session.scalars(select(Baby.given_name).union(select(Carer.given_name))))


def family_names(session: Session) -> tuple[str, ...]:
    """Return the last names of all babies and adults."""
    return tuple(session.scalars(select(Baby.family_name).union(select(Carer.family_name))))


def family_by_baby(session: Session, *, ids: Iterable[UUID], with_erased: bool = True) -> dict[UUID, UUID]:
    """Return the key of each of these babies' family; `with_erased` has those of erased families too."""
    query = select(Baby.id, Baby.family_id).where(Baby.id.in_(list(ids)))
    if not with_erased:
        query = query.where(Baby.given_name != ERASED)
    return dict(session.execute(query).all())


def contacts(session: Session) -> tuple[tuple[UUID, str, str, str], ...]:
    """Return the family, email, phone and whole name of every adult."""
    rows = session.execute(
        select(Carer.family_id, Carer.email, Carer.phone, Carer.given_name, Carer.family_name)
    )
    return tuple((key, email, phone, full(given, last)) for key, email, phone, given, last in rows)


def called(
    session: Session, *, family_ids: Iterable[UUID]
) -> dict[UUID, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the whole names of each of these families' babies, and of its adults."""
    wanted = list(family_ids)
    names: dict[UUID, tuple[list[str], list[str]]] = {key: ([], []) for key in wanted}
    for key, place, _, _, given, family_name in session.connection().execute(_MEMBERS, {"keys": wanted}):
        names[key][place].append(full(given, family_name))
    return {key: (tuple(first), tuple(second)) for key, (first, second) in names.items()}


def notes_by_id(session: Session, *, ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, str, datetime]]:
    """Return family, words and moment of each of these notes."""
    rows = session.connection().execute(_NOTES, {"keys": list(ids)})
    return {key: (family_id, text, made) for key, family_id, text, made in rows}


def consents_of(
    session: Session, family_ids: tuple[UUID, ...] | None
) -> dict[UUID, dict[ConsentKind, ConsentView]]:
    """Return the standing answers of each of these families, or of all, by kind."""
    answers: dict[UUID, dict[ConsentKind, ConsentView]] = {}
    query = select(Consent).where(Consent.withdrawn_on.is_(None))
    for row in session.scalars(
        query if family_ids is None else query.where(Consent.family_id.in_(family_ids))
    ):
        kind = cast(ConsentKind, row.kind)
        answers.setdefault(row.family_id, {})[kind] = ConsentView(kind, row.given, row.given_on)
    return answers


def consent_answers(session: Session, *, family_id: UUID) -> tuple[ConsentAnswer, ...]:
    """Return all that a family ever answered about consent, the latest first."""
    rows = session.scalars(
        select(Consent).where(Consent.family_id == family_id).order_by(Consent.given_on.desc(), Consent.id)
    )
    return tuple(
        ConsentAnswer(cast(ConsentKind, row.kind), row.given, row.given_on, row.withdrawn_on) for row in rows
    )


def latest_notes(session: Session, *, family_ids: Iterable[UUID]) -> dict[UUID, NoteView]:
    """Return each of these families' newest note, of whatever layer."""
    rows = session.scalars(
        select(Note).where(Note.family_id.in_(list(family_ids))).order_by(Note.made_at, Note.id)
    )
    return {row.family_id: NoteView(row.id, cast(Layer, row.layer), row.text, row.made_at) for row in rows}


def shared_notes(
    session: Session, *, family_ids: Iterable[UUID], since: datetime, until: datetime
) -> tuple[tuple[UUID, UUID | None, str], ...]:
    """Return family, baby and words of the notes for these families' own eyes, oldest first.

    They were made from `since` until before `until`; a note about the whole family names no baby.
    """
    rows = session.execute(
        select(Note.family_id, Note.baby_id, Note.text)
        .where(
            Note.family_id.in_(list(family_ids)),
            Note.layer == "family",
            Note.made_at >= since,
            Note.made_at < until,
        )
        .order_by(Note.made_at, Note.id)
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def baby_view(baby: Baby, today: date) -> BabyView:
    """Return a baby with its age and the flags that stand on a day."""
    return BabyView(
        id=baby.id,
        family_id=baby.family_id,
        given_name=baby.given_name,
        family_name=baby.family_name,
        name=full(baby.given_name, baby.family_name),
        birth_date=baby.birth_date,
        due_date=baby.due_date,
        age=age_on(today, baby.birth_date, baby.due_date),
        flags=tuple(
            _flag(flag) for flag in gravest_first(baby.flags) if flag.expires is None or flag.expires >= today
        ),
    )


def _flag(row: HealthFlag) -> Flag:
    return Flag(row.id, cast(FlagKind, row.kind), row.what, row.since, row.expires)
