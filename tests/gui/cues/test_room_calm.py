"""No dialog can open while a class runs, whatever is pressed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QMenu, QMessageBox, QWidget

from massage_studio.cues import service
from massage_studio.gui.widgets.baby_card import BabyCard
from massage_studio.store.ids import new_id
from tests.gui.cues.room_stage import CONTROL, SHIFT, RoomStage

KEYS = "0123456789qwertyasdfghjklzxcvbnmpoiu.,/-+ "
NAMED = [Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F7, Qt.Key.Key_F9, Qt.Key.Key_F10, Qt.Key.Key_PageDown]
NAMED += [Qt.Key.Key_PageUp, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Tab]
NAMED += [Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space, Qt.Key.Key_Menu]
# These leave the class room, or end the class.
LEAVING = {"leave_button", "finish_button", "review_button", "papers_button"}
STEPS = 400


class Watch(QObject):
    """Notes down every window that opens over the class room and stops it."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            stopping = isinstance(watched, QDialog | QMessageBox | QMenu)
            if stopping or watched.windowModality() != Qt.WindowModality.NonModal:
                self.opened.append(type(watched).__name__)
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    made = Watch()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def babies() -> int:
    return 4


def press_anything(room: RoomStage, chance: random.Random) -> None:
    """Press one key or control of the class room, as somebody who pays no heed would."""
    focus = QApplication.focusWidget() or room.page
    if chance.random() < 0.6:
        held = chance.choices([Qt.KeyboardModifier.NoModifier, SHIFT, CONTROL], [8, 1, 1])[0]
        if chance.random() < 0.8:
            # With Ctrl a digit leads to another page.
            key = chance.choice(KEYS[10:] if held == CONTROL else KEYS)
            QTest.keyClick(focus, key, held)
        else:
            QTest.keyClick(focus, chance.choice(NAMED), held)
        return
    controls = [
        one
        for one in (*room.page.findChildren(QAbstractButton), *room.page.findChildren(QLineEdit))
        if one.isVisible() and one.isEnabled() and one.objectName() not in LEAVING
    ]
    one = chance.choice(controls)
    button = chance.choices([Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton], [9, 1])[0]
    QTest.mouseClick(one, button, pos=one.rect().center())
    if chance.random() < 0.1:
        QTest.mouseDClick(one, Qt.MouseButton.LeftButton, pos=one.rect().center())


@pytest.mark.parametrize("seed", [1])
def test_nothing_that_is_pressed_in_a_class_opens_a_dialog(room: RoomStage, watch: Watch, seed: int) -> None:
    chance = random.Random(seed)
    # A door to what is known of a benefit leads to another page, as it should.
    room.page.task_panel.plan.doors.opened.disconnect()
    for step in range(STEPS):
        press_anything(room, chance)
        if step % 10 == 0:
            room.forward(seconds=7)
            room.settle()
        assert QApplication.activeModalWidget() is None
        assert room.window.stack.currentWidget() is room.page
    room.settle()
    assert watch.opened == []
    assert room.messages.asked == [] and room.messages.dialogs == []
    assert room.register().session.status == "running"
    assert room.kept().notes, "the walk wrote something"


def test_a_write_that_is_refused_says_so_in_the_page(room: RoomStage, watch: Watch) -> None:
    room.page.press("note", "", text=" ", layer="family")
    room.page.select(1)
    room.settle()
    assert room.window.banner.isVisible()
    assert room.page.note_bar.saved_words() == "Not saved"
    assert watch.opened == []


def test_what_was_said_in_the_office_is_gone_when_a_class_opens(room: RoomStage) -> None:
    room.window.go("today")
    room.window.say("Imported bookings.csv.", "Undo")
    assert room.window.toast.isVisible()
    room.window.go("class_room", room.held.session)
    room.settle()
    assert room.window.toast.isHidden()


def test_a_warning_sign_is_nowhere_spelt_out_where_parents_can_read_it(room: RoomStage) -> None:
    mia = room.held.dyads[0]
    room.window.context.tasks.write(
        partial(
            service.record,
            action_id=new_id(),
            session_id=room.held.session,
            dyads=((mia.baby, mia.carer),),
            kind="cue",
            code="goes_limp",
            now=room.now,
        )
    )
    room.settle()
    assert room.codes("Mia") == [("cue", "goes_limp")]
    cards = [card.baby() for card in room.page.findChildren(BabyCard)]
    told = [baby.last_line for baby in cards if baby and "Note" in baby.last_line]
    assert told == ["Not asked yet · Note · now"]
    shown = [words for widget in room.window.findChildren(QWidget) for words in _words(widget)]
    assert "10:00 Mia: note" in shown and "Undo: note" in shown
    # The palette is the instructor's list of words and says nothing of any baby.
    assert not any("limp" in words for words in shown if words != "Goes limp")


def _words(widget: QWidget) -> list[str]:
    told = [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
    text = getattr(widget, "text", None)
    return [*told, text()] if callable(text) else told
