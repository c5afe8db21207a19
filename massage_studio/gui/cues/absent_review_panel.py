"""What the review shows of a baby that was not in the class."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.after_class import BabyReview
from massage_studio.gui.forms.ui_cues_absent_review_panel import Ui_CuesAbsentReviewPanel


class AbsentReviewPanel(QWidget):
    """A sentence and a button; `was_here` says that the register is wrong."""

    was_here = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesAbsentReviewPanel()
        self.ui.setupUi(self)
        self.ui.here_button.clicked.connect(self.was_here)

    def show_baby(self, baby: BabyReview) -> None:
        """Say that a baby was not here."""
        title = self.tr("{baby} was not here").format(baby=baby.row.baby.given_name)
        self._tell(
            title, self.tr("There is nothing to add. A catch-up sheet is printed with the take-homes.")
        )
        self.ui.here_button.show()

    def show_nobody(self) -> None:
        """Say that the register of the class is empty."""
        self._tell(
            self.tr("Nobody is on this register"),
            self.tr("Babies with a place on the course stand here after a class."),
        )
        self.ui.here_button.hide()

    def _tell(self, title: str, words: str) -> None:
        self.ui.absent_title.setToolTip("")  # it makes its own where the words are cut
        self.ui.absent_title.setText(title)
        self.ui.absent_label.setText(words)
