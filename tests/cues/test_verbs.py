"""Each verb of the class room: what it writes, and that undo takes all of it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from massage_studio.bookings.views import RegisterRow
from massage_studio.cues.queries import actions
from massage_studio.errors import KnownError
from massage_studio.store.opening import open_studio
from tests.cues.every_verb import START, AnyClass, is_whole


@pytest.fixture
def room(studio_folder: Path) -> Iterator[AnyClass]:
    made = AnyClass.made(studio_folder)
    yield made
    made.store.close()


def row(room: AnyClass, name: str = "Mia") -> RegisterRow:
    return next(row for row in room.look().register.rows if row.baby.given_name == name)


def spans(room: AnyClass, place: int = 0) -> list[tuple[str, float, float | None]]:
    """States as (code, second it began, second it ended)."""
    baby = room.opened.dyads[place].baby
    return [
        (
            note.code,
            (note.at - START).total_seconds(),
            None if note.ended is None else (note.ended - START).total_seconds(),
        )
        for note in room.look().notes
        if note.kind == "state" and note.baby_id == baby
    ]


def press(room: AnyClass, second: float, *what: Any) -> None:
    room.seconds = second
    room.do(*what)


@pytest.mark.parametrize(
    "what",
    [
        ("mark", 0, "late"),
        ("rest_absent",),
        ("adult", 0),
        ("another_adult", 0),
        ("health", 0, "immunised"),
        ("left", 0),
        ("walk_in",),
        ("go_to", 2),
        ("skip", 0),
        ("skip", 3),
        ("add_activity", 1),
        ("swap", 3),
        ("stretch", 0),
        ("explain", 3),
        ("correct", 0, "crying", 30),
        ("describe", 0),
        ("not_massaged", 1, "asleep"),
        ("bookmark", "", (0, 1)),
        ("state", "crying", (1,)),
        ("state", "crying", (1,), 70),
        ("paid", 0),
        ("finish",),
    ],
)
def test_undo_takes_it_back_and_redo_brings_it_again_after_a_restart(
    room: AnyClass, what: tuple[Any, ...]
) -> None:
    for place in (0, 1):
        press(room, 10, "state", "drowsy", (place,))
    press(room, 60, "bookmark", "", (0,))
    before = room.look()
    press(room, 120, *what)
    after = room.look()
    assert after.undo is not None and after.undo != before.undo
    assert (after.notes, after.register, after.delivered) != (before.notes, before.register, before.delivered)
    room.restart()
    room.undo()
    back = room.look()
    assert (back.notes, back.register.rows, back.delivered, back.register.session) == (
        before.notes,
        tuple(_with_adults(row, back) for row in before.register.rows),
        before.delivered,
        before.register.session,
    )
    assert back.redo == after.undo
    room.restart()
    room.redo()
    assert room.look() == after


def _with_adults(row: RegisterRow, view: Any) -> RegisterRow:
    # An adult who was added to the family stays known to it.
    now = next(other for other in view.register.rows if other.baby.id == row.baby.id)
    return replace(row, adults=now.adults)


def test_a_second_state_within_six_tenths_of_a_second_takes_the_place_of_the_first(room: AnyClass) -> None:
    press(room, 10, "state", "drowsy", (0,))
    press(room, 20, "state", "crying", (0,))
    press(room, 20.5, "state", "quiet_alert", (0,))
    assert spans(room) == [("drowsy", 10, 20), ("quiet_alert", 20, None)]
    press(room, 21.2, "state", "crying", (0,))
    press(room, 21.3, "state", "quiet_alert", (0,))
    assert spans(room) == [("drowsy", 10, 20), ("quiet_alert", 20, None)]
    press(room, 21.4, "state", "quiet_alert", (0,))
    assert spans(room) == [("drowsy", 10, 20), ("quiet_alert", 20, None)]


def test_a_clock_that_is_set_back_runs_on_from_the_last_press(room: AnyClass) -> None:
    press(room, 600, "state", "drowsy", (0,))
    press(room, 600 - 3600, "cue", "yawns", (0,))
    press(room, 660 - 3600, "state", "crying", (0,))
    press(room, 720 - 3600, "state", "quiet_alert", (0,))
    assert spans(room) == [("drowsy", 600, 660), ("crying", 660, 720), ("quiet_alert", 720, None)]


def test_the_hour_that_comes_twice_in_autumn_is_two_hours(room: AnyClass) -> None:
    press(room, 600, "state", "drowsy", (0,))  # 01:50 summer time
    press(room, 2400, "state", "crying", (0,))  # 01:20 winter time
    assert spans(room) == [("drowsy", 600, 2400), ("crying", 2400, None)]


def test_a_state_can_be_another_one_or_begin_at_another_moment_and_its_history_is_kept(
    room: AnyClass,
) -> None:
    press(room, 100, "state", "drowsy", (0,))
    press(room, 200, "state", "crying", (0,))
    press(room, 300, "state", "quiet_alert", (0,))
    press(room, 400, "correct", 1, "active_alert", None)
    assert spans(room) == [("drowsy", 100, 200), ("active_alert", 200, 300), ("quiet_alert", 300, None)]
    press(room, 401, "correct", 1, "active_alert", 50)
    assert spans(room) == [("drowsy", 100, 250), ("active_alert", 250, 300), ("quiet_alert", 300, None)]
    press(room, 402, "correct", 2, "quiet_alert", -20)
    assert spans(room) == [("drowsy", 100, 250), ("active_alert", 250, 280), ("quiet_alert", 280, None)]
    press(room, 403, "correct", 1, "drowsy", None)
    assert spans(room) == [("drowsy", 100, 280), ("quiet_alert", 280, None)]
    with room.store.read() as session:
        kept = session.execute(text("SELECT count(*) FROM cue_note")).scalar_one()
    assert kept == 6  # three that were pressed, three that corrected them
    is_whole(room.look())


def test_a_start_cannot_be_moved_past_its_neighbours(room: AnyClass) -> None:
    press(room, 100, "state", "drowsy", (0,))
    press(room, 200, "state", "crying", (0,))
    press(room, 300, "state", "quiet_alert", (0,))
    press(room, 400, "correct", 1, "crying", -5000)
    assert spans(room) == [("crying", 100, 300), ("quiet_alert", 300, None)]
    press(room, 401, "correct", 0, "crying", 5000)
    assert spans(room) == [("quiet_alert", 300, None)]


def test_what_is_written_down_afterwards_finds_its_place(room: AnyClass) -> None:
    press(room, 100, "state", "drowsy", (0,))
    press(room, 500, "state", "quiet_alert", (0,))
    press(room, 600, "go_to", 1)
    room.seconds = 3600
    room.do("finish")
    press(room, 7200, "state", "crying", (0,), 7200 - 300)
    press(room, 7200, "cue", "yawns", (0,), 7200 - 650)
    assert spans(room) == [("drowsy", 100, 300), ("crying", 300, 500), ("quiet_alert", 500, 3600)]
    seen = next(note for note in room.look().notes if note.kind == "cue")
    assert seen.at == START + timedelta(seconds=650)
    assert seen.delivered_id == room.look().delivered[1].id  # the activity that ran then


def test_a_baby_that_leaves_is_in_no_state_and_may_come_back(room: AnyClass) -> None:
    press(room, 10, "mark", 0, "here")
    press(room, 100, "state", "drowsy", (0,))
    press(room, 900, "left", 0)
    assert spans(room) == [("drowsy", 100, 900)]
    assert row(room).left == START + timedelta(seconds=900) and row(room).status == "here"
    press(room, 1000, "state", "crying", (0,))
    assert spans(room) == [("drowsy", 100, 900), ("crying", 1000, None)]
    assert row(room).left is None
    press(room, 1100, "left", 0)
    press(room, 1200, "finish")
    press(room, 1300, "reopen")
    assert spans(room)[-1] == ("crying", 1000, 1100)  # whoever left is not taken in again


def test_leaving_that_is_taken_back_ends_no_state(room: AnyClass) -> None:
    press(room, 10, "mark", 0, "late")
    press(room, 100, "state", "drowsy", (0,))
    press(room, 900, "left", 0)
    gone = room.look()
    press(room, 930, "mark", 0, "late")
    assert spans(room) == [("drowsy", 100, None)] and row(room).left is None
    room.undo()
    assert (room.look().notes, room.look().register) == (gone.notes, gone.register)
    room.redo()
    press(room, 1000, "left", 0)
    press(room, 1100, "cue", "yawns", (0,))
    press(room, 1200, "mark", 0, "here")
    assert spans(room) == [("drowsy", 100, 1000)]  # something was seen of it since


def test_going_on_with_a_class_expects_again_whom_its_end_made_absent(room: AnyClass) -> None:
    press(room, 5, "mark", 0, "absent")
    press(room, 3600, "finish")
    assert [row.status for row in room.look().register.rows] == ["absent", "absent"]
    press(room, 3700, "reopen")
    assert [row.status for row in room.look().register.rows] == ["absent", "expected"]


def test_undo_of_the_health_answer_withdraws_its_flag(room: AnyClass) -> None:
    press(room, 10, "health", 0, "nothing_new")
    press(room, 12, "health", 0, "skin")
    assert [flag.kind for flag in row(room).baby.flags] == ["skin"]
    room.undo()
    assert (row(room).health, row(room).baby.flags) == ("nothing_new", ())
    room.redo()
    assert [flag.kind for flag in row(room).baby.flags] == ["skin"]


def test_a_walk_in_is_on_the_register_until_it_is_taken_back(room: AnyClass) -> None:
    press(room, 10, "walk_in")
    assert [(one.number, one.baby.given_name, one.status) for one in room.look().register.rows][2:] == [
        (3, "Bo", "here")
    ]
    named = room.look().undo
    assert named is not None and (named.verb, named.text) == ("walk_in", "Bo")
    room.undo()
    assert len(room.look().register.rows) == 2
    press(room, 20, "finish")
    assert len(room.look().register.rows) == 2


def test_a_skipped_activity_is_left_out_and_the_next_one_begins(room: AnyClass) -> None:
    press(room, 60, "skip", 1)
    press(room, 120, "skip", 0)
    assert [part.status for part in room.look().delivered][:4] == ["done", "skipped", "running", "todo"]
    named = room.look().undo
    assert named is not None and (named.verb, named.text) == ("skip", room.look().delivered[0].title)
    press(room, 200, "go_to", 1)
    assert [part.status for part in room.look().delivered][:3] == ["done", "running", "done"]
    assert not room.look().delivered[1].skipped


def test_an_activity_is_added_behind_another(room: AnyClass) -> None:
    titles = [part.title for part in room.look().delivered]
    press(room, 60, "add_activity", 1)
    assert [part.title for part in room.look().delivered] == [*titles[:2], "A song", *titles[2:]]
    room.undo()
    assert [part.title for part in room.look().delivered] == titles


def test_a_bookmark_is_described_at_its_own_moment_and_again(room: AnyClass) -> None:
    press(room, 60, "bookmark", "", (0,))
    press(room, 600, "describe", 0)
    press(room, 700, "describe", 0)
    notes = room.look().notes
    assert [(note.kind, note.text, note.layer) for note in notes] == [
        ("bookmark", "", ""),
        ("note", "Described", "family"),
    ]
    assert notes[1].at == notes[0].at and notes[1].refers_to == notes[0].id


def test_a_reason_that_nobody_knows_is_refused_by_the_database_itself(room: AnyClass) -> None:
    with pytest.raises(IntegrityError, match="reason"):
        room.do("not_massaged", 0, "spoilt")


def test_a_press_in_a_class_whose_opening_was_taken_back_opens_it(room: AnyClass) -> None:
    room.undo()
    assert room.look().register.session.status == "planned"
    press(room, 60, "state", "drowsy", (0,))
    view = room.look()
    assert view.register.session.status == "running"
    opened = view.register.session.opened
    assert opened is not None and opened.astimezone(UTC) == START + timedelta(seconds=60)
    assert view.delivered[0].status == "running" and spans(room) == [("drowsy", 60, None)]


def test_undo_of_a_named_press_is_done_once_and_only_while_it_is_the_last(room: AnyClass) -> None:
    first = room.do("cue", "yawns", (0,))
    second = room.do("cue", "hiccups", (0,))
    room.undo(first)
    assert len(room.look().notes) == 2
    room.undo(second)
    room.undo(second)
    assert [note.code for note in room.look().notes] == ["yawns"]


def test_the_log_tells_what_stands_in_order(room: AnyClass) -> None:
    press(room, 10, "mark", 0, "here")
    press(room, 20, "bookmark", "", (0, 1))
    press(room, 30, "cue", "hiccups", (0,))
    room.undo()
    with room.store.read() as session:
        told = [(one.verb, one.code) for one in actions(session, session_id=room.opened.session)]
    assert told == [("open", ""), ("mark", "here"), ("bookmark", "")]


@pytest.mark.parametrize("change", ["verb = 'x'", "changes = '[]'", "seq = 9", "code = 'x'"])
def test_the_database_itself_refuses_to_rewrite_the_log(room: AnyClass, change: str) -> None:
    with pytest.raises(KnownError, match="stays in its log"), room.store.write() as session:
        session.execute(text(f"UPDATE operation SET {change} WHERE session_id IS NOT NULL"))
    with pytest.raises(KnownError, match="stays in its log"), room.store.write() as session:
        session.execute(text("DELETE FROM operation WHERE session_id IS NOT NULL"))


def test_two_windows_on_one_class_write_one_record(room: AnyClass) -> None:
    other = AnyClass(open_studio(room.store.folder), room.opened, room.second_adult)
    try:
        for number in range(12):
            window = (room, other)[number % 2]
            window.seconds = number * 2
            window.do("state", ("drowsy", "crying", "quiet_alert")[number % 3], (number // 2 % 2,))
            if number % 4 == 3:
                (other, room)[number % 2].undo()
            is_whole(window.look())
        assert room.look() == other.look()
    finally:
        other.store.engine.dispose()


def test_a_press_takes_few_statements(room: AnyClass) -> None:
    asked: list[str] = []

    def note_down(_: object, __: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    press(room, 10, "state", "drowsy", (0,))
    event.listen(room.store.engine, "before_cursor_execute", note_down)
    press(room, 20, "cue", "yawns", (0,))
    event.remove(room.store.engine, "before_cursor_execute", note_down)
    assert len(asked) <= 10, "\n".join(asked)
