"""The sheet of paper that a document is laid out for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageFormat:
    """Size and margin of a page in points."""

    width: float
    height: float
    margin: float

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin


A4 = PageFormat(595.28, 841.89, 45.36)
"""A4 with margins of 16 mm."""
