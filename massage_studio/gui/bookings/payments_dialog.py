"""What was paid for one booking, with the receipts."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from massage_studio.bookings import money_service, roster_queries
from massage_studio.bookings.roster_views import BookingRow, PaymentLine
from massage_studio.gui import wording
from massage_studio.gui.bookings.booking_words import payment_words
from massage_studio.gui.bookings.operation_dialog import leave_with, warn_of_restrictions
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_payments_dialog import Ui_BookingsPaymentsDialog
from massage_studio.gui.lists.lines import TwoLines, TwoLinesDelegate
from massage_studio.gui.lists.model import ListModel, RowAction
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


class PaymentsDialog(QDialog):
    """Lists the payments; a receipt is given, or shown again, beside each. `wanted` carries a further step.

    `printed` carries the key of a receipt to be put on paper.
    """

    wanted = Signal(str)
    printed = Signal(object)

    def __init__(self, context: Context, place: BookingRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._place = context, place
        self.ui = Ui_BookingsPaymentsDialog()
        self.ui.setupUi(self)
        self._lines = ListModel[PaymentLine, TwoLines](self, lambda line: line.id, _row, self._actions)
        self.ui.payments_list.use(self._lines, TwoLinesDelegate(self.ui.payments_list))
        self.ui.payments_list.stop_at_buttons_only()
        one = place.booking
        self.ui.who_label.setText(
            self.tr("{carer} for {baby}").format(carer=one.carer.name, baby=one.baby.name)
        )
        warn_of_restrictions(self, self.ui.who_label, place)
        self.ui.pay_button.setVisible(one.due > 0)
        self.ui.refund_button.setVisible(place.paid > 0)
        self.ui.pay_button.clicked.connect(lambda: leave_with(self, lambda: self.wanted.emit("pay")))
        self.ui.refund_button.clicked.connect(lambda: leave_with(self, lambda: self.wanted.emit("refund")))
        self.ui.payments_list.acted.connect(self._act)
        self.ui.close_button.clicked.connect(self.accept)
        self.resize(560, 420)
        self._look()

    def _look(self, _: Changes | None = None) -> None:
        key = self._place.booking.id
        self._context.tasks.read(partial(roster_queries.payments_of, booking_ids=(key,)), self._show)

    def _show(self, found: dict[UUID, tuple[PaymentLine, ...]]) -> None:
        one = self._place.booking
        lines = found.get(one.id, ())
        self._lines.show(lines)
        paid = wording.money(sum((line.amount for line in lines), one.price * 0), one.currency)
        words = self.tr("{paid} paid of {price}").format(
            paid=paid, price=wording.money(one.price, one.currency)
        )
        self.ui.told_label.setText(words if lines else self.tr("Nothing is paid yet."))

    def _actions(self, line: PaymentLine) -> tuple[RowAction, ...]:
        if line.kind not in ("payment", "deposit"):
            return ()
        if line.receipt_id is None:
            words = self.tr("Give a receipt")
            return (RowAction("give", words, words),)
        words = self.tr("Receipt {number}").format(number=line.receipt)
        return (RowAction("show", words, words, role="quiet"),)

    def _act(self, line: PaymentLine, code: str) -> None:
        if code == "give":
            self._give(line)
        else:
            leave_with(self, lambda: self.printed.emit(line.receipt_id))

    def _give(self, line: PaymentLine) -> None:
        self._context.tasks.write(
            partial(
                money_service.give_receipt, receipt_id=new_id(), payment_id=line.id, now=self._context.clock()
            ),
            then=self._look,
            failed=self._refused,
        )

    def _refused(self, failed: FailedWrite) -> None:
        self.ui.error_label.setText(str(failed.error))


def _row(line: PaymentLine) -> TwoLines:
    return TwoLines(wording.money(line.amount, line.currency), payment_words(line))
