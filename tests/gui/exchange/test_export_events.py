"""Exporting the events of a class from a page: one question, one file, one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import massage_studio.cues.service as cues
from massage_studio.cues import opening_service
from massage_studio.gui.exchange.export_events import offer
from massage_studio.store.ids import new_id
from tests.gui.stage import APage, Stage, staged
from tests.studio_fixtures import NOW, OpenClass, a_class


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(APage, studio_folder, qtbot) as made:
        yield made


@pytest.fixture
def held(stage: Stage) -> OpenClass:
    """A class that is over, in which Mia smiled."""
    with stage.store.write() as session:
        opened = a_class(session, "Mia", now=NOW - timedelta(hours=1))
        [mia] = opened.dyads
        cues.record(
            session,
            action_id=new_id(),
            session_id=opened.session,
            dyads=((mia.baby, mia.carer),),
            kind="cue",
            code="smiles",
            now=NOW - timedelta(minutes=50),
        )
        opening_service.finish_class(session, session_id=opened.session, now=NOW)
    return opened


def export(stage: Stage, opened: OpenClass, *, names: bool = False) -> None:
    offer(stage.page.context, stage.page, opened.session, names=names)
    for _ in range(2):
        stage.settle()
        done: list[bool] = []
        stage.page.context.tasks.make(lambda: True, done.append)
        stage.qtbot.waitUntil(lambda done=done: bool(done))


@pytest.mark.parametrize("names", [False, True])
def test_the_events_are_written_where_the_person_says(
    stage: Stage, held: OpenClass, tmp_path: Path, names: bool
) -> None:
    stage.messages.expect("file_to_save", tmp_path / "events.csv")
    export(stage, held, names=names)
    text = (tmp_path / "events.csv").read_text(encoding="utf-8-sig")
    assert ("Mia" in text, "Baby 1" in text) == (names, not names)
    assert [words for words, _, _ in stage.said] == ["2 events exported."]
    [(_, _, suggestion, kinds)] = stage.messages.asked
    assert suggestion == "2026-11-19 0900 Autumn course, week 1.xlsx"
    assert all(ending in kinds for ending in ("*.xlsx", "*.csv", "*.tsv"))
    assert not stage.page.children()


def test_a_name_without_an_ending_becomes_a_workbook_and_asks_before_it_replaces_one(
    stage: Stage, held: OpenClass, tmp_path: Path
) -> None:
    target = tmp_path / "week 1.xlsx"
    for answer in (None, False, True):
        stage.messages.expect("file_to_save", tmp_path / "week 1")
        if answer is not None:
            target.write_text("mine")
            stage.messages.expect("ask", answer)
        export(stage, held)
        assert target.read_bytes().startswith(b"mine" if answer is False else b"PK")
    assert len(stage.said) == 2


def test_nothing_happens_where_the_question_is_left(stage: Stage, held: OpenClass, tmp_path: Path) -> None:
    stage.messages.expect("file_to_save", None)
    export(stage, held)
    assert stage.said == [] and not stage.page.children()


def test_while_a_class_runs_no_question_opens(stage: Stage) -> None:
    with stage.store.write() as session:
        opened = a_class(session, "Mia")
    export(stage, opened)
    assert [words for words, _, _ in stage.said] == ["Finish the class first, then export its events."]


def test_a_class_without_notes_is_told(stage: Stage) -> None:
    with stage.store.write() as session:
        opened = a_class(session, "Mia")
        opening_service.finish_class(session, session_id=opened.session, now=NOW)
    export(stage, opened)
    assert stage.said[0][0].startswith("Nothing has been noted in that class yet.")


def test_a_folder_that_cannot_be_written_is_told(stage: Stage, held: OpenClass, tmp_path: Path) -> None:
    stage.messages.expect("file_to_save", tmp_path / "nowhere" / "events.tsv")
    stage.messages.expect("tell")
    export(stage, held)
    assert stage.messages.asked[-1][1] == "The file cannot be written there."
    assert stage.said == []
