"""All that a pair of hands does in a class room: one small deed of every kind, by keys and by clicks.

Each deed is a generator over the page; at every `yield` the studio is given time to write and the page to
show it. None needs another one to have worked: the program may have been killed in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget

from massage_studio.gui.cues.entries import of_start
from massage_studio.gui.cues.page import CuesPage
from massage_studio.gui.main_window import MainWindow

Deed = Callable[[MainWindow, CuesPage], Iterator[None]]

_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
# Killed before its undo, a walk-in or an added activity stays; hundreds of them would be another test.
_MOST_BABIES, _MOST_ACTIVITIES = 8, 20


def keys(page: QWidget, signs: str) -> None:
    for sign in signs:
        QTest.keyClick(page, sign)


def enter(widget: QWidget, words: str = "") -> None:
    QTest.keyClicks(widget, words)
    QTest.keyClick(widget, Qt.Key.Key_Return)


def click(button: QAbstractButton) -> None:
    if button.isVisible() and button.isEnabled():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def present(page: CuesPage, place: int = 0) -> str:
    """The key of a baby that is here, whoever an earlier life of the program left absent."""
    rows = page.room.present()
    return str(rows[place % len(rows)].number)


def to_the_notes(page: CuesPage) -> None:
    page.header.ui.register_button.setChecked(False)
    page.task_panel.close_task()


def to_the_register(page: CuesPage) -> None:
    page.header.ui.register_button.setChecked(True)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    page.header.ui.register_button.setChecked(True)


def take_the_register(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_register(page)
    keys(page, "1")
    yield
    keys(page, "2e")
    yield
    keys(page, "a")
    yield
    keys(page, "3")
    yield


def take_exceptions(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_register(page)
    page.register_panel._make_current(page.room.rows[0].baby.id)
    for sign in ("x", " "):
        keys(page, sign)
        yield
    keys(page, "o")
    enter(page.register_panel.rest.name_edit, "Uncle")
    yield
    keys(page, "d")
    yield
    keys(page, "j")
    yield
    if page.register_panel.rest.note_edit.isVisible():
        enter(page.register_panel.rest.note_edit, "Two on Tuesday")
        yield
    keys(page, "j")
    yield


def let_one_leave(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_register(page)
    page.register_panel._make_current(page.room.rows[2].baby.id)
    for _ in range(2):
        keys(page, "l")
        yield


def let_one_walk_in(window: MainWindow, page: CuesPage) -> Iterator[None]:
    if len(page.room.rows) > _MOST_BABIES:
        return
    to_the_register(page)
    keys(page, "w")
    enter(page.register_panel.walk_in.baby_edit, "Bo")
    enter(page.register_panel.walk_in.carer_edit, "Ann")
    yield
    yield from back_and_forth(window, page)
    yield from undo(window, page)


def take_money(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_register(page)
    owes = next((row.baby.id for row in page.room.rows if row.due > 0), None)
    if owes is None:
        return
    page.register_panel._make_current(owes)
    keys(page, "cc")
    yield
    window.toast.action.emit()
    yield
    yield from back_and_forth(window, page)


def press_in_a_burst(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_notes(page)
    keys(page, "1ra2tz.3es1tp2rx0so.")
    yield


def press_one_of_each(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_notes(page)
    one, other = present(page), present(page, 1)
    for signs in (f"{one}r", f"{other}t", f"{one}a", f"{other}z", "0s", f"{one}p", f"{other}o", f"{one}."):
        keys(page, signs)
        yield
    QTest.keyClick(page, Qt.Key.Key_F2)
    yield


def ask_and_answer(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_notes(page)
    one, other = present(page), present(page, 1)
    for signs in (f"{one}?", f"{one}p", f"{other}?", f"{one}o"):
        keys(page, signs)
        yield
    QTest.keyClick(page, Qt.Key.Key_F10)
    yield
    yield from back_and_forth(window, page)
    keys(page, "zx")
    yield
    QTest.keyClick(page, "r", _CONTROL)
    QTest.keyClick(page, Qt.Key.Key_F1)
    yield
    keys(page, "0=")
    yield
    keys(page, f"0s{one}{other}")
    yield


def describe(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_notes(page)
    keys(page, present(page) + ".")
    yield
    page.describe_last()
    enter(page.task_panel.bookmark.field, "Held on to a finger")
    yield


def write_in_each_layer(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_notes(page)
    keys(page, present(page))
    for layer, words in (("family", "Sang along"), ("private", "Ask again"), ("safeguarding", "Book 3")):
        page.peek.begin()
        click(page.note_bar.layers[layer])
        page.peek.end()
        enter(page.note_bar.field, words)
        yield


def leave_one_in_peace(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_notes(page)
    one = present(page)
    keys(page, one + "u")
    click(page.task_panel.reasons.chips[0])
    yield
    keys(page, one + "p")
    yield


def correct_a_state(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_notes(page)
    one = present(page)
    keys(page, one + "w")
    yield
    keys(page, one + "t")
    yield
    page.correct_state()
    keys(page, "-")
    yield
    click(page.task_panel.entry.earlier)
    yield
    click(page.task_panel.entry.take_out_chip)
    yield
    to_the_notes(page)


def correct_a_start(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_notes(page)
    assert page.room is not None
    began = [part for part in page.room.view.delivered if part.started is not None]
    page.task_panel.open_entry(page.room, of_start(began[-1]))
    click(page.task_panel.entry.later)
    yield
    click(page.task_panel.entry.take_out_chip)
    yield
    to_the_notes(page)


def follow_the_plan(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_notes(page)
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        QTest.keyClick(page, key)
        yield
    click(page.plan.ui.skip_button)
    yield
    yield from undo(window, page)
    if len(page.plan.items) > _MOST_ACTIVITIES:
        return
    click(page.plan.ui.add_button)
    enter(page.task_panel.activity.field, "A song")
    yield
    yield from back_and_forth(window, page)
    yield from undo(window, page)


def change_the_plan(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_notes(page)
    for sign in ("s", "+", "x"):
        QTest.keyClick(page, "t", _CONTROL)
        keys(page, sign)
        yield
        if sign == "x" and page.task_panel.plan.why_edit.isVisible():
            enter(page.task_panel.plan.why_edit, "They slept")
            yield
            yield from undo(window, page)
        QTest.keyClick(page, Qt.Key.Key_Escape)
        yield from undo(window, page)


def answer_the_offer(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_notes(page)
    for more in (Qt.KeyboardModifier.NoModifier, _SHIFT):
        QTest.keyClick(page, "i", _CONTROL | more)
        yield
        yield from back_and_forth(window, page)
        yield from undo(window, page)


def tell_what_was_missed(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_register(page)
    page.register_panel._make_current(page.room.rows[2].baby.id)
    keys(page, "t")
    yield
    yield from back_and_forth(window, page)
    yield from undo(window, page)


def fill_the_tray(window: MainWindow, page: CuesPage) -> Iterator[None]:
    window.go("class_room", page.session_id)
    yield
    to_the_notes(page)
    for sign in "zs.":
        keys(page, sign)
        yield
    QTest.keyClick(page, Qt.Key.Key_Escape)
    yield
    yield from back_and_forth(window, page)
    keys(page, present(page))
    yield
    yield from undo(window, page)
    yield from undo(window, page)
    keys(page, present(page))
    yield
    keys(page, "0.")
    yield


def finish_and_go_on(window: MainWindow, page: CuesPage) -> Iterator[None]:
    to_the_notes(page)
    keys(page, present(page))
    yield
    click(page.header.ui.finish_button)
    yield
    window.go("class_room", page.session_id)
    yield
    click(page.header.ui.reopen_button)
    yield


def undo(window: MainWindow, page: CuesPage) -> Iterator[None]:
    click(page.header.ui.undo_button)
    yield


def back_and_forth(window: MainWindow, page: CuesPage) -> Iterator[None]:
    yield from undo(window, page)
    click(page.header.ui.redo_button)
    yield


DEEDS: tuple[Deed, ...] = (
    take_the_register,
    press_in_a_burst,
    take_exceptions,
    press_one_of_each,
    ask_and_answer,
    write_in_each_layer,
    fill_the_tray,
    correct_a_state,
    correct_a_start,
    describe,
    press_in_a_burst,
    leave_one_in_peace,
    follow_the_plan,
    change_the_plan,
    answer_the_offer,
    tell_what_was_missed,
    take_money,
    let_one_leave,
    let_one_walk_in,
    press_in_a_burst,
    finish_and_go_on,
)
