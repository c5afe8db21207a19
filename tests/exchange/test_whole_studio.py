"""The whole studio goes out in an open format and comes back row for row, its tables for people beside it."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio.demo import career_service, make_demo
from massage_studio.errors import KnownError
from massage_studio.exchange.whole_studio import keys_in, make_studio, told
from massage_studio.exchange.whole_studio_queries import write_studio
from massage_studio.safekeeping.check import check
from massage_studio.safekeeping.key_change import encrypt
from massage_studio.safekeeping.recovery_key import new_recovery_key
from massage_studio.safekeeping.restore import restore
from massage_studio.search.queries import find
from massage_studio.store import copying
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS
from massage_studio.store.keys import id_in, new_key
from massage_studio.store.opening import open_studio
from tests.conftest import ROOT
from tests.demo_studio import TODAY, demo_once
from tests.exchange.filled_tables import ODD, empty_tables, fill
from tests.exchange.open_files import Files, changed, exported, rows, with_lines, with_manifest
from tests.studio_fixtures import NOW

FILLED = {
    *("caught_up", "check_in", "closed_days", "draft", "handout_issued", "held_press", "import_layout"),
    *("letter_template", "met_edit", "own_item", "own_words", "palette_key", "practice_event"),
    *("practice_recording", "private_mark", "referral", "restriction_override", "rights_request"),
    *("sentence_edit", "story_read", "summary_edit", "summary_read", "withdrawn_class"),
}
DATABASES = Path(__file__).parents[1] / "store" / "databases"


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo studio with rows in every table, in the open format beside its folder."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / FILE_NAME).write_bytes((demo_once(tmp_path_factory) / FILE_NAME).read_bytes())
    fill(folder / FILE_NAME)
    return exported(folder, folder / "whole.zip")


def test_the_demo_leaves_these_tables_empty_which_are_filled_for_these_tests(
    demo_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert empty_tables(demo_once(tmp_path_factory) / FILE_NAME) == FILLED
    assert empty_tables(demo_file.parent / FILE_NAME) == set()


def test_a_studio_comes_back_row_for_row_and_is_whole(demo_file: Path, tmp_path: Path) -> None:
    made = tmp_path / FILE_NAME
    make_studio(demo_file, made)
    assert rows(made) == rows(demo_file.parent / FILE_NAME)
    assert told(demo_file).holds == copying.contents(made) and told(demo_file).made_at == NOW
    assert keys_in(demo_file) == copying.keys_in(made)
    check(tmp_path)
    before, after = open_studio(demo_file.parent), open_studio(tmp_path)
    with before.read() as old, after.read() as new:
        for words in ("ok", "o'n", "zo", "thurs"):
            assert {row.key for row in find(new, words=words)} == {row.key for row in find(old, words=words)}
    before.close()
    after.close()


def test_with_a_key_nothing_of_it_is_readable_from_the_first_byte(demo_file: Path, tmp_path: Path) -> None:
    key = new_key()
    make_studio(demo_file, tmp_path / FILE_NAME, key=key)
    content = (tmp_path / FILE_NAME).read_bytes()
    assert content.startswith(key.id) and b"CREATE TABLE" not in content and b"Zo\xc3\xab" not in content
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


@pytest.mark.parametrize(("version", "encrypted"), [(SCHEMA_VERSIONS[9], True), (SCHEMA_VERSIONS[-2], False)])
def test_a_file_of_an_earlier_version_becomes_a_studio_of_today(
    version: str, encrypted: bool, tmp_path: Path, demo_file: Path
) -> None:
    """As a program of then would have written it: its schema and its rows, in this format."""
    old = DATABASES / f"{version}.db"
    found = rows(old)
    with closing(driver.connect(str(old))) as raw:
        columns = {name: [row[1] for row in raw.execute(f'PRAGMA table_info("{name}")')] for name in found}
    found.pop("alembic_version")

    def of_then(files: Files) -> None:
        for name in [name for name in files if "/" in name]:
            del files[name]
        with_manifest(files, schema=version, tables={})
        for table, some in found.items():
            lines = [json.dumps(dict(zip(columns[table], row, strict=True))).encode() for row in some]
            with_lines(files, table, lines)

    file, folder = changed(demo_file, tmp_path / "then.zip", of_then), tmp_path / "studio"
    open_studio(folder).close()
    if encrypted:
        encrypt(folder, passphrase="warm hands, quiet hall", recovery_key=new_recovery_key())
    restore(folder, file, now=NOW)
    assert check(folder).version == version
    open_studio(folder).close()
    assert check(folder).newest and (id_in(folder / FILE_NAME) is not None) == encrypted
    # What is kept of it before it is brought up to date is encrypted as it is.
    [kept] = (folder / "backups").glob("*.db")
    assert (id_in(kept) is not None) == encrypted
    counts = dict(check(folder).counts)
    assert {name: counts[name] for name in ("family", "cue_note")} == {
        name: len(found[name]) for name in ("family", "cue_note")
    }


def test_each_line_is_json_as_every_program_reads_it_and_the_schema_tells_its_columns(
    demo_file: Path,
) -> None:
    with zipfile.ZipFile(demo_file) as archive:
        manifest, schema = (json.loads(archive.read(name)) for name in ("manifest.json", "schema.json"))
        assert manifest["schema"] == schema["schema"] == SCHEMA_VERSIONS[-1]
        assert manifest["tables"].keys() == schema["tables"].keys()
        for table, columns in schema["tables"].items():
            # By line breaks alone, as programs part lines: none may stand within one.
            lines = archive.read(f"rows/{table}.jsonl").decode("utf-8").split("\n")
            assert lines.pop() == "" and len(lines) == manifest["tables"][table]["rows"]
            for line in lines:
                row = json.loads(line, parse_constant=pytest.fail)
                assert row.keys() == columns.keys()
                assert all(row[name] is not None for name in row if not columns[name]["may_be_empty"])
        assert schema["tables"]["attendance"]["baby_id"] == {
            "type": "TEXT",
            "holds": "key",
            "may_be_empty": False,
            "refers_to": "baby.id",
        }
        about = archive.read("read me.txt").decode("ascii")
        assert all(word in about for word in ("rows/", "tables/", "schema.json", "manifest.json", "restore"))
        assert max(map(len, about.splitlines())) <= 110


def test_the_tables_are_for_people_and_for_spreadsheets(demo_file: Path) -> None:
    with zipfile.ZipFile(demo_file) as archive:
        for name in archive.namelist():
            if not name.startswith("tables/"):
                continue
            content = archive.read(name)
            # With its mark, or Excel takes it for the old code page of its system.
            assert content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\r\n"), name
            head, *body = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
            assert {len(row) for row in body} <= {len(head)}, name
            cells = [cell for row in body for cell in row]
            formulas = {cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))}
            assert all(re.fullmatch(r"-\d+(\.\d\d)?", cell) for cell in formulas), name
            controls = {sign for cell in cells for sign in cell if unicodedata.category(sign) in ("Cc", "Cs")}
            assert controls <= {"\t", "\r", "\n"}, name
            if name == "tables/attendance.csv":
                assert head[:3] == ["session", "baby", "carer"] and body[0][1] and "20" in body[0][0]
            if name == "tables/note.csv":
                assert any(ODD[1] in row for row in body), "a cell keeps its line breaks"
            if name == "tables/class_session.csv":
                # The clocks went back while there were courses, and no course came at another hour then.
                course, starts = head.index("course"), head.index("starts_at")
                clocks = {(row[course], row[starts][11:]) for row in body}
                assert len({name for name, _ in clocks}) == len(clocks)
            if name == "tables/carer.csv":
                assert {row[head.index("lives_apart")] for row in body} <= {"yes", "no"}


def test_an_export_that_is_stopped_or_has_no_room_leaves_nothing(demo_file: Path, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> bool:
        heard.append((done, of))
        return len(heard) < 3

    store = open_studio(demo_file.parent)
    with store.read() as session:
        with pytest.raises(KnownError, match="stopped"):
            write_studio(session, tmp_path / "out.zip", now=NOW, progress=progress)
        with pytest.raises(KnownError, match="already a file"):
            write_studio(session, demo_file, now=NOW)
        with pytest.raises(KnownError, match="cannot be written"):
            write_studio(session, tmp_path / "nowhere" / "out.zip", now=NOW)
    store.close()
    assert list(tmp_path.iterdir()) == []
    assert [done for done, _ in heard] == [1_000, 2_000, 3_000]
    assert {of for _, of in heard} == {2 * sum(map(len, rows(demo_file.parent / FILE_NAME).values())) - 2}


@pytest.mark.torture
def test_ten_thousand_families_come_back_row_for_row_in_little_memory(tmp_path: Path) -> None:
    """Nine years of 120 courses: a row for each of the 10,800 families, and 590,000 others."""
    folder = tmp_path / "studio"
    with patch.object(career_service, "YEARS", 9):
        make_demo(folder, today=TODAY, size="career")
    fill(folder / FILE_NAME)
    file, made = tmp_path / "whole.zip", tmp_path / "made" / FILE_NAME
    made.parent.mkdir(mode=0o700)
    before, exporting = _measured(f"""
