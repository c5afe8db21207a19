"""One class of a course in the list of its dates."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from massage_studio.bookings.views import SessionView
from massage_studio.gui import icons, wording
from massage_studio.gui.bookings.moment_edit import MomentEdit
from massage_studio.gui.bookings.tag import StatusTag
from massage_studio.gui.lists.fields import FieldRow
from massage_studio.gui.widgets import chip, paint
from massage_studio.gui.widgets.card import ElidedLabel, Muted
from massage_studio.language import translate


@dataclass(frozen=True, slots=True)
class DateLine:
    """A class of a course as it stands now, with its note; `along` offers to move the later ones."""

    place: int
    shown: SessionView
    now: datetime
    note: str
    along: bool

    @property
    def name(self) -> str:
        """Its number, of how many."""
        if self.shown.status == "cancelled":
            return translate("DateRow", "No class")
        if self.shown.of < 2:
            return translate("DateRow", "Class")
        words = translate("DateRow", "{number} of {of}")
        return words.format(number=self.shown.number, of=self.shown.of)

    @property
    def accessible_name(self) -> str:
        """Its number and its theme."""
        return translate("DateRow", "{name}: {title}").format(name=self.name, title=self.shown.title)

    @property
    def accessible_description(self) -> str:
        """Its day and its time."""
        day, time = wording.weekday_day(self.shown.starts.date()), wording.clock(self.shown.starts)
        return translate("DateRow", "{day}, {time}").format(day=day, time=time)


class DateRow(FieldRow):
    """A class with its number, its theme and how it stands; a class still to come is moved in place.

    `moved` carries the class as it was shown and its new moment in the course's zone, `more` the class and
    where its menu is asked for, `along` the class that the later ones shall follow.
    """

    moved = Signal(object, object)
    more = Signal(object, object)
    along = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: SessionView | None = None
        self.title = ElidedLabel("", self)
        self.title.setWordWrap(True)
        self.tag = StatusTag(self)
        self.held = Muted("", self)
        self.held.setWordWrap(True)
        self.edit = MomentEdit(self)
        self.note = chip.Tag("", "warning", self)
        self.more_button = QPushButton(self)
        self.more_button.setProperty("role", "quiet")
        icons.set_icon(self.more_button, "more", "muted_strong")
        self.more_button.setFixedWidth(paint.TARGET)
        self.along_button = QPushButton(self.tr("Move later ones along"), self)
        self.along_button.setProperty("role", "quiet")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 6, 8)
        grid.setHorizontalSpacing(4)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.title, 0, 0)
        grid.addWidget(self.tag, 0, 1, 1, 2, Qt.AlignmentFlag.AlignTrailing)
        grid.addWidget(self.held, 1, 0, 1, 2)
        grid.addWidget(self.edit, 1, 0, 1, 2)
        grid.addWidget(self.more_button, 1, 2)
        grid.addWidget(self.note, 2, 0, 1, 3)
        grid.addWidget(self.along_button, 3, 0, 1, 3, Qt.AlignmentFlag.AlignLeading)
        self.note.hide()
        self.along_button.hide()
        self.edit.moved.connect(self._moved)
        self.more_button.clicked.connect(self._open_more)
        self.along_button.clicked.connect(lambda: self.along.emit(self._shown))

    def show_view(self, view: DateLine) -> None:
        shown = self._shown = view.shown
        self.title.setToolTip("")
        self.title.setText(view.accessible_name)
        font = self.title.font()
        font.setStrikeOut(shown.status == "cancelled")
        self.title.setFont(font)
        self.tag.set_tag(*self._standing(shown, view.now))
        planned = shown.status == "planned"
        self.held.setVisible(not planned)
        self.edit.setVisible(planned)
        self.more_button.setAccessibleName(self.tr("More for {name}").format(name=view.name))
        self.edit.name(view.name)
        self.edit.set_moment(shown.starts)
        reason = shown.status == "cancelled" and shown.reason
        when = view.accessible_description
        self.held.setToolTip("")
        self.held.setText(self.tr("{when}: {reason}").format(when=when, reason=reason) if reason else when)
        if view.note != self.note.accessibleName():
            self.note.set_words(view.note, "warning")
            paint.plain_tooltip(self.note, view.note)
        self.note.setVisible(bool(view.note))
        self.along_button.setVisible(view.along)

    def stops(self) -> list[QWidget]:
        return [self.edit.date_edit, self.edit.time_edit, self.more_button, self.along_button]

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

    def _open_more(self) -> None:
        self.more.emit(self._shown, self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._shown is not None:
            self.more.emit(self._shown, event.globalPos())
