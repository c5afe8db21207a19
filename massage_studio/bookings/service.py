"""The verbs of bookings: courses, places, the register and money."""

from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings.attendance_service import (
    begin_class,
    booked_in_class,
    booked_side_by_side,
    brought_by,
    check_health,
    come_in,
    elsewhere,
    end_class,
    expect_again,
    expect_everybody,
    leave,
    mark,
    mark_rest_absent,
    void_payment,
)
from massage_studio.bookings.courses_service import (
    add_course,
    cancel_class,
    change_course,
    close_days,
    hold_after_all,
    move_class,
    move_on,
    open_days,
    plan_course,
    replace_class,
)
from massage_studio.bookings.models import ClassSession
from massage_studio.bookings.money_service import give_receipt, pay, refund, take_at_the_door
from massage_studio.bookings.places_service import (
    accept,
    book,
    cancel,
    decline,
    drop_in,
    enquire,
    expire_offers,
    make_up,
    move_booking,
    offer,
    reinstate,
    set_price,
    wait,
)
from massage_studio.bookings.refusals import FullError, TooFewError
from massage_studio.bookings.venues_service import add_venue, change_venue
from massage_studio.bookings.views import HOLDS_A_PLACE, LIVE
from massage_studio.families.names import clean_lines
from massage_studio.store.changes import Changes, Thing, changed

__all__ = [
    "HOLDS_A_PLACE",
    "LIVE",
    "FullError",
    "TooFewError",
    "accept",
    "add_course",
    "add_venue",
    "begin_class",
    "book",
    "booked_in_class",
    "booked_side_by_side",
    "brought_by",
    "cancel",
    "cancel_class",
    "change_course",
    "change_venue",
    "check_health",
    "close_days",
    "come_in",
    "decline",
    "drop_in",
    "elsewhere",
    "end_class",
    "enquire",
    "expect_again",
    "expect_everybody",
    "expire_offers",
    "give_receipt",
    "hold_after_all",
    "leave",
    "make_up",
    "mark",
    "mark_rest_absent",
    "move_booking",
    "move_class",
    "move_on",
    "offer",
    "open_days",
    "pay",
    "plan_course",
    "refund",
    "reinstate",
    "replace_class",
    "set_price",
    "take_at_the_door",
    "void_payment",
    "wait",
]


def reflect(session: Session, *, session_id: UUID, text: str) -> Changes:
    """Keep the instructor's own reflection on a class; no text takes it away."""
    session.get_one(ClassSession, session_id).reflection = clean_lines(text)
    return changed(Thing.BOOKINGS)
