"""Families: the adults, the babies, their health and what they agreed to."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from massage_studio.store.base import Base, Keyed, Subject, refers, strict
from massage_studio.store.changes import Thing
from massage_studio.store.erased import ERASED
from massage_studio.store.triggers import refuse


class Family(Subject, Base):
    """A household, whatever its shape; its carers and babies say who it is.

    `form_back_on` is when it handed back the form with its particulars and the questions about health. What
    stays of one that was erased has no names. One with a `hold_reason` must not be erased, such as while a
    claim is open.
    """

    __tablename__ = "family"
    __table_args__ = strict(Index("ix_family_made_at_id", "made_at", "id"))
    topics = frozenset({Thing.FAMILIES})
    left_when_erased = {"form_back_on": None, "hold_reason": ""}

    made_at: Mapped[datetime]
    form_back_on: Mapped[date | None]
    erased_on: Mapped[date | None]
    hold_reason: Mapped[str] = mapped_column(default="", server_default="")
    carers: Mapped[list["Carer"]] = relationship(order_by="Carer.position", lazy="selectin")
    babies: Mapped[list["Baby"]] = relationship(order_by="(Baby.birth_date, Baby.position)", lazy="selectin")
    consents: Mapped[list["Consent"]] = relationship(lazy="select")


class Carer(Subject, Base):
    """An adult who brings a baby: parent, grandparent, foster carer, friend.

    Who `lives_apart` from the others of the family gets papers of their own. `contact_restriction` is why
    there is one; it is against all but what `restriction_allows` names.
    """

    __tablename__ = "carer"
    topics = frozenset({Thing.FAMILIES, Thing.REGISTER})
    left_when_erased = {
        "given_name": ERASED,
        "family_name": "",
        "relationship": "",
        "email": "",
        "phone": "",
        "language": "",
        "contact_restriction": "",
        "lives_apart": False,
        "restriction_allows": (),
        "restriction_since": None,
        "restriction_until": None,
    }
    __table_args__ = strict(
        CheckConstraint("length(given_name) BETWEEN 1 AND 200", name="given_name"),
        Index(
            "ix_carer_restriction_until",
            "restriction_until",
            sqlite_where=text("restriction_until IS NOT NULL"),
        ),
    )

    family_id: Mapped[UUID] = refers("family.id")
    position: Mapped[int] = mapped_column(default=0)
    given_name: Mapped[str]
    family_name: Mapped[str] = mapped_column(default="")
    relationship_: Mapped[str] = mapped_column("relationship", default="")
    email: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="")
    contact_restriction: Mapped[str] = mapped_column(default="")
    lives_apart: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    restriction_allows: Mapped[tuple[str, ...]] = mapped_column(default=(), server_default=text("'[]'"))
    restriction_since: Mapped[date | None]
    restriction_until: Mapped[date | None]


class RestrictionOverride(Keyed, Base):
    """Why an adult came or was written to against a contact restriction; what is kept stays.

    `session_id` is the class that it was for, where it was for one.
    """

    __tablename__ = "restriction_override"
    topics = frozenset({Thing.FAMILIES})
    __table_args__ = strict(
        CheckConstraint("purpose IN ('come', 'be_told', 'get_papers')", name="purpose"),
        CheckConstraint("length(trim(reason)) > 0", name="reason"),
    )

    carer_id: Mapped[UUID] = refers("carer.id")
    session_id: Mapped[UUID | None] = refers("class_session.id")
    purpose: Mapped[str]
    reason: Mapped[str]
    made_at: Mapped[datetime]


class Baby(Subject, Base):
    """A baby; the due date is kept only where it gives a corrected age."""

    __tablename__ = "baby"
    topics = frozenset({Thing.FAMILIES, Thing.REGISTER})
    left_when_erased = {"given_name": ERASED, "family_name": "", "birth_date": None, "due_date": None}
    __table_args__ = strict(CheckConstraint("length(given_name) BETWEEN 1 AND 200", name="given_name"))

    family_id: Mapped[UUID] = refers("family.id")
    position: Mapped[int] = mapped_column(default=0)
    given_name: Mapped[str]
    family_name: Mapped[str] = mapped_column(default="")
    birth_date: Mapped[date | None]
    due_date: Mapped[date | None]
    flags: Mapped[list["HealthFlag"]] = relationship(order_by="HealthFlag.since", lazy="selectin")


class HealthFlag(Keyed, Base):
    """Something to know before touching: an allergy, a recent jab, skin, a condition."""

    __tablename__ = "health_flag"
    topics = frozenset({Thing.FAMILIES, Thing.REGISTER})
    __table_args__ = strict(
        CheckConstraint("kind IN ('allergy', 'immunised', 'skin', 'unwell', 'condition')", name="kind")
    )

    baby_id: Mapped[UUID] = refers("baby.id")
    kind: Mapped[str]
    what: Mapped[str]
    since: Mapped[date]
    expires: Mapped[date | None]


class Consent(Keyed, Base):
    """One kind of agreement, with the version of the words agreed to; one answer of a kind stands."""

    __tablename__ = "consent"
    topics = frozenset({Thing.FAMILIES, Thing.REGISTER})
    __table_args__ = strict(
        CheckConstraint("kind IN ('health', 'notes', 'photo', 'contact')", name="kind"),
        Index("ix_consent_family_id_kind", "family_id", "kind"),
        Index(
            "uq_consent_one_standing",
            "family_id",
            "kind",
            unique=True,
            sqlite_where=sql("withdrawn_on IS NULL"),
        ),
    )

    family_id: Mapped[UUID] = refers("family.id", index=False)
    kind: Mapped[str]
    given: Mapped[bool]
    wording: Mapped[str]
    given_on: Mapped[date]
    withdrawn_on: Mapped[date | None]


class Note(Keyed, Base):
    """A sentence about a family in one of three layers.

    `private` stays with the instructor, `family` may be shown to the family, `safeguarding` says only
    where a concern was passed to, never its story.
    """

    __tablename__ = "note"
    topics = frozenset({Thing.FAMILIES})
    __table_args__ = strict(CheckConstraint("layer IN ('private', 'family', 'safeguarding')", name="layer"))

    family_id: Mapped[UUID] = refers("family.id")
    baby_id: Mapped[UUID | None] = refers("baby.id")
    layer: Mapped[str]
    text: Mapped[str]
    made_at: Mapped[datetime]


def _once_a_course(name: str, *columns: str) -> tuple[Index, ...]:
    """Return what keeps a row single in each course, and where it is not known of which course it is."""
    no_course, of_course = sql("course_id IS NULL"), sql("course_id IS NOT NULL")
    return (
        Index(f"uq_{name}_no_course", *columns, unique=True, sqlite_where=no_course),
        Index(f"uq_{name}_of_course", *columns, "course_id", unique=True, sqlite_where=of_course),
    )


class Rating(Keyed, Base):
    """A carer's own answer, 0 to 10, to one of the five statements before or after a course."""

    __tablename__ = "rating"
    topics = frozenset({Thing.FAMILIES})
    __table_args__ = strict(
        CheckConstraint("moment IN ('before', 'after')", name="moment"),
        CheckConstraint("score BETWEEN 0 AND 10", name="score"),
        *_once_a_course("rating", "carer_id", "moment", "statement"),
    )

    carer_id: Mapped[UUID] = refers("carer.id", index=False)
    course_id: Mapped[UUID | None] = refers("course.id")
    moment: Mapped[str]
    statement: Mapped[int]
    score: Mapped[int]
    made_on: Mapped[date]


