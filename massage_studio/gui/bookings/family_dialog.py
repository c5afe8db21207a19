"""A family that books by telephone or at the door: one that is known already, or a new one."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from massage_studio.bookings import booking_form_queries, families_service, refusals
from massage_studio.bookings.booking_form_views import AskedPrices, BabyEntry, FamilyEntry, Standing
from massage_studio.bookings.views import CourseRow
from massage_studio.families import queries
from massage_studio.families.views import FamilyView
from massage_studio.gui import wording
from massage_studio.gui.bookings.family_finder import FamilyFinder
from massage_studio.gui.bookings.operation_dialog import Done
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_family_dialog import Ui_BookingsFamilyDialog
from massage_studio.gui.saving_dialog import SavingDialog
from massage_studio.gui.tasks import FailedWrite, Latest
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


@dataclass(frozen=True, slots=True)
class PlacesLeft:
    """How many places are free on the course, and how many families wait for one."""

    free: int
    waiting: int


class FamilyDialog(SavingDialog):
    """Finds a family by typing or takes a new one, and books its babies; `done` gets the operation."""

    def __init__(
        self,
        context: Context,
        course: CourseRow,
        room: PlacesLeft,
        done: Done,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._course, self._done, self._room = course, done, room
        self._operation_id = new_id()
        self.ui = Ui_BookingsFamilyDialog()
        self.ui.setupUi(self)
        self.finder = FamilyFinder(context, self.ui.find_edit, self.ui.found_list)
        self.new, self.known = self.ui.new_panel, self.ui.known_panel
        self.new.use(context)
        self._known: FamilyView | None = None
        self._ages, self._prices = Latest(), Latest()
        self._fill()
        self._wire()
        for widget in (self.known, self.ui.told_label):
            widget.hide()
        self.wire(self.ui, 620)

    def _fill(self) -> None:
        ui, course = self.ui, self._course
        self._say_room()
        ui.place_combo.addItem(self.tr("The whole course"), None)
        for name, words in (
            ("booked", self.tr("Book the place")),
            ("waiting", self.tr("Put on the waiting list")),
            ("enquiry", self.tr("Only asked so far")),
        ):
            ui.status_combo.addItem(words, name)
        if self._room.free < 1 or self._room.waiting:
            # Who waits comes first, unless the instructor says otherwise.
            ui.status_combo.setCurrentIndex(1)
        self.context.tasks.read(
            partial(booking_form_queries.classes_to_come, now=self.context.clock(), course_id=course.id),
            self._show_classes,
        )
        self._ask_price()

    def _wire(self) -> None:
        ui = self.ui
        self.finder.chosen.connect(self._choose)
        self.new.changed.connect(self._look)
        # A turn later: what was unfolded is measured once it is shown.
        self.new.unfolded.connect(self.make_room, Qt.ConnectionType.QueuedConnection)
        self.known.changed.connect(self._look)
        self.known.other_wanted.connect(self._back)
        ui.place_combo.currentIndexChanged.connect(self._follow)

    def _say_room(self) -> None:
        course, room = self._course, self._room
        if room.free > 0:
            words = self.tr("{course}: {free} of %n places free", "", course.capacity).format(
                course=course.name, free=room.free
            )
        else:
            words = self.tr("{course} is full: the waiting list takes the name").format(course=course.name)
        if room.waiting:
            words += self.tr(", %n families wait", "", room.waiting)
        self.ui.course_label.setText(words)

    def _show_classes(self, rooms: Any) -> None:
        for room in rooms:
            day, time = wording.weekday_day(room.session.starts.date()), wording.clock(room.session.starts)
            words = self.tr("Only {day}, {time}: %n free", "", room.free).format(day=day, time=time)
            self.ui.place_combo.addItem(words, room.session.id)

    def _follow(self) -> None:
        """A single class is booked or not; there is no waiting list for it."""
        self.ui.status_combo.setEnabled(self.ui.place_combo.currentData() is None)
        self._ask_price()

    def _choose(self, family_id: UUID) -> None:
        self.context.tasks.read(
            partial(queries.family, family_id=family_id, today=self.context.today()), self._show_known
        )

    def _show_known(self, family: FamilyView) -> None:
        self._known = family
        self.known.show_family(family)
        self._turn(known=True)
        self.known.begin()

    def _back(self) -> None:
        self._known = None
        self._turn(known=False)
        self.ui.find_edit.setFocus()

    def _turn(self, *, known: bool) -> None:
        ui = self.ui
        self.known.setVisible(known)
        for widget in (self.new, ui.find_edit, ui.find_edit_label):
            widget.setVisible(not known)
        self.finder.fold()
        self._look()
        self.adjustSize()
        self.resize(620, self.sizeHint().height())

    def _look(self) -> None:
        self._look_at_age()
        self._ask_price()

    def _ask_price(self) -> None:
        """Ask what the babies would pay, as it is kept then unless another price is agreed."""
        known: list[UUID | None] = [baby.id for baby in self.known.wanted()]
        self.context.tasks.read(
            partial(
                booking_form_queries.prices_of_family,
                course_id=self._course.id,
                babies=tuple(known if self._known else [None] * self.new.babies()),
                single=self.ui.place_combo.currentData() is not None,
                today=self.context.today(),
            ),
            self._tell_price,
            latest=self._prices,
        )

    def _tell_price(self, found: AskedPrices) -> None:
        told, same = [], len(found.prices) > 1 and len(set(found.prices)) == 1
        for kind, amount in found.prices[:1] if same else found.prices:
            words = wording.money(amount, found.currency)
            words = self.tr("{price} each").format(price=words) if same else words
            if kind == "sibling":
                words = self.tr("{price} as brother or sister").format(price=words)
            elif kind == "pro_rata":
                words = self.tr("{price} for the {left} of %n classes left", "", found.classes).format(
                    price=words, left=found.classes_left
                )
            told.append(words)
        self.ui.price_label.setText(
            self.tr("Price: {prices}").format(prices=wording.listed(told)) if told else ""
        )

    def _look_at_age(self) -> None:
        """Ask whether the babies' ages fit the course; a warning, never a refusal."""
        days = self.known.days() if self._known else self.new.days()
        self.context.tasks.read(
            partial(
                booking_form_queries.ages_fit, course_id=self._course.id, days=days, on=self.context.today()
            ),
            self._tell_age,
            latest=self._ages,
        )

    def _tell_age(self, warnings: tuple[str, ...]) -> None:
        self.ui.told_label.setText("\n".join(dict.fromkeys(warnings)))
        self.ui.told_label.setVisible(bool(warnings))

    def fault(self) -> str:
        return self.known.fault() if self._known else self.new.fault()

    def _entry(self) -> FamilyEntry:
        ui, session_id = self.ui, self.ui.place_combo.currentData()
        standing: Standing = "booked" if session_id else ui.status_combo.currentData()
        if self._known is not None:
            babies = tuple(BabyEntry(baby.id, new_id(), baby.given_name) for baby in self.known.wanted())
            return FamilyEntry(self._known.id, self.known.carer_id(), (), babies, standing, session_id)
        return self.new.entry(standing, session_id)

    def save(self) -> None:
        self._entered = self._entry()
        self.write(
            partial(
                families_service.add_family_places,
                entry=self._entered,
                course_id=self._course.id,
                operation_id=self._operation_id,
                now=self.context.clock(),
            )
        )

    def refused(self, failed: FailedWrite) -> None:
        """Offer the waiting list where the course has no place, or too few of them."""
        if not isinstance(failed.error, refusals.FullError) or self.ui.place_combo.currentData() is not None:
            return
        ui = self.ui
        if isinstance(failed.error, refusals.TooFewError):
            if ui.status_combo.findData("some") < 0:
                words = self.tr("Book as many as there is room for, the others wait")
                ui.status_combo.insertItem(1, words, "some")
        else:
            self._room = PlacesLeft(0, self._room.waiting)
            self._say_room()
        ui.status_combo.setCurrentIndex(ui.status_combo.findData("waiting"))
        ui.save_button.setText(self.tr("Put on the waiting list"))
        ui.status_combo.currentIndexChanged.connect(lambda _: ui.save_button.setText(self.tr("Sa&ve")))

    def committed(self, changes: Changes) -> None:
        names = wording.listed([baby.given for baby in self._entered.babies])
        words = {
            "booked": self.tr("{names}: booked."),
            "some": self.tr("{names}: booked where there was room, the others wait."),
            "waiting": self.tr("{names}: on the waiting list."),
            "enquiry": self.tr("{names}: noted as asked."),
        }[self._entered.standing]
        self._done(words.format(names=names), self._operation_id, changes)
