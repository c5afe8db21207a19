"""Ways in which the file of a studio comes to harm, by name."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import sqlcipher3.dbapi2 as driver

from massage_studio.store.engine import FILE_NAME

Damage = Callable[[Path], None]
_PAGE = 4096


def _run(*statements: str) -> Damage:
    def harm(folder: Path) -> None:
        connection = driver.connect(str(folder / FILE_NAME), isolation_level=None)
        connection.execute("PRAGMA foreign_keys = OFF")
        for statement in statements:
            connection.execute(statement)
        connection.close()

    return harm


def _page(where: float, change: Callable[[bytes], bytes]) -> Damage:
    def harm(folder: Path) -> None:
        file = folder / FILE_NAME
        content = bytearray(file.read_bytes())
        start = max(1, int(len(content) / _PAGE * where)) * _PAGE
        content[start : start + _PAGE] = change(bytes(content[start : start + _PAGE]))
        file.write_bytes(content)

    return harm


def _cut(share: float) -> Damage:
    def harm(folder: Path) -> None:
        file = folder / FILE_NAME
        with file.open("r+b") as open_file:
            open_file.truncate(int(file.stat().st_size * share) // _PAGE * _PAGE)

    return harm


def _flipped(page: bytes) -> bytes:
    return bytes(byte ^ 0xFF for byte in page)


def _noise(page: bytes) -> bytes:
    return random.Random(7).randbytes(len(page))


def _zeroed(page: bytes) -> bytes:
    return bytes(len(page))


def _empty(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"")


def _each() -> Iterator[tuple[str, Damage]]:
    for place in (0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 0.99):
        for change in (_flipped, _noise, _zeroed):
            yield f"page at {place} {change.__name__[1:]}", _page(place, change)
    for share in (0.1, 0.5, 0.9, 0.995):
        yield f"cut to {share}", _cut(share)
    for table in ("carer", "note", "cue_note", "operation", "particular", "search_entry", "search_name"):
        yield f"without table {table}", _run(f"DROP TABLE {table}")
    for name in ("ix_operation_baby_id", "ix_booking_course_id", "ix_carer_family_id"):
        yield f"without index {name}", _run(f"DROP INDEX IF EXISTS {name}")
    for name in ("search_carer_update", "search_note_insert", "booking_capacity_insert", "venue_capacity"):
        yield f"without trigger {name}", _run(f"DROP TRIGGER {name}")
    yield "a trigger of nobody", _run("CREATE TRIGGER gift AFTER DELETE ON note BEGIN DELETE FROM note; END")
    yield (
        "another trigger",
        _run(
            "DROP TRIGGER venue_capacity",
            "CREATE TRIGGER venue_capacity BEFORE UPDATE ON venue BEGIN SELECT 1; END",
        ),
    )
    yield "a table of nobody", _run("CREATE TABLE recipe (name TEXT)")
    yield "a view of nobody", _run("CREATE VIEW names AS SELECT given_name FROM carer")
    yield "an index of nobody", _run("CREATE INDEX quick ON carer (email)")
    yield "a column more", _run("ALTER TABLE venue ADD COLUMN colour TEXT")
    yield "a column less", _run("ALTER TABLE receipt RENAME COLUMN number TO numero")
    yield "no version", _run("DELETE FROM alembic_version")
    yield "no table of the version", _run("DROP TABLE alembic_version")
    yield (
        "a plan of no course",
        _run("INSERT INTO plan_copy (id, course_id, code, plan) VALUES ('1', '2', 'five_60', '{}')"),
    )
    yield (
        "a receipt for nothing",
        _run("INSERT INTO receipt (id, number, payment_id, issued_at) VALUES ('1', 1, '2', '2026-11-19')"),
    )
    yield "a search without its parts", _run("DELETE FROM search_name_data")
    yield (
        "an index without its rows",
        _run(
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_master SET rootpage ="
            " (SELECT rootpage FROM sqlite_master WHERE name = 'operation') WHERE name = 'carer'",
            "PRAGMA writable_schema = OFF",
        ),
    )
    yield "nothing at all", _empty
    for place in (0.15, 0.3, 0.5, 0.65, 0.8, 0.95):
        yield f"half a page at {place} zeroed", _page(place, partial(_half, change=_zeroed))
    for place in (0.2, 0.45, 0.6, 0.9):
        yield f"half a page at {place} of noise", _page(place, partial(_half, change=_noise))


def _half(page: bytes, change: Callable[[bytes], bytes]) -> bytes:
    return page[: _PAGE // 2] + change(page[_PAGE // 2 :])


DAMAGES = dict(_each())
SAMPLE = (
    "a receipt for nothing",
    "page at 0.25 flipped",
    "page at 0.7 zeroed",
    "cut to 0.995",
    "without table operation",
    "without trigger search_carer_update",
    "without trigger venue_capacity",
    "a trigger of nobody",
    "another trigger",
    "a column more",
    "no version",
    "a plan of no course",
    "a search without its parts",
    "nothing at all",
)
