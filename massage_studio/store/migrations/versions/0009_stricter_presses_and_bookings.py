"""Let the database hold what until now the program alone saw to, and let its triggers say codes.

A row that breaks what holds from now on was never written by the program. It is mended so that nothing of it
is lost, as each step says. A payment in another currency than its course stays as it is: nobody knows what it
was worth. What the codes mean is worded in `store/refusals.py`.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable

from alembic import context, op

from massage_studio.store.ids import new_id

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

KINDS = "'state', 'cue', 'response', 'permission', 'not_massaged', 'bookmark', 'note'"

TWO_FAMILIES = """
CREATE TRIGGER booking_family_{when} BEFORE {event} ON booking
WHEN (SELECT family_id FROM baby WHERE id = NEW.baby_id)
    <> (SELECT family_id FROM carer WHERE id = NEW.carer_id)
BEGIN SELECT RAISE(ABORT, 'two_families'); END
"""
LEAVES_FAMILY = """
CREATE TRIGGER {member}_family BEFORE UPDATE OF family_id ON {member}
WHEN NEW.family_id <> OLD.family_id AND EXISTS (
    SELECT 1 FROM baby JOIN booking ON booking.baby_id = baby.id
    WHERE baby.family_id = OLD.family_id AND booking.{member}_id = OLD.id
)
BEGIN SELECT RAISE(ABORT, 'two_families'); END
"""
PAYMENT_CURRENCY = """
CREATE TRIGGER payment_currency_{when} BEFORE {event} ON payment
WHEN NEW.currency <> (
    SELECT course.currency FROM booking JOIN course ON course.id = booking.course_id
    WHERE booking.id = NEW.booking_id
)
BEGIN SELECT RAISE(ABORT, 'other_currency'); END
"""
BOOKING_CURRENCY = """
CREATE TRIGGER booking_currency BEFORE UPDATE OF course_id ON booking
WHEN EXISTS (
    SELECT 1 FROM payment JOIN course ON course.id = NEW.course_id
    WHERE payment.booking_id = OLD.id AND payment.currency <> course.currency
)
BEGIN SELECT RAISE(ABORT, 'other_currency'); END
"""
COURSE_CURRENCY = """
CREATE TRIGGER course_currency BEFORE UPDATE OF currency ON course
WHEN NEW.currency <> OLD.currency AND EXISTS (
    SELECT 1 FROM payment JOIN booking ON booking.id = payment.booking_id
    WHERE booking.course_id = OLD.id AND payment.currency <> NEW.currency
)
BEGIN SELECT RAISE(ABORT, 'other_currency'); END
"""

# The press that a note came from is there again, before all others of its class: Undo comes to it last.
LOST = "action_id NOT IN (SELECT id FROM operation)"
MAKE_ROOM = f"""
UPDATE operation SET seq = -seq - (
    SELECT count(DISTINCT action_id) FROM cue_note WHERE session_id = operation.session_id AND {LOST}
)
WHERE session_id IN (SELECT session_id FROM cue_note WHERE {LOST})
"""
COUNT_ON = "UPDATE operation SET seq = -seq WHERE seq < 0"
PRESSES = f"""
INSERT INTO operation
    (id, session_id, seq, verb, at, clock, undone_at, baby_id, words, kind, code, currency, changes)
SELECT
    action_id, session_id, row_number() OVER (PARTITION BY session_id ORDER BY seq),
    kind, at, at, undone_at, baby_id, '', '', code, '', changes
