"""What an import asks where a file is not certain, and what was answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Literal

from massage_studio.language import translate

Answers = Mapping[str, str]
"""What was answered, by the key of the question."""

NO_ANSWERS: Answers = {}

Free = Literal["", "text", "date", "amount"]


class NotedAnswers(Mapping[str, str]):
    """Answers that note what they are asked for, in `asked`: None where nothing was answered."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.asked: dict[str, str | None] = {}

    def __getitem__(self, key: str) -> str:
        self.asked[key] = self._answers.get(key)
        return self._answers[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)


NO_DAY = "none"
"""What is answered where a day shall be empty; an empty answer asks again."""


class Scope(StrEnum):
    """What an answer holds for."""

    ROW = "row"
    COLUMN = "column"
    WORD = "word"
    FILE = "file"


class Status(StrEnum):
    """What becomes of a row's place."""

    COMING = "coming"
    WAITING = "waiting"
    CANCELLED = "cancelled"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Likely:
    """One answer that is likely, and what is written on its button."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Question:
    """What has to be known before its rows can be imported; the first of the likely answers is suggested.

    `free` says what else can be answered: any text, a date as 2026-08-14, or an amount as 36.00.
    """

    key: str
    words: str
    likely: tuple[Likely, ...]
    free: Free = ""

    @property
    def scope(self) -> Scope:
        """What its answer holds for."""
        return Scope(self.key.split(":", 1)[0].replace("cell", "row"))


def row_mark(cells: tuple[str, ...]) -> str:
    """Return what tells a row from the others of any file, as long as nothing in it changes."""
    return sha256("\x1f".join(cells).encode()).hexdigest()[:12]


def key_of(scope: Scope, about: str, topic: str) -> str:
    """Return the key of a question about a row, a column, a word or the file."""
    return f"{scope}:{topic}:{about}"


def cell_key(mark: str, field: str) -> str:
    """Return the key of what a baby's line says in one field, which can be answered or edited alike."""
    return f"cell:{field}:{mark}"


def is_remembered(key: str) -> bool:
    """Tell whether an answer is kept for the next file of this kind: what names a person never is."""
    return not key.startswith("cell:") or key.startswith("cell:status:")


def day_words(day: date) -> str:
    """Return "5 August 2026"."""
    months = (
        translate("Questions", "January"),
        translate("Questions", "February"),
        translate("Questions", "March"),
        translate("Questions", "April"),
        translate("Questions", "May"),
        translate("Questions", "June"),
        translate("Questions", "July"),
        translate("Questions", "August"),
        translate("Questions", "September"),
        translate("Questions", "October"),
        translate("Questions", "November"),
        translate("Questions", "December"),
    )
    return f"{day.day} {months[day.month - 1]} {day.year}"


def days(found: tuple[date, ...]) -> tuple[Likely, ...]:
    """Return these days as likely answers."""
    return tuple(Likely(day.isoformat(), day_words(day)) for day in found)
