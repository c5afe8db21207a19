"""The studio's own particulars, and the log of what was done in its classes and its office."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from massage_studio.store.base import Base, Keyed, refers, strict
from massage_studio.store.triggers import refuse


class Setting(Base):
    """One fact about the studio, such as the instructor's name; `picture` holds a logo."""

    __tablename__ = "particular"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(default="")
    picture: Mapped[bytes | None] = mapped_column(LargeBinary)


class Operation(Keyed, Base):
    """One thing that was done, in a class or in the office: undo takes it back and redo does it again.

    `session_id` is the class in which it was pressed, none in the office; `seq` rises within that class, or
    within the office. `at` is the moment that it stands for, which never runs backwards in a class while it
    stands; `clock` is what the computer's clock said.

    What it was about: the course or, in a class, the baby where it was one; `words` name whom or what it
    concerned in the office; in a class `kind` and `code` say what was pressed, `delivered_id` which activity
    of the plan, `made_id` what going back to it made, `amount` and `currency` the money at the door.

    `changes` is a JSON list of [table, key, columns before or null, columns after or null], with the values
    as the database holds them, in the order in which they were made; a migration that gives a column another
    name gives it that name there too.
    """

    __tablename__ = "operation"
    __table_args__ = strict(
        UniqueConstraint("session_id", "seq"),
        Index(
            "uq_operation_office_seq",
            "seq",
            unique=True,
            sqlite_where=sql("session_id IS NULL"),
        ),
        Index("ix_operation_verb_seq", "verb", "seq"),
    )

    session_id: Mapped[UUID | None] = refers("class_session.id", index=False)
    seq: Mapped[int]
    verb: Mapped[str]
    at: Mapped[datetime]
    clock: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    course_id: Mapped[UUID | None]
    baby_id: Mapped[UUID | None] = refers("baby.id")
    words: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="")
    code: Mapped[str] = mapped_column(default="")
    delivered_id: Mapped[UUID | None] = refers("delivered.id", index=False)
    made_id: Mapped[UUID | None]
    amount: Mapped[Decimal | None]
    currency: Mapped[str] = mapped_column(default="")
    changes: Mapped[str]


class OperationSubject(Base):
    """A family, a carer or a baby whose rows an operation holds, beside the baby of a press."""

    __tablename__ = "operation_subject"

    operation_id: Mapped[UUID] = mapped_column(
        ForeignKey("operation.id", ondelete="RESTRICT"), primary_key=True
    )
    subject_id: Mapped[UUID] = mapped_column(primary_key=True, index=True)


# What was pressed in a class stays in its log; the log of the office follows columns that get another name.
refuse(
    "action_rewritten",
    "operation_append_only",
    "UPDATE ON operation",
    only_if="""OLD.session_id IS NOT NULL AND (
    NEW.id IS NOT OLD.id OR NEW.session_id IS NOT OLD.session_id OR NEW.seq IS NOT OLD.seq
    OR NEW.verb IS NOT OLD.verb OR NEW.at IS NOT OLD.at OR NEW.clock IS NOT OLD.clock
    OR NEW.course_id IS NOT OLD.course_id OR NEW.baby_id IS NOT OLD.baby_id OR NEW.words IS NOT OLD.words
    OR NEW.kind IS NOT OLD.kind OR NEW.code IS NOT OLD.code OR NEW.delivered_id IS NOT OLD.delivered_id
    OR NEW.made_id IS NOT OLD.made_id OR NEW.amount IS NOT OLD.amount OR NEW.currency IS NOT OLD.currency
    OR NEW.changes IS NOT OLD.changes
)""",
)
refuse("action_deleted", "operation_kept", "DELETE ON operation", only_if="OLD.session_id IS NOT NULL")
