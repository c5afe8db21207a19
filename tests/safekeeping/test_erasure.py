"""A family that is erased is nowhere in the studio any more; what the accounts need stays without a name."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
import sqlcipher3.dbapi2 as driver
from sqlalchemy import select, text
from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.bookings import ledger_queries
from massage_studio.bookings.ledger_views import Books
from massage_studio.cues import drafts_service
from massage_studio.cues import service as cues
from massage_studio.cues.views import DraftView
from massage_studio.errors import KnownError
from massage_studio.families import private_service, rights_queries, rights_service
from massage_studio.families.queries import families as all_families
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.erasure_queries import mentions
from massage_studio.safekeeping.erasure_service import erase_family
from massage_studio.search.queries import find
from massage_studio.store import erasing, tables
from massage_studio.store.base import Base, Subject
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from massage_studio.store.operations import operation
from massage_studio.store.undo import undo_operation
from tests.demo_studio import demo_once
from tests.gui.marked_studio import _TOLD, columns_of_text
from tests.studio_fixtures import NOW, Dyad, a_class, a_family

MARK = "Zephyrquix"
LATER = NOW + timedelta(days=120)


def a_note(session: Session, family_id: UUID, words: str) -> None:
    families.add_note(session, family_id=family_id, layer="private", text=words, now=NOW)


def rows(session: Session, table: str) -> int:
    return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.fixture
def demo(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo studio in a folder of its own."""
    folder = tmp_path / "studio"
    folder.mkdir(mode=0o700)
    (folder / "studio.db").write_bytes((demo_once(tmp_path_factory) / "studio.db").read_bytes())
    store = open_studio(folder)
    yield store
    store.close()


def best_known_family(session: Session) -> UUID:
    """The family that was told of in the most classes, of those without a class to come."""
    return UUID(
        session.execute(
            text(
                """SELECT family_id FROM baby JOIN cue_note ON cue_note.baby_id = baby.id
                WHERE NOT EXISTS (
                    SELECT 1 FROM booking JOIN class_session ON class_session.course_id = booking.course_id
                    WHERE booking.baby_id = baby.id AND class_session.starts_at > '2026-11-19'
                ) GROUP BY family_id ORDER BY count(*) DESC LIMIT 1"""
            )
        ).scalar_one()
    )


def mark(session: Session, family_id: UUID) -> None:
    """Write the mark, through verbs of the office and straight into the rows."""
    people = rights_queries.people_of(session, family_id=family_id)
    for number, carer in enumerate(sorted(people["carer"])):
        families.change_carer(
            session,
            carer_id=carer,
            given_name=f"{MARK}carer{number}",
            family_name=f"{MARK}son",
            relationship=MARK,
            email=f"{MARK}{number}@example.org",
            phone=f"0770090{number:04}",
            contact_restriction="",
        )
    for number, baby in enumerate(sorted(people["baby"])):
        families.change_baby(
            session,
            baby_id=baby,
            given_name=f"{MARK}baby{number}",
            family_name=f"{MARK}son",
            birth_date=date(2026, 5, 1),
            due_date=date(2026, 6, 1),
        )
    with erasing.lifted_triggers(session):
        for name, keys in erasing.rows_about(session, people).items():
            table = tables.metadata.tables[name]
            for column in columns_of_text().get(name, set()) - TAKEN_FROM_A_LIST.get(name, set()):
                session.execute(table.update().where(table.c.id.in_(keys)).values({column: MARK}))
        pressed = tables.metadata.tables["operation"]
        session.execute(pressed.update().where(pressed.c.baby_id.in_(people["baby"])).values(words=MARK))


TAKEN_FROM_A_LIST = {
    "attendance": {"status", "health"},
    "booking": {"kind", "status", "price_kind"},
    "carer": {"given_name", "family_name", "email", "phone", "contact_restriction", "language"},
    "baby": {"given_name", "family_name"},
    "caught_up": {"kind", "how"},
    "consent": {"kind"},
    # It would keep the family.
    "family": {"hold_reason"},
    "cue_note": {"kind", "layer", "code"},
    "handout_issued": {"how"},
    "health_flag": {"kind"},
    "note": {"layer"},
    "payment": {"kind", "currency", "method"},
    "rating": {"moment"},
    "restriction_override": {"purpose"},
    "rights_request": {"kind"},
}


