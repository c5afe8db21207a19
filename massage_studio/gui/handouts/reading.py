"""What the two pages of the papers say to each other: what is to be read, and what shall follow."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from massage_studio.handouts.proofs import CopyKey

Act = Literal["print", "export", "draft"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The take-homes of a class that are to be read, None for all, and what they are read for."""

    session_id: UUID
    copies: frozenset[CopyKey] | None = None
    act: Act = "print"
