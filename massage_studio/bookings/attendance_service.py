"""The verbs of the register: who is expected, who came with whom, and the beginning and end of a class."""

from collections.abc import Container, Iterable
from datetime import date, datetime, timedelta
from math import ceil
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from massage_studio.bookings.attendance_queries import booked_in_class, elsewhere
from massage_studio.bookings.models import Attendance, ClassSession
from massage_studio.bookings.views import PRESENT, AttendanceStatus, Health
from massage_studio.errors import KnownError
from massage_studio.families.carer_queries import carers_by_family
from massage_studio.families.names import clean, clean_lines
from massage_studio.families.overrides_queries import let_in
from massage_studio.families.overrides_service import allow
from massage_studio.families.queries import family_by_baby
from massage_studio.families.restrictions import Purpose, may, who_may
from massage_studio.families.service import add_flag, withdraw_flag
from massage_studio.families.views import CarerView
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id

AT_THE_DOOR = timedelta(minutes=5)
"""How long after the beginning of a class a walk-in was there from the beginning."""


def expect_everybody(session: Session, *, session_id: UUID) -> Changes:
    """Write every baby with a place into the register of a class, with the adult who came last time.

    An adult under a contact restriction is never expected: then it is another of the family, or nobody.
    Numbers follow the order of booking; twins stand side by side, and guests of this class come last. Those
    already written keep theirs. A baby that makes this class up in another course is elsewhere.
    """
    away = elsewhere(session, session_id=session_id)
    written = session.scalars(select(Attendance).where(Attendance.session_id == session_id))
    there = {attendance.baby_id: attendance for attendance in written}
    position = _places_taken(session, session_id)
    for booking in booked_in_class(session, session_id=session_id):
        if booking.baby_id in there:
            there[booking.baby_id].removed = False
            continue
        position += 1
        session.add(
            Attendance(
                id=new_id(),
                session_id=session_id,
                baby_id=booking.baby_id,
                carer_id=_usual_adult(session, session_id, booking.baby_id, booking.carer_id),
                position=position,
                status="elsewhere" if booking.baby_id in away else "expected",
            )
        )
    session.flush()
    return changed(Thing.REGISTER)


def mark(
    session: Session, *, session_id: UUID, baby_id: UUID, status: AttendanceStatus, now: datetime
) -> Changes:
    """Mark one baby in the register; marked anew, it has not left.

    Coming without a word about health means that there is nothing new.
    """
    attendance = _attendance(session, session_id, baby_id)
    if status in PRESENT and attendance.status not in PRESENT:
        _keep_away(session, attendance)
    attendance.status = status
    attendance.marked_at = now
    attendance.left_at = None
    if status in PRESENT:
        attendance.health = attendance.health or "nothing_new"
    elif attendance.health == "nothing_new":
        attendance.health = ""
    return changed(Thing.REGISTER)


def mark_rest_absent(session: Session, *, session_id: UUID, now: datetime) -> Changes:
    """Mark everybody who is still expected as absent."""
    for attendance in session.scalars(select(Attendance).where(*_expected(session_id))):
        attendance.status = "absent"
        attendance.marked_at = now
    return changed(Thing.REGISTER)


def brought_by(
    session: Session, *, session_id: UUID, baby_id: UUID, carer_id: UUID, now: datetime, reason: str = ""
) -> Changes:
    """Keep which adult came with a baby today; one under a contact restriction needs a reason, which is kept.

    Raises:
        RestrictedError: there is no reason.
    """
    changes = _let_in(session, session_id, carer_id, reason, now)
    _attendance(session, session_id, baby_id).carer_id = carer_id
    return changes | changed(Thing.REGISTER)


def leave(session: Session, *, session_id: UUID, baby_id: UUID, at: datetime | None) -> Changes:
    """Keep that a baby left at a moment before the end, or with None that it is here again."""
    attendance = _attendance(session, session_id, baby_id)
    attendance.left_at = at
    if at is not None and attendance.status not in PRESENT:
        attendance.status, attendance.marked_at = "here", at
    return changed(Thing.REGISTER)


