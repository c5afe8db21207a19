"""Workbooks that are damaged or hostile inside: a table or kind words, never anything else."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from massage_studio.errors import KnownError
from massage_studio.exchange.reading import read
from massage_studio.exchange.tables import Table

WHOLE = (Path(__file__).parent / "files" / "saved-by-libreoffice.xlsx").read_bytes()


@cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def packed_again(changed: dict[str, bytes | None]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in {**parts(), **changed}.items():
            if content is not None:
                packed.writestr(name, content)
    return kept.getvalue()


def told(raw: bytes) -> Table | str:
    """Return the table, or what is told instead."""
    try:
        return read(raw)
    except KnownError as error:
        assert error.advice
        return error.message


@settings(max_examples=150)
@given(st.sampled_from(sorted(parts())), st.integers(0, 10_000), st.binary(max_size=12), st.integers(0, 40))
def test_a_workbook_with_any_part_spoilt_is_read_or_refused_kindly(
    name: str, at: int, written: bytes, gone: int
) -> None:
    content = parts()[name]
    at %= len(content)
    told(packed_again({name: content[:at] + written + content[at + gone :]}))


@settings(max_examples=60)
@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_a_workbook_with_any_bytes_written_over_is_read_or_refused_kindly(at: int, written: bytes) -> None:
    told(WHOLE[:at] + written + WHOLE[at + len(written) :])


@pytest.mark.parametrize("name", sorted(parts()))
def test_a_workbook_without_one_of_its_parts_is_read_or_refused_kindly(name: str) -> None:
    told(packed_again({name: None}))


SHEET = "xl/sharedStrings.xml"


def with_entities(declared: str, used: str) -> bytes:
    """Return the workbook with entities declared among its texts, one of them in place of a title."""
    content = parts()[SHEET].decode()
    assert "Booking reference" in content
    content = content[content.index("<sst") :].replace("Booking reference", used)
    return packed_again({SHEET: f"<!DOCTYPE x [{declared}]>{content}".encode()})


def test_a_text_that_multiplies_itself_is_refused() -> None:
    ten = (f'<!ENTITY a{n} "{10 * f"&a{n - 1};"}">' for n in range(1, 12))
    found = told(with_entities(f'<!ENTITY a0 "boo">{"".join(ten)}', "&a11;"))
    assert found == "This workbook is damaged."


def test_a_file_outside_the_workbook_is_never_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("told nobody", encoding="utf-8")
    found = told(with_entities(f'<!ENTITY a SYSTEM "{secret.as_uri()}">', "&a;"))
    assert "told nobody" not in str(found)


def test_a_date_that_no_calendar_has_is_told_by_its_row() -> None:
    book, kept = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (("Name", "Baby's name", "Baby's DOB"), ("Ann", "Kit", 99_999_999)):
        sheet.append(row)  # type: ignore[union-attr]
    sheet["C2"].number_format = "dd/mm/yyyy"  # type: ignore[index]
    book.save(kept)
    found = told(kept.getvalue())
    assert isinstance(found, Table) and found.rows[0][:2] == ("Ann", "Kit")
