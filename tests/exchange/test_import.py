"""Imports: both booking sites' files end to end, on a real studio."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text

import massage_studio.bookings.queries as bookings_queries
import massage_studio.bookings.service as bookings
import massage_studio.families.queries as families_queries
import massage_studio.families.service as families
from massage_studio.bookings.views import BookingView
from massage_studio.errors import KnownError
from massage_studio.exchange import queries, service
from massage_studio.exchange.reading import read, read_file
from massage_studio.exchange.tables import Table
from massage_studio.exchange.views import Imported, ImportPreview
from massage_studio.families.views import FamilyView
from massage_studio.store.changes import Thing
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, a_course, classes_of

TODAY = NOW.date()
FILES = Path(__file__).parent / "files"
EVENTBRITE = FILES / "eventbrite-2024-layout.csv"
BOOKWHEN = FILES / "bookwhen-layout.csv"
HEADER = (
    "Order #,Order Date,First Name,Last Name,Email,Mobile,Currency,Total Paid,Attendee Status,"
    "Baby's name,Baby's date of birth,Any allergies?,May we take photos?"
)
MIA = "1,10/02/26 21:14,Grace,Okafor,g@example.org,07700 900101,GBP,72.00,Attending,Mia,09/17/26,none,yes"


def lines_of(*rows: str) -> Table:
    return read("\n".join((HEADER, *rows)).encode())


def the_course(store: Store, *, capacity: int = 9, name: str = "Autumn course") -> UUID:
    with store.write() as session:
        return a_course(session, name, capacity=capacity)


def show(store: Store, table: Table, course: UUID) -> ImportPreview:
    with store.read() as session:
        return queries.preview(session, table=table, course_id=course, now=NOW)


def bring_in(store: Store, table: Table, course: UUID) -> Imported:
    with store.write() as session:
        return service.commit(session, table=table, course_id=course, now=NOW)


def booked(store: Store, course: UUID) -> list[BookingView]:
    with store.read() as session:
        return list(bookings_queries.bookings(session, course_id=course, today=TODAY))


def known_families(store: Store) -> list[FamilyView]:
    with store.read() as session:
        rows = families_queries.families(session, today=TODAY)
        return [families_queries.family(session, family_id=row.id, today=TODAY) for row in reversed(rows)]


def rows_in(store: Store) -> dict[str, int]:
    tables = ("family", "carer", "baby", "health_flag", "consent", "booking", "payment")
    with store.read() as session:
        return {name: session.scalar(text(f"SELECT count(*) FROM {name}")) or 0 for name in tables}


def test_eight_babies_of_seven_families_come_from_eventbrite(studio: Store) -> None:
    course = the_course(studio)
    done = bring_in(studio, read_file(EVENTBRITE), course)
    assert (done.booked, done.waiting, done.cancelled, done.unchanged, done.updated) == (8, 0, 1, 0, 0)
    found = booked(studio, course)
    assert [row.baby.given_name for row in found] == [
        "Mia", "Leo", "Zoë", "Arlo", "Noor", "Finn", "Ivy", "乐乐",
    ]  # fmt: skip
    assert {row.status for row in found} == {"booked"}
    assert len(known_families(studio)) == 7
    assert {Thing.FAMILIES, Thing.BOOKINGS, Thing.REGISTER, Thing.PAYMENTS} == done.changes.things


def test_the_preview_shows_every_baby_and_the_cancelled_row_and_writes_nothing(studio: Store) -> None:
    course = the_course(studio)
    before = rows_in(studio)
    seen = show(studio, read_file(EVENTBRITE), course)
    assert seen.source == "Eventbrite"
    assert seen.counts == {"new": 8, "changed": 0, "duplicate": 0, "cancelled": 1, "full": 0}
    assert (seen.date_order, seen.date_order_assumed, seen.note) == ("month first", False, "")
    cancelled = next(line for line in seen.lines if line.kind == "cancelled")
    assert (cancelled.rows, cancelled.carer, cancelled.baby) == (
        (9,),
        "Chloe O'Neil-Fernández",
        "Sonny O'Neil-Fernández",
    )
    twins = [line for line in seen.lines if line.carer == "Beth Hughes"]
    assert [(line.baby, line.rows) for line in twins] == [("Finn Hughes", (7, 8)), ("Ivy Hughes", (7, 8))]
    assert rows_in(studio) == before


def test_a_chinese_family_keeps_both_its_names(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    family = booked(studio, course)[-1]
    assert (family.carer.given_name, family.carer.family_name) == ("小红", "王")
    assert (family.carer.name, family.baby.name) == ("王小红", "王乐乐")


def test_dates_health_and_photos_are_read_as_they_were_meant(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    babies = {row.baby.given_name: row.baby for row in booked(studio, course)}
    assert babies["Mia"].birth_date == date(2026, 9, 17)
    assert (babies["Zoë"].birth_date, babies["Zoë"].due_date) == (date(2026, 9, 3), date(2026, 10, 1))
    flags = {name: [(flag.kind, flag.what) for flag in baby.flags] for name, baby in babies.items()}
    assert {name: found for name, found in flags.items() if found} == {
        "Leo": [("allergy", "Nut allergy (sister carries an EpiPen)")],
        "Zoë": [("condition", "Born at 36 weeks")],
        "Noor": [("skin", "Eczema, uses prescribed cream")],
    }
    photos = {
        family.babies[0].given_name: next(
            answer.given for answer in family.consents if answer.kind == "photo"
        )
        for family in known_families(studio)
    }
    assert photos == {
        "Mia": True, "Leo": False, "Zoë": True, "Arlo": True, "Noor": False, "Finn": True, "乐乐": False,
    }  # fmt: skip


def test_health_and_note_consents_stay_missing(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    assert all(row.consent_missing for row in booked(studio, course))
    given = {answer.kind for family in known_families(studio) for answer in family.consents if answer.on}
    assert given == {"photo"}


def test_an_orders_total_is_counted_once_and_shared_by_its_babies(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    prices = {row.baby.given_name: row.price for row in booked(studio, course)}
    assert prices["Finn"] == prices["Ivy"] == Decimal("54.00")
    assert (prices["Mia"], prices["Arlo"], prices["乐乐"]) == (72, 36, 0)
    assert {row.due for row in booked(studio, course)} == {Decimal(0)}
    with studio.read() as session:
        total = session.scalar(text("SELECT sum(amount) / 10000 FROM payment WHERE method = 'Eventbrite'"))
    assert total == 5 * 72 - 72 + 36 + 108


def test_a_second_import_doubles_nothing(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    before = rows_in(studio)
    assert show(studio, read_file(EVENTBRITE), course).counts["duplicate"] == 8
    again = bring_in(studio, read_file(EVENTBRITE), course)
    assert (again.booked, again.cancelled, again.unchanged, again.updated) == (0, 1, 8, 0)
    assert not again.changes.things
    assert rows_in(studio) == before


def test_bookwhen_knows_the_family_that_came_from_eventbrite(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    seen = show(studio, read_file(BOOKWHEN), course)
    assert (seen.source, seen.date_order, seen.events) == (
        "Bookwhen", "day first", ("Baby massage, 5 weeks",),
    )  # fmt: skip
    assert [(line.kind, line.carer, line.baby, line.family_known) for line in seen.lines] == [
        ("duplicate", "Grace Okafor", "Mia Okafor", True),
        ("new", "Daniel MacLeod", "Isla MacLeod", False),
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


def test_whoever_ordered_last_waits_when_the_course_is_full(studio: Store) -> None:
    course = the_course(studio, capacity=7)
    seen = show(studio, read_file(EVENTBRITE), course)
    assert [line.baby for line in seen.lines if line.kind == "full"] == ["王乐乐"]
    done = bring_in(studio, read_file(EVENTBRITE), course)
    assert (done.booked, done.waiting) == (7, 1)
    assert booked(studio, course)[-1].status == "waiting"
    again = bring_in(studio, read_file(EVENTBRITE), course)
    assert (again.booked, again.waiting, again.unchanged) == (0, 0, 8)


def test_the_first_order_is_served_first_wherever_its_row_is(studio: Store) -> None:
    course = the_course(studio, capacity=1)
    late = MIA.replace("10/02/26", "10/30/26")
    early = "2,10/01/26 09:00,Tom,Brown,t@example.org,,GBP,72.00,Attending,Leo,08/13/26,,"
    seen = show(studio, lines_of(late, early), course)
    assert [(line.baby, line.kind) for line in seen.lines] == [("Mia Okafor", "full"), ("Leo Brown", "new")]
    bring_in(studio, lines_of(late, early), course)
    assert [(row.baby.name, row.status) for row in booked(studio, course)] == [
        ("Leo Brown", "booked"),
        ("Mia Okafor", "waiting"),
    ]


def test_a_cancellation_gives_the_place_up_and_the_next_order_gets_it(studio: Store) -> None:
    course = the_course(studio, capacity=1)
    bring_in(studio, lines_of(MIA), course)
    leo = "2,10/03/26 09:00,Tom,Brown,t@example.org,,GBP,72.00,Attending,Leo,08/13/26,,"
    table = lines_of(MIA.replace("Attending", "Not Attending"), leo)
    seen = show(studio, table, course)
    assert [(line.kind, line.differs) for line in seen.lines] == [
        ("cancelled", ("place given up",)),
        ("new", ()),
    ]
    bring_in(studio, table, course)
    assert [(row.baby.name, row.status) for row in booked(studio, course)] == [
        ("Mia Okafor", "cancelled"),
        ("Leo Brown", "booked"),
    ]
    assert show(studio, table, course).lines[0].differs == ()


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
        bookings.cancel(
            session,
            booking_id=bookings_queries.bookings(session, course_id=course, today=TODAY)[0].id,
            now=NOW,
        )
    line = show(studio, lines_of(MIA), course).lines[0]
    assert (line.kind, line.differs) == ("duplicate", ("cancelled in the studio",))
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
    assert (line.kind, line.differs) == ("changed", (differs,))
    done = bring_in(studio, table, course)
    assert (done.updated, done.booked) == (1, 0)
    assert show(studio, table, course).lines[0].kind == "duplicate"
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
        assert show(studio, table, course).lines[0].kind == "duplicate", number


def test_an_empty_answer_erases_nothing(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA), course)
    bare = "1,10/02/26 21:14,Grace,Okafor,g@example.org,,GBP,72.00,Attending,Mia,,,"
    assert show(studio, lines_of(bare), course).lines[0].kind == "duplicate"


def test_another_adult_with_the_same_baby_joins_the_family(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA), course)
    ben = MIA.replace("1,10", "7,10", 1).replace("Grace", "Ben")
    line = show(studio, lines_of(ben), course).lines[0]
    assert (line.kind, line.differs) == ("changed", ("another adult",))
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
    assert show(studio, lines_of(MIA), course).lines[0].kind == "duplicate"
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
    assert show(studio, lines_of(MIA), course).lines[0].differs == ("payment",)
    for _ in range(2):
        bring_in(studio, lines_of(MIA), course)
    assert booked(studio, course)[0].due == 0


@pytest.mark.parametrize("name", ["Anna<Maria", "محمد", "Mia 🌻", "O'Neil-Fernández", "=1+1", "A; DROP"])
def test_names_arrive_as_they_were_written(studio: Store, name: str) -> None:
    course = the_course(studio)
    # A semicolon or a plus parts the names of twins, so these are tried on the adult only.
    baby = "Kit" if ";" in name or "+" in name else name
    bring_in(studio, lines_of(MIA.replace("Mia", baby).replace("Grace", name)), course)
    row = booked(studio, course)[0]
    assert (row.carer.given_name, row.baby.given_name) == (name, baby)


@pytest.mark.parametrize(
    "broken",
    [
        MIA.replace("09/17/26", "soon"),
        MIA.replace("72.00", "much"),
        MIA.replace("Mia", ""),
        MIA.replace("Grace,Okafor", ","),
        MIA.replace("GBP", "EUR"),
        MIA.replace("Attending", "Waiting list"),
        ",,Grace,Okafor,,,,,Attending,Mia,,,",
    ],
)
def test_one_bad_row_stops_the_whole_import_and_names_only_its_number(studio: Store, broken: str) -> None:
    course = the_course(studio)
    before = rows_in(studio)
    good = "2,10/03/26 09:00,Tom,Brown,t@example.org,,GBP,72.00,Attending,Leo,08/13/26,,"
    with pytest.raises(KnownError) as failure:
        bring_in(studio, lines_of(good, broken), course)
    told = str(failure.value)
    assert "ow 3" in told
    assert not any(word in told for word in ("Grace", "Okafor", "Mia", "example.org", "soon", "much"))
    assert failure.value.advice
    assert rows_in(studio) == before


def test_a_failure_half_way_leaves_nothing_behind(studio: Store) -> None:
    course = the_course(studio)
    before = rows_in(studio)
    with studio.write() as session:
        session.execute(
            text(
                "CREATE TRIGGER stop BEFORE INSERT ON payment BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
            )
        )
    with pytest.raises(KnownError):
        bring_in(studio, read_file(EVENTBRITE), course)
    assert rows_in(studio) == before


def test_a_table_from_a_semicolon_file_imports_the_same(studio: Store) -> None:
    course = the_course(studio)
    raw = "\n".join((HEADER, MIA)).replace(",", ";").encode("cp1252")
    table = read(raw)
    assert table.delimiter == ";"
    bring_in(studio, table, course)
    bring_in(studio, replace(table, delimiter=","), course)
    assert len(booked(studio, course)) == 1


def test_a_guest_of_one_class_gets_a_place_on_the_course(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, lines_of(MIA), the_course(studio, name="Earlier course"))
    family = known_families(studio)[0]
    with studio.write() as session:
        bookings.drop_in(
            session,
            booking_id=new_id(),
            session_id=classes_of(session, course)[0],
            baby_id=family.babies[0].id,
            carer_id=family.carers[0].id,
            now=NOW,
        )
    line = show(studio, lines_of(MIA), course).lines[0]
    assert (line.kind, line.family_known) == ("new", True)
    assert bring_in(studio, lines_of(MIA), course).booked == 1
    assert show(studio, lines_of(MIA), course).lines[0].kind == "duplicate"


def test_who_was_moved_to_another_course_is_not_booked_again(studio: Store) -> None:
    course, other = the_course(studio), the_course(studio, name="Spring course")
    bring_in(studio, lines_of(MIA), course)
    with studio.write() as session:
        bookings.move_booking(
            session,
            booking_id=bookings_queries.bookings(session, course_id=course, today=TODAY)[0].id,
            to_course_id=other,
            new_booking_id=new_id(),
            now=NOW,
        )
    line = show(studio, lines_of(MIA), course).lines[0]
    assert (line.kind, line.differs) == ("duplicate", ("moved in the studio",))
    assert bring_in(studio, lines_of(MIA), course).booked == 0
