"""Tags that are never left out and never cut: they take further lines, and break where one is too narrow."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.chip import draw_tag, tag_height, tag_width

GAP = 5.0
_PAD = 12.0
_ALL_LINES = 99


@dataclass(frozen=True)
class RowTag:
    """One small pill of a row: its words and its tone; one for `safety` is always shown whole."""

    words: str
    tone: str = "neutral"
    safety: bool = False


@dataclass(frozen=True)
class Placed:
    """A tag with its words by line and the unmirrored rectangle that they stand in."""

    tag: RowTag
    lines: tuple[str, ...]
    area: QRectF


def place(
    widget: paint.Surface, tags: Sequence[RowTag], left: float, top: float, width: float
) -> tuple[Placed, ...]:
    """Return where tags stand from `left` and `top` on, in as many lines as they need in `width` pixels."""
    words_font, high = paint.font(widget, 1.04), tag_height(widget)
    placed: list[Placed] = []
    x, y = left, top
    for tag in tags:
        wide = tag_width(widget, tag.words)
        if x > left and x + wide > left + width:
            x, y = left, y + high + GAP
        if wide <= width:
            placed.append(Placed(tag, (tag.words,), QRectF(x, y, wide, high)))
            x += wide + GAP
            continue
        lines = tuple(paint.wrapped(tag.words, words_font, width - 2 * _PAD, _ALL_LINES))
        tall = high + (len(lines) - 1) * paint.line_height(words_font)
        placed.append(Placed(tag, lines, QRectF(x, y, width, tall)))
        y += tall - high
        x = left + width + 1
    return tuple(placed)


def height(placed: Sequence[Placed]) -> float:
    """Return how high these tags stand, from the first line to the last."""
    return max((one.area.bottom() for one in placed), default=0.0) - min(
        (one.area.top() for one in placed), default=0.0
    )


def draw(painter: QPainter, widget: paint.Surface, placed: Sequence[Placed]) -> None:
    """Draw tags where they were placed."""
    shown = theme.current()
    words_font = paint.font(widget, 1.04)
    for one in placed:
        if len(one.lines) == 1:
            draw_tag(painter, widget, one.area, one.tag.words, one.tag.tone)
            continue
        radius = tag_height(widget) / 2
        paint.fill_round(painter, paint.mirrored(widget, one.area), shown.tint(one.tag.tone), radius)
        line = paint.line_height(words_font)
        for number, words in enumerate(one.lines):
            area = QRectF(one.area.left() + _PAD, one.area.top() + 4 + number * line, 0, line)
            area.setRight(one.area.right())
            paint.draw_text(painter, widget, area, words, words_font, shown.on_tint(one.tag.tone))
