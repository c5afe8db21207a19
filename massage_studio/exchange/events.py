"""Turns the record of a class into a table of events: states with their length, and moments."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from massage_studio.cues import timeline
from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.cues.pairs import answered
from massage_studio.cues.presence import THROUGHOUT, Presence, presence
from massage_studio.cues.timeline import Span, of_baby
from massage_studio.cues.views import ClassRoomView, CueView, KindView, Vocabulary
from massage_studio.errors import KnownError
from massage_studio.families.restrictions import Purpose, may

_CATEGORIES = {"engagement": "engaging", "disengagement": "disengaging"}
_MS = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Record:
    """All that was noted in one class, and the words for it; `areas` are labels of body areas by code."""

    room: ClassRoomView
    vocabulary: Vocabulary
    areas: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EventRow:
    """A state from `start` to `stop`, or a moment, where both are the same.

    Both are seconds from the opening of the class with three decimals; `moment` is in the course's zone.
    `answers` is the sign that a response answered, and `answers_at` when that was.
    """

    type: Literal["STATE", "POINT"]
    subject: str
    event: str
    code: str
    category: str
    activity: str
    areas: tuple[str, ...]
    adult: str
    moment: datetime
    start: Decimal
    stop: Decimal
    words: str
    answers: str = ""
    answers_at: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EventTable:
    """One class as an observation; `opened` is in the course's zone, `length` seconds."""

    observation: str
    description: str
    opened: datetime
    length: Decimal
    rows: tuple[EventRow, ...]


def event_table(record: Record, *, now: datetime, pseudonyms: bool = True, texts: bool = False) -> EventTable:
    """Return what was seen in a class, by its time; what was taken back is not in it.

    A state that lasts ends `now`. From when to when a baby was there is a state too, and no other one reaches
    beyond it. Private and safeguarding notes are never in it, not even that there is one; the words of notes
    for the family only with `texts`, and as they may name people, not with `pseudonyms`.

    Raises:
        KnownError: nothing has been noted in the class.
    """
    room = record.room
    if not room.notes:
        raise KnownError("Nothing has been noted in that class yet.", "Choose a class that was held.")
    view = room.register.session
    opened = view.opened or min(view.starts, room.notes[0].at)
    until = view.finished or now
    clock = _Clock(opened)
    people = _NamesOrNumbers(record, pseudonyms)
    there = {row.baby.id: presence(row, of_baby(room.notes, row.baby.id)) for row in room.register.rows}
    signs = answered(room.notes)
    rows = [_attended(people, key, when, opened, until, clock) for key, when in there.items() if when]
    for note in sorted(room.notes, key=lambda note: (clock.seconds(note.at), note.seq)):
        if not _may_leave(note):
            continue
        part = _activity(note, room.delivered)
        is_state = note.kind == "state"
        known = there.get(note.baby_id) or THROUGHOUT
        spans = (
            known.within(timeline.spans((note,), until)) if is_state else (Span(note.code, note.at, note.at),)
        )
        if not spans:
            continue
        span = spans[0]
        start, sign = clock.seconds(span.start), signs.get(note.id)
        rows.append(
            EventRow(
                type="STATE" if is_state else "POINT",
                subject=people.baby(note.baby_id),
                event=_event(note, record.vocabulary),
                code=note.code,
                category=_CATEGORIES.get(note.polarity, note.kind.replace("_", " ")),
                activity=part.title if part else "",
                areas=tuple(record.areas.get(code, code) for code in part.areas) if part else (),
                adult=people.adult(note),
                moment=note.at.astimezone(opened.tzinfo),
                start=start,
                stop=max(start, clock.seconds(span.end)),
                words=note.text if texts and not pseudonyms and note.layer == "family" else "",
                answers=_event(sign, record.vocabulary) if sign else "",
                answers_at=clock.seconds(sign.at) if sign else None,
            )
        )
    rows.sort(key=lambda row: row.start)
    length = max([clock.seconds(until), *(row.stop for row in rows)])
    observation = f"{opened:%Y-%m-%d %H:%M} {view.course}, week {view.number}"
    return EventTable(observation, view.title, opened, length, tuple(rows))


