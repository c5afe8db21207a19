"""Find over the real window, by keys and by the pointer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import massage_studio.families.service as families
from massage_studio.families.models import Carer
from massage_studio.gui.context import Context
from massage_studio.gui.find.offer_delegate import OfferDelegate, warning_lines
from massage_studio.gui.main_window import MainWindow
from massage_studio.gui.tasks import Tasks
from massage_studio.gui.widgets import paint
from massage_studio.store.engine import Store
from massage_studio.store.opening import open_studio
from tests.gui.fakes import RecordingMessages
from tests.gui.hearing import heard
from tests.gui.lists import delegate_of, read_out, rows
from tests.gui.settling import settle
from tests.studio_fixtures import NOW, a_class, a_course, a_family

CONTROL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Desk:
    """The window on a studio of a few families, at Today."""

    window: MainWindow
    store: Store
    qtbot: QtBot

    def open(self) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_K, CONTROL)

    @property
    def find(self) -> Any:
        assert self.window.find_overlay is not None
        return self.window.find_overlay

    def write(self, words: str) -> None:
        QTest.keyClicks(self.find.field, words)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.find.field, key)

    def settle(self) -> None:
        settle(self.window.context.tasks)

    def titles(self) -> list[str]:
        return [offer.title for offer in rows(self.find.list)]

    def marked(self) -> str:
        return str(rows(self.find.list)[self.find.list.currentIndex().row()].title)

    def shown(self) -> str:
        return type(self.window.stack.currentWidget()).__name__


@pytest.fixture
def desk(studio_folder: Path, qtbot: QtBot) -> Iterator[Desk]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_GB"))
    store, tasks = open_studio(studio_folder), Tasks()
    with store.write() as session:
        dyads = [a_family(session, baby, carer) for baby, carer in (("Mia", "Grace"), ("Milo", "Daniel"))]
        families.add_note(session, family_id=dyads[0].family, layer="private", text="Milky spots", now=NOW)
        a_course(session, "Midweek course")
    tasks.use(store)
    window = MainWindow(Context(tasks, RecordingMessages(), clock=lambda: NOW))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    made = Desk(window, store, qtbot)
    window.go("today")
    made.settle()
    try:
        yield made
    finally:
        window.hide()
        tasks.close()
        QLocale.setDefault(before)


def family_shown(desk: Desk) -> str:
    desk.settle()
    return str(desk.window.page("family").ui.name_label.text())  # type: ignore[attr-defined]


def test_ctrl_k_and_a_few_letters_lead_to_a_family(desk: Desk) -> None:
    desk.open()
    assert desk.find.isVisible()
    assert desk.find.field.hasFocus()
    desk.write("mia")
    assert desk.titles() == ["Mia"]
    desk.press(Qt.Key.Key_Return)
    assert desk.find.isHidden()
    assert desk.shown() == "FamilyPage"


def test_what_is_found_stands_by_kind_and_the_arrows_go_through_it(desk: Desk) -> None:
    desk.open()
    desk.write("mi")
    assert desk.titles() == ["Milo", "Mia", "Midweek course", "Milky spots"]
    kinds = [offer.heading for offer in rows(desk.find.list)[:4]]
    assert kinds == ["Families", "Families", "Classes", "Notes"]
    assert desk.marked() == "Milo"
    for key, title in (
        (Qt.Key.Key_Down, "Mia"),
        (Qt.Key.Key_Tab, "Midweek course"),
        (Qt.Key.Key_Up, "Mia"),
        (Qt.Key.Key_Up, "Milo"),
        (Qt.Key.Key_Up, "Milky spots"),
        (Qt.Key.Key_Down, "Milo"),
        (Qt.Key.Key_PageDown, "Milky spots"),
        (Qt.Key.Key_PageUp, "Milo"),
    ):
        desk.press(key)
        assert desk.marked() == title
    assert desk.find.field.hasFocus()


def test_a_course_opens_among_the_classes_and_a_note_opens_its_family(desk: Desk) -> None:
    desk.open()
    desk.write("midweek")
    desk.press(Qt.Key.Key_Enter)
    assert desk.shown() == "BookingsPage"
    desk.open()
    desk.write("milky")
    desk.press(Qt.Key.Key_Return)
    assert desk.shown() == "FamilyPage"


def test_the_pages_are_offered_before_anything_is_typed(desk: Desk) -> None:
    desk.open()
    assert desk.titles()[:2] == ["Today", "Classes"]
    desk.write("sett")
    desk.press(Qt.Key.Key_Return)
    assert desk.shown() == "SettingsPage"


def test_people_stand_before_pages_and_pages_before_notes(desk: Desk) -> None:
    with desk.store.write() as session:
        callum = a_family(session, "Callum", "Eve")
        families.add_note(session, family_id=callum.family, layer="private", text="Calm today", now=NOW)
    desk.open()
    desk.write("cal")
    assert desk.titles() == ["Callum", "Calendar", "Calm today"]


def test_the_pointer_marks_and_takes_a_row(desk: Desk) -> None:
    desk.open()
    desk.write("mi")
    port = desk.find.list.viewport()
    place = desk.find.list.visualRect(desk.find.offers.index(1)).center()
    QTest.mouseMove(port, place - QPoint(0, 70))
    QTest.mouseMove(port, place)
    assert desk.marked() == "Mia"
    QTest.mouseClick(port, Qt.MouseButton.LeftButton, pos=place)
    assert desk.shown() == "FamilyPage"


def test_the_sidebar_opens_it_and_a_click_beside_it_closes_it(desk: Desk) -> None:
    QTest.mouseClick(desk.window.find_button, Qt.MouseButton.LeftButton)
    assert desk.find.isVisible()
    QTest.mouseClick(desk.find, Qt.MouseButton.LeftButton, pos=QPoint(5, 700))
    assert desk.find.isHidden()


def test_escape_closes_it_and_gives_the_focus_back(desk: Desk) -> None:
    desk.window.nav["families"].setFocus()
    desk.open()
    desk.press(Qt.Key.Key_Escape)
    assert desk.find.isHidden()
    assert desk.window.nav["families"].hasFocus()
    assert desk.titles() == [], "nothing that was found stays in memory of the screen"


def test_enter_waits_for_the_answer_to_what_is_typed(desk: Desk) -> None:
    desk.open()
    QTest.keyClicks(desk.find.field, "mia")
    desk.press(Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.shown() == "FamilyPage")
    desk.settle()
    with desk.store.read() as session:
        from massage_studio.search.queries import find

        [mia] = find(session, "mia")
    assert desk.window.page("family").family_id == mia.key  # type: ignore[attr-defined]


def test_answers_to_what_is_no_longer_typed_are_dropped(desk: Desk) -> None:
    desk.open()
    QTest.keyClicks(desk.find.field, "milo")
    desk.find.field.setText("mia")
    desk.settle()
    assert desk.titles() == ["Mia"]
    desk.find.field.setText("milo")
    desk.press(Qt.Key.Key_Escape)
    desk.settle()
    assert desk.titles() == []


def test_nothing_found_is_said(desk: Desk) -> None:
    desk.open()
    desk.write("xyz")
    assert desk.titles() == []
    assert "Nothing found" in desk.find.nothing_label.text()
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Down)
    assert desk.find.isVisible()


def test_names_with_marks_of_markup_are_shown_as_typed(desk: Desk) -> None:
    with desk.store.write() as session:
        a_family(session, "<b>Anna & Co</b>", "Eve")
    desk.open()
    desk.write("anna")
    assert desk.titles() == ["<b>Anna & Co</b>"]
    desk.find.grab()


def test_it_stays_closed_while_the_curtain_is_drawn(desk: Desk) -> None:
    with desk.store.write() as session:
        opened = a_class(session, "Mia")
    desk.window.go("class_room", opened.session)
    desk.settle()
    room: Any = desk.window.page("class_room")
    QTest.keyClick(room, Qt.Key.Key_F9)
    QTest.keyClick(room, Qt.Key.Key_K, CONTROL)
    assert desk.window.find_overlay is None or desk.find.isHidden()
    assert "curtain" in desk.window.toast.words()
    QTest.keyClick(room, Qt.Key.Key_F9)
    QTest.keyClick(room, Qt.Key.Key_K, CONTROL)
    assert desk.find.isVisible()


def test_the_curtain_is_drawn_over_an_open_find(desk: Desk) -> None:
    with desk.store.write() as session:
        opened = a_class(session, "Mia")
    desk.window.go("class_room", opened.session)
    desk.settle()
    room: Any = desk.window.page("class_room")
    desk.open()
    desk.write("mia")
    desk.press(Qt.Key.Key_F9)
    assert desk.find.isHidden()
    assert desk.window.context.privacy.drawn and room.header.ui.curtain_button.isChecked()


def test_it_is_closed_before_there_is_a_studio(desk: Desk) -> None:
    desk.window.go("first_run")
    QTest.keyClick(desk.window, Qt.Key.Key_K, CONTROL)
    assert desk.window.find_overlay is None


def test_a_screen_reader_is_told_what_each_part_is(desk: Desk) -> None:
    desk.open()
    desk.write("milky")
    names = [heard(part).name for part in (desk.find.field, desk.find.close_button, desk.window.find_button)]
    names.insert(2, read_out(desk.find.list, 0)[0])
    assert names == [
        "Find families, classes, notes and pages",
        "Close",
        "Notes: Milky spots",
        "Find (Ctrl+K)",
    ]


def test_going_elsewhere_closes_it(desk: Desk) -> None:
    desk.open()
    desk.window.go("families")
    assert desk.find.isHidden()


def test_a_contact_restriction_is_read_in_full_before_the_family_is_opened(desk: Desk) -> None:
    words = "Court order of 3 March 2026: must not be told where or when any class is held, nor by whom. " * 2
    with desk.store.write() as session:
        dyad = a_family(session, "Wren", "Ivo")
        session.get_one(Carer, dyad.carer).contact_restriction = words.strip()
    desk.open()
    desk.write("wren")
    [place] = [at for at, offer in enumerate(rows(desk.find.list)) if offer.title == "Wren"]
    surface = delegate_of(desk.find.list).surface(desk.find.offers.index(place))
    offer = rows(desk.find.list)[place]
    assert surface.height() >= OfferDelegate(desk.find.list).row_height(surface, offer)
    lines = warning_lines(surface, offer)
    assert " ".join(lines) == f"Contact restriction, Ivo: {words.strip()}"
    assert len(lines) > 1
    assert all(paint.text_width(line, paint.font(surface)) <= surface.width() - 50 for line in lines)
    assert words.strip() in read_out(desk.find.list, place)[1]


def test_a_finding_of_the_evidence_is_found_and_opened(desk: Desk) -> None:
    desk.open()
    desk.write("cochrane touch low-risk 34")
    (offer,) = rows(desk.find.list)
    assert (offer.heading, offer.detail) == ("Evidence", "Touch, no effect found, or not supported")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.shown() == "CurriculumPage"
    panel: Any = desk.window.stack.currentWidget()
    desk.settle()
    assert any(row.finding.code == "touch3" for row in panel.panel().rows())
