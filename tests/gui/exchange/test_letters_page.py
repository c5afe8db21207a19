"""Letters by clicks and keys on a real studio; drafts are read back as a mail program would."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import icalendar
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

import massage_studio.families.service as families
from massage_studio.bookings import money_service
from massage_studio.bookings.mailing_views import ALL_COURSES
from massage_studio.bookings.models import Booking, ClassSession
from massage_studio.exchange.letter_texts import load
from massage_studio.exchange.models import LetterTemplate
from massage_studio.families.overrides_queries import overrides_of
from massage_studio.gui.exchange.letters_page import LettersPage
from massage_studio.gui.widgets import paint
from massage_studio.store.ids import new_id
from massage_studio.store.profile import write_profile
from massage_studio.store.profile_view import Profile
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, classes_of


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(LettersPage, studio_folder, qtbot) as made:
        with made.store.write() as session:
            write_profile(session, profile=Profile(instructor="Ann Lee", email="ann@example.org"))
        yield made


def addressed(session, baby: str, address: str, restriction: str = "") -> Dyad:
    dyad = a_family(session, baby, f"{baby}'s mother")
    families.change_carer(
        session,
        carer_id=dyad.carer,
        given_name=f"{baby}'s mother",
        family_name="Okafor",
        relationship="mother",
        email=address,
        phone="",
        contact_restriction=restriction,
    )
    return dyad


def filled(stage: Stage, **people: str) -> UUID:
    """Plan a course with these babies, each with its mother's address."""
    with stage.store.write() as session:
        course = a_course(session)
        for minute, (baby, address) in enumerate(people.items()):
            a_booking(session, course, addressed(session, baby, address), now=NOW + timedelta(minutes=minute))
    return course


def choose(stage: Stage, kind: str) -> None:
    combo = stage.page.ui.kind_combo
    combo.setCurrentIndex(combo.findData(kind))
    combo.activated.emit(combo.currentIndex())
    stage.settle()


def rows(stage: Stage) -> list[tuple[str, bool]]:
    shown = stage.page.ui.people_list
    items = [shown.item(row) for row in range(shown.count())]
    return [
        (item.data(Qt.ItemDataRole.AccessibleTextRole), item.checkState() == Qt.CheckState.Checked)
        for item in items
    ]


def read(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)  # type: ignore[return-value]


def made(stage: Stage) -> None:
    stage.settle()
    done: list[bool] = []
    stage.page.context.tasks.make(lambda: True, done.append)
    stage.qtbot.waitUntil(lambda: bool(done))


