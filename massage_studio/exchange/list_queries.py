"""The lists that leave the program: who comes, families, bookings, attendance and consents.

Whoever may not get papers is in none of them, and of an adult who may not be told there is no address.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings.list_queries import attended_lines, booked_lines
from massage_studio.exchange.table_files import Cell, Money, Table
from massage_studio.families.list_queries import ListedFamily, listed_families
from massage_studio.families.restrictions import Purpose, may, restricted
from massage_studio.families.views import BabyView, CarerView

ListName = Literal["attendees", "families", "bookings", "attendance", "consents"]
NAMES: tuple[ListName, ...] = get_args(ListName)
MARKED = "See the office before anything is told"
_STATUS = {
    "enquiry": "asked",
    "waiting": "waiting",
    "offered": "offered a place",
    "booked": "booked",
    "cancelled": "cancelled",
    "moved": "moved to another course",
}
_KIND = {"course": "whole course", "drop_in": "one class", "make_up": "makes up a class"}
_CAME = {
    "expected": "not marked",
    "here": "here",
    "late": "late",
    "absent": "absent",
    "elsewhere": "made up elsewhere",
}
_CONSENT = {
    "health": "Keeping health notes",
    "notes": "Keeping notes of classes",
    "photo": "Taking photographs",
    "contact": "Hearing about other courses",
}
_FLAG = {
    "allergy": "Allergy",
    "condition": "Condition",
    "immunised": "Recent jab",
    "unwell": "Unwell",
    "skin": "Skin",
}


@dataclass(frozen=True, slots=True)
class Found:
    """One list, ready to be written, under its title."""

    title: str
    table: Table
    count: int


def list_out(
    session: Session,
    *,
    name: ListName,
    today: date,
    course_id: UUID | None = None,
    family_ids: Iterable[UUID] | None = None,
) -> Found:
    """Return a list of everything, of one course, or of these families."""
    keys = None if family_ids is None else list(family_ids)
    homes = _Homes(listed_families(session, today=today, ids=keys))
    if name == "families":
        return _found("Families", _FAMILY, homes.families())
    if name == "consents":
        return _found("Consents", _CONSENTS, homes.consents())
    if name == "attendance":
        rows = [
            (
                *(one.course, one.day, one.title),
                *(homes.baby(one.baby_id), homes.adult(one.carer_id), _CAME[one.status]),
            )
            for one in attended_lines(session, course_id=course_id)
            if homes.knows(one.baby_id)
        ]
        return _found("Attendance", ("Course", "Date", "Class", "Baby", "Carer", "Came"), rows)
    booked = [one for one in booked_lines(session, course_id=course_id) if homes.knows(one.baby_id)]
    if name == "attendees":
        coming = dict.fromkeys(one.baby_id for one in booked if one.status == "booked")
        return _found("Attendees", _ATTENDEE, [homes.attendee(key) for key in coming])
    lines = [
        (
            *(one.course, one.day, homes.baby(one.baby_id), homes.adult(one.carer_id)),
            *(_KIND[one.kind], _STATUS[one.status], one.made),
            *(Money(part, one.currency) for part in (one.price, one.paid, one.due)),
            one.currency,
        )
        for one in booked
    ]
    return _found("Bookings", _BOOKING, lines)


_FAMILY = ("Baby", "Born", "Due", "Adults", "E-mail", "Telephone", "Note", "Since", "Form back")
_CONSENTS = ("Baby", "Adults", "Consent", "Answer", "On", "Until", "Wording", "Form back")
_ATTENDEE = ("Baby", "Born", "Health", "Adults", "Telephone", "E-mail", "Note")
_BOOKING = (
    *("Course", "Date", "Baby", "Carer", "What", "Status", "Booked"),
    *("Price", "Paid", "Due", "Currency"),
)


class _Homes:
    """What lists tell of families: names of who may be named, addresses of who may be told."""

    def __init__(self, families: tuple[ListedFamily, ...]) -> None:
        self._families = families
        self._of_baby = {baby.id: (family, baby) for family in families for baby in family.babies}
        self._adults: Mapping[UUID, CarerView] = {
            carer.id: carer for family in families for carer in family.carers
        }

    def knows(self, baby_id: UUID) -> bool:
        return baby_id in self._of_baby

    def baby(self, baby_id: UUID) -> str:
        return self._of_baby[baby_id][1].name

    def adult(self, carer_id: UUID | None) -> str:
        adult = self._adults.get(carer_id) if carer_id else None
        return adult.name if adult is not None and may(adult, Purpose.GET_PAPERS) else ""

    def attendee(self, baby_id: UUID) -> tuple[Cell, ...]:
        family, baby = self._of_baby[baby_id]
        return (
            baby.name,
            baby.birth_date,
            ", ".join(flag.what or _FLAG[flag.kind] for flag in baby.flags),
            _names(family),
            _reached(family, "phone"),
            _reached(family, "email"),
            MARKED if restricted(family.carers) else "",
        )

    def families(self) -> list[tuple[Cell, ...]]:
        return [
            (
                *_baby(baby),
                _names(family),
                _reached(family, "email"),
                _reached(family, "phone"),
                MARKED if restricted(family.carers) else "",
                family.since,
                family.form_back_on,
            )
            for family in self._families
            for baby in family.babies or (None,)
        ]

    def consents(self) -> list[tuple[Cell, ...]]:
        return [
            (
                ", ".join(baby.name for baby in family.babies),
                _names(family),
                _CONSENT[one.kind],
                "given" if one.given else "refused",
                one.on,
                one.until,
                one.wording,
                family.form_back_on,
            )
            for family in self._families
            for one in family.consents
        ]


def _baby(baby: BabyView | None) -> tuple[Cell, ...]:
    return ("", None, None) if baby is None else (baby.name, baby.birth_date, baby.due_date)


def _names(family: ListedFamily) -> str:
    return ", ".join(one.name for one in family.carers if may(one, Purpose.GET_PAPERS))


def _reached(family: ListedFamily, field: Literal["email", "phone"]) -> str:
    """Return the addresses of who may be named and told, but none that somebody else reads who may not."""
    barred = {getattr(one, field).casefold() for one in family.carers if not _may_both(one)}
    found = dict.fromkeys(getattr(one, field) for one in family.carers if _may_both(one))
    return ", ".join(one for one in found if one and one.casefold() not in barred)


def _may_both(adult: CarerView) -> bool:
    return may(adult, Purpose.GET_PAPERS) and may(adult, Purpose.BE_TOLD)


def _found(title: str, heading: tuple[str, ...], rows: Sequence[tuple[Cell, ...]]) -> Found:
    return Found(title, (heading, rows), len(rows))
