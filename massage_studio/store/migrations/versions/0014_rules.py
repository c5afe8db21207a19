"""Keep of a contact restriction what it leaves an adult, since when and until when."""

from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the three columns."""
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE carer ADD COLUMN restriction_allows TEXT DEFAULT '[]' NOT NULL")
    run("ALTER TABLE carer ADD COLUMN restriction_since TEXT")
    run("ALTER TABLE carer ADD COLUMN restriction_until TEXT")
