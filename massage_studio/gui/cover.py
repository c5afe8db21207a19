"""What is seen in place of a page that shows names, while the privacy curtain is drawn."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from massage_studio.bookings import today_queries
from massage_studio.bookings.roster_views import TodayView
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.page import Page
from massage_studio.gui.privacy import KEY
from massage_studio.gui.widgets.action_button import ActionButton
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.store.changes import Thing


class CoverPage(Page):
    """Says that the curtain is drawn and how to lift it, and leads to the class of the day."""

    shows = frozenset({Thing.BOOKINGS})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._session_id: UUID | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        key = KEY.toString(QKeySequence.SequenceFormat.NativeText)
        words = self.tr("The curtain is drawn. Names are hidden. Lift it with {key}.").format(key=key)
        self.empty = EmptyState("curtain", words, self.tr("Open class room"))
        self.class_button = self.empty.button
        self.class_button.hide()
        self.lift_button = ActionButton(self.tr("Lift the curtain"), key, "eye")
        inside = self.empty.layout()
        assert isinstance(inside, QBoxLayout)
        inside.insertWidget(inside.count() - 1, self.lift_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.addWidget(self.empty)
        self.empty.first_step.connect(lambda: self.go.emit("class_room", self._session_id))
        self.lift_button.clicked.connect(lambda: context.privacy.draw(False))

    def reload(self) -> None:
        now, zone = self.context.clock(), self.context.profile.zone
        self.context.tasks.read(partial(today_queries.today, now=now, zone=zone), self._show)

    def _show(self, view: TodayView) -> None:
        """Offer the class that runs or comes today, by its hour: its title and hall may name a family."""
        first = view.first
        today = first is not None and first.session.starts.date() == self.context.today()
        self.class_button.setVisible(today)
        if first is not None and today:
            self._session_id = first.session.id
            told = self.tr("Open the class of {time}")
            self.class_button.set_words(told.format(time=wording.clock(first.session.starts)))
