"""The chase list: each thing that is to be asked of a family stands on it once, and Today counts the same."""

from __future__ import annotations

import shutil
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import massage_studio.families.service as families
from massage_studio.bookings import booking_service, dates_service, money_service, single_classes_service
from massage_studio.bookings.chase_queries import chase_list
from massage_studio.bookings.today_queries import reminders
from massage_studio.families.restrictions import Rule
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from tests.demo_studio import demo_once
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, a_sibling, classes_of


def told(studio: Store) -> list[tuple[str, str]]:
    with studio.read() as session:
        found = chase_list(session, now=NOW, today=NOW.date())
        assert reminders(session, now=NOW, today=NOW.date()).to_ask == len(found)
    return [(row.kind, row.babies[0]) for row in found]


def agreed(session, dyad: Dyad, *, given: bool = True) -> None:
    for kind in ("health", "notes"):
        families.answer_consent(session, family_id=dyad.family, kind=kind, given=given, on=NOW.date())  # type: ignore[arg-type]


def paid(session, booking: UUID, amount: int = 72) -> None:
    money_service.pay(
        session, payment_id=new_id(), booking_id=booking, amount=Decimal(amount), method="cash", now=NOW
    )


def test_a_family_of_which_nothing_is_missing_is_not_on_it(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
        agreed(session, mia)
        paid(session, a_booking(session, a_course(session), mia))
    assert told(studio) == []


def test_each_thing_is_asked_for_once(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia")
        for dyad in (mia, a_sibling(session, mia)):
            paid(session, a_booking(session, course, dyad))
        paid(session, a_booking(session, a_course(session, "Another"), mia))
        leo = a_family(session, "Leo")
        agreed(session, leo, given=False)
        paid(session, a_booking(session, course, leo), 30)
        ada = a_family(session, "Ada")
        agreed(session, ada)
        families.change_baby(
            session, baby_id=ada.baby, given_name="Ada", family_name="", birth_date=None, due_date=None
        )
        paid(session, a_booking(session, course, ada))
    assert told(studio) == [("form", "Mia"), ("consent", "Leo"), ("birth", "Ada"), ("payment", "Leo")]


def test_who_asked_and_who_was_offered_a_place_is_on_it(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        asked, offered = a_family(session, "Mia"), a_family(session, "Leo")
        for dyad in (asked, offered):
            key = new_id()
            booking_service.enquire(
                session, booking_id=key, course_id=course, baby_id=dyad.baby, carer_id=dyad.carer, now=NOW
            )
        booking_service.offer(session, booking_id=key, until=NOW + timedelta(days=2), now=NOW)
    assert told(studio) == [("answer", "Leo"), ("enquiry", "Mia")]


def test_a_single_class_that_was_cancelled_is_on_it_until_it_is_settled(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        mia, key = a_family(session), new_id()
        agreed(session, mia)
        first = classes_of(session, course)[0]
        single_classes_service.drop_in(
            session,
            booking_id=key,
            session_id=first,
            baby_id=mia.baby,
            carer_id=mia.carer,
            price=Decimal(15),
            now=NOW,
        )
        paid(session, key, 15)
        dates_service.cancel_class(session, session_id=first, reason="Snow", now=NOW)
    assert told(studio) == [("class_off", "Mia")]
    with studio.write() as session:
        booking_service.cancel(session, booking_id=key, now=NOW)
    assert told(studio) == []


def test_a_restriction_that_ends_is_asked_about(studio: Store) -> None:
    with studio.write() as session:
        mia = a_family(session)
        for days in (3, 40, -3, -60):
            families.add_carer(
                session,
                family_id=mia.family,
                carer_id=new_id(),
                given_name="Dan",
                contact_restriction="Court order",
                rule=Rule(until=NOW.date() + timedelta(days=days)),
            )
    assert told(studio) == [("restriction", "Mia"), ("restriction", "Mia")]


def test_the_demo_studio_counts_what_it_lists(tmp_path_factory) -> None:
    folder = shutil.copytree(demo_once(tmp_path_factory), tmp_path_factory.mktemp("chase") / "studio")
    store = open_studio(Path(folder))
    assert told(store)
    store.close()
