"""The questions about progress: attendance, curriculum and cues of the same baby, side by side.

Nothing here orders babies by what they did; every list keeps the register's order or the calendar's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from massage_studio.bookings.attendance_queries import attendance_on, booked_side_by_side
from massage_studio.bookings.course_list_queries import course, course_choices
from massage_studio.bookings.views import AttendanceView, CourseChoice, CourseRow
from massage_studio.cues.delivered_queries import delivered_in
from massage_studio.cues.permission import permission_timeline
from massage_studio.cues.presence import THROUGHOUT, presence
from massage_studio.cues.queries import notes_of, vocabulary
from massage_studio.cues.timeline import for_family, of_baby
from massage_studio.cues.views import CueView, Vocabulary
from massage_studio.curriculum.content_views import area_names, benefit_names
from massage_studio.curriculum.queries import area_labels, current
from massage_studio.families.carer_queries import carers_by_family
from massage_studio.families.queries import (
    babies_by_id,
    consent_answers,
    family,
    latest_notes,
)
from massage_studio.families.views import BabyView, CarerView, FamilyView, NoteView
from massage_studio.progress import met, stories
from massage_studio.progress.coverage import Taught
from massage_studio.progress.coverage_queries import (
    Facts,
    attended_classes,
    coverage_facts,
    covered,
    names_of,
)
from massage_studio.progress.met_queries import met_edits
from massage_studio.progress.stories import Parts, Phrases
from massage_studio.progress.views import (
    BabyProgress,
    FamilyProgress,
    Mark,
    MetSentence,
    Overview,
    OverviewRow,
    SessionStory,
)
from massage_studio.store.erased import ERASED
from massage_studio.store.profile import profile


def family_progress(session: Session, *, family_id: UUID, now: datetime) -> FamilyProgress:
    """Return a family with each baby's classes; the number of questions does not grow with the studio."""
    today = now.astimezone(ZoneInfo(profile(session).zone)).date()
    whole = family(session, family_id=family_id, today=today)
    content = current(session)
    facts = coverage_facts(session, babies=whole.babies, content=content, now=now)
    given = {key: facts.taught(key) for key in facts.classes}
    had, noted = covered(facts, whole.babies, given), facts.notes
    words, titles = vocabulary(session, content), benefit_names(content)
    phrases = Phrases(words.cues, words.responses, area_names(content))
    edits = met_edits(session, baby_ids=[baby.id for baby in whole.babies])
    babies = []
    for baby in whole.babies:
        rows = [row for row in facts.attendance if row.baby_id == baby.id]
        written = {row.session.id: of_baby(noted[row.session.id], baby.id) for row in rows}
        told = _stories(whole, baby, facts, given, phrases)
        classes = attended_classes(facts, baby.id, given)
        babies.append(
            BabyProgress(
                baby=baby,
                sessions=told,
                met=met.sentences(told, phrases, edits[baby.id]),
                benefits=stories.benefit_minutes(had[baby.id].minutes, titles, classes),
                courses=stories.courses_attended(rows),
                notes=stories.dated_notes(written, whole.notes),
                coverage=had[baby.id],
            )
        )
    return FamilyProgress(
        family=whole,
        babies=tuple(babies),
        names=names_of(content),
        answers=consent_answers(session, family_id=family_id),
    )


def _stories(
    whole: FamilyView,
    baby: BabyView,
    facts: Facts,
    given: Mapping[UUID, tuple[Taught, ...]],
    phrases: Phrases,
) -> tuple[SessionStory, ...]:
    """Return the classes of one baby in their order."""
    carers = {carer.id: carer for carer in whole.carers}
    told = []
    for row in facts.attendance:
        if row.baby_id == baby.id:
            written = of_baby(facts.notes[row.session.id], baby.id)
            told.append(
                stories.session_story(
                    row,
                    presence(row, written) or THROUGHOUT,
                    for_family(written, phrases.cues),
                    carers.get(row.carer_id) if row.carer_id else None,
                    facts.now,
                    phrases=phrases,
                    parts=facts.parts[row.session.id],
                    given=given[row.session.id],
                )
            )
    return tuple(told)


