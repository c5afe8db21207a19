"""A new course: a plan, a hall, a first date, and all the others at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

import massage_studio.bookings.service as bookings
from massage_studio.bookings.dates import Timetable
from massage_studio.bookings.views import VenueView
from massage_studio.curriculum.views import PlanView
from massage_studio.gui import wording
from massage_studio.gui.bookings.moment_edit import inset
from massage_studio.gui.bookings.payment_dialog import sign
from massage_studio.gui.bookings.planned_rows import PlannedRow, SkippedRow
from massage_studio.gui.bookings.saving_dialog import SavingDialog
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_course_dialog import Ui_BookingsCourseDialog
from massage_studio.store.ids import new_id


class CourseDialog(SavingDialog):
    """Asks for a new course and keeps it, its price preset to `price`; `made` gets its key after that."""

    def __init__(
        self,
        context: Context,
        plans: tuple[PlanView, ...],
        venues: tuple[VenueView, ...],
        price: Decimal,
        made: Callable[[UUID], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._plans, self._venues, self._made = plans, venues, made
        self._price = price
        self._course_id, self._venue_id = new_id(), new_id()
        self._rows: list[PlannedRow] = []
        self._skipped_rows: list[SkippedRow] = []
        self.ui = Ui_BookingsCourseDialog()
        self.ui.setupUi(self)
        self._fill()
        self._wire()
        self.resize(860, 560)

    def _fill(self) -> None:
        ui = self.ui
        for plan in self._plans:
            ui.plan_combo.addItem(plan.label, plan.code)
        for venue in self._venues:
            ui.venue_combo.addItem(venue.name, venue.id)
        ui.price_spin.setValue(float(self._price))
        line = ui.venue_combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(self.tr("Name of the venue"))
        for spin in (ui.minutes_spin, ui.capacity_spin, ui.price_spin):
            inset(spin)
        ui.price_spin.setPrefix(sign(self.context.profile.currency))
        ui.first_edit.name(self.tr("First class"))
        first = datetime.combine(self.context.today() + timedelta(days=7), time(10))
        ui.first_edit.set_moment(first)
        self._list = QVBoxLayout(ui.dates_list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self._list.addStretch()
        self._times = Timetable(first, 1)
        self._choose_plan()

    def _wire(self) -> None:
        self.ui.plan_combo.currentIndexChanged.connect(self._choose_plan)
        self.ui.venue_combo.currentIndexChanged.connect(self._suggest_capacity)
        self.ui.first_edit.moved.connect(self._begin)
        self.wire(self.ui.save_button, self.ui.cancel_button, self.ui.error_label)

    def _plan(self) -> PlanView:
        return self._plans[self.ui.plan_combo.currentIndex()]

    def _venue(self) -> VenueView | None:
        """Return the hall of this name; None where the name is a new one."""
        name = self.ui.venue_combo.currentText().strip().casefold()
        return next((venue for venue in self._venues if venue.name.casefold() == name), None)

    def _choose_plan(self) -> None:
        plan = self._plan()
        self.ui.minutes_spin.setValue(plan.minutes)
        self._suggest_capacity()
        self._show_dates(replace(self._times, weeks=len(plan.sessions), moved={}))

    def _suggest_capacity(self) -> None:
        venue, most = self._venue(), self._plan().group_max
        self.ui.capacity_spin.setValue(min(most, venue.capacity) if venue else most)

    def _begin(self, first: datetime) -> None:
        self._show_dates(Timetable(first, self._times.weeks, self._times.skipped))

    def _show_dates(self, times: Timetable) -> None:
        """Show the dates as they stand; rows are kept, since one of them may be in use."""
        self._times = times
        suggested = self._suggestion()
        if not self.ui.name_edit.isModified():
            self.ui.name_edit.setText(suggested)
        self.ui.dates_list.setUpdatesEnabled(False)
        for index in range(len(self._rows), times.weeks):
            row = PlannedRow(index, self.ui.dates_list)
            row.moved.connect(self._move)
            row.skipped.connect(self._skip)
            self._rows.append(row)
        for gone in self._skipped_rows:
            self._list.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._skipped_rows = []
        shown: list[tuple[date, QWidget]] = []
        for row, moment, weekly in zip(self._rows, times.moments, times.weekly, strict=False):
            row.set_moment(moment)
            shown.append((weekly.date(), row))
        last = times.weekly[-1].date()
        for day in sorted(day for day in times.skipped if times.first.date() <= day <= last):
            gap = SkippedRow(day, self.ui.dates_list)
            gap.put_back.connect(self._put_back)
            self._skipped_rows.append(gap)
            shown.append((day, gap))
        for row in self._rows[times.weeks :]:
            row.hide()
        shown.sort(key=lambda pair: pair[0])
        for place, (_, widget) in enumerate(shown):
            self._list.insertWidget(place, widget)
            widget.show()
        self.ui.dates_list.setUpdatesEnabled(True)
        self._order([widget for _, widget in shown])

    def _order(self, rows: list[QWidget]) -> None:
        """Let Tab go down the fields, then down the dates as they are shown, then to the buttons."""
        ui = self.ui
        fields = [ui.first_edit.date_edit, ui.first_edit.time_edit, ui.name_edit]
        dates: list[QWidget] = []
        for row in rows:
            if isinstance(row, PlannedRow):
                dates += [row.edit.date_edit, row.edit.time_edit, row.skip_button]
            elif isinstance(row, SkippedRow):
                dates.append(row.back_button)
        for chain in (fields, [ui.price_spin, *dates, ui.save_button]):
            for one, next_one in pairwise(chain):
                QWidget.setTabOrder(one, next_one)

    def _suggestion(self) -> str:
        """Return a name such as "Autumn course, Thursday 10:00"."""
        first = self._times.first
        seasons = (self.tr("Winter"), self.tr("Spring"), self.tr("Summer"), self.tr("Autumn"))
        return self.tr("{season} course, {weekday} {time}").format(
            season=seasons[first.month % 12 // 3],
            weekday=self.locale().dayName(first.isoweekday()),
            time=wording.clock(first),
        )

    def _move(self, index: int, moment: datetime) -> None:
        self._show_dates(self._times.move(index, moment))

    def _skip(self, index: int) -> None:
        self._show_dates(self._times.skip(index))

    def _put_back(self, day: date) -> None:
        self._show_dates(self._times.put_back(day))

    def fault(self) -> str:
        # What was typed last may not have been settled yet when Save is pressed.
        for edit in (self.ui.first_edit, *(row.edit for row in self._rows[: self._times.weeks])):
            edit.settle()
        if not self.ui.name_edit.text().strip():
            self.ui.name_edit.setFocus()
            return self.tr("Give the course a name.")
        if not self.ui.venue_combo.currentText().strip():
            self.ui.venue_combo.setFocus()
            return self.tr("Choose a venue, or write the name of a new one.")
        moments = sorted(self._times.moments)
        twice = next((one for one, other in pairwise(moments) if one == other), None)
        if twice is not None:
            day = wording.weekday_day(twice.date())
            return self.tr("Two classes begin at the same time on {day}. Move one of them.").format(day=day)
        return ""

    def save(self) -> None:
        venue = self._venue()
        self.write(
            bookings.add_course,
            course_id=self._course_id,
            name=self.ui.name_edit.text(),
            plan_code=self._plan().code,
            venue_id=venue.id if venue else self._venue_id,
            new_venue="" if venue else self.ui.venue_combo.currentText(),
            starts=self._times.starts(self.context.profile.zone),
            minutes=self.ui.minutes_spin.value(),
            capacity=self.ui.capacity_spin.value(),
            price=Decimal(f"{self.ui.price_spin.value():.2f}"),
            currency=self.context.profile.currency,
            zone=self.context.profile.zone,
            now=self.context.clock(),
        )

    def saved(self) -> None:
        self._made(self._course_id)
