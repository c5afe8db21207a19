"""The register and an adult who must not come: not offered, quietly marked, let in for a reason."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy.orm import Session

import massage_studio.families.service as families
from massage_studio.families.overrides_queries import overrides_of
from massage_studio.gui.cues.restricted_adults import RestrictedAdults
from massage_studio.gui.widgets import paint
from massage_studio.store.ids import new_id
from tests.gui.cues.register_stage import Arrival, Arrive
from tests.studio_fixtures import a_booking, a_course, a_family, classes_of

COURT = "Court order: must not be told where or when"
MARK = "See particulars"


def barred(session: Session) -> UUID:
    """Plan a class with Mia, whom Daniel booked, who is barred; Mona and Ama may bring her."""
    course, mia = a_course(session), a_family(session, "Mia", "Daniel")
    families.change_carer(
        session,
        carer_id=mia.carer,
        given_name="Daniel",
        family_name="",
        relationship="",
        email="",
        phone="",
        contact_restriction=COURT,
    )
    for name in ("Mona", "Ama"):
        families.add_carer(session, family_id=mia.family, carer_id=new_id(), given_name=name)
    a_booking(session, course, mia)
    return classes_of(session, course)[0]


def adult(arrival: Arrival) -> str:
    found = arrival.row("Mia").adult
    assert found is not None
    return found.given_name


def panel(arrival: Arrival) -> RestrictedAdults:
    return arrival.desk.rest.restricted


def readable(arrival: Arrival) -> str:
    """All that a parent could read on the screen, or hear from it."""
    page = arrival.stage.page
    shown = [one for one in page.findChildren(object) if getattr(one, "isVisible", lambda: False)()]
    words = []
    for one in shown:
        for name in ("text", "accessibleName", "accessibleDescription", "toolTip", "words"):
            told = getattr(one, name, None)
            words.append(str(told()) if callable(told) else "")
    return " ".join(words)


def test_the_barred_adult_is_not_offered_and_not_expected(arrive: Arrive) -> None:
    with arrive(barred) as arrival:
        line = arrival.line("Mia")
        assert [choice.words() for choice in line.adults.values()] == ["Mona", "Ama"]
        assert adult(arrival) == "Mona"
        for expected in ("Ama", "Mona", "Ama"):
            arrival.press("1 d" if expected == "Ama" and line.row.status == "expected" else "d")
            arrival.settle()
            assert adult(arrival) == expected


def test_the_list_has_a_quiet_mark_and_no_word_of_the_restriction(arrive: Arrive) -> None:
    with arrive(barred) as arrival:
        assert "\u25cf" in [one.tag.words for one in arrival.line("Mia").person.placed()]
        told = readable(arrival)
        assert "Court" not in told and "restriction" not in told and "Daniel" not in told
        peek = arrival.stage.page.peek
        peek.begin()
        assert MARK in peek.popover.words() and "Court" not in peek.popover.words()
        peek.end()


def test_a_reason_lets_the_adult_in_without_a_dialog(arrive: Arrive) -> None:
    with arrive(barred) as arrival:
        arrival.press("1 1")
        arrival.settle()
        asked = panel(arrival)
        [choice] = asked.choices.values()
        assert choice.isVisible() and not asked.reason_edit.isVisible()
        arrival.click(choice)
        assert asked.words_label.isVisible()
        assert asked.words_label.text() == f"Contact restriction, Daniel: {COURT}"
        arrival.press("Enter")
        arrival.settle()
        assert adult(arrival) == "Mona", "nothing without a reason"
        arrival.type("With the social worker today")
        arrival.press("Enter")
        arrival.settle()
        assert adult(arrival) == "Daniel"
        assert "Court" not in readable(arrival), "the words go when the question is over"
        with arrival.stage.store.read() as session:
            [kept] = overrides_of(session, family_id=arrival.row("Mia").baby.family_id)
        assert (kept.session_id, kept.reason) == (arrival.session_id, "With the social worker today")
        arrival.stage.page.header.ui.undo_button.click()
        arrival.settle()
        assert adult(arrival) == "Mona"


def test_the_words_of_a_long_restriction_wrap_and_are_not_cut(arrive: Arrive) -> None:
    with arrive(barred) as arrival:
        arrival.press("1 1")
        arrival.settle()
        asked = panel(arrival)
        [choice] = asked.choices.values()
        arrival.click(choice)
        arrival.settle()
        label = asked.words_label
        assert label.wordWrap() and label.height() >= label.heightForWidth(label.width())


def test_behind_the_curtain_there_is_neither_mark_nor_question(arrive: Arrive) -> None:
    with arrive(barred) as arrival:
        arrival.press("1 1")
        arrival.settle()
        [choice] = panel(arrival).choices.values()
        arrival.click(choice)
        arrival.stage.page.header.ui.curtain_button.click()
        arrival.settle()
        assert not panel(arrival).isVisible()
        assert MARK not in [one.tag.words for one in arrival.line("Mia").person.placed()]
        told = readable(arrival)
        assert "Court" not in told and "Daniel" not in told


def test_somebody_else_with_the_barred_name_is_refused(arrive: Arrive) -> None:
    with arrive(barred) as arrival:
        arrival.press("1 o")
        arrival.type("Daniel")
        arrival.press("Enter")
        arrival.settle()
        assert adult(arrival) == "Mona"
        assert len(arrival.row("Mia").adults) == 3


@pytest.mark.parametrize("width", [1024, 1280, 1366])
@pytest.mark.parametrize(
    "words", ["Nut allergy", "Egg and cow's milk allergy, carries two adrenaline pens " * 3]
)
def test_no_health_flag_is_cut_where_its_sign_is_pressed_on_the_register(
    arrive: Arrive, width: int, words: str
) -> None:
    with arrive(barred) as arrival:
        arrival.stage.page.resize(width - 200, 700)
        arrival.press("1 y")
        arrival.settle()
        arrival.click(arrival.desk.rest.note_edit)
        arrival.type(words)
        arrival.press("Enter")
        arrival.settle()
        arrival.press("Esc")
        arrival.settle()
        person = arrival.line("Mia").person
        sign = next(one for one in person.placed() if one.tag.words == "\u25c6")
        opened = arrival.desk.rest.isVisible()
        spot = paint.mirrored(person, sign.area).center().toPoint()
        arrival.stage.qtbot.mouseClick(person, Qt.MouseButton.LeftButton, pos=spot)
        assert arrival.desk.rest.isVisible() == opened, "the line is not opened by its signs"
        popover = arrival.stage.page.peek.popover
        assert " ".join(words.split()) in popover.words() and popover.isVisible()
        label, window = popover.findChild(QLabel), popover.window()
        assert label is not None and label.height() >= label.heightForWidth(label.width())
        assert window.rect().contains(popover.geometry())
