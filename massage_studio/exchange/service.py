"""The verbs of an import: a file of bookings becomes families, places and payments, and goes again."""

import json
from collections import Counter
from datetime import datetime
from typing import TypedDict
from uuid import UUID, uuid5

from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.bookings import booking_service, money_service
from massage_studio.bookings.course_list_queries import course
from massage_studio.errors import KnownError
from massage_studio.exchange.charges import PaymentDelta
from massage_studio.exchange.columns import SOURCE, signature
from massage_studio.exchange.models import ImportLayout
from massage_studio.exchange.planning import ImportStep
from massage_studio.exchange.queries import IMPORT, planned, zone_of
from massage_studio.exchange.questions import NO_ANSWERS, Answers, is_remembered
from massage_studio.exchange.tables import UNWATCHED, Table, Watch
from massage_studio.exchange.views import Imported
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes, changed
from massage_studio.store.ids import new_id
from massage_studio.store.operations import operation
from massage_studio.store.undo import undo_operation


def commit(
    session: Session,
    *,
    table: Table,
    course_id: UUID,
    now: datetime,
    answers: Answers = NO_ANSWERS,
    event: str = "",
    operation_id: UUID | None = None,
    file_name: str = "",
    watch: Watch = UNWATCHED,
) -> Imported:
    """Import a table into a course as one operation, all of it in the caller's transaction.

    What still has a question stays out. Importing the same table again writes nothing: a baby of an order
    has one booking on a course.

    Raises:
        KnownError: as `exchange.queries.planned` does; then nothing has been written.
        Stopped: the watch said so; the caller's transaction must be given up.
    """
    key = operation_id or new_id()
    with operation(
        session, IMPORT, operation_id=key, now=now, course_id=course_id, words=clean(file_name)
    ) as doing:
        if not doing.to_do:
            return Imported(changed(), booked=0, waiting=0, cancelled=0, unchanged=0, updated=0)
        read = planned(session, table=table, course_id=course_id, now=now, answers=answers, event=event)
        _write(session, read.steps, course_id, read.columns.source, now, watch)
    remember_answers(session, titles=table.titles, answers=read.answers, now=now)
    lines = [step.line for step in read.steps]
    done = Counter(line.state for line in lines)
    waiting = sum(line.waits for line in lines)
    return Imported(
        changes=doing.changed(),
        booked=done["ready"] - waiting,
        waiting=waiting,
        cancelled=done["cancelled"],
        unchanged=done["known"],
        updated=done["changed"],
        asked=done["needs you"],
    )


def undo_import(session: Session, *, operation_id: UUID, now: datetime) -> Changes:
    """Take a whole import back: its bookings and payments, and the families that it brought.

    Raises:
        KnownError: something that it wrote has been used or changed since; then nothing is taken back.
    """
    try:
        return undo_operation(session, operation_id=operation_id, now=now)
    except KnownError:
        raise KnownError(
            "This import cannot be taken back, because its families or bookings have been used since.",
            "Cancel its bookings on the course instead.",
        ) from None


def remember_answers(
    session: Session, *, titles: tuple[str, ...], answers: Answers, now: datetime
) -> Changes:
    """Keep what was answered about a file for the next with its titles; nothing that names people."""
    kept = {key: value for key, value in answers.items() if is_remembered(key) and key != SOURCE and value}
    name = clean(answers.get(SOURCE, ""))
    row = session.get(ImportLayout, signature(titles))
    if row is None:
        if not kept and not name:
            return changed()
        row = ImportLayout(signature=signature(titles))
        session.add(row)
    row.name = name
    row.answers = json.dumps(kept, ensure_ascii=False, sort_keys=True)
    row.used_at = now
    session.flush()
    return changed()


def _write(
    session: Session, steps: tuple[ImportStep, ...], course_id: UUID, source: str, now: datetime, watch: Watch
) -> None:
    zone = zone_of(session, course(session, course_id=course_id, now=now))
    for number, step in enumerate(steps):
        watch.step(number, len(steps))
        ordered = step.entry.ordered
        if ordered is not None and ordered.tzinfo is None:
            ordered = ordered.replace(tzinfo=zone)
        moment = ordered or now
        _people(session, step, moment, now.astimezone(zone))
        _place(session, step, course_id, source, moment, now)


def _people(session: Session, step: ImportStep, moment: datetime, now: datetime) -> None:
    """Write the family, the adult, the baby and what they answered."""
    baby = step.baby
    if step.family_id is None or baby is None:
        return
    if step.new_family:
        families.add_family(session, family_id=step.family_id, now=now)
    for write in step.carers:
        carer = write.carer
        if write.is_new:
            families.add_carer(
                session,
                family_id=step.family_id,
                carer_id=carer.id,
                given_name=carer.given_name,
                family_name=carer.family_name,
                email=carer.email,
                phone=carer.phone,
                contact_restriction=carer.contact_restriction,
            )
        else:
            families.change_carer(
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
        families.add_baby(
            session,
            family_id=step.family_id,
            baby_id=baby.id,
            given_name=baby.given_name,
            family_name=baby.family_name,
            birth_date=baby.birth_date,
            due_date=baby.due_date,
        )
    elif step.baby_write == "change":
        families.change_baby(
            session,
            baby_id=baby.id,
            given_name=baby.given_name,
            family_name=baby.family_name,
            birth_date=baby.birth_date,
            due_date=baby.due_date,
        )
    for kind, what in step.flags:
        families.add_flag(session, baby_id=baby.id, kind=kind, what=what, since=now.date())
    if step.photo is not None:
        families.answer_consent(
            session, family_id=step.family_id, kind="photo", given=step.photo, on=moment.date()
        )


class _Booked(TypedDict):
    """Whose booking it is and where it came from."""

    booking_id: UUID
    course_id: UUID
    baby_id: UUID
    carer_id: UUID
    source: str
    reference: str


def _place(
    session: Session, step: ImportStep, course_id: UUID, source: str, moment: datetime, now: datetime
) -> None:
    """Write the place that is taken or given up, and the money."""
    if step.booking_id is None:
        return
    if step.place == "cancel":
        booking_service.cancel(session, booking_id=step.booking_id, now=now)
    elif step.place and step.baby is not None and step.carer_id is not None:
        what: _Booked = {
            "booking_id": step.booking_id,
            "course_id": course_id,
            "baby_id": step.baby.id,
            "carer_id": step.carer_id,
            "source": source,
            "reference": step.entry.reference,
        }
        if step.place == "book":
            booking_service.book(session, now=moment, price=step.price, price_kind=step.price_kind, **what)
        else:
            booking_service.enquire(session, now=moment, **what)
            booking_service.set_price(
                session, booking_id=step.booking_id, price=step.price, price_kind=step.price_kind, now=moment
            )
            booking_service.wait(session, booking_id=step.booking_id, now=moment)
    money = step.money
    if money.pay:
        money_service.pay(
            session,
            # The same for every import of this money, so that it is kept once.
            payment_id=uuid5(step.booking_id, f"{source}{_which(money)}"),
            booking_id=step.booking_id,
            amount=money.pay,
            method=source,
            now=moment,
            note=money.order,
        )


def _which(money: PaymentDelta) -> str:
    """Tell a payment from the others of its booking; the first of the booking's own order needs nothing."""
    return f" {money.order} {money.after}" if money.order or money.after else ""
