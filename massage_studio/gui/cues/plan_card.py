"""The plan beside the class: what comes, what runs, and when it really was."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.cues.delivered_views import DeliveredView
from massage_studio.gui import wording
from massage_studio.gui.cues.room import Room
from massage_studio.gui.forms.ui_cues_plan_card import Ui_CuesPlanCard
from massage_studio.gui.widgets.card import Card
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets
from massage_studio.gui.widgets.plan_item import PlanItem

_ANY_WIDTH = 16_777_215  # QWIDGETSIZE_MAX


class PlanCard(Card):
    """The activities of a class, and what goes on to the next.

    `begun` and `skipped` carry an activity's key, `stepped` how many places on from the one that runs when it
    is written; `add_wanted` asks for another activity, `change_wanted` to change the plan. `offer_taken` and
    `offer_left` answer what is offered.
    """

    begun = Signal(object)
    stepped = Signal(int)
    skipped = Signal(object)
    add_wanted = Signal()
    change_wanted = Signal()
    offer_taken = Signal()
    offer_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesPlanCard()
        self.ui.setupUi(self)
        self._room: Room | None = None
        self._items = KeyedWidgets[UUID, PlanItem](self._make, self.ui.plan_list_layout.insertWidget)
        self.set_beside(True)
        self.ui.plan_list_layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.ui.previous_button.clicked.connect(lambda: self.step(-1))
        self.ui.next_button.clicked.connect(lambda: self.step(1))
        self.ui.skip_button.clicked.connect(self.skip_next)
        self.ui.add_button.clicked.connect(self.add_wanted)
        self.ui.change_button.clicked.connect(self.change_wanted)
        self.ui.change_button.setToolTip(self.tr("Swap, stretch or leave out (Ctrl+T, then S, + or −, X)"))
        self.ui.take_button.clicked.connect(self.offer_taken)
        self.ui.leave_button.clicked.connect(self.offer_left)
        self.ui.take_button.setToolTip(self.tr("Ctrl+I"))
        self.ui.leave_button.setToolTip(self.tr("Ctrl+Shift+I"))
        self.ui.offer.hide()

    def beside_width(self) -> int:
        """Return how wide the plan is as a column beside the class."""
        return self.fontMetrics().horizontalAdvance("m") * 21

    def set_beside(self, beside: bool) -> None:
        """Be as wide as a column beside the class, or as wide as there is room."""
        if beside:
            self.setFixedWidth(self.beside_width())
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(_ANY_WIDTH)

    def controls(self) -> list[QWidget]:
        """Return the controls in the order of the Tab key."""
        ui = self.ui
        offer = (ui.take_button, ui.leave_button)
        edit = (ui.skip_button, ui.add_button, ui.change_button)
        return [ui.previous_button, ui.next_button, *edit, *offer, *self.items]

    @property
    def items(self) -> list[PlanItem]:
        """The activities in their order."""
        return list(self._items.values())

    def show_plan(self, room: Room) -> bool:
        """Show the activities of a class; tell whether there are others than before."""
        self._room = room
        opened = room.view.register.session.opened
        started = self.tr("Started {time}").format(time=room.clock(opened)) if opened else ""
        self.ui.started_label.setText(started)
        parts = room.view.delivered
        changed = self._items.keep(part.id for part in parts)
        for part in parts:
            item = self._items[part.id]
            tone = part.benefits[0] if part.benefits else "neutral"
            item.set_activity(part.title, self._time(room, part), tone, part.status)
            item.setEnabled(not room.finished)
        live = not room.finished
        self.ui.previous_button.setEnabled(live and room.neighbour(-1) is not None)
        self.ui.next_button.setEnabled(live and room.neighbour(1) is not None)
        self.ui.skip_button.setEnabled(live and room.next_to_come() is not None)
        self.ui.add_button.setEnabled(live)
        open_parts = any(part.status in ("todo", "running", "skipped") for part in parts)
        self.ui.change_button.setEnabled(live and open_parts)
        following = room.next_to_come()
        words = self.tr("Skip: {activity}").format(activity=following.title) if following else self.tr("Skip")
        self.ui.skip_button.setAccessibleName(words)
        self.ui.skip_button.setToolTip(words)
        return changed

    def show_offer(self, words: str) -> None:
        """Offer something for today's plan, or nothing."""
        self.ui.offer_label.setText(words)
        self.ui.take_button.setAccessibleName(self.tr("Add it: {offer}").format(offer=words))
        self.ui.leave_button.setAccessibleName(self.tr("Not now: {offer}").format(offer=words))
        self.ui.offer.setVisible(bool(words))

    def can_change(self) -> bool:
        """Tell whether there is an activity to change."""
        return self.ui.change_button.isEnabled()

    def focused(self) -> UUID | None:
        """Return the activity that has the focus."""
        return next((key for key, item in self._items.items() if item.hasFocus()), None)

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
        for part in self._room.view.delivered if self._room is not None else ():
            if self._items[part.id].hasFocus():
                if part.status == "todo":
                    self.skipped.emit(part.id)
                return True
        return False

    def _make(self, delivered_id: UUID) -> PlanItem:
        item = PlanItem()
        item.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        item.clicked.connect(lambda: self._go_to(delivered_id))
        return item

    def _go_to(self, delivered_id: UUID) -> None:
        if self._room is not None and not self._room.finished:
            self.begun.emit(delivered_id)

    def _time(self, room: Room, part: DeliveredView) -> str:
        if part.status == "skipped":
            return self.tr("left out")
        if part.status == "done" and part.started is not None:
            return room.clock(part.started)
        if part.status == "running" and part.started is not None:
            since = self.tr("{time}, {minutes}")
            return since.format(time=room.clock(part.started), minutes=wording.minutes(part.minutes))
        return wording.minutes(part.minutes)
