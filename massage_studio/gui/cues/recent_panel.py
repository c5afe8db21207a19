"""What was written down in the last ten minutes, and a quiet hint beside it."""

from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.room import Recent
from massage_studio.gui.forms.ui_cues_recent_panel import Ui_CuesRecentPanel
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.chip import CLASS_ROOM_MM, Chip


class RecentPanel(QWidget):
    """A row of entries, the newest first; `pressed` carries one, `all_wanted` asks for the whole record.

    The mark says that there is something for the instructor alone: `reading` tells whether it is held down.
    """

    pressed = Signal(object)
    all_wanted = Signal()
    reading = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesRecentPanel()
        self.ui.setupUi(self)
        self.all_chip = Chip(self.tr("Record"), "neutral")
        self.all_chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.all_chip.set_class_room(True)
        self.all_chip.setAccessibleName(self.tr("Whole record"))
        self.all_chip.setAccessibleDescription(
            self.tr("Everything so far, to read and to put right (Ctrl+Shift+E)")
        )
        self.all_chip.clicked.connect(self.all_wanted)
        self.ui.strip_panel_layout.insertWidget(1, self.all_chip)
        mark = self.ui.hint_mark
        mark.pressed.connect(lambda: self.reading.emit(True))
        mark.released.connect(lambda: self.reading.emit(False))
        self._recent: dict[UUID, Recent] = {}
        self.ui.strip.pressed.connect(lambda key: self.pressed.emit(self._recent[key].entry))

    def set_compact(self, compact: int) -> None:
        """Let the chips take less room."""
        self.ui.strip.set_compact(compact)
        self.all_chip.set_compact(compact)

    @property
    def chips(self) -> list[Chip]:
        """The chips of the entries; those that do not fit are hidden."""
        return self.ui.strip.chips

    def show_recent(self, recent: tuple[Recent, ...]) -> None:
        """Show the entries for which there is room."""
        self._recent = {entry.entry.key: entry for entry in recent}
        self.ui.strip.show_entries({key: (one.words, one.tone) for key, one in self._recent.items()})

    def minimumSizeHint(self) -> QSize:
        # A line that stays as high as it is where nothing was written down.
        return QSize(0, paint.millimetres(self, CLASS_ROOM_MM))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def show_mark(self, shown: bool) -> None:
        """Show or hide the mark."""
        self.ui.hint_mark.setVisible(shown)
