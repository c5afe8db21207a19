"""How often each answer from 0 to 10 was given, at two moments: distributions, and nothing in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from massage_studio.charts.bars import TEXT, Series, swatch
from massage_studio.language import translate
from massage_studio.paper.drawing import Chart, Numbers, Part, label, line, new_drawing, rect, text_width
from massage_studio.paper.palette import colour
from massage_studio.paper.patterns import marked

ANSWERS = range(11)
_COLUMN = 30.0
_AXIS = 12.0
_LINE = 11.5
_GAP = 12.0
_LEGEND = 20.0


@dataclass(frozen=True, slots=True)
class Distribution:
    """One statement and how many gave each answer, 0 to 10, for each series."""

    statement: str
    counts: tuple[tuple[int, ...], ...]


def distributions(series: Sequence[Series], rows: Sequence[Distribution], width: float) -> Chart:
    """Draw eleven pairs of columns below each statement, all to one scale. Width and height are in points."""
    names = [_wrapped(row.statement, width) for row in rows]
    heights = [_LINE * len(name) + _COLUMN + _AXIS + _GAP for name in names]
    drawing = new_drawing(width, _LEGEND + sum(heights))
    left = 0.0
    for one in series:
        for shape in swatch(one, left, drawing.height - 12):
            drawing.add(shape)
        drawing.add(label(left + 15, drawing.height - 10, one.label, TEXT, colour("muted_strong")))
        left += 15 + text_width(one.label, TEXT) + 14
    most = max((count for row in rows for counts in row.counts for count in counts), default=0) or 1
    top, parts = drawing.height - _LEGEND, []
    for row, name, height in zip(rows, names, heights, strict=True):
        for number, words in enumerate(name):
            drawing.add(label(0, top - _LINE * (number + 1) + 3, words, TEXT, colour("ink")))
        base = top - height + _GAP + _AXIS
        for shape in _columns(series, row, base, width / len(ANSWERS), _COLUMN / most):
            drawing.add(shape)
        drawing.add(line(0, base, width, base, colour("control_line"), 0.75))
        parts.append(Part(0, top - height, width, height, _told(series, row)))
        top -= height
    titles = (translate("Charts", "Statement"), translate("Charts", "When"), *map(str, ANSWERS))
    numbers = Numbers(
        titles,
        tuple(
            (row.statement, one.label, *counts)
            for row in rows
            for one, counts in zip(series, row.counts, strict=True)
        ),
    )
    return Chart(drawing, " ".join(part.words for part in parts), tuple(parts), numbers)


def _columns(
    series: Sequence[Series], row: Distribution, base: float, each: float, scale: float
) -> list[Any]:
    wide = (each - 6) / len(series)
    shapes: list[Any] = []
    for answer in ANSWERS:
        left = answer * each + 3
        for number, (one, counts) in enumerate(zip(series, row.counts, strict=True)):
            if counts[answer]:
                place = left + number * wide, base, wide - 1, counts[answer] * scale
                fill = colour(one.code)
                shapes += [rect(*place, fill, 1), *marked(one.marks, *place, fill)]
        middle = answer * each + each / 2
        shapes.append(label(middle, base - _AXIS + 3, str(answer), 8, colour("muted_strong"), "middle"))
    return shapes


def _told(series: Sequence[Series], row: Distribution) -> str:
    parts = []
    for one, counts in zip(series, row.counts, strict=True):
        given = ", ".join(
            translate("Charts", "{answer} from %n", None, count).format(answer=answer)
            for answer, count in zip(ANSWERS, counts, strict=True)
            if count
        )
        parts.append(f"{one.label}: {given or '–'}")
    return f"{row.statement} {'; '.join(parts)}."


def _wrapped(words: str, width: float) -> list[str]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, TEXT) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
