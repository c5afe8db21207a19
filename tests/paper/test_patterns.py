"""Patterns say on paper what colour says, and text is readable on every colour."""

import pytest
from reportlab.graphics.shapes import Circle, Line

from massage_studio.paper import palette
from massage_studio.paper.patterns import pattern

STATES = ("deep_sleep", "light_sleep", "drowsy", "quiet_alert", "active_alert", "crying")


def test_every_state_but_quiet_alert_has_a_pattern_of_its_own_inside_its_rectangle() -> None:
    drawn = {code: pattern(code, 10, 20, 80, 17, palette.colour(code)) for code in STATES}
    assert drawn["quiet_alert"] == []
    counts = {code: len(shapes) for code, shapes in drawn.items() if code != "quiet_alert"}
    assert len(set(counts.values())) == 5
    for shapes in drawn.values():
        for shape in shapes:
            left, bottom, right, top = shape.getBounds()
            assert left >= 9.2 and bottom >= 19.2 and right <= 90.8 and top <= 37.8


@pytest.mark.parametrize("state", STATES)
def test_paper_marks_a_state_as_the_screen_does(state: str) -> None:
    shapes = pattern(state, 0, 0, 80, 16, palette.colour(state))
    dots = [shape for shape in shapes if isinstance(shape, Circle)]
    slopes = {
        (shape.x2 > shape.x1) * (1 if shape.y2 > shape.y1 else -1)
        for shape in shapes
        if isinstance(shape, Line)
    }
    assert (len(dots), slopes) == {
        "deep_sleep": (40, set()),
        "light_sleep": (20, set()),
        "drowsy": (0, {1}),
        "quiet_alert": (0, set()),
        "active_alert": (0, {0}),
        "crying": (0, {1, -1}),
    }[state]


@pytest.mark.parametrize(
    "token", ["touch", "attunement", "bonding", "hormones", "brain", "engaging", "disengaging"]
)
def test_text_on_a_tint_and_on_white_reads_well(token: str) -> None:
    assert palette.contrast(palette.text_on_tint(token), palette.tint(token)) >= 4.5
    assert palette.contrast(palette.text_on_tint(token), palette.WHITE) >= 4.5


@pytest.mark.parametrize("state", STATES)
def test_patterns_stand_out_from_their_state(state: str) -> None:
    colour = palette.colour(state)
    assert palette.contrast(palette.text_on(colour), colour) >= 4.5
