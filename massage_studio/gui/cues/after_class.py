"""What the review after a class shows of each baby, and what is missing: no widgets here."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from massage_studio.bookings.views import PRESENT, RegisterRow
from massage_studio.cues import pairs, timeline
from massage_studio.cues.permission import PermissionTimeline, permission_timeline
from massage_studio.cues.views import ClassRoomView, CueView, Vocabulary
from massage_studio.families.views import Layer
from massage_studio.gui import wording
from massage_studio.gui.widgets.ribbon import Span
from massage_studio.language import translate

Missing = Literal["permission", "bookmarks", "notes"]
Slot = Literal["highlight", "sentence", "question"]

SLOTS: dict[Slot, Layer] = {"highlight": "family", "sentence": "private", "question": "private"}
"""The words that the review asks for, each with the layer that it is kept in."""
ANSWERS = ("yes", "not_now", "unsure")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A moment to describe, and its words where it has them."""

    note: CueView
    words: CueView | None


@dataclass(frozen=True, slots=True)
class BabyReview:
    """One baby after a class; `permission` is how that went, `warnings` what to seek advice about.

    `told` are the notes that the family may be told. `pairs` has each pause with the responses to it, in the
    order of time, for the instructor alone.
    """

    row: RegisterRow
    notes: tuple[CueView, ...]
    told: tuple[CueView, ...]
    permission: PermissionTimeline
    pairs: tuple[tuple[CueView, tuple[CueView, ...]], ...]
    warnings: tuple[CueView, ...]
    bookmarks: tuple[Bookmark, ...]
    words: dict[Slot, CueView]

    @property
    def answer(self) -> CueView | None:
        """The last answer about permission."""
        return self.permission.answer

    @property
    def reason(self) -> CueView | None:
        """Why the baby is not massaged."""
        return self.permission.reason

    @property
    def present(self) -> bool:
        """Tell whether the baby was there."""
        return self.row.status in PRESENT

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What is still open; nothing for a baby that was not there."""
        if not self.present:
            return ()
        found: list[Missing] = []
        if self.answer is None and self.reason is None:
            found.append("permission")
        if any(mark.words is None for mark in self.bookmarks):
            found.append("bookmarks")
        if not self.notes:
            found.append("notes")
        return tuple(found)


def reviews(view: ClassRoomView, words: Vocabulary) -> tuple[BabyReview, ...]:
    """Return every baby of the register with what the class noted of it."""
    return tuple(_baby(view, words, row) for row in view.register.rows)


def _baby(view: ClassRoomView, vocabulary: Vocabulary, row: RegisterRow) -> BabyReview:
    notes = timeline.of_baby(view.notes, row.baby.id)
    done = pairs.responses(notes)
    pauses = [note for note in pairs.in_order(notes) if pairs.is_pause(note)]
    described = {note.refers_to: note for note in notes if note.refers_to is not None}
    marks = tuple(Bookmark(note, described.get(note.id)) for note in notes if note.kind == "bookmark")
    words = {slot: note for slot in SLOTS for note in notes if note.kind == "note" and note.code == slot}
    return BabyReview(
        row=row,
        notes=notes,
        told=timeline.for_family(notes, vocabulary.cues),
        permission=permission_timeline(notes),
        pairs=tuple((note, done.get(note.id, ())) for note in pauses),
        warnings=timeline.warnings(notes, vocabulary.cues),
        bookmarks=marks,
        words=words,
    )


def missing_words(missing: tuple[Missing, ...]) -> str:
    """Return what is open: "Permission, bookmark"."""
    words = {
        "permission": translate("AfterClass", "permission"),
        "bookmarks": translate("AfterClass", "bookmark"),
        "notes": translate("AfterClass", "notes"),
    }
    line = ", ".join(words[one] for one in missing)
    return line[:1].upper() + line[1:]


def counted(baby: BabyReview) -> str:
    """Return which cues were noted in numbers, without any weighing: "5 × yes, more · 2 × pause"."""
    more = sum(note.polarity == "engagement" for note in baby.told)
    pause = sum(note.polarity == "disengagement" for note in baby.told)
    parts = [
        translate("AfterClass", "%n × yes, more", None, more) if more else "",
        translate("AfterClass", "%n × pause", None, pause) if pause else "",
    ]
    return " · ".join(part for part in parts if part)


def ribbon(view: ClassRoomView, notes: tuple[CueView, ...]) -> tuple[tuple[Span, ...], int, int]:
    """Return a baby's states as the ribbon draws them, with the class's beginning and end."""
    session = view.register.session
    start = session.opened or session.starts
    end = session.finished or session.ends
    spans = tuple((span.code, _ms(span.start), _ms(span.end)) for span in timeline.spans(notes, until=end))
    return spans, _ms(start), _ms(end)


def title(view: ClassRoomView) -> str:
    """Return which class this is: "Autumn course, week 3 · Thu 19 Nov"."""
    session = view.register.session
    return translate("AfterClass", "{course}, week {number} · {day}").format(
        course=session.course, number=session.number, day=wording.weekday_day(session.starts.date())
    )


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
