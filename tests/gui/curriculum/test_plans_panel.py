"""The plan editor, worked by keys and by the mouse on a real studio."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEventLoop, QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QDragMoveEvent, QDropEvent, QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QMenu,
    QStyle,
    QStyleOptionButton,
    QStyleOptionSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from massage_studio.curriculum import plan_edits, service
from massage_studio.curriculum.plan_views import LibraryItem, PlanningBook
from massage_studio.curriculum.plans_queries import planning_book, planning_items
from massage_studio.curriculum.views import ActivityView, PlanView
from massage_studio.gui import theme
from massage_studio.gui.curriculum.name_edit import NameEdit
from massage_studio.gui.curriculum.page import CurriculumPage
from massage_studio.gui.curriculum.plan_matrix import PlanMatrix
from massage_studio.gui.curriculum.plans_panel import PlansPanel
from massage_studio.gui.lists.view import ListView
from massage_studio.gui.widgets import paint
from tests.gui.curriculum.turning_pages import settle
from tests.gui.lists import press, press_action, read_out, rows
from tests.statement_listener import listening
from tests.studio_fixtures import NOW

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier

T = TypeVar("T")


@pytest.fixture
def plans(page: CurriculumPage) -> PlansPanel:
    """The tab of the plans, which is there first."""
    panel = page.panel()
    assert isinstance(panel, PlansPanel)
    return panel


def kept(plans: PlansPanel) -> PlanningBook:
    """What the studio keeps now."""
    return _answer(plans, planning_book)


def can_be_added(plans: PlansPanel) -> tuple[LibraryItem, ...]:
    """What the studio offers for a week now."""
    return _answer(plans, planning_items)


def _answer(plans: PlansPanel, question: Callable[[Session], T]) -> T:
    found: list[T] = []
    plans.context.tasks.read(question, found.append)
    loop = QEventLoop()
    while not found:
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return found[0]


def plan_now(plans: PlansPanel) -> PlanView:
    """The plan as the studio keeps it, which is the one that is shown."""
    shown = plans.steps.plan
    assert shown is not None and kept(plans).plan(shown.code) == shown
    return shown


def naive(plan: PlanView) -> list[tuple[int, dict[str, float]]]:
    """Minutes of each week, in all and by benefit, counted one by one."""
    found = []
    for part in plan.sessions:
        minutes: Counter[str] = Counter()
        for one in part.activities:
            for code in one.benefits:
                minutes[code] += one.minutes / len(one.benefits)  # type: ignore[assignment]
        found.append((sum(one.minutes for one in part.activities), dict(minutes)))
    return found


def check(plans: PlansPanel) -> None:
    """Compare the painted matrix, and what is said of the week, with what the studio keeps."""
    plan, lines = plan_now(plans), rows(plans.ui.plan_matrix.list)
    for line, (total, minutes) in zip(lines, naive(plan), strict=True):
        assert line.row.total == total and line.row.length == plan.minutes
        for one, shown in zip(line.matrix.benefits, line.row.minutes, strict=True):
            assert abs(shown - minutes.get(one.code, 0)) < 1
    week = plan.sessions[plans.steps.week - 1]
    assert [row.activity.title for row in rows(plans.ui.week_list)] == [one.title for one in week.activities]


class Hands:
    """Counts what is pressed, typed or clicked, and looks after each whether everything is right."""

    def __init__(self, page: CurriculumPage, plans: PlansPanel, qtbot: QtBot) -> None:
        self.page, self.plans, self.qtbot, self.count = page, plans, qtbot, 0

    def _done(self) -> None:
        self.count += 1
        # A button that is pressed by its key is down for a moment first.
        buttons = self.page.findChildren(QAbstractButton)
        self.qtbot.waitUntil(lambda: not any(button.isDown() for button in buttons))
        settle(self.page, self.qtbot)
        check(self.plans)

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            self.qtbot.keyClick(QApplication.focusWidget() or self.page, key, held)
            self._done()

    def type(self, words: str) -> None:
        for letter in words:
            self.qtbot.keyClicks(QApplication.focusWidget(), letter)
            self._done()

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())
        self._done()

    def choose(self, *words: str) -> None:
        """Click through the menu that is open."""
        for each in words:
            # A menu within another one opens a moment later.
            self.qtbot.waitUntil(lambda each=each: _entry(each) is not None)
            found = _entry(each)
            assert found is not None
            menu, action = found
            self.click(menu, menu.actionGeometry(action).center())

    def row(self, view: ListView, place: int) -> None:
        press(view, place)
        self._done()

    def button(self, view: ListView, place: int, code: str) -> None:
        press_action(view, place, code)
        self._done()


def _entry(words: str) -> tuple[QMenu, QAction] | None:
    """The menu that is open, and its entry with these words."""
    menu = QApplication.activePopupWidget()
    if not isinstance(menu, QMenu):
        return None
    found = (one for one in menu.actions() if one.text().partition("\t")[0] == words)
    return next(((menu, one) for one in found), None)


@pytest.fixture
def hands(page: CurriculumPage, plans: PlansPanel, qtbot: QtBot) -> Hands:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return Hands(page, plans, qtbot)


def undo_all(hands: Hands, start: PlanningBook) -> None:
    """Press Ctrl+Z until nothing is left to take back, and compare with the start."""
    hands.plans.ui.week_list.setFocus()
    for _ in range(60):
        if not hands.plans.ui.undo_button.isVisible():
            break
        hands.qtbot.keyClick(QApplication.focusWidget() or hands.page, Qt.Key.Key_Z, CTRL)
        settle(hands.page, hands.qtbot)
    assert not hands.plans.ui.undo_button.isVisible()
    assert kept(hands.plans).plans == start.plans


def test_a_six_week_plan_of_75_minutes_is_made_by_keyboard_alone(
    hands: Hands, plans: PlansPanel, page: CurriculumPage, qtbot: QtBot
) -> None:
    start = kept(plans)
    hands.key(Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    hands.key(Qt.Key.Key_M, CTRL)
    hands.type("75")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_F, ALT)
    while QApplication.focusWidget() is not plans.ui.plan_matrix.list:
        hands.key(Qt.Key.Key_Tab)
    hands.key(Qt.Key.Key_End)
    hands.key(Qt.Key.Key_D, CTRL)
    hands.key(Qt.Key.Key_F2)
    hands.type("Mine")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_L, CTRL)
    hands.type("open")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Minus, times=3)
    made = plan_now(plans)
    assert hands.count <= 40
    assert made.minutes == 75 and [plan_edits.total(part) for part in made.sessions] == [75] * 6
    assert made.sessions[5].title == "Mine" and made.copied_from == "five_60"
    assert len(made.sessions[5].activities) == len(made.sessions[4].activities) + 1
    undo_all(hands, start)


def test_a_six_week_plan_of_75_minutes_is_made_by_mouse_alone(
    hands: Hands, plans: PlansPanel, page: CurriculumPage, qtbot: QtBot
) -> None:
    start, ui = kept(plans), plans.ui
    hands.click(ui.plan_menu_button)
    hands.choose("Duplicate this plan")
    for _ in range(3):
        hands.click(ui.length_spin, _up_arrow(ui.length_spin))
    hands.click(ui.fit_button)
    hands.row(ui.plan_matrix.list, 4)
    hands.click(ui.week_menu_button)
    hands.choose("Duplicate this week")
    hands.click(ui.adding_panel.filters["song"])
    listed = ui.adding_panel.ui.item_list
    place = listed.visualRect(listed.model().index(1, 0)).center()
    hands.click(listed.viewport(), place)
    qtbot.mouseDClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    hands._done()
    added = ui.week_list.currentIndex().row()
    minutes = rows(ui.week_list)[added].activity.minutes
    other = next(at for at, row in enumerate(rows(ui.week_list)) if row.activity.minutes > minutes)
    for _ in range(minutes):
        hands.button(ui.week_list, other, "minus")
    made = plan_now(plans)
    assert hands.count <= 40
    assert made.minutes == 75 and [plan_edits.total(part) for part in made.sessions] == [75] * 6
    assert made.sessions[5].activities[added].kind == "song"
    undo_all(hands, start)


def _up_arrow(spin: QAbstractSpinBox) -> QPoint:
    option = QStyleOptionSpinBox()
    spin.initStyleOption(option)
    arrow = QStyle.SubControl.SC_SpinBoxUp
    return spin.style().subControlRect(QStyle.ComplexControl.CC_SpinBox, option, arrow, spin).center()


def test_every_plan_is_offered_and_its_first_week_is_open(plans: PlansPanel) -> None:
    combo, book = plans.ui.plan_combo, kept(plans)
    assert [combo.itemText(row) for row in range(combo.count())] == [plan.label for plan in book.plans]
    first = book.plans[0].sessions[0]
    assert [row.activity.title for row in rows(plans.ui.week_list)] == [one.title for one in first.activities]


def test_the_arrows_of_the_combo_go_through_every_plan(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    plans.ui.plan_combo.setFocus()
    for plan in kept(plans).plans[1:]:
        qtbot.keyClick(plans.ui.plan_combo, Qt.Key.Key_Down)
        settle(page, qtbot)
        assert plan_now(plans).code == plan.code
        check(plans)


def test_the_matrix_is_read_out_week_by_week(plans: PlansPanel) -> None:
    matrix = plans.ui.plan_matrix
    assert read_out(matrix.list, 0) == (
        "Session 1, Legs and feet: touch 15 minutes, attunement 20 minutes, bonding 25 minutes, "
        "no hormones, no brain development, 60 of 60 minutes",
        "Twice an equal share or more: Bonding",
    )
    assert matrix.foot.accessibleName().startswith("In the course: touch ")


def test_over_and_under_are_told_in_words_and_a_week_of_the_right_length_is_not(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    plans.steps.do(partial(plan_edits.set_minutes, week=1, place=0, minutes=10))
    plans.steps.do(partial(plan_edits.set_minutes, week=2, place=0, minutes=1))
    settle(page, qtbot)
    told = [read_out(plans.ui.plan_matrix.list, place)[0] for place in range(3)]
    assert told[0].endswith("65 of 60 minutes, 5 over")
    assert told[1].endswith("56 of 60 minutes, 4 under")
    assert told[2].endswith("60 of 60 minutes")
    plans.steps.choose_week(1)
    assert plans.ui.week_total.accessibleName() == "65 of 60 minutes, 5 over"


def test_the_arrows_of_the_matrix_go_from_week_to_week(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    plans.ui.plan_matrix.list.setFocus()
    qtbot.keyClick(plans.ui.plan_matrix.list, Qt.Key.Key_Down)
    settle(page, qtbot)
    assert plans.ui.week_title.text() == "Week 2: Tummy and colic routine"
    check(plans)


@pytest.mark.parametrize(
    ("key", "held", "look"),
    [
        (Qt.Key.Key_Plus, NONE, lambda week: week.activities[1].minutes == 11),
        (Qt.Key.Key_Equal, NONE, lambda week: week.activities[1].minutes == 11),
        (Qt.Key.Key_Minus, NONE, lambda week: week.activities[1].minutes == 9),
        (Qt.Key.Key_Up, ALT, lambda week: week.activities[0].title.startswith("Introductions")),
        (Qt.Key.Key_Down, ALT, lambda week: week.activities[2].title.startswith("Introductions")),
        (Qt.Key.Key_D, CTRL, lambda week: week.activities[2].title.startswith("Introductions")),
        (Qt.Key.Key_Delete, NONE, lambda week: week.activities[1].title.startswith("Short talk")),
    ],
)
def test_each_key_of_an_activity_does_what_it_says(
    hands: Hands, plans: PlansPanel, key: Qt.Key, held: Any, look: Callable[[Any], bool]
) -> None:
    hands.row(plans.ui.plan_matrix.list, 0)
    plans.ui.week_list.setFocus()
    hands.key(Qt.Key.Key_Down)
    hands.key(key, held)
    assert look(plan_now(plans).sessions[0])


def test_quick_presses_one_after_the_other_all_count(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    title = plan_now(plans).sessions[0].activities[0].title
    plans.ui.week_list.setFocus()
    for _ in range(3):
        qtbot.keyClick(plans.ui.week_list, Qt.Key.Key_Down, ALT)
        qtbot.keyClick(plans.ui.week_list, Qt.Key.Key_Plus)
    settle(page, qtbot)
    moved = plan_now(plans).sessions[0].activities[3]
    assert (moved.title, moved.minutes) == (title, 8)
    check(plans)


def test_minutes_and_titles_are_written_in_the_row(hands: Hands, plans: PlansPanel) -> None:
    plans.ui.week_list.setFocus()
    hands.key(Qt.Key.Key_Return)
    hands.type("12")
    hands.key(Qt.Key.Key_Return)
    hands.key(Qt.Key.Key_F2)
    hands.type("Hello")
    hands.key(Qt.Key.Key_Return)
    first = plan_now(plans).sessions[0].activities[0]
    assert (first.minutes, first.title) == (12, "Hello")
    assert plans.ui.week_list.hasFocus()


@pytest.mark.parametrize(("written", "minutes"), [("0", 5), ("200", 5), ("", 5)])
def test_minutes_that_cannot_be_are_told_and_nothing_is_lost(
    hands: Hands, plans: PlansPanel, qtbot: QtBot, written: str, minutes: int
) -> None:
    plans.ui.week_list.write_minutes(0)
    field = plans.ui.week_list.findChild(NameEdit)
    assert field is not None
    field.setText(written)
    with qtbot.waitSignal(plans.say) as said:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "1 to 120 minutes" in said.args[0]
    assert plan_now(plans).sessions[0].activities[0].minutes == minutes


def test_a_removed_activity_is_offered_back(page: CurriculumPage, plans: PlansPanel, qtbot: QtBot) -> None:
    before = plan_now(plans)
    with qtbot.waitSignal(plans.say) as said:
        plans.press(2, "remove")
    words, action, act = said.args
    assert "Short talk: states and cues" in words and action == "Undo"
    assert len(plan_now(plans).sessions[0].activities) == len(before.sessions[0].activities) - 1
    act()
    settle(page, qtbot)
    assert plan_now(plans) == before


def test_undo_has_a_name_that_a_new_window_knows_too(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    plans.steps.do(partial(plan_edits.set_minutes, week=1, place=0, minutes=15))
    settle(page, qtbot)
    assert plans.ui.undo_button.text() == "Undo: 15 minutes"
    other = CurriculumPage(plans.context)
    qtbot.addWidget(other)
    other.show()
    settle(other, qtbot)
    again = other.panel()
    assert isinstance(again, PlansPanel) and again.ui.undo_button.text() == "Undo: 15 minutes"
    qtbot.mouseClick(again.ui.undo_button, Qt.MouseButton.LeftButton)
    settle(other, qtbot)
    assert plan_now(again).sessions[0].activities[0].minutes == 5
    assert not again.ui.undo_button.isVisible()


def test_an_activity_of_her_own_is_written_where_the_library_has_none(
    hands: Hands, plans: PlansPanel
) -> None:
    hands.key(Qt.Key.Key_L, CTRL)
    assert plans.search_edit.hasFocus()
    hands.type("Zzz")
    assert [row.title for row in rows(plans.ui.adding_panel.ui.item_list)] == ["Add “Zzz”"]
    hands.key(Qt.Key.Key_Return)
    assert plan_now(plans).sessions[0].activities[1].title == "Zzz"
    assert plans.ui.week_list.hasFocus() and plans.search_edit.text() == ""


def test_enter_adds_nothing_while_nothing_is_looked_for(hands: Hands, plans: PlansPanel) -> None:
    start = plan_now(plans)
    hands.key(Qt.Key.Key_L, CTRL)
    hands.key(Qt.Key.Key_Return)
    hands.type(" ")
    hands.key(Qt.Key.Key_Return)
    assert plan_now(plans) == start and plans.search_edit.hasFocus()
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Return)
    assert len(plan_now(plans).sessions[0].activities) == len(start.sessions[0].activities) + 1


def test_a_benefit_of_an_activity_opens_what_is_known_of_it(
    page: CurriculumPage, hands: Hands, plans: PlansPanel, qtbot: QtBot
) -> None:
    listed, before = plans.ui.week_list, plan_now(plans)
    with qtbot.waitSignal(page.go) as gone:
        hands.button(listed, 3, "more")
        hands.choose("What is known of", "Attunement")
    assert gone.args == ["curriculum", ("benefit", "attunement")]
    row, index = rows(listed)[3], listed.model().index(3, 0)
    rect = listed.visualRect(index)
    along = (QPoint(x, rect.center().y()) for x in range(rect.left(), rect.right(), 4))
    chips: dict[str, QPoint] = {}
    for place in along:
        chips.setdefault(listed.itemDelegate().chip_at(index, place)[0], place)
    assert {*chips} - {""} == {*row.activity.benefits}
    with qtbot.waitSignal(page.go) as gone:
        hands.click(listed.viewport(), chips["touch"])
    assert gone.args == ["curriculum", ("benefit", "touch")]
    assert plan_now(plans) == before and not listed.findChildren(NameEdit)


def test_escape_empties_the_search_and_then_goes_back_to_the_week(hands: Hands, plans: PlansPanel) -> None:
    hands.key(Qt.Key.Key_L, CTRL)
    hands.type("arm")
    hands.key(Qt.Key.Key_Escape)
    assert plans.search_edit.text() == "" and plans.search_edit.hasFocus()
    hands.key(Qt.Key.Key_Escape)
    assert plans.ui.week_list.hasFocus()


def test_the_library_is_found_by_words_and_by_kind(hands: Hands, plans: PlansPanel) -> None:
    panel, listed = plans.ui.adding_panel, plans.ui.adding_panel.ui.item_list
    hands.click(panel.filters["song"])
    assert {row.kind for row in rows(listed)} == {"song"}
    hands.click(panel.filters["stroke"])
    assert {"stroke"} <= {row.kind for row in rows(listed)} <= {"stroke", "activity"}
    hands.click(panel.filters["mine"])
    assert rows(listed) == []
    hands.click(panel.filters["mine"])
    assert len(rows(listed)) == len(can_be_added(plans))
    strokes = [row for row in rows(listed) if row.kind == "stroke"]
    assert all(row.drawing and "3 min" in row.words and row.whose == "shipped" for row in strokes)


def test_what_is_hers_in_the_library_says_so(page: CurriculumPage, plans: PlansPanel, qtbot: QtBot) -> None:
    code = next(item.code for item in can_be_added(plans) if item.kind == "stroke")
    plans.context.tasks.write(
        partial(service.put_words, kind="stroke", code=code, words={"label": "My way"}, now=NOW)
    )
    settle(page, qtbot)
    qtbot.mouseClick(plans.ui.adding_panel.filters["mine"], Qt.MouseButton.LeftButton)
    assert [(row.title, row.whose) for row in rows(plans.ui.adding_panel.ui.item_list)] == [
        ("My way", "my words")
    ]


def drop(view: ListView, of: ListView, place: int, where: QPoint) -> None:
    """Drag a row of one list and let it fall on another, or on the same one."""
    data = of.model().mimeData([of.model().index(place, 0)])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(QPointF(where), copy, data, left, NONE))
    QApplication.sendEvent(view.viewport(), QDragMoveEvent(QPointF(where), copy, data, left, NONE))
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(where), copy, data, left, NONE))


def test_an_activity_is_dragged_to_another_place_and_to_another_week(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    week, matrix = plans.ui.week_list, plans.ui.plan_matrix.list
    titles = [one.title for one in plan_now(plans).sessions[0].activities]
    drop(week, week, 0, week.visualRect(week.model().index(2, 0)).bottomLeft() + QPoint(20, -2))
    settle(page, qtbot)
    now = [one.title for one in plan_now(plans).sessions[0].activities]
    assert now == [titles[1], titles[2], titles[0], *titles[3:]]
    drop(matrix, week, 2, matrix.visualRect(matrix.model().index(3, 0)).center())
    settle(page, qtbot)
    made = plan_now(plans)
    assert made.sessions[3].activities[-1].title == titles[0]
    assert titles[0] not in [one.title for one in made.sessions[0].activities]
    check(plans)


def test_a_stroke_is_dragged_from_the_library_into_the_week_and_onto_another_one(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    week, matrix = plans.ui.week_list, plans.ui.plan_matrix.list
    listed = plans.ui.adding_panel.ui.item_list
    item = can_be_added(plans)[0]
    drop(week, listed, 0, QPoint(20, 1))
    settle(page, qtbot)
    assert plan_now(plans).sessions[0].activities[0].item == item.code
    drop(matrix, listed, 0, matrix.visualRect(matrix.model().index(4, 0)).center())
    settle(page, qtbot)
    assert plan_now(plans).sessions[4].activities[-1].strokes == (item.code,)
    assert plans.steps.week == 5
    check(plans)


def test_the_menu_of_an_activity_sets_benefits_areas_strokes_topic_and_week(
    hands: Hands, plans: PlansPanel
) -> None:
    for words in (("Benefits", "Hormones"), ("Body areas", "Chest")):
        hands.button(plans.ui.week_list, 3, "more")
        hands.choose(*words)
    hands.button(plans.ui.week_list, 3, "more")
    hands.choose("Topic", "Behavioural states and when to offer massage")
    one = plan_now(plans).sessions[0].activities[3]
    assert one.benefits == ("touch", "attunement", "hormones") and "chest" in one.areas
    assert one.topic == "states"
    hands.button(plans.ui.week_list, 3, "more")
    hands.choose("Strokes", "Chest", "Open book")
    assert plan_now(plans).sessions[0].activities[3].strokes
    hands.button(plans.ui.week_list, 3, "more")
    hands.choose("Move to week", "2 Tummy and colic routine")
    assert plan_now(plans).sessions[1].activities[-1].title == one.title and plans.steps.week == 2


def test_weeks_are_moved_added_renamed_and_removed_by_keys(hands: Hands, plans: PlansPanel) -> None:
    matrix = plans.ui.plan_matrix.list
    matrix.setFocus()
    hands.key(Qt.Key.Key_Down, ALT)
    assert plans.steps.week == 2
    hands.key(Qt.Key.Key_Insert)
    assert plans.steps.week == 3 and plan_now(plans).sessions[2].title == "New week"
    assert "Nothing is planned for this week yet" in plans.ui.week_hint.text()
    hands.key(Qt.Key.Key_F2)
    hands.type("Songs")
    hands.key(Qt.Key.Key_Return)
    assert [part.title for part in plan_now(plans).sessions][:3] == [
        "Tummy and colic routine",
        "Legs and feet",
        "Songs",
    ]
    hands.key(Qt.Key.Key_Delete)
    hands.key(Qt.Key.Key_Up, ALT)
    assert len(plan_now(plans).sessions) == 5


def test_a_plan_that_ships_goes_back_to_what_ships(hands: Hands, plans: PlansPanel) -> None:
    before = plan_now(plans)
    hands.button(plans.ui.week_list, 0, "plus")
    assert "Shipped, in your words" in plans.ui.standing_label.text()
    hands.click(plans.ui.plan_menu_button)
    hands.choose("Back to the plan as shipped")
    assert plan_now(plans) == before and "As shipped" in plans.ui.standing_label.text()


def test_a_plan_is_hidden_and_shown_again(hands: Hands, plans: PlansPanel) -> None:
    hands.click(plans.ui.plan_menu_button)
    hands.choose("Hide this plan")
    assert plans.ui.plan_combo.findData("five_60") < 0
    hands.click(plans.ui.plan_menu_button)
    hands.choose("Show a hidden plan", "Five weeks, 60 minutes")
    assert plan_now(plans).code == "five_60"


def test_a_plan_is_renamed_in_its_place(hands: Hands, plans: PlansPanel) -> None:
    hands.click(plans.ui.plan_menu_button)
    hands.choose("Rename this plan")
    hands.type("Autumn")
    hands.key(Qt.Key.Key_Return)
    assert plan_now(plans).label == plans.ui.plan_combo.currentText() == "Autumn"


def test_a_benefit_that_is_hidden_is_told_where_a_plan_uses_it(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    plans.context.tasks.write(partial(service.hide, kind="benefit", code="bonding", now=NOW))
    settle(page, qtbot)
    told = [read_out(plans.ui.week_list, place)[1] for place in range(2)]
    assert "Hidden in the curriculum" not in told[0]
    assert told[1] == "Bonding. Hidden in the curriculum: Bonding"
    check(plans)


def test_two_plans_stand_side_by_side(hands: Hands, plans: PlansPanel) -> None:
    assert plans.compare_panel is None, "it is made when it is first wanted"
    hands.click(plans.ui.compare_button)
    panel = plans.compare_panel
    assert panel is not None and panel.isVisible() and panel.ui.this_title.text() == "Five weeks, 60 minutes"
    combo = panel.ui.other_combo
    combo.setCurrentIndex(combo.findData("four_60"))
    for matrix, code in ((panel.ui.this_matrix, "five_60"), (panel.ui.other_matrix, "four_60")):
        assert isinstance(matrix, PlanMatrix)
        plan = kept(plans).plan(code)
        assert plan is not None
        assert [line.row.total for line in rows(matrix.list)] == [total for total, _ in naive(plan)]
    hands.click(plans.ui.compare_button)
    assert plans.ui.plan_matrix.isVisible()


def test_printing_asks_for_the_paper_of_the_plan(plans: PlansPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(plans.go) as asked:
        qtbot.mouseClick(plans.ui.print_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["handouts", ("plan", "five_60")]


def test_opening_the_plans_costs_the_same_with_fifty_plans(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    def opened() -> int:
        with listening() as asked:
            plans.reload()
            settle(page, qtbot)
        return len([one for one, _ in asked if one.lstrip().upper().startswith("SELECT")])

    few = opened()
    for _ in range(45):
        plans.press_plan("duplicate")
    settle(page, qtbot)
    assert plans.ui.plan_combo.count() == 50
    assert opened() == few <= 6


def test_long_names_and_many_weeks_stay_in_their_columns(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    name = "Gentle movements, the whole routine once more, and a long goodbye with every family"
    plans.steps.do(partial(plan_edits.rename_week, week=1, title=name))
    for _ in range(7):
        plans.steps.do(partial(plan_edits.duplicate_week, week=1))
    activity = ActivityView("", "massage", name * 2, 7, ("touch", "brain", "bonding"), ())
    plans.steps.do(partial(plan_edits.add_activity, week=1, place=0, activity=activity))
    settle(page, qtbot)
    assert len(rows(plans.ui.plan_matrix.list)) == 12
    content = plans.ui.plan_content
    assert content.width() <= plans.ui.plan_scroll.viewport().width()
    for part in (plans.ui.plan_matrix, plans.ui.week_list, plans.ui.week_title):
        right = part.mapTo(content, part.rect().topRight()).x()
        assert right < content.width()
    assert not page.grab().isNull()
    check(plans)


def test_where_nothing_fits_the_page_keys_scroll_the_plan(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    page.resize(1093, 420)
    bar = plans.ui.plan_scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    plans.ui.plan_combo.setFocus()
    qtbot.keyClick(plans.ui.print_button, Qt.Key.Key_PageDown)
    assert bar.value() > 50


def test_escape_leaves_a_field_as_it_was(hands: Hands, plans: PlansPanel) -> None:
    before = plan_now(plans)
    plans.ui.week_list.setFocus()
    hands.key(Qt.Key.Key_F2)
    hands.type("x")
    hands.key(Qt.Key.Key_Escape)
    assert plan_now(plans) == before and plans.ui.week_list.hasFocus()


def test_undo_is_there_as_soon_as_the_window_gives_the_page_the_keys(
    page: CurriculumPage, hands: Hands, plans: PlansPanel
) -> None:
    start = kept(plans)
    plans.ui.week_list.setFocus()
    hands.key(Qt.Key.Key_Plus)
    page.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.key(Qt.Key.Key_Z, CTRL)
    assert kept(plans).plans == start.plans
    for keys, taken_back in ((CTRL | Qt.KeyboardModifier.ShiftModifier, False), (CTRL, True)):
        page.ui.section_tabs.setFocus(Qt.FocusReason.TabFocusReason)
        hands.key(Qt.Key.Key_Z, keys)
        assert (kept(plans).plans == start.plans) is taken_back
    for _ in range(2):
        hands.click(plans.ui.length_spin, _up_arrow(plans.ui.length_spin))
    hands.click(plans.ui.fit_button)
    assert plans.ui.plan_matrix.list.hasFocus(), "not Undo, which stands next to it"


def test_undo_takes_back_what_is_written_in_a_row_first_and_then_a_step(
    hands: Hands, plans: PlansPanel
) -> None:
    start = plan_now(plans)
    plans.ui.week_list.setFocus()
    hands.key(Qt.Key.Key_Plus)
    for key in (Qt.Key.Key_F2, Qt.Key.Key_Return):
        stepped = plan_now(plans)
        hands.key(key)
        hands.type("7")
        hands.key(Qt.Key.Key_Z, CTRL)
        [field] = plans.ui.week_list.findChildren(NameEdit)
        assert field.hasFocus() and field.text() in (start.sessions[0].activities[0].title, "6")
        assert plan_now(plans) == stepped
        hands.key(Qt.Key.Key_Z, CTRL)
        assert plans.ui.week_list.hasFocus() and not plans.ui.week_list.findChildren(NameEdit)
        assert plan_now(plans) == start
        hands.key(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
        assert plan_now(plans) == stepped


def test_undo_goes_on_from_the_search_and_from_the_length_once_they_have_nothing_of_their_own(
    hands: Hands, plans: PlansPanel
) -> None:
    start = kept(plans)
    plans.ui.week_list.setFocus()
    hands.key(Qt.Key.Key_Delete, times=len(plans.steps.part().activities))
    assert not plans.steps.part().activities and plans.search_edit.hasFocus()
    hands.key(Qt.Key.Key_Z, CTRL)
    assert len(plans.steps.part().activities) == 1
    hands.key(Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert not plans.steps.part().activities
    hands.type("o")
    hands.key(Qt.Key.Key_Z, CTRL)
    assert plans.search_edit.text() == "" and not plans.steps.part().activities
    hands.key(Qt.Key.Key_M, CTRL)
    hands.key(Qt.Key.Key_Up)
    assert plan_now(plans).minutes == 65
    hands.key(Qt.Key.Key_Z, CTRL)
    assert plan_now(plans).minutes == 60
    undo_all(hands, start)


def test_the_chosen_week_of_a_long_course_stays_in_view_while_it_is_made_and_named(
    hands: Hands, plans: PlansPanel, qtbot: QtBot
) -> None:
    listed, scroll = plans.ui.plan_matrix.list, plans.ui.plan_scroll

    def in_view() -> bool:
        row = listed.visualRect(listed.currentIndex())
        top = listed.viewport().mapTo(scroll.viewport(), row.topLeft()).y()
        return top >= 0 and top + row.height() <= scroll.viewport().height()

    listed.setFocus()
    for week in range(2, 21):
        hands.key(Qt.Key.Key_D, CTRL)
        assert plans.steps.week == week
        qtbot.waitUntil(in_view)
    scroll.verticalScrollBar().setValue(0)
    assert not in_view()
    qtbot.keyClick(listed, Qt.Key.Key_F2)
    qtbot.waitUntil(in_view)
    assert isinstance(QApplication.focusWidget(), NameEdit)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)


def test_undo_names_what_was_done_to_a_plan_with_a_long_name_not_the_plan_alone(
    plans: PlansPanel, page: CurriculumPage, qtbot: QtBot
) -> None:
    label = "Five weeks, 60 minutes, for families who come on foot"
    plans.steps.do(partial(plan_edits.rename_plan, label=label))
    settle(page, qtbot)
    plans.press_plan("hide")
    settle(page, qtbot)
    assert plans.ui.undo_button.text() == "Undo: hidden part of the\ncurriculum"
    assert plans.ui.undo_button.accessibleName() == f"Undo: hiding of {label}"


def test_the_button_that_compares_shows_whether_two_plans_are_compared(
    plans: PlansPanel, page: CurriculumPage, qtbot: QtBot
) -> None:
    theme.apply(QApplication.instance(), "light")
    button = plans.ui.compare_button
    settle(page, qtbot)
    off = button.grab().toImage().pixelColor(6, button.height() // 2)
    button.click()
    settle(page, qtbot)
    on = button.grab().toImage().pixelColor(6, button.height() // 2)
    assert (off, on) == (theme.current().colour("card"), theme.current().colour("primary_tint"))


def test_a_chip_of_the_library_has_room_for_its_word_when_the_keys_are_on_it(
    hands: Hands, plans: PlansPanel
) -> None:
    theme.apply(QApplication.instance(), "light")
    for chip in plans.ui.adding_panel.filters.values():
        chip.setFocus(Qt.FocusReason.TabFocusReason)
        option = QStyleOptionButton()
        chip.initStyleOption(option)
        room = chip.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, chip)
        assert chip.fontMetrics().horizontalAdvance(chip.text()) <= room.width()


def test_a_week_that_is_over_or_under_has_room_for_the_sum_and_for_what_it_is_off_by(
    plans: PlansPanel, page: CurriculumPage, qtbot: QtBot
) -> None:
    plans.steps.do(partial(plan_edits.set_minutes, week=1, place=0, minutes=9))
    settle(page, qtbot)
    listed = plans.ui.plan_matrix.list
    high = listed.visualRect(listed.model().index(0, 0)).height()
    lines = QFontMetricsF(paint.font(listed, bold=True)).height()
    lines += QFontMetricsF(paint.font(listed, 0.92)).height()
    assert rows(listed)[0].row.total == 64 and high >= lines + 8


def test_a_length_that_is_typed_counts_without_enter_so_that_every_week_can_be_fitted_to_it(
    hands: Hands, plans: PlansPanel, qtbot: QtBot
) -> None:
    start = kept(plans)
    assert not plans.ui.fit_button.isEnabled()
    hands.key(Qt.Key.Key_M, CTRL)
    hands.type("75")
    qtbot.waitUntil(plans.ui.fit_button.isEnabled)
    settle(hands.page, qtbot)
    assert plan_now(plans).minutes == 75 and plans.ui.length_spin.hasFocus()
    hands.click(plans.ui.fit_button)
    assert {plan_edits.total(part) for part in plan_now(plans).sessions} == {75}
    undo_all(hands, start)


def test_two_plans_are_as_wide_as_each_other_however_long_their_names_are(
    plans: PlansPanel, page: CurriculumPage, qtbot: QtBot
) -> None:
    page.resize(1160, 768)
    plans.steps.do(partial(plan_edits.rename_plan, label="A plan with a very long name " * 6))
    plans.ui.compare_button.click()
    settle(page, qtbot)
    assert plans.compare_panel is not None
    shown = plans.compare_panel.ui
    qtbot.waitUntil(lambda: shown.this_card.width() == shown.other_card.width())


def test_names_that_stand_upright_take_two_lines_where_there_is_room_so_that_the_weeks_stay_in_view(
    plans: PlansPanel, page: CurriculumPage, qtbot: QtBot
) -> None:
    plans.ui.compare_button.click()
    page.resize(1160, 768)
    settle(page, qtbot)
    assert plans.compare_panel is not None
    head = plans.compare_panel.ui.this_matrix.head
    font = paint.font(head, bold=True)
    whole = max(paint.text_width(one.title, font) for one in head.matrix.benefits)
    longest = max(paint.text_width(word, font) for one in head.matrix.benefits for word in one.title.split())
    qtbot.waitUntil(lambda: longest < head.height() < whole)
