"""What pages read of the curriculum: complete, in order, with its evidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.curriculum import content, queries
from massage_studio.curriculum.views import SourceView, shared_minutes
from massage_studio.errors import BugError
from massage_studio.store.engine import Store

BENEFITS = ["touch", "attunement", "bonding", "hormones", "brain"]


def test_the_five_benefits_come_in_their_order_with_evidence_and_sources(studio: Store) -> None:
    shipped = content.load()
    with studio.read() as session:
        benefits = queries.benefits(session)
        assert queries.benefit(session, code=benefits[0].code) == benefits[0]
    assert [row.code for row in benefits] == [row.code for row in shipped.benefits]
    for row, written in zip(benefits, shipped.benefits, strict=True):
        assert (row.title, row.messages, row.honest_statement) == (
            written.title,
            written.key_messages,
            written.honest_statement,
        )
        assert {finding.code for finding in row.evidence} == {finding.code for finding in written.evidence}
        assert all(finding.sources for finding in row.evidence)


def test_plans_hold_their_sessions_and_activities_in_order(studio: Store) -> None:
    with studio.read() as session:
        plan = queries.plan(session, code="five_60")
    assert [part.number for part in plan.sessions] == [1, 2, 3, 4, 5]
    for part in plan.sessions:
        assert [activity.code for activity in part.activities] == [
            f"{part.code}/{place}" for place in range(len(part.activities))
        ]
        assert sum(activity.minutes for activity in part.activities) == plan.minutes


def test_a_plan_that_does_not_exist_is_no_plan(studio: Store) -> None:
    with studio.read() as session, pytest.raises(BugError, match="six_hours"):
        queries.plan(session, code="six_hours")


def test_strokes_are_found_by_body_area(studio: Store) -> None:
    with studio.read() as session:
        every = queries.strokes(session)
        area = every[0].area
        some = queries.strokes(session, areas=(area,))
        assert queries.strokes(session, areas=("nowhere",)) == ()
    assert some == tuple(stroke for stroke in every if stroke.area == area)
    assert len({stroke.code for stroke in every}) == len(every) == len(content.load().strokes)


def test_reasons_to_wait_and_signposts_are_all_there(studio: Store) -> None:
    shipped = content.load()
    with studio.read() as session:
        safety, signposts = queries.safety(session), queries.signposts(session)
    assert [row.code for row in safety] == [row.code for row in shipped.contraindications]
    assert [(row.when, row.family) for row in signposts] == [
        (row.when, row.family) for row in shipped.signposting
    ]
    for row, post in zip(signposts, shipped.signposting, strict=True):
        lines = [shipped.helpline(code) for code in post.lines]
        numbers = [f"{line.name} {line.number} (checked on 29 Nov 2026)" for line in lines]
        assert row.to == "; ".join((post.to, *numbers))


@pytest.mark.parametrize(
    ("year", "citation"), [("2006", "Field, 2006. Touch."), ("n.d.", "Field. Touch."), ("", "Field. Touch.")]
)
def test_a_source_is_cited_on_one_line(year: str, citation: str) -> None:
    assert SourceView("key", "Field", year, "Touch", "").citation == citation


def test_an_activitys_minutes_are_shared_by_its_benefits() -> None:
    assert shared_minutes(((("touch", "bonding"), 10), (("bonding",), 5), ((), 30))) == (
        ("bonding", 10),
        ("touch", 5),
    )


@given(st.lists(st.tuples(st.lists(st.sampled_from(BENEFITS), min_size=1, unique=True), st.integers(0, 90))))
def test_sharing_loses_no_minute(parts: list[tuple[list[str], int]]) -> None:
    shares = shared_minutes((tuple(codes), minutes) for codes, minutes in parts)
    assert sum(share for _, share in shares) == pytest.approx(sum(minutes for _, minutes in parts))
    assert [share for _, share in shares] == sorted((share for _, share in shares), reverse=True)
