"""A drawing with the sentence that says the same, and the few shapes that drawings are made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor

from massage_studio.paper.fonts import Weight
from massage_studio.paper.shaping import clean, shape

Anchor = Literal["start", "middle", "end"]


Number = str | int | float | Decimal


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of a drawing, in points, with what it shows in words; `key` names what it is made of."""

    x: float
    y: float
    width: float
    height: float
    words: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """All that a drawing shows as a table."""

    titles: tuple[str, ...]
    rows: tuple[tuple[Number, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing in points and the same in one sentence, for those who hear the page.

    `parts` are those that are told and opened one by one, in the order in which they are read, and `numbers`
    the table of all that is drawn.
    """

    drawing: Any
    sentence: str
    parts: tuple[Part, ...] = ()
    numbers: Numbers | None = None


def new_drawing(width: float, height: float) -> Any:
    """Return an empty drawing, origin at the lower left."""
    return Drawing(width, height)


def rect(x: float, y: float, width: float, height: float, fill: str, radius: float = 0) -> Any:
    """Return a filled rectangle without an outline."""
    paint: Any = {"fillColor": HexColor(fill), "strokeColor": None}
    return Rect(x, y, width, height, rx=radius, ry=radius, **paint)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float) -> Any:
    """Return a straight line."""
    return Line(x1, y1, x2, y2, strokeColor=HexColor(colour), strokeWidth=width)


def label(x: float, y: float, text: str, size: float, colour: str, anchor: Anchor = "start") -> Any:
    """Return a string in body type; (x, y) is on the baseline."""
    return String(
        x,
        y,
        clean(text),
        fontName=str(Weight.BODY),
        fontSize=size,
        fillColor=HexColor(colour),
        textAnchor=anchor,
    )


def text_width(text: str, size: float) -> float:
    """Return the width of body text in points."""
    return sum(piece.width for piece in shape(clean(text), Weight.BODY)) * size / 1000


def fitting(text: str, width: float, size: float) -> str:
    """Return a text, cut off where it is wider than its room."""
    while len(text) > 1 and text_width(text, size) > width:
        text = text[:-2].rstrip() + "…"
    return text


def two_lines(text: str, width: float, size: float) -> list[str]:
    """Return a text on one line, or on two where it is wider than its room; the rest is cut off."""
    if text_width(text, size) <= width:
        return [text]
    words = text.split()
    count = 1
    while count < len(words) - 1 and text_width(" ".join(words[: count + 1]), size) <= width:
        count += 1
    lines = " ".join(words[:count]), " ".join(words[count:])
    return [fitting(line, width, size) for line in lines if line]
