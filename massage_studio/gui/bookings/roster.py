"""Who is on a course: those with a place, those waiting, single classes, and those who gave up."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from massage_studio.bookings.roster_views import BookingRow, RosterView
from massage_studio.gui.bookings.booking_delegate import BookingDelegate, BookingRowData, booking_row_data
from massage_studio.gui.bookings.step_menu import step_menu
from massage_studio.gui.bookings.steps import KEYS, main_step, steps
from massage_studio.gui.lists.model import ListModel, RowAction
from massage_studio.gui.lists.view import ListView

Group = Literal["booked", "waiting", "enquiry", "single", "gone"]
GROUPS: tuple[Group, ...] = ("booked", "waiting", "enquiry", "single", "gone")
_LEAST = 276
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One booking of the list; `free` counts the places left, the first of a group has its heading."""

    place: BookingRow
    free: int
    heading: str


class Roster(QWidget):
    """The bookings in their groups; press a row for the family, its button for the next step.

    The dots and the letters of the menu are for any other step. `wanted` carries a booking and the name of a
    step. Those who gave up are shown when they are asked for.
    """

    wanted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: RosterView | None = None
        self._gone_shown = False
        self.list = ListView(self)
        self.list.setAccessibleName(self.tr("Families on this course"))
        self.lines = ListModel[RosterLine, BookingRowData](
            self,
            lambda line: line.place.booking.id,
            lambda line: booking_row_data(line.place, line.heading),
            self._actions,
        )
        self.list.use(self.lines, BookingDelegate(self.list))
        self.list.setMinimumWidth(_LEAST)
        self.gone_button = QPushButton(self)
        self.gone_button.setProperty("role", "quiet")
        self.gone_button.setAutoDefault(False)
        self.gone_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.gone_button.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.list, 1)
        column.addWidget(self.gone_button)
        self.gone_button.clicked.connect(self._turn_gone)
        self.list.opened.connect(lambda line: self.wanted.emit(line.place, "family"))
        self.list.acted.connect(self._act)
        self.list.menu_wanted.connect(lambda line, place: self.menu_for(line.place).popup(place))
        self.list.installEventFilter(self)

    def show_roster(self, view: RosterView) -> None:
        """Show the bookings of a course in their groups."""
        if self._view is None or self._view.course.id != view.course.id:
            self._gone_shown = False
        self._view = view
        groups = _grouped(view.places)
        names: dict[Group, str] = {
            "booked": self.tr("Places"),
            "waiting": self.tr("Waiting list"),
            "enquiry": self.tr("Asked"),
            "single": self.tr("Single classes"),
            "gone": self.tr("Cancelled or moved"),
        }
        self.lines.show(
            [
                RosterLine(one, view.free, f"{names[group]} {len(groups[group])}" if number == 0 else "")
                for group in GROUPS
                if group != "gone" or self._gone_shown
                for number, one in enumerate(groups[group])
            ]
        )
        gone = len(groups["gone"])
        self.gone_button.setVisible(bool(gone))
        words = self.tr("Cancelled or moved: %n", "", gone)
        self.gone_button.setText(self.tr("Hide the cancelled") if self._gone_shown else words)

    def menu_for(self, place: BookingRow) -> QMenu:
        """Make the menu of what can be done with a booking."""
        return step_menu(self, place, self.wanted.emit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = self._step_of(event)
            if step is not None:
                self.wanted.emit(*step)
                return True
        return super().eventFilter(watched, event)

    def _step_of(self, event: QKeyEvent) -> tuple[BookingRow, str] | None:
        """Return the booking that the keys are on and the step that this key is for."""
        current = self.list.currentIndex()
        if event.isAutoRepeat() or event.modifiers() not in _PLAIN or not current.isValid():
            return None
        line: RosterLine = self.list.view_at(current.row())
        found = (step.name for step in steps(line.place) if KEYS.get(step.name) == event.key())
        name = next(found, None)
        return (line.place, name) if name else None

    def _actions(self, line: RosterLine) -> tuple[RowAction, ...]:
        baby = line.place.booking.baby.name
        more = RowAction("more", "", self.tr("More for {baby}").format(baby=baby), icon="more", role="quiet")
        step = main_step(line.place, line.free)
        if step is None:
            return (more,)
        role = "primary" if line.place.turn == 1 and line.free > 0 else ""
        return RowAction(step.name, step.words, f"{step.words}: {baby}", role=role), more

    def _act(self, line: RosterLine, code: str) -> None:
        if code == "more":
            self.menu_for(line.place).popup(self.list.below_action(line, code))
        else:
            self.wanted.emit(line.place, code)

    def _turn_gone(self) -> None:
        self._gone_shown = not self._gone_shown
        if self._view is not None:
            self.show_roster(self._view)


def _grouped(places: tuple[BookingRow, ...]) -> dict[Group, list[BookingRow]]:
    found: dict[Group, list[BookingRow]] = {group: [] for group in GROUPS}
    for one in places:
        found[_group(one)].append(one)
    return found


def _group(place: BookingRow) -> Group:
    status = place.booking.status
    if status in ("cancelled", "moved"):
        return "gone"
    if place.kind != "course":
        return "single"
    return "waiting" if status == "waiting" else "enquiry" if status == "enquiry" else "booked"
