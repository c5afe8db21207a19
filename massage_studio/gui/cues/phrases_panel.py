"""Offers what was said before, to be said again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from massage_studio.gui.forms.ui_cues_phrases_panel import Ui_CuesPhrasesPanel
from massage_studio.gui.widgets.chip import Chip


class PhrasesPanel(QWidget):
    """A row of phrases; `taken` carries the words of one, `closed` says that none is wanted."""

    taken = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesPhrasesPanel()
        self.ui.setupUi(self)
        self.ui.phrase_chips.pressed.connect(self.taken.emit)
        self.ui.phrase_close_button.clicked.connect(self.closed)

    def set_compact(self, compact: int) -> None:
        """Let the chips take less room."""
        self.ui.phrase_chips.set_compact(compact)

    @property
    def chips(self) -> list[Chip]:
        """The chips of the phrases; those that do not fit are hidden."""
        return self.ui.phrase_chips.chips

    def show_phrases(self, phrases: tuple[str, ...]) -> None:
        """Show the phrases for which there is room."""
        self.ui.phrase_chips.show_entries({phrase: (phrase, "primary") for phrase in phrases})

    def has_focus(self) -> bool:
        """Tell whether one of the phrases is being pressed."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)
