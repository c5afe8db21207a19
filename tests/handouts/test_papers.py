"""The other papers of a class, how many questions they ask of the studio, and the names of their files."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event

import massage_studio.families.service as families
from massage_studio.bookings import attendance_service, money_service, single_classes_service
from massage_studio.families.models import Baby
from massage_studio.handouts import queries
from massage_studio.handouts.papers import file_names
from massage_studio.handouts.views import PaidDue
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW, a_booking, a_class, a_family


def test_the_register_tells_age_flags_and_payment(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia", "Noah")
        mia, noah = klass.dyads
        families.add_flag(
            session, baby_id=mia.baby, kind="allergy", what="Nut allergy", since=date(2026, 10, 1),
            expires=None,
        )  # fmt: skip
        families.add_flag(
            session, baby_id=mia.baby, kind="immunised", what="", since=date(2026, 11, 18),
            expires=date(2026, 11, 20),
        )  # fmt: skip
        owing = a_booking(session, klass.course, noah)
        money_service.pay(
            session, payment_id=new_id(), booking_id=owing, amount=Decimal(60), method="cash", now=NOW
        )
        view = queries.register_view(session, session_id=klass.session)
    first, second = view.rows
    assert (first.number, first.baby, first.age, first.carer) == (1, "Mia", "9 weeks", "Mia's carer")
    assert first.flags == ("Nut allergy", "immunised 18 Nov", "consent missing")
    assert (first.paid, first.due) == (PaidDue.DUE, "£72.00")
    assert (second.paid, second.due) == (PaidDue.PART, "£12.00")
    assert view.capacity == 6 and f"{view.starts:%H:%M}" == "10:00"


@pytest.mark.parametrize(
    ("weeks", "age"), [(0, "0 weeks"), (1, "1 week"), (2, "2 weeks"), (21, "21 weeks"), (31, "7 months")]
)
def test_an_age_on_paper_has_its_own_form_for_one(studio: Store, weeks: int, age: str) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia")
        session.get_one(Baby, klass.dyads[0].baby).birth_date = NOW.date() - timedelta(weeks=weeks)
        [row] = queries.register_view(session, session_id=klass.session).rows
    assert row.age == age


def test_the_register_marks_who_comes_to_this_class_alone(studio: Store) -> None:
    with studio.write() as session:
        klass, ivy = a_class(session, "Mia"), a_family(session, "Ivy")
        single_classes_service.drop_in(
            session,
            booking_id=new_id(),
            session_id=klass.session,
            baby_id=ivy.baby,
            carer_id=ivy.carer,
            now=NOW,
        )
        rows = queries.register_view(session, session_id=klass.session).rows
    assert [("this class only" in row.flags, row.due) for row in rows] == [
        (False, "£72.00"),
        (True, "£14.40"),
    ]


def test_there_is_a_sheet_for_each_of_the_five_benefits(studio: Store) -> None:
    with studio.read() as session:
        codes = [view.benefit.code for view in queries.benefit_sheet_views(session)]
        drafts = queries.benefit_drafts(session)
    assert codes == ["touch", "attunement", "bonding", "hormones", "brain"]
    assert drafts[0].file_name == "Touch benefit sheet.pdf"


def test_a_larger_class_takes_no_more_questions(studio: Store) -> None:
    with studio.write() as session:
        small = a_class(session, "Mia", "Noah").session
        large = a_class(session, "Ada", "Ben", "Cleo", "Dev", "Eve", "Fay").session
        for key in (small, large):
            attendance_service.mark_rest_absent(session, session_id=key, now=NOW)
    asked: list[str] = []
    event.listen(studio.engine, "before_cursor_execute", lambda *call: asked.append(call[2]))
    counts = []
    for key in (small, large):
        with studio.read() as session:
            asked.clear()
            queries.class_papers(session, session_id=key)
            counts.append(len(asked))
    assert counts[0] == counts[1] < 50


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "CON",
        "Mia\u202egpj",
        "a" * 200,
        "...",
        "Anna<Maria>:|?*",
        "محمد",
        "小雨",
        "\ud800x",
    ],
)
def test_any_name_becomes_a_safe_file_name(name: str) -> None:
    [found] = file_names([name], "take-home week 3")
    assert found.endswith("take-home week 3.pdf")
    assert not set(found) & set('/\\<>:|?*"\u202e') and not found.startswith(".")
    assert len(found.encode()) < 255
    found.encode()


def test_file_names_differ_within_a_set_even_by_case(studio: Store) -> None:
    assert file_names(["Mia", "mia", "MIA", "Mia take-home (2)"], "take-home") == (
        "Mia take-home.pdf",
        "mia take-home (2).pdf",
        "MIA take-home (3).pdf",
        "Mia take-home (2) take-home.pdf",
    )


def test_two_babies_of_one_name_are_told_apart_by_their_whole_names(studio: Store) -> None:
    with studio.write() as session:
        klass = a_class(session, "Mia", "Mia")
        families.change_baby(
            session, baby_id=klass.dyads[1].baby, given_name="Mia", family_name="Lind",
            birth_date=date(2026, 9, 17), due_date=None,
        )  # fmt: skip
        attendance_service.mark_rest_absent(session, session_id=klass.session, now=NOW)
        sheets = queries.class_papers(session, session_id=klass.session).sheets
    assert [sheet.draft.file_name for sheet in sheets] == [
        "Mia take-home week 1.pdf",
        "Mia Lind take-home week 1.pdf",
    ]
