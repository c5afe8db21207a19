"""Imports into a studio that knows the families already: what is new, what changed, what stays."""

from __future__ import annotations

from datetime import date

import pytest

import massage_studio.families.service as families
from massage_studio.bookings import (
    booking_queries,
    booking_service,
    single_classes_service,
    transfers_service,
)
from massage_studio.exchange.reading import read, read_file
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.exchange.importing import (
    BOOKWHEN,
    EVENTBRITE,
    MIA,
    booked,
    bring_in,
    known_families,
    lines_of,
    parts,
    rows_in,
    show,
    the_course,
)
from tests.studio_fixtures import NOW, classes_of

TODAY = NOW.date()


def test_a_second_import_doubles_nothing(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    before = rows_in(studio)
    assert show(studio, read_file(EVENTBRITE), course).counts["known"] == 8
    again = bring_in(studio, read_file(EVENTBRITE), course)
    assert (again.booked, again.cancelled, again.unchanged, again.updated) == (0, 1, 8, 0)
    assert not again.changes.things
    assert rows_in(studio) == before


def test_bookwhen_knows_the_family_that_came_from_eventbrite(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    seen = show(studio, read_file(BOOKWHEN), course)
    assert (seen.source, seen.events) == ("Bookwhen", ("Baby massage, 5 weeks",))
    assert [(line.state, line.carer, line.baby, line.family_known) for line in seen.lines] == [
        ("known", "Grace Okafor", "Mia Okafor", True),
        ("ready", "Daniel MacLeod", "Isla MacLeod", False),
        ("cancelled", "Ruth Adeyemi", "Tobi Adeyemi", False),
    ]
    bring_in(studio, read_file(BOOKWHEN), course)
    assert [row.baby.given_name for row in booked(studio, course)][-2:] == ["乐乐", "Isla"]
    isla = booked(studio, course)[-1]
    assert (isla.baby.birth_date, isla.price, isla.due) == (date(2026, 8, 1), 72, 72)
    assert [flag.what for flag in isla.baby.flags] == ["Reflux"]
    assert len(known_families(studio)) == 8


def test_a_known_family_takes_a_place_on_another_course_as_itself(studio: Store) -> None:
    bring_in(studio, read_file(EVENTBRITE), the_course(studio))
    spring = the_course(studio, name="Spring course")
    bring_in(studio, read_file(BOOKWHEN), spring)
    assert [row.baby.name for row in booked(studio, spring)] == ["Mia Okafor", "Isla MacLeod"]
    assert len(known_families(studio)) == 8


def test_a_cancellation_gives_the_place_up_and_the_next_order_gets_it(studio: Store) -> None:
    course = the_course(studio, capacity=1)
    bring_in(studio, lines_of(MIA), course)
    leo = "2,10/03/26 09:00,Tom,Brown,t@example.org,,GBP,72.00,Attending,Leo,08/13/26,,"
    table = lines_of(MIA.replace("Attending", "Not Attending"), leo)
    seen = show(studio, table, course)
    assert [(line.state, line.given_up) for line in seen.lines] == [("cancelled", True), ("ready", False)]
    bring_in(studio, table, course)
    assert [(row.baby.name, row.status) for row in booked(studio, course)] == [
        ("Mia Okafor", "cancelled"),
        ("Leo Brown", "booked"),
    ]
    assert not show(studio, table, course).lines[0].given_up


def test_a_cancelled_order_of_another_site_leaves_the_place_alone(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA), course)
    other = read(
        b"Booking reference,First name,Last name,Email,Attendance status,Baby's name\n"
        b"1,Grace,Okafor,g@example.org,Cancelled,Mia\n"
    )
    bring_in(studio, other, course)
    assert [row.status for row in booked(studio, course)] == ["booked"]


def test_what_the_instructor_cancelled_is_not_booked_again(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA), course)
    with studio.write() as session:
        booking_service.cancel(
            session,
            booking_id=booking_queries.bookings(session, course_id=course, today=TODAY)[0].id,
            now=NOW,
        )
    line = show(studio, lines_of(MIA), course).lines[0]
    assert (line.state, line.notes) == ("known", ("cancelled here",))
    assert bring_in(studio, lines_of(MIA), course).booked == 0


@pytest.mark.parametrize(
    ("old", "new", "differs"),
    [
        ("07700 900101", "07700 900199", "phone"),
        ("09/17/26", "09/18/26", "birth date"),
        ("g@example.org", "grace@example.org", "email"),
        ("Mia", "Mía", "baby's name"),
        ("none", "Cashews", "health"),
    ],
)
def test_what_changed_on_the_site_is_shown_and_updated(
    studio: Store, old: str, new: str, differs: str
) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA), course)
    before = rows_in(studio)
    table = lines_of(MIA.replace(old, new))
    line = show(studio, table, course).lines[0]
    assert (line.state, parts(line)) == ("changed", (differs,))
    done = bring_in(studio, table, course)
    assert (done.updated, done.booked) == (1, 0)
    assert show(studio, table, course).lines[0].state == "known"
    family = known_families(studio)[0]
    carer, baby = family.carers[0], family.babies[0]
    assert new in (
        carer.phone, carer.email, baby.given_name, baby.birth_date and f"{baby.birth_date:%m/%d/%y}",
        *(flag.what for flag in baby.flags),
    )  # fmt: skip
    assert {**rows_in(studio), "health_flag": 0} == before


