"""What the class room asks inline: notes in layers, corrections, reasons, the plan, and its quiet hints."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from massage_studio.cues import service
from massage_studio.cues.queries import phrases
from massage_studio.store.ids import new_id
from tests.gui.cues.room_stage import CONTROL, RoomStage
from tests.studio_fixtures import NOW


def words_on(widget: QWidget) -> list[str]:
    """Return every word that a widget shows or tells a screen reader."""
    found: list[str] = []
    for part in (widget, *widget.findChildren(QWidget)):
        if part.isVisible():
            found += [part.accessibleName(), part.accessibleDescription(), part.toolTip()]
            if isinstance(part, QLabel | QAbstractButton):
                found.append(part.text())
    edit = widget.findChild(QWidget, "note_edit")
    return [*found, edit.placeholderText() if edit is not None else ""]  # type: ignore[attr-defined]


def read_alone(room: RoomStage) -> list[str]:
    """Return the lines that are read while the instructor's key is held down."""
    room.qtbot.keyPress(room.page, Qt.Key.Key_F8)
    told = room.page.peek.popover.words().split("\n")
    room.qtbot.keyRelease(room.page, Qt.Key.Key_F8)
    room.qtbot.waitUntil(lambda: not room.page.peek.popover.isVisible())
    return told


def strip(room: RoomStage) -> list[str]:
    return [chip.words() for chip in room.page.task_panel.recent.chips if chip.isVisible()]


def write(room: RoomStage, text: str) -> None:
    room.press("Return")
    room.qtbot.keyClicks(room.page.note_bar.field, text)
    room.key("Return", on=room.page.note_bar.field)


# Notes


def test_a_note_is_kept_in_the_layer_that_is_chosen(room: RoomStage) -> None:
    room.press("1")
    write(room, "for me")
    room.click(room.page.note_bar.layers["family"])
    write(room, "for them")
    room.qtbot.keyPress(room.page, Qt.Key.Key_F8)
    room.key("l", CONTROL)
    room.qtbot.keyRelease(room.page, Qt.Key.Key_F8)
    assert room.page.note_bar.field.placeholderText() == "Where the record is kept, no details"
    write(room, "Folder 3")
    assert [(note.layer, note.text) for note in room.notes("Mia")] == [
        ("private", "for me"),
        ("family", "for them"),
        ("safeguarding", "Folder 3"),
    ]


def test_each_baby_begins_with_private_notes(room: RoomStage) -> None:
    bar = room.page.note_bar
    room.press("1")
    assert bar.layer == "private"
    bar.choose("family")
    write(room, "for them")
    room.press("1 s")
    assert bar.layer == "family", "it stays with its baby"
    room.press("2")
    assert bar.layer == "private"
    bar.choose("family")
    room.press("Return")
    room.qtbot.keyClicks(bar.field, "begun about Leo")
    room.click(room.page.board.cards[0])
    assert bar.layer == "family", "words that are begun keep theirs"
    room.press("Return")
    room.key("Return", on=bar.field)
    assert [(note.layer, note.text) for note in room.notes("Leo") if note.text] == [
        ("family", "begun about Leo")
    ]
    assert bar.layer == "private"
    room.press("2 . ")
    bar.choose("family")
    room.press("1")
    bar.choose("family")
    room.key("b", CONTROL)
    assert bar.layer == "private", "the bookmark is another baby's"


def test_the_words_of_a_note_are_never_on_the_cards_or_in_the_strip(room: RoomStage) -> None:
    room.press("1")
    write(room, "grandmother worries")
    room.page.note_bar.choose("family")
    write(room, "grandmother sang")
    assert strip(room).count("10:00 Mia: note") == 2
    card = room.page.board.cards[0].baby()
    assert card is not None and card.last_line.startswith("Not asked yet · Note")
    assert not [words for words in words_on(room.window) if "grandmother" in words]


def test_what_was_noted_before_in_the_layer_is_offered_again(room: RoomStage) -> None:
    room.press("1")
    write(room, "ask about sleep")
    room.page.note_bar.choose("family")
    write(room, "turned to the voice")
    room.press("2")
    room.page.note_bar.choose("family")
    room.press("Return")
    edit, page = room.page.note_bar.field, room.page
    room.qtbot.keyClicks(edit, "vo")
    room.settle()
    assert page.task_panel.phrases.isVisible()
    offered = [chip for chip in room.page.task_panel.phrases.chips if chip.isVisible()]
    assert [chip.words() for chip in offered] == ["turned to the voice"]
    room.key("Down", on=edit)
    assert edit.text() == "turned to the voice"
    room.key("Up", on=edit)
    assert edit.text() == "vo"
    room.click(offered[0])
    room.key("Return", on=edit)
    assert [note.text for note in room.notes("Leo")] == ["turned to the voice"]
    assert page.task_panel.recent.isVisible()


