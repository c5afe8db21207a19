"""The plan of a class goes forth and back, and its times stay true."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cues.every_verb import START, AnyClass


@pytest.fixture
def room(studio_folder: Path) -> Iterator[AnyClass]:
    made = AnyClass.made(studio_folder)
    yield made
    made.store.close()


def press(room: AnyClass, second: float, *what: Any) -> None:
    room.seconds = second
    room.do(*what)


def plan(room: AnyClass) -> list[tuple[str, float | None, float | None]]:
    """The activities as (title, second it began, second it ended)."""
    return [
        (
            part.title,
            None if part.started is None else (part.started - START).total_seconds(),
            None if part.ended is None else (part.ended - START).total_seconds(),
        )
        for part in room.look().delivered
    ]


def test_going_back_never_makes_two_activities_of_one_moment(room: AnyClass) -> None:
    a, b, c, d, *_ = (part.title for part in room.look().delivered)
    press(room, 300, "go_to", 1)
    press(room, 480, "go_to", 0)
    assert plan(room)[:4] == [(a, 0, 300), (b, 300, 480), (a, 480, None), (c, None, None)]
    press(room, 490, "go_to", 0)  # it runs already, in its second line
    press(room, 600, "go_to", 3)
    press(room, 840, "go_to", 4)
    assert plan(room)[:5] == [(a, 0, 300), (b, 300, 480), (a, 480, 600), (c, 600, 840), (d, 840, None)]
    press(room, 3000, "cue", "yawns", (0,), 3000 - 360)
    (note,) = room.look().notes
    assert note.delivered_id == room.look().delivered[1].id


def test_a_second_line_that_was_a_slip_leaves_the_plan(room: AnyClass) -> None:
    a, b, c, *_ = (part.title for part in room.look().delivered)
    press(room, 300, "go_to", 1)
    before = room.look()
    press(room, 480, "go_to", 0)
    press(room, 500, "go_to", 1)
    assert plan(room)[:3] == [(a, 0, 300), (b, 300, None), (c, None, None)]
    assert [part.title for part in room.look().delivered] == [part.title for part in before.delivered]
    press(room, 700, "go_to", 2)
    assert plan(room)[:3] == [(a, 0, 300), (b, 300, 700), (c, 700, None)]


def test_going_back_is_taken_back_and_brought_again_to_the_letter(room: AnyClass) -> None:
    looks = [room.look()]
    for second, number in ((300, 1), (480, 0), (600, 3), (620, 2), (900, 1), (905, 2)):
        press(room, second, "go_to", number)
        looks.append(room.look())
    assert [view.delivered for view in looks] == [
        view.delivered for place, view in enumerate(looks) if place == 0 or view != looks[place - 1]
    ]
    for view in reversed(looks[:-1]):
        room.undo()
        assert room.look().delivered == view.delivered
    room.restart()
    for view in looks[1:]:
        room.redo()
        assert room.look().delivered == view.delivered
