"""A studio in which every table has rows, and texts are as odd as a database takes them."""

from __future__ import annotations

from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as driver

# Nothing, a line break of each kind, both ways to write an accent, what ends a text elsewhere, what a
# spreadsheet would calculate, what no file may hold, signs of four bytes, two directions, a long one, and
# every sign of the first plane.
ODD = (
    "",
    "first\nsecond\r\nthird\rfourth\u2028fifth",
    "Zoe\u0308 and Zo\u00eb",
    "before\0after",
    '=HYPERLINK("http://example.org","Mia")',
    "\t-2+3",
    'a "quoted" word, and; more',
    "\x01\x1f\x7f\x85\ufeff\ufffe",
    "\U0001f476\U0001f3fd\u200d\U0001f9b0",
    "\u202eעברית العربية",
    '{"base64": "TWlh"}',
    "very long " * 10_000,
    "".join(chr(sign) for sign in range(0x10000) if not 0xD800 <= sign < 0xE000),
)
# A value that a rule of the table takes.
_TAKEN: dict[tuple[str, str], Any] = {
    ("caught_up", "kind"): "stroke",
    ("caught_up", "how"): "told",
    ("draft", "place"): "note",
    ("handout_issued", "how"): "printed",
    ("held_press", "kind"): "note",
    ("own_words", "moment"): "before",
    ("practice_event", "kind"): "cue",
    ("practice_event", "ended_ms"): None,
    ("referral", "service"): "Health visitor",
    ("restriction_override", "reason"): "Asked to",
    ("restriction_override", "purpose"): "come",
    ("rights_request", "kind"): "access",
}
# Texts that one row of each kind differs by, which stay as short as people write them.
_OF_ITS_OWN = {"import_layout": "signature", "letter_template": "kind", "palette_key": "key"}
# What is there is told of in odd words too: of whom it is, and what was noted.
_CHANGED = (
    ("note", "text"),
    ("cue_note", "text"),
    ("payment", "note"),
    ("venue", "address"),
    ("carer", "email"),
)


def empty_tables(file: Path) -> set[str]:
    """The tables of a closed studio without a row, those of the search left out."""
    with closing(driver.connect(str(file))) as raw:
        return {
            name for name in _tables(raw) if not raw.execute(f'SELECT 1 FROM "{name}" LIMIT 1').fetchone()
        }


def fill(file: Path) -> None:
    """Fill each empty table of a closed studio, and put odd texts where there are some."""
    with closing(driver.connect(str(file), isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        triggers = raw.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'search_%'"
        ).fetchall()
        for name, _ in triggers:
            raw.execute(f'DROP TRIGGER "{name}"')
        for table, column in _CHANGED:
            for number, words in enumerate(ODD):
                raw.execute(
                    f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = (SELECT rowid FROM "{table}" LIMIT 1'
                    " OFFSET ?)",
                    (words[:20_000], number),
                )
        raw.execute("UPDATE particular SET picture = ? WHERE rowid = 1", (bytes(range(256)) * 400,))
        waiting = [name for name in _tables(raw) if not raw.execute(f'SELECT 1 FROM "{name}"').fetchone()]
        # Those that refer to another new table after it.
        for table in sorted(waiting, key=lambda name: name == "practice_event"):
            for number, words in enumerate(ODD):
                _insert(raw, table, number, words)
        for _, made in triggers:
            raw.execute(made)
        assert raw.execute("PRAGMA foreign_key_check").fetchone() is None
        raw.execute("COMMIT")


def _tables(raw: Any) -> list[str]:
    found = raw.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
        " AND name <> 'sqlite_schema' AND name NOT LIKE 'search_%'"
    )
    return [name for (name,) in found]


def _insert(raw: Any, table: str, number: int, words: str) -> None:
    refers = {row[3]: row[2] for row in raw.execute(f'PRAGMA foreign_key_list("{table}")')}
    row = {
        name: _value(raw, table, name, kind, bool(required), refers, number, words)
        for _, name, kind, required, _, _ in raw.execute(f'PRAGMA table_info("{table}")').fetchall()
    }
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    raw.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', tuple(row.values()))


_KEYS = count(1)


def _value(
    raw: Any,
    table: str,
    name: str,
    kind: str,
    required: bool,
    refers: dict[str, str],
    number: int,
    words: str,
) -> Any:
    if (table, name) in _TAKEN:
        return _TAKEN[table, name]
    if name in refers:
        if not required and number % 2:
            return None
        known = raw.execute(f'SELECT id FROM "{refers[name]}" LIMIT ?', (len(ODD),)).fetchall()
        return known[number % len(known)][0]
    if name == "id":
        return f"{next(_KEYS):032x}"
    if kind == "INTEGER":
        return (
            (number, 2**63 - 1 - number, -(2**63) + number)[number % 3] if name == "revision" else number % 2
        )
    if _OF_ITS_OWN.get(table) == name or name in ("key", "code"):
        return f"code {number}"
    if not required and number % 2:
        return None
    if name.endswith("_at") or name == "at":
        return "2026-11-19 10:00:00.000000"
    if name in ("first", "last", "since") or name.endswith("_on"):
        return "2026-11-19"
    return words
