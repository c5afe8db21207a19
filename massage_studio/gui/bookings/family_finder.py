"""Finds a known family while one types, in a list below the field."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.families.words import restriction_words
from massage_studio.gui.tasks import Latest
from massage_studio.search.queries import families_called
from massage_studio.search.views import FoundFamilies

_MOST = 6
_ROWS = 3
_FAMILY = int(Qt.ItemDataRole.UserRole)


class FamilyFinder(QObject):
    """Down goes into the list, Return takes the family that is marked or the first; `chosen` has its key."""

    chosen = Signal(object)

    def __init__(self, context: Context, edit: QLineEdit, found: QListWidget) -> None:
        super().__init__(edit)
        self._context, self._edit, self._list = context, edit, found
        self._families = Latest()
        found.hide()
        edit.textChanged.connect(self._ask)
        found.itemClicked.connect(self._take)
        for widget in (edit, found):
            widget.installEventFilter(self)

    def fold(self) -> None:
        """Forget what was typed."""
        self._edit.clear()
        self._list.hide()

    def _ask(self) -> None:
        words = self._edit.text().strip()
        if not words:
            self._families.drop()
            self._list.hide()
            return
        self._context.tasks.read(
            partial(families_called, words=words, today=self._context.today(), most=_MOST),
            self._show,
            latest=self._families,
        )

    def _show(self, found: FoundFamilies) -> None:
        self._list.clear()
        for row in found.rows:
            babies = [
                " ".join(part for part in (baby.name, wording.age(baby.age)) if part) for baby in row.babies
            ]
            words = self.tr("{babies} with {carers}").format(
                babies=wording.listed(babies), carers=wording.listed(list(row.carers))
            )
            who = words if row.babies else wording.listed(list(row.carers))
            item = QListWidgetItem("\n".join((who, *restriction_words(row.restricted))))
            item.setData(_FAMILY, row.id)
            self._list.addItem(item)
        if not found.rows:
            nobody = QListWidgetItem(self.tr("No family of that name. Fill in a new one below."))
            nobody.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nobody)
        # Shown as wide as the field: in less width its lines would be counted as more.
        self._list.show()
        self._list.resize(self._edit.width(), self._list.height())
        shown = min(_ROWS, self._list.count())
        high = sum(self._list.sizeHintForRow(place) for place in range(shown)) + 10
        self._list.setFixedHeight(max(high, 50))

    def _take(self, item: QListWidgetItem | None) -> None:
        key: UUID | None = item.data(_FAMILY) if item else None
        if key is not None:
            self.chosen.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._list.isHidden():
                return super().eventFilter(watched, event)
            self._take(self._list.item(max(self._list.currentRow(), 0)))
            return True
        if event.key() == Qt.Key.Key_Down and watched is self._edit and not self._list.isHidden():
            self._list.setFocus()
            self._list.setCurrentRow(0)
            return True
        return super().eventFilter(watched, event)
