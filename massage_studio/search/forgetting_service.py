"""Takes what is no more out of what Find looks through."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import Session


def forget_family(session: Session, *, family_id: UUID) -> None:
    """Take a family out of the index of names; nothing finds it any more."""
    key = {"key": family_id.hex}
    entry = "SELECT id FROM search_entry WHERE kind = 'family' AND key = :key"
    session.execute(text(f"DELETE FROM search_name WHERE rowid = ({entry})"), key)
    session.execute(text("DELETE FROM search_entry WHERE kind = 'family' AND key = :key"), key)
