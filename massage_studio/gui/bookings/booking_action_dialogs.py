"""The steps of a booking's life that ask for more: money, offers until a moment, moves and single classes."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from massage_studio.bookings import (
    booking_form_queries,
    course_list_queries,
    credit_queries,
    money_service,
    price_queries,
)
from massage_studio.bookings.booking_form_views import ClassRoom
from massage_studio.bookings.roster_views import BookingRow
from massage_studio.bookings.views import PriceView, SessionView
from massage_studio.gui.bookings.class_dialog import ClassDialog
from massage_studio.gui.bookings.credit_dialog import CreditDialog
from massage_studio.gui.bookings.move_dialog import MoveDialog
from massage_studio.gui.bookings.offer_dialog import OfferDialog
from massage_studio.gui.bookings.operation_dialog import Done
from massage_studio.gui.bookings.payment_dialog import PaymentDialog, PaymentKind
from massage_studio.gui.bookings.payments_dialog import PaymentsDialog
from massage_studio.gui.bookings.price_dialog import PriceDialog
from massage_studio.gui.page import Page
from massage_studio.store.ids import new_id


class BookingActionDialogs(QObject):
    """Opens the dialog of a step over a page.

    `tell` is told in words what was done, with the key that takes it back; `do` does another step by name.
    """

    def __init__(self, page: Page, tell: Done, do: Callable[[BookingRow, str], None]) -> None:
        super().__init__(page)
        self._page, self._context = page, page.context
        self._tell, self._do = tell, do
        self._steps: dict[str, Callable[[BookingRow], None]] = {
            "offer_until": self._offer_until,
            "pay": self._pay,
            "deposit": self._deposit,
            "refund": self._refund,
            "credit": self._credit,
            "payments": self._payments,
            "price": self._price,
            "move": self._move,
            "make_up": self._make_up,
            "drop_in": self._drop_in,
        }

    def open(self, place: BookingRow, step: str) -> None:
        """Open the dialog of this step, once what it shows was asked for."""
        self._steps[step](place)

    def _show(self, dialog: QDialog) -> None:
        self._context.messages.open_dialog(dialog)

    def _offer_until(self, place: BookingRow) -> None:
        self._show(OfferDialog(self._context, place, self._tell, self._page))

    def _pay(self, place: BookingRow) -> None:
        self._take(place, "payment", place.booking.due)

    def _deposit(self, place: BookingRow) -> None:
        def open_dialog(deposit: Decimal | None) -> None:
            self._take(place, "deposit", min(deposit or place.booking.due, place.booking.due))

        self._context.tasks.read(
            partial(booking_form_queries.deposit_of, course_id=place.booking.course_id), open_dialog
        )

    def _refund(self, place: BookingRow) -> None:
        one = place.booking
        too_much = place.paid if one.status in ("cancelled", "moved") else -one.due
        self._take(place, "refund", too_much if too_much > 0 else place.paid)

    def _credit(self, place: BookingRow) -> None:
        one = place.booking
        self._context.tasks.read(
            partial(
                credit_queries.credit,
                booking_id=one.id,
                family_id=one.baby.family_id,
                now=self._context.clock(),
            ),
            lambda found: self._show(CreditDialog(self._context, place, found, self._tell, self._page)),
        )

    def _take(self, place: BookingRow, kind: PaymentKind, amount: Decimal) -> None:
        dialog = PaymentDialog(self._context, place, kind, amount, self._tell, self._give_receipt, self._page)
        self._show(dialog)

    def _give_receipt(self, payment_id: UUID) -> None:
        self._context.tasks.write(
            partial(
                money_service.give_receipt,
                receipt_id=new_id(),
                payment_id=payment_id,
                now=self._context.clock(),
            )
        )

    def _payments(self, place: BookingRow) -> None:
        dialog = PaymentsDialog(self._context, place, self._page)
        dialog.wanted.connect(partial(self._do, place))
        dialog.printed.connect(lambda key: self._page.go.emit("money", ("receipt", key)))
        self._show(dialog)

    def _price(self, place: BookingRow) -> None:
        one = place.booking

        def open_dialog(found: PriceView) -> None:
            self._show(PriceDialog(self._context, place, found.kinds, self._tell, self._page))

        self._context.tasks.read(
            partial(
                price_queries.suggested_price,
                course_id=one.course_id,
                baby_id=one.baby.id,
                today=self._context.today(),
            ),
            open_dialog,
        )

    def _move(self, place: BookingRow) -> None:
        self._context.tasks.read(
            partial(course_list_queries.courses_to_come, now=self._context.clock()),
            lambda found: self._show(MoveDialog(self._context, place, found, self._tell, self._page)),
        )

    def _make_up(self, place: BookingRow) -> None:
        self._context.tasks.read(
            partial(booking_form_queries.making_up, booking_id=place.booking.id, now=self._context.clock()),
            lambda found: self._choose_class(place, found.missed, found.rooms),
        )

    def _drop_in(self, place: BookingRow) -> None:
        called_off = place.session is not None and place.session.status == "cancelled"
        # Instead of a class that was cancelled any other will do.
        course_id = None if called_off else place.booking.course_id
        self._context.tasks.read(
            partial(booking_form_queries.classes_to_come, now=self._context.clock(), course_id=course_id),
            lambda rooms: self._choose_class(place, (), rooms),
        )

    def _choose_class(
        self, place: BookingRow, missed: tuple[SessionView, ...], rooms: tuple[ClassRoom, ...]
    ) -> None:
        self._show(ClassDialog(self._context, place, missed, rooms, self._tell, self._page))
