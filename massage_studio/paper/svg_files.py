"""Writes a chart as SVG: its shapes, its words as text, and what each part says as its title."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from massage_studio.paper.drawing import Chart


def drawing_svg(chart: Chart) -> bytes:
    """Return a chart as an SVG file in UTF-8; what reads it sets the type."""
    drawing = chart.drawing
    wide, high = _written(drawing.width), _written(drawing.height)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}pt" height="{high}pt"'
        f' viewBox="0 0 {wide} {high}" role="img" font-family="Noto Sans, sans-serif">',
        f"<desc>{escape(chart.sentence)}</desc>",
        f'<rect width="{wide}" height="{high}" fill="#ffffff"/>',
        *(_shape(shape, drawing.height) for shape in drawing.contents),
    ]
    for part in chart.parts:
        place = _rectangle(part.x, drawing.height - part.y - part.height, part.width, part.height)
        lines.append(
            f'<rect {place} fill="none" pointer-events="all"><title>{escape(part.words)}</title></rect>'
        )
    return "\n".join((*lines, "</svg>", "")).encode()


def _shape(shape: Any, height: float) -> str:
    kind = type(shape).__name__
    if kind == "Rect":
        place = _rectangle(shape.x, height - shape.y - shape.height, shape.width, shape.height)
        return f'<rect {place} rx="{_written(shape.rx)}" fill="{_colour(shape.fillColor)}"/>'
    if kind == "Circle":
        place = f'cx="{_written(shape.cx)}" cy="{_written(height - shape.cy)}" r="{_written(shape.r)}"'
        return f'<circle {place} fill="{_colour(shape.fillColor)}"/>'
    if kind == "Line":
        ends = (shape.x1, height - shape.y1, shape.x2, height - shape.y2)
        named = zip(("x1", "y1", "x2", "y2"), ends, strict=True)
        place = " ".join(f'{name}="{_written(at)}"' for name, at in named)
        width = _written(shape.strokeWidth)
        return f'<line {place} stroke="{_colour(shape.strokeColor)}" stroke-width="{width}"/>'
    place = f'x="{_written(shape.x)}" y="{_written(height - shape.y)}" font-size="{_written(shape.fontSize)}"'
    look = f'fill="{_colour(shape.fillColor)}" text-anchor="{shape.textAnchor}"'
    return f"<text {place} {look}>{escape(shape.text)}</text>"


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    named = zip(("x", "y", "width", "height"), (x, y, width, height), strict=True)
    return " ".join(f'{name}="{_written(at)}"' for name, at in named)


def _colour(colour: Any) -> str:
    return f"#{colour.hexval()[2:]}"


def _written(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
