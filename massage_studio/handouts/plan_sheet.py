"""A course plan on paper: the minutes of its weeks by benefit, then each week with its activities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from massage_studio.charts.benefit_matrix import MatrixColumn, MatrixLine, benefit_matrix
from massage_studio.curriculum.plan_views import difference_words
from massage_studio.handouts import wording
from massage_studio.handouts.views import PaperActivity, PaperWeek, PlanSheet
from massage_studio.paper.band import Band, band
from massage_studio.paper.boxes import Box, Columns, Gap, Stack, Tagged, paged, text
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.drawing import Chart
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import A4_HEIGHT, A4_WIDTH, FOOTER, MARGIN, DrawnPage
from massage_studio.paper.palette import colour
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Style

_WIDTH = A4_WIDTH - 2 * MARGIN
_UNDER_BAND = 18.0
_ROOM = A4_HEIGHT - MARGIN - FOOTER
_MINUTES = 48.0
_TEXT = Style(11, 15, colour=colour("ink"))
_NOTE = Style(9.5, 13, colour=colour("muted_strong"))
_HEADING = Style(14, 19, Weight.HEADING, colour("ink"), role=Role.HEADING)


@dataclass(frozen=True, slots=True)
class _Charted:
    """A chart as a box, told in words to those who hear the page."""

    chart: Chart

    @property
    def height(self) -> float:
        return float(self.chart.drawing.height)

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        y = top - self.height
        with sheet.figure(self.chart.sentence, x, y, self.chart.drawing.width, self.height):
            sheet.drawing(self.chart.drawing, x, y)


def build(view: PlanSheet) -> bytes:
    """Return the plan as PDF, on as many A4 pages as its weeks take."""
    head = view.letterhead
    who = " · ".join(dict.fromkeys(part for part in (head.business, head.instructor) if part))
    over = " · ".join(part for part in ("Course plan", who) if part)
    top = band(over, view.label, view.told, "primary", A4_WIDTH, head.logo)
    first = A4_HEIGHT - top.height - _UNDER_BAND - FOOTER
    parts = paged(_boxes(view), first, _ROOM)
    pages = [_page(boxes, top if not number else None, who) for number, boxes in enumerate(parts)]
    return pdf(Document(f"Course plan: {view.label}", head.business, pages, view.told))


def _page(boxes: Sequence[Box], top: Band | None, footer: str) -> PaperPage:
    def draw(sheet: DrawnPage) -> None:
        under = sheet.height - MARGIN
        if top is not None:
            top.draw(sheet)
            under = sheet.height - top.height - _UNDER_BAND
        Stack(tuple(boxes)).draw(sheet, MARGIN, under)

    return PaperPage(draw, footer)


def _boxes(view: PlanSheet) -> list[Box]:
    table = view.matrix
    rows = [
        MatrixLine(
            f"{row.number} {row.title}",
            row.minutes,
            row.total,
            difference_words(row),
            tuple(map(table.doubled, row.minutes)),
        )
        for row in table.rows
    ]
    columns = [MatrixColumn(one.code, one.title) for one in table.benefits]
    chart = benefit_matrix(columns, rows, table.length, _WIDTH)
    boxes: list[Box] = [text("Minutes by benefit", _HEADING, _WIDTH), Gap(6), _Charted(chart)]
    for week in view.weeks:
        parts = _week(week)
        # A week is one box where a page has room for it.
        whole = Stack(tuple(parts))
        boxes += [whole] if whole.height <= _ROOM else parts
    return boxes


def _week(week: PaperWeek) -> list[Box]:
    """Return a week, its heading together with its first activity."""
    heading: list[Box] = [
        Gap(16),
        text(f"Week {week.number}: {week.title}", _HEADING, _WIDTH),
        text(" · ".join(part for part in (week.told, week.areas) if part), _NOTE, _WIDTH),
    ]
    rows = [_activity(one) for one in week.activities]
    if not rows:
        return [Stack((*heading, text("Nothing is planned yet.", _TEXT, _WIDTH)))]
    return [Stack((*heading, rows[0])), *rows[1:]]


def _activity(one: PaperActivity) -> Box:
    rest = _WIDTH - _MINUTES
    body: list[Box] = [text(wording.typographic(one.title), replace(_TEXT, weight=Weight.BOLD), rest)]
    notes = " · ".join(part for part in (one.benefits, one.details) if part)
    if notes:
        body.append(text(notes, _NOTE, rest))
    minutes = text(f"{one.minutes} min", replace(_TEXT, role=Role.MARK), _MINUTES)
    columns = Columns(((0, minutes), (_MINUTES, Tagged(Role.ITEM_BODY, Stack(tuple(body))))))
    return Tagged(Role.LIST, Stack((Gap(6), Tagged(Role.ITEM, columns))))
