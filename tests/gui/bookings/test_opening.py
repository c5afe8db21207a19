"""Opening a class from the list of courses: today's first, another day's only after a question."""

from __future__ import annotations

from datetime import timedelta

from massage_studio.gui.bookings.page import BookingsPage
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, a_course, classes_of


def planned(stage: Stage, *days: float) -> list[object]:
    """A course with a class so many days from now each; return their keys."""
    with stage.store.write() as session:
        course = a_course(session, starts=tuple(NOW + timedelta(days=day) for day in days))
        keys = list(classes_of(session, course))
    assert isinstance(stage.page, BookingsPage)
    stage.page.open(course)
    stage.show()
    return keys


def test_the_class_of_today_comes_before_the_next_however_late_it_is(stage: Stage) -> None:
    keys = planned(stage, -7, -0.2, 7)
    stage.page.ui.open_button.click()
    assert stage.gone == [("class_room", keys[1])]


def test_a_class_of_today_can_be_opened_when_it_was_the_last(stage: Stage) -> None:
    keys = planned(stage, -7, -0.2)
    stage.page.ui.open_button.click()
    assert stage.gone == [("class_room", keys[1])]


def test_a_class_of_another_day_begins_only_when_that_is_meant(stage: Stage) -> None:
    keys = planned(stage, 7, 14)
    stage.messages.expect("ask", False)
    stage.page.ui.open_button.click()
    assert stage.gone == []
    stage.messages.expect("ask", True)
    stage.page.ui.open_button.click()
    assert stage.gone == [("class_room", keys[0])]
