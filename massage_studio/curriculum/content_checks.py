"""Checks that the shipped content holds together: whatever one entry names exists, and the minutes add up."""

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING, get_args

from massage_studio.curriculum.content_types import Audience, Coded, Evidence, ShippedPaletteKey, Sourced
from massage_studio.curriculum.handout_types import BenefitText, CitedText
from massage_studio.errors import BugError

if TYPE_CHECKING:
    from massage_studio.curriculum.content_model import Content


PARTS = ("legs", "tummy", "chest", "arms", "face", "back")
_WAYS = ("stroking", "still_hands", "moving")
INVOLVED = (*PARTS, *_WAYS, "lying_on_tummy")
"""What a stroke or a step can involve: parts of the body, ways of touching and positions."""


def check(content: "Content") -> None:
    """Raise BugError, naming the file and the code, at the first thing that does not resolve."""
    _check_sources(content)
    _check_cues(content)
    _check_strokes_and_plans(content)
    _check_drawings(content)
    _check_limits(content)
    _check_examples(content)
    _check_palette(content)
    _check_handouts(content)


def _require(file: str, owner: str, named: Iterable[str], known: Container[str], what: str) -> None:
    for code in named:
        if code not in known:
            raise BugError(f"{file}.yaml: {owner} names the {what} {code}, which does not exist")


def _codes(entries: Iterable[Coded]) -> frozenset[str]:
    return frozenset(entry.code for entry in entries)


def _check_sources(content: "Content") -> None:
    sourced: dict[str, tuple[Sourced, ...]] = {
        "states": content.states,
        "cues": content.cues,
        "responses": content.responses,
        "strokes": content.areas + content.strokes + content.routines,
        "plans": content.plans,
        "safety": content.contraindications + content.limits + content.oils + content.signposting,
        "evidence": content.other_evidence,
        "measures": (content.self_rating,),
    }
    for file, entries in sourced.items():
        for entry in entries:
            _require(file, entry.code, entry.sources, content.sources, "source")
    _require("safety", "the patch test", content.patch_test.sources, content.sources, "source")
    for benefit in content.benefits:
        _require("benefits", benefit.code, benefit.claim_sources, content.sources, "source")
        for finding in benefit.evidence:
            _require("benefits", finding.code, finding.sources, content.sources, "source")


def _check_cues(content: "Content") -> None:
    responses = _codes(content.responses)
    for cue in content.cues:
        _require("cues", cue.code, [cue.need], content.needs, "need")
        _require("cues", cue.code, [cue.subsystem], content.subsystems, "subsystem")
        _require("cues", cue.code, cue.responses, responses, "response")
        _require("cues", cue.code, [cue.audience], get_args(Audience), "audience")
        if cue.need == "unwell" and cue.audience != "warning":
            raise BugError(f"cues.yaml: {cue.code} is a sign of illness and no warning")


def _check_strokes_and_plans(content: "Content") -> None:
    areas, benefits = _codes(content.areas), _codes(content.benefits)
    topics, documents = _codes(content.topics), _codes(content.documents)
    for stroke in content.strokes:
        _require("strokes", stroke.code, [stroke.area], areas, "body area")
    touching = [(stroke.code, stroke.involves) for stroke in content.strokes]
    touching += [(routine.code, routine.involves) for routine in content.routines]
    for code, involves in touching:
        _check_involved("strokes", code, involves or ("nothing",))
    for plan in content.plans:
        for session in plan.sessions:
            owner = f"{plan.code} session {session.number}"
            _require("plans", owner, [session.focus_benefit], benefits, "benefit")
            _require("plans", owner, session.focus_areas, areas, "body area")
            _require("plans", owner, session.handouts, documents, "handout")
            for activity in session.activities:
                _require("plans", owner, activity.benefits, benefits, "benefit")
                _require("plans", owner, activity.areas, areas, "body area")
                _require("plans", owner, [activity.topic] if activity.topic else [], topics, "topic")
            minutes = sum(activity.minutes for activity in session.activities)
            if minutes != plan.session_minutes:
                raise BugError(f"plans.yaml: {owner} has {minutes} minutes, not {plan.session_minutes}")
    if sum(plan.default for plan in content.plans) != 1:
        raise BugError("plans.yaml: exactly one plan is the default")


