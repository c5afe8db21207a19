"""A calendar file is read by two other programs' libraries with the same times, and updates replace."""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from dateutil.tz import tzical

import massage_studio.bookings.calendar_queries as queries
from massage_studio.bookings import courses_service, dates_service, venues_service
from massage_studio.bookings.calendar_views import CalendarEntry
from massage_studio.bookings.course_views import CourseFields, PlannedClass
from massage_studio.errors import KnownError
from massage_studio.exchange.calendar_files import PRODID, calendar_file, save_calendar
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.profile_view import Profile
from massage_studio.store.undo import redo_operation, undo_operation
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, classes_of

LONDON = ZoneInfo("Europe/London")
PROFILE = Profile(instructor="Ann Lee", business='Little, "Hands"; Bath', email="ann@example.org")


def entry(starts: datetime, **changes: object) -> CalendarEntry:
    """One class of a course of five in London."""
    made = CalendarEntry(
        session_id=new_id(),
        course_id=new_id(),
        course="Autumn course",
        kind="course",
        number=1,
        of=5,
        title="Legs and feet",
        starts=starts,
        minutes=60,
        zone="Europe/London",
        status="planned",
        reason="",
        revision=0,
        venue_id=new_id(),
        venue="St Anne's Hall",
        address="",
        instructor="",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def weekly(first: date, weeks: int, zone: str = "Europe/London", hour: int = 10) -> tuple[CalendarEntry, ...]:
    clock = ZoneInfo(zone)
    start = datetime(first.year, first.month, first.day, hour)
    return tuple(
        entry((start + timedelta(weeks=week)).replace(tzinfo=clock), zone=zone, number=week + 1, of=weeks)
        for week in range(weeks)
    )


def made(*entries: CalendarEntry, homes: bool = False) -> bytes:
    return calendar_file(entries, made=NOW, name="Autumn course", profile=PROFILE, homes=homes)


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).events)


@pytest.mark.parametrize(
    ("first", "zone"),
    [
        (date(2026, 10, 11), "Europe/London"),  # the clocks go back on Sunday 25 October
        (date(2027, 3, 14), "Europe/London"),  # and forward on Sunday 28 March
        (date(2026, 12, 20), "Europe/London"),  # from one year into the next
        (date(2026, 10, 11), "Australia/Sydney"),
        (date(2026, 10, 11), "Asia/Kolkata"),
        (date(2026, 10, 11), "UTC"),
    ],
)
def test_two_readers_find_the_same_times_across_a_change_of_clocks(first: date, zone: str) -> None:
    classes = weekly(first, 5, zone)
    content = made(*classes)
    wanted = [one.starts.astimezone(UTC) for one in classes]
    read = events(content)
    assert [one.decoded("dtstart").astimezone(UTC) for one in read] == wanted
    assert {one.decoded("dtstart").hour for one in read} == {10}
    other = vobject.readOne(content.decode("utf-8"))
    assert [one.dtstart.value.astimezone(UTC) for one in other.vevent_list] == wanted
    ends = [(one + timedelta(hours=1)) for one in wanted]
    assert [one.decoded("dtend").astimezone(UTC) for one in read] == ends
    assert [one.dtend.value.astimezone(UTC) for one in other.vevent_list] == ends


def test_the_rules_of_the_zone_are_in_the_file() -> None:
    content = made(*weekly(date(2026, 10, 11), 5)).decode()
    assert "DTSTART;TZID=Europe/London:20261025T100000" in content
    [zone] = icalendar.Calendar.from_ical(content).timezones
    assert zone.tz_name == "Europe/London"
    assert content.index("BEGIN:VTIMEZONE") < content.index("BEGIN:VEVENT")


