"""The chase list through the real window: from Today's count to letters, ticks and next steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

import massage_studio.families.service as families
from massage_studio.bookings import booking_service, dates_service, money_service, single_classes_service
from massage_studio.families.restrictions import Rule
from massage_studio.gui.bookings.chase_page import ChasePage
from massage_studio.store.ids import new_id
from tests.gui.lists import actions, press, press_action, rows
from tests.gui.stage import Stage, staged
from tests.studio_fixtures import NOW, Dyad, a_booking, a_course, a_family, classes_of


@pytest.fixture
def stage(studio_folder: Path, qtbot: QtBot) -> Iterator[Stage]:
    with staged(ChasePage, studio_folder, qtbot) as made:
        yield made


def agreed(session: Any, dyad: Dyad) -> None:
    families.form_back(session, family_id=dyad.family, on=NOW.date())
    families.agree_to_needed(session, family_id=dyad.family, on=NOW.date())


def shown(stage: Stage) -> list[tuple[str, str]]:
    return [(row.name, row.tags[-1].words) for row in rows(stage.page.ui.chase_list)]


def test_each_row_has_its_letter_its_tick_and_its_next_step(stage: Stage) -> None:
    with stage.store.write() as session:
        course = a_course(session)
        mia, leo, ada = (a_family(session, name) for name in ("Mia", "Leo", "Ada"))
        booked = a_booking(session, course, mia)
        agreed(session, leo)
        owes = a_booking(session, course, leo)
        money_service.pay(
            session, payment_id=new_id(), booking_id=booked, amount=Decimal(72), method="cash", now=NOW
        )
        asks = new_id()
        booking_service.enquire(
            session, booking_id=asks, course_id=course, baby_id=ada.baby, carer_id=ada.carer, now=NOW
        )
        families.change_carer(
            session,
            carer_id=mia.carer,
            given_name="Dan",
            family_name="",
            relationship="",
            email="",
            phone="",
            contact_restriction="Court order",
            rule=Rule(until=NOW.date()),
        )
    stage.show()
    view = stage.page.ui.chase_list
    assert shown(stage) == [
        ("Mia", "Contact restriction ends"),
        ("Mia", "Form not back"),
        ("Mia", "Consent missing"),
        ("Leo", "£72.00 due"),
        ("Ada", "Enquiry"),
    ]
    assert rows(view)[1].tags[0].words == "Contact restriction, Dan: Court order · until 19 November 2026"
    assert [[one.text for one in actions(view, place)] for place in range(5)] == [
        ["Family…"],
        ["Letter", "Form is back", "Family…"],
        ["Letter", "Agreed", "Family…"],
        ["Letter", "Paid cash", "Other payment…"],
        ["Letter", "Book", "To the list"],
    ]
    for place, wanted in ((1, ("missing", booked)), (3, ("payment", owes)), (4, ("enquiry", asks))):
        press_action(view, place, "letter")
        assert stage.gone.pop() == ("letters", wanted)
    for row in (
        ("Ada", "Enquiry"),
        ("Mia", "Form not back"),
        ("Mia", "Consent missing"),
        ("Leo", "£72.00 due"),
    ):
        press_action(view, shown(stage).index(row), "tick")
        stage.settle()
    assert shown(stage) == [
        ("Mia", "Contact restriction ends"),
        ("Ada", "Form not back"),
        ("Ada", "Consent missing"),
        ("Ada", "£72.00 due"),
    ]
    stage.undo()
    assert ("Leo", "£72.00 due") in shown(stage)
    press(view, 0)
    assert stage.gone == [("family", mia.family)]


def test_one_kind_is_written_to_at_once(stage: Stage) -> None:
    with stage.store.write() as session:
        a_booking(session, a_course(session), a_family(session))
    stage.show()
    ui = stage.page.ui
    assert not ui.write_button.isEnabled() and ui.subtitle.text() == "3 things to ask · 1 family"
    ui.kind_combo.setCurrentIndex(ui.kind_combo.findData("payment"))
    stage.qtbot.mouseClick(ui.write_button, Qt.MouseButton.LeftButton)
    assert stage.gone[0][1][0] == "payment"
    ui.kind_combo.setCurrentIndex(ui.kind_combo.findData("answer"))
    assert ui.subtitle.text() == "Nothing of this kind; 3 other things are open"
    stage.page.open(None)
    assert ui.subtitle.text() == "3 things to ask · 1 family", "as many as Today counted"


def test_a_cancelled_single_class_leads_to_a_letter_and_is_settled(stage: Stage) -> None:
    with stage.store.write() as session:
        course, mia, key = a_course(session), a_family(session), new_id()
        agreed(session, mia)
        first = classes_of(session, course)[0]
        single_classes_service.drop_in(
            session,
            booking_id=key,
            session_id=first,
            baby_id=mia.baby,
            carer_id=mia.carer,
            price=Decimal(15),
            now=NOW,
        )
        money_service.pay(
            session, payment_id=new_id(), booking_id=key, amount=Decimal(15), method="cash", now=NOW
        )
        dates_service.cancel_class(session, session_id=first, reason="Snow", now=NOW)
    stage.show()
    view = stage.page.ui.chase_list
    assert shown(stage) == [("Mia", "Cancelled, £15.00 paid")]
    press_action(view, 0, "letter")
    assert stage.gone == [("letters", ("cancelled", first))]
    press_action(view, 0, "tick")
    stage.settle()
    assert shown(stage) == [] and stage.page.empty.isVisible()


def test_a_restriction_that_has_ended_is_asked_about_and_not_told_as_if_it_stood(stage: Stage) -> None:
    with stage.store.write() as session:
        mia = a_family(session)
        families.add_carer(
            session,
            family_id=mia.family,
            carer_id=new_id(),
            given_name="Dan",
            contact_restriction="Court order",
            rule=Rule(until=NOW.date() - timedelta(days=1)),
        )
    stage.show()
    [row] = rows(stage.page.ui.chase_list)
    assert [tag.words for tag in row.tags] == ["Contact restriction ended"]
    assert row.second == "Dan, Wed 18 Nov: ask whether it goes on"
