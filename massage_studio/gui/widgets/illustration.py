"""The drawings of a baby with hands and arrows, in the colours of the theme."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from massage_studio.gui import theme
from massage_studio.paper.illustrations import PAINTS, Segment, illustration


def draw_illustration(painter: QPainter, code: str, rect: QRectF) -> None:
    """Draws an illustration in the middle of a rectangle, as large as fits; it is never mirrored."""
    width, height = illustration(code).width, illustration(code).height
    scale = min(rect.width() / width, rect.height() / height)
    shown = theme.current()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(width, height) * scale / 2)
    painter.scale(scale, scale)
    painter.setClipRect(QRectF(0, 0, width, height), Qt.ClipOperation.IntersectClip)
    for kind, path in _paths(code):
        paint = PAINTS[kind]
        painter.setBrush(shown.colour(paint.fill) if paint.fill else Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(paint.line, paint.width) if paint.line else Qt.PenStyle.NoPen)
        painter.drawPath(path)
    painter.restore()


def _pen(token: str, width: float) -> QPen:
    colour = theme.current().colour(token)
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


@cache
def _paths(code: str) -> list[tuple[str, QPainterPath]]:
    return [(shape.kind, _path(shape.segments)) for shape in illustration(code).shapes]


def _path(segments: tuple[Segment, ...]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for command, points in segments:
        corners = [QPointF(*point) for point in points]
        if command == "M":
            path.moveTo(corners[0])
        elif command == "L":
            path.lineTo(corners[0])
        elif command == "C":
            path.cubicTo(*corners)
        else:
            path.closeSubpath()
    return path
