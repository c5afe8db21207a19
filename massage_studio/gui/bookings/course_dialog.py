"""A course with all its dates: a new one, the next one after another, or one to be changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

import massage_studio.bookings.courses_queries as queries
from massage_studio.bookings import courses_service
from massage_studio.bookings.course_views import (
    CourseDraft,
    CoursePlanning,
    PlannedClass,
    PlanningView,
    conflicts,
)
from massage_studio.bookings.dates import Timetable, look_from, timetable_of
from massage_studio.bookings.recurrence import at_wall
from massage_studio.curriculum.views import PlanView
from massage_studio.gui import icons, wording
from massage_studio.gui.bookings.amount_spin import show_amount
from massage_studio.gui.bookings.course_fields import CourseForm
from massage_studio.gui.bookings.date_notes import date_note
from massage_studio.gui.bookings.venue_dialog import VenueDialog
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_course_dialog import Ui_BookingsCourseDialog
from massage_studio.gui.saving_dialog import SavingDialog
from massage_studio.gui.widgets.fields import level_labels
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


class CourseDialog(SavingDialog):
    """Asks for a course and keeps it; `made` gets its key and that of the operation after that."""

    def __init__(
        self,
        context: Context,
        asked: CoursePlanning,
        made: Callable[[UUID, UUID], None],
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
        self._named = False
        self.ui = Ui_BookingsCourseDialog()
        self.ui.setupUi(self)
        self.form = CourseForm(self.ui, asked.venues, context.profile, new_id())
        self.dates = self.ui.dates_list
        self._fill()
        self._wire()

    def _fill(self) -> None:
        ui, draft = self.ui, self._asked.draft
        for plan in self._asked.plans:
            ui.plan_combo.addItem(plan.label, plan.code)
        show_amount(ui.price_spin, self._asked.price, self._currency)
        if self._asked.venue_id is not None:
            self.form.show_venue(self._asked.venue_id)
        ui.first_edit.name(self.tr("First class"))
        ui.repeat_edit_label.setBuddy(ui.repeat_edit.combo)
        level_labels(self)
        self.dates.note = self._note
        self._unfold(False)
        if draft is None:
            self._begin_new()
        else:
            self._show_draft(draft)
        self._dress_kind()
        self._show_note()
        self._order()

    def _begin_new(self) -> None:
        plan = self._plan()
        first = datetime.combine(self.context.today() + timedelta(days=7), time(10))
        self.ui.count_spin.setValue(len(plan.sessions))
        self.ui.minutes_spin.setValue(plan.minutes)
        self._suggest_capacity()
        self._show_times(Timetable(first, len(plan.sessions), closed=self._planning.closed))

    def _show_draft(self, draft: CourseDraft) -> None:
        ui = self.ui
        words = self.tr("Change the course") if self._changing else self.tr("The next term")
        self.setWindowTitle(words)
        ui.dialog_title.setText(words)
        walls = tuple(one.starts.replace(tzinfo=None, fold=0) for one in draft.classes)
        if walls:
            times = timetable_of(walls, self._planning.closed)
        else:
            after = max(one.replace(tzinfo=None, fold=0) for one in draft.fixed)
            times = Timetable(after + timedelta(weeks=1), 0, closed=self._planning.closed)
        if self._changing:
            self.dates.show_held(draft.fixed)
            least = len(draft.classes) + len(draft.fixed)
            ui.count_spin.setMinimum(max(1, least))
            ui.capacity_spin.setMinimum(max(1, draft.taken))
        if draft.fixed:
            ui.first_edit_label.setText(self.tr("&First to come"))
        ui.count_spin.setValue(times.count + self._held)
        self.form.show_fields(draft.fields)
        # A name of her own is kept; one that was suggested follows the season.
        seasons = {self._suggestion(times.first, season) for season in range(4)}
        self._named = self._changing or draft.fields.name not in seasons
        self._unfold(ui.more_button.isChecked())
        self._show_times(times)

    def _wire(self) -> None:
        ui = self.ui
        ui.kind_combo.currentIndexChanged.connect(self._choose_kind)
        ui.plan_combo.currentIndexChanged.connect(self._choose_plan)
        ui.venue_combo.currentIndexChanged.connect(self._suggest_capacity)
        ui.venue_combo.editTextChanged.connect(self._show_venue)
        ui.venue_button.clicked.connect(self._change_venue)
        ui.capacity_spin.valueChanged.connect(lambda _: self.form.show_room())
        ui.minutes_spin.valueChanged.connect(lambda _: self.dates.show_notes())
        ui.instructor_edit.editingFinished.connect(self.dates.show_notes)
        ui.first_edit.moved.connect(lambda first: self._show_times(self.dates.times.begin(first)))
        ui.repeat_edit.changed.connect(self._repeat)
        ui.count_spin.valueChanged.connect(self._count)
        ui.more_button.toggled.connect(self._unfold)
        ui.name_edit.textEdited.connect(self._name)
        self.dates.grown.connect(self._order)
        self.dates.changed.connect(lambda: self._show_times(self.dates.times))
        self.wire(ui, 980, 660)

    def _name(self) -> None:
        self._named = True

    def _plan(self) -> PlanView:
        return self._asked.plans[max(0, self.ui.plan_combo.currentIndex())]

    def _choose_plan(self) -> None:
        plan = self._plan()
        self.ui.minutes_spin.setValue(plan.minutes)
        self._suggest_capacity()
        if not self._changing and self.ui.kind_combo.currentData() != "one_off":
            self.ui.count_spin.setValue(len(plan.sessions))

    def _choose_kind(self) -> None:
        kind = self.ui.kind_combo.currentData()
        if not self._changing:
            self.ui.count_spin.setValue(1 if kind == "one_off" else len(self._plan().sessions))
            self._suggest_capacity()
            if kind == "private" and self.form.venue() is not None:
                self.ui.venue_combo.setEditText("")
        self._dress_kind()
        self._show_times(self.dates.times)

    def _dress_kind(self) -> None:
        """Show what the kind of course asks for."""
        self.form.show_room()
        ui, private = self.ui, self.form.private()
        single = ui.kind_combo.currentData() == "one_off" and ui.count_spin.value() == 1
        ui.form_layout.setRowVisible(ui.repeat_edit, not single)
        ui.count_spin.setEnabled(not single)
        ui.venue_combo_label.setText(self.tr("&Visits") if private else self.tr("&Venue"))
        line = ui.venue_combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(
                self.tr("Whose home, or its address") if private else self.tr("Name of the venue")
            )

    def _show_venue(self) -> None:
        self.dates.show_notes()
        self.form.show_room()

    def _change_venue(self) -> None:
        venue = self.form.venue()
        if venue is not None:
            asked = VenueDialog(self.context, venue, self.form.private(), self.form.change_venue, self)
            self.context.messages.open_dialog(asked)

    def _suggest_capacity(self) -> None:
        if self._changing:
            return
        venue, most = self.form.venue(), self._plan().group_max
        fits = min(most, venue.capacity) if venue else most
        self.ui.capacity_spin.setValue(1 if self.form.private() else fits)

    def _repeat(self) -> None:
        times = self.dates.times
        self._show_times(replace(times.begin(times.first), pattern=self.ui.repeat_edit.pattern()))

    def _count(self, count: int) -> None:
        self._show_times(replace(self.dates.times, count=max(0, count - self._held)))

    def _unfold(self, more: bool) -> None:
        self.ui.more_panel.setVisible(more)
        if more and self.isVisible():
            # Once the fields have their places.
            QTimer.singleShot(0, self, self._show_more)
        icons.set_icon(self.ui.more_button, "up" if more else "down", "primary_text")

    def _show_more(self) -> None:
        self.ui.fields_scroll.ensureWidgetVisible(self.ui.more_panel)

    def _show_times(self, times: Timetable) -> None:
        ui = self.ui
        self.dates.show_times(times)
        ui.first_edit.set_moment(times.first)
        ui.repeat_edit.show_first(times.first)
        ui.repeat_edit.show_pattern(times.pattern)
        if not self._named:
            ui.name_edit.setText(self._suggestion(times.first))
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
        met = conflicts(
            at_wall(moment, self._zone),
            self.ui.minutes_spin.value(),
            venue_id=self.form.venue_id(),
            private=self.form.private(),
            instructor=" ".join(self.ui.instructor_edit.text().split()),
            taken=self._planning.taken,
        )
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
        ui = self.ui
        first = [ui.first_edit.date_edit, ui.first_edit.time_edit]
        fields = [*first, ui.repeat_edit.combo, *ui.repeat_edit.days, ui.name_edit]
        for chain in (fields, [ui.instructor_edit, *self.dates.stops(), ui.save_button]):
            for one, next_one in pairwise(chain):
                QWidget.setTabOrder(one, next_one)

    def _suggestion(self, first: datetime, season: int | None = None) -> str:
        """Return a name such as "Autumn course, Thursday 10:00"."""
        kind = self.ui.kind_combo.currentData()
        seasons = (self.tr("Winter"), self.tr("Spring"), self.tr("Summer"), self.tr("Autumn"))
        words = {
            "one_off": self.tr("Class on {day}, {time}"),
            "private": self.tr("{season} home visits, {weekday} {time}"),
        }.get(kind, self.tr("{season} course, {weekday} {time}"))
        return words.format(
            season=seasons[first.month % 12 // 3 if season is None else season],
            weekday=self.locale().dayName(first.isoweekday()),
            day=wording.weekday_day(first.date()),
            time=wording.clock(first),
        )

    def fault(self) -> str:
        # What was typed last may not have been settled yet when Save is pressed.
        self.ui.count_spin.interpretText()
        self.ui.first_edit.settle()
        self.dates.settle()
        if not self.ui.name_edit.text().strip():
            self.ui.name_edit.setFocus()
            return self.tr("Give the course a name.")
        if not self.ui.venue_combo.currentText().strip():
            self.ui.venue_combo.setFocus()
            return (
                self.tr("Write whose home is visited, or its address.")
                if self.form.private()
                else self.tr("Choose a venue, or write the name of a new one.")
            )
        least, most = self.ui.min_weeks_spin.value(), self.ui.max_weeks_spin.value()
        if 0 <= most < least:
            self.ui.more_button.setChecked(True)
            return self.tr("The youngest age is above the oldest.")
        return self._fault_in(self.dates.times)

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
                fields=self.form.fields(self._currency, self._zone),
                classes=tuple(
                    PlannedClass(key, moment) for key, moment in zip(self._keys, starts, strict=False)
                ),
                now=self.context.clock(),
                operation_id=self._operation_id,
            )
        )

    def committed(self, changes: Changes) -> None:
        self._made(self._course_id, self._operation_id)
