"""An import is taken back: from its toast, by key, and from the list of those before."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from sqlalchemy.orm import Session

from massage_studio.exchange import service
from massage_studio.exchange.reading import read_file
from massage_studio.families.queries import family
from massage_studio.families.service import change_carer
from massage_studio.gui.exchange.table import STATE
from tests.gui.exchange.import_stage import EVENTBRITE, ImportStage
from tests.studio_fixtures import NOW


def test_an_import_is_taken_back_from_its_toast_and_done_again(stage: ImportStage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    stage.press_import()
    words, action, undo = stage.said[-1]
    assert (words, action) == ("Imported eventbrite-2024-layout.csv.", "Undo")
    undo()
    stage.settle()
    assert (stage.bookings(course), stage.families()) == ((), 0)
    assert stage.cells(STATE).count("Ready") == 8
    stage.said[-1][2]()
    stage.settle()
    assert (len(stage.bookings(course)), stage.families()) == (8, 7)


def test_ctrl_z_takes_the_whole_import_back(stage: ImportStage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    stage.press_import()
    assert not stage.page.ui.banner.isHidden()
    stage.qtbot.keyClick(stage.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    stage.settle()
    assert (stage.bookings(course), stage.families()) == ((), 0)
    # Nothing on the page tells of babies that are booked no more.
    assert stage.page.ui.banner.isHidden()


def test_an_earlier_import_is_taken_back_from_the_list(stage: ImportStage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    stage.press_import()
    stage.page.open(course)
    stage.settle()
    assert stage.page.past.isVisible()
    (button,) = stage.page.past.buttons
    assert button.accessibleName() == "Take back the import of eventbrite-2024-layout.csv"
    button.click()
    stage.settle()
    assert (stage.bookings(course), stage.families()) == ((), 0)
    assert stage.page.past.buttons == []


def test_an_earlier_import_is_looked_at_again_and_set_right(stage: ImportStage, tmp_path: Path) -> None:
    course = stage.course()
    path = tmp_path / "carts.csv"
    titles = "Booking ID,Booking status,First name,Email,Baby's name"
    path.write_text(
        f"{titles}\n1,confirmed,Ann,a@example.org,Kit\n2,in-cart,Ben,b@example.org,Leo\n", encoding="utf-8"
    )
    with stage.store.write() as session:
        table = read_file(path)
        service.commit(
            session,
            table=table,
            course_id=course,
            now=NOW,
            answers={"word:status:in-cart": "coming"},
            file_name="carts.csv",
        )
    stage.page.mark_stale()
    stage.settle()
    stage.messages.expect("file_to_open", path)
    stage.page.past.look_buttons[0].click()
    stage.settle()
    assert stage.messages.asked[-1][1] == "Choose carts.csv again"
    assert stage.cells(STATE) == ["Known already", "Known already"]
    [again] = stage.page.preview.questions.kept_buttons.values()
    again.click()
    stage.settle()
    [box] = stage.page.preview.questions.boxes.values()
    box.buttons[0].click()
    stage.settle()
    assert stage.cells(STATE) == ["Known already", "Cancelled"]
    stage.press_import()
    assert [row.status for row in stage.bookings(course)] == ["booked", "cancelled"]


def test_an_import_that_was_used_since_is_not_taken_back_and_that_is_said(stage: ImportStage) -> None:
    course = stage.course()
    stage.choose(EVENTBRITE)
    stage.press_import()
    with stage.store.write() as session:
        add_note(session, stage.bookings(course)[0].baby.family_id)
    stage.page.open(course)
    stage.settle()
    stage.page.past.buttons[0].click()
    stage.settle()
    assert "have been used since" in stage.page.ui.banner.words()
    assert (len(stage.bookings(course)), stage.families()) == (8, 7)


def add_note(session: Session, family_id: UUID) -> None:
    """Write something about a family that came with an import."""
    known = family(session, family_id=family_id, today=NOW.date())
    change_carer(
        session,
        carer_id=known.carers[0].id,
        given_name=known.carers[0].given_name,
        family_name=known.carers[0].family_name,
        relationship="mother",
        email=known.carers[0].email,
        phone=known.carers[0].phone,
        contact_restriction="",
    )
