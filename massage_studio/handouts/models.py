"""What an instructor changed in a story, which stories she read, and which documents were handed to whom."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from massage_studio.store.base import Base, Keyed, refers, strict
from massage_studio.store.changes import Thing


def _once_a_home(name: str, *columns: str) -> tuple[Index, ...]:
    """Return what keeps a row single for each home, and for a family that has one home alone."""
    one, several = text("home_id IS NULL"), text("home_id IS NOT NULL")
    return (
        Index(f"uq_{name}_one_home", *columns, unique=True, sqlite_where=one),
        Index(f"uq_{name}_home", *columns, "home_id", unique=True, sqlite_where=several),
    )


class SentenceEdit(Keyed, Base):
    """The instructor's own words for a sentence of a baby's take-home; empty words leave it out.

    `home_id` is the first adult of the home whose copy it is, where the family has more than one.
    """

    __tablename__ = "sentence_edit"
    topics = frozenset({Thing.HANDOUTS})
    __table_args__ = strict(*_once_a_home("sentence_edit", "session_id", "baby_id", "key"))

    session_id: Mapped[UUID] = refers("class_session.id", index=False)
    baby_id: Mapped[UUID] = refers("baby.id")
    home_id: Mapped[UUID | None] = refers("carer.id")
    key: Mapped[str]
    words: Mapped[str]


class StoryRead(Keyed, Base):
    """That the instructor read a baby's take-home in this version of it; `home_id` as in a SentenceEdit."""

    __tablename__ = "story_read"
    topics = frozenset({Thing.HANDOUTS})
    __table_args__ = strict(*_once_a_home("story_read", "session_id", "baby_id"))

    session_id: Mapped[UUID] = refers("class_session.id", index=False)
    baby_id: Mapped[UUID] = refers("baby.id")
    home_id: Mapped[UUID | None] = refers("carer.id")
    version: Mapped[str]
    read_at: Mapped[datetime]


class SummaryEdit(Keyed, Base):
    """The instructor's own words for a sentence of a baby's summary of a course; `home_id` as above."""

    __tablename__ = "summary_edit"
    topics = frozenset({Thing.HANDOUTS})
    __table_args__ = strict(*_once_a_home("summary_edit", "course_id", "baby_id", "key"))

    course_id: Mapped[UUID] = refers("course.id", index=False)
    baby_id: Mapped[UUID] = refers("baby.id")
    home_id: Mapped[UUID | None] = refers("carer.id")
    key: Mapped[str]
    words: Mapped[str]


class SummaryRead(Keyed, Base):
    """That the instructor read a baby's summary of a course in this version of it."""

    __tablename__ = "summary_read"
    topics = frozenset({Thing.HANDOUTS})
    __table_args__ = strict(*_once_a_home("summary_read", "course_id", "baby_id"))

    course_id: Mapped[UUID] = refers("course.id", index=False)
    baby_id: Mapped[UUID] = refers("baby.id")
    home_id: Mapped[UUID | None] = refers("carer.id")
    version: Mapped[str]
    read_at: Mapped[datetime]


class HandoutIssued(Keyed, Base):
    """A document that left the studio for a family: printed, exported, or as a draft of a letter.

    `baby_id` is whose take-home it was, `home_id` as in a SentenceEdit, `version` that of the story; they are
    empty in what earlier versions of the program wrote.
    """

    __tablename__ = "handout_issued"
    topics = frozenset({Thing.HANDOUTS})
    __table_args__ = strict(CheckConstraint("how IN ('printed', 'exported', 'drafted')", name="how"))

    document: Mapped[str]
    family_id: Mapped[UUID] = refers("family.id")
    session_id: Mapped[UUID | None] = refers("class_session.id")
    baby_id: Mapped[UUID | None] = refers("baby.id", index=False)
    home_id: Mapped[UUID | None] = refers("carer.id", index=False)
    how: Mapped[str]
    variant: Mapped[str] = mapped_column(default="a4", server_default=text("'a4'"))
    version: Mapped[str] = mapped_column(default="", server_default=text("''"))
    issued_at: Mapped[datetime]
