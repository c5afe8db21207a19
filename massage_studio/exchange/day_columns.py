"""Decides for each column of dates which way round it writes them."""

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Final

from massage_studio.exchange.columns import DATES, Column, Columns
from massage_studio.exchange.dates import DateOrder, Written, in_zone, orders_proven, written
from massage_studio.exchange.meanings import Meaning
from massage_studio.exchange.questions import Answers, Likely, Question, Scope, day_words, key_of
from massage_studio.families.names import clean
from massage_studio.language import translate

PAST: Final = "past"
_YEAR = 400  # days; what is further away is no baby of a course


class DayColumns:
    """The order of day and month in each kind of column: as proven, or open until it is answered."""

    def __init__(self, rows: Sequence[tuple[str, ...]], columns: Columns, today: date, zone: tzinfo) -> None:
        self.today, self.zone = today, zone
        self._orders: dict[Meaning, DateOrder] = {}
        self._open: dict[Meaning, Question] = {}
        for meaning in DATES:
            held = columns.of(meaning)
            texts = [row[column.index] for column in held for row in rows]
            proven, open_text = orders_proven(texts)
            if len(proven) == 1:
                self._orders[meaning] = next(iter(proven))
            elif open_text:
                likely = self._likely(texts)
                if meaning in (Meaning.ORDERED, Meaning.STARTS):
                    # Nothing is written by it but who came first.
                    self._orders[meaning] = likely[0]
                else:
                    self._open[meaning] = self._order_question(meaning, held[0].title, open_text, likely)

    def read(self, column: Column, text: str, answers: Answers) -> Written:
        """Return what a cell says of a date; the answers are asked only where it is open."""
        text, order = clean(text), None
        found = written(text, self.today)
        if found.two_ways:
            answered = answers.get(order_key(column.meaning))
            order = DateOrder(answered) if answered else self._orders.get(column.meaning)
            found = written(text, self.today, order)
        if found.no_year and answers.get(year_key(column.meaning)) == PAST:
            found = written(text, self.today, order, past=True)
        return found

    def day(self, found: Written) -> date | None:
        """Return the day that was meant where the course is held."""
        return in_zone(found, self.zone)

    def question(self, column: Column, found: Written) -> Question | None:
        """Return what is asked of the whole column about such a date."""
        if found.two_ways and column.meaning in self._open:
            return self._open[column.meaning]
        if not found.no_year or len(found.likely) != 1:
            return None
        words = translate(
            "Questions", "The dates in “{column}” have no year. Are they of the past twelve months?"
        )
        likely = (Likely(PAST, translate("Questions", "Yes: {day}").format(day=day_words(found.likely[0]))),)
        return Question(year_key(column.meaning), words.format(column=column.title), likely)

    def _likely(self, texts: list[str]) -> tuple[DateOrder, DateOrder]:
        """Return the orders, first the one by which these dates lie nearer before today."""

        def nearness(order: DateOrder) -> tuple[int, int]:
            found = (written(clean(text), self.today, order).day for text in texts)
            ages = [(self.today - day).days for day in found if day is not None]
            near = [age for age in ages if 0 <= age <= _YEAR]
            return len(near), -sum(near)

        first, second = DateOrder
        return (second, first) if nearness(second) > nearness(first) else (first, second)

    def _order_question(
        self, meaning: Meaning, title: str, text: str, orders: tuple[DateOrder, DateOrder]
    ) -> Question:
        words = translate("Questions", "“{column}” says {text}. Which is it?").format(
            column=title, text=clean(text)
        )
        days = ((order, written(clean(text), self.today, order).day) for order in orders)
        likely = tuple(Likely(order, day_words(day)) for order, day in days if day is not None)
        return Question(order_key(meaning), words, likely)


def order_key(meaning: Meaning) -> str:
    """Return the key of the order of day and month in the columns of a meaning."""
    return key_of(Scope.COLUMN, meaning, "date order")


def year_key(meaning: Meaning) -> str:
    """Return the key of the year that dates without one have in the columns of a meaning."""
    return key_of(Scope.COLUMN, meaning, "year")
