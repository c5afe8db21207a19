"""Cash at the door: a press of the class like any other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from massage_studio.bookings import money_service
from massage_studio.bookings.models import Payment
from massage_studio.cues import register_service
from massage_studio.errors import KnownError
from massage_studio.store.ids import new_id
from tests.cues.every_verb import AnyClass


@pytest.fixture
def room(studio_folder: Path) -> Iterator[AnyClass]:
    made = AnyClass.made(studio_folder)
    yield made
    made.store.close()


def due(room: AnyClass) -> Decimal:
    return room.look().register.rows[0].due


def payments(room: AnyClass) -> list[tuple[UUID, bool]]:
    """The payments in the books, each with whether it stands."""
    with room.store.read() as session:
        rows = session.execute(select(Payment.id, Payment.voided_at).order_by(Payment.id))
        return [(key, voided is None) for key, voided in rows]


def test_cash_is_taken_back_by_undo_and_stays_in_the_books(room: AnyClass) -> None:
    before = due(room)
    room.do("paid", 0)
    undo = room.look().undo
    assert undo is not None and (undo.verb, undo.amount, undo.currency) == ("paid", 5, "GBP")
    assert due(room) == before - 5
    room.undo()
    assert due(room) == before
    assert [stands for _, stands in payments(room)] == [False]
    room.restart()
    room.redo()
    assert due(room) == before - 5
    assert [stands for _, stands in payments(room)] == [True]


def test_cash_with_a_receipt_stays_in_the_books(room: AnyClass) -> None:
    before = due(room)
    room.do("paid", 0)
    ((payment_id, _),) = payments(room)
    with room.store.write() as session:
        money_service.give_receipt(session, receipt_id=new_id(), payment_id=payment_id, now=room.now)
    with pytest.raises(KnownError, match="receipt"):
        room.undo()
    assert due(room) == before - 5
    undo = room.look().undo
    assert undo is not None and undo.verb == "paid"


def test_the_same_press_again_takes_the_money_once(room: AnyClass) -> None:
    before = due(room)
    room.do("paid", 0)
    room.again()
    assert due(room) == before - 5


def test_cash_is_given_back_whatever_was_pressed_since(room: AnyClass) -> None:
    before = due(room)
    room.do("paid", 0)
    room.do("bookmark", "", (0,))
    ((payment_id, _),) = payments(room)
    baby_id = room.opened.dyads[0].baby
    with room.store.write() as session:
        register_service.void_cash(
            session,
            action_id=new_id(),
            session_id=room.opened.session,
            baby_id=baby_id,
            payment_id=payment_id,
            now=room.now,
        )
    assert due(room) == before and len(room.look().notes) == 1
    room.undo()
    assert due(room) == before - 5
