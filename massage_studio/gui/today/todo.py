"""What waits to be done: worked out from today's view, each with the page where it is done."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from massage_studio.bookings.chase_views import Reminders
from massage_studio.bookings.roster_views import BookingRow, NextOffer, OpenOffer, TodayView
from massage_studio.bookings.views import RegisterView, SessionView
from massage_studio.gui import wording
from massage_studio.language import translate

_MOST_CONSENTS = 2
"""More than these are told in one line, so that they do not push the rest out."""
_NEAR_DAYS = 7
"""So many days before its last day a family's request comes before all else."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do: what, about whom, and the button that leads there, or does a `step` of a booking."""

    title: str
    detail: str
    button: str
    page: str
    key: Any
    place: BookingRow | None = None
    step: str = ""

    @property
    def accessible_name(self) -> str:
        """What is to be done."""
        return self.title

    @property
    def accessible_description(self) -> str:
        """About whom."""
        return self.detail


def todos(
    view: TodayView,
    unprinted: tuple[tuple[SessionView, int], ...],
    reminders: Reminders,
    today: date,
) -> tuple[ToDo, ...]:
    """Return what waits, most pressing first: consents, free places, offers, follow-ups, papers, payments.

    A family's request stands after the offers, and before all else once its last day is near.
    """
    registers = view.today or ((view.next,) if view.next else ())
    found = [todo for register in registers for todo in _consents(register)]
    found += [_free_place(one) for one in view.offers]
    found += [_offer(one) for one in view.open_offers]
    if reminders.requests:
        near = (reminders.requests[0][0] - today).days <= _NEAR_DAYS
        found.insert(0 if near else len(found), _requests(reminders.requests, today))
    follow_ups = reminders.follow_ups
    if follow_ups:
        # Whom it is about and what, only the family's own page says.
        title = translate("ToDo", "%n follow-ups today", None, len(follow_ups))
        key = ("private", follow_ups[0])
        found.append(
            ToDo(title, translate("ToDo", "for you alone"), translate("ToDo", "Look"), "family", key)
        )
    for session, families in unprinted:
        title = translate("ToDo", "Take-homes of {day} not printed").format(
            day=wording.weekday_day(session.starts.date())
        )
        detail = translate("ToDo", "{course} · %n families", None, families).format(course=session.course)
        found.append(ToDo(title, detail, translate("ToDo", "Print"), "handouts", ("take_homes", session.id)))
    for register in registers:
        found += _payments(register)
    return tuple(found)


def _requests(waiting: tuple[tuple[date, UUID], ...], today: date) -> ToDo:
    """Return that families wait for an answer about their data: how long there is, and not who or what."""
    due, first = waiting[0]
    families, left = len({key for _, key in waiting}), (due - today).days
    title = translate("ToDo", "%n families wait for an answer about their data", None, families)
    if left > 0:
        detail = translate("ToDo", "%n days left, until {day}", None, left).format(
            day=wording.weekday_day(due)
        )
    elif left == 0:
        detail = translate("ToDo", "today is the last day")
    else:
        detail = translate("ToDo", "was due on {day}: answer it as soon as you can").format(
            day=wording.weekday_day(due)
        )
    return ToDo(title, detail, translate("ToDo", "Answer"), "family", ("rights", first))


def _free_place(offer: NextOffer) -> ToDo:
    """Return the offer of a free place to the family whose turn it is, one press away."""
    course, place = offer.course, offer.next
    title = translate("ToDo", "Offer one of %n free places", None, offer.free)
    detail = translate("ToDo", "{course} · next: {baby}, %n waiting", None, course.waiting).format(
        course=course.name, baby=place.booking.baby.name
    )
    return ToDo(title, detail, translate("ToDo", "Offer"), "classes", course.id, place, "offer")


def _offer(offer: OpenOffer) -> ToDo:
    """Return an offer that waits for its answer, or the news that one ran out."""
    place = offer.place
    one, until = place.booking, place.offered_until
    when = ""
    if until is not None:
        day, time = wording.weekday_day(until.date()), wording.clock(until)
        when = translate("ToDo", "{day}, {time}").format(day=day, time=time)
    if place.lapsed:
        title = translate("ToDo", "Offer to {baby} ran out").format(baby=one.baby.name)
        detail = translate("ToDo", "{course} · {when}, now at the end of the list").format(
            course=offer.course, when=when
        )
        return ToDo(title, detail, translate("ToDo", "Look"), "classes", one.course_id)
    title = translate("ToDo", "A place is held for {baby}").format(baby=one.baby.name)
    detail = translate("ToDo", "{course} · until {when}").format(course=offer.course, when=when)
    return ToDo(title, detail, translate("ToDo", "Accepted"), "classes", one.course_id, place, "accept")


def _consents(register: RegisterView) -> list[ToDo]:
    missing = [row.baby for row in register.rows if row.consent_missing]
    before = translate("ToDo", "{baby} · before {time}")
    time = wording.clock(register.session.starts)
    if len(missing) > _MOST_CONSENTS:
        names = wording.listed([baby.given_name for baby in missing])
        title = translate("ToDo", "Consent missing for %n babies", None, len(missing))
        detail = before.format(baby=names, time=time)
        return [ToDo(title, detail, translate("ToDo", "Review"), "classes", register.session.course_id)]
    return [
        ToDo(
            translate("ToDo", "Consent missing"),
            before.format(baby=baby.name, time=time),
            translate("ToDo", "Ask"),
            "family",
            baby.family_id,
        )
        for baby in missing
    ]


def _payments(register: RegisterView) -> list[ToDo]:
    due = [row for row in register.rows if row.due > 0]
    if not due:
        return []
    total = wording.money(sum((row.due for row in due), Decimal()), due[0].currency)
    title = translate("ToDo", "%n payments due", None, len(due))
    detail = translate("ToDo", "{money} in all · {course}").format(
        money=total, course=register.session.course
    )
    return [ToDo(title, detail, translate("ToDo", "Review"), "classes", register.session.course_id)]
