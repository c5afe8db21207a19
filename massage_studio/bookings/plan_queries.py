"""The questions about the plans that courses began with.

A course keeps a copy of its plan by the plan's code. Where it followed the same plan anew later on, it keeps
that copy too, by the code with a number behind it.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.models import ClassSession, Course, PlanCopy
from massage_studio.bookings.views import SessionView
from massage_studio.curriculum.content_views import plan_view
from massage_studio.curriculum.queries import plan
from massage_studio.curriculum.views import PlanSessionView, PlanView, plan_from_text

if TYPE_CHECKING:
    from massage_studio.curriculum.content import Content

_VERSION = "@"


def course_plan(session: Session, *, course_id: UUID) -> PlanView:
    """Return the plan that a course follows, as it was when the course last began with it."""
    rows = session.execute(select(PlanCopy.code, PlanCopy.plan).where(PlanCopy.course_id == course_id))
    copies = {row.code: row.plan for row in rows}
    code = session.get_one(Course, course_id).plan_code
    return _kept(session, max(_versions(code, copies), key=_number, default=code), copies)


def next_version(code: str, kept: Iterable[str]) -> str:
    """Return the code under which a course keeps a plan beside the copies of it that it has already."""
    versions = [_number(one) for one in _versions(code, kept)]
    return f"{code}{_VERSION}{max(versions) + 1}" if versions else code


def _versions(code: str, kept: Iterable[str]) -> list[str]:
    return [one for one in kept if one.partition(_VERSION)[0] == code]


def _number(version: str) -> int:
    return int(version.partition(_VERSION)[2] or 1)


def class_plan(session: Session, *, session_id: UUID) -> tuple[PlanView, PlanSessionView]:
    """Return what was planned for a class, and the plan that it is a part of.

    A class that was held stays a part of the plan that its course followed then.
    """
    rows = session.execute(
        select(ClassSession.plan_session_code, PlanCopy.code, PlanCopy.plan)
        .outerjoin(PlanCopy, PlanCopy.course_id == ClassSession.course_id)
        .where(ClassSession.id == session_id)
    ).all()
    code = rows[0].plan_session_code
    whole = _kept(session, code.rpartition("/")[0], {row.code: row.plan for row in rows})
    return whole, next(part for part in whole.sessions if part.code == code)


def class_plans(
    session: Session, *, classes: Iterable[SessionView], now: "Content"
) -> dict[UUID, PlanSessionView]:
    """Return what was planned for each of these classes, in one question for all; see `class_plan`.

    A copy of before plans named topics and strokes takes them from the same activity of the plan as it is.
    """
    every = tuple(classes)
    rows = session.execute(
        select(PlanCopy.course_id, PlanCopy.code, PlanCopy.plan).where(
            PlanCopy.course_id.in_({one.course_id for one in every})
        )
    )
    copies = {(row.course_id, row.code): row.plan for row in rows}
    found: dict[UUID, PlanSessionView] = {}
    for one in every:
        code = one.plan_session_code.rpartition("/")[0]
        text = copies.get((one.course_id, code))
        plain = code.partition(_VERSION)[0]
        whole = _read(text) if text is not None else plan_view(now.plan(plain))
        part = next((part for part in whole.sessions if part.code == one.plan_session_code), None)
        if part is not None:
            found[one.id] = part if text is None else _told(part, plain, now)
    return found


def _told(part: PlanSessionView, code: str, now: "Content") -> PlanSessionView:
    """Return a session of a copy with what its activities teach, by title, where they do not say it."""
    if all(one.topic or one.strokes for one in part.activities):
        return part
    plans = (*now.plans, *now.away.get("plan", ()))
    sessions = [one for plan in plans if plan.code == code for one in plan.sessions]
    same = {one.title: one for of in sessions if of.number == part.number for one in of.activities}
    return replace(
        part,
        activities=tuple(
            replace(one, topic=like.topic, strokes=like.strokes)
            if not (one.topic or one.strokes) and (like := same.get(one.title)) is not None
            else one
            for one in part.activities
        ),
    )


def _kept(session: Session, code: str, copies: dict[str, str]) -> PlanView:
    # A course of before there were copies has none where it was taken back then, and is done again now.
    return _read(copies[code]) if code in copies else plan(session, code=code)


@lru_cache(maxsize=32)
def _read(text: str) -> PlanView:
    return plan_from_text(text)
