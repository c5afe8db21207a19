"""What a parent reads on the page of the family: true, in its order, and no score of anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import massage_studio.cues.service as cues
from massage_studio.bookings import attendance_service
from massage_studio.cues import opening_service
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.delivered_service import go_to
from massage_studio.gui import theme
from massage_studio.gui.progress.family_page import FamilyPage
from massage_studio.gui.widgets.chip import Tag
from massage_studio.gui.widgets.session_row import SessionRow
from massage_studio.store.ids import new_id
from tests.gui.progress.family_stage import inside, shown, texts
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, a_class


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(FamilyPage, studio_folder, qtbot, now=NOW + timedelta(hours=2)) as made:
        yield made


def page_after(stage: Stage, pressed: str) -> FamilyPage:
    """Show Mia's family after a class with these presses, a minute apart, in its first activity with an area.

    A = is a state, a ? an answer about permission, a - a reason against massage, a ! a response; else a cue.
    """
    kinds = {"=": "state", "?": "permission", "-": "not_massaged", "!": "response"}
    with stage.store.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        attendance_service.mark(session, session_id=of.session, baby_id=mia.baby, status="here", now=NOW)
        part = next(part for part in delivered(session, session_id=of.session) if part.areas)
        go_to(session, session_id=of.session, delivered_id=part.id, now=NOW + timedelta(minutes=1))
        for minute, press in enumerate(pressed.split(), 2):
            cues.record(
                session,
                action_id=new_id(),
                session_id=of.session,
                dyads=((mia.baby, mia.carer),),
                kind=kinds.get(press[0], "cue"),
                code=press.lstrip("=?-!"),
                now=NOW + timedelta(minutes=minute),
            )
        opening_service.finish_class(session, session_id=of.session, now=NOW + timedelta(minutes=60))
    return shown(stage, mia.family)


def everything(page: FamilyPage) -> str:
    rows = [row.accessibleName() for row in inside(page, SessionRow)]
    return " | ".join((*texts(page), *rows, *(tag.accessibleName() for tag in inside(page, Tag))))


@pytest.mark.parametrize(
    ("pressed", "told"),
    [
        ("?yes", "Said yes"),
        ("?asked", "Asked first"),
        ("?unsure", "Was not sure"),
        ("?yes ?not_now", "Said yes, then not now"),
        ("?yes ?not_now ?yes", "Said yes, then not now, then yes again"),
        ("?yes ?not_now -said_no", "Said yes, then not now"),
        ("?yes -asleep ?yes -asleep", "Said yes, then fell asleep, then yes again, then fell asleep again"),
        ("?not_now ?yes", "Said not now, then yes"),
        ("?unsure ?yes", "Was not sure, then yes"),
        ("?yes -asleep", "Said yes, then fell asleep"),
        ("?yes -recent_jab", "Said yes, then stopped: recent jab"),
        ("-hungry ?yes", "At first no massage: hungry, then yes"),
    ],
)
def test_permission_stands_under_its_class_in_its_order(stage: Stage, pressed: str, told: str) -> None:
    page = page_after(stage, f"=quiet_alert {pressed}")
    assert told in texts(page.classes.ui.sessions_card)
    assert "Not massaged" not in everything(page)


def test_a_baby_who_never_wanted_massage_reads_as_fine(stage: Stage) -> None:
    page = page_after(stage, "=active_alert ?not_now turns_away arches_back fusses turns_away")
    [row] = inside(page.classes.ui.sessions_card, SessionRow)
    assert row.accessibleName() == "Week 1 19 Nov; Active alert 58 min"
    assert "Not massaged, and that is fine: not now" in texts(page.classes.ui.sessions_card)
    assert not re.search(r"\d+ yes|\d+ pause|a minute|0[.]0", everything(page))


@pytest.mark.parametrize(
    ("pressed", "told"),
    [
        ("turns_away turns_away fusses", "Legs and feet: pause, please"),
        ("smiles coos", "Legs and feet: yes, more"),
        ("smiles coos fusses", "Legs and feet: mostly yes, more"),
        ("smiles fusses fusses", "Legs and feet: mostly pause, please"),
        ("smiles fusses", "Legs and feet: yes, more and pause, please"),
    ],
)
def test_an_area_is_told_in_words_on_a_plain_ground(stage: Stage, pressed: str, told: str) -> None:
    page = page_after(stage, f"=quiet_alert ?yes {pressed}")
    [tag] = inside(page.classes.ui.enjoys_card, Tag)
    assert tag.accessibleName() == told
    picture = tag.grab().toImage()
    ground = picture.pixelColor(round(8 * picture.devicePixelRatio()), picture.height() // 2)
    assert ground.name() == theme.current().tint("neutral").name()


def test_a_warning_sign_is_nowhere_on_the_page(stage: Stage) -> None:
    page = page_after(stage, "=quiet_alert ?yes goes_limp unusual_cry vomits feels_hot !cuddle")
    told = everything(page).casefold()
    for word in ("limp", "unusual", "sick", "vomit", "feels hot", "sweaty", "instructor", "legs and feet:"):
        assert word not in told
    assert "pause" not in told and "a minute" not in told
