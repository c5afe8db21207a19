"""The insights on paper, for the instructor: the figures and charts of the screen, one below the other."""

from __future__ import annotations

from collections.abc import Sequence

from massage_studio.handouts.views import Letterhead
from massage_studio.language import translate
from massage_studio.paper.band import Band, band
from massage_studio.paper.boxes import Box, Charted, Gap, Stack, paged, text
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import A4_HEIGHT, A4_WIDTH, FOOTER, MARGIN, DrawnPage
from massage_studio.paper.palette import colour
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Style
from massage_studio.progress.insight_views import Figure

WIDTH = A4_WIDTH - 2 * MARGIN
TEXT = Style(11, 15, colour=colour("ink"))
NOTE = Style(9.5, 13, colour=colour("muted_strong"))
LEAD = Style(12, 17, Weight.BOLD, colour("ink"))
HEADING = Style(14, 19, Weight.HEADING, colour("ink"), role=Role.HEADING)
_UNDER_BAND = 18.0
_ROOM = A4_HEIGHT - MARGIN - FOOTER


def build(head: Letterhead, title: str, told: str, figures: Sequence[Figure]) -> bytes:
    """Return the figures as PDF, on as many A4 pages as they take; `told` says of which courses they are."""
    over = translate("InsightsSheet", "Insights")
    return document(head, over, title, told, [_figure(one) for one in figures])


def document(head: Letterhead, over: str, title: str, told: str, boxes: Sequence[Box]) -> bytes:
    """Return boxes below a band as PDF, each whole on one page."""
    who = " · ".join(dict.fromkeys(part for part in (head.business, head.instructor) if part))
    top = band(" · ".join(part for part in (over, who) if part), title, told, "primary", A4_WIDTH, head.logo)
    parts = paged(boxes, A4_HEIGHT - top.height - _UNDER_BAND - FOOTER, _ROOM)
    pages = [_page(part, top if not number else None, who) for number, part in enumerate(parts)]
    return pdf(Document(f"{over}: {title}", head.business, pages, told))


def _page(boxes: Sequence[Box], top: Band | None, footer: str) -> PaperPage:
    def draw(sheet: DrawnPage) -> None:
        under = sheet.height - MARGIN
        if top is not None:
            top.draw(sheet)
            under = sheet.height - top.height - _UNDER_BAND
        Stack(tuple(boxes)).draw(sheet, MARGIN, under)

    return PaperPage(draw, footer)


def _figure(one: Figure) -> Box:
    boxes: list[Box] = [text(one.title, HEADING, WIDTH), text(one.lead, LEAD, WIDTH)]
    if one.chart is not None:
        boxes += [Gap(4), Charted(one.chart(WIDTH))]
    boxes += [text(note, NOTE, WIDTH) for note in one.notes]
    return Stack((*boxes, Gap(18)))
