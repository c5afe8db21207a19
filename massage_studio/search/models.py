"""Whose words stand in the search indexes, which themselves have no model."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from massage_studio.store.base import Base, strict


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
