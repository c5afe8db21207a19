"""The type of our paper: sizes in points, colours from the tokens."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace

from massage_studio.paper.fonts import Weight
from massage_studio.paper.palette import colour
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Style


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of one document at one scale."""

    body: Style
    small: Style
    heading: Style
    scale: float


@functools.lru_cache(maxsize=64)
def styles(scale: float = 1.0) -> Styles:
    """Return the usual sizes times `scale`."""
    ink, muted = colour("ink"), colour("muted_strong")
    return Styles(
        body=Style(10.8, 16, Weight.BODY, ink).scaled(scale),
        small=Style(8.6, 11.8, Weight.BODY, muted).scaled(scale),
        heading=Style(14, 22, Weight.HEADING, ink, role=Role.HEADING).scaled(scale),
        scale=scale,
    )


@functools.lru_cache(maxsize=256)
def at_most(style: Style, lines: int) -> Style:
    """Return a style that cuts what somebody typed after some lines."""
    return replace(style, max_lines=lines)
