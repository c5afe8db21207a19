"""Of all earlier schemas those that `make test` tries; `make torture` tries each."""

from __future__ import annotations

from collections.abc import Sequence

import pytest


def ends_of(versions: Sequence[str], *, every: int = 0) -> list[object]:
    """The first and the last of these schemas, with `every` also each so-many-th; the others are torture."""
    last = len(versions) - 1
    return [
        version
        if number in (0, last) or (every and number % every == 0)
        else pytest.param(version, marks=pytest.mark.torture)
        for number, version in enumerate(versions)
    ]
