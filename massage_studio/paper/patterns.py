"""A pattern for each state, so that the ribbon reads in black and white."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.graphics.shapes import Circle
from reportlab.lib.colors import HexColor

from massage_studio.paper.drawing import line
from massage_studio.paper.marks import MARKS, STEP, Mark
from massage_studio.paper.palette import text_on

_DOT = 0.9
_STROKE = 0.8


def pattern(code: str, x: float, y: float, width: float, height: float, background: str) -> list[Any]:
    """Return the shapes that mark a state's rectangle; quiet alert stays plain."""
    return marked(MARKS.get(code, ()), x, y, width, height, background)


def marked(
    marks: Sequence[Mark], x: float, y: float, width: float, height: float, background: str
) -> list[Any]:
    """Return the shapes of these marks over a rectangle."""
    ink = text_on(background)
    return [shape for mark in marks for shape in _shapes(mark, x, y, width, height, ink)]


def _shapes(mark: Mark, x: float, y: float, width: float, height: float, ink: str) -> list[Any]:
    match mark:
        case "dots" | "more_dots":
            return [
                Circle(cx, cy, _DOT, fillColor=HexColor(ink), strokeColor=None)
                for cx, cy in _grid(x, y, width, height, between=mark == "more_dots")
            ]
        case "upright":
            return [
                line(x + across, y, x + across, y + height, ink, _STROKE)
                for across in _places(width, STEP / 2)
            ]
        case _:
            ends = _diagonals(x, y, width, height, STEP, rising=mark == "rising")
            return [line(*end, ink, _STROKE) for end in ends]


def _diagonals(
    x: float, y: float, width: float, height: float, step: float, *, rising: bool
) -> Iterator[tuple[float, float, float, float]]:
    """Yield lines at 45 degrees, cut to the rectangle."""
    offset = -height + step / 2
    while offset < width:
        low, high = max(0.0, -offset), min(height, width - offset)
        if high - low > 0.5:
            ends = (x + offset + low, y + low, x + offset + high, y + high)
            yield ends if rising else (ends[0], y + height - low, ends[2], y + height - high)
        offset += step


def _grid(x: float, y: float, width: float, height: float, *, between: bool) -> Iterator[tuple[float, float]]:
    """Yield the places of dots, or of those that stand between them."""
    first = STEP * (0.75 if between else 0.25)
    for up in _places(height, first):
        for across in _places(width, first):
            yield x + across, y + up


def _places(length: float, first: float) -> Iterator[float]:
    """Yield where a mark stands on a length, a step apart and never over an edge."""
    at = first
    while at + _DOT <= length:
        yield at
        at += STEP
