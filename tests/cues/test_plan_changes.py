"""The plan of a class is changed while it runs, and undo takes each change back."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from massage_studio.cues import log_service, opening_service, plan_service, service
from massage_studio.cues.delivered_queries import delivered, left_out
from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.operations import Operation
from tests.cues.running import ClassRoom
from tests.studio_fixtures import NOW, a_class, classes_of

WEEK = timedelta(weeks=1)


def plan(session: Session, room: ClassRoom) -> list[tuple[str, int, str]]:
    return [(part.title, part.minutes, part.status) for part in delivered(session, session_id=room.id)]


def parts_of(session: Session, session_id: UUID) -> tuple[DeliveredView, ...]:
    return delivered(session, session_id=session_id)


def press(session: Session, room: ClassRoom, verb: object, minute: float = 5, **more: object) -> UUID:
    action = new_id()
    when = {"now": NOW + timedelta(minutes=minute)}
    verb(session, action_id=action, session_id=room.id, **when, **more)  # type: ignore[operator]
    return action


def test_an_activity_changes_places_with_the_next_one_that_is_still_to_do(room: ClassRoom) -> None:
    with room.store.write() as session:
        before = plan(session, room)
        third = parts_of(session, room.id)[2]
        press(session, room, service.skip, delivered_id=parts_of(session, room.id)[3].id)
        press(session, room, plan_service.swap, delivered_id=third.id)
        now = [title for title, _, _ in plan(session, room)]
        was = [title for title, _, _ in before]
        assert now == [*was[:2], was[4], was[3], was[2], *was[5:]]
        log_service.undo(session, session_id=room.id, now=NOW + timedelta(minutes=6))
        log_service.undo(session, session_id=room.id, now=NOW + timedelta(minutes=6))
        assert plan(session, room) == before
        log_service.redo(session, session_id=room.id)
        log_service.redo(session, session_id=room.id)
        assert [title for title, _, _ in plan(session, room)] == now


@pytest.mark.parametrize("place", [0, -1])
def test_what_runs_and_what_comes_last_keep_their_places(room: ClassRoom, place: int) -> None:
    with room.store.write() as session:
        before = plan(session, room)
        action = press(session, room, plan_service.swap, delivered_id=parts_of(session, room.id)[place].id)
        assert plan(session, room) == before
        assert session.get(Operation, action) is None


@pytest.mark.parametrize(("by", "minutes"), [(1, 6), (-1, 4), (-30, 1), (1000, 180)])
def test_an_activity_is_stretched_by_the_minute(room: ClassRoom, by: int, minutes: int) -> None:
    with room.store.write() as session:
        first = parts_of(session, room.id)[0]
        assert (first.minutes, first.status) == (5, "running")
        press(session, room, plan_service.stretch, delivered_id=first.id, by=by)
        now = parts_of(session, room.id)[0]
        assert (now.minutes, now.planned) == (minutes, 5)
        log_service.undo(session, session_id=room.id, now=NOW + timedelta(minutes=6))
        assert parts_of(session, room.id)[0].minutes == 5


def test_what_is_left_out_may_say_why_then_and_later(room: ClassRoom) -> None:
    with room.store.write() as session:
        song = parts_of(session, room.id)[4]
        press(session, room, service.skip, delivered_id=song.id, why=" Two babies\nwere asleep ")
        assert parts_of(session, room.id)[4].why == "Two babies were asleep"
        press(session, room, plan_service.explain, delivered_id=song.id, why="No time")
        assert parts_of(session, room.id)[4].why == "No time"
        log_service.undo(session, session_id=room.id, now=NOW + timedelta(minutes=6))
        assert parts_of(session, room.id)[4].why == "Two babies were asleep"
        press(session, room, service.go_to, delivered_id=song.id)
        assert (parts_of(session, room.id)[4].why, parts_of(session, room.id)[4].status) == ("", "running")


def test_an_added_activity_was_not_planned_and_teaches_what_it_says(room: ClassRoom) -> None:
    with room.store.write() as session:
        press(
            session,
            room,
            service.add_activity,
            title="Recap: tummy strokes",
            minutes=3,
            benefits=("touch",),
            kind="massage",
            areas=("stomach",),
            strokes=("stomach_ily",),
            topic="crying",
        )
        last = parts_of(session, room.id)[-1]
    assert (last.kind, last.areas, last.strokes, last.topic) == (
        "massage",
        ("stomach",),
        ("stomach_ily",),
        "crying",
    )
    assert (last.planned, last.minutes) == (0, 3)


def test_the_next_class_takes_up_what_was_left_out_once(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        room = ClassRoomOf(studio, opened.session)
        song = parts_of(session, room.id)[4]
        press(session, room, service.skip, delivered_id=song.id)
        opening_service.finish_class(session, session_id=room.id, now=NOW + timedelta(hours=1))
        room.id = classes_of(session, opened.course)[1]
        opening_service.open_class(session, session_id=room.id, now=NOW + WEEK)
        assert [part.id for part in left_out(session, session_id=opened.session)] == [song.id]
        running = parts_of(session, room.id)[0]
        week = WEEK.total_seconds() / 60
        press(session, room, plan_service.take_up, week, left_id=song.id, after_id=running.id)
        press(session, room, plan_service.take_up, week, left_id=song.id, after_id=running.id)
        parts = parts_of(session, room.id)
        assert [part.title for part in parts].count(song.title) == 1
        assert (parts[1].title, parts[1].minutes, parts[1].benefits, parts[1].topic, parts[1].planned) == (
            song.title,
            song.minutes,
            song.benefits,
            song.topic,
            0,
        )
        assert left_out(session, session_id=opened.session) == ()
        log_service.undo(session, session_id=room.id, now=NOW + WEEK)
        assert [part.id for part in left_out(session, session_id=opened.session)] == [song.id]
        assert len(parts_of(session, room.id)) == len(parts) - 1
        log_service.redo(session, session_id=room.id)
        assert parts_of(session, room.id)[1].title == song.title


def test_what_is_declined_once_stays_away_until_undo(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        room = ClassRoomOf(studio, opened.session)
        song = parts_of(session, room.id)[4]
        press(session, room, service.skip, delivered_id=song.id)
        room.id = classes_of(session, opened.course)[1]
        opening_service.open_class(session, session_id=room.id, now=NOW + WEEK)
        press(session, room, plan_service.decline, WEEK.total_seconds() / 60, left_id=song.id)
        assert left_out(session, session_id=opened.session) == ()
        log_service.undo(session, session_id=room.id, now=NOW + WEEK)
        assert [part.id for part in left_out(session, session_id=opened.session)] == [song.id]


def test_what_was_begun_and_then_left_out_is_offered_too(room: ClassRoom) -> None:
    with room.store.write() as session:
        song = parts_of(session, room.id)[4]
        press(session, room, service.go_to, delivered_id=song.id)
        press(session, room, service.skip, delivered_id=song.id, minute=9)
        assert [part.id for part in left_out(session, session_id=room.id)] == [song.id]
        press(session, room, service.go_to, delivered_id=song.id, minute=9.5)
        assert left_out(session, session_id=room.id) == ()


def test_an_activity_that_was_taken_back_cannot_be_begun(room: ClassRoom) -> None:
    with room.store.write() as session:
        press(session, room, service.add_activity, title="A song", minutes=3, benefits=())
        added = parts_of(session, room.id)[-1]
        log_service.undo(session, session_id=room.id, now=NOW + timedelta(minutes=6))
        with pytest.raises(KnownError, match="no longer in the plan"):
            press(session, room, service.go_to, delivered_id=added.id)


class ClassRoomOf(ClassRoom):
    """A class that turns to another one."""

    def __init__(self, store: Store, session_id: UUID) -> None:
        self.store, self.id = store, session_id
