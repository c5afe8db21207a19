"""Correcting a hall beside the course that is held there, by clicks, read back from the studio."""

from __future__ import annotations

from typing import Any

from massage_studio.bookings import course_list_queries
from massage_studio.bookings.views import VenueView
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, a_booking, a_course, a_family


def halls(stage: Stage) -> tuple[VenueView, ...]:
    with stage.store.read() as session:
        return course_list_queries.venues(session)


def course_dialog(stage: Stage) -> Any:
    stage.show()
    stage.page.dates.change_button.click()
    stage.settle()
    return stage.messages.dialog


def venue_dialog(stage: Stage, course: Any) -> Any:
    course.fields.ui.venue_button.click()
    stage.settle()
    return stage.messages.dialogs[-1]


def test_a_hall_is_corrected_from_the_course_and_taken_back(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session)
    course = course_dialog(stage)
    dialog = venue_dialog(stage, course)
    assert (dialog.ui.name_edit.text(), dialog.ui.capacity_spin.value()) == ("St Anne's Hall", 12)
    dialog.ui.name_edit.setText("Mill Barn")
    dialog.ui.address_edit.setText("3 Mill Lane")
    dialog.ui.capacity_spin.setValue(4)
    dialog.ui.save_button.click()
    stage.settle()
    assert [(one.name, one.address, one.capacity) for one in halls(stage)] == [
        ("Mill Barn", "3 Mill Lane", 4)
    ]
    assert course.fields.ui.venue_combo.currentText() == "Mill Barn"
    assert (
        course.fields.ui.room_label.text() == "The venue has room for 4."
        and not course.fields.ui.room_label.isHidden()
    )
    course.ui.save_button.click()
    stage.settle()
    assert [one.name for one in halls(stage)] == ["Mill Barn"]
    stage.page.undo.undo()
    stage.settle()
    stage.page.undo.undo()
    stage.settle()
    assert [(one.name, one.capacity) for one in halls(stage)] == [("St Anne's Hall", 12)]


def test_a_hall_that_would_be_too_small_is_refused_in_its_dialog(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        for name in ("Mia", "Ivy"):
            a_booking(session, course, a_family(session, name), now=NOW)
    asked = course_dialog(stage)
    dialog = venue_dialog(stage, asked)
    dialog.ui.capacity_spin.setValue(1)
    dialog.ui.save_button.click()
    stage.settle()
    assert "2 babies have a place on a course there." in dialog.ui.error_label.text()
    dialog.ui.name_edit.clear()
    dialog.ui.save_button.click()
    assert dialog.ui.error_label.text() == "Write the name of the venue."
    dialog.reject()
    asked.reject()
    stage.settle()


def test_a_new_hall_is_named_in_the_course_and_a_home_has_no_places_of_its_own(stage: Stage) -> None:
    with stage.store.write() as session:
        a_course(session)
    course = course_dialog(stage)
    ui = course.fields.ui
    assert ui.room_label.isHidden() and ui.venue_button.isEnabled()
    ui.capacity_spin.setValue(13)
    assert ui.room_label.text() == "The venue has room for 12."
    ui.kind_combo.setCurrentIndex(ui.kind_combo.findData("private"))
    assert ui.room_label.isHidden()
    dialog = venue_dialog(stage, course)
    assert dialog.ui.capacity_spin.isHidden()
    dialog.reject()
    ui.venue_combo.setEditText("Somewhere else")
    assert not ui.venue_button.isEnabled()
    course.reject()
    stage.settle()
