"""What the page of one family tells, by clicks and keys on a real studio."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.cues import opening_service
from massage_studio.families.overrides_service import allow
from massage_studio.families.restrictions import Purpose
from massage_studio.gui.progress.card_parts import Pill
from massage_studio.gui.progress.course_line import CourseButton
from massage_studio.gui.progress.family_page import FamilyPage
from massage_studio.gui.widgets.chart_view import ChartView
from massage_studio.gui.widgets.ribbon import StateRibbon
from massage_studio.store.ids import new_id
from tests.gui.progress.family_stage import button, inside, shown, texts, turn_to
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, Dyad, a_booking, a_class, a_course, a_family, a_sibling, classes_of


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(FamilyPage, studio_folder, qtbot, now=NOW + timedelta(hours=2)) as made:
        yield made


def mia_in_class(stage: Stage) -> Dyad:
    """Hold a class with Mia: watched for 50 minutes, twice yes, once pause with a cuddle after it."""
    with stage.store.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        attendance_service.mark(session, session_id=of.session, baby_id=mia.baby, status="here", now=NOW)
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
        opening_service.finish_class(session, session_id=of.session, now=NOW + timedelta(minutes=60))
    return mia


def test_the_head_tells_age_adults_and_attendance(stage: Stage) -> None:
    page = shown(stage, mia_in_class(stage).family)
    assert page.ui.title_label.text() == "Mia"
    told = page.ui.subtitle_label.text()
    assert told == "9 wk · with Mia's carer"
    assert [one.words() for one in inside(page.ui.course_line, CourseButton)] == ["Autumn course, 1 of 5"]
    early = "Mia is in the first 1001 days: conception to second birthday."
    assert page.ui.early_line.accessibleName() == early and page.ui.early_line.isVisible()


def test_a_class_tells_its_states_and_counts_no_answers(stage: Stage) -> None:
    page = shown(stage, mia_in_class(stage).family)
    [ribbon] = inside(page.classes.ui.sessions_card, StateRibbon)
    assert ribbon.accessibleName() == "Quiet alert 50 min"
    told = " ".join(texts(page.classes.ui.sessions_card))
    assert not re.search(r"\d+ of \d+|answered|%|a minute", told)


def blank(widget: QWidget) -> QImage:
    """A picture of a widget's size on which nothing is drawn."""
    picture = widget.grab().toImage()
    picture.fill(picture.pixelColor(0, 0))
    return picture


def test_benefits_received_are_bars_with_their_minutes(stage: Stage) -> None:
    page = shown(stage, mia_in_class(stage).family)
    [chart] = inside(page.classes.ui.benefits_card, ChartView)
    bars = chart.accessibleName().rstrip(".").split("; ")
    assert len(bars) == 5
    assert any(re.fullmatch(r"Touch [1-9]\d* minutes", bar) for bar in bars)
    assert chart.grab().toImage() != blank(chart)


