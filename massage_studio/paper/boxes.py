"""Blocks of a page that know their height before they are drawn, and how to make them fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from massage_studio.paper.drawing import Chart
from massage_studio.paper.page import DrawnPage
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
class Figure:
    """A chart."""

    chart: Chart

    @property
    def height(self) -> float:
        return float(self.chart.drawing.height)

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        bottom = top - self.height
        with sheet.figure(self.chart.sentence, x, bottom, float(self.chart.drawing.width), self.height):
            sheet.drawing(self.chart.drawing, x, bottom)


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

    @property
    def height(self) -> float:
        return max(self.least, self.inner.height + 2 * self.pad)

    def draw(self, sheet: DrawnPage, x: float, top: float) -> None:
        sheet.rect(
            x, top - self.height, self.width, self.height, fill=self.fill, stroke=self.stroke, radius=9
        )
        self.inner.draw(sheet, x + self.pad, top - self.pad)


@dataclass(frozen=True, slots=True)
class Columns:
    """Boxes side by side, each with the distance of its left edge from the column before it."""

    boxes: tuple[tuple[float, Box], ...]

    @property
    def height(self) -> float:
        return max((box.height for _, box in self.boxes), default=0.0)

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


@dataclass(frozen=True, slots=True)
class Fit:
    """How tightly a page is set: scale of type; most items, typed lines, findings, strokes."""

    scale: float
    items: int
    lines: int
    findings: int
    strokes: int


# From roomy to tight; the last one fits whatever a family or an instructor may have typed.
FITS = (
    Fit(1.0, 7, 6, 4, 26),
    Fit(0.96, 6, 6, 4, 26),
    Fit(0.92, 6, 5, 4, 26),
    Fit(0.88, 5, 5, 3, 26),
    Fit(0.84, 5, 4, 3, 26),
    Fit(0.8, 4, 4, 2, 26),
    Fit(0.76, 3, 1, 2, 8),
    Fit(0.7, 3, 0, 2, 4),
)


def fitted(make: Callable[[Fit], Stack], room: float) -> Stack:
    """Return the roomiest setting that is no higher than `room`, or the tightest there is."""
    stack = make(FITS[0])
    for fit in FITS[1:]:
        if stack.height <= room:
            break
        stack = make(fit)
    return stack
