"""The library, as it is looked through, made one's own and compared with a newer program."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QMenu
from pytestqt.qtbot import QtBot

from massage_studio.curriculum import content, service
from massage_studio.curriculum.views import CurriculumView
from massage_studio.gui.curriculum.card_dialog import CardDialog
from massage_studio.gui.curriculum.history_dialog import HistoryDialog
from massage_studio.gui.curriculum.item_dialog import ItemDialog
from massage_studio.gui.curriculum.library_panel import LibraryPanel
from massage_studio.gui.curriculum.library_rows import LibraryRow
from massage_studio.gui.curriculum.page import LIBRARY, CurriculumPage
from massage_studio.gui.curriculum.reading_dialog import ReadingDialog
from massage_studio.gui.curriculum.upgrade_dialog import UpgradeDialog
from massage_studio.gui.widgets.chip import Chip
from tests.curriculum.content_versions import Ship, shelf, ship
from tests.gui.curriculum.turning_pages import look_for, turn_to
from tests.gui.lists import rows
from tests.gui.settling import settle as settle_tasks
from tests.studio_fixtures import NOW

__all__ = ["ship"]


def settle(page: CurriculumPage, qtbot: QtBot) -> None:
    """Wait for a write, the library that it changed, and the item beside the list."""
    settle_tasks(page.context.tasks, rounds=4)
    qtbot.waitUntil(lambda: not page.panel().pause.isActive())


@pytest.fixture
def library(page: CurriculumPage, qtbot: QtBot) -> LibraryPanel:
    """The tab of the library, turned to."""
    page.resize(1160, 768)
    panel = turn_to(page, LIBRARY, qtbot)
    assert isinstance(panel, LibraryPanel)
    return panel


def shown(library: LibraryPanel) -> list[LibraryRow]:
    return rows(library.ui.item_list)


def go_to(library: LibraryPanel, kind: str, code: str, qtbot: QtBot, page: CurriculumPage) -> None:
    page.open(("item", (kind, code)))
    settle(page, qtbot)


def dialog(library: LibraryPanel, kind: type[QDialog], page: CurriculumPage, qtbot: QtBot) -> Any:
    settle(page, qtbot)
    return next(one for one in library.findChildren(kind) if one.isVisible())


def said(widget: Any) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def write(page: CurriculumPage, qtbot: QtBot, verb: Callable[..., Any], **arguments: Any) -> None:
    page.context.tasks.write(lambda session: verb(session, now=NOW, **arguments))
    settle(page, qtbot)


def test_every_item_stands_in_the_library_and_strokes_with_their_drawings(
    library: LibraryPanel, book: CurriculumView
) -> None:
    every, shipped = shown(library), content.load()
    strokes = [row for row in every if row.kind == "stroke"]
    assert [row.code for row in strokes] == [stroke.code for stroke in book.strokes]
    assert all(row.drawing and row.area and row.title for row in strokes)
    for kind, items in (("song", shipped.songs), ("topic", shipped.topics), ("activity", shipped.activities)):
        assert [row.code for row in every if row.kind == kind] == [item.code for item in items]
    assert {row.whose for row in every} == {"shipped"}
    assert library.ui.count_label.text() == f"{len(every)} items"


def test_a_search_finds_strokes_by_name_and_body_area(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    look_for(page, "water wheel", qtbot)
    assert [row.title for row in shown(library)] == ["Water wheel A", "Water wheel B", "Colic routine"]
    library.ui.search_edit.clear()
    look_for(page, "song bobbin", qtbot)
    assert [row.code for row in shown(library)] == ["bobbin"]


def test_another_page_can_open_the_library_at_a_stroke(
    page: CurriculumPage, library: LibraryPanel, book: CurriculumView, qtbot: QtBot
) -> None:
    last = book.strokes[-1].code
    go_to(library, "stroke", last, qtbot, page)
    place = library.ui.item_list.currentIndex().row()
    assert shown(library)[place].code == last
    assert library.ui.details.view is not None and library.ui.details.view.code == last


def test_chips_choose_a_kind_and_count_what_is_found(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    chips = library.filters.chips
    assert chips["song"].words() == f"Songs {len(content.load().songs)}"
    chips["song"].click()
    assert {row.kind for row in shown(library)} == {"song"}
    look_for(page, "star", qtbot)
    assert [row.code for row in shown(library)] == ["twinkle"]
    assert chips["song"].words() == "Songs 1" and chips["song"].isChecked()
    library.ui.search_edit.clear()
    settle(page, qtbot)
    chips["song"].click()
    assert len({row.kind for row in shown(library)}) == 5


def test_the_chosen_item_is_read_beside_the_list_with_all_its_fields(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    go_to(library, "activity", "new_strokes", qtbot, page)
    told, item = said(library.ui.details), content.load().activity("new_strokes")
    for text in (*item.instructions, *item.materials, item.for_twins, item.for_online, "Fever or unwell"):
        assert text in told, text
    for key in item.sources:
        assert content.load().source(key).title.lower()[:20] in told.lower()
    assert "https://" in told.replace("\u200b", "")


def test_a_stroke_says_when_it_is_left_out_and_why(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    go_to(library, "stroke", "legs_resting", qtbot, page)
    told = said(library.ui.details).partition("When it is left out")[2]
    for text in (
        "Hip harness or cast",
        "As long as the flag stands",
        "On paper, for Mia: let the legs rest as they are, and ask the team that looks after Mia what suits",
        "7 days from the day it was noted · under 52 weeks, or where the words name the place",
        "From: To Baby and Beyond, 2022.",
    ):
        assert text in told, text


def test_a_benefit_of_an_activity_opens_what_is_known_of_it(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    go_to(library, "activity", "new_strokes", qtbot, page)
    chips = library.ui.details.findChildren(Chip)
    benefits = content.load().activity("new_strokes").benefits
    assert len(chips) == len(benefits) > 0
    with qtbot.waitSignal(page.go) as gone:
        chips[0].click()
    assert gone.args == ["curriculum", ("benefit", benefits[0])]


def test_her_words_are_written_in_a_form_beside_the_shipped_ones_by_keys_alone(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    go_to(library, "stroke", "chest_open_book", qtbot, page)
    shipped = content.load().stroke("chest_open_book").description
    library.ui.item_list.setFocus()
    qtbot.keyClick(library.ui.item_list, Qt.Key.Key_F2)
    form = dialog(library, ItemDialog, page, qtbot)
    editor = form.editor("description")
    assert not editor.shipped_label.isVisible()
    editor.input.setPlainText("Mine.")
    assert shipped in editor.shipped_label.text()
    qtbot.keyClick(editor.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(page, qtbot)
    row = next(row for row in shown(library) if row.code == "chest_open_book")
    assert row.whose == "my words"
    told = said(library.ui.details)
    assert "Mine." in told and f"Shipped: {shipped}" in told
    assert library.ui.undo_button.accessibleName() == "Undo: words of Open book"
    library.ui.undo_button.click()
    settle(page, qtbot)
    assert {row.whose for row in shown(library)} == {"shipped"}


def test_what_nobody_can_keep_is_underlined_in_words_for_parents_and_blocks_nothing(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    go_to(library, "topic", "colic", qtbot, page)
    library.ui.details.buttons["edit"].click()
    form = dialog(library, ItemDialog, page, qtbot)
    points = form.editor("points")
    points.input.setPlainText("Massage cures colic.")
    qtbot.waitUntil(lambda: bool(points.input.wording.marks))
    form.save()
    settle(page, qtbot)
    assert "Massage cures colic." in said(library.ui.details)


def test_a_field_goes_back_to_the_shipped_words(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    write(page, qtbot, service.put_words, kind="song", code="bobbin", words={"how": "Mine.", "title": "Bob"})
    go_to(library, "song", "bobbin", qtbot, page)
    library.ui.details.buttons["edit"].click()
    form = dialog(library, ItemDialog, page, qtbot)
    form.editor("how").back_button.click()
    form.save()
    settle(page, qtbot)
    assert library.ui.details.view is not None
    assert [field.name for field in library.ui.details.view.fields if field.hers] == ["title"]


def test_a_song_of_her_own_is_added_and_stands_under_mine(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    library.ui.item_list.setFocus()
    qtbot.keyClick(library.ui.item_list, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    menu = library.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Stroke", "Song", "Talk", "Activity", "Routine"]
    menu.actions()[1].trigger()
    menu.close()
    form = dialog(library, ItemDialog, page, qtbot)
    form.save()
    assert form.isVisible() and "Write a name" in form.ui.error_label.text()
    form.editor("title").input.setText("Rain")
    form.editor("words").input.setPlainText("Drip drop\n\nplop")
    form.save()
    settle(page, qtbot)
    library.filters.chips["mine"].click()
    [row] = shown(library)
    assert (row.title, row.whose, row.words) == ("Rain", "my own", "Drip drop")
    assert library.ui.details.view is not None
    assert library.ui.details.view.fields[1].value == ["Drip drop", "plop"]


@pytest.mark.parametrize("kind", ["stroke", "song", "topic", "activity", "routine"])
def test_an_item_of_every_kind_is_added_with_its_name_alone(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot, kind: str
) -> None:
    library.add(kind)
    form = dialog(library, ItemDialog, page, qtbot)
    form.editors[0].input.setText("Mine")
    form.save()
    settle(page, qtbot)
    library.filters.chips["mine"].click()
    assert [(row.kind, row.title) for row in shown(library)] == [(kind, "Mine")]


def test_delete_hides_an_item_with_undo_and_hidden_shows_it_again(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    go_to(library, "song", "bobbin", qtbot, page)
    library.ui.item_list.setFocus()
    with qtbot.waitSignal(page.say) as told:
        qtbot.keyClick(library.ui.item_list, Qt.Key.Key_Delete)
    assert told.args is not None and told.args[:2] == ["Hidden: Wind the bobbin up.", "Undo"]
    settle(page, qtbot)
    assert "bobbin" not in [row.code for row in shown(library)]
    library.filters.chips["hidden"].click()
    assert [row.code for row in shown(library)] == ["bobbin"]
    settle(page, qtbot)
    library.ui.details.buttons["show"].click()
    settle(page, qtbot)
    assert shown(library) == [] and not library.ui.item_list.isVisible()


def test_a_copy_is_her_own(page: CurriculumPage, library: LibraryPanel, qtbot: QtBot) -> None:
    go_to(library, "activity", "tea", qtbot, page)
    library.ui.details.buttons["copy"].click()
    settle(page, qtbot)
    library.filters.chips["mine"].click()
    [row] = shown(library)
    assert (row.title, row.whose) == ("Feeding, changing and tea (my own)", "my own")


def test_the_history_tells_what_it_said_before(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    write(page, qtbot, service.put_words, kind="song", code="bobbin", words={"how": "Mine."})
    go_to(library, "song", "bobbin", qtbot, page)
    library.ui.details.buttons["history"].click()
    told = said(dialog(library, HistoryDialog, page, qtbot))
    assert f"How was: {content.load().song('bobbin').how}" in told
    assert "How became: Mine." in told and "Words of Wind the bobbin up" in told


def test_what_a_newer_program_ships_is_offered_side_by_side(
    page: CurriculumPage, library: LibraryPanel, ship: Ship, qtbot: QtBot
) -> None:
    for code in ("bobbin", "twinkle", "hickory"):
        write(page, qtbot, service.put_words, kind="song", code=code, words={"how": f"Mine of {code}."})
    assert not library.ui.upgrade_banner.isVisible()

    def change(read: Any) -> None:
        for entry in shelf(read, "song"):
            entry["how"] = f"Newer {entry['code']}."

    ship(change)
    library.reload()
    settle(page, qtbot)
    assert library.ui.upgrade_banner.words() == "3 of your changes: the program's words have changed since."
    assert sum("changed in a newer version" in row.whose for row in shown(library)) == 3
    library.ui.upgrade_banner.action.emit()
    offers = dialog(library, UpgradeDialog, page, qtbot).offers
    assert ["Newer bobbin." in said(offer) for offer in offers].count(True) == 1
    first = next(offer for offer in offers if offer.change.code == "bobbin")
    assert "Mine of bobbin." in said(first)
    first.take_button.click()
    offers[0 if offers[0] is not first else 1].keep_button.click()
    settle(page, qtbot)
    assert library.ui.upgrade_banner.words().startswith("One of your changes")
    assert "The new words are taken." in said(first)


def test_words_about_what_was_withdrawn_are_kept_or_let_go(
    page: CurriculumPage, library: LibraryPanel, ship: Ship, qtbot: QtBot
) -> None:
    write(page, qtbot, service.put_words, kind="song", code="bobbin", words={"how": "Mine."})

    def withdraw(read: Any) -> None:
        next(entry for entry in shelf(read, "song") if entry["code"] == "bobbin")["withdrawn"] = True

    ship(withdraw)
    library.reload()
    settle(page, qtbot)
    told = "One of your changes is about what this version does not have."
    assert library.ui.upgrade_banner.words() == told
    library.ui.upgrade_banner.action.emit()
    [gone] = dialog(library, UpgradeDialog, page, qtbot).withdrawn
    assert "Song: Wind the bobbin up" in said(gone)
    gone.let_go_button.click()
    settle(page, qtbot)
    assert not library.ui.upgrade_banner.isVisible()


def test_a_session_card_is_shown_page_by_page(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    go_to(library, "activity", "new_strokes", qtbot, page)
    library.ui.details.buttons["print"].click()
    card = dialog(library, CardDialog, page, qtbot)
    qtbot.waitUntil(card.ui.later_button.isVisible, timeout=10_000)
    assert card.ui.print_button.isEnabled() and not card.ui.earlier_button.isEnabled()
    card.ui.later_button.click()
    qtbot.waitUntil(card.ui.earlier_button.isEnabled, timeout=10_000)
    assert not card.ui.later_button.isEnabled()


def test_in_a_small_window_an_item_is_read_in_a_dialog(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    page.resize(820, 640)
    settle(page, qtbot)
    assert not library.ui.details_scroll.isVisible()
    item = library.current()
    assert item is not None
    library.ui.item_list.opened.emit(item)
    reading = dialog(library, ReadingDialog, page, qtbot)
    assert item.title in said(reading)


def test_words_that_were_written_are_not_closed_away_without_a_question(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    library.add("song")
    form = dialog(library, ItemDialog, page, qtbot)
    form.editors[0].input.setText("Mine")
    asked: list[str] = []

    def ask(parent: object, question: str, *rest: object) -> bool:
        asked.append(question)
        return len(asked) > 1

    page.context.messages.ask = ask  # type: ignore[method-assign, assignment]
    form.reject()
    assert form.isVisible() and len(asked) == 1
    with qtbot.waitSignal(form.rejected):
        form.reject()


def test_a_long_address_or_word_goes_on_in_the_next_line_and_nothing_scrolls_sideways(
    page: CurriculumPage, library: LibraryPanel, qtbot: QtBot
) -> None:
    address = "https://example.org/" + "about-how-we-hold-babies/" * 8
    words = {"label": "Donaudampfschifffahrtsgesellschaftskapitän" * 2, "description": address}
    write(page, qtbot, service.put_words, kind="stroke", code="legs_top", words=words)
    go_to(library, "stroke", "legs_top", qtbot, page)
    details = library.ui.details
    assert address in said(details).replace("\u200b", "")
    assert library.ui.details_scroll.horizontalScrollBar().maximum() == 0


def test_a_studio_without_anything_of_hers_goes_back_from_an_empty_chip_to_everything(
    library: LibraryPanel, qtbot: QtBot
) -> None:
    for chip in ("mine", "hidden"):
        library.filters.chips[chip].click()
        assert library.nothing.isVisible()
        qtbot.mouseClick(library.nothing.button, Qt.MouseButton.LeftButton)
        assert not library.nothing.isVisible() and library.current() is not None
        assert not any(one.isChecked() for one in library.filters.chips.values())
