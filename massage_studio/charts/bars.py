"""Lines of bars to one scale: parts of a whole side by side, told apart by colour and by pattern."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from massage_studio.paper.drawing import (
    Chart,
    Number,
    Numbers,
    Part,
    label,
    new_drawing,
    rect,
    text_width,
    two_lines,
)
from massage_studio.paper.marks import Mark
from massage_studio.paper.palette import colour
from massage_studio.paper.patterns import marked

TEXT = 9.0
_BAR = 9.0
_LINE = 11.0
_GAP = 10.0
_MOST_OF_NAMES = 0.42
_LEGEND = 18.0
_SWATCH = 10.0


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of part: `code` chooses the colour, `marks` tell it apart without."""

    code: str
    label: str
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class BarLine:
    """One line: a value for each series, `figure` as it is written at its end, and all of it in words.

    `whole` is what the values are a part of, drawn behind them; `key` names what the line is made of.
    """

    label: str
    values: tuple[Number, ...]
    figure: str
    words: str
    key: str = ""
    whole: float = 0


def bars(title: str, series: Sequence[Series], lines: Sequence[BarLine], width: float) -> Chart:
    """Draw a bar a line, its parts after one another, below a legend where there are several series.

    Width and height are in points; `title` heads the first column of the numbers.
    """
    names = _names(lines, width)
    legend = _legend(series, width) if len(series) > 1 else []
    above = _LEGEND * len(legend)
    heights = [_LINE * len(name) + _GAP for name in names]
    drawing = new_drawing(width, above + sum(heights))
    for number, row in enumerate(legend):
        bottom = drawing.height - _LEGEND * (number + 1) + 6
        for one, at in row:
            for shape in swatch(one, at, bottom):
                drawing.add(shape)
            drawing.add(label(at + _SWATCH + 5, bottom + 2, one.label, TEXT, colour("muted_strong")))
    left = max((text_width(part, TEXT) for name in names for part in name), default=0.0) + _GAP
    right = max((text_width(line.figure, TEXT) for line in lines), default=0.0) + _GAP
    room = max(1.0, width - left - right)
    most = max((max(line.whole, sum(map(float, line.values))) for line in lines), default=0.0) or 1.0
    top = drawing.height - above
    parts = []
    for line, name, height in zip(lines, names, heights, strict=True):
        middle = top - height / 2
        for number, part in enumerate(name):
            base = middle - 3 + (len(name) - 1) * _LINE / 2 - number * _LINE
            drawing.add(label(0, base, part, TEXT, colour("ink")))
        for shape in _bar(series, line, left, middle - _BAR / 2, room / most):
            drawing.add(shape)
        drawing.add(label(width, middle - 3, line.figure, TEXT, colour("muted_strong"), "end"))
        parts.append(Part(0, top - height, width, height, line.words, line.key))
        top -= height
    rows = tuple((line.label, *line.values) for line in lines)
    numbers = Numbers((title, *(one.label for one in series)), rows)
    return Chart(drawing, " ".join(line.words for line in lines), tuple(parts), numbers)


def _names(lines: Sequence[BarLine], width: float) -> list[list[str]]:
    return [two_lines(line.label, width * _MOST_OF_NAMES, TEXT) for line in lines]


def _bar(series: Sequence[Series], line: BarLine, left: float, bottom: float, scale: float) -> list[Any]:
    # The parts of one bar meet in a straight edge, a bar by itself is round.
    radius = _BAR / 2 if len(series) == 1 else 2
    shapes = [rect(left, bottom, line.whole * scale, _BAR, colour("groove"), radius)] if line.whole else []
    for one, value in zip(series, line.values, strict=True):
        wide = float(value) * scale
        if wide > 0:
            fill = colour(one.code)
            shapes += [rect(left, bottom, max(wide, 2 * radius), _BAR, fill, radius)]
            shapes += marked(one.marks, left, bottom, wide, _BAR, fill)
            left += wide
    return shapes


def _legend(series: Sequence[Series], width: float) -> list[list[tuple[Series, float]]]:
    """Return the rows of a legend, each series with its left edge; it breaks where it is too long."""
    rows: list[list[tuple[Series, float]]] = [[]]
    left = 0.0
    for one in series:
        wide = _SWATCH + 5 + text_width(one.label, TEXT)
        if rows[-1] and left + wide > width:
            rows.append([])
            left = 0.0
        rows[-1].append((one, left))
        left += wide + 14
    return rows


def swatch(series: Series, x: float, y: float) -> list[Any]:
    """Return a small square in the colour and the pattern of a series."""
    fill = colour(series.code)
    return [rect(x, y, _SWATCH, _SWATCH, fill, 2), *marked(series.marks, x, y, _SWATCH, _SWATCH, fill)]
