"""Letters: what they say, whom they address, and drafts that nobody can smuggle anything into."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

import massage_studio.exchange.letters_service as service
import massage_studio.families.service as families
from massage_studio.bookings import dates_service, money_service
from massage_studio.bookings.mailing_queries import mailing
from massage_studio.bookings.models import Booking, ClassSession
from massage_studio.errors import KnownError
from massage_studio.exchange.calendar_files import calendar_file
from massage_studio.exchange.event_files import clean
from massage_studio.exchange.letter_files import draft, file_name
from massage_studio.exchange.letter_people import Recipient, is_address, recipients
from massage_studio.exchange.letter_texts import KINDS, LetterKind, Template, load
from massage_studio.exchange.letters import FIELDS, About, Letter, check_template, write
from massage_studio.exchange.letters_queries import LettersPageData, page_data
from massage_studio.exchange.saving import save_new
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.profile_view import Profile
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, a_sibling, classes_of

PROFILE = Profile(
    instructor="Ann Lee", business="Little Hands", email="ann@example.org", phone="01632 960001"
)


def with_mail(session: object, dyad: Dyad, address: str, *, restriction: str = "") -> None:
    families.change_carer(
        session,  # type: ignore[arg-type]
        carer_id=dyad.carer,
        given_name="Grace",
        family_name="Okafor",
        relationship="mother",
        email=address,
        phone="",
        contact_restriction=restriction,
    )


@pytest.fixture
def course(studio: Store) -> UUID:
    with studio.write() as session:
        return a_course(session)


def booked(studio: Store, course: UUID, baby: str = "Mia", address: str = "grace@example.org") -> Dyad:
    with studio.write() as session:
        dyad = a_family(session, baby, "Grace")
        with_mail(session, dyad, address)
        a_booking(session, course, dyad)
    return dyad


def asked(studio: Store, key: UUID | None = None) -> LettersPageData:
    with studio.read() as session:
        return page_data(session, key=key, today=NOW.date(), now=NOW)


def people(found: LettersPageData, kind: LetterKind, session_id: UUID | None = None) -> tuple[Recipient, ...]:
    return recipients(kind, found.places, found.babies, found.adults, found.refused, session_id)


def letter(studio: Store, kind: LetterKind, session_id: UUID | None = None, place: int = 0) -> Letter:
    found = asked(studio)
    assert found.course is not None
    about = About(found.classes, session_id, NOW, PROFILE)
    return write(kind, found.templates[kind], people(found, kind, session_id)[place], about)


def classes(studio: Store, course: UUID) -> list[UUID]:
    with studio.read() as session:
        return classes_of(session, course)


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_that_ships_keeps_to_its_fields(kind: LetterKind) -> None:
    check_template(kind, load().templates[kind])
    assert set(FIELDS[kind]) <= set(load().fields)
    shown = load().templates[kind].text.casefold()
    assert "!" not in shown and not any(word in shown for word in ("heal", "cure", "guarantee", "must"))


def test_a_confirmation_tells_when_where_and_what_is_still_to_pay(studio: Store, course: UUID) -> None:
    booked(studio, course)
    made = letter(studio, "confirmation")
    assert made.subject == "A place for Mia: Autumn course"
    assert (made.name, made.address) == ("Grace Okafor", "grace@example.org")
    for words in (
        "Dear Grace",
        "The next class is on Thursday 19 November 2026 at 10:00.",
        "Where: St Anne's Hall",
        "Price: £72.00",
        "Still to pay: £72.00",
        "- Thursday 26 November 2026 at 10:00\n- Thursday 3 December 2026 at 10:00",
        "Ann Lee\nLittle Hands\n01632 960001",
    ):
        assert words in made.text


def test_a_line_with_nothing_to_say_is_left_out(studio: Store, course: UUID) -> None:
    dyad = booked(studio, course)
    with studio.write() as session:
        key = session.query(Booking.id).filter(Booking.baby_id == dyad.baby).scalar()
        money_service.pay(
            session, payment_id=new_id(), booking_id=key, amount=Decimal(72), method="cash", now=NOW
        )
    made = letter(studio, "confirmation")
    assert "Still to pay" not in made.text and "{" not in made.text and "\n\n\n" not in made.text


def test_twins_are_written_to_once(studio: Store, course: UUID) -> None:
    dyad = booked(studio, course, "Finn")
    with studio.write() as session:
        a_booking(session, course, a_sibling(session, dyad, "Ivy"))
    assert len(people(asked(studio), "confirmation")) == 1
    made = letter(studio, "confirmation")
    assert "There is a place for Finn and Ivy on our course" in made.text
    assert "Still to pay: £144.00" in made.text


def test_a_cancelled_class_tells_why_and_what_comes_instead(studio: Store, course: UUID) -> None:
    booked(studio, course)
    first, second, *_ = classes(studio, course)
    with studio.write() as session:
        row = session.get_one(ClassSession, first)
        row.status, row.reason = "cancelled", "The hall is flooded"
        later = session.get_one(ClassSession, second)
        later.replaces_id = first
    made = letter(studio, "cancelled", first)
    assert made.subject == "No class on Thursday 19 November 2026 at 10:00"
    assert "Reason: The hall is flooded" in made.text
    assert "Instead we meet on Thursday 26 November 2026 at 10:00." in made.text
    assert "The next class after that is on Thursday 3 December 2026 at 10:00." in made.text


def test_an_offer_goes_to_who_was_offered_a_place_and_says_until_when(studio: Store, course: UUID) -> None:
    booked(studio, course)
    dyad = booked(studio, course, "Zoë", "zoe@example.org")
    with studio.write() as session:
        row = session.query(Booking).filter(Booking.baby_id == dyad.baby).one()
        row.status, row.offered_until = "offered", NOW + timedelta(hours=48)
    [one] = people(asked(studio), "offer")
    assert [baby.given_name for baby in one.babies] == ["Zoë"] and one.why == ""
    assert "held for Zoë until Saturday 21 November 2026 at 10:00" in letter(studio, "offer").text


def test_who_only_waits_is_listed_but_not_addressed(studio: Store, course: UUID) -> None:
    dyad = booked(studio, course)
    with studio.write() as session:
        session.query(Booking).filter(Booking.baby_id == dyad.baby).one().status = "waiting"
    [one] = people(asked(studio), "offer")
    assert one.why == "waiting" and one.reachable
    assert "held for" not in letter(studio, "offer").text


def test_why_somebody_is_not_addressed_is_told(studio: Store, course: UUID) -> None:
    restricted = booked(studio, course, "Ada")
    booked(studio, course, "Bo", "")
    booked(studio, course, "Cy", "zoë@exämple.org")
    refused = booked(studio, course, "Di")
    with studio.write() as session:
        with_mail(session, restricted, "ada@example.org", restriction="Write to the grandmother only")
        families.add_carer(
            session,
            family_id=restricted.family,
            carer_id=new_id(),
            given_name="Rose",
            email="rose@example.org",
        )
        families.answer_consent(session, family_id=refused.family, kind="contact", given=False, on=NOW.date())
    found = people(asked(studio), "reminder")
    assert [(one.babies[0].given_name, one.carer.given_name, one.why, one.reachable) for one in found] == [
        ("Ada", "Grace", "restricted", False),
        ("Ada", "Rose", "another", True),
        ("Bo", "Grace", "no_email", False),
        ("Cy", "Grace", "bad_email", False),
        ("Di", "Grace", "refused", True),
    ]
    assert found[0].barred and found[0].barred.contact_restriction == "Write to the grandmother only"


def test_a_visitor_is_reminded_of_their_own_class_only(studio: Store, course: UUID) -> None:
    booked(studio, course)
    guest = booked(studio, course, "Guest", "guest@example.org")
    first, second, *_ = classes(studio, course)
    with studio.write() as session:
        row = session.query(Booking).filter(Booking.baby_id == guest.baby).one()
        row.kind, row.session_id = "drop_in", second
    found = asked(studio)
    assert [one.babies[0].given_name for one in people(found, "reminder", first)] == ["Mia"]
    assert [one.babies[0].given_name for one in people(found, "reminder", second)] == ["Mia", "Guest"]
    made = letter(studio, "confirmation", place=1)
    assert made.text.count("2026 at 10:00") == 2 and "- Thursday 26 November 2026 at 10:00" in made.text


def test_a_course_is_found_by_its_booking_or_class(studio: Store, course: UUID) -> None:
    booked(studio, course)
    with studio.write() as session:
        other = a_course(session, "Later course", starts=(NOW + timedelta(days=90),))
        booking = session.query(Booking.id).scalar()
    assert asked(studio).course.id == other  # type: ignore[union-attr]
    for key in (booking, classes(studio, course)[0], course):
        assert asked(studio, key).course.id == course  # type: ignore[union-attr]
    assert asked(studio, UUID(int=7)).course.id == other  # type: ignore[union-attr]


def test_a_studio_without_a_course_has_no_letter(studio: Store) -> None:
    found = asked(studio)
    assert found.course is None and found.courses == () and people(found, "confirmation") == ()


def test_her_own_wording_is_kept_and_taken_back(studio: Store, course: UUID) -> None:
    booked(studio, course)
    with studio.write() as session:
        service.keep_wording(
            session,
            kind="reminder",
            subject="See you {when}",
            text="Hello {carer}\n\n\n\nLove {instructor}",
            now=NOW,
        )
    assert asked(studio).own == {"reminder"}
    made = letter(studio, "reminder", classes(studio, course)[0])
    assert made.subject == "See you Thursday 19 November 2026 at 10:00"
    assert made.text == "Hello Grace\n\nLove Ann Lee\nLittle Hands\n01632 960001"
    with studio.write() as session:
        service.back_to_original(session, kind="reminder")
        service.back_to_original(session, kind="reminder")
    assert asked(studio).templates["reminder"] == load().templates["reminder"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dear {carrer}", r"no field \{carrer\}.*\{carer\}"),
        ("Until {until}", r"no field \{until\}"),
        ("Dear {carer", "bracket stands alone"),
        ("Dear carer}", "bracket stands alone"),
        ("Dear {{carer}}", "bracket stands alone"),
        ("Dear {}", r"no field \{\}"),
        ("  \n ", "needs a subject and a text"),
    ],
)
def test_a_slip_in_a_wording_is_told(studio: Store, text: str, said: str) -> None:
    with pytest.raises(KnownError) as error, studio.write() as session:
        service.keep_wording(session, kind="reminder", subject="x", text=text, now=NOW)
    assert re.search(said, str(error.value))
    assert asked(studio).own == frozenset()


def test_a_name_that_looks_like_a_field_stays_as_it_is(studio: Store, course: UUID) -> None:
    booked(studio, course, "{due}")
    assert "There is a place for {due} on our course “Autumn course”" in letter(studio, "confirmation").text


def parsed(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)  # type: ignore[return-value]


def test_a_draft_is_read_back_with_the_dates_beside_it(studio: Store, course: UUID) -> None:
    booked(studio, course, "Zoë")
    found = asked(studio)
    calendar = calendar_file(found.classes, made=NOW, name="Autumn course", profile=PROFILE)
    made = letter(studio, "confirmation")
    read = parsed(draft(made, profile=PROFILE, calendar=calendar, calendar_name="Autumn course"))
    assert read["X-Unsent"] == "1"
    assert str(read["to"]) == "Grace Okafor <grace@example.org>"
    assert str(read["from"]) == "Little Hands <ann@example.org>"
    assert read["subject"] == "A place for Zoë: Autumn course"
    body = read.get_body()
    assert body is not None and body.get_content().replace("\r\n", "\n").strip() == made.text
    [beside] = read.iter_attachments()
    assert (beside.get_content_type(), beside.get_filename()) == ("text/calendar", "Autumn course.ics")
    assert beside.get_param("method") == "PUBLISH"
    assert len(icalendar.Calendar.from_ical(beside.get_content()).events) == 5


HOSTILE = st.text(st.characters(codec=None), max_size=80) | st.sampled_from(
    [
        "Grace\r\nBcc: all@example.org",
        "Grace\nX-Evil: 1",
        "\r\n\r\nbody",
        "a" * 500,
        "=?utf-8?q?x?=",
        '"',
        "\\",
        "<x@y.z>",
    ]
)


@given(name=HOSTILE, subject=HOSTILE, text=HOSTILE, calendar_name=HOSTILE)
def test_nothing_in_a_name_becomes_a_header(name: str, subject: str, text: str, calendar_name: str) -> None:
    made = Letter(name, "grace@example.org", subject, clean(text))
    content = draft(made, profile=PROFILE, calendar=b"BEGIN:VCALENDAR\r\n", calendar_name=calendar_name)
    read = parsed(content)
    assert sorted(key.casefold() for key in read) == [
        "content-type", "from", "mime-version", "subject", "to", "x-unsent",
    ]  # fmt: skip
    assert [one.addr_spec for one in read["to"].addresses] == ["grace@example.org"]
    assert len(list(read.iter_attachments())) == 1


@pytest.mark.parametrize(
    "address",
    [
        *(
            "zoë@example.org",
            "a@exämple.org",
            "a b@example.org",
            "a@b",
            "a",
            "@example.org",
            "a@@example.org",
        ),
        *(
            "a@example.org\nBcc: b@example.org",
            "a@example.org, b@example.org",
            "Ann <a@example.org>",
            "a@-x.org",
        ),
        *("a@example.org\x00", ".a@example.org", "a..b@example.org", "a" * 250 + "@example.org"),
    ],
)
def test_an_address_that_is_none_is_refused_clearly(address: str) -> None:
    assert not is_address(address)
    with pytest.raises(KnownError, match="not one that every mail program"):
        draft(Letter("Grace", address, "x", "y"), profile=PROFILE)


def test_without_an_address_there_is_no_draft() -> None:
    with pytest.raises(KnownError, match="no e-mail address"):
        draft(Letter("Grace", "", "x", "y"), profile=PROFILE)


def test_an_own_address_that_is_none_is_left_out() -> None:
    made = draft(Letter("Grace", "g@example.org", "x", "y"), profile=replace(PROFILE, email="ann at home"))
    assert parsed(made)["from"] is None


def test_drafts_of_one_name_do_not_replace_each_other(tmp_path: Path) -> None:
    made = Letter("../Grace", "g@example.org", "A place: CON", "y")
    name = file_name(made)
    assert name == "Grace - A place- CON.eml"
    first, second = save_new(tmp_path, name, b"1"), save_new(tmp_path, name, b"2")
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    assert second.name == name.replace(".eml", " (2).eml")


def test_a_wording_with_a_stray_field_of_another_kind_is_refused() -> None:
    with pytest.raises(KnownError):
        check_template("confirmation", Template("x", "{reason}"))


def test_money_is_named_only_where_nothing_was_had_for_it(studio: Store, course: UUID) -> None:
    booked(studio, course)
    with studio.write() as session:
        [place] = mailing(session, course_id=course, now=NOW)
        money_service.pay(
            session,
            payment_id=new_id(),
            booking_id=place.booking_id,
            amount=Decimal(50),
            method="cash",
            now=NOW,
        )
        first, *others = classes_of(session, course)
        dates_service.cancel_class(session, session_id=first, reason="Snow", now=NOW)
    assert "£50" not in letter(studio, "cancelled", first).text, "the course goes on"
    assert "£50" not in letter(studio, "called_off").text
    with studio.write() as session:
        dates_service.cancel_course(session, course_id=course, reason="Too few", now=NOW)
    told = letter(studio, "called_off")
    assert told.subject == "“Autumn course” will not go on"
    assert "You paid £50.00." in told.text and "Reason: Too few" in told.text
    assert told.text.count("\n- ") == 5 == 1 + len(others)
