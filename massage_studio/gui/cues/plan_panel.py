"""Changes the plan of today: an activity swapped, stretched or left out, each by one key."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.gui import wording
from massage_studio.gui.cues import keys
from massage_studio.gui.cues.register_buttons import Choice, RegisterField
from massage_studio.gui.cues.room import Room
from massage_studio.gui.forms.ui_cues_plan_panel import Ui_CuesPlanPanel
from massage_studio.gui.widgets.benefit_doors import BenefitDoors

EVIDENCE_KEY = "E"
SWAP_KEY, LONGER_KEYS, SHORTER_KEYS, DROP_KEY = "S", ("+", "="), ("-", "\u2212"), "X"


class PlanPanel(QWidget):
    """One activity that is not over, and what can be done with it.

    Each signal carries its key: `stretched` with the minutes, `explained` with the words why it was left out.
    `closed` says that the plan is as it should be, and `doors` open what is known of its benefits.
    """

    swapped = Signal(object)
    stretched = Signal(object, int)
    dropped = Signal(object)
    explained = Signal(object, str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesPlanPanel()
        self.ui.setupUi(self)
        self._room: Room | None = None
        self._chosen: UUID | None = None
        self.swap = Choice(self.tr("Swap with the next"), key=SWAP_KEY, sticks=False)
        self.longer = Choice(self.tr("A minute more"), key="+", sticks=False)
        self.shorter = Choice(self.tr("A minute less"), key="\u2212", sticks=False)
        self.drop = Choice(self.tr("Leave out"), key=DROP_KEY, sticks=False)
        self.close_button = Choice(self.tr("Close"), key=self.tr("Esc"), sticks=False)
        self.why_edit = RegisterField(self.tr("Why it was left out, if you like"))
        self.why_edit.setMaxLength(200)
        for widget in (self.swap, self.longer, self.shorter, self.drop, self.why_edit, self.close_button):
            self.ui.plan_tools_layout.addWidget(widget)
        self.ui.plan_tools_layout.setStretchFactor(self.why_edit, 1)
        self.ui.plan_tools_layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.doors = BenefitDoors(EVIDENCE_KEY)
        self.ui.plan_panel_header.addWidget(self.doors, 1)
        self.swap.clicked.connect(self._swap)
        self.longer.clicked.connect(lambda: self._stretch(1))
        self.shorter.clicked.connect(lambda: self._stretch(-1))
        self.drop.clicked.connect(self._drop)
        self.why_edit.entered.connect(self._explain)
        self.why_edit.left.connect(self.closed)
        self.close_button.clicked.connect(self.closed)

    def begin(self, room: Room, focused: UUID | None) -> None:
        """Ask about the activity that has the focus, else the next to come, else the one that runs."""
        first = room.next_to_come() or room.running()
        self._chosen = focused or (first.id if first else None)
        self.why_edit.clear()
        self.follow(room)

    def follow(self, room: Room) -> bool:
        """Keep up with the class; tell whether there is anything to change."""
        self._room = room
        part = self._part()
        if part is None or part.status == "done" or room.finished:
            return False
        title = self.tr("{activity}, {minutes}")
        self.ui.plan_title.setText(title.format(activity=part.title, minutes=wording.minutes(part.minutes)))
        self.ui.plan_help.setText(self._help(part))
        following = self._following(part)
        left_out = part.status == "skipped"
        self.doors.show_benefits(part.benefits)
        self.swap.setEnabled(following is not None)
        for choice in (self.swap, self.longer, self.shorter, self.drop):
            choice.setVisible(not left_out)
            choice.set_words(choice.words(), f"{choice.words()}: {part.title}")
        self.why_edit.setVisible(left_out)
        if left_out and not self.why_edit.isModified():
            self.why_edit.setText(part.why)
        return True

    def take(self, event: QKeyEvent) -> bool:
        """Take a key that changes the plan; tell whether it was one."""
        part = self._part()
        if part is None:
            return False
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(1 if event.key() == Qt.Key.Key_Down else -1)
            return True
        name = keys.name(event)
        if name == EVIDENCE_KEY:
            self.doors.open_first()
            return True
        if part.status == "skipped":
            return False
        # Plus and minus are meant wherever they stand; in German the minus is on the place of the slash.
        if event.text() in (*LONGER_KEYS, *SHORTER_KEYS):
            self._stretch(1 if event.text() in LONGER_KEYS else -1)
        elif name == SWAP_KEY:
            self._swap()
        elif name == DROP_KEY:
            self._drop()
        else:
            return False
        return True

    def _help(self, part: DeliveredView) -> str:
        if part.status == "skipped":
            return self.tr("Left out")
        if part.status == "running":
            return self.tr("It runs now. Up and Down choose another activity.")
        return self.tr("Up and Down choose another activity.")

    def _part(self) -> DeliveredView | None:
        parts = self._room.view.delivered if self._room is not None else ()
        return next((part for part in parts if part.id == self._chosen), None)

    def _following(self, part: DeliveredView) -> DeliveredView | None:
        parts = self._room.view.delivered if self._room is not None else ()
        waiting = [one for one in parts if one.status == "todo"]
        place = waiting.index(part) if part in waiting else len(waiting)
        return waiting[place + 1] if place + 1 < len(waiting) else None

    def _move(self, by: int) -> None:
        room = self._room
        open_parts = [one for one in room.view.delivered if one.status != "done"] if room else []
        place = next((place for place, one in enumerate(open_parts) if one.id == self._chosen), None)
        if room is None or place is None:
            return
        self._chosen = open_parts[max(0, min(place + by, len(open_parts) - 1))].id
        self.why_edit.setModified(False)
        self.follow(room)

    def _swap(self) -> None:
        part = self._part()
        if part is not None and self._following(part) is not None:
            self.swapped.emit(part.id)
            self.closed.emit()

    def _stretch(self, by: int) -> None:
        if self._chosen is not None:
            self.stretched.emit(self._chosen, by)

    def _drop(self) -> None:
        if self._chosen is not None:
            self.dropped.emit(self._chosen)

    def _explain(self) -> None:
        if self._chosen is not None:
            self.why_edit.setModified(False)
            self.explained.emit(self._chosen, self.why_edit.text().strip())
        self.closed.emit()
