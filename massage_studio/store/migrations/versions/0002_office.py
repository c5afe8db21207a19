"""Bookings through their whole life, money with receipts, the log of the office, and what the tray holds."""

import sqlalchemy as sa
from alembic import op

from massage_studio.store.base import Amount, Moment

revision = "0002"
down_revision = "0001"

# A place counts on all days of a course; a drop-in or a make-up counts on its own day, until that is over.
CAPACITY = """
CREATE TRIGGER booking_capacity_{when} BEFORE {event} ON booking
WHEN NEW.status IN ('booked', 'offered') AND (
    SELECT count(*) FROM booking
    WHERE course_id = NEW.course_id AND session_id IS NULL AND status IN ('booked', 'offered')
        AND id <> NEW.id
) + (
    CASE WHEN NEW.session_id IS NULL THEN coalesce((
        SELECT max(guests) FROM (
            SELECT count(*) AS guests FROM booking
            WHERE course_id = NEW.course_id AND session_id IS NOT NULL AND status IN ('booked', 'offered')
                AND id <> NEW.id
                AND session_id IN (SELECT id FROM class_session WHERE status IN ('planned', 'running'))
            GROUP BY session_id
        )
    ), 0) ELSE (
        SELECT count(*) FROM booking
        WHERE session_id = NEW.session_id AND status IN ('booked', 'offered') AND id <> NEW.id
    ) END
) >= (SELECT capacity FROM course WHERE id = NEW.course_id)
BEGIN SELECT RAISE(ABORT, 'the course is full'); END
"""
SHRINK = """
CREATE TRIGGER course_capacity BEFORE UPDATE OF capacity ON course
WHEN NEW.capacity < (
    SELECT count(*) FROM booking
    WHERE course_id = NEW.id AND session_id IS NULL AND status IN ('booked', 'offered')
) + coalesce((
    SELECT max(guests) FROM (
        SELECT count(*) AS guests FROM booking
        WHERE course_id = NEW.id AND session_id IS NOT NULL AND status IN ('booked', 'offered')
            AND session_id IN (SELECT id FROM class_session WHERE status IN ('planned', 'running'))
        GROUP BY session_id
    )
), 0)
BEGIN SELECT RAISE(ABORT, 'the course is full'); END
"""


def upgrade() -> None:
    """Widen the tables of bookings and add those that are new."""
    for trigger in ("booking_capacity_insert", "booking_capacity_update", "course_capacity"):
        op.execute(f"DROP TRIGGER {trigger}")
    _widen_courses()
    _widen_bookings()
    _add_office()
    op.execute(CAPACITY.format(when="insert", event="INSERT"))
    op.execute(CAPACITY.format(when="update", event="UPDATE OF status, course_id, session_id"))
    op.execute(SHRINK)


def _replace(table: str, kept: str, **filled: str) -> None:
    """Put `<table>_new` in the place of `<table>` with its rows: columns `kept` and `filled`."""
    columns, values = ", ".join([kept, *filled]), ", ".join([kept, *filled.values()])
    op.execute(f"INSERT INTO {table}_new ({columns}) SELECT {values} FROM {table}")
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE {table}_new RENAME TO {table}")


