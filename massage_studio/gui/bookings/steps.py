"""What can be done with a booking as it stands now: the steps of its life, in the order of a menu."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt

from massage_studio.bookings.roster_views import BookingRow
from massage_studio.gui import wording
from massage_studio.language import translate

StepName = Literal[
    "offer",
    "offer_until",
    "accept",
    "decline",
    "book",
    "wait",
    "pay",
    "deposit",
    "refund",
    "credit",
    "payments",
    "price",
    "move",
    "make_up",
    "drop_in",
    "cancel",
    "reinstate",
    "letter",
    "family",
    "follow",
]
KEYS: dict[StepName, Qt.Key] = {
    "offer": Qt.Key.Key_O,
    "accept": Qt.Key.Key_A,
    "decline": Qt.Key.Key_D,
    "book": Qt.Key.Key_B,
    "wait": Qt.Key.Key_W,
    "pay": Qt.Key.Key_P,
    "price": Qt.Key.Key_E,
    "move": Qt.Key.Key_M,
    "make_up": Qt.Key.Key_U,
    "drop_in": Qt.Key.Key_I,
    "cancel": Qt.Key.Key_Delete,
    "reinstate": Qt.Key.Key_B,
    "letter": Qt.Key.Key_L,
    "family": Qt.Key.Key_F,
}
_LIVE = ("enquiry", "waiting", "offered", "booked")


@dataclass(frozen=True, slots=True)
class BookingStep:
    """One entry of a booking's menu; `ahead` says that a line stands above it."""

    name: StepName
    words: str
    ahead: bool = False

    @property
    def key(self) -> Qt.Key | None:
        """The key that does this step where the row has the focus."""
        return KEYS.get(self.name)


def steps(place: BookingRow) -> tuple[BookingStep, ...]:
    """Return what can be done with a booking, what comes next first."""
    groups: list[list[StepName]] = [list(_next(place)), _money(place), []]
    live = place.booking.status in _LIVE
    if place.session is not None and place.session.status == "cancelled" and place.kind == "drop_in":
        groups[2].append("drop_in")
    if live and place.kind == "course":
        groups[2] += ["make_up", "move"] if place.booking.status == "booked" else ["move"]
    if live:
        groups.append(["cancel"])
    # Nobody is written to about a wish for a place, or one that was given up.
    written_to = place.booking.status in ("waiting", "offered", "booked")
    groups.append(["letter", "family"] if written_to else ["family"])
    found: list[BookingStep] = []
    for group in groups:
        for first, name in enumerate(group):
            found.append(BookingStep(name, _words(name, place), ahead=bool(found) and not first))
    return tuple(found)


def main_step(place: BookingRow, free: int) -> BookingStep | None:
    """Return the step that has a button of its own in the row, if there is one."""
    status = place.booking.status
    if status == "offered":
        return BookingStep("accept", translate("Steps", "Accept"))
    if status == "waiting" and place.kind == "course":
        return BookingStep("offer", translate("Steps", "Offer the place")) if place.turn <= free else None
    if status == "enquiry":
        return (
            BookingStep("book", translate("Steps", "Book"))
            if free > 0
            else BookingStep("wait", translate("Steps", "Put on the list"))
        )
    if status == "booked" and place.booking.due > 0:
        amount = wording.money(place.booking.due, place.booking.currency, short=True)
        return BookingStep("pay", translate("Steps", "Take {amount}").format(amount=amount))
    if status == "cancelled":
        return BookingStep("reinstate", translate("Steps", "Book again"))
    if status == "moved" and place.moved_to_course is not None:
        return BookingStep("follow", translate("Steps", "Go there"))
    return None


def _next(place: BookingRow) -> tuple[StepName, ...]:
    status = place.booking.status
    if status == "enquiry":
        return ("book", "wait", "offer", "drop_in")
    if status == "waiting":
        return ("offer", "offer_until", "book", "drop_in")
    if status == "offered":
        return ("accept", "decline", "offer_until")
    if status == "cancelled":
        return ("reinstate",)
    return ("follow",) if status == "moved" and place.moved_to_course is not None else ()


def _money(place: BookingRow) -> list[StepName]:
    found: list[StepName] = []
    if place.booking.status in _LIVE:
        found += ["pay", "deposit"]
    if place.paid > 0:
        found.append("refund")
    if _has_credit(place):
        found.append("credit")
    if place.paid:
        found.append("payments")
    if place.booking.status in _LIVE:
        found.append("price")
    return found


def _has_credit(place: BookingRow) -> bool:
    """Tell whether money is theirs: the booking or all that it is for was cancelled, or too much was paid."""
    called_off = place.session is not None and place.session.status == "cancelled"
    called_off |= place.kind == "course" and not place.visits
    return place.paid > 0 and (place.booking.status == "cancelled" or called_off or place.booking.due < 0)


def _words(name: StepName, place: BookingRow) -> str:
    names: dict[StepName, str] = {
        "offer": translate("Steps", "&Offer the place for 48 hours"),
        "offer_until": translate("Steps", "Offer the place &until…"),
        "accept": translate("Steps", "&Accepted: book the place"),
        "decline": translate("Steps", "&Declined: to the end of the list"),
        "book": translate("Steps", "&Book the place"),
        "wait": translate("Steps", "Put on the &waiting list"),
        "pay": translate("Steps", "Take a &payment…"),
        "deposit": translate("Steps", "Take a depo&sit…"),
        "refund": translate("Steps", "Give money bac&k…"),
        "credit": translate("Steps", "Use the money for a&nother booking…"),
        "payments": translate("Steps", "Payments and &receipts…"),
        "price": translate("Steps", "Pric&e…"),
        "move": translate("Steps", "&Move to another course…"),
        "make_up": translate("Steps", "Make &up a missed class…"),
        "drop_in": translate("Steps", "Come to a s&ingle class…"),
        "cancel": translate("Steps", "&Cancel the booking"),
        "reinstate": translate("Steps", "&Book again"),
        "letter": translate("Steps", "Write a &letter…"),
        "family": translate("Steps", "Open the &family"),
        "follow": translate("Steps", "&Go to {course}").format(course=place.moved_to.replace("&", "&&")),
    }
    return names[name]
