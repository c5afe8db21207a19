"""The texts that carers read in their own language."""

from __future__ import annotations

import pytest

from massage_studio.curriculum.content import LANGUAGE, load
from massage_studio.curriculum.own_language import items_in, language_of, languages, reads_from_the_right


@pytest.mark.parametrize("code", languages())
def test_every_text_pack_asks_the_same_five_things_without_a_number(code: str) -> None:
    english, items = load().self_rating, items_in(code)
    assert [one.code for one in items.statements] == [one.code for one in english.statements]
    assert (items.minimum, items.maximum, len(items.places)) == (0, 10, 5)
    told = (items.title, items.instruction, items.paper_instruction, items.note, *items.places)
    told += tuple(one.text for one in items.statements)
    assert not any(letter.isdecimal() for letter in " ".join(told))
    assert len({*items.places}) == 5


def test_the_line_has_a_word_for_every_place() -> None:
    items = load().self_rating
    told = [items.place(answer) for answer in range(items.minimum, items.maximum + 1)]
    assert told == [
        items.places[0],
        *[items.places[1]] * 4,
        items.places[2],
        *[items.places[3]] * 4,
        items.places[4],
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Polish", "pl"),
        ("polski", "pl"),
        (" PL ", "pl"),
        ("Arabic", "ar"),
        ("English", LANGUAGE),
        ("en", LANGUAGE),
        ("", LANGUAGE),
        ("Klingon", LANGUAGE),
    ],
)
def test_a_language_is_found_by_what_it_is_called(written: str, code: str) -> None:
    assert language_of(written) == code


def test_arabic_reads_from_the_right() -> None:
    assert [code for code in languages() if reads_from_the_right(code)] == ["ar"]
