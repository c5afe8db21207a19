"""Finds what holds all the words of a search, whatever the accents and capitals."""

from functools import lru_cache

from massage_studio.curriculum.views import (
    ActivityView,
    CurriculumView,
    PlanSessionView,
    SafetyView,
    SignpostView,
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

    def safety(self) -> tuple[SafetyView, ...]:
        """Return the reasons not to massage that are sought."""
        return tuple(
            reason
            for reason in self._view.safety
            if self._finds(
                reason.label,
                reason.text,
                words.action(reason.action).words,
                *(source.citation for source in reason.sources),
            )
        )

    def signposts(self) -> tuple[SignpostView, ...]:
        """Return the signposts that are sought."""
        return tuple(post for post in self._view.signposts if self._finds(post.when, post.to))

    def in_session(self, session: PlanSessionView) -> int:
        """Return how much of a session is sought."""
        return len(self.activities(session)) + len(self.strokes(session))

    def _finds(self, *texts: str) -> bool:
        return _hold(self._sought, texts)
