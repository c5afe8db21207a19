"""The words of a row: a name, what stands behind it, and lines below; they break and are never cut."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QPainter

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint

_GAP = 5.0
_ALL_LINES = 99


@dataclass(frozen=True)
class Run:
    """Words on one line, with their unmirrored rectangle and their colour, by its token or itself."""

    words: str
    font: QFont
    area: QRectF
    colour: str | QColor


def name_runs(
    surface: paint.Surface, name: str, detail: str, left: float, width: float, colour: str | QColor = "ink"
) -> tuple[Run, ...]:
    """Return a name in bold and its detail, such as an age: behind it where there is room, else below."""
    bold, lead = paint.font(surface, 1.16, bold=True), paint.font(surface, 1.16)
    runs = lines(name, bold, left, 0, width, colour)
    if not detail:
        return runs
    last = runs[-1].area
    used = paint.text_width(runs[-1].words, bold) + _GAP
    if used + paint.text_width(detail, lead) <= width:
        behind = QRectF(left + used, last.top(), width - used, last.height())
        return (*runs, Run(detail, lead, behind, "muted"))
    return (*runs, *lines(detail, lead, left, last.bottom(), width, "muted"))


def name_width(surface: paint.Surface, name: str, detail: str) -> float:
    """Return how wide a name and its detail are on one line."""
    wide = paint.text_width(name, paint.font(surface, 1.16, bold=True))
    return wide + (_GAP + paint.text_width(detail, paint.font(surface, 1.16)) if detail else 0)


def lines(
    words: str, in_font: QFont, left: float, top: float, width: float, colour: str | QColor = "muted"
) -> tuple[Run, ...]:
    """Return words on as many lines as they need."""
    whole = [words] if paint.text_width(words, in_font) <= width else None
    high = paint.line_height(in_font)
    return tuple(
        Run(line, in_font, QRectF(left, top + number * high, width, high), colour)
        for number, line in enumerate(whole or paint.wrapped(words, in_font, width, _ALL_LINES))
    )


def height(runs: Sequence[Run]) -> float:
    """Return how high words stand from 0 on."""
    return max((run.area.bottom() for run in runs), default=0.0)


def draw(painter: QPainter, surface: paint.Surface, runs: Sequence[Run], top: float) -> None:
    """Draw words, `top` pixels further down."""
    shown = theme.current()
    for run in runs:
        area = run.area.translated(0, top)
        colour = shown.colour(run.colour) if isinstance(run.colour, str) else run.colour
        paint.draw_text(painter, surface, area, run.words, run.font, colour)
