"""All that is known of one family in the order of time: what happened, of which kind, and where it leads."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from massage_studio.bookings.roster_views import FamilyPlaces
from massage_studio.bookings.views import SessionView
from massage_studio.families.private_views import PrivateSide
from massage_studio.gui import wording
from massage_studio.gui.bookings import booking_words
from massage_studio.gui.cues.permission_words import not_massaged
from massage_studio.gui.families import words
from massage_studio.gui.progress.papers_card import paper_words
from massage_studio.handouts.issued_queries import GivenPaper
from massage_studio.language import translate
from massage_studio.progress.views import FamilyProgress

Kind = Literal["classes", "notes", "papers", "bookings", "payments", "consents", "health", "private"]
KINDS: tuple[Kind, ...] = (
    "classes",
    "notes",
    "papers",
    "bookings",
    "payments",
    "consents",
    "health",
    "private",
)


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, in local time; `session` is the class that it leads to."""

    at: datetime
    kind: Kind
    what: str
    session: SessionView | None = None


def kind_words(kind: Kind) -> str:
    """Return what a filter is called."""
    return {
        "classes": translate("FamilyTimeline", "Classes"),
        "notes": translate("FamilyTimeline", "Notes"),
        "papers": translate("FamilyTimeline", "Papers"),
        "bookings": translate("FamilyTimeline", "Bookings"),
        "payments": translate("FamilyTimeline", "Payments"),
        "consents": translate("FamilyTimeline", "Consents"),
        "health": translate("FamilyTimeline", "Health"),
        "private": translate("FamilyTimeline", "For you alone"),
    }[kind]


def timeline(
    whole: FamilyProgress,
    places: FamilyPlaces | None,
    papers: Iterable[GivenPaper],
    side: PrivateSide | None,
    zone: ZoneInfo,
) -> tuple[Happened, ...]:
    """Return all that is known, the latest first; what is for her alone is of a kind of its own."""
    found = [
        *_classes(whole, zone),
        *_notes(whole, zone),
        *(Happened(one.at.astimezone(zone), "papers", paper_words(one), one.session) for one in papers),
        *(_places(places, zone) if places else ()),
        *_consents(whole, zone),
        *_health(whole, zone),
        *(_private(side, zone) if side else ()),
    ]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _classes(whole: FamilyProgress, zone: ZoneInfo) -> Iterator[Happened]:
    for one in whole.babies:
        for story in one.sessions:
            told = translate("FamilyTimeline", "{course}, week {number}: {baby} {how}").format(
                course=story.session.course,
                number=story.session.number,
                baby=one.baby.given_name,
                how=words.attendance(story.status),
            )
            if story.present and story.why_not is not None:
                told = f"{told}. {not_massaged(story.why_not)}"
            yield Happened(story.session.starts.astimezone(zone), "classes", told, story.session)


def _notes(whole: FamilyProgress, zone: ZoneInfo) -> Iterator[Happened]:
    classes = {story.session.id: story.session for one in whole.babies for story in one.sessions}
    seen: set[tuple[datetime, str]] = set()
    for one in whole.babies:
        for note in one.notes:
            # A note about the family stands with each twin.
            if (note.at, note.text) not in seen:
                seen.add((note.at, note.text))
                kind: Kind = "notes" if note.layer == "family" else "private"
                told = translate("FamilyTimeline", "“{words}”").format(words=note.text)
                if note.session_id and len(whole.babies) > 1:
                    told = f"{one.baby.given_name}: {told}"
                session = classes.get(note.session_id) if note.session_id else None
                yield Happened(note.at.astimezone(zone), kind, told, session)


def _places(places: FamilyPlaces, zone: ZoneInfo) -> Iterator[Happened]:
    for place in places.places:
        one = place.booking
        told = translate("FamilyTimeline", "{baby} on {course}: {standing}").format(
            baby=one.baby.given_name,
            course=places.courses[one.course_id],
            standing=booking_words.standing(place),
        )
        yield Happened(one.made_at.astimezone(zone), "bookings", told)
        for line in places.payments.get(one.id, ()):
            money = wording.money(line.amount, line.currency)
            told = f"{money} · {booking_words.payment_words(line)}"
            yield Happened(line.paid.astimezone(zone), "payments", told)


def _consents(whole: FamilyProgress, zone: ZoneInfo) -> Iterator[Happened]:
    yes, no = translate("FamilyTimeline", "{what}: yes"), translate("FamilyTimeline", "{what}: no")
    for answer in whole.answers:
        told = (yes if answer.given else no).format(what=words.consent(answer.kind))
        yield Happened(_morning(answer.on, zone), "consents", told)
    if whole.family.form_back_on is not None:
        back = translate("FamilyTimeline", "The form with particulars and health is back")
        yield Happened(_morning(whole.family.form_back_on, zone), "consents", back)


def _health(whole: FamilyProgress, zone: ZoneInfo) -> Iterator[Happened]:
    for baby in whole.family.babies:
        for flag in baby.flags:
            told = translate("FamilyTimeline", "{baby}: {what}").format(
                baby=baby.given_name, what=flag.what or words.flag_kind(flag.kind)
            )
            yield Happened(_morning(flag.since, zone), "health", told)


def _private(side: PrivateSide, zone: ZoneInfo) -> Iterator[Happened]:
    for check_in in side.check_ins:
        told = translate("FamilyTimeline", "How they were: {words}").format(words=check_in.words)
        yield Happened(_morning(check_in.made_on, zone), "private", told)
    for one in side.referrals:
        told = translate("FamilyTimeline", "Referral to {service}").format(service=one.service)
        if not one.consent:
            told = translate("FamilyTimeline", "{service}, offered; the family said no")
            told = told.format(service=one.service)
        yield Happened(_morning(one.made_on, zone), "private", told)


def _morning(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), zone)


def of_kinds(found: Iterable[Happened], kinds: frozenset[Kind]) -> tuple[Happened, ...]:
    """Return what is of these kinds, or where none is named all but what is for her alone."""
    return tuple(one for one in found if one.kind in kinds or (not kinds and one.kind != "private"))
