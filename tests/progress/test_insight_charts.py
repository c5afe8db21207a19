"""What the figures say: sums, what they leave out, and nothing of groups that are too small."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from massage_studio.bookings.insight_views import Heads, Return, Stops, Waits
from massage_studio.families.views import AnswerCounts
from massage_studio.progress.insight_charts import MOST_COURSES, figures
from massage_studio.progress.insight_origins import ACTIVITY, classes_of, courses_of
from massage_studio.progress.insight_views import Figure, Insights, Term, pauses_by_title, term_of
from tests.progress.made_insights import ARABIC, LONG, a_course, made_insights

TODAY = date(2026, 11, 19)


def shown(of: Insights) -> dict[str, Figure]:
    return {one.key: one for one in figures(of)}


def test_each_figure_has_its_sum_in_words() -> None:
    found = shown(made_insights(a_course(1, "Morning"), a_course(2, "Afternoon")))
    assert {key: one.lead for key, one in found.items()} == {
        "places": "120 of 160 (75 %) places taken",
        "attendance": "118 of 120 (98 %) came",
        "stops": "12 of 24 (50 %) stayed to the last class",
        "returns": "12 of 24 (50 %) families have a place in the next term",
        "waits": "24 of 24 (100 %) that waited are booked",
        "income_GBP": "£1,420.00",
        "benefits": "120 of 120 planned minutes",
        "pauses": "2 activities with pauses",
        "confidence": "Answered before: 24 families, after: 24 families",
    }
    assert all(one.chart is not None for one in found.values())


def test_a_chart_has_the_numbers_that_its_sum_is_made_of() -> None:
    found = shown(made_insights(a_course(1, "Morning"), a_course(2, "Afternoon")))
    numbers = {key: one.chart(400).numbers for key, one in found.items() if one.chart}
    assert all(numbers.values())
    assert numbers["places"].rows == (("Morning", 60), ("Afternoon", 60))  # type: ignore[union-attr]
    assert numbers["attendance"].rows[1] == ("Week 2", 22, 0, 2, 0)  # type: ignore[union-attr]
    assert numbers["stops"].rows == (("Never came", 1), ("Last came in week 3", 11))  # type: ignore[union-attr]


def test_many_courses_are_put_together_by_the_month_in_which_they_began() -> None:
    courses = [a_course(number, f"Course {number}") for number in range(MOST_COURSES + 1)]
    found = shown(made_insights(*courses))
    assert found["places"].chart is not None
    first, *_ = found["places"].chart(400).parts
    assert first.words == "January 2026: 240 of 320 places taken."
    made_of = courses_of(made_insights(*courses), first.key, TODAY)
    assert [one.start.name for one in made_of] == ["Course 0", "Course 1", "Course 2", "Course 3"]


def test_courses_of_one_name_are_told_apart_by_their_day() -> None:
    found = shown(made_insights(a_course(1, "Baby massage"), a_course(2, "Baby massage")))
    assert found["places"].chart is not None
    assert [part.words for part in found["places"].chart(400).parts] == [
        "Baby massage, 15 January 2026: 60 of 80 places taken.",
        "Baby massage, 22 January 2026: 60 of 80 places taken.",
    ]


def test_fewer_than_five_families_are_not_broken_down_and_it_is_said() -> None:
    found = shown(made_insights(a_course(1, "Morning", families=4)))
    for key in ("attendance", "returns", "waits", "pauses", "confidence"):
        assert found[key].chart is None, key
        assert "Fewer than 5 families: not broken down." in (found[key].lead, *found[key].notes), key
    assert found["stops"].chart is None
    assert any("fewer than 5 families" in note for note in found["stops"].notes)
    # What is no matter of who they are stays.
    assert all(found[key].chart is not None for key in ("places", "income_GBP", "benefits"))


@pytest.mark.parametrize("families", [1, 4])
def test_a_few_among_many_who_stopped_are_not_broken_down(families: int) -> None:
    few = Stops(Heads(30, 30), 30 - families, 0, {2: families}, families)
    found = shown(made_insights(a_course(1, "Morning", families=30), stops=few))
    assert found["stops"].chart is None and found["stops"].lead.startswith(f"{30 - families} of 30")


def test_a_term_with_few_families_has_no_number_among_others() -> None:
    returns = tuple(
        (Term(2026, number), Return(Term(2026, number).order, families, 2))
        for number, families in ((0, 20), (1, 3))
    )
    found = shown(made_insights(a_course(1, "Morning"), returns=returns))
    assert found["returns"].chart is not None
    numbers = found["returns"].chart(400).numbers
    assert numbers is not None and numbers.rows == (
        ("Spring 2026 to Summer 2026", 2),
        ("Summer 2026 to Autumn 2026", 0),
    )


def test_answers_of_one_moment_are_shown_where_the_other_has_too_few() -> None:
    answers = AnswerCounts({"before": 9, "after": 2}, {("before", 0, 4): 9, ("after", 0, 9): 2})
    found = shown(made_insights(a_course(1, "Morning"), answers=answers))
    assert found["confidence"].chart is not None
    told = found["confidence"].chart(400).sentence
    assert "Before the course: 4 from 9" in told and "After" not in told


def test_pauses_are_told_of_what_ran_often_enough_and_stand_by_the_time_that_babies_had() -> None:
    of = made_insights(a_course(1, "Morning"))
    assert pauses_by_title(of.activities) == (("Strokes", 5, 10.0, 12), ("Song", 5, 10.0, 3))


def test_nothing_is_read_from_fewer_than_three_classes() -> None:
    course = a_course(1, "Morning", weeks=2)
    found = shown(made_insights(course))
    for key in ("attendance", "benefits"):
        assert "From 2 classes: too few to read a pattern from." in found[key].notes


def test_nothing_at_all_is_said_so_and_drawn_nowhere() -> None:
    nobody = Waits(0, 0, 0, 0, 0, 0)
    none = made_insights(
        stops=Stops(Heads(), 0, 0, {}, 0),
        waits=nobody,
        returns=(),
        benefits=(),
        activities=(),
        answers=AnswerCounts({}, {}),
        heads=Heads(),
    )
    found = shown(none)
    assert not [one.key for one in found.values() if one.chart is not None]
    assert found["stops"].lead == "No course is over yet"
    assert found["waits"].lead == "Nobody waited"
    assert found["confidence"].lead == "Nobody has answered yet"
    assert found["returns"].lead == "No course of a next term is planned yet"


def test_every_part_leads_to_courses_or_classes() -> None:
    of = made_insights(a_course(1, LONG), a_course(2, ARABIC))
    for figure in shown(of).values():
        if figure.chart is None or figure.key == "confidence":
            continue
        for part in figure.chart(400).parts:
            assert part.key, figure.key
            if part.key.startswith(ACTIVITY):
                continue
            classes, courses = classes_of(of, part.key), courses_of(of, part.key, TODAY)
            assert classes or courses, (figure.key, part.key)
            if figure.from_classes:
                assert classes
    week = classes_of(of, "week:2")
    assert [(course.start.name, one.count.number) for course, one in week] == [(LONG, 2), (ARABIC, 2)]


def test_a_visit_to_one_home_counts_in_what_was_paid_and_given_only() -> None:
    home = a_course(2, "At home")
    private = replace(home, start=replace(home.start, kind="private"))
    found = shown(made_insights(a_course(1, "Morning"), private))
    assert found["places"].lead == "60 of 80 (75 %) places taken"
    assert found["attendance"].lead == "59 of 60 (98 %) came"
    assert found["income_GBP"].lead == "£1,420.00"
    week = classes_of(made_insights(a_course(1, "Morning"), private), "week:2")
    assert [course.start.name for course, _ in week] == ["Morning"]


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2026, 1, 1), Term(2026, 0)),
        (date(2026, 3, 31), Term(2026, 0)),
        (date(2026, 4, 1), Term(2026, 1)),
        (date(2026, 8, 31), Term(2026, 1)),
        (date(2026, 9, 1), Term(2026, 2)),
        (date(2026, 12, 31), Term(2026, 2)),
    ],
)
def test_terms_are_those_that_courses_are_named_by(day: date, term: Term) -> None:
    assert term_of(day) == term
    assert term.first <= day < term.next.first
    assert term.next.order == term.order + 1
