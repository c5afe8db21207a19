"""Permission in its order: the first answer stays the first, and what was done at a word stands with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from massage_studio.cues.permission import PermissionTimeline, permission_timeline
from massage_studio.cues.views import CueView
from tests.cues.test_timeline import note


def said(*words: str) -> tuple[CueView, ...]:
    """One word a minute: an answer, a -reason, or a !response to the word before it."""
    found: list[CueView] = []
    for seq, word in enumerate(words):
        kind = {"-": "not_massaged", "!": "response"}.get(word[0], "permission")
        one = note(seq, kind, word.lstrip("-!"), seq)  # type: ignore[arg-type]
        before = [other.id for other in found if other.kind != "response"]
        found.append(replace(one, answers=before[-1]) if kind == "response" else one)
    return tuple(found)


def codes(went: PermissionTimeline) -> list[str]:
    return [word.note.code for word in went.words]


@pytest.mark.parametrize(
    ("pressed", "told", "why", "now", "stands"),
    [
        ("", "", None, None, "unasked"),
        ("asked", "", None, None, "waiting"),
        ("asked yes", "yes", None, None, "yes"),
        ("asked not_now asked", "not_now", "not_now", None, "waiting"),
        ("yes not_now", "yes not_now", None, None, "not_now"),
        ("yes not_now yes", "yes not_now yes", None, None, "yes"),
        ("not_now", "not_now", "not_now", None, "not_now"),
        ("not_now not_now", "not_now", "not_now", None, "not_now"),
        ("not_now yes", "not_now yes", None, None, "yes"),
        ("unsure", "unsure", None, None, "unsure"),
        ("unsure not_now", "unsure not_now", "not_now", None, "not_now"),
        ("not_now unsure", "not_now unsure", None, None, "unsure"),
        ("yes -asleep", "yes asleep", None, "asleep", "stopped"),
        ("-asleep yes", "asleep yes", None, None, "yes"),
        ("-asleep not_now", "asleep not_now", "asleep", "asleep", "not_now"),
        ("-asleep -hungry", "asleep hungry", "hungry", "hungry", "stopped"),
        ("not_now -hungry", "not_now hungry", "hungry", "hungry", "stopped"),
        ("yes -asleep yes", "yes asleep yes", None, None, "yes"),
    ],
)
def test_a_class_goes_without_massage_only_where_no_yes_was_ever_said(
    pressed: str, told: str, why: str | None, now: str | None, stands: str
) -> None:
    notes = said(*pressed.split())
    for order in (notes, notes[::-1]):
        went = permission_timeline(order)
        assert codes(went) == told.split()
        assert (went.not_massaged.code if went.not_massaged else None) == why
        assert (went.reason.code if went.reason else None) == now
        assert went.stands == stands and went.forbids == (stands not in ("unasked", "yes"))


def test_what_is_typed_in_later_stands_at_its_own_time() -> None:
    late_yes = replace(note(9, "permission", "yes", 1), seq=9)
    assert codes(permission_timeline((note(1, "permission", "not_now", 5), late_yes))) == ["yes", "not_now"]
    assert permission_timeline((note(1, "not_massaged", "asleep", 5), late_yes)).not_massaged is None


def test_of_two_answers_at_one_moment_the_last_one_stands() -> None:
    evening = (note(1, "permission", "not_now", 60), note(2, "permission", "yes", 60))
    assert codes(permission_timeline(evening)) == ["yes"]
    put_right = (note(1, "not_massaged", "asleep", 60), note(2, "permission", "yes", 60))
    assert codes(permission_timeline(put_right)) == ["yes"]
    both = (note(1, "permission", "not_now", 60), note(2, "not_massaged", "asleep", 60))
    assert codes(permission_timeline(both)) == ["not_now", "asleep"]


def test_what_was_done_stands_with_its_word_also_where_that_only_repeats_another() -> None:
    went = permission_timeline(said("yes", "not_now", "!stop", "not_now", "!cuddle", "yes", "!continue"))
    told = [(word.note.code, [reply.code for reply in word.done]) for word in went.words]
    # A yes asks for nothing, so nothing was the answer to it.
    assert told == [("yes", []), ("not_now", ["stop", "cuddle"]), ("yes", [])]
    assert went.answer is not None and went.answer.code == "yes"