class _Clock:
    """Counts from the opening of a class, whatever the clocks on the wall do meanwhile."""

    def __init__(self, opened: datetime) -> None:
        self._opened = opened.astimezone(UTC)

    def seconds(self, moment: datetime) -> Decimal:
        passed = (moment.astimezone(UTC) - self._opened).total_seconds()
        return Decimal(max(0.0, passed)).quantize(_MS)


def _attended(
    people: "_NamesOrNumbers",
    baby_id: UUID,
    there: Presence,
    opened: datetime,
    until: datetime,
    clock: _Clock,
) -> EventRow:
    """Return from when to when a baby was in the class."""
    start = max(opened, there.arrived or opened)
    return EventRow(
        type="STATE",
        subject=people.baby(baby_id),
        event="In class",
        code="in_class",
        category="attendance",
        activity="",
        areas=(),
        adult="",
        moment=start.astimezone(opened.tzinfo),
        start=clock.seconds(start),
        stop=max(clock.seconds(start), clock.seconds(min(until, there.left or until))),
        words="",
    )


class _NamesOrNumbers:
    """Names babies and adults, or numbers them as the register does."""

    def __init__(self, record: Record, pseudonyms: bool) -> None:
        rows = record.room.register.rows
        numbers = {row.baby.id: row.number for row in rows}
        # A baby that was taken off the register again may still have notes.
        for note in record.room.notes:
            numbers.setdefault(note.baby_id, max(numbers.values(), default=0) + 1)
        adults = list(dict.fromkeys(adult.id for row in rows for adult in row.adults))
        self._babies = {key: f"Baby {number}" for key, number in numbers.items()}
        self._adults = {key: f"Adult {number}" for number, key in enumerate(adults, start=1)}
        self._today = {row.baby.id: row.adult.id for row in rows if row.adult}
        if not pseudonyms:
            babies = {row.baby.id: row.baby for row in rows}
            given = Counter(baby.given_name for baby in babies.values())
            whole = Counter(baby.name for baby in babies.values())
            for key, baby in babies.items():
                # Two of one name would be one baby to whoever counts.
                name = baby.given_name if given[baby.given_name] == 1 else baby.name
                alone = given[baby.given_name] == 1 or whole[baby.name] == 1
                self._babies[key] = (name if alone else f"{name} ({numbers[key]})") or self._babies[key]
            for row in rows:
                for adult in row.adults:
                    # A file is a paper that travels: who may not get papers stays a number in it.
                    if adult.given_name and may(adult, Purpose.GET_PAPERS):
                        self._adults[adult.id] = adult.given_name

    def baby(self, baby_id: UUID) -> str:
        return self._babies[baby_id]

    def adult(self, note: CueView) -> str:
        """Name the adult of that moment, or today's adult where the note does not tell."""
        carer_id: UUID | None = getattr(note, "carer_id", None) or self._today.get(note.baby_id)
        return self._adults.get(carer_id, "") if carer_id else ""


def _may_leave(note: CueView) -> bool:
    # A note without a layer is private: nothing leaves that was not meant to.
    return note.layer == "family" or (note.layer == "" and note.kind != "note")


def _activity(note: CueView, delivered: tuple[DeliveredView, ...]) -> DeliveredView | None:
    for part in delivered:
        if part.id == note.delivered_id:
            return part
    if note.delivered_id is None:
        for part in delivered:
            if part.started and part.started <= note.at and (part.ended is None or note.at < part.ended):
                return part
    return None


def _event(note: CueView, words: Vocabulary) -> str:
    """Return the vocabulary's own label, which is the same in every studio."""
    known: Mapping[str, Mapping[str, KindView]] = {
        "state": words.states,
        "cue": words.cues,
        "response": words.responses,
    }
    if note.kind in known:
        kind = known[note.kind].get(note.code)
        return kind.label if kind else note.code
    told = (note.kind.capitalize(), note.code)
    return ": ".join(part.replace("_", " ") for part in told if part)