def met_sentences(
    session: Session, *, whole: FamilyView, facts: Facts, words: Vocabulary
) -> dict[UUID, tuple[MetSentence, ...]]:
    """Return by baby the sentences of how it likes to be met, as its family's page shows them, hers first.

    What she left out is not among them, and of a baby who was in fewer than `LEAST` classes there are none.
    """
    phrases = Phrases(words.cues, words.responses, area_names(facts.content))
    edits = met_edits(session, baby_ids=[baby.id for baby in whole.babies])
    given = {key: facts.taught(key) for key in facts.classes}
    found: dict[UUID, tuple[MetSentence, ...]] = {}
    for baby in whole.babies:
        told = _stories(whole, baby, facts, given, phrases)
        several = sum(story.present for story in told) >= met.LEAST
        made = met.sentences(told, phrases, edits[baby.id]) if several else ()
        found[baby.id] = tuple(sentence for sentence in made if sentence.words)
    return found


def overview(session: Session, *, now: datetime, course_id: UUID | None = None, most: int = 100) -> Overview:
    """Return the dyads of a course by its weeks: of the one that began last where none is named.

    The latest `most` courses are there to choose from, and the one that is shown.
    """
    latest = course_choices(session, most=most + 1, also=course_id)
    choices = tuple(one for place, one in enumerate(latest) if place < most or one.id == course_id)
    chosen = course_id or _current(choices, now)
    if chosen is None:
        return Overview(choices, None, (), more=False)
    row = course(session, course_id=chosen, now=now)
    attendance = attendance_on(session, course_id=chosen)
    order = dict.fromkeys(booking.baby_id for booking in booked_side_by_side(session, course_id=chosen))
    order |= dict.fromkeys(one.baby_id for one in attendance)
    opened = {one.session.id for one in attendance}
    today = now.astimezone(ZoneInfo(profile(session).zone)).date()
    babies = babies_by_id(session, ids=order, today=today)
    family_ids = {baby.family_id for baby in babies.values()}
    facts = _CourseFacts(
        course=row,
        attendance=attendance,
        notes=notes_of(session, session_ids=opened),
        parts=delivered_in(session, session_ids=opened),
        labels=area_labels(session),
        carers=carers_by_family(session, family_ids=family_ids, on=today),
        latest=latest_notes(session, family_ids=family_ids),
        now=now,
    )
    rows = tuple(_row(babies[baby_id], facts) for baby_id in order)
    return Overview(choices, row, rows, more=len(latest) > most)


@dataclass(frozen=True, slots=True)
class _CourseFacts:
    """All that the grid of one course is read from; notes and parts are by class, the rest by family."""

    course: CourseRow
    attendance: tuple[AttendanceView, ...]
    notes: dict[UUID, tuple[CueView, ...]]
    parts: Parts
    labels: dict[str, str]
    carers: dict[UUID, tuple[CarerView, ...]]
    latest: dict[UUID, NoteView]
    now: datetime


def _row(baby: BabyView, facts: _CourseFacts) -> OverviewRow:
    by_class = {one.session.id: one for one in facts.attendance if one.baby_id == baby.id}
    own = {key: of_baby(notes, baby.id) for key, notes in facts.notes.items()}
    marks = []
    for klass in facts.course.sessions:
        if klass.status != "cancelled":
            one = by_class.get(klass.id)
            notes = own.get(klass.id, ())
            there = (presence(one, notes) if one else None) or THROUGHOUT
            start, end = stories.bounds_of(klass, there, facts.now)
            spans = stories.spans_of(klass, there, notes, facts.now)
            why_not = permission_timeline(notes).not_massaged
            marks.append(Mark(klass, one.status if one else None, spans, start, end, why_not))
    attended = [
        (one, when)
        for one in by_class.values()
        if (when := presence(one, own.get(one.session.id, ()))) is not None
    ]
    family_note = facts.latest.get(baby.family_id)
    written = stories.dated_notes(own, [family_note] if family_note else [])
    last = stories.bounds(attended[-1][0].session, facts.now)[0] if attended else None
    return OverviewRow(
        family_id=baby.family_id,
        baby=baby,
        carers=facts.carers[baby.family_id],
        marks=tuple(marks),
        areas=stories.areas_covered(attended, facts.parts, facts.labels, facts.now),
        last_note=written[0] if written else None,
        lacks_note=(
            last is not None and not any(note.at >= last for note in written) and baby.given_name != ERASED
        ),
    )


def _current(choices: tuple[CourseChoice, ...], now: datetime) -> UUID | None:
    begun = [choice for choice in choices if choice.first <= now]
    return begun[0].id if begun else choices[-1].id if choices else None
