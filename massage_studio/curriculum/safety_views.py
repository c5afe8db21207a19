"""What the page of safety and services shows."""

from dataclasses import dataclass

from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.content_types import Contraindication, Limit
from massage_studio.curriculum.views import EvidenceView, LocalService, SignpostView


@dataclass(frozen=True, slots=True)
class Cited:
    """A source on one line, its address, and as YYYY-MM-DD the day on which it was looked at, where known."""

    citation: str
    url: str
    checked: str


@dataclass(frozen=True, slots=True)
class ReasonView:
    """A reason to ask for at the door, and where it comes from."""

    item: Contraindication
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class LimitView:
    """A safety rule as it holds now, and as it ships where it does; one that is `hidden` forbids nothing."""

    now: Limit
    shipped: Limit | None
    hidden: bool
    sources: tuple[Cited, ...]

    @property
    def own(self) -> bool:
        """Whether the rule is all hers."""
        return self.shipped is None

    @property
    def changed(self) -> bool:
        """Whether she changed a rule that ships."""
        return self.shipped is not None and self.now != self.shipped


@dataclass(frozen=True, slots=True)
class PostView:
    """Where a family is sent, and where that comes from."""

    post: SignpostView
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class SafetyPageData:
    """All that the page shows; `gains` are the findings about who gains from a course and who does not.

    `wait_hours` is the studio's wait after an immunisation; by the content words to parents are looked at.
    """

    reasons: tuple[ReasonView, ...]
    limits: tuple[LimitView, ...]
    posts: tuple[PostView, ...]
    services: tuple[LocalService, ...]
    gains: tuple[tuple[EvidenceView, tuple[Cited, ...]], ...]
    wait_hours: int
    content: Content
