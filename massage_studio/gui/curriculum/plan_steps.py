"""The plan that is being made: each step is shown at once, kept in the studio, and named by Undo."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from massage_studio.curriculum import plan_edits, plans_service
from massage_studio.curriculum.plan_views import PlanningBook
from massage_studio.curriculum.plans_service import Edit
from massage_studio.curriculum.service import own_code
from massage_studio.curriculum.views import ActivityView, PlanSessionView, PlanView
from massage_studio.errors import KnownError
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


class PlanVerb(Protocol):
    """A verb of the plans that gets the key of its operation and its moment when it is written."""

    def __call__(self, session: Any, /, *, now: datetime, operation_id: UUID) -> Changes: ...


class PlanSteps(QObject):
    """Which plan, week and activity is chosen, and what is done to it.

    `shown` tells that there is something else to show. While steps are `under_way` nothing that is read is
    taken: it would lack them.
    """

    shown = Signal()

    def __init__(self, page: Page, undo: OfficeUndo) -> None:
        super().__init__(page)
        self._page, self._undo = page, undo
        self.book: PlanningBook | None = None
        self.plan: PlanView | None = None
        self.week, self.place = 1, 0
        self.under_way = 0
        self._wanted = ""

    def part(self) -> PlanSessionView:
        """Return the chosen week."""
        assert self.plan is not None
        return self.plan.sessions[self.week - 1]

    def take(self, book: PlanningBook) -> None:
        """Take what was read, and keep to what is chosen where it is still there."""
        if not self.under_way:
            self.book = book
            self.choose_plan(self._wanted or (self.plan.code if self.plan else ""), keep=not self._wanted)
            self._wanted = ""

    def want(self, code: str) -> None:
        """Choose a plan, or a week of one by its code, as soon as it is there."""
        self._wanted = code
        if self.book is not None:
            self.take(self.book)

    def choose_plan(self, code: str, *, keep: bool = False) -> None:
        """Choose a plan or a week by its code, or the first plan where it is not offered."""
        assert self.book is not None
        # A class may follow an earlier copy of a plan, which is named with a number behind its code.
        whole, _, number = code.partition("/")
        offered = {plan.code: plan for plan in self.book.plans}
        self.plan = offered.get(whole.partition("@")[0], self.book.plans[0])
        if not keep:
            self.week, self.place = int(number or 1), 0
        self._settle()

    def choose_week(self, week: int) -> None:
        """Choose a week, from its first activity on."""
        if week != self.week:
            self.week, self.place = week, 0
            self._settle()

    def do(self, edit: Edit, *, tell: str = "") -> None:
        """Show a step at once and keep it; with `tell` say so, and offer to take it back."""
        plan = self.plan
        if plan is None:
            return
        try:
            edited = edit(plan)
        except KnownError as error:
            self._page.say.emit(str(error), "", None)
            self.shown.emit()
            return
        self.plan = edited.plan
        if edited.week:
            self.week, self.place = edited.week, edited.place
        self._settle()
        verb = partial(plans_service.change_plan, code=plan.code, edit=edit)
        self._write(verb, tell, edited.name)

    def write_operation(self, verb: PlanVerb, tell: str = "") -> None:
        """Do a verb to the plan as a whole."""
        self._write(verb, tell, "")

    def press(self, place: int, code: str) -> None:
        """Do what a key or a button of an activity asks for; steps alone, nothing that opens something."""
        activities = self.part().activities
        if not 0 <= place < len(activities):
            return
        self.place = place
        one, week = activities[place], self.week
        move = partial(plan_edits.move_activity, week=week, place=place, to_week=week)
        if code in ("plus", "minus"):
            minutes = one.minutes + (1 if code == "plus" else -1)
            self.do(partial(plan_edits.set_minutes, week=week, place=place, minutes=minutes))
        elif code == "up" and place:
            self.do(partial(move, to_place=place - 1))
        elif code == "down" and place < len(activities) - 1:
            self.do(partial(move, to_place=place + 1))
        elif code == "duplicate":
            self.do(partial(plan_edits.duplicate_activity, week=week, place=place))
        elif code == "remove":
            words = self.tr("“{title}” is taken out of the week.").format(title=one.title)
            self.do(partial(plan_edits.remove_activity, week=week, place=place), tell=words)

    def press_week(self, week: int, code: str) -> None:
        """Do what a key or the menu of a week asks for."""
        assert self.plan is not None
        if code == "duplicate":
            self.do(partial(plan_edits.duplicate_week, week=week))
        elif code == "add":
            self.do(partial(plan_edits.add_week, after=week, title=self.tr("New week")))
        elif code == "up" and week > 1:
            self.do(partial(plan_edits.move_week, week=week, to=week - 1))
        elif code == "down" and week < len(self.plan.sessions):
            self.do(partial(plan_edits.move_week, week=week, to=week + 1))
        elif code == "remove":
            words = self.tr("Week {number} is taken out of the plan.").format(number=week)
            self.do(partial(plan_edits.remove_week, week=week), tell=words)

    def press_plan(self, code: str) -> None:
        """Do what the menu of the plan asks for."""
        plan = self.plan
        if plan is None:
            return
        if code == "duplicate":
            key = new_id()
            self._wanted = own_code(key)
            label = self.tr("{plan}, my own").format(plan=plan.label)
            self.write_operation(partial(plans_service.copy_plan, code=plan.code, plan_id=key, label=label))
        elif code == "reset":
            words = self.tr("“{plan}” is as it ships.").format(plan=plan.label)
            self.write_operation(partial(plans_service.reset_plan, code=plan.code), words)
        elif code == "hide":
            words = self.tr("“{plan}” is hidden.").format(plan=plan.label)
            self.write_operation(partial(plans_service.hide_plan, code=plan.code), words)

    def show_hidden(self, code: str) -> None:
        """Offer a hidden plan again, and choose it."""
        self._wanted = code
        self.write_operation(partial(plans_service.show_plan, code=code))

    def add(self, activity: ActivityView, place: int | None = None, week: int = 0) -> None:
        """Add an activity at a place of a week, or behind the chosen one."""
        if place is None:
            place = self.place + 1
        self.do(partial(plan_edits.add_activity, week=week or self.week, place=place, activity=activity))

    def move(self, place: int, gap: int) -> None:
        """Move an activity of the chosen week into a gap between two others."""
        to = gap - (gap > place)
        if to != place:
            step = partial(plan_edits.move_activity, week=self.week, place=place)
            self.do(partial(step, to_week=self.week, to_place=to))

    def move_to_week(self, place: int, week: int) -> None:
        """Move an activity of the chosen week to the end of another one."""
        assert self.plan is not None
        if week != self.week:
            end = len(self.plan.sessions[week - 1].activities)
            step = partial(plan_edits.move_activity, week=self.week, place=place)
            self.do(partial(step, to_week=week, to_place=end))

    def _settle(self) -> None:
        """Keep to weeks and activities that are there, and tell what is to be shown."""
        assert self.plan is not None
        self.week = min(max(1, self.week), len(self.plan.sessions))
        self.place = min(max(0, self.place), max(0, len(self.part().activities) - 1))
        self.shown.emit()

    def _write(self, verb: PlanVerb, tell: str, name: str) -> None:
        key = new_id()
        told: Callable[..., Any] | None = partial(self._undo.tell, tell, key, name=name) if tell else None
        self.under_way += 1
        self._page.context.tasks.write(
            partial(verb, now=self._page.context.clock(), operation_id=key),
            then=partial(self._kept, told),
            failed=self._refused,
        )

    def _kept(self, told: Callable[..., Any] | None, changes: Changes) -> None:
        self.under_way -= 1
        if told is not None:
            told(changes=changes)

    def _refused(self, failed: FailedWrite) -> None:
        self.under_way -= 1
        self._wanted = ""
        self._page.say.emit(str(failed.error), "", None)
        self._page.reload()
