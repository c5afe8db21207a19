"""No list of people hides or cuts what is a matter of safety, however narrow the window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.gui.bookings.chase_page import ChasePage
from massage_studio.gui.bookings.page import BookingsPage
from massage_studio.gui.families.page import FamiliesPage
from massage_studio.gui.lists.view import ListView
from massage_studio.gui.today.page import TodayPage
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.safety_tags import Placed
from massage_studio.store.ids import new_id
from tests.gui.lists import delegate_of, rows
from tests.gui.stage import staged
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, filled

COURT = "Court order of 3 March 2026: must not be told where or when any class is held, nor by whom"
SHORT = ("Nut allergy", "Egg allergy", "Eczema on both arms")
LONG = ("Egg and cow's milk allergy, carries two adrenaline pens in the red bag, ring 999 first", *SHORT)
SIDEBAR = 190

Make = Callable[..., QWidget]


def with_flags(session: Session, flags: tuple[str, ...]) -> None:
    """Book Mia with these flags, noted the gravest last, and with a father who is barred."""
    course, mia = a_course(session), a_family(session, "Mia Maximiliana", "Grace")
    families.add_carer(
        session,
        family_id=mia.family,
        carer_id=new_id(),
        given_name="Daniel",
        contact_restriction=COURT,
    )
    for flag in reversed(flags):
        kind = "skin" if "Eczema" in flag else "allergy"
        since = NOW.date() - timedelta(days=9 if kind == "skin" else 2)
        families.add_flag(session, baby_id=mia.baby, kind=kind, what=flag, since=since)
    a_booking(session, course, mia)
    a_booking(session, course, a_family(session, "Leo", "Tom"), now=NOW + timedelta(minutes=1))


@pytest.mark.parametrize("flags", [SHORT[:1], SHORT[:2], SHORT, LONG])
@pytest.mark.parametrize("make", [BookingsPage, TodayPage, FamiliesPage, ChasePage])
def test_every_safety_tag_is_shown_whole(
    studio_folder: Path, qtbot: QtBot, make: Make, flags: tuple[str, ...]
) -> None:
    filled(studio_folder, with_flags, flags)
    with staged(make, studio_folder, qtbot) as stage:
        if make is ChasePage:
            stage.page.open("form")
        for width in (1024, 1280, 1366):
            stage.page.resize(width - SIDEBAR, 700)
            stage.show()
            is_whole(stage.page, flags)


def is_whole(page: QWidget, flags: tuple[str, ...]) -> None:
    """Each tag of safety is in her row with all its words, and covers no other."""
    row, placed = _maximiliana(page)
    safe = [one for one in placed if one.tag.safety]
    assert sorted(" ".join(one.lines) for one in safe) == sorted(
        (*flags, f"Contact restriction, Daniel: {COURT}")
    )
    assert "allergy" in safe[0].tag.words and "Contact" in safe[-1].tag.words
    font = paint.font(row, 1.04)
    for one in safe:
        assert all(paint.text_width(line, font) <= one.area.width() - 18 for line in one.lines)
        assert one.area.height() >= len(one.lines) * paint.line_height(font)
    for one in placed:
        assert one.area.left() >= 0 and one.area.right() <= row.width()
        assert one.area.top() >= -3 and one.area.bottom() <= row.height()
        others = [other for other in placed if other is not one]
        assert not any(one.area.intersects(other.area) for other in others)


def _maximiliana(page: QWidget) -> tuple[paint.Surface, tuple[Placed, ...]]:
    """Find her row in the list, and what stands where in it."""
    [found] = [
        (view, place, row)
        for view in page.findChildren(ListView)
        for place, row in enumerate(rows(view))
        if "Maximiliana" in row.accessible_name
    ]
    view, place, row = found
    surface = delegate_of(view).surface(view.model().index(place, 0))
    return surface, delegate_of(view).placed(surface, row)


def test_a_missing_consent_comes_after_health(studio_folder: Path, qtbot: QtBot) -> None:
    filled(studio_folder, with_flags, SHORT[:1])
    with staged(BookingsPage, studio_folder, qtbot) as stage:
        stage.show()
        [row] = [one for one in rows(stage.page.roster.list) if "Mia" in one.accessible_name]
        assert row.tags[0].words == "Nut allergy" and row.tags[-1].words == "Consent missing"
