"""A paper cue sheet is typed in a baby at a time, read as it comes, and saved at its own times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from massage_studio.cues import drafts_service
from massage_studio.gui.cues.quick_entry_page import QuickEntryPage
from massage_studio.store.opening import open_studio
from tests.gui.cues.after_stage import EVENING, NAMES, a_held_class, of, room
from tests.gui.lists import rows
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, OpenClass, a_booking, a_course, a_family, classes_of

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def klass(studio_folder: Path) -> OpenClass:
    """A class that nobody opened on the computer."""
    store = open_studio(studio_folder)
    with store.write() as session:
        course = a_course(session)
        dyads = tuple(a_family(session, name) for name in NAMES)
        for number, dyad in enumerate(dyads):
            a_booking(session, course, dyad, now=NOW + timedelta(minutes=number))
        key = classes_of(session, course)[0]
    store.close()
    return OpenClass(key, course, dyads)


@pytest.fixture
def stage(qtbot: QtBot, studio_folder: Path, klass: OpenClass) -> Iterator[Stage]:
    with staged(QuickEntryPage, studio_folder, qtbot, EVENING) as made:
        made.page.open(klass.session)
        made.show()
        made.page.setFocus()
        yield made


def lines(stage: Stage, *typed: str) -> None:
    edit = stage.page.ui.lines_edit
    for place, line in enumerate(typed):
        if place:
            stage.qtbot.keyClick(edit, Qt.Key.Key_Return)
        stage.qtbot.keyClicks(edit, line)


def save(stage: Stage) -> None:
    stage.qtbot.keyClick(stage.page.ui.lines_edit, Qt.Key.Key_Return, CTRL)
    stage.settle()


def test_a_sheet_is_typed_by_keys_alone_and_the_next_baby_is_ready(stage: Stage, klass: OpenClass) -> None:
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_2)
    assert stage.page.ui.name_label.text() == "Noah"
    lines(stage, "05 r", "12 az", "17 z F2")
    save(stage)
    [state] = of(stage, klass, 1, "state")
    assert (state.code, state.at) == ("quiet_alert", NOW + timedelta(minutes=5))
    assert state.ended == NOW + timedelta(minutes=60)
    cues = of(stage, klass, 1, "cue")
    assert [note.code for note in cues] == ["mutual_gaze", "looks_away", "looks_away"]
    assert [note.code for note in of(stage, klass, 1, "response")] == ["resting_hands"]
    assert stage.said[-1][:2] == ("Noah: 5 entries saved.", "Undo")
    assert stage.page.ui.name_label.text() == "Zoë" and stage.page.ui.lines_edit.toPlainText() == ""
    assert rows(stage.page.ui.babies_list)[1].words == "5 notes"


def test_what_is_typed_is_read_as_it_comes(stage: Stage) -> None:
    ui = stage.page.ui
    lines(stage, "05 r", "20 t")
    assert ui.count_label.text() == "2 entries"
    assert ui.ribbon.accessibleName() == "Quiet alert 15 min, Active alert 40 min"
    assert [row.when for row in rows(ui.preview_list)] == ["05 · 10:05", "20 · 10:20"]
    assert ui.save_button.isEnabled() and ui.error_label.isHidden()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("5 rk", "Line 1: “rk” holds a letter that the sheet does not have."),
        (
            "5 u zz",
            "Line 1: after “u” comes why: asleep, hungry, no, jab, unwell. Leave it out for another reason.",
        ),
        ("r", "Line 1: begin with the minute, such as “05 r”."),
        ("0 r", "Line 1: “0” is not everybody here. A sheet is one baby's; the first minute is “00”."),
        ("121 r", "Line 1: “121” is too far outside the class, which can be told to its minute 120."),
    ],
)
def test_a_wrong_piece_is_told_and_underlined_and_nothing_can_be_saved(
    stage: Stage, klass: OpenClass, typed: str, told: str
) -> None:
    ui = stage.page.ui
    lines(stage, typed)
    assert ui.error_label.text() == told and not ui.error_label.isHidden()
    [mark] = ui.lines_edit.extraSelections()
    assert mark.cursor.selectedText() == typed.split()[-1 if " r" not in typed or "k" in typed else 0]
    assert not ui.save_button.isEnabled()
    save(stage)
    assert room(stage, klass.session).notes == ()
    assert ui.lines_edit.toPlainText() == typed


def test_a_sheet_is_never_everybodys(stage: Stage, klass: OpenClass) -> None:
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_0)
    assert stage.said[-1][0].startswith("A sheet is one baby's, so nothing is written for everybody.")
    lines(stage, "0 p")
    save(stage)
    for place in range(len(NAMES)):
        assert of(stage, klass, place, "permission") == []
    lines(stage, "", "00 p")
    assert [entry.minute for entry in stage.page._reading.entries] == [0]


def test_typed_lines_wait_for_their_baby_until_they_are_saved(stage: Stage) -> None:
    ui = stage.page.ui
    lines(stage, "05 r")
    stage.qtbot.keyClick(ui.lines_edit, Qt.Key.Key_PageDown)
    assert (ui.name_label.text(), ui.lines_edit.toPlainText()) == ("Noah", "")
    assert rows(stage.page.ui.babies_list)[0].words == "Not saved yet"
    stage.qtbot.keyClick(ui.lines_edit, Qt.Key.Key_PageUp)
    assert (ui.name_label.text(), ui.lines_edit.toPlainText()) == ("Mia", "05 r")


def test_a_saved_sheet_is_taken_back_with_one_key(stage: Stage, klass: OpenClass) -> None:
    lines(stage, "05 r", '12 a "held her gaze"')
    save(stage)
    assert [note.layer for note in of(stage, klass, 0, "note")] == ["private"]
    stage.qtbot.keyClick(stage.page.ui.lines_edit, Qt.Key.Key_Z, CTRL)
    stage.settle()
    assert room(stage, klass.session).notes == ()
    assert not stage.page.ui.undo_button.isEnabled()


def test_a_second_sheet_of_a_baby_goes_in_between_the_first(stage: Stage, klass: OpenClass) -> None:
    lines(stage, "05 r", "40 y")
    save(stage)
    stage.qtbot.keyClick(stage.page.ui.lines_edit, Qt.Key.Key_Escape)
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_1)
    lines(stage, "20 t")
    save(stage)
    found = [(n.code, int((n.at - NOW).total_seconds() // 60)) for n in of(stage, klass, 0, "state")]
    assert found == [("quiet_alert", 5), ("active_alert", 20), ("crying", 40)]


def test_a_sheet_typed_twice_is_said_to_be_there_already(stage: Stage, klass: OpenClass) -> None:
    ui = stage.page.ui
    for typed, counted, said in (
        (("05 r", "12 a"), "2 entries", ("Mia: 2 entries saved.", "Undo")),
        (("05 r", "12 a"), "2 entries, 2 there already", ("Mia: all of this was there already.", "")),
        (("12 a z",), "2 entries, 1 there already", ("Mia: 1 entry saved. 1 was there already.", "Undo")),
    ):
        stage.qtbot.keyClick(ui.lines_edit, Qt.Key.Key_Escape)
        stage.qtbot.keyClick(stage.page, Qt.Key.Key_1)
        lines(stage, *typed)
        assert ui.count_label.text() == counted
        save(stage)
        assert stage.said[-1][:2] == said
    assert [note.code for note in of(stage, klass, 0, "cue")] == ["mutual_gaze", "looks_away"]


def test_a_baby_that_was_not_massaged_is_typed_in_with_why(stage: Stage, klass: OpenClass) -> None:
    assert "U Not today, then why: asleep, hungry, no, jab, unwell" in stage.page.ui.legend_label.text()
    lines(stage, "05 u asleep")
    save(stage)
    [why] = of(stage, klass, 0, "not_massaged")
    assert (why.code, why.at) == ("asleep", NOW + timedelta(minutes=5))


def test_the_class_on_paper_counts_as_held(stage: Stage, klass: OpenClass) -> None:
    lines(stage, "05 r")
    save(stage)
    view = room(stage, klass.session)
    assert view.register.session.status == "finished"
    assert [row.status for row in view.register.rows] == ["here", "absent", "absent"]


def test_it_leads_to_the_blank_sheet_and_back_to_the_review(stage: Stage, klass: OpenClass) -> None:
    stage.page.ui.sheet_button.click()
    stage.page.ui.done_button.click()
    assert stage.gone == [("handouts", ("cue_sheet", klass.session)), ("after_class", klass.session)]


def test_a_class_of_tomorrow_cannot_be_typed_in(qtbot: QtBot, studio_folder: Path, klass: OpenClass) -> None:
    with staged(QuickEntryPage, studio_folder, qtbot, NOW - timedelta(days=1)) as stage:
        stage.page.open(klass.session)
        stage.show()
        lines(stage, "05 r")
        assert stage.page.ui.error_label.text() == "This class has not begun yet."
        assert not stage.page.ui.save_button.isEnabled()


def test_a_class_that_was_noted_live_takes_a_sheet_as_well(qtbot: QtBot, studio_folder: Path) -> None:
    klass = a_held_class(studio_folder)
    with staged(QuickEntryPage, studio_folder, qtbot, EVENING) as stage:
        stage.page.open(klass.session)
        stage.show()
        lines(stage, "30 y")
        save(stage)
        states = [(n.code, n.ended) for n in of(stage, klass, 0, "state")]
        assert states == [
            ("drowsy", NOW + timedelta(minutes=10)),
            ("quiet_alert", NOW + timedelta(minutes=30)),
            ("crying", NOW + timedelta(minutes=60)),
        ]


def test_lines_that_were_begun_are_there_after_the_program_was_killed(stage: Stage, klass: OpenClass) -> None:
    lines(stage, "05 r", "12 z")
    stage.qtbot.waitUntil(lambda: kept(stage, klass) == ["05 r\n12 z"])
    again = QuickEntryPage(stage.page.context)
    try:
        again.open(klass.session)
        again.show()
        stage.settle()
        assert again.ui.lines_edit.toPlainText() == "05 r\n12 z"
    finally:
        again.close()
        again.deleteLater()
    stage.page.ui.save_button.click()
    stage.settle()
    stage.qtbot.waitUntil(lambda: kept(stage, klass) == [])


def kept(stage: Stage, klass: OpenClass) -> list[str]:
    with stage.store.read() as session:
        return [draft.text for draft in drafts_service.drafts(session, session_id=klass.session)]
