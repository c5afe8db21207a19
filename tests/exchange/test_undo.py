"""A whole import is one step: it is taken back as one, done again as one, and stopped without a trace."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

import massage_studio.families.queries as families_queries
import massage_studio.families.service as families
from massage_studio.bookings import booking_queries
from massage_studio.errors import KnownError
from massage_studio.exchange import queries, service
from massage_studio.exchange.dates import DateOrder
from massage_studio.exchange.entries import Choices
from massage_studio.exchange.reading import read, read_file
from massage_studio.exchange.tables import Stopped, Table, Watch
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.undo import redo_operation
from tests.exchange.importing import BOOKWHEN, EVENTBRITE, MIA, lines_of, the_course
from tests.studio_fixtures import NOW

TABLES = ("family", "carer", "baby", "health_flag", "consent", "booking", "payment")


def everything(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row that an import can write, as the database holds it."""
    with store.read() as session:
        return {
            name: sorted(tuple(row) for row in session.execute(text(f"SELECT * FROM {name}")))
            for name in TABLES
        }


def bring_in(store: Store, table: Table, course: UUID, name: str = "bookings.csv") -> UUID:
    operation_id = new_id()
    with store.write() as session:
        service.commit(
            session, table=table, course_id=course, now=NOW, operation_id=operation_id, file_name=name
        )
    return operation_id


def take_back(store: Store, operation_id: UUID) -> None:
    with store.write() as session:
        service.undo_import(session, operation_id=operation_id, now=NOW + timedelta(minutes=1))


def test_an_import_is_taken_back_and_done_again_to_the_last_row(studio: Store) -> None:
    course = the_course(studio, capacity=5)
    before = everything(studio)
    operation_id = bring_in(studio, read_file(EVENTBRITE), course)
    after = everything(studio)
    take_back(studio, operation_id)
    assert everything(studio) == before
    with studio.write() as session:
        redo_operation(session, operation_id=operation_id)
    assert everything(studio) == after


def test_taking_the_second_import_back_leaves_the_first(studio: Store) -> None:
    course = the_course(studio, capacity=20)
    bring_in(studio, read_file(EVENTBRITE), course)
    before = everything(studio)
    changed = MIA.replace("1,10", "10247781,10", 1).replace("g@example", "grace.okafor@example")
    for table in (read_file(BOOKWHEN), lines_of(changed.replace("07700 900101", "07700 900199"))):
        operation_id = bring_in(studio, table, course)
        assert everything(studio) != before
        take_back(studio, operation_id)
        assert everything(studio) == before


def test_an_import_whose_family_was_used_since_is_not_taken_back(studio: Store) -> None:
    course = the_course(studio)
    operation_id = bring_in(studio, read_file(EVENTBRITE), course)
    with studio.write() as session:
        row = families_queries.families(session, today=NOW.date())[0]
        families.add_baby(
            session, family_id=row.id, baby_id=new_id(), given_name="Ada", birth_date=NOW.date()
        )
    before = everything(studio)
    with pytest.raises(KnownError, match="used since") as failure:
        take_back(studio, operation_id)
    assert failure.value.advice
    assert everything(studio) == before


def test_the_list_of_imports_names_file_course_and_babies(studio: Store) -> None:
    course = the_course(studio, capacity=20)
    bring_in(studio, read_file(EVENTBRITE), course, "autumn.csv")
    bring_in(studio, read_file(BOOKWHEN), course, "more.xlsx")
    with studio.read() as session:
        done = queries.imports(session)
    assert [(one.file_name, one.course, one.babies, one.taken_back) for one in done] == [
        ("more.xlsx", "Autumn course", 1, False),
        ("autumn.csv", "Autumn course", 8, False),
    ]
    take_back(studio, done[0].operation_id)
    with studio.read() as session:
        assert [one.taken_back for one in queries.imports(session)] == [True, False]


def test_an_import_that_wrote_nothing_is_not_in_the_list(studio: Store) -> None:
    course = the_course(studio)
    bring_in(studio, read_file(EVENTBRITE), course)
    bring_in(studio, read_file(EVENTBRITE), course)
    with studio.read() as session:
        assert len(queries.imports(session)) == 1


def test_the_same_import_arriving_twice_is_done_once(studio: Store) -> None:
    course = the_course(studio)
    operation_id = new_id()
    for booked in (8, 0):
        with studio.write() as session:
            done = service.commit(
                session, table=read_file(EVENTBRITE), course_id=course, now=NOW, operation_id=operation_id
            )
        assert done.booked == booked


@pytest.mark.parametrize("step", [0, 1, 5, 8])
def test_an_import_that_is_stopped_leaves_nothing(studio: Store, step: int) -> None:
    course = the_course(studio)
    before = everything(studio)
    steps: list[int] = []

    def heard(done: int, of: int) -> None:
        assert of == 9
        steps.append(done)

    with pytest.raises(Stopped), studio.write() as session:
        service.commit(
            session,
            table=read_file(EVENTBRITE),
            course_id=course,
            now=NOW,
            watch=Watch(progressed=heard, stopped=lambda: len(steps) == step),
        )
    assert everything(studio) == before
    with studio.read() as session:
        assert queries.imports(session) == ()


OWN = b"Mum,Little one,Born on,Tel\nGrace Okafor,Mia,05/11/2026,07700 900101\n"
MAPPING = {"carer's name": "Mum", "baby": "Little one", "born": "Born on", "phone": "Tel"}


def remember(store: Store, table: Table, order: DateOrder | None = None) -> None:
    with store.write() as session:
        service.remember_layout(
            session, titles=table.titles, name="Hall list", mapping=MAPPING, now=NOW, date_order=order
        )


def test_columns_that_were_matched_once_are_known_in_any_order(studio: Store) -> None:
    course = the_course(studio)
    table = read(OWN)
    with studio.read() as session:
        assert queries.choices_for(session, table=table) is None
    with pytest.raises(KnownError, match="no column"), studio.read() as session:
        queries.preview(session, table=table, course_id=course, now=NOW)
    remember(studio, table)
    turned = read(b"Tel,Born on,Little one,Mum\n07700 900102,06/11/2026,Leo,Tom Brown\n")
    for one in (table, turned):
        bring_in(studio, one, course)
    with studio.read() as session:
        rows = booking_queries.bookings(session, course_id=course, today=NOW.date())
        assert [(row.baby.name, row.carer.name) for row in rows] == [
            ("Mia Okafor", "Grace Okafor"),
            ("Leo Brown", "Tom Brown"),
        ]


def test_the_order_of_dates_is_remembered_with_the_columns(studio: Store) -> None:
    course = the_course(studio)
    table = read(OWN)
    remember(studio, table)
    with studio.write() as session:
        seen = queries.preview(session, table=table, course_id=course, now=NOW)
        assert (seen.date_order, seen.date_order_assumed) == (DateOrder.DAY_FIRST, True)
        service.commit(
            session,
            table=table,
            course_id=course,
            now=NOW,
            choices=Choices(date_order=DateOrder.MONTH_FIRST),
        )
        seen = queries.preview(session, table=table, course_id=course, now=NOW)
        assert (seen.date_order, seen.date_order_assumed) == (DateOrder.MONTH_FIRST, False)
        assert [line.kind for line in seen.lines] == ["duplicate"]


def test_a_list_without_a_name_is_not_kept(studio: Store) -> None:
    with pytest.raises(KnownError, match="needs a name"), studio.write() as session:
        service.remember_layout(session, titles=("A", "B"), name="  ", mapping={}, now=NOW)
