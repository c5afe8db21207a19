"""Reads the babies of a row: their names, when they were born or are due, and what stands beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from massage_studio.exchange.cells import (
    baby_names,
    finer_names,
    is_no_name,
    is_unborn,
    kept_words,
    says_due,
    without_family_name,
)
from massage_studio.exchange.columns import Column, Columns
from massage_studio.exchange.day_columns import DayColumns
from massage_studio.exchange.meanings import Meaning
from massage_studio.exchange.questions import (
    Answers,
    Likely,
    Question,
    Scope,
    cell_key,
    day_words,
    days,
    key_of,
)
from massage_studio.families.names import clean, folded
from massage_studio.families.views import FlagKind
from massage_studio.language import translate

ONE, SEVERAL = "one", "several"


@dataclass(frozen=True, slots=True)
class NamedBaby:
    """A baby as one row tells of it; the name is empty where it has none yet."""

    given_name: str = ""
    family_name: str = ""
    born: date | None = None
    due: date | None = None
    flags: tuple[tuple[FlagKind, str], ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


@dataclass(slots=True)
class _Days:
    """What the columns of dates of one child say."""

    born: date | None = None
    due: date | None = None
    name: str = ""
    notes: list[str] = field(default_factory=list)
    flags: list[tuple[FlagKind, str]] = field(default_factory=list)
    likely: tuple[date, ...] = ()
    unread: str = ""
    questions: list[Question] = field(default_factory=list)


def read_babies(
    cells: tuple[str, ...],
    columns: Columns,
    day_columns: DayColumns,
    answers: Answers,
    mark: str,
    tickets: int,
    family_names: Sequence[str],
) -> tuple[NamedBaby, ...]:
    """Return the babies of a row; one without a name where it names none."""
    found: list[NamedBaby] = []
    held = columns.of(Meaning.BABY, Meaning.BABY_FAMILY_NAME, Meaning.BORN, Meaning.DUE)
    for child in sorted({column.child for column in held}):
        own = [column for column in held if column.child == child]
        if child > 1 and not any(clean(cells[column.index]) for column in own):
            continue
        found += _of_child(cells, own, day_columns, answers, f"{mark}/{child}", tickets, family_names)
    babies = found or [NamedBaby()]
    return tuple(_on_line(baby, f"{mark}.{number}", answers) for number, baby in enumerate(babies))


def _on_line(baby: NamedBaby, mark: str, answers: Answers) -> NamedBaby:
    """Return a baby whose question about its day is known by its line, or is answered."""
    key = cell_key(mark, "born")
    asked = (one if one.key != "born" else replace(one, key=key) for one in baby.questions)
    return replace(baby, questions=tuple(one for one in asked if one.key != key or key not in answers))


def _of_child(
    cells: tuple[str, ...],
    own: Sequence[Column],
    day_columns: DayColumns,
    answers: Answers,
    mark: str,
    tickets: int,
    family_names: Sequence[str],
) -> list[NamedBaby]:
    def text(meaning: Meaning) -> str:
        texts = (cells[column.index].strip() for column in own if column.meaning is meaning)
        return next((one for one in texts if clean(one)), "")

    told = _Days()
    for column in own:
        if column.meaning in (Meaning.BORN, Meaning.DUE) and clean(cells[column.index]):
            _read_day(cells[column.index], column, day_columns, answers, told)
    name = _in_all([cells[column.index] for column in own if column.meaning is Meaning.BABY]) or told.name
    name = _without_date(name, own, day_columns, answers, told)
    names, certain = ((), True) if is_no_name(name) else baby_names(name, tickets)
    if not certain:
        key = key_of(Scope.ROW, mark, "babies")
        said = answers.get(key)
        if said == SEVERAL:
            names = finer_names(name)
        elif said is None:
            told.questions.append(_how_many(key, name))
    if told.unread or told.likely:
        told.questions.append(_day_question(told))
    family = clean(text(Meaning.BABY_FAMILY_NAME))
    common = NamedBaby(
        born=told.born,
        due=told.due,
        flags=tuple(told.flags),
        notes=tuple(told.notes),
        questions=tuple(told.questions),
    )
    named = [one for one in names if not is_no_name(one)]
    if not named:
        return [common]
    if len(named) > 1:
        common = replace(
            common, notes=(*common.notes, translate("Questions", "one cell names several babies"))
        )
    apart = (_names(one, family, family_names) for one in named)
    return [replace(common, given_name=given, family_name=last) for given, last in apart]


def _in_all(texts: Sequence[str]) -> str:
    """Return the name in several columns of names: the longest where it says all, else each of them."""
    named = list(dict.fromkeys(text.strip() for text in texts if clean(text) and not is_no_name(text)))
    words = {one: set(folded(one).split()) for one in named}
    apart = [one for one in named if not any(words[one] < words[other] for other in named)]
    return ", ".join(apart)


def _names(name: str, family: str, family_names: Sequence[str]) -> tuple[str, str]:
    """Return a baby's given and family name; the family name where the cell ends in one that is known."""
    for known in (family, *family_names, *(one.split()[-1] for one in family_names if one)):
        given, ending = without_family_name(name, known)
        if ending:
            return given, ending
    return name, family