def test_a_family_without_a_class_is_told_what_belongs_there(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    page = shown(stage, mia.family)
    assert any("No class yet" in text for text in texts(page.classes.ui.sessions_card))
    assert not inside(page.classes.ui.sessions_card, StateRibbon)
    stage.qtbot.mouseClick(button(page.classes.ui.sessions_card, "Book a place"), Qt.MouseButton.LeftButton)
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
    assert shown(stage, mia.family).ui.early_line.isHidden()


def test_a_switch_goes_from_one_twin_to_the_other(stage: Stage) -> None:
    with stage.store.write() as session:
        finn = a_family(session, "Finn", "Beth")
        a_sibling(session, finn, "Ivy")
    page = shown(stage, finn.family)
    assert page.ui.title_label.text() == "Finn"
    ivy = button(page.ui.baby_switch, "Show Ivy")
    stage.qtbot.mouseClick(ivy, Qt.MouseButton.LeftButton)
    assert page.ui.title_label.text() == "Ivy"
    assert "How Ivy likes to be met" in texts(page.classes.ui.met_card)
    page.mark_stale()
    stage.settle()
    assert page.ui.title_label.text() == "Ivy"


def test_one_baby_needs_no_switch(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    assert shown(stage, mia.family).ui.baby_switch.isHidden()


def test_a_contact_restriction_stands_on_every_tab(stage: Stage) -> None:
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
    for tab in range(page.ui.tabs.count()):
        page.ui.tabs.setCurrentIndex(tab)
        assert page.ui.restriction_banner.isVisible()
    assert "Rob: Must not be told the address <b>" in page.ui.restriction_banner.words()
    assert any("Must not be told" in text for text in texts(page.details.ui.carers_card))


def test_why_somebody_came_or_was_written_to_all_the_same_stands_below_the_restriction(stage: Stage) -> None:
    with stage.store.write() as session:
        mia, rob = a_family(session), new_id()
        families.add_carer(
            session, family_id=mia.family, carer_id=rob, given_name="Rob", contact_restriction="No contact"
        )
        for purpose, reason in (
            (Purpose.COME, "With a social worker"),
            (Purpose.BE_TOLD, "By his solicitor"),
        ):
            allow(session, carer_id=rob, purpose=purpose, reason=reason, now=NOW, on=NOW.date())
    told = texts(shown(stage, mia.family).details.ui.carers_card)
    assert "19 November 2026, came all the same: With a social worker" in told
    assert "19 November 2026, written to all the same: By his solicitor" in told


def test_a_family_without_restrictions_has_no_warning(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
    assert shown(stage, mia.family).ui.restriction_banner.isHidden()


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
    turn_to(stage, page.ui.money_area)
    stage.qtbot.mouseClick(button(page.ui.bookings_card, "Autumn course Mia"), Qt.MouseButton.LeftButton)
    assert stage.gone == [("classes", course)]


def test_an_absence_is_told_in_words_and_a_reason_under_its_band(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        mia = a_family(session)
        a_booking(session, course, mia)
        first, second = classes_of(session, course)[:2]
        opening_service.open_class(session, session_id=first, now=NOW)
        attendance_service.mark(session, session_id=first, baby_id=mia.baby, status="absent", now=NOW)
        opening_service.finish_class(session, session_id=first, now=NOW + timedelta(hours=1))
        week = NOW + timedelta(days=7)
        opening_service.open_class(session, session_id=second, now=week)
        attendance_service.mark(session, session_id=second, baby_id=mia.baby, status="late", now=week)
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
        opening_service.finish_class(session, session_id=second, now=week + timedelta(hours=1))
    page = shown(stage, mia.family)
    [asleep] = inside(page.classes.ui.sessions_card, StateRibbon)
    assert asleep.accessibleName() == "Light sleep 55 min"
    told = texts(page.classes.ui.sessions_card)
    assert "Not massaged, and that is fine: asleep" in told and "came later" in told
    assert "Away this time. What was missed waits under Curriculum." in told


REASONS = {
    "asleep": "asleep",
    "hungry": "hungry",
    "said_no": "said no",
    "recent_jab": "recent jab",
    "unwell": "unwell",
    "other": "another reason",
}


def test_a_class_without_massage_tells_its_reason_and_that_it_is_fine(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
        starts = tuple(NOW - timedelta(days=7 * week) for week in range(len(REASONS), 0, -1))
        course = a_course(session, starts=starts)
        a_booking(session, course, mia)
        for klass, at, code in zip(classes_of(session, course), starts, REASONS, strict=True):
            opening_service.open_class(session, session_id=klass, now=at)
            attendance_service.mark(session, session_id=klass, baby_id=mia.baby, status="here", now=at)
            cues.record(
                session,
                action_id=new_id(),
                session_id=klass,
                dyads=((mia.baby, mia.carer),),
                kind="not_massaged",
                code=code,
                now=at + timedelta(minutes=5),
            )
            opening_service.finish_class(session, session_id=klass, now=at + timedelta(hours=1))
    page = shown(stage, mia.family)
    told = [pill.text() for pill in inside(page.classes.ui.sessions_card, Pill)]
    assert told == [f"Not massaged, and that is fine: {words}" for words in reversed(REASONS.values())]


def test_a_name_with_an_ampersand_is_shown_as_it_is(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session, "Mia & <b>Co</b>")
    page = shown(stage, mia.family)
    assert page.ui.title_label.text() == "Mia & <b>Co</b>"
    assert page.ui.title_label.textFormat() == Qt.TextFormat.PlainText
    add = button(page.details.ui.health_card, "Add for Mia & <b>Co</b>")
    assert isinstance(add, QPushButton) and add.text() == "Add for Mia && <b>Co</b>"
