"""Keep of the content what is hers alone: what ships is a file of the program from now on.

Rows that say what shipped with any version until now are the program's and go. What she changed is kept with
what shipped in its place, what she added whole, and each course gets a copy of the plan that it follows.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

from massage_studio.store.base import Amount, Moment
from massage_studio.store.ids import new_id

revision = "0008"
down_revision = "0007"

Row = Mapping[str, Any]


@dataclass
class Item:
    """What is hers of one item of the content: her words and what shipped in their place, by field."""

    kind: str
    code: str
    words: dict[str, Any]
    shipped: dict[str, Any] = field(default_factory=dict)
    added: bool = False


# By table, code and column all that ever shipped until now, the newest last.
SHIPPED = json.loads((Path(__file__).parents[1] / "shipped_until_0008.json").read_text(encoding="utf-8"))

# The kind of an item, and where its field is not called as the column was.
TABLES: dict[str, tuple[str, dict[str, str]]] = {
    "benefit": ("benefit", {"messages": "key_messages", "strength": "overall_strength"}),
    "source": ("source", {}),
    "evidence": ("evidence", {}),
    "stroke": ("stroke", {}),
    "contraindication": ("contraindication", {}),
    "signpost": ("signpost", {}),
    "course_plan": ("plan", {"minutes": "session_minutes"}),
    "state_kind": ("state", {}),
    "cue_kind": ("cue", {"phrase": "parent"}),
    "response_kind": ("response", {"phrase": "parent"}),
}
LISTS = ("messages", "avoid_saying", "sources", "areas", "handouts", "benefits")
# What stands elsewhere from now on, or says nothing.
NO_WORDS = ("code", "key", "position", "benefit_code", "area_label")
INVOLVED = (
    *("legs", "tummy", "chest", "arms", "face", "back"),
    *("stroking", "still_hands", "moving", "lying_on_tummy"),
)


def upgrade() -> None:
    """Add the two tables of what is hers, fill them, and drop what shipped."""
    _add_tables()
    plans = _plans()
    items = [item for table in TABLES for item in _own(table)] + _own_areas() + _own_sessions(plans)
    _insert("own_item", _together(items))
    _insert("plan_copy", _copies(plans))
    # A table in the place of another loses its triggers and indexes; triggers that name it stand in the way.
    run = op.get_bind().exec_driver_sql
    triggers = run("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    indexes = run(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        " AND tbl_name IN ('course', 'class_session')"
    ).all()
    for name, _ in triggers:
        run(f'DROP TRIGGER "{name}"')
    _free_courses()
    for table in ("activity", "plan_session", "evidence", *(name for name in TABLES if name != "evidence")):
        op.drop_table(table)
    for _, sql in (*indexes, *triggers):
        run(sql)


def _add_tables() -> None:
    op.create_table(
        "own_item",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("shipped", sa.Text(), nullable=False),
        sa.Column("added", sa.Boolean(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_item")),
        sa.UniqueConstraint("kind", "code", name=op.f("uq_own_item_kind_code")),
        sqlite_strict=True,
    )
    op.create_table(
        "plan_copy",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_plan_copy_course_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_copy")),
        sa.UniqueConstraint("course_id", "code", name=op.f("uq_plan_copy_course_id_code")),
        sqlite_strict=True,
    )


def _rows(table: str) -> list[dict[str, Any]]:
    found = op.get_bind().exec_driver_sql(f'SELECT * FROM "{table}" ORDER BY rowid').mappings()
    return [
        {name: json.loads(value) if name in LISTS else value for name, value in row.items()} for row in found
    ]


def _insert(table: str, rows: Iterable[Row]) -> None:
    for row in rows:
        values = ", ".join("?" * len(row))
        op.get_bind().exec_driver_sql(
            f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})", tuple(row.values())
        )


def _own(table: str) -> list[Item]:
    """Return what is hers in one table: rows with words that never shipped."""
    kind, names = TABLES[table]
    found = []
    for row in _rows(table):
        code = row["key" if table == "source" else "code"]
        shipped = SHIPPED[table].get(code)
        words = {
            name: value
            for name, value in row.items()
            if name not in NO_WORDS and (shipped is None or value not in shipped[name])
        }
        said = {names.get(name, name): value for name, value in words.items()}
        if shipped is None:
            found.append(Item(kind, code, said | _of_an_added(table, row), added=True))
        elif words:
            found.append(Item(kind, code, said, {names.get(name, name): shipped[name][-1] for name in words}))
    return found


def _of_an_added(table: str, row: Row) -> dict[str, Any]:
    """Return what an item of hers says beside its row: as careful as the program was with it."""
    if table == "evidence":
        return {"benefit": row["benefit_code"] or "", "verified": True, "parent": row["finding"]}
    if table == "stroke":
        return {"involves": list(INVOLVED)}
    return {"audience": "instructor"} if table == "cue_kind" else {}


def _own_areas() -> list[Item]:
    """Return the body areas that are called otherwise than they ever were, or that never shipped."""
    shipped: dict[str, list[str]] = {}
    for row in SHIPPED["stroke"].values():
        shipped.setdefault(row["area"][-1], row["area_label"])
    labels = {row["area"]: row["area_label"] for row in _rows("stroke")}
    return [
        Item(
            "area",
            area,
            {"label": label},
            {"label": shipped[area][-1]} if area in shipped else {},
            added=area not in shipped,
        )
        for area, label in labels.items()
        if label not in shipped.get(area, ())
    ]


def _plans() -> dict[str, dict[str, Any]]:
    """Return the course plans as papers and pages show them, by code."""
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(_rows("activity"), key=lambda row: row["position"]):
        kept = ("code", "kind", "title", "minutes", "benefits", "areas")
        parts.setdefault(row["plan_session_code"], []).append({name: row[name] for name in kept})
    sessions: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(_rows("plan_session"), key=lambda row: row["number"]):
        kept = ("code", "number", "title", "focus_benefit", "areas", "handouts")
        session = {name: row[name] for name in kept} | {"activities": parts.get(row["code"], [])}
        sessions.setdefault(row["plan_code"], []).append(session)
    return {
        row["code"]: {name: row[name] for name in ("code", "label", "minutes", "group_max", "note")}
        | {"sessions": sessions.get(row["code"], [])}
        for row in _rows("course_plan")
    }


def _own_sessions(plans: Mapping[str, Row]) -> list[Item]:
    """Return the plans of which a session or an activity never shipped so, or one is missing."""
    found = []
    for code, plan in plans.items():
        rows = [("plan_session", session) for session in plan["sessions"]]
        rows += [("activity", part) for session in plan["sessions"] for part in session["activities"]]
        ships = {
            (table, known) for table in ("plan_session", "activity") for known in SHIPPED[table]
            if known.startswith(f"{code}/")
        }  # fmt: skip
        as_shipped = {(table, row["code"]) for table, row in rows} == ships and all(
            value in SHIPPED[table][row["code"]].get(name, [value])
            for table, row in rows
            for name, value in row.items()
        )
        if not as_shipped:
            sessions = [
                {
                    "number": session["number"],
                    "title": session["title"],
                    "focus_benefit": session["focus_benefit"],
                    "focus_areas": session["areas"],
                    "handouts": session["handouts"],
                    "activities": [
                        {name: value for name, value in part.items() if name != "code"}
                        for part in session["activities"]
                    ],
                }
                for session in plan["sessions"]
            ]
            found.append(Item("plan", code, {"sessions": sessions}, added=code not in SHIPPED["course_plan"]))
    return found


def _together(items: Iterable[Item]) -> Iterator[Row]:
    """Return a row of the table for each item, of which several parts may be hers."""
    found: dict[tuple[str, str], Item] = {}
    for item in items:
        first = found.setdefault((item.kind, item.code), item)
        first.words.update(item.words)
        first.shipped.update(item.shipped)
    for item in found.values():
        yield {
            "id": new_id().hex,
            "kind": item.kind,
            "code": item.code,
            "words": json.dumps(item.words, ensure_ascii=False),
            "shipped": json.dumps(item.shipped, ensure_ascii=False),
            "added": item.added,
            "hidden": False,
        }


def _copies(plans: Mapping[str, Row]) -> Iterator[Row]:
    """Return a copy for each course of the plan that it follows, and of those that its classes came from."""
    texts = {code: json.dumps(plan, ensure_ascii=False) for code, plan in plans.items()}
    followed = op.get_bind().exec_driver_sql(
        "SELECT id, plan_code FROM course UNION SELECT class_session.course_id, plan_session.plan_code"
        " FROM class_session JOIN plan_session ON plan_session.code = class_session.plan_session_code"
    )
    for course_id, code in followed.all():
        yield {"id": new_id().hex, "course_id": course_id, "code": code, "plan": texts[code]}


def _free_courses() -> None:
    """Let courses and classes name a plan without a row of it in the studio."""
    op.create_table(
        "course_new",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("plan_code", sa.Text(), nullable=False),
        sa.Column("venue_id", sa.Uuid(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("price", Amount(), nullable=False),
        sa.Column("concession_price", Amount(), nullable=True),
        sa.Column("sibling_price", Amount(), nullable=True),
        sa.Column("drop_in_price", Amount(), nullable=True),
        sa.Column("deposit", Amount(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("min_weeks", sa.Integer(), nullable=True),
        sa.Column("max_weeks", sa.Integer(), nullable=True),
        sa.Column("instructor", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('course', 'one_off', 'private')", name=op.f("ck_course_kind")),
        sa.CheckConstraint("capacity > 0", name=op.f("ck_course_capacity")),
        sa.ForeignKeyConstraint(
            ["venue_id"], ["venue.id"], name=op.f("fk_course_venue_id"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
        sqlite_strict=True,
    )
    _replace(
        "course",
        "name, kind, plan_code, venue_id, capacity, price, concession_price, sibling_price, drop_in_price, "
        "deposit, currency, min_weeks, max_weeks, instructor, zone, made_at, id",
    )
    op.create_table(
        "class_session_new",
        sa.Column("course_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan_session_code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("starts_at", Moment(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("opened_at", Moment(), nullable=True),
        sa.Column("finished_at", Moment(), nullable=True),
        sa.Column("reflection", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Uuid(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "status IN ('planned', 'running', 'finished', 'cancelled')", name=op.f("ck_class_session_status")
        ),
        sa.ForeignKeyConstraint(
            ["course_id"], ["course.id"], name=op.f("fk_class_session_course_id"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["class_session.id"],
            name=op.f("fk_class_session_replaces_id"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_session")),
        sa.UniqueConstraint("course_id", "number", name=op.f("uq_class_session_course_id_number")),
        sqlite_strict=True,
    )
    _replace(
        "class_session",
        "course_id, number, plan_session_code, title, starts_at, minutes, status, opened_at, finished_at, "
        "reflection, reason, replaces_id, revision, id",
    )


def _replace(table: str, columns: str) -> None:
    """Put `<table>_new` in the place of `<table>` with its rows."""
    op.execute(f"INSERT INTO {table}_new ({columns}) SELECT {columns} FROM {table}")
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE {table}_new RENAME TO {table}")
