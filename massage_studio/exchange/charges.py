"""What a booking from a file costs, and which of the file's money is new to the studio."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, Decimal
from uuid import UUID

from massage_studio.bookings.prices import smallest_coin
from massage_studio.bookings.views import PriceKind
from massage_studio.exchange.orders import BabyOrder

_NOTHING = Decimal()


@dataclass(frozen=True, slots=True)
class Prices:
    """What a course costs for one baby, and the deposit that it asks for; None where there is no such price.

    `pro_rata` is the price for the classes that are still to come, where some are over.
    """

    full: Decimal
    currency: str
    concession: Decimal | None = None
    sibling: Decimal | None = None
    pro_rata: Decimal | None = None
    deposit: Decimal | None = None


@dataclass(frozen=True, slots=True)
class KnownBooking:
    """A booking of the course; `of_source` where it came from the file's own booking site.

    `paid` is all that was paid for it. `kept` is what came from this booking site before: by the reference
    of the order where that is another one than the booking's, else by an empty text.
    """

    id: UUID
    baby_id: UUID
    family_id: UUID
    reference: str
    of_source: bool
    status: str
    price: Decimal
    paid: Decimal
    kept: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaymentDelta:
    """What a file brings for a booking: money to keep, of which order and as which of its payments.

    `left` is what the file says was paid in another order, and the booking does not cost any more.
    """

    pay: Decimal = _NOTHING
    order: str = ""
    after: Decimal = _NOTHING
    left: Decimal = _NOTHING

    def kept_on(self, booking: KnownBooking) -> KnownBooking:
        """Return the booking once this money is kept."""
        kept = {**booking.kept, self.order: self.after + self.pay}
        return replace(booking, paid=booking.paid + self.pay, kept=kept)


NO_PAYMENT_DELTA = PaymentDelta()


def price_of(entry: BabyOrder, prices: Prices, *, sibling: bool) -> tuple[Decimal, PriceKind]:
    """Return what a booking from a file costs, and the kind of this price.

    What was paid is the price where it is no less than the course's own, where the file tells of a discount,
    or where it is one of the course's other prices; else it is a part of the course's own price.
    """
    own, kind = _own(prices, sibling)
    paid = entry.paid
    if not paid:
        return (_NOTHING, "full") if paid is not None and entry.free else (own, kind)
    if entry.sharing > 1:
        return _shared(entry, prices, own, kind)
    if paid >= own:
        return paid, _kind(paid, prices)
    concession = prices.concession
    if paid == prices.deposit:
        if entry.discounted and concession is not None and concession > paid:
            return concession, "concession"
        return own, kind
    if paid == prices.pro_rata:
        return paid, "pro_rata"
    return (paid, _kind(paid, prices)) if entry.discounted or paid == concession else (own, kind)


def _own(prices: Prices, sibling: bool) -> tuple[Decimal, PriceKind]:
    if sibling and prices.sibling is not None:
        return prices.sibling, "sibling"
    return prices.full, "full"


def _kind(paid: Decimal, prices: Prices) -> PriceKind:
    if paid == prices.concession:
        return "concession"
    return "sibling" if paid == prices.sibling else "full"


def _shared(entry: BabyOrder, prices: Prices, own: Decimal, kind: PriceKind) -> tuple[Decimal, PriceKind]:
    """Return the price of one of the babies of an order; each has an equal share of what was paid for all."""
    total, babies, paid = entry.total or _NOTHING, entry.sharing, entry.paid or _NOTHING
    full, sibling = prices.full, prices.sibling
    expected = full + (babies - 1) * (full if sibling is None else sibling)
    if entry.discounted or total >= expected:
        return paid, _kind(paid, prices)
    if sibling is not None:
        return (expected / babies).quantize(smallest_coin(prices.currency), ROUND_DOWN), "full"
    # The course has no price for twins but the site has: they paid more than one place and less than two.
    deposits = prices.deposit is not None and total == babies * prices.deposit
    return (paid, "full") if total > full and not deposits else (own, kind)


def payment_delta(entry: BabyOrder, booking: KnownBooking) -> PaymentDelta:
    """Return what of an entry's money is new for a booking that the studio knows."""
    if not entry.paid:
        return NO_PAYMENT_DELTA
    due = booking.price - booking.paid
    same = booking.of_source and booking.reference == entry.reference
    order = entry.reference if booking.reference and not same else ""
    kept = booking.kept.get(order, _NOTHING)
    rest = max(_NOTHING, entry.paid - kept)
    # The first money is kept as it is told; later a payment by hand may be part of what the site tells.
    pay = rest if not booking.paid and not kept else min(rest, due)
    pay = pay if due > 0 else _NOTHING
    return PaymentDelta(pay, order, kept, left=rest - pay if order else _NOTHING)
