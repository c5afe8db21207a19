"""What a course was planned to have beside what it had, in as many questions for one class as for all."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from massage_studio.bookings.class_queries import classes_on, reflections
from massage_studio.bookings.plan_queries import class_plans
from massage_studio.cues.delivered_queries import delivered_in
from massage_studio.curriculum.queries import current
from massage_studio.progress.delivery import ClassDelivery, class_delivery


def course_delivery(session: Session, *, course_id: UUID, now: datetime) -> tuple[ClassDelivery, ...]:
    """Return the classes of a course that have begun, as planned and as they went, earliest first."""
    begun = [
        one
        for one in classes_on(session, course_ids=(course_id,))
        if one.status in ("running", "finished") or one.ends <= now
    ]
    parts = delivered_in(session, session_ids=[one.id for one in begun])
    plans = class_plans(session, classes=begun, now=current(session))
    said = reflections(session, course_id=course_id)
    return tuple(
        class_delivery(
            one,
            parts[one.id],
            plans[one.id].activities if one.id in plans else (),
            now,
            said.get(one.id, ""),
        )
        for one in begun
    )
