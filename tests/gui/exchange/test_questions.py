"""What is asked is answered by a button, and what is wrong is written anew on the spot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from massage_studio.gui.exchange.table import BABY, BORN, CARER, NOTE, PAID, STATE
from tests.gui.exchange.looking import Desk, desk

__all__ = ["desk"]

TITLES = "Booking ID,Booking status,First name,Last name,Email,Baby's name,Baby's DOB,Total Paid"


def twelve() -> list[str]:
    """Return the rows of an unknown site with three questions: a word, the order of dates, and one cell."""
    rows = [
        f"{number},confirmed,Ann{number},Lee{number},a{number}@example.org,Kit{number},0{number}/08/2026,72.00"
        for number in range(1, 10)
    ]
    rows += [f"{number},on-hold,Ben,Lee{number},b{number}@example.org,Bo,01/09/2026,0" for number in (10, 11)]
    return [*rows, "12,confirmed,Cat,Orr,c@example.org,Zoe,14/08/20226,72.00"]


def test_twelve_rows_with_three_questions_take_six_actions_by_keyboard(desk: Desk) -> None:
    desk.show()
    desk.page.activateWindow()
    desk.bring(*twelve(), titles=TITLES)  # Ctrl+O and the file are two actions
    assert len(desk.page.preview.questions.boxes) == 3
    assert desk.cells(STATE).count("Needs you") == 11  # 08/08/2026 reads one way
    actions = 2
    while desk.page.preview.questions.boxes:
        focused = QApplication.focusWidget()
        assert focused is not None and desk.page.preview.questions.isAncestorOf(focused)
        desk.qtbot.keyClick(focused, Qt.Key.Key_Space)
        desk.settle()
        actions += 1
    assert desk.page.ui.import_button.hasFocus()
    desk.qtbot.keyClick(desk.page.ui.import_button, Qt.Key.Key_Space)
    desk.settle()
    assert actions + 1 == 6
    found = desk.bookings(desk.course_id)
    assert len(found) == 12
    assert {str(row.baby.birth_date) for row in found} >= {
        "2026-08-01",
        "2026-08-09",
        "2026-09-01",
        "2026-08-14",
    }


def edit(desk: Desk, row: int, column: int, words: str) -> None:
    """Write a cell anew, as after F2."""
    table = desk.page.preview.ui.preview_table
    table.setFocus()
    table.setCurrentIndex(desk.page.preview.model.index(row, column))
    desk.qtbot.keyClick(table, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText(words)
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    desk.settle()


def test_cells_are_written_anew_in_the_preview(desk: Desk) -> None:
    desk.show()
    desk.page.activateWindow()
    desk.bring("1,confirmed,Ann,Lee,a@example.org,Kit,2026-08-14,72.00", titles=TITLES)
    for column, words in ((BABY, "Kitty Lee"), (BORN, "15 Aug 2026"), (CARER, "Anna Lee"), (PAID, "36")):
        edit(desk, 0, column, words)
    assert [desk.cells(column)[0] for column in (BABY, BORN, CARER, PAID)] == [
        "Kitty Lee", "15 August 2026", "Anna Lee", "£36.00",
    ]  # fmt: skip
    edit(desk, 0, BORN, "")
    assert desk.cells(BORN) == [""]
    edit(desk, 0, PAID, "much")
    assert desk.cells(PAID) == ["£36.00"]
    assert desk.page.preview.line_panel.title.text() == "Kitty Lee"
    desk.page.preview.line_panel.anew_button.click()
    desk.settle()
    assert [desk.cells(column)[0] for column in (BABY, BORN, CARER, PAID)] == [
        "Kit Lee", "14 August 2026", "Ann Lee", "£72.00",
    ]  # fmt: skip
    assert not desk.page.preview.line_panel.anew_button.isVisible()


def test_a_line_is_left_out_by_a_key_and_taken_in_again(desk: Desk) -> None:
    desk.show()
    desk.page.activateWindow()
    desk.bring(
        "1,confirmed,Ann,Lee,a@example.org,Kit,,", "2,confirmed,Tom,Orr,t@example.org,Leo,,", titles=TITLES
    )
    table, panel = desk.page.preview.ui.preview_table, desk.page.preview.line_panel
    table.selectRow(1)
    desk.qtbot.keyClick(table, Qt.Key.Key_Delete)
    desk.settle()
    assert desk.cells(STATE) == ["Ready", "Left out"]
    assert panel.status_combo.currentText() == "Left out"
    panel.status_combo.setCurrentIndex(0)
    panel.status_combo.activated.emit(0)
    desk.settle()
    assert desk.cells(STATE) == ["Ready", "Ready"]


def test_the_place_is_chosen_in_the_first_column(desk: Desk) -> None:
    desk.show()
    desk.bring("1,confirmed,Ann,Lee,a@example.org,Kit,,", titles=TITLES)
    table = desk.page.preview.ui.preview_table
    table.edit(desk.page.preview.model.index(0, STATE))
    [combo] = table.findChildren(QComboBox)
    combo.setCurrentIndex(1)
    combo.activated.emit(1)
    desk.settle()
    assert desk.cells(NOTE) == ["goes on the waiting list"]


def test_what_the_file_says_stands_beside_what_the_studio_holds(desk: Desk) -> None:
    desk.show()
    desk.bring("1,confirmed,Ann,Lee,a@example.org,Kit,2026-08-14,", titles=TITLES)
    desk.press_import()
    desk.bring("1,confirmed,Ann,Lee,a@example.org,Kitty,2026-08-14,", titles=TITLES, name="later.csv")
    assert desk.cells(NOTE) == ["baby's name: Kit Lee becomes Kitty"]
    desk.page.preview.ui.preview_table.selectRow(0)
    [box] = desk.page.preview.line_panel.boxes.values()
    assert (box.keep_button.text(), box.take_button.text()) == ("Here: Kit Lee", "File: Kitty")
    assert box.take_button.isChecked()
    box.keep_button.click()
    desk.settle()
    assert desk.cells(STATE) == ["Known already"]
    assert desk.cells(NOTE) == ["baby's name: Kit Lee is kept, not Kitty"]


def test_health_photos_and_address_are_seen_before_they_are_kept(desk: Desk) -> None:
    desk.show()
    titles = "Order #,First Name,Email,Baby's name,Any allergies?,May we take photos?"
    desk.bring("1,Ann,a@example.org,Kit,Nuts,no", titles=titles)
    desk.page.preview.ui.preview_table.selectRow(0)
    assert desk.page.preview.line_panel.facts.text().splitlines() == [
        "Ann · a@example.org", "Health: Nuts", "Photos: no",
    ]  # fmt: skip
