"""Finds what holds all the words of a search, whatever the accents and capitals."""

from functools import lru_cache

from massage_studio.curriculum.views import (
    CurriculumView,
    SafetyView,
    SignpostView,
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
        self._view = view

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

    def _finds(self, *texts: str) -> bool:
        return _hold(self._sought, texts)
