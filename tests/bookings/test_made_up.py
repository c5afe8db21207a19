"""Classes made up for elsewhere, once the class or the booking behind them is cancelled."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from massage_studio.bookings import (
    attendance_service,
    booking_queries,
    booking_service,
    class_queries,
    dates_service,
    register_queries,
    single_classes_service,
    transfers_service,
)
from massage_studio.bookings.mailing_queries import mailing
from massage_studio.errors import KnownError
from massage_studio.handouts import cue_sheet, register
from massage_studio.handouts import queries as papers
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import undo_operation
from tests.paper.reading import text_of
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, classes_of

LATER = NOW + timedelta(hours=1)


def make_up(session: Session, missed: UUID, part: UUID, dyad: Dyad) -> UUID:
    key = new_id()
    single_classes_service.make_up(
        session,
        booking_id=key,
        missed_session_id=missed,
        session_id=part,
        baby_id=dyad.baby,
        carer_id=dyad.carer,
        now=NOW,
    )
    return key


def making_up(session: Session) -> tuple[Dyad, list[UUID], list[UUID], UUID]:
    """Mia with a place on one course, who makes its opened first class up in the second of another."""
    mia = a_family(session, "Mia")
    ours, other = a_course(session), a_course(session, "Other course")
    booking = a_booking(session, ours, mia)
    missed, others = classes_of(session, ours), classes_of(session, other)
    attendance_service.expect_everybody(session, session_id=missed[0])
    make_up(session, missed[0], others[1], mia)
    return mia, missed, others, booking


def standing(session: Session, class_: UUID) -> list[str]:
    session.expire_all()
    return [row.status for row in register_queries.register(session, session_id=class_).rows]


def made(session: Session, dyad: Dyad) -> list[str]:
    session.expire_all()
    rows = booking_queries.bookings_of(session, baby_ids=(dyad.baby,), today=NOW.date())
    return [row.status for row in rows if row.kind == "make_up"]


def test_a_missed_class_is_made_up_anew_once_the_other_class_is_cancelled(studio: Store) -> None:
    with studio.write() as session:
        mia, missed, others, _ = making_up(session)
        assert standing(session, missed[0]) == ["elsewhere"]
        done = new_id()
        dates_service.cancel_class(session, session_id=others[1], reason="Snow", now=LATER, operation_id=done)
        assert (standing(session, missed[0]), made(session, mia)) == (["expected"], ["cancelled"])
        undo_operation(session, now=LATER, operation_id=done)
        assert (standing(session, missed[0]), made(session, mia)) == (["elsewhere"], ["booked"])
        dates_service.cancel_class(session, session_id=others[1], reason="Snow", now=LATER)
        make_up(session, missed[0], others[2], mia)
        assert standing(session, missed[0]) == ["elsewhere"]


def test_who_made_up_a_class_in_a_cancelled_one_is_still_written_to(studio: Store) -> None:
    with studio.write() as session:
        mia, _, others, _ = making_up(session)
        course = class_queries.class_session(session, session_id=others[1]).course_id
        dates_service.cancel_class(session, session_id=others[1], reason="Snow", now=LATER)
        written_to = mailing(session, course_id=course, now=LATER)
        told = [(one.baby_id, one.session_id, one.status) for one in written_to]
        assert told == [(mia.baby, others[1], "cancelled")]


def test_without_its_place_on_the_course_a_baby_makes_nothing_up(studio: Store) -> None:
    with studio.write() as session:
        mia, missed, others, booking = making_up(session)
        done = new_id()
        booking_service.cancel(session, booking_id=booking, now=LATER, operation_id=done)
        assert made(session, mia) == ["cancelled"]
        undo_operation(session, now=LATER, operation_id=done)
        assert (standing(session, missed[0]), made(session, mia)) == (["elsewhere"], ["booked"])
        attendance_service.begin_class(session, session_id=others[1], now=LATER)
        attendance_service.end_class(session, session_id=others[1], now=LATER)
        booking_service.cancel(session, booking_id=booking, now=LATER)
        assert made(session, mia) == ["booked"]  # it was there


def test_a_baby_without_a_place_has_nothing_to_make_up(studio: Store) -> None:
    with studio.write() as session:
        ours, other = a_course(session), a_course(session, "Other course")
        ivy = a_family(session, "Ivy")
        missed, part = classes_of(session, ours)[0], classes_of(session, other)[1]
    with pytest.raises(KnownError, match="no place in the class that is"), studio.write() as session:
        make_up(session, missed, part, ivy)
    with studio.write() as session:
        key = a_booking(session, ours, ivy)
        booking_service.cancel(session, booking_id=key, now=NOW)
    with pytest.raises(KnownError, match="no place in the class"), studio.write() as session:
        make_up(session, missed, part, ivy)


def test_a_class_missed_before_a_move_is_made_up_after_it(studio: Store) -> None:
    with studio.write() as session:
        ours, other = a_course(session), a_course(session, "Other course")
        third = a_course(session, "Third course")
        mia = a_family(session, "Mia")
        transfers_service.move_booking(
            session,
            booking_id=a_booking(session, ours, mia),
            to_course_id=other,
            new_booking_id=new_id(),
            now=NOW,
        )
        make_up(session, classes_of(session, ours)[0], classes_of(session, third)[1], mia)
        assert made(session, mia) == ["booked"]


def test_the_papers_of_the_missed_class_say_that_the_baby_is_elsewhere(studio: Store) -> None:
    with studio.write() as session:
        _, missed, others, _ = making_up(session)
    with studio.read() as session:
        told = [
            text_of(paper.build(draft.view))  # type: ignore[arg-type]
            for klass in (missed[0], others[1])
            for whole in (papers.class_papers(session, session_id=klass),)
            for paper, draft in ((register, whole.register), (cue_sheet, whole.cue_sheet))
        ]
    assert ["made up elsewhere" in " ".join(text.split()) for text in told] == [True, True, False, False]
