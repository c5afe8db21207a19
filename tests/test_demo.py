"""The demo studio is one that an instructor could have kept, and every morning the same."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from massage_studio.bookings.booking_queries import bookings, bookings_of
from massage_studio.bookings.course_list_queries import courses
from massage_studio.bookings.money_queries import income, receipts
from massage_studio.bookings.places_queries import free_places, waiting_list
from massage_studio.bookings.register_queries import register
from massage_studio.bookings.today_queries import today
from massage_studio.bookings.venues_service import add_venue
from massage_studio.bookings.views import CourseRow, RegisterRow
from massage_studio.cues.delivered_queries import delivered
from massage_studio.cues.pairs import is_pause, responses
from massage_studio.cues.permission import permission_timeline
from massage_studio.cues.queries import notes_of
from massage_studio.cues.timeline import observed_minutes, of_baby, spans
from massage_studio.cues.views import CueView
from massage_studio.demo import career_service, make_demo
from massage_studio.demo.people import (
    AFTERNOON,
    ASKED,
    GAVE_UP,
    MORNING,
    MOVED,
    OFFERED,
    QUEUE,
    SUMMER,
    TWINS,
    WAITING,
)
from massage_studio.errors import KnownError
from massage_studio.families.queries import families, family
from massage_studio.progress.own_words_queries import family_own_words
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from massage_studio.store.profile import profile
from tests.demo_studio import TODAY, demo_once

EARLY = datetime(TODAY.year, TODAY.month, TODAY.day, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("demo") / "studio"
    shutil.copytree(demo_once(tmp_path_factory), folder)
    store = open_studio(folder)
    yield store
    store.close()


def course_named(store: Store, name: str) -> CourseRow:
    with store.read() as session:
        return next(row for row in courses(session, now=EARLY) if row.name == name)


def held(store: Store) -> list[tuple[RegisterRow, tuple[CueView, ...], int, str]]:
    """Every baby's place in every class that was held, with its notes, the week, and the course."""
    found = []
    with store.read() as session:
        for course in courses(session, now=EARLY):
            for part in course.sessions:
                if part.status == "finished":
                    notes = notes_of(session, session_ids=[part.id])[part.id]
                    rows = register(session, session_id=part.id).rows
                    found += [(row, of_baby(notes, row.baby.id), part.number, course.name) for row in rows]
    return found


def test_today_has_the_class_of_the_pictures_and_one_in_the_afternoon(demo: Store) -> None:
    with demo.read() as session:
        view = today(session, now=EARLY, zone="Europe/London")
        assert profile(session).business == "Sunflower Baby Massage"
    morning, afternoon = view.today
    assert (morning.session.course, morning.session.number, morning.session.of) == ("Autumn course", 3, 5)
    assert f"{morning.session.starts:%H:%M} {afternoon.session.starts:%H:%M}" == "10:00 14:00"
    assert [(row.baby.name, row.adult.given_name if row.adult else "") for row in morning.rows] == [
        ("Mia Okafor", "Grace"),
        ("Leo Brown", "Tom"),
        ("Zoë Nowak", "Ania"),
        ("Arlo Singh", "Priya"),
        ("Noor Rahman", "Samira"),
        ("Finn Hughes", "Beth"),
        ("Ivy Hughes", "Beth"),
    ]
    assert (morning.taken, morning.session.capacity, morning.waiting) == (7, 8, 2)
    assert (afternoon.taken, afternoon.session.capacity) == (6, 8)
    assert [offer.course.name for offer in view.offers] == ["Autumn course"]


def test_the_flags_of_the_morning_are_there_to_be_seen(demo: Store) -> None:
    with demo.read() as session:
        morning, afternoon = today(session, now=EARLY, zone="Europe/London").today
    rows = {row.baby.given_name: row for row in morning.rows}
    assert [flag.what for flag in rows["Leo"].baby.flags] == ["Nut allergy"]
    age = rows["Zoë"].baby.age
    assert age is not None and (age.weeks, age.corrected_weeks) == (11, 7)
    assert [name for name, row in rows.items() if row.consent_missing] == ["Noor"]
    assert [name for name, row in rows.items() if row.twins] == ["Finn", "Ivy"]
    assert [name for name, row in rows.items() if row.first_class] == ["Zoë"]
    assert rows["Arlo"].due == 12
    jabs = [flag for row in afternoon.rows for flag in row.baby.flags if flag.kind == "immunised"]
    assert [flag.expires for flag in jabs] == [TODAY + timedelta(days=1)]


