"""The benefits grouped as others teach them."""

from collections.abc import Iterable, Mapping
from typing import Protocol


class Part(Protocol):
    """A part of a framework, with the benefits of ours that belong to it."""

    @property
    def code(self) -> str: ...

    @property
    def benefits(self) -> tuple[str, ...]: ...


def regrouped(minutes: Mapping[str, float], framework: Iterable[Part]) -> dict[str, float]:
    """Return minutes by part of a framework, in its order, from minutes by benefit.

    The minutes of a benefit are shared by the parts that it belongs to, so that the sum stays what it was;
    those of a benefit that belongs to none stand under its own code behind them.
    """
    parts = tuple(framework)
    grouped: dict[str, float] = {part.code: 0 for part in parts}
    for benefit, length in minutes.items():
        codes = [part.code for part in parts if benefit in part.benefits] or [benefit]
        for code in codes:
            grouped[code] = grouped.get(code, 0) + length / len(codes)
    return grouped
