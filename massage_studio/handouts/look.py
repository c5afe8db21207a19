"""How a family's paper looks in each variant: its page, its type and its colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from massage_studio.handouts.views import Variant
from massage_studio.paper import palette
from massage_studio.paper.documents import foot_height
from massage_studio.paper.fonts import Weight
from massage_studio.paper.page_format import A4, PageFormat
from massage_studio.paper.tagging import Role
from massage_studio.paper.text import Style

UNDER_BAND = 21.0
"""The white under the band; all leading and white are multiples of 3, so that neighbours stand level."""


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of one variant; `plain` is without tints, in ink alone."""

    page: PageFormat
    name: Style
    heading: Style
    panel: Style
    lead: Style
    subheading: Style
    text: Style
    note: Style
    large: bool
    plain: bool

    def foot(self, words: str = "") -> float:
        """Return how high the foot of a page with these words is, with the white above it."""
        return foot_height(words, self.note.size, self.page)

    @property
    def card(self) -> str | None:
        """The background of a drawing, if any."""
        return None if self.plain else palette.colour("paper")

    @property
    def frame(self) -> str | None:
        """The line around what otherwise only a tint sets off."""
        return palette.colour("ink") if self.plain else None

    def ink(self, token: str) -> str:
        """Return the shade of a token that may carry text."""
        return palette.colour("ink") if self.plain else palette.text_on_tint(token)

    def line(self, token: str) -> str:
        """Return the full colour of a token, for rules and frames."""
        return palette.colour("ink") if self.plain else palette.colour(token)

    def tint(self, token: str) -> str | None:
        """Return the soft background of a token, none in black and white."""
        return None if self.plain else palette.tint(token)


@cache
def look(variant: Variant) -> Look:
    """Return how a variant looks."""
    large, plain = variant is Variant.LARGE_PRINT, variant is Variant.BLACK_AND_WHITE
    ink = palette.colour("ink")
    muted = ink if plain or large else palette.colour("muted_strong")
    name, heading, panel, lead, text, note = (
        ((39, 48), (26, 36), (26, 36), (26, 36), (18, 27), (18, 27))
        if large
        else ((32, 39), (18, 27), (15, 21), (18, 24), (13, 18), (11, 15))
    )
    body = Style(*text, Weight.BODY, ink)
    return Look(
        page=A4,
        name=Style(*name, Weight.HEADING, ink, role=Role.TITLE),
        heading=Style(*heading, Weight.HEADING, ink, role=Role.HEADING),
        panel=Style(*panel, Weight.HEADING, ink, role=Role.HEADING),
        lead=Style(*lead, Weight.SUBHEADING, ink),
        subheading=replace(body, weight=Weight.BOLD, role=Role.SUBHEADING),
        text=body,
        note=Style(*note, Weight.BODY, muted),
        large=large,
        plain=plain,
    )
