"""Keep with each activity of a class what it taught: its topic, its strokes and its item of the library."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the columns; what an earlier class taught is known by its body areas."""
    run = op.get_bind().exec_driver_sql
    for column, empty in (("topic", ""), ("strokes", "[]"), ("item", "")):
        run(f"ALTER TABLE delivered ADD COLUMN {column} TEXT DEFAULT '{empty}' NOT NULL")
