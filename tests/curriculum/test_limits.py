"""Safety rules that she makes her own: stricter freely, laxer with a reason, and never a broken one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from massage_studio.curriculum import limit_service, queries, service
from massage_studio.curriculum.content import load
from massage_studio.curriculum.content_checks import INVOLVED
from massage_studio.curriculum.content_types import Limit
from massage_studio.curriculum.safety import Fact, Permitted, laxer, permitted
from massage_studio.curriculum.views import OWN
from massage_studio.errors import KnownError
from massage_studio.handouts import presenters
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from massage_studio.store.operations import last_operations
from massage_studio.store.undo import undo_operation
from tests.studio_fixtures import NOW

ON = date(2026, 11, 19)
BORN = ON - timedelta(weeks=12)
SWIM: dict[str, Any] = {
    "label": "After swimming",
    "mind": "wait a day after the pool",
    "words": ("Swim*", "the pool"),
    "forbids": ("stroking",),
    "source": "my training, 2024",
}


def asked(studio: Store, *facts: Fact, birth: date | None = BORN, wait_hours: int = 48) -> Permitted:
    with studio.read() as session:
        now = queries.current(session)
    return permitted(now, facts, on=ON, birth=birth, due=None, wait_hours=wait_hours)


def add(studio: Store, **words: Any) -> str:
    key = new_id()
    with studio.write() as session:
        limit_service.add_limit(session, item_id=key, words={**SWIM, **words}, now=NOW)
    return service.own_code(key)


def change(studio: Store, code: str, reason: str = "", **words: Any) -> None:
    with studio.write() as session:
        limit_service.change_limit(session, code=code, words=words, reason=reason, now=NOW)


def hers(studio: Store, code: str) -> Limit:
    with studio.read() as session:
        now = queries.current(session)
    return next(limit for limit in (*now.limits, *now.away["limit"]) if limit.code == code)


def fact(kind: str, text: str = "", days_ago: int = 0, expires: date | None = None) -> Fact:
    return Fact(kind, text, ON - timedelta(days=days_ago), expires)


def test_a_rule_of_her_own_forbids_and_says_what_to_mind(studio: Store) -> None:
    code = add(studio)
    found = asked(studio, fact("", "Was swimming this morning"))
    assert code in found.limits and found.forbidden == {"stroking"}
    assert found.mind == ("wait a day after the pool",)
    assert asked(studio, fact("", "Nothing new")) == Permitted((), frozenset(), ())
    assert hers(studio, code).words == ("swim*", "the pool"), "as they are looked for"


@pytest.mark.parametrize(
    ("wait", "days_ago", "holds"),
    [
        ({"days": 2}, 1, True),
        ({"days": 2}, 2, False),
        ({"hours": 30}, 1, True),
        ({"hours": 30}, 2, False),
        ({"hours": 12}, 0, True),
        ({"hours": 12}, 1, False),
        ({}, 300, True),
    ],
)
def test_her_wait_counts_in_days_or_hours_from_the_day_of_the_fact(
    studio: Store, wait: dict[str, int], days_ago: int, holds: bool
) -> None:
    add(studio, **wait)
    found = asked(studio, fact("", "swimming", days_ago), wait_hours=200)
    assert found.forbidden == ({"stroking"} if holds else set())


def test_the_studios_wait_after_a_jab_holds_for_jabs_alone(studio: Store) -> None:
    add(studio, days=1)
    week = fact("immunised", days_ago=8, expires=ON)
    assert "legs" not in asked(studio, week).forbidden
    assert "legs" in asked(studio, week, wait_hours=240).forbidden
    assert "wait a day after the pool" not in asked(studio, fact("", "swim", 1), wait_hours=240).mind


def test_her_age_lets_a_rule_hold_by_itself(studio: Store) -> None:
    add(studio, words=(), under_weeks=14, forbids=("back",))
    assert "back" in asked(studio).forbidden
    assert "back" not in asked(studio, birth=ON - timedelta(weeks=14)).forbidden


def test_a_word_of_her_own_never_takes_the_place_of_a_graver_rule(studio: Store) -> None:
    before = asked(studio, fact("condition", "Kawasaki"))
    assert {"stroking", "moving"} <= before.forbidden
    add(studio, words=("kawasaki",), forbids=("legs",))
    change(studio, "nothing_to_limit", words=(*hers(studio, "nothing_to_limit").words, "kawasaki"))
    assert asked(studio, fact("condition", "Kawasaki")).forbidden == before.forbidden | {"legs"}


def test_a_stricter_rule_needs_no_reason(studio: Store) -> None:
    change(
        studio,
        "hips",
        forbids=("legs", "lying_on_tummy", "back"),
        words=(*hers(studio, "hips").words, "brace"),
    )
    assert "back" in asked(studio, fact("", "hip harness")).forbidden
    assert hers(studio, "hips").reason == ""


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("hips", {"forbids": ("legs",)}),
        ("hips", {"words": ("harn*",)}),
        ("hips", {"days": 7}),
        ("immunised", {"days": 3}),
        ("immunised", {"days": 0}),
        ("immunised", {"older_from_weeks": 20}),
        ("immunised", {"older_forbids": ()}),
        ("unwell", {"kinds": ()}),
        ("cord", {"under_weeks": 2}),
        ("hips", {"not_in": ("skin", "condition")}),
    ],
)
def test_a_laxer_rule_asks_for_a_reason_that_is_kept(studio: Store, code: str, words: dict[str, Any]) -> None:
    with pytest.raises(KnownError) as told:
        change(studio, code, **words)
    assert "laxer" in str(told.value) and "no paper prints it" in str(told.value)
    assert hers(studio, code) == next(limit for limit in load().limits if limit.code == code)
    change(studio, code, "  Agreed with the health visitor ", **words)
    assert hers(studio, code).reason == "Agreed with the health visitor"


def test_a_rule_that_is_as_strict_again_keeps_no_reason_and_is_not_hers(studio: Store) -> None:
    change(studio, "immunised", "My trainer says three", days=3)
    change(studio, "immunised", days=7)
    with studio.read() as session:
        assert queries.own_items(session) == ()


def test_a_shipped_rule_is_hidden_with_a_reason_and_shown_again(studio: Store) -> None:
    with pytest.raises(KnownError), studio.write() as session:
        limit_service.hide_limit(session, code="allergy", now=NOW)
    with studio.write() as session:
        limit_service.hide_limit(session, code="allergy", reason="We use no oil", now=NOW)
    assert asked(studio, fact("allergy", "nuts")).mind == ()
    assert hers(studio, "allergy").reason == "We use no oil"
    with studio.write() as session:
        limit_service.show_limit(session, code="allergy", now=NOW)
    assert asked(studio, fact("allergy", "nuts")).mind
    with studio.read() as session:
        assert not any(item.words != "{}" or item.hidden for item in queries.own_items(session))


def test_where_a_rule_is_hidden_the_graver_one_that_stands_in_holds(studio: Store) -> None:
    with studio.write() as session:
        limit_service.hide_limit(session, code="hips", reason="Asked the hip team", now=NOW)
    assert {"stroking", "moving"} <= asked(studio, fact("condition", "hip harness")).forbidden


def test_the_codes_of_reasons_hold_where_a_rule_and_a_reason_are_hidden(studio: Store) -> None:
    with studio.write() as session:
        limit_service.hide_limit(session, code="unwell", reason="On my own words", now=NOW)
        service.hide(session, kind="contraindication", code="fever", now=NOW)
        assert presenters.not_today(queries.current(session))
    assert asked(studio, fact("unwell")).forbidden == frozenset()


def test_her_own_rule_is_hidden_without_a_reason_and_the_shipped_words_come_back(studio: Store) -> None:
    code = add(studio)
    with studio.write() as session:
        limit_service.hide_limit(session, code=code, now=NOW)
    assert asked(studio, fact("", "swimming")).forbidden == frozenset()
    change(studio, "cord", mind="no tummy yet")
    with studio.write() as session:
        limit_service.reset_limit(session, code="cord", now=NOW)
    assert hers(studio, "cord") == next(limit for limit in load().limits if limit.code == "cord")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"label": " "}, "The rule has no name."),
        ({"mind": ""}, "The rule says nothing."),
        ({"mind": "x" * 201}, "There is no room for so many words on paper."),
        ({"words": ()}, "Nothing says when the rule holds."),
        ({"words": (" ", "...")}, "Nothing says when the rule holds."),
        ({"words": ("*",)}, "One letter means too much."),
        ({"words": ("a*",)}, "One letter means too much."),
        ({"forbids": ()}, "The rule forbids nothing."),
        ({"forbids": (), "older_forbids": ("legs",)}, "The rule forbids nothing."),
        ({"days": -1}, "This is no time to wait."),
        ({"hours": -1}, "This is no time to wait."),
        ({"days": 4000}, "This is no time to wait."),
        ({"under_weeks": -3}, "This is no age."),
        ({"source": ""}, "The rule has no source."),
    ],
)
def test_a_broken_rule_is_told_and_not_kept(studio: Store, words: dict[str, Any], told: str) -> None:
    with pytest.raises(KnownError, match=told):
        add(studio, **words)
    with studio.read() as session:
        assert queries.own_items(session) == ()


def test_what_was_done_to_a_rule_is_taken_back_by_name(studio: Store) -> None:
    add(studio)
    change(studio, "cord", mind="no tummy yet")
    for name in ("change_limit", "add_limit"):
        with studio.write() as session:
            last = last_operations(session)[0]
            assert last is not None and last.verb == name and last.words
            undo_operation(session, operation_id=last.id, now=NOW)
    assert asked(studio, fact("", "swimming")).forbidden == frozenset()
    assert hers(studio, "cord").mind != "no tummy yet"


_WORDS = ("jab", "hip harness", "eczema on the legs", "Kawasaki", "swim", "fever", "colic", "tongue tie", "")
_RULES = st.builds(
    Limit,
    code=st.just(f"{OWN}x"),
    mind=st.just("mind it"),
    sources=st.just(()),
    words=st.lists(st.sampled_from(("swim*", "tongue", "kawasaki", "hip*", "colic*")), max_size=3).map(tuple),
    kinds=st.lists(st.sampled_from(("condition", "skin", "unwell")), max_size=2).map(tuple),
    not_in=st.lists(st.sampled_from(("skin", "allergy")), max_size=1).map(tuple),
    forbids=st.lists(st.sampled_from(INVOLVED), min_size=1, unique=True).map(tuple),
    places=st.booleans(),
    days=st.integers(0, 9),
    hours=st.integers(0, 60),
    under_weeks=st.integers(0, 30),
    older_from_weeks=st.sampled_from((0, 12, 52)),
    older_forbids=st.lists(st.sampled_from(INVOLVED), unique=True).map(tuple),
)
_FACTS = st.lists(
    st.builds(
        fact,
        st.sampled_from(("condition", "skin", "unwell", "immunised", "allergy", "")),
        st.sampled_from(_WORDS),
        st.integers(0, 9),
    ),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(rule=_RULES, facts=_FACTS, weeks=st.one_of(st.none(), st.integers(1, 60)))
def test_no_rule_that_is_added_lets_through_what_was_forbidden(
    rule: Limit, facts: list[Fact], weeks: int | None
) -> None:
    birth = None if weeks is None else ON - timedelta(weeks=weeks)
    before = permitted(load(), facts, on=ON, birth=birth, due=None, wait_hours=48)
    more = replace(load(), limits=(*load().limits, rule))
    after = permitted(more, facts, on=ON, birth=birth, due=None, wait_hours=48)
    assert before.forbidden <= after.forbidden


@settings(max_examples=150, deadline=None)
@given(data=st.data(), facts=_FACTS, weeks=st.one_of(st.none(), st.integers(1, 60)))
def test_what_is_not_called_laxer_forbids_all_that_was_forbidden(
    data: st.DataObject, facts: list[Fact], weeks: int | None
) -> None:
    rule = data.draw(st.sampled_from(load().limits))
    changed = replace(
        rule,
        forbids=data.draw(
            st.sampled_from((rule.forbids, (*rule.forbids, "face"), rule.forbids[1:], INVOLVED))
        ),
        days=data.draw(st.sampled_from((rule.days, 0, 3, 9))),
        words=data.draw(st.sampled_from((rule.words, (*rule.words, "swim*"), rule.words[1:]))),
        older_from_weeks=data.draw(st.sampled_from((rule.older_from_weeks, 0, 12, 60))),
        older_forbids=data.draw(st.sampled_from((rule.older_forbids, INVOLVED, ("arms",)))),
        under_weeks=data.draw(st.sampled_from((rule.under_weeks, 0, 30))),
    )
    if laxer(rule, changed):
        return
    birth = None if weeks is None else ON - timedelta(weeks=weeks)
    before, after = (
        permitted(now, facts, on=ON, birth=birth, due=None, wait_hours=48)
        for now in (
            load(),
            replace(load(), limits=tuple(changed if one == rule else one for one in load().limits)),
        )
    )
    assert before.forbidden <= after.forbidden
