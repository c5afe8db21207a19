"""The page on which a carer answers the five items: a line for each, words at its ends and no number."""

from __future__ import annotations

from dataclasses import dataclass, replace

from massage_studio.handouts.look import Look, look
from massage_studio.handouts.views import OwnWordsForm, Variant
from massage_studio.paper.boxes import Box, Columns, Gap, Ruled, Square, Stack, paged, text
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page import DrawnPage
from massage_studio.paper.text import Align

_RING, _HIGH = 7.0, 27.0
_LINES, _RULE = 2, 27.0


@dataclass(frozen=True, slots=True)
class _Rings:
    """Rings to mark on a line."""

    number: int
    width: float
    colour: str
    paper: str
    words: str
    height: float = _HIGH

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        middle = top - self.height / 2
        side = 2 * _RING
        step = (self.width - side) / (self.number - 1)
        with sheet.figure(self.words, x, top - self.height, self.width, self.height):
            sheet.line(x + _RING, middle, x + self.width - _RING, middle, self.colour)
            for place in range(self.number):
                left = x + place * step
                sheet.rect(
                    left, middle - _RING, side, side, fill=self.paper, stroke=self.colour, radius=_RING
                )


def build(view: OwnWordsForm, variant: Variant = Variant.A4) -> bytes:
    """Return the page as PDF; it fits on one A4 page in every language and in large print on two at most."""
    style = look(variant)
    room = style.page.height - 2 * style.page.margin - style.foot(view.about)

    def page(boxes: list[Box]) -> PaperPage:
        def draw(sheet: DrawnPage) -> None:
            Stack(tuple(boxes)).draw(sheet, style.page.margin, sheet.height - style.page.margin)

        return PaperPage(draw, view.about)

    made = tuple(map(page, paged(_boxes(view, style), room, room)))
    return pdf(
        Document(
            view.title, view.letterhead.business, made, view.about, page=style.page, foot=style.note.size
        )
    )


def _boxes(view: OwnWordsForm, style: Look) -> list[Box]:
    width = style.page.inner
    start = Align.RIGHT if view.from_the_right else Align.LEFT
    head = replace(style.name, align=start)
    body, note = replace(style.text, align=start), replace(style.note, align=start)
    boxes: list[Box] = [
        Stack(
            (
                text(view.title, replace(head, size=head.size * 0.75, leading=head.leading * 0.75), width),
                Gap(6),
                text(view.instruction, body, width),
            )
        )
    ]
    first, last = view.ends
    left, right = (last, first) if view.from_the_right else (first, last)
    ends = Columns(
        (
            (0, text(left, replace(note, align=Align.LEFT), width / 2)),
            (width / 2, text(right, replace(note, align=Align.RIGHT), width / 2)),
        )
    )
    bold = replace(body, weight=Weight.BOLD)
    for statement in view.statements:
        rings = _Rings(view.places, width, style.line("ink"), "#FFFFFF", f"{first} – {last}")
        boxes.append(Stack((Gap(15), text(statement, bold, width), rings, ends)))
    ruled = Ruled(width, _LINES, style.line("control_line"), _RULE)
    boxes.append(Stack((Gap(18), text(view.words, body, width), ruled)))
    boxes.append(Stack((Gap(18), text(view.on_paper, body, width), Gap(6), _ticks(view, style))))
    boxes.append(Stack((Gap(18), text(view.note, note, width), Gap(3), text(view.thanks, note, width))))
    return boxes


def _ticks(view: OwnWordsForm, style: Look) -> Box:
    width, side = style.page.inner, style.text.size
    align = Align.RIGHT if view.from_the_right else Align.LEFT
    words = replace(style.text, align=align)
    half = width / 2
    cells: list[tuple[float, Box]] = []
    for place, answer in enumerate(view.yes_no):
        if view.from_the_right:
            right = width - place * half
            cells += [
                (right - side, Square(words.leading, style.line("ink"), side)),
                (right - half, text(answer, words, half - side - 8)),
            ]
        else:
            left = place * half
            cells += [
                (left, Square(words.leading, style.line("ink"), side)),
                (left + side + 8, text(answer, words, half - side - 8)),
            ]
    return Columns(tuple(cells))
