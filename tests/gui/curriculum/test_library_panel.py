"""The library, as it is looked through in the curriculum."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from massage_studio.curriculum.views import CurriculumView
from massage_studio.gui.curriculum.library_panel import LibraryPanel
from massage_studio.gui.curriculum.page import LIBRARY, CurriculumPage
from tests.gui.curriculum.turning_pages import look_for, settle, turn_to
from tests.gui.lists import rows


@pytest.fixture
def library(page: CurriculumPage, qtbot: QtBot) -> LibraryPanel:
    """The tab of the library, turned to."""
    panel = turn_to(page, LIBRARY, qtbot)
    assert isinstance(panel, LibraryPanel)
    return panel


def test_every_stroke_stands_in_the_library_with_its_drawing(
    library: LibraryPanel, book: CurriculumView
) -> None:
    shown = rows(library.ui.item_list)
    assert [row.code for row in shown] == [stroke.code for stroke in book.strokes]
    assert all(row.drawing and row.area and row.title for row in shown)


def test_a_search_finds_strokes_by_name_and_body_area(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    look_for(page, "water wheel", qtbot)
    assert [row.title for row in rows(library.ui.item_list)] == ["Water wheel A", "Water wheel B"]


def test_another_page_can_open_the_library_at_a_stroke(
    page: CurriculumPage, library: LibraryPanel, book: CurriculumView, qtbot: QtBot
) -> None:
    last = book.strokes[-1].code
    page.open(("item", ("stroke", last)))
    settle(page, qtbot)
    place = library.ui.item_list.currentIndex().row()
    assert rows(library.ui.item_list)[place].code == last
