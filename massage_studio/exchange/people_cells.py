"""Reads who ordered: the adults in a row, with whose columns hold them."""

from collections.abc import Iterator
from dataclasses import dataclass

from massage_studio.exchange.cells import is_no_name, parted, people, whole_names, without_title
from massage_studio.exchange.columns import Column, Columns, simple
from massage_studio.exchange.meanings import Meaning
from massage_studio.exchange.questions import Answers, Likely, Question, Scope, key_of
from massage_studio.exchange.tables import Table
from massage_studio.families.names import clean, full
from massage_studio.language import translate

REST, LAST_WORD = "rest", "last word"
WHO_COMES = key_of(Scope.FILE, "", "who comes")


@dataclass(frozen=True, slots=True)
class Adult:
    """An adult in a row; `role` says whose columns hold the name, as a Column does."""

    given_name: str
    family_name: str
    role: str = ""


def adults_of(
    cells: tuple[str, ...], columns: Columns, answers: Answers
) -> tuple[tuple[Adult, ...], tuple[Question, ...]]:
    """Return the adults of a row, the one who comes first, and what has to be asked about them.

    Where a buyer and an attendee are two people, the attendee who is a baby of the row is no adult.
    """
    by_role = {role: _of_role(cells, columns, answers, role) for role in ("", "buyer", "attendee", "second")}
    babies = {
        part.casefold()
        for column in columns.of(Meaning.BABY)
        for part in clean(cells[column.index]).replace("&", " ").replace(",", " ").split()
    }
    plain, buyer = by_role[""], by_role["buyer"]
    attendee = tuple(one for one in by_role["attendee"] if one.given_name.casefold() not in babies)
    if plain and attendee and not buyer:
        plain, buyer = (), plain
    questions = tuple(_last_name_questions(cells, columns, answers))
    if buyer and attendee and not _same(buyer[0], attendee[0]):
        chosen = answers.get(WHO_COMES)
        if chosen is None:
            words = translate("Questions", "Who brings the baby: who paid, or who is named on the ticket?")
            likely = (
                Likely("attendee", full(attendee[0].given_name, attendee[0].family_name)),
                Likely("buyer", full(buyer[0].given_name, buyer[0].family_name)),
            )
            questions = (*questions, Question(WHO_COMES, words, likely))
        first = buyer if chosen == "buyer" else attendee
    else:
        first = plain or buyer or attendee
    others = [one for one in by_role["second"] if not any(_same(one, known) for known in first)]
    return (*first, *others) if first else tuple(others), questions


def last_name_key(column: Column) -> str:
    """Return the key of how many words the last names have in a column of whole names."""
    return key_of(Scope.COLUMN, simple(column.title), "last name")


def is_rule(key: str) -> bool:
    """Tell whether this is the key of a rule that goes without an answer, and is asked only if wanted."""
    return key.startswith(key_of(Scope.COLUMN, "", "last name"))


def last_name_rules(table: Table, columns: Columns, answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield for each column with names of several words the key and the words of how they are parted."""
    for column in columns.of(Meaning.NAME):
        said = answers.get(last_name_key(column), REST)
        names = (name for row in table.rows if row for name in _long_names(row[column.index]))
        name = next(names, "") if said else ""
        if name:
            _, family = parted(name, one_word=said == LAST_WORD)
            words = translate("Questions", "“{name}”: the last name is {family}")
            yield last_name_key(column), words.format(name=name, family=family)


def _last_name_questions(cells: tuple[str, ...], columns: Columns, answers: Answers) -> Iterator[Question]:
    """Yield what is asked of a column of whole names once its rule is wanted otherwise."""
    for column in columns.of(Meaning.NAME):
        key = last_name_key(column)
        for name in _long_names(cells[column.index])[:1]:
            if answers.get(key) == "":
                words = translate("Questions", "“{name}”: what is the last name?").format(name=name)
                likely = (
                    Likely(LAST_WORD, parted(name, one_word=True)[1]),
                    Likely(REST, parted(name)[1]),
                )
                yield Question(key, words, likely)


def _long_names(cell: str) -> tuple[str, ...]:
    """Return the names in a cell whose last name may have one word or more."""
    return tuple(name for name in whole_names(clean(cell)) if "," not in name and name.count(" ") > 1)


def _of_role(cells: tuple[str, ...], columns: Columns, answers: Answers, role: str) -> tuple[Adult, ...]:
    def text(meaning: Meaning) -> tuple[str, Column | None]:
        held = (column for column in columns.of(meaning) if column.role == role)
        found = ((clean(cells[column.index]), column) for column in held)
        return next(((one, column) for one, column in found if one and not is_no_name(one)), ("", None))

    given, family = text(Meaning.GIVEN_NAME)[0], text(Meaning.FAMILY_NAME)[0]
    whole, column = text(Meaning.NAME)
    one_word = column is not None and answers.get(last_name_key(column)) == LAST_WORD
    if given:
        firsts = people(given) if family else people(whole or given, one_word=one_word)
        if family and all(not last for _, last in firsts):
            return tuple(Adult(first, family, role) for first, _ in firsts)
        return (Adult(without_title(given), family, role),) if family else _adults(firsts, role)
    if whole:
        return _adults(people(whole, one_word=one_word), role)
    return (Adult(family, "", role),) if family else ()


def _adults(names: tuple[tuple[str, str], ...], role: str) -> tuple[Adult, ...]:
    return tuple(Adult(given, family, role) for given, family in names)


def _same(one: Adult, other: Adult) -> bool:
    return (one.given_name.casefold(), one.family_name.casefold()) == (
        other.given_name.casefold(),
        other.family_name.casefold(),
    )
