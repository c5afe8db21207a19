"""After a class its plan stands beside what it had, with her reflection next to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from massage_studio.cues import service
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.opening_service import finish_class
from massage_studio.gui.cues.after_class_page import AfterClassPage
from massage_studio.gui.cues.delivered_card import DeliveredCard
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.gui.cues.after_stage import EVENING, a_held_class
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, OpenClass


@pytest.fixture
def klass(studio_folder: Path) -> OpenClass:
    """A class in which the third activity was left out and the second took ten minutes."""
    klass = a_held_class(studio_folder, "Mia", "Noah", finish=False)
    store = open_studio(studio_folder)
    with store.write() as session:
        parts = delivered(session, session_id=klass.session)
        for part, verb, minute in ((1, service.go_to, 24), (2, service.skip, 25), (3, service.go_to, 34)):
            verb(
                session,
                action_id=new_id(),
                session_id=klass.session,
                delivered_id=parts[part].id,
                now=NOW + timedelta(minutes=minute),
            )
        finish_class(session, session_id=klass.session, now=NOW + timedelta(minutes=60))
    store.close()
    return klass


@pytest.fixture
def stage(studio_folder: Path, klass: OpenClass, qtbot: QtBot) -> Iterator[Stage]:
    with staged(AfterClassPage, studio_folder, qtbot, now=EVENING) as made:
        made.page.open(klass.session)
        made.show()
        made.page.ui.reflection_button.click()
        made.settle()
        yield made


def card(stage: Stage) -> DeliveredCard:
    found = stage.page.ui.delivered_card
    assert isinstance(found, DeliveredCard)
    return found


def lines(stage: Stage) -> list[list[str]]:
    model = card(stage).model
    return [[model.cell_text(row, column) for column in range(3)] for row in model.rows]


def test_the_benefits_of_the_class_open_what_is_known_of_them(stage: Stage, klass: OpenClass) -> None:
    with stage.store.read() as session:
        parts = delivered(session, session_id=klass.session)
    given = dict.fromkeys(code for part in parts for code in part.benefits)
    chips = card(stage).doors.chips
    assert [code for code, _ in chips] == [*given] and card(stage).doors.isVisible()
    code, chip = next(iter(chips.items()))
    with stage.qtbot.waitSignal(stage.page.go) as gone:
        chip.click()
    assert gone.args == ["curriculum", ("benefit", code[0])]


def whys(stage: Stage, key: UUID) -> list[str]:
    with stage.store.read() as session:
        return [part.why for part in delivered(session, session_id=key)]


def test_each_activity_tells_planned_and_taken_minutes(stage: Stage) -> None:
    assert card(stage).isVisible() and stage.page.ui.reflection_edit.isVisible()
    found = lines(stage)
    assert [line[1:] for line in found[:5]] == [
        ["5 min", "24 min"],
        ["10 min", "10 min"],
        ["10 min", "left out"],
        ["20 min", "26 min"],
        ["10 min", "not begun"],
    ]
    assert card(stage).told_label.text() == "Took 60 min, planned 60 min."


def test_why_it_was_left_out_is_told_afterwards_and_undone(stage: Stage, klass: OpenClass) -> None:
    [field] = card(stage).fields.values()
    assert field.accessibleName() == "Why was Short talk: states and cues left out?"
    stage.qtbot.keyClicks(field, "Everybody slept")
    stage.qtbot.keyClick(field, Qt.Key.Key_Return)
    stage.settle()
    assert whys(stage, klass.session)[2] == "Everybody slept"
    stage.page.ui.undo_button.click()
    stage.settle()
    assert whys(stage, klass.session)[2] == ""
    assert field.text() == ""


def test_words_that_are_being_typed_are_kept_when_one_goes_on(stage: Stage, klass: OpenClass) -> None:
    [field] = card(stage).fields.values()
    field.setFocus()
    stage.qtbot.keyClicks(field, "No time")
    stage.page.step(-1)
    stage.settle()
    assert whys(stage, klass.session)[2] == "No time"


def test_escape_gives_the_keys_back(stage: Stage) -> None:
    [field] = card(stage).fields.values()
    field.setFocus()
    stage.qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert stage.page.hasFocus()
