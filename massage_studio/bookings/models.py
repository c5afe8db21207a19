"""Courses, their dates, and who has a place."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from massage_studio.store.base import Base, Keyed, refers, strict
from massage_studio.store.changes import Thing
from massage_studio.store.triggers import refuse, trigger


class Venue(Keyed, Base):
    """A hall; its capacity is counted in babies."""

    __tablename__ = "venue"
    topics = frozenset({Thing.BOOKINGS, Thing.REGISTER})

    name: Mapped[str]
    address: Mapped[str] = mapped_column(default="")
    capacity: Mapped[int]


class Course(Keyed, Base):
    """A run of sessions that follow one plan, a single class, or visits to one home.

    Ages are whole weeks, corrected where the baby came early. Prices are for the whole course, but
    `drop_in_price` is for one class; None says that there is no such price. `instructor` is empty where it is
    the studio's own. Archived, it is left out of the list of courses once it has no class to come.
    """

    __tablename__ = "course"
    topics = frozenset({Thing.BOOKINGS, Thing.REGISTER})
    __table_args__ = strict(
        CheckConstraint("capacity > 0", name="capacity"),
        CheckConstraint("kind IN ('course', 'one_off', 'private')", name="kind"),
    )

    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="course")
    plan_code: Mapped[str]
    venue_id: Mapped[UUID] = refers("venue.id")
    capacity: Mapped[int]
    price: Mapped[Decimal]
    concession_price: Mapped[Decimal | None]
    sibling_price: Mapped[Decimal | None]
    drop_in_price: Mapped[Decimal | None]
    deposit: Mapped[Decimal | None]
    currency: Mapped[str]
    min_weeks: Mapped[int | None]
    max_weeks: Mapped[int | None]
    instructor: Mapped[str] = mapped_column(default="")
    zone: Mapped[str]
    made_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]
    venue: Mapped[Venue] = relationship(lazy="joined")
    sessions: Mapped[list["ClassSession"]] = relationship(order_by="ClassSession.starts_at", lazy="selectin")


class PlanCopy(Keyed, Base):
    """The plan of a course as it was when the course began with it, as JSON: later edits leave it alone.

    It is a part of the course and goes with it: a course that was made before there were copies is taken back
    without a word of its copy.
    """

    __tablename__ = "plan_copy"
    topics = frozenset({Thing.BOOKINGS})
    __table_args__ = strict(UniqueConstraint("course_id", "code"))

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    code: Mapped[str]
    plan: Mapped[str]


class ClassSession(Keyed, Base):
    """One class on one date; `reflection` is the instructor's own and leaves the studio on no paper.

    `reason` says why it was cancelled, `replaces_id` which cancelled class it makes up for. `revision` rises
    with every change that a calendar must hear of.
    """

    __tablename__ = "class_session"
    topics = frozenset({Thing.BOOKINGS, Thing.REGISTER})
    rises = "revision"
    __table_args__ = strict(
        CheckConstraint("status IN ('planned', 'running', 'finished', 'cancelled')", name="status"),
        UniqueConstraint("course_id", "number"),
        Index("ix_class_session_course_id_starts_at_status", "course_id", "starts_at", "status"),
        # A place in one class names the class with its course.
        Index("uq_class_session_id_course_id", "id", "course_id", unique=True),
        # Few, however long the studio is: those to come and those that were cancelled.
        Index(
            "ix_class_session_not_finished",
            "status",
            "course_id",
            sqlite_where=sql("status <> 'finished'"),
        ),
    )

    course_id: Mapped[UUID] = refers("course.id", index=False)
    number: Mapped[int]
    plan_session_code: Mapped[str]
    title: Mapped[str]
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int]
    status: Mapped[str] = mapped_column(default="planned")
    opened_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None] = mapped_column(index=True)
    reflection: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    replaces_id: Mapped[UUID | None] = refers("class_session.id", index=False)
    revision: Mapped[int] = mapped_column(default=0)
    course: Mapped[Course] = relationship(back_populates="sessions", lazy="joined")


class WithdrawnClass(Keyed, Base):
    """A class that was planned and taken back: calendars elsewhere must still hear that it is not held.

    Its key is that of the class, and `revision` goes on from there. It is as it was last told of, also where
    its course is no more.
    """

    __tablename__ = "withdrawn_class"
    topics = frozenset({Thing.BOOKINGS})
    __table_args__ = strict(Index("ix_withdrawn_class_course_id", "course_id"))

    course_id: Mapped[UUID]
    course: Mapped[str]
    kind: Mapped[str]
    title: Mapped[str]
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    zone: Mapped[str]
    venue_id: Mapped[UUID]
    venue: Mapped[str]
    address: Mapped[str]
    instructor: Mapped[str]
    revision: Mapped[int]


class Booking(Keyed, Base):
    """A baby's place on a course, or the wish for one; `source` and `reference` say where it came from.

    A drop-in and a make-up are places in one class, `session_id`; a make-up stands for the class
    `makes_up_id` that was missed. `waiting_since` is the place in the queue, `waited_at` is when it first
    waited, which stays. A moved booking says where to.
    """

    __tablename__ = "booking"
    topics = frozenset({Thing.BOOKINGS, Thing.REGISTER})
    left_when_erased = {"source": "", "reference": ""}
    __table_args__ = strict(
        CheckConstraint(
            "status IN ('enquiry', 'waiting', 'offered', 'booked', 'cancelled', 'moved')", name="status"
        ),
        CheckConstraint("kind IN ('course', 'drop_in', 'make_up')", name="kind"),
        CheckConstraint("(kind = 'course') = (session_id IS NULL)", name="session"),
        CheckConstraint("status <> 'moved' OR moved_to_id IS NOT NULL", name="moved"),
        ForeignKeyConstraint(
            ["session_id", "course_id"],
            ["class_session.id", "class_session.course_id"],
            ondelete="RESTRICT",
        ),
        CheckConstraint(
            "price_kind IN ('full', 'concession', 'sibling', 'pro_rata', 'drop_in', 'agreed')",
            name="price_kind",
        ),
        Index(
            "uq_booking_one_live",
            "course_id",
            "baby_id",
            unique=True,
            sqlite_where=sql("session_id IS NULL AND status NOT IN ('cancelled', 'moved')"),
        ),
        Index(
            "uq_booking_one_live_visit",
            "session_id",
            "baby_id",
            unique=True,
            sqlite_where=sql("session_id IS NOT NULL AND status NOT IN ('cancelled', 'moved')"),
        ),
        Index("ix_booking_source_reference", "source", "reference"),
        # All that places are counted by and that is owed, so that the rows themselves are not read.
        Index("ix_booking_places", "course_id", "status", "session_id", "price", "id"),
        Index(
            "ix_booking_status_offered_until",
            "status",
            "offered_until",
            sqlite_where=sql("offered_until IS NOT NULL"),
        ),
        Index(
            "ix_booking_moved_to_id",
            "moved_to_id",
            sqlite_where=sql("moved_to_id IS NOT NULL"),
        ),
        Index(
            "ix_booking_makes_up_id",
            "makes_up_id",
            sqlite_where=sql("makes_up_id IS NOT NULL"),
        ),
    )

    course_id: Mapped[UUID] = refers("course.id", index=False)
    session_id: Mapped[UUID | None]
    baby_id: Mapped[UUID] = refers("baby.id")
    carer_id: Mapped[UUID] = refers("carer.id", index=False)
    kind: Mapped[str] = mapped_column(default="course")
    status: Mapped[str]
    price: Mapped[Decimal]
    price_kind: Mapped[str] = mapped_column(default="full")
    source: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime]
    waiting_since: Mapped[datetime | None]
    waited_at: Mapped[datetime | None]
    offered_until: Mapped[datetime | None]
    moved_to_id: Mapped[UUID | None] = refers("booking.id", index=False)
    makes_up_id: Mapped[UUID | None] = refers("class_session.id", index=False)

    @validates("waiting_since")
    def _keep_first_wait(self, _: str, since: datetime | None) -> datetime | None:
        """Keep when it first waited, however often it goes to the end of the queue."""
        if since is not None and self.waited_at is None:
            self.waited_at = since
        return since


class Attendance(Keyed, Base):
    """A baby at one class, with the adult who came and today's health check.

    `left_at` is set where a baby left before the end. A walk-in that was a mistake is `removed`.
    """

    __tablename__ = "attendance"
    topics = frozenset({Thing.REGISTER})
    left_when_erased = {"health": "", "health_note": ""}
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
    """Money for a booking; a refund is a payment below zero, and one taken back in time is voided.

    Credit that moves with a booking is two payments of the kind `moved` that cancel each other out.
    """

    __tablename__ = "payment"
    topics = frozenset({Thing.PAYMENTS, Thing.BOOKINGS})
    left_when_erased = {"note": ""}
    __table_args__ = strict(
        CheckConstraint("kind IN ('payment', 'deposit', 'refund', 'moved')", name="kind"),
        CheckConstraint("amount <> 0", name="amount"),
        # All that the sums need, so that the rows themselves are not read.
        Index("ix_payment_paid", "booking_id", "voided_at", "amount"),
        Index("ix_payment_income", "voided_at", "paid_at", "currency", "kind", "amount", "booking_id"),
    )

    booking_id: Mapped[UUID] = refers("booking.id", index=False)
    kind: Mapped[str] = mapped_column(default="payment")
    amount: Mapped[Decimal]
    currency: Mapped[str]
    method: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    paid_at: Mapped[datetime]
    voided_at: Mapped[datetime | None]


class UnsettledBooking(Base):
    """A booking for which another sum was paid than it costs; one that is no place costs nothing.

    The database keeps these rows itself, so that what is due is asked of a few bookings and not of all.
    """

    __tablename__ = "unsettled_booking"

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("booking.id", ondelete="CASCADE"), primary_key=True)


class Receipt(Keyed, Base):
    """The numbered receipt that was given for a payment; numbers run through without a gap."""

    __tablename__ = "receipt"
    topics = frozenset({Thing.PAYMENTS})
    left_when_erased = {}
    __table_args__ = strict(UniqueConstraint("number"), UniqueConstraint("payment_id"))

    number: Mapped[int]
    payment_id: Mapped[UUID] = refers("payment.id", index=False)
    issued_at: Mapped[datetime] = mapped_column(index=True)


class ClosedDays(Keyed, Base):
    """Days on which the instructor holds no class, both ends included."""

    __tablename__ = "closed_days"
    topics = frozenset({Thing.BOOKINGS})
    __table_args__ = strict(CheckConstraint("first <= last", name="order"))

    first: Mapped[date]
    last: Mapped[date]
    words: Mapped[str] = mapped_column(default="")


# A class leaves the studio when the step that planned it is taken back, and is there again when it is redone.
trigger(
    "class_session_withdrawn",
    "AFTER DELETE ON class_session",
    """INSERT INTO withdrawn_class (
    id, course_id, course, kind, title, starts_at, minutes, zone,
    venue_id, venue, address, instructor, revision
) SELECT OLD.id, OLD.course_id, course.name, course.kind, OLD.title, OLD.starts_at, OLD.minutes, course.zone,
    venue.id, venue.name, venue.address, course.instructor, OLD.revision + 1
