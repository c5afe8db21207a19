"""What a dyad had and missed, by tables and against a naive recount; nothing here asks a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from massage_studio.bookings.views import AttendanceStatus, SessionStatus, SessionView
from massage_studio.cues.catch_up_views import CaughtUpView, Item
from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.cues.presence import Presence
from massage_studio.curriculum.views import ActivityView
from massage_studio.progress.coverage import (
    Attended,
    Coverage,
    InClass,
    Taught,
    cover,
    items_of,
    minutes_by_the_clock,
    not_taught,
    recaps,
    taught,
)

NOW = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
SPACE = UUID(int=7)
BABY = uuid5(SPACE, "baby")
STROKES_OF = {"tummy": ("wheel", "moon"), "face": ("brows",)}
WHEEL, MOON, BROWS = (Item("stroke", code) for code in ("wheel", "moon", "brows"))
CRYING = Item("topic", "crying")


def a_session(number: int = 1, status: SessionStatus = "finished", minutes: int = 60) -> SessionView:
    starts = NOW + timedelta(weeks=number - 1)
    opened = starts if status in ("running", "finished") else None
    finished = starts + timedelta(minutes=minutes) if status == "finished" else None
    return SessionView(
        id=uuid5(SPACE, f"class {number}"),
        course_id=uuid5(SPACE, "course"),
        course="Autumn course",
        plan_session_code=f"five_60/{number}",
        number=number,
        of=5,
        title="",
        starts=starts,
        minutes=minutes,
        status=status,
        opened=opened,
        finished=finished,
        venue="Hall",
        capacity=8,
        zone="Europe/London",
    )


def a_part(
    title: str,
    began: float | None = None,
    ended: float | None = None,
    *,
    minutes: int = 10,
    areas: tuple[str, ...] = (),
    strokes: tuple[str, ...] = (),
    topic: str = "",
    skipped: bool = False,
    benefits: tuple[str, ...] = ("touch",),
) -> DeliveredView:
    """An activity that began and ended so many minutes after the start of the first class."""
    return DeliveredView(
        id=uuid5(SPACE, title),
        position=0,
        kind="massage",
        title=title,
        minutes=minutes,
        benefits=benefits,
        areas=areas,
        started=None if began is None else NOW + timedelta(minutes=began),
        ended=None if ended is None else NOW + timedelta(minutes=ended),
        skipped=skipped,
        topic=topic,
        strokes=strokes,
    )


def planned(title: str, **more: object) -> ActivityView:
    return ActivityView("p/1/0", "massage", title, 10, ("touch",), (), **more)  # type: ignore[arg-type]


def had(*items: Item, start: float = 0, minutes: float = 10) -> Taught:
    return Taught("", ("touch",), items, NOW + timedelta(minutes=start), minutes)


def missing(one: Coverage) -> list[Item]:
    return [of.item for of in one.missed]


@pytest.mark.parametrize(
    ("part", "plan", "taught_items"),
    [
        (a_part("New", areas=("tummy",)), (), (WHEEL, MOON)),
        (a_part("New", areas=("tummy",), strokes=("moon",)), (), (MOON,)),
        (a_part("New", areas=("tummy",)), (planned("New", strokes=("wheel",)),), (WHEEL,)),
        (a_part("New", areas=("tummy",)), (planned("Other", strokes=("wheel",)),), (WHEEL, MOON)),
        (a_part("Talk"), (planned("Talk", topic="crying"),), (CRYING,)),
        (a_part("Talk", topic="crying"), (planned("Talk", topic="home"),), (CRYING,)),
        (a_part("Feed", areas=("nowhere",)), (), ()),
    ],
)
def test_an_activity_teaches_its_strokes_else_those_of_the_plan_else_all_of_its_areas(
    part: DeliveredView, plan: tuple[ActivityView, ...], taught_items: tuple[Item, ...]
) -> None:
    assert items_of(part, STROKES_OF, plan) == taught_items


def test_only_what_ran_counts_in_a_class_that_was_recorded() -> None:
    parts = (
        a_part("Welcome", 0, 5),
        a_part("Tummy", 5, 25, areas=("tummy",)),
        a_part("Face", areas=("face",), skipped=True),
        a_part("Talk", 25, 26, topic="crying", skipped=True),
    )
    given = taught(a_session(), parts, (), STROKES_OF, NOW + timedelta(hours=2))
    assert [(one.title, one.minutes) for one in given] == [("Welcome", 5), ("Tummy", 20)]
    assert not_taught(a_session(), parts, (), STROKES_OF) == (BROWS, CRYING)


@pytest.mark.parametrize("began", [True, False])
def test_a_class_that_recorded_nothing_had_what_was_planned(began: bool) -> None:
    welcome = a_part("Welcome", 0, 60) if began else a_part("Welcome")
    parts = (welcome, a_part("Tummy", minutes=15, areas=("tummy",)))
    given = taught(a_session(), parts, (), STROKES_OF, NOW + timedelta(hours=2))
    assert [(one.title, one.minutes) for one in given] == [("Welcome", 10), ("Tummy", 15)]
    assert given[1].start == NOW + timedelta(minutes=10)
    assert not_taught(a_session(), parts, (), STROKES_OF) == ()


def test_a_class_without_any_line_had_its_plan() -> None:
    given = taught(a_session(status="planned"), (), (planned("Talk", topic="crying"),), STROKES_OF, NOW)
    assert [one.items for one in given] == [(CRYING,)]


def test_a_class_that_runs_had_what_began_so_far() -> None:
    parts = (a_part("Tummy", 0, areas=("tummy",)), a_part("Face", areas=("face",)))
    [only] = taught(a_session(status="running"), parts, (), STROKES_OF, NOW + timedelta(minutes=4))
    assert (only.title, only.minutes) == ("Tummy", 4)


@pytest.mark.parametrize(
    ("began", "ended", "status", "later", "minutes"),
    [
        (0, 8, "finished", 600, 8),
        (13 * 60 + 50, 14 * 60 + 10, "finished", 600, 20),  # from ten to midnight to ten past
        (50, None, "finished", 600, 10),  # to the end of the class
        (50, None, "running", 600, 10),  # a class that nobody ended: to its planned end
        (90, None, "running", 600, 0),  # one that began after it
        (8, 2, "finished", 600, 0),  # a clock that was set back
        (None, None, "finished", 600, 0),
    ],
)
def test_minutes_are_those_of_the_clock(
    began: float | None, ended: float | None, status: SessionStatus, later: float, minutes: float
) -> None:
    part = a_part("Tummy", began, ended)
    assert minutes_by_the_clock(a_session(status=status), part, NOW + timedelta(minutes=later)) == minutes


def test_where_the_clock_stood_the_planned_minutes_count() -> None:
    parts = (a_part("Welcome", 0, 0, minutes=5), a_part("Tummy", 0, 0, minutes=20))
    still = replace(a_session(), finished=NOW)
    assert [one.minutes for one in taught(still, parts, (), STROKES_OF, NOW)] == [5, 20]


def test_who_was_away_missed_what_the_class_had() -> None:
    first, second = a_session(1), a_session(2)
    one = cover(
        [Attended(first, (had(BROWS),), "here"), Attended(second, (had(WHEEL, MOON, CRYING),), "absent")],
        order={WHEEL: 0, MOON: 1, BROWS: 2, CRYING: 3},
    )
    assert one.had == (BROWS,)
    assert one.missed == tuple(InClass(item, second) for item in (WHEEL, MOON, CRYING))
    assert one.minutes == {"touch": 10}


@pytest.mark.parametrize("status", ["here", "late"])
def test_a_later_class_or_a_make_up_ticks_it_off(status: AttendanceStatus) -> None:
    away = Attended(a_session(1), (had(WHEEL, MOON),), "elsewhere")
    there = Attended(a_session(2), (had(WHEEL),), status)
    one = cover([away, there])
    assert (one.had, missing(one)) == ((WHEEL,), [MOON])


def test_what_was_missed_before_a_baby_joined_is_missing_too() -> None:
    assert missing(cover([Attended(a_session(1), (had(WHEEL),), None)])) == [WHEEL]


def test_who_is_expected_has_missed_nothing_yet() -> None:
    assert missing(cover([Attended(a_session(1, "running"), (had(WHEEL),), "expected")])) == []


def test_who_left_early_missed_the_rest() -> None:
    activities = (had(WHEEL, start=0, minutes=20), had(MOON, start=20, minutes=20), had(BROWS, start=40))
    left = Attended(a_session(), activities, "here", there=Presence(left=NOW + timedelta(minutes=25)))
    one = cover([left])
    # Of the second one it had five of twenty minutes: they count, and it has not had it.
    assert (one.had, missing(one)) == ((WHEEL,), [MOON, BROWS])
    assert one.minutes == {"touch": 25}


def test_a_stroke_that_was_seen_while_the_baby_rested_is_no_miss() -> None:
    rested = Attended(a_session(1), (had(WHEEL, CRYING),), "here", rested=True)
    one = cover([rested, Attended(a_session(2), (had(WHEEL),), "absent")])
    assert (one.seen, one.had, missing(one)) == ((WHEEL,), (CRYING,), [])
    later = cover([rested, Attended(a_session(2), (had(WHEEL),), "here")])
    assert (later.seen, {*later.had}) == ((), {WHEEL, CRYING})


def test_what_the_limits_forbid_is_not_for_now_and_never_missing() -> None:
    away = Attended(a_session(1), (had(WHEEL, CRYING),), "absent")
    one = cover([away], coming=[InClass(MOON, a_session(2))], forbidden={WHEEL, MOON})
    assert (missing(one), one.to_come, one.not_now) == ([CRYING], (), (WHEEL, MOON))


def test_what_was_ticked_off_by_hand_is_told_until_a_class_has_it() -> None:
    tick = CaughtUpView(uuid5(SPACE, "tick"), BABY, WHEEL, "told", NOW, None)
    away = Attended(a_session(1), (had(WHEEL, MOON),), "absent")
    one = cover([away], caught_up=[tick])
    assert (missing(one), one.told) == ([MOON], (tick,))
    again = cover([away, Attended(a_session(2), (had(WHEEL),), "here")], caught_up=[tick])
    assert (again.told, again.had) == ((), (WHEEL,))


def test_what_comes_is_told_with_its_first_class_and_what_was_left_out_with_none() -> None:
    second, third = a_session(2, "planned"), a_session(3, "planned")
    coming = [InClass(WHEEL, second), InClass(WHEEL, third), InClass(MOON, None), InClass(BROWS, None)]
    one = cover([], coming=[*coming, InClass(BROWS, third)])
    assert {of.item: of.session for of in one.to_come} == {WHEEL: second, MOON: None, BROWS: third}


def test_a_recap_is_offered_by_area_for_those_here_unless_the_plan_has_it() -> None:
    other = uuid5(SPACE, "other")
    missed = {BABY: (WHEEL, MOON, CRYING), other: (BROWS,)}
    area_of = {"wheel": "tummy", "moon": "tummy", "brows": "face"}
    offered = recaps(missed, [BABY], frozenset({MOON}), area_of)
    assert [(one.kind, one.code, one.items, one.babies) for one in offered] == [
        ("area", "tummy", (WHEEL,), {BABY}),
        ("topic", "crying", (CRYING,), {BABY}),
    ]
    assert recaps(missed, [other], frozenset({BROWS}), area_of) == ()


@dataclass(frozen=True)
class Lived:
    """One class as a property test draws it."""

    status: AttendanceStatus | None
    arrived: int | None
    left: int | None
    rested: bool
    activities: tuple[tuple[tuple[Item, ...], int], ...]


ITEMS = [*(Item("stroke", f"s{number}") for number in range(6)), *(Item("topic", f"t{n}") for n in range(3))]
ACTIVITIES = st.tuples(st.lists(st.sampled_from(ITEMS), max_size=4).map(tuple), st.integers(1, 30))
LIVED = st.builds(
    Lived,
    st.sampled_from(["here", "late", "absent", "elsewhere", "expected", None]),
    st.none() | st.integers(0, 90),
    st.none() | st.integers(0, 90),
    st.booleans(),
    st.lists(ACTIVITIES, max_size=5).map(tuple),
)


def as_attended(number: int, lived: Lived) -> Attended:
    session, at, activities = a_session(number + 1), 0, []
    for items, minutes in lived.activities:
        start = session.starts + timedelta(minutes=at)
        activities.append(Taught("", ("touch", "bonding"), items, start, float(minutes)))
        at += minutes
    arrived, left = (
        None if minute is None else session.starts + timedelta(minutes=minute)
        for minute in (lived.arrived, lived.left)
    )
    return Attended(session, tuple(activities), lived.status, Presence(arrived, left), lived.rested)


def minutes_there(one: Lived, first: int, minutes: int) -> int:
    """Count the minutes of an activity in which a baby was there, one by one."""
    return sum(
        one.status in ("here", "late")
        and (one.arrived is None or minute >= one.arrived)
        and (one.left is None or minute < one.left)
        for minute in range(first, first + minutes)
    )


def recount(classes: Iterable[Lived], ticks: set[Item], forbidden: set[Item]) -> dict[str, set[Item]]:
    """Ask of every item, minute by minute, where the baby was when it was taught."""
    found: dict[str, set[Item]] = {name: set() for name in ("had", "seen", "told", "missed", "not_now")}
    for item in ITEMS:
        massaged = watched = away = False
        for one in classes:
            minute = 0
            for items, minutes in one.activities:
                if item in items:
                    there = 2 * minutes_there(one, minute, minutes) >= minutes
                    if there and one.rested and item.kind == "stroke":
                        watched = True
                    elif there:
                        massaged = True
                    elif one.status != "expected":
                        away = True
                minute += minutes
        if massaged:
            found["had"].add(item)
        elif watched:
            found["seen"].add(item)
        elif item in ticks:
            found["told"].add(item)
        elif away:
            found["not_now" if item in forbidden else "missed"].add(item)
    return found


@given(st.lists(LIVED, max_size=6), st.sets(st.sampled_from(ITEMS)), st.sets(st.sampled_from(ITEMS)))
def test_coverage_is_that_of_a_naive_recount(
    classes: list[Lived], ticks: set[Item], forbidden: set[Item]
) -> None:
    by_hand = [CaughtUpView(uuid5(SPACE, str(item)), BABY, item, "sheet", NOW, None) for item in ticks]
    one = cover(
        [as_attended(number, lived) for number, lived in enumerate(classes)],
        caught_up=by_hand,
        forbidden=forbidden,
    )
    assert {
        "had": {*one.had},
        "seen": {*one.seen},
        "told": {tick.item for tick in one.told},
        "missed": {of.item for of in one.missed},
        "not_now": {*one.not_now},
    } == recount(classes, ticks, forbidden)
    minutes = sum(minutes_there(lived, 0, sum(part[1] for part in lived.activities)) for lived in classes)
    assert sum(one.minutes.values()) == pytest.approx(minutes)
    assert one.minutes.get("touch") == one.minutes.get("bonding")
