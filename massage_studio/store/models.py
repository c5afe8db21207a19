"""The studio's own particulars, and the log of what was done in its office."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from massage_studio.store.base import Base, Keyed, strict


class Particular(Base):
    """One fact about the studio, such as the instructor's name; `picture` holds a logo."""

    __tablename__ = "particular"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(default="")
    picture: Mapped[bytes | None] = mapped_column(LargeBinary)


class Deed(Keyed, Base):
    """One thing done in the office, such as a booking, a payment or an import: it can be taken back.

    `seq` rises through the studio. `about` is the course that it concerned, `words` whom. `changes` is a JSON
    list of [table, key, row before or null, row after or null] with the values as the database holds them.
    """

    __tablename__ = "deed"
    __table_args__ = strict(
        UniqueConstraint("seq"),
        Index("ix_deed_verb_seq", "verb", "seq"),
        Index("ix_deed_undone_at", "undone_at", sqlite_where=sql("undone_at IS NOT NULL")),
    )

    seq: Mapped[int]
    verb: Mapped[str]
    about: Mapped[UUID | None] = mapped_column(index=True)
    words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    changes: Mapped[str]
