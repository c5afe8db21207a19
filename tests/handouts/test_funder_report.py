"""The report for a funder: numbers of groups, and no number by which anybody could be known."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.bookings.insight_views import Heads, Return, Stops, Waits
from massage_studio.families.views import AnswerCounts
from massage_studio.handouts import funder_report, insights_sheet
from massage_studio.handouts.funder_report import merged_bands, sections
from massage_studio.handouts.views import Letterhead
from massage_studio.progress.insight_charts import figures
from massage_studio.progress.insight_views import Insights, Term
from tests.paper.reading import fonts_of, text_of
from tests.progress.made_insights import ARABIC, LONG, a_course, made_insights

HEAD = Letterhead("Sunflower Baby Massage", "Hazel Whitcombe")


def told(of: Insights) -> list[str]:
    return [sentence for _, sentences, _ in sections(of) for sentence in sentences]


def test_the_report_tells_of_groups_in_numbers() -> None:
    of = made_insights(a_course(1, "Morning"), a_course(2, "Afternoon"))
    assert told(of)[:6] == [
        "24 babies from 24 families had a place.",
        "75 % of the places were taken.",
        "A baby came to 98 % of the classes that it was expected in.",
        "Of 24 babies on courses that are over, 12 stayed to the end.",
        "12 families took a place in the term after.",
        "24 families had to wait for a place.",
    ]
    data = funder_report.build(HEAD, "2026", of, date(2026, 11, 19))
    assert "2 courses, 10 classes held, as of 19 November 2026" in text_of(data)
    assert all(fonts_of(data).values())


def test_no_course_hall_activity_or_money_is_named() -> None:
    of = made_insights(a_course(1, "Morning of the Okafors"), a_course(2, ARABIC))
    words = text_of(funder_report.build(HEAD, "2026", of, date(2026, 11, 19)))
    for name in ("Okafor", "Hall", "Strokes", "Song", "£"):
        assert name not in words


def test_of_fewer_than_five_families_nothing_is_told() -> None:
    of = made_insights(a_course(1, "Morning", families=4))
    assert set(told(of)) == {
        "Fewer than 5 families: their numbers are not told.",
        "Minutes by benefit in 5 classes that recorded them, planned and given. "
        "The upright line is what was planned.",
    }


@pytest.mark.parametrize("few", range(1, 5))
def test_a_small_group_within_a_large_one_cannot_be_worked_out(few: int) -> None:
    large = 30
    of = made_insights(
        a_course(1, "Morning", families=large),
        stops=Stops(Heads(large, large), large - few, few, {2: few}, few),
        waits=Waits(few, few, 0, 0, 0, 0),
        returns=((Term(2026, 0), Return(0, large, large - few)),),
    )
    sentences = told(of)
    assert "Fewer than 5 families stopped before the end of a course." in sentences
    numbers = {int(number) for one in sentences[:5] for number in re.findall(r"\d+", one)}
    assert not numbers & {few, large - few} - {5}


@given(st.lists(st.integers(0, 12), min_size=11, max_size=11))
def test_a_band_of_answers_is_of_five_carers_or_more(counts: list[int]) -> None:
    bands = merged_bands(counts)
    assert (bands[0][0], bands[-1][1]) == (0, 10) and len(bands) <= 3
    for (_, last, _), (first, _, _) in pairwise(bands):
        assert first == last + 1
    assert [sum(counts[first : last + 1]) for first, last, _ in bands] == [count for *_, count in bands]
    if sum(counts) >= 5:
        assert all(count >= 5 for *_, count in bands)


def test_answers_are_told_in_bands() -> None:
    given_before = {("before", 0, answer): count for answer, count in ((3, 4), (4, 2), (7, 6))}
    of = made_insights(a_course(1, "Morning"), answers=AnswerCounts({"before": 12, "after": 3}, given_before))
    assert "I know when my baby is ready: 6 carers from 0 to 4, 6 carers from 5 to 10." in told(of)
    assert not any(one.startswith("After") for one in told(of))


def test_the_insights_on_paper_are_whole_with_long_names_and_other_scripts() -> None:
    of = made_insights(a_course(1, LONG), a_course(2, ARABIC), a_course(3, "夏の赤ちゃん教室"))
    data = insights_sheet.build(HEAD, "2026", "All courses", figures(of))
    words = text_of(data)
    assert "Places" in words and "Carers" in words and "90 of 100 min" in words
    assert all(fonts_of(data).values())
