"""Permission as it went: asked, the answer, each change, and what was then done; one pure function."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from massage_studio.cues.pairs import in_order, responses
from massage_studio.cues.views import CueView

Standing = Literal["unasked", "waiting", "yes", "unsure", "not_now", "stopped"]


@dataclass(frozen=True, slots=True)
class PermissionWord:
    """One answer, or a reason against massage; `done` are the responses to it, in their order."""

    note: CueView
    done: tuple[CueView, ...] = ()

    @property
    def is_no(self) -> bool:
        """Whether it is the baby's own no."""
        return self.note.code in ("not_now", "said_no")


@dataclass(frozen=True, slots=True)
class PermissionTimeline:
    """What was said about permission in one class of one baby, in the order of time.

    `words` begin with the first answer, which no later one ever replaces; one that only repeats the word
    before it is not told again. `waiting` is the asking that no answer followed yet. `reason` is why the baby
    is not massaged, until a yes; `not_massaged` why the class went without massage: None where the baby said
    yes at any time, for what came later stopped a massage, and does not undo it.
    """

    words: tuple[PermissionWord, ...] = ()
    waiting: CueView | None = None
    reason: CueView | None = None
    not_massaged: CueView | None = None

    @property
    def first(self) -> PermissionWord | None:
        """The first word."""
        return self.words[0] if self.words else None

    @property
    def last(self) -> PermissionWord | None:
        """The last word."""
        return self.words[-1] if self.words else None

    @property
    def answer(self) -> CueView | None:
        """The last answer of the baby, whatever reason came after it."""
        return next((one.note for one in reversed(self.words) if one.note.kind == "permission"), None)

    @property
    def stands(self) -> Standing:
        """Where permission stands now."""
        if self.waiting is not None:
            return "waiting"
        if self.last is None:
            return "unasked"
        if self.last.note.kind == "not_massaged":
            return "stopped"
        known: dict[str, Standing] = {"yes": "yes", "unsure": "unsure", "not_now": "not_now"}
        return known[self.last.note.code]

    @property
    def forbids(self) -> bool:
        """Whether nobody can be said to massage this baby now."""
        return self.stands in ("waiting", "unsure", "not_now", "stopped")


def permission_timeline(notes: Iterable[CueView]) -> PermissionTimeline:
    """Return how permission went, from one baby's notes of one class.

    Of two words at the same moment, as they are written down after a class, the last one stands.
    """
    every = in_order(notes)
    done = responses(every)
    words: list[PermissionWord] = []
    waiting: CueView | None = None
    for note in every:
        if (note.kind, note.code) == ("permission", "asked"):
            waiting = note
        if note.kind not in ("permission", "not_massaged") or note.code == "asked":
            continue
        waiting = None
        while words and words[-1].note.at == note.at and (words[-1].note.kind == note.kind or _yes(note)):
            words.pop()
        then, last = done.get(note.id, ()), words[-1] if words else None
        if last is not None and _tells(last.note) == _tells(note):
            words[-1] = PermissionWord(last.note, (*last.done, *then))
        else:
            words.append(PermissionWord(note, then))
    said = tuple(words)
    reason = _reason(said)
    return PermissionTimeline(said, waiting, reason, _not_massaged(said, reason))


def _tells(note: CueView) -> tuple[str, str, str]:
    return note.kind, note.code, note.text


def _yes(note: CueView) -> bool:
    return (note.kind, note.code) == ("permission", "yes")


def _reason(words: tuple[PermissionWord, ...]) -> CueView | None:
    """Return the last reason against massage, unless the baby said yes later."""
    deciding = [word.note for word in words if word.note.kind == "not_massaged" or _yes(word.note)]
    return deciding[-1] if deciding and deciding[-1].kind == "not_massaged" else None


def _not_massaged(words: tuple[PermissionWord, ...], reason: CueView | None) -> CueView | None:
    """Return a reason, or else a last "not now", where nobody ever said yes."""
    if not words or any(_yes(word.note) for word in words):
        return None
    last = words[-1].note
    return reason or (last if last.code == "not_now" else None)
