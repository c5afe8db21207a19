"""What a dyad had and missed, on the page of its family: kind words, no score, and a way to tick it off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import massage_studio.families.service as families
from massage_studio.bookings.class_queries import class_session
from massage_studio.cues import service
from massage_studio.cues.catch_up_queries import caught_up
from massage_studio.curriculum import limit_service
from massage_studio.gui.progress.family_page import FamilyPage
from massage_studio.gui.widgets.chart_view import ChartView
from massage_studio.store.ids import new_id
from massage_studio.store.profile import change_profile
from tests.gui.progress.family_stage import button, inside, shown, texts
from tests.gui.stage import Stage, staged
from tests.progress.weeks import begin, hold, walk_on
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, a_sibling, classes_of

WEEK = timedelta(weeks=1)


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(FamilyPage, studio_folder, qtbot, now=NOW + WEEK + timedelta(hours=2)) as made:
        yield made


def a_term(
    stage: Stage, *, away: bool = True, flag: str = "", asleep: bool = False, but: tuple[str, ...] = ()
) -> Dyad:
    """Mia was in the first week of her course; in the second she was away, or rested."""
    with stage.store.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        a_booking(session, course, mia)
        weeks = classes_of(session, course)
        hold(session, weeks[0], [mia])
        if flag:
            families.add_flag(
                session, baby_id=mia.baby, kind="condition", what=flag, since=NOW.date(), expires=None
            )
        starts = begin(session, weeks[1], [] if away else [mia], [mia] if away else [])
        if asleep:
            service.record(
                session,
                action_id=new_id(),
                session_id=weeks[1],
                dyads=((mia.baby, mia.carer),),
                kind="not_massaged",
                code="asleep",
                now=starts,
            )
        walk_on(session, weeks[1], starts, but=but)
    return mia


def told(page: FamilyPage) -> str:
    return "\n".join(texts(page.ui.curriculum_card))


def press(stage: Stage, name: str) -> None:
    card = stage.page.ui.curriculum_card
    stage.qtbot.mouseClick(button(card, name), Qt.MouseButton.LeftButton)
    stage.settle()


def test_what_a_dyad_had_missed_and_has_to_come_is_told_in_kind_words(stage: Stage) -> None:
    page = shown(stage, a_term(stage).family)
    words = told(page)
    assert words.startswith("What you two have had\nHad\nLegs and feet\nTalks: ")
    missed = words.partition("Missed while away\n")[2].partition("\n")[0]
    assert missed.startswith("Week 2: Tummy: Still hands on the tummy, ") and "Talks: Crying" in missed
    coming = words.partition("Still to come\n")[2]
    assert coming.startswith("Next, week 3, 3 Dec: Chest; Arms and hands; Talks: ")
    assert "Week 4: Face; Back; Talks: " in coming
    assert "%" not in words and not re.search(r"\d+ of \d+|\bonly\b|fail|behind|score", words.casefold())


def test_the_minutes_of_each_benefit_are_one_chart_for_screen_and_reader(stage: Stage) -> None:
    page = shown(stage, a_term(stage).family)
    [chart] = inside(page.ui.curriculum_card, ChartView)
    told_minutes = re.findall(r"(\d+) minutes", chart.accessibleName())
    assert len(told_minutes) == 5
    assert sum(map(int, told_minutes)) == pytest.approx(60, abs=3)


def test_a_baby_that_rested_has_seen_the_strokes(stage: Stage) -> None:
    words = told(shown(stage, a_term(stage, away=False, asleep=True).family))
    assert "Seen, while Mia rested\nTummy" in words
    assert "Missed" not in words and "asleep" not in words


def test_what_must_not_be_now_is_told_without_a_word_of_health(stage: Stage) -> None:
    words = told(shown(stage, a_term(stage, flag="heart murmur").family))
    assert "Not for now\n" in words and "Tummy" in words.partition("Not for now\n")[2]
    assert "heart" not in words and "murmur" not in words
    missed = words.partition("Missed while away\n")[2].partition("Still to come")[0]
    assert missed.startswith("Week 2: Talks: ") and "Tummy" not in missed


def test_what_a_class_left_out_is_still_to_come(stage: Stage) -> None:
    words = told(shown(stage, a_term(stage, away=False, but=("stomach",)).family))
    assert "Missed" not in words
    # The class still runs: what it did not come to yet is nobody's loss.
    assert "Left out in class so far" not in words


@pytest.mark.parametrize(
    ("name", "how", "line"),
    [
        ("Told at the door", "told", "Told at the door, 26 Nov: Tummy; Talks: "),
        ("Sheet given", "sheet", "Sheet given, 26 Nov: Tummy; Talks: "),
    ],
)
def test_what_was_missed_is_ticked_off_by_hand_and_undone(
    stage: Stage, name: str, how: str, line: str
) -> None:
    mia = a_term(stage)
    page = shown(stage, mia.family)
    press(stage, name)
    words = told(page)
    assert "Missed" not in words and f"Caught up on\n{line}" in words
    with stage.store.read() as session:
        assert {one.how for one in caught_up(session, baby_ids=[mia.baby])} == {how}
    stage.undo()
    assert "Missed while away\nWeek 2: Tummy" in told(page)
    stage.undo()  # is now a redo
    assert line in told(page)


def test_a_tick_that_was_a_mistake_is_taken_away_on_any_later_day(stage: Stage) -> None:
    mia = a_term(stage)
    page = shown(stage, mia.family)
    press(stage, "Told at the door")
    press(stage, "Not after all: Told at the door, 26 Nov")
    assert "Missed while away\nWeek 2: Tummy" in told(page)
    stage.undo()
    assert "Missed" not in told(page)


def test_the_catch_up_sheet_of_what_was_missed_is_one_press_away(stage: Stage) -> None:
    mia = a_term(stage)
    shown(stage, mia.family)
    press(stage, "Catch-up sheet")
    [(name, (kind, (key, baby)))] = stage.gone
    assert (name, kind, baby) == ("handouts", "sheet", mia.baby)
    with stage.store.read() as session:
        assert class_session(session, session_id=key).number == 2


def test_a_missed_class_can_be_made_up_from_here(stage: Stage) -> None:
    shown(stage, a_term(stage).family)
    press(stage, "Make a missed class up in another course")
    [dialog] = stage.messages.dialogs
    assert dialog.windowTitle() == "Make up a missed class"
    dialog.reject()


def test_twins_are_told_each_for_themselves(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        leo = a_family(session, "Leo")
        lou = a_sibling(session, leo, "Lou")
        for dyad in (leo, lou):
            a_booking(session, course, dyad)
        hold(session, classes_of(session, course)[0], [leo], [lou])
    page = shown(stage, leo.family)
    assert "Missed" not in told(page)
    stage.qtbot.mouseClick(button(page, "Show Lou"), Qt.MouseButton.LeftButton)
    stage.settle()
    assert "Missed while away\nWeek 1: Legs and feet: " in told(page)
    [chart] = page.ui.curriculum_card.findChildren(ChartView)
    assert chart.isHidden()


def test_nothing_is_told_of_a_family_without_a_class(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session, "Mia")
    words = told(shown(stage, mia.family))
    assert words == "What you two have had\nMinutes of each benefit add up here, class by class."


@pytest.mark.parametrize("width", [1024, 1366])
def test_the_chart_has_room_for_each_benefit(stage: Stage, width: int) -> None:
    stage.page.resize(800, 760)
    page = shown(stage, a_term(stage, away=False).family)
    page.resize(width, 760)
    page.ui.tabs.setCurrentWidget(page.ui.curriculum_area)
    stage.settle()
    chart = page.coverage.chart
    stage.qtbot.waitUntil(lambda: chart.height() == chart.heightForWidth(chart.width()) > 0)


def test_a_rule_that_is_made_stricter_is_obeyed_on_the_page_of_a_family(stage: Stage) -> None:
    page = shown(stage, a_term(stage, flag="after swimming").family)
    assert "Tummy" in told(page).partition("Missed while away\n")[2]
    words = {
        "label": "After swimming",
        "mind": "leave the tummy alone",
        "words": ("swim*",),
        "forbids": ("tummy",),
        "source": "my training",
    }
    stage.page.context.tasks.write(
        partial(limit_service.add_limit, item_id=new_id(), words=words, now=NOW), then=lambda _: None
    )
    stage.settle()
    assert "Tummy" in told(page).partition("Not for now\n")[2]
    assert "Tummy" not in told(page).partition("Not for now\n")[0]


def test_another_wait_after_an_immunisation_is_obeyed_on_the_page_of_a_family(stage: Stage) -> None:
    with stage.store.write() as session:
        change_profile(session, particulars={"wait_hours": 24})
    mia = a_term(stage)
    with stage.store.write() as session:
        day = (NOW + WEEK).date() - timedelta(days=10)
        families.add_flag(
            session, baby_id=mia.baby, kind="immunised", what="8 week jabs", since=day, expires=day
        )
    page = shown(stage, mia.family)
    assert "Knees to tummy" not in told(page).partition("Not for now\n")[2]
    stage.page.context.tasks.write(
        partial(change_profile, particulars={"wait_hours": 336}), then=lambda _: None
    )
    stage.settle()
    assert "Knees to tummy" in told(page).partition("Not for now\n")[2]


def test_the_keys_stay_with_what_was_missed_when_it_is_ticked_off(stage: Stage) -> None:
    page = shown(stage, a_term(stage).family)
    page.activateWindow()
    card = page.ui.curriculum_card
    door = button(card, "Told at the door")
    door.setFocus()
    stage.qtbot.keyClick(door, Qt.Key.Key_Space)
    stage.settle()
    stage.qtbot.waitUntil(lambda: card.isAncestorOf(page.focusWidget()))
    assert page.focusWidget().text() == "Not after all"


def test_who_joined_later_has_the_sheet_of_a_class_before(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        weeks = classes_of(session, course)
        hold(session, weeks[0], [])
        mia = a_family(session, "Mia")
        a_booking(session, course, mia, now=NOW + timedelta(days=2))
    shown(stage, mia.family)
    press(stage, "Catch-up sheet")
    [(name, (kind, (key, baby)))] = stage.gone
    assert (name, kind, key, baby) == ("handouts", "sheet", weeks[0], mia.baby)
