"""Whatever is pressed, in whatever order, on whatever clock: the record of a class stays whole."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

import massage_studio.cues.service as cues
from massage_studio.cues.queries import class_room
from massage_studio.cues.views import ClassRoomView
from massage_studio.store.engine import FILE_NAME, Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import NOW, OpenClass, a_class

BABIES = ((0,), (1,), (0, 1))
STATES = ("drowsy", "quiet_alert", "crying")
step = st.one_of(
    st.tuples(st.just("state"), st.sampled_from(STATES), st.sampled_from(BABIES)),
    st.tuples(st.just("cue"), st.just("yawns"), st.sampled_from(BABIES)),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
    st.tuples(st.just("finish")),
    st.tuples(st.just("reopen")),
)
# Minutes that the clock moved since the step before; it may stand, and it may be set back.
clock = st.sampled_from((0, 0, 1, 7, -1, -60, 60))


def do(store: Store, opened: OpenClass, what: tuple[object, ...], minute: float) -> None:
    now, session_id = NOW + timedelta(minutes=minute), opened.session
    kind = what[0]
    with store.write() as session:
        if kind == "undo":
            cues.undo(session, session_id=session_id, now=now)
        elif kind == "redo":
            cues.redo(session, session_id=session_id)
        elif kind == "finish":
            cues.finish_class(session, session_id=session_id, now=now)
        elif kind == "reopen":
            cues.reopen_class(session, session_id=session_id, now=now)
        else:
            dyads = [opened.dyads[number] for number in what[2]]  # type: ignore[attr-defined]
            cues.record(
                session,
                action_id=new_id(),
                session_id=session_id,
                dyads=tuple((dyad.baby, dyad.carer) for dyad in dyads),
                kind=kind,  # type: ignore[arg-type]
                code=str(what[1]),
                now=now,
            )


def look(store: Store, opened: OpenClass) -> ClassRoomView:
    with store.read() as session:
        return class_room(session, session_id=opened.session)


def is_whole(view: ClassRoomView) -> None:
    over = view.register.session.status == "finished"
    for row in view.register.rows:
        states = [note for note in view.notes if note.kind == "state" and note.baby_id == row.baby.id]
        for state, following in pairwise(states):
            assert state.ended == following.at  # exclusive, without a gap
            assert state.code != following.code
        for state in states:
            assert state.ended is None or state.ended >= state.at
        if states:
            assert (states[-1].ended is None) != over
            assert not over or states[-1].ended == view.register.session.finished
    moments = [note.at for note in view.notes]
    assert moments == sorted(moments)
    if over:
        assert all(part.status != "running" for part in view.delivered)


def recorded(store: Store) -> int:
    with store.read() as session:
        return int(session.execute(text("SELECT count(*) FROM cue_note")).scalar_one())


@pytest.fixture(scope="module")
def running_class(studio_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, OpenClass]:
    """A closed studio with a class that runs, to be copied for each example."""
    folder = tmp_path_factory.mktemp("class")
    shutil.copy(studio_template / FILE_NAME, folder / FILE_NAME)
    store = open_studio(folder)
    with store.write() as session:
        opened = a_class(session, "Mia", "Noah")
    store.close()
    return folder, opened


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(step, clock), max_size=14))
def test_any_order_of_presses_leaves_whole_intervals_and_a_way_back(
    running_class: tuple[Path, OpenClass], steps: list[tuple[tuple[object, ...], int]]
) -> None:
    template, opened = running_class
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(template / FILE_NAME, Path(folder) / FILE_NAME)
        store = open_studio(Path(folder))
        try:
            goes_through(store, opened, steps)
        finally:
            store.engine.dispose()


def goes_through(store: Store, opened: OpenClass, steps: list[tuple[tuple[object, ...], int]]) -> None:
    minute, view, written = 0.0, look(store, opened), 0
    for what, moved in steps:
        minute += moved
        if what[0] == "state" and view.register.session.status == "finished":
            continue
        before = view
        do(store, opened, what, minute)
        view = look(store, opened)
        is_whole(view)
        assert recorded(store) >= written  # voided notes stay
        written = recorded(store)
        if what[0] == "undo" and before.notes:
            do(store, opened, ("redo",), minute)
            assert look(store, opened).notes == before.notes
            do(store, opened, ("undo",), minute)
            assert look(store, opened) == view
    presses = 0
    while look(store, opened).undo is not None:
        do(store, opened, ("undo",), minute)
        is_whole(look(store, opened))
        presses += 1
    assert look(store, opened).notes == ()
    for _ in range(presses):
        do(store, opened, ("redo",), minute)
    assert look(store, opened).notes == view.notes
