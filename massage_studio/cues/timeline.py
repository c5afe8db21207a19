"""Reads a baby's notes as a story: spans of states, counts of cues, permission in its order."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from massage_studio.cues.views import CueView, KindView, Polarity

# A response belongs to a cue when it follows within this time.
FOLLOWS_WITHIN = timedelta(minutes=2)

# What a carer did for their own sake is nobody else's business.
_FOR_THE_CARER = ("carer_break", "signpost", "urgent_help")


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
    hidden = [note for note in of_baby if note.kind == "cue" and not _told(note, cues)]
    pauses = [note for note in of_baby if is_pause(note) and _told(note, cues)]

    def may_be_told(note: CueView) -> bool:
        if note.kind == "cue":
            return _told(note, cues)
        if note.kind == "response":
            to_pause = any(follows(note, pause) for pause in pauses)
            to_hidden = any(follows(note, sign) for sign in hidden)
            return note.code not in _FOR_THE_CARER and (to_pause or not to_hidden)
        return note.layer == "family" if note.kind == "note" else note.kind != "bookmark"

    return tuple(note for note in of_baby if may_be_told(note))


def warnings(notes: Iterable[CueView], cues: Mapping[str, KindView]) -> tuple[CueView, ...]:
    """Return the signs to ask for advice about, in the order of time; for the instructor alone."""
    found = (note for note in notes if note.kind == "cue" and note.code in cues)
    return _in_order(note for note in found if cues[note.code].audience == "warning")


def _told(note: CueView, cues: Mapping[str, KindView]) -> bool:
    return note.code in cues and cues[note.code].audience == "family"


def is_pause(note: CueView) -> bool:
    """Tell whether a note is a cue that asks for a pause."""
    return note.kind == "cue" and note.polarity == "disengagement"


def follows(reply: CueView, cue: CueView) -> bool:
    """Tell whether a response came after a cue and soon enough to belong to it."""
    return reply.seq > cue.seq and timedelta() <= reply.at - cue.at <= FOLLOWS_WITHIN


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


def permission(notes: Iterable[CueView]) -> CueView | None:
    """Return the last word about permission, or None where nobody asked."""
    return next((note for note in reversed(_in_order(notes)) if note.kind == "permission"), None)


def answers(notes: Iterable[CueView]) -> tuple[CueView, ...]:
    """Return what was said about permission and the reasons against massage, in the order of time.

    One that only repeats the one before it is left out, and so is the asking where it had an answer. Of two
    at the same moment, as they are written down after a class, the last one stands.
    """
    found = [note for note in _in_order(notes) if note.kind in ("permission", "not_massaged")]
    said: list[CueView] = []
    for note in [note for note in found if note.code != "asked"] or found[:1]:
        while said and said[-1].at == note.at and (said[-1].kind == note.kind or _yes(note)):
            said.pop()
        if not said or (said[-1].kind, said[-1].code, said[-1].text) != (note.kind, note.code, note.text):
            said.append(note)
    return tuple(said)


def reason(notes: Iterable[CueView]) -> CueView | None:
    """Return the last reason against massage, or None where there is none or the baby said yes later."""
    last = next(
        (note for note in reversed(answers(notes)) if note.kind == "not_massaged" or _yes(note)), None
    )
    return last if last is not None and last.kind == "not_massaged" else None


def not_massaged(notes: Iterable[CueView]) -> CueView | None:
    """Return why a class went without massage: a reason, or else a last "not now".

    None where the baby said yes at any time: what came later stopped a massage, and does not undo it.
    """
    said = answers(notes)
    if any(_yes(note) for note in said):
        return None
    last = said[-1] if said else None
    return reason(said) or (last if last is not None and last.code == "not_now" else None)


def _yes(note: CueView) -> bool:
    return (note.kind, note.code) == ("permission", "yes")


def _in_order(notes: Iterable[CueView]) -> tuple[CueView, ...]:
    return tuple(sorted(notes, key=lambda note: (note.at, note.seq)))
