"""The review after a class: what is missing is marked, and every answer is in the studio at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from massage_studio.bookings import class_queries
from massage_studio.cues import service
from massage_studio.families.private_queries import check_ins_after
from massage_studio.families.private_views import CheckInView
from massage_studio.gui.cues.after_class_page import AfterClassPage
from massage_studio.gui.widgets.chip import Chip
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.gui.cues.after_stage import EVENING, a_held_class, of, room
from tests.gui.cues.room_stage import choose_in
from tests.gui.lists import rows as lines
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, OpenClass, a_course, classes_of


@pytest.fixture
def klass(studio_folder: Path) -> OpenClass:
    return a_held_class(studio_folder)


@pytest.fixture
def stage(qtbot: QtBot, studio_folder: Path, klass: OpenClass) -> Iterator[Stage]:
    with staged(AfterClassPage, studio_folder, qtbot, EVENING) as made:
        made.page.open(klass.session)
        made.show()
        made.page.setFocus()
        yield made


def key(stage: Stage, *which: Qt.Key) -> None:
    for one in which:
        stage.qtbot.keyClick(stage.page, one)
        stage.settle()


def write(stage: Stage, field: QLineEdit, text: str) -> None:
    field.clear()
    stage.qtbot.keyClicks(field, text)
    stage.qtbot.keyClick(field, Qt.Key.Key_Return)
    stage.settle()


def rows(stage: Stage) -> list[str]:
    return [line.words for line in lines(stage.page.ui.babies_list)]


@pytest.mark.parametrize("size", [(820, 700), (707, 512)])
def test_a_small_window_never_scrolls_the_review_sideways(stage: Stage, size: tuple[int, int]) -> None:
    page = stage.page

    def fits() -> bool:
        page.resize(*size)
        return (page.width(), page.height()) == size

    # Step by step: what needs less room in a narrower page lets it be narrower still.
    stage.qtbot.waitUntil(fits)
    page.ui.reflection_button.click()
    stage.settle()
    stage.qtbot.waitUntil(lambda: bool(page.minimumSizeHint().width() <= size[0]))
    assert page.ui.reflection_card.y() > page.ui.delivered_card.y()
    page.resize(1162, 768)
    stage.qtbot.waitUntil(lambda: bool(page.ui.reflection_card.y() == page.ui.delivered_card.y()))


def test_each_baby_says_what_is_missing_and_the_first_one_with_a_gap_is_open(stage: Stage) -> None:
    assert rows(stage) == ["Permission, bookmark", "Complete", "Absent"]
    ui = stage.page.ui
    assert ui.baby_panel.ui.name_label.text() == "Mia"
    assert not ui.baby_panel.ui.permission_tag.isHidden() and not ui.baby_panel.ui.bookmarks_tag.isHidden()
    assert ui.baby_panel.ui.nothing_tag.isHidden()
    assert ui.subtitle_label.text() == "Autumn course, week 1 · Thu 19 Nov · 1 of 2 complete"


def test_the_page_opens_at_the_baby_that_it_was_asked_for(stage: Stage, klass: OpenClass) -> None:
    noah = klass.dyads[1].baby
    stage.page.open((klass.session, noah))
    stage.settle()
    assert stage.page.ui.baby_panel.ui.name_label.text() == "Noah"


def test_permission_is_confirmed_by_a_key_at_a_time_of_the_class(stage: Stage, klass: OpenClass) -> None:
    key(stage, Qt.Key.Key_O)
    [answer] = of(stage, klass, 0, "permission")
    assert (answer.code, answer.at) == ("not_now", NOW + timedelta(minutes=60))
    assert stage.page.ui.baby_panel.ui.permission_tag.isHidden()
    assert stage.page.panel.answers["not_now"].isChecked()
    assert rows(stage)[0] == "Bookmark"


def test_permission_is_confirmed_by_a_press_and_not_twice(stage: Stage, klass: OpenClass) -> None:
    for _ in range(2):
        stage.qtbot.mouseClick(stage.page.panel.answers["yes"], Qt.MouseButton.LeftButton)
        stage.settle()
    assert [note.code for note in of(stage, klass, 0, "permission")] == ["yes"]


def test_not_massaged_and_that_is_fine_is_an_answer(stage: Stage, klass: OpenClass) -> None:
    stage.qtbot.mouseClick(stage.page.panel.reasons["asleep"], Qt.MouseButton.LeftButton)
    stage.settle()
    assert [note.code for note in of(stage, klass, 0, "not_massaged")] == ["asleep"]
    assert rows(stage)[0] == "Bookmark"
    assert stage.page.panel.reasons["asleep"].isChecked()
    assert stage.page.ui.baby_panel.ui.reasons_label.text() == "Not massaged today, and that is fine"


def test_a_bookmark_gets_its_words_at_its_own_moment(stage: Stage, klass: OpenClass) -> None:
    [row] = stage.page.panel.bookmarks.values()
    row.family.click()
    write(stage, row.edit, "Turned to her mother's voice")
    [note], [mark] = of(stage, klass, 0, "note"), of(stage, klass, 0, "bookmark")
    assert (note.text, note.layer, note.at) == ("Turned to her mother's voice", "family", mark.at)
    assert note.refers_to == mark.id
    assert row.edit.isHidden() and row.words.text() == note.text
    assert rows(stage)[0] == "Permission"


def test_words_are_kept_in_their_layers_and_can_be_changed(stage: Stage, klass: OpenClass) -> None:
    ui = stage.page.ui
    write(stage, ui.baby_panel.words.ui.highlight_edit, "Held her mother's gaze")
    write(stage, ui.baby_panel.words.ui.sentence_edit, "Cold hall")
    write(stage, ui.baby_panel.words.ui.question_edit, "How does she sleep?")
    write(stage, ui.baby_panel.words.ui.highlight_edit, "Held her father's gaze")
    assert {(n.code, n.text, n.layer) for n in of(stage, klass, 0, "note")} == {
        ("highlight", "Held her father's gaze", "family"),
        ("sentence", "Cold hall", "private"),
        ("question", "How does she sleep?", "private"),
    }
    assert ui.baby_panel.words.ui.highlight_edit.text() == "Held her father's gaze"


def test_words_for_the_family_are_looked_at_for_claims(stage: Stage) -> None:
    words = stage.page.panel.words
    words.ui.highlight_edit.setText("Slept better than the other babies")
    words.ui.highlight_edit.wording.look()
    assert words.ui.fault_line.isVisible() and "own pace" in words.ui.fault_line.label.text()
    [row] = stage.page.panel.bookmarks.values()
    row.edit.setText("Massage cured her colic")
    row.edit.wording.look()
    assert row.edit.wording.marks == ()
    row.family.click()
    assert len(row.edit.wording.marks) == 1
    row.edit.clear()


def test_what_is_typed_is_kept_when_the_next_baby_is_opened(stage: Stage, klass: OpenClass) -> None:
    ui = stage.page.ui
    stage.qtbot.keyClicks(ui.baby_panel.words.ui.highlight_edit, "Smiled")
    stage.qtbot.keyClick(ui.baby_panel.words.ui.highlight_edit, Qt.Key.Key_Down)
    stage.settle()
    assert ui.baby_panel.ui.name_label.text() == "Noah"
    assert ui.baby_panel.words.ui.highlight_edit.text() == ""
    assert [note.text for note in of(stage, klass, 0, "note")] == ["Smiled"]
    assert of(stage, klass, 1, "note") == []
    stage.qtbot.keyClick(ui.baby_panel.words.ui.highlight_edit, Qt.Key.Key_Up)
    stage.settle()
    assert ui.baby_panel.words.ui.highlight_edit.text() == "Smiled"


def test_arrows_and_digits_go_from_baby_to_baby_and_at_last_to_the_reflection(stage: Stage) -> None:
    ui = stage.page.ui
    key(stage, Qt.Key.Key_Down)
    assert ui.baby_panel.ui.name_label.text() == "Noah" and ui.pages.currentWidget() is ui.baby_panel
    key(stage, Qt.Key.Key_Down)
    assert (
        ui.pages.currentWidget() is ui.absent_panel
        and ui.absent_panel.ui.absent_title.text() == "Zoë was not here"
    )
    key(stage, Qt.Key.Key_Down)
    assert ui.pages.currentWidget() is ui.reflection_page
    stage.qtbot.keyClick(ui.reflection_edit, Qt.Key.Key_Up)
    assert ui.pages.currentWidget() is ui.absent_panel
    key(stage, Qt.Key.Key_1)
    assert ui.baby_panel.ui.name_label.text() == "Mia" and ui.babies_list.currentIndex().row() == 0


def test_a_line_of_the_record_is_put_right_in_place_and_taken_back(stage: Stage, klass: OpenClass) -> None:
    panel, ui = stage.page.panel.entry, stage.page.panel.ui
    assert record(stage) == [
        "10:00 Arrive, settle, feed, change began",
        "10:02 Mia drowsy",
        "10:10 Mia quiet alert",
        "10:12 Mia: bookmark",
        "10:20 Mia looks away",
    ]
    ui.entries_list.setFocus()
    for pressed in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        stage.qtbot.keyClick(ui.entries_list, pressed)
    assert panel.isVisible() and panel.ui.entry_title.text() == "10:02:00 Mia drowsy"
    stage.qtbot.keyClick(panel.earlier, "+")
    stage.settle()
    assert panel.ui.entry_title.text() == "10:02:10 Mia drowsy"
    choose(stage, panel.what, "Light sleep")
    assert [note.code for note in of(stage, klass, 0, "state")] == ["light_sleep", "quiet_alert"]
    choose(stage, panel.whose, "Noah")
    assert panel.ui.entry_title.text() == "10:02:10 Noah light sleep"
    assert [note.code for note in of(stage, klass, 1, "state")] == ["light_sleep"]
    assert stage.page.ui.undo_button.accessibleName() == "Undo: light sleep put right"
    stage.qtbot.mouseClick(panel.take_out_chip, Qt.MouseButton.LeftButton)
    stage.settle()
    assert not panel.isVisible() and not of(stage, klass, 1, "state")
    for _ in range(4):
        stage.qtbot.keyClick(stage.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        stage.settle()
    first, _second = of(stage, klass, 0, "state")
    assert (first.code, first.at) == ("drowsy", NOW + timedelta(minutes=2))


def test_a_start_and_words_are_put_right_in_the_review(stage: Stage, klass: OpenClass) -> None:
    panel = stage.page.panel.entry
    open_line(stage, "Arrive")
    panel.time_edit.setTime(QTime(10, 0, 7))
    stage.qtbot.keyClick(panel.time_edit, Qt.Key.Key_Return)
    stage.settle()
    assert room(stage, klass.session).delivered[0].started == NOW + timedelta(seconds=7)
    assert not panel.whose.isVisible() and not panel.field.isVisible()
    open_line(stage, "bookmark")
    stage.qtbot.keyClicks(panel.field, "Laughed at the doll")
    stage.qtbot.keyClick(panel.field, Qt.Key.Key_Return)
    stage.settle()
    (words,) = of(stage, klass, 0, "note")
    assert (words.text, words.layer) == ("Laughed at the doll", "private")
    choose(stage, panel.layer, "For the family")
    (words,) = of(stage, klass, 0, "note")
    assert (words.text, words.layer) == ("Laughed at the doll", "family")


def record(stage: Stage) -> list[str]:
    """Return the record of the baby in view, line by line."""
    shown = stage.page.panel.ui.entries_list
    return [shown.view_at(place).words for place in range(shown.model().rowCount())]


def open_line(stage: Stage, words: str) -> None:
    """Click a line of the record."""
    shown = stage.page.panel.ui.entries_list
    place = next(place for place, line in enumerate(record(stage)) if words in line)
    shown.go_to(place)
    at = shown.visualRect(shown.currentIndex()).center()
    stage.qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=at)
    stage.settle()


def choose(stage: Stage, chip: Chip, words: str) -> None:
    """Open the list of a chip and choose one of it."""
    stage.qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    choose_in(chip, words)
    stage.settle()


def test_undo_takes_back_what_was_saved_even_from_inside_a_field(stage: Stage, klass: OpenClass) -> None:
    ui = stage.page.ui
    write(stage, ui.baby_panel.words.ui.highlight_edit, "Smiled")
    ui.baby_panel.words.ui.highlight_edit.setFocus()
    stage.qtbot.keyClick(
        ui.baby_panel.words.ui.highlight_edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
    )
    stage.settle()
    assert of(stage, klass, 0, "note") == [] and ui.baby_panel.words.ui.highlight_edit.text() == ""


def test_undo_stops_at_the_end_of_the_class(stage: Stage, klass: OpenClass) -> None:
    assert not stage.page.ui.undo_button.isEnabled()
    key(stage, Qt.Key.Key_P)
    assert stage.page.ui.undo_button.text() == "Undo: Mia permission yes"
    stage.page.ui.undo_button.click()
    stage.settle()
    assert not stage.page.ui.undo_button.isEnabled()
    assert room(stage, klass.session).register.session.status == "finished"


def test_a_baby_that_was_here_after_all_is_marked(stage: Stage, klass: OpenClass) -> None:
    key(stage, Qt.Key.Key_3)
    stage.page.ui.absent_panel.ui.here_button.click()
    stage.settle()
    assert [row.status for row in room(stage, klass.session).register.rows] == ["here", "late", "here"]
    assert rows(stage)[2] == "Permission, notes"
    assert not stage.page.ui.baby_panel.ui.nothing_tag.isHidden()


def test_the_reflection_is_kept_with_the_class(stage: Stage, klass: OpenClass) -> None:
    ui = stage.page.ui
    ui.reflection_button.click()
    stage.qtbot.keyClicks(ui.reflection_edit, "Warm the hall first.")
    stage.qtbot.keyClick(ui.reflection_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    with stage.store.read() as session:
        assert class_queries.reflection(session, session_id=klass.session) == "Warm the hall first."
    assert ui.undo_button.text() == "Undo: reflection"
    ui.undo_button.click()
    stage.settle()
    assert ui.reflection_edit.toPlainText() == ""
    ui.redo_button.click()
    stage.settle()
    assert ui.reflection_edit.toPlainText() == "Warm the hall first."


def test_it_leads_on_to_the_take_homes_and_to_the_paper_sheet(stage: Stage, klass: OpenClass) -> None:
    stage.qtbot.keyClicks(stage.page.ui.baby_panel.words.ui.highlight_edit, "Smiled")
    stage.page.ui.print_button.click()
    stage.page.ui.sheet_button.click()
    stage.settle()
    assert stage.gone == [("handouts", ("take_homes", klass.session)), ("quick_entry", klass.session)]
    assert [note.text for note in of(stage, klass, 0, "note")] == ["Smiled"]


def test_the_events_are_offered_as_a_file(stage: Stage, tmp_path: Path) -> None:
    target = tmp_path / "events.csv"
    stage.messages.expect("file_to_save", target)
    stage.page.ui.export_button.click()
    stage.qtbot.waitUntil(target.exists)
    stage.settle()
    stage.qtbot.waitUntil(lambda: bool(stage.said))


def test_every_control_in_view_has_a_name(stage: Stage) -> None:
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit):
        for widget in stage.page.findChildren(kind):
            if widget.isVisible() and not widget.objectName().startswith("qt_"):
                text = widget.text() if isinstance(widget, QAbstractButton) else ""
                buddies = [
                    label.text()
                    for label in stage.page.findChildren(type(stage.page.ui.baby_panel.ui.reasons_label))
                    if label.buddy() is widget
                ]
                assert widget.accessibleName() or text or buddies, widget


def test_arrows_go_from_baby_to_baby_from_any_button(stage: Stage) -> None:
    ui = stage.page.ui
    stage.qtbot.keyClick(stage.page.panel.answers["yes"], Qt.Key.Key_Down)
    assert ui.baby_panel.ui.name_label.text() == "Noah"
    stage.qtbot.keyClick(ui.babies_list, Qt.Key.Key_Up)
    assert ui.baby_panel.ui.name_label.text() == "Mia"
    stage.qtbot.keyClick(stage.page.panel.ui.next_button, Qt.Key.Key_PageDown)
    assert ui.baby_panel.ui.name_label.text() == "Noah"


def test_what_was_taken_back_is_brought_again(stage: Stage, klass: OpenClass) -> None:
    ui = stage.page.ui
    key(stage, Qt.Key.Key_P)
    assert ui.redo_button.isHidden()
    ui.undo_button.click()
    stage.settle()
    assert of(stage, klass, 0, "permission") == []
    assert ui.redo_button.text() == "Redo: Mia permission yes"
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert [note.code for note in of(stage, klass, 0, "permission")] == ["yes"]


def test_a_class_without_babies_says_so(qtbot: QtBot, studio_folder: Path) -> None:
    store = open_studio(studio_folder)
    with store.write() as session:
        empty = classes_of(session, a_course(session))[0]
    store.close()
    with staged(AfterClassPage, studio_folder, qtbot, EVENING) as stage:
        stage.page.open(empty)
        stage.show()
        assert stage.page.ui.absent_panel.ui.absent_title.text() == "Nobody is on this register"
        assert stage.page.ui.absent_panel.ui.here_button.isHidden()
        key(stage, Qt.Key.Key_Down, Qt.Key.Key_P)


def add(stage: Stage, klass: OpenClass, *presses: tuple[str, str, float]) -> None:
    """Write down more of Mia's class, each press at its minute, and show it."""
    with stage.store.write() as session:
        for kind, code, minute in presses:
            at = NOW + timedelta(minutes=minute)
            mia = klass.dyads[0]
            service.record(
                session,
                action_id=new_id(),
                session_id=klass.session,
                dyads=((mia.baby, mia.carer),),
                kind=kind,  # type: ignore[arg-type]
                code=code,
                now=EVENING,
                at=at,
            )
    stage.page.mark_stale()
    stage.settle()


