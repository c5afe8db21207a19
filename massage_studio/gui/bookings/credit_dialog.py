"""For which other booking of the family the money of one is used that was cancelled or paid too much for."""

from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from massage_studio.bookings import credit_service
from massage_studio.bookings.credit_queries import Credit
from massage_studio.bookings.roster_views import BookingRow
from massage_studio.gui import wording
from massage_studio.gui.bookings.operation_dialog import Done, OperationDialog
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_credit_dialog import Ui_BookingsCreditDialog

_PLACE = int(Qt.ItemDataRole.UserRole)


class CreditDialog(OperationDialog):
    """Lists the bookings that owe something; as much is used as there is, or as is due."""

    def __init__(
        self, context: Context, place: BookingRow, found: Credit, done: Done, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, place, done, parent)
        self.ui = Ui_BookingsCreditDialog()
        self.ui.setupUi(self)
        self._found = found
        for other, course in found.owing:
            due = wording.money(other.booking.due, found.currency)
            words = self.tr("{baby} · {course} · {due} due").format(
                baby=other.booking.baby.name, course=course, due=due
            )
            item = QListWidgetItem(words)
            item.setData(_PLACE, other)
            self.ui.booking_list.addItem(item)
        self.ui.booking_list.setCurrentRow(0)
        self.ui.save_button.setEnabled(bool(found.owing) and found.amount > 0)
        self.ui.booking_list.currentRowChanged.connect(self._tell)
        self._tell()
        self.begin(560, 420)

    def _chosen(self) -> BookingRow | None:
        item = self.ui.booking_list.currentItem()
        place: BookingRow | None = item.data(_PLACE) if item else None
        return place

    def _amount(self) -> Decimal:
        other = self._chosen()
        return min(self._found.amount, other.booking.due) if other else Decimal()

    def _tell(self) -> None:
        there = wording.money(self._found.amount, self._found.currency)
        if self._chosen() is None:
            words = self.tr("{amount} is theirs. No other booking of theirs owes anything: give it back.")
            self.ui.told_label.setText(words.format(amount=there))
            return
        used = wording.money(self._amount(), self._found.currency)
        words = self.tr("{amount} is theirs; {used} of it is used.")
        self.ui.told_label.setText(words.format(amount=there, used=used))

    def save(self) -> None:
        other = self._chosen()
        if other is not None:
            self.write_operation(
                partial(credit_service.use_credit, to_booking_id=other.booking.id, amount=self._amount())
            )

    def done_message(self) -> str:
        used = wording.money(self._amount(), self._found.currency)
        return self.tr("{amount} of {baby} is used for another booking.").format(
            amount=used, baby=self.place.booking.baby.given_name
        )
