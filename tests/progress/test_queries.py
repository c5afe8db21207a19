"""Progress: attendance, curriculum and cues of the same baby, side by side, on a real studio."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

import massage_studio.bookings.service as bookings
import massage_studio.cues.service as cues
import massage_studio.curriculum.service as curriculum
import massage_studio.families.service as families
from massage_studio.curriculum.queries import delivered
from massage_studio.progress.queries import family_progress, overview
from massage_studio.progress.stories import in_first_1001_days
from massage_studio.progress.views import BabyProgress
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import (
    NOW,
    Dyad,
    OpenClass,
    a_booking,
    a_class,
    a_course,
    a_family,
    a_sibling,
    classes_of,
)


def press(
    session: Session, of: OpenClass, dyad: Dyad, kind: str, code: str, minute: float, **more: object
) -> None:
    """Write one press down, `minute` minutes after NOW."""
    cues.record(
        session,
        action_id=new_id(),
        session_id=of.session,
        dyads=((dyad.baby, dyad.carer),),
        kind=kind,
        code=code,
        now=NOW + timedelta(minutes=minute),
        **more,
    )


def come(session: Session, of: OpenClass, dyad: Dyad, status: str = "here") -> None:
    bookings.mark(session, session_id=of.session, baby_id=dyad.baby, status=status, now=NOW)


def finish(session: Session, of: OpenClass, minute: float = 60) -> None:
    cues.finish_class(session, session_id=of.session, now=NOW + timedelta(minutes=minute))


def of_baby(session: Session, dyad: Dyad, now: datetime = NOW + timedelta(hours=2)) -> BabyProgress:
    whole = family_progress(session, family_id=dyad.family, now=now)
    return next(one for one in whole.babies if one.baby.id == dyad.baby)


@pytest.fixture
def held(studio: Store) -> tuple[Store, OpenClass, Dyad]:
    """A class of an hour, watched from minute 20 to its end: three times yes, twice pause, one answered."""
    with studio.write() as session:
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
    return studio, of, mia


def test_cues_are_counted_against_the_minutes_that_were_watched(
    held: tuple[Store, OpenClass, Dyad],
) -> None:
    studio, _, mia = held
    with studio.read() as session:
        [story] = of_baby(session, mia).sessions
    assert story.observed_minutes == 40
    assert (story.engaging, story.disengaging) == (3, 2)
    assert story.engaging_rate == pytest.approx(3 / 40)
    assert story.disengaging_rate == pytest.approx(2 / 40)


def test_a_pause_is_answered_by_what_follows_within_two_minutes(
    held: tuple[Store, OpenClass, Dyad],
) -> None:
    studio, _, mia = held
    with studio.read() as session:
        [story] = of_baby(session, mia).sessions
    assert story.answered == (1, 2)


def test_a_cue_from_before_anybody_watched_does_not_raise_the_rate(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "cue", "smiles", 1)
        press(session, of, mia, "state", "drowsy", 50)
        finish(session, of)
        [story] = of_baby(session, mia).sessions
    assert story.engaging == 1
    assert story.engaging_rate == 0


def test_without_a_state_there_is_no_rate(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "cue", "smiles", 1)
        finish(session, of)
        [story] = of_baby(session, mia).sessions
    assert story.engaging_rate is None and story.disengaging_rate is None


def test_a_running_class_is_watched_until_now(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "state", "quiet_alert", 5)
        [story] = of_baby(session, mia, now=NOW + timedelta(minutes=15)).sessions
    assert story.observed_minutes == 10


def test_the_adult_is_the_one_who_came(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        daniel = new_id()
        families.add_carer(session, family_id=mia.family, carer_id=daniel, given_name="Daniel")
        bookings.brought_by(session, session_id=of.session, baby_id=mia.baby, carer_id=daniel)
        come(session, of, mia)
        [story] = of_baby(session, mia).sessions
    assert story.adult is not None and story.adult.given_name == "Daniel"


def test_not_massaged_is_an_answer_with_its_reason(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "permission", "asked", 10)
        press(session, of, mia, "permission", "not_now", 11, text="asleep")
        [story] = of_baby(session, mia).sessions
        press(session, of, mia, "permission", "yes", 30)
        [later] = of_baby(session, mia).sessions
    assert story.why_not is not None and story.why_not.text == "asleep"
    assert later.why_not is None


@pytest.mark.parametrize("why", ["asleep", "hungry", "said_no", "recent_jab", "unwell", "other"])
def test_each_reason_not_to_massage_is_told_on_the_family_and_in_the_grid(studio: Store, why: str) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia", "Noah")
        mia, noah = of.dyads
        come(session, of, mia)
        come(session, of, noah)
        press(session, of, mia, "not_massaged", why, 10)
        finish(session, of)
        [story] = of_baby(session, mia).sessions
        rows = overview(session, now=NOW + timedelta(hours=2)).rows
    assert story.why_not is not None and story.why_not.code == why
    told, other = (row.marks[0].why_not for row in rows)
    assert told is not None and told.code == why
    assert other is None


def test_a_reason_is_taken_back_by_a_yes_and_by_undo(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        press(session, of, mia, "not_massaged", "hungry", 10)
        press(session, of, mia, "permission", "yes", 20)
        [fed] = of_baby(session, mia).sessions
        cues.undo(session, session_id=of.session, now=NOW + timedelta(minutes=21))
        [again] = of_baby(session, mia).sessions
        cues.undo(session, session_id=of.session, now=NOW + timedelta(minutes=22))
        [before] = of_baby(session, mia).sessions
    assert (fed.why_not, before.why_not) == (None, None)
    assert again.why_not is not None and again.why_not.code == "hungry"


def test_twins_keep_their_own_stories(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        finn = a_family(session, "Finn", "Beth")
        ivy = a_sibling(session, finn, "Ivy")
        for dyad in (finn, ivy):
            a_booking(session, course, dyad)
        of = OpenClass(classes_of(session, course)[0], course, (finn, ivy))
        cues.open_class(session, session_id=of.session, now=NOW)
        for dyad in (finn, ivy):
            come(session, of, dyad)
            press(session, of, dyad, "state", "quiet_alert", 0)
        press(session, of, ivy, "cue", "smiles", 5)
        press(session, of, ivy, "note", "", 6, text="Ivy laughed", layer="family")
        finish(session, of, 10)
        whole = family_progress(session, family_id=finn.family, now=NOW + timedelta(hours=2))
    told = {one.baby.given_name: one for one in whole.babies}
    assert told["Finn"].sessions[0].engaging == 0 and told["Ivy"].sessions[0].engaging == 1
    assert not told["Finn"].notes
    assert [note.text for note in told["Ivy"].notes] == ["Ivy laughed"]


def test_a_family_without_a_class_is_told_as_it_is(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
        whole = family_progress(session, family_id=mia.family, now=NOW)
    [one] = whole.babies
    assert (one.sessions, one.areas, one.courses, one.notes) == ((), (), (), ())
    assert {part.minutes for part in one.benefits} == {0.0}
    assert whole.bookings == () and whole.ratings == ()
    assert len(whole.statements) == 5


def test_minutes_of_benefits_are_those_really_given_where_the_baby_was(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia", "Noah")
        mia, noah = of.dyads
        come(session, of, mia)
        come(session, of, noah, "absent")
        first, second = delivered(session, session_id=of.session)[:2]
        curriculum.go_to(
            session, session_id=of.session, delivered_id=second.id, now=NOW + timedelta(minutes=8)
        )
        finish(session, of, 20)
        here, away = of_baby(session, mia), of_baby(session, noah)
    expected = dict.fromkeys((*first.benefits, *second.benefits), 0.0)
    for part, minutes in ((first, 8), (second, 12)):
        for code in part.benefits:
            expected[code] += minutes / len(part.benefits)
    assert {part.code: part.minutes for part in here.benefits if part.minutes} == pytest.approx(expected)
    assert not any(part.minutes for part in away.benefits)


def test_cues_belong_to_the_area_that_was_massaged(studio: Store) -> None:
    with studio.write() as session:
        of = a_class(session, "Mia")
        [mia] = of.dyads
        come(session, of, mia)
        legs = next(part for part in delivered(session, session_id=of.session) if part.areas)
        press(session, of, mia, "cue", "smiles", 1)
        press(session, of, mia, "cue", "smiles", 2, delivered_id=legs.id)
        press(session, of, mia, "cue", "turns_away", 3, delivered_id=legs.id)
        one = of_baby(session, mia)
    assert [(area.code, area.engaging, area.disengaging) for area in one.areas] == [(legs.areas[0], 1, 1)]
    assert len(one.says_yes_by) == 1 and len(one.asks_to_pause_by) == 1


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


def test_each_carer_keeps_their_own_answers(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
        daniel = new_id()
        families.add_carer(session, family_id=mia.family, carer_id=daniel, given_name="Daniel")
        families.rate(session, carer_id=mia.carer, moment="before", scores={0: 4}, on=NOW.date())
        families.rate(session, carer_id=daniel, moment="after", scores={0: 9}, on=NOW.date())
        whole = family_progress(session, family_id=mia.family, now=NOW)
    answers = {one.carer.given_name: (one.ratings[0].before, one.ratings[0].after) for one in whole.ratings}
    assert answers == {"Grace": (4, None), "Daniel": (None, 9)}


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
        cues.open_class(session, session_id=classes_of(session, course)[0], now=summer)
        [story] = of_baby(session, mia, now=summer).sessions
    assert story.session.starts.hour == 10
