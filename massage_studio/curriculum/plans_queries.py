"""The questions that the plan editor asks; each asks the studio once, for what is hers."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from massage_studio.curriculum import content
from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.content_views import area_names, plan_view
from massage_studio.curriculum.plan_views import BenefitName, LibraryItem, PlanningBook, StrokeName, Whose
from massage_studio.curriculum.queries import own_items
from massage_studio.curriculum.views import ActivityView, OwnItemView

_STROKE_MINUTES = 3


def planning_book(session: Session) -> PlanningBook:
    """Return every plan, and the names of what the weeks of one are made from."""
    own = own_items(session)
    now = content.current(own)
    hers = _hers(own)
    hidden = {item.code for item in own if item.kind == "plan" and item.hidden}
    away = tuple(plan for plan in now.away["plan"] if plan.code in hidden)
    return PlanningBook(
        plans=tuple(map(plan_view, now.plans)),
        hidden=tuple(map(plan_view, away)),
        whose={plan.code: _whose(hers.get(("plan", plan.code))) for plan in (*now.plans, *away)},
        benefits=(
            *(BenefitName(one.code, one.short_title, True) for one in now.benefits),
            *(BenefitName(one.code, one.short_title, False) for one in now.away["benefit"]),
        ),
        strokes=(
            *(StrokeName(one.code, one.area, one.label, True) for one in now.strokes),
            *(StrokeName(one.code, one.area, one.label, False) for one in now.away["stroke"]),
        ),
        areas=area_names(now),
        topics={topic.code: topic.label for topic in (*now.topics, *now.away["topic"])},
    )


def planning_items(session: Session) -> tuple[LibraryItem, ...]:
    """Return what can be added to a week."""
    own = own_items(session)
    return tuple(_items(content.current(own), _hers(own)))


def _hers(own: tuple[OwnItemView, ...]) -> dict[tuple[str, str], OwnItemView]:
    return {(item.kind, item.code): item for item in own}


def _whose(item: OwnItemView | None) -> Whose:
    if item is None:
        return "shipped"
    return "own" if item.added else "changed" if item.words != "{}" else "shipped"


def _items(now: Content, hers: dict[tuple[str, str], OwnItemView]) -> Iterator[LibraryItem]:
    for kind, code, activity, drawn in (*_strokes(now), *_activities(now), *_songs(now), *_topics(now)):
        drawing = now.drawing(drawn) if drawn else None
        yield LibraryItem(
            kind,
            code,
            ", ".join(now.area(area).label for area in activity.areas),
            activity,
            _whose(hers.get((kind, code))),
            drawing.code if drawing else "",
        )


_Item = tuple[str, str, ActivityView, str]
"""Kind and code, the activity that it becomes, and what has the drawing that is shown of it."""


def _strokes(now: Content) -> Iterator[_Item]:
    for one in now.strokes:
        activity = ActivityView(
            "", "massage", one.label, _STROKE_MINUTES, ("touch",), (one.area,), "", (one.code,), one.code
        )
        yield "stroke", one.code, activity, one.code


def _activities(now: Content) -> Iterator[_Item]:
    for one in now.activities:
        activity = ActivityView(
            "", one.kind, one.title, one.minutes, one.benefits, one.areas, one.topic, one.strokes, one.code
        )
        yield "activity", one.code, activity, next(iter(one.strokes), "")


def _songs(now: Content) -> Iterator[_Item]:
    for one in now.songs:
        activity = ActivityView("", "song", one.title, one.minutes, one.benefits, one.areas, item=one.code)
        yield "song", one.code, activity, ""


def _topics(now: Content) -> Iterator[_Item]:
    for one in now.topics:
        activity = ActivityView(
            "", "topic", one.label, one.minutes, one.benefits, (), one.code, item=one.code
        )
        yield "topic", one.code, activity, ""
