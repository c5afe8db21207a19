"""Behind the privacy curtain nobody reads a name or a private word, and health still has its sign."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import text

import massage_studio.families.service as families
from massage_studio.gui.privacy import KEY
from massage_studio.store.ids import new_id
from tests.gui.cues.room_stage import CONTROL, RoomStage
from tests.gui.cues.test_room_inline import words_on, write

HIDDEN = QLineEdit.EchoMode.Password
SHOWN = QLineEdit.EchoMode.Normal


def names_on(room: RoomStage) -> list[str]:
    """Return what can be read in the window that has a name in it."""
    names = ("Mia", "Leo", "Zoë", "Bo", "Carer")
    shown = words_on(room.window) + ([room.window.toast.words()] if room.window.toast.isVisible() else [])
    return [words for words in shown if any(name in words.split() or f"{name}:" in words for name in names)]


def test_a_panel_that_is_open_is_named_anew_with_the_curtain(room: RoomStage) -> None:
    page = room.page
    room.press("1 r .")
    for title, begin in (
        (page.task_panel.entry.ui.entry_title, lambda: room.key("e", CONTROL)),
        (page.task_panel.reasons.ui.reason_title, lambda: room.press("u")),
        (page.task_panel.bookmark.ui.describe_title, lambda: room.key("b", CONTROL)),
    ):
        begin()
        assert title.isVisible() and "Mia: " in title.text()
        room.key("F9")
        assert title.isVisible() and "M: " in title.text()
        assert not names_on(room)
        room.key("F9")
        assert "Mia: " in title.text()


def test_what_was_said_before_goes_behind_the_curtain(room: RoomStage) -> None:
    room.press("1")
    room.page.note_bar.choose("family")
    write(room, "ask about sleep")
    room.press("Return")
    edit, page = room.page.note_bar.field, room.page
    room.qtbot.keyClicks(edit, "ask")
    room.settle()
    assert page.task_panel.phrases.isVisible()
    room.key("F9", on=edit)
    assert not page.task_panel.phrases.isVisible()
    room.key("Down", on=edit)
    room.qtbot.keyClicks(edit, " a")
    room.settle()
    assert edit.text() == "ask a" and not page.task_panel.phrases.isVisible()


def test_words_typed_before_the_curtain_and_private_ones_are_hidden(room: RoomStage) -> None:
    room.press("1 Return")
    edit = room.page.note_bar.field
    room.qtbot.keyClicks(edit, "Mia looked on")
    room.key("F9", on=edit)
    assert edit.echoMode() == HIDDEN
    room.key("F9", on=edit)
    assert edit.echoMode() == SHOWN
    room.key("F9", on=edit)
    room.key("Return", on=edit)
    room.press("Return")
    room.qtbot.keyClicks(edit, "sang")
    assert edit.echoMode() == HIDDEN, "what is private"
    room.key("l", CONTROL, on=edit)
    assert edit.echoMode() == SHOWN, "what is typed behind the curtain for the family the visitors may see"
    room.key("Return", on=edit)
    assert [note.text for note in room.notes("Mia")] == ["Mia looked on", "sang"]


def test_names_and_words_about_health_in_the_register_are_hidden(room: RoomStage) -> None:
    room.click(room.page.header.ui.register_button)
    room.press("1 u")
    rest, walk_in = room.page.register_panel.rest, room.page.register_panel.walk_in
    room.qtbot.keyClicks(rest.note_edit, "rash on the left leg")
    room.key("Return", on=rest.note_edit)
    room.key("F9")
    assert rest.isVisible() and not rest.note_edit.isVisible() and rest.note_edit.text() == ""
    assert not [word for word in words_on(room.page.register_panel) if "Unwell" in word]
    room.press("u")
    assert "Lift the curtain (F9), then press U." in room.window.toast.words()
    room.key("F9")
    assert rest.note_edit.isVisible()
    assert rest.note_edit.echoMode() == SHOWN and rest.note_edit.text() == "rash on the left leg"
    room.press("w")
    room.qtbot.keyClicks(walk_in.baby_edit, "Bo")
    room.key("F9", on=walk_in.baby_edit)
    assert walk_in.baby_edit.echoMode() == HIDDEN


def test_what_is_said_behind_the_curtain_has_initials(room: RoomStage) -> None:
    room.key("F9")
    room.click(room.page.header.ui.register_button)
    room.page.register_writes.walk_in("Bo", "Sam", lambda _: None)
    room.settle()
    assert room.window.toast.words().startswith("B is on the register.")
    room.press("2 x Return")
    room.press("2")
    assert room.page.palette_panel.ui.detail_label.text() == "L is not here."
    assert not names_on(room)


def test_a_sentence_with_a_name_goes_when_the_curtain_is_drawn(room: RoomStage) -> None:
    room.click(room.page.header.ui.register_button)
    room.press("2 x Return")
    room.press("2")
    assert "Leo" in room.page.palette_panel.ui.detail_label.text()
    room.key("F9")
    assert "Leo" not in room.page.palette_panel.ui.detail_label.text()
    room.key("F9")
    room.window.say("Mia Rossi has the place.", "Undo")
    room.key("F9")
    assert not room.window.toast.isVisible() and room.window.toast.words() == ""


def test_a_class_that_is_finished_behind_the_curtain_stays_behind_it(room: RoomStage) -> None:
    room.press("1 r")
    room.key("F9")
    page = room.page
    room.click(page.header.ui.finish_button)
    assert room.window.stack.currentWidget() is room.page and page.record_panel.isVisible()
    toast = room.window.toast
    assert "about L and Z." in toast.words() and "Lift the curtain" in toast.words()
    for button in (page.header.ui.review_button, page.header.ui.papers_button):
        room.click(button)
        assert room.window.stack.currentWidget() is room.page
        assert "while the curtain is drawn" in toast.words()
    assert not names_on(room)
    room.key("F9")
    room.click(page.header.ui.review_button)
    assert room.window.stack.currentWidget() is room.window.page("after_class")


def test_the_curtains_key_held_down_draws_it_once(room: RoomStage) -> None:
    [shortcut] = [each for each in room.window.findChildren(QShortcut) if each.key() == KEY]
    assert not shortcut.autoRepeat()
    room.key("F9")
    assert room.page.header.ui.curtain_button.isChecked()


def test_a_health_flag_keeps_its_sign_behind_the_curtain(room: RoomStage) -> None:
    with room.store.write() as session:
        families.add_flag(
            session,
            baby_id=room.baby("Mia"),
            kind="allergy",
            what="Nut allergy",
            since=date(2026, 11, 1),
        )
    room.page.reload()
    room.settle()
    mia, leo = room.page.board.cards[:2]
    assert mia.baby().signs == ("\u25c6", "\u25cf")  # type: ignore[union-attr]
    room.key("F9")
    assert mia.baby().signs == leo.baby().signs == ("\u25cf",)  # type: ignore[union-attr]
    assert "something to know before touching" in mia.accessibleDescription()
    assert "llergy" not in " ".join(words_on(room.page))
    room.click(room.page.header.ui.register_button)
    line = room.page.register_panel.lines[room.baby("Mia")]
    assert [tag.words for tag in line.person.person().tags] == ["\u25cf"], "a sign, and no word"


def test_an_adult_under_a_restriction_is_a_dot_and_not_offered_behind_the_curtain_either(
    room: RoomStage,
) -> None:
    mia = room.baby("Mia")
    family = next(row.baby.family_id for row in room.register().rows if row.baby.id == mia)
    with room.store.write() as session:
        for given in ("Dan", "Eva"):
            families.add_carer(session, family_id=family, carer_id=new_id(), given_name=given)
        session.execute(text("UPDATE carer SET contact_restriction = 'Court order' WHERE given_name = 'Dan'"))
    room.key("F9")
    room.page.reload()
    room.settle()
    room.click(room.page.header.ui.register_button)
    line = room.page.register_panel.lines[mia]
    assert sorted(choice.words() for choice in line.adults.values()) == ["C", "E"]
    assert [tag.words for tag in line.person.person().tags] == ["\u25cf"]
    room.press("1")
    assert not [words for words in words_on(room.page) if "Court" in words or "restriction" in words]


def test_words_that_were_cut_are_in_no_tip_behind_the_curtain(room: RoomStage) -> None:
    room.press("1 r")
    page = room.page
    cut = (
        page.task_panel.recent.chips[0],
        page.palette_panel.ui.baby_label,
        page.palette_panel.ui.detail_label,
    )
    for one in cut:
        one.resize(12, one.height())
        one.grab()
        assert "Mia" in one.toolTip()
    room.key("F9")
    assert not [one.toolTip() for one in cut if "Mia" in one.toolTip()] and not names_on(room)