def test_phrases_with_anybodys_name_and_references_are_not_offered(room: RoomStage) -> None:
    baby = room.baby("Mia")
    with room.store.write() as session:
        for layer, text in (
            ("family", "Leo laughed"),
            ("family", "loved the song"),
            ("safeguarding", "Folder 3"),
        ):
            service.record(
                session,
                action_id=new_id(),
                session_id=room.held.session,
                dyads=((baby, None),),
                kind="note",
                code="",
                now=NOW,
                text=text,
                layer=layer,
            )
        assert phrases(session, layer="family", words="l") == ("loved the song",)
        assert phrases(session, layer="family", words="song loved") == ("loved the song",)
        assert phrases(session, layer="family", words="100%") == ()
        assert phrases(session, layer="safeguarding", words="") == ()


def test_after_not_now_the_note_asks_what_happened_instead(room: RoomStage) -> None:
    room.press("1 o")
    edit = room.page.note_bar.field
    assert edit.placeholderText() == "What happened instead? (press Enter)"
    write(room, "Cuddled and sang")
    assert edit.placeholderText() == "Note about Mia (press Enter)"
    room.press("i 2")
    assert edit.placeholderText() == "Note about Leo (press Enter)"


# Not massaged, bookmarks, corrections


def test_not_massaged_today_takes_one_reason_and_the_card_shows_it(room: RoomStage) -> None:
    room.press("2 u")
    page = room.page
    assert page.task_panel.reasons.isVisible()
    assert page.task_panel.reasons.ui.reason_title.text() == "Leo: not massaged today, and that is fine"
    room.click(room.page.task_panel.reasons.chips[0])
    assert room.codes("Leo") == [("not_massaged", "asleep")]
    chip = room.page.palette_panel.not_today
    assert (chip.words(), chip.isChecked()) == ("Not today", True)
    card = room.page.board.cards[1].baby()
    assert card is not None and card.last_line == "Not today"
    assert room.page.header.ui.undo_button.accessibleName() == "Undo: Leo not today"


@pytest.mark.parametrize("by_click", [False, True])
def test_the_question_why_not_goes_when_another_baby_is_selected(room: RoomStage, by_click: bool) -> None:
    room.press("1 u")
    chip = room.page.task_panel.reasons.chips[0]
    if by_click:
        room.click(room.page.board.cards[1])
    else:
        room.press("2", on=chip)
    assert not room.page.task_panel.reasons.isVisible()
    assert room.page.hasFocus(), "the space bar presses nothing that lies behind"
    room.press("Space")
    assert room.codes("Mia") == room.codes("Leo") == []


def test_the_question_why_not_stays_while_its_baby_is_selected(room: RoomStage) -> None:
    room.press("1 u")
    chip = room.page.task_panel.reasons.chips[0]
    room.press("z 1 Space", on=chip)
    assert room.codes("Mia") == [("cue", "looks_away"), ("not_massaged", "asleep")]


def test_one_undo_takes_back_that_a_baby_is_not_massaged_today(room: RoomStage) -> None:
    room.press("1 u")
    assert room.page.task_panel.reasons.ui.reason_title.text() == "Mia: not massaged today, and that is fine"
    room.press("Space", on=room.page.task_panel.reasons.chips[0])
    assert room.codes("Mia") == [("not_massaged", "asleep")]
    assert room.page.header.ui.undo_button.accessibleName() == "Undo: Mia not today"
    room.key("z", CONTROL)
    assert room.kept().notes == ()


def test_a_bookmark_is_described_later(room: RoomStage) -> None:
    room.press("3 . 1")
    card = room.page.board.cards[2].baby()
    assert card is not None and card.bookmarks == 1
    room.forward(minutes=3)
    room.click(next(c for c in room.page.task_panel.recent.chips if "bookmark" in c.words()))
    edit = room.page.task_panel.bookmark.field
    assert (
        edit.isVisible()
        and room.page.task_panel.bookmark.ui.describe_title.text() == "Zoë: bookmark at 10:00"
    )
    room.qtbot.keyClicks(edit, "laughed at the doll")
    room.key("Return", on=edit)
    told = [note for note in room.notes("Zoë") if note.kind == "note"]
    assert [(note.text, note.at) for note in told] == [("laughed at the doll", NOW)]
    card = room.page.board.cards[2].baby()
    assert card is not None and card.bookmarks == 0
    room.key("z", CONTROL)
    card = room.page.board.cards[2].baby()
    assert card is not None and card.bookmarks == 1


def correct(room: RoomStage, keys: str) -> None:
    """Press keys of a correction and wait until all is written."""
    room.press(keys)
    correcting = room.page.task_panel.correction
    room.qtbot.waitUntil(lambda: correcting.is_done())
    room.settle()


