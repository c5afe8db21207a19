"""The page of one family, driven by clicks and keys, with the studio read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

import massage_studio.bookings.service as bookings
import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.families.models import Consent
from massage_studio.families.queries import family as one_family
from massage_studio.families.views import FamilyView
from massage_studio.gui.progress.family_page import FamilyPage
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.bars import BenefitBar
from massage_studio.gui.widgets.chip import Chip
from massage_studio.gui.widgets.range_dots import RangeDots
from massage_studio.gui.widgets.session_row import SessionRow
from massage_studio.store.ids import new_id
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, Dyad, a_booking, a_class, a_course, a_family, a_sibling, classes_of

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(FamilyPage, studio_folder, qtbot, now=NOW + timedelta(hours=2)) as made:
        yield made


def shown(stage: Stage, family_id: object) -> FamilyPage:
    stage.page.open(family_id)
    stage.show()
    page: FamilyPage = stage.page
    return page


def turn_to_particulars(stage: Stage) -> None:
    """Turn to the second tab with the key of the tab bar, and let it be laid out."""
    bar = stage.page.ui.tabs.tabBar()
    bar.setFocus()
    stage.qtbot.keyClick(bar, Qt.Key.Key_Right)
    stage.settle()


def inside(widget: QWidget, kind: type[W]) -> list[W]:
    """The widgets of a kind that are not on their way out."""
    return [found for found in widget.findChildren(kind) if not found.isHidden()]


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in inside(widget, QLabel) if label.text()]


def button(widget: QWidget, name: str) -> QAbstractButton:
    [found] = [one for one in inside(widget, QAbstractButton) if one.accessibleName() == name]
    return found


def kept(stage: Stage, dyad: Dyad) -> FamilyView:
    with stage.store.read() as session:
        return one_family(session, family_id=dyad.family, today=NOW.date())


def mia_in_class(stage: Stage) -> Dyad:
    """Hold a class with Mia: watched for 50 minutes, twice yes, once pause, answered."""
    with stage.store.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        bookings.mark(session, session_id=of.session, baby_id=mia.baby, status="here", now=NOW)
        for minute, kind, code in (
            (10, "state", "quiet_alert"),
            (12, "cue", "smiles"),
            (13, "cue", "smiles"),
            (20, "cue", "turns_away"),
            (21, "response", "cuddle"),
        ):
            cues.record(
                session,
                action_id=new_id(),
                session_id=of.session,
                dyads=((mia.baby, mia.carer),),
                kind=kind,
                code=code,
                now=NOW + timedelta(minutes=minute),
            )
        cues.finish_class(session, session_id=of.session, now=NOW + timedelta(minutes=60))
    return mia


def test_the_head_tells_age_adults_and_attendance(stage: Stage) -> None:
    page = shown(stage, mia_in_class(stage).family)
    assert page.ui.title_label.text() == "Mia"
    told = page.ui.subtitle_label.text()
    assert told == "9 wk · with Mia's carer · Autumn course, 1 of 5 attended"
    assert page.ui.early_label.text() == "Mia is in the first 1001 days: conception to second birthday."


def test_a_class_tells_rates_a_minute_and_pauses_answered(stage: Stage) -> None:
    page = shown(stage, mia_in_class(stage).family)
    [row] = inside(page.ui.sessions_card, SessionRow)
    told = row.accessibleName()
    assert told.startswith("Week 1 19 Nov; Quiet alert 50 min")
    assert "yes, more 0.04 times a minute; pause 0.02 times a minute" in told
    assert told.endswith("cues answered 1 of 1")


def test_benefits_received_are_bars_with_their_minutes(stage: Stage) -> None:
    page = shown(stage, mia_in_class(stage).family)
    bars = [bar.accessibleName() for bar in inside(page.ui.benefits_card, BenefitBar)]
    assert len(bars) == 5
    assert any(bar.startswith("Touch: ") and bar != "Touch: 0 min" for bar in bars)


def test_a_family_without_a_class_is_told_what_belongs_there(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    assert any("No class yet" in text for text in texts(page.ui.sessions_card))
    assert not inside(page.ui.sessions_card, SessionRow)
    stage.qtbot.mouseClick(button(page.ui.sessions_card, "Book a place"), Qt.MouseButton.LeftButton)
    assert stage.gone == [("classes", None)]


def test_the_first_1001_days_are_over_for_a_toddler(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
        families.change_baby(
            session,
            baby_id=mia.baby,
            given_name="Mia",
            family_name="",
            birth_date=date(2024, 1, 5),
            due_date=None,
        )
    assert shown(stage, mia.family).ui.early_label.isHidden()


def test_a_switch_goes_from_one_twin_to_the_other(stage: Stage) -> None:
    with stage.store.write() as session:
        finn = a_family(session, "Finn", "Beth")
        a_sibling(session, finn, "Ivy")
    page = shown(stage, finn.family)
    assert page.ui.title_label.text() == "Finn"
    ivy = button(page.ui.baby_switch, "Show Ivy")
    stage.qtbot.mouseClick(ivy, Qt.MouseButton.LeftButton)
    assert page.ui.title_label.text() == "Ivy"
    assert "What Ivy enjoys" in texts(page.ui.enjoys_card)
    page.mark_stale()
    stage.settle()
    assert page.ui.title_label.text() == "Ivy"


def test_one_baby_needs_no_switch(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    assert shown(stage, mia.family).ui.baby_switch.isHidden()


def test_a_contact_restriction_stands_on_both_tabs(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
        families.add_carer(
            session,
            family_id=mia.family,
            carer_id=new_id(),
            given_name="Rob",
            contact_restriction="Must not be told the address <b>",
        )
    page = shown(stage, mia.family)
    for tab in (0, 1):
        page.ui.tabs.setCurrentIndex(tab)
        assert page.ui.restriction_banner.isVisible()
    assert "Rob: Must not be told the address <b>" in page.ui.restriction_banner.words()
    assert any("Must not be told" in text for text in texts(page.ui.carers_card))


def test_a_family_without_restrictions_has_no_warning(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    assert shown(stage, mia.family).ui.restriction_banner.isHidden()


def test_a_note_is_kept_in_the_layer_that_was_chosen(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    for radio, text in (
        ("private_radio", "Private words"),
        ("family_radio", "Shared words"),
        ("safeguarding_radio", "Passed to the health visitor"),
    ):
        stage.qtbot.mouseClick(page.ui.note_button, Qt.MouseButton.LeftButton)
        ui = stage.messages.dialog.ui
        getattr(ui, radio).setChecked(True)
        stage.qtbot.keyClicks(ui.text_edit, text)
        stage.qtbot.keyClick(ui.text_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        stage.settle()
    assert {(note.layer, note.text) for note in kept(stage, mia).notes} == {
        ("private", "Private words"),
        ("family", "Shared words"),
        ("safeguarding", "Passed to the health visitor"),
    }
    [family] = [one for one in inside(page.ui.notes_card, QWidget) if one.objectName() == "family_notes"]
    assert "For the family" in texts(family) and "Shared words" in texts(family)
    assert "Private words" not in texts(family)
    assert "Passed to the health visitor" not in texts(family)


def test_an_empty_note_is_refused_where_it_is_written(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    stage.qtbot.mouseClick(page.ui.note_button, Qt.MouseButton.LeftButton)
    dialog = stage.messages.dialog
    stage.qtbot.mouseClick(dialog.ui.save_button, Qt.MouseButton.LeftButton)
    assert dialog.ui.error_label.text() == "Write a sentence first."
    dialog.reject()
    assert not kept(stage, mia).notes


def test_a_note_that_the_studio_refuses_stays_in_the_dialog(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    stage.qtbot.mouseClick(page.ui.note_button, Qt.MouseButton.LeftButton)
    dialog = stage.messages.dialog
    dialog.ui.text_edit.setPlainText("\u200d")  # a joiner alone: nothing that anybody can read
    stage.qtbot.mouseClick(dialog.ui.save_button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert dialog.isVisible() and dialog.ui.save_button.isEnabled()
    assert "The note is empty" in dialog.ui.error_label.text()
    assert dialog.ui.text_edit.toPlainText() == "\u200d"
    dialog.reject()


def test_a_sentence_with_an_arabic_name_reads_in_the_order_of_its_language(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session, "يوسف")
    told = shown(stage, mia.family).ui.early_label.text()
    assert told.endswith("conception to second birthday.")
    assert not paint.reads_from_the_right(told)


def test_the_safeguarding_layer_asks_for_where_not_for_what(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    stage.qtbot.mouseClick(page.ui.note_button, Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    ui.safeguarding_radio.setChecked(True)
    assert "The story itself does not belong here" in ui.hint_label.text()
    stage.messages.dialog.reject()


def test_an_answered_consent_keeps_the_answer_before_it(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
        families.answer_consent(
            session, family_id=mia.family, kind="photo", given=True, on=NOW.date() - timedelta(days=7)
        )
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    no = button(page.ui.consents_card, "Taking photographs: No")
    stage.qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    stage.settle()
    with stage.store.read() as session:
        rows = session.scalars(
            select(Consent).where(Consent.kind == "photo").order_by(Consent.given_on)
        ).all()
    assert [(row.given, row.withdrawn_on) for row in rows] == [(True, NOW.date()), (False, None)]
    assert button(page.ui.consents_card, "Taking photographs: No").isChecked()
    assert "no, 19 Nov" in texts(page.ui.consents_card)


def test_a_health_flag_is_added_ended_and_put_back(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    stage.qtbot.mouseClick(button(page.ui.health_card, "Add for Mia"), Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    stage.qtbot.keyClicks(ui.what_edit, "Nut allergy")
    stage.qtbot.keyClick(ui.what_edit, Qt.Key.Key_Return)
    stage.settle()
    assert [flag.what for flag in kept(stage, mia).babies[0].flags] == ["Nut allergy"]
    stage.qtbot.mouseClick(button(page.ui.health_card, "End Nut allergy"), Qt.MouseButton.LeftButton)
    stage.settle()
    assert not kept(stage, mia).babies[0].flags
    stage.undo()
    assert [flag.what for flag in kept(stage, mia).babies[0].flags] == ["Nut allergy"]


def test_a_carer_is_changed(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    stage.qtbot.mouseClick(button(page.ui.carers_card, "Edit Grace"), Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    assert ui.carer_given_edit.text() == "Grace"
    stage.qtbot.keyClicks(ui.phone_edit, "07700 900111")
    stage.qtbot.keyClicks(ui.restriction_edit, "Ring after six only")
    stage.qtbot.keyClick(ui.restriction_edit, Qt.Key.Key_Return)
    stage.settle()
    [carer] = kept(stage, mia).carers
    assert (carer.phone, carer.contact_restriction) == ("07700 900111", "Ring after six only")
    assert page.ui.restriction_banner.isVisible()


def test_a_baby_is_changed_and_a_twin_added(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    stage.qtbot.mouseClick(button(page.ui.babies_card, "Edit Mia"), Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    assert ui.birth_edit.day() == date(2026, 9, 17)
    stage.qtbot.keyClicks(ui.due_edit, "12 Nov 2026")
    stage.qtbot.keyClick(ui.due_edit, Qt.Key.Key_Return)
    stage.settle()
    assert kept(stage, mia).babies[0].due_date == date(2026, 11, 12)
    stage.qtbot.mouseClick(button(page.ui.babies_card, "Add baby"), Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    stage.qtbot.keyClicks(ui.baby_given_edit, "Noah")
    stage.qtbot.keyClick(ui.baby_given_edit, Qt.Key.Key_Return)
    stage.settle()
    assert {baby.given_name for baby in kept(stage, mia).babies} == {"Mia", "Noah"}
    assert len(inside(page.ui.baby_switch, Chip)) == 2


def test_a_carers_own_answers_are_entered_and_shown(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    stage.qtbot.mouseClick(button(page.ui.confidence_card, "Enter answers"), Qt.MouseButton.LeftButton)
    dialog = stage.messages.dialog
    dialog.ui.answer1_spin.setValue(4)
    dialog.ui.answer3_spin.setValue(0)
    stage.qtbot.mouseClick(dialog.ui.save_button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert [(one.statement, one.before, one.after) for one in kept(stage, mia).ratings] == [
        (0, 4, None),
        (2, 0, None),
    ]
    dots = [line.accessibleName() for line in inside(page.ui.confidence_card, RangeDots)]
    assert dots[0] == "I know when my baby is ready: before 4 of 10"
    assert dots[1].endswith("not answered")
    assert "Grace's confidence" in texts(page.ui.confidence_card)


def test_answers_given_before_are_there_to_be_mended(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
        families.rate(session, carer_id=mia.carer, moment="before", scores={0: 4}, on=NOW.date())
    page = shown(stage, mia.family)
    stage.qtbot.mouseClick(button(page.ui.confidence_card, "Enter answers"), Qt.MouseButton.LeftButton)
    dialog = stage.messages.dialog
    assert dialog.ui.moment_combo.currentData() == "after"
    assert dialog.ui.answer1_spin.value() == -1
    dialog.ui.moment_combo.setCurrentIndex(0)
    assert dialog.ui.answer1_spin.value() == 4
    dialog.ui.answer1_spin.setValue(-1)
    stage.qtbot.mouseClick(dialog.ui.save_button, Qt.MouseButton.LeftButton)
    assert dialog.ui.error_label.text() == "Give at least one answer."
    dialog.reject()


def test_the_handout_is_made_for_this_family(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    stage.qtbot.mouseClick(page.ui.handout_button, Qt.MouseButton.LeftButton)
    assert stage.gone == [("handouts", ("take_home", mia.family))]


def test_a_booking_leads_to_its_course(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        mia = a_family(session)
        a_booking(session, course, mia)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    stage.qtbot.mouseClick(button(page.ui.bookings_card, "Autumn course Mia"), Qt.MouseButton.LeftButton)
    assert stage.gone == [("classes", course)]


def test_an_absence_is_told_in_words_and_a_reason_under_its_band(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        mia = a_family(session)
        a_booking(session, course, mia)
        first, second = classes_of(session, course)[:2]
        cues.open_class(session, session_id=first, now=NOW)
        bookings.mark(session, session_id=first, baby_id=mia.baby, status="absent", now=NOW)
        cues.finish_class(session, session_id=first, now=NOW + timedelta(hours=1))
        week = NOW + timedelta(days=7)
        cues.open_class(session, session_id=second, now=week)
        bookings.mark(session, session_id=second, baby_id=mia.baby, status="late", now=week)
        for kind, code, text in (("state", "light_sleep", ""), ("permission", "not_now", "asleep")):
            cues.record(
                session,
                action_id=new_id(),
                session_id=second,
                dyads=((mia.baby, mia.carer),),
                kind=kind,
                code=code,
                text=text,
                now=week + timedelta(minutes=5),
            )
        cues.finish_class(session, session_id=second, now=week + timedelta(hours=1))
    page = shown(stage, mia.family)
    away, asleep = inside(page.ui.sessions_card, SessionRow)
    assert away.accessibleName() == "Week 1 19 Nov; Absent"
    assert "Light sleep 55 min" in asleep.accessibleName()
    assert any(
        "Not massaged, and that is fine: asleep, came late" in text for text in texts(page.ui.sessions_card)
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("asleep", "asleep"),
        ("hungry", "hungry"),
        ("said_no", "said no"),
        ("recent_jab", "recent jab"),
        ("unwell", "unwell"),
        ("other", "another reason"),
    ],
)
def test_a_class_without_massage_tells_its_reason_in_the_place_of_the_band(
    stage: Stage, code: str, words: str
) -> None:
    with stage.store.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        bookings.mark(session, session_id=of.session, baby_id=mia.baby, status="here", now=NOW)
        cues.not_massaged(
            session,
            action_id=new_id(),
            session_id=of.session,
            baby_id=mia.baby,
            carer_id=mia.carer,
            reason=code,
            now=NOW + timedelta(minutes=5),
        )
        cues.finish_class(session, session_id=of.session, now=NOW + timedelta(hours=1))
    page = shown(stage, mia.family)
    [row] = inside(page.ui.sessions_card, SessionRow)
    assert row.accessibleName() == f"Week 1 19 Nov; Not massaged, and that is fine: {words}"


def test_a_name_with_an_ampersand_is_shown_as_it_is(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session, "Mia & <b>Co</b>")
    page = shown(stage, mia.family)
    assert page.ui.title_label.text() == "Mia & <b>Co</b>"
    assert page.ui.title_label.textFormat() == Qt.TextFormat.PlainText
    add = button(page.ui.health_card, "Add for Mia & <b>Co</b>")
    assert isinstance(add, QPushButton) and add.text() == "Add for Mia && <b>Co</b>"
