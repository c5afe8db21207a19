"""Every figure of the insights is what counting the rows by hand says, in random studios."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from massage_studio.bookings.insight_views import Heads
from massage_studio.curriculum import content
from massage_studio.progress.insight_queries import classes_of_activity, insights
from massage_studio.progress.insight_views import Asked, Insights
from massage_studio.store.engine import Store
from tests.progress.random_studio import RandomStudio
from tests.progress.recount import Recount

NOW = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
PAUSES = frozenset(cue.code for cue in content.load().cues if cue.polarity == "disengagement")


def as_counted(found: Insights, again: Recount) -> None:
    """Compare every figure with its recount."""
    assert {one.start.id for one in found.courses} == set(again.chosen)
    for one in found.courses:
        key = one.start.id
        assert (one.heads.babies, one.heads.families) == again.heads(key)
        assert {part.currency: (part.received, part.given_back, part.moved) for part in one.money} == (
            again.money(key)
        )
        rows = again.held_classes[key]
        assert [part.count.id for part in one.classes] == [row.id for row in rows]
        for number, (part, row) in enumerate(zip(one.classes, rows, strict=True), start=1):
            marks = again.register(row.id)
            count = part.count
            assert (count.number, count.finished) == (number, row.status == "finished")
            assert (part.places, part.taken) == (again.places(key), again.taken(row))
            assert (count.came, count.elsewhere) == (marks["here"] + marks["late"], marks["elsewhere"])
            assert (count.absent, count.unmarked) == (marks["absent"], marks["expected"])
    assert found.heads == Heads(*again.heads())
    stops = found.stops
    assert again.stops() == (
        *(stops.whole.babies, stops.whole.families, stops.stayed, stops.came_back, stops.after),
        stops.stopped_families,
    )
    assert found.running == sum(one.start.kind == "course" for one in found.courses) - len(again.over())
    families, by_status = again.waits()
    waits = found.waits
    assert (waits.families, waits.bookings) == (families, by_status.total())
    assert (waits.booked, waits.offered, waits.gave_up) == (
        *(by_status["booked"], by_status["offered"], by_status["cancelled"]),
    )
    assert waits.waiting == by_status["waiting"] + by_status["enquiry"]
    assert {
        (term.year, term.number): (one.families, one.came_again) for term, one in found.returns
    } == again.returns()
    assert (dict(found.answers.families), dict(found.answers.counts)) == again.answers()
    as_given(found, again)


def as_given(found: Insights, again: Recount) -> None:
    recorded, lines = again.activities()
    assert (found.held, found.recorded) == (len(again.finished()), recorded)
    assert {(one.title, one.benefits): (one.planned, one.times, one.pauses) for one in found.activities} == {
        key: (int(line[0]), int(line[2]), int(line[4])) for key, line in lines.items()
    }
    planned: dict[str, float] = {}
    given: dict[str, float] = {}
    for one in found.activities:
        line = lines[one.title, one.benefits]
        assert one.given == pytest.approx(line[1] / 60)
        assert one.baby_hours == pytest.approx(line[3] / 3600)
        for code in one.benefits:
            planned[code] = planned.get(code, 0) + line[0] / len(one.benefits)
            given[code] = given.get(code, 0) + line[1] / 60 / len(one.benefits)
    assert {one.code: one.planned for one in found.benefits} == pytest.approx(planned)
    assert {one.code: one.given for one in found.benefits} == pytest.approx(given)


def compared(session: Session, seed: int, year: int) -> None:
    """Write a year at random, and compare a year, its terms and its venues with the recount."""
    rng = Random(seed)
    venues = RandomStudio(session, rng, year).write(courses=rng.randint(0, 7), families=rng.randint(0, 9))
    session.flush()
    for term, venue in ((None, None), (rng.randint(0, 2), None), (None, rng.choice(venues))):
        found = insights(session, now=NOW, asked=Asked(year, term, venue))
        again = Recount(session, year, NOW.date(), PAUSES, term, venue)
        as_counted(found, again)
        for title in again.noted:
            assert classes_of_activity(session, course_ids=again.chosen, title=title) == again.noted[title]
        if found.courses:
            one = rng.choice(found.courses).start.id
            of_one = insights(session, now=NOW, asked=Asked(year, term, venue, one))
            again.chosen = [one]
            as_counted(of_one, again)


ANY_TIME = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@given(seed=st.integers(0, 2**32), year=st.sampled_from((2024, 2025, 2026, 2027)))
@settings(ANY_TIME, max_examples=5)
def test_every_figure_is_what_the_rows_say(studio: Store, seed: int, year: int) -> None:
    with studio.write() as session:
        compared(session, seed, year)


@pytest.mark.torture
@given(seed=st.integers(0, 2**32), year=st.integers(2001, 2030))
@settings(ANY_TIME, max_examples=40)
def test_every_figure_is_what_the_rows_of_many_studios_say(studio: Store, seed: int, year: int) -> None:
    with studio.write() as session:
        compared(session, seed, year)
