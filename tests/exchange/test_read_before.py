"""An answer has only the orders read anew that ask for it, and they come out as if all had been."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from zoneinfo import ZoneInfo

from massage_studio.exchange.columns import columns_of
from massage_studio.exchange.orders import BabyOrder, ReadBefore, Target, read_orders
from massage_studio.exchange.tables import Table
from tests.exchange.importing import TODAY, lines_of, orders_of

TARGET = Target(TODAY, ZoneInfo("Europe/London"), "GBP", Decimal(72))


def a_list() -> Table:
    return lines_of(
        "1,10/02/26 21:14,Grace,Okafor,g@example.org,07700 900101,GBP,72.00,Attending,Mia,07/09/26,none,yes",
        "2,10/02/26 21:15,Ann,Lund,a@example.org,07700 900102,GBP,72.00,in-cart,Kit,05/08/26,none,yes",
        "3,10/02/26 21:16,Ida,Moss,i@example.org,07700 900103,GBP,72.00,Attending,Leo/Ben,08/09/26,,yes",
        "4,10/02/26 21:17,Eva,Hill,e@example.org,07700 900104,GBP,72.00,in-cart,Zoe,03/09/26,no nuts,yes",
    )


def test_after_each_answer_the_orders_are_those_of_a_fresh_reading() -> None:
    table, before, answers, seen = a_list(), ReadBefore(), dict[str, str](), list[str]()
    found = _read(table, answers, before)
    while asked := [question for entry in found for question in entry.questions]:
        question = asked[0]
        seen.append(question.key)
        answers[question.key] = question.likely[-1].value
        found = _read(table, answers, before)
        assert found == orders_of(table, answers)
    assert len(seen) == 4
    for key in seen:
        del answers[key]
        assert _read(table, answers, before) == orders_of(table, answers)


def test_an_answer_leaves_the_orders_that_do_not_ask_for_it_as_they_were() -> None:
    table, before = a_list(), ReadBefore()
    first = _read(table, {}, before)
    second = _read(table, {"word:status:in-cart": "cancelled"}, before)
    assert [one is other for one, other in zip(first, second, strict=True)] == [True, False, True, False]


def test_another_table_or_another_meaning_of_a_column_is_read_anew() -> None:
    table, before = a_list(), ReadBefore()
    _read(table, {}, before)
    answers = {"column:meaning:email": "", "column:meaning:mobile": "email"}
    assert _read(table, answers, before) == orders_of(table, answers)
    shorter = lines_of(",".join(table.rows[1]))
    assert _read(shorter, {}, before) == orders_of(shorter)


def _read(table: Table, answers: Mapping[str, str], before: ReadBefore) -> tuple[BabyOrder, ...]:
    return read_orders(table, columns_of(table, answers, TODAY), answers, TARGET, before=before)
