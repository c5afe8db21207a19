"""What was written down in the last ten minutes, and a quiet hint beside it."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.chip_row import ChipRow
from massage_studio.gui.cues.room import Recent
from massage_studio.gui.forms.ui_cues_recent_panel import Ui_CuesRecentPanel
from massage_studio.gui.widgets.chip import Chip


class RecentPanel(QWidget):
    """A row of entries, the newest first; `pressed` carries the note of one.

    The mark says that there is something for the instructor alone: `reading` tells whether it is held down.
    """

    pressed = Signal(object)
    reading = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesRecentPanel()
        self.ui.setupUi(self)
        mark = self.ui.hint_mark
        mark.pressed.connect(lambda: self.reading.emit(True))
        mark.released.connect(lambda: self.reading.emit(False))
        self._recent: dict[UUID, Recent] = {}
        self._row = ChipRow[UUID](self.ui.strip_layout, lambda key: self.pressed.emit(self._recent[key].note))

    @property
    def chips(self) -> list[Chip]:
        """The chips of the entries; those that do not fit are hidden."""
        return self._row.chips

    def show_recent(self, recent: tuple[Recent, ...], width: int) -> None:
        """Show the entries that fit into so many pixels."""
        self._recent = {entry.note.id: entry for entry in recent}
        self._row.show({key: (entry.words, entry.tone) for key, entry in self._recent.items()}, width)

    def show_mark(self, shown: bool) -> None:
        """Show or hide the mark."""
        self.ui.hint_mark.setVisible(shown)
