"""Everything that the domain notes name is in the content, or in a list of what was withdrawn and why."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from massage_studio.curriculum.content import Content, load
from tests.conftest import ROOT

NOTES = ROOT.parent / "shared" / "domain"
WITHDRAWN = ROOT / "resources" / "content" / "withdrawn.yaml"
CODES = yaml.safe_load((ROOT / "tests" / "curriculum" / "domain_codes.yaml").read_text(encoding="utf-8"))


def withdrawn() -> dict[tuple[str, str], str]:
    listed = yaml.safe_load(WITHDRAWN.read_text(encoding="utf-8"))
    return {(one["kind"], one["code"]): one["why"] for one in listed}


def shipped(content: Content) -> dict[str, set[str]]:
    """The codes of the content, by the kinds of the notes; what is no longer offered counts."""

    def codes(*items: Any) -> set[str]:
        return {item.code for item in items}

    findings = [finding for benefit in content.benefits for finding in benefit.evidence]
    return {
        "benefit": codes(*content.benefits),
        "evidence": codes(*findings, *content.other_evidence),
        "area": codes(*content.areas),
        "stroke": codes(*content.strokes),
        "routine": codes(*content.routines),
        "topic": codes(*content.topics),
        "document": codes(*content.documents),
        "plan": codes(*content.plans),
        "contraindication": codes(*content.contraindications),
        "oil": codes(*content.oils),
        "signpost": codes(*content.signposting),
        "measure": codes(content.self_rating),
        "term": {entry.term for entry in content.glossary},
        "state": codes(*content.states),
        "need": set(content.needs),
        "subsystem": set(content.subsystems),
        "cue": codes(*content.cues),
        "response": codes(*content.responses),
        "example": codes(*content.examples),
        "source": set(content.sources),
    }


@pytest.mark.parametrize("kind", CODES)
def test_all_that_the_notes_name_is_there_or_named_with_a_reason(kind: str) -> None:
    gone = {code for of, code in withdrawn() if of == kind}
    assert set(CODES[kind]) - shipped(load())[kind] == gone


def test_every_reason_is_a_sentence_and_about_something_of_the_notes() -> None:
    for (kind, code), why in withdrawn().items():
        assert code in CODES[kind] and why.endswith(".") and len(why) > 20, code


def test_what_shipped_once_is_not_among_what_was_left_out() -> None:
    known = shipped(load())
    assert [(kind, code) for kind, code in withdrawn() if code in known[kind]] == []


def test_the_codes_are_those_of_the_notes() -> None:
    """Hold the list against the notes where they stand beside the checkout."""
    for path, kinds in ((NOTES / "curriculum.yaml", CURRICULUM), (NOTES / "cues.yaml", CUES)):
        if not path.exists():
            continue
        notes = yaml.safe_load(path.read_text(encoding="utf-8"))
        for kind, shelf in kinds.items():
            assert named(notes[shelf]) <= set(CODES[kind]), (path.name, kind)
        assert set(notes["sources"]) <= set(CODES["source"])
        for benefit in notes.get("benefits", ()):
            assert named(benefit["evidence"]) <= set(CODES["evidence"])


CURRICULUM = {
    **{"benefit": "benefits", "evidence": "other_evidence", "area": "body_areas", "stroke": "strokes"},
    **{"routine": "routines", "topic": "topics", "document": "handouts", "plan": "course_templates"},
    **{"contraindication": "contraindications", "oil": "oils", "signpost": "signposting"},
    **{"measure": "measures", "term": "glossary"},
}
CUES = {
    **{"state": "states", "need": "needs", "subsystem": "subsystems", "cue": "cues"},
    **{"response": "responses", "example": "examples"},
}


def named(shelf: Any) -> set[str]:
    if isinstance(shelf, dict):
        return set(shelf)
    return {entry.get("code") or entry.get("id") or entry.get("term") for entry in shelf}
