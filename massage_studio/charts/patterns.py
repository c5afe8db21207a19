"""A pattern for each state, so that the ribbon reads in black and white."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reportlab.graphics.shapes import Circle
from reportlab.lib.colors import HexColor

from massage_studio.charts.chart import line
from massage_studio.charts.palette import text_on


def pattern(code: str, x: float, y: float, width: float, height: float, background: str) -> list[Any]:
    """Return the shapes that mark a state's rectangle; quiet alert stays plain."""
    ink = text_on(background)
    match code:
        case "deep_sleep":
            return [line(*ends, ink, 0.9) for ends in _diagonals(x, y, width, height, 4.5, rising=True)]
        case "light_sleep":
            return [line(*ends, ink, 0.6) for ends in _diagonals(x, y, width, height, 8, rising=True)]
        case "drowsy":
            return [
                Circle(cx, cy, 0.8, fillColor=HexColor(ink), strokeColor=None)
                for cx, cy in _grid(x, y, width, height, 6)
            ]
        case "active_alert":
            count = int(width // 7)
            inset = (width - (count - 1) * 7) / 2 if count else 0
            return [
                line(x + inset + 7 * i, y + 3, x + inset + 7 * i, y + height - 3, ink, 0.8)
                for i in range(count)
            ]
        case "crying":
            return [
                line(*ends, ink, 0.6)
                for rising in (True, False)
                for ends in _diagonals(x, y, width, height, 7, rising=rising)
            ]
        case _:
            return []


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


def _grid(x: float, y: float, width: float, height: float, step: float) -> Iterator[tuple[float, float]]:
    rows = max(1, int(height // step))
    columns = int(width // step)
    for row in range(rows):
        for column in range(columns):
            yield (
                x + (width - (columns - 1) * step) / 2 + column * step,
                y + (height - (rows - 1) * step) / 2 + row * step,
            )
