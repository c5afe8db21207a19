"""What is for the instructor alone, written on the page of a family, with the studio read back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import massage_studio.families.service as families
from massage_studio.curriculum.signpost_service import keep_local_service
from massage_studio.families import private_service
from massage_studio.families.private_queries import private_side
from massage_studio.families.private_views import PrivateSide
from massage_studio.gui.progress.family_page import FamilyPage
from massage_studio.store.ids import new_id
from tests.gui.progress.family_stage import button, shown, texts, turn_to_particulars
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, Dyad, a_class, a_family

TODAY = NOW.date()


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(FamilyPage, studio_folder, qtbot, now=NOW + timedelta(hours=2)) as made:
        yield made


@pytest.fixture
def mia(stage: Stage) -> Dyad:
    with stage.store.write() as session:
        made = a_family(session)
        families.add_note(session, family_id=made.family, layer="private", text="Nights are hard", now=NOW)
        keep_local_service(
            session,
            item_id=new_id(),
            when="Parent-infant team",
            to="01632 960000",
            checked=date(2026, 11, 3),
            service="other",
            serves="",
            opening="",
            now=NOW,
        )
    return made


def card(stage: Stage) -> QWidget:
    found: QWidget = stage.page.details.private_card
    return found


def press(stage: Stage, name: str) -> None:
    stage.qtbot.mouseClick(button(card(stage), name), Qt.MouseButton.LeftButton)
    stage.settle()


def unfolded(stage: Stage, mia: Dyad) -> None:
    shown(stage, mia.family)
    turn_to_particulars(stage)
    press(stage, "Show what is for you alone")


def dialog(stage: Stage) -> Any:
    return stage.messages.dialog


def save(stage: Stage) -> None:
    stage.qtbot.mouseClick(dialog(stage).ui.save_button, Qt.MouseButton.LeftButton)
    stage.settle()


def kept(stage: Stage, mia: Dyad) -> PrivateSide:
    with stage.store.read() as session:
        return private_side(session, family_id=mia.family)


def test_a_family_is_marked_and_the_mark_taken_back(stage: Stage, mia: Dyad) -> None:
    unfolded(stage, mia)
    press(stage, "Mark the family")
    save(stage)
    assert dialog(stage).ui.error_label.text() == "Tick why this family might gain most."
    dialog(stage).ui.low_mood_check.click()
    dialog(stage).ui.crying_check.click()
    dialog(stage).ui.words_edit.setPlainText("Said so twice")
    save(stage)
    mark = kept(stage, mia).mark
    assert mark is not None and (mark.worries, mark.words) == (("low_mood", "crying"), "Said so twice")
    assert mark.since == TODAY
    told = texts(card(stage))
    assert "Might gain most: low mood or anxiety and worry about crying" in told
    assert any("Said so twice" in words for words in told)
    assert stage.said[-1][0] == "Kept for you alone."
    undo = stage.said[-1][2]
    assert undo is not None
    undo()
    stage.settle()
    assert kept(stage, mia).mark is None


def test_a_mark_is_taken_away(stage: Stage, mia: Dyad) -> None:
    unfolded(stage, mia)
    press(stage, "Mark the family")
    assert dialog(stage).ui.remove_button.isHidden()
    dialog(stage).ui.other_check.click()
    save(stage)
    press(stage, "Edit the mark")
    assert dialog(stage).ui.other_check.isChecked()
    stage.qtbot.mouseClick(dialog(stage).ui.remove_button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert kept(stage, mia).mark is None


def test_a_note_leads_to_a_referral_to_a_service_of_the_list_which_is_closed(stage: Stage, mia: Dyad) -> None:
    unfolded(stage, mia)
    press(stage, "Add a referral")
    ui = dialog(stage).ui
    assert [ui.service_combo.itemText(place) for place in range(ui.service_combo.count())] == [
        "Parent-infant team, 01632 960000"
    ]
    save(stage)
    assert ui.error_label.text() == "Choose a service, or write whom the family is sent to."
    ui.service_combo.setCurrentIndex(0)
    ui.service_combo.setCurrentText(ui.service_combo.itemText(0))
    save(stage)
    assert ui.consent_combo.currentIndex() == -1, "nobody's yes is taken for granted"
    assert "choose what they said" in ui.error_label.text()
    ui.consent_combo.setCurrentIndex(0)
    ui.save_button.click()
    assert "how the family was asked" in ui.error_label.text()
    ui.note_combo.setCurrentIndex(1)
    assert ui.note_combo.currentText() == "19 Nov: Nights are hard"
    ui.how_edit.setText("after class, Grace alone")
    ui.agreed_edit.setPlainText("They ring on Monday")
    ui.follow_edit.setText("3/12/2026")
    save(stage)
    [one] = kept(stage, mia).referrals
    assert (one.service, one.consent, one.consent_on) == ("Parent-infant team, 01632 960000", True, TODAY)
    assert one.note_id is not None and one.follow_up_on == date(2026, 12, 3)
    told = texts(card(stage))
    assert "The family said yes, asked on 19 November 2026: after class, Grace alone" in told
    assert "Follow up on 3 December 2026" in told and "They ring on Monday" in told
    press(stage, "Edit the referral to Parent-infant team, 01632 960000")
    stage.messages.dialog.ui.save_button.click()
    stage.settle()
    # Changed, it still knows the note that led to it.
    assert kept(stage, mia).referrals[0].note_id == one.note_id is not None
    press(stage, "Close the referral to Parent-infant team, 01632 960000")
    assert dialog(stage).ui.closed_edit.day() == TODAY
    outcome = dialog(stage).ui.outcome_edit
    stage.qtbot.waitUntil(lambda: outcome.hasFocus() and not outcome.visibleRegion().isEmpty())
    dialog(stage).ui.outcome_edit.setPlainText("Seen on Tuesday")
    save(stage)
    [one] = kept(stage, mia).referrals
    assert (one.closed_on, one.outcome) == (TODAY, "Seen on Tuesday")
    told = texts(card(stage))
    assert "Closed on 19 November 2026" in told and "Seen on Tuesday" in told


def test_a_referral_is_typed_and_taken_away(stage: Stage, mia: Dyad) -> None:
    unfolded(stage, mia)
    press(stage, "Add a referral")
    ui = dialog(stage).ui
    ui.service_combo.setEditText("Perinatal team")
    ui.consent_combo.setCurrentIndex(1)
    ui.how_edit.setText("by telephone")
    save(stage)
    [one] = kept(stage, mia).referrals
    assert (one.service, one.consent, one.note_id) == ("Perinatal team", False, None)
    told = texts(card(stage))
    assert "Offered on 19 November 2026, not referred" in told
    assert "Referred on 19 November 2026" not in told
    press(stage, "Edit the referral to Perinatal team")
    stage.qtbot.mouseClick(dialog(stage).ui.remove_button, Qt.MouseButton.LeftButton)
    stage.settle()
    assert kept(stage, mia).referrals == ()


def test_it_is_folded_for_another_family(stage: Stage, mia: Dyad) -> None:
    with stage.store.write() as session:
        noah = a_family(session, "Noah", "Tom")
    unfolded(stage, mia)
    assert "Not marked as a family that might gain most." in texts(card(stage))
    stage.page.open(noah.family)
    stage.settle()
    assert "Not marked as a family that might gain most." not in texts(card(stage))


def test_what_was_said_after_a_class_is_ticked_off_and_says_where_to_turn(stage: Stage) -> None:
    with stage.store.write() as session:
        klass = a_class(session, "Noah")
        [noah] = klass.dyads
        private_service.keep_check_in(
            session,
            family_id=noah.family,
            session_id=klass.session,
            words="Lonely since the move",
            on=TODAY,
            follow_up_on=TODAY + timedelta(days=7),
        )
    unfolded(stage, noah)
    told = texts(card(stage))
    assert "Lonely since the move" in told and "Ask again on 26 November 2026" in told
    assert any(line.split("\n")[1:2] and line.split("\n")[1].startswith("Lonely, over") for line in told)
    press(stage, "Asked again after what was said on 19 November 2026")
    assert "Asked again on 19 November 2026" in texts(card(stage))
    stage.undo()
    assert "Ask again on 26 November 2026" in texts(card(stage))
