"""Makes a studio of a file in the open format, which holds a whole studio.

A ZIP archive: manifest.json says the format, the version of the schema, and of each table its rows and their
checksum; schema.json the columns and types; rows/<table>.jsonl has a JSON object a row, with the values as
`store/open_rows.py` says; tables/<table>.csv the same for people, with names beside the keys. Photos and
papers that were printed are not in it: they are made from these rows.
"""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from massage_studio.errors import KnownError
from massage_studio.exchange.saving import cannot_write
from massage_studio.store import open_rows
from massage_studio.store.engine import SCHEMA_VERSIONS
from massage_studio.store.files import make_folder
from massage_studio.store.folder import make_private
from massage_studio.store.opening import BACKUPS

ENDING = ".zip"
FORMAT, FORMAT_VERSION = "massage-studio", 1
MANIFEST, SCHEMA, READ_ME = "manifest.json", "schema.json", "read me.txt"
_LONGEST_MANIFEST = 1_000_000
_LONGEST_LINE = 20_000_000
# Notes of many classes are alike and become fifteen times smaller; what claims more is no studio.
_MOST_SMALLER = 100
_ALWAYS_ALLOWED = 10_000_000


def restorable(folder: Path, chosen: Path, *, now: datetime) -> Path:
    """Return what a restore can take: `chosen`, or a backup that is made of it where it is a whole studio.

    Raises:
        KnownError: it is a whole studio that is damaged, not complete, of a newer version or too large.
    """
    if not zipfile.is_zipfile(chosen):
        return chosen
    backups = folder / BACKUPS
    make_private(folder)
    try:
        make_folder(backups)
        target = backups / f"from-export-{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}.db"
    except OSError as error:
        raise cannot_write(error) from None
    make_studio(chosen, target)
    return target


def make_studio(file: Path, target: Path) -> None:
    """Make a studio's database, the new file `target`, of a studio in the open format.

    Raises:
        KnownError: the file is damaged, not complete, no studio, made by a newer version or larger than it
            can be; or the disk is full. Nothing is left behind.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            _refuse_too_large(archive, file, target)
            tables: Mapping[str, Any] = manifest["tables"]
            open_rows.make_database(
                target, manifest["schema"], lambda table: _rows(archive, table, tables[table]), tables
            )
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError, EOFError, RecursionError):
        target.unlink(missing_ok=True)
        raise _damaged() from None
    except KnownError:
        target.unlink(missing_ok=True)
        raise


def _manifest(archive: zipfile.ZipFile) -> Mapping[str, Any]:
    """Read what the file says of itself; only names that it lists are ever read, and none as a path."""
    if archive.getinfo(MANIFEST).file_size > _LONGEST_MANIFEST:
        raise _damaged()
    manifest = json.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT:
        raise KnownError(
            "This file is no studio of Massage Studio.", "Choose another file. Nothing was changed."
        )
    if manifest["format_version"] > FORMAT_VERSION or manifest["schema"] not in SCHEMA_VERSIONS:
        raise KnownError(
            "This file was written by a newer version of Massage Studio.",
            "Install the newest version, then try again. Nothing was changed.",
        )
    expected = {MANIFEST, SCHEMA, READ_ME}
    expected |= {f"{folder}/{table}.{end}" for table in manifest["tables"] for folder, end in _FOLDERS}
    if set(archive.namelist()) != expected or len(archive.namelist()) != len(expected):
        raise _damaged()
    return dict(manifest)


_FOLDERS = (("rows", "jsonl"), ("tables", "csv"))


def _refuse_too_large(archive: zipfile.ZipFile, file: Path, target: Path) -> None:
    size = sum(entry.file_size for entry in archive.infolist())
    if size > max(_ALWAYS_ALLOWED, _MOST_SMALLER * file.stat().st_size):
        raise KnownError(
            "This file would grow far beyond what a studio can be, so it was not opened.",
            "Choose another file. Nothing was changed.",
        )
    if shutil.disk_usage(target.parent).free < 2 * size:
        raise KnownError(
            "The disk has no room for this studio.",
            "Free some space on it, then try again. Nothing was changed.",
        )


def _rows(archive: zipfile.ZipFile, table: str, said: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    digest, count = hashlib.sha256(), 0
    with archive.open(f"rows/{table}.jsonl") as lines:
        while line := lines.readline(_LONGEST_LINE):
            digest.update(line)
            count += 1
            yield json.loads(line)
    if (count, digest.hexdigest()) != (said["rows"], said["sha256"]):
        raise ValueError("the rows are not those that were written")


def _damaged() -> KnownError:
    return KnownError(
        "This file is damaged or not complete.", "Copy it again, or choose another one. Nothing was changed."
    )
