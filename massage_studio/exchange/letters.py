"""Letters to families: fields are filled in, a line that has nothing to say is left out, nothing is sent.

Pure text, without a database or a mail server: what comes out is copied, or saved as a draft by letter_files.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from babel.dates import format_date, format_time
from babel.lists import format_list

from massage_studio.bookings.calendar_views import CalendarEntry
from massage_studio.bookings.prices import worded
from massage_studio.errors import KnownError
from massage_studio.exchange.event_files import clean
from massage_studio.exchange.letter_people import ABOUT_A_CLASS, Recipient
from massage_studio.exchange.letter_texts import LetterKind, Template, load
from massage_studio.families.restrictions import not_written_to
from massage_studio.store.profile_view import Profile

_COMMON = ("carer", "baby", "course", "when", "where", "instructor")
FIELDS: Mapping[LetterKind, tuple[str, ...]] = {
    "confirmation": (*_COMMON, "dates", "price", "due"),
    "reminder": (*_COMMON, "due", "next"),
    "offer": (*_COMMON, "dates", "price", "until"),
    "cancelled": (*_COMMON, "reason", "instead", "next", "paid"),
    "called_off": (*_COMMON, "dates", "reason", "paid"),
    "payment": (*_COMMON, "price", "paid", "due"),
    "missing": (*_COMMON, "missing"),
    "waiting": ("carer", "baby", "course", "instructor"),
    "enquiry": (*_COMMON, "dates", "price"),
    "message": (*_COMMON, "next"),
}
_LOCALE = "en_GB"
_FIELD = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that is filled in; `address` is empty where there is none to write to."""

    name: str
    address: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class About:
    """What a letter is about: the classes of a course, and with `session_id` one of them; `now` is aware.

    Of several courses at once there is no class to tell of.
    """

    classes: tuple[CalendarEntry, ...]
    session_id: UUID | None
    now: datetime
    profile: Profile

    @property
    def one(self) -> CalendarEntry | None:
        """The class, if the letter is about one."""
        return next((one for one in self.classes if one.session_id == self.session_id), None)


@lru_cache(maxsize=1)
def make_ready() -> None:
    """Read what dates are written with: a tenth of a second, once, away from the GUI thread."""
    moment(datetime(2026, 11, 19, 10))
    format_list(["a", "b"], locale=_LOCALE)


def check_template(kind: LetterKind, template: Template) -> None:
    """Hold the fields of a template to those of its kind.

    Raises:
        KnownError: it is empty, names a field that this letter has not, or a bracket is not closed.
    """
    if not template.subject.strip() or not template.text.strip():
        raise KnownError("A letter needs a subject and a text.", "Fill both in, or go back to the original.")
    known = FIELDS[kind]
    for words in (template.subject, template.text):
        for name in _FIELD.findall(words):
            if name not in known:
                listed = ", ".join(f"{{{one}}}" for one in known)
                raise KnownError(
                    "This letter has no field {field}.",
                    "It has {fields}.",
                    field=f"{{{name}}}",
                    fields=listed,
                )
        if re.search(r"[{}]", _FIELD.sub("", words)):
            raise KnownError("A curly bracket stands alone.", "Write a field as {baby}, or leave it out.")


def write(kind: LetterKind, template: Template, recipient: Recipient, about: About) -> Letter:
    """Return a letter of this kind for one recipient.

    Raises:
        RestrictedError: the recipient is under a contact restriction and there is no reason to write.
    """
    if recipient.barred and not recipient.reason.strip():
        raise not_written_to()
    values = field_values(kind, recipient, about)
    carer = recipient.carer
    return Letter(
        name=_one_line(carer.name),
        address=carer.email if recipient.reachable else "",
        subject=_one_line(_filled(template.subject, values)),
        text=_filled_lines(template.text, values),
    )


def field_values(kind: LetterKind, recipient: Recipient, about: About) -> dict[str, str]:
    """Return what each field of this kind of letter says; a field with nothing to say is empty."""
    own = recipient.place.session_id
    held = [one for one in about.classes if one.status != "cancelled" and own in (None, one.session_id)]
    if kind == "called_off":
        held = [one for one in about.classes if one.status == "cancelled"]
    coming = [one for one in held if one.ends >= about.now]
    first = about.one if kind in ABOUT_A_CLASS else next(iter(coming or held), None)
    following, instead = _after(about, own)
    currency = recipient.place.currency
    until = recipient.place.until
    values = {
        "carer": recipient.carer.given_name,
        "baby": format_list([baby.given_name for baby in recipient.babies], locale=_LOCALE),
        "course": recipient.place.course,
        "when": moment(first.starts) if first else "",
        "where": _where(first or (about.classes[0] if about.classes else None)),
        "dates": "\n".join(f"- {moment(one.starts)}" for one in coming or held),
        "price": worded(recipient.price, currency),
        "due": worded(recipient.due, currency) if recipient.due > 0 else "",
        "until": moment(until) if until else "",
        "reason": _reason(about),
        "paid": worded(recipient.paid, currency) if _tells_paid(kind, recipient, about) else "",
        "missing": _missing(recipient),
        "instead": moment(instead.starts) if instead else "",
        "next": moment(following.starts) if following else "",
        "instructor": "\n".join(
            part for part in (about.profile.instructor, about.profile.business, about.profile.phone) if part
        ),
    }
    return {name: clean(values[name]) for name in FIELDS[kind]}


def _tells_paid(kind: LetterKind, recipient: Recipient, about: About) -> bool:
    """Tell whether a letter names what was paid: of what is cancelled only where nothing was had for it."""
    if kind == "cancelled" and recipient.place.session_id is None:
        return False
    if kind == "called_off" and any(one.status != "cancelled" for one in about.classes):
        return False
    return recipient.paid > 0


def _reason(about: About) -> str:
    """Return why the class was cancelled, or the last of a course that was cancelled as a whole."""
    if about.one is not None:
        return about.one.reason
    return next((one.reason for one in reversed(about.classes) if one.reason), "")


def _missing(recipient: Recipient) -> str:
    """Return what is still missing of the babies, a line each."""
    words, lines = load().words, []
    for baby, lacks in zip(recipient.babies, recipient.lacking, strict=True):
        lines += [words[f"lacks_{lack}"].format(baby=baby.given_name) for lack in lacks]
    return "\n".join(f"- {line}" for line in dict.fromkeys(lines))


def moment(at: datetime) -> str:
    """Return "Thursday 19 November 2026 at 10:00"."""
    day = format_date(at.date(), "EEEE d MMMM y", locale=_LOCALE)
    time = format_time(at.time(), "HH:mm", locale=_LOCALE)
    return load().words["at"].format(day=day, time=time)


def _after(about: About, own: UUID | None) -> tuple[CalendarEntry | None, CalendarEntry | None]:
    """Return the class that follows the one of the letter, and the one held in its place."""
    one = about.one
    if one is None or own is not None:
        return None, None
    planned = [other for other in about.classes if other.status == "planned"]
    instead = next((other for other in planned if other.replaces_id == one.session_id), None)
    later = (other for other in planned if other.starts > one.starts and other is not instead)
    return next(later, None), instead


def _where(entry: CalendarEntry | None) -> str:
    return ", ".join(part for part in (entry.venue, entry.address) if part) if entry else ""


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Fill the fields in, once: a name that looks like a field stays as it is."""
    return _FIELD.sub(lambda found: values.get(found[1], found[0]), text)


def _filled_lines(text: str, values: Mapping[str, str]) -> str:
    lines = [
        _filled(line, values)
        for line in text.splitlines()
        if all(values.get(name, "?") for name in _FIELD.findall(line))
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
