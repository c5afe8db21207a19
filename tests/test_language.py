"""The sentences of the rooms, in another language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from massage_studio import language
from massage_studio.errors import KnownError

GERMAN = {"Row {row} has no name.": "Zeile {row} hat keinen Namen.", "Mend it.": "Bitte ergänzen."}


@pytest.fixture
def german() -> Iterator[None]:
    language.use(lambda text: GERMAN.get(text, text))
    yield
    language.use(str)


def test_a_refusal_is_told_in_the_language_of_the_screen(german: None) -> None:
    error = KnownError("Row {row} has no name.", "Mend it.", row=7)
    assert str(error) == "Zeile 7 hat keinen Namen. Bitte ergänzen."


def test_brackets_that_ask_for_nothing_stay_as_they_are() -> None:
    assert str(KnownError("A field is written as {baby}.")) == "A field is written as {baby}."


def test_what_a_person_wrote_is_never_read_as_a_field() -> None:
    assert (
        language.say("{key} is already {chip}.", key="A", chip="{key} & {0}") == "A is already {key} & {0}."
    )
