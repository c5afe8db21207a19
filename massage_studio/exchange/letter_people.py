"""Whom a letter may go to, and what speaks against writing to somebody."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Literal
from uuid import UUID

from massage_studio.bookings.mailing_views import MailPlace
from massage_studio.exchange.letter_texts import LetterKind
from massage_studio.families.lacking import Lack
from massage_studio.families.restrictions import Purpose, may
from massage_studio.families.views import BabyView, CarerView

ABOUT_A_CLASS: tuple[LetterKind, ...] = ("reminder", "cancelled", "message")
TO_ALL_COURSES: tuple[LetterKind, ...] = ("payment", "missing", "waiting", "enquiry")
_LONGEST_ADDRESS = 254  # RFC 5321
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])"
)

Why = Literal["", "no_email", "bad_email", "restricted", "refused", "another", "waiting"]
"""Why somebody is not addressed by themselves: nothing, or the first of these that holds."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """An adult to write to about some babies on a course; `why` says what speaks against it.

    `barred` is who is under a contact restriction, they or whoever else reads their address, and `reason`
    why they are written to all the same; `place` is the standing of the first booking. `lacking` says of each
    baby what is still missing.
    """

    carer: CarerView
    babies: tuple[BabyView, ...]
    bookings: tuple[UUID, ...]
    place: MailPlace
    price: Decimal
    due: Decimal
    paid: Decimal
    lacking: tuple[tuple[Lack, ...], ...]
    why: Why
    barred: CarerView | None = None
    reason: str = ""

    @property
    def reachable(self) -> bool:
        """Whether a draft can be addressed to them."""
        return self.why not in ("no_email", "bad_email", "restricted")


def recipients(
    kind: LetterKind,
    places: Iterable[MailPlace],
    babies: Mapping[UUID, BabyView],
    adults: Mapping[UUID, Sequence[CarerView]],
    refused: frozenset[UUID],
    session_id: UUID | None = None,
    reasons: Mapping[UUID, str] = MappingProxyType({}),
    lacking: Mapping[UUID, tuple[Lack, ...]] = MappingProxyType({}),
) -> tuple[Recipient, ...]:
    """Return whom a letter of this kind may go to: each booking's adult, then the others of the family.

    `babies` go by key, `adults` and those who `refused` to be contacted by family. Places in one class count
    for letters about that class, places on the course for all. A place that is held is written about by
    itself, not together with one that is waited for. `reasons` say by adult who is under a contact
    restriction why they are written to all the same, `lacking` by baby what is still missing.
    """
    grouped: dict[tuple[UUID, UUID, UUID | None, str], list[MailPlace]] = {}
    for place in places:
        about_it = place.session_id is None or kind not in ABOUT_A_CLASS or place.session_id == session_id
        if about_it and _concerns(kind, place, lacking):
            key = place.carer_id, place.course_id, place.session_id, place.status
            grouped.setdefault(key, []).append(place)
    found: list[Recipient] = []
    for (carer_id, *_), of_carer in grouped.items():
        family = babies[of_carer[0].baby_id].family_id
        for carer in sorted(adults[family], key=lambda one: one.id != carer_id):
            barred = _barred(carer, adults[family])
            reason = reasons.get(barred.id, "") if barred else ""
            found.append(
                Recipient(
                    carer=carer,
                    babies=tuple(babies[place.baby_id] for place in of_carer),
                    bookings=tuple(place.booking_id for place in of_carer),
                    place=of_carer[0],
                    price=sum((place.price for place in of_carer), Decimal()),
                    due=sum((max(Decimal(), place.due) for place in of_carer), Decimal()),
                    paid=sum((max(Decimal(), place.paid) for place in of_carer), Decimal()),
                    lacking=tuple(lacking.get(place.baby_id, ()) for place in of_carer),
                    why="restricted"
                    if barred and not reason
                    else _why(kind, carer, carer.id == carer_id, family in refused, of_carer[0].status),
                    barred=barred,
                    reason=reason,
                )
            )
    return tuple(found)


def is_address(text: str) -> bool:
    """Tell whether a draft can be addressed to this: one plain address in ASCII, with a dot in its domain."""
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def _concerns(kind: LetterKind, place: MailPlace, lacking: Mapping[UUID, tuple[Lack, ...]]) -> bool:
    """Tell whether a letter of this kind is about a place; one that fell with its class is told of that."""
    if kind == "offer":
        return place.status in ("offered", "waiting")
    if kind in ("waiting", "enquiry"):
        return place.status == kind
    if kind == "payment":
        return place.status == "booked" and place.due > 0
    if kind == "missing":
        return place.status == "booked" and bool(lacking.get(place.baby_id))
    return place.status == "booked" or (kind == "cancelled" and place.status == "cancelled")


def _barred(carer: CarerView, family: Sequence[CarerView]) -> CarerView | None:
    """Return who must not be told what this adult is told: themselves, or who reads the same address."""
    readers = (one for one in family if one.email and one.email.casefold() == carer.email.casefold())
    return next((one for one in (carer, *readers) if not may(one, Purpose.BE_TOLD)), None)


def _why(kind: LetterKind, carer: CarerView, booked_by: bool, refused: bool, status: str) -> Why:
    if not carer.email:
        return "no_email"
    if not is_address(carer.email):
        return "bad_email"
    if not booked_by:
        return "another"
    if refused:
        return "refused"
    return "waiting" if status == "waiting" and kind != "waiting" else ""
