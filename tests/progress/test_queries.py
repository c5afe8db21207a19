"""Progress of a whole family and of a course, side by side, on a real studio."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import event

import massage_studio.families.service as families
from massage_studio.cues import opening_service
from massage_studio.progress.queries import family_progress, overview
from massage_studio.progress.stories import in_first_1001_days
from massage_studio.store.engine import Store
from tests.progress.presses import come, finish, of_baby, press
from tests.studio_fixtures import NOW, Dyad, OpenClass, a_booking, a_class, a_course, a_family, classes_of


def test_a_family_without_a_class_is_told_as_it_is(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
        whole = family_progress(session, family_id=mia.family, now=NOW)
    [one] = whole.babies
    assert (one.sessions, one.met, one.courses, one.notes) == ((), (), (), ())
    assert {part.minutes for part in one.benefits} == {0.0}


def test_courses_tell_how_many_of_their_classes_were_attended(held: tuple[Store, OpenClass, Dyad]) -> None:
    studio, of, mia = held
    with studio.read() as session:
        [course] = of_baby(session, mia).courses
        [away] = of_baby(session, of.dyads[1]).courses
    assert (course.name, course.attended, course.of) == ("Autumn course", 1, 5)
    assert away.attended == 0


def test_a_note_stays_in_its_layer(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "note", "", 5, text="in class, private", layer="private")
        press(session, of, mia, "note", "", 6, text="in class, without a layer", layer="")
        press(session, of, mia, "note", "", 7, text="in class, shared", layer="family")
        for layer in ("private", "family", "safeguarding"):
            families.add_note(
                session, family_id=mia.family, layer=layer, text=f"on the page, {layer}", now=NOW
            )
        one = of_baby(session, mia)
    assert {note.text for note in one.notes_in("family")} == {"in class, shared", "on the page, family"}
    assert {note.text for note in one.notes_in("private")} == {
        "in class, private",
        "in class, without a layer",
        "on the page, private",
    }
    assert {note.text for note in one.notes_in("safeguarding")} == {"on the page, safeguarding"}


def test_the_overview_keeps_the_order_of_the_register(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Zoë", "Arlo", "Mia")
        for dyad, status in zip(of.dyads, ("here", "late", "absent"), strict=True):
            come(session, of, dyad, status)
        finish(session, of)
        view = overview(session, now=NOW + timedelta(hours=2))
    assert [row.baby.given_name for row in view.rows] == ["Zoë", "Arlo", "Mia"]
    assert [row.marks[0].status for row in view.rows] == ["here", "late", "absent"]
    assert all(mark.status is None for row in view.rows for mark in row.marks[1:])
    assert [row.lacks_note for row in view.rows] == [True, True, False]


def test_a_sentence_since_the_last_class_is_no_longer_lacking(held: tuple[Store, OpenClass, Dyad]) -> None:
    studio, of, mia = held
    with studio.write() as session:
        families.add_note(
            session, family_id=mia.family, layer="private", text="Hums", now=NOW + timedelta(hours=3)
        )
        view = overview(session, now=NOW + timedelta(hours=4), course_id=of.course)
    row = next(row for row in view.rows if row.baby.id == mia.baby)
    assert not row.lacks_note and row.last_note is not None and row.last_note.text == "Hums"


def test_the_overview_shows_the_course_that_began_last(studio: Store) -> None:
    with studio.write() as session:
        for name, weeks in (("Over", -20), ("Now", -1), ("Later", 3)):
            first = NOW + timedelta(weeks=weeks)
            a_course(session, name, starts=tuple(first + timedelta(weeks=week) for week in range(5)))
        view = overview(session, now=NOW)
    assert view.course is not None and view.course.name == "Now"
    assert [choice.name for choice in view.choices] == ["Later", "Now", "Over"]


def test_an_empty_studio_has_no_overview(studio: Store) -> None:
    with studio.read() as session:
        view = overview(session, now=NOW)
    assert (view.choices, view.course, view.rows) == ((), None, ())


def questions(store: Store, family_id: UUID) -> int:
    """Return how many statements the family page asks."""
    asked: list[str] = []

    def note(*told: object) -> None:
        asked.append(str(told[2]))

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        with store.read() as session:
            family_progress(session, family_id=family_id, now=NOW + timedelta(hours=2))
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
    return len(asked)


def test_the_family_page_asks_no_more_in_a_full_studio(held: tuple[Store, OpenClass, Dyad]) -> None:
    studio, _, mia = held
    before = questions(studio, mia.family)
    with studio.write() as session:
        for _ in range(4):
            other = a_class(session, "Leo", "Ivy", "Finn")
            finish(session, other)
    assert questions(studio, mia.family) == before


@pytest.mark.parametrize(
    ("birth", "today", "inside"),
    [
        (date(2026, 9, 17), date(2026, 11, 19), True),
        (date(2027, 1, 1), date(2026, 11, 19), True),
        (date(2024, 11, 20), date(2026, 11, 19), True),
        (date(2024, 11, 19), date(2026, 11, 19), False),
        (date(2024, 2, 29), date(2026, 2, 27), True),
        (date(2024, 2, 29), date(2026, 2, 28), False),
        (None, date(2026, 11, 19), False),
    ],
)
def test_the_first_1001_days_end_on_the_second_birthday(
    birth: date | None, today: date, inside: bool
) -> None:
    assert in_first_1001_days(birth, today) is inside


def test_moments_are_told_in_the_zone_of_the_course(studio: Store) -> None:
    with studio.write() as session:
        summer = datetime(2027, 6, 3, 9, 0, tzinfo=UTC)
        course = a_course(session, starts=(summer,))
        mia = a_family(session)
        a_booking(session, course, mia)
        opening_service.open_class(session, session_id=classes_of(session, course)[0], now=summer)
        [story] = of_baby(session, mia, now=summer).sessions
    assert story.session.starts.hour == 10
