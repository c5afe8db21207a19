"""The steps of a booking's life, each done with one press, told, and taken back with Undo."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog

import massage_studio.bookings.service as bookings
from massage_studio.bookings import places_queries, queries, roster_queries
from massage_studio.bookings.roster_views import PlaceView
from massage_studio.gui.bookings.class_dialog import ClassDialog
from massage_studio.gui.bookings.move_dialog import MoveDialog
from massage_studio.gui.bookings.offer_dialog import HELD_FOR, OfferDialog, offered
from massage_studio.gui.bookings.office_undo import OfficeUndo
from massage_studio.gui.bookings.payment_dialog import PaymentDialog, PaymentKind
from massage_studio.gui.bookings.payments_dialog import PaymentsDialog
from massage_studio.gui.bookings.price_dialog import PriceDialog
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


class BookingLife(QObject):
    """Does a step by its name for a booking, on behalf of a page.

    `full` carries a booking and what was said where there is no place for it; the page offers the list.
    """

    full = Signal(object, str)

    def __init__(self, page: Page, undo: OfficeUndo) -> None:
        super().__init__(page)
        self._page, self._undo, self._context = page, undo, page.context
        self._steps: dict[str, Callable[[PlaceView], None]] = {
            "offer": self.offer,
            "offer_until": self._offer_until,
            "accept": self._accept,
            "decline": self._decline,
            "wait": self.wait,
            "cancel": self._cancel,
            "reinstate": self._reinstate,
            "book": self._book,
            "pay": self._pay,
            "deposit": self._deposit,
            "refund": self._refund,
            "payments": self._payments,
            "price": self._price,
            "move": self._move,
            "make_up": self._make_up,
            "drop_in": self._drop_in,
            "letter": self._letter,
            "family": lambda place: page.go.emit("family", place.booking.baby.family_id),
            "follow": lambda place: page.go.emit("classes", place.moved_to_course),
        }

    def do(self, place: PlaceView, step: str) -> None:
        """Do a step of this name."""
        self._steps[step](place)

    def offer(self, place: PlaceView, until: datetime | None = None) -> None:
        """Hold a free place for this family for 48 hours, or until another moment."""
        until = until or self._context.local_now() + HELD_FOR
        self._write(bookings.offer, offered(place, until), place, until=until)

    def _letter(self, place: PlaceView) -> None:
        kind = "confirmation" if place.booking.status == "booked" else "offer"
        self._page.go.emit("letters", (kind, place.booking.id))

    def wait(self, place: PlaceView) -> None:
        """Put a booking at the end of the waiting list."""
        self._simply(bookings.wait, self.tr("{baby} is on the waiting list."), place)

    def _accept(self, place: PlaceView) -> None:
        self._simply(bookings.accept, self.tr("{baby} has the place."), place)

    def _decline(self, place: PlaceView) -> None:
        self._simply(bookings.decline, self.tr("{baby} is at the end of the waiting list."), place)

    def _cancel(self, place: PlaceView) -> None:
        self._simply(bookings.cancel, self.tr("{baby}'s booking is cancelled."), place)

    def _reinstate(self, place: PlaceView) -> None:
        words = self.tr("{baby} is booked again.")
        self._simply(bookings.reinstate, words, place, if_full="refuse")

    def _book(self, place: PlaceView) -> None:
        one = place.booking
        self._simply(
            bookings.book,
            self.tr("{baby} has a place."),
            place,
            course_id=one.course_id,
            baby_id=one.baby.id,
            carer_id=one.carer.id,
            if_full="refuse",
        )

    def _simply(self, verb: Callable[..., Changes], words: str, place: PlaceView, **more: Any) -> None:
        self._write(verb, words.format(baby=place.booking.baby.given_name), place, **more)

    def _write(self, verb: Callable[..., Changes], words: str, place: PlaceView, **more: Any) -> None:
        deed_id = new_id()
        self._context.tasks.write(
            verb,
            then=lambda _: self.tell(words, deed_id),
            failed=partial(self._refused, place),
            booking_id=place.booking.id,
            deed_id=deed_id,
            now=self._context.clock(),
            **more,
        )

    def tell(self, words: str, deed_id: UUID) -> None:
        """Say what was done, and offer to take it back."""
        self._page.say.emit(words, self.tr("Undo"), partial(self._undo.undo_one, deed_id))

    def _refused(self, place: PlaceView, failed: FailedWrite) -> None:
        if isinstance(failed.error, bookings.FullError):
            self.full.emit(place, str(failed.error))
        else:
            self._context.tasks.write_failed.emit(failed)

    def _open(self, dialog: QDialog) -> None:
        self._context.messages.open_dialog(dialog)

    def _offer_until(self, place: PlaceView) -> None:
        self._open(OfferDialog(self._context, place, self.tell, self._page))

    def _pay(self, place: PlaceView) -> None:
        self._take(place, "payment", place.booking.due)

    def _deposit(self, place: PlaceView) -> None:
        def open_dialog(deposit: Decimal | None) -> None:
            self._take(place, "deposit", min(deposit or place.booking.due, place.booking.due))

        self._context.tasks.read(roster_queries.deposit_of, open_dialog, course_id=place.booking.course_id)

    def _refund(self, place: PlaceView) -> None:
        one = place.booking
        too_much = place.paid if one.status in ("cancelled", "moved") else -one.due
        self._take(place, "refund", too_much if too_much > 0 else place.paid)

    def _take(self, place: PlaceView, kind: PaymentKind, amount: Decimal) -> None:
        dialog = PaymentDialog(self._context, place, kind, amount, self.tell, self._give_receipt, self._page)
        self._open(dialog)

    def _give_receipt(self, payment_id: UUID) -> None:
        self._context.tasks.write(
            bookings.give_receipt,
            receipt_id=new_id(),
            payment_id=payment_id,
            now=self._context.clock(),
        )

    def _payments(self, place: PlaceView) -> None:
        dialog = PaymentsDialog(self._context, place, self._page)
        dialog.wanted.connect(partial(self.do, place))
        dialog.printed.connect(lambda key: self._page.go.emit("handouts", ("receipt", key)))
        self._open(dialog)

    def _price(self, place: PlaceView) -> None:
        one = place.booking

        def open_dialog(found: Any) -> None:
            self._open(PriceDialog(self._context, place, found.kinds, self.tell, self._page))

        self._context.tasks.read(
            places_queries.suggested_price,
            open_dialog,
            course_id=one.course_id,
            baby_id=one.baby.id,
            today=self._context.today(),
        )

    def _move(self, place: PlaceView) -> None:
        self._context.tasks.read(
            queries.courses,
            lambda found: self._open(MoveDialog(self._context, place, found, self.tell, self._page)),
            now=self._context.clock(),
        )

    def _make_up(self, place: PlaceView) -> None:
        one, now = place.booking, self._context.clock()

        def ask(session: Any) -> Any:
            missed = roster_queries.missed_classes(session, booking_id=one.id)
            return missed, roster_queries.classes_to_come(session, now=now, but=one.course_id)

        self._ask_class(place, ask)

    def _drop_in(self, place: PlaceView) -> None:
        now, course_id = self._context.clock(), place.booking.course_id

        def ask(session: Any) -> Any:
            return (), roster_queries.classes_to_come(session, now=now, course_id=course_id)

        self._ask_class(place, ask)

    def _ask_class(self, place: PlaceView, ask: Callable[..., Any]) -> None:
        def open_dialog(found: Any) -> None:
            missed, rooms = found
            self._open(ClassDialog(self._context, place, missed, rooms, self.tell, self._page))

        self._context.tasks.read(ask, open_dialog)
