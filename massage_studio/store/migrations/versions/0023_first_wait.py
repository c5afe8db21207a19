"""Keep when a booking first waited for a place, also once it has one, and count the cues of many classes."""

import json

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the moment: from the queue where it stands there, else from the log of what was done."""
    run = op.get_bind().exec_driver_sql
    run("ALTER TABLE booking ADD COLUMN waited_at TEXT")
    known = run("SELECT changes FROM operation WHERE changes LIKE '%\"waiting_since\"%' ORDER BY seq").all()
    for (changes,) in known:
        for table, key, _, after in json.loads(changes):
            since = (after or {}).get("waiting_since") if table == "booking" else None
            if since:
                values = {"since": since, "id": key.replace("-", "")}
                run("UPDATE booking SET waited_at = :since WHERE id = :id AND waited_at IS NULL", values)
    run("UPDATE booking SET waited_at = waiting_since WHERE waiting_since IS NOT NULL AND waited_at IS NULL")
    run(
        "CREATE INDEX ix_cue_note_cues ON cue_note (session_id, delivered_id, code)"
        " WHERE kind = 'cue' AND voided_at IS NULL"
    )
