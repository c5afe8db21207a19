"""Courses, their dates, and who has a place."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from massage_studio.store.base import Base, Keyed, refers, strict


class Venue(Keyed, Base):
    """A hall; its capacity is counted in babies."""

    __tablename__ = "venue"

    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int]


class Course(Keyed, Base):
    """A run of sessions that follow one plan; ages are weeks, the price is for the whole course."""

    __tablename__ = "course"
    __table_args__ = strict(CheckConstraint("capacity > 0", name="capacity"))

    name: Mapped[str]
    plan_code: Mapped[str] = refers("course_plan.code", index=False)
    venue_id: Mapped[UUID] = refers("venue.id")
    capacity: Mapped[int]
    price: Mapped[Decimal]
    currency: Mapped[str]
    zone: Mapped[str]
    made_at: Mapped[datetime]
    venue: Mapped[Venue] = relationship(lazy="joined")
    sessions: Mapped[list["ClassSession"]] = relationship(order_by="ClassSession.starts_at", lazy="selectin")


class ClassSession(Keyed, Base):
    """One class on one date; `reflection` is the instructor's own and leaves the studio on no paper."""

    __tablename__ = "class_session"
    __table_args__ = strict(
        CheckConstraint("status IN ('planned', 'running', 'finished', 'cancelled')", name="status"),
        UniqueConstraint("course_id", "number"),
    )

    course_id: Mapped[UUID] = refers("course.id", index=False)
    number: Mapped[int]
    plan_session_code: Mapped[str] = refers("plan_session.code", index=False)
    title: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int]
    status: Mapped[str] = mapped_column(default="planned")
    opened_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    reflection: Mapped[str] = mapped_column(default="")
    course: Mapped[Course] = relationship(back_populates="sessions", lazy="joined")


class Booking(Keyed, Base):
    """A baby's place on a course, or the wish for one; `source` and `reference` say where it came from."""

    __tablename__ = "booking"
    __table_args__ = strict(
        CheckConstraint(
            "status IN ('enquiry', 'waiting', 'offered', 'booked', 'cancelled', 'moved')", name="status"
        ),
        Index(
            "uq_booking_one_live",
            "course_id",
            "baby_id",
            unique=True,
            sqlite_where=sql("status NOT IN ('cancelled', 'moved')"),
        ),
        Index("ix_booking_source_reference", "source", "reference"),
    )

    course_id: Mapped[UUID] = refers("course.id")
    baby_id: Mapped[UUID] = refers("baby.id")
    carer_id: Mapped[UUID] = refers("carer.id", index=False)
    status: Mapped[str]
    price: Mapped[Decimal]
    source: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    offered_until: Mapped[datetime | None]


class Attendance(Keyed, Base):
    """A baby at one class, with the adult who came and today's health check.

    `left_at` is set where a baby left before the end. A walk-in that was a mistake is `removed`.
    """

    __tablename__ = "attendance"
    __table_args__ = strict(
        CheckConstraint("status IN ('expected', 'here', 'late', 'absent', 'elsewhere')", name="status"),
        CheckConstraint(
            "health IN ('', 'nothing_new', 'unwell', 'immunised', 'skin', 'allergy')", name="health"
        ),
        UniqueConstraint("session_id", "baby_id"),
    )

    session_id: Mapped[UUID] = refers("class_session.id", index=False)
    baby_id: Mapped[UUID] = refers("baby.id")
    carer_id: Mapped[UUID | None] = refers("carer.id", index=False)
    position: Mapped[int]
    status: Mapped[str] = mapped_column(default="expected")
    marked_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    removed: Mapped[bool] = mapped_column(default=False)
    health: Mapped[str] = mapped_column(default="")
    health_note: Mapped[str] = mapped_column(default="")


class Payment(Keyed, Base):
    """Money for a booking; a refund is a payment below zero."""

    __tablename__ = "payment"

    booking_id: Mapped[UUID] = refers("booking.id")
    amount: Mapped[Decimal]
    currency: Mapped[str]
    method: Mapped[str]
    paid_at: Mapped[datetime]
