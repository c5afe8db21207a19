"""The days on which no class is planned: bank holidays of a nation, and closed days of her own."""

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QDate, QLocale, QTimer, Signal
from PySide6.QtWidgets import QWidget

import massage_studio.bookings.course_planning_queries as queries
from massage_studio.bookings import courses_service
from massage_studio.bookings.course_views import ClosedRange
from massage_studio.errors import KnownError
from massage_studio.exchange.holiday_files import SchoolHoliday, school_holidays
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_settings_holidays_panel import Ui_SettingsHolidaysPanel
from massage_studio.gui.lists.lines import TwoLines, TwoLinesDelegate
from massage_studio.gui.lists.model import ListModel, RowAction
from massage_studio.gui.settings.nations import nation_names
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.fields import level_labels, still
from massage_studio.language import translate
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id

_MANY = 60
"""More days than any school holiday has; so many are asked about."""


class HolidaysPanel(QWidget):
    """Chooses the nation of the bank holidays and keeps closed days.

    `unfolded` carries the fields that are to be filled in, `nation_chosen` the nation's code, `done` a
    sentence, the key of the operation that it tells of, and its Changes.
    """

    unfolded = Signal(object)
    nation_chosen = Signal(str)
    done = Signal(str, object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context: Context | None = None
        self._ranges: tuple[ClosedRange, ...] = ()
        self._edited: UUID | None = None
        self._first = date.min
        self.ui = Ui_SettingsHolidaysPanel()
        self.ui.setupUi(self)
        ui = self.ui
        self._shown = ListModel[ClosedRange, TwoLines](self, lambda one: one.id, self._row, self._actions)
        ui.ranges_list.use(self._shown, TwoLinesDelegate(ui.ranges_list))
        ui.ranges_list.show_all_rows()
        ui.ranges_list.stop_at_buttons_only()
        ui.ranges_list.hide()
        for name, code in nation_names():
            ui.nation_combo.addItem(name, code)
        still(ui.nation_combo)
        level_labels(self)
        for box in (ui.first_edit, ui.last_edit):
            still(box)
        self._fold()
        ui.file_error.hide()
        ui.earlier_button.hide()
        ui.nation_combo.activated.connect(lambda: self.nation_chosen.emit(ui.nation_combo.currentData()))
        ui.ranges_list.acted.connect(self._act)
        ui.add_button.clicked.connect(self._add)
        ui.file_button.clicked.connect(self._choose_file)
        ui.save_button.clicked.connect(self._save)
        ui.leave_button.clicked.connect(self._leave)
        ui.words_edit.returnPressed.connect(self._save)
        ui.first_edit.dateChanged.connect(lambda _: self._follow())
        ui.first_edit.editingFinished.connect(self._follow)
        ui.earlier_button.toggled.connect(lambda _: self._show(self._ranges))

    def use(self, context: Context) -> None:
        """Take the surroundings of the page."""
        self._context = context
        for box in (self.ui.first_edit, self.ui.last_edit):
            # Boxes with a calendar have their padding from the style sheet already.
            box.lineEdit().setTextMargins(0, 0, 0, 0)

    def look(self) -> None:
        """Ask for the closed days as they are."""
        if self._context is not None:
            self._context.tasks.read(queries.closed_ranges, self._show)

    def show_nation(self, nation: str) -> None:
        """Show the nation that is kept."""
        self.ui.nation_combo.setCurrentIndex(max(0, self.ui.nation_combo.findData(nation)))

    def _show(self, ranges: tuple[ClosedRange, ...]) -> None:
        assert self._context is not None
        self._ranges = ranges
        today, ui = self._context.today(), self.ui
        coming = [one for one in ranges if one.last >= today]
        shown = list(ranges) if ui.earlier_button.isChecked() else coming
        self._shown.show(shown)
        ui.ranges_list.setVisible(bool(shown))
        ui.earlier_button.setVisible(len(coming) < len(ranges))

    def _row(self, one: ClosedRange) -> TwoLines:
        return TwoLines(from_to(one.first, one.last), one.words or self.tr("Closed"))

    def _actions(self, one: ClosedRange) -> tuple[RowAction, ...]:
        days = from_to(one.first, one.last)
        return (
            RowAction("change", "", self.tr("Change {days}").format(days=days), icon="edit", role="quiet"),
            RowAction("remove", "", self.tr("Remove {days}").format(days=days), icon="delete", role="quiet"),
        )

    def _act(self, one: ClosedRange, code: str) -> None:
        if code == "change":
            self._edit(one)
        else:
            self._remove(one)

    def _add(self) -> None:
        assert self._context is not None
        day = self._context.today() + timedelta(days=1)
        self._edit(ClosedRange(new_id(), day, day, ""))

    def _choose_file(self) -> None:
        """Bring the school holidays of a calendar file in, as closed days of one operation."""
        assert self._context is not None
        context = self._context
        kinds = self.tr("Calendars (*.ics)")
        path = context.messages.file_to_open(self, self.tr("School holidays"), kinds)
        if path is not None:
            self.ui.file_error.hide()
            read = partial(school_holidays, path, today=context.today())
            context.tasks.make(read, self._keep_file, self._refuse_file)

    def _keep_file(self, found: tuple[SchoolHoliday, ...]) -> None:
        assert self._context is not None
        operation_id = new_id()
        words = self.tr("%n periods without classes are kept, as this calendar has them.", "", len(found))
        self._context.tasks.write(
            partial(
                courses_service.close_periods,
                periods=tuple((one.first, one.last, one.words) for one in found),
                now=self._context.clock(),
                operation_id=operation_id,
            ),
            then=partial(self.done.emit, words, operation_id),
        )

    def _refuse_file(self, error: KnownError) -> None:
        self.ui.file_error.setText(str(error))
        self.ui.file_error.show()

    def _edit(self, shown: ClosedRange) -> None:
        ui, self._edited, self._first = self.ui, shown.id, shown.first
        ui.first_edit.set_day(shown.first)
        ui.last_edit.set_day(shown.last)
        ui.words_edit.setText(shown.words)
        ui.editor_error.hide()
        ui.editor_panel.show()
        ui.add_button.setEnabled(False)
        ui.first_edit.setFocus()
        # Once the fields have their places.
        QTimer.singleShot(0, self, lambda: self.unfolded.emit(ui.editor_panel))

    def _follow(self) -> None:
        """The last day is never before the first while that is chosen."""
        first = self.ui.first_edit.day()
        if first != self._first and self.ui.last_edit.day() < first:
            self.ui.last_edit.set_day(first)
        self._first = first

    def _save(self) -> None:
        assert self._context is not None
        if self._edited is None:
            return
        ui, operation_id = self.ui, new_id()
        first, last = ui.first_edit.day(), ui.last_edit.day()
        count = (last - first).days + 1
        if count > _MANY and not self._context.messages.ask(
            self,
            self.tr("These are %n days without a class.", "", count),
            self.tr("From {first} to {last}. Look at the years of both days.").format(
                first=wording.full_day(first), last=wording.full_day(last)
            ),
            self.tr("Close them all"),
        ):
            ui.last_edit.setFocus()
            return
        words = self.tr("No class is planned on {days}.").format(days=from_to(first, last))

        def kept(changes: Changes) -> None:
            self._leave()
            self.done.emit(words, operation_id, changes)

        self._context.tasks.write(
            partial(
                courses_service.close_days,
                closed_id=self._edited,
                first=first,
                last=last,
                words=ui.words_edit.text(),
                now=self._context.clock(),
                operation_id=operation_id,
            ),
            then=kept,
            failed=self._refused,
        )

    def _refused(self, failed: FailedWrite) -> None:
        self.ui.editor_error.setText(str(failed.error))
        self.ui.editor_error.show()

    def _remove(self, shown: ClosedRange) -> None:
        assert self._context is not None
        operation_id = new_id()
        words = self.tr("Classes are planned again on {days}.").format(days=from_to(shown.first, shown.last))
        self._context.tasks.write(
            partial(
                courses_service.open_days,
                closed_id=shown.id,
                now=self._context.clock(),
                operation_id=operation_id,
            ),
            then=partial(self.done.emit, words, operation_id),
        )

    def _leave(self) -> None:
        self._fold()
        self.ui.add_button.setFocus()

    def _fold(self) -> None:
        self._edited = None
        self.ui.editor_panel.hide()
        self.ui.add_button.setEnabled(True)


def from_to(first: date, last: date) -> str:
    """Return "26 Oct to 30 Oct 2026", or one day alone."""
    if first == last:
        return wording.full_day(first)
    before = wording.short_day(first) if first.year == last.year else _short(first)
    return translate("HolidaysPanel", "{first} to {last}").format(first=before, last=_short(last))


def _short(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")
