"""The paper cue sheet carries a class that the computer does not come to."""

from dataclasses import replace
from datetime import date, time

import pypdfium2.raw as pdfium
import pytest

from massage_studio.cues.notation import letters
from massage_studio.cues.queries import vocabulary
from massage_studio.handouts import cue_sheet, papers, presenters, queries
from massage_studio.handouts.views import CueSheet, CueSheetRow, Letterhead
from massage_studio.paper.page import FOOTER
from massage_studio.store.engine import Store
from tests.paper.reading import (
    declared_fonts,
    fonts_of,
    images_in,
    opened,
    pages_of,
    sizes_of,
    squeezed,
    text_below,
    text_of,
    type_sizes,
)
from tests.studio_fixtures import a_booking, a_class, a_course, a_family, classes_of

LONG = "Maximiliana-Wilhelmina Featherstonehaugh-Cholmondeley-Blythe"


def many(count: int) -> tuple[CueSheetRow, ...]:
    return tuple(CueSheetRow(i, f"Mia {i}", "14 weeks") for i in range(1, count + 1))


@pytest.fixture
def view(studio: Store, letterhead: Letterhead) -> CueSheet:
    with studio.read() as session:
        known = letters(vocabulary(session))
    return CueSheet(
        letterhead=letterhead,
        course="Thursday mornings",
        week=3,
        weeks=5,
        session_title="Tummy and talking",
        venue="Riverside Children's Centre",
        on=date(2026, 11, 19),
        starts=time(10, 0),
        minutes=75,
        rows=(CueSheetRow(1, "Mia Okafor", "9 weeks"), CueSheetRow(2, "Noah", "", ("nut allergy",))),
        legend=presenters.legend(known),
        permission=("P", "O", "I"),
    )


def test_it_explains_the_very_letters_of_the_class_room(studio: Store, view: CueSheet) -> None:
    told = " ".join(text_of(cue_sheet.build(view)).split())
    with studio.read() as session:
        palette = vocabulary(session).palette
    assert len(palette) > 20
    for chip in palette:
        assert f"{chip.key} {chip.label}" in told
    for other in ("P Yes", "O Not now", "I Unsure", "U Not today", ". Bookmark: describe it later"):
        assert other in told
    assert "U Not today: why" in told and "“u asleep” (hungry, no, jab, unwell)" in told


def test_its_columns_are_five_minutes_from_the_planned_start_to_the_end(view: CueSheet) -> None:
    told = text_of(cue_sheet.build(view)).split()
    assert [word for word in told if word in {f"{m:02}" for m in range(0, 100, 5)}] == [
        f"{minute:02}" for minute in range(0, 75, 5)
    ]
    assert "10:00" in told and "11:10" in told and "11:20" not in told


def test_a_class_of_three_hours_gets_wider_steps_and_keeps_its_columns_wide_enough(view: CueSheet) -> None:
    told = text_of(cue_sheet.build(replace(view, minutes=180))).split()
    assert "170" in told and "175" not in told


def test_it_shows_number_name_age_and_flags(view: CueSheet) -> None:
    data = cue_sheet.build(view)
    told = " ".join(text_of(data).split())
    assert sizes_of(data) == [(842, 595)]
    for wanted in ("Mia Okafor", "9 weeks", "▲ nut allergy", "19 November 2026, 10:00 to 11:15"):
        assert wanted in told


@pytest.mark.parametrize(("babies", "pages"), [(0, 1), (1, 1), (8, 1), (12, 1), (13, 2)])
def test_up_to_twelve_babies_take_one_page(view: CueSheet, babies: int, pages: int) -> None:
    data = cue_sheet.build(replace(view, rows=many(babies)))
    assert len(pages_of(data)) == pages
    told = squeezed(text_of(data))
    assert all(f"Mia{i}" in told for i in range(1, babies + 1))


@pytest.mark.parametrize(
    "name", [LONG, "محمد عبد الله", "王小明", "Anna<Maria", '<img src="/x.png">', "பொன்னி கௌதம்"]
)
def test_any_name_is_printed_whole_with_fonts_that_are_in_the_file(view: CueSheet, name: str) -> None:
    rows = (CueSheetRow(1, name, "11 weeks, 7 weeks corrected"),) * 12
    data = cue_sheet.build(replace(view, rows=rows, minutes=90))
    # A long name takes room from the other babies, never from its own letters.
    assert len(pages_of(data)) == (2 if name == LONG else 1)
    assert squeezed(text_of(data)).count(squeezed(name)) == 12
    assert "…" not in text_of(data)
    assert all(fonts_of(data).values())
    assert not any(font in ("Helvetica", "Times-Roman") for font in declared_fonts(data))
    assert images_in(data) == 0


