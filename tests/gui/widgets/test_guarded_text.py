"""Fields for words to parents underline what nobody can keep, say why, and offer a better sentence."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QTextCharFormat, QTextFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.curriculum import wording_guard
from massage_studio.curriculum.content import load
from massage_studio.gui import theme
from massage_studio.gui.widgets.guarded_text import FaultLine, GuardedLineEdit, GuardedTextEdit
from tests.gui.hearing import heard

CLAIM = "👶🏽 Hello. Massage cures colic. See you on Monday."


def shown(qtbot: QtBot, field: GuardedTextEdit | GuardedLineEdit) -> None:
    if field.parent() is None:
        qtbot.addWidget(field)
    field.resize(600, 120 if isinstance(field, GuardedTextEdit) else 40)
    field.show()
    qtbot.waitExposed(field)
    field.wording.use(load())


def underlined(field: GuardedTextEdit) -> list[str]:
    return [selection.cursor.selectedText() for selection in field.extraSelections()]


def test_what_is_at_fault_is_underlined_where_it_stands(qtbot: QtBot) -> None:
    field = GuardedTextEdit(CLAIM)
    shown(qtbot, field)
    assert underlined(field) == ["Massage cures colic"]
    (selection,) = field.extraSelections()
    form = selection.format
    assert form.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    ink = form.property(QTextFormat.Property.TextUnderlineColor)
    assert theme.contrast(ink, theme.current().colour("card")) >= 3


def test_typing_a_claim_underlines_it_and_mending_it_takes_the_line_away(qtbot: QtBot) -> None:
    field = GuardedTextEdit("")
    shown(qtbot, field)
    QTest.keyClicks(field, "Massage boosts the immune system")
    qtbot.waitUntil(lambda: bool(underlined(field)))
    field.undo()
    qtbot.waitUntil(lambda: not underlined(field))


def test_one_line_is_underlined_too(qtbot: QtBot) -> None:
    field = GuardedLineEdit()
    shown(qtbot, field)
    field.setText("Massage has now cured her colic")
    field.wording.look()
    assert [field.text()[mark.start : mark.end] for mark in field.wording.marks] == [
        "Massage has now cured her colic"
    ]
    marked = field.grab().toImage()
    field.wording.set_for_parents(False)
    plain = field.grab().toImage()
    changed = {
        x
        for x in range(plain.width())
        for y in range(plain.height())
        if plain.pixel(x, y) != marked.pixel(x, y)
    }
    wide = field.fontMetrics().horizontalAdvance("Massage has now cured her colic")
    assert len(changed) > wide / 2 and max(changed) < wide + 30
    assert field.text() == "Massage has now cured her colic"


def test_words_that_may_not_be_read_are_not_told(qtbot: QtBot) -> None:
    field = GuardedLineEdit()
    shown(qtbot, field)
    field.setText("Massage has now cured her colic")
    field.wording.look()
    field.setEchoMode(GuardedLineEdit.EchoMode.Password)
    assert field.wording.words() == "" and heard(field).description == ""


@pytest.mark.parametrize("make", [GuardedTextEdit, GuardedLineEdit])
def test_a_key_puts_the_better_sentence_in_place_and_undo_takes_it_back(
    make: type[GuardedTextEdit | GuardedLineEdit], qtbot: QtBot
) -> None:
    field = make()
    shown(qtbot, field)
    QTest.keyClicks(field, "Hello. Massage detoxifies babies. See you on Monday.")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert field.words() == (
        "Hello. After a massage many babies like a feed, a cuddle or a sleep. See you on Monday."
    )
    assert field.wording.marks == ()
    field.undo()
    assert field.words() == "Hello. Massage detoxifies babies. See you on Monday."


def test_a_sentence_that_would_not_fit_is_left(qtbot: QtBot) -> None:
    field = GuardedLineEdit()
    field.setMaxLength(30)
    shown(qtbot, field)
    field.setText("Massage is a detox.")
    field.wording.use_better()
    assert field.text() == "Massage is a detox."


def test_the_reason_is_told_below_in_the_tooltip_and_to_a_screen_reader(qtbot: QtBot) -> None:
    field, line = GuardedTextEdit(CLAIM), FaultLine()
    field.setAccessibleDescription("What the family reads")
    window = QWidget()
    column = QVBoxLayout(window)
    for part in (field, line):
        column.addWidget(part)
    qtbot.addWidget(window)
    window.show()
    shown(qtbot, field)
    line.follow(field)
    assert line.isVisible() and line.label.text().startswith("“Massage cures colic”: ")
    assert "Better: " in line.label.text()
    assert line.label.text() in heard(field).description
    cursor = field.textCursor()
    cursor.setPosition(CLAIM.index("cures") + 1)
    place = field.cursorRect(cursor).center()
    where = field.viewport().mapToGlobal(place)
    QApplication.sendEvent(field.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, where))
    assert "Massage cures colic" in QToolTip.text()
    QToolTip.hideText()
    line.button.click()
    assert "cures" not in field.toPlainText() and not line.isVisible()
    assert heard(field).description == "What the family reads"
    assert window.isVisible()


def test_a_field_that_is_not_for_parents_is_left_alone(qtbot: QtBot) -> None:
    field = GuardedLineEdit()
    shown(qtbot, field)
    field.setText("Massage cures colic")
    field.wording.set_for_parents(False)
    assert field.wording.marks == ()
    field.wording.set_for_parents(True)
    assert len(field.wording.marks) == 1


def test_a_read_only_field_is_not_changed(qtbot: QtBot) -> None:
    field = GuardedTextEdit("Massage cures colic.")
    field.setReadOnly(True)
    shown(qtbot, field)
    field.wording.use_better()
    assert field.toPlainText() == "Massage cures colic."


def test_while_one_types_only_the_sentence_that_changes_is_read_again(qtbot: QtBot) -> None:
    field = GuardedTextEdit("\n".join(f"Week {week}: bring a towel. {CLAIM}" for week in range(100)))
    shown(qtbot, field)
    field.wording.look()
    read = wording_guard._in_sentence.cache_info().misses
    for letter in "welcome":
        field.insertPlainText(letter)
        field.wording.look()
    assert wording_guard._in_sentence.cache_info().misses - read <= len("welcome")


def test_the_wave_takes_the_colour_of_another_theme(qtbot: QtBot) -> None:
    field = GuardedTextEdit(CLAIM)
    shown(qtbot, field)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, "dark")
    try:
        (selection,) = field.extraSelections()
        form = selection.format
        assert form.underlineColor() == theme.load("dark").on_tint("warning")
    finally:
        theme.apply(application, "light")


def test_a_benefit_of_hers_without_honest_words_offers_none(qtbot: QtBot) -> None:
    field, line = GuardedTextEdit("Babies love evenings."), FaultLine()
    shown(qtbot, field)
    qtbot.addWidget(line)
    line.follow(field)
    content = load()
    mine = replace(
        content.benefits[0], code="own_1", honest_statement="", avoid_saying=("babies love evenings",)
    )
    field.wording.use(replace(content, benefits=(mine,)))
    assert line.label.text() == "“Babies love evenings”: This is among what to avoid saying about Touch."
    assert line.button.isHidden()
    field.wording.use_better()
    assert field.toPlainText() == "Babies love evenings."
