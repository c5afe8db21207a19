"""Where else a family's first names stand, before it is erased: in words about somebody else."""

import re
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.families import rights_queries
from massage_studio.store.erasing import logged_texts, rows_about, texts_holding

LOG = "operation"


@dataclass(frozen=True, slots=True)
class Mention:
    """One text in which a first name of the family stands, and in which column of which row.

    Words that were changed since stand in the log alone: the row is then the operation's.
    """

    table: str
    column: str
    key: UUID
    text: str


def mentions(session: Session, *, family_id: UUID) -> tuple[Mention, ...]:
    """Return the texts that are not about a family and have one of its first names as a word of their own.

    Whether they mean somebody of the family nobody but the instructor can tell.
    """
    names = rights_queries.names_of(session, family_id=family_id).given
    about = rows_about(session, rights_queries.people_of(session, family_id=family_id))
    words = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    found = tuple(
        Mention(table, column, key, text)
        for table, column, key, text in texts_holding(session, names)
        if words.search(text) and key not in about.get(table, ()) and not _is_somebody(table, column)
    )
    standing = {one.text for one in found}
    logged = (
        Mention(LOG, "changes", operation_id, text)
        for operation_id, table, column, key, text in logged_texts(session, names)
        if words.search(text)
        and text not in standing
        and key not in about.get(table, ())
        and not _is_somebody(table, column)
    )
    return (*found, *dict.fromkeys(logged))


def _is_somebody(table: str, column: str) -> bool:
    """Tell whether the column is the name of another person, who may well be called the same."""
    return table in ("baby", "carer") and column.endswith("_name")