def _read_day(text: str, column: Column, day_columns: DayColumns, answers: Answers, told: _Days) -> None:
    """Take what a cell says of a birth or a due date."""
    plain = clean(text)
    if is_unborn(plain):
        return
    found = day_columns.read(column, plain, answers)
    day = day_columns.day(found)
    if day is None:
        asked = day_columns.question(column, found)
        if asked is not None:
            told.questions.append(asked)
        else:
            told.unread, told.likely = plain, found.likely
        return
    words = kept_words(plain, found.words)
    due = column.meaning is Meaning.DUE or says_due(words)
    if not due and day > day_columns.today:
        due = True
        told.notes.append(translate("Questions", "a birth date in the future is the due date"))
    if words and not says_due(words):
        if re.search(r"\(.*\)|early|prem|weeks|wks|late", plain, re.I):
            told.flags.append(("condition", words))
        elif re.fullmatch(r"[^\W\d_]{2,}(?:[ '-][^\W\d_]+)*", words) and column.meaning is Meaning.BORN:
            told.name = words
        else:
            told.unread, told.likely = plain, (day,)
            return
    if due:
        told.due = told.due or day
    elif told.born is not None and told.born != day:
        told.unread, told.likely = f"{day_words(told.born)}, {plain}", (told.born, day)
    else:
        told.born = day


def _without_date(
    name: str, own: Sequence[Column], day_columns: DayColumns, answers: Answers, told: _Days
) -> str:
    """Return a name without the birth date that stands beside it: "Elsie 14/08/2026"."""
    if not re.search(r"\d{1,2}\s*[/.\-]\s*\d|\d\w{0,2}\s+[a-z]{3}", name, re.I):
        return name
    column = next(iter(column for column in own if column.meaning is Meaning.BABY), own[0])
    as_date = replace(column, meaning=Meaning.BORN)
    found = day_columns.read(as_date, clean(name), answers)
    if found.day is None and not found.likely:
        return name
    left = kept_words(name, found.words)
    if told.born is None and told.due is None and not told.unread:
        day = day_columns.day(found)
        asked = None if day else day_columns.question(as_date, found)
        if day is not None:
            told.due, told.born = (day, None) if day > day_columns.today else (None, day)
        elif asked is not None:
            told.questions.append(asked)
        else:
            told.unread, told.likely = clean(name), found.likely
    told.notes.append(translate("Questions", "name and birth date stood in one cell"))
    return left


def _how_many(key: str, name: str) -> Question:
    words = translate("Questions", "“{names}”: one baby or several?").format(names=clean(name))
    several = " · ".join(finer_names(name))
    likely = (
        Likely(SEVERAL, translate("Questions", "Several: {names}").format(names=several)),
        Likely(ONE, translate("Questions", "One: {name}").format(name=clean(name))),
    )
    return Question(key, words, likely)


def _day_question(told: _Days) -> Question:
    """Return what is asked about a date that cannot be read; the line that it is about is not known yet."""
    words = translate("Questions", "“{text}”: when was the baby born?").format(text=told.unread)
    if told.likely:
        words = translate("Questions", "“{text}”: is that {day}?").format(
            text=told.unread, day=day_words(told.likely[0])
        )
    return Question("born", words, days(told.likely), "date")
