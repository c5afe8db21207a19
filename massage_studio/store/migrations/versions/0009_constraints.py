"""Let the triggers say codes; what they refuse is worded in `store/refusals.py`."""

from alembic import op

revision = "0009"
down_revision = "0008"

CODES = {
    "the course is full": "places_full",
    "cue notes are voided, never rewritten": "note_rewritten",
    "cue notes are voided, never deleted": "note_deleted",
    "actions are undone, never rewritten": "action_rewritten",
    "actions are undone, never deleted": "action_deleted",
    "a reason stays in the record": "reason_kept",
}


def upgrade() -> None:
    """Make each trigger again."""
    run = op.get_bind().exec_driver_sql
    for name, sql in run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all():
        run(f'DROP TRIGGER "{name}"')
        run(_with_codes(sql))


def _with_codes(sql: str) -> str:
    for words, code in CODES.items():
        sql = sql.replace(f"'{words}'", f"'{code}'")
    return sql
