"""Which keys the class room's palette may use, and which one is free."""

import unicodedata
from collections.abc import Collection

from massage_studio.cues.views import Kind, Polarity
from massage_studio.curriculum import content
from massage_studio.curriculum.content_types import ShippedPaletteKey
from massage_studio.errors import KnownError

RESERVED = frozenset((*".,/?=POILU", "F8", "F9"))
"""Bookmark, more cues, note, permission, massaging, "not today", the instructor's own and the curtain."""

# With Shift a digit becomes one of these, and a digit is a baby.
_ABOVE_DIGITS = frozenset('!"@£#$%^&*()')
_F_KEYS = tuple(f"F{number}" for number in range(1, 13))
_ROWS = {"engagement": tuple("ASDFGHJK"), "disengagement": tuple("ZXCVBNM"), "": _F_KEYS}
_LETTERS = tuple("QWERTYASDFGHJKZXCVBNM")


def tidy_key(key: str) -> str:
    """Return the name that the palette keeps for a key: upper case, "F1" to "F12".

    Raises:
        KnownError: the class room cannot use the key, with the reason.
    """
    key = unicodedata.normalize("NFC", key.strip()).upper()
    if key in RESERVED:
        raise KnownError("{key} has its own work in the class room.", "Choose another key.", key=key)
    if key in _F_KEYS:
        return key
    if len(key) != 1 or unicodedata.category(key)[0] not in "LPS":
        raise KnownError("This key cannot be used.", "Choose a letter, another sign or F1 to F12.")
    if key in _ABOVE_DIGITS:
        raise KnownError("{key} stands on a digit, and digits choose a baby.", "Choose another key.", key=key)
    return key


def free_key(taken: Collection[str], polarity: Polarity) -> str:
    """Return the next free key for a cue of this direction, or for a response where it has none.

    First its own row of the keyboard, then the other letters, then the function keys; "" where all are taken.
    """
    for key in (*_ROWS[polarity], *_LETTERS, *_F_KEYS):
        if key not in taken and key not in RESERVED:
            return key
    return ""


def delivered_palette() -> tuple[tuple[Kind, str, str, str], ...]:
    """Return kind, code, key and label of each chip as the palette ships, in order."""
    palette = content.load().palette
    groups: tuple[tuple[Kind, tuple[ShippedPaletteKey, ...]], ...] = (
        ("state", palette.states),
        ("cue", (*palette.engagement, *palette.disengagement)),
        ("response", palette.responses),
    )
    return tuple((kind, chip.code, chip.key, chip.chip) for kind, chips in groups for chip in chips)
