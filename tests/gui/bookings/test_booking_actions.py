"""A booking's life from its row: by the button, by the menu and by keys, and back with undo and redo."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from massage_studio.bookings import (
    booking_service,
    dates_service,
    money_queries,
    money_service,
    single_classes_service,
)
from massage_studio.bookings.models import Booking
from massage_studio.store.ids import new_id
from tests.gui.bookings.rosters import (
    at,
    filled,
    key,
    menu,
    names,
    place,
    roster,
    row_of,
    shown,
    status,
    step,
    step_role,
    step_words,
    waiting,
)
from tests.gui.lists import delegate_of
from tests.gui.stage import Stage
from tests.studio_fixtures import NOW, a_booking, a_course, a_family, a_sibling, classes_of

UNDO = Qt.KeyboardModifier.ControlModifier
REDO = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def undo(stage: Stage) -> None:
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_Z, UNDO)
    stage.settle()


def redo(stage: Stage) -> None:
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_Z, REDO)
    stage.settle()


def an_enquiry(stage: Stage, baby: str = "Mia", capacity: int = 6) -> object:
    with stage.store.write() as session:
        course = a_course(session, capacity=capacity)
        if capacity == 1:
            a_booking(session, course, a_family(session, "Leo", "Tom"), now=NOW - timedelta(days=1))
        dyad = a_family(session, baby)
        booking_service.enquire(
            session,
            booking_id=new_id(),
            course_id=course,
            baby_id=dyad.baby,
            carer_id=dyad.carer,
            now=NOW,
        )
    stage.show()
    return course


def test_an_enquiry_is_booked_with_one_press(stage: Stage) -> None:
    course = an_enquiry(stage)
    assert step_words(stage, "Mia") == "Book"
    step(stage, "Mia")
    assert status(stage, course, "Mia") == "booked"
    assert stage.said[-1][:2] == ("Mia has a place.", "Undo")
    stage.undo()
    assert status(stage, course, "Mia") == "enquiry"


def test_an_enquiry_for_a_full_course_goes_on_the_waiting_list(stage: Stage) -> None:
    course = an_enquiry(stage, capacity=1)
    assert step_words(stage, "Mia") == "Put on the list"
    step(stage, "Mia")
    assert waiting(stage, course) == ["Mia"]


def test_booking_into_a_full_course_is_refused_in_the_list_with_a_way_to_wait(stage: Stage) -> None:
    course = an_enquiry(stage, capacity=1)
    key(stage, "Mia", Qt.Key.Key_B)
    assert status(stage, course, "Mia") == "enquiry"
    banner = stage.page.ui.full_banner
    assert "no free place" in banner.words()
    button = banner.findChild(QPushButton)
    assert button.isVisible()
    assert button.text() == "Put Mia on the waiting list"
    button.click()
    stage.settle()
    assert waiting(stage, course) == ["Mia"] and banner.isHidden()


def test_the_next_in_the_queue_has_the_primary_button(stage: Stage) -> None:
    course = shown(stage, "Mia", "Leo", "Zoë", "Ivy", capacity=2)
    assert not step_words(stage, "Zoë")
    key(stage, "Mia", Qt.Key.Key_Delete)
    assert step_role(stage, "Zoë") == "primary"
    assert step_role(stage, "Ivy") != "primary"
    step(stage, "Zoë")
    found = place(stage, course, "Zoë")
    assert found.booking.status == "offered"
    assert found.offered_until == NOW + timedelta(hours=48)
    assert stage.said[-1][:2] == ("The place is held for Zoë until Sat 21 Nov, 10:00.", "Undo")
    assert not step_words(stage, "Ivy"), "the place is held for one family at a time"


def test_an_offer_is_accepted_or_declined_by_its_letter(stage: Stage) -> None:
    course = shown(stage, "Mia", "Leo", "Zoë", "Ivy", capacity=2)
    key(stage, "Mia", Qt.Key.Key_Delete)
    key(stage, "Zoë", Qt.Key.Key_O)
    key(stage, "Zoë", Qt.Key.Key_D)
    assert waiting(stage, course) == ["Ivy", "Zoë"]
    key(stage, "Ivy", Qt.Key.Key_O)
    step(stage, "Ivy")
    assert status(stage, course, "Ivy") == "booked"


def test_a_place_is_offered_until_a_moment_of_ones_own(stage: Stage) -> None:
    course = shown(stage, "Mia", "Leo", capacity=1)
    key(stage, "Mia", Qt.Key.Key_Delete)
    menu(stage, "Leo", "Offer the place until…")
    dialog = stage.messages.dialog
    dialog.ui.length_combo.setCurrentIndex(0)
    assert "Fri 20 Nov, 10:00" in dialog.ui.told_label.text()
    dialog.ui.until_edit.time_edit.stepBy(3)
    dialog.ui.until_edit.settle()
    assert dialog.ui.length_combo.currentText() == "Another time"
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    stage.settle()
    assert place(stage, course, "Leo").offered_until == NOW + timedelta(hours=27)


def test_a_moment_that_is_over_is_no_offer(stage: Stage) -> None:
    course = shown(stage, "Mia", "Leo", capacity=1)
    key(stage, "Mia", Qt.Key.Key_Delete)
    menu(stage, "Leo", "Offer the place until…")
    dialog = stage.messages.dialog
    dialog.ui.until_edit.date_edit.setDate(dialog.ui.until_edit.date_edit.date().addDays(-10))
    dialog.ui.save_button.click()
    assert dialog.ui.error_label.text() == "This moment is over. Choose a later one."
    dialog.reject()
    assert status(stage, course, "Leo") == "waiting"


def test_an_offer_past_its_time_runs_out_by_itself(stage: Stage) -> None:
    course = shown(stage, "Mia", "Leo", "Zoë", capacity=1)
    key(stage, "Mia", Qt.Key.Key_Delete)
    key(stage, "Leo", Qt.Key.Key_O)
    later = NOW + timedelta(hours=49)
    stage.page.context.clock = lambda: later
    stage.page.expiry.timer.timeout.emit()
    stage.settle()
    assert waiting(stage, course) == ["Zoë", "Leo"]
    assert "Offer ran out" in [tag.words for tag in row_of(stage, "Leo").tags]
    assert step_role(stage, "Zoë") == "primary"


def test_offers_run_out_when_the_page_is_opened(stage: Stage) -> None:
    course = filled(stage, "Mia", "Leo", capacity=1)
    with stage.store.write() as session:
        booking_service.cancel(session, booking_id=place(stage, course, "Mia").booking.id, now=NOW)
        offered = place(stage, course, "Leo").booking.id
    with stage.store.write() as session:
        until = NOW + timedelta(hours=1)
        booking_service.offer(session, booking_id=offered, until=until, now=NOW)
    stage.page.context.clock = lambda: NOW + timedelta(hours=2)
    stage.show()
    assert status(stage, course, "Leo") == "waiting"
    assert stage.page.expiry.timer.isActive()
    stage.page.hide()
    assert not stage.page.expiry.timer.isActive()


def test_cancelling_is_taken_back_and_done_again_by_keys_and_the_button_names_it(stage: Stage) -> None:
    course = shown(stage, "Mia", "Leo")
    key(stage, "Mia", Qt.Key.Key_Delete)
    assert status(stage, course, "Mia") == "cancelled"
    button = stage.page.ui.undo_button
    assert button.text() == "Undo: cancellation of Mia"
    undo(stage)
    assert status(stage, course, "Mia") == "booked"
    assert stage.said[-1][:2] == ("Taken back: cancellation of Mia.", "Redo")
    redo(stage)
    assert status(stage, course, "Mia") == "cancelled"
    button.click()
    stage.settle()
    assert status(stage, course, "Mia") == "booked"


def test_who_gave_up_is_folded_away_and_booked_again(stage: Stage) -> None:
    course = shown(stage, "Mia", "Leo")
    key(stage, "Mia", Qt.Key.Key_Delete)
    assert names(stage) == ["Leo"]
    fold = stage.page.roster.gone_button
    assert fold.text() == "Cancelled or moved: 1"
    fold.click()
    assert names(stage) == ["Leo", "Mia"]
    step(stage, "Mia")
    assert status(stage, course, "Mia") == "booked"


def test_the_last_place_taken_meanwhile_is_said_when_somebody_is_booked_again(stage: Stage) -> None:
    course = shown(stage, "Mia", "Leo", capacity=1)
    key(stage, "Mia", Qt.Key.Key_Delete)
    key(stage, "Leo", Qt.Key.Key_B)
    assert status(stage, course, "Leo") == "booked"
    stage.page.roster.gone_button.click()
    step(stage, "Mia")
    assert status(stage, course, "Mia") in ("cancelled", "waiting")
    assert len([one for one in roster(stage, course).places if one.booking.status == "booked"]) == 1


def test_a_booking_moves_to_another_course_with_what_was_paid(stage: Stage) -> None:
    course = filled(stage, "Mia")
    with stage.store.write() as session:
        spring = a_course(session, "Spring course", starts=(NOW + timedelta(days=60),), price=Decimal(80))
        money_service.pay(
            session,
            payment_id=new_id(),
            booking_id=place(stage, course, "Mia").booking.id,
            amount=Decimal(72),
            method="cash",
            now=NOW,
        )
    stage.page.open(course)
    stage.show()
    key(stage, "Mia", Qt.Key.Key_M)
    dialog = stage.messages.dialog
    assert dialog.course().name == "Spring course"
    assert "£72.00 paid goes along" in dialog.ui.told_label.text()
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    stage.settle()
    assert status(stage, course, "Mia") == "moved"
    there = place(stage, spring, "Mia")
    assert (there.booking.status, there.paid, there.moved_from) == ("booked", Decimal(72), "Autumn course")
    stage.page.roster.gone_button.click()
    assert "moved to Spring course" in row_of(stage, "Mia").accessible_description
    step(stage, "Mia")
    assert stage.gone[-1] == ("classes", spring)
    stage.undo()
    assert status(stage, course, "Mia") == "booked"
    assert roster(stage, spring).places == ()


def test_a_missed_class_is_made_up_in_another_course(stage: Stage) -> None:
    course = filled(stage, "Mia")
    with stage.store.write() as session:
        other = a_course(session, "Afternoon course", starts=(NOW + timedelta(days=3),))
    stage.page.open(course)
    stage.show()
    key(stage, "Mia", Qt.Key.Key_U)
    dialog = stage.messages.dialog
    assert dialog.windowTitle() == "Make up a missed class"
    assert dialog.room().session.course == "Afternoon course"
    dialog.ui.save_button.click()
    stage.settle()
    made = place(stage, other, "Mia")
    assert (made.kind, made.booking.status) == ("make_up", "booked")
    stage.page.open(other)
    stage.settle()
    assert "22 Nov instead of Autumn course" in row_of(stage, "Mia").accessible_description


def test_somebody_who_waits_comes_to_a_single_class(stage: Stage) -> None:
    course = shown(stage, "Mia", "Leo", capacity=1)
    key(stage, "Mia", Qt.Key.Key_Delete)
    key(stage, "Leo", Qt.Key.Key_I)
    dialog = stage.messages.dialog
    dialog.ui.save_button.click()
    stage.settle()
    kinds = {one.kind for one in roster(stage, course).places if one.booking.baby.given_name == "Leo"}
    assert kinds == {"course", "drop_in"}


def test_a_price_is_agreed_on(stage: Stage) -> None:
    course = shown(stage, "Mia")
    key(stage, "Mia", Qt.Key.Key_E)
    dialog = stage.messages.dialog
    dialog.ui.amount_spin.setValue(50)
    assert dialog.ui.kind_combo.currentText() == "Agreed price"
    assert dialog.ui.told_label.text() == "£50.00 due then."
    stage.qtbot.keyClick(dialog, Qt.Key.Key_Return)
    stage.settle()
    found = place(stage, course, "Mia")
    assert (found.booking.price, found.price_kind) == (Decimal(50), "agreed")
    stage.undo()
    assert place(stage, course, "Mia").price_kind == "full"


def test_a_price_that_stays_as_it_is_offers_nothing_to_take_back(stage: Stage) -> None:
    shown(stage, "Mia")
    key(stage, "Mia", Qt.Key.Key_E)
    stage.qtbot.keyClick(stage.messages.dialog, Qt.Key.Key_Return)
    stage.settle()
    assert stage.said[-1] == ("Nothing was changed.", "", None)


def test_twins_stand_side_by_side_wherever_they_were_booked(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        finn = a_family(session, "Finn", "Beth")
        a_booking(session, course, finn, now=NOW - timedelta(hours=3))
        a_booking(session, course, a_family(session, "Leo", "Tom"), now=NOW - timedelta(hours=2))
        a_booking(session, course, a_sibling(session, finn, "Ivy"), now=NOW - timedelta(hours=1))
    stage.show()
    assert names(stage) == ["Finn", "Ivy", "Leo"]
    assert "twins" in row_of(stage, "Ivy").accessible_name


def test_a_contact_restriction_stands_beside_the_telephone(stage: Stage) -> None:
    from massage_studio.families.service import add_carer

    with stage.store.write() as session:
        course = a_course(session)
        mia = a_family(session, "Mia", "Grace")
        add_carer(
            session,
            family_id=mia.family,
            carer_id=new_id(),
            given_name="Daniel",
            phone="07700 900555",
            contact_restriction="No calls, by court order",
        )
        a_booking(session, course, mia)
    stage.show()
    row, shown = row_of(stage, "Mia"), stage.page.roster.list
    words = "Contact restriction, Daniel: No calls, by court order"
    assert words in [tag.words for tag in row.tags]
    assert words in row.accessible_description
    placed = delegate_of(shown).placed(delegate_of(shown).surface(stage.page.roster.lines.index(0)), row)
    assert words in [one.tag.words for one in placed]


@pytest.mark.parametrize("pressed", [Qt.Key.Key_F, Qt.Key.Key_Return])
def test_the_row_leads_to_the_family(stage: Stage, pressed: Qt.Key) -> None:
    course = shown(stage, "Mia")
    key(stage, "Mia", pressed)
    assert stage.gone == [("family", place(stage, course, "Mia").booking.baby.family_id)]


def test_the_row_leads_to_a_letter(stage: Stage) -> None:
    course = shown(stage, "Mia")
    key(stage, "Mia", Qt.Key.Key_L)
    assert stage.gone == [("letters", ("confirmation", place(stage, course, "Mia").booking.id))]


def test_what_was_said_of_a_full_course_goes_when_a_place_comes_free(stage: Stage) -> None:
    shown(stage, "Mia", "Leo", capacity=1)
    key(stage, "Leo", Qt.Key.Key_B)
    assert not stage.page.ui.full_banner.isHidden()
    key(stage, "Mia", Qt.Key.Key_Delete)
    assert stage.page.ui.full_banner.isHidden()


def test_what_was_said_of_a_full_course_goes_when_the_page_is_left(stage: Stage) -> None:
    shown(stage, "Mia", "Leo", capacity=1)
    key(stage, "Leo", Qt.Key.Key_B)
    assert not stage.page.ui.full_banner.isHidden()
    stage.page.hide()
    stage.show()
    assert stage.page.ui.full_banner.isHidden()


def test_the_money_of_a_cancelled_booking_is_named(stage: Stage) -> None:
    shown(stage, "Mia")
    key(stage, "Mia", Qt.Key.Key_P)
    stage.messages.dialog.ui.save_button.click()
    stage.settle()
    key(stage, "Mia", Qt.Key.Key_Delete)
    assert stage.said[-1][0] == "Mia's booking is cancelled; £72.00 is still theirs."


def test_the_focus_stays_with_a_booking_when_others_move(stage: Stage) -> None:
    course = shown(stage, "Mia", "Leo", "Zoë", capacity=2)
    stage.qtbot.waitUntil(stage.page.isActiveWindow)
    stage.page.roster.list.setFocus()
    stage.page.roster.list.go_to(at(stage, "Zoë"))
    with stage.store.write() as session:
        booking_service.cancel(session, booking_id=place(stage, course, "Mia").booking.id, now=NOW)
    stage.page.mark_stale()
    stage.settle()
    assert stage.page.roster.list.hasFocus()
    assert stage.page.roster.list.currentIndex().row() == at(stage, "Zoë") == 1


def test_a_course_with_forty_bookings_unfolds_all_of_them(stage: Stage) -> None:
    babies = [f"Baby {number}" for number in range(12)] + [f"Waiting {number}" for number in range(28)]
    shown(stage, *babies, capacity=12)
    assert names(stage) == babies


def test_the_money_of_a_cancelled_booking_is_used_for_another(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
        course = a_course(session)
        old = a_booking(session, course, mia)
        a_booking(session, a_course(session, "Spring course", starts=(NOW + timedelta(days=90),)), mia)
        money_service.pay(
            session, payment_id=new_id(), booking_id=old, amount=Decimal(50), method="cash", now=NOW
        )
        booking_service.cancel(session, booking_id=old, now=NOW)
    stage.page.open(course)
    stage.show()
    stage.page.booking_actions.do(place(stage, course, "Mia"), "credit")
    stage.settle()
    dialog = stage.messages.dialog
    assert dialog.ui.booking_list.item(0).text() == "Mia · Spring course · £72.00 due"
    assert dialog.ui.told_label.text() == "£50.00 is theirs; £50.00 of it is used."
    dialog.ui.save_button.click()
    stage.settle()
    assert stage.said[-1][:2] == ("£50.00 of Mia is used for another booking.", "Undo")
    assert place(stage, course, "Mia").paid == 0


def test_another_class_is_chosen_instead_of_a_cancelled_one_and_its_money_goes_along(stage: Stage) -> None:
    with stage.store.write() as session:
        course, mia, visit = a_course(session), a_family(session), new_id()
        first = classes_of(session, course)[0]
        single_classes_service.drop_in(
            session,
            booking_id=visit,
            session_id=first,
            baby_id=mia.baby,
            carer_id=mia.carer,
            price=Decimal(15),
            now=NOW,
        )
        money_service.pay(
            session, payment_id=new_id(), booking_id=visit, amount=Decimal(15), method="cash", now=NOW
        )
        dates_service.cancel_class(session, session_id=first, reason="Snow", now=NOW)
    stage.show()
    stage.page.booking_actions.do(place(stage, course, "Mia"), "drop_in")
    stage.settle()
    stage.messages.dialog.ui.save_button.click()
    stage.settle()
    with stage.store.read() as session:
        owing, back = money_queries.unsettled(session)
        assert session.get_one(Booking, visit).status == "cancelled"
    assert owing == back == ()
