"""The steps of a booking's life, each done with one press, told, and taken back with Undo."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

import massage_studio.bookings.booking_service as bookings
from massage_studio.bookings import refusals
from massage_studio.bookings.roster_views import BookingRow
from massage_studio.gui import wording
from massage_studio.gui.bookings.booking_words import HELD_FOR, offered
from massage_studio.gui.bookings.verb_protocols import BookingVerb
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.ids import new_id

if TYPE_CHECKING:
    from massage_studio.gui.bookings.booking_action_dialogs import BookingActionDialogs


class BookingActions(QObject):
    """Does a step by its name for a booking, on behalf of a page.

    `full` carries a booking and what was said where there is no place for it; the page offers the list.
    """

    full = Signal(object, str)

    def __init__(self, page: Page, undo: OfficeUndo) -> None:
        super().__init__(page)
        self._page, self._undo, self._context = page, undo, page.context
        self._steps: dict[str, Callable[[BookingRow], None]] = {
            "offer": self.offer,
            "accept": self._accept,
            "decline": self._decline,
            "wait": self.wait,
            "cancel": self._cancel,
            "reinstate": self._reinstate,
            "book": self._book,
            "letter": self._letter,
            "family": lambda place: page.go.emit("family", place.booking.baby.family_id),
            "follow": lambda place: page.go.emit("classes", place.moved_to_course),
        }

    def do(self, place: BookingRow, step: str) -> None:
        """Do a step of this name, at once or by asking for more."""
        act = self._steps.get(step)
        if act is None:
            self.dialogs.open(place, step)
        else:
            act(place)

    @cached_property
    def dialogs(self) -> "BookingActionDialogs":
        """The steps that ask for more."""
        # Imported here because the first paint does not need them.
        from massage_studio.gui.bookings.booking_action_dialogs import BookingActionDialogs

        return BookingActionDialogs(self._page, self._undo.tell, self.do)

    def offer(self, place: BookingRow, until: datetime | None = None) -> None:
        """Hold a free place for this family for 48 hours, or until another moment."""
        until = until or self._context.local_now() + HELD_FOR
        self._write(partial(bookings.offer, until=until), offered(place, until), place)

    def _letter(self, place: BookingRow) -> None:
        kind = "confirmation" if place.booking.status == "booked" else "offer"
        self._page.go.emit("letters", (kind, place.booking.id))

    def wait(self, place: BookingRow) -> None:
        """Put a booking at the end of the waiting list."""
        self._simply(bookings.wait, self.tr("{baby} is on the waiting list."), place)

    def _accept(self, place: BookingRow) -> None:
        self._simply(bookings.accept, self.tr("{baby} has the place."), place)

    def _decline(self, place: BookingRow) -> None:
        self._simply(bookings.decline, self.tr("{baby} is at the end of the waiting list."), place)

    def _cancel(self, place: BookingRow) -> None:
        words = self.tr("{baby}'s booking is cancelled.")
        if place.paid > 0:
            money = wording.money(place.paid, place.booking.currency)
            words = self.tr("{baby}'s booking is cancelled; {money} is still theirs.").replace(
                "{money}", money
            )
        self._simply(bookings.cancel, words, place)

    def _reinstate(self, place: BookingRow) -> None:
        words = self.tr("{baby} is booked again.")
        self._simply(partial(bookings.reinstate, if_full="refuse"), words, place)

    def _book(self, place: BookingRow) -> None:
        one = place.booking
        self._simply(
            partial(
                bookings.book,
                course_id=one.course_id,
                baby_id=one.baby.id,
                carer_id=one.carer.id,
                if_full="refuse",
            ),
            self.tr("{baby} has a place."),
            place,
        )

    def _simply(self, verb: BookingVerb, words: str, place: BookingRow) -> None:
        self._write(verb, words.format(baby=place.booking.baby.given_name), place)

    def _write(self, verb: BookingVerb, words: str, place: BookingRow) -> None:
        operation_id = new_id()
        self._context.tasks.write(
            partial(
                verb,
                booking_id=place.booking.id,
                operation_id=operation_id,
                now=self._context.clock(),
            ),
            then=partial(self._undo.tell, words, operation_id),
            failed=partial(self._refused, place),
        )

    def _refused(self, place: BookingRow, failed: FailedWrite) -> None:
        if isinstance(failed.error, refusals.FullError):
            self.full.emit(place, str(failed.error))
        else:
            self._context.tasks.write_failed.emit(failed)