class Opener(QObject):
    """Stands in for the system's programs."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def open_url(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def opener() -> Iterator[Opener]:
    made = Opener()
    QDesktopServices.setUrlHandler("file", made, "open_url")
    yield made
    QDesktopServices.unsetUrlHandler("file")


def test_a_studio_without_a_course_offers_to_plan_one(stage: Stage) -> None:
    stage.show()
    assert stage.page.empty.isVisible() and stage.page.ui.save_button.isHidden()
    stage.page.empty.button.click()
    assert stage.gone == [("classes", None)]


def test_a_course_without_families_says_so(stage: Stage) -> None:
    course = filled(stage)
    stage.show()
    assert stage.page.ui.nobody_label.text() == "Nobody has a place on this course yet."
    assert not stage.page.ui.save_button.isEnabled() and not stage.page.ui.copy_button.isEnabled()
    stage.page.nobody.button.click()
    assert stage.gone == [("classes", course)]
    choose(stage, "cancelled")
    assert stage.page.ui.nobody_label.text() == "No class of this course is cancelled."


def test_the_letter_of_the_row_in_view_is_shown(stage: Stage) -> None:
    filled(stage, Mia="mia@example.org", Leo="leo@example.org")
    stage.show()
    ui = stage.page.ui
    assert rows(stage) == [
        ("Mia's mother Okafor, for Mia, mia@example.org", True),
        ("Leo's mother Okafor, for Leo, leo@example.org", True),
    ]
    assert ui.subject_label.text() == "A place for Mia: Autumn course"
    assert ui.to_label.text() == "To Mia's mother Okafor <mia@example.org>"
    assert ui.beside_label.text() == "With a calendar file of 5 classes"
    stage.qtbot.keyClick(ui.people_list, Qt.Key.Key_Down)
    assert "Dear Leo's mother" in ui.text_view.toPlainText()


def test_who_must_not_be_written_to_is_told_and_not_ticked(stage: Stage) -> None:
    course = filled(stage, Mia="mia@example.org", Leo="")
    with stage.store.write() as session:
        later = NOW + timedelta(hours=1)
        ada = addressed(session, "Ada", "ada@example.org", "Only by telephone")
        a_booking(session, course, ada, now=later)
        refused = addressed(session, "Bo", "bo@example.org")
        families.answer_consent(session, family_id=refused.family, kind="contact", given=False, on=NOW.date())
        a_booking(session, course, refused, now=later + timedelta(hours=1))
    stage.show()
    assert rows(stage)[1:] == [
        ("Leo's mother Okafor, for Leo, No e-mail address: copy the letter instead", False),
        ("Ada's mother Okafor, for Ada, Not written to. Contact restriction: Only by telephone", False),
        ("Bo's mother Okafor, for Bo, Said no to being contacted", False),
    ]
    assert stage.page.ui.count_label.text() == "1 ticked"
    # Without an address there is no tick to set, by key or by mouse.
    shown = stage.page.ui.people_list
    for row, ticks in ((1, 1), (2, 1), (3, 2)):
        shown.setCurrentRow(row)
        stage.qtbot.keyClick(shown, Qt.Key.Key_Space)
        assert len(shown.ticked()) == ticks
    assert stage.page.ui.to_label.text() == "To Bo's mother Okafor <bo@example.org>"


def test_a_restricted_adult_has_no_letter_until_a_reason_is_kept(stage: Stage) -> None:
    course = filled(stage, Mia="mia@example.org")
    with stage.store.write() as session:
        ada = addressed(session, "Ada", "ada@example.org", "Court order: must not be told where or when")
        a_booking(session, course, ada, now=NOW + timedelta(hours=1))
    stage.show()
    page, ui = stage.page, stage.page.ui
    QGuiApplication.clipboard().clear()
    ui.people_list.setCurrentRow(1)
    assert page.restriction.isVisible() and not ui.text_view.isVisible()
    assert "Court order: must not be told where or when" in page.restriction.words_label.text()
    assert not ui.copy_button.isEnabled()
    page.copy_letter()
    assert QGuiApplication.clipboard().text() == ""
    assert not page.restriction.write_button.isEnabled(), "nothing without a reason"
    page.restriction.reason_edit.setText("Her solicitor asked for it")
    page.restriction.write_button.click()
    stage.settle()
    assert ui.text_view.isVisible() and "Dear Ada's mother" in ui.text_view.toPlainText()
    assert [one.carer.given_name for one in ui.people_list.ticked()] == ["Mia's mother", "Ada's mother"]
    with stage.store.read() as session:
        [kept] = overrides_of(session, family_id=ada.family)
    assert (kept.purpose, kept.reason) == ("be_told", "Her solicitor asked for it")
    ui.kind_combo.setCurrentIndex(ui.kind_combo.findData("reminder"))
    page.change_kind()
    ui.people_list.setCurrentRow(1)
    assert page.restriction.isVisible(), "another letter asks again"


def test_every_word_of_a_restriction_is_drawn_in_the_list(stage: Stage) -> None:
    words = "Court order of 3 March 2026: must not be told where or when any class is held, nor by whom"
    course = filled(stage, Mia="mia@example.org")
    with stage.store.write() as session:
        a_booking(session, course, addressed(session, "Ada", "ada@example.org", words), now=NOW)
    for width in (1024, 1280, 1366):
        stage.page.resize(width, 700)
        stage.show()
        shown = stage.page.ui.people_list
        [row] = [row for row in range(2) if shown.item(row).data(Qt.ItemDataRole.UserRole).barred]
        lines = shown.delegate.lines(shown.item(row).data(Qt.ItemDataRole.UserRole))
        assert " ".join(lines) == f"Not written to. Contact restriction: {words}"
        font = paint.font(shown)
        assert all(paint.text_width(line, font) <= shown.viewport().width() - 48 for line in lines)
        high = shown.visualItemRect(shown.item(row)).height()
        assert high >= (len(lines) + 1) * paint.line_height(font)


def test_a_letter_is_copied(stage: Stage) -> None:
    filled(stage, Mia="")
    stage.show()
    stage.page.ui.copy_button.click()
    assert QGuiApplication.clipboard().text() == stage.page.ui.text_view.toPlainText()
    assert stage.said[-1][0] == "The letter to Mia's mother is copied."


def test_one_draft_is_saved_where_she_says_and_opened_in_her_mail_program(
    stage: Stage, tmp_path: Path, opener: Opener
) -> None:
    filled(stage, Mia="mia@example.org")
    stage.show()
    assert stage.page.ui.save_button.text() == "&Save the draft"
    stage.messages.expect("file_to_save", tmp_path / "to mia")
    stage.page.ui.save_button.click()
    made(stage)
    assert stage.messages.asked[0][2] == "Mia's mother Okafor - A place for Mia- Autumn course.eml"
    written = read(tmp_path / "to mia.eml")
    assert str(written["to"]) == "Mia's mother Okafor <mia@example.org>"
    assert str(written["from"]) == "Ann Lee <ann@example.org>"
    [beside] = written.iter_attachments()
    assert len(icalendar.Calendar.from_ical(beside.get_content()).events) == 5
    assert opener.opened == []
    stage.undo()
    assert opener.opened == [tmp_path / "to mia.eml"]


def test_several_drafts_go_into_a_folder_beside_what_is_there(
    stage: Stage, tmp_path: Path, opener: Opener
) -> None:
    filled(stage, Mia="mia@example.org", Leo="leo@example.org", Zoe="zoe@example.org")
    stage.show()
    shown = stage.page.ui.people_list
    stage.qtbot.keyClick(shown, Qt.Key.Key_Space)
    for _ in range(2):
        stage.messages.expect("folder_to_save", tmp_path)
        stage.page.ui.save_button.click()
        made(stage)
    assert sorted(path.name for path in tmp_path.glob("*.eml")) == [
        "Leo's mother Okafor - A place for Leo- Autumn course (2).eml",
        "Leo's mother Okafor - A place for Leo- Autumn course.eml",
        "Zoe's mother Okafor - A place for Zoe- Autumn course (2).eml",
        "Zoe's mother Okafor - A place for Zoe- Autumn course.eml",
    ]
    assert stage.said[-1][0] == "2 drafts are saved. Send them from your mail program."
    stage.undo()
    assert opener.opened == [tmp_path]


def test_a_folder_that_cannot_be_written_to_is_told(stage: Stage, tmp_path: Path) -> None:
    filled(stage, Mia="mia@example.org", Leo="leo@example.org")
    stage.show()
    stage.messages.expect("folder_to_save", tmp_path / "gone")
    stage.messages.expect("tell")
    stage.page.ui.save_button.click()
    made(stage)
    assert stage.messages.asked[-1][1] == "The file cannot be written there."
    stage.messages.expect("folder_to_save", None)
    stage.page.ui.save_button.click()
    made(stage)
    assert stage.said == []


def test_opened_for_a_booking_only_that_family_is_ticked(stage: Stage) -> None:
    course = filled(stage, Mia="mia@example.org", Leo="leo@example.org")
    with stage.store.read() as session:
        leo = session.query(Booking.id).order_by(Booking.made_at.desc()).limit(1).scalar()
    stage.page.open(("confirmation", leo))
    stage.show()
    assert [ticked for _, ticked in rows(stage)] == [False, True]
    assert stage.page.ui.subject_label.text() == "A place for Leo: Autumn course"
    stage.page.open(course)
    stage.settle()
    assert [ticked for _, ticked in rows(stage)] == [True, True]


def test_a_cancelled_class_is_told_with_a_calendar_file_that_cancels_it(stage: Stage, tmp_path: Path) -> None:
    course = filled(stage, Mia="mia@example.org")
    with stage.store.write() as session:
        _, second, *_ = classes_of(session, course)
        row = session.get_one(ClassSession, second)
        row.status, row.reason, row.revision = "cancelled", "The hall is flooded", 1
    stage.page.open(("cancelled", second))
    stage.show()
    ui = stage.page.ui
    assert ui.class_combo.count() == 1
    assert "Reason: The hall is flooded" in ui.text_view.toPlainText()
    stage.messages.expect("file_to_save", tmp_path / "one.eml")
    ui.save_button.click()
    made(stage)
    [beside] = read(tmp_path / "one.eml").iter_attachments()
    [event] = icalendar.Calendar.from_ical(beside.get_content()).events
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)


def test_a_reminder_is_about_the_next_class_until_another_is_chosen(stage: Stage) -> None:
    filled(stage, Mia="mia@example.org")
    stage.show()
    choose(stage, "reminder")
    ui = stage.page.ui
    assert ui.class_combo.currentText() == "Thu 19 Nov, 10:00 · 1/5"
    assert ui.beside_label.text() == "With a calendar file of the class"
    ui.class_combo.setFocus()
    stage.qtbot.keyClick(ui.class_combo, Qt.Key.Key_Down)
    assert ui.subject_label.text() == "Our next class: Thursday 26 November 2026 at 10:00"


def test_another_course_is_chosen(stage: Stage) -> None:
    filled(stage, Mia="mia@example.org")
    with stage.store.write() as session:
        a_course(session, "Later & longer", starts=(NOW + timedelta(days=90),))
    stage.show()
    combo = stage.page.ui.course_combo
    assert combo.currentText() == "Later & longer"
    combo.setFocus()
    stage.qtbot.keyClick(combo, Qt.Key.Key_Down)
    stage.settle()
    assert stage.page.ui.subject_label.text() == "A place for Mia: Autumn course"


def test_the_wording_is_edited_held_to_its_fields_and_taken_back(stage: Stage) -> None:
    filled(stage, Mia="mia@example.org")
    stage.show()
    stage.page.ui.edit_button.click()
    dialog = stage.messages.dialog
    assert dialog.ui.text_edit.toPlainText() == load().templates["confirmation"].text
    assert not dialog.ui.original_button.isEnabled()
    dialog.ui.text_edit.setPlainText("Hello {carrer}")
    assert dialog.ui.error_label.text().startswith("This letter has no field {carrer}.")
    dialog.ui.save_button.click()
    assert dialog.isVisible()
    dialog.ui.text_edit.setPlainText("Hello ")
    dialog.ui.text_edit.moveCursor(dialog.ui.text_edit.textCursor().MoveOperation.End)
    dialog.ui.fields_list.itemActivated.emit(dialog.ui.fields_list.item(0))
    dialog.ui.save_button.click()
    stage.settle()
    assert stage.page.ui.text_view.toPlainText() == "Hello Mia's mother"
    assert stage.said[-1][:2] == ("The wording is kept.", "Undo")
    stage.undo()
    assert "Bring a towel" in stage.page.ui.text_view.toPlainText()
    with stage.store.read() as session:
        assert session.get(LetterTemplate, "confirmation") is None


def test_a_claim_in_a_letter_is_underlined_and_may_be_kept(stage: Stage) -> None:
    filled(stage, Mia="mia@example.org")
    stage.show()
    stage.page.ui.edit_button.click()
    stage.settle()
    dialog = stage.messages.dialog
    assert not dialog.ui.fault_line.isVisible()
    dialog.ui.subject_edit.setText("Better nights guaranteed")
    dialog.ui.text_edit.setPlainText("Massage cures colic.")
    for edit in (dialog.ui.subject_edit, dialog.ui.text_edit):
        edit.wording.look()
        assert len(edit.wording.marks) == 1
    assert dialog.ui.fault_line.isVisible()
    dialog.ui.save_button.click()
    stage.settle()
    assert stage.page.ui.text_view.toPlainText() == "Massage cures colic."


def test_back_to_the_original_forgets_her_own_wording(stage: Stage) -> None:
    filled(stage, Mia="mia@example.org")
    with stage.store.write() as session:
        session.add(LetterTemplate(kind="confirmation", subject="Mine", text="My {carer}", changed_at=NOW))
    stage.show()
    assert stage.page.ui.subject_label.text() == "Mine"
    stage.page.ui.edit_button.click()
    stage.messages.dialog.ui.original_button.click()
    stage.messages.dialog.ui.save_button.click()
    stage.settle()
    assert stage.page.ui.subject_label.text() == "A place for Mia: Autumn course"
    stage.undo()
    assert stage.page.ui.subject_label.text() == "Mine"


def test_ticks_stay_when_the_studio_changes_meanwhile(stage: Stage) -> None:
    course = filled(stage, Mia="mia@example.org", Leo="leo@example.org")
    stage.show()
    stage.qtbot.keyClick(stage.page.ui.people_list, Qt.Key.Key_Space)
    with stage.store.write() as session:
        a_booking(session, course, addressed(session, "Zoe", "zoe@example.org"), now=NOW + timedelta(hours=1))
    stage.page.mark_stale()
    stage.settle()
    assert [ticked for _, ticked in rows(stage)] == [False, True, True]


def test_courses_of_one_name_are_told_apart_by_their_beginning(stage: Stage) -> None:
    with stage.store.write() as session:
        later = tuple(NOW + timedelta(days=60 + 7 * week) for week in range(5))
        for name, starts in (("Autumn course", (NOW,)), ("Autumn course", later), ("Twins", (NOW,))):
            a_course(session, name, starts=starts)
    stage.show()
    combo = stage.page.ui.course_combo
    assert sorted(combo.itemText(place) for place in range(combo.count())) == [
        "Autumn course, from 18 January 2027",
        "Autumn course, from 19 November 2026",
        "Twins",
    ]


def test_of_many_courses_the_latest_are_there_to_choose_and_a_press_brings_earlier_ones(stage: Stage) -> None:
    with stage.store.write() as session:
        oldest = [
            a_course(session, f"Course {number}", starts=(NOW - timedelta(days=number),))
            for number in range(130)
        ][-1]
    stage.show()
    combo = stage.page.ui.course_combo
    assert (combo.count(), combo.currentText()) == (101, "Course 0")
    assert combo.itemText(100) == "Show earlier courses"
    combo.setCurrentIndex(100)
    combo.activated.emit(100)
    stage.settle()
    assert (combo.count(), combo.currentText(), combo.itemData(129)) == (130, "Course 0", oldest)
    stage.page.open(oldest)
    stage.settle()
    assert combo.currentText() == "Course 129"


def test_a_message_goes_to_everyone_of_a_class_once_its_words_are_written(
    stage: Stage, tmp_path: Path
) -> None:
    filled(stage, Mia="mia@example.org", Leo="leo@example.org")
    stage.show()
    choose(stage, "message")
    ui = stage.page.ui
    assert ui.class_combo.isVisible() and [ticked for _, ticked in rows(stage)] == [True, True]
    ui.save_button.click()
    stage.settle()
    dialog = stage.messages.dialog
    dialog.ui.text_edit.setPlainText("Dear {carer}\n\nBring a second towel for {baby}.")
    dialog.ui.save_button.click()
    stage.settle()
    stage.messages.expect("folder_to_save", tmp_path)
    ui.save_button.click()
    made(stage)
    told = {read(path)["To"]: read(path) for path in tmp_path.glob("*.eml")}
    assert len(told) == 2
    [mia] = [one for to, one in told.items() if "mia@example.org" in to]
    body = mia.get_body()
    assert body is not None and "second towel for Mia." in body.get_content()


def test_all_who_owe_are_written_to_whatever_their_course(stage: Stage, tmp_path: Path) -> None:
    with stage.store.write() as session:
        for place, (baby, price) in enumerate({"Mia": 72, "Leo": 30}.items()):
            course = a_course(session, f"Course {place}", price=Decimal(price))
            dyad = addressed(session, baby, f"{baby.lower()}@example.org")
            booking = a_booking(session, course, dyad)
        paid = a_booking(session, course, addressed(session, "Ada", "ada@example.org"))
        for key, amount in ((booking, 10), (paid, 30)):
            money_service.pay(
                session,
                payment_id=new_id(),
                booking_id=key,
                amount=Decimal(amount),
                method="cash",
                now=NOW,
            )
    stage.show()
    stage.page.open(("payment", ALL_COURSES))
    stage.settle()
    ui = stage.page.ui
    assert ui.course_combo.currentText() == "All courses"
    assert [words.split(",")[0] for words, ticked in rows(stage) if ticked] == [
        "Mia's mother Okafor",
        "Leo's mother Okafor",
    ]
    ui.people_list.setCurrentRow(1)
    assert ui.subject_label.text() == "What is still to pay: Course 1"
    assert "For Leo on “Course 1”, £20.00 is still to pay." in ui.text_view.toPlainText()
    assert ui.beside_label.text() == ""
    stage.messages.expect("folder_to_save", tmp_path)
    ui.save_button.click()
    made(stage)
    assert len(list(tmp_path.glob("*.eml"))) == 2
    choose(stage, "reminder")
    assert ui.course_combo.findText("All courses") < 0 and ui.course_combo.currentText()


def test_the_waiting_list_is_written_to(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session, capacity=1)
        for minute, baby in enumerate(("Mia", "Leo", "Ada")):
            dyad = addressed(session, baby, f"{baby.lower()}@example.org")
            a_booking(session, course, dyad, now=NOW + timedelta(minutes=minute))
    stage.show()
    stage.page.open(("waiting", ALL_COURSES))
    stage.settle()
    assert [words.split("'")[0] for words, ticked in rows(stage) if ticked] == ["Leo", "Ada"]


def test_what_is_missing_is_asked_for(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = addressed(session, "Mia", "mia@example.org")
        a_booking(session, a_course(session), mia)
        ada = addressed(session, "Ada", "ada@example.org")
        for kind in ("health", "notes"):
            families.answer_consent(session, family_id=ada.family, kind=kind, given=True, on=NOW.date())  # type: ignore[arg-type]
        a_booking(session, a_course(session, "Other"), ada)
    stage.show()
    stage.page.open(("missing", ALL_COURSES))
    stage.settle()
    assert len(rows(stage)) == 1
    text = stage.page.ui.text_view.toPlainText()
    assert "- the form with the health questions, and your consent to keeping notes" in text


def test_that_there_is_no_sender_is_said_before_drafts_are_made(stage: Stage) -> None:
    filled(stage, Mia="mia@example.org")
    stage.show()
    assert not stage.page.ui.sender_label.isVisible()
    with stage.store.write() as session:
        write_profile(session, profile=Profile(instructor="Ann Lee"))
    stage.page.mark_stale()
    stage.settle()
    assert stage.page.ui.sender_label.isVisible()
