"""Charts say in words and labels what they say in colour."""

from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from reportlab.graphics.shapes import Rect, String

from massage_studio.charts.benefits import BenefitTotal, Minutes, benefit_bars, minutes_bars
from massage_studio.charts.states import merge, states_ribbon
from massage_studio.charts.views import RibbonSpan
from massage_studio.paper.documents import drawing_pdf
from tests.paper.reading import fonts_of, text_of

TEN = datetime(2026, 11, 19, 10, 0, tzinfo=ZoneInfo("Europe/London"))
STATES = ("deep_sleep", "light_sleep", "drowsy", "quiet_alert", "active_alert", "crying")


def span(code: str, start: int, end: int) -> RibbonSpan:
    label = code.replace("_", " ")
    return RibbonSpan(code, label, TEN + timedelta(minutes=start), TEN + timedelta(minutes=end))


def test_the_ribbon_is_to_scale_and_says_the_same_in_words() -> None:
    chart = states_ribbon([span("drowsy", 0, 10), span("quiet_alert", 10, 40)], 400)
    widths = [shape.width for shape in chart.drawing.contents if isinstance(shape, Rect)]
    assert widths == [400, 100, 300]
    assert chart.sentence == "10:00 drowsy, 10:10 quiet alert, until 10:40."
    assert [part.words for part in chart.parts] == ["10:00 to 10:10: drowsy", "10:10 to 10:40: quiet alert"]
    assert chart.numbers is not None and chart.numbers.rows[1] == ("quiet alert", "10:10", "10:40")
    assert "10:00 drowsy" in text_of(drawing_pdf(chart.drawing))


def test_neighbours_of_one_state_are_one_stretch_and_gaps_stay_open() -> None:
    merged = merge(
        [span("drowsy", 5, 9), span("drowsy", 0, 5), span("crying", 20, 21), span("crying", 30, 30)]
    )
    assert [(s.code, s.start, s.end) for s in merged] == [
        ("drowsy", TEN, TEN + timedelta(minutes=9)),
        ("crying", TEN + timedelta(minutes=20), TEN + timedelta(minutes=21)),
    ]


def test_captions_never_touch_and_stay_inside() -> None:
    spans = [span(STATES[i % 6], 2 * i, 2 * i + 2) for i in range(40)]
    strings = [s for s in states_ribbon(spans, 520).drawing.contents if isinstance(s, String)]
    assert strings
    by_row: dict[float, list[tuple[float, float]]] = {}
    for string in strings:
        right = string.x + len(string.text) * string.fontSize * 0.75
        by_row.setdefault(string.y, []).append((string.x, right))
        assert string.x >= 0
    for row in by_row.values():
        lefts = sorted(left for left, _ in row)
        assert all(b - a > 20 for a, b in pairwise(lefts))


def test_no_spans_give_an_empty_drawing_and_no_sentence() -> None:
    chart = states_ribbon([], 400)
    assert (chart.drawing.height, chart.sentence) == (0, "")


def test_benefit_bars_compare_planned_with_delivered() -> None:
    rows = [BenefitTotal("touch", "Touch", 20, 10), BenefitTotal("brain", "Brain development", 10, 0)]
    chart = benefit_bars(rows, 300)
    bars = [shape.width for shape in chart.drawing.contents if isinstance(shape, Rect)]
    assert bars[1] == pytest.approx(bars[0] / 2)
    assert chart.sentence == ("Touch 10 of 20 planned minutes; Brain development 0 of 10 planned minutes.")
    data = drawing_pdf(chart.drawing)
    assert "10 of 20 min" in text_of(data)
    assert all(fonts_of(data).values())


def test_minutes_that_were_had_are_measured_against_nothing() -> None:
    chart = minutes_bars([Minutes("touch", "Touch", 20), Minutes("brain", "Brain", 5)], 300)
    first, second = (shape.width for shape in chart.drawing.contents if isinstance(shape, Rect))
    assert second == pytest.approx(first / 4)
    assert chart.sentence == "Touch 20 minutes; Brain 5 minutes."
    assert "20 min" in text_of(drawing_pdf(chart.drawing)) and " of " not in chart.sentence
    none = minutes_bars([Minutes("touch", "Touch", 0)], 300)
    assert not [shape for shape in none.drawing.contents if isinstance(shape, Rect)]