FROM course JOIN venue ON venue.id = course.venue_id WHERE course.id = OLD.course_id;""",
)
trigger(
    "class_session_held_again",
    "AFTER INSERT ON class_session",
    """UPDATE class_session SET revision = 1 + (SELECT revision FROM withdrawn_class WHERE id = NEW.id)
    WHERE id = NEW.id;
DELETE FROM withdrawn_class WHERE id = NEW.id;""",
    only_if="EXISTS (SELECT 1 FROM withdrawn_class WHERE id = NEW.id)",
)

# Whatever changes what a booking costs, or what was paid for it.
_KEEP_UNSETTLED = """DELETE FROM unsettled_booking WHERE booking_id = {booking};
INSERT INTO unsettled_booking (booking_id) SELECT id FROM booking WHERE id = {booking}
    AND CASE status WHEN 'booked' THEN price ELSE 0 END <> (
        SELECT coalesce(sum(amount), 0) FROM payment WHERE booking_id = booking.id AND voided_at IS NULL
    );"""
for _when, _event, _bookings in (
    ("booking_insert", "INSERT ON booking", ("NEW.id",)),
    ("booking_update", "UPDATE OF status, price ON booking", ("NEW.id",)),
    ("payment_insert", "INSERT ON payment", ("NEW.booking_id",)),
    (
        "payment_update",
        "UPDATE OF booking_id, amount, voided_at ON payment",
        ("OLD.booking_id", "NEW.booking_id"),
    ),
    ("payment_delete", "DELETE ON payment", ("OLD.booking_id",)),
):
    trigger(
        f"unsettled_{_when}",
        f"AFTER {_event}",
        " ".join(_KEEP_UNSETTLED.format(booking=_booking) for _booking in _bookings),
    )

# No class is over-booked by any way: another hall, a smaller one, a class held after all, or a step taken
# back. A baby counts once in each class, however often it is booked for it. The triggers look at what takes a
# place, not at what holds one already, so that what was over-booked before can still be put right.
_HOLDS = "status IN ('booked', 'offered')"
_TO_COME = "class_session.status IN ('planned', 'running')"

# A home that is visited has room for whoever lives there.
_ROOM = """(
    SELECT CASE course.kind WHEN 'private' THEN course.capacity ELSE min(course.capacity, venue.capacity) END
    FROM course JOIN venue ON venue.id = course.venue_id WHERE course.id = {course}
)"""

# The babies in one class: those of the course, and those that come to this class alone.
_IN_CLASS = f"""(
    SELECT count(DISTINCT baby_id) FROM booking
    WHERE course_id = {{course}} AND {_HOLDS} AND (session_id IS NULL OR session_id = {{session}}){{but}}
)"""

# The same in the class to come that has most of them, at least those of the course.
_IN_FULLEST = f"""(
    SELECT max(babies) FROM (
        SELECT count(DISTINCT baby_id) AS babies FROM booking
        WHERE course_id = {{course}} AND {_HOLDS} AND session_id IS NULL{{but}}
        UNION ALL
        SELECT count(DISTINCT baby_id) FROM class_session JOIN booking
            ON booking.course_id = class_session.course_id
            AND (booking.session_id IS NULL OR booking.session_id = class_session.id)
        WHERE class_session.course_id = {{course}} AND {_TO_COME} AND booking.{_HOLDS}{{but}}
        GROUP BY class_session.id
    )
)"""
_BUT_NEW = " AND baby_id <> NEW.baby_id"
_HELD_BEFORE = (
    f"OLD.{_HOLDS} AND OLD.course_id = NEW.course_id AND OLD.session_id IS NEW.session_id "
    "AND OLD.baby_id = NEW.baby_id"
)


def _no_room(anew: str) -> str:
    return f"""NEW.{_HOLDS} AND {anew} AND (
    CASE WHEN NEW.session_id IS NULL
        THEN {_IN_FULLEST.format(course="NEW.course_id", but=_BUT_NEW)}
        ELSE {_IN_CLASS.format(course="NEW.course_id", session="NEW.session_id", but=_BUT_NEW)}
    END
) >= {_ROOM.format(course="NEW.course_id")}"""


refuse("places_full", "booking_capacity_insert", "INSERT ON booking", only_if=_no_room("1"))
refuse(
    "places_full",
    "booking_capacity_update",
    "UPDATE OF status, course_id, session_id, baby_id ON booking",
    only_if=_no_room(f"NOT ({_HELD_BEFORE})"),
)
refuse(
    "places_full",
    "course_capacity",
    "UPDATE OF capacity, venue_id, kind ON course",
    only_if=f"""(
    CASE NEW.kind WHEN 'private' THEN NEW.capacity
        ELSE min(NEW.capacity, (SELECT capacity FROM venue WHERE id = NEW.venue_id)) END
) < min({_ROOM.format(course="OLD.id")}, {_IN_FULLEST.format(course="OLD.id", but="")})""",
)
# A hall that has become smaller says nothing about the courses that were held in it before.
refuse(
    "places_full",
    "venue_capacity",
    "UPDATE OF capacity ON venue",
    only_if=f"""NEW.capacity < OLD.capacity AND EXISTS (
    SELECT 1 FROM course AS held WHERE held.venue_id = OLD.id AND held.kind <> 'private'
        AND EXISTS (SELECT 1 FROM class_session WHERE course_id = held.id AND {_TO_COME})
        AND NEW.capacity < {_IN_FULLEST.format(course="held.id", but="")}
)""",
)
refuse(
    "places_full",
    "class_session_capacity",
    "UPDATE OF status ON class_session",
    only_if=f"""OLD.status = 'cancelled' AND NEW.status <> 'cancelled'
    AND {_IN_CLASS.format(course="NEW.course_id", session="NEW.id", but="")}
        > {_ROOM.format(course="NEW.course_id")}""",
)

# Who books for a baby is an adult of its own family.
for _when, _event in (("insert", "INSERT"), ("update", "UPDATE OF baby_id, carer_id")):
    refuse(
        "two_families",
        f"booking_family_{_when}",
        f"{_event} ON booking",
        only_if="""(SELECT family_id FROM baby WHERE id = NEW.baby_id)
    <> (SELECT family_id FROM carer WHERE id = NEW.carer_id)""",
    )
for _member in ("carer", "baby"):
    refuse(
        "two_families",
        f"{_member}_family",
        f"UPDATE OF family_id ON {_member}",
        only_if=f"""NEW.family_id <> OLD.family_id AND EXISTS (
    SELECT 1 FROM baby JOIN booking ON booking.baby_id = baby.id
    WHERE baby.family_id = OLD.family_id AND booking.{_member}_id = OLD.id
)""",
    )

# What is paid is paid in the currency of the course.
for _when, _event in (("insert", "INSERT"), ("update", "UPDATE OF booking_id, currency")):
    refuse(
        "other_currency",
        f"payment_currency_{_when}",
        f"{_event} ON payment",
        only_if="""NEW.currency <> (
    SELECT course.currency FROM booking JOIN course ON course.id = booking.course_id
    WHERE booking.id = NEW.booking_id
)""",
    )
refuse(
    "other_currency",
    "booking_currency",
    "UPDATE OF course_id ON booking",
    only_if="""EXISTS (
    SELECT 1 FROM payment JOIN course ON course.id = NEW.course_id
    WHERE payment.booking_id = OLD.id AND payment.currency <> course.currency
)""",
)
refuse(
    "other_currency",
    "course_currency",
    "UPDATE OF currency ON course",
    only_if="""NEW.currency <> OLD.currency AND EXISTS (
    SELECT 1 FROM payment JOIN booking ON booking.id = payment.booking_id
    WHERE booking.course_id = OLD.id AND payment.currency <> NEW.currency
)""",
)
