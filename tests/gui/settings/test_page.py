"""The settings, changed with clicks and keys and read back from the database."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from massage_studio.gui import theme
from massage_studio.gui.settings import look
from massage_studio.safekeeping.check import check
from massage_studio.store import profile as particulars
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.engine import Store
from tests.gui.settings.conftest import KEPT, Stage


def retype(stage: Stage, edit: QLineEdit, text: str) -> None:
    """Type over a field and leave it."""
    edit.setFocus()
    edit.selectAll()
    if text:
        stage.type(edit, text)
    else:
        stage.qtbot.keyClick(edit, Qt.Key.Key_Delete)
    stage.qtbot.keyClick(edit, Qt.Key.Key_Tab)
    stage.settle()


def click(stage: Stage, button: object) -> None:
    """Click a button and wait for what comes of it."""
    stage.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    stage.settle()


def test_what_is_kept_is_shown(settings: Stage) -> None:
    ui = settings.page.ui
    assert ui.instructor_edit.text() == "Ania Nowak" and ui.business_edit.text() == "Sunflower Baby Massage"
    assert ui.zone_combo.zone() == "Europe/London" and ui.currency_combo.currentData() == "GBP"
    assert ui.wait_spin.value() == 48
    assert ui.backup_card.ui.folder_label.text().replace("\u200b", "") == str(settings.store.folder)


def test_a_field_is_saved_when_it_is_left_and_says_so(settings: Stage) -> None:
    ui = settings.page.ui
    retype(settings, ui.phone_edit, "  0700\u202e 900 ")
    assert settings.kept() == replace(KEPT, phone="0700 900")
    assert settings.said[-1][:2] == ("Saved.", "Undo")
    assert ui.saved_label.text() == "Saved 10:00:00"


def test_a_change_is_taken_back(settings: Stage) -> None:
    retype(settings, settings.page.ui.business_edit, "Moon")
    retype(settings, settings.page.ui.phone_edit, "0999")
    take_back = settings.said[0][2]
    assert take_back is not None
    take_back()
    settings.settle()
    assert settings.kept() == replace(KEPT, phone="0999")
    assert settings.page.ui.business_edit.text() == KEPT.business


def test_leaving_a_field_as_it_was_writes_nothing(settings: Stage) -> None:
    retype(settings, settings.page.ui.email_edit, KEPT.email)
    assert settings.said == []


def test_a_studio_keeps_a_name(settings: Stage) -> None:
    ui = settings.page.ui
    retype(settings, ui.instructor_edit, "")
    retype(settings, ui.business_edit, "")
    assert ui.person_error.isVisible() and "name" in ui.person_error.text()
    assert settings.kept().business == KEPT.business
    retype(settings, ui.business_edit, "Müller & Töchter")
    assert not ui.person_error.isVisible()
    assert settings.kept() == replace(KEPT, instructor="", business="Müller & Töchter")


def test_an_email_address_that_cannot_be_one_is_told(settings: Stage) -> None:
    ui = settings.page.ui
    retype(settings, ui.email_edit, "ania at home")
    assert ui.person_error.text() == "An email address reads like name@example.org."
    assert settings.kept() == KEPT and ui.email_edit.text() == "ania at home"


def test_a_zone_is_found_by_a_part_of_its_name(settings: Stage) -> None:
    combo = settings.page.ui.zone_combo
    combo.setFocus()
    combo.lineEdit().selectAll()
    settings.qtbot.keyClicks(combo.lineEdit(), "lisb")
    finder = combo.completer()
    assert finder.currentCompletion() == "Europe/Lisbon"
    combo.lineEdit().selectAll()
    settings.qtbot.keyClicks(combo.lineEdit(), "america/new york")
    finder.popup().hide()
    settings.qtbot.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    settings.settle()
    assert settings.kept().zone == "America/New_York"


def test_a_zone_that_does_not_exist_is_told_and_not_kept(settings: Stage) -> None:
    combo = settings.page.ui.zone_combo
    combo.setFocus()
    combo.lineEdit().selectAll()
    settings.qtbot.keyClicks(combo.lineEdit(), "Atlantis")
    settings.qtbot.keyClick(combo.lineEdit(), Qt.Key.Key_Return)
    settings.settle()
    assert settings.page.ui.teaching_error.isVisible()
    assert settings.kept() == KEPT and combo.currentText() == "Atlantis"


def test_currency_and_waiting_time_are_kept(settings: Stage) -> None:
    ui = settings.page.ui
    ui.currency_combo.setFocus()
    settings.qtbot.keyClick(ui.currency_combo, Qt.Key.Key_Down)
    settings.settle()
    ui.wait_spin.setFocus()
    ui.wait_spin.selectAll()
    settings.qtbot.keyClicks(ui.wait_spin, "72")
    settings.qtbot.keyClick(ui.wait_spin, Qt.Key.Key_Return)
    settings.settle()
    assert settings.kept() == replace(KEPT, currency="EUR", wait_hours=72)


def test_a_studio_elsewhere_has_its_own_tax_year(settings: Stage) -> None:
    ui = settings.page.ui
    assert ui.tax_year_combo.currentText() == "6 April"
    ui.tax_year_combo.setFocus()
    settings.qtbot.keyClicks(ui.tax_year_combo, "1 j")
    settings.settle()
    settings.qtbot.keyClick(ui.tax_year_combo, Qt.Key.Key_Return)
    settings.settle()
    assert settings.kept() == replace(KEPT, tax_year_starts="01-01")


def test_the_wheel_over_a_box_scrolls_and_changes_nothing(settings: Stage) -> None:
    combo = settings.page.ui.currency_combo
    middle = QPointF(combo.rect().center())
    turned = QWheelEvent(
        middle, combo.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, turned)
    assert combo.currentData() == "GBP"


def test_a_logo_is_made_small_kept_shown_and_taken_away(settings: Stage, picture: Path) -> None:
    picker = settings.page.ui.logo_picker
    settings.messages.expect("file_to_open", picture)
    click(settings, picker.choose_button)
    settings.settle()
    kept = settings.kept().logo
    assert kept is not None
    image = QImage.fromData(kept)
    assert (image.width(), image.height()) == (600, 300) and kept.startswith(b"\x89PNG")
    assert picker.preview.accessibleName() == "Your logo"
    click(settings, picker.remove_button)
    assert settings.kept() == KEPT and picker.remove_button.isHidden()


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n"]
)
def test_a_file_that_is_no_picture_is_refused_in_words(
    settings: Stage, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "logo.png"
    file.write_bytes(content)
    settings.messages.expect("file_to_open", file)
    click(settings, settings.page.ui.logo_picker.choose_button)
    assert settings.page.ui.person_error.text() == "That file is no PNG or JPEG picture. Choose another one."
    assert settings.kept().logo is None


def test_the_look_is_put_on_and_remembered(settings: Stage) -> None:
    combo = settings.page.ui.theme_combo
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    try:
        combo.setFocus()
        for _ in range(2):
            settings.qtbot.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentText() == "Dark"
        assert theme.current().name == "dark" and look.chosen() == "dark"
    finally:
        theme.apply(application, "light")


def test_a_backup_is_made_checked_and_named(settings: Stage) -> None:
    ui = settings.page.ui
    click(settings, ui.backup_card.ui.backup_button)
    files = list((settings.store.folder / "backups").glob("*.db"))
    assert len(files) == 1
    assert settings.said[-1] == (f"Backed up and checked: {files[0].name}", "", None)
    assert (
        files[0].name in ui.backup_card.ui.backup_label.text() and ui.backup_card.ui.backup_button.isEnabled()
    )


def test_a_backup_goes_to_a_stick(settings: Stage, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    settings.messages.expect("file_to_save", stick / "mine.db")
    click(settings, settings.page.ui.backup_card.ui.stick_button)
    assert settings.messages.asked[-1][2] == "massage-studio-2026-11-19.db"
    assert (stick / "mine.db").stat().st_size > 10_000
    assert settings.said[-1][0] == "Backed up and checked: mine.db"


def test_a_backup_that_cannot_be_made_says_why(settings: Stage, tmp_path: Path) -> None:
    settings.messages.expect("file_to_save", tmp_path / "gone" / "mine.db")
    click(settings, settings.page.ui.backup_card.ui.stick_button)
    error = settings.page.ui.backup_card.ui.backup_error
    assert error.isVisible() and error.text().startswith("The folder for the backup is missing.")
    assert "--to" not in error.text() and settings.page.ui.backup_card.ui.stick_button.isEnabled()


def test_a_change_that_was_refused_stays_on_the_screen_and_can_be_tried_again(settings: Stage) -> None:
    refused = []
    settings.page.context.tasks.write_failed.connect(refused.append)
    _allow_writing(settings, False)
    retype(settings, settings.page.ui.phone_edit, "0800")
    assert len(refused) == 1 and settings.page.ui.saved_label.text() == "Not saved"
    settings.page.context.tasks.changed.emit(Changes(frozenset({Thing.STUDIO})))
    settings.settle()
    assert settings.page.ui.phone_edit.text() == "0800" and settings.kept() == KEPT
    _allow_writing(settings, True)
    refused[0].retry()
    settings.settle()
    assert settings.kept() == replace(KEPT, phone="0800")


def test_a_change_made_elsewhere_appears_without_taking_what_is_typed(settings: Stage) -> None:
    ui = settings.page.ui
    ui.business_edit.setFocus()
    ui.business_edit.setText("Half ty")
    settings.page.context.tasks.write(partial(particulars.change_profile, particulars={"phone": "0555"}))
    settings.settle()
    assert ui.phone_edit.text() == "0555" and ui.business_edit.text() == "Half ty"


def test_a_small_window_scrolls_up_and_down_only(settings: Stage, qtbot: QtBot) -> None:
    ui = settings.page.ui
    long = "Wilhelmina Featherstonehaugh-Cholmondeley-Marjoribanks & Söhne"
    retype(settings, ui.business_edit, long)
    retype(settings, ui.email_edit, "no address")
    click(settings, ui.backup_card.ui.backup_button)
    qtbot.waitUntil(ui.person_error.isVisible)
    assert ui.scroll.widget().width() <= ui.scroll.viewport().width()
    for label in ui.scroll.widget().findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_the_backup_is_a_whole_studio(settings: Stage, tmp_path: Path) -> None:
    settings.messages.expect("file_to_save", tmp_path / "studio.db")
    click(settings, settings.page.ui.backup_card.ui.stick_button)
    assert check(tmp_path) is not None


def _allow_writing(stage: Stage, allowed: bool) -> None:
    """Make the studio's file read-only to the program, or writable again."""

    def switch(store: Store) -> None:
        with store.engine.connect() as connection:
            connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if allowed else 'ON'}")

    stage.page.context.tasks.with_store(switch, lambda _: None)
    stage.settle()


def test_local_services_are_kept_in_the_curriculum_and_settings_leads_there(settings: Stage) -> None:
    settings.page.ui.local_services_button.click()
    assert settings.gone[-1] == ("curriculum", ("safety", "services"))


def test_ctrl_z_does_what_the_undo_of_the_message_does(settings: Stage) -> None:
    ui = settings.page.ui
    for field in (ui.phone_edit, ui.business_edit):
        retype(settings, field, "0999")
        settings.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settings.settle()
        assert settings.kept() == KEPT and settings.said[-1][0] == "Put back as it was."
    ui.phone_edit.setFocus()
    ui.phone_edit.selectAll()
    settings.qtbot.keyClicks(ui.phone_edit, "0777")
    settings.qtbot.keyClick(ui.phone_edit, Qt.Key.Key_Return)
    settings.settle()
    assert settings.kept().phone == "0777"
    settings.qtbot.keyClick(ui.phone_edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settings.settle()
    assert settings.kept() == KEPT and ui.phone_edit.text() == KEPT.phone
