"""Today's list of what waits: the most pressing first, and all of it with one press."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import massage_studio.bookings.service as service
from massage_studio.gui.today.page import TodayPage
from massage_studio.gui.widgets.action_button import ActionButton
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, a_booking, a_course, a_family


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(TodayPage, studio_folder, qtbot) as made:
        yield made


def titles(stage: Stage) -> list[str]:
    """What is to be done, without the details."""
    labels = stage.page.ui.todo_list.findChildren(QLabel)
    return [label.text() for label in labels if not label.isHidden()][::2]


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
                service.cancel(session, booking_id=mia, now=NOW)
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
    assert titles(stage) and not hasattr(stage.page, "rest_button")