class OwnWords(Keyed, Base):
    """The sentence that a carer added to the five items before or after a course, if any.

    `on_paper` is her answer whether what she said may stand on what her family takes home.
    """

    __tablename__ = "own_words"
    topics = frozenset({Thing.FAMILIES})
    __table_args__ = strict(
        CheckConstraint("moment IN ('before', 'after')", name="moment"),
        *_once_a_course("own_words", "carer_id", "moment"),
    )

    carer_id: Mapped[UUID] = refers("carer.id", index=False)
    course_id: Mapped[UUID | None] = refers("course.id")
    moment: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    on_paper: Mapped[bool] = mapped_column(default=False)
    made_on: Mapped[date]


class PrivateMark(Keyed, Base):
    """For the instructor alone: that a family might gain most from the course, why, and since when.

    `worries` are codes such as low_mood, `words` are her own. It is on no paper, letter, list or other page.
    """

    __tablename__ = "private_mark"
    topics = frozenset({Thing.FAMILIES})
    __table_args__ = strict(UniqueConstraint("family_id"))

    family_id: Mapped[UUID] = refers("family.id", index=False)
    worries: Mapped[tuple[str, ...]]
    words: Mapped[str] = mapped_column(default="")
    since: Mapped[date]


class Referral(Keyed, Base):
    """For the instructor alone: whom a family was sent to, what they said to that, and what was agreed.

    `consent` is the family's answer, asked on `consent_on` and in the way of `consent_how`. `note_id` is the
    note that led to it, where one did. Told of on no paper, letter, list or other page.
    """

    __tablename__ = "referral"
    topics = frozenset({Thing.FAMILIES})
    __table_args__ = strict(
        CheckConstraint("length(trim(service)) > 0", name="service"),
        Index("ix_referral_follow_up_on", "follow_up_on"),
    )

    family_id: Mapped[UUID] = refers("family.id")
    note_id: Mapped[UUID | None] = refers("note.id")
    service: Mapped[str]
    consent: Mapped[bool]
    consent_on: Mapped[date]
    consent_how: Mapped[str]
    agreed: Mapped[str] = mapped_column(default="")
    made_on: Mapped[date]
    follow_up_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(default="")


class CheckIn(Keyed, Base):
    """For the instructor alone: how a family said it was getting on, after a class.

    `follow_up_on` is when she wants to ask again, `done_on` when she did. Told of on no paper, letter,
    list or other page.
    """

    __tablename__ = "check_in"
    topics = frozenset({Thing.FAMILIES})
    __table_args__ = strict(
        UniqueConstraint("family_id", "session_id"),
        Index("ix_check_in_follow_up_on", "follow_up_on"),
    )

    family_id: Mapped[UUID] = refers("family.id", index=False)
    session_id: Mapped[UUID] = refers("class_session.id")
    words: Mapped[str]
    made_on: Mapped[date]
    follow_up_on: Mapped[date | None]
    done_on: Mapped[date | None]


class RightsRequest(Keyed, Base):
    """What a family asked for about its own data, when, and when it was done.

    Of a family that was erased the request stays, without its `words`.
    """

    __tablename__ = "rights_request"
    topics = frozenset({Thing.FAMILIES})
    left_when_erased = {"words": ""}
    __table_args__ = strict(
        CheckConstraint("kind IN ('access', 'correction', 'erasure', 'withdrawal')", name="kind"),
        Index("ix_rights_request_open", "asked_on", sqlite_where=sql("done_on IS NULL")),
    )

    family_id: Mapped[UUID] = refers("family.id")
    kind: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[date]
    done_on: Mapped[date | None]


refuse("reason_kept", "restriction_override_unchanged", "UPDATE ON restriction_override")
refuse("reason_kept", "restriction_override_kept", "DELETE ON restriction_override")
