"""Tells what a dyad had of what its classes taught, what it missed and what comes; pure functions.

A class counts for whoever was there and for as long as that was, a make-up by what that class had. A stroke
was had when an activity that teaches it ran and the baby was there for half of it. Where a class recorded
nothing but its beginning, it had what was planned.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from massage_studio.bookings.views import PRESENT, AttendanceStatus, SessionView
from massage_studio.cues.catch_up_views import CaughtUpView, Item
from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.cues.presence import THROUGHOUT, Presence
from massage_studio.curriculum.views import ActivityView, shared_minutes

RECAP_MINUTES = 3
"""How long a recap of one area or topic is offered."""

StrokesOf = Mapping[str, tuple[str, ...]]
"""The strokes of each body area."""


@dataclass(frozen=True, slots=True)
class Taught:
    """An activity that a class had from `start` on, and what it taught; minutes are by the clock.

    `timed` tells whether the clock was seen, or the class is taken as it was planned.
    """

    title: str
    benefits: tuple[str, ...]
    items: tuple[Item, ...]
    start: datetime
    minutes: float
    kind: str = ""
    areas: tuple[str, ...] = ()
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Attended:
    """One class as one baby had it.

    `status` is None for a class of its course in whose register it does not stand, such as one before it
    joined. `there` is from when to when it was in this class. It `rested` where it was not massaged in it.
    """

    session: SessionView
    taught: tuple[Taught, ...]
    status: AttendanceStatus | None
    there: Presence = THROUGHOUT
    rested: bool = False


@dataclass(frozen=True, slots=True)
class InClass:
    """A stroke or topic with the class that it belongs to; None where no class has it yet."""

    item: Item
    session: SessionView | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one dyad had and did not have, each stroke and topic in one place alone, in the content's order.

    `seen` are strokes that the family saw while the baby rested, `told` what was ticked off by hand. `missed`
    was taught in a class while the baby was away, `to_come` is planned, and `not_now` is either of them for a
    baby that must not have it now. `minutes` are by benefit.
    """

    minutes: Mapping[str, float]
    had: tuple[Item, ...]
    seen: tuple[Item, ...]
    told: tuple[CaughtUpView, ...]
    missed: tuple[InClass, ...]
    to_come: tuple[InClass, ...]
    not_now: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Recap:
    """What is offered to catch up on in a class: missed strokes of one body area, or a topic.

    `code` is that of the area or topic; `babies` are those here who missed any of it.
    """

    kind: str
    code: str
    items: tuple[Item, ...]
    babies: frozenset[UUID]


def items_of(
    activity: ActivityView | DeliveredView, strokes_of: StrokesOf, planned: Iterable[ActivityView] = ()
) -> tuple[Item, ...]:
    """Return what an activity teaches: its own strokes, else all of its areas, and its topic.

    An activity of before it named them is taken for the one of the same title in the plan of its class.
    """
    same = next((part for part in planned if part.title == activity.title), None)
    strokes = activity.strokes or (same.strokes if same else ())
    if not strokes:
        strokes = tuple(code for area in activity.areas for code in strokes_of.get(area, ()))
    topic = activity.topic or (same.topic if same else "")
    return (
        *(Item("stroke", code) for code in dict.fromkeys(strokes)),
        *((Item("topic", topic),) if topic else ()),
    )


def recorded(session: SessionView, parts: Sequence[DeliveredView]) -> bool:
    """Tell whether the activities of a class were recorded as they went.

    The first one begins by itself: where no other did and none was left out, nobody moved the plan on, as in
    a class that was typed in from paper.
    """
    ran = sum(part.started is not None for part in parts)
    left_out = any(part.status == "skipped" for part in parts)
    return session.status == "running" or ran > 1 or ran == len(parts) or left_out


def taught(
    session: SessionView,
    parts: Sequence[DeliveredView],
    planned: Sequence[ActivityView],
    strokes_of: StrokesOf,
    now: datetime,
) -> tuple[Taught, ...]:
    """Return what a class had, in the order in which it had it."""
    if not parts or not recorded(session, parts):
        return _as_planned(session, parts or planned, planned, strokes_of)
    # What was begun and then left out was not had.
    ran = sorted(
        (part for part in parts if part.started and not part.skipped),
        key=lambda part: (part.started, part.position),
    )
    given = {part.id: minutes_by_the_clock(session, part, now) for part in ran}
    # A clock that stood still says nothing of how long anything took.
    stood = not any(given.values())
    found = []
    for part in ran:
        assert part.started is not None
        minutes = float(part.minutes) if stood and part.ended else given[part.id]
        items = items_of(part, strokes_of, planned)
        found.append(
            Taught(part.title, part.benefits, items, part.started, minutes, part.kind, part.areas, not stood)
        )
    return tuple(found)


