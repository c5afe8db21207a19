"""Who is on a course: those with a place, those waiting, those who gave up."""

from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from massage_studio.bookings.views import BookingView
from massage_studio.families.views import Flag
from massage_studio.gui import icons, wording
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import Strong
from massage_studio.gui.widgets.person_row import PersonRow, PersonRowData, RowTag

_WAITING = ("waiting", "enquiry")


class RosterRow(QWidget):
    """One dyad: press it for the family, the button for what comes next, the dots or Delete for the rest."""

    family = Signal(object)
    step = Signal(object)
    more = Signal(object, object)
    cancel = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._booking: BookingView | None = None
        self.person = PersonRow(self)
        self.step_button = QPushButton(self)
        self.more_button = QPushButton(self)
        self.more_button.setProperty("role", "quiet")
        icons.set_icon(self.more_button, "more", "muted_strong")
        self.more_button.setFixedWidth(paint.TARGET + 4)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(6)
        row.addWidget(self.person, 1)
        row.addWidget(self.step_button)
        row.addWidget(self.more_button)
        self.person.clicked.connect(lambda: self.family.emit(self._booking))
        self.step_button.clicked.connect(lambda: self.step.emit(self._booking))
        self.more_button.clicked.connect(self._open_more)

    @property
    def booking(self) -> BookingView | None:
        """The booking that is shown now."""
        return self._booking

    def set_booking(self, booking: BookingView, *, twins: bool, free: bool) -> None:
        """Show another booking; `free` tells whether the course has a place left."""
        self._booking = booking
        live = booking.status != "cancelled" and booking.status != "moved"
        age = wording.age(booking.baby.age)
        detail = self.tr("{age} · twins").format(age=age) if twins and age else age
        tags = [RowTag(flag_words(flag), "warning") for flag in booking.baby.flags] if live else []
        if booking.status == "offered":
            tags.append(RowTag(self.tr("Offered"), "info"))
        second = self.tr("with {carer}").format(carer=booking.carer.name)
        words = self._step_words(booking, free)
        if live and booking.consent_missing:
            # Beside a button there is no room for both a name and this tag.
            if words:
                second = self.tr("{carer} · consent missing").format(carer=second)
            else:
                tags.append(RowTag(self.tr("Consent missing"), "error"))
        self.person.set_person(PersonRowData(booking.baby.name, detail, second, tuple(tags)))
        self.step_button.setText(words)
        self.step_button.setVisible(bool(words))
        self.step_button.setAccessibleName(f"{words}: {booking.baby.name}" if words else "")
        self.more_button.setAccessibleName(self.tr("More for {baby}").format(baby=booking.baby.name))

    def _step_words(self, booking: BookingView, free: bool) -> str:
        if booking.status in _WAITING:
            return self.tr("Give the place") if free else ""
        if booking.status == "cancelled":
            return self.tr("Book again")
        if booking.status in ("booked", "offered") and booking.due > 0:
            return self.tr("Take {amount}").format(amount=round_money(booking.due, booking.currency))
        return ""

    def _open_more(self) -> None:
        place = self.more_button.mapToGlobal(QPoint(0, self.more_button.height()))
        self.more.emit(self._booking, place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.more.emit(self._booking, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self._booking is not None:
            self.cancel.emit(self._booking)
            return
        super().keyPressEvent(event)


class Roster(QWidget):
    """The rows in their groups; rows are kept and shown anew."""

    family = Signal(object)
    step = Signal(object)
    cancel = Signal(object)
    pay = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[RosterRow] = []
        self._heads = {group: Strong("", self) for group in ("booked", "waiting", "cancelled")}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch()
        for head in self._heads.values():
            head.setContentsMargins(0, 8, 0, 2)
            head.hide()

    def show_bookings(self, bookings: tuple[BookingView, ...], *, free: bool) -> None:
        """Show the bookings of a course in their groups, each in the order in which it was made."""
        self.setUpdatesEnabled(False)
        groups = {
            "booked": [one for one in bookings if one.status in ("booked", "offered")],
            "waiting": [one for one in bookings if one.status in _WAITING],
            "cancelled": [one for one in bookings if one.status in ("cancelled", "moved")],
        }
        names = {
            "booked": self.tr("Booked"),
            "waiting": self.tr("Waiting"),
            "cancelled": self.tr("Cancelled"),
        }
        families = [one.baby.family_id for one in bookings if one.status != "cancelled"]
        place = used = 0
        for group, members in groups.items():
            head = self._heads[group]
            head.setText(f"{names[group]} {len(members)}")
            head.setVisible(bool(members))
            self._column.insertWidget(place, head)
            place += 1
            for one in members:
                row = self._row(used)
                twins = families.count(one.baby.family_id) > 1
                row.set_booking(one, twins=twins, free=free)
                self._column.insertWidget(place, row)
                row.show()
                place, used = place + 1, used + 1
        for row in self.rows[used:]:
            row.hide()
        self.setUpdatesEnabled(True)

    def shown(self) -> list[RosterRow]:
        """Return the rows in view, from the top."""
        return [row for row in self.rows if not row.isHidden()]

    def menu_for(self, booking: BookingView) -> QMenu:
        """Make the menu of what can be done with a booking."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open the &family"), lambda: self.family.emit(booking))
        if booking.status in ("booked", "offered", "waiting"):
            menu.addAction(self.tr("Take a &payment"), lambda: self.pay.emit(booking))
        if booking.status not in ("cancelled", "moved"):
            menu.addAction(self.tr("&Cancel the booking"), lambda: self.cancel.emit(booking))
        return menu

    def _row(self, number: int) -> RosterRow:
        if number == len(self.rows):
            row = RosterRow(self)
            row.family.connect(self.family)
            row.step.connect(self.step)
            row.cancel.connect(self.cancel)
            row.more.connect(self._open_menu)
            self.rows.append(row)
        return self.rows[number]

    def _open_menu(self, booking: BookingView, place: QPoint) -> None:
        self.menu_for(booking).popup(place)


def flag_words(flag: Flag) -> str:
    """Return what a health flag says on its tag."""
    if flag.what:
        return flag.what
    if flag.kind == "immunised":
        until = wording.short_day(flag.expires) if flag.expires else ""
        return _tr("Jab, wait until {day}").format(day=until) if until else _tr("Recent jab")
    names = {"allergy": _tr("Allergy"), "skin": _tr("Skin"), "unwell": _tr("Unwell")}
    return names.get(flag.kind, _tr("Health note"))


def round_money(amount: Decimal, currency: str) -> str:
    """Return "£72" for a whole amount, else "£12.50": the room in a row is short."""
    words = wording.money(amount, currency)
    return words.removesuffix(f"{QLocale().decimalPoint()}00") if amount == int(amount) else words


def _tr(text: str) -> str:
    return QCoreApplication.translate("Roster", text)
