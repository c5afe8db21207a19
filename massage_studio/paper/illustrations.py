"""The drawings of a baby, hands and arrows for paper and the screen, from resources/pictures/drawings.svg.

They share one file because they share one baby and one pair of hands, and whoever opens it sees all of them.
"""

from __future__ import annotations

import functools
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from massage_studio import paths
from massage_studio.errors import BugError
from massage_studio.paper.palette import colour

Point = tuple[float, float]
Segment = tuple[str, tuple[Point, ...]]
"""A command, M, L, C or Z, with its points."""
Matrix = tuple[float, float, float, float, float, float]
Elements = dict[str, ET.Element]

_SVG = "{http://www.w3.org/2000/svg}"
_POINTS_OF = {"M": 1, "L": 1, "C": 3, "Z": 0}
_KAPPA = 0.5523  # how far the handles of a curve reach to make a quarter of a circle
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_HEAD_LENGTH, _HEAD_WIDTH, _START = 12.5, 12.0, 3.8


@dataclass(frozen=True, slots=True)
class Paint:
    """What fills a shape and what draws its line, as tokens of the theme, and how wide the line is."""

    fill: str | None
    line: str | None
    width: float = 0


LINE = 2.2
_ARROW = 4.0
PAINTS = {
    "body": Paint("card", "ink", LINE),
    "cover": Paint("card", None),
    "soft": Paint("neutral_tint", "ink", LINE),
    "cheek": Paint("neutral_tint", None),
    "outline": Paint(None, "ink", LINE),
    "dot": Paint("ink", None),
    "hand": Paint("primary_tint", "primary", LINE),
    "hand-line": Paint(None, "primary", LINE),
    "arrow": Paint(None, "primary_text", _ARROW),
    "tip": Paint("primary_text", None),
    "digit": Paint(None, "card", LINE),
    "yes": Paint(None, "engaging_text", 10),
    "pause": Paint(None, "disengaging_text", 12),
}
"""By the class of a shape. Lines end and join round."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A path and its class, a key of PAINTS."""

    kind: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Illustration:
    """One drawing, its shapes from back to front; (0, 0) is the upper left corner."""

    code: str
    width: float
    height: float
    shapes: tuple[Shape, ...]


@functools.cache
def illustration(code: str) -> Illustration:
    """Return the drawing with a code, made once."""
    drawings, parts = _sheet()
    if code not in drawings:
        raise BugError(f"There is no drawing {code}")
    # Where it stands on the sheet is nothing to the drawing.
    width, height = map(float, drawings[code].attrib["data-size"].split())
    shapes = tuple(shape for child in drawings[code] for shape in _shapes(child, parts, _IDENTITY))
    return Illustration(code, width, height, shapes)


def codes() -> tuple[str, ...]:
    """Return the codes of all drawings, in the order of the sheet."""
    return tuple(_sheet()[0])


@functools.cache
def _sheet() -> tuple[Elements, Elements]:
    """Return the drawings by their codes, and the parts that they use by their names."""
    root = ET.parse(paths.resources() / "pictures" / "drawings.svg").getroot()
    drawings, parts = root.iterfind(f"{_SVG}g"), root.iterfind(f"{_SVG}defs/{_SVG}g")
    return {each.attrib["id"]: each for each in drawings}, {each.attrib["id"]: each for each in parts}


@functools.cache
def operators(code: str, *, plain: bool = False) -> str:
    """Return the drawing as operators of PDF, downwards and to the right from (0, 0); `plain` in ink."""
    shown = illustration(code)
    lines = [f"0 0 {shown.width:g} {shown.height:g} re W n 1 J 1 j"]
    for shape in shown.shapes:
        paint = PAINTS[shape.kind]
        if paint.fill:
            lines.append(f"{_rgb(_painted(paint.fill, plain=plain))} rg")
        if paint.line:
            lines.append(f"{_rgb(_painted(paint.line, plain=plain))} RG {paint.width:g} w")
        for command, points in shape.segments:
            numbers = " ".join(f"{x:.1f} {y:.1f}" for x, y in points)
            lines.append(f"{numbers} {'h' if command == 'Z' else command.lower()}".strip())
        lines.append("B" if paint.fill and paint.line else "f" if paint.fill else "S")
    return "\n".join(lines)


