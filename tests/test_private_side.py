"""What is for the instructor alone: kept, changed, closed, taken back, and told of nowhere else."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

import massage_studio.cues.service as cues
import massage_studio.families.service as families
from massage_studio.bookings import attendance_service, money_service, register_queries, today_queries
from massage_studio.bookings.ledger_queries import books
from massage_studio.bookings.money_service import give_receipt
from massage_studio.bookings.today_queries import reminders
from massage_studio.cues.queries import class_room
from massage_studio.errors import KnownError
from massage_studio.exchange import event_files, letters_queries, money_files
from massage_studio.exchange.calendar_files import calendar_file
from massage_studio.exchange.events import event_table
from massage_studio.exchange.letter_files import draft
from massage_studio.exchange.letter_people import recipients
from massage_studio.exchange.letter_texts import KINDS, load
from massage_studio.exchange.letters import About, write
from massage_studio.exchange.queries import record_of
from massage_studio.families import private_service
from massage_studio.families.private_queries import check_ins_after, private_side
from massage_studio.families.private_views import PrivateSide
from massage_studio.families.queries import families as family_list
from massage_studio.gui.operation_words import operation_name
from massage_studio.handouts import queries as papers
from massage_studio.handouts import receipt
from massage_studio.handouts.papers import build
from massage_studio.handouts.receipt_queries import receipt_draft
from massage_studio.progress.queries import family_progress
from massage_studio.search.queries import find
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.operations import last_operations, operations_about, perform
from massage_studio.store.profile_view import Profile
from massage_studio.store.undo import redo_operation, undo_operation
from tests.paper.reading import text_of
from tests.studio_fixtures import NOW, Dyad, a_booking, a_class, a_course, a_family, classes_of

TODAY = NOW.date()
SECRETS = ("Marigold", "Quillon", "Kestrel", "Zephyr", "Telephonica", "Outcomia", "low_mood", "might gain")


@dataclass(frozen=True)
class Kept:
    """A class with Mia, whose family is marked and was referred, and both after a note."""

    store: Store
    session: UUID
    course: UUID
    mia: Dyad
    receipt: UUID


def referral(mia: Dyad, **changed: Any) -> dict[str, Any]:
    return {
        "referral_id": new_id(),
        "family_id": mia.family,
        "note_id": None,
        "service": "Kestrel team",
        "consent": True,
        "consent_on": TODAY,
        "consent_how": "Telephonica",
        "agreed": "Zephyr",
        "made_on": TODAY,
        "follow_up_on": TODAY,
        "outcome": "Outcomia",
        **changed,
    }


def do(store: Store, name: str, work: Any) -> None:
    with store.write() as session:
        perform(session, name=name, work=work, words="", now=NOW, operation_id=new_id())


def mark(store: Store, mia: Dyad, *worries: str, words: str = "Quillon", since: date = TODAY) -> None:
    do(
        store,
        "keep_private",
        partial(private_service.keep_mark, family_id=mia.family, worries=worries, words=words, since=since),
    )


def refer(store: Store, **words: Any) -> None:
    do(store, "keep_private", partial(private_service.keep_referral, **words))


def check_in(store: Store, mia: Dyad, session_id: UUID, words: str = "Marigold", **changed: Any) -> None:
    asked = {"on": TODAY, "follow_up_on": TODAY + timedelta(days=7), **changed}
    work = partial(
        private_service.keep_check_in, family_id=mia.family, session_id=session_id, words=words, **asked
    )
    do(store, "keep_private", work)


def side(store: Store, mia: Dyad) -> PrivateSide:
    with store.read() as session:
        return private_side(session, family_id=mia.family)


@pytest.fixture
def mia(studio: Store) -> Dyad:
    with studio.write() as session:
        return a_family(session)


@pytest.fixture
def kept(studio: Store) -> Kept:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        [mia] = klass.dyads
        attendance_service.mark(session, session_id=klass.session, baby_id=mia.baby, status="here", now=NOW)
        cues.record(
            session,
            action_id=new_id(),
            session_id=klass.session,
            dyads=((mia.baby, mia.carer),),
            kind="state",
            code="drowsy",
            now=NOW,
        )
        booking = register_queries.register(session, session_id=klass.session).rows[0].booking_id
        assert booking is not None
        payment, given = new_id(), new_id()
        money_service.pay(
            session, payment_id=payment, booking_id=booking, amount=Decimal(72), method="cash", now=NOW
        )
        give_receipt(session, receipt_id=given, payment_id=payment, now=NOW)
        families.change_carer(
            session,
            carer_id=mia.carer,
            given_name="Grace",
            family_name="",
            relationship="",
            email="grace@example.org",
            phone="",
            contact_restriction="",
        )
        families.answer_consent(session, family_id=mia.family, kind="contact", given=True, on=TODAY)
    mark(studio, mia, "low_mood")
    refer(studio, **referral(mia))
    check_in(studio, mia, klass.session)
    return Kept(studio, klass.session, klass.course, mia, given)


def nowhere(told: Iterable[object]) -> None:
    for one in told:
        for secret in SECRETS:
            assert secret.casefold() not in str(one).casefold()


def test_no_paper_tells_of_it(kept: Kept) -> None:
    with kept.store.read() as session:
        whole = papers.class_papers(session, session_id=kept.session)
        bill = receipt_draft(session, receipt_id=kept.receipt, today=TODAY)
        sheets = papers.benefit_drafts(session)
    drafts = (*(sheet.draft for sheet in whole.sheets), whole.register, whole.cue_sheet, *sheets)
    assert len(whole.sheets) == 1
    nowhere(text_of(build(one).content) for one in drafts)
    nowhere((text_of(receipt.build(bill.view)), whole))


@pytest.mark.parametrize("kind", KINDS)
def test_no_letter_and_no_calendar_tells_of_it(kept: Kept, kind: str) -> None:
    with kept.store.read() as session:
        data = letters_queries.page_data(session, key=kept.session, today=TODAY, now=NOW)
    found = recipients(kind, data.places, data.babies, data.adults, data.refused, kept.session)
    about = About(data.classes, kept.session, NOW, Profile())
    calendar = calendar_file(data.classes, made=NOW, name="Autumn course", profile=about.profile, homes=True)
    nowhere((data, calendar.decode()))
    for one in found:
        if one.reachable:
            letter = write(kind, load().templates[kind], one, about)
            mail = draft(letter, profile=about.profile, calendar=calendar, calendar_name="Autumn course")
            nowhere((letter, mail.decode()))


@pytest.mark.parametrize("pseudonyms", [True, False])
def test_no_export_for_others_tells_of_it(kept: Kept, pseudonyms: bool) -> None:
    with kept.store.read() as session:
        record, money = record_of(session, session_id=kept.session), books(session)
    table = event_table(record, now=NOW, pseudonyms=pseudonyms)
    book = load_workbook(io.BytesIO(money_files.xlsx_file(money)))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    nowhere(
        (event_files.csv_file(table).decode("utf-8-sig"), money_files.csv_file(money).decode("utf-8-sig"))
    )
    nowhere(cells)


def test_no_other_view_holds_it_and_it_cannot_be_found(kept: Kept) -> None:
    with kept.store.read() as session:
        nowhere(
            (
                register_queries.register(session, session_id=kept.session),
                class_room(session, session_id=kept.session),
                today_queries.today(session, now=NOW, zone="Europe/London"),
                family_list(session, today=TODAY),
                family_progress(session, family_id=kept.mia.family, now=NOW),
            )
        )
        for secret in SECRETS:
            assert find(session, secret) == ()


def test_undo_names_neither_whom_nor_what(kept: Kept) -> None:
    with kept.store.read() as session:
        last = last_operations(session)[0]
    assert last is not None and operation_name(last) == "what you keep for yourself"


def test_a_mark_is_kept_changed_taken_away_and_taken_back(studio: Store, mia: Dyad) -> None:
    mark(studio, mia, "crying", "low_mood", words="Hard nights")
    mark(studio, mia, "feeding", words="Better", since=TODAY - timedelta(days=3))
    found = side(studio, mia).mark
    assert found is not None
    assert (found.worries, found.words) == (("feeding",), "Better")
    do(studio, "remove_private", partial(private_service.remove_mark, family_id=mia.family))
    assert side(studio, mia).mark is None
    for words in ("Better", "Hard nights", None):
        with studio.write() as session:
            last = last_operations(session)[0]
            assert last is not None
            undo_operation(session, operation_id=last.id, now=NOW)
        found = side(studio, mia).mark
        assert (found.words if found else None) == words
    with studio.write() as session:
        back = last_operations(session)[1]
        assert back is not None
        redo_operation(session, operation_id=back.id)
    assert side(studio, mia).mark is not None


def test_a_mark_without_a_reason_is_refused(studio: Store, mia: Dyad) -> None:
    with pytest.raises(KnownError, match="Nothing is ticked"):
        mark(studio, mia)


def test_a_note_leads_to_a_referral_that_is_followed_up_and_closed(studio: Store, mia: Dyad) -> None:
    with studio.write() as session:
        for layer, words in (("private", "Nights are hard"), ("safeguarding", "Passed on, 12 November")):
            families.add_note(session, family_id=mia.family, layer=layer, text=words, now=NOW)  # type: ignore[arg-type]
    [note] = side(studio, mia).notes
    assert note.text == "Nights are hard", "a safeguarding reference leads to none"
    asked = referral(mia, note_id=note.id, follow_up_on=TODAY + timedelta(days=7), outcome="")
    refer(studio, **asked)
    [one] = side(studio, mia).referrals
    assert (one.note_id, one.service, one.consent_how) == (note.id, "Kestrel team", "Telephonica")
    with studio.read() as session:
        assert reminders(session, now=NOW, today=TODAY + timedelta(days=6)).follow_ups == ()
        assert reminders(session, now=NOW, today=TODAY + timedelta(days=7)).follow_ups == (mia.family,)
    refer(studio, **{**asked, "closed_on": TODAY + timedelta(days=8), "outcome": "They go on Mondays"})
    with studio.read() as session:
        assert reminders(session, now=NOW, today=TODAY + timedelta(days=9)).follow_ups == ()
    [one] = side(studio, mia).referrals
    assert (one.closed_on, one.outcome) == (TODAY + timedelta(days=8), "They go on Mondays")
    with studio.write() as session:
        last = last_operations(session)[0]
        assert last is not None
        undo_operation(session, operation_id=last.id, now=NOW)
    assert side(studio, mia).referrals[0].closed_on is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"service": "  "}, "Nobody is named."),
        ({"consent_how": ""}, "Nothing says how the family was asked."),
        ({"consent_on": TODAY + timedelta(days=1)}, "The family was asked after the referral."),
        ({"follow_up_on": TODAY - timedelta(days=1)}, "The follow-up is before the referral."),
        ({"closed_on": TODAY - timedelta(days=1)}, "It was closed before the referral."),
    ],
)
def test_a_referral_that_lacks_something_is_refused(
    studio: Store, mia: Dyad, words: dict[str, Any], told: str
) -> None:
    with pytest.raises(KnownError, match=told):
        refer(studio, **referral(mia, **words))
    assert side(studio, mia).referrals == ()


def test_a_no_is_kept_too(studio: Store, mia: Dyad) -> None:
    refer(studio, **referral(mia, consent=False, follow_up_on=None))
    assert [one.consent for one in side(studio, mia).referrals] == [False]


def test_it_is_the_familys_own_so_that_erasing_the_family_cannot_leave_it_behind(
    studio: Store, mia: Dyad
) -> None:
    mark(studio, mia, "other")
    refer(studio, **referral(mia))
    with studio.read() as session:
        held = operations_about(session, subject_ids=(mia.family,))
        said = session.execute(text("SELECT id FROM operation WHERE changes LIKE '%Kestrel%'")).all()
    assert {UUID(row[0]) for row in said} <= held and said
    for table in ("carer", "baby"):
        with studio.write() as session:
            session.execute(text(f"DELETE FROM {table}"))
    with pytest.raises(IntegrityError), studio.write() as session:
        session.execute(text("DELETE FROM family"))


def due(store: Store, days: int) -> tuple[UUID, ...]:
    with store.read() as session:
        return reminders(session, now=NOW, today=TODAY + timedelta(days=days)).follow_ups


def test_how_a_family_is_comes_back_next_week_and_is_ticked_off(kept: Kept) -> None:
    with kept.store.write() as session:
        session.execute(text("UPDATE referral SET follow_up_on = NULL"))
    assert (due(kept.store, 6), due(kept.store, 7)) == ((), (kept.mia.family,))
    [one] = side(kept.store, kept.mia).check_ins
    with kept.store.read() as session:
        assert check_ins_after(session, session_id=kept.session) == {kept.mia.family: one}
    ticked = partial(private_service.asked_again, check_in_id=one.id)
    do(kept.store, "keep_private", partial(ticked, on=TODAY + timedelta(days=8)))
    assert due(kept.store, 9) == ()
    check_in(kept.store, kept.mia, kept.session, "Marigold, better")
    assert due(kept.store, 9) == (), "other words do not ask again"
    check_in(kept.store, kept.mia, kept.session, "Marigold, better", follow_up_on=TODAY + timedelta(days=14))
    assert (due(kept.store, 13), due(kept.store, 14)) == ((), (kept.mia.family,))
    do(kept.store, "keep_private", partial(ticked, on=TODAY))
    with kept.store.write() as session:
        last = last_operations(session)[0]
        assert last is not None
        undo_operation(session, operation_id=last.id, now=NOW)
    assert due(kept.store, 14) == (kept.mia.family,)
    check_in(kept.store, kept.mia, kept.session, "  ")
    assert side(kept.store, kept.mia).check_ins == () == due(kept.store, 14)


def test_another_familys_side_is_its_own(studio: Store, mia: Dyad) -> None:
    with studio.write() as session:
        course, noah = a_course(session), a_family(session, "Noah", "Tom")
        a_booking(session, course, noah)
        assert classes_of(session, course)
    mark(studio, mia, "other")
    refer(studio, **referral(mia))
    assert side(studio, noah) == PrivateSide(None, (), ())
