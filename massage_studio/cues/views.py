"""What pages show of a class while it runs and afterwards."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal
from uuid import UUID

from massage_studio.bookings.views import RegisterView
from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.curriculum.content_types import Audience
from massage_studio.language import translate
from massage_studio.store.changes import Changes

Kind = Literal["state", "cue", "response", "permission", "not_massaged", "bookmark", "note"]
OF_ONE_BABY: frozenset[Kind] = frozenset(("state", "cue", "response", "permission", "not_massaged"))
"""What a baby shows or answers itself, so that nobody can write it for the whole group."""
MASSAGING = "continue"
"""The one response that everybody can be said to give at once: the massage goes on."""


def is_of_one_baby(kind: Kind, code: str) -> bool:
    """Tell whether what was pressed is one baby's own."""
    return kind in OF_ONE_BABY and (kind, code) != ("response", MASSAGING)


Reason = Literal["asleep", "hungry", "said_no", "recent_jab", "unwell", "other"]
Verb = Literal[
    "state",
    "cue",
    "response",
    "permission",
    "not_massaged",
    "bookmark",
    "note",
    "open",
    "mark",
    "rest_absent",
    "adult",
    "health",
    "left",
    "walk_in",
    "hold",
    "let_go",
    "paid",
    "paid_back",
    "go_to",
    "skip",
    "add_activity",
    "swap",
    "stretch",
    "explain",
    "take_up",
    "decline",
    "caught_up",
    "correct",
    "take_out",
    "correct_activity",
    "take_out_activity",
    "describe",
    "sheet",
    "reflect",
    "finish",
    "reopen",
]
Polarity = Literal["engagement", "disengagement", ""]


@dataclass(frozen=True, slots=True)
class CueView:
    """One observation that stands; moments are UTC, `ended` is the end of a state.

    `refers_to` is the note that this one corrects (a state) or puts into words (a bookmark); `answers` is the
    sign that a response was the answer to.
    """

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
    carer_id: UUID | None = None
    refers_to: UUID | None = None
    answers: UUID | None = None
    polarity: Polarity = ""


@dataclass(frozen=True, slots=True)
class KindView:
    """A state, cue or response of the vocabulary, in the words of the class room and of paper.

    `audience` says who may be told of a cue; a warning is told to the instructor, who asks for advice. One
    that is no longer `offered` is there for the notes that name it. `phrase` follows "by", `seen` the
    name of a baby.
    """

    code: str
    label: str
    polarity: Polarity
    potent: bool
    description: str
    advice: str
    phrase: str
    audience: Audience = "family"
    offered: bool = True
    seen: str = ""


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
    """The controlled vocabulary and the palette that brings a part of it under the fingers.

    `touches` is by code what a stroke needs, and what any stroke of a body area does.
    """

    states: dict[str, KindView]
    cues: dict[str, KindView]
    responses: dict[str, KindView]
    palette: tuple[PaletteChip, ...]
    touches: dict[str, frozenset[str]] = field(default_factory=dict)

    def label(self, kind: Kind, code: str) -> str:
        """Return the label of a code: the palette's short one where it has one."""
        if (kind, code) == ("response", MASSAGING):
            return translate("Vocabulary", "Massaging")
        for chip in self.palette:
            if chip.kind == kind and chip.code == code:
                return chip.label
        kinds = {"state": self.states, "cue": self.cues, "response": self.responses}
        return kinds[kind][code].label if kind in kinds else code


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One observation of a paper sheet, to be typed in; `at` in any zone."""

    baby_id: UUID
    carer_id: UUID | None
    kind: Kind
    code: str
    at: datetime
    text: str = ""
    layer: str = ""


@dataclass(frozen=True, slots=True)
class DraftView:
    """Words that were begun and are not written yet: where they stand, about what, and whose they are."""

    place: Literal["note", "words", "sheet"]
    subject: str
    text: str
    layer: str = ""
    whose: str = ""


@dataclass(frozen=True, slots=True)
class HeldView:
    """A press that nobody was selected for, as it waits in the tray; `at` is its moment in UTC."""

    id: UUID
    kind: Kind
    code: str
    text: str
    layer: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ActionView:
    """One press of the log, to be named on a button.

    `code` is what was pressed: a state, cue or response, an answer, a status, a reason; `amount` and
    `currency` are the money that was taken. `baby_id` is None for more babies than one, or none. `text` names
    an activity, the baby that walked in, or the kind of a press that waits in the tray.
    """

    id: UUID
    verb: Verb
    code: str
    baby_id: UUID | None
    text: str
    at: datetime
    amount: Decimal | None = None
    currency: str = ""
    delivered_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ClassNotes:
    """The notes of a class that stand, in the order of their moments.

    `undo` and `redo` are the press that each would take back or bring back; `held` waits in the tray, in
    the order of presses.
    """

    notes: tuple[CueView, ...]
    held: tuple[HeldView, ...]
    undo: ActionView | None
    redo: ActionView | None


@dataclass(frozen=True, slots=True)
class ClassRoomView(ClassNotes):
    """A class as it stands: its notes, its register and its activities."""

    register: RegisterView
    delivered: tuple[DeliveredView, ...]


@dataclass(frozen=True, slots=True)
class Ended(Changes):
    """What the end of a class changed.

    `at` is when the class was over, where that was long before the press. `unmarked` counts the babies that
    are absent because nobody marked them.
    """

    at: datetime | None = None
    unmarked: int = 0


@dataclass(frozen=True, slots=True)
class Massaged(Changes):
    """What a press for everybody changed; `left_out` are the babies that have not said yes."""

    left_out: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered(Changes):
    """What a typed-in sheet changed; `known` counts its entries that stood already."""

    known: int = 0
