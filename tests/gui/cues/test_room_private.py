"""What parents can read in the class room, and what the instructor reads while her key is held."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

import massage_studio.families.service as families
from massage_studio.cues import service
from massage_studio.store.ids import new_id
from tests.gui.cues.room_stage import CONTROL, RoomStage
from tests.gui.readable import readable
from tests.studio_fixtures import NOW

KEY = Qt.Key.Key_F8
FLAGS = (("allergy", "Xanthic nuts"), ("immunised", "Xanthic jab"), ("skin", "Xanthic rash"))


def mark_everything(room: RoomStage) -> None:
    """Let Mia have a surname, flags, notes, a warning sign and a reason, and her mother a surname too."""
    mia = room.held.dyads[0]
    with room.store.write() as session:
        session.execute(text("UPDATE baby SET family_name = 'Xanthos'"))
        session.execute(text("UPDATE carer SET family_name = 'Xanthos'"))
        for kind, what in FLAGS:
            families.add_flag(session, baby_id=mia.baby, kind=kind, what=what, since=NOW.date())  # type: ignore[arg-type]
    for more in (
        {"kind": "note", "code": "", "text": "Xanthic family", "layer": "family"},
        {"kind": "note", "code": "", "text": "Xanthic private", "layer": "private"},
        {"kind": "note", "code": "", "text": "Xanthic folder", "layer": "safeguarding"},
        {"kind": "cue", "code": "goes_limp"},
        {"kind": "not_massaged", "code": "recent_jab"},
    ):
        note = partial(service.record, action_id=new_id(), session_id=room.held.session, now=NOW, **more)  # type: ignore[arg-type]
        room.window.context.tasks.write(partial(note, dyads=((mia.baby, mia.carer),)))
    room.page.reload()
    room.settle()


def told(room: RoomStage) -> str:
    return room.page.peek.popover.words()


def given_away() -> list[str]:
    """What parents read of what they must not."""
    words = ("Xanth", "llergy", "jab", "nwell", "limp", "afeguarding", "onsent missing", "£")
    return [line for line in readable() if any(word in line for word in words)]


def test_parents_read_first_names_and_states_and_no_more(room: RoomStage) -> None:
    mark_everything(room)
    room.press("1 r")
    assert "Mia" in readable() and given_away() == []
    room.click(room.page.header.ui.register_button)
    assert "Mia" in readable() and given_away() == []
    assert "\u25c6" in readable() and "\u25b2" in readable() and "\u25cf" in readable()
    room.click(room.page.header.ui.finish_button)
    room.window.go("class_room", room.held.session)
    room.settle()
    assert room.page.record_panel.isVisible() and given_away() == []


def test_the_instructor_reads_the_rest_while_her_key_is_held(room: RoomStage) -> None:
    mark_everything(room)
    for on in (room.page, room.page.note_bar.field):
        on.setFocus()
        room.qtbot.keyPress(on, KEY)
        assert room.page.peek.popover.isVisible()
        for _, words in FLAGS:
            assert words in told(room)
        assert "10:00 Mia: Goes limp" in told(room) and "Consent missing" in told(room)
        room.qtbot.keyRelease(on, KEY)
        room.qtbot.waitUntil(lambda: not room.page.peek.popover.isVisible())
        assert told(room) == ""
    assert room.page.note_bar.field.text() == ""


def test_a_key_that_the_system_repeats_is_still_held(room: RoomStage) -> None:
    mark_everything(room)
    room.qtbot.keyPress(room.page, KEY)
    for _ in range(5):
        for kind in (QEvent.Type.KeyRelease, QEvent.Type.KeyPress):
            # X11 may send a repeat as a key that is let go and pressed again, without saying so.
            QApplication.sendEvent(room.page, QKeyEvent(kind, KEY, Qt.KeyboardModifier.NoModifier))
            assert room.page.peek.popover.isVisible()
    room.qtbot.wait(60)
    assert "Xanthic nuts" in told(room)
    QGuiApplication.instance().focusWindowChanged.emit(None)  # type: ignore[union-attr]
    assert told(room) == "", "another program has the keys, and never tells that it was let go"


def test_behind_the_curtain_the_key_tells_nothing(room: RoomStage) -> None:
    mark_everything(room)
    room.qtbot.keyPress(room.page, KEY)
    room.key("F9")
    assert told(room) == "", "the curtain goes over it too"
    room.qtbot.keyRelease(room.page, KEY)
    room.qtbot.wait(60)
    room.qtbot.keyPress(room.page, KEY)
    assert told(room) == "Lift the curtain (F9) to read it." and given_away() == []
    assert not room.page.note_bar.layers["safeguarding"].isVisible()
    room.qtbot.keyRelease(room.page, KEY)


def test_the_mark_is_held_by_a_finger_too(room: RoomStage) -> None:
    mark = room.page.task_panel.recent.ui.hint_mark
    assert not mark.isVisible()
    mark_everything(room)
    assert mark.isVisible() and mark.width() >= 40
    room.qtbot.mousePress(mark, Qt.MouseButton.LeftButton)
    assert "Goes limp" in told(room)
    room.qtbot.mouseRelease(mark, Qt.MouseButton.LeftButton)
    assert told(room) == ""


def test_signs_open_by_a_click_and_close_by_themselves(room: RoomStage) -> None:
    mark_everything(room)
    mia, leo = room.page.board.cards[:2]
    room.click(leo)
    spot = mia._signs.center().toPoint()
    room.qtbot.mouseClick(mia, Qt.MouseButton.LeftButton, pos=spot)
    assert told(room).split("\n")[:3] == ["Mia", "\u25c6 Xanthic nuts", "\u25b2 Xanthic jab"]
    assert mia.is_selected(), "a press on the signs selects the baby as every other press"
    timer = room.page.peek.popover._timer
    assert timer.isActive() and timer.interval() <= 10_000
    timer.timeout.emit()
    assert told(room) == "" and not room.page.peek.popover.isVisible()
    room.qtbot.mouseClick(mia, Qt.MouseButton.LeftButton, pos=QPoint(20, mia.height() - 8))
    assert told(room) == ""
    room.qtbot.mouseClick(mia, Qt.MouseButton.LeftButton, pos=spot)
    room.window.go("today")
    assert told(room) == "", "it does not stay over another page"


def test_safeguarding_is_behind_the_key(room: RoomStage) -> None:
    room.press("1")
    bar = room.page.note_bar
    assert not bar.layers["safeguarding"].isVisible()
    room.key("l", CONTROL)
    room.key("l", CONTROL)
    assert bar.layer == "private", "without the key there are two layers"
    room.qtbot.keyPress(room.page, KEY)
    room.click(bar.layers["safeguarding"])
    assert bar.layers["safeguarding"].isChecked()
    room.qtbot.keyRelease(room.page, KEY)
    room.qtbot.waitUntil(lambda: not bar.layers["safeguarding"].isVisible())
    assert (bar.layer, bar.layers["private"].words()) == ("safeguarding", "Private \u2217")
    assert given_away() == []
    room.press("2")
    assert (bar.layer, bar.layers["private"].words()) == ("private", "Private")


def test_two_babies_of_one_name_have_a_letter_each(room: RoomStage) -> None:
    with room.store.write() as session:
        session.execute(
            text("UPDATE baby SET given_name = 'Mia', family_name = 'Xanthos' WHERE given_name = 'Leo'")
        )
        session.execute(
            text("UPDATE baby SET family_name = 'Ost' WHERE given_name = 'Mia' AND family_name = ''")
        )
    room.page.reload()
    room.settle()
    assert [card.accessibleName() for card in room.page.board.cards] == ["1 Mia O.", "2 Mia X.", "3 Zoë"]


def test_private_words_do_not_come_back_on_the_screen(room: RoomStage) -> None:
    room.press("1 Return")
    edit = room.page.note_bar.field
    room.qtbot.keyClicks(edit, "ask about sleep")
    room.key("Return", on=edit)
    room.press("2 Return")
    room.qtbot.keyClicks(edit, "ask about")
    room.settle()
    assert not room.page.task_panel.phrases.isVisible()
    room.key("Down", on=edit)
    assert edit.text() == "ask about"


def test_the_rest_of_a_line_closes_by_itself_unless_words_are_begun(room: RoomStage) -> None:
    room.click(room.page.header.ui.register_button)
    panel = room.page.register_panel
    room.press("1 u")
    assert panel.rest.isVisible() and panel.fold_timer.isActive() and panel.fold_timer.interval() <= 60_000
    room.qtbot.keyClicks(panel.rest.note_edit, "a cold")
    panel.fold_timer.timeout.emit()
    assert panel.rest.isVisible() and panel.fold_timer.isActive()
    room.key("Return", on=panel.rest.note_edit)
    panel.fold_timer.timeout.emit()
    assert not panel.rest.isVisible()
    room.press("2")
    assert panel.rest.isVisible(), "the keys are the register's"
