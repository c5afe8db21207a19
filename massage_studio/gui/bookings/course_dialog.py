"""A course with all its dates: a new one, the next one after another, or one to be changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtWidgets import QWidget

import massage_studio.bookings.course_planning_queries as queries
from massage_studio.bookings import courses_service
from massage_studio.bookings.course_views import CourseDraft, CoursePlanning, PlannedClass, PlanningView
from massage_studio.bookings.dates import Timetable, look_from, timetable_of
from massage_studio.bookings.recurrence import Recurrence, at_wall
from massage_studio.bookings.views import VenueView
from massage_studio.gui import wording
from massage_studio.gui.bookings.date_notes import date_note
from massage_studio.gui.bookings.venue_dialog import VenueDialog
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_course_dialog import Ui_BookingsCourseDialog
from massage_studio.gui.saving_dialog import SavingDialog
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


class CourseDialog(SavingDialog):
    """Asks for a course and keeps it; `made` then gets its key, that of the operation and its changes."""

    def __init__(
        self,
        context: Context,
        asked: CoursePlanning,
        made: Callable[[UUID, UUID, Changes], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._asked, self._made, self._planning = asked, made, asked.planning
        self._changing = asked.course_id is not None
        self._course_id, self._operation_id = asked.course_id or new_id(), new_id()
        draft = asked.draft
        self._zone = draft.fields.zone if draft else context.profile.zone
        self._currency = draft.fields.currency if draft else context.profile.currency
        self._keys = [one.id for one in draft.classes] if draft else []
        self._held = len(draft.fixed) if draft else 0
        self.ui = Ui_BookingsCourseDialog()
        self.ui.setupUi(self)
        self.fields, self.dates = self.ui.fields_panel, self.ui.dates_list
        self._fill()
        self._wire()

    def _fill(self) -> None:
        asked = self._asked
        profile = self.context.profile
        self.fields.begin(asked.plans, asked.venues, profile, asked.price, asked.venue_id, asked.plan_code)
        self.dates.note = self._note
        if asked.draft is None:
            first = datetime.combine(self.context.today() + timedelta(days=7), time(10))
            count = len(self.fields.plan().sessions)
            self._show_times(Timetable(first, count, closed=self._planning.closed))
        else:
            self._show_draft(asked.draft)
        self._show_note()

    def _show_draft(self, draft: CourseDraft) -> None:
        words = self.tr("Change the course") if self._changing else self.tr("The next term")
        self.setWindowTitle(words)
        self.ui.dialog_title.setText(words)
        walls = tuple(one.starts.replace(tzinfo=None, fold=0) for one in draft.classes)
        if walls:
            times = timetable_of(walls, self._planning.closed)
        else:
            after = max(one.replace(tzinfo=None, fold=0) for one in draft.fixed)
            times = Timetable(after + timedelta(weeks=1), 0, closed=self._planning.closed)
        if self._changing:
            self.dates.show_held(draft.fixed)
        self.fields.show_draft(draft, times, changing=self._changing)
        self._show_times(times)

    def _wire(self) -> None:
        fields = self.fields
        fields.wire()
        fields.begun.connect(lambda first: self._show_times(self.dates.times.begin(first)))
        fields.repeated.connect(self._repeat)
        fields.counted.connect(self._count)
        fields.kind_chosen.connect(lambda: self._show_times(self.dates.times))
        fields.compared.connect(self.dates.show_notes)
        fields.venue_wanted.connect(self._change_venue)
        fields.unfolded.connect(self.ui.fields_scroll.ensureWidgetVisible)
        self.dates.fitted.connect(self._order)
        self.dates.changed.connect(lambda: self._show_times(self.dates.times))
        self._order()
        self.wire(self.ui, 980, 660)

    def _change_venue(self, venue: VenueView) -> None:
        asked = VenueDialog(self.context, venue, self.fields.private(), self.fields.change_venue, self)
        self.context.messages.open_dialog(asked)

    def _repeat(self, pattern: Recurrence) -> None:
        times = self.dates.times
        self._show_times(replace(times.begin(times.first), pattern=pattern))

    def _count(self, count: int) -> None:
        self._show_times(replace(self.dates.times, count=max(0, count - self._held)))

    def _show_times(self, times: Timetable) -> None:
        self.dates.show_times(times)
        self.fields.show_times(times)
        self._look_further()

    def _look_further(self) -> None:
        """Ask for the holidays of other years once the dates reach them."""
        days = [self.dates.times.first.date(), *(one.date() for one in self.dates.times.moments)]
        if self._planning.first <= min(days) and max(days) <= self._planning.last:
            return
        first, last = look_from(min(days))
        self._planning = replace(self._planning, first=first, last=max(*days, last))
        self.context.tasks.read(
            partial(
                queries.planning,
                first=self._planning.first,
                last=self._planning.last,
                nation=self.context.profile.nation,
                zone=self._zone,
                but_not=self._asked.course_id,
            ),
            self._show_planning,
        )

    def _show_planning(self, planning: PlanningView) -> None:
        self._planning = planning
        self._show_times(replace(self.dates.times, closed=planning.closed))

    def _note(self, moment: datetime) -> str:
        """Return what is to be said beside a date: its holiday, and what it meets."""
        met = self.fields.met(at_wall(moment, self._zone), self._planning.taken)
        return date_note(self._planning.closed.get(moment.date()), met)

    def _show_note(self) -> None:
        names = {
            "ENG": self.tr("The bank holidays of England and your closed days are struck out."),
            "SCT": self.tr("The bank holidays of Scotland and your closed days are struck out."),
            "WLS": self.tr("The bank holidays of Wales and your closed days are struck out."),
            "NIR": self.tr("The bank holidays of Northern Ireland and your closed days are struck out."),
        }
        none = self.tr("Your closed days are struck out. For bank holidays choose a nation in Settings.")
        self.ui.dates_note.setText(names.get(self._planning.nation, none))

    def _order(self) -> None:
        """Let Tab go down the fields, then down the dates as they are shown, then to the buttons."""
        for one, other in pairwise([self.fields.last_stop, *self.dates.stops(), self.ui.save_button]):
            QWidget.setTabOrder(one, other)

    def fault(self) -> str:
        # What was typed last may not have been settled yet when Save is pressed.
        self.fields.settle()
        self.dates.settle()
        return self.fields.fault() or self._fault_in(self.dates.times)

    def _fault_in(self, times: Timetable) -> str:
        moments = sorted(times.moments)
        if len(moments) < times.count:
            return self.tr("The closed days leave no room for so many classes.")
        twice = next((one for one, other in pairwise(moments) if one == other), None)
        if twice is not None:
            day = wording.weekday_day(twice.date())
            return self.tr("Two classes begin at the same time on {day}. Move one of them.").format(day=day)
        return ""

    def save(self) -> None:
        starts = self.dates.times.starts(self._zone)
        self._keys += [new_id() for _ in range(len(starts) - len(self._keys))]
        self.write(
            partial(
                courses_service.change_course if self._changing else courses_service.plan_course,
                course_id=self._course_id,
                fields=self.fields.fields(self._currency, self._zone),
                classes=tuple(
                    PlannedClass(key, moment) for key, moment in zip(self._keys, starts, strict=False)
                ),
                now=self.context.clock(),
                operation_id=self._operation_id,
            )
        )

    def committed(self, changes: Changes) -> None:
        self._made(self._course_id, self._operation_id, changes)
