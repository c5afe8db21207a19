"""Shares the height of pages among rows of which some need more than others."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Row = TypeVar("Row")


def parted(rows: Sequence[Row], least: Callable[[Row], float], room: float, most: int) -> list[list[Row]]:
    """Return the rows of each page: at most `most`, and no more than have their `least` in `room` points."""
    parts: list[list[Row]] = [[]]
    used = 0.0
    for row in rows:
        needed = least(row)
        if parts[-1] and (len(parts[-1]) == most or used + needed > room):
            parts.append([])
            used = 0.0
        parts[-1].append(row)
        used += needed
    return parts


def shared(least: Sequence[float], room: float, most: float) -> list[float]:
    """Return a height a row: all the same, at most `most`, but for those that need more than their share."""
    share, rest, left = most, room, len(least)
    for needed in sorted(least, reverse=True):
        share = min(share, rest / left)
        if needed <= share:
            break
        rest, left = rest - needed, max(left - 1, 1)
    return [max(needed, share) for needed in least]
