"""The live record of a class: its activities, states, cues, responses, permission, bookmarks and notes."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from massage_studio.store.base import Base, Keyed, refers, strict
from massage_studio.store.changes import Thing
from massage_studio.store.triggers import refuse

_KINDS = "kind IN ('state', 'cue', 'response', 'permission', 'not_massaged', 'bookmark', 'note')"


class PaletteKey(Base):
    """A key and short label of a palette of her own; without any the palette is as it ships."""

    __tablename__ = "palette_key"

    kind: Mapped[str] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]
    label: Mapped[str]
    position: Mapped[int]


class Delivered(Keyed, Base):
    """An activity of one class as it really went: when it began and ended, or that it was skipped.

    One that was added while the class ran and taken back again is `removed`. `minutes` may be stretched while
    it runs; `planned_minutes` are those it was laid out with, 0 for one that was added and None in a class of
    before they were kept. `why` says in words why it was left out. `offered` says what became of one that was
    left out when the next class of the course offered it.
    """

    __tablename__ = "delivered"
    topics = frozenset({Thing.CURRICULUM})
    __table_args__ = strict(
        CheckConstraint("ended_at IS NULL OR started_at IS NOT NULL", name="began"),
        Index(
            "uq_delivered_one_running",
            "session_id",
            unique=True,
            sqlite_where=sql("started_at IS NOT NULL AND ended_at IS NULL"),
        ),
        Index("ix_delivered_session_id_position", "session_id", "position"),
    )

    session_id: Mapped[UUID] = refers("class_session.id", index=False)
    position: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    minutes: Mapped[int]
    benefits: Mapped[tuple[str, ...]]
    areas: Mapped[tuple[str, ...]]
    topic: Mapped[str] = mapped_column(default="", server_default="")
    strokes: Mapped[tuple[str, ...]] = mapped_column(default=(), server_default="[]")
    item: Mapped[str] = mapped_column(default="", server_default="")
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    skipped: Mapped[bool] = mapped_column(default=False)
    removed: Mapped[bool] = mapped_column(default=False)
    planned_minutes: Mapped[int | None]
    why: Mapped[str] = mapped_column(default="", server_default="")
    offered: Mapped[str] = mapped_column(
        CheckConstraint("offered IN ('', 'taken', 'declined')", name="offered"), default="", server_default=""
    )


class CaughtUp(Keyed, Base):
    """A stroke or a topic that a family was told of by hand: at the door, or on a sheet it was given.

    `session_id` is the class in which it was. One that was taken back is `removed`.
    """

    __tablename__ = "caught_up"
    topics = frozenset({Thing.REGISTER})
    __table_args__ = strict(
        CheckConstraint("kind IN ('stroke', 'topic')", name="kind"),
        CheckConstraint("how IN ('told', 'sheet')", name="how"),
        Index(
            "uq_caught_up_standing",
            "baby_id",
            "kind",
            "code",
            unique=True,
            sqlite_where=sql("NOT removed"),
        ),
    )

    baby_id: Mapped[UUID] = refers("baby.id")
    session_id: Mapped[UUID | None] = refers("class_session.id", index=False)
    kind: Mapped[str]
    code: Mapped[str]
    how: Mapped[str]
    at: Mapped[datetime]
    removed: Mapped[bool] = mapped_column(default=False)


class CueNote(Keyed, Base):
    """One observation, append-only: undo voids it, redo restores it.

    All notes of one press share `action_id`, its operation in the log (a press for the whole group makes one
    note a baby).
    `seq` rises within a session and is the order of writing. A state has an explicit end. `refers_to` is
    the note that this one corrects or puts into words, `answers` the one that a response was the answer to.
    """

    __tablename__ = "cue_note"
    topics = frozenset({Thing.CUES})
    __table_args__ = strict(
        CheckConstraint(_KINDS, name="kind"),
        CheckConstraint(
            "kind <> 'not_massaged' OR code IN ('asleep','hungry','said_no','recent_jab','unwell','other')",
            name="reason",
        ),
        CheckConstraint("ended_at IS NULL OR (kind = 'state' AND ended_at >= at)", name="interval"),
        CheckConstraint("layer IN ('', 'private', 'family', 'safeguarding')", name="layer"),
        CheckConstraint("answers IS NULL OR kind = 'response'", name="answers"),
        Index(
            "uq_cue_note_one_open_state",
            "session_id",
            "baby_id",
            unique=True,
            sqlite_where=sql("kind = 'state' AND ended_at IS NULL AND voided_at IS NULL"),
        ),
        UniqueConstraint("session_id", "seq"),
        # One note in a hundred is of words.
        Index(
            "ix_cue_note_words",
            "layer",
            "voided_at",
            "text",
            "at",
            sqlite_where=sql("kind = 'note'"),
        ),
        # All that the cues of many classes are counted by, so that the rows themselves are not read.
        Index(
            "ix_cue_note_cues",
            "session_id",
            "delivered_id",
            "code",
            sqlite_where=sql("kind = 'cue' AND voided_at IS NULL"),
        ),
    )

    session_id: Mapped[UUID] = refers("class_session.id", index=False)
    baby_id: Mapped[UUID] = refers("baby.id")
    action_id: Mapped[UUID] = refers("operation.id")
    seq: Mapped[int]
    kind: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    layer: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    delivered_id: Mapped[UUID | None] = refers("delivered.id", index=False)
    carer_id: Mapped[UUID | None] = refers("carer.id", index=False)
    refers_to: Mapped[UUID | None] = refers("cue_note.id", index=False)
    answers: Mapped[UUID | None] = refers("cue_note.id", index=False)
    voided_at: Mapped[datetime | None]


class HeldPress(Keyed, Base):
    """A press that nobody was selected for: it waits until somebody is, or until it is let go."""

    __tablename__ = "held_press"
    topics = frozenset({Thing.CUES})
    __table_args__ = strict(CheckConstraint(_KINDS, name="kind"))

    session_id: Mapped[UUID] = refers("class_session.id")
    kind: Mapped[str]
    code: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    layer: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    released_at: Mapped[datetime | None]


class Draft(Keyed, Base):
    """Words that were begun in a class and are not written yet; they are no part of its record.

    `place` is the field they stand in; `subject` the key of the bookmark or of the baby whose sheet it is,
    empty for a note, of which `whose` says whose it is: a baby's key, "group" or nobody's.
    """

    __tablename__ = "draft"
    __table_args__ = strict(
        CheckConstraint("place IN ('note', 'words', 'sheet')", name="place"),
        UniqueConstraint("session_id", "place", "subject"),
    )

    session_id: Mapped[UUID] = refers("class_session.id", index=False)
    place: Mapped[str]
    subject: Mapped[str] = mapped_column(default="")
    whose: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    layer: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


refuse(
    "note_rewritten",
    "cue_note_append_only",
    "UPDATE ON cue_note",
    only_if="""NEW.id IS NOT OLD.id OR NEW.session_id IS NOT OLD.session_id OR NEW.baby_id IS NOT OLD.baby_id
    OR NEW.action_id IS NOT OLD.action_id OR NEW.seq IS NOT OLD.seq OR NEW.kind IS NOT OLD.kind
    OR NEW.code IS NOT OLD.code OR NEW.text IS NOT OLD.text OR NEW.at IS NOT OLD.at
    OR NEW.layer IS NOT OLD.layer OR NEW.carer_id IS NOT OLD.carer_id OR NEW.refers_to IS NOT OLD.refers_to
    OR NEW.delivered_id IS NOT OLD.delivered_id OR NEW.answers IS NOT OLD.answers""",
)
refuse("note_deleted", "cue_note_kept", "DELETE ON cue_note")
