"""Hands that plan a course in its dialog, and eyes that read it back from the studio."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from massage_studio.bookings import course_list_queries, courses_service
from massage_studio.bookings.views import CourseRow
from massage_studio.gui.bookings.planned_rows import PlannedRow, StruckRow
from massage_studio.store.ids import new_id
from massage_studio.store.profile_view import Profile
from tests.gui.lists import field_rows
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW


def courses(stage: Stage) -> tuple[CourseRow, ...]:
    with stage.store.read() as session:
        return course_list_queries.courses(session, now=NOW)


def days(course: CourseRow) -> list[str]:
    return [f"{one.starts:%d %b %H:%M}" for one in course.sessions]


def close(stage: Stage, first: date, last: date, words: str = "Half-term") -> None:
    with stage.store.write() as session:
        courses_service.close_days(session, closed_id=new_id(), first=first, last=last, words=words, now=NOW)


def live_in(stage: Stage, nation: str) -> None:
    stage.page.context.profile = Profile(instructor="Ania Nowak", nation=nation)


def new_course(stage: Stage) -> Any:
    stage.show()
    stage.page.ui.new_course_button.click()
    stage.settle()
    return stage.messages.dialog


def save(stage: Stage, dialog: Any) -> CourseRow:
    if not dialog.fields.ui.venue_combo.currentText():
        dialog.fields.ui.venue_combo.setEditText("Mill Barn")
    key = dialog._course_id
    dialog.ui.save_button.click()
    stage.settle()
    return next(course for course in courses(stage) if course.id == key)


def planned(dialog: Any) -> list[PlannedRow]:
    """The dates on which a class will be, from the top."""
    return [row for row in field_rows(dialog.dates) if isinstance(row, PlannedRow)]


def struck(dialog: Any) -> list[StruckRow]:
    """The dates struck out, from the top."""
    return [row for row in field_rows(dialog.dates) if isinstance(row, StruckRow)]


def shown(dialog: Any) -> list[str]:
    """The dates from the top: those struck out in brackets with why."""
    return [
        f"[{row.struck.text()} {row.why.text()}]"
        if isinstance(row, StruckRow)
        else f"{row.edit.moment():%a %d %b}"
        for row in field_rows(dialog.dates)
        if isinstance(row, PlannedRow | StruckRow)
    ]


def press(stage: Stage, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    stage.qtbot.keyClick(focus, key)
