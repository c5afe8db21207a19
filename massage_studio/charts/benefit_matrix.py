"""Minutes of a course plan, weeks by benefits, as the plan editor shows them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from massage_studio.language import translate
from massage_studio.paper.drawing import (
    Chart,
    fitting,
    label,
    line,
    new_drawing,
    rect,
    text_width,
    two_lines,
)
from massage_studio.paper.palette import colour, text_on_tint, tint

_ROW = 20.0
_HEAD = 32.0
_BAR = 7.0
_TEXT = 9.0
_SMALL = 8.0
_TOTAL = 58.0


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One benefit: `code` chooses the colour."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """One week: whole minutes by benefit in the order of the columns, and in all.

    `told` says how they stand to the length of a class, where they are over or under it; `doubled` tells of
    each benefit whether it has at least twice an equal share, as the plan editor marks it.
    """

    label: str
    minutes: tuple[int, ...]
    total: int
    told: str = ""
    doubled: tuple[bool, ...] = ()


def benefit_matrix(
    columns: Sequence[MatrixColumn], lines: Sequence[MatrixLine], length: int, width: float
) -> Chart:
    """Draw a bar and a figure for each benefit of each week, and the sums below. Width in points.

    `length` is what a class lasts, in minutes.
    """
    titles = min(width * 0.34, max((text_width(one.label, _TEXT) for one in lines), default=60.0) + 10)
    each = (width - titles - _TOTAL) / max(1, len(columns))
    height = _HEAD + _ROW * (len(lines) + 1)
    drawing = new_drawing(width, height)
    for place, column in enumerate(columns):
        left = titles + place * each
        drawing.add(rect(left, height - _HEAD + 6, each - 5, _HEAD - 6, tint(column.code), 6))
        words = two_lines(column.label, each - 7, _SMALL)
        for number, part in enumerate(words):
            base = height - (_HEAD - 6) / 2 - 3 + (len(words) - 1) * 4.5 - number * 9
            drawing.add(label(left + (each - 5) / 2, base, part, _SMALL, text_on_tint(column.code), "middle"))
    of = translate("Charts", "of {length}").format(length=length)
    drawing.add(label(width, height - (_HEAD - 6) / 2 - 3, of, _SMALL, colour("muted_strong"), "end"))
    most = max((minutes for one in lines for minutes in one.minutes), default=0) or 1
    for number, one in enumerate(lines):
        middle = height - _HEAD - _ROW * number - _ROW / 2
        drawing.add(label(0, middle - 3, fitting(one.label, titles - 8, _TEXT), _TEXT, colour("ink")))
        for place, minutes in enumerate(one.minutes):
            share = minutes / most
            for shape in _cell(titles + place * each, middle, each, minutes, share, columns[place].code):
                drawing.add(shape)
            if place < len(one.doubled) and one.doubled[place]:
                twice = titles + (place + 1) * each - 11
                drawing.add(label(twice, middle - 3, "×2", _SMALL, colour("muted_strong")))
        total = f"{one.total}, {one.told}" if one.told else str(one.total)
        drawing.add(label(width, middle - 3, fitting(total, _TOTAL, _TEXT), _TEXT, colour("ink"), "end"))
    drawing.add(line(0, _ROW, width, _ROW, colour("line"), 0.75))
    drawing.add(label(0, _ROW / 2 - 3, translate("Charts", "In the course"), _TEXT, colour("ink")))
    totals = [sum(one.minutes[place] for one in lines) for place in range(len(columns))]
    for place, minutes in enumerate(totals):
        drawing.add(
            label(
                titles + (place + 1) * each - 12, _ROW / 2 - 3, _figure(minutes), _TEXT, colour("ink"), "end"
            )
        )
    return Chart(drawing, _told(columns, lines, totals))


def _cell(left: float, middle: float, each: float, minutes: int, share: float, code: str) -> Iterator[Any]:
    """Return the shapes of one cell, its bar as long as its share of the most minutes."""
    bar = each - 34
    if bar > _BAR:
        yield rect(left, middle - _BAR / 2, bar, _BAR, colour("groove"), _BAR / 2)
        if minutes:
            yield rect(left, middle - _BAR / 2, max(_BAR, bar * share), _BAR, colour(code), _BAR / 2)
    yield label(left + each - 12, middle - 3, _figure(minutes), _TEXT, colour("ink"), "end")


def _figure(minutes: int) -> str:
    return str(minutes) if minutes else "–"


def _told(columns: Sequence[MatrixColumn], lines: Sequence[MatrixLine], totals: Sequence[int]) -> str:
    def minutes_of(minutes: Sequence[int]) -> str:
        parts = (
            translate("Charts", "{benefit} %n minutes", None, count).format(benefit=one.label)
            for one, count in zip(columns, minutes, strict=True)
        )
        return ", ".join(parts)

    told = []
    for one in lines:
        told.append(
            f"{one.label}: {minutes_of(one.minutes)}, {one.total}{', ' if one.told else ''}{one.told}."
        )
        if any(one.doubled):
            names = (of.label for of, twice in zip(columns, one.doubled, strict=True) if twice)
            words = translate("Charts", "Twice an equal share or more: {benefits}.")
            told.append(words.format(benefits=", ".join(names)))
    told.append(f"{translate('Charts', 'In the course')}: {minutes_of(totals)}.")
    return " ".join(told)
