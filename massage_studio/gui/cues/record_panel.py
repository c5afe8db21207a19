"""The record of a class: all that was written down, of everybody or of one baby, to read and to put right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.room import GROUP, Recent, Room, Selection
from massage_studio.gui.forms.ui_cues_record_panel import Ui_CuesRecordPanel

_LEAST_LIST = 72


class RecordPanel(QWidget):
    """A list; a row of it opens below.

    `everybody_wanted` asks for the record of the whole class, `left` says that it is not read any more.
    """

    everybody_wanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesRecordPanel()
        self.ui.setupUi(self)
        self._room: Room | None = None
        self.entry = self.ui.record_entry_panel
        self.entry.hide()
        self.entry.closed.connect(self.close_entry)
        self.entry.use_room(lambda: self.ui.record_list.height() + self.entry.height() - _LEAST_LIST)
        self.ui.record_list.opened.connect(self._open)
        self.ui.record_all_button.clicked.connect(self.everybody_wanted)
        self.ui.record_close_button.clicked.connect(self.left)

    def show_record(self, room: Room, selected: Selection) -> None:
        """Show what was written down about those who are selected."""
        self._room = room
        self.ui.record_list.show_entries(room.record(selected))
        self.ui.record_all_button.setChecked(selected in (None, GROUP))
        over, help_label = room.finished, self.ui.record_help
        help_label.setText(
            self.tr("This class is finished. Choose a baby to see that one alone, a line to put it right.")
            if over
            else self.tr("The class goes on. Choose a line to put it right.")
        )
        self.ui.record_close_button.setVisible(not over)
        if self.entry.isVisibleTo(self) and not self.entry.follow(room):
            self.close_entry()

    def begin(self) -> None:
        """Take the keys, at the last line."""
        rows = self.ui.record_list.model().rowCount()
        if rows:
            self.ui.record_list.go_to(rows - 1)
        self.ui.record_list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_entry(self) -> None:
        """Put the entry away, and give the keys back to the list."""
        self.entry.settle()
        self.entry.leave()
        self.entry.hide()
        self.ui.record_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, recent: Recent) -> None:
        if self._room is not None:
            self.entry.settle()
            self.entry.begin(self._room, recent.entry)
            self.entry.show()
            self.entry.first().setFocus(Qt.FocusReason.ShortcutFocusReason)
