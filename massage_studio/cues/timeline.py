"""Reads a baby's notes as a story: spans of states, counts of cues, and how they were answered."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from massage_studio.cues.views import CueView, Polarity

# A response counts as the answer to a pause-cue when it follows within this time.
ANSWERED_WITHIN = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Span:
    """A baby's state from `start` to `end`."""

    code: str
    start: datetime
    end: datetime


def of_baby(notes: Iterable[CueView], baby_id: UUID) -> tuple[CueView, ...]:
    """Return one baby's notes in their order."""
    return tuple(note for note in notes if note.baby_id == baby_id)


def spans(notes: Iterable[CueView], until: datetime) -> tuple[Span, ...]:
    """Return one baby's states; the open one reaches to `until`."""
    return tuple(
        Span(note.code, note.at, note.ended or max(until, note.at)) for note in notes if note.kind == "state"
    )


def observed_minutes(states: Iterable[Span]) -> float:
    """Return the minutes in which a state was known; rates are counted against these."""
    return sum((span.end - span.start).total_seconds() for span in states) / 60


def counted(notes: Iterable[CueView], polarity: Polarity) -> tuple[tuple[str, int], ...]:
    """Return cue codes of one polarity with how often they were seen, most first."""
    seen = Counter(note.code for note in notes if note.kind == "cue" and note.polarity == polarity)
    return tuple(seen.most_common())


def responses(notes: Iterable[CueView]) -> tuple[tuple[str, int], ...]:
    """Return response codes with how often the carer gave them, most first."""
    return tuple(Counter(note.code for note in notes if note.kind == "response").most_common())


def answered(notes: Iterable[CueView]) -> tuple[int, int]:
    """Return how many pause-cues were followed by a response within two minutes, and how many there were."""
    in_order = sorted(notes, key=lambda note: note.seq)
    pauses = [note for note in in_order if note.kind == "cue" and note.polarity == "disengagement"]
    replies = [note for note in in_order if note.kind == "response"]
    met = sum(
        any(
            reply.seq > pause.seq and timedelta() <= reply.at - pause.at <= ANSWERED_WITHIN
            for reply in replies
        )
        for pause in pauses
    )
    return met, len(pauses)


def permission(notes: Iterable[CueView]) -> CueView | None:
    """Return the last word about permission, or None where nobody asked."""
    return next((note for note in reversed(tuple(notes)) if note.kind == "permission"), None)


def not_massaged(notes: Iterable[CueView]) -> CueView | None:
    """Return why a baby was not massaged, or None where nobody said so or it said yes later."""
    pressed = sorted(
        (
            note
            for note in notes
            if note.kind == "not_massaged" or (note.kind, note.code) == ("permission", "yes")
        ),
        key=lambda note: note.seq,
    )
    return pressed[-1] if pressed and pressed[-1].kind == "not_massaged" else None
