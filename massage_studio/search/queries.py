"""The question behind Find."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings.course_names_queries import course_heads
from massage_studio.bookings.list_queries import babies_with
from massage_studio.cues.queries import texts_by_id
from massage_studio.curriculum.evidence_queries import findings_holding
from massage_studio.curriculum.evidence_views import FoundFinding
from massage_studio.families.carer_queries import restricted_by_family
from massage_studio.families.list_queries import families_of, filtered_keys
from massage_studio.families.names import folded
from massage_studio.families.queries import (
    called,
    family_by_baby,
    family_count,
    family_rows,
    notes_by_id,
)
from massage_studio.families.views import CarerView
from massage_studio.search.views import FamilyChoice, FoundFamilies, FoundRow
from massage_studio.search.words import Asked, asked

Names = tuple[tuple[str, ...], tuple[str, ...]]

_FAMILIES = 1 << 40
_SHOWN = 120
_ALL = -1
_BEFORE = 30
_RANGES = {"family": (_FAMILIES, 1 << 62), "course": (0, _FAMILIES)}

_NAMES = """
SELECT key FROM search_name JOIN search_entry ON search_entry.id = search_name.rowid
WHERE search_name MATCH ? AND search_name.rowid BETWEEN ? AND ?
ORDER BY search_name.rowid DESC LIMIT ? OFFSET ?
"""
_COUNT = "SELECT count(*) FROM search_name WHERE search_name MATCH ? AND rowid BETWEEN ? AND ?"
_NOTES = """
SELECT kind, key FROM search_note JOIN search_entry ON search_entry.id = search_note.rowid
WHERE search_note MATCH ? ORDER BY search_note.rowid DESC LIMIT ?
"""


def find_with_findings(
    session: Session, *, words: str, most: int = 20
) -> tuple[tuple[FoundRow, ...], tuple[FoundFinding, ...]]:
    """Return what is in the studio with all of these words, and what was found about the benefits."""
    return find(session, words=words, most=most), findings_holding(session, words)


def find(session: Session, words: str, most: int = 20) -> tuple[FoundRow, ...]:
    """Return what has all of these words: families, then courses, then notes, each the newest first.

    At most `most` rows, of which each kind that has more gets a share. Case and accents do not count, and of
    the last word its beginning is enough.
    """
    question = asked(words)
    families = _named(session, question, "family", most)
    courses = _named(session, question, "course", most)
    notes = _noted(session, question, most)
    some, few, others = _shares(len(families), len(courses), len(notes), most)
    texts = _texts(session, notes)
    # Notes may be written down later than they were made.
    latest = sorted(texts, key=lambda key: texts[key][2], reverse=True)[:others]
    names = called(session, family_ids={*families[:some], *(texts[key][0] for key in latest)})
    barred = restricted_by_family(session, family_ids=families[:some]) if some else {}
    return (
        *(_family(key, names[key], barred.get(key, ())) for key in families[:some]),
        *_courses(session, courses[:few]),
        *(_note(key, names, *texts[key], words) for key in latest),
    )


def families_called(
    session: Session,
    *,
    words: str,
    today: date,
    most: int,
    skipped: int = 0,
    which: FamilyChoice = "",
    now: datetime | None = None,
) -> FoundFamilies:
    """Return `most` families that have all of these words, as Find does; all without words.

    The newest come first, and so many of them are `skipped`. `which` leaves some of them, as at `now`.
    """
    if which:
        assert now is not None
        left = family_keys(session, words=words, today=today, now=now, which=which)
        shown = left[skipped : skipped + most]
        return FoundFamilies(family_rows(session, today=today, ids=shown), len(left))
    if not words.strip():
        rows = family_rows(session, today=today, most=most, skipped=skipped)
        return FoundFamilies(rows, family_count(session))
    question = asked(words)
    keys = _named(session, question, "family", most, skipped)
    total = len(keys)
    if skipped or total == most:
        values = (question.names, *_RANGES["family"])
        total = session.connection().exec_driver_sql(_COUNT, values).scalar_one()
    return FoundFamilies(family_rows(session, today=today, ids=keys), total)


def family_keys(
    session: Session, *, words: str, today: date, now: datetime, which: FamilyChoice
) -> tuple[UUID, ...]:
    """Return the keys of all families that have all of these words and that a choice leaves, newest first."""
    if which == "booked" or which == "waiting" or which == "owing":
        left = families_of(session, babies=babies_with(which, now=now))
    else:
        left = filtered_keys(session, which, today=today)
    if not words.strip():
        return left
    named = set(_named(session, asked(words), "family", _ALL))
    return tuple(key for key in left if key in named)


def _named(session: Session, question: Asked, kind: str, most: int, skipped: int = 0) -> tuple[UUID, ...]:
    if not question.names:
        return ()
    values = (question.names, *_RANGES[kind], most, skipped)
    return tuple(UUID(row[0]) for row in session.connection().exec_driver_sql(_NAMES, values))


def _noted(session: Session, question: Asked, most: int) -> tuple[tuple[str, UUID], ...]:
    """Return the kinds and keys of notes."""
    if not question.notes:
        return ()
    rows = session.connection().exec_driver_sql(_NOTES, (question.notes, most))
    return tuple((kind, UUID(key)) for kind, key in rows)


def _shares(families: int, courses: int, notes: int, most: int) -> tuple[int, int, int]:
    """Return how many rows of each kind to show: two fifths, a fifth, two fifths, and what others leave."""
    shares = [min(families, most * 2 // 5), min(courses, most // 5), min(notes, most * 2 // 5)]
    for place, there in enumerate((families, courses, notes)):
        shares[place] = min(there, shares[place] + most - sum(shares))
    return shares[0], shares[1], shares[2]


def _family(key: UUID, names: Names, barred: tuple[CarerView, ...]) -> FoundRow:
    babies, carers = (", ".join(part) for part in names)
    return FoundRow("family", key, babies or carers, carers if babies else "", restricted=barred)


def _courses(session: Session, keys: tuple[UUID, ...]) -> Iterable[FoundRow]:
    heads = course_heads(session, ids=keys) if keys else {}
    for key in keys:
        name, venue, first = heads[key]
        yield FoundRow("course", key, name, venue, first)


def _texts(session: Session, notes: tuple[tuple[str, UUID], ...]) -> dict[UUID, tuple[UUID, str, datetime]]:
    """Return family, words and moment of notes written in a class or after it, by their keys."""
    after = [key for kind, key in notes if kind == "note"]
    live = [key for kind, key in notes if kind == "cue"]
    texts = notes_by_id(session, ids=after) if after else {}
    if live:
        told = texts_by_id(session, ids=live)
        families = family_by_baby(session, ids={baby for baby, _, _ in told.values()})
        texts |= {key: (families[baby], text, at) for key, (baby, text, at) in told.items()}
    return texts


def _note(key: UUID, names: dict[UUID, Names], family: UUID, text: str, at: datetime, words: str) -> FoundRow:
    babies, carers = names[family]
    return FoundRow("note", family, ", ".join(babies or carers), _around(text, words), at, key)


def _around(text: str, words: str) -> str:
    """Return the part of a text that begins a little before the first of the words in it."""
    line = " ".join(text.split())
    if len(line) <= _SHOWN:
        return line
    place = _place(line, words.casefold().split())
    if place < 0:
        place = _place(folded(line), folded(words).split())
    start = max(0, min(place - _BEFORE, len(line) - _SHOWN))
    start = line.rfind(" ", 0, start + 1) + 1
    return ("… " if start else "") + line[start : start + _SHOWN]


def _place(line: str, words: list[str]) -> int:
    folded_line = line.casefold()
    return min((at for word in words if (at := folded_line.find(word)) >= 0), default=-1)