def without_names(books: Books) -> Books:
    """The accounts as somebody reads them who asks for amounts and days alone."""
    lines = tuple(replace(line, baby="", papers_to="", note="") for line in books.payments)
    return replace(books, payments=lines)


def where_the_mark_stands(folder: Path) -> list[str]:
    """Name the files of a closed studio, and the tables in them, that hold the mark in any spelling."""
    wanted = [form.encode() for form in (MARK, MARK.lower())]
    found = [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(form in path.read_bytes() for form in wanted)
    ]
    with closing(driver.connect(str(folder / "studio.db"))) as raw:
        raw.text_factory = bytes
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            values = [one for row in raw.execute(f'SELECT * FROM "{name.decode()}"') for one in row]
            if any(form in one for one in values if isinstance(one, bytes) for form in wanted):
                found.append(name.decode())
    return found


def test_a_family_that_is_erased_leaves_no_byte_and_the_books_as_they_were(demo: Store) -> None:
    with demo.write() as session:
        family = best_known_family(session)
        mark(session, family)
        a_note(session, family, f"{MARK} and sleep")
        rights_service.ask(
            session, request_id=new_id(), family_id=family, kind="erasure", words=MARK, asked_on=NOW.date()
        )
    with demo.read() as session:
        before = ledger_queries.books(session)
        counted = {name: rows(session, name) for name in ("attendance", "booking", "payment", "cue_note")}
        listed = all_families(session, today=NOW.date())
        assert find(session, words=MARK)
    assert {"studio.db-wal", "carer", "cue_note", "operation"} <= set(where_the_mark_stands(demo.folder))

    with demo.write() as session:
        erase_family(session, family_id=family, now=LATER, today=LATER.date())
    demo.forget()

    # The window is still open: neither the file nor its log has it.
    assert where_the_mark_stands(demo.folder) == []
    with demo.read() as session:
        assert without_names(ledger_queries.books(session)) == without_names(before)
        assert {name: rows(session, name) for name in ("attendance", "booking", "payment")} == {
            name: number for name, number in counted.items() if name != "cue_note"
        }
        assert rows(session, "cue_note") < counted["cue_note"]
        assert [row.id for row in all_families(session, today=NOW.date())] == [
            row.id for row in listed if row.id != family
        ]
        assert find(session, words=MARK) == ()
        assert find(session, words="Erased") == ()
        [request] = rights_queries.requests(session, family_id=family)
        assert (request.words, request.done_on) == ("", LATER.date())
        assert rights_queries.open_requests(session) == ()
    demo.close()
    check(demo.folder)


