"""The question that the plan editor asks; the studio is asked once, for what is hers."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from massage_studio.curriculum import content
from massage_studio.curriculum import content_types as kinds
from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.content_views import area_names, plan_view
from massage_studio.curriculum.plan_views import BenefitName, LibraryItem, PlanningBook, StrokeName, Whose
from massage_studio.curriculum.queries import own_items
from massage_studio.curriculum.views import ActivityView, OwnItemView

_STROKE_MINUTES, _TOPIC_MINUTES = 3, 10


def planning_book(session: Session) -> PlanningBook:
    """Return every plan, and what the weeks of one are made from."""
    own = own_items(session)
    now = content.current(own)
    hers = {(item.kind, item.code): item for item in own}
    hidden = {item.code for item in own if item.kind == "plan" and item.hidden}
    away = tuple(plan for plan in now.away["plan"] if plan.code in hidden)
    return PlanningBook(
        plans=tuple(map(plan_view, now.plans)),
        hidden=tuple(map(plan_view, away)),
        whose={plan.code: _whose(hers.get(("plan", plan.code))) for plan in (*now.plans, *away)},
        items=tuple(_items(now, hers)),
        benefits=(
            *(BenefitName(one.code, one.short_title, True) for one in now.benefits),
            *(BenefitName(one.code, one.short_title, False) for one in now.away["benefit"]),
        ),
        strokes=(
            *(StrokeName(one.code, one.area, one.label, True) for one in now.strokes),
            *(StrokeName(one.code, one.area, one.label, False) for one in now.away["stroke"]),
        ),
        areas=area_names(now),
        topics={topic.code: topic.label for topic in now.topics},
    )


def _whose(item: OwnItemView | None) -> Whose:
    if item is None:
        return "shipped"
    return "own" if item.added else "changed" if item.words != "{}" else "shipped"


def _items(now: Content, hers: dict[tuple[str, str], OwnItemView]) -> Iterator[LibraryItem]:
    for stroke in now.strokes:
        drawing = now.drawing(stroke.code)
        yield LibraryItem(
            "stroke",
            stroke.code,
            now.area(stroke.area).label,
            ActivityView(
                "",
                "massage",
                stroke.label,
                _STROKE_MINUTES,
                ("touch",),
                (stroke.area,),
                strokes=(stroke.code,),
                item=stroke.code,
            ),
            _whose(hers.get(("stroke", stroke.code))),
            drawing.code if drawing else "",
        )
    for topic in now.topics:
        yield LibraryItem(
            "topic",
            topic.code,
            "",
            ActivityView(
                "",
                "topic",
                topic.label,
                _TOPIC_MINUTES,
                _benefits_of_topic(now, topic.code),
                (),
                topic=topic.code,
                item=topic.code,
            ),
            _whose(hers.get(("topic", topic.code))),
        )


def _benefits_of_topic(now: Content, code: str) -> tuple[str, ...]:
    """Return the benefits that the plans talk about this topic for; none where they leave it out."""
    return next((one.benefits for one in _activities(now) if one.topic == code), ())


def _activities(now: Content) -> Iterator[kinds.PlanActivity]:
    for plan in now.plans:
        for part in plan.sessions:
            yield from part.activities
