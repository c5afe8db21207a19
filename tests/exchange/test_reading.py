"""Reading CSV files: every usual form of them, and kind words for what is none."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.errors import KnownError
from massage_studio.exchange import tables
from massage_studio.exchange.reading import read, read_file

TEXT = "First Name,Baby\nZoë,Arlo\n"


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_every_usual_encoding_is_told_by_itself(raw: bytes, encoding: str) -> None:
    table = read(raw)
    assert table.headers == ("First Name", "Baby")
    assert table.rows == (("Zoë", "Arlo"),)
    assert table.encoding == encoding


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_usual_delimiter_is_told_by_itself(delimiter: str) -> None:
    table = read(TEXT.replace(",", delimiter).encode())
    assert (table.delimiter, table.rows) == (delimiter, (("Zoë", "Arlo"),))


@pytest.mark.parametrize("line", ["sep=;\r\n", "SEP=;\n", '"sep=;"\n'])
def test_a_spreadsheets_first_line_names_the_delimiter(line: str) -> None:
    table = read((line + "Name, first;Baby\r\nZoë;Arlo\r\n").encode())
    assert (table.headers, table.rows) == (("Name, first", "Baby"), (("Zoë", "Arlo"),))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read_and_a_quoted_one_stays(end: str) -> None:
    table = read(end.join(('Name,"Two\nlines"', '"Zoë\nAnn",Arlo', "")).encode())
    assert table.headers == ("Name", "Two\nlines")
    assert table.rows == (("Zoë\nAnn", "Arlo"),)


def test_stray_nuls_are_dropped_and_blank_rows_keep_the_numbers_of_the_rest() -> None:
    table = read(b"Name,Baby\nZ\x00oe,Arlo\n,\nAnn,Leo\n,\n\n")
    assert table.rows == (("Zoe", "Arlo"), (), ("Ann", "Leo"))


def test_short_rows_are_filled_up_and_empty_cells_too_many_are_left_out() -> None:
    assert read(b"A,B,C\n1\n1,2,3,,\n").rows == (("1", "", ""), ("1", "2", "3"))


def test_a_row_that_is_wider_than_the_titles_is_kept_and_named() -> None:
    table = read(b"Name,Baby\nZoe,Arlo\nAnn,Leo,more\n")
    assert (table.rows, table.ragged) == ((("Zoe", "Arlo", ""), ("Ann", "Leo", "more")), {3})


def test_a_stray_quotation_mark_in_a_name_refuses_no_file() -> None:
    table = read(b'Name,Baby,Email\n"Ann "Annie" Lee",Kit,a@example.org\nTom,Leo,t@example.org\n')
    assert [row[1:] for row in table.rows] == [("Kit", "a@example.org"), ("Leo", "t@example.org")]
    assert "Annie" in table.rows[0][0]


def test_a_quotation_mark_that_swallows_rows_refuses_the_file_with_its_row() -> None:
    rows = b'"Ann,Kit,a@example.org\nTom,Leo,t@example.org\n'
    with pytest.raises(KnownError, match="do not match in row 2"):
        read(b"Name,Baby,Email\n" + rows)
    with pytest.raises(KnownError, match="do not match in row 2"):
        read(b"Name,Baby,Email\n" + rows + b'Bea,"Zoe" Rose,b@example.org\nEve,"Bo,e@example.org\n')


def test_what_a_web_page_writes_for_a_quote_is_read_as_one() -> None:
    assert read(b"Name,Baby\nO&#039;Dell,Finn &amp; Ivy\n").rows == (("O'Dell", "Finn & Ivy"),)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\x00\x00", "empty"),
        (b"A," + b"x" * (tables.LONGEST_FIELD + 1), "cell in row 1 is too long"),
        (b" \r\n\r\n", "empty"),
        (b"Name,Baby\n", "no bookings"),
        (b"Name,Baby\n,\n\n", "no bookings"),
        (b"Name\nZoe\n", "one column"),
        (b"just some words", "one column"),
        (b"PK\x03\x04" + bytes(range(256)), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "older Excel"),
        (b"%PDF-1.7\nsecret,secret\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(200)), "not a CSV"),
        (b"Name,Baby\n\x81secret,\x8d\n", "not a CSV"),
        (b"\xff\xfeN\x00,\x00\x00\xd8a", "not a CSV"),
        (b'Name,Baby\nZoe,"secret\n', "quotation marks do not match in row 2"),
        (b"Name,Baby\nZoe," + b"x" * (tables.LONGEST_FIELD + 1), "cell in row 2 is too long"),
    ],
)
def test_what_is_no_bookings_file_is_told_with_what_to_do(raw: bytes, words: str) -> None:
    with pytest.raises(KnownError) as failure:
        read(raw)
    assert words in failure.value.message
    assert failure.value.advice
    assert "secret" not in str(failure.value)
    assert failure.value.__cause__ is None


def test_a_cell_of_200_kilobytes_is_read() -> None:
    long = "x" * tables.LONGEST_FIELD
    assert read(f"A,B\n1,{long}\n".encode()).rows == (("1", long),)
    assert csv.field_size_limit() != tables.LONGEST_FIELD


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(KnownError, match="more than 20,000 rows"):
        read(b"A,B\n" + b"1,2\n" * (tables.MOST_ROWS + 1))


def test_too_large_a_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tables, "LARGEST_FILE", 10)
    (tmp_path / "bookings.csv").write_bytes(b"A,B\n1,2\n3,4\n")
    with pytest.raises(KnownError, match="larger than"):
        read_file(tmp_path / "bookings.csv")


@pytest.mark.parametrize("name", ["Grace Okafor.csv", "folder"])
def test_a_file_that_cannot_be_opened_is_told_without_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(KnownError) as failure:
        read_file(tmp_path / name)
    assert name not in str(failure.value)
    assert failure.value.__cause__ is None


cells = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cc", "Cs"]), max_size=12
)


@given(
    st.lists(st.tuples(cells, cells), min_size=1, max_size=6),
    st.sampled_from(tables.DELIMITERS),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_whatever_was_written_is_read_back(
    rows: list[tuple[str, str]], delimiter: str, encoding: str
) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(("Order #", "Name"))
    writer.writerows([("7", *row[1:]) for row in rows])
    table = read(out.getvalue().encode(encoding))
    assert table.rows == tuple(("7", name) for _, name in rows)


@given(st.binary(max_size=300))
def test_no_bytes_at_all_end_in_anything_but_a_table_or_kind_words(raw: bytes) -> None:
    try:
        table = read(raw)
    except KnownError:
        return
    assert all(len(row) in (0, len(table.headers)) for row in table.rows)
