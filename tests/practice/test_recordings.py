"""Recordings are kept, compared with a colleague's, and never meet the records of families."""

from __future__ import annotations

import json
from typing import Any

import pytest

from massage_studio.errors import KnownError
from massage_studio.practice import queries, service
from massage_studio.practice.files import as_file, from_file
from massage_studio.practice.models import PracticeEvent, PracticeRecording
from massage_studio.practice.recorder import PracticeRecorder
from massage_studio.practice.views import Observation, Recording
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW


def a_recording() -> Recording:
    recorder = PracticeRecorder()
    recorder.press(1000, 1, "state", "drowsy")
    recorder.press(4000, 2, "cue", "smiles")
    recorder.press(3000, 1, "state", "crying")
    recorder.press(5000, 1, "cue", "oops")
    assert recorder.undo() == Observation(5000, 1, "cue", "oops")
    return recorder.finish("Film 3", "Ada", 9000)


def test_a_state_lasts_until_the_next_one_and_moments_never_run_backwards() -> None:
    assert a_recording().observations == (
        Observation(1000, 1, "state", "drowsy", 4000),
        Observation(4000, 2, "cue", "smiles"),
        Observation(4000, 1, "state", "crying", 9000),
    )


def test_a_recording_is_kept_once_and_can_be_put_away(studio: Store) -> None:
    key, made = new_id(), a_recording()
    for _ in range(2):
        with studio.write() as session:
            service.keep(session, recording_id=key, recording=made, now=NOW)
    with studio.read() as session:
        (listed,) = queries.recordings(session)
        kept = queries.recording(session, recording_id=key)
    assert (listed.observer, listed.count, listed.length_ms) == ("Ada", 3, 9000)
    assert set(kept.observations) == set(made.observations)
    with studio.write() as session:
        service.put_away(session, recording_id=key)
        assert queries.recordings(session) == ()
    for spoilt in (Recording("", " ", 1, made.observations), Recording("", "Ada", 1, ())):
        with pytest.raises(KnownError), studio.write() as session:
            service.keep(session, recording_id=new_id(), recording=spoilt, now=NOW)


def test_no_table_of_practice_knows_a_family_or_a_class() -> None:
    known = {
        str(key.target_fullname)
        for model in (PracticeRecording, PracticeEvent)
        for key in model.__table__.foreign_keys
    }
    assert known == {"practice_recording.id"}


def test_a_file_comes_back_as_it_was_and_a_table_without_names() -> None:
    made = a_recording()
    assert from_file(as_file(made), "x") == made
    table = (
        "Baby,Event,Code,Category,Start (s),Stop (s)\r\n"
        "Mia,Drowsy,drowsy,state,1.000,4.500\r\n"
        "Noah,Smiles,smiles,engaging,4.000,\r\n"
        "Mia,Note,,note,5.000,\r\n"
    )
    read = from_file(table.encode("utf-8-sig"), "colleague")
    assert read == Recording(
        "colleague",
        "colleague",
        4500,
        (Observation(1000, 1, "state", "drowsy", 4500), Observation(4000, 2, "cue", "smiles")),
    )


def spoilt(**other: Any) -> bytes:
    return json.dumps(json.loads(as_file(a_recording())) | other).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"a,b\r\n1,2\r\n",
        spoilt(format="other"),
        spoilt(observations=[]),
        spoilt(observations=[[1, 0, 1, "state", "drowsy"]]),
        spoilt(observations=[[1, None, 1, "note", "words"]]),
        spoilt(observations=[[-1, None, 1, "cue", "smiles"]]),
        spoilt(observations=[[True, None, 1, "cue", "smiles"]]),
        spoilt(length_ms="1"),
    ],
)
def test_a_file_that_is_none_is_told(content: bytes) -> None:
    with pytest.raises(KnownError, match="no recording"):
        from_file(content, "x")
