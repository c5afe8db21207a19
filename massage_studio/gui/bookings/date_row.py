"""One class of a course in the list of its dates."""

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from massage_studio.bookings.views import SessionView
from massage_studio.gui import wording
from massage_studio.gui.bookings.moment_edit import MomentEdit
from massage_studio.gui.bookings.tag import Tag
from massage_studio.gui.widgets.card import Line, Muted


class DateRow(QWidget):
    """A class with its number, its theme and how it stands; a class still to come is moved in place.

    `moved` carries the class as it was shown and its new moment in the course's zone.
    """

    moved = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: SessionView | None = None
        self.title = Line("", self)
        self.tag = Tag(self)
        self.held = Muted("", self)
        self.edit = MomentEdit(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 6, 8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.tag, 0, 1)
        grid.addWidget(self.held, 1, 0, 1, 2)
        grid.addWidget(self.edit, 2, 0, 1, 2)
        self.edit.moved.connect(self._moved)

    def set_session(self, shown: SessionView, now: datetime) -> None:
        """Show another class."""
        self._shown = shown
        words = self.tr("Week {number}: {title}").format(number=shown.number, title=shown.title)
        self.title.setToolTip("")
        self.title.setText(words)
        self.tag.set_tag(*self._standing(shown, now))
        planned = shown.status == "planned"
        self.held.setVisible(not planned)
        self.edit.setVisible(planned)
        self.edit.name(self.tr("Week {number}").format(number=shown.number))
        self.edit.set_moment(shown.starts)
        self.held.setText(
            self.tr("{day}, {time}").format(
                day=wording.weekday_day(shown.starts.date()), time=wording.clock(shown.starts)
            )
        )

    def _standing(self, shown: SessionView, now: datetime) -> tuple[str, str]:
        if shown.status == "running":
            return self.tr("Running"), "primary"
        if shown.status == "finished":
            return self.tr("Held"), "neutral"
        if shown.status == "cancelled":
            return self.tr("Cancelled"), "error"
        if shown.starts.date() == now.astimezone(shown.starts.tzinfo).date():
            return self.tr("Today"), "primary"
        return (self.tr("Not held"), "warning") if shown.ends < now else (self.tr("To come"), "info")

    def _moved(self, moment: datetime) -> None:
        if self._shown is not None:
            self.moved.emit(self._shown, moment.replace(tzinfo=ZoneInfo(self._shown.zone)))
