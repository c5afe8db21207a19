"""What the charts are drawn from; moments are timezone-aware local times of the studio."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RibbonSpan:
    """One behavioural state of the baby from `start` to `end`; `code` is one of Brazelton's six states."""

    code: str
    label: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class ObserverLine:
    """What one observer said of one baby: states as code, start and end, and moments, all in seconds.

    A moment says whether the other observer saw the same.
    """

    name: str
    spans: tuple[tuple[str, float, float], ...]
    moments: tuple[tuple[float, bool], ...]
