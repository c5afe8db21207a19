"""The plan in one line of the header, where there is no room for all of it beside the class."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui import icons
from massage_studio.gui.cues.room import Room
from massage_studio.gui.forms.ui_cues_plan_bar import Ui_CuesPlanBar


class PlanBar(QWidget):
    """The activity that runs, between the one before and the next.

    `stepped` carries how many places on from the one that runs, `opened` whether the whole plan is wanted.
    """

    stepped = Signal(int)
    opened = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesPlanBar()
        self.ui.setupUi(self)
        icons.set_icon(self.ui.back_button, "back")
        self.ui.back_button.clicked.connect(lambda: self.stepped.emit(-1))
        self.ui.on_button.clicked.connect(lambda: self.stepped.emit(1))
        self.ui.plan_button.toggled.connect(self.opened)

    def controls(self) -> list[QWidget]:
        """Return the controls in the order of the Tab key."""
        return [self.ui.back_button, self.ui.plan_button, self.ui.on_button]

    def title(self) -> QWidget:
        """Return what shows the activity that runs."""
        return self.ui.plan_button

    def show_plan(self, room: Room) -> None:
        """Show what runs, or what comes first."""
        part = room.running() or room.next_to_come()
        title = part.title if part is not None else self.tr("Plan")
        self.ui.plan_button.set_activity(title, part.benefits[0] if part and part.benefits else "neutral")
        live = not room.finished
        self.ui.back_button.setEnabled(live and room.neighbour(-1) is not None)
        self.ui.on_button.setEnabled(live and room.neighbour(1) is not None)

    def show_open(self, opened: bool) -> None:
        """Show whether the whole plan is in view."""
        self.ui.plan_button.setChecked(opened)
