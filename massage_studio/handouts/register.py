"""The paper register: the fallback for the hall, with flags to see and boxes to tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from massage_studio.handouts import wording
from massage_studio.handouts.restriction_mark import MARK, MARKED
from massage_studio.handouts.row_heights import parted, shared
from massage_studio.handouts.views import PaidDue, RegisterSheet, RegisterSheetLine
from massage_studio.paper.boxes import Box, Stack, text
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import A4_HEIGHT, A4_WIDTH, FOOTER, MARGIN, DrawnPage
from massage_studio.paper.palette import colour, text_on_tint, tint
from massage_studio.paper.styles import at_most
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Align, Style, paragraph

_WIDTH = A4_HEIGHT - 2 * MARGIN
_TOP = 84.0
_HEAD = 26.0
_ROWS_A_PAGE = 14
_WALK_INS = 2
_ROOM = A4_WIDTH - _TOP - _HEAD - FOOTER - 10
_MOST_HEIGHT, _PAD = 38.0, 4.0
# A name so long is a mistake in typing.
_LONGEST_NAME = 20
_PAYMENT = {PaidDue.PAID: "paid", PaidDue.PART: "part paid", PaidDue.DUE: "due", PaidDue.FREE: "free"}
# What is still owed says all that the door needs.
_OWED = (PaidDue.PART, PaidDue.DUE)
_PRIVACY = "Personal data: keep out of sight, and shred it when the class is written up."


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: its heading and its width in points; `ticks` is the number of boxes to tick."""

    heading: str
    width: float
    ticks: int = 0


_COLUMNS = (
    _Column("No", 24),
    _Column("Baby", 140),
    _Column("Age", 56),
    _Column("Adult who came", 140),
    _Column("Good to know", 146),
    _Column("Here", 34, 1),
    _Column("Late", 34, 1),
    _Column("Absent", 42, 1),
    _Column("Health: nothing new", 72, 1),
    _Column("Payment", _WIDTH - 688, 1),
)


def build(view: RegisterSheet) -> bytes:
    """Return the register as PDF, landscape, at most fourteen rows a page, with empty rows for walk-ins."""
    wanted = max(len(view.rows) + _WALK_INS, min(view.capacity, _ROWS_A_PAGE))
    rows: list[RegisterSheetLine | None] = [*view.rows, *[None] * (wanted - len(view.rows))]
    parts = parted(rows, _least, _ROOM, _ROWS_A_PAGE)
    # A second page of nothing but empty rows helps nobody.
    while len(parts) > 1 and not any(parts[-1]):
        parts.pop()
    title = f"Register: {wording.week(view)}"
    footer = f"{_PRIVACY} {MARKED}" if any(row.marked for row in view.rows) else _PRIVACY
    pages = [PaperPage(_drawing(view, part, repeated=part is not parts[0]), footer) for part in parts]
    return pdf(Document(title, view.letterhead.business, pages, wording.day(view.on), landscape=True))


def _drawing(
    view: RegisterSheet, rows: Sequence[RegisterSheetLine | None], *, repeated: bool
) -> Callable[[DrawnPage], None]:
    """Return what draws a page; its headings are `repeated` on those after the first."""

    def draw(sheet: DrawnPage) -> None:
        with sheet.artifact(when=repeated):
            _heading(sheet, view)
        top = sheet.height - _TOP - _HEAD
        heights = shared([_least(row) for row in rows], _ROOM, _MOST_HEIGHT)
        with sheet.tagged(Role.TABLE, continued=repeated):
            with sheet.artifact(when=repeated), sheet.tagged(Role.ROW):
                _column_heads(sheet, sheet.height - _TOP)
            for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
                # An empty row is lines to write on.
                with sheet.artifact(when=row is None), sheet.tagged(Role.ROW):
                    _row(sheet, row, top, height, shaded=index % 2 == 1)
                top -= height

    return draw


def _heading(sheet: DrawnPage, view: RegisterSheet) -> None:
    sheet.rect(0, sheet.height - 74, sheet.width, 74, fill=tint("primary"))
    sheet.rect(0, sheet.height - 74, sheet.width, 3, fill=colour("primary"))
    over = f"{view.letterhead.business} · {view.venue} · {view.letterhead.instructor}"
    small = Style(9, 12.5, colour=text_on_tint("primary"), max_lines=1)
    sheet.text(paragraph(over, small, _WIDTH), MARGIN, sheet.height - 14)
    title = f"{wording.week(view)}: {view.session_title}"
    when = f"{wording.day(view.on)}, {view.starts:%H:%M} to {view.ends:%H:%M}"
    when_width = 210.0
    for size in (19.0, 16.0, 13.0, 11.0):
        style = Style(size, size * 1.25, Weight.HEADING, colour("ink"), role=Role.TITLE)
        block = paragraph(title, style, _WIDTH - when_width - 12)
        if len(block.lines) == 1:
            break
    else:
        block = paragraph(title, at_most(style, 2), _WIDTH - when_width - 12)
    sheet.text(block, MARGIN, sheet.height - 34 + (len(block.lines) - 1) * 5)
    right = Style(11, 24, Weight.BOLD, colour("ink"), Align.RIGHT, max_lines=1)
    sheet.text(paragraph(when, right, when_width), MARGIN + _WIDTH - when_width, sheet.height - 34)