store = open_studio(Path({str(folder)!r}), checked_later=True)
with store.read() as session:
    write_studio(session, Path({str(file)!r}), now=datetime.now(UTC))
store.close()
""")
    _, importing = _measured(f"make_studio(Path({str(file)!r}), Path({str(made)!r}))")
    _, comparing = _measured(f"preview(Path({str(folder)!r}), Path({str(file)!r}))")
    assert rows(made) == rows(folder / FILE_NAME)
    assert len(rows(made)["family"]) > 10_000
    check(made.parent)
    # Megabytes beyond the imports: neither grows with the studio; a preview has a key for each note, twice.
    assert exporting - before < 60 and importing - before < 60 and comparing - before < 250


def _measured(work: str) -> tuple[int, int]:
    """Return the megabytes that a program of its own had after its imports, and at most."""
    code = f"""
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from massage_studio.exchange.whole_studio import make_studio
from massage_studio.exchange.whole_studio_queries import write_studio
from massage_studio.safekeeping.backup_list import preview
from massage_studio.store import tables
from massage_studio.store.opening import open_studio

# Not getrusage, which on Linux begins with what the parent needed.
status = Path("/proc/self/status")
if not status.exists():
    tracemalloc.start()

def peak():
    if not status.exists():
        return tracemalloc.get_traced_memory()[1] >> 20
    return next(int(line.split()[1]) for line in status.open() if line.startswith("VmHWM")) // 1024

before = peak()
{work}
print(before, peak())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    before, after = done.stdout.split()
    return int(before), int(after)
