"""The fields of a course in its dialog: filled from a course, and read as one."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox

from massage_studio.bookings.course_views import CourseFields
from massage_studio.bookings.views import VenueView
from massage_studio.gui.bookings.amount_spin import amount_in, dress, show_amount
from massage_studio.gui.bookings.moment_edit import inset
from massage_studio.gui.forms.ui_bookings_course_dialog import Ui_BookingsCourseDialog
from massage_studio.gui.widgets.fields import show_unit, still
from massage_studio.language import translate
from massage_studio.store.profile_view import Profile

_NONE = -1


@dataclass(frozen=True, slots=True)
class _More:
    """One of the folded prices, by the name of its field."""

    name: str
    spin: QDoubleSpinBox


class CourseForm:
    """What the form says of a course beside its dates; a venue of a new name gets the key `new_venue_id`."""

    def __init__(
        self,
        ui: Ui_BookingsCourseDialog,
        venues: tuple[VenueView, ...],
        profile: Profile,
        new_venue_id: UUID,
    ) -> None:
        self._ui, self._venues, self._profile = ui, venues, profile
        self._new_venue_id = new_venue_id
        self._more = (
            _More("concession_price", ui.concession_spin),
            _More("sibling_price", ui.sibling_spin),
            _More("drop_in_price", ui.drop_in_spin),
            _More("deposit", ui.deposit_spin),
        )
        for words, kind in (
            (translate("BookingsCourseDialog", "Course"), "course"),
            (translate("BookingsCourseDialog", "Single class"), "one_off"),
            (translate("BookingsCourseDialog", "Private home visits"), "private"),
        ):
            ui.kind_combo.addItem(words, kind)
        for venue in venues:
            ui.venue_combo.addItem(venue.name, venue.id)
        for combo in ui.fields.findChildren(QComboBox):
            still(combo)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(16)
        for spin in (*ui.fields.findChildren(QSpinBox), *ui.fields.findChildren(QDoubleSpinBox)):
            still(spin)
            inset(spin)
        ui.count_spin.setKeyboardTracking(False)
        show_unit(ui.minutes_spin, lambda n: translate("BookingsCourseDialog", " minutes", None, n))
        for box in (ui.min_weeks_spin, ui.max_weeks_spin):
            show_unit(box, lambda n: translate("BookingsCourseDialog", " weeks", None, n))
        self.show_currency(profile.currency)
        ui.instructor_edit.setPlaceholderText(profile.instructor or translate("BookingsCourseDialog", "You"))
        ui.more_panel.hide()

    def show_currency(self, currency: str) -> None:
        """Let every price be one of a currency."""
        for spin in (self._ui.price_spin, *(more.spin for more in self._more)):
            dress(spin, currency)

    def show_fields(self, fields: CourseFields) -> None:
        """Show a course; its folded fields unfold where one of them is filled."""
        ui = self._ui
        ui.kind_combo.setCurrentIndex(ui.kind_combo.findData(fields.kind))
        ui.plan_combo.setCurrentIndex(max(0, ui.plan_combo.findData(fields.plan_code)))
        self.show_venue(fields.venue_id)
        ui.name_edit.setText(fields.name)
        ui.minutes_spin.setValue(fields.minutes)
        ui.capacity_spin.setValue(fields.capacity)
        self.show_currency(fields.currency)
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

    def show_venue(self, venue_id: UUID) -> None:
        """Choose a hall that is known."""
        places = {venue.id: place for place, venue in enumerate(self._venues)}
        self._ui.venue_combo.setCurrentIndex(places.get(venue_id, -1))

    def venue(self) -> VenueView | None:
        """Return the hall of this name, of several the one that was chosen; None where the name is new."""
        combo = self._ui.venue_combo
        name, chosen = combo.currentText().strip().casefold(), combo.currentData()
        named = [venue for venue in self._venues if venue.name.casefold() == name]
        return next((venue for venue in named if venue.id == chosen), named[0] if named else None)

    def change_venue(self, changed: VenueView) -> None:
        """Show a hall as it is now, wherever it stands."""
        combo = self._ui.venue_combo
        self._venues = tuple(changed if one.id == changed.id else one for one in self._venues)
        combo.setItemText(combo.findData(changed.id), changed.name)
        combo.setEditText(changed.name)

    def show_room(self) -> None:
        """Say what the hall allows where that is less than the places, and let a known hall be changed."""
        venue = self.venue()
        self._ui.venue_button.setEnabled(venue is not None)
        limits = venue is not None and not self.private() and venue.capacity < self._ui.capacity_spin.value()
        self._ui.room_label.setVisible(limits)
        if limits and venue is not None:
            words = translate("BookingsCourseDialog", "The venue has room for %n.", None, venue.capacity)
            self._ui.room_label.setText(words)

    def venue_id(self) -> UUID:
        """Return the key of the hall, or the one that a new hall will get."""
        venue = self.venue()
        return venue.id if venue else self._new_venue_id

    def private(self) -> bool:
        """Tell whether a home is visited."""
        return bool(self._ui.kind_combo.currentData() == "private")

    def fields(self, currency: str, zone: str) -> CourseFields:
        """Return the course as it is written now."""
        ui, venue = self._ui, self.venue()
        prices = {more.name: _price(more.spin) for more in self._more}
        return CourseFields(
            name=ui.name_edit.text(),
            plan_code=ui.plan_combo.currentData(),
            venue_id=self.venue_id(),
            new_venue="" if venue else ui.venue_combo.currentText(),
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


def _price(spin: QDoubleSpinBox) -> Decimal | None:
    return None if spin.value() < 0 else amount_in(spin)


def _weeks(spin: QSpinBox) -> int | None:
    return None if spin.value() < 0 else spin.value()
