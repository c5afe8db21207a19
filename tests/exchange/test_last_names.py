"""Where a whole name ends its first name: by a rule that is shown, and changed once for the column."""

from __future__ import annotations

import pytest

from massage_studio.exchange.people_cells import LAST_WORD, REST
from massage_studio.exchange.reading import read
from massage_studio.exchange.service import remember_answers
from massage_studio.exchange.tables import Table
from massage_studio.store.engine import Store
from tests.exchange.importing import bring_in, known_families, orders_of, show, the_course
from tests.studio_fixtures import NOW

KEY = "column:last name:parent name"


def a_list(*rows: str) -> Table:
    return read("\n".join(("Parent name,Email,Baby's name,Baby's date of birth", *rows)).encode())


MARY = a_list(
    "Mary Ann Lund,m@example.org,Kit Lund,14 August 2026", "Tom Beck,t@example.org,Ida,2 August 2026"
)


@pytest.mark.parametrize(
    ("cell", "rule", "names"),
    [
        ("Mary Ann Lund", "", ("Mary", "Ann Lund")),
        ("Mary Ann Lund", REST, ("Mary", "Ann Lund")),
        ("Mary Ann Lund", LAST_WORD, ("Mary Ann", "Lund")),
        ("Mrs Mary Ann Lund", LAST_WORD, ("Mary Ann", "Lund")),
        ("Ana de la Cruz", REST, ("Ana", "de la Cruz")),
        ('"Lund, Mary Ann"', LAST_WORD, ("Mary Ann", "Lund")),
        ("Tom Beck", LAST_WORD, ("Tom", "Beck")),
        ("Cher", LAST_WORD, ("Cher", "")),
    ],
)
def test_a_whole_name_is_parted_by_the_rule_of_its_column(
    cell: str, rule: str, names: tuple[str, str]
) -> None:
    [entry] = orders_of(a_list(f"{cell},m@example.org,Kit,14 August 2026"), {KEY: rule} if rule else {})
    assert (entry.given_name, entry.family_name) == names


def test_two_adults_in_a_cell_follow_the_rule_each() -> None:
    table = a_list("Mary Ann Lund & Jo Eli Beck,m@example.org,Kit,14 August 2026")
    [entry] = orders_of(table, {KEY: LAST_WORD})
    assert [(one.given_name, one.family_name) for one in entry.adults] == [
        ("Mary Ann", "Lund"),
        ("Jo Eli", "Beck"),
    ]


def test_a_baby_with_the_last_of_the_carers_names_has_it_once() -> None:
    kit, _ = orders_of(MARY)
    assert (kit.baby_given_name, kit.baby_family_name) == ("Kit", "Lund")


def test_the_rule_is_shown_asked_once_it_is_wanted_otherwise_and_remembered(studio: Store) -> None:
    course = the_course(studio)
    shown = show(studio, MARY, course)
    assert not shown.asked
    assert shown.answered == ((KEY, "“Mary Ann Lund”: the last name is Ann Lund"),)

    [asked] = show(studio, MARY, course, {KEY: ""}).asked
    assert asked.rows == (2,)
    assert [(one.value, one.words) for one in asked.question.likely] == [
        (LAST_WORD, "Lund"),
        (REST, "Ann Lund"),
    ]
    bring_in(studio, MARY, course, {KEY: LAST_WORD})
    [mary] = [one for family in known_families(studio) for one in family.carers if one.family_name == "Lund"]
    assert mary.given_name == "Mary Ann"
    assert show(studio, MARY, course).answered == ((KEY, "“Mary Ann Lund”: the last name is Lund"),)
    assert show(studio, MARY, course, {KEY: ""}).asked


def test_a_list_without_such_names_shows_no_rule(studio: Store) -> None:
    table = a_list("Tom Beck,t@example.org,Ida,2 August 2026")
    with studio.write() as session:
        remember_answers(session, titles=table.titles, answers={KEY: LAST_WORD}, now=NOW)
    assert not show(studio, table, the_course(studio)).answered
