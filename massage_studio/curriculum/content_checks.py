"""Checks that the shipped content holds together: whatever one entry names exists, and the minutes add up."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, get_args

from massage_studio.curriculum.content_types import (
    Audience,
    Coded,
    Evidence,
    SelfRating,
    ShippedPaletteKey,
    Sourced,
)
from massage_studio.curriculum.handout_types import BenefitText, CitedText, HandoutTexts, ShortStep
from massage_studio.curriculum.library_checks import check_library
from massage_studio.curriculum.wording_guard import phrase
from massage_studio.errors import BugError

if TYPE_CHECKING:
    from massage_studio.curriculum.content_model import Content


PARTS = ("legs", "tummy", "chest", "arms", "face", "back")
_WAYS = ("stroking", "still_hands", "moving")
INVOLVED = (*PARTS, *_WAYS, "lying_on_tummy")
"""What a stroke or a step can involve: parts of the body, ways of touching and positions."""

# Characters that have room on paper: beside a drawing, on a line of the front, in the framed box.
PLAIN_NAME, HOW, STEP, REASON, NOT_TODAY_LINE, SIGN, SURE = 24, 60, 75, 40, 75, 90, 130
# Labels and words for codes say nothing about babies.
_WORDINGS = ("labels", "strengths", "directions", "privacy_footer", "rests_on")


def check(content: "Content") -> None:
    """Raise BugError, naming the file and the code, at the first thing that does not resolve."""
    _check_sources(content)
    check_self_rating(content.self_rating)
    _check_cues(content)
    _check_strokes_and_plans(content)
    check_library(content)
    _check_drawings(content)
    _check_limits(content)
    _check_examples(content)
    _check_palette(content)
    _check_handouts(content)
    _check_short_texts(content)
    _check_what_texts_rest_on(content)
    _check_wording(content)


def check_self_rating(items: SelfRating) -> None:
    """Raise BugError where the carers' own items are not five, or their line has not five places."""
    if (len(items.statements), len(items.places)) != (5, 5):
        raise BugError("measures.yaml: there are not five items and five places")


def _require(file: str, owner: str, named: Iterable[str], known: Container[str], what: str) -> None:
    for code in named:
        if code not in known:
            raise BugError(f"{file}.yaml: {owner} names the {what} {code}, which does not exist")


def _codes(entries: Iterable[Coded]) -> frozenset[str]:
    return frozenset(entry.code for entry in entries)


def _check_sources(content: "Content") -> None:
    withdrawn = content.away["source"]
    for source in content.sources.values():
        if source.key != "practice" and source not in withdrawn and not _is_address(source.url):
            raise BugError(f"sources.yaml: {source.key} has no address")
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
        _require("benefits", benefit.code, benefit.sources or ("nothing",), content.sources, "source")
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
        _check_length("strokes", f"the plain_name of {stroke.code}", stroke.plain_name, PLAIN_NAME)
        _check_length("strokes", f"the how of {stroke.code}", stroke.how, HOW)
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
    _require("safety", "signpost_words", content.signpost_words, _codes(content.signposting), "signpost")
    for post in content.signposting:
        _require("safety", post.code, post.lines, _codes(content.helplines), "helpline")
    for line in content.helplines:
        _require("safety", line.code, line.sources or ("nothing",), content.sources, "source")
        if not line.number:
            raise BugError(f"safety.yaml: {line.code} has no number")
        date.fromisoformat(line.checked)


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
    for request in texts.on_request:
        _check_findings(content, request.code, request.findings)
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


def _is_address(url: str) -> bool:
    return url.startswith(("https://", "http://"))


def _check_length(file: str, what: str, text: str, most: int) -> None:
    # The longest wait that a studio can set has three digits.
    if not 0 < len(text.replace("{hours}", "100")) <= most:
        raise BugError(f"{file}.yaml: {what} has {len(text)} characters, and room for {most}")


def _check_short_texts(content: "Content") -> None:
    """Raise BugError where a text of a few words has no room on paper, or says less than the long one."""
    texts = content.handouts
    for area in texts.areas.values():
        if len(area.short) != 3:
            raise BugError(f"handouts.yaml: {area.code} has {len(area.short)} short steps")
    steps = [step for area in texts.areas.values() for step in area.short]
    for step in (*steps, *texts.short_still_touch):
        _check_short_step(content, step)
    if sum(not step.involves for step in texts.short_still_touch) < 3:
        raise BugError("handouts.yaml: short_still_touch has not three steps that nothing forbids")
    for told in texts.benefits.values():
        _check_length("handouts", f"the sure_line of {told.code}", told.sure_line, SURE)
    _check_not_today(texts)
    _check_short_help(texts)
    _check_seeds(content)


