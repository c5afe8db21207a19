"""The undo of a payment: what speaks against taking one back or doing it again, such as its receipt."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from massage_studio.bookings.models import Payment
from massage_studio.bookings.money_service import keep_receipted
from massage_studio.store.operations import changes_since
from massage_studio.store.row_changes import Row, RowChange, changed_since
from massage_studio.store.undo import Turn, guard


@guard
@contextmanager
def keep_the_books(session: Session, turn: Turn) -> Iterator[None]:
    """Let no payment go that has a receipt or whose money went on, nor more be given back than came in."""
    payments = [change for change in turn.changes if change.table == "payment"]
    if not payments:
        yield
        return
    if turn.undo and _money_went_on(session, turn):
        raise changed_since()
    keep_receipted(session, payment_ids=[change.key for change in payments if _goes(change)])
    before = _paid(session, payments)
    yield
    if any(after < min(Decimal(), before[booking]) for booking, after in _paid(session, payments).items()):
        raise changed_since()


def _goes(change: RowChange) -> bool:
    """Tell whether a payment is deleted or voided."""
    before, after = change.before or {}, change.after
    return after is None or (before.get("voided_at") is None and after.get("voided_at") is not None)


def _money_went_on(session: Session, turn: Turn) -> bool:
    """Tell whether a later operation that stands gave back or moved on money that this one brought in."""
    # Taken back, what an operation made is there before and not after.
    made = [one.before for one in turn.changes if one.table == "payment" and one.after is None and one.before]
    brought = {row["booking_id"] for row in made if row["amount"] > 0}
    return bool(brought) and any(
        row["booking_id"] in brought and row["amount"] < 0
        for row in _new_payments(changes_since(session, turn.operation_id))
    )


def _new_payments(changes: Iterable[RowChange]) -> list[Row]:
    return [one.after for one in changes if one.table == "payment" and one.before is None and one.after]


def _paid(session: Session, payments: list[RowChange]) -> dict[UUID, Decimal]:
    """Return what stands as paid for each booking whose payments these are."""
    whole = [row for one in payments if (row := one.before or one.after) and "booking_id" in row]
    found = {}
    for booking_id in {UUID(row["booking_id"]) for row in whole}:
        stands = (Payment.booking_id == booking_id, Payment.voided_at.is_(None))
        found[booking_id] = session.scalar(select(func.sum(Payment.amount)).where(*stands)) or Decimal()
    return found
