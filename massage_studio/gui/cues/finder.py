"""Finds any cue of the vocabulary by typing, inside the class room."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem

from massage_studio.cues.views import KindView, Vocabulary
from massage_studio.gui.cues import keys
from massage_studio.gui.cues.pinning import Pinning

if TYPE_CHECKING:
    from massage_studio.gui.cues.page import CuesPage

_CODE = Qt.ItemDataRole.UserRole


class Finder(QObject):
    """A list of all cues that narrows while typing; Enter records the chosen one for whoever is selected."""

    def __init__(self, page: "CuesPage") -> None:
        super().__init__(page)
        self._page = page
        self._ui = page.ui
        self._cues: tuple[KindView, ...] = ()
        self._ui.find_edit.textChanged.connect(self._narrow)
        self._ui.find_edit.installEventFilter(self)
        self._ui.find_list.itemActivated.connect(self._take)
        self._ui.find_list.itemClicked.connect(self._take)
        self._ui.find_close_button.clicked.connect(self.close)
        self._pinning = Pinning(page)

    def learn(self, vocabulary: Vocabulary) -> None:
        """Take the cues that can be found."""
        self._cues = tuple(cue for cue in vocabulary.cues.values() if cue.offered)
        self._pinning.learn(vocabulary)

    def open(self) -> None:
        """Show the list in place of the palette."""
        self._ui.find_edit.clear()
        self._narrow("")
        self._pinning.begin()
        self._ui.work_stack.setCurrentWidget(self._ui.find_panel)
        self._ui.find_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close(self) -> None:
        """Go back to the palette."""
        self._ui.work_stack.setCurrentWidget(self._ui.notes_panel)
        self._page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Escape, *keys.ENTER) and keys.again(event):
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
            if event.key() in keys.ENTER:
                if (item := self._ui.find_list.currentItem()) is not None:
                    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                        self._pinning.pin(item.data(_CODE))
                    else:
                        self._take(item)
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                row = self._ui.find_list.currentRow() + step
                self._ui.find_list.setCurrentRow(min(max(row, 0), self._ui.find_list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        self._ui.find_list.clear()
        for cue in self._cues:
            side = self.tr("yes, more") if cue.polarity == "engagement" else self.tr("pause")
            where = f"{cue.label} {cue.description} {side}".casefold()
            if all(word in where for word in words):
                line = self.tr("{cue} ({side}): {seen}")
                item = QListWidgetItem(line.format(cue=cue.label, side=side, seen=cue.description))
                item.setData(_CODE, cue.code)
                self._ui.find_list.addItem(item)
        self._ui.find_list.setCurrentRow(0)

    def _take(self, item: QListWidgetItem) -> None:
        if self._pinning.wanted():
            self._pinning.pin(item.data(_CODE))
        else:
            self._record(item)

    def _record(self, item: QListWidgetItem) -> None:
        self.close()
        self._page.press("cue", item.data(_CODE))
