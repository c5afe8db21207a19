"""What a place costs: the usual price, a sibling's, the early one, or by the classes that are left."""

from datetime import date
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.models import Booking, Course
from massage_studio.bookings.prices import share
from massage_studio.bookings.views import LIVE, PriceKind, PriceView
from massage_studio.families.queries import family_by_baby


def suggested_price(session: Session, *, course_id: UUID, baby_id: UUID, today: date) -> PriceView:
    """Return what a place on a course may cost for a baby on a day.

    The sibling price is there where a brother or sister has, wants or was offered a place, and where the
    course has one.
    """
    course = session.get_one(Course, course_id)
    return price_for(course, sibling=has_sibling_on(session, course_id, baby_id), today=today)


def price_for(course: Course, *, sibling: bool, today: date) -> PriceView:
    """Return what a place on a course may cost on a day, to the `sibling` of a baby or not."""
    left, total = classes_left(course, today)
    kinds: list[tuple[PriceKind, Decimal]] = [("full", course.price)]
    if course.concession_price is not None:
        kinds.append(("concession", course.concession_price))
    if course.sibling_price is not None and sibling:
        kinds.append(("sibling", course.sibling_price))
    if 0 < left < total:
        kinds.append(("pro_rata", _pro_rata(course, today)))
    # A late twin pays whichever is less.
    reduced = [(price, kind) for kind, price in reversed(kinds) if kind in ("pro_rata", "sibling")]
    suggested = min(reduced, key=lambda one: one[0])[1] if reduced else "full"
    return PriceView(tuple(kinds), suggested, course.currency, left, total)


def has_sibling_on(session: Session, course_id: UUID, baby_id: UUID) -> bool:
    """Tell whether a brother or sister of a baby has, wants or was offered a place on a course."""
    others = session.scalars(
        select(Booking.baby_id).where(
            Booking.course_id == course_id,
            Booking.session_id.is_(None),
            Booking.status.in_(LIVE),
            Booking.baby_id != baby_id,
        )
    ).all()
    families = family_by_baby(session, ids=[baby_id, *others])
    return any(families[other] == families[baby_id] for other in others)


def price_of_kind(course: Course, kind: PriceKind, today: date) -> Decimal | None:
    """Return a course's price of one kind on a day, None where it has none.

    One class costs its share of the whole where the course has no price for it.
    """
    _, total = classes_left(course, today)
    one_class = share(course.price, classes_left=1, classes=total, currency=course.currency)
    return {
        "full": course.price,
        "concession": course.concession_price,
        "sibling": course.sibling_price,
        "pro_rata": _pro_rata(course, today),
        "drop_in": one_class if course.drop_in_price is None else course.drop_in_price,
        "agreed": None,
    }[kind]


def classes_left(course: Course, today: date) -> tuple[int, int]:
    """Return how many classes of a course are still to be held on a day, and how many there are in all.

    A class that was cancelled is none of them.
    """
    zone = ZoneInfo(course.zone)
    held = [part for part in course.sessions if part.status != "cancelled"]
    left = [
        part for part in held if part.status == "planned" and part.starts_at.astimezone(zone).date() >= today
    ]
    return len(left), len(held)


def _pro_rata(course: Course, today: date) -> Decimal:
    left, total = classes_left(course, today)
    return share(course.price, classes_left=left, classes=total, currency=course.currency)
