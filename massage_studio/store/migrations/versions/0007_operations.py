"""One log of operations in the place of the two of the office and of the classes.

Every entry of both goes on, with what it changed; what was pressed in a class gets columns of its own. Whose
rows an entry holds is kept beside it: the families, carers and babies.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from alembic import op

from massage_studio.store.base import Amount, Moment

revision = "0007"
down_revision = "0006"

APPEND_ONLY = """
CREATE TRIGGER operation_append_only BEFORE UPDATE ON operation
WHEN OLD.session_id IS NOT NULL AND (
    NEW.id IS NOT OLD.id OR NEW.session_id IS NOT OLD.session_id OR NEW.seq IS NOT OLD.seq
    OR NEW.verb IS NOT OLD.verb OR NEW.at IS NOT OLD.at OR NEW.clock IS NOT OLD.clock
    OR NEW.course_id IS NOT OLD.course_id OR NEW.baby_id IS NOT OLD.baby_id OR NEW.words IS NOT OLD.words
    OR NEW.kind IS NOT OLD.kind OR NEW.code IS NOT OLD.code OR NEW.delivered_id IS NOT OLD.delivered_id
    OR NEW.made_id IS NOT OLD.made_id OR NEW.amount IS NOT OLD.amount OR NEW.currency IS NOT OLD.currency
    OR NEW.changes IS NOT OLD.changes
)
BEGIN SELECT RAISE(ABORT, 'actions are undone, never rewritten'); END
"""
KEPT = """
CREATE TRIGGER operation_kept BEFORE DELETE ON operation
WHEN OLD.session_id IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'actions are undone, never deleted'); END
"""

# In the snapshots of classes values stood as Python writes them, in those of the office as the database does.
_MOMENTS = (
    "marked_at",
    "left_at",
    "started_at",
    "ended_at",
    "voided_at",
    "opened_at",
    "finished_at",
    "released_at",
)
_KEYS = ("carer_id",)

_SUBJECTS = ("family", "carer", "baby")
_NAMED = ("family_id", "carer_id", "baby_id")

_OFFICE = """
INSERT INTO operation
    (id, seq, verb, at, clock, undone_at, course_id, words, kind, code, currency, changes)
SELECT id, seq, verb, at, at, undone_at, about, words, '', '', '', changes FROM deed ORDER BY seq
"""
_CLASS = """
INSERT INTO operation
    (id, session_id, seq, verb, at, clock, undone_at, baby_id, words, kind, code, delivered_id, made_id,
    amount, currency, changes)
VALUES (:id, :session_id, :seq, :verb, :at, :clock, :undone_at, :baby_id, '', :kind, :code, :delivered_id,
    :made_id, :amount, :currency, :changes)
