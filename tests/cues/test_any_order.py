"""Whatever is pressed, in whatever order, on whatever clock: the record of a class stays whole."""

from __future__ import annotations

import gc
import shutil
import tempfile
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from massage_studio.store.engine import FILE_NAME
from massage_studio.store.opening import open_studio
from tests.cues.every_verb import (
    AnyClass,
    Step,
    cells,
    is_empty,
    is_whole,
    nobody_answered_for_another,
    replayed,
)
from tests.studio_fixtures import OpenClass

BABY = st.integers(0, 1)
BABIES = st.sampled_from(((0,), (1,), (0, 1)))
STATES = st.sampled_from(("drowsy", "quiet_alert", "crying"))
AGO = st.sampled_from((0, 30, 400, 5000))
PLACE = st.integers(0, 9)
just = st.just
press = st.one_of(
    st.tuples(just("state"), STATES, BABIES),
    st.tuples(just("state"), STATES, BABIES),
    st.tuples(just("cue"), just("yawns"), BABIES),
    st.tuples(just("response"), just("pauses"), BABIES),
    st.tuples(just("response"), just("pauses"), BABIES),
    st.tuples(just("permission"), st.sampled_from(("asked", "yes", "not_now")), BABIES),
    st.tuples(just("everybody")),
    st.tuples(just("bookmark"), just(""), BABIES),
    st.tuples(just("note"), just(""), BABIES),
)
later = st.one_of(
    st.tuples(just("state"), STATES, BABIES, AGO),
    st.tuples(just("cue"), just("yawns"), BABIES, AGO),
    st.tuples(just("response"), just("pauses"), BABIES, AGO),
    st.tuples(just("correct"), PLACE, STATES, st.sampled_from((None, -700, -20, 20, 700, 100_000))),
    st.tuples(just("give_to"), PLACE, BABY),
    st.tuples(just("retime"), PLACE, st.sampled_from((-700, -3, 3, 700))),
    st.tuples(just("take_out"), PLACE),
    st.tuples(just("correct_activity"), PLACE, st.sampled_from((0, -700, -3, 3, 700))),
    st.tuples(just("take_out_activity"), PLACE),
    st.tuples(just("describe"), PLACE),
    st.tuples(just("not_massaged"), BABY, st.sampled_from(("asleep", "other"))),
)
aside = st.one_of(
    st.tuples(
        just("hold"), st.sampled_from(("state", "cue", "bookmark")), st.sampled_from(("drowsy", "crying"))
    ),
    st.tuples(just("give"), PLACE, BABIES),
    st.tuples(just("let_go"), PLACE),
    st.tuples(just("paid"), BABY),
)
around = st.one_of(
    st.tuples(just("mark"), BABY, st.sampled_from(("here", "late", "absent", "elsewhere", "expected"))),
    st.tuples(just("rest_absent")),
    st.tuples(just("adult"), BABY),
    st.tuples(just("another_adult"), BABY),
    st.tuples(just("health"), BABY, st.sampled_from(("", "nothing_new", "unwell", "immunised"))),
    st.tuples(just("left"), BABY),
    st.tuples(just("walk_in")),
    st.tuples(just("go_to"), PLACE),
    st.tuples(just("skip"), PLACE),
    st.tuples(just("add_activity"), PLACE),
    st.tuples(just("swap"), PLACE),
    st.tuples(just("stretch"), PLACE),
    st.tuples(just("explain"), PLACE),
    st.tuples(just("finish")),
    st.tuples(just("reopen")),
    st.tuples(just("open")),
)
back = st.sampled_from((("undo",), ("undo",), ("redo",), ("restart",)))
step = st.one_of(press, later, aside, around, back)
# Seconds that the clock moved since the step before; it may stand, and it may be set back or forward.
clock = st.sampled_from((0, 0.3, 0.7, 20, 400, 1500, -0.2, -60, -3600, 3600))


@pytest.fixture(scope="module")
def any_class(
    studio_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, OpenClass, UUID]:
    """A closed studio with a class that runs, to be copied for each example."""
    folder = tmp_path_factory.mktemp("class")
    shutil.copy(studio_template / FILE_NAME, folder / FILE_NAME)
    made = AnyClass.made(folder)
    made.store.close()
    return folder, made.opened, made.second_adult


@pytest.mark.timeout(240)
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(step, clock), max_size=16))
def test_any_order_of_presses_leaves_a_whole_record_and_a_way_back(
    any_class: tuple[Path, OpenClass, UUID], steps: list[tuple[Step, float]]
) -> None:
    goes_through_and_back(any_class, steps)


@pytest.mark.torture
@pytest.mark.timeout(900)
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(step, clock), max_size=30))
def test_very_many_orders_of_presses_leave_a_whole_record_and_a_way_back(
    any_class: tuple[Path, OpenClass, UUID], steps: list[tuple[Step, float]]
) -> None:
    goes_through_and_back(any_class, steps)
    gc.collect()  # The tests collect none by themselves.


def goes_through_and_back(any_class: tuple[Path, OpenClass, UUID], steps: list[tuple[Step, float]]) -> None:
    template, opened, second = any_class
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(template / FILE_NAME, Path(folder) / FILE_NAME)
        klass = AnyClass(open_studio(Path(folder)), opened, second)
        try:
            goes_through(klass, steps)
            comes_back(klass)
        finally:
            klass.store.engine.dispose()


def goes_through(klass: AnyClass, steps: list[tuple[Step, float]]) -> None:
    for what, moved in steps:
        klass.seconds += moved
        before = klass.look()
        if what[0] == "undo":
            klass.undo()
            after = klass.look()
            if before.undo is not None:
                assert after.redo == before.undo
                klass.redo()
                again = klass.look()
                assert (again.notes, again.held, again.register, again.delivered) == (
                    before.notes,
                    before.held,
                    before.register,
                    before.delivered,
                )
                klass.undo()
                assert klass.look() == after
        elif what[0] == "redo":
            klass.redo()
        elif what[0] == "restart":
            klass.restart()
            assert klass.look() == before
        else:
            action = klass.do(*what)
            after = klass.look()
            klass.again()
            if after.undo is not None and after.undo.id == action:
                assert klass.look() == after  # the same press again is the same press
                assert after.redo is None
        is_whole(klass.look())
        nobody_answered_for_another(klass.store)


def comes_back(klass: AnyClass) -> None:
    full, full_cells = klass.look(), cells(klass.store)
    presses = 0
    while klass.look().undo is not None:
        klass.undo()
        is_whole(klass.look())
        presses += 1
    is_empty(klass.look())
    empty_cells = cells(klass.store)
    klass.restart()
    for _ in range(presses):
        klass.redo()
    assert klass.look() == full
    assert cells(klass.store) == full_cells
    assert replayed(empty_cells, klass.store) == full_cells