def come_in(
    session: Session, *, session_id: UUID, baby_id: UUID, carer_id: UUID, now: datetime, reason: str = ""
) -> Changes:
    """Write a baby that nobody expected into the register as here or late, after all others.

    `made` is the key of the row, where it is a new one. An adult under a contact restriction needs a reason.

    Raises:
        RestrictedError: there is no reason.
    """
    _let_in(session, session_id, carer_id, reason, now)
    # Who walks in while the class runs was not there before.
    starts = session.get_one(ClassSession, session_id).starts_at
    status: AttendanceStatus = "late" if now - starts > AT_THE_DOOR else "here"
    row = session.scalar(
        select(Attendance).where(Attendance.session_id == session_id, Attendance.baby_id == baby_id)
    )
    made = None if row is not None else new_id()
    if row is None:
        place = _places_taken(session, session_id) + 1
        row = Attendance(id=made, session_id=session_id, baby_id=baby_id, position=place)
        session.add(row)
    row.carer_id, row.status, row.marked_at, row.removed = carer_id, status, now, False
    row.health = row.health or "nothing_new"
    session.flush()
    return changed(Thing.REGISTER, made=made)


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


def end_class(session: Session, *, session_id: UUID, now: datetime, seen: Container[UUID] = ()) -> Changes:
    """Close a class; whoever is still expected was here if anybody has `seen` it, and else did not come."""
    row = session.get_one(ClassSession, session_id)
    row.status = "finished"
    row.finished_at = max(now, row.opened_at or now)
    for baby_id in session.scalars(select(Attendance.baby_id).where(*_expected(session_id))).all():
        if baby_id in seen:
            mark(session, session_id=session_id, baby_id=baby_id, status="here", now=now)
    return changed(Thing.BOOKINGS) | mark_rest_absent(session, session_id=session_id, now=now)


def lasted(
    session: Session, *, session_id: UUID, opened: datetime | None, finished: datetime | None
) -> Changes:
    """Say from when to when a class was held."""
    row = session.get_one(ClassSession, session_id)
    row.opened_at, row.finished_at = opened, finished
    return changed(Thing.BOOKINGS)


def reflect(session: Session, *, session_id: UUID, text: str) -> Changes:
    """Keep the instructor's own reflection on a class; no text takes it away."""
    session.get_one(ClassSession, session_id).reflection = clean_lines(text)
    return changed(Thing.BOOKINGS)


def _expected(session_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return (
        Attendance.session_id == session_id,
        Attendance.status == "expected",
        Attendance.removed.is_(False),
    )


def _attendance(session: Session, session_id: UUID, baby_id: UUID) -> Attendance:
    query = select(Attendance).where(Attendance.session_id == session_id, Attendance.baby_id == baby_id)
    row = session.scalar(query)
    if row is None:
        # A register that nobody opened yet is shown all the same, and can be marked.
        expect_everybody(session, session_id=session_id)
        row = session.scalars(query).one()
    return row


def _places_taken(session: Session, session_id: UUID) -> int:
    last = select(func.max(Attendance.position)).where(Attendance.session_id == session_id)
    return session.scalar(last) or 0


def _let_in(session: Session, session_id: UUID, carer_id: UUID, reason: str, now: datetime) -> Changes:
    return allow(
        session,
        carer_id=carer_id,
        purpose=Purpose.COME,
        reason=reason,
        now=now,
        on=day_of(session, session_id),
        session_id=session_id,
    )


def _keep_away(session: Session, attendance: Attendance) -> None:
    """Let a baby not come with an adult who was expected before the contact restriction was written down."""
    adult = attendance.carer_id
    if adult is not None and adult not in let_in(session, session_id=attendance.session_id):
        allowed = {
            one.id
            for one in _adults(session, attendance.session_id, attendance.baby_id)
            if may(one, Purpose.COME)
        }
        if adult not in allowed:
            attendance.carer_id = _usual_adult(session, attendance.session_id, attendance.baby_id, adult)


def _usual_adult(session: Session, session_id: UUID, baby_id: UUID, first: UUID) -> UUID | None:
    """Return who came last, else `first`, else any adult of the family; nobody where none of them may."""
    last = session.scalar(
        select(Attendance.carer_id)
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(
            Attendance.baby_id == baby_id,
            Attendance.status.in_(PRESENT),
            Attendance.removed.is_(False),
        )
        .order_by(ClassSession.starts_at.desc())
        .limit(1)
    )
    usual = who_may(_adults(session, session_id, baby_id), Purpose.COME, last, first)
    return usual.id if usual else None


def _adults(session: Session, session_id: UUID, baby_id: UUID) -> tuple[CarerView, ...]:
    """Return the adults of a baby's family as on the day of a class."""
    family_id = family_by_baby(session, ids=[baby_id])[baby_id]
    day = day_of(session, session_id)
    return carers_by_family(session, family_ids=[family_id], on=day).get(family_id, ())


def day_of(session: Session, session_id: UUID) -> date:
    """Return the day of a class, where it is held."""
    part = session.get_one(ClassSession, session_id)
    return part.starts_at.astimezone(ZoneInfo(part.course.zone)).date()
