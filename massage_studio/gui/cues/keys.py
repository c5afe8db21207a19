"""Reads key presses the way the class room means them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

# With Shift a digit becomes another sign: these stand above 1 to 9 on British and American keyboards.
_ABOVE = {
    Qt.Key.Key_Exclam: 1,
    Qt.Key.Key_QuoteDbl: 2,
    Qt.Key.Key_At: 2,
    Qt.Key.Key_sterling: 3,
    Qt.Key.Key_NumberSign: 3,
    Qt.Key.Key_Dollar: 4,
    Qt.Key.Key_Percent: 5,
    Qt.Key.Key_AsciiCircum: 6,
    Qt.Key.Key_Ampersand: 7,
    Qt.Key.Key_Asterisk: 8,
    Qt.Key.Key_ParenLeft: 9,
}


def held(event: QKeyEvent) -> bool:
    """Tell whether a key that makes a shortcut, such as Ctrl, is held down."""
    return bool(event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier))


def shifted(event: QKeyEvent) -> bool:
    """Tell whether Shift is held down."""
    return bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)


def digit(event: QKeyEvent) -> int | None:
    """Return the digit of a key, with or without Shift, or None for another key."""
    number = event.key() - Qt.Key.Key_0
    if 0 <= number <= 9:
        return number
    return _ABOVE.get(Qt.Key(event.key())) if shifted(event) else None


def name(event: QKeyEvent) -> str:
    """Return the palette's name of a key: "F1", "." or an upper-case letter."""
    if Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12:
        return f"F{event.key() - Qt.Key.Key_F1 + 1}"
    return event.text().upper()
