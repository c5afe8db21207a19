"""Let a course that is over be archived."""

from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add when a course was archived: none was until now."""
    op.get_bind().exec_driver_sql("ALTER TABLE course ADD COLUMN archived_at TEXT")