def test_money_came_in_several_ways_and_three_families_owe_36_pounds(demo: Store) -> None:
    owed = []
    with demo.read() as session:
        for course in courses(session, now=EARLY):
            rows = bookings(session, course_id=course.id, today=TODAY)
            owed += [row.due for row in rows if row.status == "booked" and row.due]
    assert len(owed) == 3 and sum(owed) == 36
    households = (*MORNING, GAVE_UP, *AFTERNOON, *SUMMER)
    assert {method for house in households for method, _ in house.paid} == {"cash", "card", "transfer"}


def test_every_class_that_was_held_has_a_full_record(demo: Store) -> None:
    assert sum(part.status == "finished" for part in course_named(demo, "Summer course").sessions) == 5
    assert sum(part.status == "finished" for part in course_named(demo, "Autumn course").sessions) == 2
    for row, notes, _, _ in held(demo):
        if row.status in ("here", "late"):
            assert observed_minutes(spans(notes, EARLY)) > 30
            assert permission_timeline(notes).stands != "unasked"
            assert all(note.delivered_id for note in notes)
        else:
            assert row.status == "absent" and not notes
    assert {row.status for row, *_ in held(demo)} == {"here", "late", "absent"}


def test_no_two_babies_have_the_same_story(demo: Store) -> None:
    stories = [
        tuple((note.kind, note.code) for note in notes)
        for row, notes, *_ in held(demo)
        if row.status == "here"
    ]
    assert len(set(stories)) == len(stories)


def test_one_baby_slept_through_and_one_was_unsettled_in_week_2(demo: Store) -> None:
    week_2 = {
        row.baby.given_name: notes
        for row, notes, week, course in held(demo)
        if week == 2 and course == "Autumn course"
    }
    ivy = permission_timeline(week_2["Ivy"]).not_massaged
    assert ivy is not None and (ivy.code, ivy.text) == ("not_now", "asleep")
    assert {note.code for note in week_2["Ivy"] if note.kind == "state"} <= {
        "drowsy",
        "light_sleep",
        "deep_sleep",
    }
    assert "crying" in {note.code for note in week_2["Leo"] if note.kind == "state"}


def test_cues_are_answered_often_and_not_always(demo: Store) -> None:
    met = seen = 0
    for _, notes, *_ in held(demo):
        answered = responses(notes)
        for pause in filter(is_pause, notes):
            seen += 1
            met += pause.id in answered
    assert 0.4 * seen < met < seen


def test_most_babies_grow_calmer_over_the_weeks_and_not_all_of_them(demo: Store) -> None:
    loud: dict[str, list[float]] = {}
    for row, notes, _, course in held(demo):
        if course == "Summer course" and notes:
            whole = spans(notes, EARLY)
            upset = [span for span in whole if span.code in ("active_alert", "crying")]
            share = observed_minutes(upset) / observed_minutes(whole)
            loud.setdefault(row.baby.given_name, []).append(share)
    calmer = [name for name, weeks in loud.items() if sum(weeks[-2:]) < sum(weeks[:2])]
    assert len(loud) / 2 < len(calmer) < len(loud)


def test_activities_ran_in_order_and_near_their_planned_minutes(demo: Store) -> None:
    with demo.read() as session:
        for part in course_named(demo, "Summer course").sessions:
            activities = delivered(session, session_id=part.id)
            for activity in activities:
                assert activity.started is not None and activity.ended is not None
                took = (activity.ended - activity.started).total_seconds() / 60
                assert abs(took - activity.minutes) < 6
            assert [one.started for one in activities[1:]] == [one.ended for one in activities[:-1]]


def test_carers_rated_themselves_before_and_only_after_a_finished_course(demo: Store) -> None:
    with demo.read() as session:
        rows = {row.babies[0].given_name: row.id for row in families(session, today=TODAY)}
        [finished] = family_own_words(session, family_id=rows["Cillian"], now=EARLY).answers
        [running] = family_own_words(session, family_id=rows["Mia"], now=EARLY).answers
    assert finished.before and finished.after and finished.course_id is not None
    assert None not in (*finished.before.scores, *finished.after.scores)
    assert running.before is not None and running.after is None


def test_nobody_in_it_can_be_rung_or_written_to(demo: Store) -> None:
    with demo.read() as session:
        for row in families(session, today=TODAY):
            for carer in family(session, family_id=row.id, today=TODAY).carers:
                assert carer.email.endswith("@example.org")
                assert carer.phone.startswith("07700 900") and len(carer.phone) == len("07700 900000")


