"""The library of evidence: what was found, by whom it was checked, and what an instructor made of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from massage_studio.curriculum import service
from massage_studio.curriculum.content import load
from massage_studio.curriculum.evidence_queries import evidence_library, findings_holding
from massage_studio.curriculum.evidence_views import EvidenceLibrary
from massage_studio.errors import BugError, KnownError
from massage_studio.store.engine import Store
from massage_studio.store.ids import new_id
from tests.studio_fixtures import NOW

MINE = {
    **{"benefit": "brain", "finding": "Babies looked longer.", "population": "12 babies", "design": "diary"},
    **{"direction": "mixed", "strength": "low", "caveat": "Few.", "sources": ["practice"]},
}


def write(studio: Store, verb: Any, **words: Any) -> Any:
    with studio.write() as session:
        return verb(session, now=NOW, **words)


def library(studio: Store) -> EvidenceLibrary:
    with studio.read() as session:
        return evidence_library(session)


def add(studio: Store, **more: Any) -> str:
    key = new_id()
    write(studio, service.add_item, item_id=key, kind="evidence", words=MINE | more)
    return service.own_code(key)


def mine(studio: Store, code: str) -> Any:
    return next(one for one in library(studio).benefits[-1].evidence if one.code == code)


def test_everything_that_ships_is_there_once(studio: Store) -> None:
    shown = library(studio)
    codes = [one.code for benefit in shown.benefits for one in benefit.evidence]
    codes += [one.code for one in shown.others]
    shipped = [one.code for benefit in load().benefits for one in benefit.evidence]
    assert codes == shipped + [one.code for one in load().other_evidence] and len(set(codes)) == len(codes)
    assert shown.about("brain1") == "brain" and shown.about("colic1") == "" and shown.about("none") is None


def test_what_ships_is_as_old_as_the_oldest_look_at_its_sources(studio: Store) -> None:
    touch = library(studio).benefits[0].evidence
    assert [one.verified_on for one in touch if one.code == "touch3"] == [date(2026, 11, 29)]
    for benefit in library(studio).benefits:
        for one in benefit.evidence:
            assert one.verified_by == ""
            if not (one.verified and all(load().source(source.key).checked for source in one.sources)):
                assert one.verified_on is None


def test_a_finding_of_hers_says_who_looked_it_up_and_when(studio: Store) -> None:
    code = add(studio, verified=True, verified_by="Ann", verified_on="2026-11-01")
    found = mine(studio, code)
    assert found.own and (found.verified_by, found.verified_on) == ("Ann", date(2026, 11, 1))
    words = {"verified": False, "verified_by": "", "verified_on": ""}
    write(studio, service.put_words, kind="evidence", code=code, words=words)
    assert not mine(studio, code).verified and mine(studio, code).verified_on is None


def test_whether_a_shipped_finding_was_looked_up_is_not_hers_to_say(studio: Store) -> None:
    with pytest.raises(BugError):
        write(studio, service.put_words, kind="evidence", code="att5", words={"verified": True})


def test_a_day_that_is_none_is_refused(studio: Store) -> None:
    with pytest.raises(KnownError, match="This date cannot be read"):
        add(studio, verified_on="last week")


def test_a_hidden_finding_is_listed_apart_and_can_be_shown_again(studio: Store) -> None:
    code = add(studio)
    for hidden in ("brain5", "colic2", code):
        write(studio, service.hide, kind="evidence", code=hidden)
    shown = library(studio)
    assert {(one.finding.code, one.benefit) for one in shown.hidden_findings} == {
        ("brain5", "brain"),
        ("colic2", ""),
        (code, "brain"),
    }
    assert shown.about("brain5") is None
    write(studio, service.show, kind="evidence", code="brain5")
    assert library(studio).about("brain5") == "brain"


def test_a_hidden_benefit_stays_readable_and_says_which_plans_teach_it(studio: Store) -> None:
    write(studio, service.hide, kind="benefit", code="hormones")
    shown = library(studio)
    assert [one.code for one in shown.hidden] == ["hormones"] and shown.hidden[0].evidence
    assert "hormones" not in [one.code for one in shown.benefits]
    assert shown.used_by["hormones"] and set(shown.used_by["hormones"]) <= {
        plan.label for plan in load().plans
    }


def test_it_costs_one_question_however_much_is_hers(studio: Store) -> None:
    for _ in range(20):
        add(studio)
    asked: list[str] = []
    event.listen(studio.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    library(studio)
    assert len([words for words in asked if words.startswith("SELECT")]) == 1


def test_findings_are_found_by_all_words_hers_too(studio: Store) -> None:
    code = add(studio, finding="Café babies slept.")
    with studio.read() as session:
        assert [one.code for one in findings_holding(session, "CAFE slept")] == [code]
        assert findings_holding(session, "cafe nobody") == () and findings_holding(session, "a") == ()
        assert len(findings_holding(session, "babies", most=3)) == 3