def test_signs_of_illness_are_told_to_the_instructor_with_their_time_and_no_diagnosis(
    stage: Stage, klass: OpenClass
) -> None:
    ui = stage.page.ui
    assert ui.baby_panel.ui.advice_card.isHidden()
    before = ui.baby_panel.ui.counts_label.text()
    add(stage, klass, ("cue", "goes_limp", 30), ("cue", "unusual_cry", 31), ("response", "cuddle", 31))
    assert not ui.baby_panel.ui.advice_card.isHidden()
    assert ui.baby_panel.ui.advice_title.text() == "Seek advice?"
    assert ui.baby_panel.ui.advice_label.text() == "You noted: goes limp at 10:30 and unusual cry at 10:31."
    assert "999" in ui.baby_panel.ui.advice_hint.text() and "NHS 111" in ui.baby_panel.ui.advice_hint.text()
    assert ui.baby_panel.ui.counts_label.text() == before == "1 × pause"
    key(stage, Qt.Key.Key_Down)
    assert ui.baby_panel.ui.name_label.text() == "Noah" and ui.baby_panel.ui.advice_card.isHidden()


def test_the_review_counts_no_answers(stage: Stage, klass: OpenClass) -> None:
    add(stage, klass, ("response", "cuddle", 21), ("cue", "smiles", 22))
    assert stage.page.ui.baby_panel.ui.counts_label.text() == "1 × yes, more · 1 × pause"


