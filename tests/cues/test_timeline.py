"""A baby's notes read as a story: spans, counts, what a family is told, permission in its order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from massage_studio.cues import timeline
from massage_studio.cues.timeline import Span
from massage_studio.cues.views import CueView, Kind, KindView, Polarity
from massage_studio.curriculum.content_types import Audience
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW

MIA, NOAH = new_id(), new_id()
PAUSES, INVITES = "disengagement", "engagement"


def note(
    seq: int,
    kind: Kind,
    code: str,
    minute: float,
    *,
    ended: float | None = None,
    polarity: Polarity = "",
    baby: UUID = MIA,
) -> CueView:
    return CueView(
        id=new_id(),
        action_id=new_id(),
        seq=seq,
        baby_id=baby,
        kind=kind,
        code=code,
        text="",
        layer="",
        at=NOW + timedelta(minutes=minute),
        ended=None if ended is None else NOW + timedelta(minutes=ended),
        delivered_id=None,
        polarity=polarity,
    )


def test_states_become_spans_and_the_open_one_reaches_to_now() -> None:
    notes = (
        note(1, "state", "drowsy", 0, ended=5),
        note(2, "cue", "yawns", 1),
        note(3, "state", "crying", 5),
    )
    until = NOW + timedelta(minutes=8)
    spans = timeline.spans(notes, until)
    assert spans == (
        Span("drowsy", NOW, NOW + timedelta(minutes=5)),
        Span("crying", NOW + timedelta(minutes=5), until),
    )
    assert timeline.observed_minutes(spans) == 8


def test_no_span_is_shorter_than_nothing() -> None:
    spans = timeline.spans((note(1, "state", "drowsy", 10),), NOW)
    assert timeline.observed_minutes(spans) == 0


def test_cues_are_counted_by_their_polarity_most_first() -> None:
    notes = [
        note(number, "cue", code, number, polarity=polarity)
        for number, (code, polarity) in enumerate(
            (("yawns", PAUSES), ("smiles", INVITES), ("hiccups", PAUSES), ("hiccups", PAUSES))
        )
    ]
    assert timeline.counted(notes, "disengagement") == (("hiccups", 2), ("yawns", 1))
    assert timeline.counted(notes, "engagement") == (("smiles", 1),)


def kinds(**audiences: Audience) -> dict[str, KindView]:
    return {code: KindView(code, code, "", False, "", "", code, who) for code, who in audiences.items()}


KNOWN = kinds(yawns="family", smiles="family", goes_limp="warning", strains="instructor")


def codes(notes: tuple[CueView, ...]) -> list[str]:
    return [note.code for note in notes]


def test_a_family_is_told_neither_warnings_nor_what_is_for_the_instructor_nor_unknown_cues() -> None:
    notes = tuple(
        note(number, "cue", code, 10 * number, polarity=PAUSES)
        for number, code in enumerate(("yawns", "goes_limp", "strains", "never_heard_of", "smiles"))
    )
    assert codes(timeline.for_family(notes, KNOWN)) == ["yawns", "smiles"]
    assert codes(timeline.warnings(notes, KNOWN)) == ["goes_limp"]


def test_a_response_to_a_warning_is_not_told_as_an_answer_to_anything() -> None:
    limp, yawn = (
        note(1, "cue", "goes_limp", 0, polarity=PAUSES),
        note(3, "cue", "yawns", 10, polarity=PAUSES),
    )
    notes = (
        limp,
        replace(note(2, "response", "cuddle", 1), answers=limp.id),
        note(12, "response", "feed", 1.5),
        yawn,
        note(4, "cue", "goes_limp", 10.5, polarity=PAUSES),
        replace(note(5, "response", "resting_hands", 11), answers=yawn.id),
        note(8, "state", "crying", 15),
        note(9, "cue", "goes_limp", 16, polarity=PAUSES),
        note(10, "response", "contain", 16),
        note(6, "response", "signpost", 20),
        note(7, "response", "voice", 30),
    )
    assert codes(timeline.for_family(notes, KNOWN)) == ["yawns", "resting_hands", "crying", "voice"]


def test_words_are_told_only_in_the_layer_of_the_family() -> None:
    told, private, unsorted = (note(number, "note", "", number) for number in range(3))
    notes = (replace(told, layer="family"), replace(private, layer="private"), unsorted)
    notes += (note(4, "bookmark", "", 4), note(5, "state", "drowsy", 5), note(6, "permission", "yes", 6))
    assert [one.seq for one in timeline.for_family(notes, KNOWN)] == [0, 5, 6]


def test_warnings_come_in_the_order_of_time() -> None:
    notes = (note(2, "cue", "goes_limp", 5), note(1, "cue", "goes_limp", 9), note(3, "cue", "goes_limp", 1))
    assert [one.seq for one in timeline.warnings(notes, KNOWN)] == [3, 2, 1]


def test_one_baby_is_read_at_a_time() -> None:
    notes = (note(1, "cue", "yawns", 0), note(2, "cue", "smiles", 1, baby=NOAH), note(3, "cue", "yawns", 2))
    assert [part.seq for part in timeline.of_baby(notes, MIA)] == [1, 3]
