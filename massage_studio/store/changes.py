"""What a write changed, so that the pages which show it know to look again."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Thing(StrEnum):
    """The kinds of things that pages show."""

    FAMILIES = "families"
    BOOKINGS = "bookings"
    REGISTER = "register"
    PAYMENTS = "payments"
    CURRICULUM = "curriculum"
    CUES = "cues"
    HANDOUTS = "handouts"
    STUDIO = "studio"


@dataclass(frozen=True, slots=True)
class Changes:
    """The things that one committed write changed, and the key of what it made where it made something."""

    things: frozenset[Thing]
    made: UUID | None = None

    def __or__(self, other: "Changes") -> "Changes":
        return Changes(self.things | other.things, self.made or other.made)


def changed(*things: Thing, made: UUID | None = None) -> Changes:
    """Return the changes that name these things."""
    return Changes(frozenset(things), made)
