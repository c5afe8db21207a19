"""After a change the old words are in no search index; only the office's log keeps them, for its undo."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

import sqlcipher3.dbapi2 as driver
from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.search.queries import find
from massage_studio.store.engine import FILE_NAME
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from massage_studio.store.operations import operation
from tests.studio_fixtures import NOW, Dyad, a_family

# None begins as another word does: an index keeps of a word only in what it differs from the one before.
MARKS = ("Qzxvbaby", "Wkjqcarer", "Zvwxfamily", "Xjqzmail")
OTHERS = 60


def write_carer(session: Session, dyad: Dyad, name: str, family: str, email: str) -> None:
    families.change_carer(
        session,
        carer_id=dyad.carer,
        given_name=name,
        family_name=family,
        relationship="",
        email=email,
        phone="",
        contact_restriction="",
    )


def a_marked_family(folder: Path) -> Dyad:
    """Keep a family under the marks, among others, in a studio that is closed again."""
    store = open_studio(folder)
    with store.write() as session:
        for number in range(OTHERS):
            a_family(session, f"Baby{number}", f"Carer{number}")
        dyad = a_family(session, MARKS[0], MARKS[1])
        write_carer(session, dyad, MARKS[1], MARKS[2], f"{MARKS[3]}@example.org")
    store.close()
    assert {"search_name_data", "carer", "baby"} <= set(where_a_mark_stands(folder))
    return dyad


def rename(session: Session, dyad: Dyad) -> None:
    write_carer(session, dyad, "Grace", "Okafor", "grace@example.org")
    families.change_baby(
        session,
        baby_id=dyad.baby,
        given_name="Mia",
        family_name="",
        birth_date=date(2026, 9, 17),
        due_date=None,
    )


def where_a_mark_stands(folder: Path) -> list[str]:
    """Name the files of a closed studio and the tables in them, an index's own too, that hold a mark."""
    wanted = [form.encode() for mark in MARKS for form in (mark, mark.lower())]
    found = [
        path.name
        for path in folder.iterdir()
        if path.is_file() and any(form in path.read_bytes() for form in wanted)
    ]
    with closing(driver.connect(str(folder / FILE_NAME))) as raw:
        raw.text_factory = bytes
        tables = raw.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow')"
        ).fetchall()
        for (name,) in tables:
            rows = raw.execute(f'SELECT * FROM "{name.decode()}"').fetchall()
            values = [value for row in rows for value in row if isinstance(value, bytes)]
            if any(form in value for value in values for form in wanted):
                found.append(name.decode())
    return found


def found_by(folder: Path, word: str) -> int:
    store = open_studio(folder)
    with store.read() as session:
        count = len(find(session, word))
    store.close()
    return count


def test_after_a_new_name_the_old_one_is_in_no_byte_of_a_closed_studio(studio_folder: Path) -> None:
    dyad = a_marked_family(studio_folder)
    store = open_studio(studio_folder)
    with store.write() as session:
        rename(session, dyad)
    store.close()
    assert where_a_mark_stands(studio_folder) == []
    assert found_by(studio_folder, "grace") == 1 and found_by(studio_folder, MARKS[0]) == 0
    assert found_by(studio_folder, f"Baby{OTHERS - 1}") == 1


def test_what_the_office_can_take_back_keeps_the_old_name_in_its_log_alone(studio_folder: Path) -> None:
    dyad = a_marked_family(studio_folder)
    store = open_studio(studio_folder)
    with store.write() as session, operation(session, "rename", operation_id=new_id(), now=NOW) as doing:
        assert doing.to_do
        rename(session, dyad)
    store.close()
    assert where_a_mark_stands(studio_folder) == [FILE_NAME, "operation"]


def test_a_note_that_is_emptied_is_gone_from_the_search(studio_folder: Path) -> None:
    dyad = a_marked_family(studio_folder)
    store = open_studio(studio_folder)
    with store.write() as session:
        rename(session, dyad)
        families.add_note(session, family_id=dyad.family, text=MARKS[0], layer="private", now=NOW)
    with store.write() as session:
        session.connection().exec_driver_sql("UPDATE note SET text = 'later'")
    store.close()
    assert where_a_mark_stands(studio_folder) == []


def test_what_an_earlier_version_left_in_the_index_goes_when_the_studio_is_closed(
    studio_folder: Path,
) -> None:
    dyad = a_marked_family(studio_folder)
    with closing(driver.connect(str(studio_folder / FILE_NAME), isolation_level=None)) as raw:
        raw.execute("PRAGMA secure_delete = ON")
        raw.execute(
            "UPDATE carer SET given_name = 'Grace', family_name = '', email = '' WHERE id = ?",
            (dyad.carer.hex,),
        )
        raw.execute("UPDATE baby SET given_name = 'Mia' WHERE id = ?", (dyad.baby.hex,))
    assert "search_name_data" in where_a_mark_stands(studio_folder)
    open_studio(studio_folder).close()
    assert where_a_mark_stands(studio_folder) == []


def test_a_studio_in_which_nothing_changed_is_closed_as_it_was(studio_folder: Path) -> None:
    a_marked_family(studio_folder)
    before = (studio_folder / FILE_NAME).read_bytes()
    open_studio(studio_folder).close()
    assert (studio_folder / FILE_NAME).read_bytes() == before
