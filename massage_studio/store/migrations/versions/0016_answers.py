"""Keep with each response which sign of the baby it answered; those of before are paired by the same rule."""

import json
from datetime import datetime, timedelta

from alembic import op

revision = "0016"
down_revision = "0015"

_OPEN_FOR = timedelta(minutes=2)
_FOR_THE_CARER = ("carer_break", "signpost", "urgent_help")
# The cues that asked for a pause in the content of this version; hers are in her own words.
_PAUSES = frozenset(
    (
        *("cries", "cry_face", "fusses", "whines", "arches_back", "pushes_away", "pulls_away", "turns_away"),
        *("halt_hand", "shakes_head", "beats_arms", "thrashes", "stiffens", "spits_up", "vomits", "gags"),
        *("coughs", "colour_change", "falls_asleep", "legs_up", "rolls_or_crawls_off", "unusual_cry"),
        *("goes_limp", "looks_away", "glazed", "hyperalert", "yawns", "hiccups", "sneezes", "frowns"),
        *("grimaces", "face_sobers", "lips_tight", "pouts", "tongue_out", "hand_to_ear", "rubs_eyes"),
        *("hand_behind_head", "fists", "splays_fingers", "breathes_fast", "blinks_hard", "lowers_head"),
        *("kicks_tense", "squirms", "jerky", "startles", "extends_limbs", "frozen", "whimpers", "clings"),
        *("roots", "smacks_lips", "hand_to_mouth_seeking", "stirs_restless", "droopy_lids"),
        *("loses_interest", "strains", "feels_cool", "feels_hot"),
    )
)
_NOTES = """
SELECT session_id, baby_id, id, kind, code, at FROM cue_note
WHERE voided_at IS NULL AND kind IN ('cue', 'permission', 'not_massaged', 'response')
ORDER BY session_id, baby_id, at, seq
"""
_NEW = (
    "answers TEXT",
    "CONSTRAINT ck_cue_note_answers CHECK (answers IS NULL OR kind = 'response')",
    "CONSTRAINT fk_cue_note_answers FOREIGN KEY(answers) REFERENCES cue_note (id) ON DELETE RESTRICT",
)


def upgrade() -> None:
    """Add the column, pair what stands, and keep the pairs from being rewritten."""
    run = op.get_bind().exec_driver_sql
    triggers = run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _ in triggers:
        run(f'DROP TRIGGER "{name}"')
    _add_column()
    for reply, sign in _pairs():
        run("UPDATE cue_note SET answers = ? WHERE id = ?", (sign, reply))
    for name, sql in triggers:
        run(_with_answers(sql) if name == "cue_note_append_only" else sql)


def _add_column() -> None:
    run = op.get_bind().exec_driver_sql
    sql = run("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'cue_note'").scalar_one()
    indexes = run(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = 'cue_note'"
    )
    made = indexes.scalars().all()
    columns = ", ".join(row[1] for row in run("PRAGMA table_info(cue_note)"))
    body, _, end = sql.partition("(")[2].rpartition(")")
    first = body.index("CONSTRAINT")
    clauses = ", ".join((body[first:].rstrip(), *_NEW[1:]))
    run(f"CREATE TABLE cue_note_new ({body[:first]}{_NEW[0]}, {clauses}\n){end}")
    run(f"INSERT INTO cue_note_new ({columns}) SELECT {columns} FROM cue_note")
    run("DROP TABLE cue_note")
    run("ALTER TABLE cue_note_new RENAME TO cue_note")
    for index in made:
        run(index)


def _with_answers(sql: str) -> str:
    last = "NEW.delivered_id IS NOT OLD.delivered_id"
    return sql.replace(last, f"{last} OR NEW.answers IS NOT OLD.answers")


def _pairs() -> list[tuple[str, str]]:
    """Return each response with the last sign before it that was open then, at most two minutes old."""
    run = op.get_bind().exec_driver_sql
    hers = run("SELECT code, words FROM own_item WHERE kind = 'cue'")
    own: dict[str, str] = {row.code: row.words for row in hers}
    found: list[tuple[str, str]] = []
    whose, waiting = None, list[tuple[str, datetime]]()
    for session_id, baby_id, key, kind, code, at in run(_NOTES):
        if (session_id, baby_id) != whose:
            whose, waiting = (session_id, baby_id), []
        moment = datetime.fromisoformat(at)
        if kind != "response":
            if _asks(kind, code, own):
                waiting.append((key, moment))
            continue
        if code not in _FOR_THE_CARER and waiting and moment - waiting[-1][1] <= _OPEN_FOR:
            found.append((key, waiting.pop()[0]))
    return found


def _asks(kind: str, code: str, own: dict[str, str]) -> bool:
    if kind == "cue":
        says = json.loads(own.get(code, "{}")).get("polarity")
        return says == "disengagement" if says else code in _PAUSES
    return kind == "not_massaged" or code in ("not_now", "unsure")
