"""Keep what the instructor writes about how a baby likes to be met."""

from alembic import op

revision = "0024"
down_revision = "0023"

_MET_EDIT = """
CREATE TABLE met_edit (
    baby_id TEXT NOT NULL,
    "key" TEXT NOT NULL,
    words TEXT NOT NULL,
    id TEXT NOT NULL,
    CONSTRAINT pk_met_edit PRIMARY KEY (id),
    CONSTRAINT uq_met_edit_baby_id_key UNIQUE (baby_id, "key"),
    CONSTRAINT fk_met_edit_baby_id FOREIGN KEY(baby_id) REFERENCES baby (id) ON DELETE RESTRICT
) STRICT
"""


def upgrade() -> None:
    """Make the table; nothing was written before."""
    op.get_bind().exec_driver_sql(_MET_EDIT)
