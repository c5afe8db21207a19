"""The card below the palette: the last ten minutes, or for a moment a small task. Never a dialog."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from massage_studio.bookings.views import RegisterRow
from massage_studio.cues.views import CueView
from massage_studio.gui.cues import hints
from massage_studio.gui.cues.room import Room, Selection
from massage_studio.gui.forms.ui_cues_task_panel import Ui_CuesTaskPanel
from massage_studio.gui.widgets.card import Card

_MOST_RECENT = 12


class TaskPanel(Card):
    """Shows one panel at a time; while nothing is asked it goes home, to the tray or the last minutes.

    `asking` says that a task comes into view that wants the keys, `describing` whose bookmark gets its words,
    `closed` that the page has the keys again. What is pressed in a panel is told by the panel itself.
    """

    asking = Signal()
    describing = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesTaskPanel()
        self.ui.setupUi(self)
        self.recent = self.ui.recent_panel
        self.tray = self.ui.tray_panel
        self.correction = self.ui.correction_panel
        self.reasons = self.ui.reasons_panel
        self.bookmark = self.ui.bookmark_panel
        self.activity = self.ui.activity_panel
        self.phrases = self.ui.phrases_panel
        self.plan = self.ui.plan_panel
        self._home: QWidget = self.recent
        self._came_from: int | None = None
        self.ui.task_stack.setCurrentWidget(self._home)
        self.correction.closed.connect(self.close_task)
        self.reasons.closed.connect(self.close_task)
        self.bookmark.closed.connect(self.close_task)
        self.activity.closed.connect(self.close_task)
        self.phrases.closed.connect(self.close_task)
        self.plan.closed.connect(self.close_task)

    # What is shown while nothing is asked

    def show_room(self, room: Room, selected: Selection, now: datetime) -> None:
        """Show the last minutes, and keep up what is asked; a question that is over goes."""
        self.reasons.cover(room.curtain)
        self.recent.show_recent(room.recent(now, _MOST_RECENT), self.contentsRect().width() - 32)
        over = any(
            self.shows(panel) and not panel.follow(room)
            for panel in (self.correction, self.bookmark, self.plan)
        )
        if over:
            self.go_home()
        elif self.shows(self.reasons) and not self.reasons.follow(room, selected):
            self.put_away(self.reasons)

    def tick(self, room: Room, now: datetime) -> None:
        """Let the hints move on; that there are any is all that is seen of them."""
        hinted = bool(hints.lines(room, now) or room.warnings(now))
        self.recent.show_mark(hinted)

    def show_tray(self, held: list[tuple[str, str]]) -> None:
        """Show (words, tone) of each press that waits for a name."""
        self.tray.show_held(held, self.contentsRect().width() * 3 // 4)
        # A line round it, so that nobody overlooks what waits.
        self.set_current(bool(held))

    def set_waiting(self, waiting: bool) -> None:
        """Go home to the tray from now on while a press waits, else to the last minutes."""
        at_home = self.is_home()
        self._home = self.tray if waiting else self.recent
        if at_home:
            self.go_home()

    # What is asked

    def ask_why(self, room: Room, about: Selection) -> None:
        """Ask why nobody massages these babies today."""
        self.reasons.begin(room, about)
        self._ask(self.reasons, self.reasons.chips[0])

    def add_activity(self) -> None:
        """Ask for another activity."""
        self.activity.begin()
        self._ask(self.activity, self.activity.field)

    def change_plan(self, room: Room, focused: UUID | None) -> None:
        """Offer to change an activity of the plan; what is asked so already is about the reason for one."""
        if self.shows(self.plan) and self.plan.why_edit.isVisible():
            self.plan.why_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self.plan.begin(room, focused)
        self._ask(self.plan, self.plan)

    def take_up(self, room: Room, note: CueView) -> bool:
        """Take up a state or a bookmark that waits for its words; tell whether it was one."""
        if note.kind == "state":
            self._correct(room, note)
        elif note in room.bookmarks(note.baby_id):
            self._describe(room, note)
        else:
            return False
        return True

    def correct_state_of(self, room: Room, chosen: tuple[RegisterRow, ...]) -> None:
        """Take up the state that one baby is in."""
        note = room.last_state(chosen[0].baby.id) if len(chosen) == 1 else None
        if note is not None:
            self._correct(room, note)

    def describe_last(self, room: Room, chosen: tuple[RegisterRow, ...]) -> None:
        """Take up a bookmark that waits: of those chosen where they have one, else the last of anybody's."""
        for rows in (chosen, room.rows):
            waiting = [note for row in rows for note in room.bookmarks(row.baby.id)]
            if waiting:
                self._describe(room, max(waiting, key=lambda note: (note.at, note.seq)))
                return

    def bring_back(self, room: Room) -> bool:
        """Show a bookmark whose words are typed and not written; tell whether there is one."""
        note = self.bookmark.begun(room)
        if note is not None:
            self._describe(room, note)
        return note is not None

    def offer(self, phrases: tuple[str, ...]) -> None:
        """Offer what was said before, unless something is asked."""
        self.phrases.show_phrases(phrases, self.contentsRect().width() * 4 // 5)
        if self.is_home() or self.shows(self.phrases):
            self.ui.task_stack.setCurrentWidget(self.phrases)

    def withdraw_offer(self) -> None:
        """Offer nothing any more; a phrase that is being pressed stays until it is taken."""
        if self.shows(self.phrases) and not self.phrases.has_focus():
            self.go_home()

    def take(self, event: QKeyEvent) -> bool:
        """Take a key that is meant for what is asked; tell whether it was one."""
        return any(self.shows(panel) and panel.take(event) for panel in (self.correction, self.plan))

    # Where it is

    def shows(self, panel: QWidget) -> bool:
        """Tell whether this panel is in view."""
        return self.ui.task_stack.currentWidget() is panel

    def is_home(self) -> bool:
        """Tell whether nothing is asked."""
        return self.shows(self._home)

    def go_home(self) -> None:
        """Show what is shown while nothing is asked, and let the focus be."""
        self.ui.task_stack.setCurrentWidget(self._home)
        scroll, before = self._scroll(), self._came_from
        self._came_from = None
        if scroll is not None and before is not None:
            scroll.verticalScrollBar().setValue(before)

    def close_task(self) -> None:
        """Go home, and give the keys back to the page."""
        self.go_home()
        self.closed.emit()

    def put_away(self, panel: QWidget) -> None:
        """Go home where this panel is in view; the keys go to the page where the panel had them."""
        focus = QApplication.focusWidget()
        if not self.shows(panel):
            return
        if focus is not None and panel.isAncestorOf(focus):
            self.close_task()
        else:
            self.go_home()

    def _correct(self, room: Room, note: CueView) -> None:
        self.correction.begin(room, note)
        self._ask(self.correction, self.correction.chips[0])

    def _describe(self, room: Room, note: CueView) -> None:
        self.describing.emit(note.baby_id)
        self.bookmark.begin(room, note)
        self._ask(self.bookmark, self.bookmark.field)
        self.bookmark.field.end(False)

    def _ask(self, panel: QWidget, first: QWidget) -> None:
        """Show a panel, with the focus on its first control."""
        self.asking.emit()
        self.ui.task_stack.setCurrentWidget(panel)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        scroll = self._scroll()
        if scroll is not None and self._came_from is None:
            self._came_from = scroll.verticalScrollBar().value()
        # What is asked may be higher than what stood there: in the next turn the layout knows.
        QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        scroll = self._scroll()
        if scroll is not None and not self.is_home():
            scroll.ensureWidgetVisible(self, 0, 12)

    def _scroll(self) -> QScrollArea | None:
        """Return what scrolls the page on a small screen."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        return around
