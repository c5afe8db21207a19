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
