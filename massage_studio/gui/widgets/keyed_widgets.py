"""Widgets that stand for things: one for each, made when it comes and deleted when it goes."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

K = TypeVar("K", bound=Hashable)
W = TypeVar("W", bound=QWidget)


class KeyedWidgets(dict[K, W]):
    """A widget for each key, in the order of the keys; `put` gives a widget its place in a layout.

    For the few things whose controls are pressed or typed into one by one; what is only read, or opened
    as a whole, is a list of `gui/lists/`.
    """

    def __init__(self, make: Callable[[K], W], put: Callable[[int, W], object]) -> None:
        super().__init__()
        self._make, self._put = make, put

    def keep(self, keys: Iterable[K]) -> bool:
        """Keep the widgets of these keys alone, and make those that are missing; tell whether any changed."""
        wanted = list(keys)
        if wanted == list(self):
            return False
        before = dict(self)
        self.clear()
        for key in before.keys() - set(wanted):
            before[key].hide()
            before[key].deleteLater()
        for place, key in enumerate(wanted):
            widget = self[key] = before[key] if key in before else self._make(key)
            self._put(place, widget)
            if key not in before:
                widget.show()
        return True
