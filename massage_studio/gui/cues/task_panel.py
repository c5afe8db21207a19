"""The card between palette and note: for a moment a small task. Never a dialog."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from massage_studio.bookings.views import RegisterRow
from massage_studio.cues.views import CueView
from massage_studio.gui.cues import hints
from massage_studio.gui.cues.entries import Entry
from massage_studio.gui.cues.foot_panel import FootPanel
from massage_studio.gui.cues.phrases_panel import PhrasesPanel
from massage_studio.gui.cues.recent_panel import RecentPanel
from massage_studio.gui.cues.room import Room, Selection
from massage_studio.gui.cues.tray_panel import TrayPanel
from massage_studio.gui.forms.ui_cues_task_panel import Ui_CuesTaskPanel
from massage_studio.gui.widgets.card import Card

_MOST_RECENT = 12


class TaskPanel(Card):
    """Shows one panel at a time, and nothing while nothing is asked.

    `asking` says that a task comes into view that wants the keys, `describing` whose bookmark gets its words,
    `closed` that the page has the keys again; `shown` tells whether one is in view. What is pressed in a
    panel is told by the panel itself. The last minutes and the phrases in their place are at the foot, and
    a press that waits at the head of the palette.
    """

    asking = Signal()
    describing = Signal(object)
    closed = Signal()
    shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesTaskPanel()
        self.ui.setupUi(self)
        self.entry = self.ui.entry_panel
        self.reasons = self.ui.reasons_panel
        self.bookmark = self.ui.bookmark_panel
        self.activity = self.ui.activity_panel
        self.plan = self.ui.plan_panel
        self.recent: RecentPanel
        self.phrases: PhrasesPanel
        self.tray: TrayPanel
        self._foot: FootPanel
        self._came_from: int | None = None
        self.hide()
        self.entry.closed.connect(self.close_task)
        self.entry.turned.connect(self._turned)
        self.reasons.closed.connect(self.close_task)
        self.bookmark.closed.connect(self.close_task)
        self.activity.closed.connect(self.close_task)
        self.plan.closed.connect(self.close_task)

    def use(self, foot: FootPanel, tray: TrayPanel) -> None:
        """Take where the last minutes and the phrases are shown, and where what waits."""
        self._foot, self.recent, self.phrases, self.tray = foot, foot.recent, foot.phrases, tray
        self.phrases.closed.connect(self.close_task)
        tray.hide()

    # What is shown while nothing is asked

    def show_room(self, room: Room, selected: Selection, now: datetime) -> None:
        """Show the last minutes, and keep up what is asked; a question that is over goes."""
        self.reasons.cover(room.curtain)
        self.recent.show_recent(room.recent(now, _MOST_RECENT))
        for panel in (self.entry, self.bookmark, self.plan):
            if self.shows(panel) and not panel.follow(room):
                self.put_away(panel)
        if self.shows(self.reasons) and not self.reasons.follow(room, selected):
            self.put_away(self.reasons)

    def tick(self, room: Room, now: datetime) -> None:
        """Let the hints move on; that there are any is all that is seen of them."""
        hinted = bool(hints.lines(room, now) or room.warnings(now))
        self.recent.show_mark(hinted)

    def show_tray(self, held: list[tuple[str, str]]) -> None:
        """Show (words, tone) of each press that waits for a name."""
        self.tray.setVisible(bool(held))
        self.tray.show_held(held)

    # What is asked

    def ask_why(self, room: Room, about: Selection) -> None:
        """Ask why nobody massages these babies today."""
        self.reasons.begin(room, about)
        self._ask(self.reasons, self.reasons)

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

    def open_entry(self, room: Room, entry: Entry) -> None:
        """Take up an entry, to put it right."""
        self.entry.begin(room, entry)
        self._ask(self.entry, self.entry.first())
        self.entry.field.end(False)

    def describe_last(self, room: Room, chosen: tuple[RegisterRow, ...]) -> None:
        """Take up a bookmark that waits: of those chosen where they have one, else the last of anybody's."""
        for rows in (chosen, room.rows):
            waiting = [note for row in rows for note in room.bookmarks(row.baby.id)]
            if waiting:
                self._describe(room, max(waiting, key=lambda note: (note.at, note.seq)))
                return

    def bring_back(self, room: Room) -> bool:
        """Show a bookmark whose words are typed and not written; tell whether there is one."""
        self.entry.settle()
        note = self.bookmark.begun(room)
        if note is not None:
            self._describe(room, note)
        return note is not None

    def offer(self, phrases: tuple[str, ...]) -> None:
        """Offer what was said before, unless something is asked."""
        self.phrases.show_phrases(phrases)
        self._foot.offer(True)

    def withdraw_offer(self) -> None:
        """Offer nothing any more; a phrase that is being pressed stays until it is taken."""
        if self.shows(self.phrases) and not self.phrases.has_focus():
            self._foot.offer(False)

    def take(self, event: QKeyEvent) -> bool:
        """Take a key that is meant for what is asked; tell whether it was one."""
        return any(self.shows(panel) and panel.take(event) for panel in (self.entry, self.reasons, self.plan))

    # Where it is

    def shows(self, panel: QWidget) -> bool:
        """Tell whether this panel is in view."""
        if panel is self.phrases:
            return self._foot.offers()
        return not self.isHidden() and self.ui.task_stack.currentWidget() is panel

    def margins_high(self) -> int:
        """Return how many pixels above and below what is asked are the card's."""
        return self.height() - self.ui.task_stack.height()

    def is_home(self) -> bool:
        """Tell whether nothing is asked."""
        return self.isHidden() and not self._foot.offers()

    def go_home(self) -> None:
        """Ask nothing any more, and let the focus be."""
        self._foot.offer(False)
        if not self.isHidden():
            self.hide()
            self.shown.emit(False)
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

    def _describe(self, room: Room, note: CueView) -> None:
        self.describing.emit(note.baby_id)
        self.bookmark.begin(room, note)
        self._ask(self.bookmark, self.bookmark.field)
        self.bookmark.field.end(False)

    def _ask(self, panel: QWidget, first: QWidget) -> None:
        """Show a panel, with the focus on its first control."""
        self.asking.emit()
        self._foot.offer(False)
        self.ui.task_stack.setCurrentWidget(panel)
        if self.isHidden():
            self.show()
            self.shown.emit(True)
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        scroll = self._scroll()
        if scroll is not None and self._came_from is None:
            self._came_from = scroll.verticalScrollBar().value()
        # What is asked may be higher than what stood there: in the next turn the layout knows.
        QTimer.singleShot(0, self, self._come_into_view)

    def _turned(self) -> None:
        """Tell that what is asked needs more room now, or less."""
        if self.shows(self.entry):
            self.shown.emit(True)

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
