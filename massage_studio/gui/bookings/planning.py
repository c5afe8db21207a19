"""Opens the dialog of a course: for a new one, for the next term, and to change one."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

import massage_studio.bookings.courses_queries as queries
import massage_studio.bookings.queries as bookings
import massage_studio.curriculum.queries as curriculum
from massage_studio.bookings.views import CourseRow
from massage_studio.gui.bookings.course_dialog import CourseDialog, Plans, look_from
from massage_studio.gui.context import Context

Made = Callable[[UUID, UUID], None]
"""Gets the key of a course that was kept, and that of the operation which can be taken back."""


def plan_course(context: Context, parent: QWidget, made: Made, like: CourseRow | None = None) -> None:
    """Ask for a new course; its venue and price are those of the course `like` it."""

    def ask(session: Any) -> Plans:
        return _plans(
            context,
            session,
            price=like.price if like else Decimal(),
            venue_id=like.venue.id if like else None,
        )

    context.tasks.read(ask, partial(_open, context, parent, made))


def plan_next_term(context: Context, parent: QWidget, made: Made, course_id: UUID) -> None:
    """Ask for the same course once more, on the next free dates."""

    def ask(session: Any) -> Plans:
        nation = context.profile.nation
        draft = queries.next_term(session, course_id=course_id, now=context.clock(), nation=nation)
        return _plans(context, session, draft=draft)

    context.tasks.read(ask, partial(_open, context, parent, made))


def change_course(context: Context, parent: QWidget, made: Made, course_id: UUID) -> None:
    """Ask what is to be changed in a course."""

    def ask(session: Any) -> Plans:
        draft = queries.draft(session, course_id=course_id)
        return _plans(context, session, draft=draft, course_id=course_id)

    context.tasks.read(ask, partial(_open, context, parent, made))


def _plans(context: Context, session: Any, **known: Any) -> Plans:
    draft = known.get("draft")
    moments = [one.starts.date() for one in draft.classes] if draft else []
    plans, chosen = curriculum.plans(session), draft.fields.plan_code if draft else ""
    if chosen and all(plan.code != chosen for plan in plans):
        # No longer offered, and still what this course follows.
        plans = (*plans, curriculum.plan(session, code=chosen))
    first, last = look_from(min([context.today(), *moments]))
    return Plans(
        plans=plans,
        venues=bookings.venues(session),
        planning=queries.planning(
            session,
            first=first,
            last=max([last, *moments]),
            nation=context.profile.nation,
            zone=context.profile.zone,
            but_not=known.get("course_id"),
        ),
        **known,
    )


def _open(context: Context, parent: QWidget, made: Made, asked: Plans) -> None:
    context.messages.open_dialog(CourseDialog(context, asked, made, parent))
