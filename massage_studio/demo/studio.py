"""Makes the demo studio: a morning course in its third week, one that begins today, one over, one to come."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Literal
from uuid import UUID

from massage_studio.bookings import booking_service, venues_service
from massage_studio.bookings.course_list_queries import course as course_of
from massage_studio.bookings.views import AttendanceStatus, RegisterRow, SessionView
from massage_studio.curriculum import content
from massage_studio.demo import people
from massage_studio.demo.office_service import enquire, make_office
from massage_studio.demo.people import Household
from massage_studio.demo.service import (
    ZONE,
    DemoRegister,
    Settled,
    fill,
    hold,
    local,
    make_course,
    open_class,
    rate,
    settle,
)
from massage_studio.demo.story import KeyPress, Mood, chosen, presses_of
from massage_studio.errors import KnownError
from massage_studio.store.engine import FILE_NAME, Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import write_profile
from massage_studio.store.profile_view import Profile

# Absent and late of the finished course, by week and place in the register.
_SUMMER_MARKS: dict[int, dict[int, AttendanceStatus]] = {
    1: {4: "late"},
    2: {3: "absent"},
    3: {1: "late", 5: "absent"},
    4: {2: "absent", 7: "late"},
    5: {4: "late"},
}


def make_demo(folder: Path, *, today: date, size: Literal["small", "career"] = "small") -> None:
    """Make a studio of invented families in `folder`, as it stands on the morning of `today`.

    `small` is about 30 families on four courses and an open class; `career` adds 25 years of 120 courses a
    year before.

    Raises:
        KnownError: there is a studio in the folder already, or it cannot be written.
    """
    if (folder / FILE_NAME).exists():
        raise KnownError(
            "There is already a studio in this folder.",
            "Choose an empty folder with --data. Nothing was changed.",
        )
    store = open_studio(folder)
    try:
        venues = _profile(store)
        if size == "career":
            from massage_studio.demo.career_service import make_career

            make_career(store, venues=venues, until=today - timedelta(days=90))
        _summer(store, venues[1], today)
        leo, waits = _morning(store, venues[0], today)
        afternoon = _afternoon(store, venues[1], today)
        winter = make_office(
            store, venue=venues[1], afternoon=afternoon, comes_once=waits, makes_up=leo, today=today
        )
        _asked(store, winter, today)
    finally:
        store.close()


def _profile(store: Store) -> tuple[UUID, UUID]:
    riverside, hall = new_id(), new_id()
    with store.write() as session:
        write_profile(
            session,
            profile=Profile(
                instructor="Hazel Whitcombe",
                business="Sunflower Baby Massage",
                email="hello@example.org",
                phone="07700 900100",
                website="https://sunflower.example.org",
                zone=ZONE,
                currency="GBP",
            ),
        )
        venues_service.add_venue(
            session,
            venue_id=riverside,
            name="Riverside Children's Centre",
            address="1 Mill Lane",
            capacity=10,
        )
        venues_service.add_venue(
            session, venue_id=hall, name="Village Hall", address="The Green", capacity=12
        )
    return riverside, hall


def _morning(store: Store, venue: UUID, today: date) -> tuple[Settled, Settled]:
    """The course of the pictures: week 3 of 5 today at 10:00, 7 of 8 places, two families waiting.

    Returns the families of Leo, who is in it, and of the first baby that waits.
    """
    first = today - timedelta(weeks=2)
    made = local(first - timedelta(days=30), 9)
    days = [first + timedelta(weeks=week) for week in range(5)]
    with store.write() as session:
        course = make_course(
            session, name="Autumn course", venue=venue, days=days, hour=10, capacity=8, made=made
        )
        booked = fill(
            session, course=course, households=people.MORNING, number=60, today=today, made=made, first=first
        )
        # Eight places were taken when the last two families asked; then one was given up.
        gave_up = fill(
            session,
            course=course,
            households=(people.GAVE_UP,),
            number=70,
            today=today,
            made=made,
            first=first,
        )
        later = made + timedelta(days=20)
        waiting = fill(
            session, course=course, households=people.WAITING, number=72, today=today, made=later, first=first
        )
        booking_service.cancel(session, booking_id=gave_up[0].bookings[0], now=later)
        classes = course_of(session, course_id=course, now=made).sessions
    mia = booked[0]
    for klass in classes[:2]:
        marks, moods = _morning_marks(klass.number)
        adult = mia.adults[1 if klass.number == 1 else 0]
        with store.write() as session:
            rows = open_class(
                session,
                klass=klass,
                opened=klass.starts + timedelta(minutes=1),
                adults={mia.babies[0]: adult},
            )
            presses = _pressed(klass, rows, people.MORNING, marks, moods)
            if klass.number == 1:
                presses.append(KeyPress(36 * 60, (0,), "note", "", "Turned to Daniel's voice", "family"))
            hold(
                session, klass=klass, rows=rows, marks=marks, presses=presses, rng=Random(f"A{klass.number}")
            )
    return booked[1], waiting[0]


def _morning_marks(week: int) -> tuple[DemoRegister, dict[int, Mood]]:
    status: dict[int, AttendanceStatus] = {}
    moods: dict[int, Mood] = {}
    for place, (household, nth) in enumerate(_by_place(people.MORNING)):
        if "joins in week 3" in household.tags or f"away in week {week}" in household.tags:
            status[place] = "absent"
        elif f"late in week {week}" in household.tags:
            status[place] = "late"
        if f"unsettled in week {week}" in household.tags:
            moods[place] = "unsettled"
        elif f"asleep in week {week}" in household.tags and nth == 1:
            moods[place] = "asleep"
    return DemoRegister(status), moods


def _afternoon(store: Store, venue: UUID, today: date) -> UUID:
    """The course that begins today at 14:00 with 6 of 8 places; returns its key."""
    made = local(today - timedelta(days=24), 20)
    days = [today + timedelta(weeks=week) for week in range(5)]
    with store.write() as session:
        course = make_course(
            session, name="Afternoon course", venue=venue, days=days, hour=14, capacity=8, made=made
        )
        fill(
            session,
            course=course,
            households=people.AFTERNOON,
            number=80,
            today=today,
            made=made,
            first=today,
        )
    return course


def _summer(store: Store, venue: UUID, today: date) -> None:
    """The course that ended three weeks ago, with answers from before and after it."""
    last = today - timedelta(days=22)
    first = last - timedelta(weeks=4)
    made = local(first - timedelta(days=40), 19)
    days = [first + timedelta(weeks=week) for week in range(5)]
    with store.write() as session:
        course = make_course(
            session, name="Summer course", venue=venue, days=days, hour=13, capacity=8, made=made
        )
        booked = fill(
            session, course=course, households=people.SUMMER, number=30, today=today, made=made, first=first
        )
        for settled, household in zip(booked, people.SUMMER, strict=True):
            rate(session, course=course, settled=settled, moment="after", scores=household.after, on=last)
        classes = course_of(session, course_id=course, now=made).sessions
    for klass in classes:
        week = klass.number
        jabs = [
            place
            for place, (household, _) in enumerate(_by_place(people.SUMMER))
            if f"immunised in week {week}" in household.tags
        ]
        marks = DemoRegister(_SUMMER_MARKS[week], frozenset(jabs))
        with store.write() as session:
            rows = open_class(session, klass=klass, opened=klass.starts - timedelta(minutes=1))
            presses = _pressed(klass, rows, people.SUMMER, marks, {})
            hold(session, klass=klass, rows=rows, marks=marks, presses=presses, rng=Random(f"S{week}"))


def _asked(store: Store, course: UUID, today: date) -> None:
    """Families that asked about a course, without a booking yet."""
    with store.write() as session:
        for number, household in enumerate(people.ASKED, start=90):
            made = local(today - timedelta(days=96 - number), 21)
            settled = settle(session, household=household, number=number, today=today, made=made)
            enquire(session, settled=settled, course=course, made=made)


def _by_place(households: Sequence[Household]) -> list[tuple[Household, int]]:
    """Return the household of each place in the register, and which of its babies it is."""
    return [(household, nth) for household in households for nth in range(len(household.babies))]


def _pressed(
    klass: SessionView,
    rows: tuple[RegisterRow, ...],
    households: Sequence[Household],
    marks: DemoRegister,
    moods: dict[int, Mood],
) -> list[KeyPress]:
    """Return every press of a class for the babies who came."""
    shipped = content.load()
    engaging = frozenset(cue.code for cue in shipped.cues if cue.polarity == "engagement")
    presses: list[KeyPress] = []
    for place, (household, nth) in enumerate(_by_place(households)):
        status = marks.status.get(place, "here")
        if status == "absent":
            continue
        infant, row = household.babies[nth], rows[place]
        example = chosen(
            shipped.examples,
            weeks=row.baby.age.weeks if row.baby.age else 12,
            early=bool(infant.early),
            immunised=place in marks.immunised,
            turn=place + klass.number,
        )
        story = presses_of(
            example,
            place=place,
            adult=row.adult.given_name if row.adult else "",
            minutes=klass.minutes,
            week=klass.number,
            calms=household.calms,
            mood=moods.get(place, "told"),
            engaging=engaging,
            rng=Random(f"{klass.course} {klass.number} {place}"),
        )
        # Nobody watches a baby who has not come in yet.
        presses += [press for press in story if status == "here" or press.second > 12 * 60]
    return presses
