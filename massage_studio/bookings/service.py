"""The verbs of bookings: courses, places and money."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from massage_studio.bookings.models import Attendance, Booking, ClassSession, Course, Payment, Venue
from massage_studio.bookings.views import PRESENT, AttendanceStatus, Health, NewFamily
from massage_studio.curriculum.queries import plan
from massage_studio.errors import KnownError
from massage_studio.families.names import clean, clean_lines
from massage_studio.families.queries import family_by_baby
from massage_studio.families.service import add_baby, add_carer, add_family, add_flag, withdraw_flag
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id

HOLDS_A_PLACE = ("booked", "offered")
LIVE = ("enquiry", "waiting", "offered", "booked")


def add_venue(session: Session, *, venue_id: UUID, name: str, address: str, capacity: int) -> Changes:
    """Add a hall, once; its capacity is counted in babies.

    Raises:
        KnownError: the name is empty or there is room for nobody.
    """
    name = clean(name)
    if not name or capacity < 1:
        raise KnownError("The venue needs a name and room for one baby.", "Fill both in, then save it.")
    if session.get(Venue, venue_id) is None:
        session.add(Venue(id=venue_id, name=name, address=clean(address), capacity=capacity))
        session.flush()
    return changed(Thing.BOOKINGS, made=venue_id)


def add_course(
    session: Session,
    *,
    course_id: UUID,
    name: str,
    plan_code: str,
    venue_id: UUID,
    starts: tuple[datetime, ...],
    minutes: int,
    capacity: int,
    price: Decimal,
    currency: str,
    zone: str,
    now: datetime,
    new_venue: str = "",
) -> Changes:
    """Make a course, once, with one class for each moment in `starts`, titled by the plan's sessions.

    A `new_venue` is added under `venue_id`, with room for as many babies as the course.

    Raises:
        KnownError: the name is empty, there is no date, or no place.
    """
    name = clean(name)
    if not name or not starts or capacity < 1:
        raise KnownError(
            "The course needs a name, a first date and at least one place.", "Fill them in, then save it."
        )
    if session.get(Course, course_id) is not None:
        return changed(Thing.BOOKINGS, made=course_id)
    if new_venue:
        add_venue(session, venue_id=venue_id, name=new_venue, address="", capacity=capacity)
    planned = plan(session, code=plan_code).sessions
    session.add(
        Course(
            id=course_id,
            name=name,
            plan_code=plan_code,
            venue_id=venue_id,
            capacity=capacity,
            price=price,
            currency=currency,
            zone=zone,
            made_at=now,
        )
    )
    session.flush()
    for number, moment in enumerate(sorted(starts), start=1):
        part = planned[min(number, len(planned)) - 1]
        session.add(
            ClassSession(
                id=new_id(),
                course_id=course_id,
                number=number,
                plan_session_code=part.code,
                title=part.title,
                starts_at=moment,
                minutes=minutes,
            )
        )
    return changed(Thing.BOOKINGS, made=course_id)


def move_class(session: Session, *, session_id: UUID, starts: datetime) -> Changes:
    """Give one class another moment; a class that was opened stays where it was.

    Raises:
        KnownError: the class has begun or is over.
    """
    row = session.get_one(ClassSession, session_id)
    if row.status != "planned":
        raise KnownError("This class has already begun.", "Move a later date instead.")
    row.starts_at = starts
    return changed(Thing.BOOKINGS)


def places_taken(session: Session, *, course_id: UUID) -> int:
    """Return how many babies hold a place on a course."""
    return (
        session.scalar(
            select(func.count())
            .select_from(Booking)
            .where(Booking.course_id == course_id, Booking.status.in_(HOLDS_A_PLACE))
        )
        or 0
    )


def book(
    session: Session,
    *,
    booking_id: UUID,
    course_id: UUID,
    baby_id: UUID,
    carer_id: UUID,
    now: datetime,
    price: Decimal | None = None,
    source: str = "",
    reference: str = "",
) -> Changes:
    """Give a baby a place on a course, or a place on its waiting list where it is full.

    Booking the same baby twice keeps the first booking, whose key is returned; a waiting one is booked
    when there is room, and an offered one holds its place already. A booking that was cancelled stays so
    when the same press arrives again.
    """
    if session.scalar(select(Booking.status).where(Booking.id == booking_id)) == "cancelled":
        return changed(Thing.BOOKINGS, Thing.REGISTER, made=booking_id)
    course = session.get_one(Course, course_id)
    room = places_taken(session, course_id=course_id) < course.capacity
    live = session.scalar(
        select(Booking).where(
            Booking.course_id == course_id, Booking.baby_id == baby_id, Booking.status.in_(LIVE)
        )
    )
    if live is None:
        live = Booking(
            id=booking_id,
            course_id=course_id,
            baby_id=baby_id,
            carer_id=carer_id,
            status="booked" if room else "waiting",
            price=course.price if price is None else price,
            source=source,
            reference=clean(reference),
            made_at=now,
        )
        session.add(live)
    elif live.status == "offered" or room:
        live.status = "booked"
    session.flush()
    return changed(Thing.BOOKINGS, Thing.REGISTER, made=live.id)


def book_new_family(session: Session, *, family: NewFamily, course_id: UUID, now: datetime) -> Changes:
    """Keep a family of one carer and one baby and book the baby, all or nothing.

    Raises:
        KnownError: a first name is empty.
    """
    add_family(session, family_id=family.family_id, now=now)
    add_carer(
        session,
        family_id=family.family_id,
        carer_id=family.carer_id,
        given_name=family.carer_given,
        family_name=family.carer_family,
        phone=family.phone,
    )
    add_baby(
        session,
        family_id=family.family_id,
        baby_id=family.baby_id,
        given_name=family.baby_given,
        family_name=family.carer_family,
        birth_date=family.birth_date,
        due_date=family.due_date,
    )
    key, baby, carer = family.booking_id, family.baby_id, family.carer_id
    booked = book(session, booking_id=key, course_id=course_id, baby_id=baby, carer_id=carer, now=now)
    return booked | changed(Thing.FAMILIES)


def cancel(session: Session, *, booking_id: UUID) -> Changes:
    """Give up a place or a wish for one; the booking stays in the record."""
    session.get_one(Booking, booking_id).status = "cancelled"
    return changed(Thing.BOOKINGS, Thing.REGISTER)


def reinstate(session: Session, *, booking_id: UUID) -> Changes:
    """Take a cancellation back: the place again where there is room, else the waiting list.

    Nothing changes where the booking stands, or where the baby was booked on the course anew.
    """
    booking = session.get_one(Booking, booking_id)
    anew = select(Booking.id).where(
        Booking.course_id == booking.course_id, Booking.baby_id == booking.baby_id, Booking.status.in_(LIVE)
    )
    if booking.status != "cancelled" or session.scalar(anew.limit(1)) is not None:
        return changed()
    course = session.get_one(Course, booking.course_id)
    room = places_taken(session, course_id=course.id) < course.capacity
    booking.status = "booked" if room else "waiting"
    return changed(Thing.BOOKINGS, Thing.REGISTER)


def pay(
    session: Session,
    *,
    payment_id: UUID,
    booking_id: UUID,
    amount: Decimal,
    method: str,
    now: datetime,
) -> Changes:
    """Keep a payment for a booking; below zero it is a refund. The same payment is kept once.

    Raises:
        KnownError: the amount is nothing.
    """
    if not amount:
        raise KnownError("The amount is nothing.", "Write what was paid.")
    booking = session.get_one(Booking, booking_id)
    if session.get(Payment, payment_id) is None:
        currency = session.get_one(Course, booking.course_id).currency
        session.add(
            Payment(
                id=payment_id,
                booking_id=booking_id,
                amount=amount,
                currency=currency,
                method=clean(method),
                paid_at=now,
            )
        )
    return changed(Thing.PAYMENTS, Thing.BOOKINGS, made=payment_id)


def expect_everybody(session: Session, *, session_id: UUID) -> Changes:
    """Write every baby with a place into the register of a class, with the adult who came last time.

    Numbers follow the order of booking; twins stand side by side. Those already written keep theirs.
    """
    row = session.get_one(ClassSession, session_id)
    written = session.scalars(select(Attendance).where(Attendance.session_id == session_id))
    there = {attendance.baby_id: attendance for attendance in written}
    position = _places_taken(session, session_id)
    for booking in booked_side_by_side(session, course_id=row.course_id):
        if booking.baby_id in there:
            there[booking.baby_id].removed = False
            continue
        position += 1
        session.add(
            Attendance(
                id=new_id(),
                session_id=session_id,
                baby_id=booking.baby_id,
                carer_id=_usual_adult(session, booking),
                position=position,
            )
        )
    session.flush()
    return changed(Thing.REGISTER)


def booked_side_by_side(session: Session, *, course_id: UUID) -> list[Booking]:
    """Return the booked places in the order of booking, brothers and sisters beside the first of them."""
    rows = session.scalars(
        select(Booking)
        .where(Booking.course_id == course_id, Booking.status == "booked")
        .order_by(Booking.made_at, Booking.id)
    ).all()
    family_of = family_by_baby(session, ids=[row.baby_id for row in rows])
    families: dict[UUID, list[Booking]] = {}
    for row in rows:
        families.setdefault(family_of[row.baby_id], []).append(row)
    return [booking for siblings in families.values() for booking in siblings]


def mark(
    session: Session, *, session_id: UUID, baby_id: UUID, status: AttendanceStatus, now: datetime
) -> Changes:
    """Mark one baby in the register; marked anew, it has not left."""
    attendance = _attendance(session, session_id, baby_id)
    attendance.status = status
    attendance.marked_at = now
    attendance.left_at = None
    return changed(Thing.REGISTER)


def mark_rest_absent(session: Session, *, session_id: UUID, now: datetime) -> Changes:
    """Mark everybody who is still expected as absent."""
    for attendance in session.scalars(
        select(Attendance).where(
            Attendance.session_id == session_id,
            Attendance.status == "expected",
            Attendance.removed.is_(False),
        )
    ):
        attendance.status = "absent"
        attendance.marked_at = now
    return changed(Thing.REGISTER)


def brought_by(session: Session, *, session_id: UUID, baby_id: UUID, carer_id: UUID) -> Changes:
    """Keep which adult came with a baby today."""
    _attendance(session, session_id, baby_id).carer_id = carer_id
    return changed(Thing.REGISTER)


def leave(session: Session, *, session_id: UUID, baby_id: UUID, at: datetime | None) -> Changes:
    """Keep that a baby left at a moment before the end, or with None that it is here again."""
    attendance = _attendance(session, session_id, baby_id)
    attendance.left_at = at
    if at is not None and attendance.status not in PRESENT:
        attendance.status, attendance.marked_at = "here", at
    return changed(Thing.REGISTER)


def come_in(
    session: Session, *, session_id: UUID, baby_id: UUID, carer_id: UUID, now: datetime
) -> Changes:
    """Write a baby that nobody expected into the register as here, after all others.

    `made` is the key of the row, where it is a new one.
    """
    row = session.scalar(
        select(Attendance).where(Attendance.session_id == session_id, Attendance.baby_id == baby_id)
    )
    made = None if row is not None else new_id()
    if row is None:
        place = _places_taken(session, session_id) + 1
        row = Attendance(id=made, session_id=session_id, baby_id=baby_id, position=place)
        session.add(row)
    row.carer_id, row.status, row.marked_at, row.removed = carer_id, "here", now, False
    session.flush()
    return changed(Thing.REGISTER, made=made)


def _places_taken(session: Session, session_id: UUID) -> int:
    last = select(func.max(Attendance.position)).where(Attendance.session_id == session_id)
    return session.scalar(last) or 0


def check_health(
    session: Session,
    *,
    session_id: UUID,
    baby_id: UUID,
    health: Health,
    note: str,
    today: date,
    wait_hours: int,
) -> Changes:
    """Keep today's answer to the health question; anything new becomes a flag of the baby.

    An immunisation's flag lasts for the instructor's wait, `wait_hours` in whole days and at least that
    long; being unwell lasts for today. Another answer ends the flag that the one before it made today.
    """
    attendance = _attendance(session, session_id, baby_id)
    before, note = (attendance.health, attendance.health_note), clean(note, 500)
    attendance.health, attendance.health_note = health, note
    if before != (health, note):
        withdraw_flag(session, baby_id=baby_id, kind=before[0], what=before[1], on=today)
    if health == "" or health == "nothing_new":
        return changed(Thing.REGISTER, Thing.FAMILIES)
    lasts = {"immunised": today + timedelta(days=ceil(wait_hours / 24)), "unwell": today}
    return add_flag(session, baby_id=baby_id, kind=health, what=note, since=today, expires=lasts.get(health))


def _attendance(session: Session, session_id: UUID, baby_id: UUID) -> Attendance:
    query = select(Attendance).where(Attendance.session_id == session_id, Attendance.baby_id == baby_id)
    row = session.scalar(query)
    if row is None:
        # A register that nobody opened yet is shown all the same, and can be marked.
        expect_everybody(session, session_id=session_id)
        row = session.scalars(query).one()
    return row


def _usual_adult(session: Session, booking: Booking) -> UUID:
    last = session.scalar(
        select(Attendance.carer_id)
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(
            Attendance.baby_id == booking.baby_id,
            Attendance.status.in_(PRESENT),
            Attendance.removed.is_(False),
        )
        .order_by(ClassSession.starts_at.desc())
        .limit(1)
    )
    return last or booking.carer_id


def expect_again(session: Session, *, rows: Iterable[UUID]) -> Changes:
    """Take back that these rows of a register were marked absent, where that still stands."""
    for key in rows:
        attendance = session.get_one(Attendance, key)
        if attendance.status == "absent":
            attendance.status, attendance.marked_at = "expected", None
    return changed(Thing.REGISTER)


def begin_class(session: Session, *, session_id: UUID, now: datetime) -> Changes:
    """Open a class: it runs from `now`, or goes on from when it was first opened.

    Raises:
        KnownError: the class was cancelled.
    """
    row = session.get_one(ClassSession, session_id)
    if row.status == "cancelled":
        raise KnownError("This class was cancelled.", "Open another date of the course.")
    row.status = "running"
    row.opened_at = row.opened_at or now
    row.finished_at = None
    return changed(Thing.BOOKINGS)


def reflect(session: Session, *, session_id: UUID, text: str) -> Changes:
    """Keep the instructor's own reflection on a class; no text takes it away."""
    session.get_one(ClassSession, session_id).reflection = clean_lines(text)
    return changed(Thing.BOOKINGS)


def end_class(session: Session, *, session_id: UUID, now: datetime) -> Changes:
    """Close a class; whoever is still expected did not come."""
    row = session.get_one(ClassSession, session_id)
    row.status = "finished"
    row.finished_at = max(now, row.opened_at or now)
    return changed(Thing.BOOKINGS) | mark_rest_absent(session, session_id=session_id, now=now)
