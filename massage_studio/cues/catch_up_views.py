"""What a family can have had or missed, and what it was told of by hand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple
from uuid import UUID

How = Literal["told", "sheet"]


class Item(NamedTuple):
    """A stroke or a topic that a class teaches."""

    kind: Literal["stroke", "topic"]
    code: str


@dataclass(frozen=True, slots=True)
class CaughtUpView:
    """What a family was told of by hand: at the door or on a sheet; `at` is in UTC."""

    id: UUID
    baby_id: UUID
    item: Item
    how: How
    at: datetime
    session_id: UUID | None
