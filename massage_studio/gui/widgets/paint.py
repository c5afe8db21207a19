"""Shared drawing: measured fonts, elided plain text, pills, focus rings and mirrored rectangles."""

import html
import re
import unicodedata
from functools import lru_cache
from math import ceil
from typing import Protocol

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from massage_studio.gui import theme

STEP = 4
CONTROL_RADIUS = 8.0
CARD_RADIUS = 12.0
TARGET = 40
"""Least height, in device-independent pixels, of anything pressable on a normal page."""

START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
# A word that is longer than a line goes on in the next one.
_ISOLATED = re.compile("\u2068[^\u2069]*\u2069?")
# Of a laptop at 200 % and of a tablet that is not scaled.
_LEAST_DOTS, _MOST_DOTS = 50.0, 220.0
_ANYWHERE = QTextOption()
_ANYWHERE.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


class Surface(Protocol):
    """What is drawn on, its corner at 0, 0: a widget, or one row of a list."""

    def font(self) -> QFont: ...
    def width(self) -> int: ...
    def height(self) -> int: ...
    def rect(self) -> QRect: ...
    def layoutDirection(self) -> Qt.LayoutDirection: ...


def one_line(text: str) -> str:
    """Text with every run of white space as one space, so that a pasted line break cannot spill."""
    return " ".join(text.split())


def font(widget: Surface, ratio: float = 1.0, bold: bool = False) -> QFont:
    """The widget's own font (the user's size) at `ratio` times its size."""
    return QFont(_font(widget.font(), ratio, bold))


# Kept, as are the widths below: a page that is painted or laid out asks for the same ones a hundred times.
@lru_cache(maxsize=128)
def _font(base: QFont, ratio: float, bold: bool) -> QFont:
    made = theme.sized(base, ratio)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def millimetres(widget: QWidget, length: float) -> int:
    """A length in millimetres as device-independent pixels of the widget's screen."""
    return ceil(length / 25.4 * dots_per_inch(widget))


def dots_per_inch(widget: QWidget) -> float:
    """Device-independent pixels in an inch of the widget's screen, by its real size.

    Projectors, televisions and virtual machines tell a size that no screen has: then as its letters are set.
    """
    real = widget.screen().physicalDotsPerInchY()
    return real if _LEAST_DOTS <= real <= _MOST_DOTS else widget.logicalDpiY()


def text_width(text: str, in_font: QFont) -> float:
    """Width of one line of text in device-independent pixels, rounded up."""
    return ceil(_advance(text, in_font)) + 1.0


def _advance(text: str, in_font: QFont) -> float:
    # Other scripts are measured anew, since their fonts are loaded while the program runs.
    return _ascii_advance(text, in_font) if text.isascii() else _measured(text, in_font)


def _measured(text: str, in_font: QFont) -> float:
    return QFontMetricsF(in_font).horizontalAdvance(text)


_ascii_advance = lru_cache(maxsize=1024)(_measured)


@lru_cache(maxsize=128)
def line_height(in_font: QFont) -> float:
    """Height of one line in device-independent pixels."""
    return ceil(QFontMetricsF(in_font).height())


def mirrored(widget: Surface, rect: QRectF) -> QRectF:
    """The rectangle itself, or its mirror image where the language runs right to left."""
    if widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return rect
    return QRectF(widget.width() - rect.right(), rect.top(), rect.width(), rect.height())


def aligned(widget: Surface, flags: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    """Leading and trailing as the sides that they mean in this widget, whatever script the text is in."""
    return _aligned(widget.layoutDirection() == Qt.LayoutDirection.RightToLeft, flags)


@lru_cache(maxsize=32)
def _aligned(mirror: bool, flags: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if mirror and flags & (left | right):
        flags ^= left | right
    return flags | Qt.AlignmentFlag.AlignAbsolute


def reads_from_the_right(text: str) -> bool:
    """Whether the first letter of a text belongs to a script written right to left.

    What is isolated inside a sentence, such as a name, says nothing about the sentence.
    """
    if text.isascii():
        return False
    kinds = (unicodedata.bidirectional(sign) for sign in _ISOLATED.sub("", text))
    return next((kind in ("R", "AL") for kind in kinds if kind in ("L", "R", "AL")), False)


def draw_text(
    painter: QPainter,
    widget: Surface,
    rect: QRectF,
    text: str,
    in_font: QFont,
    colour: QColor,
    flags: Qt.AlignmentFlag = START,
) -> float:
    """Draws one line of plain text into an unmirrored rectangle, elided where too long; returns its width."""
    shown = one_line(text)
    if _advance(shown, in_font) > rect.width():
        shown = QFontMetricsF(in_font).elidedText(shown, Qt.TextElideMode.ElideRight, rect.width())
    painter.setFont(in_font)
    painter.setPen(colour)
    # The text's own direction, not the window's: else the dots of an elided Arabic name land at its start.
    from_right = reads_from_the_right(shown)
    direction = Qt.LayoutDirection.RightToLeft if from_right else Qt.LayoutDirection.LeftToRight
    painter.setLayoutDirection(direction)
    options = int(aligned(widget, flags)) | int(Qt.TextFlag.TextSingleLine)
    painter.drawText(mirrored(widget, rect), options, shown)
    return ceil(_advance(shown, in_font))


def wrapped(text: str, in_font: QFont, width: float, most_lines: int) -> list[str]:
    """The text broken into at most `most_lines` lines of `width` pixels, the last one elided."""
    whole = one_line(text)
    layout = QTextLayout(whole, in_font)
    layout.setTextOption(_ANYWHERE)
    lines: list[str] = []
    layout.beginLayout()
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        # As `text_width` rounds up: no line is wider by that.
        line.setLineWidth(max(width - 2.0, 1.0))
        start = line.textStart()
        if len(lines) == most_lines - 1:
            rest = whole[start:]
            lines.append(QFontMetricsF(in_font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(whole[start : start + line.textLength()].strip())
    layout.endLayout()
    return lines or [""]


def fill_round(
    painter: QPainter, rect: QRectF, fill: QColor, radius: float, line: QColor | None = None, width: float = 1
) -> None:
    """Fills a rounded rectangle, with an optional line drawn wholly inside it."""
    painter.setBrush(fill)
    if line is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(rect, radius, radius)
        return
    painter.setPen(QPen(line, width))
    half = width / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)


def focus_ring(painter: QPainter, widget: Surface, radius: float, inset: float = 0) -> None:
    """Draws the two-pixel focus ring inside the widget's edge, `inset` pixels further in."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.current().colour("primary"), 2))
    edge = 1 + inset
    painter.drawRoundedRect(QRectF(widget.rect()).adjusted(edge, edge, -edge, -edge), radius, radius)


def dot(painter: QPainter, centre: QPointF, radius: float, fill: QColor) -> None:
    """Draws a filled circle without a line."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawEllipse(centre, radius, radius)


def plain(text: str) -> str:
    """Return text that a tooltip shows as typed; Qt would read <b> in a name as markup."""
    return f"<span>{html.escape(text)}</span>" if "<" in text else text


def plain_tooltip(widget: QWidget, text: str) -> None:
    """Sets a tooltip that shows data as typed."""
    widget.setToolTip(plain(text))


def forget_cut(widget: QWidget, text: str) -> None:
    """Takes a tooltip away that stood for words that were cut: they are not shown any more."""
    if text and widget.toolTip() == plain(one_line(text)):
        widget.setToolTip("")
