"""The books in a file: exact, complete, and with nothing in them that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

import massage_studio.bookings.money_service as money
from massage_studio.bookings.ledger_queries import books
from massage_studio.bookings.ledger_views import Books
from massage_studio.errors import KnownError
from massage_studio.exchange.money_files import csv_file, format_of, xlsx_file
from massage_studio.exchange.table_files import Money
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, a_booking, a_course, a_family

EVIL = '=HYPERLINK("http://example.org";"x")'


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def pay(studio: Store, booking: object, amount: str, at: datetime = NOW, **more: object) -> object:
    key = new_id()
    with studio.write() as session:
        money.pay(
            session,
            payment_id=key,
            booking_id=booking,  # type: ignore[arg-type]
            amount=Decimal(amount),
            now=at,
            **{"method": "cash", **more},  # type: ignore[arg-type]
        )
    return key


@pytest.fixture
def kept(studio: Store) -> Books:
    with studio.write() as session:
        course = a_course(session, EVIL)
        mia, leo = a_family(session, "+Mia", "@Grace"), a_family(session, "Zoë", "王小明")
        first, second = a_booking(session, course, mia), a_booking(session, course, leo)
    paid = pay(studio, first, "36.50", note="-1+1")
    pay(studio, second, "72.00", NOW + timedelta(days=150), method="transfer")
    with studio.write() as session:
        money.give_receipt(session, receipt_id=new_id(), payment_id=paid, now=NOW)  # type: ignore[arg-type]
        money.refund(
            session,
            payment_id=new_id(),
            booking_id=second,
            amount=Decimal("12.25"),
            method="cash",
            now=NOW + timedelta(days=151),
        )
    with studio.read() as session:
        return books(session)


def test_a_table_holds_every_payment_to_the_penny(kept: Books) -> None:
    heading, *rows = read(csv_file(kept))
    assert heading[:3] == ["Date", "Receipt", "Course"]
    amounts = [row[heading.index("Amount")] for row in rows]
    assert amounts == ["36.50", "72.00", "-12.25"]
    assert [row[heading.index("Receipt")] for row in rows] == ["1", "", ""]
    assert [row[heading.index("What")] for row in rows] == ["payment", "payment", "given back"]
    assert [row[heading.index("How")] for row in rows] == ["cash", "bank transfer", "cash"]
    assert rows[0][0] == "2026-11-19"
    assert [row[heading.index("Carer")] for row in rows[1:]] == ["王小明", "王小明"]


def test_nothing_in_a_table_can_be_calculated(kept: Books) -> None:
    for row in read(csv_file(kept)):
        for cell in row:
            numeric = cell.lstrip("-").replace(".", "").isdigit()
            assert numeric or not cell.startswith(("=", "+", "-", "@"))


def test_a_workbook_holds_amounts_as_numbers_and_words_as_words(kept: Books) -> None:
    book = load_workbook(io.BytesIO(xlsx_file(kept)))
    assert book.sheetnames == [
        *("Payments", "By month", "By tax year", "By course", "To come in", "To give back", "Receipts"),
    ]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type in ("f", "e")]
    amounts = [row[7] for row in book["Payments"].iter_rows(min_row=2)]
    assert [(cell.value, cell.number_format) for cell in amounts] == [
        (36.5, "#,##0.00"),
        (72, "#,##0.00"),
        (-12.25, "#,##0.00"),
    ]
    assert [[cell.value for cell in row][:5] for row in book["By tax year"].iter_rows(min_row=2)] == [
        ["2026/27", 36.5, 0, 0, 36.5],
        ["2027/28", 72, 12.25, 0, 59.75],
    ]
    due = [[cell.value for cell in row] for row in book["To come in"].iter_rows(min_row=2)]
    assert [(row[2], row[6]) for row in due] == [("+Mia", 35.5), ("Zoë", 12.25)]
    assert [row[0].value for row in book["Receipts"].iter_rows(min_row=2)] == [1]


def test_only_the_payments_of_the_period_are_in_it(studio: Store, kept: Books) -> None:
    with studio.read() as session:
        year = books(session, first=date(2027, 4, 6), last=date(2028, 4, 5))
    assert [str(row.amount) for row in year.payments] == ["72.00", "-12.25"]
    assert year.receipts == ()
    assert [row.label for row in year.by_tax_year] == ["2027/28"]
    with studio.read() as session:
        day = books(session, first=date(2026, 11, 19), last=date(2026, 11, 19))
    assert [str(row.amount) for row in day.payments] == ["36.50"]
    assert len(day.outstanding) == 2, "what is owed is owed whatever the period"


def test_the_days_of_a_period_are_the_studios_own(studio: Store) -> None:
    with studio.write() as session:
        booking = a_booking(session, a_course(session), a_family(session))
    pay(studio, booking, "5", datetime(2027, 4, 5, 22, 59, tzinfo=UTC))  # 23:59 on the 5th in London
    pay(studio, booking, "7", datetime(2027, 4, 5, 23, 1, tzinfo=UTC))  # 00:01 on the 6th
    with studio.read() as session:
        found = books(session, first=date(2027, 4, 6))
    assert [row.amount for row in found.payments] == [Decimal(7)]


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("36", "GBP", "36.00"),
        ("1200.00", "JPY", "1200"),
        ("1.5", "KWD", "1.500"),
        ("0.0125", "GBP", "0.0125"),
    ],
)
def test_an_amount_has_the_decimals_of_its_currency(amount: str, currency: str, written: str) -> None:
    assert f"{Money(Decimal(amount), currency).exact():f}" == written


def test_empty_books_are_a_file_with_its_headings(studio: Store) -> None:
    with studio.read() as session:
        nothing = books(session)
    assert len(read(csv_file(nothing))) == 1
    assert len(load_workbook(io.BytesIO(xlsx_file(nothing))).sheetnames) == 7


def test_other_formats_are_refused() -> None:
    with pytest.raises(KnownError, match="not written in that format"):
        format_of(Path("books.pdf"))
    assert format_of(Path("BOOKS.CSV")) is csv_file