def _widen_courses() -> None:
    """Courses of three kinds with ages and more prices; classes that can be cancelled and made up for."""
    op.create_table(
        "course_new",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("plan_code", sa.Text(), nullable=False),
        sa.Column("venue_id", sa.Uuid(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("price", Amount(), nullable=False),
        sa.Column("concession_price", Amount(), nullable=True),
        sa.Column("sibling_price", Amount(), nullable=True),
        sa.Column("drop_in_price", Amount(), nullable=True),
        sa.Column("deposit", Amount(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("min_weeks", sa.Integer(), nullable=True),
        sa.Column("max_weeks", sa.Integer(), nullable=True),
        sa.Column("instructor", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('course', 'one_off', 'private')", name=op.f("ck_course_kind")),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_course_capacity")),
        sa.ForeignKeyConstraint(
            ["plan_code"], ["course_plan.code"], name=op.f("fk_course_plan_code"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_course_venue_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sqlite_strict=True,
    )
    _replace(
        "course",
        "id, name, plan_code, venue_id, capacity, price, currency, zone, made_at",
        kind="'course'",
        instructor="''",
    )
    op.create_index(op.f("ix_course_venue_id"), "course", ["venue_id"], unique=False)
    op.create_table(
        "class_session_new",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan_session_code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("finished_at", Moment(), nullable=True),
        sa.Column("reflection", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "status IN ('planned', 'running', 'finished', 'cancelled')", name=op.f("ck_class_session_status")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_class_session_course_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plan_session_code"],
            ["plan_session.code"],
            name=op.f("fk_class_session_plan_session_code"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["class_session.id"],
            name=op.f("fk_class_session_replaces_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_session")),
        sa.UniqueConstraint("course_id", "number", name=op.f("uq_class_session_course_id_number")),
        sqlite_strict=True,
    )
    _replace(
        "class_session",
        "id, course_id, number, plan_session_code, title, starts_at, minutes, status, opened_at, "
        "finished_at, reflection",
        reason="''",
        revision="0",
    )
    op.create_index(op.f("ix_class_session_starts_at"), "class_session", ["starts_at"], unique=False)


def _widen_bookings() -> None:
    """Drop-ins, make-ups and moves; payments that can be taken back."""
    op.create_table(
        "booking_new",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("baby_id", sa.Uuid(), nullable=False),
        sa.Column("carer_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("price", Amount(), nullable=False),
        sa.Column("price_kind", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("waiting_since", Moment(), nullable=True),
        sa.Column("offered_until", Moment(), nullable=True),
        sa.Column("moved_to_id", sa.Uuid(), nullable=True),
        sa.Column("makes_up_id", sa.Uuid(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(kind = 'course') = (session_id IS NULL)", name=op.f("ck_booking_session")),
        sa.CheckConstraint("kind IN ('course', 'drop_in', 'make_up')", name=op.f("ck_booking_kind")),
        sa.CheckConstraint(
            "price_kind IN ('full', 'concession', 'sibling', 'pro_rata', 'drop_in', 'agreed')",
            name=op.f("ck_booking_price_kind"),
        ),
        sa.CheckConstraint(
            "status IN ('enquiry', 'waiting', 'offered', 'booked', 'cancelled', 'moved')",
            name=op.f("ck_booking_status"),
        ),
        sa.ForeignKeyConstraint(
            ["baby_id"], ["baby.id"], name=op.f("fk_booking_baby_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["carer_id"], ["carer.id"], name=op.f("fk_booking_carer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_booking_course_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["makes_up_id"], ["class_session.id"], name=op.f("fk_booking_makes_up_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["moved_to_id"], ["booking.id"], name=op.f("fk_booking_moved_to_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_booking_session_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_booking")),
        sqlite_strict=True,
    )
    _replace(
        "booking",
        "id, course_id, baby_id, carer_id, status, price, source, reference, made_at, offered_until",
        kind="'course'",
        price_kind="'full'",
        waiting_since="CASE status WHEN 'waiting' THEN made_at END",
    )
    op.create_index(op.f("ix_booking_baby_id"), "booking", ["baby_id"], unique=False)
    op.create_index(op.f("ix_booking_course_id"), "booking", ["course_id"], unique=False)
    op.create_index("ix_booking_source_reference", "booking", ["source", "reference"], unique=False)
    op.create_index(
        "uq_booking_one_live",
        "booking",
        ["course_id", "baby_id"],
        unique=True,
        sqlite_where=sa.text("session_id IS NULL AND status NOT IN ('cancelled', 'moved')"),
    )
    op.create_index(
        "uq_booking_one_live_visit",
        "booking",
        ["session_id", "baby_id"],
        unique=True,
        sqlite_where=sa.text("session_id IS NOT NULL AND status NOT IN ('cancelled', 'moved')"),
    )
    op.create_table(
        "payment_new",
        sa.Column("booking_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", Amount(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("paid_at", Moment(), nullable=False),
        sa.Column("voided_at", Moment(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('payment', 'deposit', 'refund', 'moved')", name=op.f("ck_payment_kind")),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_payment_amount")),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name=op.f("fk_payment_booking_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sqlite_strict=True,
    )
    _replace(
        "payment",
        "id, booking_id, amount, currency, method, paid_at",
        kind="CASE WHEN amount < 0 THEN 'refund' ELSE 'payment' END",
        note="''",
    )
    op.create_index(op.f("ix_payment_booking_id"), "payment", ["booking_id"], unique=False)
    op.create_index(op.f("ix_payment_paid_at"), "payment", ["paid_at"], unique=False)


def _add_office() -> None:
    """Receipts, closed days, held presses, the log of the office, layouts of files, letters."""
    op.create_table(
        "receipt",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("payment_id", sa.Uuid(), nullable=False),
        sa.Column("issued_at", Moment(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_receipt_payment_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint("number", name=op.f("uq_receipt_number")),
        sa.UniqueConstraint("payment_id", name=op.f("uq_receipt_payment_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "closed_days",
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("first <= last", name=op.f("ck_closed_days_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closed_days")),
        sqlite_strict=True,
    )
    op.create_table(
        "held_press",
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("released_at", Moment(), nullable=True),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_held_press_session_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_press")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_held_press_session_id"), "held_press", ["session_id"], unique=False)
    op.create_table(
        "deed",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deed")),
        sa.UniqueConstraint("seq", name=op.f("uq_deed_seq")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_deed_about"), "deed", ["about"], unique=False)
    op.create_table(
        "import_layout",
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("mapping", sa.Text(), nullable=False),
        sa.Column("date_order", sa.Text(), nullable=False),
        sa.Column("used_at", Moment(), nullable=False),
        sa.CheckConstraint(
            "date_order IN ('', 'day first', 'month first')", name=op.f("ck_import_layout_date_order")
        ),
        sa.PrimaryKeyConstraint("signature", name=op.f("pk_import_layout")),
        sqlite_strict=True,
    )
    op.create_table(
        "letter_template",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_letter_template")),
        sqlite_strict=True,
    )
