"""Reading the stories of a class by keys and by mouse, from the papers' page and back to it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.app import dress
from massage_studio.bookings import attendance_service
from massage_studio.cues import opening_service
from massage_studio.gui.context import Context
from massage_studio.gui.handouts.page import HandoutsPage
from massage_studio.gui.handouts.proof_page import ProofPage
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.tasks import Tasks
from massage_studio.handouts import queries
from massage_studio.handouts.models import HandoutIssued, StoryRead
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.gui import lists
from tests.gui.fakes import KeepingPrinter, RecordingMessages
from tests.gui.handouts.conftest import AFTER, store_of
from tests.gui.settling import settle
from tests.paper.reading import squeezed, text_of
from tests.studio_fixtures import NOW, OpenClass, a_booking, a_course, a_family, classes_of, filled

NAMES = ("Mia", "Noah", "Finn", "Ivy", "Zoë", "Omar", "Lina", "Theo")


@pytest.fixture
def eight(studio_folder: Path) -> OpenClass:
    """A finished class of eight babies who were all here and looked about them."""
    return filled(studio_folder, _class_of_eight)


def _class_of_eight(session: Session) -> OpenClass:
    course = a_course(session, capacity=8)
    dyads = tuple(a_family(session, name, f"{name}'s carer") for name in NAMES)
    for number, dyad in enumerate(dyads):
        a_booking(session, course, dyad, now=NOW + timedelta(minutes=number))
    made = OpenClass(classes_of(session, course)[0], course, dyads)
    opening_service.open_class(session, session_id=made.session, now=NOW)
    for dyad in dyads:
        attendance_service.mark(session, session_id=made.session, baby_id=dyad.baby, status="here", now=NOW)
        cues.record(
            session,
            action_id=new_id(),
            session_id=made.session,
            dyads=((dyad.baby, dyad.carer),),
            kind="cue",
            code="mutual_gaze",
            now=NOW + timedelta(minutes=9),
        )
    tell(session, made, 0, "Mia turned to your voice.")
    opening_service.finish_class(session, session_id=made.session, now=NOW + timedelta(hours=1))
    return made


def tell(session: object, klass: OpenClass, place: int, words: str) -> None:
    families.add_note(
        session,
        family_id=klass.dyads[place].family,
        layer="family",
        text=words,
        now=AFTER,  # type: ignore[arg-type]
    )


@pytest.fixture
def window(qtbot: QtBot, eight: OpenClass, studio_folder: Path) -> Iterator[MainWindow]:
    """The program's window on the papers of that class."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    dress(application)
    tasks = Tasks()
    tasks.use(open_studio(studio_folder))
    context = Context(tasks, messages=RecordingMessages(), printing=KeepingPrinter(), clock=lambda: AFTER)
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.go("handouts", ("take_homes", eight.session))
    settle(tasks)
    yield made
    settle(tasks)
    tasks.close()


def papers(window: MainWindow) -> HandoutsPage:
    page = window.page("handouts")
    assert isinstance(page, HandoutsPage)
    return page


def proof(window: MainWindow) -> ProofPage:
    page = window.page("proof_read")
    assert isinstance(page, ProofPage)
    return page


