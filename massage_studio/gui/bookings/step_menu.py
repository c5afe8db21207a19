"""The menu of what can be done with a booking, with the key of each step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from massage_studio.bookings.roster_views import BookingRow
from massage_studio.gui.bookings.steps import BookingStep, steps


def step_menu(parent: QWidget, place: BookingRow, wanted: Callable[[BookingRow, str], None]) -> QMenu:
    """Make the menu of a booking; `wanted` gets the booking and the name of the step that was chosen."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for step in steps(place):
        _add(menu, place, step, wanted)
    return menu


def _add(
    menu: QMenu, place: BookingRow, step: BookingStep, wanted: Callable[[BookingRow, str], None]
) -> None:
    if step.ahead:
        menu.addSeparator()
    # After the tab stands the key that does the same from the row.
    key = QKeySequence(step.key).toString(QKeySequence.SequenceFormat.NativeText) if step.key else ""
    action = menu.addAction(f"{step.words}\t{key}" if key else step.words)
    action.triggered.connect(lambda: wanted(place, step.name))
