"""What the database itself holds, whoever writes to it: each way of breaking it by hand is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any, get_args
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings import transfers_service
from massage_studio.bookings.money_service import pay
from massage_studio.bookings.single_classes_service import drop_in
from massage_studio.cues import log_service, tray_service
from massage_studio.cues.views import Kind
from massage_studio.errors import KnownError
from massage_studio.families.queries import family
from massage_studio.store.changes import Changes
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.operations import perform
from massage_studio.store.undo import redo_operation, undo_operation
from tests.studio_fixtures import NOW, Dyad, a_booking, a_class, a_course, a_family, classes_of

LATER = NOW + timedelta(hours=1)
FAMILY = "belongs to the baby's own family"
CURRENCY = "is paid in its currency"


@dataclass(frozen=True)
class Lived:
    """A studio with a class that was pressed in, a single class, a payment and two courses."""

    store: Store
    class_id: UUID
    course: UUID
    abroad: UUID
    mia: Dyad
    noah: Dyad
    booking: UUID
    visit: UUID

    def run(self, sql: str, **values: Any) -> None:
        """Run one statement in a transaction, with the keys as the database holds them."""
        given = {name: value.hex if isinstance(value, UUID) else value for name, value in values.items()}
        with self.store.write() as session:
            assert session.execute(text(sql), given).rowcount  # type: ignore[attr-defined]


@pytest.fixture
def lived(studio: Store) -> Lived:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        mia, noah = opened.dyads[0], a_family(session, "Noah", "Dan")
        abroad = a_course(session, "Abroad", currency="EUR")
        visit = new_id()
        drop_in(
            session,
            booking_id=visit,
            session_id=classes_of(session, opened.course)[1],
            baby_id=noah.baby,
            carer_id=noah.carer,
            now=NOW,
        )
        [booking] = session.execute(text("SELECT id FROM booking WHERE session_id IS NULL")).scalars()
        pay(
            session,
            payment_id=new_id(),
            booking_id=UUID(booking),
            amount=Decimal(20),
            method="cash",
            now=NOW,
        )
        cues.record(
            session,
            action_id=new_id(),
            session_id=opened.session,
            dyads=((mia.baby, mia.carer),),
            kind="cue",
            code="yawns",
            now=NOW,
        )
        tray_service.hold(
            session,
            action_id=new_id(),
            session_id=opened.session,
            held_id=new_id(),
            kind="cue",
            code="yawns",
            now=LATER,
        )
    return Lived(studio, opened.session, opened.course, abroad, mia, noah, UUID(booking), visit)


def copied(table: str, **changed: str) -> str:
    """Return the statement that writes a row of a table once more with other values."""
    names = {
        "cue_note": "id, session_id, baby_id, action_id, seq, kind, code, text, layer, at",
        "held_press": "id, session_id, kind, code, text, layer, at",
        "booking": "id, course_id, session_id, baby_id, carer_id, kind, status, price, price_kind, source,"
        " reference, made_at",
        "payment": "id, booking_id, kind, amount, currency, method, note, paid_at",
        "consent": "id, family_id, kind, given, wording, given_on",
    }[table]
    values = ", ".join(changed.get(name, name) for name in names.split(", "))
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {table}"


# A note comes from a press


def test_a_note_without_its_press_is_refused(lived: Lived) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        lived.run(copied("cue_note", id=":id", seq="99", action_id=":gone"), id=new_id(), gone=new_id())
    lived.run(copied("cue_note", id=":id", seq="99"), id=new_id())


def test_the_press_of_a_note_cannot_be_taken_from_under_it(lived: Lived) -> None:
    lived.store.close()
    with lived.store.engine.connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER operation_kept")
        connection.exec_driver_sql("DELETE FROM operation_subject")
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            connection.exec_driver_sql("DELETE FROM operation WHERE verb = 'cue'")
        connection.rollback()


# A press in the tray is of a kind that there is


def test_a_press_in_the_tray_is_of_a_kind_that_there_is(lived: Lived) -> None:
    for change in (copied("held_press", id=":id", kind="'sneeze'"), "UPDATE held_press SET kind = :id"):
        with pytest.raises(IntegrityError, match="ck_held_press_kind"):
            lived.run(change, id=new_id())
    for kind in get_args(Kind):
        lived.run("UPDATE held_press SET kind = :kind", kind=kind)


# A place in one class is a place on its course


def test_a_single_class_belongs_to_the_course_of_its_booking(lived: Lived) -> None:
    for change in (
        "UPDATE booking SET course_id = :abroad WHERE id = :visit",
        copied("booking", id=":id", course_id=":abroad", status="'cancelled'") + " WHERE id = :visit",
        "UPDATE class_session SET course_id = :abroad, number = 99"
        " WHERE id = (SELECT session_id FROM booking WHERE id = :visit)",
    ):
        with pytest.raises(IntegrityError, match="FOREIGN KEY"):
            lived.run(change, visit=lived.visit, abroad=lived.abroad, id=new_id())


# Carer and baby are of one family


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE booking SET carer_id = :stranger WHERE id = :booking",
        "UPDATE booking SET baby_id = :baby WHERE id = :booking",
        "UPDATE carer SET family_id = :family WHERE id = :carer",
        "UPDATE baby SET family_id = :family WHERE family_id <> :family",
        copied("booking", id=":id", course_id=":abroad", carer_id=":stranger") + " WHERE id = :booking",
    ],
)
def test_carer_and_baby_of_a_booking_are_of_one_family(lived: Lived, change: str) -> None:
    mia, noah = lived.mia, lived.noah
    with pytest.raises(KnownError, match=FAMILY):
        lived.run(
            change,
            booking=lived.booking,
            stranger=noah.carer,
            carer=mia.carer,
            baby=noah.baby,
            family=noah.family,
            abroad=lived.abroad,
            id=new_id(),
        )


def test_who_booked_nothing_may_change_family(lived: Lived) -> None:
    with lived.store.write() as session:
        aunt = new_id()
        families.add_carer(session, family_id=lived.noah.family, carer_id=aunt, given_name="Ada")
    lived.run("UPDATE carer SET family_id = :family WHERE id = :aunt", family=lived.mia.family, aunt=aunt)
    lived.run("UPDATE booking SET carer_id = :aunt WHERE id = :booking", aunt=aunt, booking=lived.booking)


# One answer of a kind stands


def answered(lived: Lived, given: bool, key: UUID) -> None:
    def answer(session: Any) -> Changes:
        return families.answer_consent(
            session, family_id=lived.mia.family, kind="photo", given=given, on=NOW.date()
        )

    with lived.store.write() as session:
        perform(session, name="answer_consent", work=answer, words="Mia", now=NOW, operation_id=key)


def photo(lived: Lived) -> bool | None:
    with lived.store.read() as session:
        consents = family(session, family_id=lived.mia.family, today=NOW.date()).consents
        return next(one.given for one in consents if one.kind == "photo")


def test_one_consent_of_a_kind_stands(lived: Lived) -> None:
    answered(lived, True, new_id())
    with pytest.raises(IntegrityError, match="UNIQUE"):
        lived.run(copied("consent", id=":id", given="0"), id=new_id())
    answered(lived, False, new_id())
    with pytest.raises(IntegrityError, match="UNIQUE"):
        lived.run("UPDATE consent SET withdrawn_on = NULL")
    assert photo(lived) is False


def test_an_answer_that_was_changed_is_taken_back_and_given_again(lived: Lived) -> None:
    yes, no = new_id(), new_id()
    answered(lived, True, yes)
    answered(lived, False, no)
    for turn, stands in ((undo_operation, True), (redo_operation, False)) * 2:
        with lived.store.write() as session:
            moment = {"now": LATER} if turn is undo_operation else {}
            turn(session, operation_id=no, **moment)  # type: ignore[operator]
        assert photo(lived) is stands


# Moved, where to


def test_a_moved_booking_says_where_to(lived: Lived) -> None:
    with pytest.raises(IntegrityError, match="ck_booking_moved"):
        lived.run("UPDATE booking SET status = 'moved' WHERE id = :id", id=lived.booking)
    moved, done = new_id(), new_id()
    with lived.store.write() as session:
        transfers_service.move_booking(
            session,
            booking_id=lived.booking,
            to_course_id=a_course(session, "Other"),
            new_booking_id=moved,
            now=LATER,
            operation_id=done,
        )
    with pytest.raises(IntegrityError, match="ck_booking_moved"):
        lived.run("UPDATE booking SET moved_to_id = NULL WHERE id = :id", id=lived.booking)
    for turn, status in ((undo_operation, "booked"), (redo_operation, "moved")):
        with lived.store.write() as session:
            moment = {"now": LATER} if turn is undo_operation else {}
            turn(session, operation_id=done, **moment)  # type: ignore[operator]
            found = session.execute(
                text("SELECT status FROM booking WHERE id = :id"), {"id": lived.booking.hex}
            )
            assert found.scalar_one() == status


# A payment is in the currency of its course


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE payment SET currency = 'EUR'",
        "UPDATE course SET currency = 'EUR' WHERE id = :course",
        "UPDATE booking SET course_id = :abroad WHERE id = :booking",
        copied("payment", id=":id", currency="'EUR'"),
    ],
)
def test_a_payment_is_in_the_currency_of_its_course(lived: Lived, change: str) -> None:
    with pytest.raises(KnownError, match=CURRENCY):
        lived.run(change, course=lived.course, abroad=lived.abroad, booking=lived.booking, id=new_id())


def test_a_payment_does_not_go_to_a_booking_in_another_currency(lived: Lived) -> None:
    with lived.store.write() as session:
        there = a_booking(session, lived.abroad, lived.noah)
    with pytest.raises(KnownError, match=CURRENCY):
        lived.run("UPDATE payment SET booking_id = :there", there=there)
    lived.run("UPDATE course SET currency = 'USD' WHERE id = :abroad", abroad=lived.abroad)


# The class room is as it was


def test_presses_are_taken_back_and_done_again_with_their_notes(lived: Lived) -> None:
    def notes() -> int:
        with lived.store.read() as session:
            return int(
                session.execute(text("SELECT count(*) FROM cue_note WHERE voided_at IS NULL")).scalar_one()
            )

    walk: tuple[tuple[Callable[..., Any], int], ...] = (
        (log_service.undo, 1), (log_service.undo, 0), (log_service.redo, 1), (log_service.redo, 1),
    )  # fmt: skip
    for turn, left in walk:
        with lived.store.write() as session:
            turn(session, session_id=lived.class_id, **({"now": LATER} if turn is log_service.undo else {}))
        assert notes() == left
