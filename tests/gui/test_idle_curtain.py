"""The curtain is drawn by itself when nobody used the program for some minutes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui import idle_curtain
from massage_studio.gui.idle_curtain import IdleCurtain
from massage_studio.gui.privacy import Privacy


class Desk:
    """A window, its curtain, and a clock on the wall."""

    def __init__(self, qtbot: QtBot) -> None:
        self.now = 1_000_000.0
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.field = QLineEdit()
        QVBoxLayout(self.window).addWidget(self.field)
        self.privacy = Privacy(kept=False)
        self.watch = IdleCurtain(self.privacy, self.window, lambda: self.now)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.field.setFocus()
        self.watch.timer.timeout.emit()

    def wait(self, seconds: float) -> bool:
        """Let time pass; tell whether the curtain is drawn then."""
        self.now += seconds
        self.watch.timer.timeout.emit()
        return self.privacy.drawn


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    QSettings().remove("privacy")
    yield Desk(qtbot)
    QSettings().remove("privacy")


def press(desk: Desk) -> None:
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_A)


def move(desk: Desk) -> None:
    QTest.mouseMove(desk.window.windowHandle(), QPoint(5, 5))
    QTest.mouseMove(desk.window.windowHandle(), QPoint(9, 9))


def turn(desk: Desk) -> None:
    QTest.wheelEvent(desk.window.windowHandle(), desk.window.rect().center().toPointF(), QPoint(0, 120))


@pytest.mark.parametrize("use", [press, move, turn])
def test_it_is_drawn_after_two_minutes_without_a_key_or_the_mouse(desk: Desk, use: object) -> None:
    assert not desk.wait(100)
    use(desk)  # type: ignore[operator]
    assert not desk.wait(100)
    assert desk.wait(20)
    desk.privacy.draw(False)
    assert not desk.wait(100), "lifted, the minutes begin anew"
    assert desk.wait(20)


def test_use_of_a_dialog_and_of_a_menu_counts(desk: Desk, qtbot: QtBot) -> None:
    dialog, menu = QDialog(desk.window), QMenu(desk.window)
    menu.addAction("Something")
    for other in (dialog, menu):
        desk.now += 100
        other.show()
        qtbot.waitExposed(other)
        assert not desk.wait(0)
        QTest.keyClick(other.windowHandle(), Qt.Key.Key_Down)
        assert not desk.wait(100)
        other.hide()
        press(desk)


def test_it_is_never_drawn_where_she_says_never_and_later_where_she_says_later(desk: Desk) -> None:
    idle_curtain.keep_minutes(0)
    assert not desk.wait(100_000)
    press(desk)
    idle_curtain.keep_minutes(30)
    assert not desk.wait(29 * 60)
    assert desk.wait(60)


def test_whoever_wakes_the_computer_reads_no_names(desk: Desk) -> None:
    desk.now += 3_600
    press(desk)
    assert desk.privacy.drawn, "before the program looked by itself"


def test_a_clock_that_is_set_back_or_a_hand_on_the_curtain_changes_nothing(desk: Desk) -> None:
    assert not desk.wait(-7_200)
    assert not desk.wait(60)
    assert desk.wait(60)
