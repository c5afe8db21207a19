"""Files as they really come: every one is read as it was meant, or refused with words."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

from massage_studio.errors import KnownError
from massage_studio.exchange import tables
from massage_studio.exchange.columns import column_key, columns_of
from massage_studio.exchange.orders import BabyOrder, events_in
from massage_studio.exchange.reading import read, read_file
from massage_studio.exchange.tables import HowRead, Stopped, Table, Watch
from tests.exchange.importing import TODAY, orders_of

FILES = Path(__file__).parent / "files"
ROOT = Path(__file__).resolve().parent.parent.parent


def entries(name: str) -> tuple[BabyOrder, ...]:
    return orders_of(read_file(FILES / name))


def workbook(*rows: tuple[str, ...]) -> bytes:
    book, kept = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(kept)
    return kept.getvalue()


def zipped(**parts: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter", "title_row"),
    [
        ("bookwhen-utf16-sep.csv", "utf-16-le", ";", 1),
        ("eventbrite-cp1252.csv", "cp1252", ";", 1),
        ("eventbrite-older-tabs.txt", "utf-8", "\t", 1),
        ("pipes-quoted-newline.csv", "utf-8", "|", 1),
        ("formulas-in-cells.csv", "utf-8", ",", 1),
        ("titles-on-row-3.csv", "utf-8", ",", 3),
        ("own-list-duplicate-titles.csv", "utf-8", ",", 1),
        ("bookings-real-dates.xlsx", "", "", 3),
    ],
)
def test_how_a_file_is_written_is_told_by_itself(
    name: str, encoding: str, delimiter: str, title_row: int
) -> None:
    table = read_file(FILES / name)
    assert (table.encoding, table.delimiter, table.title_row) == (encoding, delimiter, title_row)


def test_every_script_survives_utf_16_and_a_line_that_names_the_delimiter() -> None:
    found = entries("bookwhen-utf16-sep.csv")
    assert [(one.given_name, one.baby_given_name) for one in found] == [
        ("Zoë", "Édith"),
        ("محمد", "يوسف"),
        ("小红", "乐乐"),
    ]
    assert found[2].born == date(2024, 2, 29)
    assert found[0].flags == (("skin", "Eczema; uses cream"),)


def test_windows_quotes_accents_and_decimal_commas_are_read() -> None:
    first, second = entries("eventbrite-cp1252.csv")
    assert (first.given_name, first.family_name, first.paid) == ("Siobhán", "O’Brien", Decimal(72))
    assert (second.baby_given_name, second.paid, second.photo) == ("Käthe", Decimal("36.50"), False)


def test_the_older_british_export_is_read_day_first_and_its_marketing_question_is_no_photo_answer() -> None:
    table = read_file(FILES / "eventbrite-older-tabs.txt")
    found = orders_of(table)
    assert [(one.baby_given_name, one.paid) for one in found] == [
        ("Mia", Decimal(72)),
        ("Finn", Decimal(54)),
        ("Ivy", Decimal(54)),
    ]
    assert {one.photo for one in found} == {None}


@pytest.mark.parametrize("name", ["bookings-real-dates.xlsx", "saved-by-libreoffice.xlsx"])
def test_a_workbook_keeps_its_dates_numbers_and_ticks(name: str) -> None:
    table = read_file(FILES / name)
    assert (table.sheet, table.sheets) == ("Bookings", ("Read me", "Bookings"))
    mia, leo, kit = orders_of(table)
    assert (mia.born, mia.ordered, mia.reference) == (date(2026, 9, 17), datetime(2026, 10, 1, 9, 5), "70011")
    # The fifth of a month and the eleventh: the workbook says which it is, nothing is assumed.
    assert (leo.born, leo.due, leo.paid) == (date(2026, 5, 11), date(2026, 6, 30), Decimal("36.50"))
    assert not any(one.questions for one in (mia, leo, kit))
    assert [one.phone for one in (mia, leo, kit)] == ["07700 900151", "07700 900152", "07700 900153"]
    assert (mia.photo, leo.photo, kit.photo) == (True, False, None)
    # A formula says what it came to when it was saved, "none", or nothing; it is not calculated here.
    assert kit.flags == ()


def test_a_line_break_in_a_cell_and_a_blank_row_keep_the_numbers_of_the_rows() -> None:
    found = entries("pipes-quoted-newline.csv")
    assert [one.rows for one in found] == [(2,), (4,)]
    assert found[0].flags == (("condition", 'Reflux, seen by the GP "twice"'),)


def test_two_orders_of_dates_in_one_column_are_read_where_they_are_certain_and_asked_where_not() -> None:
    found = entries("two-date-orders.csv")
    assert [one.born is not None for one in found] == [not one.questions for one in found]
    assert {question.key for one in found for question in one.questions} <= {"column:date order:born"}


def test_formulas_stay_the_text_that_they_are() -> None:
    first, second = entries("formulas-in-cells.csv")
    assert first.given_name == '=HYPERLINK("http://example.org","Grace")'
    assert (first.phone, first.baby_given_name) == ("07700 900161", "@Mia")
    assert (second.family_name, second.phone) == ("+Brown", "07700 900162")
    assert second.flags == (("allergy", "=1+1"),)


def test_titles_below_a_heading_are_found_and_rows_keep_their_numbers() -> None:
    grace, tom = entries("titles-on-row-3.csv")
    assert (grace.rows, grace.given_name, grace.family_name, grace.born) == (
        (4,), "Grace", "Okafor", date(2026, 9, 17),
    )  # fmt: skip
    assert (tom.given_name, tom.family_name) == ("Tom", "Brown")


def test_titles_that_are_there_twice_can_be_told_apart_and_matched() -> None:
    table = read_file(FILES / "own-list-duplicate-titles.csv")
    assert table.titles == (
        "First name", "Last name", "Email", "First name (2)", "Last name (2)", "Date of birth", "Email (2)",
        "Column H", "Booking ID", "Marketing",
    )  # fmt: skip
    assert table.sample(3) == ("Mia", "Leo")
    by_hand = {
        "First name": "given name", "Last name": "family name", "First name (2)": "baby",
        "Last name (2)": "baby's family name", "Date of birth": "born", "Booking ID": "reference",
        "Marketing": "photo",
    }  # fmt: skip
    found = orders_of(table, {column_key(title): meaning for title, meaning in by_hand.items()})
    assert [(one.baby_given_name, one.baby_family_name, one.born) for one in found] == [
        ("Mia", "Okafor", date(2026, 9, 17)),
        ("Leo", "", date(2026, 8, 1)),
    ]
    # Matched by hand or not: what is asked about marketing is no answer about photographs.
    assert {one.photo for one in found} == {None}


def test_what_was_told_by_itself_can_be_chosen_otherwise() -> None:
    raw = "Notes;x\nOrder #;First Name;Baby's name, date\n1;Zoë;Kit\n".encode()
    chosen = read(raw, HowRead(encoding="cp1252", delimiter=",", title_row=2))
    assert (chosen.encoding, chosen.delimiter, chosen.title_row) == ("cp1252", ",", 2)
    assert chosen.rows == (("1;ZoÃ«;Kit", ""),)
    with pytest.raises(KnownError, match="not written in that encoding"):
        read("Name,Baby\nZoë,Kit\n".encode("cp1252"), HowRead(encoding="utf-8"))


def test_the_order_of_dates_can_be_chosen() -> None:
    table = read(b"Order #,First Name,Baby's name,Baby's DOB\n1,Ann,Kit,05/11/2026\n")
    [question] = orders_of(table)[0].questions
    days = {one.value: orders_of(table, {question.key: one.value})[0].born for one in question.likely}
    assert days == {"day first": date(2026, 11, 5), "month first": date(2026, 5, 11)}


def test_of_a_file_with_several_events_one_can_be_chosen() -> None:
    table = read(
        b"Booking reference,Event title,First name,Email,Baby's name\n"
        b"1,Baby massage,Ann,a@example.org,Kit\n2,Baby yoga,Tom,t@example.org,Leo\n"
    )
    assert events_in(table, columns_of(table, {}, TODAY)) == ("Baby massage", "Baby yoga")
    assert [entry.baby_given_name for entry in orders_of(table, event="Baby yoga")] == ["Leo"]


def test_a_list_of_thousands_asks_for_one_of_its_events() -> None:
    rows = [f"{number},Event {number % 2},Ann,Kit" for number in range(2_001)]
    table = read("\n".join(["Booking reference,Event title,First name,Baby's name", *rows]).encode())
    with pytest.raises(KnownError, match="more than 2,000 bookings"):
        orders_of(table)
    assert events_in(table, columns_of(table, {}, TODAY)) == ("Event 0", "Event 1")
    assert len(orders_of(table, event="Event 0")) == 1_001


def test_another_sheet_can_be_chosen() -> None:
    with pytest.raises(KnownError, match="one column"):
        read_file(FILES / "bookings-real-dates.xlsx", HowRead(sheet="Read me"))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "older Excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(6000) + "EncryptedPackage".encode("utf-16-le"),
            "locked with a password",
        ),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "web page"),
        (b"\x1f\x8b\x08\x00secret", "archive"),
        (zipped(**{"secret.csv": b"a,b\n"}), "archive"),
        (zipped(**{"content.xml": b"<x/>", "mimetype": b"application/x"}), "another kind"),
        (zipped(xl__workbook_=b"", **{"xl/workbook.xml": b"<x"}), "damaged"),
        (workbook(), "empty"),
        (workbook(("Name",), ("secret",)), "one column"),
        (workbook(("Name", "Baby's name")), "no bookings"),
        (workbook(("Name", "Baby's name"), ("x", "secret"))[:-200], "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_imported_is_told_with_what_to_do(raw: bytes, words: str) -> None:
    with pytest.raises(KnownError) as failure:
        read(raw)
    assert words in failure.value.message
    assert failure.value.advice
    assert "secret" not in str(failure.value)


@pytest.mark.parametrize("part", ["xl__sharedStrings.xml", "xl__worksheets__sheet1.xml", "xl__styles.xml"])
def test_a_small_file_that_unpacks_to_gigabytes_is_refused_before_it_does(part: str) -> None:
    bomb = zipped(**{"xl__workbook.xml": b"<x/>", part: b"<a>" + b" " * 20_000_000})
    assert len(bomb) < 30_000
    with pytest.raises(KnownError, match="too large for a list of bookings"):
        read(bomb)


def test_cells_without_end_are_refused() -> None:
    wide = ",".join("x" * 1000)
    with pytest.raises(KnownError, match="too large for a list of bookings"):
        read(f"{wide}\n".encode() * 1_100)


def test_a_workbook_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 30)
    with pytest.raises(KnownError, match="more than 30 rows"):
        read(workbook(("Name", "Baby's name"), *(("x", "y") for _ in range(31))))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_reading_tells_how_far_it_is_and_can_be_stopped(kind: str) -> None:
    rows = [("Name", "Baby's name"), *(("x", "y") for _ in range(3000))]
    raw = workbook(*rows) if kind == "xlsx" else "\n".join(map(",".join, rows)).encode()
    heard: list[tuple[int, int]] = []
    whole = read(raw, watch=Watch(progressed=lambda done, of: heard.append((done, of))))
    assert len(whole.rows) == 3000
    # How much it is of is zero where the workbook does not say.
    done, of = heard[-1]
    assert done > 0 and (of >= done or (kind, of) == ("xlsx", 0))
    with pytest.raises(Stopped):
        read(raw, watch=Watch(stopped=lambda: True))


MEASURE = """
import json, sys, time, tracemalloc
from pathlib import Path
from massage_studio.errors import KnownError
from massage_studio.exchange.reading import read_file
kept = Path("/proc/self/status")
if not kept.exists() and sys.platform == "win32":  # which keeps no peak that Python can ask for
    tracemalloc.start()
