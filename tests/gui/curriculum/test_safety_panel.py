"""Safety and services, as they are read in the curriculum."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from massage_studio.curriculum.views import CurriculumView
from massage_studio.gui.curriculum.page import SAFETY, CurriculumPage
from massage_studio.gui.curriculum.safety_panel import SafetyPanel
from tests.gui.curriculum.turning_pages import look_for, read, turn_to


@pytest.fixture
def safety(page: CurriculumPage, qtbot: QtBot) -> SafetyPanel:
    """The tab of safety and services, turned to."""
    panel = turn_to(page, SAFETY, qtbot)
    assert isinstance(panel, SafetyPanel)
    return panel


def test_safety_says_what_to_do_and_where_to_send_a_family(safety: SafetyPanel, book: CurriculumView) -> None:
    said = read(safety.ui.safety_scroll)
    for reason in book.safety:
        assert reason.label in said and reason.text in said
    for post in book.signposts:
        assert post.when in said and post.to in said
    assert "Not today" in said and "Ask the care team first" in said


def test_a_search_leaves_out_the_reasons_that_do_not_hold_its_words(
    page: CurriculumPage, safety: SafetyPanel, book: CurriculumView, qtbot: QtBot
) -> None:
    look_for(page, "fever", qtbot)
    said = read(safety.ui.safety_scroll)
    shown = [reason for reason in book.safety if reason.label in said]
    assert 0 < len(shown) < len(book.safety)
    assert all("fever" in f"{reason.label} {reason.text}".lower() for reason in shown)
