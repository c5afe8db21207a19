"""Widgets that stand for things."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets


@pytest.fixture
def column(qtbot: QtBot) -> Iterator[QVBoxLayout]:
    """A column that is in view, and empty."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()
    yield QVBoxLayout(parent)


def fields(column: QVBoxLayout) -> KeyedWidgets[str, QLineEdit]:
    """Fields in a column, each with its key as its words."""
    return KeyedWidgets[str, QLineEdit](QLineEdit, column.insertWidget)


def shown(column: QVBoxLayout) -> list[str]:
    """The words of the fields that are seen, from the top."""
    found = [column.itemAt(place).widget() for place in range(column.count())]
    return [one.text() for one in found if isinstance(one, QLineEdit) and one.isVisible()]


def test_there_is_one_widget_for_each_key_in_the_order_of_the_keys(column: QVBoxLayout) -> None:
    made = fields(column)
    for keys in ("abc", "cab", "xca", "", "b"):
        assert made.keep(keys)
        assert list(made) == shown(column) == list(keys)


def test_what_is_typed_stays_with_its_key(column: QVBoxLayout) -> None:
    made = fields(column)
    made.keep("ab")
    made["b"].setText("typed")
    made.keep("cb")
    assert shown(column) == ["c", "typed"]
    assert not made.keep("cb"), "nothing is new"


def test_a_widget_goes_with_its_key(column: QVBoxLayout, qtbot: QtBot) -> None:
    made = fields(column)
    made.keep("ab")
    gone = made["a"]
    with qtbot.waitSignal(gone.destroyed):
        made.keep("b")
        assert not gone.isVisible()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert column.count() == 1
