"""How long a free place is held for one family."""

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QWidget

from massage_studio.bookings import booking_service
from massage_studio.bookings.roster_views import BookingRow
from massage_studio.gui import wording
from massage_studio.gui.bookings.booking_words import HELD_FOR, offered
from massage_studio.gui.bookings.operation_dialog import Done, OperationDialog
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_offer_dialog import Ui_BookingsOfferDialog


class OfferDialog(OperationDialog):
    """Asks until when: a day, two days, or a moment of one's own."""

    def __init__(
        self, context: Context, place: BookingRow, done: Done, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, place, done, parent)
        self.ui = Ui_BookingsOfferDialog()
        self.ui.setupUi(self)
        for words, length in (
            (self.tr("24 hours"), timedelta(hours=24)),
            (self.tr("48 hours"), HELD_FOR),
            (self.tr("4 days"), timedelta(days=4)),
            (self.tr("A week"), timedelta(days=7)),
            (self.tr("Another time"), None),
        ):
            self.ui.length_combo.addItem(words, length)
        self.ui.until_edit.name(self.tr("Held until"))
        self.ui.length_combo.setCurrentIndex(1)
        self._follow()
        self.ui.length_combo.currentIndexChanged.connect(self._follow)
        self.ui.until_edit.moved.connect(self._chosen)
        self.begin()

    def _follow(self) -> None:
        length = self.ui.length_combo.currentData()
        if length is not None:
            until = self.context.local_now() + length
            self.ui.until_edit.set_moment(until.replace(second=0, microsecond=0))
        self._tell()

    def _chosen(self, _: datetime) -> None:
        self.ui.length_combo.setCurrentIndex(self.ui.length_combo.count() - 1)
        self._tell()

    def _tell(self) -> None:
        until = self._until()
        words = self.tr("After {day}, {time} the place goes back, and this family to the end of the list.")
        self.ui.told_label.setText(
            words.format(day=wording.weekday_day(until.date()), time=wording.clock(until))
        )

    def _until(self) -> datetime:
        moment: datetime = self.ui.until_edit.moment()
        return moment.replace(tzinfo=ZoneInfo(self.context.profile.zone))

    def fault(self) -> str:
        self.ui.until_edit.settle()
        if self._until() <= self.context.clock():
            self.ui.until_edit.setFocus()
            return self.tr("This moment is over. Choose a later one.")
        return ""

    def save(self) -> None:
        self.write_operation(partial(booking_service.offer, until=self._until()))

    def done_message(self) -> str:
        return offered(self.place, self._until())
