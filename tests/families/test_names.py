"""Names stay as people write them; only what harms goes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.families.names import LONGEST, clean, clean_lines, folded, full


@given(st.text())
def test_a_clean_name_has_one_form_no_controls_and_one_line(text: str) -> None:
    name = clean(text)
    assert name == unicodedata.normalize("NFC", name) == name.strip()
    assert len(name) <= LONGEST
    assert not any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in name)
    assert not set(name) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    name.encode("utf-8")


@given(st.text())
def test_cleaning_a_clean_name_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text())
def test_cleaning_clean_lines_changes_nothing(text: str) -> None:
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@pytest.mark.parametrize(
    "name",
    [
        "Zoë",
        "O'Neil",
        "D’Angelo",
        "Müller-Lüdenscheidt",
        "Anna<Maria",
        "Tom & Jo",
        "مُحَمَّد",
        "می‌نا",  # Persian, with the joiner that keeps its letters apart
        "สมหญิง ใจดี",
        "佐藤",
        "김민준",
        "Nguyễn Thị Ánh",
        "श्रीमती",
        "👩‍👧‍👦 Robin",
        "x Æ a-12",
    ],
)
def test_names_of_all_scripts_stay_as_they_are(name: str) -> None:
    assert clean(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mia \t Okafor\r\n", "Mia Okafor"),
        ("Zoe\u0308", "Zoë"),
        ("Mia\x00\x1b[31m", "Mia[31m"),
        ("\u202eaiM\u202c", "aiM"),
        ("Mia\ud800", "Mia"),
        ("Mia\u00a0Okafor", "Mia Okafor"),
        ("", ""),
        ("\u200b\u200d", ""),
        ("\ufeff \u2060", ""),
    ],
)
def test_only_what_harms_goes(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_a_name_of_immoderate_length_is_cut() -> None:
    assert clean("a" * 5000) == "a" * LONGEST
    assert len(clean_lines("word \n" * 5000)) <= 4000


def test_lines_of_a_note_stay_lines() -> None:
    assert clean_lines("  first\r\nsecond \n\n third\x07 ") == "first\nsecond\n\nthird"


@pytest.mark.parametrize(
    ("given_name", "family_name", "whole"),
    [("Mia", "Okafor", "Mia Okafor"), ("Mia", "", "Mia"), ("民俊", "金", "金民俊"), ("Mia", "金", "Mia 金")],
)
def test_the_whole_name_follows_the_order_of_its_script(
    given_name: str, family_name: str, whole: str
) -> None:
    assert full(given_name, family_name) == whole


@pytest.mark.parametrize(
    ("one", "other"), [("Zoë", "ZOE"), ("Straße", "STRASSE"), ("Zoe\u0308", "zoë"), ("Łucja", "łucja")]
)
def test_a_search_does_not_mind_case_accents_or_form(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)
