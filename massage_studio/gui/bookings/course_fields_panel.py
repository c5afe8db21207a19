"""What a course is beside its dates: its fields, filled from a course or suggested, and read as one."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox, QWidget

from massage_studio.bookings.course_naming import next_name
from massage_studio.bookings.course_views import Conflict, CourseDraft, CourseFields, TakenTime, conflicts
from massage_studio.bookings.dates import Timetable
from massage_studio.bookings.views import VenueView
from massage_studio.curriculum.views import PlanView
from massage_studio.gui import icons, wording
from massage_studio.gui.bookings.amount_spin import amount_in, dress, show_amount
from massage_studio.gui.forms.ui_bookings_course_fields_panel import Ui_BookingsCourseFieldsPanel
from massage_studio.gui.widgets.fields import index_of, inset, level_labels, show_unit, still
from massage_studio.store.ids import new_id
from massage_studio.store.profile_view import Profile

_NONE = -1


@dataclass(frozen=True, slots=True)
class _More:
    """One of the folded prices, by the name of its field."""

    name: str
    spin: QDoubleSpinBox


class CourseFieldsPanel(QWidget):
    """The fields of a course; the dialog tells it which dates there are now.

    `begun` carries another first moment, `repeated` another pattern, `counted` another number of classes and
    `kind_chosen` tells of another kind. `compared` tells that the dates may meet other classes than before.
    `venue_wanted` carries a venue to be changed, `unfolded` the fields to be brought into view.
    """

    begun = Signal(object)
    repeated = Signal(object)
    counted = Signal(int)
    kind_chosen = Signal()
    compared = Signal()
    venue_wanted = Signal(object)
    unfolded = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_BookingsCourseFieldsPanel()
        ui.setupUi(self)
        self._plans: tuple[PlanView, ...] = ()
        self._venues: tuple[VenueView, ...] = ()
        self._room_known = False
        self._fewest = 1
        self._new_venue_id = new_id()
        self._changing = self._named = False
        self._more = (
            _More("concession_price", ui.concession_spin),
            _More("sibling_price", ui.sibling_spin),
            _More("drop_in_price", ui.drop_in_spin),
            _More("deposit", ui.deposit_spin),
        )
        for words, kind in (
            (self.tr("Course"), "course"),
            (self.tr("Single class"), "one_off"),
            (self.tr("Private home visits"), "private"),
        ):
            ui.kind_combo.addItem(words, kind)
        for combo in self.findChildren(QComboBox):
            still(combo)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(16)
        for spin in (*self.findChildren(QSpinBox), *self.findChildren(QDoubleSpinBox)):
            still(spin)
            inset(spin)
        ui.count_spin.setKeyboardTracking(False)
        ui.room_spin.setPrefix(self.tr("room for "))
        show_unit(ui.minutes_spin, lambda n: self.tr(" minutes", "", n))
        for box in (ui.min_weeks_spin, ui.max_weeks_spin):
            show_unit(box, lambda n: self.tr(" weeks", "", n))
        ui.first_edit.name(self.tr("First class"))
        ui.repeat_edit_label.setBuddy(ui.repeat_edit.combo)
        level_labels(self)
        first = [ui.first_edit.date_edit, ui.first_edit.time_edit]
        for one, other in pairwise([*first, ui.repeat_edit.combo, *ui.repeat_edit.days, ui.name_edit]):
            QWidget.setTabOrder(one, other)

    @property
    def last_stop(self) -> QWidget:
        """What Tab stops at last."""
        return self.ui.instructor_edit

    def begin(
        self,
        plans: tuple[PlanView, ...],
        venues: tuple[VenueView, ...],
        profile: Profile,
        price: Decimal,
        venue_id: UUID | None,
        plan_code: str = "",
    ) -> None:
        """Offer plans and venues, and suggest what a new course is; before anything else."""
        ui, self._plans, self._venues = self.ui, plans, venues
        for plan in plans:
            ui.plan_combo.addItem(plan.label, plan.code)
        ui.plan_combo.setCurrentIndex(max(0, ui.plan_combo.findData(plan_code)))
        for venue in venues:
            ui.venue_combo.addItem(venue.name, venue.id)
        ui.instructor_edit.setPlaceholderText(profile.instructor or self.tr("You"))
        self._show_currency(profile.currency)
        show_amount(ui.price_spin, price, profile.currency)
        if venue_id is not None:
            self._show_venue(venue_id)
        ui.count_spin.setValue(len(self.plan().sessions))
        ui.minutes_spin.setValue(self.plan().minutes)
        self._suggest_capacity()
        self._unfold(False)

    def show_draft(self, draft: CourseDraft, times: Timetable, *, changing: bool) -> None:
        """Show a course that is changed, or whose next term is planned at these times."""
        ui, fields, self._changing = self.ui, draft.fields, changing
        if changing:
            self._fewest = max(1, len(draft.classes) + len(draft.fixed))
        if draft.fixed:
            ui.first_edit_label.setText(self.tr("&First to come"))
        ui.count_spin.setValue(times.count + len(draft.fixed))
        ui.kind_combo.setCurrentIndex(ui.kind_combo.findData(fields.kind))
        ui.plan_combo.setCurrentIndex(max(0, ui.plan_combo.findData(fields.plan_code)))
        self._show_venue(fields.venue_id)
        ui.name_edit.setText(fields.name)
        ui.minutes_spin.setValue(fields.minutes)
        ui.capacity_spin.setValue(fields.capacity)
        self._show_currency(fields.currency)
        show_amount(ui.price_spin, fields.price, fields.currency)
        for more in self._more:
            price: Decimal | None = getattr(fields, more.name)
            if price is None:
                more.spin.setValue(_NONE)
            else:
                show_amount(more.spin, price, fields.currency)
        for spin, weeks in ((ui.min_weeks_spin, fields.min_weeks), (ui.max_weeks_spin, fields.max_weeks)):
            spin.setValue(_NONE if weeks is None else weeks)
        ui.instructor_edit.setText(fields.instructor)
        ages = (fields.min_weeks, fields.max_weeks)
        filled = any(getattr(fields, more.name) is not None for more in self._more)
        ui.more_button.setChecked(filled or ages != (None, None) or bool(fields.instructor))
        self._unfold(ui.more_button.isChecked())
        # A name of her own is kept, or goes on to the next term; one that was suggested follows the season.
        seasons = {self._suggestion(times.first, season) for season in range(4)}
        self._named = changing or fields.name not in seasons
        if self._named and not changing:
            terms = (self.tr("Spring"), self.tr("Summer"), self.tr("Autumn"))
            ui.name_edit.setText(next_name(fields.name, times.first.date(), terms))

    def wire(self) -> None:
        """Tell of changes from now on."""
        ui = self.ui
        self._dress_kind()
        ui.kind_combo.currentIndexChanged.connect(self._choose_kind)
        ui.plan_combo.currentIndexChanged.connect(self._choose_plan)
        ui.venue_combo.currentIndexChanged.connect(self._suggest_capacity)
        ui.venue_combo.editTextChanged.connect(self._follow_venue)
        ui.venue_button.clicked.connect(lambda: self.venue_wanted.emit(self.venue()))
        ui.capacity_spin.valueChanged.connect(lambda _: self._show_room())
        ui.room_spin.valueChanged.connect(lambda _: self._take_room())
        ui.minutes_spin.valueChanged.connect(lambda _: self.compared.emit())
        ui.instructor_edit.editingFinished.connect(self.compared)
        ui.first_edit.moved.connect(self.begun)
        ui.repeat_edit.changed.connect(lambda: self.repeated.emit(ui.repeat_edit.pattern()))
        ui.count_spin.valueChanged.connect(self.counted)
        ui.more_button.toggled.connect(self._unfold)
        ui.name_edit.textEdited.connect(self._name)

    def show_times(self, times: Timetable) -> None:
        """Show the first of other dates, their pattern, and the name that they suggest."""
        ui = self.ui
        ui.first_edit.set_moment(times.first)
        ui.repeat_edit.show_first(times.first)
        ui.repeat_edit.show_pattern(times.pattern)
        if not self._named:
            ui.name_edit.setText(self._suggestion(times.first))

    def change_venue(self, changed: VenueView) -> None:
        """Show a hall as it is now, wherever it stands."""
        combo = self.ui.venue_combo
        self._venues = tuple(changed if one.id == changed.id else one for one in self._venues)
        combo.setItemText(index_of(combo, changed.id), changed.name)
        combo.setEditText(changed.name)

    def plan(self) -> PlanView:
        """Return the plan that is chosen."""
        return self._plans[max(0, self.ui.plan_combo.currentIndex())]

    def venue(self) -> VenueView | None:
        """Return the hall of this name, of several the one that was chosen; None where the name is new."""
        combo = self.ui.venue_combo
        name, chosen = combo.currentText().strip().casefold(), combo.currentData()
        named = [venue for venue in self._venues if venue.name.casefold() == name]
        return next((venue for venue in named if venue.id == chosen), named[0] if named else None)

    def venue_id(self) -> UUID:
        """Return the key of the hall, or the one that a new hall will get."""
        venue = self.venue()
        return venue.id if venue else self._new_venue_id

    def private(self) -> bool:
        """Tell whether a home is visited."""
        return bool(self.ui.kind_combo.currentData() == "private")

    def met(self, starts: datetime, taken: tuple[TakenTime, ...]) -> tuple[Conflict, ...]:
        """Return what a class of this course would meet that starts then."""
        return conflicts(
            starts,
            self.ui.minutes_spin.value(),
            venue_id=self.venue_id(),
            private=self.private(),
            instructor=" ".join(self.ui.instructor_edit.text().split()),
            taken=taken,
        )

    def settle(self) -> None:
        """Take what was typed last and is not settled yet."""
        self.ui.count_spin.interpretText()
        self.ui.first_edit.settle()

    def fault(self) -> str:
        """Return what must be mended before saving, with the focus set there, or nothing."""
        ui = self.ui
        if not ui.name_edit.text().strip():
            ui.name_edit.setFocus()
            return self.tr("Give the course a name.")
        if not ui.venue_combo.currentText().strip():
            ui.venue_combo.setFocus()
            return (
                self.tr("Write whose home is visited, or its address.")
                if self.private()
                else self.tr("Choose a venue, or write the name of a new one.")
            )
        if ui.count_spin.value() < self._fewest:
            ui.count_spin.setFocus()
            return self.tr(
                "There are %n classes already. Cancel those that are not held in the list of dates.",
                "",
                self._fewest,
            )
        if 0 <= ui.max_weeks_spin.value() < ui.min_weeks_spin.value():
            ui.more_button.setChecked(True)
            return self.tr("The youngest age is above the oldest.")
        return ""

    def fields(self, currency: str, zone: str) -> CourseFields:
        """Return the course as it is written now."""
        ui, venue = self.ui, self.venue()
        prices = {more.name: _price(more.spin) for more in self._more}
        return CourseFields(
            name=ui.name_edit.text(),
            plan_code=ui.plan_combo.currentData(),
            venue_id=self.venue_id(),
            new_venue="" if venue else ui.venue_combo.currentText(),
            new_venue_room=0 if venue or self.private() else ui.room_spin.value(),
            minutes=ui.minutes_spin.value(),
            capacity=ui.capacity_spin.value(),
            price=_price(ui.price_spin) or Decimal(),
            currency=currency,
            zone=zone,
            kind=ui.kind_combo.currentData(),
            min_weeks=_weeks(ui.min_weeks_spin),
            max_weeks=_weeks(ui.max_weeks_spin),
            instructor=ui.instructor_edit.text(),
            **prices,
        )

    def _choose_plan(self) -> None:
        plan = self.plan()
        self.ui.minutes_spin.setValue(plan.minutes)
        self._suggest_capacity()
        if not self._changing and self.ui.kind_combo.currentData() != "one_off":
            self.ui.count_spin.setValue(len(plan.sessions))

    def _choose_kind(self) -> None:
        if not self._changing:
            single = self.ui.kind_combo.currentData() == "one_off"
            self.ui.count_spin.setValue(1 if single else len(self.plan().sessions))
            self._suggest_capacity()
            if self.private() and self.venue() is not None:
                self.ui.venue_combo.setEditText("")
        self._dress_kind()
        self.kind_chosen.emit()

    def _dress_kind(self) -> None:
        """Show what the kind of course asks for."""
        self._show_room()
        ui, private = self.ui, self.private()
        single = ui.kind_combo.currentData() == "one_off" and ui.count_spin.value() == 1
        ui.form_layout.setRowVisible(ui.repeat_edit, not single)
        ui.count_spin.setEnabled(not single)
        ui.venue_combo_label.setText(self.tr("&Visits") if private else self.tr("&Venue"))
        line = ui.venue_combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(
                self.tr("Whose home, or its address") if private else self.tr("Name of the venue")
            )

    def _show_currency(self, currency: str) -> None:
        """Let every price be one of a currency."""
        for spin in (self.ui.price_spin, *(more.spin for more in self._more)):
            dress(spin, currency)

    def _show_venue(self, venue_id: UUID) -> None:
        """Choose a hall that is known."""
        places = {venue.id: place for place, venue in enumerate(self._venues)}
        self.ui.venue_combo.setCurrentIndex(places.get(venue_id, -1))

    def _follow_venue(self) -> None:
        self.compared.emit()
        self._show_room()

    def _show_room(self) -> None:
        """Say what the hall allows where that is less than the places, and let a known hall be changed."""
        ui, venue = self.ui, self.venue()
        new = venue is None and not self.private() and bool(ui.venue_combo.currentText().strip())
        ui.venue_button.setVisible(not new)
        ui.venue_button.setEnabled(venue is not None)
        ui.room_spin.setVisible(new)
        if not self._room_known:
            # A suggestion that stands in view: most halls hold at least one course.
            before = ui.room_spin.blockSignals(True)
            ui.room_spin.setValue(ui.capacity_spin.value())
            ui.room_spin.blockSignals(before)
        room = ui.room_spin.value() if new else venue.capacity if venue is not None else None
        limits = room is not None and not self.private() and room < ui.capacity_spin.value()
        ui.room_label.setVisible(limits)
        if limits and room is not None:
            ui.room_label.setText(self.tr("The venue has room for %n.", "", room))

    def _take_room(self) -> None:
        """Keep what was written of the room in a new venue, whatever the places are then."""
        self._room_known = True
        self._show_room()

    def _suggest_capacity(self) -> None:
        if self._changing:
            return
        venue, most = self.venue(), self.plan().group_max
        fits = min(most, venue.capacity) if venue else most
        self.ui.capacity_spin.setValue(1 if self.private() else fits)

    def _unfold(self, more: bool) -> None:
        self.ui.more_panel.setVisible(more)
        if more and self.isVisible():
            # Once the fields have their places.
            QTimer.singleShot(0, self, lambda: self.unfolded.emit(self.ui.more_panel))
        icons.set_icon(self.ui.more_button, "up" if more else "down", "primary_text")

    def _name(self) -> None:
        self._named = True

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


def _price(spin: QDoubleSpinBox) -> Decimal | None:
    return None if spin.value() < 0 else amount_in(spin)


def _weeks(spin: QSpinBox) -> int | None:
    return None if spin.value() < 0 else spin.value()
