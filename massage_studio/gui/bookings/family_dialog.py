"""A family that books by telephone or at the door."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from PySide6.QtWidgets import QWidget

import massage_studio.bookings.service as bookings
from massage_studio.bookings.views import CourseRow, NewFamily
from massage_studio.gui.bookings.day_edit import DayEdit
from massage_studio.gui.bookings.saving_dialog import SavingDialog
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_family_dialog import Ui_BookingsFamilyDialog
from massage_studio.store.ids import new_id

_EARLIEST = timedelta(days=5 * 366)
_LATEST = timedelta(days=300)


class FamilyDialog(SavingDialog):
    """Asks for a carer and a baby and books them; `booked` is called with the baby's name and the booking."""

    def __init__(
        self,
        context: Context,
        course: CourseRow,
        booked: Callable[[str, UUID], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._course, self._booked = course, booked
        self._ids = tuple(new_id() for _ in range(4))
        self.ui = Ui_BookingsFamilyDialog()
        self.ui.setupUi(self)
        free = course.capacity - course.taken
        place = (
            self.tr("{course}: {count} of {capacity} places free").format(
                course=course.name, count=free, capacity=course.capacity
            )
            if free > 0
            else self.tr("{course} is full: the baby goes on the waiting list").format(course=course.name)
        )
        self.ui.course_label.setText(place)
        self.wire(self.ui.save_button, self.ui.cancel_button, self.ui.error_label)
        self.resize(480, self.sizeHint().height())

    def fault(self) -> str:
        ui, today = self.ui, self.context.today()
        for edit, words in (
            (ui.carer_given_edit, self.tr("Write the carer's first name.")),
            (ui.baby_given_edit, self.tr("Write the baby's first name, or what they are called.")),
        ):
            if not edit.text().strip():
                edit.setFocus()
                return words
        days: tuple[DayEdit, ...] = (ui.birth_edit, ui.due_edit)
        for day in days:
            if day.unreadable():
                day.setFocus()
                return self.tr("This date cannot be read. Write it as day, month, year, or leave it empty.")
            found = day.day()
            if found is not None and not today - _EARLIEST <= found <= today + _LATEST:
                day.setFocus()
                return self.tr("This date is a long way from today. Look at the year.")
        return ""

    def save(self) -> None:
        ui = self.ui
        family_id, carer_id, baby_id, booking_id = self._ids
        self.write(
            bookings.book_new_family,
            family=NewFamily(
                family_id=family_id,
                carer_id=carer_id,
                baby_id=baby_id,
                booking_id=booking_id,
                carer_given=ui.carer_given_edit.text(),
                carer_family=ui.carer_family_edit.text(),
                phone=ui.phone_edit.text(),
                baby_given=ui.baby_given_edit.text(),
                birth_date=ui.birth_edit.day(),
                due_date=ui.due_edit.day(),
            ),
            course_id=self._course.id,
            now=self.context.clock(),
        )

    def saved(self) -> None:
        self._booked(self.ui.baby_given_edit.text().strip(), self._ids[3])
