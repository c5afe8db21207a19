"""Asks for another activity of the class."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from massage_studio.gui.cues import keys
from massage_studio.gui.forms.ui_cues_activity_panel import Ui_CuesActivityPanel
from massage_studio.gui.widgets.fields import show_unit


class ActivityPanel(QWidget):
    """`added` carries the name and the minutes of an activity, `closed` says that none is wanted."""

    added = Signal(str, int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesActivityPanel()
        self.ui.setupUi(self)
        self.ui.activity_button.clicked.connect(self._add)
        self.ui.activity_close_button.clicked.connect(self.closed)
        self.ui.activity_edit.installEventFilter(self)
        self.ui.activity_minutes.installEventFilter(self)
        show_unit(self.ui.activity_minutes, lambda number: self.tr(" min", "", number))
        keys.OpeningKeyFilter(self.ui.activity_edit)

    @property
    def field(self) -> QLineEdit:
        """The field for the name."""
        return self.ui.activity_edit

    def begin(self) -> None:
        """Ask for an activity that has no name yet."""
        self.ui.activity_edit.setText("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.key() in keys.ENTER:
                self._add()
                return True
        return super().eventFilter(watched, event)

    def _add(self) -> None:
        title = self.ui.activity_edit.text().strip()
        if title:
            self.added.emit(title, self.ui.activity_minutes.value())
        else:
            self.ui.activity_edit.setFocus(Qt.FocusReason.OtherFocusReason)
