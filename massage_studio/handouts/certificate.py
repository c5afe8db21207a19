"""The certificate of having taken part: one A4 page, with names whole and without a promise."""

from __future__ import annotations

from dataclasses import replace

from massage_studio.handouts import wording
from massage_studio.handouts.look import Look, look
from massage_studio.handouts.views import Certificate, Variant
from massage_studio.paper.boxes import Box, Gap, Illustrated, Ruled, Stack, text
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import DrawnPage
from massage_studio.paper.styles import at_most
from massage_studio.paper.text import Align, Style

_FRAME, _INSIDE = 30.0, 24.0
_LINE = 220.0
# By how much the type of the names shrinks, and how high the drawing is.
_FITS = ((1.0, 150.0), (1.0, 96.0), (0.8, 96.0), (0.65, 0.0), (0.5, 0.0))


def build(view: Certificate, variant: Variant = Variant.A4) -> bytes:
    """Return the certificate as PDF; of a name nothing is left out."""
    style = look(variant)

    def draw(sheet: DrawnPage) -> None:
        low = style.foot()
        for far, width in ((0.0, 2.25), (6.0, 0.75)):
            sheet.rect(
                _FRAME + far,
                low + far,
                sheet.width - 2 * (_FRAME + far),
                sheet.height - _FRAME - low - 2 * far,
                stroke=style.line("primary"),
                radius=12 - far,
                line_width=width,
            )
        room = sheet.height - _FRAME - low - 2 * _INSIDE
        boxes = _fitted(view, style, room)
        free = max(0.0, room - sum(box.height for box in boxes))
        Stack(boxes).draw(sheet, style.page.margin, sheet.height - _FRAME - _INSIDE - free / 2)

    title = f"{wording.label('taken_part')}: {view.baby}"
    page = PaperPage(draw, "")
    return pdf(
        Document(title, view.letterhead.business, (page,), view.course, page=style.page, foot=style.note.size)
    )


def _fitted(view: Certificate, style: Look, room: float) -> tuple[Box, ...]:
    for scale, picture in _FITS:
        boxes = _boxes(view, style, scale, picture)
        if sum(box.height for box in boxes) <= room:
            break
    return boxes


def _boxes(view: Certificate, style: Look, scale: float, picture: float) -> tuple[Box, ...]:
    width, head = style.page.inner, view.letterhead

    def line(words: str, kind: Style) -> Box:
        return text(words, replace(kind, align=Align.CENTRE), width)

    name = style.name.scaled(scale)
    adults = f"with {wording.joined(view.came_with)}" if view.came_with else ""
    days = f"on {wording.days(view.days)} {view.days[-1].year}" if view.days else ""
    drawing = Illustrated("cuddle", "", width, picture, style.plain)
    sign = " · ".join(dict.fromkeys(part for part in (head.instructor, head.business) if part))
    return (
        line(wording.label("taken_part"), replace(style.heading, role=style.text.role)),
        Gap(18),
        *((drawing, Gap(18)) if picture else ()),
        line(view.baby, name),
        *((Gap(6), line(adults, style.lead.scaled(max(scale, 0.75)))) if adults else ()),
        Gap(12),
        line("took part in", style.text),
        line(view.course, replace(style.text, weight=Weight.BOLD)),
        *((line(days, at_most(style.text, 4)),) if days else ()),
        Gap(48),
        _Centred(Ruled(_LINE, 1, style.line("control_line"), 1), width),
        Gap(4),
        line(f"{sign}, {wording.day(view.on)}", style.note),
        Gap(18),
        line(wording.label("taken_part_note"), style.note),
    )


class _Centred:
    """A box in the middle of a column."""

    def __init__(self, box: Ruled, width: float) -> None:
        self._box, self._width = box, width
        self.height = box.height

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        self._box.draw(sheet, x + (self._width - self._box.width) / 2, top)
