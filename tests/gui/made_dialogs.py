"""Makes a dialog of every class that the program has, from what its constructor asks for."""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import pkgutil
import types
import typing
from collections import abc
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QDialog, QWidget

import massage_studio.gui
from massage_studio.curriculum.content_model import Content
from massage_studio.gui.context import Context
from tests.gui.marked_studio import MARKER

_KNOWN = {"zone": "Europe/London", "currency": "GBP"}
_AS_MANY = {"scores": 5}
_OF_ONE: dict[Any, Any] = {
    str: MARKER,
    bool: True,
    int: 3,
    float: 1.0,
    bytes: b"",
    Decimal: Decimal("873.19"),
    UUID: UUID(int=7),
    date: date(2026, 11, 19),
    datetime: datetime(2026, 11, 19, 10, tzinfo=UTC),
    timedelta: timedelta(hours=1),
    Path: Path("somewhere"),
}


def dialog_classes() -> list[type[QDialog]]:
    """Return every class of dialogs of the program, those that only others are made from too."""
    for found in pkgutil.walk_packages(massage_studio.gui.__path__, "massage_studio.gui."):
        importlib.import_module(found.name)

    def below(kind: type[QDialog]) -> Iterator[type[QDialog]]:
        for other in kind.__subclasses__():
            yield other
            yield from below(other)

    own = {kind for kind in below(QDialog) if kind.__module__.startswith("massage_studio.")}
    return sorted(own, key=lambda kind: (kind.__module__, kind.__name__))


class Maker:
    """Makes what a type hint asks for, with the same words, such as the marker, in every text."""

    def __init__(self, context: Context, content: Content, parent: QWidget, words: str = MARKER) -> None:
        self._context, self._content, self._parent = context, content, parent
        self._words, self._of_one = words, {**_OF_ONE, str: words}

    def dialog(self, kind: type[QDialog]) -> QDialog:
        """Return a dialog of this class over the window."""
        return kind(**self._arguments(kind.__init__))

    def answer(self, question: Any) -> Any:
        """Return what a query would answer, or None where it does not say of which type that is."""
        while isinstance(question, partial):
            question = question.func
        # The content is imported for the checker of types alone.
        hint = typing.get_type_hints(question, localns={"Content": Content}).get("return")
        return None if hint in (None, type(None)) else self._made(hint)

    def _arguments(self, function: Any) -> dict[str, Any]:
        hints = typing.get_type_hints(function)
        asked = [name for name in inspect.signature(function).parameters if name in hints]
        return {name: self._made(hints[name], name) for name in asked}

    def _made(self, hint: Any, name: str = "") -> Any:
        origin, inner = typing.get_origin(hint), typing.get_args(hint)
        if origin is typing.Literal:
            return inner[0]
        if origin in (typing.Union, types.UnionType):
            return self._made(next(one for one in inner if one is not types.NoneType), name)
        if origin is tuple:
            made = tuple(self._made(one, name) for one in inner if one is not Ellipsis)
            return made * _AS_MANY.get(name, 1)
        if origin is abc.Iterable:
            return [self._made(inner[0], name)]
        if origin is frozenset:
            return frozenset([self._made(inner[0], name)])
        if origin in (dict, abc.Mapping):
            return {self._made(inner[0], name): self._made(inner[1], name)}
        if origin is abc.Callable:
            return lambda *_, **__: None
        return self._one(hint, name)

    def _one(self, hint: Any, name: str) -> Any:
        if hint is Any:
            # A field's value, or an item of the curriculum of any kind.
            return self._words if name == "value" else self._content.cues[0]
        if hint is Context:
            return self._context
        if hint is Content:
            return self._content
        if hint in self._of_one:
            return _KNOWN.get(name, self._of_one[hint])
        if issubclass(hint, QWidget):
            return self._parent
        if issubclass(hint, Enum):
            return next(iter(hint))
        if dataclasses.is_dataclass(hint):
            return hint(**self._fields(hint, [one.name for one in dataclasses.fields(hint) if one.init]))
        if hasattr(hint, "_fields"):
            return hint(**self._fields(hint, hint._fields))
        raise TypeError(f"Nothing is known of {hint}: tell here how one is made")

    def _fields(self, hint: Any, names: abc.Iterable[str]) -> dict[str, Any]:
        hints = typing.get_type_hints(hint)
        return {name: self._made(hints[name], name) for name in names}
