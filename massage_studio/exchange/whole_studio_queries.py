"""Writes the whole studio into one file in the open format that `whole_studio.py` tells of."""

import csv
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from massage_studio import __version__
from massage_studio.errors import KnownError
from massage_studio.exchange.saving import already_there, cannot_write
from massage_studio.exchange.table_files import written
from massage_studio.exchange.whole_studio import (
    FORMAT,
    FORMAT_VERSION,
    MANIFEST,
    PORTION,
    READ_ME,
    SCHEMA,
    Progress,
)
from massage_studio.store import open_rows
from massage_studio.store.profile import profile

T = TypeVar("T")

_ABOUT = """\
This file holds a whole studio of Massage Studio, of the moment that manifest.json names.
Anybody who has it can read it: names, telephone numbers, health and notes. Keep it as you would keep them.

tables/   one table each for a spreadsheet, in UTF-8: first the names of whom a row is about, then all that
          is kept, with times of the studio's place and amounts in the currency's unit. A cell that a
          spreadsheet would calculate has an apostrophe before it.
rows/     the same for programs: a JSON object a row, in UTF-8
schema.json    of each table the columns: their type, what they hold, whether they may be empty, and to which
               column a key refers
manifest.json  the format and its version, the version of the tables ("schema"), when the file was made,
               and of each table how many rows it has and the SHA-256 of its file in rows/

In rows/ keys are 32 hexadecimal digits, days YYYY-MM-DD, moments UTC, amounts ten-thousandths
of the unit, yes and no 1 and 0; null is empty; bytes, such as a logo, are {"base64": ...}; a list is JSON.
The table operation holds what rows were before they were changed, as JSON, so that this can be taken back.

The program makes a studio of it again, here or on another computer: Settings, Restore a backup, Another file,
or the command: massage-studio restore FILE.zip. It reads rows/ alone; what is changed in tables/ is not read.
If a browser or a person has unpacked the file, pack the folder into a zip file again first.
"""


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
    version, clock = open_rows.version_of(session), _clock(session)
    names = _names(session, clock)
    counter = _Counter(progress, 2 * sum(open_rows.count_of(session, table) for table in tables))
    kept: dict[str, dict[str, Any]] = {}
    for table in tables:
        kept[table] = _write_rows(session, archive, table, counter)
        with (
            archive.open(f"tables/{table}.csv", "w", force_zip64=True) as file,
            io.TextIOWrapper(file, "utf-8-sig", newline="") as text,
        ):
            csv.writer(text, "excel").writerows(counter.each(_for_people(session, table, names, clock)))
    columns = {table: open_rows.described(session, table) for table in tables}
    archive.writestr(SCHEMA, json.dumps({"schema": version, "tables": columns}, indent=1))
    archive.writestr(READ_ME, _ABOUT)
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "schema": version,
        "program": __version__,
        "made_at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "holds": asdict(open_rows.contents_of(session)),
        "tables": kept,
    }
    archive.writestr(MANIFEST, json.dumps(manifest, indent=1))


class _Counter:
    """Counts rows as they are written, and ends that where nobody waits any more."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0

    def each(self, rows: Iterable[T]) -> Iterator[T]:
        """Yield these rows."""
        for row in rows:
            yield row
            self._done += 1
            if self._done % PORTION == 0 and not self._progress(self._done, self._total):
                raise KnownError("The export was stopped.", "Nothing was written.")


def _write_rows(session: Session, archive: zipfile.ZipFile, table: str, counter: _Counter) -> dict[str, Any]:
    """Write the rows for programs, and return how many there are and their checksum."""
    digest, count = hashlib.sha256(), 0
    with archive.open(f"rows/{table}.jsonl", "w", force_zip64=True) as lines:
        for row in counter.each(open_rows.rows_of(session, table)):
            line = json.dumps(row, ensure_ascii=False, allow_nan=False).encode("utf-8") + b"\n"
            digest.update(line)
            lines.write(line)
            count += 1
    return {"rows": count, "sha256": digest.hexdigest()}


_NAMES = (
    ("baby", ("given_name", "family_name")),
    ("carer", ("given_name", "family_name")),
    ("course", ("name",)),
    ("venue", ("name",)),
    ("class_session", ("title", "starts_at")),
)
_NAMED = ("family.id", *(f"{table}.id" for table, _ in _NAMES))


def _names(session: Session, clock: Callable[[str], str]) -> dict[Any, str]:
    """Return what people call whoever and whatever a key stands for."""
    found: dict[Any, str] = {}
    families: dict[Any, list[str]] = {}
    for table, columns in _NAMES:
        for row in open_rows.rows_of(session, table):
            found[row["id"]] = " ".join(
                clock(row[column]) if column.endswith("_at") else str(row[column])
                for column in columns
                if row[column]
            )
            if "family_id" in row:
                families.setdefault(row["family_id"], []).append(found[row["id"]])
    return found | {key: ", ".join(members) for key, members in families.items()}


def _clock(session: Session) -> Callable[[str], str]:
    """Return what says a moment as a clock in the studio's place showed it, to the second."""
    zone = ZoneInfo(profile(session).zone)

    def clock(moment: str) -> str:
        try:
            local = datetime.fromisoformat(moment).replace(tzinfo=UTC).astimezone(zone)
        except (ValueError, OverflowError):
            return moment
        return local.isoformat(" ", "seconds")[:19]

    return clock


def _amount(value: int) -> str:
    return f"{Decimal(value) / 10_000:.4f}".removesuffix("00")


def _for_people(
    session: Session, table: str, names: Mapping[Any, str], clock: Callable[[str], str]
) -> Iterator[list[str]]:
    """Yield a table with the names of whom and what its rows refer to, so that no cell becomes a formula."""
    columns = open_rows.described(session, table)
    known = [name for name, about in columns.items() if about.get("refers_to") in _NAMED]
    yield [*(name.removesuffix("_id") for name in known), *columns]
    told: dict[str, Callable[[Any], str]] = {
        open_rows.MOMENT: clock,
        open_rows.AMOUNT: _amount,
        open_rows.YES_OR_NO: lambda value: "yes" if value else "no",
    }
    tellers = [told.get(about["holds"]) for about in columns.values()]
    for row in open_rows.rows_of(session, table):
        values = (
            "" if value is None or isinstance(value, dict) else teller(value) if teller else written(value)
            for teller, value in zip(tellers, row.values(), strict=True)
        )
        yield [*(written(names.get(row[name], "")) for name in known), *values]
