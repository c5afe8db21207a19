"""The paper cue sheet: the fallback for a class without the computer, with the same letters as its keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil

from massage_studio.cues.notation import REASON_WORDS
from massage_studio.handouts import wording
from massage_studio.handouts.restriction_mark import MARK, MARKED
from massage_studio.handouts.row_heights import parted, shared
from massage_studio.handouts.views import CueSheet, CueSheetRow, LegendGroup
from massage_studio.paper.boxes import Stack, TextBox, text
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import A4_HEIGHT, A4_WIDTH, FOOTER, MARGIN, DrawnPage
from massage_studio.paper.palette import colour, text_on_tint, tint
from massage_studio.paper.styles import at_most
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Align, Run, Style, paragraph

_WIDTH = A4_HEIGHT - 2 * MARGIN
_BAND = 53.0
_HEAD = 22.0
_ROWS_A_PAGE = 12
_LEAST_ROWS = 6
_STEP = 5
_NUMBER, _BABY, _ASKED, _NOTES = 24.0, 128.0, 58.0, 104.0
# Fewer points than this leave no room for two letters by hand, nor for the time above them.
_NARROWEST = 24.0
_LETTERS_A_LINE = 8
_LEGEND_LINE = 12.5
_LEAST_HEIGHT, _MOST_HEIGHT, _PAD = 20.0, 52.0, 2.5
# From roomy to tight: the size of a name in points and most lines of it. A longer one is a mistake in typing.
_SETTINGS = ((9.6, 1), (8.6, 1), (8.6, 2), (8.0, 20))
_SMALL = 8.0
_MOST_COLUMNS = int((_WIDTH - _NUMBER - _BABY - _ASKED - _NOTES) / _NARROWEST)
_WHY, *_OR = REASON_WORDS
_HOW = (
    f"Write a letter where its five minutes stand, such as “r”, “z F2” or “u {_WHY}” ({', '.join(_OR)}). "
    "Ring the answer when permission is asked. The same letters are typed in afterwards."
)
_PRIVACY = "Personal data: keep out of sight, and shred it when the class is typed in."


@dataclass(frozen=True, slots=True)
class _Grid:
    """The columns of time: each `step` minutes, `width` points wide, from `left`."""

    count: int
    step: int
    width: float
    left: float


def build(view: CueSheet) -> bytes:
    """Return the cue sheet as PDF, landscape, at most twelve babies a page, with empty rows for walk-ins."""
    wanted = max(len(view.rows), min(len(view.rows) + 1, _ROWS_A_PAGE), _LEAST_ROWS)
    rows: list[CueSheetRow | None] = [*view.rows, *[None] * (wanted - len(view.rows))]
    room = A4_WIDTH - _BAND - _legend_height(view.legend) - _HEAD - FOOTER - 17
    parts = parted(rows, _least, room, _ROWS_A_PAGE)
    # One lonely empty row is not worth a page.
    while len(parts) > 1 and not any(parts[-1]):
        parts.pop()
    title = f"Cue sheet: {wording.week(view)}"
    footer = f"{_PRIVACY} {MARKED}" if any(row.marked for row in view.rows) else _PRIVACY
    pages = [PaperPage(_drawing(view, part, repeated=part is not parts[0]), footer) for part in parts]
    return pdf(Document(title, view.letterhead.business, pages, wording.day(view.on), landscape=True))


def _drawing(
    view: CueSheet, rows: Sequence[CueSheetRow | None], *, repeated: bool
) -> Callable[[DrawnPage], None]:
    """Return what draws a page; its headings and letters are `repeated` on those after the first."""
    grid = _grid(view.minutes)

    def draw(sheet: DrawnPage) -> None:
        top = sheet.height - _BAND - 6
        with sheet.artifact(when=repeated):
            _heading(sheet, view)
            top -= _legend(sheet, view.legend, top) + 4
        heights = shared([_least(row) for row in rows], top - _HEAD - FOOTER - 7, _MOST_HEIGHT)
        with sheet.tagged(Role.TABLE, continued=repeated):
            with sheet.artifact(when=repeated), sheet.tagged(Role.ROW):
                _column_heads(sheet, view, grid, top)
            top -= _HEAD
            for index, (row, height) in enumerate(zip(rows, heights, strict=True)):
                # An empty row is lines to write on.
                with sheet.artifact(when=row is None), sheet.tagged(Role.ROW):
                    _row(sheet, row, view, grid, top, height, shaded=index % 2 == 1)
                top -= height

    return draw


def _least(row: CueSheetRow | None) -> float:
    """Return the least height in points that a row can have."""
    return _LEAST_HEIGHT if row is None else max(_LEAST_HEIGHT, _set(row, *_SETTINGS[-1]).height + _PAD)


def _grid(minutes: int) -> _Grid:
    """Return columns of five minutes, or of ten and more where a class is too long for them."""
    step = _STEP
    while ceil(minutes / step) > _MOST_COLUMNS:
        step += _STEP
    count = max(1, ceil(minutes / step))
    left = MARGIN + _NUMBER + _BABY + _ASKED
    return _Grid(count, step, (MARGIN + _WIDTH - _NOTES - left) / count, left)


def _heading(sheet: DrawnPage, view: CueSheet) -> None:
    sheet.rect(0, sheet.height - _BAND, sheet.width, _BAND, fill=tint("primary"))
    sheet.rect(0, sheet.height - _BAND, sheet.width, 3, fill=colour("primary"))
    over = " · ".join(part for part in ("Cue sheet", view.letterhead.business, view.venue) if part)
    small = Style(9, 12.5, colour=text_on_tint("primary"), max_lines=1)
    sheet.text(paragraph(over, small, _WIDTH), MARGIN, sheet.height - 10)
    ends = datetime.combine(view.on, view.starts) + timedelta(minutes=view.minutes)
    when = f"{wording.day(view.on)}, {view.starts:%H:%M} to {ends:%H:%M}"
    when_width = 210.0
    title = f"{wording.week(view)}: {view.session_title}"
    for size in (16.0, 13.5, 11.0, 9.0):
        style = Style(size, size * 1.25, Weight.HEADING, colour("ink"), role=Role.TITLE)
        block = paragraph(title, style, _WIDTH - when_width - 12)
        if len(block.lines) == 1:
            break
    else:
        block = paragraph(title, at_most(style, 2), _WIDTH - when_width - 12)
    sheet.text(block, MARGIN, sheet.height - 26)
    right = Style(10.5, 20, Weight.BOLD, colour("ink"), Align.RIGHT, max_lines=1)
    sheet.text(paragraph(when, right, when_width), MARGIN + _WIDTH - when_width, sheet.height - 26)


def _legend(sheet: DrawnPage, groups: Sequence[LegendGroup], top: float) -> float:
    """Draw the letters, a group a line, and how to use them; return the height in points."""
    head, line = 96.0, _LEGEND_LINE
    each = (_WIDTH - head) / _LETTERS_A_LINE
    used = 0.0
    with sheet.tagged(Role.LIST):
        for group in groups:
            with sheet.tagged(Role.ITEM):
                _legend_group(sheet, group, top - used, head, each)
            used += ceil(len(group.letters) / _LETTERS_A_LINE) * line
    how = _how()
    how.draw(sheet, MARGIN, top - used - 1)
    return used + how.height + 1


def _legend_group(sheet: DrawnPage, group: LegendGroup, top: float, head: float, each: float) -> None:
    ink = text_on_tint(group.tone)
    style = Style(8.2, 11, Weight.BOLD, ink, max_lines=1, role=Role.MARK)
    text(group.title, style, head - 6).draw(sheet, MARGIN, top)
    with sheet.tagged(Role.ITEM_BODY):
        for place, letter in enumerate(group.letters):
            down, along = divmod(place, _LETTERS_A_LINE)
            # The last one of a line has all the room that is left.
            last = place == len(group.letters) - 1
            width = (each * (_LETTERS_A_LINE - along) if last else each) - 6
            words: list[str | Run] = [Run(letter.key, Weight.BOLD, ink), f" {letter.label}"]
            block = text(words, Style(8.2, 11, colour=colour("ink"), max_lines=1), width)
            block.draw(sheet, MARGIN + head + along * each, top - down * _LEGEND_LINE)


def _how() -> TextBox:
    return text(_HOW, Style(_SMALL, 10.5, colour=colour("muted_strong")), _WIDTH)


def _legend_height(groups: Sequence[LegendGroup]) -> float:
    lines = sum(ceil(len(group.letters) / _LETTERS_A_LINE) for group in groups)
    return lines * _LEGEND_LINE + _how().height + 1


def _column_heads(sheet: DrawnPage, view: CueSheet, grid: _Grid, top: float) -> None:
    style = Style(8.2, 10, Weight.BOLD, colour("muted_strong"))
    bottom = top - _HEAD

    def head(words: str, x: float, width: float) -> None:
        heading = replace(style, role=Role.COLUMN_HEADING)
        sheet.text(paragraph(words, heading, width - 4), x + 3, bottom + 13)

    head("No", MARGIN, _NUMBER)
    head("Baby", MARGIN + _NUMBER, _BABY)
    head("Permission", MARGIN + _NUMBER + _BABY, _ASKED)
    begins = datetime.combine(view.on, view.starts)
    centred = replace(style, align=Align.CENTRE)
    clock = Style(_SMALL, 8, colour=colour("muted_strong"), align=Align.CENTRE)
    for column in range(grid.count):
        minute = column * grid.step
        x = grid.left + column * grid.width
        moment = begins + timedelta(minutes=minute)
        with sheet.tagged(Role.COLUMN_HEADING):
            sheet.text(paragraph(f"{minute:02}", centred, grid.width), x, bottom + 21)
            sheet.text(paragraph(f"{moment:%H:%M}", clock, grid.width), x, bottom + 10.5)
    head("Notes", MARGIN + _WIDTH - _NOTES, _NOTES)
    sheet.line(MARGIN, bottom, MARGIN + _WIDTH, bottom, colour("ink"), 1)


def _row(
    sheet: DrawnPage,
    row: CueSheetRow | None,
    view: CueSheet,
    grid: _Grid,
    top: float,
    height: float,
    *,
    shaded: bool,
) -> None:
    bottom = top - height
    if shaded:
        sheet.rect(MARGIN, bottom, _WIDTH, height, fill=colour("paper"))
    for column in range(grid.count + 1):
        x = grid.left + column * grid.width
        strong = column in (0, grid.count)
        sheet.line(x, bottom, x, top, colour("control_line" if strong else "line"), 0.75 if strong else 0.5)
    sheet.line(MARGIN, bottom, MARGIN + _WIDTH, bottom, colour("control_line"), 0.5)
    notes = MARGIN + _WIDTH - _NOTES + 6
    sheet.line(notes, bottom + 7, MARGIN + _WIDTH - 2, bottom + 7, colour("control_line"), 0.5)
    middle = (top + bottom) / 2
    if row is None:
        left = MARGIN + _NUMBER + 3
        sheet.line(left, bottom + 8, left + _BABY - 12, bottom + 8, colour("control_line"), 0.5)
    else:
        bold = Style(11, 13, Weight.BOLD, colour("ink"), max_lines=1, role=Role.CELL)
        number = paragraph(f"{row.number}{MARK if row.marked else ''}", bold, _NUMBER - 4)
        sheet.text(number, MARGIN + 3, middle + 6.5)
        about = _about(row, height - _PAD)
        with sheet.tagged(Role.ROW_HEADING):
            about.draw(sheet, MARGIN + _NUMBER + 3, middle + about.height / 2)
    x = MARGIN + _NUMBER + _BABY
    ring = Style(11, 14, Weight.BODY, colour("muted_strong"), Align.CENTRE, max_lines=1)
    each = (_ASKED - 8) / max(len(view.permission), 1)
    with sheet.tagged(Role.CELL):
        for place, letter in enumerate(view.permission):
            sheet.text(paragraph(letter, ring, each), x + 2 + place * each, middle + 7)
    # A cell for each of the times, and one for the notes, all still to be written in.
    for _ in range(grid.count + 1):
        with sheet.tagged(Role.CELL):
            pass


def _about(row: CueSheetRow, room: float) -> Stack:
    """Return name, age and flags as large as they fit; of a flag nothing is ever cut."""
    for size, lines in _SETTINGS:
        stack = _set(row, size, lines)
        if stack.height <= room and _lines(row.baby, size) <= lines:
            return stack
    return _set(row, *_SETTINGS[-1])


def _lines(name: str, size: float) -> int:
    return len(text(name, _bold(size), _BABY - 8).block.lines)


def _bold(size: float) -> Style:
    return Style(size, size * 1.16, Weight.BOLD, colour("ink"))


def _set(row: CueSheetRow, size: float, lines: int) -> Stack:
    """Return name, age and flags in one setting; only a name that is longer than `lines` is cut."""
    width = _BABY - 8
    # Flags and age share lines: one more for each baby would be another page.
    flags = f"▲ {', '.join(row.flags)}" if row.flags else ""
    between = " · " if flags and row.age else ""
    words = (Run(flags, Weight.BOLD, text_on_tint("warning")), between + row.age)
    about = text(words, Style(_SMALL, 9.4, colour=colour("muted_strong")), width)
    return Stack((text(row.baby, at_most(_bold(size), lines), width), about))
