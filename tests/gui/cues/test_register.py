"""Arrival: the register of a class by keys, with health, other adults, late and early."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from massage_studio.cues.queries import class_room
from tests.currencies import AMOUNTS
from tests.gui.cues.register_stage import Arrive, a_class_with_a_guest, a_class_with_twins, a_planned_class
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, classes_of


def test_eight_dyads_with_two_health_exceptions_take_at_most_ten_keys(arrive: Arrive) -> None:
    with arrive(a_planned_class, 8) as arrival:
        arrival.press("0 3 e 5 j 7 u 8 x Enter")
        arrival.settle()
        rows = arrival.view.rows
        assert arrival.actions <= 10
        assert [row.status for row in rows] == [*["here"] * 2, "late", *["here"] * 4, "absent"]
        health = ["nothing_new"] * 4 + ["immunised", "nothing_new", "unwell"]
        assert [row.health for row in rows][:7] == health
        assert not arrival.stage.page.header.ui.register_button.isChecked(), "Enter leads to the notes"


def test_numbers_and_the_rest_absent_take_a_key_a_dyad(arrive: Arrive) -> None:
    with arrive(a_planned_class, 8) as arrival:
        arrival.press("1 2 3 4 5 6 e a Enter")
        arrival.settle()
        assert arrival.actions == 9
        assert [row.status for row in arrival.view.rows] == [*["here"] * 5, "late", *["absent"] * 2]


def test_the_counters_tell_who_is_here(arrive: Arrive) -> None:
    with arrive(a_planned_class, 8) as arrival:
        assert arrival.desk.counters.text() == "8 expected"
        arrival.press("1 2 3 4 5 6 7 e 8 x")
        arrival.settle()
        assert arrival.desk.counters.text() == "6 here, 1 late, 1 absent"


def test_a_jab_tells_how_long_to_wait_and_becomes_a_flag(arrive: Arrive) -> None:
    with arrive(a_planned_class, 4) as arrival:
        arrival.press("2 j")
        arrival.settle()
        assert "wait until Saturday 10:00" in arrival.desk.rest.told_label.text()
        told = arrival.line("Leo").person.person()
        assert [tag.words for tag in told.tags if tag.safety] == ["\u25b2", "\u25cf"]
        assert "Saturday" not in told.second, "what to wait for is not for the parents beside her"
        assert [flag.kind for flag in arrival.row("Leo").baby.flags] == ["immunised"]
        arrival.press("j")
        arrival.settle()
        assert arrival.row("Leo").health == "nothing_new", "the same letter again takes it back"
        assert arrival.row("Leo").baby.flags == ()


def test_a_new_allergy_takes_its_words_beside_it(arrive: Arrive) -> None:
    with arrive(a_planned_class, 4) as arrival:
        arrival.press("1 y")
        arrival.settle()
        arrival.click(arrival.desk.rest.note_edit)
        arrival.type("Sunflower oil")
        arrival.press("Enter")
        arrival.settle()
        (flag,) = arrival.row("Mia").baby.flags
        assert (flag.kind, flag.what) == ("allergy", "Sunflower oil")
        arrival.press("2")
        arrival.settle()
        assert arrival.row("Leo").status == "here", "after Enter the keys are the register's again"


def test_a_number_pressed_again_opens_and_closes_the_rest_of_its_line(arrive: Arrive) -> None:
    with arrive(a_planned_class, 4) as arrival:
        arrival.press("3")
        assert not arrival.desk.rest.isVisible()
        arrival.press("3")
        assert arrival.desk.rest.isVisible()
        arrival.press("3")
        assert not arrival.desk.rest.isVisible()


def test_late_ones_show_when_they_came(arrive: Arrive) -> None:
    with arrive(a_planned_class, 4) as arrival:
        arrival.clock_shows(NOW + timedelta(minutes=12))
        arrival.press("2 e")
        arrival.settle()
        assert "came 10:12" in arrival.line("Leo").person.person().second
        assert arrival.row("Leo").health == "nothing_new"


def test_one_who_leaves_early_is_in_no_state_any_more_and_can_come_back(arrive: Arrive) -> None:
    with arrive(a_planned_class, 4) as arrival:
        arrival.press("0 Enter 2 r")
        arrival.settle()
        arrival.clock_shows(NOW + timedelta(minutes=40))
        arrival.click(arrival.stage.page.header.ui.register_button)
        arrival.press("2 l")
        arrival.settle()
        assert "left 10:40" in arrival.line("Leo").person.person().second
        with arrival.stage.store.read() as session:
            (state,) = class_room(session, session_id=arrival.session_id).notes
        assert state.ended == NOW + timedelta(minutes=40)
        assert arrival.desk.counters.text() == "3 here, 1 left"
        arrival.press("l")
        arrival.settle()
        assert arrival.row("Leo").left is None


def test_another_adult_is_one_tap_and_last_times_is_chosen(arrive: Arrive) -> None:
    with arrive(a_class_with_twins) as arrival:
        line = arrival.line("Leo")
        chosen = [choice.words() for choice in line.adults.values() if choice.isChecked()]
        assert chosen == ["Tom"]
        arrival.click(next(choice for choice in line.adults.values() if choice.words() == "Dan"))
        arrival.settle()
        assert arrival.actions == 1
        adult = arrival.row("Leo").adult
        assert adult is not None and adult.given_name == "Dan"


def test_twins_stand_together_each_with_an_adult_of_its_own(arrive: Arrive) -> None:
    with arrive(a_class_with_twins) as arrival:
        assert [row.baby.given_name for row in arrival.view.rows] == ["Leo", "Lou", "Mia"]
        assert "Twins" in [tag.words for tag in arrival.line("Lou").person.person().tags]
        arrival.press("2 d")
        arrival.settle()
        adults = [row.adult.given_name for row in arrival.view.rows if row.adult]
        assert adults == ["Tom", "Dan", "Grace"]


def test_somebody_else_becomes_an_adult_of_the_family(arrive: Arrive) -> None:
    with arrive(a_planned_class, 4) as arrival:
        arrival.press("1 o")
        arrival.type("Nana Rose")
        arrival.press("Enter")
        arrival.settle()
        mia = arrival.row("Mia")
        assert mia.adult is not None and mia.adult.given_name == "Nana Rose"
        assert [adult.given_name for adult in mia.adults] == ["Mia's carer", "Nana Rose"]
        arrival.stage.page.header.ui.undo_button.click()
        arrival.settle()
        adult = arrival.row("Mia").adult
        assert adult is not None and adult.given_name == "Mia's carer"


def test_undo_takes_a_mark_and_its_health_answer_back(arrive: Arrive) -> None:
    with arrive(a_planned_class, 4) as arrival:
        arrival.press("1")
        arrival.settle()
        assert (arrival.row("Mia").status, arrival.row("Mia").health) == ("here", "nothing_new")
        arrival.stage.page.header.ui.undo_button.click()
        arrival.settle()
        assert (arrival.row("Mia").status, arrival.row("Mia").health) == ("expected", "")
        arrival.press("1")
        arrival.settle()
        assert arrival.row("Mia").status == "here", "the number marks again, it does not open the rest"


def test_the_tenth_to_twelfth_have_the_keys_of_their_cards(arrive: Arrive) -> None:
    with arrive(a_planned_class, 12) as arrival:
        assert "Shift+1 is 10" in arrival.stage.page.register_panel.ui.register_help.text()
        assert "key Shift+1" in arrival.line("Cai").person.person().second
        arrival.press("+1 +2 e +3 u")
        arrival.settle()
        rows = arrival.view.rows[9:]
        assert [row.status for row in rows] == ["here", "late", "here"]
        assert rows[2].health == "unwell"


def test_the_arrows_and_the_space_bar_mark_any_line(arrive: Arrive) -> None:
    with arrive(a_planned_class, 12) as arrival:
        arrival.press("Down Down")
        arrival.stage.qtbot.keyClick(arrival.stage.page, " ")
        arrival.press("Down x")
        arrival.settle()
        assert [row.status for row in arrival.view.rows[:4]] == ["expected", "here", "absent", "expected"]


def test_a_guest_of_one_class_is_told_from_those_on_the_course(arrive: Arrive) -> None:
    with arrive(a_class_with_a_guest) as arrival:
        tags = {
            baby: [tag.words for tag in arrival.line(baby).person.person().tags] for baby in ("Mia", "Zoë")
        }
        assert "This class only" in tags["Zoë"]
        assert "This class only" not in tags["Mia"]


@pytest.mark.parametrize(("currency", "price", "words"), AMOUNTS)
def test_cash_at_the_door_is_told_in_the_coins_of_its_currency(
    arrive: Arrive, currency: str, price: Decimal, words: str
) -> None:
    def owing(session: Session) -> UUID:
        course = a_course(session, price=price, currency=currency)
        a_booking(session, course, a_family(session))
        return classes_of(session, course)[0]

    with arrive(owing) as arrival:
        line = arrival.line("Mia")
        assert line.cash.words() == "Cash"
        arrival.click(line.cash)
        assert line.cash.words() == "Cash " + words.replace("\u00a0", " ") + "?"
        arrival.click(line.cash)
        arrival.settle()
        assert arrival.row("Mia").due == 0
