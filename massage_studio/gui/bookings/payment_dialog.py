"""Money for one booking: a payment, a deposit, or money given back."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Literal
from uuid import UUID

from PySide6.QtWidgets import QWidget

from massage_studio.bookings import money_service
from massage_studio.bookings.roster_views import BookingRow
from massage_studio.gui import wording
from massage_studio.gui.bookings.amount_spin import amount_in, dress, show_amount
from massage_studio.gui.bookings.operation_dialog import Done, OperationDialog
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_payment_dialog import Ui_BookingsPaymentDialog
from massage_studio.gui.widgets.fields import inset
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id

PaymentKind = Literal["payment", "deposit", "refund"]


class PaymentDialog(OperationDialog):
    """Takes what is due, or another amount; `receipt` gets the payment's key where one was asked for."""

    def __init__(
        self,
        context: Context,
        place: BookingRow,
        kind: PaymentKind,
        amount: Decimal,
        done: Done,
        receipt: Callable[[UUID], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, place, done, parent)
        self._kind, self._receipt = kind, receipt
        self._payment_id = new_id()
        self.ui = Ui_BookingsPaymentDialog()
        self.ui.setupUi(self)
        titles = {
            "payment": (self.tr("Take a payment"), self.tr("&Save payment")),
            "deposit": (self.tr("Take a deposit"), self.tr("&Save deposit")),
            "refund": (self.tr("Give money back"), self.tr("&Give back")),
        }
        title, save = titles[kind]
        self.setWindowTitle(title)
        self.ui.dialog_title.setText(title)
        self.ui.save_button.setText(save)
        if kind == "refund":
            self.ui.method_combo_label.setText(self.tr("Given &by"))
        inset(self.ui.amount_spin)
        dress(self.ui.amount_spin, place.booking.currency)
        show_amount(self.ui.amount_spin, max(amount, Decimal()), place.booking.currency)
        for words, method in (
            (self.tr("Cash"), "cash"),
            (self.tr("Bank transfer"), "transfer"),
            (self.tr("Card"), "card"),
        ):
            self.ui.method_combo.addItem(words, method)
        self.ui.receipt_check.setVisible(kind != "refund")
        self.ui.amount_spin.selectAll()
        self.begin(420)
        one = place.booking
        who = self.tr("{carer} for {baby}").format(carer=one.carer.name, baby=one.baby.name)
        due = self.tr("{amount} due").format(amount=wording.money(max(one.due, Decimal()), one.currency))
        paid = self.tr("{amount} paid").format(amount=wording.money(place.paid, one.currency))
        # The amount first: long names may be cut short at the end of the line.
        self.ui.who_label.setText(f"{paid if kind == 'refund' else due} · {who}")

    def _amount(self) -> Decimal:
        return amount_in(self.ui.amount_spin)

    def save(self) -> None:
        method, note = self.ui.method_combo.currentData(), self.ui.note_edit.text()
        key, amount, kind = self._payment_id, self._amount(), self._kind
        if kind == "refund":
            self.write_operation(
                partial(money_service.refund, payment_id=key, amount=amount, method=method, note=note)
            )
        else:
            self.write_operation(
                partial(money_service.pay, payment_id=key, amount=amount, kind=kind, method=method, note=note)
            )

    def done_message(self) -> str:
        one = self.place.booking
        amount = wording.money(self._amount(), one.currency)
        if self._kind == "refund":
            return self.tr("{amount} is given back to {carer}.").format(amount=amount, carer=one.carer.name)
        return self.tr("{amount} from {carer} is in the books.").format(amount=amount, carer=one.carer.name)

    def committed(self, changes: Changes) -> None:
        super().committed(changes)
        if self.ui.receipt_check.isChecked() and self._kind != "refund":
            self._receipt(self._payment_id)
