"""Minutes as bars: of each benefit or class, as they were had, or planned against delivered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from massage_studio.language import translate
from massage_studio.paper.drawing import Chart, Numbers, Part, label, line, new_drawing, rect, text_width
from massage_studio.paper.palette import colour, tint

_ROW = 20.0
_BAR = 9.0
_TEXT = 9.0


@dataclass(frozen=True, slots=True)
class BenefitTotal:
    """One benefit: `code` chooses the colour, minutes are whole; `key` names what it is made of."""

    code: str
    label: str
    planned: int
    delivered: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """One line of a chart of minutes: `code` chooses the colour, `key` names what it is made of."""

    code: str
    label: str
    minutes: int
    key: str = ""


def benefit_bars(rows: Sequence[BenefitTotal], width: float) -> Chart:
    """Draw one bar a benefit: the tint is planned, the full colour delivered. Width and height in points."""
    parts = [
        translate("Charts", "{benefit} {given} of %n planned minutes", None, row.planned).format(
            benefit=row.label, given=row.delivered
        )
        for row in rows
    ]
    bars = [_Bar(row.code, row.label, row.planned, row.delivered, _figure(row)) for row in rows]
    titles = translate("Charts", "Planned minutes"), translate("Charts", "Minutes given")
    rest = tuple((row.label, row.planned, row.delivered) for row in rows)
    numbers = Numbers(("", *titles), rest)
    told = _parts(parts, [row.key for row in rows], width)
    return Chart(_drawn(bars, width), _sentence(parts), told, numbers)


def minutes_bars(rows: Sequence[Minutes], width: float) -> Chart:
    """Draw one bar a line, as long as its minutes: nothing is measured against a plan."""
    parts = [
        translate("Charts", "{benefit} %n minutes", None, row.minutes).format(benefit=row.label)
        for row in rows
    ]
    bars = [_Bar(row.code, row.label, 0, row.minutes, f"{row.minutes} min") for row in rows]
    numbers = Numbers(("", translate("Charts", "Minutes")), tuple((row.label, row.minutes) for row in rows))
    return Chart(
        _drawn(bars, width), _sentence(parts), _parts(parts, [row.key for row in rows], width), numbers
    )


def _sentence(parts: Sequence[str]) -> str:
    return f"{'; '.join(parts)}." if parts else ""


def _parts(words: Sequence[str], keys: Sequence[str], width: float) -> tuple[Part, ...]:
    """Return the lines from above, with what they say and what they are made of."""
    return tuple(
        Part(0, _ROW * (len(words) - 1 - number), width, _ROW, f"{told}.", key)
        for number, (told, key) in enumerate(zip(words, keys, strict=True))
    )


@dataclass(frozen=True, slots=True)
class _Bar:
    code: str
    label: str
    below: int
    over: int
    figure: str


def _drawn(bars: Sequence[_Bar], width: float) -> Any:
    drawing = new_drawing(width, _ROW * len(bars))
    names = max((text_width(bar.label, _TEXT) for bar in bars), default=0.0) + 10
    figures = max((text_width(bar.figure, _TEXT) for bar in bars), default=0.0) + 8
    room = max(1.0, width - names - figures)
    most = max((max(bar.below, bar.over) for bar in bars), default=0) or 1
    for i, bar in enumerate(bars):
        middle = _ROW * (len(bars) - i) - _ROW / 2
        drawing.add(label(0, middle - 3, bar.label, _TEXT, colour("ink")))
        for minutes, fill in ((bar.below, tint(bar.code)), (bar.over, colour(bar.code))):
            if minutes:
                drawing.add(rect(names, middle - _BAR / 2, room * minutes / most, _BAR, fill, 2))
        # The end of what was planned tells it from what was given, in grey too.
        if bar.below:
            end = names + room * bar.below / most
            drawing.add(line(end, middle - _BAR / 2 - 2, end, middle + _BAR / 2 + 2, colour("ink"), 1))
        drawing.add(label(width, middle - 3, bar.figure, _TEXT, colour("muted_strong"), "end"))
    return drawing


def _figure(row: BenefitTotal) -> str:
    return f"{row.delivered} of {row.planned} min"
