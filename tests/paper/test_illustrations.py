"""Every stroke and state has a drawing that says the same as its words and prints without colour."""

import itertools
import math
import re

import pypdfium2 as pdfium
import pytest
from PIL import Image

from massage_studio.curriculum.content import load
from massage_studio.errors import BugError
from massage_studio.paper.documents import Document, PaperPage, pdf
from massage_studio.paper.illustrations import PAINTS, Point, Shape, codes, illustration, operators
from massage_studio.paper.page import DrawnPage
from massage_studio.paper.palette import colour, contrast

CODES = sorted(codes())
CLOCKWISE = ("stomach_sun_moon", "stomach_ily")
NAVEL = (100.0, 145.0)


def pdf_with(*codes: str) -> bytes:
    def draw(sheet: DrawnPage) -> None:
        for index, code in enumerate(codes):
            sheet.illustration(code, 40 + index % 4 * 130, 800 - index // 4 * 160, 120, 150)

    return pdf(Document("Drawings", "Hazel", [PaperPage(draw, "")]))


def pictures() -> dict[str, Image.Image]:
    """Every drawing 42 mm wide as a printer without colour prints it."""
    found = {}
    for some in (CODES[first : first + 20] for first in range(0, len(CODES), 20)):
        sheet = pdfium.PdfDocument(pdf_with(*some))[0].render(scale=2).to_pil().convert("L")
        for index, code in enumerate(some):
            left, upper = 80 + index % 4 * 260, round(2 * (841.89 - 800)) + index // 4 * 320
            found[code] = sheet.crop((left, upper, left + 240, upper + 300))
    return found


def arrows(code: str) -> list[Shape]:
    return [shape for shape in illustration(code).shapes if shape.kind == "arrow"]


def points_along(shape: Shape) -> list[Point]:
    """Points on a path, in the order in which it is drawn, y downwards as on paper."""
    found: list[Point] = []
    for command, points in shape.segments:
        if command == "C":
            start, (one, two, end) = found[-1], points
            for step in range(1, 21):
                t = step / 20
                weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
                corners = (start, one, two, end)
                found.append(
                    (
                        sum(w * x for w, (x, _) in zip(weights, corners, strict=True)),
                        sum(w * y for w, (_, y) in zip(weights, corners, strict=True)),
                    )
                )
        else:
            found += points
    return found


def turned(points: list[Point], centre: Point) -> float:
    """How far a path goes round a centre, in degrees, positive clockwise as seen on paper."""
    angles = [math.atan2(y - centre[1], x - centre[0]) for x, y in points]
    steps = (b - a for a, b in itertools.pairwise(angles))
    return math.degrees(sum((step + math.pi) % (2 * math.pi) - math.pi for step in steps))


def test_every_stroke_and_state_and_what_is_held_and_asked_has_a_drawing_with_words() -> None:
    content = load()
    wanted = [entry.code for entry in (*content.strokes, *content.states)]
    wanted += ["ask_permission", "wait_watch", "resting_hands", "contain", "cuddle", "voice"]
    wanted += [
        "asking_hands",
        "waiting_hands",
        "containment_hold",
        "towel_lift",
        "swaddled_hug",
        "yes",
        "pause",
    ]
    drawn = {code: content.drawing(code) for code in wanted}
    assert not [
        code for code, drawing in drawn.items() if drawing is None or not illustration(drawing.code).shapes
    ]
    assert content.drawing("a stroke of her own") is None


def test_each_drawing_is_told_in_words_of_its_own() -> None:
    words = {drawing.code: drawing.words for drawing in load().drawings}
    assert sorted(words) == CODES
    assert len(set(words.values())) == len(words)
    assert all(10 <= len(text) <= 180 for text in words.values())
    assert words["chest_resting"] == "Both hands rest still on the baby's chest."
    assert all("clockwise" in words[code] for code in CLOCKWISE)


@pytest.mark.parametrize("code", CLOCKWISE)
def test_strokes_round_the_navel_go_clockwise_as_seen_on_paper(code: str) -> None:
    [arrow] = arrows(code)
    points = points_along(arrow)
    assert turned(points, NAVEL) > 170
    tip = [shape for shape in illustration(code).shapes if shape.kind == "tip"][1]
    # The head points on along the way: from the last bit of the line to its own tip still clockwise.
    assert turned([points[-2], points[-1], tip.segments[0][1][0]], NAVEL) > 0


def test_the_clockwise_circle_has_the_navel_inside() -> None:
    [arrow] = arrows("stomach_sun_moon")
    assert turned(points_along(arrow), NAVEL) > 270
    assert all(math.dist(point, NAVEL) > 14 for point in points_along(arrow))


@pytest.mark.parametrize(
    ("code", "down"),
    # The arms of the baby are up.
    [("legs_indian", True), ("legs_swedish", False), ("stomach_wheel_a", True), ("arms_indian", False)],
)
def test_arrows_go_the_way_that_the_content_says(code: str, down: bool) -> None:
    ways = [points_along(arrow) for arrow in arrows(code)]
    assert ways and all((way[-1][1] > way[0][1]) == down for way in ways)


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith("back_")])
def test_no_arrow_runs_along_the_spine(code: str) -> None:
    along = [points_along(arrow) for arrow in arrows(code)]
    across = [way for way in along if abs(way[0][1] - way[-1][1]) < 1]
    assert along == across if code == "back_forth" else not across
    assert all(abs(x - 100) > 5 for way in along if way not in across for x, _ in way)


