"""The verbs of an import: a file of bookings becomes families, places and payments, and goes again."""

import json
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.bookings import booking_service, money_service
from massage_studio.bookings.course_list_queries import course
from massage_studio.errors import KnownError
from massage_studio.exchange.charges import PaymentDelta
from massage_studio.exchange.dates import DateOrder
from massage_studio.exchange.entries import NOTHING_CHOSEN, Choices
from massage_studio.exchange.layouts import signature
from massage_studio.exchange.matching import ImportStep
from massage_studio.exchange.models import ImportLayout
from massage_studio.exchange.queries import IMPORT, planned
from massage_studio.exchange.tables import UNWATCHED, Table, Watch
from massage_studio.exchange.views import Imported
from massage_studio.families.names import clean
from massage_studio.store.changes import Changes, changed
from massage_studio.store.ids import new_id
from massage_studio.store.operations import operation
from massage_studio.store.profile import profile
from massage_studio.store.undo import undo_operation


def commit(
    session: Session,
    *,
    table: Table,
    course_id: UUID,
    now: datetime,
    choices: Choices = NOTHING_CHOSEN,
    operation_id: UUID | None = None,
    file_name: str = "",
    watch: Watch = UNWATCHED,
) -> Imported:
    """Import a table into a course as one operation, all of it in the caller's transaction.

    Importing the same table again writes nothing: a baby of an order has one booking on a course.

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
        parsed, steps = planned(session, table=table, course_id=course_id, now=now, choices=choices)
        _write(session, steps, course_id, parsed.source, now, watch)
    _note_use(session, table, choices, now)
    done = Counter(step.line.kind for step in steps)
    return Imported(
        changes=doing.changed(),
        booked=done["new"],
        waiting=done["full"],
        cancelled=done["cancelled"],
        unchanged=done["duplicate"],
        updated=done["changed"],
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


def remember_layout(
    session: Session,
    *,
    titles: tuple[str, ...],
    name: str,
    mapping: Mapping[str, str],
    now: datetime,
    date_order: DateOrder | None = None,
) -> Changes:
    """Keep how the columns of a file were matched by hand, for the next file with the same titles.

    Raises:
        KnownError: the list has no name, which its bookings are known by when they come again.
    """
    name = clean(name)
    if not name:
        raise KnownError("The list needs a name.", "Write where it comes from, such as Happity.")
    row = session.get(ImportLayout, signature(titles))
    if row is None:
        row = ImportLayout(signature=signature(titles))
        session.add(row)
    row.name = name
    row.mapping = json.dumps(dict(mapping), ensure_ascii=False)
    row.date_order = date_order.value if date_order else ""
    row.used_at = now
    session.flush()
    return changed()


def _note_use(session: Session, table: Table, choices: Choices, now: datetime) -> None:
    row = session.get(ImportLayout, signature(table.titles))
    if row is not None:
        row.used_at = now
        row.date_order = choices.date_order.value if choices.date_order else row.date_order


def _write(
    session: Session, steps: tuple[ImportStep, ...], course_id: UUID, source: str, now: datetime, watch: Watch
) -> None:
    sessions = course(session, course_id=course_id, now=now).sessions
    zone = ZoneInfo(sessions[0].zone if sessions else profile(session).zone)
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
    carer, baby = step.carer, step.baby
    if step.family_id is None or carer is None or baby is None:
        return
    if step.new_family:
        families.add_family(session, family_id=step.family_id, now=now)
    if step.carer_write == "add":
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
    elif step.carer_write == "change":
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


def _place(
    session: Session, step: ImportStep, course_id: UUID, source: str, moment: datetime, now: datetime
) -> None:
    """Write the place that is taken or given up, and the money."""
    if step.booking_id is None:
        return
    if step.place == "cancel":
        booking_service.cancel(session, booking_id=step.booking_id, now=now)
    elif step.place == "book" and step.baby is not None and step.carer is not None:
        booking_service.book(
            session,
            booking_id=step.booking_id,
            course_id=course_id,
            baby_id=step.baby.id,
            carer_id=step.carer.id,
            now=moment,
            price=step.price,
            price_kind=step.price_kind,
            source=source,
            reference=step.entry.reference,
        )
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
