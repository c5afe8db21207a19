"""A whole import is one step: it is taken back as one, done again as one, and stopped without a trace."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

import massage_studio.families.queries as families_queries
import massage_studio.families.service as families
from massage_studio.errors import KnownError
from massage_studio.exchange import queries, service
from massage_studio.exchange.reading import read, read_file
from massage_studio.exchange.tables import Stopped, Table, Watch
from massage_studio.exchange.views import ImportPreview
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
ANSWERS = {
    "column:meaning:little one": "baby",
    "column:date order:born": "month first",
    "word:status:on-hold": "coming",
}


def preview(store: Store, table: Table, course: UUID, **more: Any) -> ImportPreview:
    with store.read() as session:
        return queries.preview(session, table=table, course_id=course, now=NOW, **more)


def test_what_was_answered_once_is_known_for_such_files_in_any_order(studio: Store) -> None:
    course = the_course(studio)
    table = read(OWN)
    assert [one.question.key for one in preview(studio, table, course).asked] == ["column:date order:born"]
    with studio.write() as session:
        service.commit(session, table=table, course_id=course, now=NOW, answers=ANSWERS)
    turned = read(b"Tel,Born on,Little one,Mum\n07700 900102,06/11/2026,Leo,Tom Brown\n")
    seen = preview(studio, turned, course)
    assert (seen.asked, seen.lines[0].born) == ((), date(2026, 6, 11))
    assert ("column:date order:born", "Birth dates: month first") in seen.answered


def test_an_answer_that_is_remembered_can_be_changed(studio: Store) -> None:
    course = the_course(studio)
    table = read(OWN)
    with studio.write() as session:
        service.remember_answers(session, titles=table.titles, answers=ANSWERS, now=NOW)
    again = preview(studio, table, course, answers={"column:date order:born": ""})
    assert [one.question.key for one in again.asked] == ["column:date order:born"]
    day_first = preview(studio, table, course, answers={"column:date order:born": "day first"})
    assert day_first.lines[0].born == date(2026, 11, 5)


def test_no_answer_that_names_a_person_is_kept(studio: Store) -> None:
    table = read(OWN)
    answers = {
        **ANSWERS,
        "cell:baby:abc.0": "Mia Rose",
        "cell:born:abc.0": "2026-11-05",
        "cell:carer:abc.0": "Grace Okafor",
        "cell:status:abc.0": "left out",
        "file:source:": "Hall list",
    }
    with studio.write() as session:
        service.remember_answers(session, titles=table.titles, answers=answers, now=NOW)
        kept = queries.remembered(session, titles=table.titles)
    assert kept == {**ANSWERS, "cell:status:abc.0": "left out", "file:source:": "Hall list"}
