"""What a shared curriculum means for this studio, to be looked at before anything comes in."""

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

State = Literal["new", "same", "clash"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """One item of a shared file: whether it is new here, the same, or clashes with another of its code.

    `key` is what it gets, None where nothing comes in; `words` name what is here, or what comes in with it.
    """

    kind: str
    title: str
    state: State
    key: UUID | None
    words: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SharedLook:
    """All of a shared file in its order: `left_out` are the titles of items that cannot be used here.

    `unknown` counts items of kinds, and things that items name, which this studio does not have.
    """

    by: str
    items: tuple[Incoming, ...]
    left_out: tuple[str, ...]
    unknown: int

    def count(self, state: State) -> int:
        """Return how many items are new, the same, or clash."""
        return sum(item.state == state for item in self.items)