def _column_heads(sheet: DrawnPage, top: float) -> None:
    style = Style(8.6, 10.5, Weight.BOLD, colour("muted_strong"), role=Role.COLUMN_HEADING)
    x = MARGIN
    for column in _COLUMNS:
        aligned = replace(style, align=Align.CENTRE) if column.ticks and column.width < 60 else style
        block = paragraph(column.heading, aligned, column.width - 6)
        sheet.text(block, x + 3, top - _HEAD + 4 + block.height)
        x += column.width
    sheet.line(MARGIN, top - _HEAD, MARGIN + _WIDTH, top - _HEAD, colour("ink"), 1)


def _row(sheet: DrawnPage, row: RegisterSheetLine | None, top: float, height: float, *, shaded: bool) -> None:
    if shaded:
        sheet.rect(MARGIN, top - height, _WIDTH, height, fill=colour("paper"))
    sheet.line(MARGIN, top - height, MARGIN + _WIDTH, top - height, colour("line"))
    cells: list[Box | None] = _cells(row) if row else [None] * len(_COLUMNS)
    x = MARGIN
    for column, cell in zip(_COLUMNS, cells, strict=True):
        left = x + 3
        if column.ticks:
            box_left = x + (column.width - 13) / 2 if column.width < 60 else left
            sheet.rect(
                box_left, top - height / 2 - 6.5, 13, 13, stroke=colour("ink"), radius=2, line_width=0.8
            )
            left += 19
        with sheet.tagged(Role.ROW_HEADING if column.heading == "Baby" else Role.CELL):
            if cell is not None:
                cell.draw(sheet, left, top - (height - cell.height) / 2)
        if row is None and not column.ticks:
            sheet.line(
                left, top - height + 8, x + column.width - 8, top - height + 8, colour("control_line"), 0.5
            )
        x += column.width


def _cells(row: RegisterSheetLine) -> list[Box | None]:
    """Return what stands in each column."""
    width = {column.heading: column.width - 8 for column in _COLUMNS}
    small = Style(8, 9.4, colour=colour("muted_strong"))
    plain = Style(9.5, 12, colour=colour("ink"))
    bold = replace(plain, weight=Weight.BOLD)
    adult = _name(row.carer, plain, width["Adult who came"])
    if row.phone:
        adult = Stack((adult, text(row.phone, at_most(small, 1), width["Adult who came"])))
    flags: Box | None = None
    if row.flags:
        flags = _flags(row, replace(bold, colour=text_on_tint("warning")), width["Good to know"])
    money = f"{row.due} due" if row.paid in _OWED and row.due else _PAYMENT[row.paid]
    return [
        text(_number(row), bold, width["No"]),
        _name(row.baby, bold, width["Baby"]),
        text(row.age, at_most(replace(small, colour=colour("ink")), 3), width["Age"]),
        adult,
        flags,
        *(None, None, None, None),
        text(money, at_most(replace(plain, size=8.4, leading=10), 3), width["Payment"] - 19),
    ]


def _number(row: RegisterSheetLine) -> str:
    # A quiet sign for whoever knows it: parents read this paper over a shoulder.
    return f"{row.number}{MARK if row.marked else ''}"


def _flags(row: RegisterSheetLine, style: Style, width: float) -> Box:
    """Return the flags in two lines, or smaller in as many as they need: of a flag nothing is cut."""
    words = "▲ " + ", ".join(row.flags)
    block = text(words, replace(style, size=8.6, leading=10.4), width)
    if len(block.block.lines) > 2:
        block = text(words, replace(style, size=8, leading=9.4), width)
    return block


def _least(row: RegisterSheetLine | None) -> float:
    """Return the least height in points that a row can have."""
    heights = [cell.height + _PAD for cell in _cells(row) if cell] if row else []
    # A little less than a share of the page: fourteen of them must not be too many by a rounding.
    return max(_ROOM / _ROWS_A_PAGE - 0.1, *heights, 0)


def _name(name: str, style: Style, width: float) -> Box:
    """Return a name in one line, or smaller in as many as it needs."""
    block = text(name, style, width)
    if len(block.block.lines) > 1:
        block = text(name, at_most(replace(style, size=8.2, leading=9.6), _LONGEST_NAME), width)
    return block
