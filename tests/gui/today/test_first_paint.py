"""Today is painted once it has something to say, and when it cannot be asked as well."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from massage_studio.bookings import today_queries
from massage_studio.errors import KnownError
from massage_studio.gui.today.page import TodayPage
from tests.gui.stage import staged


def test_today_is_painted_when_its_class_is_there_and_not_before(studio_folder: Path, qtbot: QtBot) -> None:
    with staged(TodayPage, studio_folder, qtbot) as stage:
        stage.page.show()
        assert not stage.page.updatesEnabled()
        stage.settle()
        assert stage.page.updatesEnabled() and stage.page.ui.day_label.text()
        stage.page.mark_stale()
        assert stage.page.updatesEnabled(), "what is in view stays while it is looked at again"
        stage.settle()


def test_today_that_cannot_be_asked_is_painted_too(
    studio_folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise KnownError("The file cannot be read.", "Try again.")

    monkeypatch.setattr(today_queries, "today", refuse)
    told: list[KnownError] = []
    with staged(TodayPage, studio_folder, qtbot) as stage:
        stage.page.context.tasks.read_failed.connect(told.append)
        stage.show()
        assert stage.page.updatesEnabled() and [error.message for error in told] == [
            "The file cannot be read."
        ]