FROM (
    SELECT action_id, session_id, min(seq) AS seq, kind, min(at) AS at, code,
        CASE WHEN count(voided_at) = count(*) THEN max(voided_at) END AS undone_at,
        CASE WHEN count(DISTINCT baby_id) = 1 THEN baby_id END AS baby_id,
        json_group_array(json_array(
            'cue_note', id, json_object('voided_at', at), json_object('voided_at', NULL)
        )) AS changes
    FROM cue_note WHERE {LOST} GROUP BY action_id
) AS found
"""
THEIR_BABIES = """
INSERT OR IGNORE INTO operation_subject (operation_id, subject_id)
SELECT DISTINCT action_id, cue_note.baby_id FROM cue_note JOIN operation ON operation.id = action_id
WHERE operation.baby_id IS NULL
"""

# The last answer stands, of two on one day the no; the others were withdrawn when it was given.
ONE_ANSWER = """
WITH standing AS (
    SELECT id, row_number() OVER answers AS place, first_value(given_on) OVER answers AS until
    FROM consent WHERE withdrawn_on IS NULL
    WINDOW answers AS (PARTITION BY family_id, kind ORDER BY given_on DESC, given, id DESC)
)
UPDATE consent SET withdrawn_on = (SELECT until FROM standing WHERE standing.id = consent.id)
WHERE id IN (SELECT id FROM standing WHERE place > 1)
"""

# What a place in a class of another course says of its course gives way to the class itself.
COURSE_OF_CLASS = """
UPDATE booking SET course_id = (SELECT course_id FROM class_session WHERE id = booking.session_id)
WHERE session_id IS NOT NULL
    AND course_id <> (SELECT course_id FROM class_session WHERE id = booking.session_id)
"""

WHERE_TO = "The place on {course} was moved; where to was not written down."

# A press in the tray of a kind that there is not becomes a note with all that it said.
HELD_AS_NOTE = f"""
UPDATE held_press SET kind = 'note', code = '', text = trim(kind || ' ' || code || ' ' || text),
    layer = CASE layer WHEN '' THEN 'private' ELSE layer END
WHERE kind NOT IN ({KINDS})
"""


def upgrade() -> None:
    """Mend what must be, then set the constraints and make each trigger again."""
    run = op.get_bind().exec_driver_sql
    triggers = run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    # Those of the search follow what is mended.
    _drop_triggers(name for name, _ in triggers if not name.startswith("search_"))
    _mend()
    _drop_triggers(name for name, _ in triggers if name.startswith("search_"))
    _constrain()
    for _, sql in triggers:
        run(_with_codes(sql))
    for when, event in (("insert", "INSERT"), ("update", "UPDATE OF baby_id, carer_id")):
        run(TWO_FAMILIES.format(when=when, event=event))
    for member in ("carer", "baby"):
        run(LEAVES_FAMILY.format(member=member))
    for when, event in (("insert", "INSERT"), ("update", "UPDATE OF booking_id, currency")):
        run(PAYMENT_CURRENCY.format(when=when, event=event))
    run(BOOKING_CURRENCY)
    run(COURSE_CURRENCY)


def _drop_triggers(names: Iterable[str]) -> None:
    for name in names:
        op.execute(f'DROP TRIGGER "{name}"')


def _with_codes(sql: str) -> str:
    for words, code in CODES.items():
        sql = sql.replace(f"'{words}'", f"'{code}'")
    return sql


def _constrain() -> None:
    run = op.get_bind().exec_driver_sql
    run("CREATE UNIQUE INDEX uq_class_session_id_course_id ON class_session (id, course_id)")
    run("CREATE UNIQUE INDEX uq_consent_one_standing ON consent (family_id, kind) WHERE withdrawn_on IS NULL")
    _rebuild("held_press", f"CONSTRAINT ck_held_press_kind CHECK (kind IN ({KINDS}))")
    _rebuild(
        "cue_note",
        "CONSTRAINT fk_cue_note_action_id FOREIGN KEY(action_id) REFERENCES operation (id)"
        " ON DELETE RESTRICT",
    )
    _rebuild(
        "booking",
        "CONSTRAINT ck_booking_moved CHECK (status <> 'moved' OR moved_to_id IS NOT NULL)",
        "CONSTRAINT fk_booking_session_id FOREIGN KEY(session_id, course_id)"
        " REFERENCES class_session (id, course_id) ON DELETE RESTRICT",
        without=r"CONSTRAINT fk_booking_session_id FOREIGN KEY\(session_id\)"
        r' REFERENCES "?class_session"? \(id\) ON DELETE RESTRICT,?',
    )


def _rebuild(table: str, *clauses: str, without: str = "$^") -> None:
    """Put a table with these clauses more, and without another, in the place of a table, with its rows."""
    run = op.get_bind().exec_driver_sql
    sql = run("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).scalar_one()
    indexes = run(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?", (table,)
    ).scalars()
    made = indexes.all()
    body, _, end = re.sub(without, "", sql).partition("(")[2].rpartition(")")
    run(f"CREATE TABLE {table}_new ({body.rstrip().rstrip(',')}, {', '.join(clauses)}\n){end}")
    run(f"INSERT INTO {table}_new SELECT * FROM {table}")
    run(f"DROP TABLE {table}")
    run(f"ALTER TABLE {table}_new RENAME TO {table}")
    for index in made:
        run(index)


def _mend() -> None:
    run = op.get_bind().exec_driver_sql
    added: Counter[str] = context.config.attributes.setdefault("added", Counter())
    added["carer"] += _bring_carers_into_the_family()
    run(COURSE_OF_CLASS)
    notes = _say_where_to()
    added.update({"note": notes, "search_entry": notes})
    run(ONE_ANSWER)
    _withdraw_before_giving()
    run(HELD_AS_NOTE)
    run(MAKE_ROOM)
    run(COUNT_ON)
    added["operation"] += run(PRESSES).rowcount
    added["operation_subject"] += run(THEIR_BABIES).rowcount


def _bring_carers_into_the_family() -> int:
    """Let an adult of another family who booked for a baby be one of the baby's family too, as a copy."""
    run = op.get_bind().exec_driver_sql
    strangers = run(
        "SELECT DISTINCT booking.carer_id, baby.family_id FROM booking JOIN baby ON baby.id = booking.baby_id"
        " JOIN carer ON carer.id = booking.carer_id WHERE carer.family_id <> baby.family_id"
    ).all()
    for carer, family in strangers:
        key = new_id().hex
        run(
            "INSERT INTO carer (id, family_id, position, given_name, family_name, relationship, email, phone,"
            " language, contact_restriction)"
            " SELECT ?, ?, (SELECT coalesce(max(position), -1) + 1 FROM carer WHERE family_id = ?),"
            " given_name, family_name, relationship, email, phone, language, contact_restriction"
            " FROM carer WHERE id = ?",
            (key, family, family, carer),
        )
        run(
            "UPDATE booking SET carer_id = ? WHERE carer_id = ?"
            " AND baby_id IN (SELECT id FROM baby WHERE family_id = ?)",
            (key, carer, family),
        )
    return len(strangers)


