"""What the class room asks inline: notes in layers, corrections, reasons, the plan, and its quiet hints."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from massage_studio.cues import service
from massage_studio.cues.queries import phrases
from massage_studio.gui.cues.room import REASON_KEYS
from massage_studio.gui.widgets.chip import Chip
from massage_studio.store.ids import new_id
from tests.gui.cues.room_stage import CONTROL, SHIFT, RoomStage, choose_in
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


def test_each_reason_has_its_key_and_none_looks_chosen(room: RoomStage) -> None:
    reasons = room.page.task_panel.reasons
    for key, code in REASON_KEYS.items():
        room.press("2 u")
        assert reasons.isVisible() and not any(chip.hasFocus() for chip in reasons.chips)
        room.press("z u " + key)
        assert room.codes("Leo")[-1] == ("not_massaged", code) and not reasons.isVisible()
    assert room.codes("Leo").count(("cue", "looks_away")) == len(REASON_KEYS), "other keys go on"


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
    room.key("b", CONTROL)
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


def put_right(room: RoomStage, keys: str) -> None:
    """Press keys of what is being put right and wait until all is written."""
    room.press(keys)
    room.qtbot.waitUntil(lambda: room.page.task_panel.entry.is_done())
    room.settle()


def choose(room: RoomStage, chip: Chip, words: str) -> None:
    """Open the list of a chip and choose one of it."""
    room.click(chip)
    choose_in(chip, words)
    room.settle()


def test_a_chip_of_the_strip_is_put_right_by_mouse(room: RoomStage) -> None:
    room.press("1 z")
    first = room.notes("Mia")[0]
    room.forward(minutes=2)
    panel = room.page.task_panel.entry
    room.click(next(c for c in room.page.task_panel.recent.chips if "looks away" in c.words()))
    assert panel.isVisible() and panel.ui.entry_title.text() == "10:00:00 Mia looks away"
    choose(room, panel.whose, "Leo")
    assert (room.codes("Mia"), room.codes("Leo")) == ([], [("cue", "looks_away")])
    choose(room, panel.what, "Yawn")
    room.click(panel.later)
    panel.time_edit.setTime(panel.time_edit.time().addSecs(57))
    room.key("Return", on=panel.time_edit)
    assert panel.ui.entry_title.text() == "10:01:07 Leo yawn"
    room.qtbot.keyClicks(panel.field, "at the end")
    room.key("Return", on=panel.field)
    words = room.notes("Leo")[-1]
    assert (words.text, words.layer, words.at) == ("at the end", "private", NOW + timedelta(seconds=67))
    assert not panel.field.isEnabled() and panel.field.text() == "", "what is private is not on the screen"
    assert room.page.header.ui.undo_button.accessibleName() == "Undo: words put to it"
    room.key("z", CONTROL)
    assert room.page.header.ui.undo_button.accessibleName() == "Undo: yawn put right"
    room.click(panel.take_out_chip)
    assert not panel.isVisible() and room.kept().notes == ()
    assert room.page.header.ui.undo_button.accessibleName() == "Undo: yawn taken out"
    for _ in range(5):
        room.key("z", CONTROL)
    assert room.notes("Mia") == [first]


def test_the_last_entries_are_put_right_by_keys(room: RoomStage) -> None:
    room.press("1 r")
    room.forward(minutes=1)
    room.press("2 z 1 s")
    panel = room.page.task_panel.entry
    room.key("e", CONTROL)
    assert panel.ui.entry_title.text() == "10:01:00 Mia smiling"
    put_right(room, "- - - +")
    assert panel.ui.entry_title.text() == "10:00:40 Mia smiling"
    room.key("e", CONTROL)
    assert panel.ui.entry_title.text() == "10:00:00 Mia quiet alert"
    room.press("Down", on=panel.earlier)
    room.press("Space", on=panel.whose)
    choose_in(panel.whose, "Leo")
    room.settle()
    assert room.codes("Mia") == [("state", "quiet_alert")]
    assert [code for _, code in room.codes("Leo")] == ["smiles", "looks_away"]
    room.press("Delete", on=panel.earlier)
    assert room.codes("Leo") == [("cue", "looks_away")] and room.page.hasFocus()
    room.key("z", CONTROL)
    assert len(room.codes("Leo")) == 2


def test_the_record_goes_on_while_an_entry_is_put_right(room: RoomStage) -> None:
    room.press("1 r")
    room.key("e", CONTROL)
    chip = room.page.task_panel.entry.earlier
    room.press("2 z", on=chip)
    assert room.codes("Leo") == [("cue", "looks_away")]
    room.press("Escape", on=chip)
    assert room.page.task_panel.recent.isVisible()


def test_the_whole_record_is_read_and_put_right_while_the_class_runs(room: RoomStage) -> None:
    room.press("1 z")
    room.forward(minutes=20)
    room.key("e", CONTROL | SHIFT)
    record = room.page.record_panel
    shown = record.ui.record_list
    room.press("2 s", on=shown)
    assert room.codes("Leo") == [("cue", "smiles")], "what is pressed is written down all the same"
    words = [shown.view_at(place).words for place in range(shown.model().rowCount())]
    assert words == ["10:00 Arrive, settle, feed, change began", "10:20 Leo smiling"], (
        "of the baby who is selected"
    )
    room.press("1", on=shown)
    room.press("Down Return", on=shown)
    assert record.entry.ui.entry_title.text() == "10:00:00 Mia looks away"
    room.press("Delete", on=record.entry.earlier)
    assert room.codes("Mia") == [] and shown.hasFocus()
    room.press("Escape", on=shown)
    assert room.page.palette_panel.isVisible() and room.page.hasFocus()


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
