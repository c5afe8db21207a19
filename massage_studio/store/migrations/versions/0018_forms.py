"""Keep when a family handed back its form; until now it counted as back once a consent was answered."""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Add the day, which is that of the first answer."""
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE family ADD COLUMN form_back_on TEXT")
    run(
        "UPDATE family SET form_back_on = (SELECT min(given_on) FROM consent"
        " WHERE family_id = family.id AND kind IN ('health', 'notes'))"
    )
