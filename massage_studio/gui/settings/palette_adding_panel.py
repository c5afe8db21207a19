"""Finds any cue or response of the vocabulary by typing, to put it on a key."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidgetItem, QWidget

from massage_studio.cues.views import Kind, KindView, Vocabulary
from massage_studio.families.names import folded
from massage_studio.gui.forms.ui_settings_palette_adding_panel import Ui_SettingsPaletteAddingPanel

_WHAT = Qt.ItemDataRole.UserRole


class PaletteAddingPanel(QWidget):
    """A list that narrows while typing; `chosen` carries kind and code, `closed` says that it was left."""

    chosen = Signal(str, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_SettingsPaletteAddingPanel()
        ui.setupUi(self)
        ui.add_error.setTextFormat(Qt.TextFormat.PlainText)
        ui.add_error.hide()
        self._lines: tuple[tuple[Kind, str, str, str], ...] = ()
        ui.find_edit.textChanged.connect(self._narrow)
        ui.find_edit.installEventFilter(self)
        ui.find_list.installEventFilter(self)
        ui.find_list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ui.find_list.itemActivated.connect(self._choose)
        ui.find_list.itemClicked.connect(self._choose)
        ui.add_close_button.clicked.connect(self.closed)

    def learn(self, words: Vocabulary) -> None:
        """Take what can be added; what has a key says which."""
        chips = {(chip.kind, chip.code): chip for chip in words.palette}
        kinds: tuple[tuple[Kind, dict[str, KindView]], ...] = (
            ("cue", words.cues),
            ("response", words.responses),
        )
        lines = []
        for kind, views in kinds:
            for view in (view for view in views.values() if view.offered):
                chip = chips.get((kind, view.code))
                line = self._line(kind, view, chip.key if chip else "")
                # The palette's own label finds it too.
                lines.append((kind, view.code, line, folded(f"{line} {chip.label if chip else ''}")))
        self._lines = tuple(lines)

    def open(self) -> None:
        """Show the whole list, ready to type."""
        self.ui.add_error.hide()
        self.ui.find_edit.clear()
        self._narrow("")
        self.ui.find_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why what was chosen cannot be added."""
        self.ui.add_error.setText(sentence)
        self.ui.add_error.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            found = self.ui.find_list
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if (item := found.currentItem()) is not None:
                    self._choose(item)
                return True
            if watched is self.ui.find_edit and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                row = found.currentRow() + (1 if event.key() == Qt.Key.Key_Down else -1)
                found.setCurrentRow(min(max(row, 0), found.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _line(self, kind: Kind, view: KindView, key: str) -> str:
        if kind == "response":
            side = self.tr("response")
        else:
            side = self.tr("yes, more") if view.polarity == "engagement" else self.tr("pause")
        if key:
            side = self.tr("{side}, key {key}").format(side=side, key=key)
        return self.tr("{cue} ({side}): {seen}").format(cue=view.label, side=side, seen=view.description)

    def _narrow(self, text: str) -> None:
        words = folded(text).split()
        found = self.ui.find_list
        found.clear()
        for kind, code, line, where in self._lines:
            if all(word in where for word in words):
                item = QListWidgetItem(line)
                item.setData(_WHAT, (kind, code))
                found.addItem(item)
        found.setCurrentRow(0)
        self.ui.add_error.setVisible(not found.count())
        self.ui.add_error.setText(
            self.tr("Nothing in the vocabulary has these words. Try one of them alone.")
        )

    def _choose(self, item: QListWidgetItem) -> None:
        kind, code = item.data(_WHAT)
        self.chosen.emit(kind, code)