def test_whoever_is_expected_or_must_be_kept_is_not_erased(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia")
        dyad = opened.dyads[0]
        rights_service.keep_from_erasure(session, family_id=dyad.family, reason="A claim is open.")
    with pytest.raises(KnownError, match="A claim is open"), studio.write() as session:
        erase_family(session, family_id=dyad.family, now=LATER, today=LATER.date())
    with studio.write() as session:
        rights_service.keep_from_erasure(session, family_id=dyad.family, reason="")
    with pytest.raises(KnownError, match="place in classes to come"), studio.write() as session:
        erase_family(session, family_id=dyad.family, now=NOW, today=NOW.date())
    with studio.read() as session:
        assert [
            baby.given_name for row in all_families(session, today=NOW.date()) for baby in row.babies
        ] == ["Mia"]


def test_the_database_keeps_what_it_keeps_after_an_erasure_as_before(studio: Store) -> None:
    with studio.write() as session:
        dyads = a_class(session, "Mia", "Noah").dyads
        before = session.execute(text("SELECT name, sql FROM sqlite_master ORDER BY name")).all()
        erase_family(session, family_id=dyads[0].family, now=LATER, today=LATER.date())
        assert session.execute(text("SELECT name, sql FROM sqlite_master ORDER BY name")).all() == before


def test_a_first_name_in_words_about_others_goes_only_where_she_says_so(studio: Store) -> None:
    with studio.write() as session:
        erased, other = a_family(session, "Grace", "Nell"), a_family(session, "Noah", "Grace")
        for words in ("Noah looked at Grace", "Graceful hands", "With grace"):
            a_note(session, other.family, words)
    with studio.read() as session:
        [found] = mentions(session, family_id=erased.family)
        assert found.text == "Noah looked at Grace"
    with studio.write() as session:
        erase_family(session, family_id=erased.family, now=LATER, today=LATER.date(), also=[found])
    with studio.read() as session:
        told = {note.text for note in all_notes(session, other)}
        assert told == {"Noah looked at …", "Graceful hands", "With grace"}
        assert session.execute(text("SELECT given_name FROM carer WHERE given_name = 'Grace'")).all()


def all_notes(session: Session, dyad: Dyad) -> tuple[families.Note, ...]:
    return tuple(session.query(families.Note).where(families.Note.family_id == dyad.family))


def test_what_was_begun_about_somebody_and_not_written_goes_too(studio: Store) -> None:
    with studio.write() as session:
        opened = a_class(session, "Mia", "Noah")
        mia, noah = opened.dyads
        cues.record(
            session,
            action_id=new_id(),
            session_id=opened.session,
            dyads=((mia.baby, None),),
            kind="bookmark",
            code="",
            now=NOW,
        )
        key = session.execute(text("SELECT id FROM cue_note WHERE kind = 'bookmark'")).scalar_one()
        of_bookmark = str(UUID(key))
        for place, subject, whose in (
            ("note", "", str(mia.baby)),
            ("sheet", str(mia.baby), ""),
            ("sheet", str(noah.baby), ""),
            ("words", of_bookmark, ""),
        ):
            draft = DraftView(place, subject, f"{MARK} in {place}", "private", whose)  # type: ignore[arg-type]
            drafts_service.keep(session, session_id=opened.session, draft=draft, now=NOW)
    with studio.write() as session:
        erase_family(session, family_id=mia.family, now=LATER, today=LATER.date())
    with studio.read() as session:
        [left] = drafts_service.drafts(session, session_id=opened.session)
        assert left.subject == str(noah.baby)


def test_a_first_name_that_goes_out_of_words_about_others_goes_out_of_their_log_too(studio: Store) -> None:
    with studio.write() as session:
        erased, other = a_family(session, MARK, "Nell"), a_family(session, "Noah", "Grace")
    for text_ in (f"Noah looked at {MARK}", "Noah slept"):
        with studio.write() as session, operation(session, "add_note", operation_id=new_id(), now=NOW):
            a_note(session, other.family, text_)
    with studio.read() as session:
        found = mentions(session, family_id=erased.family)
    with studio.write() as session:
        erase_family(session, family_id=erased.family, now=LATER, today=LATER.date(), also=found)
    studio.forget()
    assert where_the_mark_stands(studio.folder) == []
    with studio.write() as session:
        # What is left in the log is as the rows are, so that it can still be taken back.
        for (key,) in session.execute(text("SELECT id FROM operation ORDER BY seq DESC")).all():
            undo_operation(session, operation_id=UUID(key), now=LATER)
        assert rows(session, "note") == 0


def test_old_words_about_others_are_shown_and_go_out_of_the_log(studio: Store) -> None:
    with studio.write() as session:
        erased, other = a_family(session, MARK, "Nell"), a_family(session, "Noah", "Grace")
    for words in (f"Tired since {MARK} came", "Tired", ""):
        with studio.write() as session, operation(session, "mark", operation_id=new_id(), now=NOW):
            private_service.keep_mark(
                session, family_id=other.family, worries=("low_mood",), words=words, since=NOW.date()
            )
    with studio.read() as session:
        found = mentions(session, family_id=erased.family)
        assert {one.text for one in found} == {f"Tired since {MARK} came"} and len(found) == 2
    with studio.write() as session:
        erase_family(session, family_id=erased.family, now=LATER, today=LATER.date(), also=found)
    studio.forget()
    assert where_the_mark_stands(studio.folder) == []
    with studio.write() as session:
        for (key,) in session.execute(text("SELECT id FROM operation ORDER BY seq DESC LIMIT 2")).all():
            undo_operation(session, operation_id=UUID(key), now=LATER)
        assert session.execute(text("SELECT words FROM private_mark")).scalar_one() == "Tired since … came"


def test_a_first_name_anywhere_else_is_shown_before_the_family_is_erased(studio: Store) -> None:
    """Every column of words about others is looked through, but for their own names."""
    with studio.write() as session:
        opened = a_class(session, "Mia", "Noah")
        mia, noah = opened.dyads
        families.change_baby(
            session, baby_id=mia.baby, given_name=MARK, family_name="", birth_date=None, due_date=None
        )
        a_note(session, noah.family, f"{MARK} and Noah")
        about = erasing.rows_about(session, rights_queries.people_of(session, family_id=mia.family))
        wanted = set()
        with erasing.lifted_triggers(session):
            for table in tables.metadata.sorted_tables:
                for column in set(erasing.columns_of_text(table)) & set(_TOLD.get(table.name, ())):
                    keys = session.scalars(select(table.c.id)).all() if "id" in table.c else []
                    others = [key for key in keys if key not in about.get(table.name, ())]
                    if not others or column in ("given_name", "family_name"):
                        continue
                    session.execute(
                        table.update().where(table.c.id.in_(others)).values({column: f"See {MARK}, later"})
                    )
                    wanted.add((table.name, column))
    assert len(wanted) > 10
    with studio.read() as session:
        found = mentions(session, family_id=mia.family)
    assert {(one.table, one.column) for one in found} == wanted
    with studio.write() as session:
        erase_family(session, family_id=mia.family, now=LATER, today=LATER.date(), also=found)
    studio.forget()
    assert where_the_mark_stands(studio.folder) == []


def test_a_family_name_that_another_family_has_stays_theirs(studio: Store) -> None:
    with studio.write() as session:
        dyads = [a_family(session, "Mia", "Ann"), a_family(session, "Tom", "Bo")]
        for dyad, given in zip(dyads, ("Mia", "Tom"), strict=True):
            families.change_baby(
                session,
                baby_id=dyad.baby,
                given_name=given,
                family_name="Smith",
                birth_date=None,
                due_date=None,
            )
        a_note(session, dyads[1].family, "Smith, a friend of Mia Smith")
        erase_family(session, family_id=dyads[0].family, now=LATER, today=LATER.date())
    with studio.read() as session:
        assert [note.text for note in all_notes(session, dyads[1])] == ["Smith, a friend of …"]


def test_every_table_about_somebody_says_what_becomes_of_its_rows() -> None:
    """A new table is erased with its people unless it says what stays; this is the list to think about."""
    about = {
        table.name: Base.registry
        for table in tables.metadata.sorted_tables
        if erasing._owner(table) is not None
    }
    kept = {
        mapper.local_table.name
        for mapper in Base.registry.mappers
        if mapper.class_.left_when_erased is not None
    }
    assert kept == {
        "family",
        "carer",
        "baby",
        "booking",
        "attendance",
        "payment",
        "receipt",
        "rights_request",
    }
    assert about.keys() - kept == {
        "caught_up", "check_in", "consent", "cue_note", "handout_issued", "health_flag", "met_edit", "note",
        "own_words", "private_mark", "rating", "referral", "restriction_override", "sentence_edit",
        "story_read", "summary_edit", "summary_read",
    }  # fmt: skip
    people = {one.local_table.name for one in Base.registry.mappers if issubclass(one.class_, Subject)}
    assert people == {"family", "carer", "baby"}


def killed_while_erasing(folder: Path, family: UUID, after: int) -> bool:
    """Erase in a process that dies after so many thousand steps; return whether it said that it was done."""
    command = [sys.executable, "-m", "tests.safekeeping.erase_and_die", str(folder), str(family), str(after)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode != 1, ended.stderr
    return "erased" in ended.stdout


@pytest.mark.parametrize(
    "after",
    [5, 60, *(pytest.param(step, marks=pytest.mark.torture) for step in (1, 10, 20, *range(40, 400, 12)))],
)
def test_a_program_that_is_killed_while_it_erases_has_erased_all_or_nothing(demo: Store, after: int) -> None:
    with demo.write() as session:
        family = best_known_family(session)
        mark(session, family)
    with demo.read() as session:
        people = rights_queries.people_of(session, family_id=family)
        before = {name: len(keys) for name, keys in erasing.rows_about(session, people).items()}
    demo.close()
    said = killed_while_erasing(demo.folder, family, after)
    store = open_studio(demo.folder)
    with store.read() as session:
        left = {name: len(keys) for name, keys in erasing.rows_about(session, people).items()}
        named = bool(find(session, words=MARK))
    store.close()
    check(demo.folder)
    if left == before:
        assert named and not said
    else:
        assert not named and left["cue_note"] == 0
        # What the killed program could not do any more is done when the studio is closed next.
        assert where_the_mark_stands(demo.folder) == []
