"""The questions about places: how many are free, who waits, what a place costs, and whether the age fits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, exists, func, select, true
from sqlalchemy.orm import Session, aliased

from massage_studio.bookings.models import Booking, ClassSession, Course
from massage_studio.bookings.prices import share
from massage_studio.bookings.views import HOLDS_A_PLACE, LIVE, PriceKind, PriceView, WaitingView
from massage_studio.families.age import Age, age_on
from massage_studio.families.queries import babies_by_id, carers_by_family, family_by_baby
from massage_studio.language import translate

_COUNTED = (*HOLDS_A_PLACE, "waiting")
_TO_COME = ("planned", "running")


def capacity_of(course: Course) -> int:
    """Return how many babies course and hall allow; a home has room for whoever is visited there."""
    return room_for(course.kind, course.capacity, course.venue.capacity)


def room_for(kind: str, places: int, hall: int) -> int:
    """Return how many babies a course of some kind and `places` can have in a hall with room for `hall`."""
    return places if kind == "private" else min(places, hall)


@dataclass(frozen=True, slots=True)
class Occupancy:
    """How many babies hold a place on the whole of a course, how many wait, and its guests by class.

    `most_guests` are those of that class to come which has most of them.
    """

    whole: int = 0
    waiting: int = 0
    guests: Mapping[UUID, int] = field(default_factory=dict)
    most_guests: int = 0

    @property
    def taken(self) -> int:
        """The babies in that class to come which has most of them."""
        return self.whole + self.most_guests

    def in_class(self, session_id: UUID) -> int:
        """Return how many babies have a place in one class."""
        return self.whole + self.guests.get(session_id, 0)


NOBODY = Occupancy()


def occupancy(
    session: Session, *, course_ids: Iterable[UUID] | None = None, but: UUID | None = None
) -> dict[UUID, Occupancy]:
    """Return the places of these courses, or of all, without the baby `but`; a course without any is missing.

    A guest of one class that has a place on the whole course as well is counted once.
    """
    wanted = None if course_ids is None else list(course_ids)
    of_courses = true() if wanted is None else Booking.course_id.in_(wanted)
    whole: dict[UUID, dict[str, int]] = {}
    rows = session.execute(
        select(Booking.course_id, Booking.status, func.count())
        .where(of_courses, Booking.session_id.is_(None), Booking.status.in_(_COUNTED), _another(but))
        .group_by(Booking.course_id, Booking.status)
    )
    for course_id, status, count in rows:
        whole.setdefault(course_id, {})[status] = count
    guests: dict[UUID, dict[UUID, int]] = {}
    most: dict[UUID, int] = {}
    visits = session.execute(
        select(Booking.course_id, ClassSession.id, ClassSession.status, func.count())
        .join(ClassSession, ClassSession.id == Booking.session_id)
        .where(of_courses, Booking.status.in_(HOLDS_A_PLACE), _visits_alone(), _another(but))
        .group_by(Booking.course_id, ClassSession.id, ClassSession.status)
    )
    for course_id, session_id, status, count in visits:
        guests.setdefault(course_id, {})[session_id] = count
        if status in _TO_COME:
            most[course_id] = max(count, most.get(course_id, 0))
    return {
        key: Occupancy(
            sum(whole.get(key, {}).get(status, 0) for status in HOLDS_A_PLACE),
            whole.get(key, {}).get("waiting", 0),
            guests.get(key, {}),
            most.get(key, 0),
        )
        for key in whole.keys() | guests.keys()
    }


def places_taken(session: Session, *, course_id: UUID) -> int:
    """Return how many babies hold a place on the whole of a course."""
    return _of_course(session, course_id).whole


def babies_on(session: Session, *, course_id: UUID) -> int:
    """Return how many babies have a place in that class to come of a course which has most of them."""
    return _of_course(session, course_id).taken


def babies_in(session: Session, *, session_id: UUID) -> int:
    """Return how many babies have a place in one class."""
    part = session.get_one(ClassSession, session_id)
    return _of_course(session, part.course_id).in_class(session_id)


def free_places(session: Session, *, course_id: UUID, baby_id: UUID | None = None) -> int:
    """Return how many places are free in every class of a course; offers and guests count, never below 0.

    What the baby `baby_id` has already does not stand in its own way.
    """
    taken = _of_course(session, course_id, baby_id).taken
    return max(0, capacity_of(session.get_one(Course, course_id)) - taken)


def free_in_class(session: Session, *, session_id: UUID, baby_id: UUID | None = None) -> int:
    """Return how many places are free in one class, and for a baby where it is one; never below 0."""
    part = session.get_one(ClassSession, session_id)
    taken = _of_course(session, part.course_id, baby_id).in_class(session_id)
    return max(0, capacity_of(part.course) - taken)


def waiting_list(session: Session, *, course_id: UUID) -> tuple[WaitingView, ...]:
    """Return who waits for a place on a course, the next one first."""
    rows = session.scalars(
        select(Booking)
        .where(Booking.course_id == course_id, Booking.status == "waiting")
        .order_by(func.coalesce(Booking.waiting_since, Booking.made_at), Booking.made_at, Booking.id)
    ).all()
    # Names do not depend on the day; only the age would.
    babies = babies_by_id(session, ids=[row.baby_id for row in rows], today=date.min)
    carers = {
        carer.id: carer.name
        for adults in carers_by_family(
            session, family_ids={baby.family_id for baby in babies.values()}
        ).values()
        for carer in adults
    }
    return tuple(
        WaitingView(
            booking_id=row.id,
            family_id=babies[row.baby_id].family_id,
            baby_id=row.baby_id,
            baby=babies[row.baby_id].name,
            carer=carers[row.carer_id],
            since=row.waiting_since or row.made_at,
            lapsed=row.offered_until,
        )
        for row in rows
    )


def suggested_price(session: Session, *, course_id: UUID, baby_id: UUID, today: date) -> PriceView:
    """Return what a place on a course may cost for a baby on a day.

    The sibling price is there where a brother or sister has, wants or was offered a place, and where the
    course has one.
    """
    course = session.get_one(Course, course_id)
    return price_for(course, sibling=has_sibling_on(session, course_id, baby_id), today=today)


def price_for(course: Course, *, sibling: bool, today: date) -> PriceView:
    """Return what a place on a course may cost on a day, to the `sibling` of a baby or not."""
    left, total = classes_left(course, today)
    kinds: list[tuple[PriceKind, Decimal]] = [("full", course.price)]
    if course.concession_price is not None:
        kinds.append(("concession", course.concession_price))
    if course.sibling_price is not None and sibling:
        kinds.append(("sibling", course.sibling_price))
    if 0 < left < total:
        kinds.append(("pro_rata", _pro_rata(course, today)))
    # A late twin pays whichever is less.
    reduced = [(price, kind) for kind, price in reversed(kinds) if kind in ("pro_rata", "sibling")]
    suggested = min(reduced, key=lambda one: one[0])[1] if reduced else "full"
    return PriceView(tuple(kinds), suggested, course.currency, left, total)


def has_sibling_on(session: Session, course_id: UUID, baby_id: UUID) -> bool:
    """Tell whether a brother or sister of a baby has, wants or was offered a place on a course."""
    others = session.scalars(
        select(Booking.baby_id).where(
            Booking.course_id == course_id,
            Booking.session_id.is_(None),
            Booking.status.in_(LIVE),
            Booking.baby_id != baby_id,
        )
    ).all()
    families = family_by_baby(session, ids=[baby_id, *others])
    return any(families[other] == families[baby_id] for other in others)


def price_of_kind(course: Course, kind: PriceKind, today: date) -> Decimal | None:
    """Return a course's price of one kind on a day, None where it has none.

    One class costs its share of the whole where the course has no price for it.
    """
    _, total = classes_left(course, today)
    one_class = share(course.price, classes_left=1, classes=total, currency=course.currency)
    return {
        "full": course.price,
        "concession": course.concession_price,
        "sibling": course.sibling_price,
        "pro_rata": _pro_rata(course, today),
        "drop_in": one_class if course.drop_in_price is None else course.drop_in_price,
        "agreed": None,
    }[kind]


def classes_left(course: Course, today: date) -> tuple[int, int]:
    """Return how many classes of a course are still to be held on a day, and how many there are in all.

    A class that was cancelled is none of them.
    """
    zone = ZoneInfo(course.zone)
    held = [part for part in course.sessions if part.status != "cancelled"]
    left = [
        part for part in held if part.status == "planned" and part.starts_at.astimezone(zone).date() >= today
    ]
    return len(left), len(held)


def age_fits(session: Session, *, course_id: UUID, baby_id: UUID, on: date) -> str:
    """Return a sentence where a baby is outside the ages of a course, nothing where it fits or is not known.

    The age is that of the first class from `on` onwards, corrected for a baby that came early.
    """
    baby = babies_by_id(session, ids=(baby_id,), today=on)[baby_id]
    return dates_fit(session, course_id=course_id, birth_date=baby.birth_date, due_date=baby.due_date, on=on)


def dates_fit(
    session: Session, *, course_id: UUID, birth_date: date | None, due_date: date | None, on: date
) -> str:
    """Return what `age_fits` says, for a baby that is not written down yet."""
    return ages_of(session.get_one(Course, course_id), birth_date=birth_date, due_date=due_date, on=on)


def ages_of(course: Course, *, birth_date: date | None, due_date: date | None, on: date) -> str:
    """Return what `age_fits` says, of a course that was read already."""
    zone = ZoneInfo(course.zone)
    days = (part.starts_at.astimezone(zone).date() for part in course.sessions if part.status != "cancelled")
    day = next((one for one in days if one >= on), on)
    age = age_on(day, birth_date, due_date)
    if age is None or not _outside(age, course.min_weeks, course.max_weeks):
        return ""
    return translate("Rooms", "{age} on {day} {month}; {range}.").format(
        age=_age_words(age),
        day=day.day,
        month=_month(day),
        range=_range_words(course.min_weeks, course.max_weeks),
    )


def _of_course(session: Session, course_id: UUID, but: UUID | None = None) -> Occupancy:
    return occupancy(session, course_ids=(course_id,), but=but).get(course_id, NOBODY)


def _visits_alone() -> ColumnElement[bool]:
    """Return the condition that a booking is for one class and its baby has no place on the whole course."""
    whole = aliased(Booking)
    return Booking.session_id.is_not(None) & ~exists().where(
        whole.course_id == Booking.course_id,
        whole.baby_id == Booking.baby_id,
        whole.session_id.is_(None),
        whole.status.in_(HOLDS_A_PLACE),
    )


def _another(baby_id: UUID | None) -> ColumnElement[bool]:
    return true() if baby_id is None else Booking.baby_id != baby_id


def _pro_rata(course: Course, today: date) -> Decimal:
    left, total = classes_left(course, today)
    return share(course.price, classes_left=left, classes=total, currency=course.currency)


def _outside(age: Age, least: int | None, most: int | None) -> bool:
    weeks = age.weeks if age.corrected_weeks is None else age.corrected_weeks
    return age.days < 0 or (least is not None and weeks < least) or (most is not None and weeks > most)


def _month(day: date) -> str:
    names = (
        translate("Rooms", "January"),
        translate("Rooms", "February"),
        translate("Rooms", "March"),
        translate("Rooms", "April"),
        translate("Rooms", "May"),
        translate("Rooms", "June"),
        translate("Rooms", "July"),
        translate("Rooms", "August"),
        translate("Rooms", "September"),
        translate("Rooms", "October"),
        translate("Rooms", "November"),
        translate("Rooms", "December"),
    )
    return names[day.month - 1]


def _age_words(age: Age) -> str:
    if age.days < 0:
        return translate("Rooms", "Not born yet")
    if age.corrected_weeks is None:
        return translate("Rooms", "%n weeks old", None, age.weeks)
    if age.corrected_weeks < 0:
        return translate("Rooms", "Not yet at the due date")
    return translate("Rooms", "Corrected age %n weeks", None, age.corrected_weeks)


def _range_words(least: int | None, most: int | None) -> str:
    if least is not None and most is not None:
        return translate("Rooms", "this course is for {least} to %n weeks", None, most).format(least=least)
    if least is not None:
        return translate("Rooms", "this course is for %n weeks and older", None, least)
    if most is not None:
        return translate("Rooms", "this course is for up to %n weeks", None, most)
    return translate("Rooms", "this course is for babies")
