"""The indexes follow the rows, whoever writes them, and are looked at when a studio is."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as driver

import massage_studio.families.service as families
from massage_studio.errors import KnownError
from massage_studio.safekeeping.backup import backup
from massage_studio.safekeeping.check import check
from massage_studio.search.queries import find
from massage_studio.store.copying import examine
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS, Store
from massage_studio.store.ids import new_id
from massage_studio.store.opening import open_studio
from massage_studio.store.operations import operation
from massage_studio.store.undo import redo_operation, undo_operation
from tests.demo_studio import demo_once
from tests.store.earlier import DATABASES, brought_up
from tests.studio_fixtures import NOW, Dyad, a_class, a_course, a_family, a_sibling

SHOWN = "text <> '' AND layer <> 'safeguarding'"
LIVE = f"{SHOWN} AND voided_at IS NULL"


def titles(studio: Store, words: str) -> list[str]:
    with studio.read() as session:
        return [row.title for row in find(session, words)]


def run(studio: Store, statement: str) -> list[tuple[object, ...]]:
    with studio.write() as session:
        result = session.connection().exec_driver_sql(statement)
        return [tuple(row) for row in result] if result.returns_rows else []


@pytest.mark.parametrize("version", SCHEMA_VERSIONS)
def test_a_studio_of_every_released_schema_can_be_searched(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, version: str
) -> None:
    store = open_studio(brought_up(tmp_path_factory, version, tmp_path / "old"))
    assert titles(store, "zoe") == titles(store, "jurg") == ["Zoë Müller-Lüdenscheidt"]
    assert titles(store, "st anne") == ["Autumn course"]
    assert titles(store, "mia") == ["Mia"]
    store.close()


def test_notes_from_before_the_index_are_found_but_those_that_must_not_be(tmp_path: Path) -> None:
    shutil.copy(DATABASES / "0002.db", tmp_path / FILE_NAME)
    with closing(driver.connect(str(tmp_path / FILE_NAME), isolation_level=None)) as raw:
        columns = "session_id, baby_id, action_id, at, carer_id"
        for seq, text, voided in ((91, "hummed along", "NULL"), (92, "was taken back", "at")):
            raw.execute(
                f"INSERT INTO cue_note (id, seq, kind, code, text, layer, voided_at, {columns})"
                f" SELECT ?, ?, 'note', '', ?, 'private', {voided}, {columns} FROM cue_note WHERE seq = 1",
                (new_id().hex, seq, text),
            )
        for layer, text in (("private", "likes the window"), ("safeguarding", "passed to the lead")):
            raw.execute(
                "INSERT INTO note (id, family_id, layer, text, made_at)"
                " SELECT ?, id, ?, ?, made_at FROM family LIMIT 1",
                (new_id().hex, layer, text),
            )
    store = open_studio(tmp_path)
    assert (titles(store, "hummed"), titles(store, "window")) == (["Mia"], ["Mia"])
    assert (titles(store, "taken back"), titles(store, "lead")) == ([], [])
    store.close()


def test_a_family_is_found_by_what_it_is_called_now(studio: Store) -> None:
    with studio.write() as session:
        dyad = a_family(session, "Mia", "Grace")
        a_family(session, "Leo", "Eve")
        a_sibling(session, dyad, "Noah")
        families.change_carer(
            session,
            carer_id=dyad.carer,
            given_name="Gráinne",
            family_name="Byrne",
            relationship="",
            email="byrne@example.ie",
            phone="",
            contact_restriction="",
        )
    assert not titles(studio, "grace")
    assert titles(studio, "byr") == titles(studio, "noah grainne") == ["Mia, Noah"]
    run(studio, f"DELETE FROM baby WHERE family_id = '{dyad.family.hex}' AND given_name = 'Noah'")
    assert (titles(studio, "noah"), titles(studio, "byrne")) == ([], ["Mia"])


def test_a_member_who_changes_family_takes_the_words_along(studio: Store) -> None:
    with studio.write() as session:
        mia, leo = a_family(session, "Mia", "Grace"), a_family(session, "Leo", "Eve")
    run(studio, f"UPDATE carer SET family_id = '{leo.family.hex}' WHERE id = '{mia.carer.hex}'")
    assert (titles(studio, "mia grace"), titles(studio, "leo grace")) == ([], ["Leo"])


def test_a_family_keeps_its_place_when_it_is_written_anew(studio: Store) -> None:
    with studio.write() as session:
        older, _ = (
            a_family(session, name, now=NOW + timedelta(days=n)) for n, name in enumerate(("Ann", "Anna"))
        )
        a_sibling(session, older, "Noah")
    assert titles(studio, "ann") == ["Anna", "Ann, Noah"]


def test_undo_and_redo_of_the_office_take_the_words_back_and_bring_them_again(studio: Store) -> None:
    made = new_id()
    with studio.write() as session, operation(session, "add_family", operation_id=made, now=NOW) as doing:
        assert doing.to_do
        dyad = a_family(session, "Mia", "Grace")
        families.add_note(session, family_id=dyad.family, layer="private", text="likes humming", now=NOW)
        a_course(session, "Mia's class")
    entries = run(studio, "SELECT kind, key FROM search_entry ORDER BY id")
    for _ in range(2):
        assert titles(studio, "mia") == ["Mia", "Mia's class"]
        assert titles(studio, "humming") == ["Mia"]
        with studio.write() as session:
            undo_operation(session, now=NOW)
        assert titles(studio, "mia") == titles(studio, "humming") == titles(studio, "anne") == []
        assert run(studio, "SELECT * FROM search_entry") == []
        with studio.write() as session:
            redo_operation(session)
    assert run(studio, "SELECT kind, key FROM search_entry ORDER BY id") == entries


def test_a_note_that_becomes_a_safeguarding_reference_is_found_no_more(studio: Store) -> None:
    with studio.write() as session:
        dyad = a_family(session)
        families.add_note(session, family_id=dyad.family, layer="private", text="told her midwife", now=NOW)
    run(studio, "UPDATE note SET layer = 'safeguarding'")
    assert titles(studio, "midwife") == []
    run(studio, "UPDATE note SET layer = 'family', text = 'asked her doctor'")
    assert (titles(studio, "midwife"), titles(studio, "doctor")) == ([], ["Mia"])
    run(studio, "UPDATE note SET text = ''")
    assert titles(studio, "doctor") == []


def test_a_pressed_cue_writes_nothing_into_the_index(studio: Store) -> None:
    import massage_studio.cues.service as cues

    with studio.write() as session:
        opened = a_class(session, "Mia")
        mia = opened.dyads[0]
    before = run(studio, "SELECT count(*), max(id) FROM search_entry")
    with studio.write() as session:
        cues.record(
            session,
            action_id=new_id(),
            session_id=opened.session,
            dyads=((mia.baby, mia.carer),),
            kind="cue",
            code="yawns",
            now=NOW,
        )
    assert run(studio, "SELECT count(*), max(id) FROM search_entry") == before
    assert run(studio, "SELECT count(*) FROM search_note") == [(0,)]


def test_a_damaged_index_is_noticed(studio: Store, studio_folder: Path) -> None:
    with studio.write() as session:
        for number in range(30):
            a_family(session, f"Mia{number}")
    studio.close()
    assert check(studio_folder).newest
    with closing(driver.connect(str(studio_folder / FILE_NAME), isolation_level=None)) as raw:
        raw.execute("UPDATE search_name_data SET block = zeroblob(length(block)) WHERE id > 10")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with pytest.raises(KnownError, match="file is damaged") as caught:
        check(studio_folder)
    assert "search_name" in caught.value.found


def test_a_copy_can_be_searched_and_counts_what_is_indexed(studio: Store, tmp_path: Path) -> None:
    with studio.write() as session:
        a_class(session, "Mia", "Noah")
    kept = backup(studio.folder, target=tmp_path / "kept.db", now=NOW)
    counts = dict(examine(kept).counts)
    assert (counts["search_name"], counts["search_entry"]) == (3, 3)
    assert not [table for table in counts if table.startswith("search_name_")]
    (tmp_path / "again").mkdir()
    shutil.copy(kept, tmp_path / "again" / FILE_NAME)
    again = open_studio(tmp_path / "again")
    assert titles(again, "noa") == ["Noah"]
    again.close()


def test_erasing_leaves_no_byte_of_a_word_once_the_index_is_merged(
    studio: Store, studio_folder: Path
) -> None:
    with studio.write() as session:
        dyads = [a_family(session, name) for name in ("Mia", "Xanthippe", "Noah")]
    _delete(studio, dyads[1])
    assert titles(studio, "xanthippe") == []
    for index in ("search_name", "search_note"):
        run(studio, f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    studio.close()
    for file in studio_folder.rglob("*"):
        if file.is_file():
            assert b"anthippe" not in file.read_bytes()


def _delete(studio: Store, dyad: Dyad) -> None:
    run(studio, f"DELETE FROM baby WHERE id = '{dyad.baby.hex}'")
    run(studio, f"DELETE FROM carer WHERE id = '{dyad.carer.hex}'")
    run(studio, f"DELETE FROM family WHERE id = '{dyad.family.hex}'")


def test_the_index_of_a_lived_in_studio_is_what_its_rows_say(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shutil.copytree(demo_once(tmp_path_factory), tmp_path, dirs_exist_ok=True)
    migration = import_module("massage_studio.store.migrations.versions.0003_search")
    with closing(driver.connect(str(tmp_path / FILE_NAME), isolation_level=None)) as raw:
        for index in ("search_name", "search_note"):
            raw.execute(migration.INDEX.format(name=f"temp.{index}_anew"))
        for index, kind, words in (
            ("search_name", "family", migration.FAMILY_WORDS),
            ("search_name", "course", migration.COURSE_WORDS),
            ("search_note", "note", f"SELECT text FROM note WHERE {SHOWN} AND id = search_entry.key"),
            ("search_note", "cue", f"SELECT text FROM cue_note WHERE {LIVE} AND id = search_entry.key"),
        ):
            raw.execute(migration.FILL.format(index=f"{index}_anew", words=words, which=f"kind = '{kind}'"))
        for index in ("search_name", "search_note"):
            for name, home in ((index, "main"), (f"{index}_anew", "temp")):
                raw.execute(
                    f"CREATE VIRTUAL TABLE temp.{name}_words USING fts5vocab('{home}', '{name}', 'instance')"
                )
            kept, anew = (
                raw.execute(f"SELECT term, doc FROM {name}_words ORDER BY 1, 2").fetchall()
                for name in (index, f"{index}_anew")
            )
            assert len(kept) > 20
            assert kept == anew
        missing = raw.execute(
            f"SELECT (SELECT count(*) FROM note WHERE {SHOWN}) + (SELECT count(*) FROM cue_note WHERE {LIVE})"
            " - (SELECT count(*) FROM search_note)"
        ).fetchone()
    assert missing == (0,)
