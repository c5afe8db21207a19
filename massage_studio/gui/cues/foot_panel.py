"""The foot of the class room: the note, and one line of what was written down last."""

from PySide6.QtWidgets import QBoxLayout, QWidget

from massage_studio.gui.forms.ui_cues_foot_panel import Ui_CuesFootPanel
from massage_studio.gui.widgets.card import Card


class FootPanel(Card):
    """The note bar, and below it or beside it a line that stays where it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesFootPanel()
        self.ui.setupUi(self)
        self.note_bar = self.ui.note_bar
        self.recent = self.ui.recent_panel
        self.phrases = self.ui.phrases_panel

    def offer(self, offered: bool) -> None:
        """Show phrases in place of the last entries while a note is typed, or these again."""
        self.ui.line_stack.setCurrentWidget(self.phrases if offered else self.recent)

    def offers(self) -> bool:
        """Tell whether phrases are offered."""
        return self.ui.line_stack.currentWidget() is self.phrases

    def set_form(self, *, compact: bool, one_line: bool) -> None:
        """Take less room, or all of it in one line."""
        layout = self.layout()
        assert isinstance(layout, QBoxLayout)
        directions = QBoxLayout.Direction
        layout.setDirection(directions.LeftToRight if one_line else directions.TopToBottom)
        layout.setStretch(0, 1 if one_line else 0)
        layout.setStretch(1, 1 if one_line else 0)
        around = (6, 3, 6, 3) if compact else (16, 8, 16, 8)
        layout.setContentsMargins(*around)
        layout.setSpacing(4 if compact else 6)
        self.note_bar.set_form(compact=compact, short=one_line)
        self.recent.set_compact(compact)
        self.phrases.set_compact(compact)
        # How high it is now is asked at once, before it is laid out.
        self.ui.note_place.updateGeometry()
        self.ui.line_stack.updateGeometry()
