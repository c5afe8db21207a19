"""Three quiet signs for what is to be known before a baby is touched, and the words that they stand for."""

from typing import Literal

from massage_studio.bookings.views import RegisterRow
from massage_studio.families.restrictions import restricted
from massage_studio.gui import wording
from massage_studio.gui.families.words import flag_kind
from massage_studio.language import translate

Sign = Literal["allergy", "jab", "other"]

# Shapes without a meaning of their own: whoever looks over a shoulder learns nothing from them.
MARKS: dict[Sign, str] = {"allergy": "\u25c6", "jab": "\u25b2", "other": "\u25cf"}
_OF_KIND: dict[str, Sign] = {"allergy": "allergy", "immunised": "jab"}


def known(row: RegisterRow) -> dict[Sign, tuple[str, ...]]:
    """Return by sign, an allergy first, what is known of a dyad, in words."""
    found: dict[Sign, list[str]] = {sign: [] for sign in MARKS}
    for flag in row.baby.flags:
        found[_OF_KIND.get(flag.kind, "other")].append(flag.what or flag_kind(flag.kind))
    other = found["other"]
    if row.left_out:
        other.append(wording.left_out(row.left_out))
    if row.consent_missing:
        other.append(translate("ClassRoom", "Consent missing"))
    if restricted(row.adults):
        # The words of a restriction stand only where the instructor chooses an adult.
        other.append(translate("Register", "See particulars"))
    return {sign: tuple(dict.fromkeys(words)) for sign, words in found.items() if words}


def marks(row: RegisterRow) -> tuple[str, ...]:
    """Return the signs of a dyad."""
    return tuple(MARKS[sign] for sign in known(row))


def lines(row: RegisterRow) -> tuple[str, ...]:
    """Return a line for each sign of a dyad, with what it stands for."""
    words = translate("ClassRoom", "{sign} {words}")
    return tuple(words.format(sign=MARKS[sign], words=", ".join(told)) for sign, told in known(row).items())
