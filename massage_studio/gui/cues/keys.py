"""Reads key presses the way the class room means them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from massage_studio.gui.widgets import key_places

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)
# No finger lets a key go and presses it again as quickly.
_ONE_MOMENT_MS = 5

# Where the system does not tell the place of a key: what stands above 1 to 9 on British and American
# keyboards, and for the first three on others of Europe.
_ABOVE = {
    Qt.Key.Key_Exclam: 1,
    Qt.Key.Key_QuoteDbl: 2,
    Qt.Key.Key_At: 2,
    Qt.Key.Key_sterling: 3,
    Qt.Key.Key_NumberSign: 3,
    Qt.Key.Key_section: 3,
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


class _KeyReleaseFilter(QObject):
    """Sees when a key was let go last on a page, in milliseconds of the system."""

    key, at = 0, 0

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            _KeyReleaseFilter.key, _KeyReleaseFilter.at = event.key(), event.timestamp()
        elif event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and again(event):
            # A shortcut that is only held down is none: it comes as a key, which nothing takes.
            event.accept()
            return True
        return super().eventFilter(watched, event)


def again(event: QKeyEvent) -> bool:
    """Tell whether a key is only held down.

    X11 lets it go and presses it in one moment then, and Qt does not always see that this is a repeat.
    """
    if event.isAutoRepeat():
        return True
    passed = event.timestamp() - _KeyReleaseFilter.at
    return event.timestamp() > 0 and event.key() == _KeyReleaseFilter.key and 0 <= passed <= _ONE_MOMENT_MS


def repeats(event: QKeyEvent) -> bool:
    """Tell whether a key is only held down, and is none that goes on while it is, as the arrows are."""
    return again(event) and event.key() not in _ARROWS


class OpeningKeyFilter(QObject):
    """Keeps the key that opened a field from being typed into it while it is still held down."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self._just_opened = False
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._just_opened = True
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._just_opened = self._just_opened and again(event)
            return self._just_opened
        return super().eventFilter(watched, event)


def digit(event: QKeyEvent) -> int | None:
    """Return the digit of a key, with or without Shift and on any layout, or None for another key."""
    place = key_places.place(event)
    if place and place in key_places.DIGITS:
        return int(place)
    number = event.key() - Qt.Key.Key_0
    if 0 <= number <= 9:
        return number
    return _ABOVE.get(Qt.Key(event.key())) if shifted(event) else None


def baby(event: QKeyEvent) -> int | None:
    """Return the number of the baby that a key selects: 0 for all, Shift and 1 to 9 for 10 to 18."""
    number = digit(event)
    if number is None or not shifted(event) or event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        return number
    return 9 + number if number else None


def bind(
    page: QWidget, undo: Callable[[], None], redo: Callable[[], None], more: Mapping[str, Callable[[], None]]
) -> None:
    """Bind the shortcuts of a page: the system's for undo and redo, Ctrl+Y and Ctrl+Shift+Z, and more."""
    _KeyReleaseFilter(page)
    again = {*QKeySequence.keyBindings(QKeySequence.StandardKey.Redo)}
    again |= {QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")}
    shortcuts = [(QKeySequence(QKeySequence.StandardKey.Undo), undo)]
    shortcuts += [(sequence, redo) for sequence in again]
    shortcuts += [(QKeySequence(name), act) for name, act in more.items()]
    for sequence, act in shortcuts:
        shortcut = QShortcut(sequence, page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        # Undo held down would take a whole class back.
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)


def name(event: QKeyEvent) -> str:
    """Return the palette's name of a key: "F1", the place of a letter, or the sign of another key."""
    signs = key_places.signs()
    signs.learn(event)
    return signs.name(event)
