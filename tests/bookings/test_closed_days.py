"""Closed days and bank holidays, and the dates that are free."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

import massage_studio.bookings.course_planning_queries as courses
from massage_studio.bookings import courses_service, dates_service
from massage_studio.errors import KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, a_course, classes_of


def test_closed_days_are_kept_changed_and_opened(studio: Store) -> None:
    key = new_id()

    def close(session: Session, first: date, last: date, words: str = "Half-term") -> None:
        courses_service.close_days(session, closed_id=key, first=first, last=last, words=words, now=NOW)

    with studio.write() as session:
        close(session, date(2027, 2, 15), date(2027, 2, 19))
        close(session, date(2027, 2, 15), date(2027, 2, 17), "Away")
        [kept] = courses.closed_ranges(session)
        assert (kept.first, kept.last, kept.words) == (date(2027, 2, 15), date(2027, 2, 17), "Away")
        courses_service.open_days(session, closed_id=key, now=NOW)
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
            courses_service.close_days(
                session, closed_id=new_id(), first=first, last=last, words=words, now=NOW
            )
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
        courses_service.close_days(
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
        courses_service.close_days(
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
        dates_service.cancel_class(session, session_id=classes_of(session, other)[0], reason="", now=NOW)
        assert courses.date_facts(session, course_id=key, nation="")[0].met == ()
