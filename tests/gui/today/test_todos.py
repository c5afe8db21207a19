"""Today's list of what waits: the most pressing first, and all of it with one press."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import massage_studio.families.service as families
from massage_studio.bookings import booking_service
from massage_studio.cues import register_service
from massage_studio.gui.today.page import TodayPage
from massage_studio.gui.widgets.action_button import ActionButton
from massage_studio.store.ids import new_id
from tests.gui.lists import actions, press, read_out, rows
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, a_booking, a_class, a_course, a_family


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(TodayPage, studio_folder, qtbot) as made:
        yield made


def titles(stage: Stage) -> list[str]:
    """What is to be done, without the details."""
    return [todo.title for todo in rows(stage.page.ui.todo_list)]


def rest(stage: Stage) -> ActionButton:
    button: ActionButton = stage.page.rest_button
    return button


def test_everything_that_waits_is_one_press_away_and_stays_in_view(stage: Stage) -> None:
    with stage.store.write() as session:
        for number in range(5):
            course = a_course(session, f"Course {number}", capacity=1)
            mia = a_booking(session, course, a_family(session, f"Mia {number}"))
            a_booking(session, course, a_family(session, f"Leo {number}"), now=NOW + timedelta(minutes=1))
            if number > 1:
                booking_service.cancel(session, booking_id=mia, now=NOW)
    stage.show()
    assert len(titles(stage)) == 6 and rest(stage).words() == "And 1 more"
    stage.qtbot.mouseClick(rest(stage), Qt.MouseButton.LeftButton)
    stage.settle()
    stage.qtbot.waitUntil(lambda: stage.page.focusWidget() is rest(stage))
    assert len(titles(stage)) == 7 and rest(stage).words() == "Show fewer"
    stage.page.mark_stale()
    stage.settle()
    assert len(titles(stage)) == 7
    rest(stage).click()
    stage.settle()
    assert len(titles(stage)) == 6 and rest(stage).words() == "And 1 more"


def test_few_things_need_no_button(stage: Stage) -> None:
    with stage.store.write() as session:
        a_booking(session, a_course(session), a_family(session, "Mia"))
    stage.show()
    assert titles(stage) and rest(stage).isHidden()


def test_the_keys_go_to_the_buttons_of_what_waits(stage: Stage) -> None:
    with stage.store.write() as session:
        dyad = a_family(session, "Mia")
        a_booking(session, a_course(session), dyad)
    stage.show()
    assert titles(stage)[0] == "Consent missing"
    shown = stage.page.ui.todo_list
    assert read_out(shown, 0) == ("Consent missing", "Mia · before 10:00")
    assert actions(shown, 0)[-1].accessible_name == "Ask: Consent missing"
    press(shown, 0)
    assert stage.gone == [], "the words lead nowhere"
    shown.setFocus()
    stage.qtbot.keyClick(shown, Qt.Key.Key_Space)
    assert stage.gone == [("family", dyad.family)]


def test_today_names_the_adult_who_came(stage: Stage) -> None:
    with stage.store.write() as session:
        klass = a_class(session, "Mia", "Noah")
        family, other = klass.dyads[0].family, new_id()
        families.add_carer(session, family_id=family, carer_id=other, given_name="Grandad")
        given = {"session_id": klass.session, "now": NOW}
        register_service.brought_by(
            session, action_id=new_id(), baby_id=klass.dyads[0].baby, carer_id=other, **given
        )
    stage.show()
    assert [row.second for row in rows(stage.page.ui.roster_list)] == ["with Grandad", "with Noah's carer"]
    with stage.store.write() as session:
        register_service.mark(
            session, action_id=new_id(), baby_ids=(klass.dyads[0].baby,), status="late", **given
        )
    stage.page.reload()
    stage.settle()
    assert rows(stage.page.ui.roster_list)[0].second == "came with Grandad"
