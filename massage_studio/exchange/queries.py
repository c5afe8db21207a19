"""The questions of an import, what a file would do to a course, and of an export, what a class has seen."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from massage_studio.bookings.booking_queries import booking_ids_from, bookings
from massage_studio.bookings.course_list_queries import course, course_names
from massage_studio.bookings.course_planning_queries import draft
from massage_studio.bookings.places_queries import free_places, waiting_list
from massage_studio.bookings.prices import share
from massage_studio.bookings.roster_queries import payments_of
from massage_studio.bookings.roster_views import PaymentLine
from massage_studio.bookings.views import BookingView, CourseRow
from massage_studio.cues.queries import class_room, vocabulary
from massage_studio.curriculum.queries import area_labels
from massage_studio.exchange.answered import answered_words
from massage_studio.exchange.cells import phone_key
from massage_studio.exchange.charges import KnownBooking, Prices
from massage_studio.exchange.columns import (
    SOURCE,
    Columns,
    column_questions,
    columns_of,
    signature,
    with_columns_chosen,
)
from massage_studio.exchange.events import Record
from massage_studio.exchange.models import ImportLayout
from massage_studio.exchange.orders import BabyOrder, ReadBefore, Target, events_in, read_orders
from massage_studio.exchange.people_cells import is_rule, last_name_rules
from massage_studio.exchange.planning import ImportStep, Known, plan
from massage_studio.exchange.questions import NO_ANSWERS, Answers, Question, Scope
from massage_studio.exchange.tables import Table
from massage_studio.exchange.views import Asked, ColumnShown, ImportDone, ImportLine, ImportPreview
from massage_studio.families.names import clean, folded, full
from massage_studio.families.queries import contacts, family
from massage_studio.store.operations import operations_of
from massage_studio.store.profile import profile

IMPORT = "import"

# A baby's dates further from today than this are most likely a slip in the year.
_EARLIEST = timedelta(days=18 * 366)
_LATEST = timedelta(days=300)

# No flag has ended on this day, so a family seen from it shows all the flags it ever had.
_BEFORE_ALL = date(1900, 1, 1)


def record_of(session: Session, *, session_id: UUID) -> Record:
    """Return all that was noted in one class, and the words for it."""
    room = class_room(session, session_id=session_id)
    return Record(room, vocabulary(session), area_labels(session))


def remembered(session: Session, *, titles: tuple[str, ...]) -> dict[str, str]:
    """Return what was answered about files with these titles."""
    row = session.get(ImportLayout, signature(titles))
    if row is None:
        return {}
    return {**({SOURCE: row.name} if row.name else {}), **json.loads(row.answers)}


def imports(session: Session, *, limit: int = 20) -> tuple[ImportDone, ...]:
    """Return the latest imports, the last one first."""
    done = operations_of(session, verb=IMPORT, table="booking", limit=limit)
    names = course_names(session, ids={one.operation.course_id for one in done if one.operation.course_id})
    return tuple(
        ImportDone(
            operation_id=one.operation.id,
            at=one.operation.at,
            file_name=one.operation.words,
            course_id=one.operation.course_id,
            course=names.get(one.operation.course_id, "") if one.operation.course_id else "",
            babies=one.made,
            taken_back=one.undone,
        )
        for one in done
    )


def preview(
    session: Session,
    *,
    table: Table,
    course_id: UUID,
    now: datetime,
    answers: Answers = NO_ANSWERS,
    event: str = "",
    before: ReadBefore | None = None,
) -> ImportPreview:
    """Return what importing a table into a course would do, and what it asks; nothing is written.

    Raises:
        KnownError: as `planned` does.
    """
    read = planned(
        session, table=table, course_id=course_id, now=now, answers=answers, event=event, before=before
    )
    lines = sorted((_with_answers(step.line, read.answers) for step in read.steps), key=lambda one: one.rows)
    passed_over = any(line.state == "ready" and not line.waits for line in lines)
    waiting = waiting_list(session, course_id=course_id) if passed_over else ()
    held = course(session, course_id=course_id, now=now).held
    return ImportPreview(
        source=read.columns.source,
        events=events_in(table, read.columns),
        lines=tuple(lines),
        asked=tuple(_asked(read, lines)),
        answered=tuple(sorted(_answered(table, read))),
        columns=tuple(ColumnShown(one, table.sample(one.index)) for one in read.columns.all),
        waiting=len({one.family_id for one in waiting}),
        over=held[-1].starts.date() if held and all(one.ends < now for one in held) else None,
    )


def events(session: Session, *, table: Table, now: datetime) -> tuple[str, ...]:
    """Return the events that a table names, one of which can be imported where all are too many."""
    kept = with_columns_chosen(remembered(session, titles=table.titles))
    return events_in(table, columns_of(table, kept, now.date()))


@dataclass(frozen=True, slots=True)
class Planned:
    """What a table says by what was answered, and the steps of its import."""

    answers: Answers
    columns: Columns
    questions: tuple[Question, ...]
    steps: tuple[ImportStep, ...]


def planned(
    session: Session,
    *,
    table: Table,
    course_id: UUID,
    now: datetime,
    answers: Answers = NO_ANSWERS,
    event: str = "",
    before: ReadBefore | None = None,
) -> Planned:
    """Return what a table says, and the steps of its import into a course.

    What was answered about such files before holds where `answers` say nothing else; an empty answer asks
    again, even where a rule goes without one.

    Raises:
        KnownError: there are more bookings than any course has.
    """
    kept = {**remembered(session, titles=table.titles), **answers}
    kept = with_columns_chosen({key: value for key, value in kept.items() if value or is_rule(key)})
    target = course(session, course_id=course_id, now=now)
    zone = zone_of(session, target)
    where = Target(now.astimezone(zone).date(), zone, target.currency, target.price)
    columns = columns_of(table, kept, where.today)
    asked = column_questions(table, columns, kept)
    if asked:
        return Planned(kept, columns, asked, ())
    entries = read_orders(table, columns, kept, where, event, before)
    everybody = bookings(session, course_id=course_id, today=now.date())
    # A booking site sells whole courses; guests of single classes only take up places.
    booked = [booking for booking in everybody if booking.kind == "course"]
    payments = payments_of(session, booking_ids=tuple(booking.id for booking in booked))
    of_source = booking_ids_from(session, course_id=course_id, source=columns.source)
    near = _near(session, entries) | {booking.baby.family_id for booking in everybody}
    known = Known(
        families=tuple(family(session, family_id=key, today=_BEFORE_ALL) for key in sorted(near)),
        bookings=tuple(
            _known(booking, booking.id in of_source, payments.get(booking.id, ()), columns.source)
            for booking in booked
        ),
        free=free_places(session, course_id=course_id),
        prices=_prices(session, target, now),
        today=where.today,
        earliest=now.date() - _EARLIEST,
        latest=now.date() + _LATEST,
    )
    return Planned(kept, columns, (), plan(entries, known, kept))


def _with_answers(line: ImportLine, answers: Answers) -> ImportLine:
    """Return a line with the keys of what was answered about it."""
    mark = line.mark.partition(".")[0]
    return replace(line, answered=tuple(key for key in answers if mark in key))


def zone_of(session: Session, target: CourseRow) -> ZoneInfo:
    """Return the time zone where a course is held."""
    return ZoneInfo(target.sessions[0].zone if target.sessions else profile(session).zone)


def _near(session: Session, entries: Iterable[BabyOrder]) -> set[UUID]:
    """Return the families with an address, a telephone or a name of these."""
    emails, numbers, names = set(), set(), set()
    for entry in entries:
        emails.add(entry.email.casefold())
        numbers.add(phone_key(entry.phone))
        names.add(folded(full(entry.given_name, entry.family_name)))
    return {
        family_id
        for family_id, email, number, name in contacts(session)
        if (email and email.casefold() in emails)
        or (number and phone_key(number) in numbers - {""})
        or folded(name) in names
    }


def _answered(table: Table, read: Planned) -> Iterator[tuple[str, str]]:
    """Yield the keys and words of what was answered, and of the rules that go without an answer."""
    yield from answered_words(read.answers, table.titles)
    yield from last_name_rules(table, read.columns, read.answers)


def _asked(read: Planned, lines: Iterable[ImportLine]) -> Iterator[Asked]:
    """Yield the open questions, each once: those of the file first, then by how many rows wait."""
    yield from (Asked(question, ()) for question in read.questions)
    rows: dict[str, list[int]] = {}
    found: dict[str, Question] = {}
    for line in lines:
        for question in line.questions:
            found[question.key] = question
            rows.setdefault(question.key, []).extend(line.rows)
    wide = (Scope.FILE, Scope.COLUMN, Scope.WORD, Scope.ROW)
    for question in sorted(found.values(), key=lambda one: (wide.index(one.scope), min(rows[one.key]))):
        yield Asked(question, tuple(sorted(set(rows[question.key]))))


def _known(
    booking: BookingView, of_source: bool, payments: tuple[PaymentLine, ...], source: str
) -> KnownBooking:
    kept: dict[str, Decimal] = {}
    for line in payments:
        if line.method == clean(source) and line.amount > 0:
            kept[line.note] = kept.get(line.note, Decimal()) + line.amount
    return KnownBooking(
        id=booking.id,
        baby_id=booking.baby.id,
        family_id=booking.baby.family_id,
        reference=booking.reference,
        of_source=of_source,
        status=booking.status,
        price=booking.price,
        paid=sum((line.amount for line in payments), Decimal()),
        kept=kept,
    )


def _prices(session: Session, target: CourseRow, now: datetime) -> Prices:
    fields = draft(session, course_id=target.id).fields
    today = now.astimezone(ZoneInfo(fields.zone)).date()
    left = [one for one in target.held if one.status == "planned" and one.starts.date() >= today]
    pro_rata = share(target.price, classes_left=len(left), classes=len(target.held), currency=target.currency)
    return Prices(
        full=target.price,
        currency=target.currency,
        concession=fields.concession_price,
        sibling=fields.sibling_price,
        pro_rata=pro_rata if 0 < len(left) < len(target.held) else None,
        deposit=fields.deposit,
    )