@pytest.mark.parametrize(
    ("zone", "changes"),
    [
        # RFC 5545, 3.6.5: by the clock before the change.
        ("Europe/London", ["20260329T010000+0000+0100", "20261025T020000+0100+0000"]),
        ("Europe/Dublin", ["20260329T010000+0000+0100", "20261025T020000+0100+0000"]),
        ("Europe/Berlin", ["20260329T020000+0100+0200", "20261025T030000+0200+0100"]),
        ("America/New_York", ["20260308T020000-0500-0400", "20261101T020000-0400-0500"]),
        ("Pacific/Auckland", ["20260405T030000+1300+1200", "20260927T020000+1200+1300"]),
        ("Australia/Lord_Howe", ["20260405T020000+1100+1030", "20261004T020000+1030+1100"]),
        ("Asia/Kolkata", []),
    ],
)
def test_clocks_change_by_the_clock_that_is_left(zone: str, changes: list[str]) -> None:
    content = made(*weekly(date(2026, 10, 11), 2, zone)).decode()
    rules = content[content.index("BEGIN:VTIMEZONE") : content.index("BEGIN:VEVENT")]
    found = re.findall(
        r"DTSTART:(\w+)\r\nTZNAME:[^\r]*\r\nTZOFFSETFROM:([+-]\d+)\r\nTZOFFSETTO:([+-]\d+)", rules
    )
    assert ["".join(one) for one in found[1:]] == changes
    assert found[0][0] <= "20260101T140000" and found[0][1] == found[0][2]
    # A third reader, which goes by the rules in the file alone.
    read, known = tzical(io.StringIO(rules)).get(zone), ZoneInfo(zone)
    assert read is not None
    for hours in range(48, 365 * 24, 7):
        moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
        assert moment.astimezone(read).utcoffset() == moment.astimezone(known).utcoffset()


def test_courses_in_two_zones_bring_both_rules() -> None:
    content = made(*weekly(date(2026, 10, 11), 2), *weekly(date(2026, 10, 11), 2, "Europe/Berlin"))
    zones = {zone.tz_name for zone in icalendar.Calendar.from_ical(content).timezones}
    assert zones == {"Europe/London", "Europe/Berlin"}


def test_a_class_keeps_its_uid_and_counts_its_changes() -> None:
    before = entry(datetime(2026, 11, 19, 10, tzinfo=LONDON))
    after = replace(before, starts=before.starts + timedelta(days=1), revision=3)
    [first], [second] = events(made(before)), events(made(after))
    assert first["uid"] == second["uid"] == f"{before.session_id}@massage-studio"
    assert (first["sequence"], second["sequence"]) == (0, 3)


def test_a_cancelled_class_says_so_and_why_and_blocks_no_time() -> None:
    one = entry(datetime(2026, 11, 19, 10, tzinfo=LONDON), status="cancelled", reason="The hall is flooded")
    [read] = events(made(one))
    assert read["status"] == "CANCELLED"
    assert read["transp"] == "TRANSPARENT"
    assert read["summary"] == "Cancelled: Autumn course: Legs and feet"
    assert "The hall is flooded" in read["description"]


def test_the_file_says_who_wrote_it_and_that_it_is_published() -> None:
    calendar = icalendar.Calendar.from_ical(made(entry(NOW)))
    assert (calendar["prodid"], calendar["method"], calendar["version"]) == (PRODID, "PUBLISH", "2.0")
    [read] = calendar.events
    assert read["organizer"] == "mailto:ann@example.org"
    assert read["organizer"].params["cn"] == "Little, 'Hands'; Bath"


def test_an_address_that_is_none_is_left_out() -> None:
    profile = replace(PROFILE, email="ann@example.org\r\nATTACH:x")
    content = calendar_file((entry(NOW),), made=NOW, name="x", profile=profile)
    assert b"ORGANIZER" not in content and b"ATTACH" not in content


@pytest.mark.parametrize(
    "name",
    [
        "Baby massage, 5 weeks; Tuesdays",
        "Bébés & co \\ back\\nslash",
        "赤ちゃんのマッサージ",
        "Little hands 👶🏽🤲",
        "{course} {0} %s",
        "BEGIN:VEVENT",
        "x" * 300 + "é" * 100,
    ],
)
def test_any_name_comes_back_as_it_was(name: str) -> None:
    one = entry(NOW, course=name, venue=name, address=f"12, High Street; {name}")
    content = made(one)
    [read] = events(content)
    assert read["summary"] == f"{name}, class 1 of 5: Legs and feet"
    assert read["location"] == f"{name}, 12, High Street; {name}"
    other = vobject.readOne(content.decode("utf-8"))
    assert other.vevent.summary.value == f"{name}, class 1 of 5: Legs and feet"
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\x00\ud800\n"])
def test_a_line_break_in_a_name_makes_no_line_of_its_own(breaks: str) -> None:
    content = made(entry(NOW, course=f"Autumn{breaks}ATTACH:http://x.example", reason=breaks))
    assert not re.search(rb"(?m)^ATTACH", content)
    assert len(events(content)) == len(vobject.readOne(content.decode()).vevent_list) == 1


