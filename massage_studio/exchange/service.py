"""The verb of an import: a booking site's file becomes families, places and payments."""

from collections import Counter
from datetime import datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import massage_studio.bookings.service as bookings
import massage_studio.families.service as families
from massage_studio.bookings.queries import course
from massage_studio.exchange.matching import Step
from massage_studio.exchange.queries import planned
from massage_studio.exchange.reading import Table
from massage_studio.exchange.views import Imported
from massage_studio.store.changes import Changes, changed
from massage_studio.store.profile import profile


def commit(session: Session, *, table: Table, course_id: UUID, now: datetime) -> Imported:
    """Import a table into a course, all of it in the caller's transaction.

    Importing the same table again writes nothing: a baby of an order has one booking on a course.

    Raises:
        KnownError: as `exchange.queries.planned` does; then nothing has been written.
    """
    parsed, steps = planned(session, table=table, course_id=course_id, now=now)
    sessions = course(session, course_id=course_id, now=now).sessions
    zone = ZoneInfo(sessions[0].zone if sessions else profile(session).zone)
    changes = changed()
    for step in steps:
        ordered = step.entry.ordered
        if ordered is not None and ordered.tzinfo is None:
            ordered = ordered.replace(tzinfo=zone)
        moment = ordered or now
        changes |= _people(session, step, moment, now.astimezone(zone))
        changes |= _place(session, step, course_id, parsed.source, moment)
    done = Counter(step.line.kind for step in steps)
    return Imported(
        changes=Changes(changes.things),
        booked=done["new"],
        waiting=done["full"],
        cancelled=done["cancelled"],
        unchanged=done["duplicate"],
        updated=done["changed"],
    )


def _people(session: Session, step: Step, moment: datetime, now: datetime) -> Changes:
    """Write the family, the adult, the baby and what they answered."""
    changes = changed()
    carer, baby = step.carer, step.baby
    if step.family_id is None or carer is None or baby is None:
        return changes
    if step.new_family:
        changes |= families.add_family(session, family_id=step.family_id, now=now)
    if step.carer_write == "add":
        changes |= families.add_carer(
            session,
            family_id=step.family_id,
            carer_id=carer.id,
            given_name=carer.given_name,
            family_name=carer.family_name,
            email=carer.email,
            phone=carer.phone,
        )
    elif step.carer_write == "change":
        changes |= families.change_carer(
            session,
            carer_id=carer.id,
            given_name=carer.given_name,
            family_name=carer.family_name,
            relationship=carer.relationship,
            email=carer.email,
            phone=carer.phone,
            contact_restriction=carer.contact_restriction,
        )
    if step.baby_write == "add":
        changes |= families.add_baby(
            session,
            family_id=step.family_id,
            baby_id=baby.id,
            given_name=baby.given_name,
            family_name=baby.family_name,
            birth_date=baby.birth_date,
            due_date=baby.due_date,
        )
    elif step.baby_write == "change":
        changes |= families.change_baby(
            session,
            baby_id=baby.id,
            given_name=baby.given_name,
            family_name=baby.family_name,
            birth_date=baby.birth_date,
            due_date=baby.due_date,
        )
    for kind, what in step.flags:
        changes |= families.add_flag(session, baby_id=baby.id, kind=kind, what=what, since=now.date())
    if step.photo is not None:
        changes |= families.answer_consent(
            session, family_id=step.family_id, kind="photo", given=step.photo, on=moment.date()
        )
    return changes


def _place(session: Session, step: Step, course_id: UUID, source: str, moment: datetime) -> Changes:
    """Write the place that is taken or given up, and the money."""
    changes = changed()
    if step.booking_id is None:
        return changes
    if step.place == "cancel":
        changes |= bookings.cancel(session, booking_id=step.booking_id)
        session.flush()
    elif step.place == "book" and step.baby is not None and step.carer is not None:
        # What a concession paid is its price; unpaid and not free, the course's own price is due.
        settled = step.entry.paid is not None and (step.entry.paid > 0 or step.entry.free)
        changes |= bookings.book(
            session,
            booking_id=step.booking_id,
            course_id=course_id,
            baby_id=step.baby.id,
            carer_id=step.carer.id,
            now=moment,
            price=step.entry.paid if settled else None,
            source=source,
            reference=step.entry.reference,
        )
    if step.pay:
        changes |= bookings.pay(
            session,
            # The same for every import of this booking, so that its payment is kept once.
            payment_id=uuid5(step.booking_id, source),
            booking_id=step.booking_id,
            amount=step.pay,
            method=source,
            now=moment,
        )
    return changes
