"""What was written down in the last ten minutes, and a quiet hint beside it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.chip_row import ChipRow
from massage_studio.gui.cues.room import Recent
from massage_studio.gui.forms.ui_cues_recent_panel import Ui_CuesRecentPanel
from massage_studio.gui.widgets.chip import Chip


class RecentPanel(QWidget):
    """A row of entries, the newest first; `pressed` carries the note of one."""

    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesRecentPanel()
        self.ui.setupUi(self)
        self._recent: tuple[Recent, ...] = ()
        self._row = ChipRow(self.ui.strip_layout, self._press)

    @property
    def chips(self) -> list[Chip]:
        """The chips of the entries, and some that are hidden until there are more."""
        return self._row.chips

    def show_recent(self, recent: tuple[Recent, ...], width: int) -> None:
        """Show the entries that fit into so many pixels."""
        self._recent = recent
        self._row.show([(entry.words, entry.tone) for entry in recent], width)

    def show_hint(self, words: str) -> None:
        """Show a hint for the instructor, or none."""
        self.ui.hint_label.setText(words)

    def _press(self, place: int) -> None:
        if place < len(self._recent):
            self.pressed.emit(self._recent[place].note)