def _check_short_step(content: "Content", step: ShortStep) -> None:
    if content.drawing(step.drawing) is None:
        raise BugError(f"handouts.yaml: {step.title} has no drawing {step.drawing}")
    _check_involved("handouts", step.title, step.involves)
    _check_length("handouts", step.title, step.text, STEP)
    if len(step.title.split()) > 3:
        raise BugError(f"handouts.yaml: {step.title} has more than three words")
    drawn = next((stroke for stroke in content.strokes if stroke.code == step.drawing), None)
    if drawn and not set(drawn.involves) <= set(step.involves):
        raise BugError(f"handouts.yaml: {step.title} involves less than its drawing {drawn.code}")


def _check_not_today(texts: HandoutTexts) -> None:
    covered = {code for reason in texts.not_today.reasons for code in reason.covers}
    _require("handouts", "not_today", texts.not_today.main, covered, "short reason for")
    if len(texts.not_today.reasons) != 6 or len(texts.not_today.lines) != 2:
        raise BugError("handouts.yaml: not_today has not six reasons, or not two lines")
    for reason in texts.not_today.reasons:
        _check_length("handouts", reason.text, reason.text, REASON)
    for line in texts.not_today.lines:
        _check_length("handouts", line, line, NOT_TODAY_LINE)


def _check_short_help(texts: HandoutTexts) -> None:
    for sign in texts.help.signs:
        # A sign may be told as graver than it is, and never as less grave.
        levels = {line.level for line in texts.help.short if sign.code in line.covers}
        if not levels or (sign.level == "emergency" and levels != {"emergency"}):
            raise BugError(f"handouts.yaml: no short line tells {sign.code} as what it is")
    for line in texts.help.short:
        _require("handouts", line.text, line.covers, {sign.code for sign in texts.help.signs}, "sign")
        _require("handouts", line.text, [line.level], texts.help.short_leads, "level")
        _check_length("handouts", line.text, line.text, SIGN)


def _check_seeds(content: "Content") -> None:
    seeds = Counter(seed.benefit for seed in content.handouts.seeds)
    _require("handouts", "seeds", _codes(content.benefits), seeds, "thought for the benefit")
    _require("handouts", "seeds", seeds, _codes(content.benefits), "benefit")
    if max(seeds.values()) > 2:
        raise BugError("handouts.yaml: seeds has more than two thoughts for one benefit")
    for seed in content.handouts.seeds:
        if len(re.findall(r"[.?](?=\s|$)", seed.text)) > 2:
            raise BugError(f"handouts.yaml: {seed.code} has more than two sentences")
    for work in content.handouts.literature:
        if not _is_address(work.url):
            raise BugError(f"handouts.yaml: {work.title} has no address")
        date.fromisoformat(work.checked)


def _check_what_texts_rest_on(content: "Content") -> None:
    """Raise BugError where something printed rests neither on a source nor on practice."""
    texts = content.handouts
    for field in fields(texts):
        # Literature is nothing but sources.
        if field.name in (*_WORDINGS, "literature"):
            continue
        told = getattr(texts, field.name)
        if isinstance(told, Mapping):
            told = tuple(told.values())
        parts = told if isinstance(told, tuple) else (told,)
        keys = [texts.rests_on[field.name]] if field.name in texts.rests_on else map(_leant_on, parts)
        for each in keys:
            _require("handouts", field.name, each or ("nothing",), content.sources, "source")


def _leant_on(told: object) -> tuple[str, ...]:
    """Return the sources of a text and of the texts in it; none where one that should have some has none."""
    within = [part for name in ("lines", "reasons", "signs", "short") for part in getattr(told, name, ())]
    own = [one.sources for one in (told, *within) if hasattr(one, "sources")]
    return tuple(key for keys in own for key in keys) if all(own) else ()


def _check_wording(content: "Content") -> None:
    """Raise BugError where a rule says too little, or a phrase names a list that is not there."""
    wording = content.wording
    for rule in wording.rules:
        _require("wording", rule.code, rule.sources or ("nothing",), content.sources, "source")
        if not (rule.reason and rule.better and rule.phrases):
            raise BugError(f"wording.yaml: {rule.code} has no reason, no better sentence or no phrase")
    groups = [getattr(wording.honest, field.name) for field in fields(wording.honest)]
    groups += [part for rule in wording.rules for part in (rule.phrases, rule.fine, rule.unless)]
    for words in (words for group in groups for words in group):
        try:
            phrase(words, wording.words)
        except KeyError as error:
            raise BugError(f"wording.yaml: {words} names the list {error}, which does not exist") from error
