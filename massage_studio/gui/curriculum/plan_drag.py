"""Rows of the plan editor that are dragged: an activity of the week, or an item of the library."""

import json
from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QMimeData, QModelIndex, QObject, Qt
from PySide6.QtGui import QDropEvent

from massage_studio.gui.lists.model import VIEW, Index, ListModel, Row

_FORMAT = "application/x-massage-studio-plan"

T = TypeVar("T")
R = TypeVar("R", bound=Row)

Dragged = tuple[str, str]
"""What is dragged: "activity" with its place in the week, or a kind of the library with a code."""


class DragModel(ListModel[T, R]):
    """A model whose rows can be dragged; `dragged` tells what a view stands for."""

    def __init__(
        self,
        parent: QObject,
        key: Callable[[T], Hashable],
        row: Callable[[T], R],
        dragged: Callable[[T], Dragged],
        actions: Callable[[T], tuple[Any, ...]] | None = None,
    ) -> None:
        super().__init__(parent, key, row, actions)
        self._dragged = dragged

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return [_FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        if indexes:
            data.setData(_FORMAT, json.dumps(self._dragged(indexes[0].data(VIEW))).encode())
        return data


def what_is_dragged(event: QDropEvent) -> Dragged | None:
    """Return what comes with a drag, None where it is of another kind."""
    data = event.mimeData()
    if not data.hasFormat(_FORMAT):
        return None
    kind, code = json.loads(bytes(data.data(_FORMAT).data()))
    return kind, code
