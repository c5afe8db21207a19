"""A take-home as the instructor proof-reads it: its sentences, why to stop at it, and in which version."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from massage_studio.cues.views import CueView, KindView
from massage_studio.families.views import CarerView
from massage_studio.handouts.fitted_sentences import noted, sentences
from massage_studio.handouts.views import Letterhead, TakeHome
from massage_studio.handouts.wording import day, joined
from massage_studio.language import translate

StopKind = Literal["warning", "homes", "restriction", "no_notes"]
_NOBODY = Letterhead("", "")


@dataclass(frozen=True, slots=True)
class CopyKey:
    """Which paper of a class: whose, and where its family has more than one home for which of them."""

    baby_id: UUID
    home_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Why to look twice at a take-home before it is given, in words for the instructor alone."""

    kind: StopKind
    words: str


@dataclass(frozen=True, slots=True)
class ProofSentence:
    """A sentence as the notes tell it and as it stands now; without words `now` it is left out.

    `part` is where it is printed; `cut` are those words for which there is no room on paper.
    """

    key: str
    part: str
    noted: str
    now: str
    cut: str = ""

    @property
    def changed(self) -> bool:
        """Whether the instructor's words stand in its place."""
        return self.now != self.noted


@dataclass(frozen=True, slots=True)
class Proof:
    """What is to be read of one take-home; `read` is the version that was read last, empty where none was."""

    sentences: tuple[ProofSentence, ...]
    stops: tuple[Stop, ...]
    version: str
    read: str

    @property
    def is_read(self) -> bool:
        """Whether it was read as it is now."""
        return self.read == self.version

    @property
    def changed_since(self) -> bool:
        """Whether it was read, and has changed since."""
        return bool(self.read) and not self.is_read


def proof(
    view: TakeHome, printed: TakeHome, edits: Mapping[str, str], stops: Sequence[Stop], read: str
) -> Proof:
    """Return what is to be read of a take-home, given it without and with the instructor's changes."""
    cut = {one.key: one.left_out for one in sentences(printed)}
    found = tuple(
        ProofSentence(one.key, one.part, one.words, edits.get(one.key, one.words), cut.get(one.key, ""))
        for one in noted(view)
    )
    return Proof(found, tuple(stops), version(printed, stops), read)


def version(view: TakeHome, stops: Sequence[Stop] = ()) -> str:
    """Return what tells this story from any other, whose paper it is and on which day it is printed apart."""
    benefit = replace(view.benefit, evidence=())
    story = replace(view, letterhead=_NOBODY, website="", benefit=benefit, today=False)
    return hashlib.sha256(repr((story, tuple(stops))).encode()).hexdigest()[:16]


def stops(
    *,
    baby: str,
    warnings: Iterable[CueView],
    cues: Mapping[str, KindView],
    zone: ZoneInfo,
    nothing_noted: bool,
    home: Sequence[CarerView],
    others: Sequence[CarerView],
    barred: Sequence[CarerView],
    tells_too_much: bool,
    of_course: bool = False,
) -> tuple[Stop, ...]:
    """Return why to stop at a take-home: the gravest reason first.

    `tells_too_much` says that words of the instructor's own tell of an adult whom this copy must not tell of,
    `of_course` that the paper is about more than one class.
    """
    found = [Stop("warning", _warning(note, cues[note.code], zone, of_course=of_course)) for note in warnings]
    if barred:
        found.append(Stop("restriction", _restriction(home, barred)))
    apart = [adult for adult in others if adult not in barred]
    if apart:
        words = translate(
            "Handouts", "Two homes: this copy is for {adults} alone. It must not tell of {others}."
        )
        found.append(Stop("homes", words.format(adults=_names(home), others=_names(apart))))
    if tells_too_much and others:
        words = translate("Handouts", "A sentence that you changed tells of {others}.")
        found.append(Stop("homes", words.format(others=_names(others))))
    if nothing_noted:
        words = (
            translate("Handouts", "Nothing was noted for {baby} in this course.")
            if of_course
            else translate("Handouts", "Nothing was noted for {baby} in this class.")
        )
        found.append(Stop("no_notes", words.format(baby=baby)))
    return tuple(found)


def _warning(note: CueView, cue: KindView, zone: ZoneInfo, *, of_course: bool) -> str:
    at: datetime = note.at.astimezone(zone)
    if of_course:
        words = translate("Handouts", "Seek advice? {sign}, on {day}. This is not on the paper.")
        return words.format(sign=cue.label, day=day(at.date()))
    words = translate("Handouts", "Seek advice? {sign}, at {time}. This is not on the paper.")
    return words.format(sign=cue.label, time=f"{at:%H:%M}")


def _restriction(home: Sequence[CarerView], barred: Sequence[CarerView]) -> str:
    no_exception = translate(
        "Handouts", "No reason makes an exception; what an adult may get is set on the family's page."
    )
    if not home:
        words = translate("Handouts", "Contact restriction: nobody of this family may get this copy.")
        return f"{words} {no_exception}"
    words = translate("Handouts", "Contact restriction: this copy is for {adults}, not for {others}.")
    return f"{words.format(adults=_names(home), others=_names(barred))} {no_exception}"


def _names(adults: Sequence[CarerView]) -> str:
    return joined([adult.given_name for adult in adults])
