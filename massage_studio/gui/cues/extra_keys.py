"""Further keys of the class room, as presenters' clickers and foot pedals send them."""

from typing import Literal, get_args

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

Action = Literal["next", "previous", "bookmark"]

ACTIONS: tuple[Action, ...] = get_args(Action)


def name_of(event: QKeyEvent) -> str:
    """Return Qt's name of a key with what is held, such as "Right" or "Shift+F5", "" for Shift alone."""
    key = Qt.Key(event.key())
    if key in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta):
        return ""
    # A clicker's key is the same on the keypad.
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(held.value | key.value).toString(QKeySequence.SequenceFormat.PortableText)


def kept(action: Action) -> tuple[str, ...]:
    """Return the names of the keys that were chosen for an action on this computer."""
    found = QSettings().value(_place(action), "")
    return tuple(name for name in str(found or "").split("\n") if name)


def keep(action: Action, names: tuple[str, ...]) -> None:
    """Remember the keys of an action on this computer."""
    QSettings().setValue(_place(action), "\n".join(names))


def every_kept() -> frozenset[str]:
    """Return the names of all keys that were chosen, whatever for."""
    return frozenset(name for action in ACTIONS for name in kept(action))


def chosen() -> dict[str, Action]:
    """Return by the names of keys what they were chosen for; the first of two is meant."""
    return {name: action for action in reversed(ACTIONS) for name in kept(action)}


def _place(action: Action) -> str:
    return f"class_room/{action}_keys"
