"""Works out a baby's line of states when one is written into the middle of it, or corrected."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

NEVER = datetime.max.replace(tzinfo=UTC)
"""The end of a state that goes on."""


@dataclass(frozen=True, slots=True)
class StateInterval:
    """A state from `start` to `end`; `note` is the note that says so, None for one that is new."""

    note: UUID | None
    code: str
    start: datetime
    end: datetime


def covering(line: Iterable[StateInterval], moment: datetime) -> StateInterval | None:
    """Return the state that a baby was in at a moment."""
    return next((part for part in line if part.start <= moment < part.end), None)


def following(line: Iterable[StateInterval], moment: datetime) -> StateInterval | None:
    """Return the first state that began after a moment."""
    return next((part for part in line if part.start > moment), None)


def put(line: Iterable[StateInterval], new: StateInterval) -> list[StateInterval]:
    """Return the line with `new` in it: what it covers is cut, and equal neighbours become one.

    `new` reaches to the end of the state that it begins in, or to the next one, so no state is split.
    """
    if new.start >= new.end:
        return _joined(line)
    parts = [new]
    for part in line:
        if part.end <= new.start or part.start >= new.end:
            parts.append(part)
        elif part.start < new.start:
            parts.append(replace(part, end=new.start))
    return _joined(parts)


def moved(
    line: Iterable[StateInterval], old: StateInterval, code: str, start: datetime
) -> list[StateInterval]:
    """Return the line with `old` as another code or from another start; the state before it follows.

    The start stays between the one before's start and its own end, so that order is kept.
    """
    others = [part for part in line if part != old]
    before = next((part for part in reversed(others) if part.start <= old.start), None)
    if before is not None:
        start = max(start, before.start)
    start = min(start, old.end)
    if before is not None and before.end == old.start:
        others.remove(before)
        # Moved right over the one before it, there is nothing left of that one; moved to its own end,
        # there is nothing left of this one.
        if start > before.start:
            before = replace(before, end=old.end if start == old.end else start)
            others.append(before)
    kept = old.note if (code, start) == (old.code, old.start) else None
    return put(others, replace(old, note=kept, code=code, start=start))


def without(line: Iterable[StateInterval], old: StateInterval) -> list[StateInterval]:
    """Return the line as if `old` had never been told: the state that it ended goes on to its end."""
    others = [part for part in line if part != old]
    before = next((part for part in others if part.end == old.start and part.start < old.start), None)
    if before is not None:
        others[others.index(before)] = replace(before, end=old.end)
    return _joined(others)


def _joined(parts: Iterable[StateInterval]) -> list[StateInterval]:
    found: list[StateInterval] = []
    for part in sorted(parts, key=lambda part: (part.start, part.end)):
        if found and found[-1].end == part.start and found[-1].code == part.code:
            found[-1] = replace(found[-1], end=part.end)
        else:
            found.append(part)
    return found
