"""Blocks of a page that know their height before they are drawn, and how they are parted into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from massage_studio.paper.drawing import Chart
from massage_studio.paper.page import DrawnPage
from massage_studio.paper.qr_codes import qr_rows
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Paragraph, Run, Style, paragraph


class Box(Protocol):
    """Something with a height in points that draws itself downwards from (x, top)."""

    @property
    def height(self) -> float: ...

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None: ...


@dataclass(frozen=True, slots=True)
class TextBox:
    """One paragraph."""

    block: Paragraph

    @property
    def height(self) -> float:
        return self.block.height

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        sheet.text(self.block, x, top)


@dataclass(frozen=True, slots=True)
class Gap:
    """White space."""

    height: float

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        """Leave the paper as it is."""


@dataclass(frozen=True, slots=True)
class Stack:
    """Boxes one below the other."""

    boxes: tuple[Box, ...]
    height: float = field(init=False)

    def __post_init__(self) -> None:
        # Added up once: a box of boxes is asked for its height at every level.
        object.__setattr__(self, "height", sum(box.height for box in self.boxes))

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        for box in self.boxes:
            box.draw(sheet, x, top)
            top -= box.height


@dataclass(frozen=True, slots=True)
class Tagged:
    """A box that is a list, a table or a part of one to those who hear the page."""

    role: Role
    inner: Box

    @property
    def height(self) -> float:
        return self.inner.height

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        with sheet.tagged(self.role):
            self.inner.draw(sheet, x, top)


@dataclass(frozen=True, slots=True)
class Panel:
    """A box on a tint or inside a border; it may be stretched to `least` to match its neighbour."""

    inner: Box
    width: float
    fill: str | None = None
    stroke: str | None = None
    pad: float = 13
    least: float = 0
    line_width: float = 1
    dashed: bool = False

    @property
    def height(self) -> float:
        return max(self.least, self.inner.height + 2 * self.pad)

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        if self.fill or self.stroke:
            sheet.rect(
                x,
                top - self.height,
                self.width,
                self.height,
                fill=self.fill,
                stroke=self.stroke,
                radius=9,
                line_width=self.line_width,
                dashed=self.dashed,
            )
        self.inner.draw(sheet, x + self.pad, top - self.pad)


@dataclass(frozen=True, slots=True)
class Illustrated:
    """A drawing by its code in the middle of a box, and what it shows for those who hear the page.

    Without words it is decoration.
    """

    code: str
    words: str
    width: float
    height: float
    plain: bool = False

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        with sheet.figure(self.words, x, top - self.height, self.width, self.height):
            sheet.illustration(self.code, x, top, self.width, self.height, plain=self.plain)


@dataclass(frozen=True, slots=True)
class Charted:
    """A chart, with its sentence for those who hear the page."""

    chart: Chart

    @property
    def height(self) -> float:
        return float(self.chart.drawing.height)

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        drawing = self.chart.drawing
        with sheet.figure(self.chart.sentence, x, top - drawing.height, drawing.width, drawing.height):
            sheet.drawing(drawing, x, top - drawing.height)


@dataclass(frozen=True, slots=True)
class QrCode:
    """An address as a QR code on white, `side` points wide with its quiet zone."""

    address: str
    height: float

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        side, quiet = self.height, self.height * 4 / (len(qr_rows(self.address)) + 8)
        with sheet.figure(f"QR code of {self.address}", x, top - side, side, side):
            sheet.rect(x, top - side, side, side, fill="#FFFFFF")
            sheet.squares(qr_rows(self.address), x + quiet, top - quiet, side - 2 * quiet)


@dataclass(frozen=True, slots=True)
class Square:
    """A box to tick."""

    height: float
    colour: str
    side: float

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        y = top - self.height / 2 - self.side / 2
        sheet.rect(x + 0.5, y, self.side, self.side, stroke=self.colour, radius=2)


@dataclass(frozen=True, slots=True)
class Columns:
    """Boxes side by side, each with the distance of its left edge from the column before it."""

    boxes: tuple[tuple[float, Box], ...]
    height: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "height", max((box.height for _, box in self.boxes), default=0.0))

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        for left, box in self.boxes:
            box.draw(sheet, x + left, top)


@dataclass(frozen=True, slots=True)
class Ruled:
    """Lines to write on, `count` of them."""

    width: float
    count: int
    colour: str
    step: float = 22

    @property
    def height(self) -> float:
        return self.count * self.step

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        for i in range(1, self.count + 1):
            sheet.line(x, top - i * self.step, x + self.width, top - i * self.step, self.colour)


def text(parts: str | Sequence[str | Run], style: Style, width: float) -> TextBox:
    """Return a paragraph as a box."""
    return TextBox(paragraph(parts, style, width))


def pair(left: Panel, right: Panel, gap: float) -> Columns:
    """Return two panels side by side, equally high."""
    least = max(left.height, right.height)
    return Columns(((0, replace(left, least=least)), (left.width + gap, replace(right, least=least))))


def listed(
    items: Sequence[str], style: Style, width: float, marks: Sequence[str] = (), indent: float = 0
) -> Box:
    """Return a list of items, hanging by `indent` where there is a mark or number for each."""
    if not items:
        return Stack(())
    mark = replace(style, role=Role.MARK)
    body = replace(style, role=Role.ITEM_BODY)
    boxes: list[Box] = [text(item, body, width - indent) for item in items]
    if marks:
        boxes = [
            Columns(((0, text(sign, mark, indent)), (indent, box)))
            for sign, box in zip(marks, boxes, strict=True)
        ]
    return Tagged(Role.LIST, Stack(tuple(Tagged(Role.ITEM, box) for box in boxes)))


def paged(boxes: Sequence[Box], first: float, room: float) -> list[list[Box]]:
    """Return boxes by page, with as much room on the first page as `first`; no box is parted."""
    pages: list[list[Box]] = [[]]
    left = first
    for box in boxes:
        if box.height > left and pages[-1]:
            pages.append([])
            left = room
        pages[-1].append(box)
        left -= box.height
    return pages
