"""Course plans are changed step by step: every step counts right, is named, and can be taken back."""

from __future__ import annotations

import math
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from massage_studio.curriculum import plan_edits, plans_service, queries, service
from massage_studio.curriculum.plan_views import PlanningBook, matrix
from massage_studio.curriculum.plans_queries import planning_book, planning_items
from massage_studio.curriculum.plans_service import Edit
from massage_studio.curriculum.service import own_code
from massage_studio.curriculum.views import ActivityView, PlanView, shared_minutes
from massage_studio.errors import KnownError
from massage_studio.store.changes import Changes
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.operations import last_operations
from massage_studio.store.undo import redo_operation, undo_operation
from tests.statement_listener import listening
from tests.studio_fixtures import NOW

FIVE = "five_60"


def write(studio: Store, verb: Any, **arguments: Any) -> Changes:
    with studio.write() as session:
        changes: Changes = verb(session, now=NOW, **arguments)
        return changes


def change(studio: Store, code: str, edit: Any, **where: Any) -> None:
    step: Edit = partial(edit, **where)
    write(studio, plans_service.change_plan, code=code, edit=step)


def book(studio: Store) -> PlanningBook:
    with studio.read() as session:
        return planning_book(session)


def plan(studio: Store, code: str = FIVE) -> PlanView:
    with studio.read() as session:
        return queries.plan(session, code=code)


def last_name(studio: Store) -> str:
    with studio.read() as session:
        last, _ = last_operations(session)
    assert last is not None
    return last.words


def copied(studio: Store, label: str = "Six weeks, my own") -> str:
    key = new_id()
    write(studio, plans_service.copy_plan, code=FIVE, plan_id=key, label=label)
    return own_code(key)


def test_the_first_step_in_a_plan_that_ships_puts_her_words_over_it(studio: Store) -> None:
    change(studio, FIVE, plan_edits.set_minutes, week=1, place=0, minutes=15)
    assert plan(studio).sessions[0].activities[0].minutes == 15
    assert book(studio).whose[FIVE] == "changed"
    write(studio, plans_service.reset_plan, code=FIVE)
    assert plan(studio).sessions[0].activities[0].minutes == 5
    assert book(studio).whose[FIVE] == "shipped"


def test_a_plan_that_is_as_it_ships_again_is_nobodys_words(studio: Store) -> None:
    before = plan(studio)
    change(studio, FIVE, plan_edits.set_minutes, week=1, place=0, minutes=6)
    change(studio, FIVE, plan_edits.set_minutes, week=1, place=0, minutes=5)
    assert plan(studio) == before and book(studio).whose[FIVE] == "shipped"


def test_a_copy_begins_as_the_other_plan_is_and_knows_where_it_came_from(studio: Store) -> None:
    change(studio, FIVE, plan_edits.rename_week, week=1, title="Feet first")
    code = copied(studio)
    mine = plan(studio, code)
    assert (mine.label, mine.copied_from, mine.minutes) == ("Six weeks, my own", FIVE, 60)
    assert [part.title for part in mine.sessions] == [part.title for part in plan(studio).sessions]
    assert [part.code for part in mine.sessions][:2] == [f"{code}/1", f"{code}/2"]
    assert book(studio).whose[code] == "own"
    change(studio, code, plan_edits.remove_week, week=1)
    assert len(plan(studio).sessions) == 5


