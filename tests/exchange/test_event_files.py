"""The files of an export: the columns that are promised, the words as they were, and no formula anywhere."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from massage_studio.errors import KnownError
from massage_studio.exchange.boris_project import boris_file
from massage_studio.exchange.event_files import (
    BORIS,
    PLAIN,
    clean,
    csv_file,
    is_formula,
    tsv_file,
    xlsx_file,
)
from massage_studio.exchange.event_formats import format_of
from massage_studio.exchange.events import EventRow, EventTable

OPENED = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
FORMULAS = ("=SUM(A1)", "+1", "@x", "-2", "\tMia", "\r=1", " =1+1", "＝1")
SCRIPTS = ("Zoë", "陈雨桐", "يوسف", "Nguyễn", "Ольга", "👶🏽 Bee", 'O"Neill, "Bo"', "<b>&amp;")


def row(subject: str = "Baby 1", *, state: bool = True, words: str = "") -> EventRow:
    return EventRow(
        type="STATE" if state else "POINT",
        subject=subject,
        event="Drowsy" if state else "Looks away",
        code="drowsy" if state else "looks_away",
        category="state" if state else "disengaging",
        activity="New strokes",
        areas=("Legs and feet", "Tummy"),
        adult="Adult 1",
        moment=OPENED.replace(minute=1, second=5),
        start=Decimal("65.250"),
        stop=Decimal("70.000") if state else Decimal("65.250"),
        words=words,
    )


def table(*rows: EventRow) -> EventTable:
    return EventTable("2026-11-19 10:00 Autumn course, week 1", "Legs", OPENED, Decimal("3600.000"), rows)


def separated(content: bytes, delimiter: str) -> list[list[str]]:
    text = content.decode("utf-8-sig" if delimiter == "," else "utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def sheet(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content)).active


def test_the_tsv_is_what_boris_calls_aggregated_events() -> None:
    lines = tsv_file(table(row(), row(state=False))).decode("utf-8").split("\r\n")
    assert lines[0] == (
        "Observation id\tObservation date\tDescription\tMedia file\tTotal length\tFPS\tSubject\tBehavior\t"
        "Behavioral category\tModifiers\tBehavior type\tStart (s)\tStop (s)\tDuration (s)\tComment start\t"
        "Comment stop"
    )
    assert lines[1:] == [
        "2026-11-19 10:00 Autumn course, week 1\t2026-11-19 10:00:00\tLegs\tLIVE\t3600.000\tNA\tBaby 1\t"
        "Drowsy\tstate\tNew strokes|Legs and feet,Tummy|Adult 1\tSTATE\t65.250\t70.000\t4.750\t\t",
        "2026-11-19 10:00 Autumn course, week 1\t2026-11-19 10:00:00\tLegs\tLIVE\t3600.000\tNA\tBaby 1\t"
        "Looks away\tdisengaging\tNew strokes|Legs and feet,Tummy|Adult 1\tPOINT\t65.250\t65.250\tNA\t\t",
        "",
    ]


def test_the_tsv_keeps_one_event_on_one_line_and_three_modifiers() -> None:
    odd = replace(row("A\tB", words="one\r\ntwo"), activity="a|b", areas=(), adult="")
    _, read = separated(tsv_file(table(odd)), "\t")
    found = dict(zip(BORIS, read, strict=True))
    assert (found["Subject"], found["Comment start"]) == ("A B", "one two")
    assert found["Modifiers"] == "a/b|None|None"


def test_the_project_of_boris_has_every_event_and_all_that_it_names() -> None:
    project = json.loads(
        boris_file(table(row("Baby 10"), row("Baby 2", state=False, words="At\nlast (really)")))
    )
    (told,) = project["observations"].values()
    assert told["events"] == [
        [65.25, "Baby 10", "Drowsy", "New strokes|Legs and feet, Tummy|Adult 1", ""],
        [65.25, "Baby 2", "Looks away", "New strokes|Legs and feet, Tummy|Adult 1", "At last (really)"],
        [70.0, "Baby 10", "Drowsy", "New strokes|Legs and feet, Tummy|Adult 1", ""],
    ]
    assert [one["name"] for one in project["subjects_conf"].values()] == ["Baby 2", "Baby 10"]
    known = {one["code"]: one for one in project["behaviors_conf"].values()}
    assert {code: one["type"] for code, one in known.items()} == {
        "Drowsy": "State event",
        "Looks away": "Point event",
    }
    assert project["behavioral_categories"] == ["disengaging", "state"]
    for event in told["events"]:
        sets = known[event[2]]["modifiers"]
        for place, part in enumerate(event[3].split("|")):
            assert part in sets[str(place)]["values"], "nothing is said that the ethogram does not know"


def test_the_csv_is_read_by_excel_and_by_rfc_4180() -> None:
    content = csv_file(table(row(), row(state=False, words='She said "more",\nthen slept')))
    assert content.startswith(b"\xef\xbb\xbfClass,Date,Time,Baby,")
    assert content.endswith(b"\r\n")
    heading, state, point = separated(content, ",")
    assert tuple(heading) == PLAIN
    found = dict(zip(PLAIN, state, strict=True))
    assert (found["Date"], found["Time"], found["Body areas"]) == (
        "2026-11-19",
        "10:01:05",
        "Legs and feet, Tummy",
    )
    assert (found["Start (s)"], found["Stop (s)"], found["Duration (s)"]) == ("65.250", "70.000", "4.750")
    found = dict(zip(PLAIN, point, strict=True))
    assert (found["Start (s)"], found["Stop (s)"], found["Duration (s)"]) == ("65.250", "", "")
    assert found["Words"] == 'She said "more",\nthen slept'


def test_the_workbook_holds_dates_and_seconds_that_can_be_counted() -> None:
    cells = list(sheet(xlsx_file(table(row(), row(state=False)))).iter_rows(values_only=True))
    assert cells[0] == PLAIN
    found = dict(zip(PLAIN, cells[1], strict=True))
    assert found["Date"] in (date(2026, 11, 19), datetime(2026, 11, 19))
    assert found["Time"] == time(10, 1, 5)
    assert (found["Start (s)"], found["Stop (s)"], found["Duration (s)"]) == (65.25, 70, 4.75)
    assert dict(zip(PLAIN, cells[2], strict=True))["Stop (s)"] is None


@pytest.mark.parametrize("name", FORMULAS)
def test_no_name_becomes_a_formula(name: str) -> None:
    events = table(row(name))
    for content, columns, delimiter in ((csv_file(events), PLAIN, ","), (tsv_file(events), BORIS, "\t")):
        _, read = separated(content, delimiter)
        for cell in read:
            assert not is_formula(cell)
        told = read[columns.index("Baby" if delimiter == "," else "Subject")]
        assert told.removeprefix("'").strip() == name.strip()
    cell = sheet(xlsx_file(events)).cell(2, PLAIN.index("Baby") + 1)
    assert cell.data_type == "s" and cell.quotePrefix
    assert cell.value.strip() == name.strip()


def test_a_name_that_looks_like_an_error_stays_a_name() -> None:
    cell = sheet(xlsx_file(table(row("#N/A")))).cell(2, PLAIN.index("Baby") + 1)
    assert (cell.data_type, cell.value, bool(cell.quotePrefix)) == ("s", "#N/A", False)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_comes_back_as_it_was(name: str) -> None:
    events = table(row(name))
    assert separated(csv_file(events), ",")[1][PLAIN.index("Baby")] == name
    assert separated(tsv_file(events), "\t")[1][BORIS.index("Subject")] == name
    assert sheet(xlsx_file(events)).cell(2, PLAIN.index("Baby") + 1).value == name


anything = st.text(st.characters(), max_size=40)


@settings(max_examples=60)
@given(st.lists(st.tuples(anything, anything), max_size=4))
def test_whatever_is_written_a_csv_reader_reads_it_back(texts: list[tuple[str, str]]) -> None:
    events = table(*(row(name, words=words) for name, words in texts))
    read = separated(csv_file(events), ",")[1:]
    assert len(read) == len(texts)
    for cells, (name, words) in zip(read, texts, strict=True):
        found = dict(zip(PLAIN, cells, strict=True))
        for cell, text in ((found["Baby"], clean(name)), (found["Words"], clean(words))):
            assert cell == (f"'{text}" if is_formula(text) else text)
            assert not is_formula(cell)
    for cells in separated(tsv_file(events), "\t"):
        assert len(cells) == len(BORIS)
        assert not any(is_formula(cell) for cell in cells)


@settings(max_examples=30)
@given(anything)
def test_whatever_is_written_a_workbook_holds_it_as_text(name: str) -> None:
    cell = sheet(xlsx_file(table(row(name)))).cell(2, PLAIN.index("Baby") + 1)
    assert cell.data_type == "s" or cell.value is None
    assert (cell.value or "").split() == clean(name).split()


def test_the_ending_chooses_the_format() -> None:
    assert format_of(Path("a.CSV")) is csv_file
    assert format_of(Path("week.1.tsv")) is tsv_file
    for name in ("events", "events.txt", "events.xls"):
        with pytest.raises(KnownError, match="not written in that format"):
            format_of(Path(name))
