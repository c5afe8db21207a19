"""The questions about the plans that courses began with."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from massage_studio.bookings.models import ClassSession, Course, PlanCopy
from massage_studio.curriculum.queries import benefit_titles
from massage_studio.curriculum.views import PlanSessionView, PlanView, plan_from_text


@dataclass(frozen=True, slots=True)
class PlannedBenefit:
    """A benefit that a class is planned for, with its share of the minutes."""

    code: str
    title: str
    minutes: float


def course_plan(session: Session, *, course_id: UUID) -> PlanView:
    """Return the plan that a course follows, as it was when the course began with it."""
    query = select(PlanCopy.plan).join(Course, Course.id == PlanCopy.course_id)
    query = query.where(Course.id == course_id, PlanCopy.code == Course.plan_code)
    return plan_from_text(session.scalars(query).one())


def class_plan(session: Session, *, session_id: UUID) -> tuple[PlanView, PlanSessionView]:
    """Return what was planned for a class, and the plan that it is a part of.

    A class that was held stays a part of the plan that its course followed then.
    """
    rows = session.execute(
        select(ClassSession.plan_session_code, PlanCopy.plan)
        .join(PlanCopy, PlanCopy.course_id == ClassSession.course_id)
        .where(ClassSession.id == session_id)
    )
    plans = [(code, plan_from_text(plan)) for code, plan in rows]
    return next((plan, part) for code, plan in plans for part in plan.sessions if part.code == code)


def planned_benefits(session: Session, *, session_id: UUID) -> tuple[PlannedBenefit, ...]:
    """Return the benefits that a class is planned for, most minutes first."""
    _, part = class_plan(session, session_id=session_id)
    titles = benefit_titles(session)
    return tuple(PlannedBenefit(code, titles[code], minutes) for code, minutes in part.benefit_minutes)
