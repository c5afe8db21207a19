"""How the tests read and press the rows of a list, as eyes, hands and screen readers do."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from massage_studio.gui.lists.delegate import RowDelegate
from massage_studio.gui.lists.fields import FieldList
from massage_studio.gui.lists.model import ACTIONS, ROW, RowAction
from massage_studio.gui.lists.view import ListView
from tests.gui.hearing import heard_row


def rows(view: ListView) -> list[Any]:
    """What is painted of each row, from the top."""
    model = view.model()
    return [model.index(place, 0).data(ROW) for place in range(model.rowCount())]


def field_rows(view: FieldList) -> list[Any]:
    """The widgets of all rows with fields, from the top, those too that are not in view yet."""
    return [view.row_at(place) for place in range(view.model().rowCount())]


def press(view: ListView, place: int) -> None:
    """Click on a row."""
    index = view.model().index(place, 0)
    view.scrollTo(index)
    below = QPoint(60, 20 + delegate_of(view).above(index.data(ROW)))
    corner = view.visualRect(index).topLeft()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=corner + below)


def actions(view: ListView, place: int) -> tuple[RowAction, ...]:
    """The buttons of a row."""
    found: tuple[RowAction, ...] = view.model().index(place, 0).data(ACTIONS)
    return found


def press_action(view: ListView, place: int, code: str) -> None:
    """Click on a button of a row."""
    index = view.model().index(place, 0)
    view.scrollTo(index)
    delegate = delegate_of(view)
    codes = [action.code for action in actions(view, place)]
    area = delegate.action_areas(view.visualRect(index), index)[codes.index(code)]
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=area.center())


def delegate_of(view: ListView) -> RowDelegate[Any]:
    """What paints the rows."""
    delegate = view.itemDelegate()
    assert isinstance(delegate, RowDelegate)
    return delegate


def read_out(view: ListView, place: int) -> tuple[str, str]:
    """A row's name and description for a screen reader."""
    row = heard_row(view, place)
    return row.name, row.description