def test_it_is_the_same_every_time_but_for_its_keys(demo: Store, tmp_path: Path) -> None:
    make_demo(tmp_path / "again", today=TODAY)
    again = open_studio(tmp_path / "again")

    def told(store: Store) -> list[tuple[str, int, str, str, str, datetime]]:
        return [
            (row.baby.name, week, note.kind, note.code, note.text, note.at)
            for row, notes, week, _ in held(store)
            for note in notes
        ]

    assert told(again) == told(demo)
    again.close()


def test_a_folder_with_a_studio_is_refused_and_stays_as_it_is(studio_folder: Path) -> None:
    before = (studio_folder / "studio.db").read_bytes()
    with pytest.raises(KnownError, match="already a studio"):
        make_demo(studio_folder, today=TODAY)
    assert (studio_folder / "studio.db").read_bytes() == before


def test_the_cast_is_of_about_30_families(demo: Store) -> None:
    with demo.read() as session:
        written = len(families(session, today=TODAY))
    teaching = (*MORNING, GAVE_UP, *WAITING, *AFTERNOON, *SUMMER, *ASKED)
    assert written == len((*teaching, TWINS, MOVED, OFFERED, *QUEUE)) == 31


def test_the_winter_course_is_full_with_an_offer_and_three_in_the_queue(demo: Store) -> None:
    winter = course_named(demo, "Winter course")
    with demo.read() as session:
        rows = bookings(session, course_id=winter.id, today=TODAY)
        queue = waiting_list(session, course_id=winter.id)
        assert free_places(session, course_id=winter.id) == 0
    assert [row.baby for row in queue] == ["Inti Quispe", "Софія Шевченко", "Baraka Kamau"]
    assert sorted(row.status for row in rows) == [
        *("booked", "booked", "booked"),
        *("enquiry", "enquiry", "offered", "waiting", "waiting", "waiting"),
    ]
    prices = {row.baby.given_name: (row.price_kind, row.price) for row in rows if row.status == "booked"}
    assert prices == {
        "Wiremu": ("full", Decimal(60)),
        "Hana": ("sibling", Decimal(30)),
        "Jökull": ("full", Decimal(60)),
    }


def test_the_money_of_the_office_adds_up_with_a_move_a_refund_and_receipts(demo: Store) -> None:
    with demo.read() as session:
        lines = {row.label: row for row in income(session, by="course")}
        numbers = [row.number for row in receipts(session)]
        moved = bookings_of(session, baby_ids=babies_named(session, "Jökull"), today=TODAY)
    assert sorted(row.status for row in moved) == ["booked", "moved"]
    assert (lines["Winter course"].received, lines["Winter course"].moved) == (90, 60)
    assert (lines["Afternoon course"].moved, lines["Autumn course"].refunded) == (-60, 60)
    assert lines["Open class"].received == 14
    assert numbers == [1, 2]


def test_the_open_class_has_a_guest_and_leo_who_misses_week_4_for_it(demo: Store) -> None:
    open_class, autumn = course_named(demo, "Open class"), course_named(demo, "Autumn course")
    with demo.read() as session:
        guests = register(session, session_id=open_class.sessions[0].id).rows
        week_4 = register(session, session_id=autumn.sessions[3].id).rows
    assert {row.baby.given_name: row.visit for row in guests} == {"Tèmítọ́pẹ́": "drop_in", "Leo": "make_up"}
    assert [row.baby.given_name for row in week_4 if row.status == "elsewhere"] == ["Leo"]


def babies_named(session: Session, name: str) -> list[UUID]:
    rows = families(session, today=TODAY)
    return [baby.id for row in rows for baby in row.babies if baby.given_name == name]


def test_a_career_is_years_of_full_courses_before_today(
    studio: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(career_service, "YEARS", 1)
    monkeypatch.setattr(career_service, "COURSES_A_YEAR", 3)
    with studio.write() as session:
        venues = (new_id(), new_id())
        for venue in venues:
            add_venue(session, venue_id=venue, name="Village Hall", address="", capacity=12)
    career_service.make_career(studio, venues=venues, until=TODAY)
    with studio.read() as session:
        rows = courses(session, now=EARLY)
        assert [(row.taken, row.next) for row in rows] == [(10, None)] * 3
        assert len(families(session, today=TODAY)) == 30
    assert all(part.ends < EARLY for row in rows for part in row.sessions)
    present = [notes for row, notes, *_ in held(studio) if row.status == "here"]
    assert len(present) > 90 and all(len(notes) > 2 for notes in present)
