"""Opens the dialog of a course: for a new one, for the next term, and to change one."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from massage_studio.bookings import course_dialog_queries
from massage_studio.bookings.course_views import CoursePlanning
from massage_studio.bookings.views import CourseRow
from massage_studio.gui.bookings.course_dialog import CourseDialog
from massage_studio.gui.context import Context
from massage_studio.store.changes import Changes

Made = Callable[[UUID, UUID, Changes], None]
"""Gets the key of a course that was kept, that of the operation which can be taken back, and its changes."""


def plan_course(
    context: Context, parent: QWidget, made: Made, like: CourseRow | None = None, plan_code: str = ""
) -> None:
    """Ask for a new course; venue and price are those of the course `like` it, the plan is that of a code."""
    profile = context.profile
    asked = partial(
        course_dialog_queries.new_course,
        today=context.today(),
        nation=profile.nation,
        zone=profile.zone,
        price=like.price if like else Decimal(),
        venue_id=like.venue.id if like else None,
        plan_code=plan_code,
    )
    context.tasks.read(asked, partial(_open, context, parent, made))


def plan_next_term(context: Context, parent: QWidget, made: Made, course_id: UUID) -> None:
    """Ask for the same course once more, on the next free dates."""
    profile = context.profile
    asked = partial(
        course_dialog_queries.next_course,
        course_id=course_id,
        now=context.clock(),
        today=context.today(),
        nation=profile.nation,
        zone=profile.zone,
    )
    context.tasks.read(asked, partial(_open, context, parent, made))


def change_course(context: Context, parent: QWidget, made: Made, course_id: UUID) -> None:
    """Ask what is to be changed in a course."""
    profile = context.profile
    asked = partial(
        course_dialog_queries.course_change,
        course_id=course_id,
        today=context.today(),
        nation=profile.nation,
        zone=profile.zone,
    )
    context.tasks.read(asked, partial(_open, context, parent, made))


def _open(context: Context, parent: QWidget, made: Made, asked: CoursePlanning) -> None:
    context.messages.open_dialog(CourseDialog(context, asked, made, parent))
