"""Writes the whole studio into one file in the open format that `whole_studio.py` tells of."""

import csv
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from massage_studio import __version__
from massage_studio.errors import KnownError
from massage_studio.exchange.saving import already_there, cannot_write
from massage_studio.exchange.table_files import written
from massage_studio.exchange.whole_studio import FORMAT, FORMAT_VERSION, MANIFEST, READ_ME, SCHEMA
from massage_studio.store import open_rows

_ABOUT = """\
This file holds a whole studio of Massage Studio, of the moment that manifest.json names.

tables/  one table each for a spreadsheet, with names
rows/    the same for programs: a JSON object a row; schema.json says which columns there are
The program makes a studio of it again: Restore a backup, Another file, or the command restore.
"""

Progress = Callable[[int, int], bool]
"""Hears of rows written so far and of all; says False where nobody waits any more."""


def write_studio(
    session: Session, target: Path, *, now: datetime, replace: bool = False, progress: Progress | None = None
) -> Path:
    """Write the whole studio as of this moment into a file, in full or not at all, and return it.

    Over another file only with `replace`.

    Raises:
        KnownError: there is a file of that name, it cannot be written there, or it was stopped.
    """
    if target.exists() and not replace:
        raise already_there()
    partial = target.with_name(f".{target.name}.part")
    try:
        partial.unlink(missing_ok=True)
        handle = os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(handle, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                _write(session, archive, now, progress or (lambda done, of: True))
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError as error:
        raise cannot_write(error) from None
    finally:
        partial.unlink(missing_ok=True)
    return target


def _write(session: Session, archive: zipfile.ZipFile, now: datetime, progress: Progress) -> None:
    tables = open_rows.table_names(session)
    total, done = sum(open_rows.count_of(session, table) for table in tables), 0
    names = _names(session)
    columns = {table: dict(open_rows.columns_of(session, table)) for table in tables}
    kept: dict[str, dict[str, Any]] = {}
    for table in tables:
        digest, count = hashlib.sha256(), 0
        with archive.open(f"rows/{table}.jsonl", "w", force_zip64=True) as lines:
            for row in open_rows.rows_of(session, table):
                line = json.dumps(row, ensure_ascii=False).encode("utf-8") + b"\n"
                digest.update(line)
                lines.write(line)
                count, done = count + 1, done + 1
                if done % 1_000 == 0 and not progress(done, total):
                    raise KnownError("The export was stopped.", "Nothing was written.")
        with (
            archive.open(f"tables/{table}.csv", "w", force_zip64=True) as file,
            io.TextIOWrapper(file, "utf-8-sig", newline="") as text,
        ):
            csv.writer(text, "excel").writerows(_for_people(session, table, names))
        kept[table] = {"rows": count, "sha256": digest.hexdigest()}
    archive.writestr(SCHEMA, json.dumps(columns, indent=1))
    archive.writestr(READ_ME, _ABOUT)
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "schema": open_rows.version_of(session),
        "program": __version__,
        "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "tables": kept,
    }
    archive.writestr(MANIFEST, json.dumps(manifest, indent=1))


_NAMED = ("family", "carer", "baby", "course", "session", "venue")
_NAMES = (
    ("baby", ("given_name", "family_name")),
    ("carer", ("given_name", "family_name")),
    ("course", ("name",)),
    ("venue", ("name",)),
    ("class_session", ("title", "starts_at")),
)


def _names(session: Session) -> dict[Any, str]:
    """Return what people call whoever and whatever a key stands for."""
    found: dict[Any, str] = {}
    families: dict[Any, list[str]] = {}
    for table, columns in _NAMES:
        for row in open_rows.rows_of(session, table):
            found[row["id"]] = " ".join(str(row[column]) for column in columns if row[column])
            if "family_id" in row:
                families.setdefault(row["family_id"], []).append(found[row["id"]])
    return found | {key: ", ".join(members) for key, members in families.items()}


def _for_people(session: Session, table: str, names: Mapping[Any, str]) -> Iterator[list[str]]:
    """Yield a table with the names of whom and what its rows refer to, so that no cell becomes a formula."""
    columns = [name for name, _ in open_rows.columns_of(session, table)]
    known = [name for name in columns if name.removesuffix("_id") in _NAMED]
    yield [*(name.removesuffix("_id") for name in known), *columns]
    for row in open_rows.rows_of(session, table):
        told = (names.get(row[name], "") for name in known)
        values = ("" if isinstance(value, dict) else value for value in row.values())
        yield [written(cell) for cell in (*told, *values)]
