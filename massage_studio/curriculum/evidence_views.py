"""What the page of benefits and evidence shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.views import BenefitView, EvidenceView, SourceView


@dataclass(frozen=True, slots=True)
class FrameworkPart:
    """A part of a way to group the benefits that others teach, with the benefits that belong to it."""

    code: str
    framework: str
    label: str
    text: str
    benefits: tuple[str, ...]
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class HiddenFinding:
    """A finding that the instructor hid, and the benefit that it is about; empty where it is about none."""

    finding: EvidenceView
    benefit: str


@dataclass(frozen=True, slots=True)
class FoundFinding:
    """A finding that holds what was sought, and the short name of its benefit; empty where it has none."""

    code: str
    finding: str
    direction: str
    benefit: str


@dataclass(frozen=True, slots=True)
class EvidenceLibrary:
    """Benefits with their findings, and the findings about no single benefit.

    `hidden` are the benefits that the instructor hid; `used_by` has by benefit the names of the course plans
    that teach it. `sources` are all that a finding may name.
    """

    content: Content
    benefits: tuple[BenefitView, ...]
    hidden: tuple[BenefitView, ...]
    others: tuple[EvidenceView, ...]
    hidden_findings: tuple[HiddenFinding, ...]
    used_by: Mapping[str, tuple[str, ...]]
    frameworks: tuple[FrameworkPart, ...]
    sources: tuple[SourceView, ...]

    @property
    def all_benefits(self) -> tuple[BenefitView, ...]:
        """The benefits that are offered, and behind them those that are hidden."""
        return (*self.benefits, *self.hidden)

    def about(self, finding: str) -> str | None:
        """Return the code of the benefit that a finding is about, empty for none, None where it is hidden."""
        for benefit in self.all_benefits:
            if any(one.code == finding for one in benefit.evidence):
                return benefit.code
        return "" if any(one.code == finding for one in self.others) else None
