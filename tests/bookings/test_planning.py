"""What the dialogs of courses and dates are made from, and the move of all later classes past closed days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from massage_studio.bookings import (
    booking_form_queries,
    course_dialog_queries,
    course_planning_queries,
    courses_service,
    dates_service,
)
from massage_studio.bookings.dates import look_from
from massage_studio.curriculum import queries as curriculum
from massage_studio.curriculum import service as curriculum_service
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.bookings.planned import parts
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, classes_of

TODAY = NOW.date()
AROUND = {"today": TODAY, "nation": "ENG", "zone": "Europe/London"}


def test_a_new_course_is_planned_at_the_price_and_in_the_venue_of_another(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        venue = course_planning_queries.draft(session, course_id=key).fields.venue_id
        found = course_dialog_queries.new_course(session, **AROUND, price=Decimal(72), venue_id=venue)
        assert (found.price, found.venue_id, found.draft, found.course_id) == (Decimal(72), venue, None, None)
        assert found.plans == curriculum.plans(session) and [one.id for one in found.venues] == [venue]
        assert (found.planning.first, found.planning.last) == look_from(TODAY)
        assert len(found.planning.taken) == 5 and "Christmas Day" in found.planning.closed.values()


def test_the_next_term_is_planned_beside_the_classes_of_this_one(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        found = course_dialog_queries.next_course(session, course_id=key, now=NOW, **AROUND)
        assert found.draft is not None and found.course_id is None
        assert found.draft.classes[0].starts > parts(session, key)[-1].starts
        assert len(found.planning.taken) == 5


def test_a_course_is_changed_beside_the_classes_of_others_only(studio: Store) -> None:
    starts = tuple(NOW + timedelta(weeks=week) for week in range(130))
    with studio.write() as session:
        key, other = a_course(session, starts=starts), a_course(session, "Other", starts=(NOW,))
        found = course_dialog_queries.course_change(session, course_id=key, **AROUND)
        assert found.course_id == key and found.draft == course_planning_queries.draft(session, course_id=key)
        assert [one.session_id for one in found.planning.taken] == classes_of(session, other)
        assert found.planning.last == starts[-1].date()


def test_a_course_keeps_its_plan_when_that_is_no_longer_offered(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        code = course_planning_queries.draft(session, course_id=key).fields.plan_code
        curriculum_service.hide(session, kind="plan", code=code, now=NOW)
        assert code not in [one.code for one in curriculum.plans(session)]
        found = course_dialog_queries.course_change(session, course_id=key, **AROUND)
        assert found.plans[-1].code == code


def test_a_class_is_moved_with_a_look_at_a_month_before_it_and_three_years_on(studio: Store) -> None:
    with studio.write() as session:
        key = a_course(session)
        second = classes_of(session, key)[1]
        found = course_planning_queries.class_planning(session, session_id=second, nation="ENG")
        assert found.fields == course_planning_queries.draft(session, course_id=key).fields
        assert (found.planning.first, found.planning.last) == (date(2026, 10, 26), date(2029, 10, 28))
        assert found.suits == course_planning_queries.replacement_moment(
            session, session_id=second, nation="ENG"
        )


@pytest.mark.parametrize(("first_too", "days"), [(True, ["09 Jan", "16 Jan"]), (False, ["26 Dec", "09 Jan"])])
def test_classes_move_past_closed_days_and_the_first_only_where_nobody_chose_its_day(
    studio: Store, first_too: bool, days: list[str]
) -> None:
    starts = tuple(datetime(2026, 12, 17, 10, tzinfo=UTC) + timedelta(weeks=week) for week in range(2))
    with studio.write() as session:
        key = a_course(session, starts=starts)
        courses_service.close_days(
            session,
            closed_id=new_id(),
            first=date(2026, 12, 24),
            last=date(2027, 1, 2),
            words="Away",
            now=NOW,
        )
        dates_service.move_on_past_closed_days(
            session,
            session_id=classes_of(session, key)[0],
            wall=datetime(2026, 12, 26, 11, 30),
            nation="ENG",
            first_too=first_too,
            now=NOW,
        )
        moved = parts(session, key)
        assert [f"{one.starts:%d %b}" for one in moved] == days
        assert {f"{one.starts:%H:%M}" for one in moved} == {"11:30"}


def test_a_class_is_made_up_in_another_course(studio: Store) -> None:
    with studio.write() as session:
        own, other = a_course(session), a_course(session, "Other", starts=(NOW + timedelta(days=1),))
        booked = a_booking(session, own, a_family(session))
        found = booking_form_queries.making_up(session, booking_id=booked, now=NOW)
        assert [one.id for one in found.missed] == classes_of(session, own)
        assert [room.session.id for room in found.rooms] == classes_of(session, other)
