"""Letters by their place on the keyboard: Cyrillic, Greek, Hebrew and French layouts, on three systems."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from massage_studio.gui.cues import keys
from massage_studio.gui.widgets import key_places
from massage_studio.gui.widgets.chip import Chip
from massage_studio.gui.widgets.key_places import PLACES, KeySigns
from tests.gui.cues.room_stage import RoomStage

# What stands on the places of PLACES, row by row.
LAYOUTS = {
    "ru": "ЙЦУКЕНГШЩЗ" + "ФЫВАПРОЛД" + "ЯЧСМИТЬБЮ.",
    "gr": ";ΣΕΡΤΥΘΙΟΠ" + "ΑΣΔΦΓΗΞΚΛ" + "ΖΧΨΩΒΝΜ,./",
    "il": "/'קראטוןםפ" + "שדגכעיחלך" + "זסבהנמצתץ.",
    "fr": "AZERTYUIOP" + "QSDFGHJKL" + "WXCVBN,;:!",
}
# The code of each place on Windows; Linux counts 8 more, macOS in its own order.
CODES = dict(zip(PLACES, (*range(16, 26), *range(30, 39), *range(44, 54)), strict=True))
MACOS = dict(zip("QAZ,M", (12, 0, 6, 43, 46), strict=True))
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture(autouse=True)
def signs(qapp: QApplication) -> Iterator[KeySigns]:
    """A keyboard that nobody typed on yet."""
    key_places.signs.cache_clear()
    yield key_places.signs()
    key_places.signs.cache_clear()


def key_at(place: str, sign: str, held: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    """A press as this system would send it."""
    scan, virtual = CODES[place], 0
    if sys.platform == "darwin":
        scan, virtual = 0, MACOS[place]
    elif sys.platform != "win32":
        scan += 8
    key = ord(sign) if len(sign) == 1 else 0
    return QKeyEvent(QEvent.Type.KeyPress, key, held, scan, virtual, 0x100, sign.lower())


def as_told(layout: str) -> dict[int, tuple[str, str]]:
    return {CODES[place]: (sign.lower(), sign) for place, sign in zip(PLACES, LAYOUTS[layout], strict=True)}


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_key_means_its_place_whatever_stands_on_it(
    monkeypatch: pytest.MonkeyPatch, signs: KeySigns, platform: str, layout: str
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    signs.take(as_told(layout))
    for place, sign in zip(PLACES, LAYOUTS[layout], strict=True):
        if platform != "darwin" or place in MACOS:
            assert keys.name(key_at(place, sign)) == place
            assert signs.sign(place) == sign


def test_a_letter_that_has_moved_away_is_not_the_key_of_that_name(signs: KeySigns) -> None:
    signs.take(as_told("fr"))
    of_the_m = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_M, NONE, 39 + 8, 0, 0, "m")
    assert keys.name(of_the_m) == ""
    assert keys.name(key_at("M", ",")) == "M"


def test_a_sign_besides_the_letters_goes_by_what_it_says(signs: KeySigns) -> None:
    signs.take(as_told("gr"))
    assert keys.name(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Odiaeresis, NONE, 39 + 8, 0, 0, "ö")) == "Ö"
    keypad = Qt.KeyboardModifier.KeypadModifier
    assert keys.name(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Slash, keypad, 106, 0, 0, "/")) == "/"
    assert keys.name(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F3, NONE, 69, 0, 0, "")) == "F3"


def test_where_the_layout_is_not_told_a_sign_is_learned_from_its_press(signs: KeySigns) -> None:
    chip = Chip("Deep sleep", "neutral", "Q")
    assert chip.accessibleDescription() == "Key Q"
    assert keys.name(key_at("Q", "Й")) == "Q"
    assert signs.sign("Q") == "Й"
    assert chip.accessibleDescription() == "Key Й"
    assert keys.name(key_at("Q", "Q")) == "Q", "she went over to English"
    assert chip.accessibleDescription() == "Key Q"
    chip.deleteLater()


def test_where_the_layout_is_not_told_a_latin_letter_is_the_one_on_the_chip(signs: KeySigns) -> None:
    assert keys.name(key_at("Q", "A")) == "A"
    assert signs.sign("Q") == "Q" and signs.sign("A") == "A"
    assert keys.name(key_at("M", ",")) == "M", "nothing on a chip says a comma there"


def test_a_key_that_the_layout_lacks_is_told(signs: KeySigns) -> None:
    chip = Chip("Hiccups", "disengaging", "Ö")
    assert not signs.missing("Ö"), "nobody knows yet"
    signs.take(as_told("fr"))
    assert signs.missing("Ö") and not signs.missing("Q") and not signs.missing("1")
    assert chip.accessibleDescription() == "This keyboard has no key Ö"
    chip.deleteLater()


def test_a_class_is_recorded_on_a_russian_keyboard(room: RoomStage) -> None:
    for place, sign in (("R", "К"), ("A", "Ф"), ("P", "З")):
        if place == "R":
            room.press("1")
        QApplication.sendEvent(room.page, key_at(place, sign))
    room.settle()
    assert [kind for kind, _ in room.codes("Mia")] == ["state", "cue", "permission"]
    assert room.page.palette_panel.states["quiet_alert"].accessibleDescription().startswith("Key К")
