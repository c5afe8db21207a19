"""How the findings about one benefit stand: a mark for each, by where it points and how strong it is."""

from __future__ import annotations

from collections.abc import Sequence

from massage_studio.charts.findings import (
    DIRECTIONS,
    STRENGTHS,
    Finding,
    direction_words,
    sentence,
    strength_words,
)
from massage_studio.language import translate
from massage_studio.paper.drawing import Chart, label, line, new_drawing, rect, text_width
from massage_studio.paper.palette import colour, text_on, text_on_tint

_GAP = 0.35
_EDGE = 1.0
_TONES = {
    "supports": "engaging",
    "supports_indirectly": "engaging",
    "mixed": "attunement",
    "against_or_null": "disengaging",
    "background": "neutral",
}


def evidence_chart(
    findings: Sequence[Finding], width: float, size: float = 9.0, *, plain: bool = False
) -> Chart:
    """Draw every finding as a mark of one size: full where it was checked, a frame where it was not.

    Width and type size are in points; a `plain` one is in ink alone. Nothing is added up to one number, for
    the findings are not of a kind.
    """
    if not findings:
        return Chart(new_drawing(width, 0), "")
    side, gap = 1.3 * size, _GAP * size
    quiet = colour("ink" if plain else "muted_strong")
    names = max(text_width(direction_words(row), size) for row in DIRECTIONS) + size
    room = (width - names) / len(STRENGTHS)
    most = max(1, int((room - gap) / (side + gap)))
    rows = [
        (row, [[one for one in findings if (one.row, one.column) == (row, column)] for column in STRENGTHS])
        for row in DIRECTIONS
    ]
    lines = [max(1, *(-(-len(field) // most) for field in fields)) for _, fields in rows]
    unchecked = any(not finding.verified for finding in findings)
    high = side + gap
    heads = [_two_lines(strength_words(column), room - gap, size) for column in STRENGTHS]
    above = 1.2 * size * max(map(len, heads))
    height = (
        above + 0.4 * size + sum(count * high + gap for count in lines) + (high + gap if unchecked else 0)
    )
    drawing = new_drawing(width, height)
    top = height - above - 0.4 * size
    for number, head in enumerate(heads):
        for up, words in enumerate(reversed(head)):
            baseline = top + 0.4 * size + 1.2 * size * up
            drawing.add(label(names + number * room, baseline, words, size, quiet))
    for (row, fields), count in zip(rows, lines, strict=True):
        drawing.add(line(0, top, width, top, colour("line"), 0.5))
        drawing.add(
            label(0, top - gap / 2 - side / 2 - 0.33 * size, direction_words(row), size, colour("ink"))
        )
        for number, field in enumerate(fields):
            for place, finding in enumerate(field):
                left = names + number * room + place % most * (side + gap)
                _add_mark(
                    drawing, finding, left, top - gap / 2 - side - place // most * high, side, plain=plain
                )
        top -= count * high + gap
    if unchecked:
        drawing.add(line(0, top, width, top, colour("line"), 0.5))
        for shape in _frame(0, top - gap - side, side, quiet):
            drawing.add(shape)
        words = translate("Charts", "A frame: not checked yet against what was published")
        drawing.add(label(side + gap, top - gap - side / 2 - 0.3 * size, words, size, quiet))
    return Chart(drawing, sentence(findings))


def _two_lines(words: str, room: float, size: float) -> list[str]:
    """Return words on one line, or parted into two where that is too long."""
    if text_width(words, size) <= room or " " not in words:
        return [words]
    spaces = [place for place, letter in enumerate(words) if letter == " "]
    middle = min(spaces, key=lambda place: max(place, len(words) - place))
    return [words[:middle], words[middle + 1 :]]


def _add_mark(drawing: object, finding: Finding, x: float, y: float, side: float, *, plain: bool) -> None:
    fill = colour("ink" if plain else _TONES[finding.row])
    if finding.verified:
        shapes = [rect(x, y, side, side, fill), *_pattern(finding.row, x, y, side, text_on(fill))]
    else:
        ink = fill if plain else text_on_tint(_TONES[finding.row])
        shapes = [*_frame(x, y, side, ink), *_pattern(finding.row, x, y, side, ink)]
    for shape in shapes:
        drawing.add(shape)  # type: ignore[attr-defined]


def _frame(x: float, y: float, side: float, ink: str) -> list[object]:
    low, high = _EDGE / 2, side - _EDGE / 2
    corners = ((low, low), (high, low), (high, high), (low, high))
    return [
        line(x + a[0], y + a[1], x + b[0], y + b[1], ink, _EDGE)
        for a, b in zip(corners, (*corners[1:], corners[0]), strict=True)
    ]


def _pattern(row: str, x: float, y: float, side: float, ink: str) -> list[object]:
    """Return the sign that tells a row without its colour."""
    unit = side / 10
    strokes = {
        "supports": ((5, 2, 5, 8), (2, 5, 8, 5)),
        "supports_indirectly": ((5, 3.5, 5, 6.5), (3.5, 5, 6.5, 5)),
        "mixed": ((2, 2, 8, 8),),
        "against_or_null": ((2, 5, 8, 5),),
        "background": ((5, 2, 5, 8),),
    }[row]
    return [
        line(x + a * unit, y + b * unit, x + c * unit, y + d * unit, ink, 1.2 * unit)
        for a, b, c, d in strokes
    ]
