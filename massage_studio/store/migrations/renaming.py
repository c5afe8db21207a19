"""Gives a column another name, so that what was done before can still be taken back."""

import json

import sqlalchemy as sa
from alembic import op


def rename_column(table: str, old: str, new: str) -> None:
    """Give a column another name, in the table and in every change of it that the log of operations keeps."""
    op.alter_column(table, old, new_column_name=new)
    connection = op.get_bind()
    guards = connection.execute(
        sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'operation'")
    ).all()
    for name, _ in guards:
        op.execute(f'DROP TRIGGER "{name}"')
    for key, changes in connection.execute(sa.text("SELECT id, changes FROM operation")).all():
        renamed = _renamed(changes, table, old, new)
        if renamed != changes:
            connection.execute(
                sa.text("UPDATE operation SET changes = :changes WHERE id = :key"),
                {"changes": renamed, "key": key},
            )
    for _, trigger in guards:
        op.execute(trigger)


def _renamed(text: str, table: str, old: str, new: str) -> str:
    changes = json.loads(text)
    for name, _, *rows in changes:
        for row in rows:
            if name == table and row is not None and old in row:
                row[new] = row.pop(old)
    return json.dumps(changes, ensure_ascii=False)
