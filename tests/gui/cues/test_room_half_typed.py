"""Words that are half typed in the class room stay whose they are, and are never lost without a word."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from massage_studio.cues import drafts_service, register_service
from massage_studio.cues.views import DraftView
from massage_studio.gui.cues.page import CuesPage
from massage_studio.store.ids import new_id
from tests.gui.cues.room_stage import CONTROL, RoomStage
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, classes_of


def begin(room: RoomStage, text: str) -> None:
    """Type words into the note and leave them there."""
    room.press("Return")
    room.qtbot.keyClicks(room.page.note_bar.field, text)
    room.settle()


def written(room: RoomStage, name: str) -> list[str]:
    return [note.text for note in room.notes(name)]


def test_words_stay_with_the_baby_that_they_were_begun_for(room: RoomStage) -> None:
    room.press("1")
    begin(room, "turned to")
    page = room.page
    assert not page.note_bar.ui.note_whose_label.isVisible()
    room.click(room.page.board.cards[1])
    assert page.palette_panel.ui.baby_label.text() == "Leo" and page.note_bar.field.text() == "turned to"
    assert (
        page.note_bar.ui.note_whose_label.isVisible()
        and page.note_bar.ui.note_whose_label.text() == "About Mia"
    )
    assert page.note_bar.field.accessibleName() == "Note about Mia (press Enter)"
    room.press("s Return")
    room.qtbot.keyClicks(page.note_bar.field, " the voice")
    room.key("Return", on=page.note_bar.field)
    assert written(room, "Mia") == ["turned to the voice"]
    assert room.codes("Leo") == [("cue", "smiles")]
    assert not page.note_bar.ui.note_whose_label.isVisible()
    assert page.note_bar.field.accessibleName() == "Note about Leo (press Enter)"


def test_a_claim_in_a_note_for_the_family_is_told_and_in_a_private_one_is_not(room: RoomStage) -> None:
    room.press("1")
    bar = room.page.note_bar
    bar.choose("family")
    begin(room, "Massage cured her colic")
    bar.field.wording.look()
    assert bar.ui.fault_line.isVisible()
    room.key("l", CONTROL, on=bar.field)
    assert bar.layer == "private" and not bar.ui.fault_line.isVisible()
    room.key("Return", on=bar.field)
    assert written(room, "Mia") == ["Massage cured her colic"]
    assert room.page.task_panel.bookmark.field.wording.marks == ()


def test_words_begun_for_nobody_are_the_next_babys(room: RoomStage) -> None:
    begin(room, "laughed")
    room.click(room.page.board.cards[1])
    room.click(room.page.board.cards[0])
    room.press("Return")
    room.key("Return", on=room.page.note_bar.field)
    assert (written(room, "Leo"), written(room, "Mia")) == (["laughed"], [])


def test_words_about_a_baby_that_left_meanwhile_are_still_its_own(room: RoomStage) -> None:
    room.press("1")
    begin(room, "went home early")
    with room.store.write() as session:
        changes = register_service.left(
            session,
            action_id=new_id(),
            session_id=room.held.session,
            baby_id=room.baby("Mia"),
            now=NOW + timedelta(minutes=1),
        )
    room.window.context.tasks.changed.emit(changes)
    room.settle()
    room.key("Return", on=room.page.note_bar.field)
    assert written(room, "Mia") == ["went home early"]


def another_class(room: RoomStage) -> UUID:
    with room.store.write() as session:
        course = a_course(session)
        a_booking(session, course, a_family(session, "Ada", "Ann"), now=NOW)
        return classes_of(session, course)[0]


def test_words_of_one_class_do_not_stand_in_another(room: RoomStage) -> None:
    room.press("1")
    room.page.note_bar.choose("private")
    begin(room, "ask about sleep")
    edit = room.page.note_bar.field
    room.window.go("today")
    room.window.go("class_room", another_class(room))
    room.settle()
    assert edit.text() == ""
    room.page.note_bar.choose("family")
    room.window.go("class_room", room.held.session)
    room.settle()
    assert edit.text() == "ask about sleep" and room.page.note_bar.layer == "private"
    assert room.page.note_bar.ui.note_whose_label.text() == "About Mia"
    room.key("Return", on=edit)
    assert [(note.layer, note.text) for note in room.notes("Mia")] == [("private", "ask about sleep")]


def test_a_class_is_not_finished_while_words_are_typed(room: RoomStage) -> None:
    room.press("1")
    begin(room, "one more thing")
    room.click(room.page.header.ui.register_button)
    room.click(room.page.header.ui.finish_button)
    assert room.register().session.status == "running"
    assert "Words are typed and not written yet." in room.window.toast.words()
    assert room.page.note_bar.field.hasFocus()
    room.key("Return", on=room.page.note_bar.field)
    room.click(room.page.header.ui.finish_button)
    assert room.register().session.status == "finished"
    assert written(room, "Mia") == ["one more thing"]


def test_words_about_one_bookmark_wait_while_another_is_described(room: RoomStage) -> None:
    room.press("1 . 2 .")
    edit = room.page.task_panel.bookmark.field
    room.press("1")
    room.key("b", CONTROL)
    room.qtbot.keyClicks(edit, "saw the doll")
    room.key("b", CONTROL, on=edit)
    assert edit.text() == "saw the doll"
    room.click(room.page.board.cards[1])
    room.key("b", CONTROL)
    assert (
        edit.text() == ""
        and room.page.task_panel.bookmark.ui.describe_title.text() == "Leo: bookmark at 10:00"
    )
    room.qtbot.keyClicks(edit, "sang")
    room.key("Return", on=edit)
    room.click(room.page.header.ui.finish_button)
    assert room.register().session.status == "running", "words about Mia's bookmark are not written yet"
    assert edit.isVisible() and edit.text() == "saw the doll" and edit.selectedText() == ""
    room.key("Return", on=edit)
    assert (written(room, "Mia"), written(room, "Leo")) == (["", "saw the doll"], ["", "sang"])


def test_words_that_were_begun_are_there_after_the_program_was_killed(room: RoomStage) -> None:
    room.press("1 .")
    room.key("b", CONTROL)
    room.qtbot.keyClicks(room.page.task_panel.bookmark.field, "saw the doll")
    room.press("2")
    begin(room, "ask about sleep")
    room.qtbot.waitUntil(lambda: len(kept(room)) == 2)
    room.qtbot.waitUntil(lambda: kept(room)[1].text == "ask about sleep")
    # Another window on the same studio is what the program is once it is started again.
    again = CuesPage(room.window.context)
    try:
        again.open(room.held.session)
        again.show()
        room.settle()
        assert again.note_bar.field.text() == "ask about sleep" and again.note_bar.layer == "private"
        assert again.note_bar.ui.note_whose_label.text() == "About Leo"
        again.describe_last()
        assert again.task_panel.bookmark.field.text() == "saw the doll"
    finally:
        again.close()
        again.deleteLater()
    room.key("Return", on=room.page.note_bar.field)
    assert written(room, "Leo") == ["ask about sleep"]
    assert [draft.place for draft in kept(room)] == ["words"], "what is written is begun no more"


def kept(room: RoomStage) -> tuple[DraftView, ...]:
    with room.store.read() as session:
        return drafts_service.drafts(session, session_id=room.held.session)


def test_words_about_a_bookmark_that_are_not_wanted_are_gone(room: RoomStage) -> None:
    room.press("1 .")
    room.key("b", CONTROL)
    room.qtbot.keyClicks(room.page.task_panel.bookmark.field, "no")
    room.key("Escape", on=room.page.task_panel.bookmark.field)
    room.key("b", CONTROL)
    assert room.page.task_panel.bookmark.field.text() == ""
    room.key("Escape", on=room.page.task_panel.bookmark.field)
    room.click(room.page.header.ui.finish_button)
    assert room.register().session.status == "finished"


# The question after "not now"


def test_the_question_is_asked_of_an_answer_that_waited_in_the_tray(room: RoomStage) -> None:
    room.press("o 1")
    assert room.page.note_bar.field.placeholderText() == "What happened instead? (press Enter)"


def test_the_question_goes_with_the_answer_that_is_undone_and_comes_back_with_it(room: RoomStage) -> None:
    room.press("1 o")
    edit = room.page.note_bar.field
    assert edit.placeholderText() == "What happened instead? (press Enter)"
    room.key("z", CONTROL)
    assert edit.placeholderText() == "Note about Mia (press Enter)"
    room.key("y", CONTROL)
    assert edit.placeholderText() == "What happened instead? (press Enter)"
    room.press("p")
    assert edit.placeholderText() == "Note about Mia (press Enter)"
