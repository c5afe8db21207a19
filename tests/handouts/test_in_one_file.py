"""The papers of a class in one file for the printer are heard as each of them is."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from massage_studio.handouts import take_home
from massage_studio.handouts.papers import Draft, build, build_in_one
from massage_studio.handouts.views import TakeHome, Variant
from tests.paper.hearing import HeardPage, bookmarks, heard, heard_pages
from tests.paper.reading import fonts_of, pages_of, squeezed
from tests.paper.structure import faults

NAMES = ("Mia", "محمد عبد الله", "王小明", "Jose\u0301")


def draft(view: TakeHome, name: str, variant: Variant = Variant.A4) -> Draft:
    kind = "take_home" if view.attended else "catch_up"
    return Draft(kind, f"{name} Okafor", "a.pdf", replace(view, baby=name), variant=variant)


@pytest.fixture
def drafts(take_home_view: TakeHome) -> tuple[Draft, ...]:
    absent = replace(take_home_view, attended=False)
    return (*(draft(take_home_view, name) for name in NAMES), draft(absent, "Noah"))


def test_all_its_text_is_inside_the_tree_or_decoration_and_figures_are_told(
    drafts: tuple[Draft, ...],
) -> None:
    whole = heard_pages(build_in_one(drafts, "Sunflower"))
    alone = [page for each in drafts for page in heard_pages(build(each).content)]
    assert not [page.loose for page in whole if page.loose]
    assert [_shape(page) for page in whole] == [_shape(page) for page in alone]
    assert all(figure.alt for page in whole for figure in page.roles("Figure"))
    assert all(page.roles("Part") for page in whole)


def _shape(page: HeardPage) -> list[tuple[str, str, str, str]]:
    """Every element with its words in other words, in the order in which they are heard."""
    return [
        (part.role, part.alt, part.actual, part.text)
        for part in page.document.all()
        if part.role not in ("Document", "Part")
    ]


def test_it_says_its_language_that_it_is_tagged_and_carries_its_fonts(drafts: tuple[Draft, ...]) -> None:
    data = build_in_one(drafts, "Sunflower")
    assert faults(data) == []
    assert re.search(rb"/Lang \(en-GB\)", data)
    assert b"/MarkInfo " in data and b"/Marked true" in data
    assert re.search(rb"/StructTreeRoot \d+ 0 R", data)
    assert all(fonts_of(data).values())
    assert all(squeezed(name) in squeezed(heard(data)) for name in NAMES)


def test_its_outline_has_every_family_by_its_whole_name(drafts: tuple[Draft, ...]) -> None:
    marks = bookmarks(build_in_one(drafts, "Sunflower"))
    firsts = [(title, page) for level, title, page in marks if level == 0]
    assert firsts == [
        (f"{name} Okafor".replace("e\u0301", "é"), 2 * place) for place, name in enumerate((*NAMES, "Noah"))
    ]
    assert (1, "You noticed", 0) in marks and (1, "You noticed", 2) in marks


def test_a_paper_of_an_odd_number_of_pages_has_an_empty_one_behind_it(take_home_view: TakeHome) -> None:
    large = draft(take_home_view, "Mia", Variant.LARGE_PRINT)
    pages = len(pages_of(build(large).content))
    both = pages_of(build_in_one((large, draft(take_home_view, "Noah")), "Sunflower"))
    first = pages + pages % 2
    assert len(both) == first + 2 and "Noah" in both[first]
    assert pages % 2 == 0 or not both[pages].strip()


def test_a_small_file_has_each_font_once(drafts: tuple[Draft, ...]) -> None:
    alone = sum(len(build(each).content) for each in drafts)
    assert len(build_in_one(drafts, "Sunflower")) < 0.7 * alone


def test_what_stands_alone_is_as_before(take_home_view: TakeHome) -> None:
    data = take_home.build(take_home_view)
    assert not [part for page in heard_pages(data) for part in page.roles("Part")]
