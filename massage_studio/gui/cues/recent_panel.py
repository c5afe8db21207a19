"""What was written down in the last ten minutes, and a quiet hint beside it."""

from uuid import UUID

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui.cues.chip_row import ChipRow
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
        self.ui.strip.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
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
        self._row = ChipRow[UUID](
            self.ui.strip_layout, lambda key: self.pressed.emit(self._recent[key].entry)
        )

    def set_compact(self, compact: int) -> None:
        """Let the chips take less room."""
        self._row.set_compact(compact)
        self.all_chip.set_compact(compact)
        self._fit()

    @property
    def chips(self) -> list[Chip]:
        """The chips of the entries; those that do not fit are hidden."""
        return self._row.chips

    def show_recent(self, recent: tuple[Recent, ...]) -> None:
        """Show the entries for which there is room."""
        self._recent = {entry.entry.key: entry for entry in recent}
        self._fit()

    def minimumSizeHint(self) -> QSize:
        # A line that stays as high as it is where nothing was written down.
        return QSize(0, paint.millimetres(self, CLASS_ROOM_MM))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Not while the layouts are at work: they would not see what is hidden then.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        # The mark keeps its place where it is hidden.
        beside = self.ui.hint_mark.sizeHint().width() + self.all_chip.sizeHint().width()
        width = self.width() - beside - 2 * self.ui.strip_panel_layout.spacing()
        self._row.show({key: (entry.words, entry.tone) for key, entry in self._recent.items()}, width)

    def show_mark(self, shown: bool) -> None:
        """Show or hide the mark."""
        self.ui.hint_mark.setVisible(shown)
