"""A plan is used for a new course, or for one that goes on, from a week on and said in words."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

from massage_studio.bookings.models import Course
from massage_studio.bookings.plan_queries import class_plan
from massage_studio.curriculum import plan_edits
from massage_studio.gui.curriculum.page import CurriculumPage
from massage_studio.gui.curriculum.plans_panel import PlansPanel
from massage_studio.gui.curriculum.use_dialog import UseDialog
from tests.gui.curriculum.turning_pages import settle
from tests.studio_fixtures import a_class, classes_of

T = TypeVar("T")


@pytest.fixture
def plans(page: CurriculumPage) -> PlansPanel:
    panel = page.panel()
    assert isinstance(panel, PlansPanel)
    return panel


def in_studio(plans: PlansPanel, work: Callable[[Session], T]) -> T:
    """Do something in the studio of the page, in turn with what the page asks."""
    found: list[T] = []

    def do() -> T:
        with plans.context.tasks._store.write() as session:
            return work(session)

    plans.context.tasks.run(do, found.append)
    loop = QEventLoop()
    while not found:
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    return found[0]


@pytest.fixture
def course(page: CurriculumPage, plans: PlansPanel, qtbot: QtBot) -> UUID:
    """A course whose first class runs."""
    key = in_studio(plans, lambda session: a_class(session).course)
    plans.reload()
    settle(page, qtbot)
    return key


def titles(plans: PlansPanel, course: UUID) -> list[str]:
    return in_studio(
        plans,
        lambda session: [class_plan(session, session_id=one)[1].title for one in classes_of(session, course)],
    )


def dialog_of(page: CurriculumPage, plans: PlansPanel, qtbot: QtBot) -> UseDialog:
    qtbot.mouseClick(plans.ui.use_button, Qt.MouseButton.LeftButton)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, UseDialog)
    return dialog


def test_who_follows_a_plan_is_told_beside_it(plans: PlansPanel, course: UUID) -> None:
    assert plans.ui.standing_label.text().startswith("As shipped · followed by Autumn course")


def test_a_running_course_follows_the_plan_from_a_week_on_and_undo_is_offered(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot, course: UUID
) -> None:
    before = titles(plans, course)
    for week in range(1, 6):
        plans.steps.do(partial(plan_edits.rename_week, week=week, title=f"Mine {week}"))
    settle(page, qtbot)
    assert titles(plans, course) == before
    dialog = dialog_of(page, plans, qtbot)
    dialog.ui.course_combo.setCurrentIndex(1)
    weeks = [dialog.ui.week_combo.itemData(row) for row in range(dialog.ui.week_combo.count())]
    assert weeks == [2, 3, 4, 5]
    dialog.ui.week_combo.setCurrentIndex(weeks.index(4))
    assert dialog.ui.told_label.text() == (
        "From week 4 on the course follows this plan as it is now. The weeks before it keep their plan. "
        "Later changes of the plan leave the course alone."
    )
    with qtbot.waitSignal(plans.say) as said:
        qtbot.mouseClick(dialog.ui.save_button, Qt.MouseButton.LeftButton)
    assert titles(plans, course) == [*before[:3], "Mine 4", "Mine 5"]
    words, action, undo = said.args
    assert "from week 4 on" in words and action == "Undo"
    undo()
    settle(page, qtbot)
    assert titles(plans, course) == before


def test_a_new_course_is_asked_for_once_the_dialog_is_gone(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot
) -> None:
    dialog = dialog_of(page, plans, qtbot)
    assert not dialog.ui.week_combo.isVisible()
    with qtbot.waitSignal(page.go) as asked:
        qtbot.mouseClick(dialog.ui.save_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["classes", ("plan", "five_60")]


def test_a_private_course_has_no_name_behind_the_curtain(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot, course: UUID
) -> None:
    def make_private(session: Session) -> bool:
        session.get_one(Course, course).kind = "private"
        return True

    in_studio(plans, make_private)
    plans.context.privacy.draw(True)
    plans.reload()
    settle(page, qtbot)
    assert "Autumn course" not in plans.ui.standing_label.text()
    assert "followed by 1 more course" in plans.ui.standing_label.text()
    dialog = dialog_of(page, plans, qtbot)
    assert dialog.ui.course_combo.itemText(1) == "A private course"
    dialog.reject()
    plans.context.privacy.draw(False)


def test_a_plan_with_a_long_name_leaves_room_for_all_that_is_told(
    page: CurriculumPage, plans: PlansPanel, qtbot: QtBot, course: UUID
) -> None:
    label = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen and a few more words about it"
    plans.steps.do(partial(plan_edits.rename_plan, label=label))
    plans.steps.do(partial(plan_edits.duplicate_week, week=1))
    settle(page, qtbot)
    dialog = dialog_of(page, plans, qtbot)
    wide = dialog.width()
    dialog.ui.course_combo.setCurrentIndex(1)
    qtbot.wait(50)
    for part in (dialog.ui.dialog_title, dialog.ui.told_label):
        assert part.height() >= part.heightForWidth(part.width()) and part.width() < wide == dialog.width()
    dialog.reject()
