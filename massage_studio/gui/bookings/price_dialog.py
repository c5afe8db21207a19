"""What one family pays for its place."""

from decimal import Decimal
from functools import partial

from PySide6.QtWidgets import QWidget

from massage_studio.bookings import booking_service
from massage_studio.bookings.roster_views import BookingRow
from massage_studio.bookings.views import PriceKind
from massage_studio.gui import wording
from massage_studio.gui.bookings import booking_words
from massage_studio.gui.bookings.amount_spin import amount_in, dress, show_amount
from massage_studio.gui.bookings.operation_dialog import Done, OperationDialog
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_price_dialog import Ui_BookingsPriceDialog
from massage_studio.gui.widgets.fields import inset


class PriceDialog(OperationDialog):
    """Offers the prices that fit this baby; another amount is an agreed price."""

    def __init__(
        self,
        context: Context,
        place: BookingRow,
        kinds: tuple[tuple[PriceKind, Decimal], ...],
        done: Done,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, place, done, parent)
        self.ui = Ui_BookingsPriceDialog()
        self.ui.setupUi(self)
        self._currency = place.booking.currency
        for kind, amount in kinds:
            money = wording.money(amount, self._currency, short=True)
            self.ui.kind_combo.addItem(f"{booking_words.price_kind(kind)}, {money}", (kind, amount))
        self.ui.kind_combo.addItem(booking_words.price_kind("agreed"), ("agreed", None))
        inset(self.ui.amount_spin)
        dress(self.ui.amount_spin, self._currency)
        self._show(place.price_kind, place.booking.price)
        self.ui.kind_combo.currentIndexChanged.connect(self._follow)
        self.ui.amount_spin.valueChanged.connect(self._typed)
        self.begin()

    def _show(self, kind: PriceKind, price: Decimal) -> None:
        at = next(
            (
                place
                for place in range(self.ui.kind_combo.count())
                if self.ui.kind_combo.itemData(place) == (kind, price)
            ),
            self.ui.kind_combo.count() - 1,
        )
        self.ui.kind_combo.setCurrentIndex(at)
        show_amount(self.ui.amount_spin, price, self._currency)
        self._tell()

    def _follow(self) -> None:
        _, amount = self.ui.kind_combo.currentData()
        if amount is not None:
            self.ui.amount_spin.blockSignals(True)
            show_amount(self.ui.amount_spin, amount, self._currency)
            self.ui.amount_spin.blockSignals(False)
        self._tell()

    def _typed(self) -> None:
        """Take another amount than that of the kind as an agreed price."""
        _, amount = self.ui.kind_combo.currentData()
        if amount is not None and amount != self._amount():
            self.ui.kind_combo.setCurrentIndex(self.ui.kind_combo.count() - 1)
        self._tell()

    def _tell(self) -> None:
        due = self._amount() - self.place.paid
        if due < 0:
            words = self.tr("{amount} too much is paid then; it can be given back.").format(
                amount=wording.money(-due, self._currency)
            )
        else:
            words = self.tr("{amount} due then.").format(amount=wording.money(due, self._currency))
        self.ui.told_label.setText(words)

    def _amount(self) -> Decimal:
        return amount_in(self.ui.amount_spin)

    def save(self) -> None:
        kind, _ = self.ui.kind_combo.currentData()
        self.write_operation(partial(booking_service.set_price, price_kind=kind, price=self._amount()))

    def done_message(self) -> str:
        return self.tr("{baby} pays {amount}.").format(
            baby=self.place.booking.baby.given_name, amount=wording.money(self._amount(), self._currency)
        )
