"""Reads what a row says was paid and given back."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from massage_studio.bookings.prices import exact, worded
from massage_studio.exchange.cells import amount, currency_of, gives_nothing, yes_or_no
from massage_studio.exchange.columns import Column, Columns, simple
from massage_studio.exchange.meanings import Meaning
from massage_studio.exchange.questions import Answers, Likely, Question, Scope, key_of
from massage_studio.exchange.statuses import is_part_refund, is_refund
from massage_studio.families.names import clean
from massage_studio.language import translate

NO_MONEY = "none"
GIVEN_UP, KEPT = "given up", "kept"
# In the course's currency, for a whole order; dearer courses take more.
_MOST_PAID = Decimal(100_000)


@dataclass(frozen=True, slots=True)
class RowMoney:
    """What a row says was paid, less what was given back; None where it does not say."""

    paid: Decimal | None = None
    given_up: bool = False
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()


def row_money(
    cells: tuple[str, ...],
    columns: Columns,
    statuses: list[str],
    answers: Answers,
    currency: str,
    price: Decimal,
    mark: str,
) -> RowMoney:
    """Return what a row says of money in the currency of the course, and what has to be asked."""
    key = key_of(Scope.ROW, mark, "paid")
    answered = answers.get(key)
    if answered is not None:
        return RowMoney(paid=None if answered == NO_MONEY else amount(answered, currency))
    own = next(
        (clean(cells[one.index]).upper() for one in columns.of(Meaning.CURRENCY) if clean(cells[one.index])),
        "",
    )
    paid, question = _paid(cells, columns, own, currency, price, key)
    if question is not None:
        return RowMoney(questions=(question,))
    if not paid:
        return RowMoney(paid=paid)
    return _refunded(RowMoney(paid=paid), cells, columns, statuses, answers, currency, mark)


def _paid(
    cells: tuple[str, ...], columns: Columns, own: str, currency: str, price: Decimal, key: str
) -> tuple[Decimal | None, Question | None]:
    """Return the amount that was paid, or the question which one it is."""
    found: dict[Decimal, str] = {}
    for column in _payment_columns(cells, columns):
        text = clean(cells[column.index])
        told = own or currency_of(text)
        money = amount(text, told or currency)
        if money is None or money < 0 or money > max(_MOST_PAID, 100 * price):
            words = translate("Questions", "“{text}” was paid. How much is that?").format(text=text)
            return None, _how_much(key, words, _numbers(text, currency), currency)
        if told and told != currency and money:
            words = translate(
                "Questions", "{money} was paid, and the course is in {currency}. How much is that?"
            )
            told_words = words.format(money=worded(money, told), currency=currency)
            return None, _how_much(key, told_words, (), currency)
        found.setdefault(money, text)
    if len(found) > 1:
        words = translate("Questions", "Which of these was paid: {amounts}?").format(
            amounts=", ".join(found.values())
        )
        return None, _how_much(key, words, tuple(found), currency)
    return next(iter(found), None), None


def _payment_columns(cells: tuple[str, ...], columns: Columns) -> list[Column]:
    """Return the filled columns that say best what was paid: "Total paid" before "Total" and "Price"."""
    filled = [
        column
        for column in columns.of(Meaning.PAID)
        if not gives_nothing(cells[column.index]) and yes_or_no(cells[column.index]) is None
    ]

    def rank(column: Column) -> int:
        name = simple(column.title)
        return 0 if re.search(r"paid|charged|received|bezahlt", name) else 1 if "total" in name else 2

    best = min(map(rank, filled), default=0)
    return [column for column in filled if rank(column) == best]


def _refunded(
    money: RowMoney,
    cells: tuple[str, ...],
    columns: Columns,
    statuses: list[str],
    answers: Answers,
    currency: str,
    mark: str,
) -> RowMoney:
    """Return the money less what was given back; where all of it was, ask whether the place is given up."""
    paid = money.paid or Decimal()
    back = [amount(cells[column.index], currency) for column in columns.of(Meaning.REFUNDED)]
    given = max((abs(one) for one in back if one is not None), default=Decimal())
    if not given and any(is_refund(text) for text in statuses):
        given = paid
        if not any(amount(cells[column.index]) for column in columns.of(Meaning.REFUNDED)):
            return replace(money, paid=Decimal(), notes=(_given_back(paid, currency),))
    if not given:
        if any(is_part_refund(text) for text in statuses):
            words = translate("Questions", "Some of {money} was given back. How much was kept?")
            told = words.format(money=worded(paid, currency))
            return RowMoney(questions=(_how_much(key_of(Scope.ROW, mark, "paid"), told, (paid,), currency),))
        return money
    note = _given_back(given, currency)
    if given < paid:
        return replace(money, paid=paid - given, notes=(note,))
    key = key_of(Scope.ROW, mark, "refund")
    if key in answers:
        return RowMoney(paid=Decimal(), given_up=answers[key] == GIVEN_UP, notes=(note,))
    words = translate("Questions", "{money} was paid and given back. Is the place given up?")
    likely = (
        Likely(GIVEN_UP, translate("Questions", "The place is given up")),
        Likely(KEPT, translate("Questions", "Coming all the same")),
    )
    asked = Question(key, words.format(money=worded(paid, currency)), likely)
    return RowMoney(paid=Decimal(), notes=(note,), questions=(asked,))


def _given_back(money: Decimal, currency: str) -> str:
    return translate("Questions", "{money} was given back").format(money=worded(money, currency))


def _how_much(key: str, words: str, likely: tuple[Decimal, ...], currency: str) -> Question:
    found = tuple(Likely(str(exact(money, currency)), worded(money, currency)) for money in likely)
    leave = Likely(NO_MONEY, translate("Questions", "Leave the money out"))
    return Question(key, words, (*found, leave), "amount")


def _numbers(text: str, currency: str) -> tuple[Decimal, ...]:
    """Return the amounts that a text may mean, "2 x 36.00" first as 72.00."""
    found = [
        money for part in re.findall(r"\d[\d.,]*", text) if (money := amount(part.rstrip(".,"), currency))
    ]
    if len(found) == 2 and re.search(r"[x×*]", text):
        found = [found[0] * found[1], max(found)]
    elif len(found) == 2 and "+" in text:
        found = [found[0] + found[1], *found]
    return tuple(dict.fromkeys(one for one in found if one <= _MOST_PAID))[:3]
