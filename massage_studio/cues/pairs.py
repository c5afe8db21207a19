"""Serve and return: which response answered which sign of its baby, and what no response answered yet; pure.

A response answers one sign at most. It is kept with the response, so nothing here guesses; the rule only says
which sign a new one is for where nobody chose another.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from massage_studio.cues.views import CueView

OPEN_FOR = timedelta(minutes=2)
"""How long a response is taken for the answer to a sign that nobody chose."""
FOR_THE_CARER = ("carer_break", "signpost", "urgent_help")
"""What a carer does for their own sake: it answers no sign, and is nobody else's business."""


def is_pause(note: CueView) -> bool:
    """Tell whether a note is a cue that asks for a pause."""
    return note.kind == "cue" and note.polarity == "disengagement"


def asks(note: CueView) -> bool:
    """Tell whether a note can be answered: a pause, an answer that is no yes, or a reason against massage."""
    said_no = note.kind == "permission" and note.code in ("not_now", "unsure")
    return said_no or note.kind == "not_massaged" or is_pause(note)


def answered(notes: Iterable[CueView]) -> Mapping[UUID, CueView]:
    """Return by the key of each response the note that it answered; a corrected note stands for the first."""
    every = tuple(notes)
    standing = {note.refers_to: note for note in every if note.refers_to is not None and asks(note)}
    standing |= {note.id: note for note in every if asks(note)}
    return {
        note.id: standing[note.answers]
        for note in every
        if note.kind == "response" and note.answers in standing
    }


def responses(notes: Iterable[CueView]) -> Mapping[UUID, tuple[CueView, ...]]:
    """Return by the key of each note that was answered the responses to it, in their order."""
    every = tuple(notes)
    to = answered(every)
    found: dict[UUID, tuple[CueView, ...]] = {}
    for note in in_order(every):
        if note.id in to:
            key = to[note.id].id
            found[key] = (*found.get(key, ()), note)
    return found


def unanswered(notes: Iterable[CueView]) -> tuple[CueView, ...]:
    """Return one baby's notes that no response answered yet, the last one first."""
    every = tuple(notes)
    done = responses(every)
    return tuple(note for note in reversed(in_order(every)) if asks(note) and note.id not in done)


def next_to_answer(notes: Iterable[CueView], at: datetime, code: str = "") -> CueView | None:
    """Return the sign that a response at a moment answers: the last one that is open, or None."""
    if code in FOR_THE_CARER:
        return None
    return next((note for note in unanswered(notes) if timedelta() <= at - note.at <= OPEN_FOR), None)


def in_order(notes: Iterable[CueView]) -> tuple[CueView, ...]:
    """Return notes in the order of time."""
    return tuple(sorted(notes, key=lambda note: (note.at, note.seq)))
