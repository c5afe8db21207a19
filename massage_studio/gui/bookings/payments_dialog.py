"""What was paid for one booking, with the receipts."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from massage_studio.bookings import money_service, roster_queries
from massage_studio.bookings.roster_views import BookingRow, PaymentLine
from massage_studio.gui import wording
from massage_studio.gui.bookings.booking_words import payment_words
from massage_studio.gui.bookings.operation_dialog import leave_with
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_payments_dialog import Ui_BookingsPaymentsDialog
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.card import ElidedLabel, Muted
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
        self.receipt_buttons: list[QPushButton] = []
        self._given: UUID | None = None
        one = place.booking
        self.ui.who_label.setText(
            self.tr("{carer} for {baby}").format(carer=one.carer.name, baby=one.baby.name)
        )
        self._column = QVBoxLayout(self.ui.payments_list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch()
        self.ui.pay_button.setVisible(one.due > 0)
        self.ui.refund_button.setVisible(place.paid > 0)
        self.ui.pay_button.clicked.connect(lambda: leave_with(self, lambda: self.wanted.emit("pay")))
        self.ui.refund_button.clicked.connect(lambda: leave_with(self, lambda: self.wanted.emit("refund")))
        self.ui.close_button.clicked.connect(self.accept)
        self.resize(560, 420)
        self._look()

    def _look(self, _: Changes | None = None) -> None:
        key = self._place.booking.id
        self._context.tasks.read(partial(roster_queries.payments_of, booking_ids=(key,)), self._show)

    def _show(self, found: dict[UUID, tuple[PaymentLine, ...]]) -> None:
        one = self._place.booking
        lines = found.get(one.id, ())
        while self._column.count() > 1:
            item = self._column.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.receipt_buttons = []
        for place, line in enumerate(lines):
            self._column.insertWidget(place, self._row(line))
        paid = wording.money(sum((line.amount for line in lines), one.price * 0), one.currency)
        words = self.tr("{paid} paid of {price}").format(
            paid=paid, price=wording.money(one.price, one.currency)
        )
        self.ui.told_label.setText(words if lines else self.tr("Nothing is paid yet."))

    def _row(self, line: PaymentLine) -> QWidget:
        row = QWidget(self.ui.payments_list)
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 4, 6, 4)
        across.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(wording.money(line.amount, line.currency)))
        words.addWidget(Muted(payment_words(line)))
        across.addLayout(words, 1)
        if line.kind in ("payment", "deposit"):
            across.addWidget(self._receipt_button(line))
        else:
            across.addWidget(QLabel())
        return row

    def _receipt_button(self, line: PaymentLine) -> QPushButton:
        words = (
            self.tr("Receipt {number}").format(number=line.receipt)
            if line.receipt_id
            else self.tr("Give a receipt")
        )
        button = QPushButton(words)
        button.setAutoDefault(False)
        if line.id == self._given:
            # The focus stays with the payment; it would go on to the button that gives money back.
            QTimer.singleShot(0, button, lambda: button.setFocus(Qt.FocusReason.OtherFocusReason))
        if line.receipt_id:
            button.setProperty("role", "quiet")
            button.clicked.connect(lambda: leave_with(self, lambda: self.printed.emit(line.receipt_id)))
        else:
            button.clicked.connect(partial(self._give, line))
        self.receipt_buttons.append(button)
        return button

    def _give(self, line: PaymentLine) -> None:
        self._given = line.id
        self._context.tasks.write(
            partial(
                money_service.give_receipt, receipt_id=new_id(), payment_id=line.id, now=self._context.clock()
            ),
            then=self._look,
            failed=self._refused,
        )

    def _refused(self, failed: FailedWrite) -> None:
        self.ui.error_label.setText(str(failed.error))
