"""A walk-in: two first names, and the dyad is on the register."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from massage_studio.gui.cues.register_buttons import Choice, RegisterField
from massage_studio.gui.widgets.card import ElidedLabel, Muted

_SIDE_BY_SIDE = 46  # ems that both names and both buttons need beside each other


class WalkIn(QFrame):
    """The inline row for a walk-in; `given` carries the baby's and the carer's first names, `left` that
    nobody is to be added.

    Names that the studio refuses stay where they were typed.
    """

    given = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Walk-in"))
        self.baby_edit = RegisterField(self.tr("Baby's first name"))
        self.carer_edit = RegisterField(self.tr("Carer's first name"))
        self.add_button = Choice(self.tr("Add"), key=self.tr("Enter"), sticks=False)
        self.close_button = Choice(self.tr("Not now"), key=self.tr("Esc"), sticks=False)
        self.room_label = Muted()
        self.room_label.setWordWrap(True)
        self.error_label = ElidedLabel()
        self.error_label.setWordWrap(True)
        self.error_label.setProperty("role", "error")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(6)
        self._row.addWidget(self.baby_edit, 1)
        self._row.addWidget(self.carer_edit, 1)
        self._row.addWidget(self.add_button)
        self._row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 8, 4)
        column.setSpacing(4)
        column.addLayout(self._row)
        column.addWidget(self.room_label)
        column.addWidget(self.error_label)
        self.baby_edit.entered.connect(self._next)
        self.carer_edit.entered.connect(self._add)
        self.add_button.clicked.connect(self._add)
        for sender in (self.baby_edit.left, self.carer_edit.left, self.close_button.clicked):
            sender.connect(lambda *_: self.left.emit())
        self.hide()

    def open(self, no_room: str) -> None:
        """Show the empty row with the cursor in it; `no_room` says that the places are taken."""
        self.clear()
        self.room_label.setText(no_room)
        self.room_label.setVisible(bool(no_room))
        self.show()
        self.baby_edit.setFocus()

    def clear(self) -> None:
        """Forget what was typed."""
        self.baby_edit.clear()
        self.carer_edit.clear()
        self.refuse("")

    def refuse(self, why: str) -> None:
        """Say why nobody was added."""
        self.error_label.setText(why)
        self.error_label.setVisible(bool(why))

    def resizeEvent(self, event: object) -> None:
        narrow = self.width() < self.fontMetrics().height() * _SIDE_BY_SIDE
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)

    def _next(self) -> None:
        (self.carer_edit if self.baby_edit.text().strip() else self.baby_edit).setFocus()

    def _add(self) -> None:
        baby, carer = self.baby_edit.text().strip(), self.carer_edit.text().strip()
        if baby and carer:
            self.refuse("")
            self.given.emit(baby, carer)
            return
        self.refuse(self.tr("Write both first names; the rest can wait."))
        (self.carer_edit if baby else self.baby_edit).setFocus()
