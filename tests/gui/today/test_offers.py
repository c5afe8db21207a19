"""Today's offers of free places: one press away, told when they ran out, taken back by key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from massage_studio.bookings import booking_service
from massage_studio.families.service import add_carer
from massage_studio.gui.today.page import TodayPage
from massage_studio.store.ids import new_id
from tests.gui.bookings.rosters import place, status, waiting
from tests.gui.lists import actions, delegate_of, press_action, rows
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, a_booking, a_course, a_family


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(TodayPage, studio_folder, qtbot) as made:
        yield made


def with_a_free_place(stage: Stage) -> UUID:
    """A course of two places with one free, and two families waiting."""
    with stage.store.write() as session:
        course = a_course(session, capacity=2)
        booked = []
        for minute, name in enumerate(("Mia", "Leo", "Zoë", "Ivy")):
            moment = NOW - timedelta(days=1) + timedelta(minutes=minute)
            booked.append(a_booking(session, course, a_family(session, name, f"Carer of {name}"), now=moment))
        booking_service.cancel(session, booking_id=booked[0], now=NOW)
    return course


def titles(stage: Stage) -> list[str]:
    """What is to be done, without the details."""
    return [todo.title for todo in rows(stage.page.ui.todo_list)]


def do(stage: Stage, title: str, code: str = "do") -> None:
    """Press the button of one thing to do."""
    [at] = [number for number, shown in enumerate(titles(stage)) if shown == title]
    press_action(stage.page.ui.todo_list, at, code)


def test_a_free_place_is_offered_to_the_next_with_one_press_and_taken_back(stage: Stage) -> None:
    course = with_a_free_place(stage)
    stage.show()
    do(stage, "Offer the free place")
    stage.settle()
    found = place(stage, course, "Zoë")
    assert found.booking.status == "offered"
    assert found.offered_until == NOW + timedelta(hours=48)
    assert stage.said[-1][:2] == ("The place is held for Zoë until Sat 21 Nov, 10:00.", "Undo")
    assert "A place is held for Zoë" in titles(stage)
    assert "Offer the free place" not in titles(stage)
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert status(stage, course, "Zoë") == "waiting"
    assert "Offer the free place" in titles(stage)


def test_an_accepted_offer_is_booked_from_today(stage: Stage) -> None:
    course = with_a_free_place(stage)
    stage.show()
    do(stage, "Offer the free place")
    stage.settle()
    do(stage, "A place is held for Zoë")
    stage.settle()
    assert status(stage, course, "Zoë") == "booked"
    assert "A place is held for Zoë" not in titles(stage)


def test_an_offer_that_ran_out_is_told_and_the_next_family_comes_up(stage: Stage) -> None:
    course = with_a_free_place(stage)
    stage.show()
    do(stage, "Offer the free place")
    stage.settle()
    stage.page.context.clock = lambda: NOW + timedelta(hours=49)
    stage.page.expiry.timer.timeout.emit()
    stage.settle()
    assert waiting(stage, course) == ["Ivy", "Zoë"]
    assert "Offer to Zoë ran out" in titles(stage)
    assert "Offer the free place" in titles(stage)
    do(stage, "Offer to Zoë ran out")
    assert stage.gone[-1] == ("classes", course)


def test_an_offer_is_told_for_a_week_and_no_longer(stage: Stage) -> None:
    with_a_free_place(stage)
    stage.show()
    do(stage, "Offer the free place")
    stage.settle()
    stage.page.context.clock = lambda: NOW + timedelta(days=10)
    stage.page.expiry.timer.timeout.emit()
    stage.settle()
    assert not [title for title in titles(stage) if "ran out" in title]


def test_a_place_lost_meanwhile_leads_to_the_course(stage: Stage) -> None:
    course = with_a_free_place(stage)
    stage.show()
    with stage.store.write() as session:
        a_booking(session, course, a_family(session, "Ada"))
    do(stage, "Offer the free place")
    stage.settle()
    assert status(stage, course, "Zoë") == "waiting"
    assert stage.gone[-1] == ("classes", course)


def test_a_contact_restriction_is_marked_on_who_comes_today(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        mia = a_family(session)
        add_carer(
            session,
            family_id=mia.family,
            carer_id=new_id(),
            given_name="Daniel",
            contact_restriction="Not by telephone",
        )
        a_booking(session, course, mia)
    stage.show()
    shown = stage.page.ui.roster_list
    [row] = rows(shown)
    placed = delegate_of(shown).placed(delegate_of(shown).surface(stage.page.people.index(0)), row)
    assert "Contact restriction, Daniel: Not by telephone" in [one.tag.words for one in placed]


def test_an_offer_that_waits_leads_to_its_letter(stage: Stage) -> None:
    course = with_a_free_place(stage)
    stage.show()
    do(stage, "Offer the free place")
    stage.settle()
    title = "A place is held for Zoë"
    letter = actions(stage.page.ui.todo_list, titles(stage).index(title))[0]
    assert letter.accessible_name == f"{title}: write a letter"
    do(stage, title, letter.code)
    assert stage.gone == [("letters", ("offer", place(stage, course, "Zoë").booking.id))]


def test_the_key_takes_back_what_was_done_here_and_nothing_from_elsewhere(stage: Stage) -> None:
    course = with_a_free_place(stage)
    stage.show()
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert status(stage, course, "Mia") == "cancelled", "that was done on another page"
    assert stage.said == []
