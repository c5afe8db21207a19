"""Writes a table of events as a file for a spreadsheet or for BORIS; no cell of it can become a formula."""

import csv
import io
import re
from collections.abc import Iterable
from datetime import date, time
from decimal import Decimal

from massage_studio.exchange.events import EventRow, EventTable

Cell = str | Decimal | date | time | None

PLAIN = (
    "Class", "Date", "Time", "Baby", "Event", "Code", "Category", "Activity", "Body areas", "Adult",
    "Start (s)", "Stop (s)", "Duration (s)", "Words", "Answers", "Answers at (s)",
)  # fmt: skip
# BORIS, "aggregated events", the layout of version 7 without independent variables.
BORIS = (
    "Observation id", "Observation date", "Description", "Media file", "Total length", "FPS", "Subject",
    "Behavior", "Behavioral category", "Modifiers", "Behavior type", "Start (s)", "Stop (s)",
    "Duration (s)", "Comment start", "Comment stop",
)  # fmt: skip
_NA = "NA"
_LIVE = "LIVE"  # in the place of a media file
_NO_MODIFIER = "None"

# Neither XML nor a terminal bears these, and UTF-8 has no place for half a pair.
_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_BREAKS = ("\t", "\r", "\n")


def csv_file(table: EventTable) -> bytes:
    """Return the events as RFC 4180 has it, in UTF-8 with its mark, so that Excel reads every script."""
    return _separated((PLAIN, *_plain_rows(table)), "excel").encode("utf-8-sig")


def tsv_file(table: EventTable) -> bytes:
    """Return the events as BORIS exports aggregated events: tabs, seconds with three decimals, NA."""
    rows = (BORIS, *(_boris_row(table, row) for row in table.rows))
    flat = (tuple(" ".join(cell.split()) for cell in row) for row in rows)
    return _separated(flat, "excel-tab").encode()


def xlsx_file(table: EventTable) -> bytes:
    """Return the events as an Excel workbook: dates and seconds as such, all else as text."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.worksheet import Worksheet

    book = Workbook()
    book.properties.creator = "Massage Studio"
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Events"
    for number, row in enumerate((PLAIN, *_plain_rows(table)), start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                text = clean(value)
                if not text:
                    continue
                cell.value = text
                # openpyxl takes "=..." for a formula and "#N/A" for an error.
                cell.data_type = "s"
                cell.quotePrefix = is_formula(text)
            elif value is not None:
                cell.value = value
                if isinstance(value, Decimal):
                    cell.number_format = "0.000"
    for column, heading in enumerate(PLAIN, start=1):
        sheet.cell(1, column).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = max(12, len(heading) + 2)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def clean(text: str) -> str:
    """Return `text` without what no file may hold; tabs and line breaks stay."""
    return _UNWANTED.sub("", text)


def is_formula(text: str) -> bool:
    """Tell whether a spreadsheet might calculate this text instead of showing it."""
    return text.startswith(_BREAKS) or text.lstrip().startswith(_FORMULA)


def _plain_rows(table: EventTable) -> Iterable[tuple[Cell, ...]]:
    for row in table.rows:
        is_state = row.type == "STATE"
        yield (
            table.observation,
            row.moment.date(),
            row.moment.time().replace(microsecond=0),
            row.subject,
            row.event,
            row.code,
            row.category,
            row.activity,
            ", ".join(row.areas),
            row.adult,
            row.start,
            row.stop if is_state else None,
            row.stop - row.start if is_state else None,
            row.words,
            row.answers,
            row.answers_at,
        )


def _boris_row(table: EventTable, row: EventRow) -> tuple[str, ...]:
    return (
        table.observation,
        f"{table.opened:%Y-%m-%d %H:%M:%S}",
        table.description,
        _LIVE,
        f"{table.length:.3f}",
        _NA,
        row.subject,
        row.event,
        row.category,
        "|".join(_modifier(part) for part in (row.activity, ",".join(row.areas), row.adult)),
        row.type,
        f"{row.start:.3f}",
        f"{row.stop:.3f}",
        f"{row.stop - row.start:.3f}" if row.type == "STATE" else _NA,
        row.words or (f"answers {row.answers} at {row.answers_at:.3f}" if row.answers else ""),
        "",
    )


def _modifier(text: str) -> str:
    # The bar divides modifiers.
    return text.replace("|", "/") or _NO_MODIFIER


def _separated(rows: Iterable[Iterable[Cell]], dialect: str) -> str:
    kept = io.StringIO(newline="")
    csv.writer(kept, dialect).writerows([_written(cell) for cell in row] for row in rows)
    return kept.getvalue()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:.3f}"
    if not isinstance(cell, str):
        return cell.isoformat()
    text = clean(cell)
    return f"'{text}" if is_formula(text) else text
