"""The words in which the class list tells of a booking."""

from datetime import datetime, timedelta

from massage_studio.bookings.roster_views import BookingRow, PaymentLine
from massage_studio.bookings.views import PRESENT, PriceKind, SessionView
from massage_studio.families.restrictions import Purpose, may
from massage_studio.families.views import Flag
from massage_studio.gui import wording
from massage_studio.gui.families import words
from massage_studio.gui.widgets.paint import reads_from_the_right
from massage_studio.gui.widgets.person_row import RowTag
from massage_studio.language import translate

HELD_FOR = timedelta(hours=48)
"""How long a place is held for a family unless another moment is chosen."""

_GONE = ("cancelled", "moved")


def flag_words(flag: Flag) -> str:
    """Return what a health flag says on its tag."""
    if flag.what:
        return flag.what
    if flag.kind == "immunised":
        until = wording.short_day(flag.expires) if flag.expires else ""
        return (
            translate("Roster", "Jab, wait until {day}").format(day=until)
            if until
            else translate("Roster", "Recent jab")
        )
    names = {
        "allergy": translate("Roster", "Allergy"),
        "skin": translate("Roster", "Skin"),
        "unwell": translate("Roster", "Unwell"),
    }
    return names.get(flag.kind, translate("Roster", "Health note"))


def price_kind(kind: PriceKind) -> str:
    """Return the name of a kind of price."""
    return {
        "full": translate("Roster", "Full price"),
        "concession": translate("Roster", "Concession"),
        "sibling": translate("Roster", "Brother or sister"),
        "pro_rata": translate("Roster", "By the classes left"),
        "drop_in": translate("Roster", "One class"),
        "agreed": translate("Roster", "Agreed price"),
    }[kind]


def method(name: str) -> str:
    """Return the name of a way of paying; one that came from elsewhere as it is."""
    names = {
        "cash": translate("Roster", "Cash"),
        "transfer": translate("Roster", "Bank transfer"),
        "card": translate("Roster", "Card"),
    }
    return names.get(name, name)


def payment_words(line: PaymentLine) -> str:
    """Return "19 November 2026, cash, deposit" below an amount."""
    kinds = {
        "payment": "",
        "deposit": translate("Roster", "deposit"),
        "refund": translate("Roster", "given back"),
        "moved": translate("Roster", "moved along with the booking"),
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
        return translate("Roster", "{paid} paid").format(
            paid=wording.money(place.paid, one.currency, short=True)
        )
    if not one.price and not place.paid:
        return translate("Roster", "nothing to pay")
    if one.due < 0:
        return translate("Roster", "{amount} too much").format(
            amount=wording.money(-one.due, one.currency, short=True)
        )
    if one.due == 0:
        return translate("Roster", "{paid} paid").format(
            paid=wording.money(place.paid, one.currency, short=True)
        )
    return translate("Roster", "{paid} of {price}").format(
        paid=wording.money(place.paid, one.currency, short=True),
        price=wording.money(one.price, one.currency, short=True),
    )


def second_line(place: BookingRow) -> str:
    """Return the line below the name: with whom, the telephone where it may be used, and what happened."""
    one = place.booking
    names = (one.carer.name, place.moved_to, place.moved_from)
    parts = [translate("Roster", "with {carer}").format(carer=one.carer.name)]
    if place.session is not None:
        day = wording.short_day(place.session.starts.date())
        parts.append(
            translate("Roster", "{day} instead of {course}, {missed}").format(
                day=day, course=place.makes_up.course, missed=wording.short_day(place.makes_up.starts.date())
            )
            if place.makes_up
            else translate("Roster", "{day} only").format(day=day)
        )
    elif one.status == "moved":
        parts.append(translate("Roster", "moved to {course}").format(course=place.moved_to))
    elif one.status not in _GONE and one.carer.phone and may(one.carer, Purpose.BE_TOLD):
        parts.append(one.carer.phone)
    if place.moved_from and one.status not in _GONE:
        parts.append(translate("Roster", "from {course}").format(course=place.moved_from))
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
        found.append(RowTag(translate("Roster", "Until {day}, {time}").format(day=day, time=time), "info"))
    if one.consent_missing:
        found.append(RowTag(translate("Roster", "Consent missing"), "error"))
    if place.age_warning:
        found.append(RowTag(translate("Roster", "Age"), "warning"))
    if place.lapsed:
        found.append(RowTag(translate("Roster", "Offer ran out"), "neutral"))
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
    return translate("Roster", "{came} of %n classes attended", None, len(opened)).format(came=came)


def class_words(session: SessionView) -> str:
    """Return "Thu 19 Nov, 10:00 · week 3, Autumn course"."""
    return translate("Roster", "{day}, {time} · week {number}, {course}").format(
        day=wording.weekday_day(session.starts.date()),
        time=wording.clock(session.starts),
        number=session.number,
        course=session.course,
    )


def offered(place: BookingRow, until: datetime) -> str:
    """Return what is said of an offer that was made."""
    return translate("Roster", "The place is held for {baby} until {day}, {time}.").format(
        baby=place.booking.baby.given_name, day=wording.weekday_day(until.date()), time=wording.clock(until)
    )


def standing(place: BookingRow) -> str:
    """Return where a booking stands, for a family's page."""
    one = place.booking
    if one.status == "moved":
        return translate("Roster", "moved to {course}").format(course=place.moved_to)
    if one.status == "waiting" and place.turn:
        return translate("Roster", "number {turn} on the waiting list").format(turn=place.turn)
    if one.status == "booked" and place.session is not None:
        kind = (
            translate("Roster", "makes up a class")
            if place.kind == "make_up"
            else translate("Roster", "one class")
        )
        return f"{kind}, {wording.weekday_day(place.session.starts.date())}"
    return words.booking(one.status)
