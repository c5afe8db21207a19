"""The calendar: a week or a month of classes, painted by venue, and the same as an agenda."""

from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

import massage_studio.bookings.calendar_queries as queries
from massage_studio.bookings.calendar_views import CalendarEntry, Period
from massage_studio.gui import icons, wording
from massage_studio.gui.bookings import calendar_words as words
from massage_studio.gui.bookings import export_calendar
from massage_studio.gui.bookings.agenda import AgendaRow
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_calendar_page import Ui_BookingsCalendarPage
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.calendar_view import CalendarDay, CalendarItem, CalendarView
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.turning_row import TurningRow
from massage_studio.store.changes import Thing

_ANY_WIDTH = 16_777_215  # QWIDGETSIZE_MAX

_MOST_IN_MENU = 20


class CalendarPage(Page):
    """Opened with a day or with nothing, which is today; a class opens in its class room or on its course."""

    shows = frozenset({Thing.BOOKINGS, Thing.REGISTER, Thing.STUDIO})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_BookingsCalendarPage()
        self.ui.setupUi(self)
        self._day = context.today()
        self._mode: words.Mode = "month"
        self.period: Period | None = None
        self._periods = Latest()
        self._entries: dict[UUID, CalendarEntry] = {}
        self.undo = OfficeUndo(self)
        self._build()
        self._wire()

    def _build(self) -> None:
        ui = self.ui
        self.empty = EmptyState(
            "classes",
            self.tr("Your classes stand here by day and by venue, once a course is planned."),
            self.tr("Plan a course"),
            self,
        )
        ui.body_row.addWidget(self.empty, 1)
        icons.set_icon(ui.before_button, "back")
        icons.set_icon(ui.after_button, "forward")
        self._place_agenda(below=False)
        turning = TurningRow(self, ui.body_row, 74)
        turning.turned.connect(lambda below: self._place_agenda(below=below))
        ui.before_button.setToolTip(self.tr("Earlier (Page Up)"))
        ui.after_button.setToolTip(self.tr("Later (Page Down)"))
        ui.today_button.setToolTip(self.tr("Today (T)"))
        self.setFocusProxy(ui.month_view)
        for widget in (self.empty, ui.nothing_label, ui.nearest_button):
            widget.hide()

    def _place_agenda(self, *, below: bool) -> None:
        """Give the agenda its column, or where it stands below the calendar all the width."""
        letter = self.fontMetrics().horizontalAdvance("m")
        self.ui.agenda_side.setFixedWidth(letter * 25)
        if below:
            self.ui.agenda_side.setMaximumWidth(_ANY_WIDTH)
        self.ui.agenda_side.setMinimumHeight(letter * 18 if below else 0)

    def _wire(self) -> None:
        ui = self.ui
        ui.before_button.clicked.connect(partial(self._turn, -1))
        ui.after_button.clicked.connect(partial(self._turn, 1))
        ui.today_button.clicked.connect(self._to_today)
        ui.mode_button.clicked.connect(self._change_mode)
        ui.export_button.clicked.connect(self._export)
        ui.nearest_button.clicked.connect(self._to_nearest)
        self.empty.first_step.connect(lambda: self.go.emit("classes", None))
        for view in (ui.month_view, ui.week_view):
            view.opened.connect(self._open)
            view.chosen.connect(ui.agenda.choose)
            view.left.connect(self._to)
            view.day_opened.connect(self._open_day)
        ui.agenda.opened.connect(self._open)
        ui.agenda.pointed.connect(self._point)
        for key, act in (
            (Qt.Key.Key_PageUp, partial(self._turn, -1)),
            (Qt.Key.Key_PageDown, partial(self._turn, 1)),
            (Qt.Key.Key_T, self._to_today),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def open(self, key: Any) -> None:
        """Show the week or month of a day; None shows today's on a first visit and stays after that."""
        if isinstance(key, date):
            self._to(key)

    def reload(self) -> None:
        first, last = words.span(self._mode, self._day)
        self.context.tasks.read(
            partial(
                queries.period,
                first=first,
                last=last,
                zone=self.context.profile.zone,
                nation=self.context.profile.nation,
                today=self.context.today(),
            ),
            self._show,
            latest=self._periods,
        )
        self.undo.look()

    def view(self) -> CalendarView:
        """The painted calendar in view: of the month or of the week."""
        view: CalendarView = self.ui.week_view if self._mode == "week" else self.ui.month_view
        return view

    def _show(self, period: Period) -> None:
        ui, today = self.ui, self.context.today()
        self.period = period
        self._entries = {entry.session_id: entry for entry in period.entries}
        somewhere = period.nearest is not None
        self.empty.setVisible(not somewhere)
        moving = (ui.before_button, ui.today_button, ui.after_button, ui.mode_button)
        for widget in (ui.view_card, ui.agenda_side, ui.export_button, *moving):
            widget.setVisible(somewhere)
        month = self._day.month if self._mode == "month" else 0
        days = words.days(period.first, period.last, period, today, month)
        items = [words.item(entry, period.marks[entry.venue_id], today) for entry in period.entries]
        ui.heading.setText(words.name(self._mode, self._day) if somewhere else self.tr("Calendar"))
        inside = [one for one in period.entries if month in (0, one.starts.month)]
        ui.subtitle.setText(words.counted(inside) if somewhere else self.tr("No classes yet"))
        ui.legend.show_venues(self._venues(period))
        view = self.view()
        ui.views.setCurrentWidget(view)
        self.setFocusProxy(view)
        ui.agenda.show_rows(self._rows(days, items, month))
        with QSignalBlocker(view):
            view.show_days(days, items, self._day)
        current = view.current()
        ui.agenda.choose(current.key if current else None, at_top=True)
        self._show_nearest(period, bool(inside))

    def _venues(self, period: Period) -> list[tuple[int, str]]:
        names = {period.marks[entry.venue_id]: entry.venue for entry in period.entries}
        return sorted(names.items())

    def _rows(self, days: list[CalendarDay], items: list[CalendarItem], month: int) -> tuple[AgendaRow, ...]:
        rows = []
        for day in days:
            of_day = [item for item in items if item.day == day.day]
            if (of_day or day.note) and not day.outside:
                rows.append(AgendaRow(day))
                rows += [AgendaRow(day, item, self._end(self._entries[item.key])) for item in of_day]
        return tuple(rows)

    def _end(self, entry: CalendarEntry) -> str:
        """Return the second line of a class in the agenda: what is amiss, else which it is and where."""
        if entry.clashes:
            return words.clash_in_short(entry)
        if entry.status == "cancelled":
            told = words.standing(entry)
            return told[:1].upper() + told[1:]
        counted = f"{entry.number}/{entry.of}" if entry.of > 1 else ""
        return " · ".join(part for part in (counted, entry.venue) if part)

    def _show_nearest(self, period: Period, any_class: bool) -> None:
        ui, nearest = self.ui, period.nearest
        offered = not any_class and nearest is not None
        ui.nothing_label.setVisible(offered)
        ui.nearest_button.setVisible(offered)
        if nearest is not None and offered:
            told = self.tr("No class here. The next one is on {day}.")
            if nearest < self.context.today():
                told = self.tr("No class here. The last one was on {day}.")
            ui.nothing_label.setText(told.format(day=wording.full_day(nearest)))

    def _turn(self, step: int) -> None:
        if self._mode == "week":
            self._to(self._here() + timedelta(weeks=step))
            return
        here = self._here()
        month = here.year * 12 + here.month - 1 + step
        # The same day of the other month, or its last one where it is shorter.
        begin = date(month // 12, month % 12 + 1, 1)
        end = (begin + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        self._to(min(begin + timedelta(days=here.day - 1), end))

    def _here(self) -> date:
        """Return the day under the cursor where it is in what is shown, else the day that was asked for."""
        under = self.view().current_day()
        if under is not None and words.span(self._mode, under) == words.span(self._mode, self._day):
            return under
        return self._day

    def _to(self, day: date) -> None:
        self._day = day
        self.mark_stale()

    def _to_today(self) -> None:
        self._to(self.context.today())

    def _to_nearest(self) -> None:
        if self.period is not None and self.period.nearest is not None:
            self._to(self.period.nearest)

    def _change_mode(self) -> None:
        """Show the other kind of calendar around the day under the cursor."""
        day = self._here()
        self._set_mode("month" if self._mode == "week" else "week")
        self._to(day)

    def _set_mode(self, mode: words.Mode) -> None:
        self._mode = mode
        self.ui.mode_button.setText(self.tr("Show &month") if mode == "week" else self.tr("Show &week"))

    def _open_day(self, day: date) -> None:
        self._set_mode("week")
        self._to(day)

    def _point(self, key: UUID) -> None:
        view = self.view()
        with QSignalBlocker(view):
            view.choose(key)

    def _open(self, key: UUID) -> None:
        """Open the class room of what runs or was held or is today's, else the course with its dates."""
        entry = self._entries[key]
        here = entry.status in ("running", "finished") or entry.starts.date() == self.context.today()
        if here and entry.status != "cancelled":
            self.go.emit("class_room", entry.session_id)
        else:
            self.go.emit("classes", entry.course_id)

    def _export(self) -> None:
        menu = self.export_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.ui.export_button.mapToGlobal(self.ui.export_button.rect().bottomLeft()))

    def export_menu(self) -> QMenu:
        """Return the choice of what to export: all classes, or a course that is in view."""
        menu = QMenu(self)
        everything = menu.addAction(self.tr("&All classes"))
        everything.triggered.connect(partial(self._export_course, None, ""))
        courses = {entry.course_id: entry.course for entry in self._entries.values()}
        if courses:
            menu.addSeparator()
        for key, name in list(courses.items())[:_MOST_IN_MENU]:
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(partial(self._export_course, key, name))
        return menu

    def _export_course(self, course_id: UUID | None, name: str, _checked: bool = False) -> None:
        export_calendar.offer(self.context, self, course_id, name)
