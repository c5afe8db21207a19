"""Moments, money, words and keys: what goes into the database comes out the same."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from uuid import RFC_4122, UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.exc import StatementError

import massage_studio.families.service as families
from massage_studio.bookings import booking_queries, course_list_queries
from massage_studio.store import ids
from massage_studio.store.base import Amount, Moment, WordList
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, a_booking, a_course, a_family

SQLITE = dialect()


def test_a_moment_without_a_zone_is_refused(studio: Store) -> None:
    with pytest.raises(StatementError, match="needs its time zone"), studio.write() as session:
        families.add_family(session, family_id=new_id(), now=datetime(2026, 11, 19, 10))


@given(
    st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2200, 1, 1)),
    st.sampled_from(["Europe/London", "Australia/Lord_Howe", "America/St_Johns", "Asia/Kathmandu", "UTC"]),
    st.sampled_from([0, 1]),
)
def test_a_moment_comes_back_as_the_same_moment(moment: datetime, zone: str, fold: int) -> None:
    aware = moment.replace(tzinfo=ZoneInfo(zone), fold=fold)
    stored = Moment().process_bind_param(aware, SQLITE)
    assert stored is not None and stored.tzinfo is None
    # Compared in UTC: within one zone Python compares the faces of the clocks.
    assert Moment().process_result_value(stored, SQLITE) == aware.astimezone(UTC)


def test_both_half_past_ones_of_the_night_when_clocks_go_back_are_kept_apart() -> None:
    first = datetime(2026, 10, 25, 1, 30, tzinfo=ZoneInfo("Europe/London"))
    stored = [Moment().process_bind_param(first.replace(fold=fold), SQLITE) for fold in (0, 1)]
    assert stored == [datetime(2026, 10, 25, 0, 30), datetime(2026, 10, 25, 1, 30)]


def test_a_moment_is_stored_in_utc_to_the_microsecond(studio: Store) -> None:
    india = timezone(timedelta(hours=5, minutes=30))
    with studio.write() as session:
        families.add_family(
            session, family_id=new_id(), now=datetime(2026, 11, 19, 2, 0, 0, 123456, tzinfo=india)
        )
        stored = session.execute(text("SELECT made_at, typeof(made_at) FROM family")).one()
    assert tuple(stored) == ("2026-11-18 20:30:00.123456", "text")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_money_comes_back_exactly(amount: Decimal) -> None:
    stored = Amount().process_bind_param(amount, SQLITE)
    assert isinstance(stored, int)
    assert Amount().process_result_value(stored, SQLITE) == amount


def test_money_shows_its_pence() -> None:
    stored = Amount().process_bind_param(Decimal("72"), SQLITE)
    assert str(Amount().process_result_value(stored, SQLITE)) == "72.00"


@pytest.mark.parametrize("amount", ["0.00001", "NaN", "Infinity", "-sNaN"])
def test_money_that_cannot_be_kept_exactly_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="at most four decimals"):
        Amount().process_bind_param(Decimal(amount), SQLITE)


def test_nothing_stays_nothing() -> None:
    for kind in (Moment(), Amount(), WordList()):
        assert kind.process_bind_param(None, SQLITE) is None
        assert kind.process_result_value(None, SQLITE) is None


def test_money_and_dates_are_whole_numbers_and_words_in_the_file(studio: Store) -> None:
    with studio.write() as session:
        a_booking(session, a_course(session, price=Decimal("72.10")), a_family(session))
        price = session.execute(text("SELECT price, typeof(price) FROM booking")).one()
        born = session.execute(text("SELECT birth_date FROM baby")).scalar_one()
    assert tuple(price) == (721000, "integer")
    assert born == "2026-09-17"
    with studio.read() as session:
        row = course_list_queries.courses(session, now=NOW)[0]
        assert booking_queries.bookings(session, course_id=row.id, today=date(2026, 11, 19))[
            0
        ].due == Decimal("72.10")


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_words_come_back_in_their_order(words: list[str]) -> None:
    stored = WordList().process_bind_param(tuple(words), SQLITE)
    assert WordList().process_result_value(stored, SQLITE) == tuple(words)


def test_keys_are_of_version_seven() -> None:
    key = new_id()
    assert (key.version, key.variant) == (7, RFC_4122)
    made = datetime.fromtimestamp((key.int >> 80) / 1000, UTC)
    assert abs(datetime.now(UTC) - made) < timedelta(minutes=1)


def test_keys_rise_across_threads() -> None:
    made: list[UUID] = []
    lock = threading.Lock()

    def make() -> None:
        for _ in range(500):
            with lock:
                made.append(new_id())

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 2000
    assert made == sorted(made)


def test_keys_rise_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = new_id()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 0)
    assert before < new_id() < new_id()
