"""Reads a whole studio out of a file in the open format, and makes a studio's database of it.

A ZIP archive: manifest.json says the format, the version of the schema, what is in it, and of each table its
rows and their checksum; schema.json the columns and types; rows/<table>.jsonl has a JSON object a row, with
the values as `store/open_rows.py` says; tables/<table>.csv the same for people, with names beside the keys.
Photos and papers that were printed are not in it: they are made from these rows.

Programs that unpack and pack such a file again put it into a folder and lay things of their own beside it;
only the manifest and the rows that it lists are read, and no name of the archive is ever used as a path.
"""

import hashlib
import json
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

from massage_studio.errors import KnownError
from massage_studio.language import QT_TRANSLATE_NOOP
from massage_studio.store import open_rows
from massage_studio.store.copying import HELD, Contents
from massage_studio.store.engine import SCHEMA_VERSIONS
from massage_studio.store.keys import Key

ENDING = ".zip"
FORMAT, FORMAT_VERSION = "massage-studio", 1
MANIFEST, SCHEMA, READ_ME = "manifest.json", "schema.json", "read me.txt"
Progress = Callable[[int, int], bool]
"""Hears of rows done so far and of all; says False where nobody waits any more."""

PORTION = 1_000
_BEGINS = b"PK"
_LONGEST_MANIFEST = 1_000_000
_LONGEST_LINE = 100_000_000
# Notes of many classes are alike and become fifteen times smaller; what claims more is no studio.
_MOST_SMALLER = 100
_ALWAYS_ALLOWED = 100_000_000
_ANOTHER = QT_TRANSLATE_NOOP("Rooms", "Choose another file. Nothing was changed.")
# What a file may answer that is no such archive, or of which bytes are others than were written.
_UNREADABLE = (
    *(OSError, EOFError, zipfile.BadZipFile, zlib.error, struct.error),
    *(ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError, NotImplementedError),
)


@dataclass(frozen=True, slots=True)
class WholeStudio:
    """What a file says of the studio in it: the moment of its export, and what it holds."""

    made_at: datetime
    holds: Contents


@dataclass(frozen=True, slots=True)
class _Archive:
    """An open archive whose manifest was read, with its files by the names that they were written with."""

    archive: zipfile.ZipFile
    files: Mapping[str, zipfile.ZipInfo]
    manifest: Mapping[str, Any]

    @property
    def tables(self) -> Mapping[str, Any]:
        return dict(self.manifest["tables"])

    def rows(self, table: str) -> Iterator[Mapping[str, Any]]:
        """Yield the rows of a table.

        Raises:
            ValueError: they are not those that were written.
        """
        said = self.tables[table]
        digest, count = hashlib.sha256(), 0
        with self.archive.open(self.files[f"rows/{table}.jsonl"]) as lines:
            while line := lines.readline(_LONGEST_LINE):
                digest.update(line)
                count += 1
                yield json.loads(line, parse_constant=_no_number)
        if (count, digest.hexdigest()) != (said["rows"], said["sha256"]):
            raise ValueError("the rows are not those that were written")


def is_whole_studio(file: Path) -> bool:
    """Tell whether a file is an archive, or was one until it was damaged, and so no backup."""
    try:
        with file.open("rb") as opened:
            begins = opened.read(len(_BEGINS))
    except OSError:
        return False
    return begins == _BEGINS or (not begins and file.suffix.casefold() == ENDING)


def told(file: Path) -> WholeStudio:
    """Return what a file says of the studio in it; whether that is so is seen when it is read.

    Raises:
        KnownError: as `make_studio` does.
    """
    with _opened(file) as whole:
        holds = whole.manifest["holds"]
        counts = (holds[name] for name in ("families", "classes", "notes"))
        moment = datetime.fromisoformat(whole.manifest["made_at"])
        if moment.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return WholeStudio(moment, Contents(*(int(count) for count in counts)))


def keys_in(file: Path, *, stopped: Callable[[], bool] | None = None) -> tuple[set[bytes], ...]:
    """Return the keys of the families, of the classes that were held and of the notes in a file.

    Raises:
        KnownError: as `make_studio` does, or `stopped` said that nobody waits any more.
    """
    with _opened(file) as whole:
        kept = {name: set[bytes]() for name in ("family", "class_session", "note", "cue_note")}
        for name, keys in kept.items():
            for number, row in enumerate(whole.rows(name)):
                if number % PORTION == 0 and stopped is not None and stopped():
                    raise KnownError("Reading the file was stopped.")
                if row.get("voided_at") is None and row.get("status", HELD[0]) in HELD:
                    keys.add(str(row["id"]).encode())
        return kept["family"], kept["class_session"], kept["note"] | kept["cue_note"]


