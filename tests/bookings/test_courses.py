"""Courses and their dates: planned, changed, moved, cancelled, made up for, and all of it taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.orm import Session

import massage_studio.bookings.courses_queries as courses
import massage_studio.bookings.queries as queries
import massage_studio.bookings.service as bookings
import massage_studio.cues.service as cues
from massage_studio.bookings.course_views import CourseFields, PlannedClass
from massage_studio.bookings.views import SessionView
from massage_studio.errors import KnownError
from massage_studio.store.deeds import last_deeds, redo_deed, undo_deed
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, a_booking, a_class, a_course, a_family, classes_of

FIELDS = CourseFields(
    name="Thursday babies",
    plan_code="five_60",
    venue_id=new_id(),
    new_venue="Mill Barn",
    minutes=60,
    capacity=8,
    price=Decimal(72),
    currency="GBP",
    zone="Europe/London",
    concession_price=Decimal("40.50"),
    min_weeks=6,
    max_weeks=40,
    instructor="Priya Shah",
)


def parts(session: Session, course: UUID) -> tuple[SessionView, ...]:
    session.expire_all()
    return queries.course(session, course_id=course, now=NOW).sessions


def numbered(session: Session, course: UUID) -> list[str]:
    return [
        f"{one.number}/{one.of} {one.starts:%d %b} {one.plan_session_code.split('/')[1]}"
        for one in parts(session, course)
        if one.status != "cancelled"
    ]


def revisions(session: Session, course: UUID) -> list[int]:
    session.flush()
    rows = session.execute(
        text("SELECT revision FROM class_session WHERE course_id = :id ORDER BY starts_at, number"),
        {"id": course.hex},
    )
    return [row[0] for row in rows]


def everything(session: Session) -> dict[str, list[Any]]:
    """Every row of the tables that these verbs write, without the revisions, which only ever rise."""
    session.flush()
    found = {}
    for table in ("venue", "course", "class_session", "closed_days"):
        rows = session.execute(text(f"SELECT * FROM {table} ORDER BY id")).mappings()
        found[table] = [{name: row[name] for name in row if name != "revision"} for row in rows]
    return found


def weekly(count: int = 5) -> tuple[PlannedClass, ...]:
    return tuple(PlannedClass(new_id(), NOW + timedelta(weeks=week)) for week in range(count))


def test_a_course_is_planned_with_all_its_prices_and_ages(studio: Store) -> None:
    key = new_id()
    with studio.write() as session:
        bookings.plan_course(session, course_id=key, fields=FIELDS, classes=weekly(), now=NOW)
        bookings.plan_course(session, course_id=key, fields=FIELDS, classes=weekly(), now=NOW)
    with studio.read() as session:
        draft = courses.draft(session, course_id=key)
        assert draft.fields == replace(FIELDS, new_venue="")
        assert [one.starts for one in draft.classes] == [one.starts for one in weekly()]
        assert numbered(session, key) == [
            "1/5 19 Nov 1",
            "2/5 26 Nov 2",
            "3/5 03 Dec 3",
            "4/5 10 Dec 4",
            "5/5 17 Dec 5",
        ]


@pytest.mark.parametrize("wrong", [{"name": " "}, {"capacity": 0}, {"min_weeks": 41}])
def test_a_course_that_makes_no_sense_is_refused(studio: Store, wrong: dict[str, Any]) -> None:
    with pytest.raises(KnownError), studio.write() as session:
        fields = replace(FIELDS, **wrong)
        bookings.plan_course(session, course_id=new_id(), fields=fields, classes=weekly(), now=NOW)


def test_a_course_is_changed_and_its_calendar_hears_of_it(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        draft = courses.draft(session, course_id=key)
        later = (*draft.classes[:4], PlannedClass(draft.classes[4].id, NOW + timedelta(weeks=6)))
        added = PlannedClass(new_id(), NOW + timedelta(weeks=7))
        fields = replace(draft.fields, capacity=9)
        bookings.change_course(session, course_id=key, fields=fields, classes=(*later, added), now=NOW)
        assert revisions(session, key) == [0, 0, 0, 0, 1, 0]
        assert numbered(session, key)[4:] == ["5/6 31 Dec 5", "6/6 07 Jan 5"]
        assert queries.course(session, course_id=key, now=NOW).capacity == 9
        fields = replace(fields, new_venue="Mill Barn", venue_id=new_id())
        bookings.change_course(session, course_id=key, fields=fields, classes=(*later, added), now=NOW)
        assert revisions(session, key) == [1, 1, 1, 1, 2, 1]
        assert parts(session, key)[0].venue == "Mill Barn"


def test_another_plan_gives_the_classes_to_come_its_themes(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session)
        draft = courses.draft(session, course_id=opened.course)
        before = parts(session, opened.course)[0].plan_session_code
        fields = replace(draft.fields, plan_code="four_60")
        bookings.change_course(
            session, course_id=opened.course, fields=fields, classes=draft.classes, now=NOW
        )
        codes = [one.plan_session_code for one in parts(session, opened.course)]
        assert codes == [before, "four_60/2", "four_60/3", "four_60/4", "four_60/4"]


def test_there_are_never_fewer_places_than_babies(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        for name in ("Mia", "Noah"):
            a_booking(session, key, a_family(session, name))
    with pytest.raises(KnownError, match="2 babies have a place"), studio.write() as session:
        draft = courses.draft(session, course_id=key)
        fields = replace(draft.fields, capacity=1)
        bookings.change_course(session, course_id=key, fields=fields, classes=draft.classes, now=NOW)


def test_numbers_follow_the_dates_and_themes_keep_their_order(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        second = classes_of(session, key)[1]
        bookings.move_class(session, session_id=second, starts=NOW + timedelta(days=15), now=NOW)
        assert numbered(session, key) == [
            "1/5 19 Nov 1",
            "2/5 03 Dec 2",
            "3/5 04 Dec 3",
            "4/5 10 Dec 4",
            "5/5 17 Dec 5",
        ]
        assert parts(session, key)[2].id == second
        assert revisions(session, key) == [0, 1, 1, 0, 0]


def test_later_classes_move_by_the_wall_clock_and_past_closed_days(studio: Store) -> None:
    starts = tuple(datetime(2027, 3, 11, 10, tzinfo=UTC) + timedelta(weeks=week) for week in range(3))
    with studio.write() as session:
        key = a_course(session, starts=starts)
        bookings.move_on(
            session,
            session_id=classes_of(session, key)[0],
            starts=datetime(2027, 3, 12, 11, tzinfo=UTC),
            closed=frozenset({date(2027, 3, 26), date(2027, 4, 2)}),
            now=NOW,
        )
        moved = parts(session, key)
        assert [f"{one.starts:%d %b %H:%M}" for one in moved] == [
            "12 Mar 11:00",
            "19 Mar 11:00",
            "09 Apr 11:00",
        ]
        assert [one.starts.astimezone(UTC).hour for one in moved] == [11, 11, 10]


def test_a_cancelled_class_leaves_registers_and_is_not_counted(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        a_booking(session, key, a_family(session))
        first, second, *_ = classes_of(session, key)
        bookings.cancel_class(session, session_id=first, reason=" The hall \n is flooded ", now=NOW)
        bookings.cancel_class(session, session_id=first, reason="again", now=NOW)
    with studio.read() as session:
        shown = queries.course(session, course_id=key, now=NOW)
        assert (shown.sessions[0].status, shown.sessions[0].reason) == ("cancelled", "The hall is flooded")
        assert shown.next is not None and shown.next.id == second
        assert (shown.next.number, shown.next.of) == (1, 4)
        today = queries.today(session, now=NOW, zone="Europe/London")
        assert today.today == () and today.week[3] == 0
        assert today.next is not None and today.next.session.id == second
        assert first not in [one.id for one in queries.sessions(session)]
    with pytest.raises(KnownError), studio.write() as session:
        cues.open_class(session, session_id=first, now=NOW)
    with pytest.raises(KnownError, match="cancelled"), studio.write() as session:
        bookings.move_class(session, session_id=first, starts=NOW, now=NOW)


def test_with_a_class_in_its_place_no_theme_is_lost(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        third = classes_of(session, key)[2]
        end = PlannedClass(new_id(), NOW + timedelta(weeks=5))
        bookings.cancel_class(session, session_id=third, reason="", replacement=end, now=NOW)
        assert numbered(session, key) == [
            "1/5 19 Nov 1",
            "2/5 26 Nov 2",
            "3/5 10 Dec 3",
            "4/5 17 Dec 4",
            "5/5 24 Dec 5",
        ]
        assert parts(session, key)[-1].replaces == third
        assert revisions(session, key) == [0, 0, 1, 1, 1, 0]


def test_a_class_in_its_place_can_be_earlier(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        third = classes_of(session, key)[2]
        bookings.cancel_class(session, session_id=third, reason="", now=NOW)
        earlier = PlannedClass(new_id(), NOW + timedelta(days=5))
        bookings.replace_class(session, session_id=third, replacement=earlier, now=NOW)
        bookings.replace_class(session, session_id=third, replacement=PlannedClass(new_id(), NOW), now=NOW)
        assert numbered(session, key) == [
            "1/5 19 Nov 1",
            "2/5 24 Nov 2",
            "3/5 26 Nov 3",
            "4/5 10 Dec 4",
            "5/5 17 Dec 5",
        ]
        bookings.hold_after_all(session, session_id=third, now=NOW)
        assert numbered(session, key) == [
            "1/5 19 Nov 1",
            "2/5 26 Nov 2",
            "3/5 03 Dec 3",
            "4/5 10 Dec 4",
            "5/5 17 Dec 5",
        ]


def test_a_class_that_is_held_after_all_gets_its_theme_back(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        before = numbered(session, key)
        third = classes_of(session, key)[2]
        end = PlannedClass(new_id(), NOW + timedelta(weeks=5))
        bookings.cancel_class(session, session_id=third, reason="Ill", replacement=end, now=NOW)
        bookings.hold_after_all(session, session_id=third, now=NOW)
        assert numbered(session, key) == before
        assert parts(session, key)[2].reason == ""
        assert [one.status for one in parts(session, key)] == ["planned"] * 5 + ["cancelled"]


def test_a_class_that_began_is_neither_cancelled_nor_moved(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session)
    with pytest.raises(KnownError, match="already begun"), studio.write() as session:
        bookings.cancel_class(session, session_id=opened.session, reason="", now=NOW)
    with pytest.raises(KnownError, match="already begun"), studio.write() as session:
        bookings.move_on(session, session_id=opened.session, starts=NOW, now=NOW)
    with pytest.raises(KnownError, match="to be held"), studio.write() as session:
        planned = PlannedClass(new_id(), NOW)
        bookings.replace_class(session, session_id=opened.session, replacement=planned, now=NOW)


def test_closed_days_are_kept_changed_and_opened(studio: Store) -> None:
    key = new_id()

    def close(session: Session, first: date, last: date, words: str = "Half-term") -> None:
        bookings.close_days(session, closed_id=key, first=first, last=last, words=words, now=NOW)

    with studio.write() as session:
        close(session, date(2027, 2, 15), date(2027, 2, 19))
        close(session, date(2027, 2, 15), date(2027, 2, 17), "Away")
        [kept] = courses.closed_ranges(session)
        assert (kept.first, kept.last, kept.words) == (date(2027, 2, 15), date(2027, 2, 17), "Away")
        bookings.open_days(session, closed_id=key, now=NOW)
        assert courses.closed_ranges(session) == ()
    with pytest.raises(KnownError, match="before the first"), studio.write() as session:
        close(session, date(2027, 2, 15), date(2027, 2, 14))
    with pytest.raises(KnownError, match="more days than a year"), studio.write() as session:
        close(session, date(2027, 2, 15), date(2072, 2, 19))


def test_closed_days_and_bank_holidays_are_one_list_by_name(studio: Store) -> None:
    with studio.write() as session:
        for first, last, words in (
            (date(2027, 5, 31), date(2027, 6, 4), "Half-term"),
            (date(2027, 6, 3), date(2027, 6, 6), ""),
        ):
            bookings.close_days(session, closed_id=new_id(), first=first, last=last, words=words, now=NOW)
        asked = {"first": date(2027, 5, 3), "last": date(2027, 6, 5)}
        assert courses.closed_between(session, **asked, nation="ENG") == {
            date(2027, 5, 3): "May Day",
            date(2027, 5, 31): "Spring Bank Holiday",
            date(2027, 6, 1): "Half-term",
            date(2027, 6, 2): "Half-term",
            date(2027, 6, 3): "Half-term",
            date(2027, 6, 4): "Half-term",
            date(2027, 6, 5): "",
        }
        assert date(2027, 5, 3) not in courses.closed_between(session, **asked, nation="")


def test_the_next_term_is_free_of_holidays_and_other_classes(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        bookings.close_days(
            session, closed_id=new_id(), first=date(2026, 12, 21), last=date(2027, 1, 1), words="", now=NOW
        )
        a_course(session, "Other", starts=(datetime(2027, 1, 7, 10, 30, tzinfo=UTC),))
        draft = courses.next_term(session, course_id=key, now=NOW, nation="ENG")
        assert [f"{one.starts:%a %d %b %H:%M}" for one in draft.classes] == [
            "Thu 14 Jan 10:00",
            "Thu 21 Jan 10:00",
            "Thu 28 Jan 10:00",
            "Thu 04 Feb 10:00",
            "Thu 11 Feb 10:00",
        ]
        assert not {one.id for one in draft.classes} & set(classes_of(session, key))


def test_a_class_at_the_end_is_offered_on_the_next_free_date(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        bookings.close_days(
            session, closed_id=new_id(), first=date(2026, 12, 24), last=date(2026, 12, 24), words="", now=NOW
        )
        a_course(session, "Other", starts=(datetime(2026, 12, 31, 10, 30, tzinfo=UTC),))
        found = courses.replacement_moment(session, session_id=classes_of(session, key)[0], nation="ENG")
        assert f"{found:%d %b %H:%M}" == "07 Jan 10:00"


def test_classes_that_meet_in_a_hall_or_by_their_instructor_are_told(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        other = a_course(
            session, "Other", starts=(NOW + timedelta(minutes=59), NOW + timedelta(days=7, hours=1))
        )
        facts = courses.date_facts(session, course_id=key, nation="")
        assert [(fact.session_id, [met.what for met in fact.met]) for fact in facts][:2] == [
            (classes_of(session, key)[0], ["instructor"]),
            (classes_of(session, key)[1], []),
        ]
        bookings.cancel_class(session, session_id=classes_of(session, other)[0], reason="", now=NOW)
        assert courses.date_facts(session, course_id=key, nation="")[0].met == ()


VERBS: dict[str, Callable[[Session, UUID], object]] = {
    "plan_course": lambda session, _: bookings.plan_course(
        session, course_id=new_id(), fields=FIELDS, classes=weekly(), now=NOW
    ),
    "change_course": lambda session, key: bookings.change_course(
        session,
        course_id=key,
        fields=replace(FIELDS, plan_code="four_60"),
        classes=(*courses.draft(session, course_id=key).classes, *weekly(1)),
        now=NOW,
    ),
    "move_class": lambda session, key: bookings.move_class(
        session, session_id=classes_of(session, key)[0], starts=NOW + timedelta(days=50), now=NOW
    ),
    "move_on": lambda session, key: bookings.move_on(
        session, session_id=classes_of(session, key)[1], starts=NOW + timedelta(days=50), now=NOW
    ),
    "cancel_class": lambda session, key: bookings.cancel_class(
        session, session_id=classes_of(session, key)[1], reason="Ill", replacement=weekly(7)[6], now=NOW
    ),
    "close_days": lambda session, _: bookings.close_days(
        session, closed_id=new_id(), first=NOW.date(), last=NOW.date(), words="Away", now=NOW
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_each_step_is_one_deed_that_is_taken_back_and_done_again_exactly(studio: Store, verb: str) -> None:
    with studio.write() as session:
        key = a_course(session)
        before = everything(session)
        VERBS[verb](session, key)
        after = everything(session)
        last = last_deeds(session)[0]
        assert last is not None and last.verb == verb
        undo_deed(session, now=NOW)
        assert everything(session) == before != after
        redo_deed(session)
        assert everything(session) == after


STEP = st.tuples(
    st.sampled_from(["move", "on", "cancel", "replace", "hold", "undo", "redo"]),
    st.integers(0, 9),
    st.integers(-20, 60),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=1, max_size=12))
def test_whatever_is_done_numbers_count_up_and_undo_comes_all_the_way_home(
    studio: Store, steps: list[tuple[str, int, int]]
) -> None:
    with studio.write() as session:
        key = a_course(session)
        start = everything(session)
        deeds = 0
        for verb, which, by in steps:
            known = parts(session, key)
            chosen = known[which % len(known)]
            starts = chosen.starts + timedelta(days=by, minutes=7 * which)
            try:
                _do(session, verb, chosen, starts)
            except KnownError:
                continue
            held = [one for one in parts(session, key) if one.status != "cancelled"]
            assert [one.number for one in held] == list(range(1, len(held) + 1))
            assert {one.of for one in held} <= {len(held)}
            themes = [int(one.plan_session_code.split("/")[1]) for one in held]
            assert themes == sorted(themes)
        while last_deeds(session)[0] is not None:
            undo_deed(session, now=NOW + timedelta(seconds=deeds))
            deeds += 1
        assert everything(session) == start


def _do(session: Session, verb: str, chosen: SessionView, starts: datetime) -> None:
    made = PlannedClass(new_id(), starts)
    if verb == "move":
        bookings.move_class(session, session_id=chosen.id, starts=starts, now=NOW)
    elif verb == "on":
        bookings.move_on(session, session_id=chosen.id, starts=starts, now=NOW)
    elif verb == "cancel":
        bookings.cancel_class(session, session_id=chosen.id, reason="Ill", replacement=made, now=NOW)
    elif verb == "replace":
        bookings.replace_class(session, session_id=chosen.id, replacement=made, now=NOW)
    elif verb == "hold":
        bookings.hold_after_all(session, session_id=chosen.id, now=NOW)
    elif verb == "undo":
        undo_deed(session, now=NOW)
    else:
        redo_deed(session)
