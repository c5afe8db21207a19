"""The verbs of arrival and leaving: who is here, with whom, and how they are today."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings import attendance_service, money_service
from massage_studio.bookings.class_queries import left_early
from massage_studio.bookings.views import PRESENT, AttendanceStatus, Health
from massage_studio.cues.log_service import pressed
from massage_studio.cues.states_service import end_states, go_on_with_states
from massage_studio.families.overrides_queries import restricted_namesake
from massage_studio.families.queries import flag_expires
from massage_studio.families.restrictions import known_already
from massage_studio.families.service import add_baby, add_carer, add_family
from massage_studio.store.changes import Changes


def mark(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    baby_ids: tuple[UUID, ...],
    status: AttendanceStatus,
    now: datetime,
) -> Changes:
    """Mark babies in the register; who is not here is in no state, and who had left has not."""
    with pressed(
        session, "mark", session_id=session_id, action_id=action_id, now=now, baby_ids=baby_ids, code=status
    ) as press:
        if not press.written:
            gone = left_early(session, session_id=session_id)
            for baby_id in baby_ids:
                attendance_service.mark(
                    session, session_id=session_id, baby_id=baby_id, status=status, now=press.at
                )
            if status in ("absent", "elsewhere"):
                end_states(press, baby_ids)
            elif status in PRESENT:
                go_on_with_states(press, {key: gone[key] for key in baby_ids if key in gone})
    return press.changes


def mark_rest_absent(session: Session, *, action_id: UUID, session_id: UUID, now: datetime) -> Changes:
    """Mark everybody who is still expected as absent."""
    with pressed(session, "rest_absent", session_id=session_id, action_id=action_id, now=now) as press:
        if not press.written:
            attendance_service.mark_rest_absent(session, session_id=session_id, now=press.at)
    return press.changes


def brought_by(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    baby_id: UUID,
    carer_id: UUID,
    now: datetime,
    reason: str = "",
) -> Changes:
    """Keep which adult came with a baby today; undo takes the adult back, a reason that was given stays.

    Raises:
        RestrictedError: the adult is under a contact restriction and there is no reason.
    """
    with pressed(
        session, "adult", session_id=session_id, action_id=action_id, now=now, baby_ids=(baby_id,)
    ) as press:
        if not press.written:
            attendance_service.brought_by(
                session,
                session_id=session_id,
                baby_id=baby_id,
                carer_id=carer_id,
                now=press.at,
                reason=reason,
            )
    return press.changes


def check_health(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    baby_id: UUID,
    health: Health,
    note: str,
    today: date,
    wait_hours: int,
    now: datetime,
) -> Changes:
    """Keep today's answer to the health question; undo also withdraws the flag that it made."""
    with pressed(
        session,
        "health",
        session_id=session_id,
        action_id=action_id,
        now=now,
        baby_ids=(baby_id,),
        code=health,
    ) as press:
        if not press.written:
            made = attendance_service.check_health(
                session,
                session_id=session_id,
                baby_id=baby_id,
                health=health,
                note=note,
                today=today,
                wait_hours=wait_hours,
            ).made
            if made is not None:
                expires = flag_expires(session, flag_id=made)
                press.track("health_flag", made, "expires", today - timedelta(days=1), expires)
    return press.changes


def left(session: Session, *, action_id: UUID, session_id: UUID, baby_id: UUID, now: datetime) -> Changes:
    """Keep that a baby left before the end; its state ends. A state brings it back, and a mark as well:
    into the state that it left in.
    """
    with pressed(
        session, "left", session_id=session_id, action_id=action_id, now=now, baby_ids=(baby_id,)
    ) as press:
        if not press.written:
            moment = press.finished or press.at
            attendance_service.leave(session, session_id=session_id, baby_id=baby_id, at=moment)
            end_states(press, (baby_id,))
    return press.changes


def walk_in(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    carer_given: str,
    baby_given: str,
    family_id: UUID,
    carer_id: UUID,
    baby_id: UUID,
    now: datetime,
    reason: str = "",
) -> Changes:
    """Write a dyad that nobody expected into the register as here; those not known yet are made.

    Undo takes it off the register; the family stays. An adult under a contact restriction, or of the same
    name with a baby of the same name, is no stranger, and needs a reason.

    Raises:
        KnownError: a first name is empty, or there is no reason (then a RestrictedError).
    """
    with pressed(
        session, "walk_in", session_id=session_id, action_id=action_id, now=now, baby_ids=(baby_id,)
    ) as press:
        if press.written:
            return press.changes
        day = attendance_service.day_of(session, session_id)
        if not reason and restricted_namesake(session, given=carer_given, on=day, baby_given=baby_given):
            raise known_already()
        add_family(session, family_id=family_id, now=now)
        add_carer(session, family_id=family_id, carer_id=carer_id, given_name=carer_given)
        add_baby(session, family_id=family_id, baby_id=baby_id, given_name=baby_given)
        made = attendance_service.come_in(
            session, session_id=session_id, baby_id=baby_id, carer_id=carer_id, now=press.at, reason=reason
        ).made
        if made is not None:
            press.track("attendance", made, "removed", True, False)
    return press.changes


def take_cash(
    session: Session,
    *,
    action_id: UUID,
    session_id: UUID,
    baby_id: UUID,
    booking_id: UUID,
    payment_id: UUID,
    amount: Decimal,
    currency: str,
    now: datetime,
) -> Changes:
    """Take what is due in cash at the door; undo voids the payment, which stays in the record."""
    with pressed(
        session,
        "paid",
        session_id=session_id,
        action_id=action_id,
        now=now,
        baby_ids=(baby_id,),
        amount=amount,
        currency=currency,
    ) as press:
        if press.written:
            return press.changes
        money_service.take_at_the_door(
            session, payment_id=payment_id, booking_id=booking_id, amount=amount, now=now
        )
        press.track("payment", payment_id, "voided_at", press.at, None)
    return press.changes


def void_cash(
    session: Session, *, action_id: UUID, session_id: UUID, baby_id: UUID, payment_id: UUID, now: datetime
) -> Changes:
    """Void a payment that was taken at the door by mistake, whatever was pressed since."""
    with pressed(
        session, "paid_back", session_id=session_id, action_id=action_id, now=now, baby_ids=(baby_id,)
    ) as press:
        if not press.written:
            money_service.void_payment(session, payment_id=payment_id, now=press.at)
    return press.changes
