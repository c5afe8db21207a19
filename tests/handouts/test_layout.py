"""How the pages that a family gets are laid out, measured on the finished PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageChops

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.curriculum.signpost_service import keep_local_service
from massage_studio.handouts import queries
from massage_studio.handouts.papers import Draft, build
from massage_studio.handouts.views import TakeHome, Variant
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.profile import change_profile
from tests.paper.hearing import heard_pages
from tests.paper.reading import opened, pages_of, squeezed
from tests.studio_fixtures import NOW, a_class

MM = 72 / 25.4
CARD = (250, 247, 242)
SERVICES = (
    ("Help with feeding at the Riverside Centre", "01632 960111, Mondays from ten to twelve, no booking"),
    ("Health visitor on duty", "01632 960222"),
    ("Talking therapies for parents", "01632 960333 or riverside.example/parents"),
    ("Family hub", "01632 960444"),
)

WORDS = "She watched your face for a long time, then turned to your voice. You waited for her."
PRESSED = (
    ("permission", "not_now"),
    ("permission", "yes"),
    ("cue", "mutual_gaze"),
    ("cue", "smiles"),
    ("cue", "yawns"),
    ("response", "wait_watch"),
)


def _held(studio: Store, services: int) -> tuple[Draft, ...]:
    """The papers of a class: much noted, nothing noted, an absent baby, colic, skin, and nobody massaged."""
    names = ("Mia", "Maximiliana-Wilhelmina", "Noor", "Leo", "Ida", "王小明")
    flags = ((), ("skin", "Eczema"), (), ("condition", "Colic in the evenings"), ("condition", "Reflux"), ())
    with studio.write() as session:
        change_profile(
            session,
            particulars={
                "business": "Sunflower Baby Massage",
                "instructor": "Hazel Whitcombe-Featherstonehaugh",
                "email": "hello@sunflower-baby-massage.example",
                "phone": "07700 900100",
                "website": "sunflower-baby-massage.example",
            },
        )
        for when, to in SERVICES[:services]:
            keep_local_service(
                session,
                item_id=new_id(),
                service="other",
                when=when,
                to=to,
                serves="",
                opening="",
                checked=date(2026, 11, 3),
                now=NOW,
            )
        klass = a_class(session, *names)
        for place, (dyad, flag) in enumerate(zip(klass.dyads, flags, strict=True)):
            if flag:
                families.add_flag(session, baby_id=dyad.baby, kind=flag[0], what=flag[1], since=NOW.date())
            status = "absent" if place == 2 else "here"
            attendance_service.mark(
                session, session_id=klass.session, baby_id=dyad.baby, status=status, now=NOW
            )
            pressed = (("not_massaged", "asleep"),) if place == 4 else PRESSED
            for second, (kind, code) in enumerate(pressed if place not in (2, 5) else ()):
                cues.record(
                    session,
                    action_id=new_id(),
                    session_id=klass.session,
                    dyads=((dyad.baby, dyad.carer),),
                    kind=kind,
                    code=code,
                    now=NOW + timedelta(seconds=40 * second + 5),
                )
            if place in (0, 3):
                families.add_note(session, family_id=dyad.family, layer="family", text=WORDS, now=NOW)
    with studio.read() as session:
        sheets = queries.class_papers(session, session_id=klass.session, now=NOW).sheets
        return (*(sheet.draft for sheet in sheets), *queries.benefit_drafts(session))


@pytest.fixture
def drafts(studio: Store) -> tuple[Draft, ...]:
    return _held(studio, 0)


@pytest.fixture
def with_services(studio: Store) -> tuple[Draft, ...]:
    return _held(studio, 4)


def take_homes(drafts: tuple[Draft, ...]) -> list[Draft]:
    return [draft for draft in drafts if isinstance(draft.view, TakeHome)]


def pictures(data: bytes) -> list[Image.Image]:
    """Each page as a picture of a point a pixel."""
    with opened(data) as document:
        return [page.render(scale=1).to_pil().convert("RGB") for page in document]


def inked(picture: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of all that is not white."""
    return ImageChops.difference(picture, Image.new("RGB", picture.size, "white")).getbbox() or (0, 0, 0, 0)


def below_the_band(picture: Image.Image) -> Image.Image:
    """The page without the band across its top, which goes to the edges by design."""
    white = (255, 255, 255)
    top = next((y for y in range(picture.height) if picture.getpixel((1, y)) == white), 0)
    # In black and white the band is its rule alone.
    ruled = [y for y in range(260) if picture.getpixel((1, y)) != white]
    return picture.crop((0, max([top, *(y + 1 for y in ruled)]), picture.width, picture.height))


def printed(drafts: tuple[Draft, ...]) -> Iterator[tuple[str, bytes]]:
    for draft in drafts:
        for variant in Variant:
            yield f"{draft.title} {variant}", build(replace(draft, variant=variant)).content


def test_a_fifth_of_every_family_page_is_white_and_nothing_is_nearer_to_an_edge_than_12_mm(
    drafts: tuple[Draft, ...],
) -> None:
    for name, data in printed(drafts):
        for number, picture in enumerate(pictures(data), 1):
            # Only where 3 mm around are white, too, is a page at rest.
            cells = picture.convert("L").resize((70, 99), Image.Resampling.BOX)
            white = sum(cells.histogram()[255:]) / (cells.width * cells.height)
            assert white >= 0.2, (name, number, white)
            page = below_the_band(picture)
            left, _, right, bottom = inked(page)
            edges = (left, page.width - right, page.height - bottom)
            assert min(edges) >= 12 * MM - 1, (name, number, edges)


