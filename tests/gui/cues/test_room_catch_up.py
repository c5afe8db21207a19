"""What was missed and left out, in the class room: told quietly, offered, and gone once the class has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest

import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.cues import opening_service, service
from massage_studio.cues.catch_up_queries import caught_up
from massage_studio.cues.catch_up_views import Item
from massage_studio.cues.delivered_queries import delivered
from massage_studio.curriculum import limit_service
from massage_studio.gui.cues.stroke_pictures import StrokePicture
from massage_studio.gui.progress.family_page import FamilyPage
from massage_studio.store.ids import new_id
from tests.gui.cues.room_stage import CONTROL, SHIFT, RoomStage
from tests.gui.progress.family_stage import texts
from tests.progress.weeks import missed, strokes_of, walk_on
from tests.statement_listener import listening
from tests.studio_fixtures import NOW, Dyad, classes_of

WEEK = timedelta(weeks=1)
BOTH = CONTROL | SHIFT
LEGS = strokes_of("legs_feet")


def turn_to_week_2(
    room: RoomStage, *, away: tuple[str, ...] = (), but: tuple[str, ...] = (), here: bool = True
) -> UUID:
    """Hold the first class without some babies and activities, and open the class room on the second."""
    with room.store.write() as session:
        for name, dyad in zip(("Mia", "Leo", "Zoë"), room.held.dyads, strict=False):
            if name in away:
                attendance_service.mark(
                    session, session_id=room.held.session, baby_id=dyad.baby, status="absent", now=NOW
                )
        over = walk_on(session, room.held.session, NOW, but=but)
        opening_service.finish_class(session, session_id=room.held.session, now=over)
        second = classes_of(session, room.held.course)[1]
        opening_service.open_class(session, session_id=second, now=NOW + WEEK)
        if here:
            for dyad in room.held.dyads:
                attendance_service.mark(
                    session, session_id=second, baby_id=dyad.baby, status="here", now=NOW + WEEK
                )
    room.now = NOW + WEEK
    room.held = replace(room.held, session=second)
    room.window.go("class_room", second)
    room.settle()
    return second


def dyad(room: RoomStage, name: str) -> Dyad:
    baby = room.baby(name)
    return next(one for one in room.held.dyads if one.baby == baby)


def classes_of_room(room: RoomStage) -> list[UUID]:
    with room.store.read() as session:
        return classes_of(session, room.held.course)


def still_missed(room: RoomStage, name: str) -> set[Item]:
    with room.store.read() as session:
        return missed(session, dyad(room, name), room.now)


def titles(room: RoomStage) -> list[str]:
    with room.store.read() as session:
        return [part.title for part in delivered(session, session_id=room.held.session)]


def offered(room: RoomStage) -> str:
    return room.page.plan.ui.offer_label.text() if room.page.plan.ui.offer.isVisible() else ""


def register_line(room: RoomStage, name: str) -> str:
    return room.page.register_panel.lines[room.baby(name)].person.person().second


def test_the_register_tells_quietly_what_a_baby_missed(room: RoomStage) -> None:
    turn_to_week_2(room, away=("Zoë",), here=False)
    assert "missed legs and feet, a talk" in register_line(room, "Zoë")
    assert "missed" not in register_line(room, "Mia")
    room.press("3 3")
    rest = room.page.register_panel.rest
    assert rest.missed_label.isVisible()
    told = rest.missed_label.text()
    assert told.startswith("Missed. Week 1: ") and told.count(",") >= len(LEGS)
    assert "%" not in told
    room.press("Escape 1 1")
    assert not rest.missed_label.isVisible()


def test_behind_the_curtain_nothing_is_told_of_what_was_missed(room: RoomStage) -> None:
    turn_to_week_2(room, away=("Zoë",), here=False)
    room.press("3 3")
    told = room.page.register_panel.ui.register_help
    assert "G sheet given" in told.text()
    room.press("F9")
    assert "missed" not in register_line(room, "Zoë") + told.text()
    assert not room.page.register_panel.rest.missed_label.isVisible()
    room.press("T")
    assert still_missed(room, "Zoë") >= LEGS


def test_health_is_in_no_word_about_what_was_missed(room: RoomStage) -> None:
    with room.store.write() as session:
        families.add_flag(
            session,
            baby_id=room.baby("Zoë"),
            kind="condition",
            what="heart murmur",
            since=NOW.date(),
            expires=None,
        )
    turn_to_week_2(room, away=("Zoë",), here=False)
    assert "missed a talk" in register_line(room, "Zoë")
    room.press("3 3")
    told = room.page.register_panel.rest.missed_label.text()
    assert "heart" not in told and "not for now" not in told.casefold() and "leg" not in told.casefold()
    assert "strokes" not in offered(room)


@pytest.mark.parametrize(("key", "how"), [("T", "told"), ("G", "sheet")])
def test_it_is_ticked_off_by_a_key_at_the_door_and_undo_takes_that_back(
    room: RoomStage, key: str, how: str
) -> None:
    second = turn_to_week_2(room, away=("Zoë",), here=False)
    room.press(f"3 {key}")
    assert not still_missed(room, "Zoë")
    assert "missed" not in register_line(room, "Zoë")
    with room.store.read() as session:
        ticks = caught_up(session, baby_ids=[room.baby("Zoë")])
    assert {(one.how, one.session_id) for one in ticks} == {(how, second)}
    words = {"told": "Zoë was told", "sheet": "Zoë got the sheet"}[how]
    assert room.page.header.ui.undo_button.accessibleName() == f"Undo: {words}"
    room.key("Z", CONTROL)
    assert still_missed(room, "Zoë") >= LEGS
    assert "missed legs and feet" in register_line(room, "Zoë")


def test_a_recap_for_those_here_is_offered_and_disappears_once_it_is_delivered(room: RoomStage) -> None:
    turn_to_week_2(room, away=("Zoë",))
    assert offered(room) == "Recap: legs and feet strokes, 3 min, for 1 here"
    running = titles(room)[0]
    room.key("I", CONTROL)
    assert titles(room)[:2] == [running, "Recap: legs and feet strokes"]
    assert "legs" not in offered(room)
    assert still_missed(room, "Zoë") >= LEGS
    room.forward(minutes=5)
    room.press("PageDown")
    assert not still_missed(room, "Zoë") & LEGS
    room.key("Z", CONTROL)
    room.key("Z", CONTROL)
    assert offered(room) == "Recap: legs and feet strokes, 3 min, for 1 here"


def test_a_recap_is_for_those_who_are_here(room: RoomStage) -> None:
    second = turn_to_week_2(room, away=("Mia", "Zoë"))
    assert offered(room).endswith("for 2 here")
    with room.store.write() as session:
        attendance_service.mark(
            session, session_id=second, baby_id=room.baby("Zoë"), status="absent", now=room.now
        )
    room.page.reload()
    room.settle()
    assert offered(room).endswith("for 1 here")


def test_a_recap_that_is_put_off_makes_room_for_the_next_one(room: RoomStage) -> None:
    turn_to_week_2(room, away=("Zoë",))
    room.click(room.page.plan.ui.leave_button)
    assert offered(room).startswith("Recap: ") and "legs" not in offered(room)
    room.key("I", BOTH)
    room.key("I", BOTH)
    assert offered(room) == ""
    assert still_missed(room, "Zoë") >= LEGS


def test_a_recap_that_is_put_off_stays_away_for_this_class_alone(room: RoomStage) -> None:
    second = turn_to_week_2(room, away=("Zoë",))
    room.click(room.page.plan.ui.leave_button)
    first, third = (classes_of_room(room)[place] for place in (0, 2))
    room.window.go("class_room", first)
    room.settle()
    room.window.go("class_room", second)
    room.settle()
    assert offered(room).startswith("Recap: ") and "legs" not in offered(room)
    with room.store.write() as session:
        opening_service.finish_class(session, session_id=second, now=room.now)
        opening_service.open_class(session, session_id=third, now=NOW + 2 * WEEK)
        attendance_service.mark(
            session, session_id=third, baby_id=room.baby("Zoë"), status="here", now=NOW + 2 * WEEK
        )
    room.now = NOW + 2 * WEEK
    room.window.go("class_room", third)
    room.settle()
    assert offered(room) == "Recap: legs and feet strokes, 3 min, for 1 here"


def test_what_was_left_out_last_time_is_offered_first_and_added_by_one_key(room: RoomStage) -> None:
    turn_to_week_2(room, away=("Zoë",), but=("legs_feet",))
    assert offered(room) == "Left out last time: New strokes on the doll and with baby, 20 min"
    room.key("I", CONTROL)
    assert titles(room)[1] == "New strokes on the doll and with baby"
    assert "Left out" not in offered(room)
    room.key("Z", CONTROL)
    assert offered(room).startswith("Left out last time: ")


def test_what_was_declined_once_stays_away(room: RoomStage) -> None:
    second = turn_to_week_2(room, but=("legs_feet",))
    room.key("I", BOTH)
    assert offered(room) == ""
    room.window.go("today", None)
    room.window.go("class_room", second)
    room.settle()
    assert offered(room) == ""


def test_the_strokes_of_the_activity_that_runs_are_drawn_under_more(room: RoomStage) -> None:
    massage = next(item for item in room.kept().delivered if item.areas)
    with room.store.write() as session:
        service.go_to(
            session,
            action_id=new_id(),
            session_id=room.held.session,
            delivered_id=massage.id,
            now=NOW + timedelta(minutes=5),
        )
    room.page.reload()
    room.settle()
    room.press("l")
    drawn = room.page.find_panel.ui.stroke_pictures
    assert drawn.isVisible() and drawn.height() <= 200
    names = [one.accessibleName() for one in drawn.findChildren(StrokePicture) if not one.isHidden()]
    assert len(names) > 5 and all(names)
    room.press("Escape", on=room.page.find_panel.field)
    room.key("PageUp")
    room.press("l")
    assert not room.page.find_panel.ui.stroke_pictures.isVisible()


def test_a_press_asks_nothing_about_what_was_missed(room: RoomStage) -> None:
    turn_to_week_2(room, away=("Zoë",))
    with listening() as asked:
        room.press("1 s")
    assert not [statement for statement, _ in asked if "caught_up" in statement]
    with listening() as asked:
        room.press("PageDown")
    assert len([statement for statement, _ in asked if "FROM caught_up" in statement]) == 1


@pytest.mark.parametrize("babies", [3, 12])
def test_the_class_room_asks_the_same_for_few_and_for_many(room: RoomStage, babies: int) -> None:
    with listening() as asked:
        room.page.reload()
        room.settle()
    assert len(asked) == ASKED


ASKED = 34
"""Statements of the class room when all of it is shown anew."""


def test_from_the_door_over_the_recap_to_the_page_of_the_family(room: RoomStage) -> None:
    """As an instructor does it: by keys alone, from the register of week 2 to what the family reads."""
    turn_to_week_2(room, away=("Zoë",), here=False)
    room.press("0")
    assert "missed legs and feet" in register_line(room, "Zoë")
    room.press("Return")
    room.key("I", CONTROL)
    room.forward(minutes=4)
    room.press("PageDown")
    room.forward(minutes=3)
    room.press("PageDown")
    assert not still_missed(room, "Zoë") & LEGS
    room.page.header.show_register(True)
    room.settle()
    assert "missed a talk" in register_line(room, "Zoë")
    room.window.go("family", dyad(room, "Zoë").family)
    room.settle()
    page = room.window.page("family")
    assert isinstance(page, FamilyPage)
    told = "\n".join(texts(page.coverage))
    assert "Had\nLegs and feet" in told
    missed_part = told.partition("Missed while away\n")[2].partition("Still to come")[0]
    assert missed_part.startswith("Week 1: Talks: ") and "Legs" not in missed_part


def test_who_is_unwell_today_is_offered_no_recap_of_strokes(room: RoomStage) -> None:
    turn_to_week_2(room, away=("Zoë",), here=False)
    room.press("3")
    assert offered(room) == "Recap: legs and feet strokes, 3 min, for 1 here"
    room.press("3 U")
    room.settle()
    assert "strokes" not in offered(room)
    room.press("Escape")
    room.key("Z", CONTROL)
    assert offered(room) == "Recap: legs and feet strokes, 3 min, for 1 here"


def test_a_rule_that_is_made_stricter_during_the_class_takes_its_recap_away(room: RoomStage) -> None:
    with room.store.write() as session:
        families.add_flag(
            session, baby_id=room.baby("Zoë"), kind="allergy", what="Tongue tie", since=NOW.date()
        )
    turn_to_week_2(room, away=("Zoë",))
    assert offered(room) == "Recap: legs and feet strokes, 3 min, for 1 here"
    words = {
        "label": "Tongue tie",
        "mind": "let the legs rest",
        "words": ("tongue tie",),
        "forbids": ("legs",),
        "source": "my training",
    }
    room.window.context.tasks.write(
        partial(limit_service.add_limit, item_id=new_id(), words=words, now=NOW), then=lambda _: None
    )
    room.settle()
    assert "strokes" not in offered(room)