@pytest.mark.parametrize(
    ("edit", "where", "name"),
    [
        (plan_edits.set_minutes, {"week": 1, "place": 0, "minutes": 15}, "15 minutes"),
        (plan_edits.set_minutes, {"week": 1, "place": 0, "minutes": 1}, "1 minute"),
        (
            plan_edits.move_activity,
            {"week": 1, "place": 2, "to_week": 1, "to_place": 1},
            "Move “Short talk: states and cues” up",
        ),
        (
            plan_edits.move_activity,
            {"week": 1, "place": 2, "to_week": 3, "to_place": 0},
            "Move “Short talk: states and cues” to week 3",
        ),
        (plan_edits.duplicate_week, {"week": 5}, "Duplicate week 5"),
        (plan_edits.set_length, {"minutes": 75}, "Classes of 75 minutes"),
        (plan_edits.rename_plan, {"label": "Mine"}, "Name of the plan"),
    ],
)
def test_each_step_has_a_name_for_undo(studio: Store, edit: Any, where: dict[str, Any], name: str) -> None:
    before = plan(studio)
    change(studio, FIVE, edit, **where)
    assert last_name(studio) == name
    with studio.write() as session:
        undo_operation(session, now=NOW)
    assert plan(studio) == before
    with studio.write() as session:
        redo_operation(session)
    assert plan(studio) == edit(before, **where).plan


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        (plan_edits.set_minutes, {"week": 1, "place": 0, "minutes": 0}),
        (plan_edits.set_minutes, {"week": 1, "place": 0, "minutes": 200}),
        (plan_edits.rename_activity, {"week": 1, "place": 0, "title": "  \n "}),
        (plan_edits.rename_week, {"week": 1, "title": ""}),
        (plan_edits.rename_plan, {"label": " "}),
        (plan_edits.set_length, {"minutes": 29}),
        (plan_edits.set_length, {"minutes": 121}),
        (plan_edits.remove_activity, {"week": 9, "place": 0}),
        (plan_edits.remove_activity, {"week": 1, "place": 60}),
    ],
)
def test_a_step_that_cannot_be_done_is_told_and_changes_nothing(
    studio: Store, edit: Any, where: dict[str, Any]
) -> None:
    before = plan(studio)
    with pytest.raises(KnownError):
        change(studio, FIVE, edit, **where)
    assert plan(studio) == before


def test_the_last_week_stays(studio: Store) -> None:
    code = copied(studio)
    for _ in range(4):
        change(studio, code, plan_edits.remove_week, week=1)
    with pytest.raises(KnownError, match="at least one week"):
        change(studio, code, plan_edits.remove_week, week=1)
    assert len(plan(studio, code).sessions) == 1


def test_more_minutes_than_a_class_has_are_kept_and_counted(studio: Store) -> None:
    change(studio, FIVE, plan_edits.set_minutes, week=1, place=0, minutes=100)
    shown = matrix(plan(studio), book(studio).benefits)
    assert (shown.rows[0].total, shown.length) == (155, 60)


def test_a_benefit_that_is_hidden_keeps_its_column_where_a_plan_uses_it(studio: Store) -> None:
    before = matrix(plan(studio), book(studio).benefits)
    write(studio, service.hide, kind="benefit", code="bonding")
    after = matrix(plan(studio), book(studio).benefits)
    told = {one.code: column for one, column in zip(before.benefits, before.totals, strict=True)}
    now = {one.code: column for one, column in zip(after.benefits, after.totals, strict=True)}
    assert now == told
    assert [one.code for one in after.benefits if not one.offered] == ["bonding"]


def test_a_stroke_that_is_hidden_stays_in_the_activity_that_teaches_it(studio: Store) -> None:
    with studio.read() as session:
        item = planning_items(session)[0]
    change(studio, FIVE, plan_edits.add_activity, week=1, place=0, activity=item.activity)
    write(studio, service.hide, kind="stroke", code=item.code)
    assert plan(studio).sessions[0].activities[0].strokes == (item.code,)
    assert [one.offered for one in book(studio).strokes if one.code == item.code] == [False]


def test_a_hidden_plan_is_listed_apart_and_shown_again(studio: Store) -> None:
    write(studio, plans_service.hide_plan, code="one_to_one_3")
    assert [one.code for one in book(studio).hidden] == ["one_to_one_3"]
    assert last_name(studio) == plan(studio, "one_to_one_3").label
    write(studio, plans_service.show_plan, code="one_to_one_3")
    assert book(studio).hidden == ()


def test_fitting_fills_every_week_in_the_same_proportions(studio: Store) -> None:
    code = copied(studio)
    change(studio, code, plan_edits.set_length, minutes=75)
    change(studio, code, plan_edits.fit)
    fitted = plan(studio, code)
    assert [plan_edits.total(part) for part in fitted.sessions] == [75] * 5
    first = [one.minutes for one in fitted.sessions[0].activities]
    assert sorted(first) == [6, 6, 12, 13, 13, 25]


def test_the_editor_asks_the_studio_once_however_many_plans_there_are(studio: Store) -> None:
    with listening() as few:
        book(studio)
    for number in range(12):
        copied(studio, f"Plan {number}")
    with listening() as many:
        shown = book(studio)
    assert len(shown.plans) == 17
    assert [one for one, _ in few if "own_item" in one] and len(many) == len(few)


