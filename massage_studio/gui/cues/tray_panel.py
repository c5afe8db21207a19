"""Shows what was pressed while nobody was selected, and asks for whom it was."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.forms.ui_cues_tray_panel import Ui_CuesTrayPanel
from massage_studio.gui.widgets.chip import Tag


class TrayPanel(QWidget):
    """A row of presses, the newest first; `dropped` lets the last of them go."""

    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesTrayPanel()
        self.ui.setupUi(self)
        self.tags: list[Tag] = []
        self.ui.tray_chips_layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.ui.drop_button.clicked.connect(self.dropped)

    def show_held(self, held: list[tuple[str, str]], width: int) -> None:
        """Show (words, tone) of each press that waits, as many as fit into so many pixels."""
        for _ in range(len(self.tags), len(held)):
            self.tags.append(Tag())
            self.ui.tray_chips_layout.addWidget(self.tags[-1])
        for tag, (words, tone) in zip(self.tags, held, strict=False):
            tag.set_words(words, tone)
        left = width
        for place, tag in enumerate(self.tags):
            left -= tag.sizeHint().width() + self.ui.tray_chips_layout.spacing()
            tag.setVisible(place < len(held) and (left >= 0 or place == 0))
        title = self.tr("For whom? %n wait", "", len(held))
        self.ui.tray_title.setText(title if held else "")
