"""Words to find families, courses and notes by, kept in step by triggers.

A later migration that puts a new table in the place of baby, carer, family, course, venue, note or cue_note
loses the triggers on it, and must make them again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# Families count from here, all else from 1: so an index that holds both is read by kind.
FAMILIES = 1 << 40

INDEX = """
CREATE VIRTUAL TABLE {name} USING fts5(
    words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
)
"""

ENTRY = """
INSERT INTO search_entry (id, kind, key)
SELECT (SELECT coalesce(max(id), {below}) + 1 FROM search_entry WHERE {part}), '{kind}', {key}
WHERE NOT EXISTS (SELECT 1 FROM search_entry WHERE kind = '{kind}' AND key = {key});
"""
DROP = """
DELETE FROM {index} WHERE rowid = (SELECT id FROM search_entry WHERE kind = '{kind}' AND key = {key});
"""
FORGET = DROP + "DELETE FROM search_entry WHERE kind = '{kind}' AND key = {key};"

_DIGITS = "phone"
for _sign in (" ", "-", "(", ")", "+", ".", "/", "\u00a0"):
    _DIGITS = f"replace({_DIGITS}, '{_sign}', '')"


def _endings(name: str) -> str:
    """Return the SQL for a name's endings where its script (Thai and beyond) puts no spaces into names."""
    endings = " || ' ' || ".join(f"substr({name}, {start})" for start in range(1, 9))
    return f"CASE WHEN unicode({name}) >= 0x0E00 THEN ' ' || {endings} ELSE '' END"


_NAME = " || ".join(
    ("given_name || ' ' || family_name", _endings("given_name"), _endings("(family_name || given_name)"))
)

# The last ten digits again: who types 07700 finds +44 7700.
FAMILY_WORDS = f"""
SELECT group_concat(words, ' ') FROM (
    SELECT {_NAME} || ' ' || email || ' ' || {_DIGITS} || ' '
        || CASE WHEN length({_DIGITS}) > 10 THEN substr({_DIGITS}, -10) ELSE '' END AS words
    FROM carer WHERE family_id = search_entry.key
    UNION ALL
    SELECT {_NAME} FROM baby WHERE family_id = search_entry.key
)
"""
COURSE_WORDS = """
SELECT course.name || ' ' || venue.name FROM course JOIN venue ON venue.id = course.venue_id
WHERE course.id = search_entry.key
"""
FILL = """
INSERT INTO {index} (rowid, words)
SELECT id, words FROM (SELECT id, ({words}) AS words FROM search_entry WHERE {which} ORDER BY id)
WHERE words IS NOT NULL;
"""
FOUND = "{row}.text <> '' AND {row}.layer <> 'safeguarding'"
FOUND_CUE = FOUND + " AND {row}.voided_at IS NULL"


def upgrade() -> None:
    """Add the indexes, fill them with what is there, and set the triggers."""
    op.create_table(
        "search_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('family', 'course', 'note', 'cue')", name=op.f("ck_search_entry_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entry")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_search_entry_kind_key")),
        sqlite_strict=True,
    )
    for index in ("search_name", "search_note"):
        op.execute(INDEX.format(name=index))
    _fill()
    for table in ("carer", "baby"):
        _follow_members(table)
    _follow_courses()
    _follow_notes("note", "note", FOUND, "text, layer")
    _follow_notes("cue_note", "cue", FOUND_CUE, "text, layer, voided_at")


def _fill() -> None:
    op.execute(
        f"INSERT INTO search_entry SELECT {FAMILIES} + row_number() OVER (ORDER BY made_at, id),"
        " 'family', id FROM family"
    )
    op.execute(
        "INSERT INTO search_entry SELECT row_number() OVER (ORDER BY made, key), kind, key FROM ("
        "SELECT 'course' AS kind, id AS key, made_at AS made FROM course"
        f" UNION ALL SELECT 'note', id, made_at FROM note WHERE {FOUND.format(row='note')}"
        f" UNION ALL SELECT 'cue', id, at FROM cue_note WHERE {FOUND_CUE.format(row='cue_note')})"
    )
    _run(FILL, index="search_name", words=FAMILY_WORDS, which="kind = 'family'")
    _run(FILL, index="search_name", words=COURSE_WORDS, which="kind = 'course'")
    for kind, table in (("note", "note"), ("cue", "cue_note")):
        words = f"SELECT text FROM {table} WHERE id = search_entry.key"
        _run(FILL, index="search_note", words=words, which=f"kind = '{kind}'")