def minutes_by_the_clock(session: SessionView, part: DeliveredView, now: datetime) -> float:
    """Return how many minutes an activity took; one that nobody ended reaches to the planned end at most."""
    if part.started is None:
        return 0.0
    end = part.ended or session.finished or min(now, max(session.ends, part.started))
    return max(0.0, (end - part.started).total_seconds() / 60)


def _as_planned(
    session: SessionView,
    parts: Sequence[ActivityView | DeliveredView],
    planned: Sequence[ActivityView],
    strokes_of: StrokesOf,
) -> tuple[Taught, ...]:
    start = session.opened or session.starts
    found = []
    for part in parts:
        items = items_of(part, strokes_of, planned)
        minutes = float(part.minutes)
        found.append(
            Taught(part.title, part.benefits, items, start, minutes, part.kind, part.areas, timed=False)
        )
        start += timedelta(minutes=part.minutes)
    return tuple(found)


def not_taught(
    session: SessionView,
    parts: Sequence[DeliveredView],
    planned: Sequence[ActivityView],
    strokes_of: StrokesOf,
) -> tuple[Item, ...]:
    """Return what a class that is over was planned to teach and left out, for everybody."""
    if session.status != "finished" or not recorded(session, parts):
        return ()
    left = [part for part in parts if part.started is None or part.skipped]
    return tuple(dict.fromkeys(item for part in left for item in items_of(part, strokes_of, planned)))


def cover(
    classes: Iterable[Attended],
    *,
    coming: Iterable[InClass] = (),
    caught_up: Iterable[CaughtUpView] = (),
    forbidden: Container[Item] = (),
    order: Mapping[Item, int] | None = None,
) -> Coverage:
    """Return what a baby had of its classes, which come in the order in which they were held."""
    given: list[tuple[tuple[str, ...], float]] = []
    had: dict[Item, None] = {}
    seen: dict[Item, None] = {}
    away: dict[Item, SessionView] = {}
    for one in classes:
        for activity in one.taught:
            was_there = one.status in PRESENT
            if was_there:
                given.append((activity.benefits, one.there.minutes(activity.start, activity.minutes)))
            if not (was_there and one.there.had(activity.start, activity.minutes)):
                if one.status != "expected":
                    for item in activity.items:
                        away.setdefault(item, one.session)
                continue
            for item in activity.items:
                (seen if one.rested and item.kind == "stroke" else had).setdefault(item)
    told = {one.item: one for one in caught_up if one.item not in had and one.item not in seen}
    gone = had.keys() | seen.keys() | told.keys()
    missed = {item: session for item, session in away.items() if item not in gone}
    later: dict[Item, SessionView | None] = {}
    for of in coming:
        if of.item not in gone and of.item not in missed:
            later[of.item] = later.get(of.item) or of.session
    sort = order or {}

    def in_order(items: Iterable[Item]) -> list[Item]:
        return sorted(items, key=lambda item: sort.get(item, len(sort)))

    return Coverage(
        minutes=dict(shared_minutes(given)),
        had=tuple(in_order(had)),
        seen=tuple(in_order(seen.keys() - had.keys())),
        told=tuple(told[item] for item in in_order(told)),
        missed=tuple(InClass(item, missed[item]) for item in in_order(missed) if item not in forbidden),
        to_come=tuple(InClass(item, later[item]) for item in in_order(later) if item not in forbidden),
        not_now=tuple(item for item in in_order((*missed, *later)) if item in forbidden),
    )


def recaps(
    missed: Mapping[UUID, Iterable[Item]],
    here: Iterable[UUID],
    planned: Container[Item],
    area_of: Mapping[str, str],
) -> tuple[Recap, ...]:
    """Return what to offer in a class for those here, by body area and topic, in the order of what is missed.

    What the class has in its plan already is not offered.
    """
    babies: dict[tuple[str, str], set[UUID]] = {}
    items: dict[tuple[str, str], dict[Item, None]] = {}
    for baby_id in here:
        for item in missed.get(baby_id, ()):
            if item not in planned:
                key = ("area", area_of.get(item.code, "")) if item.kind == "stroke" else item
                babies.setdefault(key, set()).add(baby_id)
                items.setdefault(key, {})[item] = None
    return tuple(Recap(*key, tuple(items[key]), frozenset(found)) for key, found in babies.items())
