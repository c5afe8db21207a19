"""Keep which bookings are not settled, and find them, open classes and restrictions that end by an index."""

from alembic import op

revision = "0020"
down_revision = "0019"

_TABLE = """
CREATE TABLE unsettled_booking (
    booking_id TEXT NOT NULL,
    CONSTRAINT pk_unsettled_booking PRIMARY KEY (booking_id),
    CONSTRAINT fk_unsettled_booking_booking_id
        FOREIGN KEY(booking_id) REFERENCES booking (id) ON DELETE CASCADE
) STRICT
"""
_UNSETTLED = """
INSERT INTO unsettled_booking (booking_id) SELECT id FROM booking WHERE {only}
    CASE status WHEN 'booked' THEN price ELSE 0 END <> (
        SELECT coalesce(sum(amount), 0) FROM payment WHERE booking_id = booking.id AND voided_at IS NULL
    )"""
_KEEP = "DELETE FROM unsettled_booking WHERE booking_id = {booking};" + _UNSETTLED.format(
    only="id = {booking} AND"
)
_TRIGGERS = (
    ("booking_insert", "INSERT ON booking", ("NEW.id",)),
    ("booking_update", "UPDATE OF status, price ON booking", ("NEW.id",)),
    ("payment_insert", "INSERT ON payment", ("NEW.booking_id",)),
    (
        "payment_update",
        "UPDATE OF booking_id, amount, voided_at ON payment",
        ("OLD.booking_id", "NEW.booking_id"),
    ),
    ("payment_delete", "DELETE ON payment", ("OLD.booking_id",)),
)
_INDEXES = (
    "ix_class_session_not_finished ON class_session (status, course_id) WHERE status <> 'finished'",
    "ix_carer_restriction_until ON carer (restriction_until) WHERE restriction_until IS NOT NULL",
)


def upgrade() -> None:
    """Add the table with the bookings of now, its triggers and the indexes."""
    run = op.get_bind().exec_driver_sql
    run(_TABLE)
    run(_UNSETTLED.format(only=""))
    for name, event, bookings in _TRIGGERS:
        steps = " ".join(f"{_KEEP.format(booking=booking)};" for booking in bookings)
        run(f"CREATE TRIGGER unsettled_{name} AFTER {event} BEGIN {steps} END")
    for index in _INDEXES:
        run(f"CREATE INDEX {index}")
