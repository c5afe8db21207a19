"""For which course a plan is used: a new one, or one that goes on, from a week on."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.bookings import course_plan_service
from massage_studio.bookings.views import PlannedCourse
from massage_studio.curriculum.views import PlanView
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.content_parts import as_high_as_its_lines, breakable
from massage_studio.gui.forms.ui_curriculum_use_dialog import Ui_CurriculumUseDialog
from massage_studio.gui.saving_dialog import SavingDialog
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id

Done = Callable[[str, UUID, Changes], None]
"""What the dialog tells when a course follows the plan: a sentence, the operation, and what it changed."""


class UseDialog(SavingDialog):
    """Says in words what becomes of a course before it is done; `new_course` asks for the dialog of one."""

    new_course = Signal()

    def __init__(
        self,
        context: Context,
        plan: PlanView,
        courses: tuple[PlannedCourse, ...],
        done: Done,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self.ui = Ui_CurriculumUseDialog()
        self.ui.setupUi(self)
        self._plan, self._done = plan, done
        self._courses = {str(one.id): one for one in courses}
        self._operation = new_id()
        ui = self.ui
        ui.dialog_title.setText(breakable(self.tr("Use “{plan}”").format(plan=plan.label)))
        as_high_as_its_lines(ui.dialog_title)
        ui.course_combo.addItem(self.tr("A new course"), "")
        for one in courses:
            hidden = one.private and context.privacy.drawn
            ui.course_combo.addItem(self.tr("A private course") if hidden else one.name, str(one.id))
        ui.course_combo.currentIndexChanged.connect(self._show_weeks)
        ui.week_combo.currentIndexChanged.connect(self._tell)
        self._show_weeks()
        self.wire(ui, 520)
        self.make_room()
        ui.course_combo.currentIndexChanged.connect(self.make_room)
        ui.week_combo.currentIndexChanged.connect(self.make_room)

    def course(self) -> PlannedCourse | None:
        """The course that is chosen, None for a new one."""
        return self._courses.get(self.ui.course_combo.currentData())

    def _show_weeks(self) -> None:
        ui, course = self.ui, self.course()
        ui.week_combo.clear()
        for week in course.weeks if course else ():
            if week.planned:
                words = self.tr("From week {number} on, {day}")
                day = wording.weekday_day(week.starts.date())
                ui.week_combo.addItem(words.format(number=week.number, day=day), week.number)
        for part in (ui.week_label, ui.week_combo):
            part.setVisible(course is not None)
        self._tell()

    def _tell(self) -> None:
        course, week = self.course(), self.ui.week_combo.currentData()
        if course is None:
            self.ui.told_label.setText(self.tr("Choose its dates and its place next."))
            return
        if week is None:
            return
        told = [self.tr("From week {number} on the course follows this plan as it is now.")]
        if week > 1:
            told.append(self.tr("The weeks before it keep their plan."))
        if any(not one.planned and one.number >= week for one in course.weeks):
            told.append(self.tr("Classes that were held keep their plan."))
        if len(self._plan.sessions) != len(course.weeks):
            told.append(self.tr("The plan has %n weeks.", "", len(self._plan.sessions)))
            told.append(self.tr("The course has %n classes.", "", len(course.weeks)))
        told.append(self.tr("Later changes of the plan leave the course alone."))
        self.ui.told_label.setText(" ".join(told).format(number=week))

    def save(self) -> None:
        course = self.course()
        if course is None:
            self.finished.connect(lambda _: self.new_course.emit())
            self.accept()
            return
        self.write(
            partial(
                course_plan_service.follow_plan,
                course_id=course.id,
                plan_code=self._plan.code,
                week=self.ui.week_combo.currentData(),
                now=self.context.clock(),
                operation_id=self._operation,
            )
        )

    def committed(self, changes: Changes) -> None:
        words = self.tr("The course follows “{plan}” from week {number} on.")
        number = self.ui.week_combo.currentData()
        self._done(words.format(plan=self._plan.label, number=number), self._operation, changes)
