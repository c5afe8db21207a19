"""Papers are made for a whole class at once, and it is kept to whom they went."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from massage_studio.bookings import attendance_service
from massage_studio.handouts import service
from massage_studio.handouts.models import HandoutIssued
from massage_studio.store.changes import Thing
from massage_studio.store.engine import Store
from tests.paper.reading import text_of
from tests.studio_fixtures import NOW, OpenClass, a_class


@pytest.fixture
def klass(studio: Store) -> OpenClass:
    """Mia was here and Noah was not."""
    with studio.write() as session:
        made = a_class(session)
        attendance_service.mark(
            session, session_id=made.session, baby_id=made.dyads[0].baby, status="here", now=NOW
        )
        attendance_service.mark_rest_absent(session, session_id=made.session, now=NOW)
    return made


def issued(studio: Store) -> list[tuple[object, ...]]:
    with studio.read() as session:
        rows = session.scalars(select(HandoutIssued).order_by(HandoutIssued.issued_at, HandoutIssued.id))
        return [(row.document, row.family_id, row.session_id, row.how) for row in rows]


def test_a_class_s_papers_are_made_and_recorded_as_exported(studio: Store, klass: OpenClass) -> None:
    with studio.write() as session:
        papers = service.take_homes(session, session_id=klass.session, now=NOW)
    assert [paper.file_name for paper in papers] == [
        "Mia take-home week 1.pdf",
        "Noah take-home week 1.pdf",
    ]
    assert [paper.title in text_of(paper.content) for paper in papers] == [True, True]
    assert issued(studio) == [
        ("take_home", klass.dyads[0].family, klass.session, "exported"),
        ("catch_up", klass.dyads[1].family, klass.session, "exported"),
    ]


def test_a_paper_is_recorded_once_a_day(studio: Store, klass: OpenClass) -> None:
    given = (service.Given("take_home", klass.dyads[0].family, klass.session),)
    for later in (timedelta(), timedelta(hours=3), timedelta(hours=13, minutes=59), timedelta(hours=14)):
        with studio.write() as session:
            changes = service.issue(session, papers=given * 2, how="printed", now=NOW + later)
        assert changes.things == {Thing.HANDOUTS}
    assert len(issued(studio)) == 2  # midnight in London is fourteen hours after ten


def test_a_paper_for_no_family_leaves_no_trace(studio: Store, klass: OpenClass) -> None:
    with studio.write() as session:
        service.issue(
            session, papers=(service.Given("register", None, klass.session),), how="printed", now=NOW
        )
    assert issued(studio) == []