def test_permission_is_shown_in_its_order(stage: Stage, klass: OpenClass) -> None:
    ui = stage.page.ui
    add(stage, klass, ("permission", "yes", 4), ("permission", "not_now", 49))
    assert ui.baby_panel.ui.permission_label.text() == "Said yes at 10:04, then not now at 10:49"
    assert (
        ui.baby_panel.ui.reasons_label.text()
        == ui.baby_panel.ui.reason_chips.accessibleName()
        == "Stopped early, and that is fine"
    )
    assert stage.page.panel.answers["not_now"].isChecked()
    stage.qtbot.mouseClick(stage.page.panel.reasons["asleep"], Qt.MouseButton.LeftButton)
    stage.settle()
    assert (
        ui.baby_panel.ui.permission_label.text()
        == "Said yes at 10:04, then not now at 10:49, then fell asleep at 11:00"
    )


def test_an_answer_put_right_in_the_review_is_no_second_answer(stage: Stage, klass: OpenClass) -> None:
    key(stage, Qt.Key.Key_O, Qt.Key.Key_P)
    assert stage.page.ui.baby_panel.ui.permission_label.text() == "Said yes at 11:00"
    stage.qtbot.mouseClick(stage.page.panel.reasons["asleep"], Qt.MouseButton.LeftButton)
    stage.settle()
    key(stage, Qt.Key.Key_O)
    assert (
        stage.page.ui.baby_panel.ui.permission_label.text()
        == "Said yes at 11:00, then fell asleep at 11:00, then not now at 11:00"
    )


