"""Fields, lists and boxes that are as high as their words need in the width that there is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.widgets.banner import Banner
from massage_studio.gui.widgets.choice_list import ChoiceList
from massage_studio.gui.widgets.long_line_edit import LongLineEdit
from massage_studio.gui.widgets.wrapped_combo import WrappedCombo

LONG = "Wilhelmina-Anastasia Adébáyọ̀-Lindqvist · Autumn course for babies from six weeks · £873.19 due"


@pytest.fixture
def dialog(qtbot: QtBot) -> QDialog:
    """A narrow dialog with a column."""
    made = QDialog()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.resize(300, 400)
    made.show()
    return made


def _shown(dialog: QDialog, part: object) -> None:
    dialog.layout().addWidget(part)  # type: ignore[union-attr, arg-type]
    QTest.qWait(0)


def test_a_long_line_is_read_in_full_and_never_scrolls(dialog: QDialog) -> None:
    edit = LongLineEdit()
    _shown(dialog, edit)
    low = edit.heightForWidth(280)
    edit.setText(f"{LONG}\n{LONG}")
    QTest.qWait(0)
    assert edit.text() == f"{LONG} {LONG}"
    assert edit.heightForWidth(280) > low + 3 * edit.fontMetrics().height()
    assert edit.verticalScrollBar().maximum() == 0


def test_a_long_line_takes_no_break_and_no_more_than_its_longest(dialog: QDialog) -> None:
    edit = LongLineEdit()
    edit.setMaxLength(12)
    pressed = QPushButton("Save")
    pressed.setDefault(True)
    pressed.clicked.connect(dialog.accept)
    for part in (edit, pressed):
        _shown(dialog, part)
    pasted = QMimeData()
    pasted.setText("one\ntwo\tthree four")
    edit.insertFromMimeData(pasted)
    assert edit.text() == "one two thre"
    QTest.keyClicks(edit, "more")
    assert edit.text() == "one two thre"
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "one two thre" and dialog.result() == QDialog.DialogCode.Accepted


def test_a_choice_is_as_high_as_its_words_need(dialog: QDialog) -> None:
    choices = ChoiceList()
    choices.addItems(["Mia", LONG])
    _shown(dialog, choices)
    line = choices.fontMetrics().height()
    assert choices.sizeHintForRow(1) > choices.sizeHintForRow(0) + line
    assert choices.visualItemRect(choices.item(1)).height() == choices.sizeHintForRow(1)


def test_a_box_shows_a_long_choice_on_several_lines(dialog: QDialog) -> None:
    combo = WrappedCombo()
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.addItems(["Mia", LONG])
    _shown(dialog, combo)
    low = combo.height()
    combo.setCurrentIndex(1)
    QTest.qWait(0)
    assert combo.height() >= low + 2 * combo.fontMetrics().height()
    combo.setCurrentIndex(0)
    QTest.qWait(0)
    assert combo.height() == low


@pytest.mark.parametrize("width", [300, 500, 900])
def test_what_a_banner_says_is_whole_beside_a_page_that_takes_the_rest(dialog: QDialog, width: int) -> None:
    banner, page = Banner(), QWidget()
    layout = dialog.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(banner)
    layout.addWidget(page, 1)
    dialog.resize(width, 400)
    banner.show_message("error", f"{LONG} {LONG}", "Mend the studio…")
    QTest.qWait(0)
    [words] = banner.findChildren(QLabel)
    assert words.height() >= words.heightForWidth(words.width())
    assert banner.height() <= max(words.height(), banner.findChild(QPushButton).height()) + 14
