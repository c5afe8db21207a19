"""The whole studio goes out in an open format and comes back row for row; what is no such file is refused."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver

from massage_studio.errors import KnownError
from massage_studio.exchange.whole_studio import make_studio
from massage_studio.exchange.whole_studio_queries import write_studio
from massage_studio.safekeeping.check import check
from massage_studio.search.queries import find
from massage_studio.store.engine import FILE_NAME, SCHEMA_VERSIONS
from massage_studio.store.opening import open_studio
from tests.demo_studio import demo_once
from tests.studio_fixtures import NOW

DATABASES = Path(__file__).parents[1] / "store" / "databases"


def rows(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a closed studio by table, those of the search's own tables left out."""
    with closing(driver.connect(str(file))) as raw:
        names = [
            name
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("search_", "sqlite_"))
        ]
        return {name: sorted(raw.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo studio in the open format."""
    folder = tmp_path_factory.mktemp("whole")
    (folder / FILE_NAME).write_bytes((demo_once(tmp_path_factory) / FILE_NAME).read_bytes())
    store = open_studio(folder)
    with store.read() as session:
        made = write_studio(session, folder / "whole.zip", now=NOW)
    store.close()
    return made


def test_a_studio_comes_back_row_for_row_and_is_whole(demo_file: Path, tmp_path: Path) -> None:
    made = tmp_path / FILE_NAME
    make_studio(demo_file, made)
    assert rows(made) == rows(demo_file.parent / FILE_NAME)
    check(tmp_path)
    before, after = open_studio(demo_file.parent), open_studio(tmp_path)
    with before.read() as old, after.read() as new:
        for words in ("ok", "o'n", "zo", "thurs"):
            assert {row.key for row in find(new, words=words)} == {row.key for row in find(old, words=words)}
    before.close()
    after.close()


@pytest.mark.parametrize("version", [SCHEMA_VERSIONS[9], SCHEMA_VERSIONS[-2]])
def test_a_file_of_an_earlier_version_becomes_a_studio_of_today(
    version: str, tmp_path: Path, demo_file: Path
) -> None:
    """As a program of then would have written it: its schema and its rows, in this format."""
    old = DATABASES / f"{version}.db"
    found = rows(old)
    with closing(driver.connect(str(old))) as raw:
        columns = {name: [row[1] for row in raw.execute(f'PRAGMA table_info("{name}")')] for name in found}
    found.pop("alembic_version")

    def of_then(files: dict[str, bytes]) -> None:
        import hashlib

        manifest = json.loads(files["manifest.json"])
        manifest["schema"], manifest["tables"] = version, {}
        for name in [name for name in files if "/" in name]:
            del files[name]
        for table, told in found.items():
            lines = [json.dumps(dict(zip(columns[table], row, strict=True))).encode() + b"\n" for row in told]
            files[f"rows/{table}.jsonl"] = b"".join(lines)
            files[f"tables/{table}.csv"] = b""
            digest = hashlib.sha256(b"".join(lines)).hexdigest()
            manifest["tables"][table] = {"rows": len(lines), "sha256": digest}
        files["manifest.json"] = json.dumps(manifest).encode()

    made = tmp_path / FILE_NAME
    make_studio(changed(demo_file, tmp_path / "then.zip", of_then), made)
    open_studio(tmp_path).close()
    came = rows(made)
    assert len(came["family"]) == len(found["family"]) and len(came["cue_note"]) == len(found["cue_note"])


def test_the_tables_are_for_people_and_for_spreadsheets(demo_file: Path) -> None:
    with zipfile.ZipFile(demo_file) as archive:
        schema = json.loads(archive.read("schema.json"))
        text = archive.read("tables/attendance.csv").decode("utf-8-sig")
        [head, first, *_] = list(csv.reader(io.StringIO(text)))
        assert head[:3] == ["session", "baby", "carer"] and first[1] and "20" in first[0]
        assert set(schema["attendance"]) <= set(head)
        line = json.loads(archive.read("rows/attendance.jsonl").splitlines()[0])
        assert line.keys() == schema["attendance"].keys()


def test_no_cell_of_it_becomes_a_formula(tmp_path: Path) -> None:
    from tests.studio_fixtures import a_family

    store = open_studio(tmp_path / "studio")
    with store.write() as session:
        a_family(session, "=1+1", "@cmd")
    with store.read() as session:
        made = write_studio(session, tmp_path / "out.zip", now=NOW)
    store.close()
    with zipfile.ZipFile(made) as archive:
        cells = [
            cell
            for table in ("baby", "carer")
            for row in csv.reader(io.StringIO(archive.read(f"tables/{table}.csv").decode("utf-8-sig")))
            for cell in row
        ]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any("=1+1" in cell for cell in cells)


def changed(file: Path, target: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The same archive with other files in it."""
    with zipfile.ZipFile(file) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    change(files)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def manifest_with(**other: Any) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | other).encode()

    return change


def outside(files: dict[str, bytes]) -> None:
    files["../outside.txt"] = b"x"


def absolute(files: dict[str, bytes]) -> None:
    manifest = json.loads(files["manifest.json"])
    manifest["tables"]["../../baby"] = manifest["tables"].pop("baby")
    files["manifest.json"] = json.dumps(manifest).encode()
    for folder, end in (("rows", "jsonl"), ("tables", "csv")):
        files[f"{folder}/../../baby.{end}"] = files.pop(f"{folder}/baby.{end}")


def one_row_less(files: dict[str, bytes]) -> None:
    files["rows/note.jsonl"] = b"".join(files["rows/note.jsonl"].splitlines(keepends=True)[1:])


def one_word_else(files: dict[str, bytes]) -> None:
    files["rows/baby.jsonl"] = files["rows/baby.jsonl"].replace(b"Mia", b"Mai", 1)


def a_column_more(files: dict[str, bytes]) -> None:
    import hashlib

    lines = [json.dumps(json.loads(line) | {"x": 1}) for line in files["rows/venue.jsonl"].splitlines()]
    files["rows/venue.jsonl"] = "\n".join(lines).encode() + b"\n"
    manifest = json.loads(files["manifest.json"])
    manifest["tables"]["venue"]["sha256"] = hashlib.sha256(files["rows/venue.jsonl"]).hexdigest()
    files["manifest.json"] = json.dumps(manifest).encode()


def no_table(files: dict[str, bytes]) -> None:
    del files["rows/cue_note.jsonl"]


def a_bomb(files: dict[str, bytes]) -> None:
    files["tables/note.csv"] = bytes(60_000_000)


REFUSED: tuple[tuple[Callable[[dict[str, bytes]], None], str], ...] = (
    (manifest_with(format_version=2), "newer version"),
    (manifest_with(schema="9999"), "newer version"),
    (manifest_with(format="a photo album"), "no studio"),
    (manifest_with(tables=[]), "damaged or not complete"),
    (outside, "damaged or not complete"),
    (absolute, "damaged or not complete"),
    (one_row_less, "damaged or not complete"),
    (one_word_else, "damaged or not complete"),
    (a_column_more, "damaged or not complete"),
    (no_table, "damaged or not complete"),
    (a_bomb, "grow far beyond"),
)


@pytest.mark.parametrize(("change", "words"), REFUSED)
def test_what_is_not_such_a_file_is_refused_and_leaves_nothing(
    change: Callable[[dict[str, bytes]], None], words: str, demo_file: Path, tmp_path: Path
) -> None:
    file = changed(demo_file, tmp_path / "in.zip", change)
    with pytest.raises(KnownError, match=words):
        make_studio(file, tmp_path / FILE_NAME)
    assert [path.name for path in tmp_path.iterdir()] == ["in.zip"]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.999])
def test_a_file_that_was_cut_off_is_refused(share: float, demo_file: Path, tmp_path: Path) -> None:
    content = demo_file.read_bytes()
    (tmp_path / "in.zip").write_bytes(content[: int(len(content) * share)])
    with pytest.raises(KnownError, match="damaged or not complete"):
        make_studio(tmp_path / "in.zip", tmp_path / FILE_NAME)
    assert [path.name for path in tmp_path.iterdir()] == ["in.zip"]


def test_an_export_that_is_stopped_or_has_no_room_leaves_nothing(demo_file: Path, tmp_path: Path) -> None:
    store = open_studio(demo_file.parent)
    with store.read() as session:
        with pytest.raises(KnownError, match="stopped"):
            write_studio(session, tmp_path / "out.zip", now=NOW, progress=lambda done, of: False)
        with pytest.raises(KnownError, match="already a file"):
            write_studio(session, demo_file, now=NOW)
        with pytest.raises(KnownError, match="cannot be written"):
            write_studio(session, tmp_path / "nowhere" / "out.zip", now=NOW)
    store.close()
    assert list(tmp_path.iterdir()) == []
