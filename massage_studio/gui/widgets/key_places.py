"""Where a key is on the keyboard, and the sign that stands on it in the layout of whoever types.

A place goes by the sign that a British or American keyboard has there: "Q" is the first key of the upper row,
which is A in French and Й in Russian.
"""

import sys
from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent

from massage_studio.gui.widgets import keyboard_layout

ROWS = ("QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM,./")
PLACES = "".join(ROWS)
DIGITS = "1234567890"
_QUESTION = "?\u061f"  # as Latin and as Arabic letters have it
BY_DIGIT = 9  # babies, before Shift is held

# The keys' own codes, the same in every layout. Windows counts from 2 at the digit 1; X11 and Wayland count
# as the kernel of Linux does, which is as Windows here, and 8 more.
_FIRST = dict(zip((DIGITS, *ROWS), (2, 16, 30, 44), strict=True))
_CODES = {sign: first + place for row, first in _FIRST.items() for place, sign in enumerate(row)}
_BY_CODE = {code: sign for sign, code in _CODES.items()}
_LINUX = 8
# macOS has no codes of keys, but its virtual keys stand for places.
_MACOS = dict(
    zip(
        (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26, 28, 29),
        "ASDFHGZXCVBQWERYT1234659780",
        strict=True,
    )
) | dict(zip((31, 32, 34, 35, 37, 38, 40, 43, 44, 45, 46, 47), "OUIPLJK,/NM.", strict=True))


def key_of(number: int) -> str:
    """Return the key that selects a baby: 1 to 9, then Shift and a digit; nothing after the eighteenth."""
    if number > 2 * BY_DIGIT:
        return ""
    return str(number) if number <= BY_DIGIT else f"Shift+{number - BY_DIGIT}"


def place(event: QKeyEvent) -> str:
    """Return the place of a key: a digit, a letter, a comma, a full stop or a slash, "" for any other."""
    if event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        return ""
    if sys.platform == "darwin":
        code = event.nativeVirtualKey()
        # 0 is the key A there and what a made-up event carries, which has no modifiers of macOS.
        return _MACOS.get(code, "") if code or event.nativeModifiers() else ""
    return _BY_CODE.get(event.nativeScanCode() - (0 if sys.platform == "win32" else _LINUX), "")


class KeySigns(QObject):
    """The sign on each place, as the system tells it or as it was pressed; `changed` says that one is new."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[str, str] = {}
        self._every: frozenset[str] = frozenset()
        self._pressed: dict[str, str] = {}

    @property
    def told(self) -> bool:
        """Whether the system tells the layout."""
        return bool(self._told)

    def ask(self) -> None:
        """Ask the system for the layout that is typed in now."""
        tell = keyboard_layout.teller(QGuiApplication.platformName())
        self.take(tell() if tell is not None else {})

    def take(self, signs: dict[int, tuple[str, str]]) -> None:
        """Take a layout: by the code of a key on Windows its sign, and the one with Shift."""
        told = {_BY_CODE[code]: plain.upper() for code, (plain, _) in signs.items() if code in _BY_CODE}
        self._every = frozenset(sign.upper() for pair in signs.values() for sign in pair if sign)
        if told != self._told:
            self._told = told
            self._pressed.clear()
            self.changed.emit()

    def learn(self, event: QKeyEvent) -> None:
        """Learn the sign of a key from its press; another layout than was told is asked for anew."""
        where, sign = place(event), event.text().upper()
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        other = not sign.isalpha() and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if held or other or not where or where not in PLACES or sign == self.sign(where):
            return
        if len(sign) != 1 or not sign.isprintable() or sign == " ":
            return
        if self._told:
            self.ask()
        elif not _latin(sign) or where == sign:
            self._pressed[where] = sign
            self.changed.emit()

    def sign(self, key: str) -> str:
        """Return what stands on the key at a place, and every other key as it is."""
        return self._told.get(key) or self._pressed.get(key) or key

    def missing(self, key: str) -> bool:
        """Tell whether the layout has no such key; where the system does not tell it, nobody knows."""
        # A true minus sign stands on no key; the hyphen is meant.
        key = key.replace("\u2212", "-")
        if not self._told or len(key) != 1 or key in DIGITS:
            return False
        if key == "?":
            return not self._every.intersection(_QUESTION)
        return not self._told.get(key) if key in PLACES else key not in self._every

    def name(self, event: QKeyEvent) -> str:
        """Return the palette's name of a key: "F1", the place of a letter, or the sign of another key.

        Where the system does not tell the layout, a Latin letter is meant as it stands there: the chips show
        Latin letters then.
        """
        if Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F12:
            return f"F{event.key() - Qt.Key.Key_F1 + 1}"
        where, sign = place(event), event.text().upper()
        if sign and sign in _QUESTION:
            # Wherever it stands: on a British keyboard above the slash, which has a place of its own.
            return "?"
        known = bool(event.nativeScanCode() or event.nativeVirtualKey())
        keypad = event.modifiers() & Qt.KeyboardModifier.KeypadModifier
        if not self._told and _latin(sign):
            return sign
        if where and where in PLACES:
            return where
        # French has an M where others have a semicolon: it is not the place that goes by M.
        return "" if self._told and known and not keypad and sign and sign in PLACES else sign


@lru_cache(maxsize=1)
def signs() -> KeySigns:
    """The signs of the keyboard that is typed on."""
    return KeySigns()


def _latin(sign: str) -> bool:
    return len(sign) == 1 and "A" <= sign <= "Z"
