"""The short hand of paper cue sheets: the palette's letters, and lines such as "17 z F2"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import time
from typing import Literal

from massage_studio.cues.views import Kind, Polarity, Reason, Vocabulary

PERMISSION_LETTERS = {"?": "asked", "P": "yes", "O": "not_now", "I": "unsure"}
BOOKMARK_LETTER = "."
NOT_TODAY_LETTER = "U"
REASON_WORDS: dict[str, Reason] = {
    "asleep": "asleep",
    "hungry": "hungry",
    "no": "said_no",
    "jab": "recent_jab",
    "unwell": "unwell",
}
"""What may stand behind the letter for "not today"; where nothing does, it was for another reason."""
_TOKEN = re.compile(r'"[^"\n]*"?|\S+')
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})")
_BEGINS = re.compile(r"[-\u2212]?\d")
_BEFORE = re.compile(r"[-\u2212](\d{1,2})")
_DAY = 24 * 60
_GROUP = "0"
_NAMED = re.compile(r"F\d{1,2}", re.IGNORECASE)

Fault = Literal["no_minute", "group", "late", "letter", "empty", "reason"]


@dataclass(frozen=True, slots=True)
class KeyLetter:
    """One letter and what it writes down; `label` is empty for permission, "not today" and the bookmark."""

    key: str
    kind: Kind
    code: str
    label: str = ""
    polarity: Polarity = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One observation of a paper sheet, `minute` counted from the beginning of the class."""

    minute: int
    kind: Kind
    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of what was typed, from `start`, and what is wrong with it, if anything."""

    line: int
    start: int
    text: str
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Notation:
    """What typed lines mean: the entries in the order of their minutes, and every piece."""

    entries: tuple[Entry, ...]
    tokens: tuple[Token, ...]

    @property
    def faults(self) -> tuple[Token, ...]:
        """The pieces that mean nothing."""
        return tuple(token for token in self.tokens if token.fault is not None)


def letters(words: Vocabulary) -> tuple[KeyLetter, ...]:
    """Return every letter of the class room: its palette, permission, "not today" and the bookmark."""
    found = [
        KeyLetter(chip.key.upper(), chip.kind, chip.code, chip.label, chip.polarity) for chip in words.palette
    ]
    told = {letter.kind for letter in found}
    if "permission" not in told:
        found += [KeyLetter(key, "permission", code) for key, code in PERMISSION_LETTERS.items()]
    found.append(KeyLetter(NOT_TODAY_LETTER, "not_massaged", "other"))
    if "bookmark" not in told:
        found.append(KeyLetter(BOOKMARK_LETTER, "bookmark", ""))
    return tuple(letter for letter in found if letter.key)


def read(text: str, known: Iterable[KeyLetter], starts: time, minutes: int, early: int = 0) -> Notation:
    """Read lines of a minute and letters: "05 r", "12 az", "17 z F2", '23 "turned to her voice"'.

    The minute counts from `starts` to `minutes`; "10:17" is the same moment by the clock, and up to `early`
    minutes before, "-03" or "09:57". A line without a minute goes on
    at the minute before it. Letters may stand together or apart; words in quotes are a note. Behind the
    letter for "not today" stands why: "05 u asleep". The first minute is "00": a single 0 is the whole group
    in the class room, and a sheet is one baby's.
    """
    by_key = {letter.key: letter for letter in known}
    entries: list[Entry] = []
    tokens: list[Token] = []
    minute: int | None = None
    for number, line in enumerate(text.split("\n")):
        asked_why = False
        for place, match in enumerate(_TOKEN.finditer(line)):
            piece = match.group()
            fault: Fault | None = None
            if place == 0 and _BEGINS.match(piece):
                minute = _minute(piece, starts, early)
                if piece == _GROUP:
                    # In the class room this is everybody: nobody answers for others by a slip of the hand.
                    minute, fault = None, "group"
                elif minute is None:
                    fault = "no_minute"
                elif not -early <= minute <= minutes:
                    minute, fault = None, "late"
            elif minute is None:
                # A minute that cannot be read is told once, not again for each letter after it.
                fault = None if place and tokens and tokens[-1].line == number else "no_minute"
            elif piece.startswith('"'):
                words = piece.strip('" ')
                if words:
                    entries.append(Entry(minute, "note", "", words))
                else:
                    fault = "empty"
            elif asked_why and piece.isalpha():
                # A reason is made of letters that mean something else, so here nothing else may stand.
                asked_why, reason = False, REASON_WORDS.get(piece.casefold())
                if reason is None:
                    fault = "reason"
                else:
                    entries[-1] = replace(entries[-1], code=reason)
            else:
                meant = _meant(piece.upper(), by_key)
                if meant is None:
                    fault = "letter"
                else:
                    entries += [Entry(minute, letter.kind, letter.code) for letter in meant]
                    asked_why = meant[-1].kind == "not_massaged"
            tokens.append(Token(number, match.start(), piece, fault))
    return Notation(tuple(sorted(entries, key=lambda entry: entry.minute)), tuple(tokens))


def _minute(piece: str, starts: time, early: int) -> int | None:
    """Return whole minutes from the beginning, or None where a piece is neither minutes nor a clock time."""
    if piece.isascii() and piece.isdecimal() and len(piece) <= 3:
        return int(piece)
    before = _BEFORE.fullmatch(piece)
    if before is not None:
        return -int(before[1])
    clock = _CLOCK.fullmatch(piece)
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        return None
    found = (int(clock[1]) * 60 + int(clock[2]) - starts.hour * 60 - starts.minute) % _DAY
    return found - _DAY if found >= _DAY - early else found


def _meant(piece: str, by_key: dict[str, KeyLetter]) -> list[KeyLetter] | None:
    """Return the letters that a piece is made of, or None where one of them is not known."""
    if piece in by_key:
        return [by_key[piece]]
    found, at = [], 0
    while at < len(piece):
        named = _NAMED.match(piece, at)
        key = named.group() if named and named.group() in by_key else piece[at]
        if key not in by_key:
            return None
        found.append(by_key[key])
        at += len(key)
    return found
