"""What pages show of a class while it runs and afterwards."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from massage_studio.bookings.views import RegisterView
from massage_studio.curriculum.views import DeliveredView

Kind = Literal["state", "cue", "response", "permission", "bookmark", "note"]
Polarity = Literal["engagement", "disengagement", ""]


@dataclass(frozen=True, slots=True)
class CueView:
    """One observation that stands; moments are UTC, `ended` is the end of a state."""

    id: UUID
    action_id: UUID
    seq: int
    baby_id: UUID
    kind: Kind
    code: str
    text: str
    layer: str
    at: datetime
    ended: datetime | None
    delivered_id: UUID | None
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class KindView:
    """A state, cue or response of the vocabulary, in the words of the class room and of paper."""

    code: str
    label: str
    polarity: Polarity
    potent: bool
    description: str
    advice: str
    phrase: str


@dataclass(frozen=True, slots=True)
class PaletteChip:
    """A chip of the class room's palette: what its key records."""

    kind: Kind
    code: str
    key: str
    label: str
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The controlled vocabulary and the palette that brings a part of it under the fingers."""

    states: dict[str, KindView]
    cues: dict[str, KindView]
    responses: dict[str, KindView]
    palette: tuple[PaletteChip, ...]

    def label(self, kind: Kind, code: str) -> str:
        """Return the label of a code: the palette's short one where it has one."""
        for chip in self.palette:
            if chip.kind == kind and chip.code == code:
                return chip.label
        kinds = {"state": self.states, "cue": self.cues, "response": self.responses}
        return kinds[kind][code].label if kind in kinds else code


@dataclass(frozen=True, slots=True)
class ClassNotes:
    """The notes of a class that stand, in the order of presses.

    `undo` and `redo` are one note of the action that each would take back or bring back.
    """

    notes: tuple[CueView, ...]
    undo: CueView | None
    redo: CueView | None


@dataclass(frozen=True, slots=True)
class ClassRoomView(ClassNotes):
    """A class as it stands: its notes, its register and its activities."""

    register: RegisterView
    delivered: tuple[DeliveredView, ...]
