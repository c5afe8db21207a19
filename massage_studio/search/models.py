"""The search indexes, the triggers that keep them in step with the rows, and whose words stand in them."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from massage_studio.store.base import Base, strict
from massage_studio.store.triggers import make_with, trigger


class SearchEntry(Base):
    """What one row of an index stands for; `key` is the row's own in the table of its kind, as stored.

    Ids rise, so that the newest is the first from behind; those of families begin at 2**40.
    """

    __tablename__ = "search_entry"
    __table_args__ = strict(
        CheckConstraint("kind IN ('family', 'course', 'note', 'cue')", name="kind"),
        UniqueConstraint("kind", "key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    key: Mapped[str]


# Families count from here, all else from 1: so an index that holds both is read by kind.
_FAMILIES = 1 << 40

_INDEX = """
CREATE VIRTUAL TABLE {name} USING fts5(
    words, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3'
)
"""

_ENTRY = """
INSERT INTO search_entry (id, kind, key)
SELECT (SELECT coalesce(max(id), {below}) + 1 FROM search_entry WHERE {part}), '{kind}', {key}
WHERE NOT EXISTS (SELECT 1 FROM search_entry WHERE kind = '{kind}' AND key = {key});
"""
_DROP = """
DELETE FROM {index} WHERE rowid = (SELECT id FROM search_entry WHERE kind = '{kind}' AND key = {key});
"""
_FORGET = _DROP + "DELETE FROM search_entry WHERE kind = '{kind}' AND key = {key};"

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
_FAMILY_WORDS = f"""
SELECT group_concat(words, ' ') FROM (
    SELECT {_NAME} || ' ' || email || ' ' || {_DIGITS} || ' '
        || CASE WHEN length({_DIGITS}) > 10 THEN substr({_DIGITS}, -10) ELSE '' END AS words
    FROM carer WHERE family_id = search_entry.key
    UNION ALL
    SELECT {_NAME} FROM baby WHERE family_id = search_entry.key
)
"""
_COURSE_WORDS = """
SELECT course.name || ' ' || venue.name FROM course JOIN venue ON venue.id = course.venue_id
WHERE course.id = search_entry.key
"""
_FILL = """
INSERT INTO {index} (rowid, words)
SELECT id, words FROM (SELECT id, ({words}) AS words FROM search_entry WHERE {which} ORDER BY id)
WHERE words IS NOT NULL;
"""
_FOUND = "{row}.text <> '' AND {row}.layer <> 'safeguarding'"
_FOUND_CUE = _FOUND + " AND {row}.voided_at IS NULL"


def _after(name: str, event: str, steps: str, only_if: str = "") -> None:
    trigger(f"search_{name}", f"AFTER {event}", steps, only_if=only_if)


def _anew(kind: str, key: str, index: str, words: str) -> str:
    """Return the steps that write the words of one thing anew; it keeps its place among the newest."""
    part, below = (f"id > {_FAMILIES}", _FAMILIES) if kind == "family" else (f"id < {_FAMILIES}", 0)
    return "".join(
        (
            _DROP.format(index=index, kind=kind, key=key),
            _ENTRY.format(below=below, part=part, kind=kind, key=key),
            _FILL.format(index=index, words=words, which=f"kind = '{kind}' AND key = {key}"),
        )
    )


def _follow_members(table: str) -> None:
    """Write a family's words anew when one of its members comes, changes or goes."""
    named = "given_name, family_name" + (", email, phone" if table == "carer" else "")
    new, old = (_anew("family", f"{row}.family_id", "search_name", _FAMILY_WORDS) for row in ("NEW", "OLD"))
    _after(f"{table}_insert", f"INSERT ON {table}", new)
    _after(f"{table}_update", f"UPDATE OF {named}, family_id ON {table}", new)
    _after(f"{table}_move", f"UPDATE OF family_id ON {table}", old, "NEW.family_id <> OLD.family_id")
    _after(f"{table}_delete", f"DELETE ON {table}", old)
    if table == "baby":
        _after(
            "family_delete",
            "DELETE ON family",
            _FORGET.format(index="search_name", kind="family", key="OLD.id"),
        )


def _follow_courses() -> None:
    """Write a course's words anew when its name, its venue or the venue's name changes."""
    steps = _anew("course", "NEW.id", "search_name", _COURSE_WORDS)
    _after("course_insert", "INSERT ON course", steps)
    _after("course_update", "UPDATE OF name, venue_id ON course", steps)
    _after(
        "course_delete", "DELETE ON course", _FORGET.format(index="search_name", kind="course", key="OLD.id")
    )
    there = "kind = 'course' AND key IN (SELECT id FROM course WHERE venue_id = NEW.id)"
    _after(
        "venue_update",
        "UPDATE OF name ON venue",
        f"DELETE FROM search_name WHERE rowid IN (SELECT id FROM search_entry WHERE {there});"
        + _FILL.format(index="search_name", words=_COURSE_WORDS, which=there),
    )


def _follow_notes(table: str, kind: str, found: str, columns: str) -> None:
    """Follow the texts of a table; a row without a text, such as a pressed cue, costs one comparison."""
    words = f"SELECT text FROM {table} WHERE id = search_entry.key"
    new = found.format(row="NEW")
    written = _anew(kind, "NEW.id", "search_note", words)
    _after(f"{table}_insert", f"INSERT ON {table}", written, new)
    _after(f"{table}_update", f"UPDATE OF {columns} ON {table}", written, new)
    _after(
        f"{table}_hide",
        f"UPDATE OF {columns} ON {table}",
        _DROP.format(index="search_note", kind=kind, key="NEW.id"),
        f"OLD.text <> '' AND NOT ({new})",
    )
    _after(
        f"{table}_delete",
        f"DELETE ON {table}",
        _FORGET.format(index="search_note", kind=kind, key="OLD.id"),
        "OLD.text <> ''",
    )


for _index in ("search_name", "search_note"):
    make_with("search_entry", _INDEX.format(name=_index))
for _table in ("carer", "baby"):
    _follow_members(_table)
_follow_courses()
_follow_notes("note", "note", _FOUND, "text, layer")
_follow_notes("cue_note", "cue", _FOUND_CUE, "text, layer, voided_at")