"""
_SUBJECT = "INSERT OR IGNORE INTO operation_subject (operation_id, subject_id) VALUES (:operation, :subject)"


def upgrade() -> None:
    """Make the one log, bring both others into it, and let them go."""
    _make_tables()
    connection = op.get_bind()
    connection.execute(sa.text(_OFFICE))
    bookings = connection.execute(sa.text("SELECT id, baby_id FROM booking"))
    of_booking: dict[str, str] = {row.id: row.baby_id for row in bookings}
    for key, changes in connection.execute(sa.text("SELECT id, changes FROM deed")).all():
        _keep_subjects(connection, key, None, _of_office(json.loads(changes), of_booking))
    of_action: dict[str, set[str]] = {}
    for key, baby in connection.execute(sa.text("SELECT action_id, baby_id FROM cue_note")):
        of_action.setdefault(key, set()).add(baby)
    columns = "id, session_id, seq, verb, baby_id, code, at, clock, undone_at, changes"
    for row in connection.execute(sa.text(f"SELECT {columns} FROM class_action")).mappings().all():
        moves = json.loads(row["changes"])
        written = dict(row) | _facts(row["verb"], row["code"], moves) | {"changes": _as_rows(moves)}
        connection.execute(sa.text(_CLASS), written)
        subjects = of_action.get(row["id"], set()) | set(_of_class(connection, moves, of_booking))
        _keep_subjects(connection, row["id"], row["baby_id"], subjects)
    op.drop_table("class_action")
    op.drop_table("deed")
    for trigger in (APPEND_ONLY, KEPT):
        op.execute(trigger)


def _make_tables() -> None:
    op.create_table(
        "operation",
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("verb", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("clock", Moment(), nullable=False),
        sa.Column("undone_at", Moment(), nullable=True),
        sa.Column("course_id", sa.Uuid(), nullable=True),
        sa.Column("baby_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("delivered_id", sa.Uuid(), nullable=True),
        sa.Column("made_id", sa.Uuid(), nullable=True),
        sa.Column("amount", Amount(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("changes", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["session_id"], ["class_session.id"], name=op.f("fk_operation_session_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["baby_id"], ["baby.id"], name=op.f("fk_operation_baby_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["delivered_id"], ["delivered.id"], name=op.f("fk_operation_delivered_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sa.UniqueConstraint("session_id", "seq", name=op.f("uq_operation_session_id_seq")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_operation_baby_id"), "operation", ["baby_id"], unique=False)
    op.create_index(
        "uq_operation_office_seq",
        "operation",
        ["seq"],
        unique=True,
        sqlite_where=sa.text("session_id IS NULL"),
    )
    op.create_index("ix_operation_verb_seq", "operation", ["verb", "seq"], unique=False)
    op.create_table(
        "operation_subject",
        sa.Column("operation_id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"],
            ["operation.id"],
            name=op.f("fk_operation_subject_operation_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("operation_id", "subject_id", name=op.f("pk_operation_subject")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_operation_subject_subject_id"), "operation_subject", ["subject_id"], unique=False
    )


def _facts(verb: str, code: str, moves: list[list[Any]]) -> dict[str, Any]:
    """Return as columns what a press said in its code."""
    facts: dict[str, Any] = {
        "kind": "",
        "code": "",
        "delivered_id": None,
        "made_id": None,
        "amount": None,
        "currency": "",
    }
    if verb in ("hold", "let_go"):
        facts["kind"], _, facts["code"] = code.partition(" ")
    elif verb in ("go_to", "skip", "add_activity"):
        facts["delivered_id"] = UUID(code).hex if code else None
        made = [key for table, key, *move in moves if (table, *move) == ("delivered", "removed", True, False)]
        facts["made_id"] = UUID(made[0]).hex if made and verb == "go_to" else None
    elif verb == "paid" and code:
        amount, _, facts["currency"] = code.partition(" ")
        facts["amount"] = int(Decimal(amount) * 10_000)
    else:
        facts["code"] = code
    return facts


def _as_rows(moves: list[list[Any]]) -> str:
    """Return moves of one column each as changes of rows: what moved in one row together stays together."""
    rows: list[list[Any]] = []
    for table, key, column, before, after in moves:
        if not rows or rows[-1][:2] != [table, key] or column in rows[-1][2]:
            rows.append([table, key, {}, {}])
        rows[-1][2][column], rows[-1][3][column] = _stored(column, before), _stored(column, after)
    return json.dumps(rows, ensure_ascii=False)


def _stored(column: str, value: Any) -> Any:
    if column in _MOMENTS and value is not None:
        return datetime.fromisoformat(value).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    if column in _KEYS and value is not None:
        return UUID(value).hex
    return int(value) if isinstance(value, bool) else value


def _of_office(changes: list[list[Any]], of_booking: dict[str, str]) -> set[str]:
    """Return the keys of the people whose rows an entry of the office holds."""
    of_booking = of_booking | {
        UUID(key).hex: row["baby_id"]
        for table, key, *rows in changes
        for row in rows
        if table == "booking" and row
    }
    found = {UUID(key).hex for table, key, *_ in changes if table in _SUBJECTS}
    for row in (row for _, _, *rows in changes for row in rows if row):
        found.update(row[name] for name in _NAMED if row.get(name))
        found.update({of_booking.get(row.get("booking_id"))} - {None})  # type: ignore[arg-type]
    return found


def _of_class(connection: Any, moves: list[list[Any]], of_booking: dict[str, str]) -> Iterator[str]:
    """Yield the keys of the people whose rows a press changed."""
    for table, key, column, before, after in moves:
        if column in _KEYS:
            yield from (UUID(value).hex for value in (before, after) if value)
        if table in ("attendance", "health_flag"):
            yield from connection.execute(
                sa.text(f'SELECT baby_id FROM "{table}" WHERE id = :key'), {"key": UUID(key).hex}
            ).scalars()
        elif table == "payment":
            bookings = connection.execute(
                sa.text("SELECT booking_id FROM payment WHERE id = :key"), {"key": UUID(key).hex}
            ).scalars()
            yield from (of_booking[booking] for booking in bookings if booking in of_booking)


def _keep_subjects(connection: Any, operation: str, baby: str | None, subjects: set[str]) -> None:
    for subject in subjects - {baby}:
        connection.execute(sa.text(_SUBJECT), {"operation": operation, "subject": subject})
