"""Minutes given to each benefit, planned against delivered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from massage_studio.language import translate
from massage_studio.paper.drawing import Chart, label, new_drawing, rect, text_width
from massage_studio.paper.palette import colour, tint

_ROW = 20.0
_BAR = 9.0
_TEXT = 9.0


@dataclass(frozen=True, slots=True)
class BenefitTotal:
    """One benefit: `code` chooses the colour, minutes are whole."""

    code: str
    label: str
    planned: int
    delivered: int


def benefit_bars(rows: Sequence[BenefitTotal], width: float) -> Chart:
    """Draw one bar a benefit: the tint is planned, the full colour delivered. Width and height in points."""
    drawing = new_drawing(width, _ROW * len(rows))
    names = max((text_width(row.label, _TEXT) for row in rows), default=0.0) + 10
    figures = max((text_width(_figure(row), _TEXT) for row in rows), default=0.0) + 8
    room = max(1.0, width - names - figures)
    most = max((max(row.planned, row.delivered) for row in rows), default=0) or 1
    for i, row in enumerate(rows):
        middle = _ROW * (len(rows) - i) - _ROW / 2
        drawing.add(label(0, middle - 3, row.label, _TEXT, colour("ink")))
        drawing.add(rect(names, middle - _BAR / 2, room * row.planned / most, _BAR, tint(row.code), 2))
        if row.delivered:
            drawing.add(
                rect(names, middle - _BAR / 2, room * row.delivered / most, _BAR, colour(row.code), 2)
            )
        drawing.add(label(width, middle - 3, _figure(row), _TEXT, colour("muted_strong"), "end"))
    parts = [
        translate("Charts", "{benefit} {given} of %n planned minutes", None, row.planned).format(
            benefit=row.label, given=row.delivered
        )
        for row in rows
    ]
    return Chart(drawing, f"{'; '.join(parts)}." if parts else "")


def _figure(row: BenefitTotal) -> str:
    return f"{row.delivered} of {row.planned} min"
