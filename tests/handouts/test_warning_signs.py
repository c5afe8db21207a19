"""A warning sign is the instructor's to act on: nothing that a family reads makes a story of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

import massage_studio.cues.service as cues
from massage_studio.bookings import attendance_service
from massage_studio.curriculum import content
from massage_studio.handouts import queries, take_home
from massage_studio.handouts.views import TakeHome
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.paper.reading import pages_of
from tests.studio_fixtures import NOW, a_class

HIDDEN = [cue for cue in content.load().cues if cue.audience != "family"]
NOTHING = "It was good to have Mia in class. There are no notes here this time, and that is fine too."


def sheet(studio: Store, *codes: str) -> TakeHome:
    """Return Mia's sheet of a class in which these cues and responses were noted, half a minute apart."""
    with studio.write() as session:
        klass = a_class(session, "Mia")
        [mia] = klass.dyads
        attendance_service.mark(session, session_id=klass.session, baby_id=mia.baby, status="here", now=NOW)
        for place, code in enumerate(codes):
            cues.record(
                session,
                action_id=new_id(),
                session_id=klass.session,
                dyads=((mia.baby, mia.carer),),
                kind="response" if code.startswith("!") else "cue",
                code=code.lstrip("!"),
                now=NOW + timedelta(minutes=10, seconds=30 * place),
            )
        [view] = queries.take_home_views(session, session_id=klass.session)
    return view


def front(view: TakeHome) -> str:
    return " ".join(pages_of(take_home.build(view))[0].split())


def test_a_limp_and_sick_baby_with_an_unusual_cry_is_no_story(studio: Store) -> None:
    view = sheet(studio, "goes_limp", "unusual_cry", "vomits", "feels_hot", "!cuddle", "!wait_watch")
    assert NOTHING in front(view)
    assert (view.disengaging, view.answers, view.soothed, view.offered) == ((), (), (), ())


@pytest.mark.parametrize("cue", HIDDEN, ids=lambda cue: cue.code)
def test_no_sign_for_the_instructor_alone_is_on_paper(studio: Store, cue: content.kinds.Cue) -> None:
    told = front(sheet(studio, cue.code, "!cuddle", "yawns", "smiles"))
    assert cue.parent not in told.casefold() and cue.label.casefold() not in told.casefold()
    assert "Mia said “yes, more” by smiling. Mia likes Smiles Mia needs a break when Yawns" in told


def test_what_helped_at_a_pause_is_told_though_a_warning_came_too(studio: Store) -> None:
    told = front(sheet(studio, "goes_limp", "turns_away", "!pause"))
    assert "When Mia needed a break, this helped: pausing with still hands." in told
    assert "Mia needs a break when Turns right away" in told
    assert "limp" not in told
