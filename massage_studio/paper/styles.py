"""The type of our paper."""

from __future__ import annotations

import functools
from dataclasses import replace

from massage_studio.paper.text import Style


@functools.lru_cache(maxsize=256)
def at_most(style: Style, lines: int) -> Style:
    """Return a style that cuts what somebody typed after some lines."""
    return replace(style, max_lines=lines)