def test_how_a_family_is_getting_on_is_kept_for_the_instructor_alone_and_comes_back(
    stage: Stage, klass: OpenClass
) -> None:
    def kept() -> dict[UUID, CheckInView]:
        with stage.store.read() as session:
            return check_ins_after(session, session_id=klass.session)

    mia, noah = klass.dyads[:2]
    card = stage.page.panel.check_in
    assert card.ui.turn_label.isHidden() and not card.ui.again_check.isEnabled()
    write(stage, card.ui.words_edit, "Feeling low, her sister comes on Friday")
    assert card.ui.turn_label.text().split("\n")[1].startswith("Low mood")
    card.ui.again_check.click()
    stage.settle()
    one = kept()[mia.family]
    assert (one.words, one.follow_up_on) == (
        "Feeling low, her sister comes on Friday",
        NOW.date() + timedelta(days=7),
    )
    card.ui.words_edit.setText("Feeling low, half typed")
    stage.page.step(1)
    stage.settle()
    assert card.ui.words_edit.text() == "" and noah.family not in kept()
    assert kept()[mia.family].words == "Feeling low, half typed"
    stage.page.step(-1)
    assert card.ui.words_edit.text() == "Feeling low, half typed" and card.ui.again_check.isChecked()
    write(stage, card.ui.words_edit, "")
    assert kept() == {} and not card.ui.again_check.isChecked()
