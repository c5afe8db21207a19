"""Turns what was typed into questions that an index can answer, whatever was typed."""

import re
from dataclasses import dataclass

from massage_studio.families.names import clean

LONGEST, MOST_WORDS = 200, 8
_PHONE = re.compile(r"[\d\s()+./-]+")
_SHORTEST_PHONE = 3
_NATIONAL = 10
"""Digits of a phone number without its country or its leading nought, as the index holds them."""

_SIGNS = "'-.,;:!?()\"*’"


@dataclass(frozen=True, slots=True)
class Asked:
    """FTS5 questions to the names and to the notes, empty for none."""

    names: str
    notes: str


def asked(typed: str) -> Asked:
    """Return the questions for what was typed: every word must be there, of the last one its beginning.

    Each word is quoted, so that nothing in it is an operator. One Latin letter begins too many words of notes
    to be worth the wait, so that notes are not asked for it.
    """
    words = clean(typed, LONGEST).split()[:MOST_WORDS]
    tokens = [word for word in words if any(sign.isalnum() for sign in word)]
    in_notes = tokens[:-1] if tokens and _one_letter(tokens[-1]) else tokens
    names = _all(tokens)
    if number := _phone(typed):
        names = f"({names}) OR {number}"
    return Asked(names, _all(in_notes))


def _one_letter(word: str) -> bool:
    ending = re.split(r"[\W_]+", word.rstrip(_SIGNS))[-1]
    return len(ending) < 2 and not ending > "\u0dff"


def _all(tokens: list[str]) -> str:
    if not tokens:
        return ""
    return " AND ".join([*map(_quoted, tokens[:-1]), _quoted(tokens[-1]) + "*"])


def _phone(typed: str) -> str:
    """Return the question for a phone number, however it is spaced and with or without its country."""
    digits = re.sub(r"\D", "", typed)[:20] if typed.isascii() and _PHONE.fullmatch(typed) else ""
    if len(digits) < _SHORTEST_PHONE:
        return ""
    national = digits[-_NATIONAL:] if len(digits) > _NATIONAL else digits.lstrip("0")
    # Countries have codes of one to three digits.
    abroad = [digits[code:] for code in (1, 2, 3)] if typed.lstrip().startswith("+") else []
    numbers = dict.fromkeys(part for part in (digits, national, *abroad) if len(part) >= _SHORTEST_PHONE - 1)
    return " OR ".join(_quoted(number) + "*" for number in numbers)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
