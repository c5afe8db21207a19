"""Every place where an adult is named or addressed, walked with a family of which one adult is barred."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook

import massage_studio
import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings import attendance_service, money_service, register_queries
from massage_studio.bookings.ledger_queries import books
from massage_studio.bookings.money_queries import latest_receipts, unsettled
from massage_studio.bookings.money_service import give_receipt
from massage_studio.cues import opening_service, register_service
from massage_studio.exchange import event_files, letters_queries, money_files
from massage_studio.exchange.calendar_files import calendar_file
from massage_studio.exchange.events import event_table
from massage_studio.exchange.letter_files import draft
from massage_studio.exchange.letter_people import Recipient, recipients
from massage_studio.exchange.letter_texts import KINDS, load
from massage_studio.exchange.letters import About, write
from massage_studio.exchange.queries import record_of
from massage_studio.families.list_queries import filtered_keys
from massage_studio.families.queries import families as family_list
from massage_studio.families.queries import family
from massage_studio.families.restrictions import Purpose, RestrictedError, Rule, restricted
from massage_studio.handouts import cue_sheet, receipt, register, take_home
from massage_studio.handouts import queries as papers
from massage_studio.handouts.receipt_queries import receipt_draft
from massage_studio.progress.queries import overview
from massage_studio.search.queries import find
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.profile_view import Profile
from tests.paper.reading import text_of
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, classes_of

COURT = "Court order: must not be told where or when"
NAME = "Zebedee"
ADDRESS = "zebedee@example.org"


@dataclass(frozen=True)
class Barred:
    """A class with Mia: Zebedee booked, paid and came for a reason, and is barred; Mona is her mother."""

    store: Store
    course: UUID
    session: UUID
    mia: Dyad
    booking: UUID
    receipt: UUID


@pytest.fixture
def barred(studio: Store) -> Barred:
    with studio.write() as session:
        course, mia = a_course(session), a_family(session, "Mia", NAME)
        booking = a_booking(session, course, mia)
        families.add_carer(
            session,
            family_id=mia.family,
            carer_id=new_id(),
            given_name="Mona",
            email="mona@example.org",
        )
        payment = new_id()
        money_service.pay(
            session, payment_id=payment, booking_id=booking, amount=Decimal(72), method="cash", now=NOW
        )
        given = new_id()
        give_receipt(session, receipt_id=given, payment_id=payment, now=NOW)
        first = classes_of(session, course)[0]
        opening_service.open_class(session, session_id=first, now=NOW)
        families.change_carer(
            session,
            carer_id=mia.carer,
            given_name=NAME,
            family_name="",
            relationship="",
            email=ADDRESS,
            phone="07700 900666",
            contact_restriction=COURT,
        )
        register_service.brought_by(
            session,
            action_id=new_id(),
            session_id=first,
            baby_id=mia.baby,
            carer_id=mia.carer,
            now=NOW,
            reason="With the social worker",
        )
        register_service.mark(
            session, action_id=new_id(), session_id=first, baby_ids=(mia.baby,), status="here", now=NOW
        )
        cues.record(
            session,
            action_id=new_id(),
            session_id=first,
            dyads=((mia.baby, mia.carer),),
            kind="state",
            code="drowsy",
            now=NOW,
        )
    return Barred(studio, course, first, mia, booking, given)


def told(barred: Barred, kind: str) -> tuple[letters_queries.LettersPageData, tuple[Recipient, ...], About]:
    with barred.store.read() as session:
        data = letters_queries.page_data(session, key=barred.session, today=NOW.date(), now=NOW)
    found = recipients(kind, data.places, data.babies, data.adults, data.refused, barred.session)
    return data, found, About(data.classes, barred.session, NOW, Profile())


def nowhere(words: Iterable[str]) -> None:
    for text in words:
        for secret in (NAME, ADDRESS, "900666", "Court order", "must not be told", "restriction"):
            assert secret.casefold() not in text.casefold()


def test_no_paper_names_the_barred_adult_or_says_why(barred: Barred) -> None:
    with barred.store.read() as session:
        whole = papers.class_papers(session, session_id=barred.session)
        bill = receipt_draft(session, receipt_id=barred.receipt, today=NOW.date())
    sheets = [text_of(take_home.build(sheet.draft.view)) for sheet in whole.sheets]
    register_text = text_of(register.build(whole.register.view))
    cue_text = text_of(cue_sheet.build(whole.cue_sheet.view))
    receipt_text = text_of(receipt.build(bill.view))
    nowhere((*sheets, register_text, cue_text, receipt_text, bill.file_name, bill.title))
    assert all("Mona" in sheet for sheet in sheets)
    assert "For Mia" in receipt_text and "72.00" in receipt_text
    for paper in (register_text, cue_text):
        assert "1†" in paper and "See the office" in " ".join(paper.split())


def test_the_sign_is_on_no_paper_of_a_family_without_a_restriction(studio: Store) -> None:
    with studio.write() as session:
        course = a_course(session)
        a_booking(session, course, a_family(session))
        first = classes_of(session, course)[0]
        whole = papers.class_papers(session, session_id=first)
    assert "†" not in text_of(register.build(whole.register.view))
    assert "office" not in text_of(cue_sheet.build(whole.cue_sheet.view))


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_is_written_to_the_barred_adult(barred: Barred, kind: str) -> None:
    data, found, about = told(barred, kind)
    for one in found:
        if one.carer.given_name == "Mona":
            assert one.why == "another"
            continue
        assert (one.why, one.reachable, one.barred and one.barred.contact_restriction) == (
            "restricted",
            False,
            COURT,
        )
        with pytest.raises(RestrictedError):
            write(kind, data.templates[kind], one, about)


def test_the_other_adult_is_written_to_without_a_word_of_the_barred_one(barred: Barred) -> None:
    data, found, about = told(barred, "reminder")
    [mona] = [one for one in found if one.carer.given_name == "Mona"]
    letter = write("reminder", load().templates["reminder"], mona, about)
    calendar = calendar_file(data.classes, made=NOW, name="Autumn course", profile=about.profile, homes=True)
    mail = draft(letter, profile=about.profile, calendar=calendar, calendar_name="Autumn course").decode()
    nowhere((letter.text, letter.subject, letter.name, letter.address, mail, calendar.decode()))
    assert b"ATTENDEE" not in calendar


def test_who_reads_the_barred_adults_address_is_not_written_to_either(barred: Barred) -> None:
    with barred.store.write() as session:
        families.add_carer(
            session,
            family_id=barred.mia.family,
            carer_id=new_id(),
            given_name="Ama",
            email=ADDRESS.upper(),
        )
    _, found, _ = told(barred, "reminder")
    [ama] = [one for one in found if one.carer.given_name == "Ama"]
    assert (ama.why, ama.reachable, ama.barred and ama.barred.contact_restriction) == (
        "restricted",
        False,
        COURT,
    )


@pytest.mark.parametrize("pseudonyms", [True, False])
def test_no_table_of_events_names_the_barred_adult(barred: Barred, pseudonyms: bool) -> None:
    with barred.store.read() as session:
        whole = record_of(session, session_id=barred.session)
    table = event_table(whole, now=NOW, pseudonyms=pseudonyms)
    nowhere((event_files.csv_file(table).decode("utf-8-sig"),))
    # That a baby was there tells of no adult.
    assert [row.adult for row in table.rows if row.code != "in_class"] == ["Adult 1"]


def test_no_file_of_the_books_names_the_barred_adult(barred: Barred) -> None:
    with barred.store.read() as session:
        whole = books(session)
    book = load_workbook(io.BytesIO(money_files.xlsx_file(whole)))
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    nowhere((*cells, money_files.csv_file(whole).decode("utf-8-sig")))
    assert "Mia" in cells


def test_the_next_register_does_not_expect_the_barred_adult(barred: Barred) -> None:
    second = None
    with barred.store.write() as session:
        second = classes_of(session, barred.course)[1]
        shown = register_queries.register(session, session_id=second).rows[0]
        attendance_service.expect_everybody(session, session_id=second)
        written = register_queries.register(session, session_id=second).rows[0]
    for row in (shown, written):
        assert row.adult is not None and row.adult.given_name == "Mona"


def test_the_instructor_reads_the_whole_restriction_where_she_looks(barred: Barred) -> None:
    with barred.store.read() as session:
        [row] = family_list(session, today=NOW.date())
        [found] = find(session, "Mia")
    for one in (row, found):
        assert [adult.contact_restriction for adult in one.restricted] == [COURT]


@pytest.mark.parametrize(("until", "stands"), [(0, True), (-1, False)])
def test_an_ended_restriction_is_history_for_the_familys_page_alone(
    barred: Barred, until: int, stands: bool
) -> None:
    today = NOW.date()
    with barred.store.write() as session:
        families.change_carer(
            session,
            carer_id=barred.mia.carer,
            given_name=NAME,
            family_name="",
            relationship="",
            email=ADDRESS,
            phone="07700 900666",
            contact_restriction=COURT,
            rule=Rule(until=today + timedelta(days=until)),
        )
        # So that there is something to come in.
        a_booking(session, a_course(session, "Spring course"), barred.mia)
    with barred.store.read() as session:
        [row] = family_list(session, today=today)
        [found] = find(session, "Mia", today=today)
        left = filtered_keys(session, "restricted", today=today)
        [due] = unsettled(session, today=today)[0]
        [given] = latest_receipts(session, most=1, today=today)
        dyad = overview(session, now=NOW, course_id=barred.course).rows[0]
        known = family(session, family_id=barred.mia.family, today=today)
    marked = [one.restricted for one in (row, found, due, given)] + [restricted(dyad.carers)]
    assert [bool(adults) for adults in marked] == [stands] * 5
    assert left == ((barred.mia.family,) if stands else ())
    assert [one.papers_to for one in (due, given)] == (["", ""] if stands else [NAME, NAME])
    assert {adult.contact_restriction for adult in known.carers} == {COURT, ""}


@pytest.mark.parametrize("allowed", list(Purpose))
def test_a_rule_is_obeyed_in_letters_and_on_papers(barred: Barred, allowed: Purpose) -> None:
    with barred.store.write() as session:
        families.change_carer(
            session,
            carer_id=barred.mia.carer,
            given_name=NAME,
            family_name="",
            relationship="",
            email=ADDRESS,
            phone="07700 900666",
            contact_restriction=COURT,
            rule=Rule(frozenset({allowed})),
        )
    _, found, _ = told(barred, "reminder")
    [zebedee] = [one for one in found if one.carer.given_name == NAME]
    with barred.store.read() as session:
        whole = papers.class_papers(session, session_id=barred.session)
        bill = receipt_draft(session, receipt_id=barred.receipt, today=NOW.date())
    assert zebedee.reachable is (allowed is Purpose.BE_TOLD)
    assert (NAME in text_of(receipt.build(bill.view))) is (allowed is Purpose.GET_PAPERS)
    assert (NAME in text_of(register.build(whole.register.view))) is (allowed is Purpose.GET_PAPERS)


ASK_FIRST = re.compile(
    r"families\.(restrictions|homes) import|handouts\.copies import|restriction_words|words\.restriction"
    r"|import restriction\b|\.restricted\b|warn_of_restrictions"
)
NAMES_AN_ADULT = re.compile(r"CarerView|carers_by_family|\.(adults?|carers?)\b")
WHY_NOT = {
    "what is carried from a query to where it is asked": (
        "bookings/booking_queries.py",
        "bookings/chase_views.py",
        "bookings/money_views.py",
        "bookings/places_queries.py",
        "bookings/roster_views.py",
        "bookings/views.py",
        "exchange/letters_queries.py",
        "families/household_queries.py",
        "families/list_queries.py",
        "handouts/papers.py",
        "handouts/proofs.py",
        "progress/own_words_queries.py",
        "progress/queries.py",
        "progress/stories.py",
        "progress/views.py",
        "search/queries.py",
        "search/views.py",
    ),
    "what is asked for before it is drawn or written": (
        "exchange/boris_project.py",
        "exchange/event_files.py",
        "gui/bookings/receipt_dialog.py",
        "handouts/receipt.py",
        "handouts/register.py",
        "handouts/summary.py",
        "handouts/take_home.py",
    ),
    "what is written down of adults, who gets nothing by it": (
        "bookings/families_service.py",
        "cues/correction_service.py",
        "exchange/answer_files.py",
        "exchange/differences.py",
        "exchange/orders.py",
        "exchange/people.py",
        "exchange/service.py",
        "gui/exchange/line_panel.py",
        "gui/exchange/table.py",
    ),
    "who brought the baby, to a class that the instructor has in view or writes up": (
        "gui/cues/after_class_page.py",
        "gui/cues/baby_review_panel.py",
        "gui/cues/quick_entry_page.py",
        "gui/cues/room.py",
    ),
    "a part of the family's page, below its banner": (
        "gui/progress/papers_card.py",
        "handouts/issued_queries.py",
    ),
    "a dialog that says at its head who is restricted, as every OperationDialog does": (
        "gui/bookings/class_dialog.py",
        "gui/bookings/payment_dialog.py",
    ),
    "what was done for a row that is marked in its list": (
        "gui/bookings/booking_actions.py",
        "gui/bookings/money_page.py",
    ),
    "the register, whose lines, signs and writes ask": (
        "gui/cues/register_panel.py",
        "gui/cues/register_words.py",
    ),
    "the page of letters, whose list asks": ("gui/exchange/letters_page.py",),
    "invented families": ("demo/office_service.py", "demo/service.py", "demo/studio.py"),
}


def test_every_place_that_names_an_adult_asks_or_says_why_not() -> None:
    """A new place joins: it asks `may`, marks who is restricted, or is written down here with its reason."""
    root = Path(massage_studio.__file__).parent
    naming = {}
    for path in root.rglob("*.py"):
        name, source = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
        if not name.startswith(("gui/forms", "curriculum/", "store/")) and NAMES_AN_ADULT.search(source):
            naming[name] = bool(ASK_FIRST.search(source))
    silent = {name for name, asks in naming.items() if not asks and "palette" not in name}
    known = {name for names in WHY_NOT.values() for name in names}
    assert silent == known
