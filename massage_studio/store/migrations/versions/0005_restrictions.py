"""Why an adult came or was written to against a contact restriction; what was kept stays as it was."""

import sqlalchemy as sa
from alembic import op

from massage_studio.store.base import Moment

revision = "0005"
down_revision = "0004"

_KEPT = """
CREATE TRIGGER restriction_override_{name} BEFORE {event} ON restriction_override
BEGIN SELECT RAISE(ABORT, 'a reason stays in the record'); END
"""


def upgrade() -> None:
    """Add the table of reasons."""
    op.create_table(
        "restriction_override",
        sa.Column("carer_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "purpose IN ('come', 'be_told', 'get_papers')", name=op.f("ck_restriction_override_purpose")
        ),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_restriction_override_reason")),
        sa.ForeignKeyConstraint(
            ["carer_id"], ["carer.id"], name=op.f("fk_restriction_override_carer_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["class_session.id"],
            name=op.f("fk_restriction_override_session_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restriction_override")),
        sqlite_strict=True,
    )
    for column in ("carer_id", "session_id"):
        op.create_index(
            op.f(f"ix_restriction_override_{column}"), "restriction_override", [column], unique=False
        )
    for name, event in (("unchanged", "UPDATE"), ("kept", "DELETE")):
        op.execute(_KEPT.format(name=name, event=event))
