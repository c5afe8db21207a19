"""Today's list of what waits: the most pressing first, and all of it with one press."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import massage_studio.families.service as families
from massage_studio.bookings import booking_service
from massage_studio.cues import register_service
from massage_studio.families import rights_service
from massage_studio.gui.today.page import TodayPage
from massage_studio.gui.widgets.action_button import ActionButton
from massage_studio.store.ids import new_id
from tests.gui.lists import actions, press, press_action, read_out, rows
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


@pytest.mark.parametrize(
    ("asked_on", "detail"),
    [
        (date(2026, 11, 15), "26 days left, until Tue 15 Dec"),
        (date(2026, 10, 21), "1 day left, until Fri 20 Nov"),
        (date(2026, 10, 20), "today is the last day"),
        (date(2026, 10, 11), "was due on Tue 10 Nov: answer it as soon as you can"),
    ],
)
def test_a_familys_request_is_told_with_the_days_left_and_leads_to_its_rights(
    stage: Stage, asked_on: date, detail: str
) -> None:
    with stage.store.write() as session:
        [mia] = a_class(session, "Mia").dyads
        rights_service.ask(
            session, request_id=new_id(), family_id=mia.family, kind="erasure", words="", asked_on=asked_on
        )
    stage.show()
    found = rows(stage.page.ui.todo_list)
    [request] = [todo for todo in found if todo.key == ("rights", mia.family)]
    assert request.title == "A family waits for an answer about its data" and request.detail == detail
    # With a week or less it stands before what is missing for the next class.
    assert (found[0] is request) == (not detail.startswith("26"))
    press_action(stage.page.ui.todo_list, found.index(request), "do")
    assert stage.gone[-1] == ("family", ("rights", mia.family))