def make_studio(
    file: Path, target: Path, *, key: Key | None = None, progress: Progress | None = None
) -> None:
    """Make a studio's database of a studio in the open format, in the new or empty file `target`.

    It is encrypted from its first byte where a `key` is given.

    Raises:
        KnownError: the file is damaged, not complete, no studio, made by a newer version or larger than it
            can be; the disk is full; or `progress` said that nobody waits any more. No target is left.
    """
    try:
        with _opened(file) as whole:
            _refuse_too_large(whole, file, target)
            open_rows.make_database(
                target, whole.manifest["schema"], _counted(whole, progress), set(whole.tables), key=key
            )
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _counted(whole: _Archive, progress: Progress | None) -> Callable[[str], Generator[Mapping[str, Any]]]:
    total, done = sum(int(said["rows"]) for said in whole.tables.values()), 0

    def rows(table: str) -> Generator[Mapping[str, Any]]:
        nonlocal done
        for row in whole.rows(table):
            yield row
            done += 1
            if done % PORTION == 0 and progress is not None and not progress(done, total):
                raise KnownError("The restore was stopped.", "Nothing was changed.")

    return rows


@contextmanager
def _opened(file: Path) -> Iterator[_Archive]:
    try:
        with zipfile.ZipFile(file) as archive:
            files = _files(archive)
            yield _Archive(archive, files, _manifest(archive, files))
    except _UNREADABLE:
        # Their words may hold what is in a row.
        raise KnownError(
            "This file is damaged, not complete, or was changed by hand.",
            "Copy it again from where you have it, or export the studio once more. Nothing was changed.",
        ) from None


def _files(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return the files of an archive by the names that they were written with, whatever packed it again."""
    found: dict[tuple[str, ...], zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        # Some programs of Windows write its own separator.
        name = entry.filename.replace("\\", "/")
        parts = tuple(name.split("/"))
        if name.startswith("/") or ".." in parts or ":" in parts[0]:
            raise KnownError(
                "This file has names in it that lead outside of it, as no studio's has.", _ANOTHER
            )
        if name.endswith("/") or _of_a_system(parts):
            continue
        if parts in found:
            raise ValueError("two files of one name")
        found[parts] = entry
    folder = _folder(found)
    files = {
        "/".join(parts[len(folder) :]): some
        for parts, some in found.items()
        if parts[: len(folder)] == folder
    }
    for entry in files.values():
        _refuse_packing(entry)
    return files


def _of_a_system(parts: tuple[str, ...]) -> bool:
    """Tell whether a file is one that macOS or Windows lays into each folder."""
    name = parts[-1]
    return "__MACOSX" in parts or name.startswith("._") or name in (".DS_Store", "Thumbs.db", "desktop.ini")


def _folder(found: Mapping[tuple[str, ...], zipfile.ZipInfo]) -> tuple[str, ...]:
    """Return the folder in the archive that holds the manifest: none but where it was packed again."""
    folders = [parts[:-1] for parts in found if parts[-1] == MANIFEST]
    if len(folders) == 1:
        return folders[0]
    if folders:
        raise KnownError(
            "There are several studios in this file.",
            "Unpack it, and pack each of its folders into a zip file of its own. Nothing was changed.",
        )
    if any(parts[-1].casefold().endswith(ENDING) for parts in found):
        raise KnownError(
            "There is another zip file in this one.",
            "Unpack it, then choose the zip file that was in it. Nothing was changed.",
        )
    raise KnownError("This file is no studio of Massage Studio.", _ANOTHER)


def _refuse_packing(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise KnownError(
            "Another program has put a password on this file.",
            "Unpack it with that program, pack it again without a password, then choose that one. Nothing "
            "was changed.",
        )
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise KnownError(
            "Another program has packed this file in a way that cannot be read here.",
            "Unpack it, pack it again as an ordinary zip file, then choose that one. Nothing was changed.",
        )


def _manifest(archive: zipfile.ZipFile, files: Mapping[str, zipfile.ZipInfo]) -> Mapping[str, Any]:
    if files[MANIFEST].file_size > _LONGEST_MANIFEST:
        raise ValueError("no manifest is that long")
    manifest = json.loads(archive.read(files[MANIFEST]))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise KnownError("This file is no studio of Massage Studio.", _ANOTHER)
    if manifest["format_version"] > FORMAT_VERSION or manifest["schema"] not in SCHEMA_VERSIONS:
        raise KnownError(
            "This file was written by a newer version of Massage Studio.",
            "Install the newest version, then try again. Nothing was changed.",
        )
    if not isinstance(manifest["tables"], dict) or not {
        f"rows/{name}.jsonl" for name in manifest["tables"]
    } <= set(files):
        raise ValueError("a table is missing")
    return manifest


def _refuse_too_large(whole: _Archive, file: Path, target: Path) -> None:
    size = sum(whole.files[f"rows/{table}.jsonl"].file_size for table in whole.tables)
    if size > max(_ALWAYS_ALLOWED, _MOST_SMALLER * file.stat().st_size):
        raise KnownError(
            "This file would grow far beyond what a studio can be, so it was not opened.", _ANOTHER
        )
    if shutil.disk_usage(target.parent).free < 2 * size:
        raise KnownError(
            "The disk has no room for this studio.",
            "Free some space on it, then try again. Nothing was changed.",
        )


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number that a studio holds")
