"""Chooses three short steps for a family to try at home: the week's that are allowed, else still touch."""

from collections.abc import Iterable

from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.handout_types import ShortStep
from massage_studio.curriculum.safety import Permitted

_STEPS = 3


def short_steps(shipped: Content, areas: Iterable[str], allowed: Permitted) -> tuple[ShortStep, ...]:
    """Return three short steps for a week with these body areas, in their order.

    A week with one area has its three, a week with more has two of the first and one of the second. Where the
    safety limits forbid one, another of the week stands in, and after these holding, still hands and talking.
    """
    short = [shipped.handouts.areas[area].short for area in areas if area in shipped.handouts.areas]
    first, *others = short or ((),)
    # The first step of an area begins it, and one beginning is enough.
    rest = tuple(step for area in others for step in area[1:])
    wanted = (*first[:2], *rest[:1], *first[2:], *rest[1:])
    fitting = [step for step in wanted if allowed.allows(step.involves)]
    # To ask and then to do nothing is no step.
    if not any(step.involves for step in fitting):
        fitting = []
    still = [step for step in shipped.handouts.short_still_touch if allowed.allows(step.involves)]
    return tuple((fitting + still)[:_STEPS])
