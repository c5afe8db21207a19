"""Turns what was typed into questions that an index can answer, whatever was typed."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from massage_studio.families.names import clean

LONGEST, MOST_WORDS = 200, 8
_PHONE = re.compile(r"[\d\s()+./-]+")
_SHORTEST_PHONE = 3
_NATIONAL = 10
"""Digits of a phone number without its country or its leading nought, as the index holds them."""

# Letters that are no accented ones to the index, though whoever types leaves out what makes them different.
_SPELLINGS = (
    ("ss", "ß"), ("ae", "æ"), ("oe", "œ"), ("l", "ł"), ("o", "ø"), ("d", "đ"), ("d", "ð"), ("th", "þ"),
    ("i", "ı"), ("е", "ё"),
    ("α", "ά"), ("ε", "έ"), ("η", "ή"), ("ι", "ί"), ("ο", "ό"), ("υ", "ύ"), ("ω", "ώ"),
)  # fmt: skip
_MOST_SPELLINGS = 16

_SIGNS = "'-.,;:!?()\"*’"


@dataclass(frozen=True, slots=True)
class Asked:
    """FTS5 questions to the names and to the notes, empty for none."""

    names: str
    notes: str


def asked(typed: str) -> Asked:
    """Return the questions for what was typed: every word must be there, of the last one its beginning.

    Each word is quoted, so that nothing in it is an operator. A name is found by its plain letters too:
    "lukasz" finds Łukasz. One Latin letter begins too many words of notes
    to be worth the wait, so that notes are not asked for it.
    """
    words = clean(typed, LONGEST).split()[:MOST_WORDS]
    tokens = [word for word in words if any(sign.isalnum() for sign in word)]
    in_notes = tokens[:-1] if tokens and _one_letter(tokens[-1]) else tokens
    names = _all(tokens, _spellings)
    if number := _phone(typed):
        names = f"({names}) OR {number}"
    return Asked(names, _all(in_notes, _as_typed))


def _one_letter(word: str) -> bool:
    ending = re.split(r"[\W_]+", word.rstrip(_SIGNS))[-1]
    return len(ending) < 2 and not ending > "\u0dff"


def _all(tokens: list[str], spelt: Callable[[str], list[str]]) -> str:
    """Return the question for all of these words, each in one of its spellings."""
    parts = []
    for place, token in enumerate(tokens, 1):
        ending = "*" if place == len(tokens) else ""
        ways = " OR ".join(_quoted(word) + ending for word in spelt(token))
        parts.append(f"({ways})")
    return " AND ".join(parts)


def _as_typed(word: str) -> list[str]:
    return [word]


def _spellings(word: str) -> list[str]:
    """Return a word in plain letters, then in the other ways in which a name may be written."""
    plain = word.casefold()
    for usual, other in _SPELLINGS:
        plain = plain.replace(other, usual)
    found = [plain]
    for usual, other in _SPELLINGS:
        for place in reversed([match.start() for match in re.finditer(usual, plain)]):
            if len(found) * 2 > _MOST_SPELLINGS:
                return found
            found += [
                one[:place] + other + one[place + len(usual) :]
                for one in found
                if one[place : place + len(usual)] == usual
            ]
    return found


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