def _run(statement: str, **parts: str) -> None:
    # Straight to the driver, which takes no colon for a parameter.
    op.get_bind().exec_driver_sql(statement.format(**parts))


def _trigger(name: str, event: str, steps: str, when: str = "") -> None:
    condition = f"WHEN {when} " if when else ""
    _run("{text}", text=f"CREATE TRIGGER search_{name} AFTER {event} {condition}BEGIN {steps} END")


def _anew(kind: str, key: str, index: str, words: str) -> str:
    """Return the steps that write the words of one thing anew; it keeps its place among the newest."""
    part, below = (f"id > {FAMILIES}", FAMILIES) if kind == "family" else (f"id < {FAMILIES}", 0)
    return "".join(
        (
            DROP.format(index=index, kind=kind, key=key),
            ENTRY.format(below=below, part=part, kind=kind, key=key),
            FILL.format(index=index, words=words, which=f"kind = '{kind}' AND key = {key}"),
        )
    )


def _follow_members(table: str) -> None:
    """Write a family's words anew when one of its members comes, changes or goes."""
    named = "given_name, family_name" + (", email, phone" if table == "carer" else "")
    new, old = (_anew("family", f"{row}.family_id", "search_name", FAMILY_WORDS) for row in ("NEW", "OLD"))
    _trigger(f"{table}_insert", f"INSERT ON {table}", new)
    _trigger(f"{table}_update", f"UPDATE OF {named}, family_id ON {table}", new)
    _trigger(f"{table}_move", f"UPDATE OF family_id ON {table}", old, "NEW.family_id <> OLD.family_id")
    _trigger(f"{table}_delete", f"DELETE ON {table}", old)
    if table == "baby":
        _trigger(
            "family_delete",
            "DELETE ON family",
            FORGET.format(index="search_name", kind="family", key="OLD.id"),
        )


def _follow_courses() -> None:
    """Write a course's words anew when its name, its venue or the venue's name changes."""
    steps = _anew("course", "NEW.id", "search_name", COURSE_WORDS)
    _trigger("course_insert", "INSERT ON course", steps)
    _trigger("course_update", "UPDATE OF name, venue_id ON course", steps)
    _trigger(
        "course_delete", "DELETE ON course", FORGET.format(index="search_name", kind="course", key="OLD.id")
    )
    there = "kind = 'course' AND key IN (SELECT id FROM course WHERE venue_id = NEW.id)"
    _trigger(
        "venue_update",
        "UPDATE OF name ON venue",
        f"DELETE FROM search_name WHERE rowid IN (SELECT id FROM search_entry WHERE {there});"
        + FILL.format(index="search_name", words=COURSE_WORDS, which=there),
    )


def _follow_notes(table: str, kind: str, found: str, columns: str) -> None:
    """Follow the texts of a table; a row without a text, such as a pressed cue, costs one comparison."""
    words = f"SELECT text FROM {table} WHERE id = search_entry.key"
    new = found.format(row="NEW")
    written = _anew(kind, "NEW.id", "search_note", words)
    _trigger(f"{table}_insert", f"INSERT ON {table}", written, new)
    _trigger(f"{table}_update", f"UPDATE OF {columns} ON {table}", written, new)
    _trigger(
        f"{table}_hide",
        f"UPDATE OF {columns} ON {table}",
        DROP.format(index="search_note", kind=kind, key="NEW.id"),
        f"OLD.text <> '' AND NOT ({new})",
    )
    _trigger(
        f"{table}_delete",
        f"DELETE ON {table}",
        FORGET.format(index="search_note", kind=kind, key="OLD.id"),
        "OLD.text <> ''",
    )
