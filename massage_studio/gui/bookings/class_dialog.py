"""Which single class a baby comes to: instead of one that was missed, or only once."""

from datetime import datetime
from functools import partial
from typing import TypedDict
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QWidget

from massage_studio.bookings import single_classes_service
from massage_studio.bookings.booking_form_views import ClassRoom
from massage_studio.bookings.roster_views import BookingRow
from massage_studio.bookings.views import SessionView
from massage_studio.gui import wording
from massage_studio.gui.bookings.booking_words import class_words
from massage_studio.gui.bookings.operation_dialog import Done, OperationDialog
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_class_dialog import Ui_BookingsClassDialog
from massage_studio.store.ids import new_id

_CLASS = int(Qt.ItemDataRole.UserRole)


class _Visit(TypedDict):
    """Who comes to which class, by the names that the verbs give it."""

    booking_id: UUID
    session_id: UUID
    baby_id: UUID
    carer_id: UUID
    operation_id: UUID
    now: datetime


class ClassDialog(OperationDialog):
    """Lists the classes to come; with `missed` classes to choose from it makes one of them up."""

    def __init__(
        self,
        context: Context,
        place: BookingRow,
        missed: tuple[SessionView, ...],
        classes: tuple[ClassRoom, ...],
        done: Done,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, place, done, parent)
        self.ui = Ui_BookingsClassDialog()
        self.ui.setupUi(self)
        self._new_id = new_id()
        self._makes_up = bool(missed)
        if self._makes_up:
            self.setWindowTitle(self.tr("Make up a missed class"))
            self.ui.dialog_title.setText(self.windowTitle())
        for session in missed:
            self.ui.missed_combo.addItem(class_words(session), session)
        self.ui.form_layout.setRowVisible(self.ui.missed_combo, self._makes_up)
        for room in classes:
            self._add(room)
        chosen = next((row for row in range(self.ui.class_list.count()) if self._free(row)), 0)
        self.ui.class_list.setCurrentRow(chosen)
        self.ui.save_button.setEnabled(self.ui.class_list.count() > 0)
        self.begin(560, 480)
        self.ui.class_list.setFocus()

    def _add(self, room: ClassRoom) -> None:
        free = self.tr("full") if room.free < 1 else self.tr("%n free", "", room.free)
        words = f"{class_words(room.session)} · {free}"
        if not self._makes_up and room.price is not None:
            words = f"{words} · {wording.money(room.price, room.currency, short=True)}"
        item = QListWidgetItem(words)
        item.setData(_CLASS, room)
        self.ui.class_list.addItem(item)

    def _free(self, row: int) -> bool:
        room: ClassRoom = self.ui.class_list.item(row).data(_CLASS)
        return room.free > 0

    def room(self) -> ClassRoom | None:
        """The class that is chosen now."""
        item = self.ui.class_list.currentItem()
        found: ClassRoom | None = item.data(_CLASS) if item else None
        return found

    def fault(self) -> str:
        room = self.room()
        if room is None:
            return self.tr("Choose a class.")
        return self.tr("This class is full. Choose another one.") if room.free < 1 else ""

    def save(self) -> None:
        room, one = self.room(), self.place.booking
        if room is None:
            return
        who: _Visit = {
            "booking_id": self._new_id,
            "session_id": room.session.id,
            "baby_id": one.baby.id,
            "carer_id": one.carer.id,
            "operation_id": self.operation_id,
            "now": self.context.clock(),
        }
        if self._makes_up:
            missed: SessionView = self.ui.missed_combo.currentData()
            self.write(partial(single_classes_service.make_up, missed_session_id=missed.id, **who))
        else:
            called_off = self.place.session is not None and self.place.session.status == "cancelled"
            instead = one.id if called_off and self.place.kind == "drop_in" else None
            self.write(partial(single_classes_service.drop_in, instead_of=instead, **who))

    def done_message(self) -> str:
        room = self.room()
        day = wording.weekday_day(room.session.starts.date()) if room else ""
        return self.tr("{baby} comes to the class of {day}.").format(
            baby=self.place.booking.baby.given_name, day=day
        )
