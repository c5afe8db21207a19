"""The plan beside the class: what comes, what runs, and when it really was."""

from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.gui import wording
from massage_studio.gui.cues.aside import Aside
from massage_studio.gui.cues.room import Room
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.widgets.plan_item import PlanItem


class Planning(QObject):
    """What is pressed in the plan.

    `begun` and `skipped` carry an activity's key, `stepped` how many places on from the one that runs when it
    is written; `added` a title, minutes and what it comes after.
    """

    begun = Signal(object)
    stepped = Signal(int)
    skipped = Signal(object)
    added = Signal(str, int, object)

    def __init__(self, form: Ui_CuesPage, aside: Aside) -> None:
        super().__init__(form.plan_card)
        self._ui = form
        self._aside = aside
        self._room: Room | None = None
        self.items: list[PlanItem] = []
        form.plan_card.setFixedWidth(form.plan_card.fontMetrics().horizontalAdvance("m") * 21)
        form.plan_list_layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        form.previous_button.clicked.connect(lambda: self.step(-1))
        form.next_button.clicked.connect(lambda: self.step(1))
        form.skip_button.clicked.connect(self.skip_next)
        form.add_button.clicked.connect(self.ask)
        form.activity_button.clicked.connect(self._add)
        form.activity_edit.installEventFilter(self)
        form.activity_minutes.installEventFilter(self)

    def show(self, room: Room) -> None:
        """Show the activities of a class."""
        self._room = room
        parts = room.view.delivered
        for place in range(len(self.items), len(parts)):
            item = PlanItem()
            item.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            item.clicked.connect(lambda _=False, place=place: self._go_to(place))
            self.items.append(item)
            self._ui.plan_list_layout.addWidget(item)
        for item, part in zip(self.items, parts, strict=False):
            tone = part.benefits[0] if part.benefits else "neutral"
            item.set_activity(part.title, self._time(room, part), tone, part.status)
            item.setEnabled(not room.finished)
        for place, item in enumerate(self.items):
            item.setVisible(place < len(parts))
        live = not room.finished
        self._ui.previous_button.setEnabled(live and room.neighbour(-1) is not None)
        self._ui.next_button.setEnabled(live and room.neighbour(1) is not None)
        self._ui.skip_button.setEnabled(live and room.next_to_come() is not None)
        self._ui.add_button.setEnabled(live)
        following = room.next_to_come()
        words = self.tr("Skip: {activity}").format(activity=following.title) if following else self.tr("Skip")
        self._ui.skip_button.setAccessibleName(words)
        self._ui.skip_button.setToolTip(words)

    def step(self, step: int) -> None:
        """Go to the activity `step` places on."""
        if self._room is not None and not self._room.finished:
            self.stepped.emit(step)

    def skip_next(self) -> None:
        """Leave the next activity to come out."""
        part = self._room.next_to_come() if self._room and not self._room.finished else None
        if part is not None:
            self.skipped.emit(part.id)

    def skip_focused(self) -> bool:
        """Leave the activity that has the focus out; tell whether there was one."""
        for place, item in enumerate(self.items):
            if item.hasFocus() and self._room is not None and place < len(self._room.view.delivered):
                part = self._room.view.delivered[place]
                if part.status == "todo":
                    self.skipped.emit(part.id)
                return True
        return False

    def ask(self) -> None:
        """Ask for another activity, below the palette."""
        self._ui.activity_edit.setText("")
        self._ui.register_button.setChecked(False)
        self._aside.open(self._ui.activity_panel, self._ui.activity_edit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self._aside.close()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._add()
                return True
        return super().eventFilter(watched, event)

    def _go_to(self, place: int) -> None:
        if self._room is not None and not self._room.finished:
            self.begun.emit(self._room.view.delivered[place].id)

    def _add(self) -> None:
        title = self._ui.activity_edit.text().strip()
        if not title or self._room is None:
            self._ui.activity_edit.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        running = self._room.running()
        after: UUID | None = running.id if running else None
        minutes = self._ui.activity_minutes.value()
        self._aside.close()
        self.added.emit(title, minutes, after)

    def _time(self, room: Room, part: DeliveredView) -> str:
        if part.status == "skipped":
            return self.tr("left out")
        if part.status == "done" and part.started is not None:
            return room.clock(part.started)
        if part.status == "running" and part.started is not None:
            since = self.tr("{time}, {minutes}")
            return since.format(time=room.clock(part.started), minutes=wording.minutes(part.minutes))
        return wording.minutes(part.minutes)
