"""The six states' words and patterns, and the two directions of a cue, as the screen shows them."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from massage_studio.gui import theme
from massage_studio.language import translate
from massage_studio.paper.marks import MARKS, STEP, Mark

STATE_CODES = ("deep_sleep", "light_sleep", "drowsy", "quiet_alert", "active_alert", "crying")

# How each mark is drawn in one tile: dots as centres, strokes as four coordinates.
_DOTS: dict[Mark, tuple[float, float]] = {"dots": (2, 2), "more_dots": (6, 6)}
_STROKES: dict[Mark, tuple[int, int, int, int]] = {
    "rising": (-1, 9, 9, -1),
    "falling": (-1, -1, 9, 9),
    "upright": (4, 0, 4, 8),
}


@lru_cache(maxsize=32)
def _tile(code: str, colour: str, ratio: float) -> QPixmap:
    """One piece of a state's pattern, sharp at any scale of the screen (Qt's own brushes fade at 200 %)."""
    tile = QPixmap(round(STEP * ratio), round(STEP * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.32)
    painter.setPen(QPen(QColor(colour), 1.2))
    for mark in MARKS[code]:
        if mark in _STROKES:
            painter.drawLine(*_STROKES[mark])
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for mark in MARKS[code]:
        if mark in _DOTS:
            painter.drawEllipse(QPointF(*_DOTS[mark]), 1.1, 1.1)
    painter.end()
    return tile


def state_label(code: str) -> str:
    """The words for one of Brazelton's six states; another code as words of its own."""
    labels = {
        "deep_sleep": translate("States", "Deep sleep"),
        "light_sleep": translate("States", "Light sleep"),
        "drowsy": translate("States", "Drowsy"),
        "quiet_alert": translate("States", "Quiet alert"),
        "active_alert": translate("States", "Active alert"),
        "crying": translate("States", "Crying"),
    }
    return labels.get(code, code.replace("_", " ").capitalize())


def fill_state(painter: QPainter, rect: QRectF, code: str) -> None:
    """Fills a rectangle with a state's colour and its pattern, so that it also reads without colour."""
    shown = theme.current()
    colour = shown.strong(code)
    painter.fillRect(rect, colour)
    if code in MARKS:
        over = shown.text_on(colour).name()
        painter.drawTiledPixmap(rect, _tile(code, over, painter.device().devicePixelRatioF()))
