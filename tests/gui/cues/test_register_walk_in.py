"""Arrival: walk-ins, and cash at the door."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from massage_studio.errors import KnownError
from massage_studio.families.models import Family
from tests.gui.cues.register_stage import Arrival, Arrive, a_planned_class
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, classes_of


def test_a_walk_in_takes_five_actions(arrive: Arrive) -> None:
    with arrive(a_planned_class, 4) as arrival:
        arrival.press("w")
        arrival.type("Bo")
        arrival.press("Enter")
        arrival.type("Sam")
        arrival.press("Enter")
        arrival.settle()
        assert arrival.actions == 5
        bo = arrival.row("Bo")
        assert (bo.number, bo.status, bo.health) == (5, "here", "nothing_new")
        assert bo.adult is not None and bo.adult.given_name == "Sam"
        assert not arrival.desk.walk_in.isVisible()
        assert "Bo is on the register" in arrival.stage.said[-1][0]
        arrival.press("u")
        arrival.settle()
        assert arrival.row("Bo").health == "unwell", "the letters mean who came last"
        arrival.press("1")
        arrival.settle()
        assert arrival.row("Mia").status == "here", "the keys are the register's again"


def test_a_walk_in_can_be_undone(arrive: Arrive) -> None:
    with arrive(a_planned_class, 2) as arrival:
        arrival.press("w")
        arrival.type("Bo")
        arrival.press("Enter")
        arrival.type("Sam")
        arrival.press("Enter")
        arrival.settle()
        assert len(arrival.desk.lines) == 3
        arrival.stage.page.header.ui.undo_button.click()
        arrival.settle()
        assert [row.baby.given_name for row in arrival.view.rows] == ["Mia", "Leo"]
        assert len(arrival.desk.lines) == 2


def test_a_full_class_says_so_and_still_lets_somebody_in(arrive: Arrive) -> None:
    with arrive(a_planned_class, 3, 3) as arrival:
        arrival.press("w")
        assert "3 places" in arrival.desk.walk_in.room_label.text()
        assert arrival.desk.walk_in.room_label.isVisible()
        arrival.type("Bo")
        arrival.press("Enter")
        arrival.type("Sam")
        arrival.press("Enter")
        arrival.settle()
        assert len(arrival.view.rows) == 4
        assert arrival.view.taken == 3, "a walk-in is no booking of the course"


def test_a_walk_in_without_a_carer_asks_for_the_name_and_keeps_the_other(arrive: Arrive) -> None:
    with arrive(a_planned_class, 2) as arrival:
        walk_in = arrival.desk.walk_in
        arrival.click(arrival.desk.walk_in_button)
        arrival.type("Bo")
        arrival.click(walk_in.add_button)
        assert "both first names" in walk_in.error_label.text()
        assert walk_in.baby_edit.text() == "Bo"
        arrival.type("Sam")
        arrival.click(walk_in.add_button)
        arrival.settle()
        assert arrival.row("Bo").status == "here"


def test_esc_leaves_a_walk_in_and_not_the_register(arrive: Arrive) -> None:
    with arrive(a_planned_class, 2) as arrival:
        arrival.press("w Esc")
        assert not arrival.desk.walk_in.isVisible()
        assert arrival.stage.page.header.ui.register_button.isChecked()
        arrival.press("Esc")
        assert not arrival.stage.page.header.ui.register_button.isChecked()


def test_cash_is_two_taps_and_can_be_undone(arrive: Arrive) -> None:
    with arrive(_one_who_owes) as arrival:
        cash = arrival.line("Mia").cash
        assert cash.words() == "Cash"
        arrival.click(cash)
        arrival.settle()
        assert arrival.row("Mia").due == 72, "the first tap only asks"
        assert cash.words() == "Cash £72.00?"
        arrival.click(cash)
        arrival.settle()
        assert arrival.actions == 2
        assert arrival.row("Mia").due == Decimal(0)
        assert not cash.isVisible()
        arrival.stage.undo()
        assert arrival.row("Mia").due == 72
        assert cash.isVisible() and cash.words() == "Cash"


def test_cash_by_keys_is_the_same_letter_twice(arrive: Arrive) -> None:
    with arrive(_one_who_owes) as arrival:
        arrival.press("1 c c")
        arrival.settle()
        assert arrival.row("Mia").due == Decimal(0)
        arrival.press("c c")
        arrival.settle()
        assert arrival.row("Mia").due == Decimal(0), "where nothing is due nothing is taken"


def test_cash_can_be_undone_by_the_keys_of_undo_and_brought_again(arrive: Arrive) -> None:
    with arrive(_one_who_owes) as arrival:
        arrival.press("1 c c")
        arrival.settle()
        page = arrival.stage.page
        assert page.header.ui.undo_button.accessibleName() == "Undo: Mia paid"
        page.header.ui.undo_button.click()
        arrival.settle()
        assert arrival.row("Mia").due == 72
        page.header.ui.redo_button.click()
        arrival.settle()
        assert arrival.row("Mia").due == Decimal(0)


def test_a_question_about_cash_goes_away_with_the_next_line(arrive: Arrive) -> None:
    with arrive(_one_who_owes) as arrival:
        arrival.press("1 c 2")
        arrival.settle()
        assert arrival.line("Mia").cash.words() == "Cash"
        assert arrival.row("Mia").due == 72


def _one_who_owes(session: Session) -> UUID:
    course = a_course(session)
    for name in ("Mia", "Leo"):
        a_booking(session, course, a_family(session, name, "Grace"), now=NOW)
    return classes_of(session, course)[0]


# Pressed twice


def test_a_walk_in_that_is_entered_twice_is_let_in_once(arrive: Arrive) -> None:
    with arrive(a_planned_class, 2) as arrival:
        arrival.press("w")
        arrival.type("Bo")
        arrival.press("Enter")
        arrival.type("Sam")
        arrival.press("Enter Enter")
        arrival.settle()
        assert [row.baby.given_name for row in arrival.view.rows] == ["Mia", "Leo", "Bo"]
        assert _families(arrival) == 3


def test_a_walk_in_that_was_refused_can_be_entered_again_and_is_one(
    arrive: Arrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with arrive(a_planned_class, 2) as arrival:
        store, failed = arrival.stage.store, []
        arrival.stage.page.context.tasks.write_failed.connect(failed.append)
        arrival.press("w")
        arrival.type("Bo")
        arrival.press("Enter")
        arrival.type("Sam")
        with monkeypatch.context() as full:
            full.setattr(store, "write", _full)
            arrival.press("Enter")
            arrival.settle()
        assert arrival.desk.walk_in.isVisible() and len(arrival.view.rows) == 2
        arrival.press("Enter")
        arrival.settle()
        failed[0].retry()
        arrival.settle()
        assert [row.baby.given_name for row in arrival.view.rows] == ["Mia", "Leo", "Bo"]
        assert _families(arrival) == 3


def test_another_adult_who_is_entered_twice_is_kept_once(
    arrive: Arrive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with arrive(a_planned_class, 2) as arrival:
        store, failed = arrival.stage.store, []
        arrival.stage.page.context.tasks.write_failed.connect(failed.append)
        arrival.press("1 o")
        arrival.settle()
        arrival.type("Gran")
        with monkeypatch.context() as full:
            full.setattr(store, "write", _full)
            arrival.press("Enter")
            arrival.settle()
        arrival.press("Enter Enter")
        arrival.settle()
        failed[0].retry()
        arrival.settle()
        names = [adult.given_name for adult in arrival.row("Mia").adults]
        assert names == ["Mia's carer", "Gran"]
        assert arrival.row("Mia").adult == arrival.row("Mia").adults[1]


def _full() -> object:
    raise KnownError("The disk is full.", "Make room, then try again.")


def _families(arrival: Arrival) -> int:
    with arrival.stage.store.read() as session:
        return session.scalar(select(func.count()).select_from(Family)) or 0