def _check_drawings(content: "Content") -> None:
    shown = _codes((*content.strokes, *content.states, *content.responses))
    for drawing in content.drawings:
        _require("drawings", drawing.code, drawing.shows, shown, "stroke, response or state")
    drawn = {code for drawing in content.drawings for code in (drawing.code, *drawing.shows)}
    for code in sorted(_codes((*content.strokes, *content.states))):
        _require("strokes or states", code, [code], drawn, "drawing")


def _check_involved(file: str, owner: str, involves: tuple[str, ...]) -> None:
    """Raise BugError where something touches a baby without saying in which way."""
    _require(file, owner, involves, INVOLVED, "part or way of touching")
    if involves and not set(involves) & set(_WAYS):
        raise BugError(f"{file}.yaml: {owner} does not say how it touches")


def _check_limits(content: "Content") -> None:
    for limit in content.limits:
        named = (*limit.forbids, *limit.if_no_place, *limit.older_forbids)
        _require("safety", limit.code, named, INVOLVED, "part or way of touching")
    _require("safety", "places", content.places, PARTS, "part of the body")


def _check_examples(content: "Content") -> None:
    states, cues = _codes(content.states), _codes(content.cues)
    responses, areas = _codes(content.responses), _codes(content.areas)
    for example in content.examples:
        for event in example.events:
            _require("examples", example.code, [event.state], states, "state")
            _require("examples", example.code, event.cues, cues, "cue")
            _require("examples", example.code, event.responses, responses, "response")
            _require("examples", example.code, [event.area] if event.area else [], areas, "body area")


def _check_palette(content: "Content") -> None:
    palette = content.palette
    engagement = _codes(cue for cue in content.cues if cue.polarity == "engagement")
    disengagement = _codes(cue for cue in content.cues if cue.polarity == "disengagement")
    groups: tuple[tuple[tuple[ShippedPaletteKey, ...], frozenset[str], str], ...] = (
        (palette.states, _codes(content.states), "state"),
        (palette.engagement, engagement, "engagement cue"),
        (palette.disengagement, disengagement, "disengagement cue"),
        (palette.responses, _codes(content.responses), "response"),
    )
    taken: set[str] = set()
    for keys, known, what in groups:
        for key in keys:
            _require("palette", key.key, [key.code], known, what)
            if key.key in taken:
                raise BugError(f"palette.yaml: the key {key.key} is there twice")
            taken.add(key.key)


def _check_handouts(content: "Content") -> None:
    texts = content.handouts
    told: dict[str, CitedText | BenefitText] = {
        "review_of_reviews": texts.review_of_reviews,
        **texts.benefits,
    }
    for owner, words in told.items():
        _require("handouts", owner, words.sources, content.sources, "source")
        _check_findings(content, owner, words.findings)
    for sign in texts.help.signs:
        _require("handouts", sign.text, [sign.level], texts.help.leads, "level")
        _require("handouts", sign.text, sign.sources, content.sources, "source")
    for area in texts.areas.values():
        for step in (*area.steps, area.lately):
            _check_involved("handouts", step.text, step.involves)
    _require("handouts", "not_today", texts.not_today.main, _codes(content.contraindications), "reason")
    _require("handouts", "areas", _codes(content.areas), texts.areas, "text for the body area")
    _require("handouts", "benefits", _codes(content.benefits), texts.benefits, "text for the benefit")
    _require("handouts", "documents", _codes(content.documents), texts.documents, "text for the handout")
    every: tuple[Evidence, ...] = content.other_evidence
    for benefit in content.benefits:
        every += benefit.evidence
    for finding in every:
        _require("handouts", finding.code, [finding.strength], texts.strengths, "strength")
        _require("handouts", finding.code, [finding.direction], texts.directions, "direction")


def _check_findings(content: "Content", owner: str, codes: Iterable[str]) -> None:
    """Raise BugError where a sentence of paper rests on nothing, or on a finding that was not verified."""
    found = [content.finding(code) for code in codes]
    if not found or any(finding is None or not finding.verified for finding in found):
        raise BugError(f"handouts.yaml: {owner} rests on a finding that was not verified")
