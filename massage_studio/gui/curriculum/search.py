"""Finds what holds all the words of a search, whatever the accents and capitals."""

from functools import lru_cache

from massage_studio.curriculum.views import (
    ActivityView,
    BenefitView,
    CurriculumView,
    EvidenceView,
    PlanSessionView,
    StrokeView,
)
from massage_studio.families.names import folded
from massage_studio.gui.curriculum import words

_folded = lru_cache(maxsize=4096)(folded)


def holds(sought: str, *texts: str) -> bool:
    """Whether texts hold all the words that are sought."""
    return _hold(folded(sought).split(), texts)


def _hold(sought: list[str], texts: tuple[str, ...]) -> bool:
    if not sought:
        return True
    whole = " ".join(_folded(text) for text in texts)
    return all(word in whole for word in sought)


class Search:
    """One search through the curriculum; an empty one finds everything.

    A chapter's name counts for all that stands in it, so "touch cochrane" finds that review under Touch.
    """

    def __init__(self, view: CurriculumView, sought: str = "") -> None:
        self._sought = folded(sought).split()
        self._strokes = view.strokes
        self._view = view

    def benefit_name(self, code: str) -> str:
        """Return the short name of a benefit."""
        return self._view.benefit_names[code]

    def area_name(self, code: str) -> str:
        """Return the name of a body area."""
        return self._view.area_names[code]

    def activities(self, session: PlanSessionView) -> tuple[ActivityView, ...]:
        """Return the activities of a session that are sought."""
        return tuple(
            part
            for part in session.activities
            if self._finds(
                session.title,
                part.title,
                *(self.benefit_name(code) for code in part.benefits),
                *(self.area_name(code) for code in part.areas),
            )
        )

    def strokes(self, session: PlanSessionView) -> tuple[StrokeView, ...]:
        """Return the strokes of a session's body areas that are sought, area by area."""
        return tuple(
            stroke
            for area in session.areas
            for stroke in self._strokes
            if stroke.area == area
            and self._finds(session.title, stroke.area_label, stroke.label, stroke.description)
        )

    def evidence(self, benefit: BenefitView) -> tuple[EvidenceView, ...]:
        """Return the findings about a benefit that are sought."""
        return tuple(
            found
            for found in benefit.evidence
            if self._finds(
                benefit.title,
                found.topic,
                found.finding,
                found.population,
                found.design,
                found.caveat,
                words.direction(found.direction).words,
                words.strength(found.strength),
                *(source.citation for source in found.sources),
            )
        )

    def sentences(self, benefit: BenefitView, sentences: tuple[str, ...]) -> tuple[str, ...]:
        """Return the sentences about a benefit that are sought."""
        return tuple(sentence for sentence in sentences if self._finds(benefit.title, sentence))

    def in_session(self, session: PlanSessionView) -> int:
        """Return how much of a session is sought."""
        return len(self.activities(session)) + len(self.strokes(session))

    def in_benefit(self, benefit: BenefitView) -> int:
        """Return how much about a benefit is sought."""
        said = (benefit.honest_statement, benefit.strength, *benefit.messages, *benefit.avoid_saying)
        return len(self.evidence(benefit)) + len(self.sentences(benefit, said))

    def _finds(self, *texts: str) -> bool:
        return _hold(self._sought, texts)
