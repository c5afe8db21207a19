"""The states of one baby through one class, as a ribbon."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from massage_studio.charts.views import RibbonSpan
from massage_studio.language import translate
from massage_studio.paper.drawing import (
    Chart,
    Numbers,
    Part,
    label,
    line,
    new_drawing,
    rect,
    text_width,
)
from massage_studio.paper.palette import colour
from massage_studio.paper.patterns import pattern

RIBBON = 17.0
_ROW = 12.0
_LABEL = 8.5
_GAP = 10.0
_MOST_ROWS = 3


def states_ribbon(spans: Sequence[RibbonSpan], width: float) -> Chart:
    """Draw spans to scale from the first start to the last end, with clock times and labels below.

    A time that nobody noted stays an open gap. Width and height are in points.
    """
    merged = merge(spans)
    if not merged:
        return Chart(new_drawing(width, 0), "")
    first, last = merged[0].start, max(span.end for span in merged)
    whole = max(1.0, (last - first).total_seconds())

    def across(moment: datetime) -> float:
        return (moment - first).total_seconds() / whole * width

    placed, rows = _places(merged, [(across(s.start), across(s.end)) for s in merged], width)
    height = RIBBON + 3 + rows * _ROW
    drawing = new_drawing(width, height)
    bottom = height - RIBBON
    drawing.add(rect(0, bottom, width, RIBBON, colour("groove"), 2))
    for span in merged:
        left = across(span.start)
        wide = max(1.2, across(span.end) - left)
        fill = colour(span.code)
        for shape in (
            rect(left, bottom, wide, RIBBON, fill, 2),
            *pattern(span.code, left, bottom, wide, RIBBON, fill),
        ):
            drawing.add(shape)
    for text, left, row, anchor in placed:
        baseline = bottom - 3 - _ROW * (row + 1) + 3.5
        if row and anchor is not None:
            drawing.add(line(anchor, bottom - 1.5, anchor, baseline + _LABEL, colour("control_line"), 0.5))
        drawing.add(label(left, baseline, text, _LABEL, colour("muted_strong")))
    parts = tuple(
        Part(across(span.start), bottom, across(span.end) - across(span.start), RIBBON, _told(span))
        for span in merged
    )
    titles = translate("Charts", "State"), translate("Charts", "From"), translate("Charts", "To")
    told = tuple((span.label, f"{span.start:%H:%M}", f"{span.end:%H:%M}") for span in merged)
    return Chart(drawing, sentence(merged), parts, Numbers(titles, told))


def merge(spans: Sequence[RibbonSpan]) -> list[RibbonSpan]:
    """Return the spans in order of time, with neighbours of the same state joined and empty ones left out."""
    merged: list[RibbonSpan] = []
    for span in sorted((s for s in spans if s.end > s.start), key=lambda s: s.start):
        before = merged[-1] if merged else None
        if before and before.code == span.code and (span.start - before.end).total_seconds() < 60:
            merged[-1] = RibbonSpan(before.code, before.label, before.start, max(before.end, span.end))
        else:
            merged.append(span)
    return merged


def sentence(spans: Sequence[RibbonSpan]) -> str:
    """Return the ribbon in words: "10:02 drowsy, 10:09 quiet alert, until 11:20."."""
    if not spans:
        return ""
    parts = ", ".join(_caption(span) for span in spans)
    return f"{parts}, until {max(span.end for span in spans):%H:%M}."


def _told(span: RibbonSpan) -> str:
    words = translate("Charts", "{start} to {end}: {state}")
    return words.format(start=f"{span.start:%H:%M}", end=f"{span.end:%H:%M}", state=span.label)


def _caption(span: RibbonSpan) -> str:
    return f"{span.start:%H:%M} {span.label}"


def _places(
    spans: Sequence[RibbonSpan], edges: Sequence[tuple[float, float]], width: float
) -> tuple[list[tuple[Any, ...]], int]:
    """Put each caption under its span, in the first row where it touches no other; longest first."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_MOST_ROWS)]
    placed: list[tuple[Any, ...]] = []
    order = sorted(range(len(spans)), key=lambda i: edges[i][0] - edges[i][1])
    for i in order:
        text = _caption(spans[i])
        wide = text_width(text, _LABEL)
        start, end = edges[i]
        centred = (start + end - wide) / 2
        left = start if wide > end - start else centred
        if i == 0:
            left = 0.0
        elif i == len(spans) - 1:
            left = width - wide
        left = max(0.0, min(left, width - wide))
        for row in range(_MOST_ROWS):
            if all(left > until + _GAP or left + wide < since - _GAP for since, until in taken[row]):
                taken[row].append((left, left + wide))
                above = [interval for upper in taken[:row] for interval in upper]
                placed.append((text, left, row, _leader(start, end, left, left + wide, above)))
                break
    return placed, max((row for _, _, row, _ in placed), default=0) + 1


def _leader(
    start: float, end: float, left: float, right: float, above: Sequence[tuple[float, float]]
) -> float | None:
    """Return where a line from span to caption crosses no caption above, None where it always would."""
    low, high = max(start, left) + 1, min(end, right) - 1
    for x in ((low + high) / 2, low, high):
        if not any(since - 4 < x < until + 4 for since, until in above):
            return x
    return None
