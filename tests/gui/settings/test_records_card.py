"""How long records are kept, what is due, and the whole studio in one file, from the settings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from massage_studio.exchange import whole_studio_queries
from massage_studio.exchange.whole_studio import make_studio
from massage_studio.gui.settings.page import SettingsPage
from massage_studio.store.profile import profile
from tests.gui.settling import settle
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, a_family


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(SettingsPage, studio_folder, qtbot) as made:
        yield made


def test_a_rule_is_kept_what_is_due_is_listed_and_one_is_erased_from_there(stage: Stage) -> None:
    with stage.store.write() as session:
        a_family(session, "Mia", "Grace", now=NOW - timedelta(days=800))
    stage.show()
    card = stage.page.ui.records_card
    assert card.ui.age_spin.value() == 25
    card.ui.enquiry_spin.setValue(2)
    card.ui.enquiry_spin.editingFinished.emit()
    stage.settle()
    with stage.store.read() as session:
        assert profile(session).keep_enquiry_years == 2
    card.ui.review_button.click()
    stage.settle()
    review = stage.messages.dialog
    assert "Mia and Grace" in review.ui.family_list.item(0).text()
    review.ui.open_button.click()
    stage.settle()
    dialog = stage.messages.dialog
    dialog.ui.sure_check.setChecked(True)
    dialog.ui.erase_button.click()
    stage.settle()
    assert stage.said[-1][0].startswith("Erased.")
    stage.settle()
    assert review.ui.family_list.count() == 0 and "No family" in review.ui.about_label.text()
    review.ui.close_button.click()


def test_the_whole_studio_goes_into_one_file_and_how_far_it_is_can_be_seen(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_studio_queries, "PORTION", 1)
    with stage.store.write() as session:
        a_family(session, "Mia", "Grace")
    stage.show()
    ui, target = stage.page.ui.records_card.ui, tmp_path / "whole.zip"
    stage.messages.expect("file_to_save", target)
    came: list[int] = []
    ui.export_progress.valueChanged.connect(came.append)
    ui.export_button.click()
    settle(stage.page.context.tasks)
    assert stage.said[-1][0] == "The whole studio is in whole.zip. Anybody who has that file can read it."
    assert 100 in came and ui.export_button.isVisible() and not ui.stop_button.isVisible()
    make_studio(target, tmp_path / "made.db")


def test_an_export_is_stopped_by_its_button_and_leaves_nothing(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_studio_queries, "PORTION", 1)
    going_on = Event()
    written = whole_studio_queries.write_studio

    def waiting(*args: Any, **kw: Any) -> Path:
        going_on.wait(30)
        return written(*args, **kw)

    monkeypatch.setattr("massage_studio.gui.settings.export_whole.write_studio", waiting)
    stage.show()
    ui = stage.page.ui.records_card.ui
    stage.messages.expect("file_to_save", tmp_path / "whole.zip")
    stage.messages.expect("tell")
    ui.export_button.click()
    stage.qtbot.waitUntil(ui.stop_button.isVisible)
    assert not ui.export_button.isVisible()
    ui.stop_button.click()
    going_on.set()
    settle(stage.page.context.tasks)
    assert "stopped" in stage.messages.asked[-1][1] and not list(tmp_path.glob("*whole*"))
    assert ui.export_button.isVisible()


def test_before_a_file_that_anybody_can_read_leaves_a_studio_with_a_passphrase_it_is_asked(
    stage: Stage, studio_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("massage_studio.gui.settings.export_whole.id_in", lambda file: b"a key of 16 byte")
    stage.show()
    stage.messages.expect("ask", False)
    stage.page.ui.records_card.ui.export_button.click()
    settle(stage.page.context.tasks)
    assert not list(tmp_path.glob("*.zip"))
