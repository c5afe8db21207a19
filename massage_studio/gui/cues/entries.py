"""What was written down in a class, one entry at a time: no widgets here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.cues.views import CueView, Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """A note, or the start of an activity, which is nobody's own; `at` in UTC.

    `own_words` says that its words are told under a heading, and changed there.
    """

    key: UUID
    kind: Kind | Literal["activity"]
    baby_id: UUID | None
    code: str
    text: str
    layer: str
    at: datetime
    own_words: bool = False


def of_note(note: CueView) -> Entry:
    """Return the entry of a note."""
    own = note.kind == "note" and bool(note.code)
    return Entry(note.id, note.kind, note.baby_id, note.code, note.text, note.layer, note.at, own)


def of_start(part: DeliveredView) -> Entry:
    """Return the entry of an activity that began."""
    assert part.started is not None
    return Entry(part.id, "activity", None, part.title, "", "", part.started)
