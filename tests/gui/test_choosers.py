"""Where file choosers begin; the chooser of the system itself is stood in for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.messages import Messages


def test_a_chooser_begins_in_a_folder_of_hers_and_then_where_the_last_file_was(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    downloads, elsewhere = tmp_path / "Downloads", tmp_path / "stick"
    downloads.mkdir()
    elsewhere.mkdir()
    begun: list[str] = []

    def chooser(answer: str) -> Any:
        def ask(parent: QWidget, title: str, start: str, kinds: str = "") -> Any:
            begun.append(start)
            return (answer, kinds) if kinds else answer

        return staticmethod(ask)

    monkeypatch.setattr(QStandardPaths, "writableLocation", staticmethod(lambda _: str(downloads)))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", chooser(str(elsewhere / "bookings.csv")))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", chooser(""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", chooser(str(tmp_path)))
    window, messages = QWidget(), Messages()
    qtbot.addWidget(window)
    assert messages.file_to_open(window, "Choose", "Bookings (*.csv)") == elsewhere / "bookings.csv"
    assert messages.file_to_save(window, "Save", "all.ics", "Calendar (*.ics)") is None
    assert messages.folder_to_save(window, "Choose") == tmp_path
    assert messages.file_to_save(window, "Save", "all.ics", "Calendar (*.ics)") is None
    assert [Path(one) for one in begun] == [downloads, elsewhere / "all.ics", elsewhere, tmp_path / "all.ics"]


def test_a_chooser_begins_at_home_where_there_is_no_such_folder(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    def ask(parent: QWidget, title: str, start: str, kinds: str) -> tuple[str, str]:
        begun.append(start)
        return "", kinds

    missing = staticmethod(lambda _: str(tmp_path / "missing"))
    monkeypatch.setattr(QStandardPaths, "writableLocation", missing)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", staticmethod(ask))
    window = QWidget()
    qtbot.addWidget(window)
    assert Messages().file_to_open(window, "Choose", "Bookings (*.csv)") is None
    assert [Path(one) for one in begun] == [Path.home()]
