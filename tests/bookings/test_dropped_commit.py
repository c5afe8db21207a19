"""The connection drops around COMMIT: nobody knows if it was done, so it is done again, and is there once.

What a dialog writes has keys that the dialog made, and keeps until it is closed.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import text
from sqlalchemy.orm import Session

from massage_studio.bookings import (
    booking_service,
    families_service,
    money_service,
    single_classes_service,
    transfers_service,
)
from massage_studio.bookings.booking_form_views import AdultEntry, BabyEntry, FamilyEntry
from massage_studio.errors import NotWritableError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, classes_of

Verb = Callable[..., Any]


def a_new_family(session: Session) -> Verb:
    carer = new_id()
    entry = FamilyEntry(
        new_id(), carer, (AdultEntry(carer, "Grace", "", "", ""),), (BabyEntry(new_id(), new_id(), "Mia"),)
    )
    return partial(families_service.add_family_places, entry=entry, course_id=a_course(session))


def a_place(session: Session) -> Verb:
    dyad = a_family(session)
    who = {"baby_id": dyad.baby, "carer_id": dyad.carer}
    return partial(booking_service.book, booking_id=new_id(), course_id=a_course(session), **who)


def a_question(session: Session) -> Verb:
    dyad = a_family(session)
    who = {"baby_id": dyad.baby, "carer_id": dyad.carer}
    return partial(booking_service.enquire, booking_id=new_id(), course_id=a_course(session), **who)


def a_drop_in(session: Session) -> Verb:
    dyad, first = a_family(session), classes_of(session, a_course(session))[0]
    who = {"baby_id": dyad.baby, "carer_id": dyad.carer}
    return partial(
        single_classes_service.drop_in, booking_id=new_id(), session_id=first, price=Decimal(9), **who
    )


def a_move(session: Session) -> Verb:
    booking = a_booking(session, a_course(session), a_family(session))
    other = a_course(session, "Winter course")
    return partial(
        transfers_service.move_booking, booking_id=booking, to_course_id=other, new_booking_id=new_id()
    )


def a_payment(session: Session) -> Verb:
    booking = a_booking(session, a_course(session), a_family(session))
    return partial(
        money_service.pay, payment_id=new_id(), booking_id=booking, amount=Decimal(72), method="cash"
    )


def rows(store: Store) -> dict[str, int]:
    with store.read() as session:
        return {
            table: session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("family", "baby", "carer", "booking", "payment", "attendance", "operation")
        }


def do(store: Store, verb: Verb, operation: UUID) -> None:
    with store.write() as session:
        verb(session, now=NOW, operation_id=operation)


@pytest.mark.parametrize("came_through", [False, True])
@pytest.mark.parametrize("made", [a_new_family, a_place, a_question, a_drop_in, a_move, a_payment])
def test_a_dropped_connection_around_commit_never_doubles_a_booking(
    studio: Store,
    monkeypatch: pytest.MonkeyPatch,
    made: Callable[[Session], Verb],
    came_through: bool,
) -> None:
    with studio.write() as session:
        verb = made(session)
    before, operation = rows(studio), new_id()
    commit = studio.engine.dialect.do_commit

    def dropped(connection: Any) -> None:
        if came_through:
            commit(connection)
        raise driver.OperationalError("disk I/O error")

    with monkeypatch.context() as patch:
        patch.setattr(studio.engine.dialect, "do_commit", dropped)
        with pytest.raises(NotWritableError):
            do(studio, verb, operation)
    studio.engine.dispose()
    again = open_studio(studio.folder)
    assert (rows(again) == before) is not came_through
    do(again, verb, operation)
    once = rows(again)
    assert once["operation"] == before["operation"] + 1
    do(again, verb, operation)
    assert rows(again) == once
    again.close()
