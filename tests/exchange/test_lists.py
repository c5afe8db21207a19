"""Lists that leave the program: complete, without a formula, and without whoever may not be named."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook

import massage_studio.families.service as families
from massage_studio.bookings import attendance_service, booking_service, money_service
from massage_studio.errors import KnownError
from massage_studio.exchange.list_files import list_file
from massage_studio.exchange.list_queries import MARKED, NAMES, Found, ListName, list_out
from massage_studio.families.restrictions import Purpose, Rule
from massage_studio.search.queries import families_called, family_keys
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, classes_of

TODAY = NOW.date()
EVIL = '=HYPERLINK("http://example.org";"x")'


def of(studio: Store, name: ListName, **more: object) -> list[list[str]]:
    with studio.read() as session:
        found = list_out(session, name=name, today=TODAY, **more)  # type: ignore[arg-type]
    return read(found)


def read(found: Found) -> list[list[str]]:
    """The rows of a list as a spreadsheet reads its table, the same in both kinds of file."""
    rows = list(csv.reader(io.StringIO(list_file(found, Path("x.csv")).decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO(list_file(found, Path("x.XLSX"))))
    cells = [list(row) for row in book[found.title].iter_rows()]
    assert len(cells) == len(rows) == found.count + 1
    assert not any(cell.data_type == "f" for row in cells for cell in row)
    return rows


@pytest.fixture
def kept(studio: Store) -> tuple[Store, UUID, Dyad]:
    """Mia is booked, paid half and came; an allergy is known, and her father must not be told."""
    with studio.write() as session:
        course = a_course(session, EVIL)
        mia = a_family(session, "+Mia", "@Grace")
        families.change_carer(
            session,
            carer_id=mia.carer,
            given_name="@Grace",
            family_name="",
            relationship="",
            email="grace@example.org",
            phone="07700 900123",
            contact_restriction="",
        )
        families.add_carer(
            session,
            family_id=mia.family,
            carer_id=new_id(),
            given_name="Zebedee",
            email="zebedee@example.org",
            contact_restriction="Court order",
        )
        families.add_flag(session, baby_id=mia.baby, kind="allergy", what="", since=TODAY)
        families.answer_consent(session, family_id=mia.family, kind="photo", given=False, on=TODAY)
        booking = a_booking(session, course, mia)
        money_service.pay(
            session, payment_id=new_id(), booking_id=booking, amount=Decimal(30), method="cash", now=NOW
        )
        first = classes_of(session, course)[0]
        attendance_service.expect_everybody(session, session_id=first)
        attendance_service.mark(session, session_id=first, baby_id=mia.baby, status="here", now=NOW)
    return studio, course, mia


def test_each_list_says_what_there_is(kept: tuple[Store, UUID, Dyad]) -> None:
    studio, course, _ = kept
    safe = f"'{EVIL}"
    assert of(studio, "attendees", course_id=course)[1:] == [
        ["'+Mia", "2026-09-17", "Allergy", "'@Grace", "07700 900123", "grace@example.org", MARKED]
    ]
    assert of(studio, "families")[1:] == [
        [
            *("'+Mia", "2026-09-17", "", "'@Grace", "grace@example.org", "07700 900123", MARKED),
            *("2026-11-19", ""),
        ]
    ]
    assert of(studio, "bookings")[1:] == [
        [
            *(safe, "2026-11-19", "'+Mia", "'@Grace", "whole course", "booked", "2026-11-19"),
            *("72.00", "30.00", "42.00", "GBP"),
        ]
    ]
    assert of(studio, "attendance")[1:] == [[safe, "2026-11-19", "Legs and feet", "'+Mia", "'@Grace", "here"]]
    assert of(studio, "consents")[1:] == [
        ["'+Mia", "'@Grace", "Taking photographs", "refused", "2026-11-19", "", "2026-11", ""]
    ]


def test_lists_say_on_which_day_a_form_came_back(kept: tuple[Store, UUID, Dyad]) -> None:
    studio, _, mia = kept
    with studio.write() as session:
        families.form_back(session, family_id=mia.family, on=TODAY)
    for name in ("families", "consents"):
        titles, row = of(studio, name)
        assert (titles[-1], row[-1]) == ("Form back", TODAY.isoformat())


@pytest.mark.parametrize("name", NAMES)
def test_no_list_names_who_may_not_get_papers_or_says_why(
    kept: tuple[Store, UUID, Dyad], name: ListName
) -> None:
    studio, _, mia = kept
    told = str(of(studio, name)).casefold()
    assert "zebedee" not in told and "court" not in told
    with studio.write() as session:
        families.add_carer(
            session,
            family_id=mia.family,
            carer_id=new_id(),
            given_name="Una",
            email="Zebedee@example.org",
            contact_restriction="Not to be rung",
            rule=Rule(frozenset({Purpose.GET_PAPERS})),
        )
    assert "zebedee" not in str(of(studio, name)).casefold(), "she reads his letters"


def test_who_only_asked_owes_nothing(kept: tuple[Store, UUID, Dyad]) -> None:
    studio, course, _ = kept
    with studio.write() as session:
        leo = a_family(session, "Leo")
        who = {"booking_id": new_id(), "course_id": course, "baby_id": leo.baby, "carer_id": leo.carer}
        booking_service.enquire(session, now=NOW, **who)
    row = of(studio, "bookings")[-1]
    assert (row[2], row[5], row[9]) == ("Leo", "asked", "0.00")


def test_a_list_of_some_families_has_no_others(kept: tuple[Store, UUID, Dyad]) -> None:
    studio, course, _ = kept
    with studio.write() as session:
        leo = a_family(session, "Leo")
        a_booking(session, course, leo)
    for name in NAMES:
        assert "Mia" not in str(of(studio, name, family_ids=[leo.family])[1:])
    assert len(of(studio, "bookings", family_ids=[leo.family])) == 2


def test_a_list_is_no_document(kept: tuple[Store, UUID, Dyad]) -> None:
    with kept[0].read() as session:
        found = list_out(session, name="families", today=TODAY)
    with pytest.raises(KnownError, match=r"\.xlsx or \.csv"):
        list_file(found, Path("families.pdf"))


def test_families_are_chosen_by_what_matters(kept: tuple[Store, UUID, Dyad]) -> None:
    studio, _, mia = kept
    with studio.write() as session:
        leo = a_family(session, "Leo", now=NOW + timedelta(minutes=1))
        families.agree_to_needed(session, family_id=leo.family, on=TODAY)
        families.form_back(session, family_id=leo.family, on=TODAY)
    wanted = {
        "": [leo, mia],
        "lacking": [mia],
        "health": [mia],
        "restricted": [mia],
        "booked": [mia],
        "owing": [mia],
        "waiting": [],
    }
    with studio.read() as session:
        for which, dyads in wanted.items():
            keys = family_keys(session, words="", today=TODAY, now=NOW, which=which)  # type: ignore[arg-type]
            assert list(keys) == [dyad.family for dyad in dyads], which
        found = families_called(session, words="leo", today=TODAY, most=9, which="health", now=NOW)
        assert (found.rows, found.total) == ((), 0)
        found = families_called(session, words="mia", today=TODAY, most=9, which="health", now=NOW)
        assert ([row.id for row in found.rows], found.total) == ([mia.family], 1)
