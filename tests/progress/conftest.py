"""A class that was held."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from massage_studio.store.engine import Store
from tests.progress.presses import come, finish, press
from tests.studio_fixtures import Dyad, OpenClass, a_class, filled


@pytest.fixture
def held(studio: Store) -> tuple[Store, OpenClass, Dyad]:
    """A class of an hour, watched from minute 20 to its end: three times yes, twice pause, one answered."""
    of = filled(studio.folder, _watched_class)
    return studio, of, of.dyads[0]


def _watched_class(session: Session) -> OpenClass:
    of = a_class(session, "Mia", "Noah")
    mia = of.dyads[0]
    come(session, of, mia)
    come(session, of, of.dyads[1], "absent")
    press(session, of, mia, "state", "quiet_alert", 20)
    press(session, of, mia, "cue", "smiles", 21)
    press(session, of, mia, "cue", "smiles", 22)
    press(session, of, mia, "cue", "turns_away", 30)
    press(session, of, mia, "response", "cuddle", 31)
    press(session, of, mia, "state", "active_alert", 40)
    press(session, of, mia, "cue", "smiles", 41)
    press(session, of, mia, "cue", "turns_away", 50)
    press(session, of, mia, "response", "cuddle", 55)
    finish(session, of)
    return of