def test_a_private_visit_tells_neither_who_nor_where() -> None:
    visit = entry(NOW, course="Visits to the Okafors", kind="private", venue="14 Mill Lane", of=2)
    content = made(visit)
    assert b"Okafor" not in content and b"Mill Lane" not in content
    assert events(content)[0]["summary"] == "Private visit 1 of 2"
    assert b"Mill Lane" in made(visit, homes=True)


def test_a_single_class_is_not_counted() -> None:
    assert events(made(entry(NOW, of=1)))[0]["summary"] == "Autumn course: Legs and feet"


def test_nothing_planned_is_told() -> None:
    with pytest.raises(KnownError, match="no date"):
        made()


def test_a_course_comes_from_the_studio_without_a_familys_name(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session, "Autumn course")
        a_course(session, "Evening course", starts=(NOW + timedelta(hours=8),))
        dyad = a_family(session, "Macsen", "Olwen")
        a_booking(session, course, dyad)
    with studio.read() as session:
        one = queries.timetable(session, course_id=course)
        everything = queries.timetable(session)
        nothing = queries.timetable(session, course_id=UUID(int=0))
    assert (len(one), len(everything), len(nothing)) == (5, 6, 0)
    content = made(*everything)
    assert b"Macsen" not in content and b"Olwen" not in content
    assert len(events(content)) == 6


