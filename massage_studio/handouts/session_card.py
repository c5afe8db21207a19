"""The session card: one item of the library, or those of a week in their order, for the instructor's knee.

She reads it at arm's length with a baby beside her: large type, a drawing where there is one, no text across
the whole page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from massage_studio.handouts import wording
from massage_studio.handouts.look import UNDER_BAND, Look, look
from massage_studio.handouts.views import CardPart, CardSection, SessionCard, Variant
from massage_studio.paper.band import band
from massage_studio.paper.boxes import Box, Columns, Gap, Illustrated, Stack, listed, paged, text
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import MARGIN, DrawnPage
from massage_studio.paper.page_format import PageFormat
from massage_studio.paper.tagging import Role

_DRAWING = 118.0
_GUTTER = 20.0
_TONE = "primary"
# Lines that stay together on a page.
_TOGETHER = 8


def build(view: SessionCard, kind: str = "Session card") -> bytes:
    """Return the card, or what `kind` calls it, as PDF: its parts in order, on as many pages as they take."""
    style = look(Variant.A4)
    page: PageFormat = replace(style.page, margin=MARGIN)
    top = band(
        " · ".join(part for part in (kind, view.letterhead.business) if part),
        view.title,
        view.under,
        _TONE,
        page.width,
        view.letterhead.logo,
    )
    width = page.width - 2 * MARGIN
    foot = style.foot(view.letterhead.business)
    room = page.height - MARGIN - foot
    first = page.height - top.height - UNDER_BAND - foot
    boxes = [box for number, part in enumerate(view.parts) for box in _part(part, style, width, number)]

    def drawn(some: Sequence[Box], *, beginning: bool) -> PaperPage:
        def draw(sheet: DrawnPage) -> None:
            under = sheet.height - MARGIN
            if beginning:
                top.draw(sheet)
                under = sheet.height - top.height - UNDER_BAND
            Stack(tuple(some)).draw(sheet, MARGIN, under)

        return PaperPage(draw, view.letterhead.business)

    pages = [drawn(some, beginning=not number) for number, some in enumerate(paged(boxes, first, room))]
    return pdf(
        Document(view.title, view.letterhead.business, pages, view.under, page=page, foot=style.note.size)
    )


def _part(part: CardPart, style: Look, width: float, number: int) -> list[Box]:
    """Return one part; its heading never stands alone at the foot of a page."""
    beside = width - (_DRAWING + _GUTTER if part.drawing else 0)
    head: list[Box] = []
    if part.title:
        head.append(text(wording.typographic(part.title), style.heading, beside))
    if part.facts:
        head.append(text(part.facts, style.note, beside))
    role = Role.SUBHEADING if part.title else Role.HEADING
    sections = [box for section in part.sections for box in _section(section, style, beside, role)]
    opening = Stack((*head, *sections[:1]))
    gap = Gap(18 if number else 0)
    if not part.drawing:
        return [Stack((gap, opening)), *sections[1:], *_sources(part, style, width)]
    drawing = Illustrated(part.drawing, part.drawing_words, _DRAWING, _DRAWING * 1.25)
    # Beside a drawing all stands together; what is longer than a page goes on below it.
    whole = Stack((*head, *sections))
    if whole.height < 480:
        return [
            Stack((gap, Columns(((0, whole), (beside + _GUTTER, drawing))))),
            *_sources(part, style, width),
        ]
    begun = Stack((gap, Columns(((0, opening), (beside + _GUTTER, drawing)))))
    return [begun, *sections[1:], *_sources(part, style, width)]


def _section(section: CardSection, style: Look, width: float, role: Role) -> list[Box]:
    """Return a heading with its lines, a few at a time, so that a page may end between them."""
    lines = [wording.typographic(line) for line in section.lines]
    boxes: list[Box] = []
    for start in range(0, len(lines), _TOGETHER):
        some = lines[start : start + _TOGETHER]
        if section.marks == "numbers":
            marks = [f"{number}." for number in range(start + 1, start + len(some) + 1)]
            told = listed(some, style.text, width, marks, 26)
        elif section.marks == "points" and len(lines) > 1:
            told = listed(some, style.text, width, ["•"] * len(some), 14)
        else:
            told = Stack(tuple(text(line, style.text, width) for line in some))
        if start:
            boxes.append(told)
        elif section.heading:
            heading = replace(style.text, weight=Weight.BOLD, role=role)
            boxes.append(Stack((Gap(9), text(section.heading, heading, width), told)))
        else:
            boxes.append(Stack((Gap(9), told)))
    return boxes


def _sources(part: CardPart, style: Look, width: float) -> list[Box]:
    return (
        [Stack((Gap(6), *(text(line, style.note, width) for line in part.sources)))] if part.sources else []
    )
