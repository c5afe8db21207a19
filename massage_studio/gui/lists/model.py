"""The rows of a list as a Qt model: views in, words for the screen and for screen readers out."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

Index = QModelIndex | QPersistentModelIndex
VIEW = int(Qt.ItemDataRole.UserRole)
ROW = VIEW + 1
ACTIONS = VIEW + 2


class Row(Protocol):
    """What a delegate paints of one view, with its name and what else a screen reader says of it."""

    @property
    def accessible_name(self) -> str: ...
    @property
    def accessible_description(self) -> str: ...


@dataclass(frozen=True, slots=True)
class RowAction:
    """A button at the end of a row: its code, its words or icon, and how a screen reader calls it."""

    code: str
    text: str
    accessible_name: str
    icon: str = ""
    role: str = ""
    enabled: bool = True


T = TypeVar("T")
R = TypeVar("R", bound=Row)


class ListModel(QAbstractListModel, Generic[T, R]):
    """Views in their order; `row` makes of one what is painted, `actions` names the buttons at its end.

    Other views are shown by what differs, so that the current row and the place in the list stay.
    `more_wanted` asks for the views that follow, where there are more than are shown.
    """

    more_wanted = Signal()

    def __init__(
        self,
        parent: QObject,
        key: Callable[[T], Hashable],
        row: Callable[[T], R],
        actions: Callable[[T], tuple[RowAction, ...]] | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._row, self._actions = key, row, actions
        self._views: list[T] = []
        self._keys: list[Hashable] = []
        self._rows: dict[Hashable, R] = {}
        self._blocked: set[Hashable] = set()
        self._total = 0
        self._waiting = False

    @property
    def views(self) -> tuple[T, ...]:
        """The views that are shown, in their order."""
        return tuple(self._views)

    @property
    def total(self) -> int:
        """How many views there are in all, those that are not yet shown too."""
        return self._total

    def show(self, views: Sequence[T], total: int | None = None) -> None:
        """Show these views in the place of others; `total` counts those that can follow too."""
        self._rows.clear()
        self._blocked.clear()
        self._change(list(views), total)

    def append(self, views: Sequence[T], total: int) -> None:
        """Show further views below the others; those that are shown already stay where they are."""
        shown = set(self._keys)
        self._change([*self._views, *(view for view in views if self._key(view) not in shown)], total)

    def block(self, view: T) -> None:
        """Let the actions of a row wait until it is shown anew."""
        self._blocked.add(self._key(view))
        if (place := self.place_of(self._key(view))) is not None:
            self.dataChanged.emit(self.index(place), self.index(place))

    def place_of(self, key: Hashable) -> int | None:
        """Return the row of a key, None where it is not shown."""
        return self._keys.index(key) if key in self._keys else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._views)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._waiting and 0 < len(self._views) < self._total

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._waiting = True
            self.more_wanted.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        place = index.row()
        if role == VIEW:
            return self._views[place]
        if role == ACTIONS:
            return self._actions_of(place)
        if role == ROW:
            return self._row_of(place)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._row_of(place).accessible_name
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self._row_of(place).accessible_description
        return None

    def _row_of(self, place: int) -> R:
        key = self._keys[place]
        if key not in self._rows:
            self._rows[key] = self._row(self._views[place])
        return self._rows[key]

    def _actions_of(self, place: int) -> tuple[RowAction, ...]:
        if self._actions is None:
            return ()
        found = self._actions(self._views[place])
        if self._keys[place] not in self._blocked:
            return found
        return tuple(
            RowAction(one.code, one.text, one.accessible_name, one.icon, one.role, enabled=False)
            for one in found
        )

    def _change(self, views: list[T], total: int | None) -> None:
        self._total = max(len(views), total or 0)
        self._waiting = False
        keys = [self._key(view) for view in views]
        unique = len(set(keys)) == len(keys) and len(set(self._keys)) == len(self._keys)
        if not unique or set(keys).isdisjoint(self._keys):
            self.beginResetModel()
            self._views, self._keys = views, keys
            self.endResetModel()
            return
        self._remove_others(set(keys))
        self._insert_and_move(keys, views)
        for place, view in enumerate(views):
            if self._views[place] != view:
                self._views[place] = view
                self._rows.pop(keys[place], None)
        self.dataChanged.emit(self.index(0), self.index(len(views) - 1))

    def _remove_others(self, wanted: set[Hashable]) -> None:
        gone = [place for place, key in enumerate(self._keys) if key not in wanted]
        for first, last in reversed(list(_runs(gone))):
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._views[first : last + 1], self._keys[first : last + 1]
            self.endRemoveRows()

    def _insert_and_move(self, keys: list[Hashable], views: list[T]) -> None:
        there = set(self._keys)
        new = [place for place, key in enumerate(keys) if key not in there]
        # What stays is put in order first, so that the new rows come where they belong.
        for place, key in enumerate([key for key in keys if key in there]):
            if self._keys[place] != key:
                before = self._keys.index(key, place)
                self.beginMoveRows(QModelIndex(), before, before, QModelIndex(), place)
                self._keys.insert(place, self._keys.pop(before))
                self._views.insert(place, self._views.pop(before))
                self.endMoveRows()
        for first, last in _runs(new):
            self.beginInsertRows(QModelIndex(), first, last)
            self._views[first:first] = views[first : last + 1]
            self._keys[first:first] = keys[first : last + 1]
            self.endInsertRows()


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of each run of neighbours."""
    first = last = -1
    for place in places:
        if first >= 0 and place == last + 1:
            last = place
            continue
        if first >= 0:
            yield first, last
        first = last = place
    if first >= 0:
        yield first, last
