"""The questions of the page of letters: the course, its classes, its families and the wording."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.calendar_queries import timetable, withdrawn
from massage_studio.bookings.calendar_views import CalendarEntry
from massage_studio.bookings.mailing_queries import course_of, courses_by_date, mailing
from massage_studio.bookings.mailing_views import ALL_COURSES, CourseName, MailPlace
from massage_studio.exchange.letter_texts import LetterKind, Template, load
from massage_studio.exchange.letters import make_ready
from massage_studio.exchange.models import LetterTemplate
from massage_studio.families.carer_queries import carers_by_family
from massage_studio.families.lacking import Lack, lacking
from massage_studio.families.queries import babies_by_id, consents_of
from massage_studio.families.views import BabyView, CarerView
from massage_studio.store.profile import profile
from massage_studio.store.profile_view import Profile


@dataclass(frozen=True, slots=True)
class LettersPageData:
    """All that letters about one course are made of; `course` is None where there is no course yet.

    `more` tells whether there are earlier courses than these. `withdrawn` are the classes whose planning was
    taken back: the calendar file of a letter cancels them.

    `lacking` says by baby what is missing. `adults` and `refused`, those who said no to being contacted,
    go by family. `own` are the kinds of letter that the instructor worded.
    """

    courses: tuple[CourseName, ...]
    more: bool
    course: CourseName | None
    classes: tuple[CalendarEntry, ...]
    withdrawn: tuple[CalendarEntry, ...]
    places: tuple[MailPlace, ...]
    babies: Mapping[UUID, BabyView]
    adults: Mapping[UUID, tuple[CarerView, ...]]
    refused: frozenset[UUID]
    templates: Mapping[LetterKind, Template]
    own: frozenset[LetterKind]
    lacking: Mapping[UUID, tuple[Lack, ...]]
    profile: Profile


def page_data(
    session: Session, *, key: UUID | None, today: date, now: datetime, most: int = 100
) -> LettersPageData:
    """Return what letters need about the course of a booking or class, or the latest course for None.

    ALL_COURSES stands for all of them; then there is no class to tell of.
    The latest `most` courses are there to choose from, and the one that is chosen.
    """
    make_ready()
    wanted = course_of(session, key=key) if key is not None else None
    latest = courses_by_date(session, most=most + 1, also=wanted)
    courses = tuple(one for place, one in enumerate(latest) if place < most or one.id == wanted)
    course = next((one for one in courses if one.id == wanted), courses[0] if courses else None)
    if key == ALL_COURSES and courses:
        course = CourseName(ALL_COURSES, "", None)
    places = mailing(session, course_id=course.id, now=now) if course else ()
    babies = babies_by_id(session, ids=[place.baby_id for place in places], today=today)
    families = {baby.family_id for baby in babies.values()}
    agreed = consents_of(session, tuple(families))
    own = {
        kind: Template(row.subject, row.text)
        for row in session.scalars(select(LetterTemplate))
        for kind in load().templates
        if kind == row.kind
    }
    return LettersPageData(
        courses=courses,
        more=len(latest) > most,
        course=course,
        classes=timetable(session, course_id=course.id) if course else (),
        withdrawn=withdrawn(session, course_id=course.id) if course else (),
        places=places,
        babies=babies,
        adults=carers_by_family(session, family_ids=families, on=today),
        refused=frozenset(
            key for key, answers in agreed.items() if "contact" in answers and not answers["contact"].given
        ),
        lacking={key: lacking(baby, agreed.get(baby.family_id, {})) for key, baby in babies.items()},
        templates={**load().templates, **own},
        own=frozenset(own),
        profile=profile(session),
    )
