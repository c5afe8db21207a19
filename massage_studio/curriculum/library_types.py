"""The shapes of what a session is put together from; `content.load` fills them from library.yaml."""

from dataclasses import dataclass
from typing import Literal

ActivityKind = Literal["welcome", "check_in", "topic", "massage", "song", "discussion", "break", "closing"]


@dataclass(frozen=True, slots=True)
class Framework:
    """One part of a `framework` in which others group the benefits; `benefits` are those of ours."""

    code: str
    framework: str
    label: str
    text: str
    benefits: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a talk is about, with its talking points; `minutes` is what it usually takes."""

    code: str
    label: str
    points: tuple[str, ...]
    benefits: tuple[str, ...]
    sources: tuple[str, ...]
    minutes: int = 8


@dataclass(frozen=True, slots=True)
class Activity:
    """A part of a session as the library offers it, from which planned activities are made.

    `for_...` tell what to change for whom, for_disability for a carer with a disability; `leave_out` are the
    contraindications for which it is left out or adapted.
    """

    code: str
    title: str
    kind: ActivityKind
    minutes: int
    benefits: tuple[str, ...]
    instructions: tuple[str, ...]
    sources: tuple[str, ...]
    areas: tuple[str, ...] = ()
    strokes: tuple[str, ...] = ()
    topic: str = ""
    materials: tuple[str, ...] = ()
    for_born_early: str = ""
    for_colic: str = ""
    for_twins: str = ""
    for_crawling: str = ""
    for_disability: str = ""
    for_online: str = ""
    leave_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Song:
    """A song or rhyme, line by line. `origin` tells whose words it has; `leave_out` is as of an activity."""

    code: str
    title: str
    words: tuple[str, ...]
    how: str
    origin: str
    minutes: int
    benefits: tuple[str, ...]
    sources: tuple[str, ...]
    areas: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
