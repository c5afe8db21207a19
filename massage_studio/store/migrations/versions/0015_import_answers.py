"""Keep what was answered about a kind of bookings file, in place of how its columns were matched."""

import json
import re
import unicodedata

from alembic import op

revision = "0015"
down_revision = "0014"

_IMPORT_LAYOUT = """
CREATE TABLE import_layout (
    signature TEXT NOT NULL,
    name TEXT NOT NULL,
    answers TEXT NOT NULL,
    used_at TEXT NOT NULL,
    CONSTRAINT pk_import_layout PRIMARY KEY (signature)
) STRICT
"""
_RENAMED = {"more about health": "health", "order type": "status", "tier": "ticket"}


def upgrade() -> None:
    """Turn the matched columns, and the order of day and month, into answers."""
    run = op.get_bind().exec_driver_sql
    rows = run("SELECT signature, name, mapping, date_order, used_at FROM import_layout").all()
    run("DROP TABLE import_layout")
    run(_IMPORT_LAYOUT)
    for signature, name, mapping, date_order, used_at in rows:
        answers = {
            f"column:meaning:{_simple(title)}": _RENAMED.get(field, field)
            for field, title in json.loads(mapping).items()
        }
        if date_order:
            answers |= {f"column:date order:{field}": date_order for field in ("born", "due")}
        kept = json.dumps(answers, ensure_ascii=False, sort_keys=True)
        run("INSERT INTO import_layout VALUES (?, ?, ?, ?)", (signature, name, kept, used_at))


def _simple(title: str) -> str:
    """Return a title as the keys of answers have it."""
    text = unicodedata.normalize("NFKC", title).casefold().replace("’", "'").replace("_", " ")
    return re.sub(r"\s+", " ", text).strip(" :*?")
