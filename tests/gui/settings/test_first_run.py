"""The welcome to a new studio."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimeZone
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from massage_studio.gui.context import Context
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.settings.first_run import FirstRunPage
from massage_studio.gui.settings.zones import all_zones
from tests.gui.settings.conftest import Stage, delete


def test_a_name_and_enter_are_enough(first_run: Stage) -> None:
    ui = first_run.page.ui
    first_run.type(ui.instructor_edit, " Zoë  Nowak ")
    first_run.qtbot.keyClick(ui.instructor_edit, Qt.Key.Key_Return)
    first_run.settle()
    assert first_run.kept().instructor == "Zoë Nowak" and first_run.kept().named
    assert first_run.gone == [("today", None)]
    assert first_run.page.context.profile == first_run.kept()


def test_the_time_zone_is_this_computers(first_run: Stage) -> None:
    system = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    assert first_run.page.ui.zone_combo.zone() in (system, "Europe/London")


def test_everything_that_was_answered_is_kept(first_run: Stage, picture: Path) -> None:
    ui = first_run.page.ui
    first_run.type(ui.business_edit, "阳光 & Sonne")
    ui.zone_combo.setFocus()
    ui.zone_combo.lineEdit().selectAll()
    first_run.qtbot.keyClicks(ui.zone_combo.lineEdit(), "Europe/Dublin")
    ui.zone_combo.completer().popup().hide()
    first_run.messages.expect("file_to_open", picture)
    first_run.qtbot.mouseClick(ui.logo_picker.choose_button, Qt.MouseButton.LeftButton)
    first_run.settle()
    first_run.qtbot.mouseClick(ui.start_button, Qt.MouseButton.LeftButton)
    first_run.settle()
    kept = first_run.kept()
    assert (kept.business, kept.zone) == ("阳光 & Sonne", "Europe/Dublin")
    assert kept.logo is not None and QImage.fromData(kept.logo).width() == 600


@pytest.mark.parametrize(
    ("zone", "shown", "kept"), [("Europe/London", "England", "SCT"), ("Europe/Paris", "", "")]
)
def test_the_nation_of_the_bank_holidays_is_asked_in_words(
    first_run: Stage, zone: str, shown: str, kept: str
) -> None:
    ui = first_run.page.ui
    first_run.type(ui.instructor_edit, "Ania")
    ui.zone_combo.show_zone(zone)
    ui.zone_combo.chosen.emit(zone)
    assert ui.nation_combo.isVisible() is bool(shown)
    if shown:
        assert ui.nation_combo.currentText() == shown
        ui.nation_combo.setCurrentIndex(ui.nation_combo.findText("Scotland"))
    first_run.qtbot.mouseClick(ui.start_button, Qt.MouseButton.LeftButton)
    first_run.settle()
    assert first_run.kept().nation == kept


def test_without_any_name_a_sentence_says_what_is_missing(first_run: Stage) -> None:
    ui = first_run.page.ui
    first_run.type(ui.business_edit, " \u200b ")
    first_run.qtbot.mouseClick(ui.start_button, Qt.MouseButton.LeftButton)
    assert ui.error_label.isVisible() and ui.error_label.text().startswith("Give your name")
    assert first_run.gone == [] and not first_run.kept().named
    first_run.type(ui.instructor_edit, "A")
    assert not ui.error_label.isVisible()


def test_a_zone_that_does_not_exist_is_told(first_run: Stage) -> None:
    ui = first_run.page.ui
    first_run.type(ui.instructor_edit, "Ania")
    ui.zone_combo.lineEdit().setText("Atlantis")
    first_run.qtbot.mouseClick(ui.start_button, Qt.MouseButton.LeftButton)
    assert ui.error_label.isVisible() and "time zone" in ui.error_label.text()
    assert first_run.gone == []


def test_a_demo_studio_can_be_looked_at_first(first_run: Stage) -> None:
    with first_run.qtbot.waitSignal(first_run.page.demo_wanted):
        first_run.qtbot.mouseClick(first_run.page.ui.demo_button, Qt.MouseButton.LeftButton)
    assert not first_run.kept().named


def test_the_tab_key_goes_through_the_form_in_order(first_run: Stage) -> None:
    ui, visited = first_run.page.ui, []
    ui.instructor_edit.setFocus()
    for _ in range(8):
        visited.append(first_run.page.focusWidget())
        first_run.qtbot.keyClick(first_run.page.focusWidget(), Qt.Key.Key_Tab)
    assert visited[:4] == [ui.instructor_edit, ui.business_edit, ui.zone_combo, ui.logo_picker.choose_button]
    assert visited[4] is ui.passphrase_check
    assert set(visited[5:]) == {ui.demo_button, ui.restore_button, ui.start_button}


def test_it_fits_a_small_window_and_says_where_all_is_kept(first_run: Stage) -> None:
    ui = first_run.page.ui
    first_run.page.resize(1280, 720)
    first_run.qtbot.mouseClick(ui.start_button, Qt.MouseButton.LeftButton)
    first_run.qtbot.waitUntil(lambda: ui.scroll.verticalScrollBar().maximum() == 0)
    assert "on this computer only" in ui.kept_label.text()
    for label in first_run.page.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_the_window_hides_its_sidebar_and_passes_the_wish_for_a_demo_on(first_run: Stage) -> None:
    context: Context = first_run.page.context
    window = MainWindow(context)
    window.show()
    window.go("first_run")
    page = window.page("first_run")
    assert isinstance(page, FirstRunPage) and window.sidebar.isHidden()
    first_run.qtbot.waitUntil(page.ui.instructor_edit.hasFocus)
    with first_run.qtbot.waitSignal(window.demo_wanted):
        first_run.qtbot.mouseClick(page.ui.demo_button, Qt.MouseButton.LeftButton)
    first_run.settle()
    window.hide()
    delete(window)


@pytest.mark.parametrize("zone", ["Europe/London", "America/Argentina/Buenos_Aires", "UTC"])
def test_zones_of_places_are_offered_the_common_ones_first(zone: str) -> None:
    zones = all_zones()
    assert zone in zones and zones[0] == "Europe/London" and len(set(zones)) == len(zones)
    assert not any(name.startswith("Etc/") for name in zones)


def test_who_wants_a_passphrase_is_asked_for_one_before_today(first_run: Stage) -> None:
    ui = first_run.page.ui
    first_run.type(ui.instructor_edit, "Ania Nowak")
    ui.passphrase_check.click()
    first_run.qtbot.mouseClick(ui.start_button, Qt.MouseButton.LeftButton)
    first_run.settle()
    dialog = first_run.messages.dialog
    assert dialog.isVisible() and dialog.ui.choose_page.isVisible() and first_run.gone == []
    assert first_run.kept().instructor == "Ania Nowak"
    dialog.reject()
    assert first_run.gone == [("today", None)]
