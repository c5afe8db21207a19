"""Shows what was pressed while nobody was selected, and asks for whom it was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.forms.ui_cues_tray_panel import Ui_CuesTrayPanel
from massage_studio.gui.widgets.chip import Tag
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets


class TrayPanel(QWidget):
    """A row of presses, the newest first; `dropped` lets the last of them go."""

    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesTrayPanel()
        self.ui.setupUi(self)
        self._tags = KeyedWidgets[int, Tag](lambda _: Tag(), self.ui.tray_chips_layout.insertWidget)
        self.ui.tray_chips_layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.ui.drop_button.clicked.connect(self.dropped)

    @property
    def tags(self) -> list[Tag]:
        """The presses that wait; those that do not fit are hidden."""
        return list(self._tags.values())

    def show_held(self, held: list[tuple[str, str]], width: int) -> None:
        """Show (words, tone) of each press that waits, as many as fit into so many pixels."""
        self._tags.keep(range(len(held)))
        left = width
        for (place, tag), (words, tone) in zip(self._tags.items(), held, strict=True):
            tag.set_words(words, tone)
            left -= tag.sizeHint().width() + self.ui.tray_chips_layout.spacing()
            tag.setVisible(left >= 0 or place == 0)
        title = self.tr("For whom? %n wait", "", len(held))
        self.ui.tray_title.setText(title if held else "")
