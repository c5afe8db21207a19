"""What the page of benefits and evidence asks."""

from dataclasses import replace
from functools import lru_cache
from itertools import islice

from sqlalchemy.orm import Session

from massage_studio.curriculum import content
from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.content_types import Evidence
from massage_studio.curriculum.content_views import benefit_view, evidence_view, source_view
from massage_studio.curriculum.evidence_views import (
    EvidenceLibrary,
    FoundFinding,
    FrameworkPart,
    HiddenFinding,
)
from massage_studio.curriculum.queries import own_items
from massage_studio.curriculum.views import OwnItemView
from massage_studio.families.names import folded

_LEAST_LETTERS = 4


def evidence_library(session: Session) -> EvidenceLibrary:
    """Return the benefits, everything that was found, and what is hidden of both."""
    own = own_items(session)
    now = content.current(own)
    hidden = {item.code for item in own if item.kind == "benefit" and item.hidden}
    return EvidenceLibrary(
        content=now,
        benefits=tuple(benefit_view(now, item) for item in now.benefits),
        hidden=tuple(benefit_view(now, item) for item in now.away["benefit"] if item.code in hidden),
        others=tuple(evidence_view(now, item) for item in now.other_evidence),
        hidden_findings=_hidden_findings(own),
        used_by={code: _used_by(now, code) for code in (*(one.code for one in now.benefits), *hidden)},
        frameworks=tuple(
            FrameworkPart(
                part.code,
                part.framework,
                part.label,
                part.text,
                part.benefits,
                tuple(source_view(now, key) for key in part.sources),
            )
            for part in now.frameworks
        ),
        sources=tuple(source_view(now, key) for key in now.sources),
    )


def findings_holding(session: Session, words: str, most: int = 4) -> tuple[FoundFinding, ...]:
    """Return findings that hold all of these words, whatever the accents and capitals."""
    sought = folded(words).split()
    if len(words.strip()) < _LEAST_LETTERS:
        return ()
    found = (one for text, one in _texts(own_items(session)) if all(word in text for word in sought))
    return tuple(islice(found, most))


@lru_cache(maxsize=1)
def _texts(own: tuple[OwnItemView, ...]) -> tuple[tuple[str, FoundFinding], ...]:
    now = content.current(own)
    about = [(one, benefit.short_title) for benefit in now.benefits for one in benefit.evidence]
    about += [(one, "") for one in now.other_evidence]
    return tuple(
        (
            folded(" ".join((benefit, *_words(now, one)))),
            FoundFinding(one.code, one.finding, one.direction, benefit),
        )
        for one, benefit in about
    )


def _words(now: Content, one: Evidence) -> tuple[str, ...]:
    sources = (now.cite(key) for key in one.sources)
    return (one.finding, one.population, one.design, one.topic, *sources)


def _hidden_findings(own: tuple[OwnItemView, ...]) -> tuple[HiddenFinding, ...]:
    codes = {item.code for item in own if item.kind == "evidence" and item.hidden}
    if not codes:
        return ()
    shown = content.current(
        tuple(replace(item, hidden=False) if item.kind == "evidence" else item for item in own)
    )
    about = [
        (finding, benefit.code)
        for benefit in (*shown.benefits, *shown.away["benefit"])
        for finding in benefit.evidence
    ]
    about += [(finding, "") for finding in shown.other_evidence]
    return tuple(
        HiddenFinding(evidence_view(shown, finding), benefit)
        for finding, benefit in about
        if finding.code in codes
    )


def _used_by(now: Content, benefit: str) -> tuple[str, ...]:
    return tuple(
        plan.label
        for plan in now.plans
        if any(
            benefit == part.focus_benefit or any(benefit in one.benefits for one in part.activities)
            for part in plan.sessions
        )
    )