began, told = time.process_time(), ""
try:
    read_file(Path(sys.argv[1]))
except KnownError as error:
    told = error.message
if kept.exists():
    # Not getrusage, which on Linux begins with what the parent needed.
    line = next(line for line in kept.read_text().splitlines() if line.startswith("VmHWM"))
    most = int(line.split()[1]) * 1024
elif sys.platform == "win32":
    most = tracemalloc.get_traced_memory()[1]
else:
    import resource
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps((most / 1024**2, time.process_time() - began, told)))
"""


def measured(path: Path) -> tuple[float, float, str]:
    """Read a file in a process of its own: megabytes at most, seconds of computing, and what was told."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, path], cwd=ROOT, capture_output=True, text=True, check=True
    )
    most, seconds, told = json.loads(done.stdout)
    return most, seconds, told


ROW = "{0},10/02/26 21:14,Grace{0},Okafor,g{0}@example.org,07700 900101,72.00,Attending,Mia,09/17/26\n"
TITLES = "Order #,Order Date,First Name,Last Name,Email,Mobile,Total Paid,Attendee Status,Baby's name,Born\n"


def a_list(path: Path, rows: int, row: str = ROW) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.write(TITLES)
        file.writelines(row.format(number) for number in range(rows))
    return path


def test_a_list_that_is_too_long_is_refused_at_once(tmp_path: Path) -> None:
    most, seconds, told = measured(a_list(tmp_path / "long.csv", 60_000))
    assert told == "This file has more than 20,000 rows."
    assert most < 300 and seconds < 3


