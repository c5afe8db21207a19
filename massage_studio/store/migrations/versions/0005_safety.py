"""Why an adult came or was written to against a contact restriction, and the stricter words of the content.

A reason that was kept stays as it was. The words reach studios that were made with the older ones: a fever
under three months and green vomit are for 999, no stroke jiggles or promises help with teeth, the colic
routine is no treatment, and nobody is ever to shake a baby.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from massage_studio.store.base import Moment

revision = "0005"
down_revision = "0004"

_KEPT = """
CREATE TRIGGER restriction_override_{name} BEFORE {event} ON restriction_override
BEGIN SELECT RAISE(ABORT, 'a reason stays in the record'); END
"""


# Table, the column that names the row, its code, and the column with its new words.
WORDS: tuple[tuple[str, str, dict[str, str]], ...] = (
    (
        "stroke",
        "face_jaw",
        {
            "description": "Small circles over the jaw hinge.",
        },
    ),
    (
        "stroke",
        "gm_knees_tummy",
        {
            "description": "Knees together bent to the tummy, hold for a breath, then let them stretch.",
        },
    ),
    (
        "contraindication",
        "fever",
        {
            "text": (
                "No massage; comfort only. Under 3 months with 38 C or more: 999 or A&E, unless "
                "vaccinated within 48 hours and well otherwise. 3-6 months with 39 C or more: NHS 111 "
                "or GP the same day."
            ),
        },
    ),
    (
        "signpost",
        "emergency",
        {
            "when": (
                "Under 3 months with 38 C or more (unless vaccinated within 48 hours and well "
                "otherwise) or under 36 C; green, yellow-green or bloody vomit; blue, grey, ashen, "
                "pale, blotchy or mottled skin, lips or tongue, on brown or black skin seen on lips, "
                "gums, tongue, palms and soles; not breathing properly; floppy, hard to wake or "
                "unresponsive; weak or high-pitched cry; a fit; rash that does not fade under a "
                "glass; getting worse"
            ),
            "to": "999 / A&E",
        },
    ),
    (
        "signpost",
        "urgent",
        {
            "when": (
                "3-6 months with 39 C or more; feeding less than half as usual; no wet nappy for 8 "
                "hours or very dry nappies; sick again and again; breathing a bit faster or harder "
                "than usual"
            ),
            "to": "NHS 111 or GP the same day; 999 if worse",
        },
    ),
    (
        "signpost",
        "crying",
        {
            "when": "Crying that is hard to bear",
            "to": (
                "Put baby down safely, step away, ask for help, and never shake a baby; Cry-sis "
                "helpline; health visitor"
            ),
        },
    ),
    (
        "response_kind",
        "touch_relaxation",
        {
            "description": (
                "Hold the tense part, say relax in the same soft tone, wait, and praise any softening."
            ),
        },
    ),
    (
        "response_kind",
        "colic_routine",
        {
            "description": "Planned tummy sequence at a calm time, not during a crying bout; no treatment.",
        },
    ),
    (
        "evidence",
        "touch3",
        {
            "finding": (
                "The authors do not support infant massage for low-risk groups on current evidence. "
                "Nine of 14 pooled physical outcomes favoured massage, weight, length, head size, "
                "sleep, crying and bilirubin among them. Of weight, length and head size only length "
                "held up when trials at high risk of bias were set aside."
            ),
            "caveat": (
                "Most of the trials were weak. The verdict is told as a list for health visitors quotes it."
            ),
        },
    ),
)


def upgrade() -> None:
    """Add the table of reasons, and put the stricter words in place of the older ones."""
    _add_reasons()
    for table, code, words in WORDS:
        columns: list[Any] = [sa.column(name) for name in ("code", *words)]
        rows = sa.table(table, *columns)
        op.execute(rows.update().where(rows.c.code == code).values(words))


def _add_reasons() -> None:
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
