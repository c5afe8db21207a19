"""Writes invented families, bookings and held classes through the verbs of their rooms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings import attendance_service, booking_service, courses_service, money_service
from massage_studio.bookings.register_queries import register
from massage_studio.bookings.views import AttendanceStatus, RegisterRow, SessionView
from massage_studio.cues import opening_service
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.delivered_service import go_to
from massage_studio.curriculum.queries import plan
from massage_studio.demo.people import Household, Infant, Scores
from massage_studio.demo.story import KeyPress
from massage_studio.families import own_words_service
from massage_studio.families.views import Asked, ConsentKind, Layer
from massage_studio.store.ids import new_id

ZONE = "Europe/London"
PLAN = "five_60"
PRICE = Decimal(60)


@dataclass(frozen=True, slots=True)
class Settled:
    """A family that was written, by its keys; `bookings` in the order of its babies."""

    family: UUID
    adults: tuple[UUID, ...]
    babies: tuple[UUID, ...]
    bookings: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class DemoRegister:
    """What was marked for each place: status, and whether the baby was immunised the day before."""

    status: Mapping[int, AttendanceStatus]
    immunised: frozenset[int] = frozenset()


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """Return the moment of a clock time in the studio's zone."""
    return datetime.combine(day, time(hour, minute), ZoneInfo(ZONE))


def settle(session: Session, *, household: Household, number: int, today: date, made: datetime) -> Settled:
    """Write a family with everything but its bookings; `number` picks its telephone numbers."""
    family = new_id()
    families.add_family(session, family_id=family, now=made)
    adults = tuple(new_id() for _ in household.adults)
    for place, (key, adult) in enumerate(zip(adults, household.adults, strict=True)):
        # Ofcom keeps 07700 900000 to 900999 for drama: nobody will ever be rung.
        phone = f"07700 900{(number * 2 + place) % 1000:03}"
        families.add_carer(
            session,
            family_id=family,
            carer_id=key,
            given_name=adult.given,
            family_name=adult.family,
            relationship=adult.relationship,
            email=f"{adult.mail}@example.org",
            phone=phone,
            language=adult.language,
        )
        if adult.restriction:
            families.change_carer(
                session,
                carer_id=key,
                given_name=adult.given,
                family_name=adult.family,
                relationship=adult.relationship,
                email=f"{adult.mail}@example.org",
                phone=phone,
                contact_restriction=adult.restriction,
            )
    babies = tuple(new_id() for _ in household.babies)
    for key, infant in zip(babies, household.babies, strict=True):
        # Two days over the full weeks, so that every age reads the same all day.
        born = today - timedelta(weeks=infant.weeks, days=2)
        families.add_baby(
            session,
            family_id=family,
            baby_id=key,
            given_name=infant.given,
            family_name=infant.family,
            birth_date=born,
            due_date=born + timedelta(weeks=infant.early) if infant.early else None,
        )
    _about(session, Settled(family, adults, babies), household, today, made)
    return Settled(family, adults, babies)


def _about(session: Session, settled: Settled, household: Household, today: date, made: datetime) -> None:
    for fact in household.flags:
        since = today - timedelta(days=fact.since)
        families.add_flag(
            session,
            baby_id=settled.babies[0],
            kind=fact.kind,
            what=fact.what,
            since=since,
            expires=None if fact.lasts is None else since + timedelta(days=fact.lasts),
        )
    if household.consents:
        families.form_back(session, family_id=settled.family, on=made.date())
        answers: tuple[tuple[ConsentKind, bool], ...]
        answers = (("health", True), ("notes", True), ("photo", household.photo), ("contact", True))
        for kind, given in answers:
            families.answer_consent(session, family_id=settled.family, kind=kind, given=given, on=made.date())
    notes: tuple[tuple[Layer, str], ...] = (("private", household.private), ("family", household.shared))
    for layer, text in notes:
        if text:
            families.add_note(session, family_id=settled.family, layer=layer, text=text, now=made)


def add_sibling(session: Session, *, settled: Settled, infant: Infant, today: date) -> Settled:
    """Write one more baby of a family and return the family with that baby alone."""
    baby = new_id()
    families.add_baby(
        session,
        family_id=settled.family,
        baby_id=baby,
        given_name=infant.given,
        family_name=infant.family,
        birth_date=today - timedelta(weeks=infant.weeks),
    )
    return replace(settled, babies=(baby,))


def rate(
    session: Session, *, course: UUID, settled: Settled, moment: Asked, scores: Scores | None, on: date
) -> None:
    """Keep the first carer's answers about a course, where there are any."""
    if scores is not None:
        own_words_service.rate(
            session,
            carer_id=settled.adults[0],
            course_id=course,
            moment=moment,
            scores=dict(enumerate(scores)),
            on=on,
        )