def test_a_number_written_another_way_is_no_change(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA), course)
    for number in ("07700900101", "+44 7700 900101", "0044 7700 900101", "(07700) 900-101"):
        table = lines_of(MIA.replace("07700 900101", number))
        assert show(studio, table, course).lines[0].state == "known", number


def test_an_empty_answer_erases_nothing(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA), course)
    bare = "1,10/02/26 21:14,Grace,Okafor,g@example.org,,GBP,72.00,Attending,Mia,,,"
    assert show(studio, lines_of(bare), course).lines[0].state == "known"


def test_another_adult_with_the_same_baby_joins_the_family(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA), course)
    ben = MIA.replace("1,10", "7,10", 1).replace("Grace", "Ben")
    line = show(studio, lines_of(ben), course).lines[0]
    assert (line.state, parts(line)) == ("changed", ("another adult",))
    bring_in(studio, lines_of(ben), course)
    (family,) = known_families(studio)
    assert [carer.name for carer in family.carers] == ["Grace Okafor", "Ben Okafor"]
    assert len(family.babies) == 1


def test_two_orders_of_one_file_can_belong_to_one_family(studio: Store) -> None:
    course = the_course(studio)
    noah = MIA.replace("1,10", "2,10", 1).replace("Mia", "Noah")
    bring_in(studio, lines_of(MIA, noah), course)
    (family,) = known_families(studio)
    assert [baby.name for baby in family.babies] == ["Mia Okafor", "Noah Okafor"]


def test_one_address_shared_by_two_households_stays_two_families(studio: Store) -> None:
    course = the_course(studio)
    other = MIA.replace("1,10", "2,10", 1).replace("Grace,Okafor", "Ann,Lee").replace("Mia", "Kit")
    bring_in(studio, lines_of(MIA, other), course)
    assert len(known_families(studio)) == 2


def test_a_photo_answer_given_in_the_studio_stands(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA), course)
    (family,) = known_families(studio)
    with studio.write() as session:
        families.answer_consent(session, family_id=family.id, kind="photo", given=False, on=TODAY)
    assert show(studio, lines_of(MIA), course).lines[0].state == "known"
    bring_in(studio, lines_of(MIA), course)
    assert next(a.given for a in known_families(studio)[0].consents if a.kind == "photo") is False


def test_a_flag_that_was_ended_does_not_come_back(studio: Store) -> None:
    course = the_course(studio)
    table = lines_of(MIA.replace("none", "Cashews"))
    bring_in(studio, table, course)
    flag = known_families(studio)[0].babies[0].flags[0]
    with studio.write() as session:
        families.end_flag(session, flag_id=flag.id, on=TODAY)
    bring_in(studio, table, course)
    assert known_families(studio)[0].babies[0].flags == ()


def test_a_payment_that_comes_later_is_added_once(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA.replace("72.00", "0.00")), course)
    assert booked(studio, course)[0].due == 72
    assert show(studio, lines_of(MIA), course).lines[0].differs[0].part == "payment"
    for _ in range(2):
        bring_in(studio, lines_of(MIA), course)
    assert booked(studio, course)[0].due == 0


def test_a_guest_of_one_class_gets_a_place_on_the_course(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA), the_course(studio, name="Earlier course"))
    family = known_families(studio)[0]
    with studio.write() as session:
        single_classes_service.drop_in(
            session,
            booking_id=new_id(),
            session_id=classes_of(session, course)[0],
            baby_id=family.babies[0].id,
            carer_id=family.carers[0].id,
            now=NOW,
        )
    line = show(studio, lines_of(MIA), course).lines[0]
    assert (line.state, line.family_known) == ("ready", True)
    assert bring_in(studio, lines_of(MIA), course).booked == 1
    assert show(studio, lines_of(MIA), course).lines[0].state == "known"


def test_who_was_moved_to_another_course_is_not_booked_again(studio: Store) -> None:
    course, other = the_course(studio), the_course(studio, name="Spring course")
    bring_in(studio, lines_of(MIA), course)
    with studio.write() as session:
        transfers_service.move_booking(
            session,
            booking_id=booking_queries.bookings(session, course_id=course, today=TODAY)[0].id,
            to_course_id=other,
            new_booking_id=new_id(),
            now=NOW,
        )
    line = show(studio, lines_of(MIA), course).lines[0]
    assert (line.state, line.notes) == ("known", ("moved to another course",))
    assert bring_in(studio, lines_of(MIA), course).booked == 0
