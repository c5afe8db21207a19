"""The record of a finished class: all that was written down, of everybody or of one baby."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.room import GROUP, Recent, Room, Selection
from massage_studio.gui.forms.ui_cues_record_panel import Ui_CuesRecordPanel
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.lists.words import WordsDelegate, WordsRow


class RecordPanel(QWidget):
    """A list to read; `everybody_wanted` asks for the record of the whole class."""

    everybody_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesRecordPanel()
        self.ui.setupUi(self)
        self._entries = ListModel[Recent, WordsRow](
            self, lambda entry: entry.note.id, lambda entry: WordsRow(entry.words)
        )
        self.ui.record_list.use(self._entries, WordsDelegate(self.ui.record_list))
        self.ui.record_all_button.clicked.connect(self.everybody_wanted)

    def show_record(self, room: Room, selected: Selection) -> None:
        """Show what was written down about those who are selected."""
        self._entries.show(room.record(selected))
        self.ui.record_all_button.setChecked(selected in (None, GROUP))
