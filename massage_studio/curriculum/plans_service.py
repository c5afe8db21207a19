"""The verbs of course plans: each step is one operation of the office that undo knows by its name."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.curriculum import queries, service
from massage_studio.curriculum.plan_edits import Edited
from massage_studio.curriculum.views import ActivityView, PlanSessionView, PlanView
from massage_studio.language import translate
from massage_studio.store.changes import Changes, Thing, changed
from massage_studio.store.ids import new_id
from massage_studio.store.operations import operation

Edit = Callable[[PlanView], Edited]
"""A step of `plan_edits` with all its arguments but the plan."""


def change_plan(
    session: Session, *, code: str, edit: Edit, now: datetime, operation_id: UUID | None = None
) -> Changes:
    """Do one step of `plan_edits` to a plan; a plan that ships gets her words over it.

    Raises:
        KnownError: the step cannot be done, such as an empty title.
    """
    before = queries.plan(session, code=code)
    edited = edit(before)
    words = {name: value for name, value in _words(edited.plan).items() if value != _words(before)[name]}
    if not words:
        return changed(Thing.CURRICULUM)
    with operation(
        session, "change_plan", operation_id=operation_id or new_id(), now=now, words=edited.name
    ) as doing:
        if doing.to_do:
            service.put_words(session, kind="plan", code=code, words=words, now=now)
    return doing.changed()


def copy_plan(
    session: Session,
    *,
    code: str,
    plan_id: UUID,
    label: str,
    now: datetime,
    operation_id: UUID | None = None,
) -> Changes:
    """Make a plan of her own that begins as another one is now; `own_code` of its key is its code.

    Raises:
        KnownError: the name is empty.
    """
    plan = queries.current(session).plan(code)
    words = {name: value for name, value in asdict(plan).items() if name not in ("code", "default")}
    words |= _words(queries.plan(session, code=code)) | {"label": label, "copied_from": code}
    return service.add_item(
        session,
        item_id=plan_id,
        kind="plan",
        # What another plan leaves empty, this one does too.
        words={name: value for name, value in words.items() if value != "" or name == "label"},
        now=now,
        operation_id=operation_id,
        name=label,
    )


def reset_plan(session: Session, *, code: str, now: datetime, operation_id: UUID | None = None) -> Changes:
    """Show a plan that ships as it ships."""
    label = queries.plan(session, code=code).label
    name = translate("Plans", "“{plan}” as shipped").format(plan=label)
    with operation(
        session, "change_plan", operation_id=operation_id or new_id(), now=now, words=name
    ) as doing:
        if doing.to_do:
            service.reset_words(session, kind="plan", code=code, now=now)
    return doing.changed()


def hide_plan(session: Session, *, code: str, now: datetime, operation_id: UUID | None = None) -> Changes:
    """Offer a plan nowhere; courses that began with it go on.

    Raises:
        KnownError: it is the last one.
    """
    label = queries.plan(session, code=code).label
    return service.hide(session, kind="plan", code=code, now=now, operation_id=operation_id, name=label)


def show_plan(session: Session, *, code: str, now: datetime, operation_id: UUID | None = None) -> Changes:
    """Offer a plan again that was hidden."""
    label = queries.plan(session, code=code).label
    return service.show(session, kind="plan", code=code, now=now, operation_id=operation_id, name=label)


def _words(plan: PlanView) -> dict[str, Any]:
    """Return what a plan says, by the fields of the content, as its file says it."""
    return {
        "label": plan.label,
        "session_minutes": plan.minutes,
        "sessions": [_session(part) for part in plan.sessions],
    }


def _session(part: PlanSessionView) -> dict[str, Any]:
    return {
        "number": part.number,
        "title": part.title,
        "focus_benefit": part.focus_benefit,
        "focus_areas": list(part.areas),
        "activities": [_activity(one) for one in part.activities],
        "handouts": list(part.handouts),
    }


def _activity(one: ActivityView) -> dict[str, Any]:
    """Return an activity, without what it leaves empty, as a file does."""
    said = {"kind": one.kind, "title": one.title, "minutes": one.minutes, "benefits": list(one.benefits)}
    more = {"topic": one.topic, "areas": list(one.areas), "strokes": list(one.strokes), "item": one.item}
    return said | {name: value for name, value in more.items() if value}