def test_a_shape_has_a_known_class_and_the_lines_of_baby_and_hands_one_weight() -> None:
    kinds = {shape.kind for code in CODES for shape in illustration(code).shapes}
    assert kinds == set(PAINTS)
    assert {PAINTS[kind].width for kind in ("body", "soft", "outline", "hand", "hand-line")} == {2.2}


def test_lines_stand_out_from_paper_without_colour() -> None:
    lines = {paint.line for kind, paint in PAINTS.items() if paint.line and kind != "digit"}
    assert all(contrast(colour(token), "#FFFFFF") >= 4.5 for token in lines)


def test_every_drawing_prints_in_grey_and_no_two_alike() -> None:
    shown = pictures()
    dark = {code: sum(each.histogram()[:140]) / (each.width * each.height) for code, each in shown.items()}
    assert {code: part for code, part in dark.items() if not 0.01 < part < 0.3} == {}
    assert len({each.tobytes() for each in shown.values()}) == len(CODES)


def test_arrows_stay_inside_their_drawing() -> None:
    for code in CODES:
        shown = illustration(code)
        tips = [shape for shape in shown.shapes if shape.kind in ("arrow", "tip")]
        for x, y in (point for tip in tips for point in points_along(tip)):
            assert 0 <= x <= shown.width and 0 <= y <= shown.height, code


def test_paper_says_in_vectors_what_is_drawn_and_adds_no_font() -> None:
    document = pdfium.PdfDocument(pdf_with("chest_resting"))
    assert document[0].get_textpage().get_text_bounded().strip() == "Page 1 of 1"
    assert not re.search(r"\b(Tf|Do)\b", operators("stomach_ily"))


def test_the_tick_and_the_two_bars_differ_without_colour() -> None:
    assert len(illustration("yes").shapes[0].segments) == 3
    assert [command for command, _ in illustration("pause").shapes[0].segments] == ["M", "L", "M", "L"]


def test_seven_drawings_make_a_page_no_heavier_than_a_small_picture() -> None:
    seven = ("asking_hands", "legs_indian", "chest_open_book", "face_smile", "back_resting", "yes", "pause")
    assert len(pdf_with(*seven)) - len(pdf_with()) < 10_000
    # Written once, however many papers show it.
    assert operators("face_smile") is operators("face_smile")


def test_a_drawing_nobody_made_is_a_mistake_of_ours() -> None:
    with pytest.raises(BugError, match="There is no drawing nothing"):
        illustration("nothing")