BENEFITS = ("touch", "attunement", "bonding", "hormones", "brain")
Week = list[tuple[str, int, tuple[str, ...]]]


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[str, int, int, int, int]]:
    """Draw what is done, and numbers from which the place of each step is taken."""
    kinds = ("minutes", "move", "across", "duplicate", "remove", "add", "benefits")
    weeks = ("week_twice", "week_away", "week_moved", "week_new")
    number = st.integers(0, 30)
    one = st.tuples(st.sampled_from((*kinds, *kinds, *weeks)), number, number, number, st.integers(1, 120))
    return draw(st.lists(one, min_size=1, max_size=10))


def done(naive: list[Week], step: tuple[str, int, int, int, int]) -> tuple[Any, dict[str, Any]] | None:
    """Do a step to plain lists, and return the same step for the service; None where there is none."""
    kind, first, second, third, minutes = step
    week = first % len(naive)
    parts = naive[week]
    here = {"week": week + 1}
    if kind == "week_twice":
        naive.insert(week + 1, list(parts))
        return plan_edits.duplicate_week, here
    if kind == "week_away":
        if len(naive) == 1:
            return None
        naive.pop(week)
        return plan_edits.remove_week, here
    if kind == "week_moved":
        to = second % len(naive)
        naive.insert(to, naive.pop(week))
        return plan_edits.move_week, here | {"to": to + 1}
    if kind == "week_new":
        naive.insert(week + 1, [])
        return plan_edits.add_week, {"after": week + 1, "title": "More"}
    benefits = BENEFITS[second % 5 : second % 5 + third % 4]
    if kind == "add":
        place = second % (len(parts) + 1)
        parts.insert(place, ("Own", minutes, benefits))
        return plan_edits.add_activity, here | {
            "place": place,
            "activity": ActivityView("", "discussion", "Own", minutes, benefits, ()),
        }
    if not parts:
        return None
    place = second % len(parts)
    there = here | {"place": place}
    title, was, for_what = parts[place]
    if kind == "minutes":
        parts[place] = (title, minutes, for_what)
        return plan_edits.set_minutes, there | {"minutes": minutes}
    if kind == "benefits":
        parts[place] = (title, was, benefits)
        return plan_edits.set_benefits, there | {"benefits": benefits}
    if kind == "duplicate":
        parts.insert(place + 1, parts[place])
        return plan_edits.duplicate_activity, there
    moved = parts.pop(place)
    if kind == "remove":
        return plan_edits.remove_activity, there
    to_week = third % len(naive) if kind == "across" else week
    to = minutes % (len(naive[to_week]) + 1)
    naive[to_week].insert(to, moved)
    return plan_edits.move_activity, there | {"to_week": to_week + 1, "to_place": to}


def check(shown: PlanView, naive: list[Week], names: PlanningBook) -> None:
    """Compare a plan and its matrix with plain lists."""
    assert [
        [(one.title, one.minutes, one.benefits) for one in part.activities] for part in shown.sessions
    ] == naive
    assert [part.code for part in shown.sessions] == [
        f"{shown.code}/{number}" for number in range(1, len(naive) + 1)
    ]
    table = matrix(shown, names.benefits)
    for row, week in zip(table.rows, naive, strict=True):
        exact = dict(shared_minutes((benefits, minutes) for _, minutes, benefits in week))
        assert row.total == sum(minutes for _, minutes, _ in week)
        assert sum(row.minutes) == sum(minutes for _, minutes, benefits in week if benefits)
        for one, minutes in zip(table.benefits, row.minutes, strict=True):
            assert (
                math.floor(exact.get(one.code, 0) + 1e-9)
                <= minutes
                <= math.ceil(exact.get(one.code, 0) - 1e-9)
            )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps())
def test_plan_and_matrix_are_right_after_every_step_and_undo_of_all_gives_the_start(
    studio: Store, drawn: list[tuple[str, int, int, int, int]]
) -> None:
    start = plan(studio)
    naive = [[(one.title, one.minutes, one.benefits) for one in part.activities] for part in start.sessions]
    names = book(studio)
    count = 0
    for step in drawn:
        edit = done(naive, step)
        if edit is None:
            continue
        before = plan(studio)
        change(studio, FIVE, edit[0], **edit[1])
        after = plan(studio)
        count += after != before
        check(after, naive, names)
    for _ in range(count):
        with studio.write() as session:
            undo_operation(session, now=NOW)
    assert plan(studio) == start and book(studio).whose[FIVE] == "shipped"