def test_what_happens_to_a_course_raises_the_revision_in_its_calendar(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        first, second, *_ = classes_of(session, course)
    operations = new_id(), new_id()
    with studio.write() as session:
        dates_service.move_class(
            session, session_id=first, starts=NOW + timedelta(days=1), now=NOW, operation_id=operations[0]
        )
        dates_service.cancel_class(
            session,
            session_id=second,
            reason="The hall is flooded",
            now=NOW,
            replacement=PlannedClass(new_id(), NOW + timedelta(days=60)),
            operation_id=operations[1],
        )
    with studio.read() as session:
        entries = queries.timetable(session, course_id=course)
    read = {event["uid"]: event for event in events(made(*entries))}
    moved, cancelled = read[f"{first}@massage-studio"], read[f"{second}@massage-studio"]
    assert moved["sequence"] > 0 and moved.decoded("dtstart").date() == (NOW + timedelta(days=1)).date()
    assert cancelled["sequence"] > 0 and cancelled["status"] == "CANCELLED"
    assert len(read) == 6
    assert entries[-1].replaces_id == second


def test_what_is_taken_back_and_done_again_is_news_to_a_calendar_each_time(studio: Store) -> None:
    with studio.write() as session:
        first = classes_of(session, a_course(session))[0]
    done = new_id()
    told = []

    def export() -> None:
        with studio.read() as session:
            [event] = [one for one in events(made(*queries.timetable(session))) if str(first) in one["uid"]]
        told.append((event["sequence"], str(event["status"])))

    export()
    with studio.write() as session:
        dates_service.cancel_class(session, session_id=first, reason="Snow", now=NOW, operation_id=done)
    export()
    for turn in (undo_operation, redo_operation, undo_operation):
        with studio.write() as session:
            turn(session, **({"now": NOW} if turn is undo_operation else {}), operation_id=done)
        export()
    assert [number for number, _ in told] == [0, 1, 2, 3, 4]
    assert [status for _, status in told] == [
        "CONFIRMED", "CANCELLED", "CONFIRMED", "CANCELLED", "CONFIRMED",
    ]  # fmt: skip


def readings(content: bytes) -> list[tuple[str, int, str, datetime, datetime]]:
    """What each event says to both readers: its key, count, status, beginning and end."""
    said = [
        sorted(
            (
                str(one["uid"]),
                int(one["sequence"]),
                str(one["status"]),
                one.decoded("dtstart").astimezone(UTC),
                one.decoded("dtend").astimezone(UTC),
            )
            for one in events(content)
        ),
        sorted(
            (
                one.uid.value,
                int(one.sequence.value),
                one.status.value,
                one.dtstart.value.astimezone(UTC),
                one.dtend.value.astimezone(UTC),
            )
            for one in vobject.readOne(content.decode()).vevent_list
        ),
    ]
    assert said[0] == said[1]
    return said[0]


def test_a_class_whose_planning_is_taken_back_is_cancelled_in_the_next_file(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        first = classes_of(session, course)[0]
        added, done = new_id(), new_id()
        dates_service.cancel_class(
            session,
            session_id=first,
            reason="Snow",
            now=NOW,
            replacement=PlannedClass(added, NOW + timedelta(days=60)),
            operation_id=done,
        )

    def told() -> tuple[int, str]:
        with studio.read() as session:
            content = made(*queries.for_calendars(session, course_id=course))
            assert queries.timetable(session, course_id=course)
        [one] = [one for one in readings(content) if one[0].startswith(str(added))]
        assert one[3] == NOW + timedelta(days=60)
        return one[1], one[2]

    said = [told()]
    for turn in (undo_operation, redo_operation, undo_operation):
        with studio.write() as session:
            turn(session, **({"now": NOW} if turn is undo_operation else {}), operation_id=done)
        said.append(told())
    assert said == [(0, "CONFIRMED"), (1, "CANCELLED"), (2, "CONFIRMED"), (3, "CANCELLED")]


def test_a_course_whose_planning_is_taken_back_is_cancelled_in_the_file_of_all(studio: Store) -> None:
    with studio.write() as session:
        venue, course, done = new_id(), new_id(), new_id()
        venues_service.add_venue(session, venue_id=venue, name="Hall", address="", capacity=9)
        courses_service.plan_course(
            session,
            course_id=course,
            fields=CourseFields(
                "Spring course", "five_60", venue, 60, 8, Decimal(72), "GBP", "Europe/London"
            ),
            classes=(PlannedClass(new_id(), NOW), PlannedClass(new_id(), NOW + timedelta(days=7))),
            now=NOW,
            operation_id=done,
        )
    with studio.write() as session:
        undo_operation(session, now=NOW, operation_id=done)
    with studio.read() as session:
        read = readings(made(*queries.for_calendars(session)))
        assert queries.timetable(session) == ()
    assert [(count, status) for _, count, status, *_ in read] == [(1, "CANCELLED")] * 2


def test_the_week_tells_what_clashes(studio: Store) -> None:
    with studio.write() as session:
        a_course(session, "One", starts=(NOW,))
        a_course(session, "Two", starts=(NOW + timedelta(minutes=30),))
        a_course(session, "Three", starts=(NOW + timedelta(hours=2),))
    with studio.read() as session:
        found = queries.entries(session, first=NOW.date(), last=NOW.date(), zone="Europe/London")
        before = queries.entries(
            session, first=NOW.date() - timedelta(days=7), last=NOW.date() - timedelta(days=1), zone="UTC"
        )
    # Each course of the builder has a hall of its own, but there is one instructor.
    assert [one.clashes for one in found] == [("instructor",), ("instructor",), ()]
    assert before == ()


def test_a_newer_calendar_replaces_ours_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "course.ics"
    save_calendar(target, made(entry(NOW)))
    newer = made(entry(NOW), entry(NOW + timedelta(days=7)))
    save_calendar(target, newer)
    assert target.read_bytes() == newer
    if os.name == "posix":
        assert target.stat().st_mode & 0o077 == 0
    other = tmp_path / "other.ics"
    other.write_text("BEGIN:VCALENDAR\nPRODID:-//Somebody//EN\nEND:VCALENDAR\n")
    with pytest.raises(KnownError, match="already a file"):
        save_calendar(other, newer)
    with pytest.raises(KnownError, match=r"\.ics"):
        save_calendar(tmp_path / "course.txt", newer)
