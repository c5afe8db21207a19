"""The steps that make one course plan into another, each with its name in words; nothing is kept here.

Weeks count from 1, as they are read; the place of an activity in its week counts from 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from massage_studio.curriculum.views import ActivityView, PlanSessionView, PlanView
from massage_studio.errors import KnownError
from massage_studio.families.names import clean
from massage_studio.language import translate

SHORTEST, LONGEST = 30, 120
"""Minutes that a class may last."""


@dataclass(frozen=True, slots=True)
class Edited:
    """A plan after a step, what the step is called, and the place that it led to, of week 0 where to none."""

    plan: PlanView
    name: str
    week: int = 0
    place: int = 0


def rename_plan(plan: PlanView, *, label: str) -> Edited:
    """Give a plan another name."""
    return Edited(replace(plan, label=_title(label)), translate("Plans", "Name of the plan"))


def set_length(plan: PlanView, *, minutes: int) -> Edited:
    """Say how long a class lasts."""
    if not SHORTEST <= minutes <= LONGEST:
        raise KnownError("A class lasts from 30 to 120 minutes.", "Choose a length between them.")
    return Edited(replace(plan, minutes=minutes), translate("Plans", "Classes of %n minutes", None, minutes))


def fit(plan: PlanView) -> Edited:
    """Stretch or shorten the activities of each week in proportion, so that they fill the class."""
    sessions = tuple(
        replace(
            part,
            activities=tuple(
                replace(one, minutes=minutes)
                for one, minutes in zip(
                    part.activities,
                    _filling([one.minutes for one in part.activities], plan.minutes),
                    strict=True,
                )
            ),
        )
        for part in plan.sessions
    )
    return _edited(plan, sessions, translate("Plans", "Fit to %n minutes", None, plan.minutes))


def add_activity(plan: PlanView, *, week: int, place: int, activity: ActivityView) -> Edited:
    """Add an activity at a place of a week."""
    added = replace(activity, title=_title(activity.title), minutes=_minutes(activity.minutes))
    parts = list(_week(plan, week).activities)
    place = max(0, min(place, len(parts)))
    parts.insert(place, added)
    name = translate("Plans", "Add “{title}”").format(title=added.title)
    return _with_activities(plan, week, parts, name, place)


def move_activity(plan: PlanView, *, week: int, place: int, to_week: int, to_place: int) -> Edited:
    """Move an activity to another place, counted without it, of its week or of another one."""
    parts = list(_week(plan, week).activities)
    moved = parts.pop(_place(parts, place))
    if to_week == week:
        to_place = max(0, min(to_place, len(parts)))
        parts.insert(to_place, moved)
        up = translate("Plans", "Move “{title}” up")
        name = up if to_place < place else translate("Plans", "Move “{title}” down")
        return _with_activities(plan, week, parts, name.format(title=moved.title), to_place)
    others = list(_week(plan, to_week).activities)
    to_place = max(0, min(to_place, len(others)))
    others.insert(to_place, moved)
    name = translate("Plans", "Move “{title}” to week {week}").format(title=moved.title, week=to_week)
    between = _with_activities(plan, week, parts, name, 0).plan
    return _with_activities(between, to_week, others, name, to_place)


def duplicate_activity(plan: PlanView, *, week: int, place: int) -> Edited:
    """Add the same activity once more behind it."""
    parts = list(_week(plan, week).activities)
    one = parts[_place(parts, place)]
    parts.insert(place + 1, one)
    name = translate("Plans", "Duplicate “{title}”").format(title=one.title)
    return _with_activities(plan, week, parts, name, place + 1)


def remove_activity(plan: PlanView, *, week: int, place: int) -> Edited:
    """Take an activity out of a week."""
    parts = list(_week(plan, week).activities)
    one = parts.pop(_place(parts, place))
    name = translate("Plans", "Remove “{title}”").format(title=one.title)
    return _with_activities(plan, week, parts, name, min(place, max(0, len(parts) - 1)))


def set_minutes(plan: PlanView, *, week: int, place: int, minutes: int) -> Edited:
    """Say how long an activity lasts."""
    name = translate("Plans", "%n minutes", None, minutes)
    return _changed(plan, week, place, name, minutes=_minutes(minutes))


def rename_activity(plan: PlanView, *, week: int, place: int, title: str) -> Edited:
    """Give an activity another title."""
    title = _title(title)
    return _changed(plan, week, place, translate("Plans", "Rename “{title}”"), title=title)


def set_benefits(plan: PlanView, *, week: int, place: int, benefits: tuple[str, ...]) -> Edited:
    """Say which benefits an activity is for; they share its minutes."""
    return _changed(plan, week, place, translate("Plans", "Benefits of “{title}”"), benefits=benefits)


def set_areas(plan: PlanView, *, week: int, place: int, areas: tuple[str, ...]) -> Edited:
    """Say which body areas an activity is about."""
    return _changed(plan, week, place, translate("Plans", "Body areas of “{title}”"), areas=areas)


def set_strokes(plan: PlanView, *, week: int, place: int, strokes: tuple[str, ...]) -> Edited:
    """Say which strokes an activity teaches; none are all of its body areas."""
    return _changed(plan, week, place, translate("Plans", "Strokes of “{title}”"), strokes=strokes)


def set_topic(plan: PlanView, *, week: int, place: int, topic: str) -> Edited:
    """Say which topic an activity talks about, or none."""
    return _changed(plan, week, place, translate("Plans", "Topic of “{title}”"), topic=topic)


def add_week(plan: PlanView, *, after: int, title: str) -> Edited:
    """Add a week without activities behind another one, or with 0 at the beginning."""
    focus = plan.sessions[max(0, after - 1)].focus_benefit
    parts = list(plan.sessions)
    parts.insert(after, PlanSessionView("", 0, _title(title), focus, (), (), ()))
    return _edited(plan, parts, translate("Plans", "Add week {week}").format(week=after + 1), after + 1)


def duplicate_week(plan: PlanView, *, week: int) -> Edited:
    """Add the same week once more behind it."""
    parts = list(plan.sessions)
    parts.insert(week, _week(plan, week))
    return _edited(plan, parts, translate("Plans", "Duplicate week {week}").format(week=week), week + 1)


def move_week(plan: PlanView, *, week: int, to: int) -> Edited:
    """Move a week to another place in the course."""
    parts = list(plan.sessions)
    moved = parts.pop(_week(plan, week).number - 1)
    to = max(1, min(to, len(plan.sessions)))
    parts.insert(to - 1, moved)
    name = (
        translate("Plans", "Move week {week} up")
        if to < week
        else translate("Plans", "Move week {week} down")
    )
    return _edited(plan, parts, name.format(week=week), to)


def remove_week(plan: PlanView, *, week: int) -> Edited:
    """Take a week out of the course."""
    if not plan.sessions[1:]:
        raise KnownError("A plan has at least one week.", "Add another one first, or hide the plan.")
    _week(plan, week)
    parts = [part for part in plan.sessions if part.number != week]
    name = translate("Plans", "Remove week {week}").format(week=week)
    return _edited(plan, parts, name, min(week, len(parts)))


def rename_week(plan: PlanView, *, week: int, title: str) -> Edited:
    """Give a week another title."""
    return _week_changed(plan, week, translate("Plans", "Name of week {week}"), title=_title(title))


def set_focus(plan: PlanView, *, week: int, benefit: str) -> Edited:
    """Say which benefit heads the take-home of a week."""
    return _week_changed(plan, week, translate("Plans", "Focus of week {week}"), focus_benefit=benefit)


def set_week_areas(plan: PlanView, *, week: int, areas: tuple[str, ...]) -> Edited:
    """Say which body areas a week is about."""
    return _week_changed(plan, week, translate("Plans", "Body areas of week {week}"), areas=areas)


def recoded(plan: PlanView, code: str) -> PlanView:
    """Return the same plan under another code, with its weeks and activities."""
    return _edited(replace(plan, code=code), plan.sessions, "").plan


def total(session: PlanSessionView) -> int:
    """Return the minutes of all activities of a week."""
    return sum(part.minutes for part in session.activities)


def whole_shares(session: PlanSessionView) -> dict[str, int]:
    """Return whole minutes by benefit, an activity's shared by its benefits, that add up to those shared.

    Where they do not come out even, the largest remainders are rounded up.
    """
    exact: dict[str, Fraction] = {}
    for part in session.activities:
        for code in part.benefits:
            exact[code] = exact.get(code, Fraction()) + Fraction(part.minutes, len(part.benefits))
    shown = {code: int(minutes) for code, minutes in exact.items()}
    left = int(sum(exact.values())) - sum(shown.values())
    for code in sorted(exact, key=lambda code: shown[code] - exact[code])[:left]:
        shown[code] += 1
    return shown


def _filling(minutes: Sequence[int], length: int) -> list[int]:
    """Return minutes in the same proportions that add up to a length, none less than one."""
    whole = sum(minutes)
    if not minutes or whole == length or len(minutes) > length:
        return list(minutes)
    exact = [Fraction(one * length, whole) for one in minutes]
    shown = [max(1, int(one)) for one in exact]
    while sum(shown) != length:
        step = 1 if sum(shown) < length else -1
        may = [place for place in range(len(shown)) if shown[place] + step >= 1]
        shown[max(may, key=lambda place: step * (exact[place] - shown[place]))] += step
    return shown


def _title(text: str) -> str:
    title = clean(text)
    if not title:
        raise KnownError("There are no words.", "Write some, or leave the name as it was.")
    return title


def _minutes(minutes: int) -> int:
    if not 1 <= minutes <= LONGEST:
        raise KnownError("An activity lasts from 1 to 120 minutes.", "Choose a length between them.")
    return minutes


def _week(plan: PlanView, week: int) -> PlanSessionView:
    found = [part for part in plan.sessions if part.number == week]
    if not found:
        raise KnownError("This week is no longer in the plan.", "Choose one of those that are.")
    return found[0]


def _place(parts: Sequence[ActivityView], place: int) -> int:
    if not 0 <= place < len(parts):
        raise KnownError("This activity is no longer in the week.", "Choose one of those that are.")
    return place


def _changed(plan: PlanView, week: int, place: int, name: str, **fields: object) -> Edited:
    parts = list(_week(plan, week).activities)
    one = parts[_place(parts, place)]
    parts[place] = replace(one, **fields)  # type: ignore[arg-type]  # each caller names fields of its own
    return _with_activities(plan, week, parts, name.format(title=one.title), place)


def _week_changed(plan: PlanView, week: int, name: str, **fields: object) -> Edited:
    part = _week(plan, week)
    parts = list(plan.sessions)
    parts[week - 1] = replace(part, **fields)  # type: ignore[arg-type]  # each caller names fields of its own
    return _edited(plan, parts, name.format(week=week), week)


def _with_activities(
    plan: PlanView, week: int, activities: Sequence[ActivityView], name: str, place: int
) -> Edited:
    parts = [
        replace(part, activities=tuple(activities)) if part.number == week else part for part in plan.sessions
    ]
    return _edited(plan, parts, name, week, place)


def _edited(
    plan: PlanView, sessions: Sequence[PlanSessionView], name: str, week: int = 0, place: int = 0
) -> Edited:
    """Return a plan with these weeks, numbered and with their codes anew."""
    numbered = tuple(
        replace(
            part,
            code=f"{plan.code}/{number}",
            number=number,
            activities=tuple(
                replace(one, code=f"{plan.code}/{number}/{at}") for at, one in enumerate(part.activities)
            ),
        )
        for number, part in enumerate(sessions, start=1)
    )
    return Edited(replace(plan, sessions=numbered), name, week, place)
