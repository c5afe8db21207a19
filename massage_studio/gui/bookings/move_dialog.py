"""To which other course a booking goes."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from massage_studio.bookings import refusals, transfers_service
from massage_studio.bookings.roster_views import BookingRow
from massage_studio.bookings.views import CourseRow
from massage_studio.gui import wording
from massage_studio.gui.bookings.operation_dialog import Done, OperationDialog
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_move_dialog import Ui_BookingsMoveDialog
from massage_studio.gui.tasks import FailedWrite
from massage_studio.language import translate
from massage_studio.store.ids import new_id

_COURSE = int(Qt.ItemDataRole.UserRole)


class MoveDialog(OperationDialog):
    """Lists the courses to come in the same currency, with what is paid going along."""

    def __init__(
        self,
        context: Context,
        place: BookingRow,
        courses: tuple[CourseRow, ...],
        done: Done,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, place, done, parent)
        self.ui = Ui_BookingsMoveDialog()
        self.ui.setupUi(self)
        self._new_id = new_id()
        self._waits = False
        one = place.booking
        for course in courses:
            if course.id != one.course_id and course.next and course.currency == one.currency:
                item = QListWidgetItem(_told(course, course.next.starts))
                item.setData(_COURSE, course)
                self.ui.course_list.addItem(item)
        if self.ui.course_list.count():
            self.ui.course_list.setCurrentRow(0)
        else:
            self.ui.save_button.setEnabled(False)
        self.ui.course_list.currentRowChanged.connect(self._tell)
        self._tell()
        self.begin(560, 460)

    def course(self) -> CourseRow | None:
        """The course that is chosen now."""
        item = self.ui.course_list.currentItem()
        found: CourseRow | None = item.data(_COURSE) if item else None
        return found

    def _tell(self) -> None:
        self._waits = False
        self.ui.save_button.setText(self.tr("&Move the booking"))
        course, one = self.course(), self.place.booking
        if course is None:
            self.ui.told_label.setText(self.tr("There is no other course to come. Plan one first."))
            return
        price = wording.money(course.price, course.currency)
        if self.place.paid:
            words = self.tr("{paid} paid goes along. The full price there is {price}.").format(
                paid=wording.money(self.place.paid, one.currency), price=price
            )
        else:
            words = self.tr("The full price there is {price}.").format(price=price)
        self.ui.told_label.setText(words)

    def fault(self) -> str:
        return self.tr("Choose a course.") if self.course() is None else ""

    def save(self) -> None:
        course = self.course()
        if course is not None:
            self.write_operation(
                partial(
                    transfers_service.move_booking,
                    to_course_id=course.id,
                    new_booking_id=self._new_id,
                    if_full="wait" if self._waits else "refuse",
                )
            )

    def refused(self, failed: FailedWrite) -> None:
        """Offer the other course's waiting list where it is full."""
        if isinstance(failed.error, refusals.FullError):
            self._waits = True
            self.ui.save_button.setText(self.tr("Move to its waiting list"))

    def done_message(self) -> str:
        course = self.course()
        return self.tr("{baby} is moved to {course}.").format(
            baby=self.place.booking.baby.given_name, course=course.name if course else ""
        )


def _told(course: CourseRow, starts: datetime) -> str:
    free = course.capacity - course.taken
    room = translate("MoveDialog", "full") if free < 1 else translate("MoveDialog", "%n free", None, free)
    day, time = wording.weekday_day(starts.date()), wording.clock(starts)
    return translate("MoveDialog", "{course} · next {day}, {time} · {room}").format(
        course=course.name, day=day, time=time, room=room
    )