@pytest.mark.parametrize("babies", [4, 12, 16])
@pytest.mark.parametrize("name", ["Mia", LONG, "محمد عبد الله", "王小明"])
def test_nothing_is_too_small_to_be_read_beside_a_baby(view: CueSheet, name: str, babies: int) -> None:
    rows = tuple(
        CueSheetRow(number, name, "11 weeks, 7 weeks corrected", ("nut allergy", name), marked=True)
        for number in range(1, babies + 1)
    )
    for minutes in (45, 95, 180):
        crowded = replace(view, rows=rows, minutes=minutes, session_title=LONG * 3, venue=LONG * 3)
        data = cue_sheet.build(crowded)
        assert min(type_sizes(data)) >= 8
        assert squeezed(name)[-5:] not in squeezed(text_below(data, FOOTER))


def test_twelve_babies_with_a_flag_each_take_one_page(view: CueSheet) -> None:
    rows = tuple(CueSheetRow(i, f"Mia Okafor {i}", "14 weeks", ("nut allergy",)) for i in range(1, 13))
    assert len(pages_of(cue_sheet.build(replace(view, rows=rows)))) == 1


@pytest.mark.parametrize("babies", [1, 12])
def test_no_flag_is_ever_cut(view: CueSheet, babies: int) -> None:
    flags = (
        "skin: Eczema in the crook of the arms: no oil there",
        "Allergy & intolerance, cow's milk and sesame",
        "immunised 17 Nov",
        "consent missing",
    )
    long = tuple(
        CueSheetRow(i, f"Mia {i}", "11 weeks, 7 weeks corrected", flags) for i in range(1, babies + 1)
    )
    data = cue_sheet.build(replace(view, rows=long))
    told = squeezed(text_of(data))
    assert told.count(squeezed("▲ " + ", ".join(flags))) == babies
    assert "…" not in told


def test_one_long_flag_takes_its_room_from_the_other_rows(view: CueSheet) -> None:
    long = CueSheetRow(1, "Mia", "9 weeks", ("condition: " + "ask the heart team first " * 18,))
    data = cue_sheet.build(replace(view, rows=(long, *many(10))))
    assert len(pages_of(data)) == 1
    assert squeezed(long.flags[0]) in squeezed(text_of(data))
    assert squeezed("Mia 10") in squeezed(text_of(data))


def test_a_class_that_has_not_begun_has_its_sheet_beside_the_register(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        for name in ("Mia", "Noah"):
            a_booking(session, course, a_family(session, name))
        key = classes_of(session, course)[0]
    with studio.read() as session:
        draft = queries.class_papers(session, session_id=key).cue_sheet
    paper = papers.build(draft)
    assert (paper.kind, paper.file_name) == ("cue_sheet", "Autumn course cue sheet week 1.pdf")
    told = " ".join(text_of(paper.content).split())
    assert "Mia" in told and "Noah" in told and "R Quiet alert" in told


def test_consent_that_is_missing_is_flagged_on_the_sheet(studio: Store) -> None:
    with studio.write() as session:
        made = a_class(session, "Mia")
    with studio.read() as session:
        view = queries.class_papers(session, session_id=made.session).cue_sheet.view
    assert isinstance(view, CueSheet)
    assert view.rows[0].flags == ("consent missing",)


def test_no_name_or_flag_touches_the_lines_of_its_row(view: CueSheet) -> None:
    flags = ("condition: Reflux", "Nut allergy and cow's milk protein allergy")
    rows = tuple(CueSheetRow(i, f"Mia {i}", "9 weeks", flags) for i in range(1, 9))
    with opened(cue_sheet.build(replace(view, rows=rows))) as document:
        page = document[0]
        lines = [
            (bottom + top) / 2
            for left, bottom, right, top in (
                item.get_bounds() for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,))
            )
            if top - bottom < 2 and right - left > 600
        ]
        texts = [item.get_bounds() for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,))]
        page.close()
    names = [(bottom, top) for left, bottom, right, top in texts if 55 < left < 70 and bottom > FOOTER]
    assert len(names) > 16
    assert all(line <= bottom - 1 or line >= top + 1 for line in lines for bottom, top in names)
