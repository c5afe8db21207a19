"""Shows what was pressed while nobody was selected, and asks for whom it was."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

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
        self.ui.tray_chips.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._held: list[tuple[str, str]] = []
        self._tags = KeyedWidgets[int, Tag](lambda _: Tag(), self.ui.tray_chips_layout.insertWidget)
        self.ui.tray_chips_layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.ui.drop_button.clicked.connect(self.dropped)

    @property
    def drop_button(self) -> QPushButton:
        """What lets the last press go."""
        return self.ui.drop_button

    @property
    def tags(self) -> list[Tag]:
        """The presses that wait; those that do not fit are hidden."""
        return list(self._tags.values())

    def show_held(self, held: list[tuple[str, str]]) -> None:
        """Show (words, tone) of each press that waits, as many as there is room for."""
        title = self.tr("For whom? %n wait", "", len(held))
        self.ui.tray_title.setText(title if held else "")
        self._held = held
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Not while the layouts are at work: they would not see what is hidden then.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        held = self._held
        self._tags.keep(range(len(held)))
        left = self.ui.tray_chips.width()
        for (place, tag), (words, tone) in zip(self._tags.items(), held, strict=True):
            tag.set_words(words, tone)
            left -= tag.sizeHint().width() + self.ui.tray_chips_layout.spacing()
            tag.setVisible(left >= 0 or place == 0)