def _say_where_to() -> int:
    """Let a moved booking say where to: the one later booking of the baby that nothing else was moved to.

    Where there is none, or more than one, it is cancelled, and a private note of the family says the rest.
    """
    run = op.get_bind().exec_driver_sql
    noted = 0
    moved = run(
        "SELECT booking.id, baby_id, course_id, booking.made_at, baby.family_id, course.name FROM booking"
        " JOIN baby ON baby.id = baby_id JOIN course ON course.id = course_id"
        " WHERE status = 'moved' AND moved_to_id IS NULL ORDER BY booking.made_at"
    ).all()
    for key, baby, course, made, family, name in moved:
        targets = run(
            "SELECT id FROM booking WHERE baby_id = ? AND course_id <> ? AND made_at >= ?"
            " AND session_id IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM booking AS other WHERE other.moved_to_id = booking.id)",
            (baby, course, made),
        ).scalars()
        found = targets.all()
        if len(found) == 1:
            run("UPDATE booking SET moved_to_id = ? WHERE id = ?", (found[0], key))
            continue
        run("UPDATE booking SET status = 'cancelled' WHERE id = ?", (key,))
        run(
            "INSERT INTO note (id, family_id, baby_id, layer, text, made_at)"
            " VALUES (?, ?, ?, 'private', ?, ?)",
            (new_id().hex, family, baby, WHERE_TO.format(course=name), made),
        )
        noted += 1
    return noted


def _withdraw_before_giving() -> None:
    """Let what was done about consents be taken back and done again with one standing answer at a time."""
    run = op.get_bind().exec_driver_sql
    entries = run(
        "SELECT id, changes FROM operation WHERE session_id IS NULL AND instr(changes, '\"consent\"') > 0"
    ).all()
    for key, text in entries:
        changes = json.loads(text)
        places = [place for place, change in enumerate(changes) if change[0] == "consent"]
        # A row that is there before and after was withdrawn; one that was not there before was given.
        ordered = sorted((changes[place] for place in places), key=lambda change: change[2] is None)
        for place, change in zip(places, ordered, strict=True):
            changes[place] = change
        run("UPDATE operation SET changes = ? WHERE id = ?", (json.dumps(changes, ensure_ascii=False), key))
