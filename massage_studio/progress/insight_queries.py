"""The figures of a year or a term, in as many statements whatever the age of the studio."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from massage_studio.bookings import insight_queries as bookings
from massage_studio.bookings.insight_views import CourseMoney, CourseStart, Heads
from massage_studio.bookings.places_queries import NOBODY, occupancy
from massage_studio.cues.insight_queries import activities_given, classes_noted
from massage_studio.cues.insight_views import ActivityGiven
from massage_studio.curriculum.queries import current
from massage_studio.curriculum.views import shared_minutes
from massage_studio.families.insight_queries import answer_counts
from massage_studio.progress.insight_views import (
    Asked,
    BenefitFigures,
    ClassFigures,
    CourseFigures,
    Insights,
    term_of,
)
from massage_studio.store.profile import profile


def insights(session: Session, *, now: datetime, asked: Asked | None = None) -> Insights:
    """Return the figures of the courses that are asked for; without, those that began in this year."""
    zone = ZoneInfo(profile(session).zone)
    today = now.astimezone(zone).date()
    asked = asked or Asked(today.year)
    known = (*asked.terms, asked.terms[-1].next)
    begin, end = _midnight(known[0].first, zone), _midnight(known[-1].next.first, zone)
    begun = bookings.courses_begun(session, begin=begin, end=end)
    terms = {term: [one for one in begun if term_of(one.first) == term] for term in known}
    inside = [one for term in asked.terms for one in terms[term]]
    choices = [one for one in inside if asked.venue_id in (None, one.venue_id)]
    chosen = [one for one in choices if asked.course_id in (None, one.id)]
    ids = [one.id for one in chosen]
    groups = [one for one in chosen if one.kind != "private"]
    over = [one.id for one in chosen if one.kind == "course" and one.last < today]
    heads = bookings.booked_heads(session, course_ids=ids)
    now_taught = current(session)
    given = activities_given(
        session,
        classes=bookings.finished_classes(ids),
        there=bookings.babies_there(ids),
        pauses=[
            cue.code for cue in (*now_taught.cues, *now_taught.away["cue"]) if cue.polarity == "disengagement"
        ],
    )
    courses = _figures(session, chosen, heads.by_course)
    # What nobody can book yet says nothing of who comes again.
    ahead = [term for term in asked.terms if terms[term.next]]
    returned = bookings.returns(
        session,
        of={term.order: [one.id for one in found if one.id in ids] for term, found in terms.items()},
        into={term.order: [one.id for one in found] for term, found in terms.items()},
        terms=[term.order for term in ahead],
    )
    return Insights(
        asked=asked,
        years=_years(bookings.years_of_classes(session, zone=zone), asked.year),
        venues=tuple(sorted({(one.venue_id, one.venue) for one in inside}, key=lambda venue: venue[1])),
        choices=tuple(choices),
        courses=courses,
        heads=heads.whole,
        stops=bookings.stops(session, course_ids=over),
        running=sum(one.kind == "course" for one in chosen) - len(over),
        waits=bookings.waits(session, course_ids=[one.id for one in groups]),
        returns=tuple(zip(ahead, returned, strict=True)),
        held=sum(len(one.held) for one in courses),
        recorded=given.classes,
        benefits=_benefits(given.activities, {one.code: one.title for one in now_taught.benefits}),
        activities=given.activities,
        answers=answer_counts(session, course_ids=ids, carers=bookings.booking_carers(ids)),
        statements=tuple(one.text for one in now_taught.self_rating.statements),
    )


def classes_of_activity(session: Session, *, course_ids: Sequence[UUID], title: str) -> frozenset[UUID]:
    """Return the classes of these courses in which the pauses of an activity were counted."""
    return classes_noted(session, classes=bookings.finished_classes(course_ids), title=title)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _years(of_classes: Iterable[int], asked: int) -> tuple[int, ...]:
    return tuple(sorted({*of_classes, asked}, reverse=True))


def _figures(
    session: Session, chosen: list[CourseStart], heads: dict[UUID, Heads]
) -> tuple[CourseFigures, ...]:
    ids = [one.id for one in chosen]
    groups = [one.id for one in chosen if one.kind != "private"]
    taken = occupancy(session, course_ids=groups)
    classes: dict[UUID, list[ClassFigures]] = {key: [] for key in ids}
    places = {one.id: one.places for one in chosen}
    for count in bookings.class_counts(session, course_ids=ids):
        of = taken.get(count.course_id, NOBODY).in_class(count.id)
        classes[count.course_id].append(ClassFigures(count, places[count.course_id], of))
    money: dict[UUID, list[CourseMoney]] = {}
    for one in bookings.money_of_courses(session, course_ids=ids):
        money.setdefault(one.course_id, []).append(one)
    return tuple(
        CourseFigures(one, heads.get(one.id, Heads()), tuple(classes[one.id]), tuple(money.get(one.id, ())))
        for one in chosen
    )


def _benefits(activities: Iterable[ActivityGiven], titles: dict[str, str]) -> tuple[BenefitFigures, ...]:
    """Return the minutes of each benefit, in the order of the content."""
    planned = dict(shared_minutes((one.benefits, float(one.planned)) for one in activities))
    given = dict(shared_minutes((one.benefits, one.given) for one in activities))
    codes = [code for code in (*titles, *sorted(planned)) if code in planned or code in given]
    return tuple(
        BenefitFigures(code, titles.get(code, code), planned.get(code, 0.0), given.get(code, 0.0))
        for code in dict.fromkeys(codes)
    )
