"""An adult of another home is known by a short form of the name too, and ordinary words are no name."""

from __future__ import annotations

import pytest

from massage_studio.handouts.short_names import is_called


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Daniel", "Mia smiled when Dan hummed."),
        ("Elizabeth", "Liz will be pleased."),
        ("Robert", "bob held Mia."),
        ("Katherine", "Kate’s song worked."),
        ("William", "Then Bill came in."),
        ("William", "Mia looked for Will."),
        ("Margaret", "Tell Maggie about it."),
        ("Fernando", "Nando no, but Fern sang."),
        ("Anne-Marie", "Marie waited."),
        ("Anna Maria", "Anna waited."),
        ("Dan", "Daniel waited."),
        ("Édouard", "Edou waited."),
    ],
)
def test_an_ordinary_short_form_is_known(name: str, words: str) -> None:
    assert is_called(name, words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Theodora", "The song helped."),
        ("Sheila", "She slept."),
        ("Andrew", "And then a yawn."),
        ("Youssef", "You held still."),
        ("Herbert", "Her feet relaxed."),
        ("Hassan", "Has a new tooth."),
        ("William", "Mia will smile again."),
        ("Patrick", "A soft pat helped."),
        ("Chester", "Chest strokes were liked."),
        ("Daniel", "Mia danced and had a dangling foot."),
        ("Robert", "A robin sang."),
        ("Sangita", "Sang on the way home."),
    ],
)
def test_an_ordinary_word_is_no_name(name: str, words: str) -> None:
    assert not is_called(name, words)


def test_the_name_of_the_baby_or_of_this_home_is_never_taken_for_a_short_form() -> None:
    assert is_called("Leonard", "Leo smiled.")
    assert not is_called("Leonard", "Leo smiled.", others=frozenset({"leo"}))
