"""Findings as the chart places them: by where they point and in three steps of strength, and in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from massage_studio.language import translate

DIRECTIONS = ("supports", "supports_indirectly", "mixed", "against_or_null", "background")
STRENGTHS = ("moderate", "weak", "view")
_STRENGTHS = {
    "moderate": "moderate",
    "low_to_moderate": "moderate",
    "overview": "view",
    "expert_view": "view",
    "commentary": "view",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding by the codes of the content; `verified` where it was checked against what was published."""

    direction: str
    strength: str
    verified: bool

    @property
    def row(self) -> str:
        """Where it points: a critical voice stands with what found no effect."""
        return "against_or_null" if self.direction == "critique" else self.direction

    @property
    def column(self) -> str:
        """How strong it is, in three steps."""
        return _STRENGTHS.get(self.strength, "weak")


def direction_words(code: str) -> str:
    """Return the name of a row."""
    return {
        "supports": translate("Charts", "Speaks for it"),
        "supports_indirectly": translate("Charts", "Speaks for it indirectly"),
        "mixed": translate("Charts", "Mixed"),
        "against_or_null": translate("Charts", "No effect found, or against it"),
        "background": translate("Charts", "Background"),
    }[code]


def strength_words(code: str) -> str:
    """Return the name of a column."""
    return {
        "moderate": translate("Charts", "Moderate"),
        "weak": translate("Charts", "Weak or uncertain"),
        "view": translate("Charts", "View or overview"),
    }[code]


def counted(findings: Sequence[Finding]) -> dict[tuple[str, str], int]:
    """Return how many findings stand in each field, by row and column."""
    fields = {(row, column): 0 for row in DIRECTIONS for column in STRENGTHS}
    for finding in findings:
        fields[finding.row, finding.column] += 1
    return fields


def sentence(findings: Sequence[Finding]) -> str:
    """Return the chart in words: "Mixed: 2 (Weak or uncertain 2). ... Not checked yet: 1."."""
    if not findings:
        return ""
    fields = counted(findings)
    told = []
    for row in DIRECTIONS:
        parts = [
            f"{strength_words(column)} {fields[row, column]}" for column in STRENGTHS if fields[row, column]
        ]
        total = sum(fields[row, column] for column in STRENGTHS)
        told.append(f"{direction_words(row)}: {total}" + (f" ({', '.join(parts)})" if parts else ""))
    unchecked = sum(not finding.verified for finding in findings)
    if unchecked:
        words = translate("Charts", "Not checked yet")
        told.append(f"{words}: {unchecked}")
    return f"{'. '.join(told)}."
