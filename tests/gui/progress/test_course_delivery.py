"""A course as planned beside what it had: a chart, the same numbers in a table, and her reflection."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from massage_studio.cues import after_service
from massage_studio.gui.progress.page import ProgressPage
from massage_studio.store.ids import new_id
from tests.gui.stage import Stage, staged
from tests.progress.weeks import hold
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, classes_of


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(ProgressPage, studio_folder, qtbot, now=NOW + timedelta(weeks=1, hours=3)) as made:
        with made.store.write() as session:
            course = a_course(session)
            mia = a_family(session, "Mia")
            a_booking(session, course, mia)
            weeks = classes_of(session, course)
            hold(session, weeks[0], [mia])
            over = hold(session, weeks[1], [mia], but=("stomach",))
            after_service.reflect(
                session, action_id=new_id(), session_id=weeks[1], text="Warm the hall first.", now=over
            )
        made.show()
        yield made


def test_a_course_stands_beside_its_plan_after_one_press(stage: Stage) -> None:
    ui = stage.page.ui
    assert ui.stack.currentWidget() is ui.grid_page
    ui.delivery_button.click()
    stage.settle()
    assert ui.stack.currentWidget() is ui.delivery_panel
    panel = ui.delivery_panel
    told = [[panel.model.cell_text(row, column) for column in range(5)] for row in panel.model.rows]
    assert told == [
        ["Week 1, 19 Nov", "60 min", "60 min", "\u2013", "\u2013"],
        [
            "Week 2, 26 Nov",
            "60 min",
            "45 min",
            "New strokes on the doll and with baby, 15 min",
            "Warm the hall first.",
        ],
    ]
    assert panel.chart.accessibleName() == (
        "Week 1, 19 Nov 60 of 60 planned minutes; Week 2, 26 Nov 45 of 60 planned minutes."
    )
    assert panel.chart.height() >= 40
    panel.chart.setFocus()
    QTest.keyClick(panel.chart, Qt.Key.Key_Down)
    QTest.keyClick(panel.chart, Qt.Key.Key_Return)
    assert stage.gone[-1] == ("after_class", panel.model.rows[1].session.id)
    ui.delivery_button.click()
    stage.settle()
    assert ui.stack.currentWidget() is ui.grid_page


def test_nothing_of_it_is_asked_until_it_is_wanted(stage: Stage) -> None:
    assert stage.page.ui.delivery_panel.model.rows == ()
