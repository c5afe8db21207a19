"""The menu of what can be done with a booking, with the key of each step."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from massage_studio.bookings.roster_views import BookingRow
from massage_studio.gui.bookings.steps import BookingStep, steps
from massage_studio.gui.widgets.key_menu import KeyMenu


def step_menu(parent: QWidget, place: BookingRow, wanted: Callable[[BookingRow, str], None]) -> KeyMenu:
    """Make the menu of a booking; `wanted` gets the booking and the name of the step that was chosen."""
    menu = KeyMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for step in steps(place):
        _add(menu, place, step, wanted)
    return menu


def _add(
    menu: KeyMenu, place: BookingRow, step: BookingStep, wanted: Callable[[BookingRow, str], None]
) -> None:
    if step.ahead:
        menu.addSeparator()
    key = QKeySequence(step.key).toString(QKeySequence.SequenceFormat.NativeText) if step.key else ""
    menu.add(step.words, key).triggered.connect(lambda: wanted(place, step.name))
