"""A baby's notes read as a story: spans, counts, answers."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.cues import timeline
from massage_studio.cues.timeline import Span
from massage_studio.cues.views import CueView, Kind, Polarity
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


def test_what_carers_did_is_counted_most_first() -> None:
    codes = ("pauses", "sings", "sings")
    notes = [note(number, "response", code, number) for number, code in enumerate(codes)]
    assert timeline.responses(notes) == (("sings", 2), ("pauses", 1))


@pytest.mark.parametrize(("minute", "answered"), [(0, (1, 1)), (1.9, (1, 1)), (2, (1, 1)), (2.1, (0, 1))])
def test_a_response_within_two_minutes_answers_a_pause_cue(minute: float, answered: tuple[int, int]) -> None:
    notes = (note(1, "cue", "yawns", 0, polarity=PAUSES), note(2, "response", "pauses", minute))
    assert timeline.answered(notes) == answered
    assert timeline.answered(notes[::-1]) == answered  # in whatever order they are handed over


def test_a_response_before_the_cue_and_an_invitation_are_no_answers() -> None:
    assert timeline.answered(
        (
            note(1, "response", "pauses", 0),
            note(2, "cue", "yawns", 0, polarity=PAUSES),
            note(3, "cue", "smiles", 1, polarity=INVITES),
        )
    ) == (0, 1)
    assert timeline.answered(()) == (0, 0)


def test_one_baby_is_read_at_a_time() -> None:
    notes = (note(1, "cue", "yawns", 0), note(2, "cue", "smiles", 1, baby=NOAH), note(3, "cue", "yawns", 2))
    assert [part.seq for part in timeline.of_baby(notes, MIA)] == [1, 3]


def test_the_last_word_about_permission_counts() -> None:
    notes = (note(1, "permission", "yes", 0), note(2, "permission", "not_now", 1), note(3, "cue", "yawns", 2))
    last = timeline.permission(notes)
    assert last is not None and last.code == "not_now"
    assert timeline.permission(notes[2:]) is None


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 10)), max_size=30))
def test_never_more_answers_than_questions(presses: list[tuple[bool, int]]) -> None:
    minute, notes = 0, []
    for seq, (asks, later) in enumerate(presses):
        minute += later
        notes.append(
            note(seq, "cue", "yawns", minute, polarity=PAUSES)
            if asks
            else note(seq, "response", "pauses", minute)
        )
    met, asked = timeline.answered(notes)
    assert 0 <= met <= asked == sum(asks for asks, _ in presses)


def test_a_reason_not_to_massage_stands_until_a_later_yes() -> None:
    no, yes = note(1, "not_massaged", "asleep", 0), note(2, "permission", "yes", 1)
    told = timeline.not_massaged((no,))
    assert told is not None and told.code == "asleep"
    assert timeline.not_massaged((no, yes)) is None
    assert timeline.not_massaged((yes,)) is None
