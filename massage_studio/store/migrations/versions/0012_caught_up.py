"""Keep what a family was told of by hand, how long activities were planned, and why one was left out."""

from alembic import op

revision = "0012"
down_revision = "0011"

_CAUGHT_UP = """
CREATE TABLE caught_up (
    baby_id TEXT NOT NULL,
    session_id TEXT,
    kind TEXT NOT NULL,
    code TEXT NOT NULL,
    how TEXT NOT NULL,
    at TEXT NOT NULL,
    removed INTEGER NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_caught_up PRIMARY KEY (id),
    CONSTRAINT ck_caught_up_kind CHECK (kind IN ('stroke', 'topic')),
    CONSTRAINT ck_caught_up_how CHECK (how IN ('told', 'sheet')),
    CONSTRAINT fk_caught_up_baby_id FOREIGN KEY(baby_id) REFERENCES baby (id) ON DELETE RESTRICT,
    CONSTRAINT fk_caught_up_session_id FOREIGN KEY(session_id) REFERENCES class_session (id)
        ON DELETE RESTRICT
) STRICT
"""
# A line that was added while its class ran, or that runs once more, was in no plan.
_ADDED = """
UPDATE delivered SET planned_minutes = 0 WHERE id IN (
    SELECT delivered_id FROM operation WHERE verb = 'add_activity'
    UNION SELECT made_id FROM operation WHERE verb = 'go_to' AND made_id IS NOT NULL
)
"""


def upgrade() -> None:
    """Make the table, add the columns, and tell what was planned in classes of before."""
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE delivered ADD COLUMN planned_minutes INTEGER")
    run("ALTER TABLE delivered ADD COLUMN why TEXT DEFAULT '' NOT NULL")
    run(
        "ALTER TABLE delivered ADD COLUMN offered TEXT DEFAULT '' NOT NULL "
        "CONSTRAINT ck_delivered_offered CHECK (offered IN ('', 'taken', 'declined'))"
    )
    run(_ADDED)
    run(_CAUGHT_UP)
    run("CREATE INDEX ix_caught_up_baby_id ON caught_up (baby_id)")
    run("CREATE UNIQUE INDEX uq_caught_up_standing ON caught_up (baby_id, kind, code) WHERE NOT removed")
