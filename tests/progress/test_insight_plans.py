"""The database finds what the insights sum up by its indexes, and goes through no table from end to end."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

from massage_studio.progress.insight_queries import insights
from massage_studio.progress.insight_views import Asked
from massage_studio.store.engine import Store
from tests.progress.random_studio import RandomStudio
from tests.statement_listener import listening

# Of as many rows as there are classes, families or notes; there are few halls, and few words of her own.
GROWS = (
    "class_session",
    "course",
    "booking",
    "payment",
    "attendance",
    "delivered",
    "cue_note",
    "baby",
    "carer",
    "rating",
)


def test_no_question_goes_through_a_table_that_grows(studio: Store) -> None:
    with studio.write() as session:
        RandomStudio(session, Random(3), 2025).write(courses=6, families=8)
    now = datetime(2026, 11, 19, 10, tzinfo=UTC)
    with studio.read() as session:
        with listening() as asked:
            insights(session, now=now, asked=Asked(2025))
        run = session.connection().exec_driver_sql
        plans = {
            statement: [row[3] for row in run(f"EXPLAIN QUERY PLAN {statement}", values)]
            for statement, values in asked
        }
    assert len(plans) >= 10
    for statement, steps in plans.items():
        # The first and the last class are the ends of an index, which SQLite calls a search all the same.
        scanned = [step for step in steps if step.split()[:2] in [["SCAN", table] for table in GROWS]]
        assert not scanned, f"{statement}\n{scanned}"
        # A payment is found by its booking: by its date the database would go through those of all years.
        assert not any("ix_payment_income" in step for step in steps), statement
