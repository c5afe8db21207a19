"""The paper register works without a computer in the hall."""

from dataclasses import replace

import pytest

from massage_studio.handouts import register
from massage_studio.handouts.views import PaidDue, RegisterSheet, RegisterSheetLine
from massage_studio.paper.page import FOOTER
from tests.paper.reading import fonts_of, pages_of, sizes_of, squeezed, text_below, text_of, type_sizes

LONG = "Maximiliana-Wilhelmina Featherstonehaugh-Cholmondeley-Blythe"


def many(count: int, name: str = "Mia") -> tuple[RegisterSheetLine, ...]:
    return tuple(RegisterSheetLine(i, f"{name} {i}", "14 weeks", f"Adult {i}") for i in range(1, count + 1))


def test_it_shows_flags_ages_adults_and_what_is_due(register_view: RegisterSheet) -> None:
    data = register.build(register_view)
    told = " ".join(text_of(data).split())
    assert sizes_of(data) == [(842, 595)]
    for wanted in (
        "Mia Okafor",
        "14 weeks",
        "Grace Okafor",
        "07700 900101",
        "nut allergy, photo: no",
        "£12.00 due",
    ):
        assert wanted in told
    for column in ("Here", "Late", "Absent", "Payment"):
        assert column in told
    assert "Thursday mornings, week 3 of 5: Tummy and talking" in told
    assert "19 November 2026, 10:00 to 11:20" in told
    assert all(fonts_of(data).values())


@pytest.mark.parametrize(("babies", "pages"), [(0, 1), (1, 1), (8, 1), (12, 1), (14, 1), (15, 2)])
def test_up_to_twelve_babies_and_their_walk_ins_take_one_page(
    register_view: RegisterSheet, babies: int, pages: int
) -> None:
    data = register.build(replace(register_view, rows=many(babies)))
    assert len(pages_of(data)) == pages
    told = squeezed(text_of(data))
    assert all(f"Mia{i}" in told for i in range(1, babies + 1))


@pytest.mark.parametrize("name", [LONG, "محمد عبد الله", "王小明", "Anna<Maria", "பொன்னி கௌதம்"])
def test_any_name_is_printed_whole(register_view: RegisterSheet, name: str) -> None:
    row = replace(register_view.rows[0], baby=name, carer=name, flags=(name,) * 4)
    data = register.build(replace(register_view, rows=(row,) * 12))
    # Of a name or a flag nothing is cut or made smaller than can be read: long ones take more pages.
    assert len(pages_of(data)) == (4 if name == LONG else 1)
    assert "…" not in text_of(data)
    assert squeezed(text_of(data)).count(squeezed(name)) >= 12 * (2 + 4)


def test_a_part_payment_shows_what_is_still_due_and_never_as_if_it_were_paid(
    register_view: RegisterSheet,
) -> None:
    rows = (
        RegisterSheetLine(1, "Mia", "14 weeks", "Grace", (), PaidDue.PART, "£12.00"),
        RegisterSheetLine(2, "Noah", "14 weeks", "Tom", (), PaidDue.PAID),
    )
    told = " ".join(text_of(register.build(replace(register_view, rows=rows))).split())
    assert "£12.00 due" in told
    assert "part paid" not in told


@pytest.mark.parametrize("babies", [4, 12, 16])
@pytest.mark.parametrize("name", ["Mia", LONG, "محمد عبد الله", "王小明"])
def test_nothing_is_too_small_to_be_read_at_the_door(
    register_view: RegisterSheet, name: str, babies: int
) -> None:
    line = RegisterSheetLine(
        1, name, "11 weeks, 7 weeks corrected", name, (name,) * 3, PaidDue.DUE, "£1,012.00", "07700 900101",
        marked=True,
    )  # fmt: skip
    rows = tuple(replace(line, number=number) for number in range(1, babies + 1))
    crowded = replace(register_view, rows=rows, session_title=name * 6, venue=name * 4)
    assert min(type_sizes(register.build(crowded))) >= 8


def test_a_page_takes_the_rows_that_it_has_room_for(register_view: RegisterSheet) -> None:
    line = replace(register_view.rows[1], baby=LONG, carer=LONG, flags=(LONG,) * 4)
    for babies in (3, 12):
        below = text_below(register.build(replace(register_view, rows=(line,) * babies)), FOOTER)
        assert "Page 1 of" in below
        assert squeezed(LONG)[-8:] not in squeezed(below)


def test_no_long_flag_is_ever_cut(register_view: RegisterSheet) -> None:
    flags = ("skin: Eczema in the crook of the arms: no oil there", "nut allergy", "immunised 17 Nov",
             "consent missing")  # fmt: skip
    rows = (RegisterSheetLine(1, "Mia", "14 weeks", "Grace", flags),) * 12
    told = squeezed(text_of(register.build(replace(register_view, rows=rows))))
    assert told.count(squeezed("▲ " + ", ".join(flags))) == 12
