"""The families of a class, each with a tick for its sheet and how it came."""

from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from massage_studio.bookings.views import PRESENT
from massage_studio.gui import theme
from massage_studio.gui.handouts.tinted_rows import TintedRowDelegate, fit_to_rows
from massage_studio.handouts.papers import Draft, FamilySheet
from massage_studio.handouts.proofs import CopyKey

_KEY = Qt.ItemDataRole.UserRole


class SheetList(QTreeWidget):
    """One row a baby: its name with a tick, how it came, and whether the family has the sheet already.

    `chosen` is sent when ticks or the row in view change. With `single` the row in view is the choice and
    there are no ticks.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: dict[CopyKey, FamilySheet] = {}
        self._items: list[QTreeWidgetItem] = []
        self._unticked: set[CopyKey] = set()
        self._single = False
        self._absent = True
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setItemDelegate(TintedRowDelegate(self))
        self.itemChanged.connect(self._ticked)
        self.currentItemChanged.connect(self.chosen)

    def show_sheets(self, sheets: tuple[FamilySheet, ...], *, keep: bool) -> None:
        """Show the babies of a class; with `keep` ticks and the row in view stay as they were."""
        current = self.current_key() if keep else None
        if not keep:
            self._unticked.clear()
        self._sheets = {sheet.key: sheet for sheet in sheets}
        self._fill(current)

    def set_single(self, single: bool) -> None:
        """Choose one family by its row, or several by their ticks."""
        if self._single != single:
            self._single = single
            self._fill(self.current_key())

    def set_absent(self, absent: bool) -> None:
        """Show who was absent as well, or only who was there."""
        self._absent = absent
        self._fill(self.current_key())

    def choose_family(self, family_id: UUID) -> None:
        """Bring the first row of a family into view."""
        for item in self._items:
            if self._sheets[item.data(0, _KEY)].draft.family_id == family_id:
                self.setCurrentItem(item)
                return

    def choose_baby(self, baby_id: UUID) -> None:
        """Bring the first row of a baby into view."""
        for item in self._items:
            if self._sheets[item.data(0, _KEY)].baby_id == baby_id:
                self.setCurrentItem(item)
                return

    def current_key(self) -> CopyKey | None:
        """Return the copy of the row in view."""
        item = self.currentItem()
        return None if item is None else item.data(0, _KEY)

    def current_draft(self) -> Draft | None:
        """Return the sheet of the row in view."""
        key = self.current_key()
        return None if key is None else self._sheets[key].draft

    def sheets(self) -> tuple[FamilySheet, ...]:
        """Return the chosen sheets in the order of the register."""
        if self._single:
            key = self.current_key()
            return () if key is None else (self._sheets[key],)
        return tuple(sheet for sheet in self._listed() if sheet.key not in self._unticked)

    def next_draft(self) -> Draft | None:
        """Return the sheet of the row below the one in view."""
        item = self.currentItem()
        below = None if item is None else self.itemBelow(item)
        return None if below is None else self._sheets[below.data(0, _KEY)].draft

    def _listed(self) -> list[FamilySheet]:
        # One family's paper can always be had, however the list for the class is set.
        return [
            sheet
            for sheet in self._sheets.values()
            if self._single or self._absent or sheet.status in PRESENT
        ]

    def _fill(self, current: CopyKey | None) -> None:
        self.blockSignals(True)
        self.setUpdatesEnabled(False)
        self.clear()
        self._items.clear()
        muted = theme.current().colour("muted")
        for sheet in self._listed():
            item = QTreeWidgetItem(self, [sheet.baby, self._status(sheet)])
            self._items.append(item)
            item.setData(0, _KEY, sheet.key)
            item.setForeground(1, muted)
            if not self._single:
                ticked = sheet.key not in self._unticked
                item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            if sheet.key == current:
                self.setCurrentItem(item)
        if self.currentItem() is None and self._items:
            self.setCurrentItem(self._items[0])
        fit_to_rows(self, len(self._items))
        self.setUpdatesEnabled(True)
        self.blockSignals(False)
        self.chosen.emit()

    def _status(self, sheet: FamilySheet) -> str:
        words = {
            "here": self.tr("here"),
            "late": self.tr("late"),
            "absent": self.tr("absent"),
            "expected": self.tr("joined later"),
        }[sheet.status]
        done = {
            "printed": self.tr("printed"),
            "exported": self.tr("exported"),
            "drafted": self.tr("draft written"),
            None: "",
        }[sheet.issued]
        return f"{words} · {done}" if done else words

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        if column != 0 or self._single:
            return
        key = item.data(0, _KEY)
        if item.checkState(0) == Qt.CheckState.Checked:
            self._unticked.discard(key)
        else:
            self._unticked.add(key)
        self.chosen.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            muted = theme.current().colour("muted")
            self.blockSignals(True)
            for item in self._items:
                item.setForeground(1, muted)
            self.blockSignals(False)
