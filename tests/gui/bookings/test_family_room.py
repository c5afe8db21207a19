"""What a family is told when it is added: who waits already, the last place for twins, and the price."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import update

from massage_studio.bookings import booking_service
from massage_studio.bookings.models import Course
from tests.gui.bookings.rosters import filled, place, status, waiting
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, a_sibling


def opened(stage: Stage) -> Any:
    stage.show()
    stage.page.ui.add_family_button.click()
    stage.settle()
    return stage.messages.dialog


def type_twins(dialog: Any) -> None:
    dialog.new.ui.twin_button.click()
    dialog.new.ui.carer_given_edit.setText("Beth")
    dialog.new.ui.baby_given_edit.setText("Finn")
    dialog.new.ui.twin_given_edit.setText("Ivy")


def save(stage: Stage, dialog: Any) -> None:
    dialog.ui.save_button.click()
    stage.settle()


def choose(dialog: Any, standing: str) -> None:
    combo = dialog.ui.status_combo
    combo.setCurrentIndex(combo.findData(standing))


def test_who_waits_is_told_of_and_comes_first(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session, capacity=1)
        mia = a_booking(session, course, a_family(session, "Mia"))
        zoe = a_family(session, "Zoë")
        for minute, dyad in enumerate((a_family(session, "Leo"), zoe, a_sibling(session, zoe, "Noa"))):
            a_booking(session, course, dyad, now=NOW + timedelta(minutes=minute))
        booking_service.cancel(session, booking_id=mia, now=NOW)
    dialog = opened(stage)
    assert dialog.ui.course_label.text() == "Autumn course: 1 of 1 place free, 2 families wait"
    assert dialog.ui.status_combo.currentData() == "waiting"
    dialog.new.ui.carer_given_edit.setText("Beth")
    dialog.new.ui.baby_given_edit.setText("Finn")
    save(stage, dialog)
    assert waiting(stage, course) == ["Leo", "Zoë", "Noa", "Finn"]


def test_a_single_class_is_booked_whoever_waits_for_the_course(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session, capacity=1)
        mia = a_booking(session, course, a_family(session, "Mia"))
        a_booking(session, course, a_family(session, "Leo"))
        booking_service.cancel(session, booking_id=mia, now=NOW)
    dialog = opened(stage)
    dialog.ui.place_combo.setCurrentIndex(1)
    dialog.new.ui.carer_given_edit.setText("Beth")
    dialog.new.ui.baby_given_edit.setText("Finn")
    save(stage, dialog)
    assert stage.said[-1][0] == "Finn: booked." and status(stage, course, "Finn") == "booked"


def test_twins_are_told_of_the_last_place_and_one_of_them_waits(stage: Stage) -> None:
    course = filled(stage, "Mia", capacity=2)
    with stage.store.write() as session:
        session.execute(update(Course).values(sibling_price=Decimal(30)))
    dialog = opened(stage)
    type_twins(dialog)
    save(stage, dialog)
    words = dialog.ui.error_label.text()
    assert "One place is free on this course, for 2 babies." in words and "let the others wait" in words
    assert "1 of 2 places free" in dialog.ui.course_label.text()
    assert dialog.ui.save_button.text() == "Put on the waiting list"
    choose(dialog, "some")
    assert dialog.ui.save_button.text() == "Sa&ve"
    save(stage, dialog)
    assert (status(stage, course, "Finn"), waiting(stage, course)) == ("booked", ["Ivy"])
    assert stage.said[-1][0] == "Finn and Ivy: booked where there was room, the others wait."
    assert place(stage, course, "Ivy").booking.price == Decimal(30)
    stage.undo()
    assert waiting(stage, course) == []


def test_the_price_is_shown_and_kept_for_twins_that_join_or_wait(stage: Stage) -> None:
    course = filled(stage)
    with stage.store.write() as session:
        session.execute(update(Course).values(sibling_price=Decimal(30)))
    dialog = opened(stage)
    assert dialog.ui.price_label.text() == "Price: £72.00"
    type_twins(dialog)
    stage.settle()
    assert dialog.ui.price_label.text() == "Price: £72.00 and £30.00 as brother or sister"
    choose(dialog, "enquiry")
    save(stage, dialog)
    prices = [place(stage, course, name).booking.price for name in ("Finn", "Ivy")]
    assert prices == [Decimal(72), Decimal(30)]


def test_who_joins_late_sees_and_pays_the_classes_that_are_left(stage: Stage) -> None:
    with stage.store.write() as session:
        starts = tuple(NOW + timedelta(days=7 * week - 14) for week in range(5))
        course = a_course(session, starts=starts)
    dialog = opened(stage)
    assert dialog.ui.price_label.text() == "Price: £43.20 for the 3 of 5 classes left"
    dialog.new.ui.twin_given_edit.setText("Ivy")
    stage.settle()
    assert dialog.ui.price_label.text() == "Price: £43.20 each for the 3 of 5 classes left"
    dialog.new.ui.twin_given_edit.clear()
    dialog.ui.place_combo.setCurrentIndex(1)
    stage.settle()
    assert dialog.ui.price_label.text() == "Price: £14.40"
    dialog.ui.place_combo.setCurrentIndex(0)
    dialog.new.ui.carer_given_edit.setText("Beth")
    dialog.new.ui.baby_given_edit.setText("Finn")
    save(stage, dialog)
    found = place(stage, course, "Finn").booking
    assert (found.price, found.price_kind) == (Decimal("43.20"), "pro_rata")
