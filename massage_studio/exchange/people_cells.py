"""Reads who ordered: the adults in a row, with whose columns hold them."""

from dataclasses import dataclass

from massage_studio.exchange.cells import is_no_name, people, without_title
from massage_studio.exchange.columns import Columns, Meaning
from massage_studio.exchange.questions import Answers, Likely, Question, Scope, key_of
from massage_studio.families.names import clean, full
from massage_studio.language import translate

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
    by_role = {role: _of_role(cells, columns, role) for role in ("", "buyer", "attendee", "second")}
    babies = {
        part.casefold()
        for column in columns.of(Meaning.BABY)
        for part in clean(cells[column.index]).replace("&", " ").replace(",", " ").split()
    }
    plain, buyer = by_role[""], by_role["buyer"]
    attendee = tuple(one for one in by_role["attendee"] if one.given_name.casefold() not in babies)
    if plain and attendee and not buyer:
        plain, buyer = (), plain
    questions: tuple[Question, ...] = ()
    if buyer and attendee and not _same(buyer[0], attendee[0]):
        chosen = answers.get(WHO_COMES)
        if chosen is None:
            words = translate("Questions", "Who brings the baby: who paid, or who is named on the ticket?")
            likely = (
                Likely("attendee", full(attendee[0].given_name, attendee[0].family_name)),
                Likely("buyer", full(buyer[0].given_name, buyer[0].family_name)),
            )
            questions = (Question(WHO_COMES, words, likely),)
        first = buyer if chosen == "buyer" else attendee
    else:
        first = plain or buyer or attendee
    others = [one for one in by_role["second"] if not any(_same(one, known) for known in first)]
    return (*first, *others) if first else tuple(others), questions


def _of_role(cells: tuple[str, ...], columns: Columns, role: str) -> tuple[Adult, ...]:
    def text(meaning: Meaning) -> str:
        found = (clean(cells[column.index]) for column in columns.of(meaning) if column.role == role)
        return next((one for one in found if one and not is_no_name(one)), "")

    given, family, whole = text(Meaning.GIVEN_NAME), text(Meaning.FAMILY_NAME), text(Meaning.NAME)
    if given:
        firsts = people(given) if family else people(whole or given)
        if family and all(not last for _, last in firsts):
            return tuple(Adult(first, family, role) for first, _ in firsts)
        return (Adult(without_title(given), family, role),) if family else _adults(firsts, role)
    if whole:
        return _adults(people(whole), role)
    return (Adult(family, "", role),) if family else ()


def _adults(names: tuple[tuple[str, str], ...], role: str) -> tuple[Adult, ...]:
    return tuple(Adult(given, family, role) for given, family in names)


def _same(one: Adult, other: Adult) -> bool:
    return (one.given_name.casefold(), one.family_name.casefold()) == (
        other.given_name.casefold(),
        other.family_name.casefold(),
    )