def test_no_heading_stands_at_the_foot_of_a_page_and_no_page_is_nearly_empty(
    drafts: tuple[Draft, ...],
) -> None:
    for name, data in printed(drafts):
        for number, (page, picture) in enumerate(zip(heard_pages(data), pictures(data), strict=True), 1):
            leaf = [part for part in page.document.all() if not part.parts][-1]
            # Below this one are lines to write on.
            noticed = "notice" in leaf.text
            assert noticed or leaf.role not in ("H1", "H2", "H3"), (name, number, leaf)
            upper = picture.crop((0, 0, picture.width, picture.height - 70))
            _, _, _, lowest = inked(upper)
            assert lowest > picture.height / 4, (name, number, lowest)


def _paths(data: bytes, number: int) -> list[tuple[tuple[int, int, int], tuple[float, float, float, float]]]:
    """Fill, or colour of the line, and bounds of all paths of a page."""
    found = []
    with opened(data) as document:
        page = document[number]
        for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=1):
            found.append((_colour(item.raw), item.get_bounds()))
        page.close()
    return found


def _colour(item: object) -> tuple[int, int, int]:
    fill, stroke = pdfium.c_int(), pdfium.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    read = pdfium.FPDFPageObj_GetFillColor if fill.value else pdfium.FPDFPageObj_GetStrokeColor
    parts = [pdfium.c_uint() for _ in range(4)]
    read(item, *parts)
    red, green, blue, _ = (part.value for part in parts)
    return red, green, blue


def cards(data: bytes, number: int) -> list[float]:
    """Heights of the cards with drawings on a page, in points."""
    near = [
        bounds
        for colour, bounds in _paths(data, number)
        if max(abs(one - other) for one, other in zip(colour, CARD, strict=True)) <= 2
    ]
    return [round(top - bottom) for left, bottom, right, top in near if right - left > 50]


def rules(data: bytes, number: int) -> int:
    """How many lines to write on a page has."""
    return sum(
        top - bottom < 2 and 300 < right - left < 520 and bottom < 300
        for _, (left, bottom, right, top) in _paths(data, number)
    )


@pytest.mark.parametrize("services", [0, 4])
def test_every_front_has_two_lines_to_write_on_and_three_drawings(studio: Store, services: int) -> None:
    for draft in take_homes(_held(studio, services)):
        for variant in (Variant.A4, Variant.BLACK_AND_WHITE):
            data = build(replace(draft, variant=variant)).content
            assert rules(data, 0) >= 2, draft.title
        assert len(cards(build(draft).content, 0)) == 3


def test_the_drawings_are_as_large_as_in_the_design_where_there_is_room(drafts: tuple[Draft, ...]) -> None:
    by_baby = {draft.view.baby: build(draft).content for draft in take_homes(drafts)}
    # Nothing was noted of this baby.
    assert min(cards(by_baby["王小明"], 0)) >= 144
    assert all(min(cards(data, 0)) >= 84 for data in by_baby.values())
    assert min(cards(by_baby["Mia"], 1)) >= 72 and len(cards(by_baby["Mia"], 1)) >= 4


def test_a_front_with_little_on_it_has_the_drawings_of_the_design(take_home_view: TakeHome) -> None:
    few = replace(take_home_view, permission=(), answers=(), oil=(), notes=("Mia slept.",))
    data = build(Draft("take_home", "Mia", "a.pdf", few)).content
    assert min(cards(data, 0)) == 177 and rules(data, 0) >= 2
    quiet = replace(few, signposting=())
    assert min(cards(build(Draft("take_home", "Mia", "a.pdf", quiet)).content, 1)) == 132


def test_every_local_service_is_printed_and_the_strokes_keep_two_rows(
    with_services: tuple[Draft, ...],
) -> None:
    for draft in take_homes(with_services):
        data = build(draft).content
        back = pages_of(data)[1]
        for when, to in SERVICES:
            assert squeezed(f"{when}: {to}") in squeezed(back), draft.title
        assert "Get help now: 999 or A&E" in back and "111 or your GP the same day" in back
        assert squeezed("Thoughts of self-harm") in squeezed(back)
        assert isinstance(draft.view, TakeHome)
        strokes = len(draft.view.strokes)
        assert len(cards(data, 1)) >= min(4, strokes), draft.title
        assert not strokes or min(cards(data, 1)) >= 54


def test_how_to_reach_the_instructor_is_printed_whole(drafts: tuple[Draft, ...]) -> None:
    reach = ("Hazel Whitcombe-Featherstonehaugh", "hello@sunflower-baby-massage.example", "07700 900100")
    for name, data in printed(take_homes(drafts)):
        foot = pages_of(data)[-1]
        assert all(squeezed(part) in squeezed(foot) for part in reach), name
    for draft in drafts:
        if draft.kind == "benefit_sheet":
            assert "sunflower-baby-massage.example" in pages_of(build(draft).content)[0].split("hello@")[1]


def test_on_a_catch_up_the_lines_are_for_what_is_noticed_at_home(drafts: tuple[Draft, ...]) -> None:
    for draft in take_homes(drafts):
        front = pages_of(build(draft).content)[0]
        assert ("What you notice at home" in front) is (draft.kind == "catch_up")
        assert ("You noticed" in front) is (draft.kind == "take_home")


def test_the_signs_to_call_for_help_at_are_a_line_each(drafts: tuple[Draft, ...]) -> None:
    back = pages_of(build(drafts[0]).content)[1]
    signs = back[back.index("38 °C") : back.index("Worried, but not this")]
    assert len(signs.strip().splitlines()) == 6
