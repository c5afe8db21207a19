"""The marks of venues: a colour with a pattern each, so that a calendar also reads in black and white."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint

TONES = ("brain", "touch", "hormones", "attunement", "bonding", "neutral")
_TILE = 6
# The first is plain; dots as centres, strokes as four coordinates, in one tile.
_PATTERNS: tuple[tuple[tuple[float, ...], ...], ...] = (
    (),
    ((-1, 7, 7, -1),),
    ((0, 1.5, 6, 1.5), (0, 4.5, 6, 4.5)),
    ((1.5, 1.5), (4.5, 4.5)),
    ((-1, -1, 7, 7),),
    ((0, 3, 6, 3), (3, 0, 3, 6)),
)


def tone(mark: int) -> str:
    """The tone of a venue's tint and text; the seventh venue has the first one's colour again."""
    return TONES[mark % len(TONES)]


def fill_mark(painter: QPainter, rect: QRectF, mark: int, radius: float = 2) -> None:
    """Fills a rectangle with a venue's colour and its pattern; 36 venues differ in one or the other."""
    colour = theme.current().strong(tone(mark))
    paint.fill_round(painter, rect, colour, radius)
    pattern = (mark + mark // len(TONES)) % len(_PATTERNS)
    if _PATTERNS[pattern]:
        over = theme.current().text_on(colour).name()
        painter.drawTiledPixmap(rect, _tile(pattern, over, painter.device().devicePixelRatioF()))


@lru_cache(maxsize=32)
def _tile(pattern: int, colour: str, ratio: float) -> QPixmap:
    """One piece of a pattern, sharp at any scale of the screen."""
    tile = QPixmap(round(_TILE * ratio), round(_TILE * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.6)
    painter.setPen(QPen(QColor(colour), 1.3))
    painter.setBrush(QColor(colour))
    for shape in _PATTERNS[pattern]:
        if len(shape) == 4:
            painter.drawLine(QPointF(*shape[:2]), QPointF(*shape[2:]))
        else:
            painter.drawEllipse(QPointF(*shape), 0.8, 0.8)
    painter.end()
    return tile
