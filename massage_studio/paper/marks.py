"""What marks each state where colour is not enough: the same on the screen and on paper."""

from typing import Literal

Mark = Literal["dots", "more_dots", "rising", "falling", "upright"]

# Units of a pattern's repeat: pixels on the screen, points on paper.
STEP = 8

# Quiet alert stays plain: it is the state to look for, and a pattern would make it the loudest.
MARKS: dict[str, tuple[Mark, ...]] = {
    "deep_sleep": ("dots", "more_dots"),
    "light_sleep": ("dots",),
    "drowsy": ("rising",),
    "active_alert": ("upright",),
    "crying": ("rising", "falling"),
}
