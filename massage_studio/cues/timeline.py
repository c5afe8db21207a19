"""Reads a baby's notes as a story: spans of states, counts of cues, what a family may be told."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from massage_studio.cues.pairs import FOR_THE_CARER, OPEN_FOR, answered, in_order
from massage_studio.cues.views import MASSAGING, CueView, KindView, Polarity


@dataclass(frozen=True, slots=True)
class Span:
    """A baby's state from `start` to `end`."""

    code: str
    start: datetime
    end: datetime


def of_baby(notes: Iterable[CueView], baby_id: UUID) -> tuple[CueView, ...]:
    """Return one baby's notes in their order."""
    return tuple(note for note in notes if note.baby_id == baby_id)


def for_family(notes: Iterable[CueView], cues: Mapping[str, KindView]) -> tuple[CueView, ...]:
    """Return which of a baby's notes may be told to its family, on paper, in a chart or in a rate.

    A warning sign is told to the instructor alone, with what was done about it; words only where they were
    meant for the family.
    """
    of_baby = tuple(notes)
    to = answered(of_baby)
    hidden = [note for note in of_baby if note.kind == "cue" and not _told(note, cues)]

    def may_be_told(note: CueView) -> bool:
        if note.kind == "cue":
            return _told(note, cues)
        if note.kind == "response":
            sign = to.get(note.id)
            # What was done beside the answer to a warning sign tells of it as well.
            about = [sign] if sign is not None else [one for one in hidden if _soon_after(note, one)]
            # That the massage went on after a no is for the instructor to speak about, not for paper.
            went_on = note.code == MASSAGING and sign is not None
            return note.code not in FOR_THE_CARER and not went_on and not any(one in hidden for one in about)
        return note.layer == "family" if note.kind == "note" else note.kind != "bookmark"

    return tuple(note for note in of_baby if may_be_told(note))


def warnings(notes: Iterable[CueView], cues: Mapping[str, KindView]) -> tuple[CueView, ...]:
    """Return the signs to ask for advice about, in the order of time; for the instructor alone."""
    found = (note for note in notes if note.kind == "cue" and note.code in cues)
    return in_order(note for note in found if cues[note.code].audience == "warning")


def _soon_after(note: CueView, sign: CueView) -> bool:
    return note.seq > sign.seq and timedelta() <= note.at - sign.at <= OPEN_FOR


def _told(note: CueView, cues: Mapping[str, KindView]) -> bool:
    return note.code in cues and cues[note.code].audience == "family"


def while_crying(reply: CueView, notes: Iterable[CueView]) -> bool:
    """Tell whether a response came while the baby cried."""
    crying = (note for note in notes if (note.kind, note.code) == ("state", "crying"))
    return any(state.at <= reply.at and (state.ended is None or reply.at < state.ended) for state in crying)


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
