"""The log of papers says what was given to whom, when, how, and in which version."""

from __future__ import annotations

from datetime import timedelta

import massage_studio.families.service as families
from massage_studio.bookings import attendance_service
from massage_studio.handouts import queries, service
from massage_studio.handouts.issued_queries import given_to
from massage_studio.handouts.papers import How
from massage_studio.handouts.views import Variant
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, Dyad, OpenClass, a_class


def give(studio: Store, klass: OpenClass, how: How, hours: int, variant: Variant = Variant.A4) -> None:
    """Give all papers of a class."""
    with studio.write() as session:
        sheets = queries.class_papers(session, session_id=klass.session).sheets
        given = tuple(
            service.Given(
                sheet.draft.kind,
                sheet.draft.family_id,
                klass.session,
                sheet.key,
                variant,
                sheet.proof.version,
            )
            for sheet in sheets
        )
        service.issue(session, papers=given, how=how, now=NOW + timedelta(hours=hours))


def log_of(studio: Store, dyad: Dyad) -> list[tuple[str, str, str, str, int]]:
    with studio.read() as session:
        return [
            (paper.baby, paper.adult, paper.how, paper.variant.value, paper.edition)
            for paper in given_to(session, family_id=dyad.family)
        ]


def tell(studio: Store, dyad: Dyad, words: str) -> None:
    with studio.write() as session:
        families.add_note(session, family_id=dyad.family, layer="family", text=words, now=NOW)


def a_held_class(studio: Store) -> OpenClass:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        baby = klass.dyads[0].baby
        attendance_service.mark(session, session_id=klass.session, baby_id=baby, status="here", now=NOW)
    return klass


def test_every_way_and_version_that_was_given_is_in_the_log_the_latest_first(studio: Store) -> None:
    klass = a_held_class(studio)
    mia = klass.dyads[0]
    give(studio, klass, "printed", 1)
    give(studio, klass, "printed", 2)  # the same once more on one day
    give(studio, klass, "drafted", 3)
    tell(studio, mia, "Mia smiled.")
    give(studio, klass, "printed", 4, Variant.LARGE_PRINT)
    assert log_of(studio, mia) == [
        ("Mia", "", "printed", "large_print", 2),
        ("Mia", "", "drafted", "a4", 1),
        ("Mia", "", "printed", "a4", 1),
    ]


def test_the_log_says_which_home_got_which_copy(studio: Store) -> None:
    klass = a_held_class(studio)
    mia = klass.dyads[0]
    with studio.write() as session:
        families.add_carer(
            session, family_id=mia.family, carer_id=new_id(), given_name="Daniel", lives_apart=True
        )
    give(studio, klass, "exported", 1)
    assert sorted(row[1] for row in log_of(studio, mia)) == ["Daniel", "Mia's carer"]


def test_what_an_earlier_version_wrote_is_in_the_log_without_what_it_did_not_know(studio: Store) -> None:
    klass = a_held_class(studio)
    mia = klass.dyads[0]
    with studio.write() as session:
        given = (service.Given("take_home", mia.family, klass.session),)
        service.issue(session, papers=given, how="printed", now=NOW)
    assert log_of(studio, mia) == [("", "", "printed", "a4", 0)]
    with studio.read() as session:
        [sheet] = queries.class_papers(session, session_id=klass.session).sheets
    assert sheet.issued == "printed"