def _painted(token: str, *, plain: bool) -> str:
    """Return the colour of a token; in a plain drawing it is white or ink."""
    if plain:
        token = "card" if token == "card" or token.endswith("_tint") else "ink"
    return colour(token)


def _rgb(hex_colour: str) -> str:
    return " ".join(f"{int(hex_colour[i : i + 2], 16) / 255:.3f}" for i in (1, 3, 5))


def _shapes(element: ET.Element, parts: Elements, matrix: Matrix) -> Iterator[Shape]:
    """Yield what an element draws, a used part piece by piece and an arrow with its start and its head."""
    name = element.tag.removeprefix(_SVG)
    if name in ("g", "use"):
        matrix = _times(matrix, _matrix(element.get("transform", "")))
        inner = element if name == "g" else parts[element.attrib["href"].removeprefix("#")]
        for child in inner:
            yield from _shapes(child, parts, matrix)
        return
    kind = element.attrib["class"]
    segments = _round(element) if name in ("circle", "ellipse") else _path(element.attrib["d"])
    moved = tuple((command, tuple(_moved(point, matrix) for point in points)) for command, points in segments)
    yield Shape(kind, moved)
    if kind == "arrow":
        yield Shape("tip", _circle(moved[0][1][0], _START, _START))
        yield Shape("tip", _head(moved))


@functools.cache
def _path(data: str) -> tuple[Segment, ...]:
    """Return the segments of path data in capital letters: M, L, C and Z."""
    segments: list[Segment] = []
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", data):
        values = [float(number) for number in re.findall(r"-?[\d.]+", numbers)]
        points = list(zip(values[::2], values[1::2], strict=True))
        each = _POINTS_OF[command]
        if not each:
            segments.append((command, ()))
        for first in range(0, len(points), each or 1):
            segments.append((command, tuple(points[first : first + each])))
    return tuple(segments)


def _round(element: ET.Element) -> tuple[Segment, ...]:
    x, y, radius = (float(element.get(name, 0)) for name in ("cx", "cy", "r"))
    return _circle((x, y), float(element.get("rx", radius)), float(element.get("ry", radius)))


def _circle(centre: Point, rx: float, ry: float) -> tuple[Segment, ...]:
    x, y = centre
    kx, ky = rx * _KAPPA, ry * _KAPPA
    return (
        ("M", ((x + rx, y),)),
        ("C", ((x + rx, y + ky), (x + kx, y + ry), (x, y + ry))),
        ("C", ((x - kx, y + ry), (x - rx, y + ky), (x - rx, y))),
        ("C", ((x - rx, y - ky), (x - kx, y - ry), (x, y - ry))),
        ("C", ((x + kx, y - ry), (x + rx, y - ky), (x + rx, y))),
        ("Z", ()),
    )


def _head(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """Return the head that goes on from the end of a line in its direction."""
    points = [point for _, each in segments for point in each]
    (x, y), before = points[-1], next(p for p in reversed(points) if math.dist(p, points[-1]) > 0.5)
    long = math.dist((x, y), before)
    dx, dy = (x - before[0]) / long, (y - before[1]) / long
    half = _HEAD_WIDTH / 2
    tip = (x + dx * (_HEAD_LENGTH - 2), y + dy * (_HEAD_LENGTH - 2))
    back = (x - dx * 2, y - dy * 2)
    sides = ((back[0] - dy * half, back[1] + dx * half), (back[0] + dy * half, back[1] - dx * half))
    return (("M", (tip,)), ("L", (sides[0],)), ("L", (sides[1],)), ("Z", ()))


def _matrix(transform: str) -> Matrix:
    """Return a list of translate, rotate and scale as one matrix."""
    matrix = _IDENTITY
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", transform):
        values = [float(number) for number in re.findall(r"-?[\d.]+", inside)]
        if name == "translate":
            step: Matrix = (1, 0, 0, 1, values[0], values[1])
        elif name == "scale":
            step = (values[0], 0, 0, values[-1], 0, 0)
        else:
            cos, sin = math.cos(math.radians(values[0])), math.sin(math.radians(values[0]))
            step = (cos, sin, -sin, cos, 0, 0)
        matrix = _times(matrix, step)
    return matrix


def _times(one: Matrix, other: Matrix) -> Matrix:
    """Return the matrix that does `other` first."""
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
