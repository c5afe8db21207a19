"""A date and a time beside each other, read as the clock on the wall."""

from datetime import datetime, time

from PySide6.QtCore import QEvent, QObject, QTime, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QTimeEdit, QWidget

from massage_studio.gui.bookings.day_box import DayBox
from massage_studio.gui.widgets.fields import inset

_QUIET_MS = 700
_TAKING_BACK = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class _Hour(QTimeEdit):
    """A time that Tab leaves at once."""

    def focusNextPrevChild(self, next: bool) -> bool:
        return QWidget.focusNextPrevChild(self, next)


class MomentEdit(QWidget):
    """A local moment to be edited in place; `moved` carries it, without a zone, once it was changed.

    Return, leaving the field or a choice in the calendar settles a change; arrow keys settle after a moment's
    quiet, so that ten presses are one change.
    """

    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.date_edit = DayBox(self)
        self.time_edit = _Hour(self)
        self.time_edit.setDisplayFormat("HH:mm")
        inset(self.time_edit)
        self.time_edit.setFixedWidth(self.fontMetrics().horizontalAdvance("00:00") + 56)
        self._settled = datetime(2000, 1, 1)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_QUIET_MS)
        self._quiet.timeout.connect(self.settle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.date_edit, 1)
        row.addWidget(self.time_edit)
        for edit in (self.date_edit, self.time_edit):
            edit.setKeyboardTracking(False)
            edit.dateTimeChanged.connect(lambda _: self._quiet.start())
            edit.editingFinished.connect(self.settle)
            edit.installEventFilter(self)
        self.setFocusProxy(self.date_edit)
        self.setTabOrder(self.date_edit, self.time_edit)

    def name(self, what: str) -> None:
        """Tell screen readers whose date and time these are."""
        self.date_edit.setAccessibleName(self.tr("{what}, date").format(what=what))
        self.time_edit.setAccessibleName(self.tr("{what}, time").format(what=what))

    def moment(self) -> datetime:
        """Return what is shown, without a zone."""
        hour = self.time_edit.time()
        return datetime.combine(self.date_edit.day(), time(hour.hour(), hour.minute()))

    def set_moment(self, moment: datetime) -> None:
        """Show another moment by its own clock; what is being edited right now is left alone."""
        moment = moment.replace(tzinfo=None)
        if moment == self._settled:
            return
        self._settled = moment
        self._show_settled()

    def _show_settled(self) -> None:
        self.date_edit.set_day(self._settled.date())
        self.time_edit.setTime(QTime(self._settled.hour, self._settled.minute))
        self._quiet.stop()

    def settle(self) -> None:
        """Tell of a change, if there is one."""
        self._quiet.stop()
        moment = self.moment()
        if moment != self._settled:
            self._settled = moment
            self.moved.emit(moment)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A wheel that passes over the list must scroll it, not move a class.
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        if isinstance(event, QKeyEvent) and any(event.matches(keys) for keys in _TAKING_BACK):
            return self._take_back(event)
        return super().eventFilter(watched, event)

    def _take_back(self, event: QKeyEvent) -> bool:
        """Ctrl+Z takes back what is not settled yet; with nothing of that it is the page's.

        Fields would keep these keys for the letters in them, and the last change would stay.
        """
        unsettled = self.moment() != self._settled
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(unsettled)
        elif event.type() == QEvent.Type.KeyPress and unsettled:
            self._show_settled()
        return True
