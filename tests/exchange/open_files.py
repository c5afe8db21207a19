"""Whole studios in the open format, and the same files changed as people and programs change them."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

from massage_studio.exchange.whole_studio_queries import write_studio
from massage_studio.store.opening import open_studio
from tests.studio_fixtures import NOW

Files = dict[str, bytes]


def rows(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of a closed studio by table, those of the search's own tables left out."""
    with closing(driver.connect(str(file))) as raw:
        names = [
            name
            for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if not name.startswith(("search_", "sqlite_"))
        ]
        return {name: sorted(raw.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}


def exported(folder: Path, target: Path) -> Path:
    """The studio in a folder as a file in the open format."""
    store = open_studio(folder)
    with store.read() as session:
        made = write_studio(session, target, now=NOW)
    store.close()
    return made


def files_of(file: Path) -> Files:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(files: Mapping[str, bytes], target: Path, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


def changed(file: Path, target: Path, change: Callable[[Files], None]) -> Path:
    """The same archive with other files in it."""
    files = files_of(file)
    change(files)
    return packed(files, target)


def with_manifest(files: Files, **other: Any) -> None:
    files["manifest.json"] = json.dumps(json.loads(files["manifest.json"]) | other).encode()


def with_lines(files: Files, table: str, lines: Iterable[bytes]) -> None:
    """Other rows in a table, as if they had been written so."""
    written = [line + b"\n" for line in lines]
    files[f"rows/{table}.jsonl"] = b"".join(written)
    files.setdefault(f"tables/{table}.csv", b"")
    tables = json.loads(files["manifest.json"])["tables"]
    digest = hashlib.sha256(files[f"rows/{table}.jsonl"]).hexdigest()
    with_manifest(files, tables=tables | {table: {"rows": len(written), "sha256": digest}})


def with_values(files: Files, table: str, **values: Any) -> None:
    """Other values in the first row of a table, as if they had been written so."""
    first, *others = files[f"rows/{table}.jsonl"].splitlines()
    line = json.dumps({**json.loads(first), **values}, ensure_ascii=True)
    with_lines(files, table, [line.encode(), *others])
