"""Serve and return: one response answers one sign, the last open one, and what none answered stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

import massage_studio.cues.service as cues
from massage_studio.cues import after_service, log_service, pairs
from massage_studio.cues.notation import Entry
from massage_studio.cues.queries import class_room
from massage_studio.cues.views import CueView
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.cues.test_timeline import PAUSES, note
from tests.studio_fixtures import NOW, OpenClass, a_class


@pytest.mark.parametrize(("minute", "meant"), [(-0.1, False), (0, True), (2, True), (2.1, False)])
def test_a_sign_is_open_for_two_minutes(minute: float, meant: bool) -> None:
    yawn = note(1, "cue", "yawns", 0, polarity=PAUSES)
    assert (pairs.next_to_answer((yawn,), NOW + timedelta(minutes=minute)) is yawn) is meant


def test_a_sign_that_was_corrected_keeps_its_answer() -> None:
    yawn = note(1, "cue", "yawns", 0, polarity=PAUSES)
    reply = replace(note(2, "response", "pause", 1), answers=yawn.id)
    corrected = replace(note(3, "cue", "hiccups", 0, polarity=PAUSES), refers_to=yawn.id)
    assert pairs.answered((corrected, reply)) == {reply.id: corrected}
    assert pairs.answered((reply,)) == {} and pairs.unanswered((corrected, reply)) == ()


def pressed(studio: Store, of: OpenClass, *presses: str, baby: int = 0, second: int = 0) -> None:
    """Press for one baby, ten seconds after one another."""
    with studio.write() as session:
        for place, press in enumerate(presses):
            kind, _, code = press.partition(":")
            cues.record(
                session,
                action_id=new_id(),
                session_id=of.session,
                dyads=((of.dyads[baby].baby, of.dyads[baby].carer),),
                kind=kind,  # type: ignore[arg-type]
                code=code,
                now=NOW + timedelta(seconds=second + 10 * place),
            )


def told(studio: Store, of: OpenClass) -> list[tuple[str, str]]:
    """Each response with what it answered, "" for nothing."""
    notes = noted(studio, of)
    to = pairs.answered(notes)
    return [(one.code, to[one.id].code if one.id in to else "") for one in notes if one.kind == "response"]


def noted(studio: Store, of: OpenClass) -> tuple[CueView, ...]:
    with studio.read() as session:
        return class_room(session, session_id=of.session).notes


def a_class_of_two(studio: Store) -> OpenClass:
    with studio.write() as session:
        return a_class(session, "Mia", "Noah")


def test_each_response_answers_the_last_sign_that_is_open_and_one_alone(studio: Store) -> None:
    of = a_class_of_two(studio)
    pressed(studio, of, "cue:yawns", "cue:hiccups", "cue:smiles", "response:wait_watch", "response:voice")
    pressed(studio, of, "response:feed", "permission:yes", "response:cuddle", second=60)
    assert told(studio, of) == [
        ("wait_watch", "hiccups"),
        ("voice", "yawns"),
        ("feed", ""),
        ("cuddle", ""),
    ]
    after = ("permission:not_now", "response:stop", "not_massaged:asleep", "response:let_sleep")
    pressed(studio, of, *after, second=90)
    assert told(studio, of)[4:] == [("stop", "not_now"), ("let_sleep", "asleep")]


def test_no_response_answers_another_babys_sign_nor_an_old_one(studio: Store) -> None:
    of = a_class_of_two(studio)
    pressed(studio, of, "cue:yawns")
    pressed(studio, of, "response:voice", baby=1, second=10)
    pressed(studio, of, "response:feed", second=121)
    assert told(studio, of) == [("voice", ""), ("feed", "")]


def test_undo_opens_a_sign_again_and_redo_answers_it(studio: Store) -> None:
    of = a_class_of_two(studio)
    pressed(studio, of, "cue:yawns", "response:voice")
    with studio.write() as session:
        log_service.undo(session, session_id=of.session, now=NOW)
    assert [one.code for one in pairs.unanswered(noted(studio, of))] == ["yawns"]
    with studio.write() as session:
        log_service.redo(session, session_id=of.session)
    assert told(studio, of) == [("voice", "yawns")]


def test_a_sign_can_be_chosen_or_none(studio: Store) -> None:
    of = a_class_of_two(studio)
    pressed(studio, of, "cue:yawns", "cue:hiccups")
    [yawn, _] = noted(studio, of)
    for chosen, code in ((yawn.id, "voice"), (None, "feed")):
        with studio.write() as session:
            cues.record(
                session,
                action_id=new_id(),
                session_id=of.session,
                dyads=((of.dyads[0].baby, None),),
                kind="response",
                code=code,
                now=NOW + timedelta(minutes=5),
                answers=chosen,
            )
    assert told(studio, of) == [("voice", "yawns"), ("feed", "")]


def test_a_paper_sheet_is_paired_by_the_same_rule(studio: Store) -> None:
    of = a_class_of_two(studio)
    pressed(studio, of, "cue:yawns")
    sheet = (
        Entry(0, "response", "voice"),
        Entry(3, "cue", "hiccups"),
        Entry(3, "response", "feed"),
        Entry(9, "response", "cuddle"),
    )
    with studio.write() as session:
        after_service.enter(
            session,
            action_id=new_id(),
            session_id=of.session,
            baby_id=of.dyads[0].baby,
            carer_id=None,
            entries=sheet,
            now=NOW + timedelta(minutes=30),
        )
    assert told(studio, of) == [("voice", "yawns"), ("feed", "hiccups"), ("cuddle", "")]


def test_everybody_massaging_is_one_press_that_answers_for_no_baby(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia", "Noah", "Ivy", "Leo", "Zoë")
    for baby, words in enumerate(("yes", "not_now", "asked", "unsure")):
        pressed(studio, of, f"permission:{words}", baby=baby)
    before = noted(studio, of)
    given = {
        "action_id": new_id(),
        "session_id": of.session,
        "dyads": tuple((dyad.baby, dyad.carer) for dyad in of.dyads),
        "now": NOW + timedelta(minutes=1),
    }
    for _ in range(2):
        with studio.write() as session:
            cues.everybody_massages(session, **given)  # type: ignore[arg-type]
    new = [one for one in noted(studio, of) if one not in before]
    assert {one.baby_id for one in new} == {of.dyads[0].baby, of.dyads[4].baby}
    assert {(one.kind, one.code, one.answers) for one in new} == {("response", "continue", None)}
    with studio.write() as session:
        log_service.undo(session, session_id=of.session, now=NOW)
    assert noted(studio, of) == before


def test_whatever_else_is_one_babys_own_is_refused_for_several(studio: Store) -> None:
    of = a_class_of_two(studio)
    with studio.write() as session, pytest.raises(KnownError, match="answers for itself"):
        cues.record(
            session,
            action_id=new_id(),
            session_id=of.session,
            dyads=tuple((dyad.baby, None) for dyad in of.dyads),
            kind="response",
            code="voice",
            now=NOW,
        )
