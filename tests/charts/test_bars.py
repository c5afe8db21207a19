"""Bars and distributions: to scale, told apart in grey, with the same in words and as a table."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from typing import Any

import pytest
from reportlab.graphics.shapes import Circle, Line, Rect, String

from massage_studio.charts.bars import BarLine, Series, bars
from massage_studio.charts.benefits import BenefitTotal, benefit_bars
from massage_studio.charts.distributions import Distribution, distributions
from massage_studio.paper.documents import drawing_pdf
from massage_studio.paper.drawing import Chart
from massage_studio.paper.svg_files import drawing_svg
from tests.paper.reading import fonts_of, text_of

CAME = Series("primary", "Came")
AWAY = Series("attunement", "Not there", ("rising",))
LINES = (
    BarLine("Week 1", (6, 2), "6 of 8", "Week 1: came 6, not there 2.", "week:1"),
    BarLine("Week 2", (4, 0), "4 of 4", "Week 2: came 4.", "week:2"),
)
LONG = "Sommerkurs der Familien Müller-Lüdenscheidt und Wolfeschlegelsteinhausen am Vormittag im Gemeindehaus"


def shapes(chart: Chart, kind: type) -> list[Any]:
    return [shape for shape in chart.drawing.contents if isinstance(shape, kind)]


def test_bars_are_to_one_scale_and_say_the_same_in_words_and_numbers() -> None:
    chart = bars("Week", (CAME, AWAY), LINES, 300)
    wide = [shape.width for shape in shapes(chart, Rect) if shape.height == 9]
    assert wide[0] == pytest.approx(3 * wide[1]) == pytest.approx(1.5 * wide[2])
    assert chart.sentence == "Week 1: came 6, not there 2. Week 2: came 4."
    assert chart.numbers is not None
    assert chart.numbers.titles == ("Week", "Came", "Not there")
    assert chart.numbers.rows == (("Week 1", 6, 2), ("Week 2", 4, 0))
    data = drawing_pdf(chart.drawing)
    assert all(word in text_of(data) for word in ("Came", "Not there", "Week 2", "4 of 4"))
    assert all(fonts_of(data).values())


def test_every_part_of_a_bar_is_told_apart_without_its_colour() -> None:
    plain = bars("Week", (CAME, Series("attunement", "Not there")), LINES, 300)
    marked = bars("Week", (CAME, AWAY), LINES, 300)
    assert len(shapes(marked, Line)) > len(shapes(plain, Line)) == 0


def test_parts_cover_the_lines_from_above_and_lead_on_by_their_key() -> None:
    chart = bars("Week", (CAME, AWAY), LINES, 300)
    first, second = chart.parts
    assert (first.key, second.key) == ("week:1", "week:2")
    assert first.y == pytest.approx(second.y + second.height) and second.y == pytest.approx(0)
    assert all(part.x == 0 and part.width == 300 for part in chart.parts)


@pytest.mark.parametrize(
    "name", [LONG, "دورة الصيف للأمهات والرضّع في قاعة المدينة الكبيرة", "夏の赤ちゃん教室"]
)
@pytest.mark.parametrize("width", [200, 420])
def test_a_long_name_takes_two_lines_and_leaves_room_for_its_bar(name: str, width: float) -> None:
    line = BarLine(name, (3,), "3 of 8 (38 %)", name, whole=8)
    chart = bars("Course", (CAME,), (line,), width)
    assert 1 <= len(shapes(chart, String)) - 1 <= 2
    groove = max(shapes(chart, Rect), key=lambda shape: shape.width)
    assert groove.width > width / 8
    assert all(0 <= shape.x <= width for shape in (*shapes(chart, String), *shapes(chart, Rect)))


def test_a_legend_breaks_where_it_is_too_long() -> None:
    series = [Series("primary", f"A long name of a series {number}") for number in range(4)]
    chart = bars("Week", series, (BarLine("Week 1", (1, 1, 1, 1), "4", ""),), 220)
    rows = {shape.y for shape in shapes(chart, String) if shape.text.startswith("A long")}
    assert len(rows) == 4 and max(rows) < chart.drawing.height


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    chart = bars("Week", (CAME,), (), 300)
    assert (chart.sentence, chart.parts, chart.drawing.height) == ("", (), 0)


def test_what_was_planned_ends_in_a_mark_that_is_seen_in_grey() -> None:
    chart = benefit_bars([BenefitTotal("touch", "Touch", 20, 10, "recorded")], 300)
    (end,) = shapes(chart, Line)
    planned = max(shapes(chart, Rect), key=lambda shape: shape.width)
    assert end.x1 == pytest.approx(planned.x + planned.width)
    assert chart.numbers is not None and chart.numbers.rows == (("Touch", 20, 10),)
    assert [(part.words, part.key) for part in chart.parts] == [
        ("Touch 10 of 20 planned minutes.", "recorded")
    ]


def test_distributions_draw_every_answer_and_compare_nothing() -> None:
    counts = tuple(2 if answer == 3 else 1 if answer == 9 else 0 for answer in range(11))
    rows = [Distribution("I enjoy our time together.", (counts, (0,) * 11))]
    chart = distributions((AWAY, CAME), rows, 330)
    columns = [shape for shape in shapes(chart, Rect) if shape.height not in (10,)]
    assert [round(shape.height) for shape in columns] == [30, 15]
    assert chart.sentence == "I enjoy our time together. Not there: 3 from 2, 9 from 1; Came: –."
    assert chart.numbers is not None
    assert chart.numbers.rows == (
        ("I enjoy our time together.", "Not there", *counts),
        ("I enjoy our time together.", "Came", *([0] * 11)),
    )


def test_svg_holds_every_shape_and_word_and_what_each_part_says() -> None:
    line = BarLine("<Week> & 1", (6, 2), "6", 'Week "1" < 2.', "week:1")
    dotted = Series("neutral", "Dots", ("dots",))
    chart = bars("Week", (CAME, dotted), (line,), 300)
    root = ElementTree.fromstring(drawing_svg(chart))
    space = "{http://www.w3.org/2000/svg}"
    words = [node.text for node in root.iter(f"{space}text")]
    assert words == [shape.text for shape in shapes(chart, String)]
    assert [node.text for node in root.iter(f"{space}title")] == ['Week "1" < 2.']
    assert root.findtext(f"{space}desc") == chart.sentence
    assert len([*root.iter(f"{space}circle")]) == len(shapes(chart, Circle)) > 0
    # The white ground and the rectangles of the parts stand beside those of the drawing.
    assert len([*root.iter(f"{space}rect")]) == len(shapes(chart, Rect)) + 1 + len(chart.parts)
