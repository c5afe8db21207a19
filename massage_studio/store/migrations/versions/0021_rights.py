"""Keep what families ask for about their data, why one must be kept, and when one was erased."""

from alembic import op

revision = "0021"
down_revision = "0020"

_REQUESTS = """
CREATE TABLE rights_request (
    family_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    asked_on TEXT NOT NULL,
    done_on TEXT,
    id TEXT NOT NULL,
    CONSTRAINT pk_rights_request PRIMARY KEY (id),
    CONSTRAINT ck_rights_request_kind CHECK (kind IN ('access', 'correction', 'erasure', 'withdrawal')),
    CONSTRAINT fk_rights_request_family_id FOREIGN KEY(family_id) REFERENCES family (id) ON DELETE RESTRICT
) STRICT
"""


def upgrade() -> None:
    """Add the table and the columns: nothing was asked for, kept or erased until now."""
    connection = op.get_bind()
    connection.exec_driver_sql("ALTER TABLE family ADD COLUMN erased_on TEXT")
    connection.exec_driver_sql("ALTER TABLE family ADD COLUMN hold_reason TEXT DEFAULT '' NOT NULL")
    connection.exec_driver_sql(_REQUESTS)
    connection.exec_driver_sql("CREATE INDEX ix_rights_request_family_id ON rights_request (family_id)")
    connection.exec_driver_sql(
        "CREATE INDEX ix_rights_request_open ON rights_request (asked_on) WHERE done_on IS NULL"
    )
