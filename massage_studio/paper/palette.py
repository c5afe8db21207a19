"""The colours of paper and charts, from the same tokens as the light theme of the screen."""

from __future__ import annotations

import functools
import json

from massage_studio import paths

WHITE = "#FFFFFF"


@functools.cache
def _tokens() -> dict[str, str]:
    path = paths.resources() / "themes" / "light.json"
    colours: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))["colours"]
    return colours


def colour(token: str) -> str:
    """Return "#RRGGBB" of a token such as "ink" or "quiet_alert"; an unknown benefit or state is neutral."""
    return _tokens().get(token) or _tokens()["neutral"]


def tint(token: str) -> str:
    """Return the soft background that belongs to a token."""
    return _tokens().get(f"{token}_tint") or _tokens()["neutral_tint"]


def text_on_tint(token: str) -> str:
    """Return the darker shade of a token for text on white or on its tint, at least 4.5 to 1."""
    return _tokens().get(f"{token}_text") or _tokens()["ink"]


def luminance(hex_colour: str) -> float:
    """Return the relative luminance of "#RRGGBB" from 0 to 1 (WCAG 2.1)."""
    parts = (int(hex_colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours from 1 to 21 (WCAG 2.1)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def text_on(background: str) -> str:
    """Return ink or white, whichever reads better on a colour."""
    ink = colour("text_dark")
    return max(ink, WHITE, key=lambda candidate: contrast(candidate, background))
