"""Who is on a course: those with a place, those waiting, single classes, and those who gave up."""

from typing import Literal
from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from massage_studio.bookings.roster_views import PlaceView, RosterView
from massage_studio.gui.bookings.place_row import PlaceRow
from massage_studio.gui.bookings.step_menu import step_menu
from massage_studio.gui.unfolding import Unfolding
from massage_studio.gui.widgets.card import Strong

Group = Literal["booked", "waiting", "enquiry", "single", "gone"]
GROUPS: tuple[Group, ...] = ("booked", "waiting", "enquiry", "single", "gone")


class Roster(QWidget):
    """The rows in their groups; a row stays with its booking, so that the focus does not wander.

    `wanted` carries a booking and the name of a step. Those who gave up are shown when they are asked for.
    """

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[PlaceRow] = []
        self._by_booking: dict[UUID, PlaceRow] = {}
        self._view: RosterView | None = None
        self._gone_shown = False
        self._unfolding = Unfolding(self, lambda row: row in self._by_booking.values())
        self._heads = {group: Strong("", self) for group in GROUPS}
        self.gone_button = QPushButton(self)
        self.gone_button.setProperty("role", "quiet")
        self.gone_button.setAutoDefault(False)
        self.gone_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.gone_button.clicked.connect(self._turn_gone)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for head in self._heads.values():
            head.setContentsMargins(0, 8, 0, 2)
            head.hide()
            self._column.addWidget(head)
        self._column.addWidget(self.gone_button)
        self._column.addStretch()
        self.gone_button.hide()

    def show_roster(self, view: RosterView) -> None:
        """Show the bookings of a course in their groups."""
        if self._view is None or self._view.course.id != view.course.id:
            self._gone_shown = False
        self._view = view
        self.setUpdatesEnabled(False)
        groups = _grouped(view.places)
        self._name_heads(groups)
        shown = [one for group in GROUPS for one in groups[group] if group != "gone" or self._gone_shown]
        made = len(self.rows)
        self._hand_out([one.booking.id for one in shown])
        place = 0
        for group in GROUPS:
            self._column.insertWidget(place, self._heads[group])
            place += 1
            if group == "gone":
                self._column.insertWidget(place, self.gone_button)
                place += 1
            for one in groups[group]:
                row = self._by_booking.get(one.booking.id)
                if row is None:
                    continue
                row.set_place(one, view.free, primary=one.turn == 1 and view.free > 0)
                if self._column.indexOf(row) != place:
                    self._column.insertWidget(place, row)
                row.show()
                place += 1
        self.setUpdatesEnabled(True)
        if len(self.rows) - made > 2:
            self._unfolding.begin(self.rows[made:])

    def in_order(self) -> list[PlaceRow]:
        """Return the rows of the bookings from the top, those that still unfold too."""
        return sorted(self._by_booking.values(), key=self._column.indexOf)

    def menu_for(self, place: PlaceView) -> QMenu:
        """Make the menu of what can be done with a booking."""
        return step_menu(self, place, self.wanted.emit)

    def _name_heads(self, groups: dict[Group, list[PlaceView]]) -> None:
        names: dict[Group, str] = {
            "booked": self.tr("Places"),
            "waiting": self.tr("Waiting list"),
            "enquiry": self.tr("Asked"),
            "single": self.tr("Single classes"),
            "gone": "",
        }
        for group, head in self._heads.items():
            count = len(groups[group])
            head.setText(f"{names[group]} {count}")
            head.setVisible(bool(count) and group != "gone")
        gone = len(groups["gone"])
        self.gone_button.setVisible(bool(gone))
        words = self.tr("Hide the cancelled") if self._gone_shown else self.tr("Cancelled or moved: {count}")
        self.gone_button.setText(words.format(count=gone))

    def _hand_out(self, ids: list[UUID]) -> None:
        """Give each booking the row that it had; the rows of those gone go to the new ones."""
        wanted = set(ids)
        for key in [key for key in self._by_booking if key not in wanted]:
            self._by_booking.pop(key).hide()
        spare = [row for row in self.rows if row not in self._by_booking.values()]
        for key in ids:
            if key not in self._by_booking:
                self._by_booking[key] = spare.pop() if spare else self._new_row()

    def _new_row(self) -> PlaceRow:
        row = PlaceRow(self)
        row.wanted.connect(self.wanted)
        row.menu.connect(self._open_menu)
        self.rows.append(row)
        return row

    def _open_menu(self, booking: PlaceView, place: QPoint) -> None:
        self.menu_for(booking).popup(place)

    def _turn_gone(self) -> None:
        self._gone_shown = not self._gone_shown
        if self._view is not None:
            self.show_roster(self._view)


def _grouped(places: tuple[PlaceView, ...]) -> dict[Group, list[PlaceView]]:
    found: dict[Group, list[PlaceView]] = {group: [] for group in GROUPS}
    for one in places:
        found[_group(one)].append(one)
    return found


def _group(place: PlaceView) -> Group:
    status = place.booking.status
    if status in ("cancelled", "moved"):
        return "gone"
    if place.kind != "course":
        return "single"
    return "waiting" if status == "waiting" else "enquiry" if status == "enquiry" else "booked"