@pytest.mark.torture
@pytest.mark.parametrize("row", ["1,2\n", ROW])
def test_a_million_rows_are_refused_in_little_memory(tmp_path: Path, row: str) -> None:
    most, seconds, told = measured(a_list(tmp_path / "million.csv", 1_000_000, row))
    assert told in ("This file has more than 20,000 rows.", "This file is larger than 20 MB.")
    assert most < 300 and seconds < 10


@pytest.mark.torture
@pytest.mark.timeout(300)
def test_a_workbook_of_a_million_rows_is_refused_in_little_memory(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(("Booking reference", "First name", "Email", "Baby's name"))
    for number in range(1_000_000):
        sheet.append((number, "Grace", "g@example.org", "Mia"))
    book.save(tmp_path / "million.xlsx")
    most, seconds, told = measured(tmp_path / "million.xlsx")
    assert told == "This file is too large for a list of bookings."
    assert most < 300 and seconds < 20


@pytest.mark.torture
def test_the_widest_and_longest_list_that_is_read_takes_little_memory(tmp_path: Path) -> None:
    titles = ",".join(f"Column {number}" for number in range(48))
    row = ",".join(["🌻" * 4] * 48)
    path = tmp_path / "wide.csv"
    path.write_text("\n".join([f"{titles},Name,Baby's name", *[f"{row},x,y"] * 19_900]), encoding="utf-8")
    most, seconds, told = measured(path)
    assert told == ""
    assert most < 300 and seconds < 20


def test_a_table_fits_in_what_it_says() -> None:
    table = Table(("", "A", "A"), (("1", "2", "3"), (), ("4", "2", "")), "utf-8", ",", title_row=3)
    assert table.titles == ("Column A", "A", "A (2)")
    assert (table.first_row, table.sample(1), table.sample(2)) == (4, ("2",), ("3",))
