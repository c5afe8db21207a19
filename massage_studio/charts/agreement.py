"""What two observers said of one baby, one above the other."""

from __future__ import annotations

from collections.abc import Sequence

from massage_studio.charts.views import ObserverLine
from massage_studio.language import translate
from massage_studio.paper.drawing import Chart, label, line, new_drawing, rect
from massage_studio.paper.palette import colour
from massage_studio.paper.patterns import pattern

_NAME, _TICKS, _RIBBON, _GAP, _AXIS = 12.0, 12.0, 12.0, 8.0, 14.0
_LABEL = 8.5
_ROW = _NAME + _TICKS + _RIBBON + _GAP
_MINUTE = 60
_MOST_LABELS = 8


def agreement_timeline(lines: Sequence[ObserverLine], seconds: float, width: float) -> Chart:
    """Draw each observer's states as a ribbon to one scale, with moments above it.

    A full mark is a moment that the other saw too, an empty one was seen by this observer alone. Width and
    height are in points.
    """
    height = _ROW * len(lines) + _AXIS
    drawing, whole = new_drawing(width, height), max(1.0, seconds)

    def across(moment: float) -> float:
        return min(max(moment / whole, 0.0), 1.0) * width

    for place, one in enumerate(lines):
        top = height - place * _ROW
        bottom = top - _NAME - _TICKS - _RIBBON
        drawing.add(label(0, top - _LABEL, one.name, _LABEL, colour("ink")))
        drawing.add(rect(0, bottom, width, _RIBBON, colour("groove"), 2))
        for code, start, end in one.spans:
            left, wide = across(start), max(1.2, across(end) - across(start))
            fill = colour(code)
            shapes = pattern(code, left, bottom, wide, _RIBBON, fill)
            for shape in (rect(left, bottom, wide, _RIBBON, fill, 2), *shapes):
                drawing.add(shape)
        for moment, agreed in one.moments:
            left = min(max(0.0, across(moment) - 2), width - 4)
            drawing.add(rect(left, bottom + _RIBBON + 1, 4, _TICKS - 3, colour("ink")))
            if not agreed:
                drawing.add(rect(left + 1, bottom + _RIBBON + 2, 2, _TICKS - 5, colour("card")))
    step = _MINUTE * max(1, -(-int(whole) // (_MINUTE * _MOST_LABELS)))
    for moment in range(0, int(whole) + 1, step):
        left = across(moment)
        drawing.add(line(left, _AXIS - 3, left, _AXIS, colour("control_line"), 0.5))
        anchor = "start" if not moment else "end" if left > width - 12 else "middle"
        text = f"{moment // _MINUTE}"
        drawing.add(label(left, 2, text, _LABEL, colour("muted_strong"), anchor))  # type: ignore[arg-type]
    return Chart(drawing, " ".join(_sentence(one) for one in lines))


def _sentence(one: ObserverLine) -> str:
    alike = sum(agreed for _, agreed in one.moments)
    words = translate(
        "Charts", "{observer}: {alike} of %n moments were seen by both.", None, len(one.moments)
    )
    return words.format(observer=one.name, alike=alike)
