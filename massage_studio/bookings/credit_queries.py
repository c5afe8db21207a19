"""What was paid too much for a booking, and for which others of the family it could be used."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings.money_queries import money_of
from massage_studio.bookings.roster_queries import places_of_family
from massage_studio.bookings.roster_views import BookingRow
from massage_studio.bookings.views import LIVE


@dataclass(frozen=True, slots=True)
class Credit:
    """What could be used of a booking's money, and the bookings that owe something, each with its course."""

    amount: Decimal
    currency: str
    owing: tuple[tuple[BookingRow, str], ...]


def credit(session: Session, *, booking_id: UUID, family_id: UUID, now: datetime) -> Credit:
    """Return the credit of a booking of this family."""
    money = money_of(session, booking_id=booking_id)
    known = places_of_family(session, family_id=family_id, now=now)
    owing = tuple(
        (place, known.courses[place.booking.course_id])
        for place in known.places
        if place.booking.id != booking_id
        and place.booking.status in LIVE
        and place.booking.currency == money.currency
        and place.booking.due > 0
    )
    return Credit(max(Decimal(), -money.due), money.currency, owing)