def test_a_state_is_corrected_inline_and_the_history_is_kept(room: RoomStage) -> None:
    room.press("1 r")
    room.forward(minutes=10)
    room.press("e")
    room.forward(minutes=2)
    room.press("1")
    room.click(room.page.palette_panel.ui.since_button)
    assert room.page.task_panel.correction.ui.correct_title.text() == "Mia: drowsy since 10:10"
    for key in "--+":
        correct(room, key)
    assert room.page.task_panel.correction.ui.correct_title.text() == "Mia: drowsy since 10:09"
    room.click(next(c for c in room.page.task_panel.correction.chips if c.words() == "Light sleep"))
    states = [(note.code, note.at, note.ended) for note in room.notes("Mia")]
    at = NOW + timedelta(minutes=9)
    assert states == [("quiet_alert", NOW, at), ("light_sleep", at, None)]
    for _ in range(4):
        room.key("z", CONTROL)
    assert [note.code for note in room.notes("Mia")] == ["quiet_alert", "drowsy"]
    assert room.notes("Mia")[1].at == NOW + timedelta(minutes=10)


def test_quick_presses_of_a_correction_are_all_counted(room: RoomStage) -> None:
    room.forward(minutes=10)
    room.press("1 r")
    room.key("e", CONTROL)
    correct(room, "- - - - -")
    (state,) = room.notes("Mia")
    assert state.at == NOW + timedelta(minutes=5)
    assert not room.window.banner.isVisible()


def test_the_record_goes_on_while_a_state_is_being_corrected(room: RoomStage) -> None:
    room.press("1 r")
    room.key("e", CONTROL)
    assert room.page.task_panel.correction.isVisible()
    chip = room.page.task_panel.correction.chips[0]
    room.press("2 z", on=chip)
    assert room.codes("Leo") == [("cue", "looks_away")]
    room.press("Escape", on=chip)
    assert room.page.task_panel.recent.isVisible()


# The plan


def test_an_activity_is_skipped_and_another_added_and_real_times_are_shown(room: RoomStage) -> None:
    room.forward(minutes=7)
    room.press("PageDown")
    page, items = room.page, room.page.plan.items
    assert items[0].accessibleDescription() == "10:00, done"
    third = room.kept().delivered[2]
    room.click(page.plan.ui.skip_button)
    assert room.kept().delivered[2].status == "skipped"
    assert items[2].accessibleDescription() == "left out, left out"
    items[3].setFocus()
    room.key("Delete", on=items[3])
    assert room.kept().delivered[3].status == "skipped"
    room.click(page.plan.ui.add_button)
    room.qtbot.keyClicks(page.task_panel.activity.field, "Song & dance")
    page.task_panel.activity.ui.activity_minutes.setValue(7)
    room.key("Return", on=page.task_panel.activity.field)
    added = room.kept().delivered[2]
    assert (added.title, added.minutes, added.status) == ("Song & dance", 7, "todo")
    assert room.page.plan.items[2].accessibleName() == "Song & dance"
    for _ in range(3):
        room.key("z", CONTROL)
    assert room.kept().delivered[2] == third


# Hints and the curtain


def test_two_pause_signs_in_a_minute_make_a_quiet_hint_until_it_is_old(room: RoomStage) -> None:
    room.press("3 z")
    room.forward(seconds=50)
    room.press("x")
    mark = room.page.task_panel.recent.ui.hint_mark
    assert mark.isVisible()
    assert read_alone(room)[0] == "\u2068Zoë\u2069: two pause signs in a minute"
    room.page.header.ui.curtain_button.click()
    assert read_alone(room) == ["Lift the curtain (F9) to read it."]
    room.page.header.ui.curtain_button.click()
    room.forward(minutes=3)
    room.page.tick()
    assert not mark.isVisible() and "pause" not in " ".join(read_alone(room))


def test_the_limits_of_the_hints_are_the_instructors(room: RoomStage) -> None:
    QSettings().setValue("class_room/pause_hint_seconds", 0)
    QSettings().setValue("class_room/quiet_minutes", 5)
    room.press("1 z z")
    room.forward(minutes=6)
    room.press("1 s 2 s")
    assert read_alone(room)[0] == "No cue for Zoë in 6 minutes"


def test_the_curtain_leaves_initials_only(room: RoomStage) -> None:
    room.press("1 r . 2 s")
    write(room, "Mia looked on")
    room.key("F9")
    assert room.page.header.ui.curtain_button.isChecked()
    room.press("1")
    shown = words_on(room.page)
    for name in ("Mia", "Leo", "Zoë", "CarerMia", "CarerLeo"):
        assert not [words for words in shown if name in words], name
    assert "10:00 L: note" in strip(room)
    assert room.page.palette_panel.ui.baby_label.text() == "M"
    room.click(room.page.header.ui.register_button)
    assert not [words for words in words_on(room.page) if "Mia" in words or "Leo" in words]
    room.press("Return")
    room.key("F9")
    assert room.page.palette_panel.ui.baby_label.text() == "Mia"
