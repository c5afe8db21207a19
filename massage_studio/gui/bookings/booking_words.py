"""The words in which the class list tells of a booking."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from massage_studio.bookings.roster_views import BookingRow, PaymentLine
from massage_studio.bookings.views import PRESENT, PriceKind, SessionView
from massage_studio.families.restrictions import Purpose, may
from massage_studio.families.views import Flag
from massage_studio.gui import wording
from massage_studio.gui.families import words
from massage_studio.gui.widgets.paint import reads_from_the_right
from massage_studio.gui.widgets.person_row import RowTag

HELD_FOR = timedelta(hours=48)
"""How long a place is held for a family unless another moment is chosen."""

_GONE = ("cancelled", "moved")


def flag_words(flag: Flag) -> str:
    """Return what a health flag says on its tag."""
    if flag.what:
        return flag.what
    if flag.kind == "immunised":
        until = wording.short_day(flag.expires) if flag.expires else ""
        return _tr("Jab, wait until {day}").format(day=until) if until else _tr("Recent jab")
    names = {"allergy": _tr("Allergy"), "skin": _tr("Skin"), "unwell": _tr("Unwell")}
    return names.get(flag.kind, _tr("Health note"))


def price_kind(kind: PriceKind) -> str:
    """Return the name of a kind of price."""
    return {
        "full": _tr("Full price"),
        "concession": _tr("Concession"),
        "sibling": _tr("Brother or sister"),
        "pro_rata": _tr("By the classes left"),
        "drop_in": _tr("One class"),
        "agreed": _tr("Agreed price"),
    }[kind]


def method(name: str) -> str:
    """Return the name of a way of paying; one that came from elsewhere as it is."""
    names = {"cash": _tr("Cash"), "transfer": _tr("Bank transfer"), "card": _tr("Card")}
    return names.get(name, name)


def payment_words(line: PaymentLine) -> str:
    """Return "19 November 2026, cash, deposit" below an amount."""
    kinds = {
        "payment": "",
        "deposit": _tr("deposit"),
        "refund": _tr("given back"),
        "moved": _tr("moved along with the booking"),
    }
    way = method(line.method) if line.kind != "moved" else ""
    parts = (wording.full_day(line.paid.date()), way, kinds[line.kind], line.note)
    return " · ".join(part for part in parts if part)


def money(place: BookingRow) -> str:
    """Return "£48 of £60", "£60 paid", "nothing to pay" or what is to be given back."""
    one = place.booking
    if one.status != "booked":
        if not place.paid:
            return ""
        return _tr("{paid} paid").format(paid=wording.money(place.paid, one.currency, short=True))
    if not one.price and not place.paid:
        return _tr("nothing to pay")
    if one.due < 0:
        return _tr("{amount} too much").format(amount=wording.money(-one.due, one.currency, short=True))
    if one.due == 0:
        return _tr("{paid} paid").format(paid=wording.money(place.paid, one.currency, short=True))
    return _tr("{paid} of {price}").format(
        paid=wording.money(place.paid, one.currency, short=True),
        price=wording.money(one.price, one.currency, short=True),
    )


def second_line(place: BookingRow) -> str:
    """Return the line below the name: with whom, the telephone where it may be used, and what happened."""
    one = place.booking
    names = (one.carer.name, place.moved_to, place.moved_from)
    parts = [_tr("with {carer}").format(carer=one.carer.name)]
    if place.session is not None:
        day = wording.short_day(place.session.starts.date())
        parts.append(
            _tr("{day} instead of {course}, {missed}").format(
                day=day, course=place.makes_up.course, missed=wording.short_day(place.makes_up.starts.date())
            )
            if place.makes_up
            else _tr("{day} only").format(day=day)
        )
    elif one.status == "moved":
        parts.append(_tr("moved to {course}").format(course=place.moved_to))
    elif one.status not in _GONE and one.carer.phone and may(one.carer, Purpose.BE_TOLD):
        parts.append(one.carer.phone)
    if place.moved_from and one.status not in _GONE:
        parts.append(_tr("from {course}").format(course=place.moved_from))
    # Without a mark a number after an Arabic name would jump before it.
    gap = "\u200e · " if any(reads_from_the_right(part) for part in names) else " · "
    return gap.join(parts)


def tags(place: BookingRow) -> tuple[RowTag, ...]:
    """Return the pills of a booking: health before everything, then contact restrictions, then the rest."""
    one = place.booking
    found = [RowTag(flag_words(flag), "warning", safety=True) for flag in one.baby.flags]
    found += words.restrictions(place.restricted)
    if one.status in _GONE:
        return tuple(found)
    if one.status == "offered" and place.offered_until is not None:
        until = place.offered_until
        day, time = wording.weekday_day(until.date()), wording.clock(until)
        found.append(RowTag(_tr("Until {day}, {time}").format(day=day, time=time), "info"))
    if one.consent_missing:
        found.append(RowTag(_tr("Consent missing"), "error"))
    if place.age_warning:
        found.append(RowTag(_tr("Age"), "warning"))
    if place.lapsed:
        found.append(RowTag(_tr("Offer ran out"), "neutral"))
    return tuple(found)


def warnings(place: BookingRow) -> tuple[str, ...]:
    """Return in whole sentences what the pills only hint at."""
    told = words.restriction_words(place.restricted)
    return (*told, place.age_warning) if place.age_warning else tuple(told)


def visits(place: BookingRow) -> str:
    """Return "2 of 3 classes attended", or nothing where no register was opened."""
    opened = [one for one in place.visits if one is not None]
    if not opened:
        return ""
    came = sum(one in PRESENT for one in opened)
    return _tr("{came} of {count} classes attended").format(came=came, count=len(opened))


def class_words(session: SessionView) -> str:
    """Return "Thu 19 Nov, 10:00 · week 3, Autumn course"."""
    return _tr("{day}, {time} · week {number}, {course}").format(
        day=wording.weekday_day(session.starts.date()),
        time=wording.clock(session.starts),
        number=session.number,
        course=session.course,
    )


def offered(place: BookingRow, until: datetime) -> str:
    """Return what is said of an offer that was made."""
    return _tr("The place is held for {baby} until {day}, {time}.").format(
        baby=place.booking.baby.given_name, day=wording.weekday_day(until.date()), time=wording.clock(until)
    )


def standing(place: BookingRow) -> str:
    """Return where a booking stands, for a family's page."""
    one = place.booking
    if one.status == "moved":
        return _tr("moved to {course}").format(course=place.moved_to)
    if one.status == "waiting" and place.turn:
        return _tr("number {turn} on the waiting list").format(turn=place.turn)
    if one.status == "booked" and place.session is not None:
        kind = _tr("makes up a class") if place.kind == "make_up" else _tr("one class")
        return f"{kind}, {wording.weekday_day(place.session.starts.date())}"
    return words.booking(one.status)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Roster", text)
