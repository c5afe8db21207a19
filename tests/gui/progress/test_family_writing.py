"""What is written down on the page of one family, with the studio read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

import massage_studio.families.service as families
from massage_studio.families.models import Consent
from massage_studio.families.queries import family as one_family
from massage_studio.families.restrictions import Purpose, Rule
from massage_studio.families.views import FamilyView
from massage_studio.gui.operation_words import operation_name
from massage_studio.gui.progress.family_page import FamilyPage
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.chip import Chip
from massage_studio.store.operations import last_operations
from tests.gui.progress.family_stage import button, inside, shown, texts, turn_to_particulars
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, Dyad, a_family


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(FamilyPage, studio_folder, qtbot, now=NOW + timedelta(hours=2)) as made:
        yield made


def kept(stage: Stage, dyad: Dyad) -> FamilyView:
    with stage.store.read() as session:
        return one_family(session, family_id=dyad.family, today=NOW.date())


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
    [family] = [
        one for one in inside(page.classes.ui.notes_card, QWidget) if one.objectName() == "family_notes"
    ]
    assert "For the family" in texts(family) and "Shared words" in texts(family)
    assert "Private words" not in texts(family)
    assert "Passed to the health visitor" not in texts(family)


def test_words_for_the_family_alone_are_looked_at_for_claims(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    stage.qtbot.mouseClick(page.ui.note_button, Qt.MouseButton.LeftButton)
    stage.settle()
    dialog = stage.messages.dialog
    dialog.ui.text_edit.setPlainText("I think she has reflux")
    dialog.ui.text_edit.wording.look()
    assert not dialog.ui.fault_line.isVisible()
    dialog.ui.family_radio.setChecked(True)
    assert dialog.ui.fault_line.isVisible()
    dialog.ui.save_button.click()
    stage.settle()
    assert [note.text for note in kept(stage, mia).notes] == ["I think she has reflux"]


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
    [told] = (text for text in texts(shown(stage, mia.family).classes.ui.sessions_card) if "classes" in text)
    assert told.endswith("يوسف's classes") and not paint.reads_from_the_right(told)


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
    no = button(page.details.ui.consents_card, "Taking photographs: No")
    stage.qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    stage.settle()
    with stage.store.read() as session:
        rows = session.scalars(
            select(Consent).where(Consent.kind == "photo").order_by(Consent.given_on)
        ).all()
    assert [(row.given, row.withdrawn_on) for row in rows] == [(True, NOW.date()), (False, None)]
    assert button(page.details.ui.consents_card, "Taking photographs: No").isChecked()
    assert "no, 19 Nov" in texts(page.details.ui.consents_card)


def test_a_health_flag_is_added_ended_and_put_back(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    stage.qtbot.mouseClick(button(page.details.ui.health_card, "Add for Mia"), Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    stage.qtbot.keyClicks(ui.what_edit, "Nut allergy")
    stage.qtbot.keyClick(ui.what_edit, Qt.Key.Key_Return)
    stage.settle()
    assert [flag.what for flag in kept(stage, mia).babies[0].flags] == ["Nut allergy"]
    stage.qtbot.mouseClick(button(page.details.ui.health_card, "End Nut allergy"), Qt.MouseButton.LeftButton)
    stage.settle()
    assert not kept(stage, mia).babies[0].flags
    stage.undo()
    assert [flag.what for flag in kept(stage, mia).babies[0].flags] == ["Nut allergy"]


def test_a_carer_is_changed(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    stage.qtbot.mouseClick(button(page.details.ui.carers_card, "Edit Grace"), Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    assert ui.carer_given_edit.text() == "Grace"
    stage.qtbot.keyClicks(ui.phone_edit, "07700 900111")
    stage.qtbot.keyClicks(ui.restriction_edit, "Ring after six only")
    stage.qtbot.keyClick(ui.restriction_edit, Qt.Key.Key_Return)
    stage.settle()
    [carer] = kept(stage, mia).carers
    assert (carer.phone, carer.contact_restriction) == ("07700 900111", "Ring after six only")
    assert page.ui.restriction_banner.isVisible()


def test_a_dialog_that_changes_nothing_offers_nothing_to_take_back(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)

    def save_as_it_is() -> None:
        stage.messages.dialog.ui.save_button.click()
        stage.settle()
        assert stage.said[-1] == ("Nothing was changed.", "", None)
        with stage.store.read() as session:
            assert last_operations(session) == (None, None)

    turn_to_particulars(stage)
    button(page.details.ui.carers_card, "Edit Grace").click()
    save_as_it_is()
    button(page.details.ui.babies_card, "Edit Mia").click()
    save_as_it_is()


def test_an_adult_of_another_home_is_written_down_and_taken_back(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    stage.qtbot.mouseClick(button(page.details.ui.carers_card, "Edit Grace"), Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    assert not ui.apart_check.isChecked()
    stage.qtbot.keyClick(ui.apart_check, Qt.Key.Key_Space)
    stage.qtbot.keyClick(ui.carer_given_edit, Qt.Key.Key_Return)
    stage.settle()
    assert kept(stage, mia).carers[0].lives_apart
    assert "Lives in another home and gets papers of their own." in texts(page.details.ui.carers_card)
    stage.undo()
    assert not kept(stage, mia).carers[0].lives_apart


def test_a_baby_is_changed_and_a_twin_added(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    stage.qtbot.mouseClick(button(page.details.ui.babies_card, "Edit Mia"), Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    assert ui.birth_edit.day() == date(2026, 9, 17)
    stage.qtbot.keyClicks(ui.due_edit, "12 Nov 2026")
    stage.qtbot.keyClick(ui.due_edit, Qt.Key.Key_Return)
    stage.settle()
    assert kept(stage, mia).babies[0].due_date == date(2026, 11, 12)
    stage.qtbot.mouseClick(button(page.details.ui.babies_card, "Add baby"), Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    stage.qtbot.keyClicks(ui.baby_given_edit, "Noah")
    stage.qtbot.keyClick(ui.baby_given_edit, Qt.Key.Key_Return)
    stage.settle()
    assert {baby.given_name for baby in kept(stage, mia).babies} == {"Mia", "Noah"}
    assert len(inside(page.ui.baby_switch, Chip)) == 2


def test_what_is_written_about_a_family_is_taken_back_and_done_again_by_its_keys(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    stage.qtbot.mouseClick(button(page.details.ui.carers_card, "Edit Grace"), Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    stage.qtbot.keyClicks(ui.phone_edit, "07700 900111")
    stage.qtbot.keyClick(ui.phone_edit, Qt.Key.Key_Return)
    stage.settle()
    stage.qtbot.mouseClick(
        button(page.details.ui.consents_card, "Taking photographs: No"), Qt.MouseButton.LeftButton
    )
    stage.settle()
    assert [row.given for row in answers(stage)] == [False]
    page.window().activateWindow()
    stage.qtbot.waitUntil(page.isActiveWindow)
    page.ui.tabs.tabBar().setFocus()
    for _ in range(2):
        stage.qtbot.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        stage.settle()
    assert answers(stage) == [] and kept(stage, mia).carers[0].phone == ""
    assert [words for words, *_ in stage.said][-2:] == [
        "Taken back: answer about consent.",
        "Taken back: change of a carer.",
    ]
    for _ in range(2):
        stage.qtbot.keyClick(
            page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        )
        stage.settle()
    assert [row.given for row in answers(stage)] == [False]
    assert kept(stage, mia).carers[0].phone == "07700 900111"


def test_what_a_restriction_leaves_and_its_days_are_kept_and_read(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    stage.qtbot.mouseClick(button(page.details.ui.carers_card, "Edit Grace"), Qt.MouseButton.LeftButton)
    dialog = stage.messages.dialog
    dialog.show()
    ui = dialog.ui
    assert ui.rule_panel.isHidden(), "a rule is asked for once there is a restriction"
    stage.qtbot.keyClicks(ui.restriction_edit, "Court order of 3 May")
    assert ui.since_edit.day() == NOW.date() and not ui.told_check.isChecked()
    ui.papers_check.click()
    stage.qtbot.keyClicks(ui.until_edit, "1/11/26")
    stage.qtbot.mouseClick(ui.save_button, Qt.MouseButton.LeftButton)
    assert ui.error_label.text() == "It ends before it began. Look at the two dates."
    ui.until_edit.setText("1 Dec 2026")
    stage.qtbot.mouseClick(ui.save_button, Qt.MouseButton.LeftButton)
    stage.settle()
    told = page.ui.restriction_banner.words()
    assert told == (
        "Contact restriction, Grace: Court order of 3 May · must not come to class, collect the baby, "
        "be told where and when · may get papers · until 1 December 2026"
    )
    [carer] = kept(stage, mia).carers
    assert carer.rule == Rule(frozenset({Purpose.GET_PAPERS}), NOW.date(), date(2026, 12, 1))


def test_the_log_names_no_adult_and_nothing_of_health(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    stage.qtbot.mouseClick(button(page.details.ui.health_card, "Add for Mia"), Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    stage.qtbot.keyClicks(ui.what_edit, "Nut allergy")
    stage.qtbot.keyClick(ui.what_edit, Qt.Key.Key_Return)
    stage.settle()
    with stage.store.read() as session:
        last, _ = last_operations(session)
    assert last is not None and operation_name(last) == "flag for Mia"
    stage.qtbot.mouseClick(button(page.details.ui.carers_card, "Edit Grace"), Qt.MouseButton.LeftButton)
    ui = stage.messages.dialog.ui
    stage.qtbot.keyClicks(ui.restriction_edit, "Ring after six only")
    stage.qtbot.keyClick(ui.restriction_edit, Qt.Key.Key_Return)
    stage.settle()
    with stage.store.read() as session:
        last, _ = last_operations(session)
    assert last is not None and operation_name(last) == "change of a carer"


def answers(stage: Stage) -> list[Consent]:
    with stage.store.read() as session:
        return list(session.scalars(select(Consent).where(Consent.kind == "photo")))


def test_a_form_is_back_until_it_is_said_not_to_be(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    card = page.details.ui.consents_card
    what = "Form with particulars and health"
    assert "not back yet" in texts(card)
    stage.qtbot.mouseClick(button(card, f"{what}: Is back"), Qt.MouseButton.LeftButton)
    stage.settle()
    assert "back, 19 Nov" in texts(card)
    stage.qtbot.mouseClick(button(card, f"{what}: Not back"), Qt.MouseButton.LeftButton)
    stage.settle()
    assert "not back yet" in texts(card)
    stage.undo()
    assert "back, 19 Nov" in texts(card)


def test_what_a_family_asks_of_its_data_is_seen_to_from_its_page_and_erased_there(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    stage.qtbot.mouseClick(button(page.details, "Requests, changes, erasing…"), Qt.MouseButton.LeftButton)
    stage.settle()
    dialog = stage.messages.dialog
    dialog.ui.sure_check.setChecked(True)
    dialog.ui.erase_button.click()
    stage.settle()
    assert stage.said[-1][0].startswith("Erased.") and stage.gone[-1] == ("families", None)


def test_from_today_the_page_opens_at_the_familys_rights(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, ("rights", mia.family))
    assert page.ui.tabs.currentWidget() is page.details
    rights = button(page.details, "Requests, changes, erasing…")
    stage.qtbot.waitUntil(lambda: stage.page.focusWidget() is rights)


def test_a_consent_that_is_taken_back_says_what_follows(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
        families.answer_consent(session, family_id=mia.family, kind="photo", given=True, on=NOW.date())
    page = shown(stage, mia.family)
    turn_to_particulars(stage)
    [no] = [one for one in inside(page.details, Chip) if one.objectName() == "consent_photo_no"]
    stage.qtbot.mouseClick(no, Qt.MouseButton.LeftButton)
    stage.settle()
    assert "Take no more photographs" in stage.said[-1][0]
