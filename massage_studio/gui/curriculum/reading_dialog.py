"""The base of what is read over the page: a title, a column that scrolls, and Close."""

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from massage_studio.gui.forms.ui_curriculum_reading_dialog import Ui_CurriculumReadingDialog


class ReadingDialog(QDialog):
    """Shows what is put into `column`; not `headed` where that has a title of its own."""

    def __init__(self, title: str, parent: QWidget | None = None, *, headed: bool = True) -> None:
        super().__init__(parent)
        self.ui = Ui_CurriculumReadingDialog()
        self.ui.setupUi(self)
        self.setWindowTitle(title)
        self.ui.title_label.setText(title)
        self.ui.title_label.setVisible(headed)
        self.ui.close_button.clicked.connect(self.accept)
        room = self.screen().availableGeometry().size()
        self.resize(min(760, room.width() - 40), min(700, room.height() - 60))

    @property
    def column(self) -> QVBoxLayout:
        """The column that scrolls."""
        return self.ui.text_layout
