"""Messages inside a page: the banner, the bar at the bottom, the empty page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDateEdit, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.widgets.banner import Banner
from massage_studio.gui.widgets.bars import ProgressLine
from massage_studio.gui.widgets.card import Card, Muted
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.fields import pad_fields
from massage_studio.gui.widgets.person_row import PersonRow, PersonRowData, RowTag
from massage_studio.gui.widgets.toast import Toast
from massage_studio.gui.widgets.week_strip import WeekDay, WeekStrip


def test_a_banner_says_what_happened_and_offers_what_to_do(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    assert banner.isHidden()
    banner.show_message("error", "The note was not saved. Try again.", "Try again")
    assert banner.accessibleName() == "Problem: The note was not saved. Try again."
    with qtbot.waitSignal(banner.action):
        qtbot.mouseClick(banner.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert not banner.isHidden()
    banner.clear()
    assert banner.isHidden() and banner.words() == ""


def test_a_banner_without_an_action_has_no_button(qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    banner.show_message("info", "The backup was checked.")
    assert banner.findChildren(QPushButton)[0].isHidden()
    banner.hide()


def test_the_bar_at_the_bottom_undoes_and_goes(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    toast = Toast(page)
    page.show()
    toast.show_message("Booking of Noor & Co cancelled", "Undo")
    assert toast.isVisible() and toast.geometry().bottom() < 400
    with qtbot.waitSignal(toast.action):
        qtbot.mouseClick(toast.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    assert toast.isHidden()
    toast.show_message("The letter is copied")
    margins = toast.layout().contentsMargins()
    # Without a button the words stand in the middle.
    assert margins.left() == margins.right()
    toast.hide()
    page.hide()


def test_the_bar_at_the_bottom_goes_by_itself_and_takes_no_focus(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    toast = Toast(page)
    page.show()
    toast.show_message("Saved", stay_ms=10)
    assert not toast.hasFocus()
    qtbot.waitUntil(toast.isHidden)
    page.hide()


def test_the_bar_stays_at_the_bottom_when_the_page_grows(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(600, 400)
    toast = Toast(page)
    page.show()
    toast.show_message("Saved")
    page.resize(900, 700)
    qtbot.waitUntil(lambda: toast.geometry().bottom() > 600)
    page.hide()


def test_an_empty_page_offers_the_first_step(qtbot: QtBot) -> None:
    empty = EmptyState("families", "No families yet. Add one to begin.", "Add a family")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.first_step):
        empty.button.click()
    assert empty.accessibleName() == "No families yet. Add one to begin."


def test_a_card_is_named_by_its_title_and_holds_what_is_put_in(qtbot: QtBot) -> None:
    card = Card(title="To do")
    qtbot.addWidget(card)
    inside, beside = Muted("6 families"), QPushButton("Review")
    card.add_header(beside)
    card.body.addWidget(inside)
    card.set_title("To do today")
    assert card.accessibleName() == "To do today"
    assert inside.parentWidget() is card and beside.parentWidget() is card


def test_a_row_tells_its_tags_and_keeps_half_for_the_name(qtbot: QtBot) -> None:
    tags = tuple(RowTag(words, "warning") for words in ("Nut allergy", "Consent missing", "First class"))
    row = PersonRow(person=PersonRowData("Mia Okafor", "9 wk", "with Grace", tags))
    qtbot.addWidget(row)
    assert row.accessibleName() == "Mia Okafor 9 wk"
    assert row.accessibleDescription() == "with Grace, Nut allergy, Consent missing, First class"
    row.resize(300, 53)
    assert not row.grab().isNull()


def test_a_bar_tells_its_value(qtbot: QtBot) -> None:
    line = ProgressLine()
    qtbot.addWidget(line)
    line.set_progress(9, 8, "9 of 8 places taken")
    assert line.accessibleName() == "9 of 8 places taken" and line.value() == 8


def test_the_week_tells_its_classes(qtbot: QtBot) -> None:
    strip = WeekStrip()
    qtbot.addWidget(strip)
    strip.set_days([WeekDay("Mon"), WeekDay("Thu", 2, True)])
    assert strip.accessibleName().startswith("Mon: no class, Thu: 2 class")
    assert "today" in strip.accessibleName()


def test_text_in_date_and_number_boxes_keeps_off_the_edge(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    boxes = [QSpinBox(page), QDateEdit(page)]
    pad_fields(page)
    assert all(box.lineEdit().textMargins().left() == 8 for box in boxes)
