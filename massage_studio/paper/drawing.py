"""A drawing with the sentence that says the same, and the few shapes that drawings are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import HexColor

from massage_studio.paper.fonts import Weight
from massage_studio.paper.shaping import clean, shape

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing in points and the same in one sentence, for those who hear the page."""

    drawing: Any
    sentence: str


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
