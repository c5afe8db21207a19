"""Money for one booking."""

from collections.abc import Callable
from decimal import Decimal

from PySide6.QtWidgets import QWidget

import massage_studio.bookings.service as bookings
from massage_studio.bookings.views import BookingView
from massage_studio.gui import wording
from massage_studio.gui.bookings.moment_edit import inset
from massage_studio.gui.bookings.saving_dialog import SavingDialog
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_payment_dialog import Ui_BookingsPaymentDialog
from massage_studio.store.ids import new_id


class PaymentDialog(SavingDialog):
    """Takes what is due, or another amount; `paid` is called with amount and method after it was saved."""

    def __init__(
        self,
        context: Context,
        booking: BookingView,
        paid: Callable[[Decimal, str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._booking, self._paid = booking, paid
        self._payment_id = new_id()
        self.ui = Ui_BookingsPaymentDialog()
        self.ui.setupUi(self)
        who = self.tr("{carer} for {baby}").format(carer=booking.carer.name, baby=booking.baby.name)
        due = self.tr("{amount} due").format(amount=wording.money(booking.due, booking.currency))
        self.ui.who_label.setText(f"{who} · {due}")
        inset(self.ui.amount_spin)
        self.ui.amount_spin.setPrefix(sign(booking.currency))
        self.ui.amount_spin.setValue(float(booking.due))
        for words, method in (
            (self.tr("Cash"), "cash"),
            (self.tr("Bank transfer"), "transfer"),
            (self.tr("Card"), "card"),
        ):
            self.ui.method_combo.addItem(words, method)
        self.ui.amount_spin.selectAll()
        self.wire(self.ui.save_button, self.ui.cancel_button, self.ui.error_label)
        self.resize(420, self.sizeHint().height())

    def _amount(self) -> Decimal:
        return Decimal(f"{self.ui.amount_spin.value():.2f}")

    def save(self) -> None:
        self.write(
            bookings.pay,
            payment_id=self._payment_id,
            booking_id=self._booking.id,
            amount=self._amount(),
            method=self.ui.method_combo.currentData(),
            now=self.context.clock(),
        )

    def saved(self) -> None:
        self._paid(self._amount(), self.ui.method_combo.currentData())


def sign(currency: str) -> str:
    """Return the sign that stands before an amount: "£", or the code where it has none of its own."""
    return wording.money(Decimal(), currency).strip("0., \u00a0") + ("" if currency in _SIGNED else "\u00a0")


_SIGNED = ("GBP", "EUR", "USD")