def key(
    window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the focus is."""
    target = QApplication.focusWidget() or window
    QTest.keyClick(target, key, modifier)
    settle(window.context.tasks)


def begin(window: MainWindow) -> ProofPage:
    """Press Print while nothing is read yet."""
    window.activateWindow()
    papers(window).ui.print_button.click()
    settle(window.context.tasks)
    assert window.stack.currentWidget() is proof(window)
    return proof(window)


def in_view(window: MainWindow) -> str:
    sheet = proof(window).current()
    return sheet.baby if sheet else ""


def printed(window: MainWindow) -> list[tuple[bytes, ...]]:
    printer = window.context.printing
    assert isinstance(printer, KeepingPrinter)
    return printer.jobs


def test_a_class_where_nothing_is_wrong_is_read_with_a_key_a_family_and_printed_with_one_more(
    window: MainWindow,
) -> None:
    begin(window)
    seen = []
    for _ in NAMES:
        seen.append(in_view(window))
        key(window, Qt.Key.Key_Return)
    assert seen == list(NAMES)
    assert proof(window).ui.pages.currentWidget() is proof(window).ui.done_page
    assert printed(window) == []
    key(window, Qt.Key.Key_Return)
    assert window.stack.currentWidget() is papers(window)
    [job] = printed(window)
    assert [name in text_of(paper) for name, paper in zip(NAMES, job, strict=False)] == [True] * 8


def test_what_is_read_goes_in_one_action_and_what_changed_since_is_asked_for_again(
    window: MainWindow, eight: OpenClass
) -> None:
    begin(window)
    for _ in range(9):
        key(window, Qt.Key.Key_Return)
    papers(window).ui.print_button.click()
    settle(window.context.tasks)
    assert len(printed(window)) == 2 and window.stack.currentWidget() is papers(window)
    with store_of(window.context).write() as session:
        tell(session, eight, 2, "Finn smiled.")
    papers(window).mark_stale()
    settle(window.context.tasks)
    assert papers(window).ui.read_button.text() == "Read 1 story"
    page = begin(window)
    assert in_view(window) == "Finn"
    assert page.ui.state_label.text() == "to read again: changed since"
    key(window, Qt.Key.Key_Return)
    key(window, Qt.Key.Key_Return)
    assert len(printed(window)) == 3
    assert squeezed("Finn smiled.") in squeezed(text_of(printed(window)[-1][2]))


def test_a_sentence_is_changed_left_out_and_taken_back_by_keys(window: MainWindow) -> None:
    page = begin(window)
    key(window, Qt.Key.Key_Down)
    sentences = page.ui.sentences_list
    assert sentences.hasFocus()
    key(window, Qt.Key.Key_Home)
    assert lists.rows(sentences)[0].accessible_name == "Mia turned to your voice."
    key(window, Qt.Key.Key_F2)
    assert sentences.editing
    QTest.keyClicks(QApplication.focusWidget(), "Mia listened to you.")
    key(window, Qt.Key.Key_Return)
    assert sentences.hasFocus() and not sentences.editing
    assert lists.rows(sentences)[0].accessible_name == "Mia listened to you."
    assert lists.rows(sentences)[0].accessible_description == "Noted: Mia turned to your voice."
    key(window, Qt.Key.Key_Delete)
    assert lists.rows(sentences)[0].left_out
    key(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert lists.rows(sentences)[0].accessible_name == "Mia listened to you."
    key(window, Qt.Key.Key_Escape)
    for _ in range(9):
        key(window, Qt.Key.Key_Return)
    text = squeezed(text_of(printed(window)[0][0]))
    assert squeezed("Mia listened to you.") in text and squeezed("turned to") not in text


def test_a_claim_in_a_sentence_is_told_below_it_and_never_in_the_way(window: MainWindow) -> None:
    page = begin(window)
    key(window, Qt.Key.Key_Down)
    key(window, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    QTest.keyClicks(editor, "Massage cures Mia's colic.")
    editor.wording.look()
    assert page.ui.fault_line.isVisible()
    assert page.ui.fault_line.label.text().startswith("“Massage cures Mia's colic”: ")
    key(window, Qt.Key.Key_Return)
    sentences = page.ui.sentences_list
    assert lists.rows(sentences)[0].accessible_name == "Massage cures Mia's colic."
    assert not page.ui.fault_line.isVisible()
    key(window, Qt.Key.Key_F2)
    key(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    key(window, Qt.Key.Key_Return)
    better = "Loving touch is part of good care and most families enjoy massage."
    assert lists.rows(sentences)[0].accessible_name.startswith(better)


def test_escape_leaves_a_sentence_as_it_was(window: MainWindow) -> None:
    page = begin(window)
    key(window, Qt.Key.Key_Down)
    key(window, Qt.Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "something else")
    key(window, Qt.Key.Key_Escape)
    assert lists.rows(page.ui.sentences_list)[0].accessible_name == "Mia turned to your voice."


def test_the_mouse_does_all_of_it_too(window: MainWindow) -> None:
    page = begin(window)
    sentences = page.ui.sentences_list
    lists.press_action(sentences, 0, "leave_out")
    settle(window.context.tasks)
    assert lists.rows(sentences)[0].left_out
    lists.press_action(sentences, 0, "put_back")
    settle(window.context.tasks)
    assert not lists.rows(sentences)[0].left_out
    lists.press(page.ui.families_list, 3)
    settle(window.context.tasks)
    assert in_view(window) == "Ivy"
    page.ui.next_button.click()
    settle(window.context.tasks)
    assert in_view(window) == "Zoë"
    page.ui.before_button.click()
    assert in_view(window) == "Ivy"


def test_it_stops_at_a_warning_sign_and_goes_on_with_a_second_key(
    window: MainWindow, eight: OpenClass
) -> None:
    mia = eight.dyads[0]
    with store_of(window.context).write() as session:
        cues.record(
            session,
            action_id=new_id(),
            session_id=eight.session,
            dyads=((mia.baby, mia.carer),),
            kind="cue",
            code="goes_limp",
            now=NOW + timedelta(minutes=12),
        )
    papers(window).mark_stale()
    settle(window.context.tasks)
    page = begin(window)
    assert "Seek advice? Goes limp, at 11:00. This is not on the paper." in page.ui.stop_banner.words()
    assert page.ui.next_button.text() == "I have seen this"
    key(window, Qt.Key.Key_Return)
    assert in_view(window) == "Mia" and page.ui.next_button.text() == "Good, next"
    key(window, Qt.Key.Key_Return)
    assert in_view(window) == "Noah" and page.ui.stop_banner.words() == ""


def test_each_home_s_copy_is_read_by_itself_and_both_are_printed(
    window: MainWindow, eight: OpenClass
) -> None:
    with store_of(window.context).write() as session:
        families.add_carer(
            session,
            family_id=eight.dyads[0].family,
            carer_id=new_id(),
            given_name="Daniel",
            lives_apart=True,
        )
    papers(window).mark_stale()
    settle(window.context.tasks)
    page = begin(window)
    for who in ("Mia's carer", "Daniel"):
        assert in_view(window) == f"Mia, for {who}"
        assert f"this copy is for {who} alone" in page.ui.stop_banner.words()
        key(window, Qt.Key.Key_Return)
        key(window, Qt.Key.Key_Return)
    for _ in range(8):
        key(window, Qt.Key.Key_Return)
    [job] = printed(window)
    assert len(job) == 9
    hers, his = (text_of(paper) for paper in job[:2])
    assert "Daniel" not in hers and "Mia's carer" not in his


def test_an_edit_that_is_still_being_kept_is_read_with_the_story(window: MainWindow) -> None:
    page = begin(window)
    sheet = page.current()
    assert sheet is not None
    page.ui.sentences_list.changed.emit(sheet.proof.sentences[0], "")
    page.go_on()
    settle(window.context.tasks)
    assert in_view(window) == "Noah"
    with store_of(window.context).read() as session:
        [first] = [
            one
            for one in queries.class_papers(session, session_id=sheet.draft.session_id).sheets  # type: ignore[arg-type]
            if one.baby == "Mia"
        ]
        assert first.proof.is_read and not first.proof.sentences[0].now
        assert len(session.scalars(select(StoryRead)).all()) == 1


def test_the_page_is_behind_the_curtain(window: MainWindow) -> None:
    begin(window)
    key(window, Qt.Key.Key_F9)
    assert window.stack.currentWidget() is not proof(window)
    key(window, Qt.Key.Key_F9)
    assert window.stack.currentWidget() is proof(window)


def test_drafts_are_written_for_whoever_has_an_address_and_the_log_says_so(
    window: MainWindow, eight: OpenClass, tmp_path: Path
) -> None:
    mia = eight.dyads[0]
    with store_of(window.context).write() as session:
        families.change_carer(
            session, carer_id=mia.carer, given_name="Grace", family_name="", relationship="",
            email="grace@example.org", phone="", contact_restriction="",
        )  # fmt: skip
    papers(window).mark_stale()
    settle(window.context.tasks)
    begin(window)
    for _ in range(8):
        key(window, Qt.Key.Key_Return)
    messages = window.context.messages
    assert isinstance(messages, RecordingMessages)
    messages.expect("ask", False)
    proof(window).ui.draft_button.click()
    settle(window.context.tasks)
    assert messages.asked[-1][1] == "There is no e-mail address of yours in Settings."
    messages.expect("ask", True)
    messages.expect("folder_to_save", tmp_path)
    proof(window).ui.draft_button.click()
    settle(window.context.tasks)
    [letter] = tmp_path.glob("*.eml")
    assert letter.name == "Mia take-home week 1.eml"
    text = letter.read_text(encoding="utf-8")
    assert "To: Grace <grace@example.org>" in text and "application/pdf" in text and "X-Unsent: 1" in text
    assert "1 draft of a letter written." in window.toast.words()
    assert "Noah" in window.toast.words()
    with store_of(window.context).read() as session:
        [row] = session.scalars(select(HandoutIssued)).all()
        assert (row.how, row.variant, row.baby_id) == ("drafted", "a4", mia.baby)
        assert row.version


def test_one_file_for_the_printer_has_every_paper_in_it(window: MainWindow, tmp_path: Path) -> None:
    begin(window)
    for _ in range(8):
        key(window, Qt.Key.Key_Return)
    messages = window.context.messages
    assert isinstance(messages, RecordingMessages)
    papers(window).ui.one_file_check.setChecked(True)
    messages.expect("file_to_save", tmp_path / "all.pdf")
    proof(window).ui.export_button.click()
    settle(window.context.tasks)
    text = text_of((tmp_path / "all.pdf").read_bytes())
    assert all(name in text for name in NAMES)
