"""Indexes for what pages ask in a studio that has grown old: sums, places, offers and long lists."""

from alembic import op
from sqlalchemy import text

revision = "0006"
down_revision = "0005"

# Those of bookings and payments hold all that the sums need, and take the place of three that did not.
_WHOLE = (
    ("payment", "ix_payment_paid", ["booking_id", "voided_at", "amount"]),
    (
        "payment",
        "ix_payment_income",
        ["voided_at", "paid_at", "currency", "kind", "amount", "booking_id"],
    ),
    ("booking", "ix_booking_places", ["course_id", "status", "session_id", "price", "id"]),
    ("receipt", "ix_receipt_issued_at", ["issued_at"]),
    ("class_session", "ix_class_session_course_id_starts_at_status", ["course_id", "starts_at", "status"]),
    ("class_session", "ix_class_session_finished_at", ["finished_at"]),
    ("family", "ix_family_made_at_id", ["made_at", "id"]),
    ("deed", "ix_deed_verb_seq", ["verb", "seq"]),
)
# Few rows have these at all.
_OF_FEW = (
    ("booking", "ix_booking_status_offered_until", ["status", "offered_until"], "offered_until"),
    ("booking", "ix_booking_moved_to_id", ["moved_to_id"], "moved_to_id"),
    ("booking", "ix_booking_makes_up_id", ["makes_up_id"], "makes_up_id"),
    ("deed", "ix_deed_undone_at", ["undone_at"], "undone_at"),
)


def upgrade() -> None:
    """Make the indexes."""
    for table, name, columns in _WHOLE:
        op.create_index(name, table, columns)
    for table, name, columns, present in _OF_FEW:
        op.create_index(name, table, columns, sqlite_where=text(f"{present} IS NOT NULL"))
    words = ["layer", "voided_at", "text", "at"]
    op.create_index("ix_cue_note_words", "cue_note", words, sqlite_where=text("kind = 'note'"))
    op.drop_index("ix_booking_course_id", "booking")
    op.drop_index("ix_payment_booking_id", "payment")
    op.drop_index("ix_payment_paid_at", "payment")
