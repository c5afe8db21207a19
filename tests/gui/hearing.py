"""What a screen reader hears of a widget, read at once.

Qt owns an accessible interface and deletes it without telling Python. Python's object for it then stands for
whatever Qt makes at that address next, and ends the run when that goes: so none is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

# What holds parts of its own that are walked through with the arrows, not with Tab.
WHOLES = (QAccessible.Role.List, QAccessible.Role.SpinBox, QAccessible.Role.ComboBox)


@dataclass(frozen=True)
class Heard:
    """One widget or row as a screen reader tells it."""

    role: QAccessible.Role
    name: str
    description: str
    checkable: bool
    checked: bool
    focusable: bool
    disabled: bool
    object: QObject | None


def heard(widget: QWidget) -> Heard:
    """What is heard of a widget."""
    return _read(QAccessible.queryAccessibleInterface(widget))


def heard_row(view: QWidget, row: int) -> Heard:
    """What is heard of a row of a list."""
    return _read(QAccessible.queryAccessibleInterface(view).child(row))


def heard_in(root: QWidget) -> list[Heard]:
    """What is heard of everything in a widget, from top to bottom, of a list as a whole."""
    found: list[Heard] = []
    _walk(QAccessible.queryAccessibleInterface(root), found.append)
    return found


def whose(widget: QWidget) -> list[QObject | None]:
    """What a widget is a part of, as a screen reader finds it, from itself to the window."""
    found = []
    one = QAccessible.queryAccessibleInterface(widget)
    while one is not None:
        found.append(one.object())
        one = one.parent()
    return found


def _walk(one: QAccessibleInterface, tell: Callable[[Heard], Any]) -> None:
    for part in _parts(one):
        if not part.state().invisible:  # type: ignore[attr-defined]
            read = _read(part)
            tell(read)
            if read.role not in WHOLES:
                _walk(part, tell)


def _parts(one: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for place in range(one.childCount()):
        yield one.child(place)


def _read(one: QAccessibleInterface) -> Heard:
    state: Any = one.state()
    return Heard(
        role=one.role(),
        name=one.text(QAccessible.Text.Name).strip(),
        description=one.text(QAccessible.Text.Description).strip(),
        checkable=bool(state.checkable),
        checked=bool(state.checked),
        focusable=bool(state.focusable),
        disabled=bool(state.disabled),
        object=one.object(),
    )
