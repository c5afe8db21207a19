"""The papers that were given to a family stand on its page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from massage_studio.bookings import attendance_service
from massage_studio.gui.progress.family_page import FamilyPage
from massage_studio.handouts import queries, service
from tests.gui.progress.family_stage import shown, texts, turn_to
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, Dyad, a_class, a_family


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(FamilyPage, studio_folder, qtbot) as made:
        yield made


def given(stage: Stage) -> Dyad:
    """A family whose take-home was printed an hour after the class."""
    with stage.store.write() as session:
        klass = a_class(session, "Mia")
        mia = klass.dyads[0]
        attendance_service.mark(session, session_id=klass.session, baby_id=mia.baby, status="here", now=NOW)
        [sheet] = queries.class_papers(session, session_id=klass.session).sheets
        paper = service.Given("take_home", mia.family, klass.session, sheet.key, version=sheet.proof.version)
        service.issue(session, papers=(paper,), how="printed", now=NOW + timedelta(hours=1))
    return mia


def test_what_was_given_when_how_and_in_which_version_stands_on_the_page(stage: Stage) -> None:
    page = shown(stage, given(stage).family)
    turn_to(stage, page.ui.papers_area)
    assert texts(page.ui.papers_card) == [
        "Papers given",
        "Take-home for Mia · Autumn course, week 1",
        "19 November 2026, 11:00 · printed · version 1 of the story",
    ]


def test_a_family_without_papers_is_told_so(stage: Stage) -> None:
    with stage.store.write() as session:
        family = a_family(session).family
    page = shown(stage, family)
    turn_to(stage, page.ui.papers_area)
    assert texts(page.ui.papers_card) == ["Papers given", "No paper was given yet."]
