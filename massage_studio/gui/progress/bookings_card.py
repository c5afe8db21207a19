"""A family's bookings with their history, what was paid, the receipts, and what is still due."""

from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from massage_studio.bookings import roster_queries
from massage_studio.bookings.roster_views import BookingRow, FamilyPlaces, PaymentLine
from massage_studio.gui import icons, wording
from massage_studio.gui.bookings import booking_words
from massage_studio.gui.bookings.step_menu import step_menu
from massage_studio.gui.context import Context
from massage_studio.gui.progress.card_parts import WrappedLabel, quiet_button, refill
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import Card, Muted
from massage_studio.gui.widgets.person_row import PersonRow, PersonRowData, RowTag

_GONE = ("cancelled", "moved")


class BookingsCard(QObject):
    """Fills the card; `wanted` carries a booking and a step, `course_wanted` and `receipt_wanted` a key.

    `found` carries all the bookings.
    """

    found = Signal(object)

    wanted = Signal(object, str)
    course_wanted = Signal(object)
    receipt_wanted = Signal(object)

    def __init__(self, card: Card, context: Context) -> None:
        super().__init__(card)
        self._card, self._context = card, context
        self._places = Latest()
        self._shown: tuple[BookingRow, ...] = ()
        card.set_title(self.tr("Bookings"))
        self.balance = Muted("")
        card.add_header(self.balance)

    def look(self, family_id: UUID) -> None:
        """Ask for the bookings of a family."""
        self._context.tasks.read(
            partial(roster_queries.places_of_family, family_id=family_id, now=self._context.clock()),
            self._show,
            latest=self._places,
        )

    def place_of(self, baby_id: UUID, course_id: UUID) -> BookingRow | None:
        """Return a baby's place on the whole of a course."""
        for place in self._shown:
            one = place.booking
            whole = one.status == "booked" and one.session_id is None
            if whole and (one.baby.id, one.course_id) == (baby_id, course_id):
                return place
        return None

    def _show(self, found: FamilyPlaces) -> None:
        self._shown = found.places
        self._card.setUpdatesEnabled(False)
        rows: list[QWidget] = []
        for place in found.places:
            rows.append(self._row(place, found.courses[place.booking.course_id]))
            lines = found.payments.get(place.booking.id, ())
            if lines:
                rows.append(self._payments(lines))
        if not rows:
            rows.append(WrappedLabel(self.tr("No bookings yet. Book on the page Classes."), muted=True))
        refill(self._card.body, rows, keep=1)
        self.balance.setText(self._balance(found.places))
        self._card.setUpdatesEnabled(True)
        self.found.emit(found)

    def _balance(self, places: tuple[BookingRow, ...]) -> str:
        """Return what the family owes, or is owed, in each currency."""
        sums: dict[str, Decimal] = {}
        for place in places:
            one = place.booking
            # What is left over of a booking that was given up is the family's.
            due = -place.paid if one.status in _GONE else one.due if one.status == "booked" else Decimal()
            sums[one.currency] = sums.get(one.currency, Decimal()) + due
        told = []
        for currency, due in sums.items():
            if due > 0:
                told.append(self.tr("{money} due").format(money=wording.money(due, currency)))
            elif due < 0:
                told.append(self.tr("{money} in credit").format(money=wording.money(-due, currency)))
        return wording.listed(told) if told else self.tr("Nothing is due") if places else ""

    def _row(self, place: BookingRow, course: str) -> QWidget:
        one = place.booking
        tags: list[RowTag] = []
        if one.status == "booked" and one.due > 0:
            money = wording.money(one.due, one.currency)
            tags.append(RowTag(self.tr("{money} due").format(money=money), "warning"))
        if place.age_warning:
            tags.append(RowTag(self.tr("Age"), "warning"))
        standing = booking_words.standing(place)
        told = [standing[:1].upper() + standing[1:], booking_words.visits(place)]
        if place.moved_from:
            told.append(self.tr("moved from {course}").format(course=place.moved_from))
        if place.price_kind != "full" and one.status not in _GONE:
            told.append(booking_words.price_kind(place.price_kind))
        row = PersonRow(
            person=PersonRowData(
                course, one.baby.given_name, " · ".join(part for part in told if part), tuple(tags)
            )
        )
        if place.age_warning:
            paint.plain_tooltip(row, place.age_warning)
        row.clicked.connect(lambda _=False: self.course_wanted.emit(one.course_id))
        more = QPushButton()
        more.setProperty("role", "quiet")
        more.setAutoDefault(False)
        icons.set_icon(more, "more", "muted_strong")
        more.setFixedWidth(paint.TARGET + 4)
        more.setAccessibleName(
            self.tr("More for {course}, {baby}").format(course=course, baby=one.baby.given_name)
        )
        more.clicked.connect(lambda _=False: self.menu_for(place, more).popup(_below(more)))
        holder = QWidget()
        across = QHBoxLayout(holder)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        across.addWidget(row, 1)
        across.addWidget(more)
        return holder

    def menu_for(self, place: BookingRow, parent: QWidget) -> Any:
        """Make the menu of what can be done with a booking."""
        return step_menu(parent, place, self.wanted.emit)

    def _payments(self, lines: tuple[PaymentLine, ...]) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(50, 0, 0, 6)
        column.setSpacing(2)
        for line in lines:
            across = QHBoxLayout()
            across.setSpacing(8)
            money = wording.money(line.amount, line.currency)
            across.addWidget(Muted(f"{money} · {booking_words.payment_words(line)}"), 1)
            if line.receipt_id is not None:
                receipt = quiet_button(self.tr("Receipt {number}").format(number=line.receipt))
                receipt.clicked.connect(lambda _=False, key=line.receipt_id: self.receipt_wanted.emit(key))
                across.addWidget(receipt)
            column.addLayout(across)
        return holder


def _below(button: QPushButton) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height()))
