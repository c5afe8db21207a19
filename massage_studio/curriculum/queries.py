"""The questions that pages ask about the curriculum; the studio is asked for what is hers alone."""

import json
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ScalarSelect, SQLColumnExpression, select
from sqlalchemy.orm import Session

from massage_studio.curriculum.content_views import (
    area_names,
    benefit_names,
    benefit_view,
    curriculum_view,
    plan_view,
    safety_views,
    signpost_views,
    stroke_views,
)
from massage_studio.curriculum.models import OwnItem
from massage_studio.curriculum.views import (
    BenefitView,
    CurriculumView,
    LocalService,
    OwnItemView,
    PlanView,
    SafetyView,
    SignpostView,
    StrokeView,
)

if TYPE_CHECKING:
    from massage_studio.curriculum.content import Content

_COLUMNS = (OwnItem.kind, OwnItem.code, OwnItem.words, OwnItem.shipped, OwnItem.added, OwnItem.hidden)


def own_items(session: Session) -> tuple[OwnItemView, ...]:
    """Return what is hers of the content, in the order in which it became hers."""
    return tuple(OwnItemView(*row) for row in session.execute(select(*_COLUMNS).order_by(OwnItem.id)))


def own_words(kind: str, code: SQLColumnExpression[str]) -> ScalarSelect[str]:
    """Return her words for an item as JSON, NULL where she has none, as a part of another question."""
    return select(OwnItem.words).where(OwnItem.kind == kind, OwnItem.code == code).scalar_subquery()


def current(session: Session) -> "Content":
    """Return the content as this studio teaches it: what ships, with what is hers over it."""
    # Imported here because Today shows its class before it asks for anything of the content (30 ms).
    from massage_studio.curriculum import content

    return content.current(own_items(session))


def guarded(session: Session) -> "Content":
    """Return the content as `current` does; what its wording looks for is worked out already (40 ms)."""
    from massage_studio.curriculum import wording_guard

    content = current(session)
    wording_guard.make_ready(content)
    return content


def whole(session: Session) -> CurriculumView:
    """Return the curriculum from the first plan to the last signpost."""
    return curriculum_view(current(session))


def benefits(session: Session) -> tuple[BenefitView, ...]:
    """Return the benefits in their order, each with its evidence and sources."""
    now = current(session)
    return tuple(benefit_view(now, item) for item in now.benefits)


def benefit(session: Session, *, code: str) -> BenefitView:
    """Return one benefit, also one that is no longer offered."""
    now = current(session)
    return benefit_view(now, now.benefit(code))


def safety(session: Session) -> tuple[SafetyView, ...]:
    """Return the reasons not to massage, in their order."""
    return safety_views(current(session))


def signposts(session: Session) -> tuple[SignpostView, ...]:
    """Return where families are sent, in order of urgency."""
    return signpost_views(current(session))


def local_services(session: Session) -> tuple[LocalService, ...]:
    """Return the signposts of her own in the order in which she added them."""
    hers = select(OwnItem.id, OwnItem.words).where(OwnItem.kind == "signpost", OwnItem.added, ~OwnItem.hidden)
    found = [(key, json.loads(words)) for key, words in session.execute(hers.order_by(OwnItem.id))]
    return tuple(
        LocalService(
            key,
            words["when"],
            words["to"],
            date.fromisoformat(words["checked"]) if words.get("checked") else None,
            words.get("service") or "other",
            words.get("serves", ""),
            words.get("opening", ""),
        )
        for key, words in found
    )


def plans(session: Session) -> tuple[PlanView, ...]:
    """Return the course plans that are offered, in their order."""
    return tuple(map(plan_view, current(session).plans))


def plan(session: Session, *, code: str) -> PlanView:
    """Return one course plan, also one that is no longer offered."""
    return plan_view(current(session).plan(code))


def strokes(session: Session, *, areas: tuple[str, ...] = ()) -> tuple[StrokeView, ...]:
    """Return the strokes of these body areas, or all where none is named."""
    return stroke_views(current(session), areas)


def benefit_titles(session: Session) -> dict[str, str]:
    """Return the benefits' short titles by code, in their order; those no longer offered come last."""
    return benefit_names(current(session))


def area_labels(session: Session) -> dict[str, str]:
    """Return the body areas' labels by code, in their order; those no longer offered come last."""
    return area_names(current(session))
