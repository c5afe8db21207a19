"""A studio in which all that is told of anybody carries a marker, so that a test finds where it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sqlalchemy import String, text

import massage_studio.store.tables  # noqa: F401  (every table is asked about)
from massage_studio.store.base import Base
from massage_studio.store.engine import Store

MARKER = "Xqz"
"""In every name, note, reason and word about health; no word of the program has it."""

# What is written about families and their places, by table.
_TOLD = {
    "attendance": ("health_note",),
    "baby": ("given_name", "family_name"),
    "booking": ("reference",),
    "carer": ("given_name", "family_name", "relationship", "email", "phone", "contact_restriction"),
    "class_session": ("reflection",),
    "cue_note": ("text",),
    "draft": ("text",),
    "family": ("hold_reason",),
    "health_flag": ("what",),
    "held_press": ("text",),
    "met_edit": ("words",),
    "note": ("text",),
    "check_in": ("words",),
    "own_words": ("words",),
    "payment": ("note",),
    "private_mark": ("words",),
    "referral": ("service", "agreed", "outcome"),
    "restriction_override": ("reason",),
    "rights_request": ("words",),
    "sentence_edit": ("words",),
    "summary_edit": ("words",),
    "venue": ("name", "address"),
    "withdrawn_class": ("venue", "address"),
}
# What stays as it was written: whoever fills the studio writes the marker into it.
_AS_WRITTEN = {"cue_note"}
# Codes, what ships or is the instructor's own, and what was done: no words about anybody.
_NOT_TOLD = {
    "attendance": ("status", "health"),
    "booking": ("kind", "status", "price_kind", "source"),
    "carer": ("language",),
    "caught_up": ("kind", "code", "how"),
    "class_session": ("plan_session_code", "title", "status", "reason"),
    "closed_days": ("words",),
    "consent": ("kind", "wording"),
    "course": ("name", "kind", "plan_code", "currency", "instructor", "zone"),
    "cue_note": ("kind", "code", "layer"),
    "delivered": ("kind", "title", "topic", "item", "why", "offered"),
    "draft": ("place", "subject", "whose", "layer"),
    "handout_issued": ("document", "how", "variant", "version"),
    "health_flag": ("kind",),
    "held_press": ("kind", "code", "layer"),
    "import_layout": ("name", "answers"),
    "letter_template": ("subject", "text"),
    "met_edit": ("key",),
    "note": ("layer",),
    "operation": ("verb", "words", "kind", "code", "currency", "changes"),
    "own_words": ("moment",),
    "own_item": ("kind", "code", "words", "shipped"),
    "palette_key": ("key", "label"),
    "particular": ("value",),
    "payment": ("kind", "currency", "method"),
    "practice_event": ("kind", "code"),
    "practice_recording": ("name", "observer"),
    "plan_copy": ("code", "plan"),
    "rating": ("moment",),
    "referral": ("consent_how",),
    "restriction_override": ("purpose",),
    "rights_request": ("kind",),
    "search_entry": ("kind", "key"),
    "sentence_edit": ("key",),
    "story_read": ("version",),
    "summary_edit": ("key",),
    "summary_read": ("version",),
    "withdrawn_class": ("course", "kind", "title", "zone", "instructor"),
}
# The program's own words for what is known of a baby; the curriculum may say them of babies in general.
_HEALTH = ("Unwell", "unwell", "Recent jab", "Allergy", "allergy", "Consent missing", "restriction")
_AMOUNT = re.compile(r"[£€]\s?\d")


def columns_of_text() -> dict[str, set[str]]:
    """Return by table the columns of text that are neither a key nor point to another table."""
    return {
        table.name: found
        for table in Base.metadata.tables.values()
        if (
            found := {
                column.name
                for column in table.columns
                if isinstance(column.type, String) and not column.primary_key and not column.foreign_keys
            }
        )
    }


def sorted_columns() -> dict[str, set[str]]:
    """Return by table the columns of which this module knows whether they tell of anybody."""
    tables = _TOLD.keys() | _NOT_TOLD.keys()
    return {table: {*_TOLD.get(table, ()), *_NOT_TOLD.get(table, ())} for table in tables}


def mark(store: Store) -> None:
    """Put the marker, and what it stands for, in place of all that is told of anybody.

    A flag without words of its own keeps none, so that the program's word for it is shown.
    """
    with store.write() as session:
        for table, columns in _TOLD.items():
            for column in columns if table not in _AS_WRITTEN else ():
                words = f"{MARKER}{column.replace('_', '')}"
                session.execute(
                    text(f"UPDATE {table} SET {column} = :words WHERE {column} != ''"), {"words": words}
                )
        session.execute(text(f"UPDATE carer SET contact_restriction = '{MARKER}restriction'"))


def betrays(words: Iterable[str], *, of_a_baby: bool = True) -> list[str]:
    """Return those that tell of somebody, of health where they are `of_a_baby`, or of money."""
    health = _HEALTH if of_a_baby else ()
    return [
        line
        for line in words
        if MARKER.lower() in line.lower() or _AMOUNT.search(line) or any(one in line for one in health)
    ]
