"""What an entry of a class might have been, and the verbs that put it right: no widgets here."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from massage_studio.cues import correction_service, service
from massage_studio.cues.views import CueView
from massage_studio.families.views import Layer
from massage_studio.gui.cues import entries
from massage_studio.gui.cues.after_class import ANSWERS
from massage_studio.gui.cues.answer_words import answer_words, reason_words
from massage_studio.gui.cues.class_writer import Action
from massage_studio.gui.cues.entries import Entry
from massage_studio.gui.cues.room import REASON_KEYS, Room
from massage_studio.language import translate


@dataclass(frozen=True, slots=True)
class Meant:
    """What an entry might have been, in words and with its tone; a `group` stands above it."""

    value: Any
    words: str
    tone: str = "neutral"
    group: str = ""


def find(room: Room, key: UUID) -> Entry | None:
    """Return an entry that stands."""
    note = room.note(key)
    if note is not None:
        return entries.of_note(note)
    began = (part for part in room.view.delivered if part.id == key and part.started is not None)
    return next((entries.of_start(part) for part in began), None)


def might_be(room: Room, entry: Entry) -> tuple[Meant, ...]:
    """Return what else of its kind an entry might have been, itself among it; nothing for words."""
    words = room.words
    if entry.kind == "activity":
        parts = (part for part in room.view.delivered if part.status == "todo" or part.id == entry.key)
        return tuple(Meant(part.id, part.title) for part in parts)
    if entry.kind == "state":
        return tuple(Meant(code, state.label, code) for code, state in words.states.items())
    if entry.kind == "cue":
        groups = {
            "engagement": translate("Entries", "Yes, more"),
            "disengagement": translate("Entries", "Pause"),
            "": translate("Entries", "Others"),
        }
        offered = [cue for code, cue in words.cues.items() if cue.offered or code == entry.code]
        quiet = [cue for cue in offered if cue.audience != "warning" or cue.code == entry.code]
        return tuple(
            Meant(cue.code, room.label("cue", cue.code), "neutral", groups[cue.polarity]) for cue in quiet
        )
    if entry.kind == "response":
        offered = [one for code, one in words.responses.items() if one.offered or code == entry.code]
        return tuple(Meant(one.code, words.label("response", one.code)) for one in offered)
    if entry.kind == "permission":
        codes = (*ANSWERS, *(() if entry.code in ANSWERS else (entry.code,)))
        return tuple(Meant(code, answer_words(code)) for code in codes)
    if entry.kind == "not_massaged":
        return tuple(Meant(code, reason_words(code)) for code in REASON_KEYS.values())
    return ()


def babies(room: Room) -> tuple[Meant, ...]:
    """Return whose an entry might be: every baby who was not absent."""
    there = (row for row in room.rows if row.status in ("here", "late", "expected"))
    return tuple(Meant(row.baby.id, row.baby.given_name) for row in there)


def words_about(room: Room, entry: Entry) -> CueView | None:
    """Return the words that were put to an entry later."""
    notes = room.notes(entry.baby_id) if entry.baby_id is not None else ()
    return next((note for note in notes if note.kind == "note" and note.refers_to == entry.key), None)


def correction(entry: Entry, told: dict[str, Any]) -> Action:
    """Return the verb that says what was different: "baby_id", "code", "at", or "text" with "layer"."""
    if entry.kind == "activity":
        named = {"instead_id" if name == "code" else name: value for name, value in told.items()}
        return partial(correction_service.correct_activity, delivered_id=entry.key, **named)
    if "text" in told and entry.kind != "note":
        return partial(service.describe, note_id=entry.key, **told)
    return partial(correction_service.correct, note_id=entry.key, **told)


def removal(entry: Entry) -> Action:
    """Return the verb that takes an entry out."""
    if entry.kind == "activity":
        return partial(correction_service.take_out_activity, delivered_id=entry.key)
    return partial(correction_service.take_out, note_id=entry.key)


def layer_words(layer: Layer) -> str:
    """Return whom words are for."""
    return {
        "family": translate("Entries", "For the family"),
        "private": translate("Entries", "Private"),
        "safeguarding": translate("Entries", "Safeguarding"),
    }[layer]
