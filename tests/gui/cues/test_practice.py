"""Two observers record one film by keys and see where they agree; one of them sends a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from massage_studio.gui.cues.practice_page import PracticePage
from massage_studio.practice import queries
from tests.gui.lists import rows
from tests.gui.stage import Stage, staged


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(PracticePage, studio_folder, qtbot) as made:
        made.page.resize(1100, 760)
        made.show()
        yield made


def record(stage: Stage, observer: str, *presses: tuple[float, str]) -> None:
    """Record a film: at each second a few keys."""
    panel, clock = stage.page.record, [100.0]
    panel.now = lambda: clock[0]
    stage.page.ui.new_button.click()
    panel.ui.name_edit.setText("Film 3")
    panel.ui.observer_edit.setText(observer)
    panel.ui.babies_spin.setValue(2)
    panel.ui.start_button.click()
    for seconds, keys in presses:
        clock[0] = 100.0 + seconds
        for key in keys:
            stage.qtbot.keyClick(panel, Qt.Key.Key_Backspace if key == "<" else key)
    clock[0] = 220.0
    panel.ui.start_button.click()
    stage.settle()


def test_two_observers_see_where_they_agree(stage: Stage, tmp_path: Path) -> None:
    record(stage, "Ada", (0, "1r"), (10, "s"), (30, "2z"), (60, "1yxa<"))
    assert [row.words.split(" · ")[:2] for row in rows(stage.page.ui.recordings_list)] == [["Film 3", "Ada"]]
    stage.messages.expect("file_to_save", tmp_path / "ada.practice")
    stage.page.ui.save_button.click()
    stage.settle()
    record(stage, "Bo", (0, "1r"), (12, "s"), (31, "2x"), (62, "1y"))
    ui, page = stage.page.compare.ui, stage.page
    assert ui.result_label.text() == (
        "States: 100 % alike, kappa 1.00, of 120 seconds.\n"
        "Cues and other moments: 33 % alike, kappa 0.14, of 3 moments."
    )
    ui.window_spin.setValue(1)
    assert ui.result_label.text().startswith("States: 99 % alike, kappa 0.98")
    assert page.compare.chart.accessibleName() == (
        "Ada: 0 of 2 moments were seen by both. Bo: 0 of 1 moment was seen by both."
    )
    page.ui.recordings_list.go_to(1)
    page.ui.away_button.click()
    stage.settle()
    assert len(rows(page.ui.recordings_list)) == 1
    assert ui.result_label.text() == "Choose two recordings of the same film or class."
    stage.messages.expect("file_to_open", tmp_path / "ada.practice")
    page.ui.bring_button.click()
    stage.settle()
    assert len(rows(page.ui.recordings_list)) == 2
    assert "alike" in ui.result_label.text()


def test_what_nobody_observed_is_not_kept_and_the_clock_goes_on(stage: Stage) -> None:
    failed: list[object] = []
    stage.page.context.tasks.write_failed.connect(failed.append)
    record(stage, "", (3, "r"))
    panel = stage.page.record
    assert failed and panel.is_running() and panel.isVisible()
    panel.ui.observer_edit.setText("Ada")
    panel.ui.start_button.click()
    stage.settle()
    with stage.store.read() as session:
        assert [one.count for one in queries.recordings(session)] == [1]
