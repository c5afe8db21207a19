"""The record of a finished class: all that was written down, of everybody or of one baby."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.room import GROUP, Room, Selection
from massage_studio.gui.forms.ui_cues_record_panel import Ui_CuesRecordPanel


class RecordPanel(QWidget):
    """A list to read; `everybody_wanted` asks for the record of the whole class."""

    everybody_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesRecordPanel()
        self.ui.setupUi(self)
        self.ui.record_all_button.clicked.connect(self.everybody_wanted)

    def show_record(self, room: Room, selected: Selection) -> None:
        """Show what was written down about those who are selected."""
        self.ui.record_list.clear()
        self.ui.record_list.addItems([entry.words for entry in room.record(selected)])
        self.ui.record_all_button.setChecked(selected in (None, GROUP))
