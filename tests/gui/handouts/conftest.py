"""The page on a real studio, with a printer that keeps what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot
from sqlalchemy.orm import Session

import massage_studio.cues.service as cues
from massage_studio.bookings import attendance_service
from massage_studio.cues import opening_service
from massage_studio.gui.context import Context
from massage_studio.gui.handouts.page import HandoutsPage
from massage_studio.gui.tasks import Tasks
from massage_studio.handouts import proof_service, queries
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.gui.fakes import KeepingPrinter, RecordingMessages
from tests.gui.settling import settle
from tests.studio_fixtures import NOW, OpenClass, a_booking, a_class, a_sibling, filled

AFTER = NOW + timedelta(hours=2)


@pytest.fixture
def klass(studio_folder: Path) -> OpenClass:
    """A finished class, its stories read: Mia and the twins Finn and Ivy were here, Noah was absent."""
    return filled(studio_folder, _finished_class)


def _finished_class(session: Session) -> OpenClass:
    made = a_class(session, "Mia", "Noah", "Finn")
    mia, _, finn = made.dyads
    ivy = a_sibling(session, finn, "Ivy")
    a_booking(session, made.course, ivy)
    key = made.session
    for dyad in (mia, finn, ivy):
        attendance_service.mark(session, session_id=key, baby_id=dyad.baby, status="here", now=NOW)
    presses = (("state", "quiet_alert", 5), ("cue", "mutual_gaze", 9), ("cue", "looks_away", 20))
    for kind, code, minute in presses:
        cues.record(
            session,
            action_id=new_id(),
            session_id=key,
            dyads=((mia.baby, mia.carer),),
            kind=kind,
            code=code,
            now=NOW + timedelta(minutes=minute),
        )
    opening_service.finish_class(session, session_id=key, now=NOW + timedelta(hours=1))
    read_stories(session, key)
    return OpenClass(made.session, made.course, (*made.dyads, ivy))


@pytest.fixture
def context(qtbot: QtBot, studio_folder: Path) -> Iterator[Context]:
    """The surroundings of a page; at the end everything that was asked for is answered first."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    tasks = Tasks()
    tasks.use(open_studio(studio_folder))
    made = Context(tasks, messages=RecordingMessages(), printing=KeepingPrinter(), clock=lambda: AFTER)
    yield made
    settle(made.tasks)
    tasks.close()
    QLocale.setDefault(before)


@pytest.fixture
def page(qtbot: QtBot, klass: OpenClass, context: Context) -> HandoutsPage:
    """The page in view, with the first picture of a paper."""
    made = HandoutsPage(context)
    qtbot.addWidget(made)
    made.resize(1100, 740)
    made.show()
    qtbot.waitUntil(lambda: not made.ui.preview.page().isNull())
    return made


def read_stories(session: Session, session_id: UUID) -> None:
    """Keep that every story of a class was read as it is now."""
    for sheet in queries.class_papers(session, session_id=session_id).sheets:
        proof_service.mark_read(
            session, session_id=session_id, copy=sheet.key, version=sheet.proof.version, now=AFTER
        )


def store_of(context: Context) -> Store:
    store: Store = context.tasks._store
    return store