def make_course(
    session: Session,
    *,
    name: str,
    venue: UUID,
    days: Iterable[date],
    hour: int,
    capacity: int,
    made: datetime,
) -> UUID:
    """Make a course with one class on each day at a full hour."""
    course = new_id()
    courses_service.add_course(
        session,
        course_id=course,
        name=name,
        plan_code=PLAN,
        venue_id=venue,
        starts=tuple(local(day, hour) for day in days),
        minutes=plan(session, code=PLAN).minutes,
        capacity=capacity,
        price=PRICE,
        currency="GBP",
        zone=ZONE,
        now=made,
    )
    return course


def book(
    session: Session,
    *,
    course: UUID,
    settled: Settled,
    paid: tuple[tuple[str, int], ...],
    made: datetime,
) -> tuple[UUID, ...]:
    """Book all babies of a family, a twin at no extra price, and keep what was paid for the first."""
    keys = tuple(new_id() for _ in settled.babies)
    for place, (key, baby) in enumerate(zip(keys, settled.babies, strict=True)):
        booking_service.book(
            session,
            booking_id=key,
            course_id=course,
            baby_id=baby,
            carer_id=settled.adults[0],
            now=made + timedelta(seconds=place),
            price=None if place == 0 else Decimal(),
        )
    for number, (method, pounds) in enumerate(paid):
        write = money_service.pay if pounds > 0 else money_service.refund
        write(
            session,
            payment_id=new_id(),
            booking_id=keys[0],
            amount=Decimal(abs(pounds)),
            method=method,
            now=made + timedelta(days=4 * number, hours=1),
        )
    return keys


def fill(
    session: Session,
    *,
    course: UUID,
    households: Iterable[Household],
    number: int,
    today: date,
    made: datetime,
    first: date,
) -> list[Settled]:
    """Write families and book them one day after the other, with their answers from before `first`."""
    filled = []
    for place, household in enumerate(households):
        moment = made + timedelta(days=place, hours=place % 5)
        settled = settle(session, household=household, number=number + place, today=today, made=moment)
        keys = book(session, course=course, settled=settled, paid=household.paid, made=moment)
        rate(session, course=course, settled=settled, moment="before", scores=household.before, on=first)
        filled.append(replace(settled, bookings=keys))
    return filled


def open_class(
    session: Session, *, klass: SessionView, opened: datetime, adults: Mapping[UUID, UUID] | None = None
) -> tuple[RegisterRow, ...]:
    """Open a class and return its register, first place first; `adults` says by baby who came instead."""
    opening_service.open_class(session, session_id=klass.id, now=opened)
    for baby, adult in (adults or {}).items():
        attendance_service.brought_by(session, session_id=klass.id, baby_id=baby, carer_id=adult, now=opened)
    return register(session, session_id=klass.id).rows


def hold(
    session: Session,
    *,
    klass: SessionView,
    rows: tuple[RegisterRow, ...],
    marks: DemoRegister,
    presses: Iterable[KeyPress],
    rng: Random,
) -> None:
    """Let an open class happen: the register, every activity and press at its time, and the end."""
    start = klass.starts
    _mark(session, klass, rows, marks)
    began = _activities(session, klass, rng)
    dyads = [(row.baby.id, row.adult.id if row.adult else None) for row in rows]
    waiting = began[1:]
    for press in sorted(presses, key=lambda press: press.second):
        while waiting and waiting[0][0] <= press.second:
            second, key = waiting.pop(0)
            _go_to(session, klass, key, start + timedelta(seconds=second))
        cues.record(
            session,
            action_id=new_id(),
            session_id=klass.id,
            dyads=tuple(dyads[place] for place in press.places),
            kind=press.kind,
            code=press.code,
            now=start + timedelta(seconds=press.second),
            text=press.text,
            layer=press.layer,
        )
    for second, key in waiting:
        _go_to(session, klass, key, start + timedelta(seconds=second))
    end = klass.ends + timedelta(seconds=rng.randint(0, 180))
    opening_service.finish_class(session, session_id=klass.id, now=end)


def _activities(session: Session, klass: SessionView, rng: Random) -> list[tuple[int, UUID]]:
    """Return when each activity began, in seconds after the start: near the plan, never out of order."""
    began, planned = [], 0
    for part in delivered(session, session_id=klass.id):
        drift = rng.randint(-50, 70) if planned else 0
        began.append((planned * 60 + drift, part.id))
        planned += part.minutes
    return began


def _go_to(session: Session, klass: SessionView, key: UUID, now: datetime) -> None:
    go_to(session, session_id=klass.id, delivered_id=key, now=now)


def _mark(session: Session, klass: SessionView, rows: tuple[RegisterRow, ...], marks: DemoRegister) -> None:
    for place, row in enumerate(rows):
        status = marks.status.get(place, "here")
        minute = {"late": 11, "absent": 12}.get(status, place // 2)
        moment = klass.starts + timedelta(minutes=minute, seconds=7 * place)
        attendance_service.mark(session, session_id=klass.id, baby_id=row.baby.id, status=status, now=moment)
        if status in ("here", "late"):
            jab = place in marks.immunised
            attendance_service.check_health(
                session,
                session_id=klass.id,
                baby_id=row.baby.id,
                health="immunised" if jab else "nothing_new",
                note="Vaccines yesterday" if jab else "",
                today=klass.starts.date(),
                wait_hours=48,
            )
