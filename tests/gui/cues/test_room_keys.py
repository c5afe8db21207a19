"""The digits of the class room, on any layout of the keyboard."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from massage_studio.gui.cues import keys
from massage_studio.gui.widgets.key_places import key_of

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def pressed(
    key: Qt.Key, text: str, held: Qt.KeyboardModifier = NONE, scan: int = 0, virtual: int = 0
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan, virtual, 0, text)


@pytest.mark.parametrize(
    ("platform", "scan", "virtual"),
    [("linux", 11, 0xE9), ("win32", 3, 0x32), ("darwin", 0, 19)],
)
def test_the_second_key_of_a_french_keyboard_is_baby_two(
    monkeypatch: pytest.MonkeyPatch, platform: str, scan: int, virtual: int
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert keys.baby(pressed(Qt.Key.Key_Eacute, "é", scan=scan, virtual=virtual)) == 2
    assert keys.baby(pressed(Qt.Key.Key_2, "2", SHIFT, scan, virtual)) == 11


@pytest.mark.parametrize(
    ("platform", "scan", "virtual"), [("linux", 38, 0x61), ("win32", 30, 0x41), ("darwin", 0, 0)]
)
def test_a_letter_is_no_digit(
    monkeypatch: pytest.MonkeyPatch, platform: str, scan: int, virtual: int
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    event = pressed(Qt.Key.Key_A, "a", scan=scan, virtual=virtual)
    assert keys.baby(event) is None
    assert keys.name(event) == "A"


@pytest.mark.parametrize(
    ("key", "text", "number"),
    [
        (Qt.Key.Key_Exclam, "!", 10),
        (Qt.Key.Key_QuoteDbl, '"', 11),
        (Qt.Key.Key_At, "@", 11),
        (Qt.Key.Key_sterling, "£", 12),
        (Qt.Key.Key_section, "§", 12),
        (Qt.Key.Key_Percent, "%", 14),
        (Qt.Key.Key_ParenLeft, "(", 18),
    ],
)
def test_what_stands_above_a_digit_is_shift_and_the_digit(key: Qt.Key, text: str, number: int) -> None:
    assert keys.baby(pressed(key, text, SHIFT)) == number


def test_the_keypads_digits_are_babies_whatever_shift_does_there() -> None:
    keypad = Qt.KeyboardModifier.KeypadModifier
    assert keys.baby(pressed(Qt.Key.Key_7, "7", keypad)) == 7


def test_a_card_names_the_key_that_selects_it() -> None:
    assert [key_of(number) for number in (1, 9, 10, 18, 19)] == ["1", "9", "Shift+1", "Shift+9", ""]
