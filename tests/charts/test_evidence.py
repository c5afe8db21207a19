"""The chart of findings shows each as large as the others, and adds nothing up."""

import pytest
from reportlab.graphics.shapes import Line, Rect, String

from massage_studio.charts.evidence import evidence_chart
from massage_studio.charts.findings import DIRECTIONS, Finding, counted, sentence
from massage_studio.curriculum.content import load
from massage_studio.paper.documents import drawing_pdf
from tests.paper.reading import text_of

FINDINGS = (
    Finding("supports", "moderate", verified=True),
    Finding("mixed", "low", verified=True),
    Finding("against_or_null", "low_certainty", verified=True),
    Finding("critique", "commentary", verified=True),
    Finding("against_or_null", "low_certainty", verified=False),
)


def marks(findings: tuple[Finding, ...]) -> list[Rect]:
    return [shape for shape in evidence_chart(findings, 400).drawing.contents if isinstance(shape, Rect)]


def test_every_finding_is_one_mark_of_one_size() -> None:
    found = marks(FINDINGS)
    assert len(found) == 4
    assert {(mark.width, mark.height) for mark in found} == {(found[0].width, found[0].width)}


def test_an_unchecked_finding_is_a_frame_and_told_so() -> None:
    checked = (Finding("mixed", "low", verified=True),)
    frame = (Finding("mixed", "low", verified=False),)
    assert len(marks(checked)) == 1 and marks(frame) == []
    words = [shape.text for shape in evidence_chart(frame, 400).drawing.contents if isinstance(shape, String)]
    assert "A frame: not checked yet against what was published" in words
    assert "Not checked yet: 1." in sentence(frame) and "Not checked" not in sentence(checked)


def test_where_a_finding_points_shows_without_colour() -> None:
    signs = set()
    for direction in DIRECTIONS:
        drawing = evidence_chart((Finding(direction, "low", verified=True),), 400).drawing
        (mark,) = (shape for shape in drawing.contents if isinstance(shape, Rect))
        signs.add(
            tuple(
                tuple(round(part, 1) for part in (a.x1 - mark.x, a.y1 - mark.y, a.x2 - mark.x, a.y2 - mark.y))
                for a in drawing.contents
                if isinstance(a, Line) and mark.x <= a.x1 <= mark.x + mark.width and a.strokeWidth != 0.5
            )
        )
    assert len(signs) == len(DIRECTIONS)


def test_a_critical_voice_stands_with_what_found_no_effect() -> None:
    assert counted(FINDINGS)["against_or_null", "view"] == 1
    assert counted(FINDINGS)["against_or_null", "weak"] == 2


def test_the_sentence_says_what_the_drawing_shows_and_draws_no_conclusion() -> None:
    assert sentence(FINDINGS) == (
        "Speaks for it: 1 (Moderate 1). Speaks for it indirectly: 0. Mixed: 1 (Weak or uncertain 1). "
        "No effect found, or against it: 3 (Weak or uncertain 2, View or overview 1). Background: 0. "
        "Not checked yet: 1."
    )
    assert evidence_chart((), 400).sentence == ""


@pytest.mark.parametrize("width", [200, 400, 520])
def test_many_marks_stay_inside_their_column(width: int) -> None:
    chart = evidence_chart(FINDINGS * 12, width)
    shapes = [shape for shape in chart.drawing.contents if isinstance(shape, Rect)]
    assert len(shapes) == 48
    assert len({(shape.x, shape.y) for shape in shapes}) == 48
    for shape in shapes:
        assert 0 <= shape.x <= width - shape.width and 0 <= shape.y <= chart.drawing.height


def test_every_shipped_finding_has_its_place() -> None:
    for benefit in load().benefits:
        findings = [Finding(one.direction, one.strength, one.verified) for one in benefit.evidence]
        assert sum(counted(findings).values()) == len(benefit.evidence)
    assert "Mixed" in text_of(drawing_pdf(evidence_chart(FINDINGS, 400).drawing))
