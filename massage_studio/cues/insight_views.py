"""What the records of many classes say together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActivityGiven:
    """One activity in all classes that recorded how they went: minutes that were planned and that it had.

    Where cues were noted in the class as well, `times` counts how often it ran, `baby_hours` the time of all
    babies that were there, and `pauses` how often they asked for one.
    """

    title: str
    benefits: tuple[str, ...]
    planned: int
    given: float
    times: int
    baby_hours: float
    pauses: int


@dataclass(frozen=True, slots=True)
class ActivitiesGiven:
    """How many classes recorded how they went, and what they gave by title and benefits."""

    classes: int
    activities: tuple[ActivityGiven, ...]
