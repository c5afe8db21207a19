"""Keep for the instructor alone which families might gain most, and whom a family was sent to."""

from alembic import op

revision = "0013"
down_revision = "0012"

_PRIVATE_MARK = """
CREATE TABLE private_mark (
    family_id TEXT NOT NULL,
    worries TEXT NOT NULL,
    words TEXT NOT NULL,
    since TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_private_mark PRIMARY KEY (id),
    CONSTRAINT uq_private_mark_family_id UNIQUE (family_id),
    CONSTRAINT fk_private_mark_family_id FOREIGN KEY(family_id) REFERENCES family (id) ON DELETE RESTRICT
) STRICT
"""
_REFERRAL = """
CREATE TABLE referral (
    family_id TEXT NOT NULL,
    note_id TEXT,
    service TEXT NOT NULL,
    consent INTEGER NOT NULL,
    consent_on TEXT NOT NULL,
    consent_how TEXT NOT NULL,
    agreed TEXT NOT NULL,
    made_on TEXT NOT NULL,
    follow_up_on TEXT,
    closed_on TEXT,
    outcome TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_referral PRIMARY KEY (id),
    CONSTRAINT ck_referral_service CHECK (length(trim(service)) > 0),
    CONSTRAINT fk_referral_family_id FOREIGN KEY(family_id) REFERENCES family (id) ON DELETE RESTRICT,
    CONSTRAINT fk_referral_note_id FOREIGN KEY(note_id) REFERENCES note (id) ON DELETE RESTRICT
) STRICT
"""


def upgrade() -> None:
    """Make the two tables; nothing was known before."""
    run = op.get_bind().exec_driver_sql
    run(_PRIVATE_MARK)
    run(_REFERRAL)
    for column in ("family_id", "follow_up_on", "note_id"):
        run(f"CREATE INDEX ix_referral_{column} ON referral ({column})")
