"""The Classes page: the courses, and one of them with its dates and its families."""

from functools import partial
from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from massage_studio.bookings import course_list_queries, courses_service, roster_queries
from massage_studio.bookings.roster_views import BookingRow, RosterView
from massage_studio.bookings.views import CourseList, CourseRow, SessionView
from massage_studio.exchange.list_queries import ListName
from massage_studio.gui import icons, wording
from massage_studio.gui.bookings.booking_actions import BookingActions
from massage_studio.gui.bookings.course_item import CourseDelegate, CourseItem, course_item, places
from massage_studio.gui.bookings.date_dialogs import ask_to_cancel_course
from massage_studio.gui.bookings.dates_panel import DatesPanel
from massage_studio.gui.bookings.expiry import Expiry
from massage_studio.gui.bookings.family_dialog import FamilyDialog, PlacesLeft
from massage_studio.gui.bookings.planning import plan_course
from massage_studio.gui.bookings.roster import Roster
from massage_studio.gui.context import Context
from massage_studio.gui.families import export_list
from massage_studio.gui.families.export_list import list_words
from massage_studio.gui.forms.ui_bookings_page import Ui_BookingsPage
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.action_button import ActionButton
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.turning_row import TurningRow
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id

_PAST = 15
"""How many courses that are over are listed at first, and how many more with each press."""


class BookingsPage(Page):
    """Courses on the left; dates, places and families of the chosen one on the right."""

    shows = frozenset({Thing.BOOKINGS, Thing.FAMILIES, Thing.PAYMENTS, Thing.CURRICULUM})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_BookingsPage()
        self.ui.setupUi(self)
        self._wanted: UUID | None = None
        self._course: CourseRow | None = None
        self._reveal = False
        self._to_roster = False
        self._past = _PAST
        # Whether those are shown that were archived, and whether there are only those left to show.
        self._archived = self._only_archived = self._more = False
        self._ordered: list[QWidget] = []
        self._rosters = Latest()
        self._room = PlacesLeft(0, 0)
        self._refused: BookingRow | None = None
        self.courses = ListModel[CourseRow, CourseItem](
            self, lambda course: course.id, lambda course: course_item(course, self.context.today())
        )
        self.undo = OfficeUndo(self, self.ui.undo_button)
        self.booking_actions = BookingActions(self, self.undo)
        self.expiry = Expiry(self)
        self._build()
        self._wire()

    def _build(self) -> None:
        self.empty = EmptyState(
            "classes",
            self.tr("Your courses belong here: their dates, and who has a place."),
            self.tr("Plan a course"),
            self,
        )
        self.ui.body_row.addWidget(self.empty, 1)
        self.nobody = EmptyState(
            "families",
            self.tr("Nobody is on this course yet. Add a family, or bring in a list from your booking site."),
            self.tr("Add a family"),
            self.ui.roster_card,
        )
        self.ui.roster_column.addWidget(self.nobody, 1)
        self.nobody.hide()
        self.ui.course_list.use(self.courses, CourseDelegate(self.ui.course_list))
        self.earlier_button = ActionButton(self.tr("Show earlier courses"))
        self.earlier_button.hide()
        self.ui.course_column.addWidget(self.earlier_button)
        self.dates = DatesPanel(self.context, self.ui.dates_list)
        _around(self.ui.dates_list).addWidget(self.dates)
        self.roster = Roster(self.ui.roster_list)
        _around(self.ui.roster_list).addWidget(self.roster)
        icons.set_icon(self.ui.more_button, "more", "muted_strong")
        letter = self.fontMetrics().horizontalAdvance("m")
        self.ui.course_list.setFixedWidth(letter * 20)
        for row in (self.ui.header_row, self.ui.summary_row, self.ui.cards_row):
            turning = TurningRow(self, row, 88)
        turning.turned.connect(
            lambda narrow: self.ui.course_list.setFixedWidth(letter * (17 if narrow else 20))
        )
        self.ui.dates_card.setMinimumHeight(letter * 22)
        self.ui.roster_card.setMinimumHeight(letter * 30)
        for widget in (self.empty, self.ui.course_list, self.ui.course_panel, self.ui.import_button):
            widget.hide()

    def _wire(self) -> None:
        self.ui.new_course_button.clicked.connect(self._new_course)
        self.ui.course_list.opened.connect(self._choose)
        self.ui.course_list.moved_to.connect(self._choose)
        self.empty.first_step.connect(self._new_course)
        self.earlier_button.clicked.connect(self._show_earlier)
        self.nobody.first_step.connect(self._add_family)
        self.ui.import_button.clicked.connect(self._import)
        self.ui.add_family_button.clicked.connect(self._add_family)
        self.ui.print_button.clicked.connect(self._print)
        self.ui.open_button.clicked.connect(self._open_class_room)
        self.ui.calendar_button.clicked.connect(self._open_calendar)
        self.ui.money_button.clicked.connect(lambda: self.go.emit("money", None))
        self.ui.more_button.clicked.connect(self._open_menu)
        self.ui.full_banner.action.connect(self._wait_instead)
        self.roster.wanted.connect(self.booking_actions.do)
        self.booking_actions.full.connect(self._offer_the_list)
        self.dates.list.fitted.connect(self._fit_dates)
        self.dates.done.connect(self.undo.tell)
        self.dates.go.connect(self.go)
        self.dates.planned.connect(self._show_next)
        self.dates.refused.connect(self.reload)

    def open(self, key: Any) -> None:
        """Show a course by its key, or plan a new one by ("plan", code of a plan).

        None keeps the one that was chosen last, or the next to come.
        """
        if isinstance(key, tuple):
            _, plan_code = key
            plan_course(self.context, self, self._made, self._course, plan_code)
        if isinstance(key, UUID):
            self._wanted = key
            self._reveal = True
            if self.isVisible():
                self.mark_stale()

    def reload(self) -> None:
        """Ask for the courses, then for the bookings of the chosen one."""
        self.ui.full_banner.clear()
        self.context.tasks.read(
            partial(
                course_list_queries.course_list,
                now=self.context.clock(),
                past=self._past,
                also=self._wanted,
                archived=self._archived,
            ),
            self._show,
        )
        self.undo.look()

    def hideEvent(self, event: QHideEvent) -> None:
        # What was said of a place may not hold any more when somebody comes back.
        self.ui.full_banner.clear()
        super().hideEvent(event)

    def _show_earlier(self) -> None:
        if self._archived and not self._more:
            self._archived, self._wanted = False, None
        else:
            self._archived |= self._only_archived
            self._past += _PAST
        self.reload()

    def _show(self, found: CourseList) -> None:
        courses = found.courses
        any_course = bool(courses)
        self.empty.setVisible(not any_course)
        for widget in (self.ui.course_list, self.ui.course_panel, self.ui.import_button):
            widget.setVisible(any_course)
        self.ui.new_course_button.setVisible(any_course)
        self.ui.subtitle.setText(self._summary(courses))
        self._course = next(
            (one for one in courses if one.id == self._wanted), courses[0] if courses else None
        )
        self.courses.show(courses)
        self._begin_at_courses(any_course)
        self._more, self._only_archived = found.more, found.archived
        words = self.tr("Show archived courses") if found.archived else self.tr("Show earlier courses")
        hiding = self._archived and not found.more and any(course.archived for course in courses)
        self.earlier_button.setVisible(found.more or hiding)
        self.earlier_button.set_words(self.tr("Hide archived courses") if hiding else words)
        if self._course is not None:
            self._wanted = self._course.id
            self.ui.course_list.setCurrentIndex(self.courses.index(courses.index(self._course)))
            self._show_course(self._course)

    def _begin_at_courses(self, any_course: bool) -> None:
        """Let the keys begin at the chosen course: its families are a few Tabs from there."""
        begins = self.hasFocus()
        if any_course:
            self.setFocusProxy(self.ui.course_list)
        if begins and any_course:
            self.ui.course_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _summary(self, courses: tuple[CourseRow, ...]) -> str:
        coming = [course for course in courses if course.next]
        if not courses:
            return self.tr("No courses yet")
        if not coming:
            return self.tr("No classes to come")
        words = self.tr("%n courses running or to come", "", len(coming))
        free = sum(max(0, course.capacity - course.taken) for course in coming)
        waiting = sum(course.waiting for course in coming)
        counts = self.tr("places free: {free}, waiting: {waiting}").format(free=free, waiting=waiting)
        return f"{words} · {counts}"

    def _choose(self, course: CourseRow) -> None:
        self._course, self._wanted = course, course.id
        self.ui.full_banner.clear()
        self._show_course(course)

    def _show_course(self, course: CourseRow) -> None:
        self.ui.course_title.setToolTip("")
        self.ui.course_title.setText(course.name)
        price = wording.money(course.price, course.currency)
        self.ui.course_line.setToolTip("")
        self.ui.course_line.setText(f"{course.venue.name} · {price}")
        self.ui.open_button.setEnabled(self._to_open(course) is not None)
        self.ui.print_button.setEnabled(bool(course.held))
        self.ui.places_label.setText(places(course))
        self.ui.places_line.set_progress(course.taken, course.capacity, places(course))
        self.dates.show_course(course)
        self.context.tasks.read(
            partial(roster_queries.roster, course_id=course.id, now=self.context.clock()),
            self._show_roster,
            latest=self._rosters,
        )
        if self._reveal:
            self._reveal = False
            self.ui.course_list.scrollTo(self.ui.course_list.currentIndex())

    def _show_roster(self, view: RosterView) -> None:
        waiting = {one.booking.baby.family_id for one in view.places if one.turn}
        self._room = PlacesLeft(view.free, len(waiting))
        self.roster.show_roster(view)
        if view.free > 0:
            self.ui.full_banner.clear()
        self.nobody.setVisible(not view.places)
        self.ui.roster_list.setVisible(bool(view.places))
        if self._to_roster and view.places:
            # The button that was pressed may be gone; the work goes on among the families.
            self._to_roster = False
            self.roster.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._order()

    def _fit_dates(self) -> None:
        # Wide enough for a date, a time and the scroll bar, however narrow the window is.
        self.ui.dates_scroll.setMinimumWidth(self.dates.list.minimumSizeHint().width() + 20)
        self._order()

    def _order(self) -> None:
        """Let Tab go down the courses, then along the buttons, the families and the dates."""
        ui = self.ui
        chain: list[QWidget] = [ui.import_button, ui.course_list, self.earlier_button]
        chain += [ui.add_family_button, ui.print_button, ui.open_button, ui.more_button]
        chain += [self.roster.list, self.roster.gone_button]
        chain += self.dates.stops()
        if chain != self._ordered:
            self._ordered = chain
            for widget, following in pairwise(chain):
                QWidget.setTabOrder(widget, following)

    def _offer_the_list(self, place: BookingRow, words: str) -> None:
        """Say in the list itself that there is no place, and how to wait for one."""
        self._refused = place
        baby = place.booking.baby.given_name
        action = "" if place.booking.status == "waiting" else self.tr("Put {baby} on the waiting list")
        self.ui.full_banner.show_message("warning", words, action.format(baby=baby))

    def _wait_instead(self) -> None:
        self.ui.full_banner.clear()
        if self._refused is not None:
            self.booking_actions.wait(self._refused)

    def _new_course(self) -> None:
        plan_course(self.context, self, self._made, self._course)

    def _made(self, course_id: UUID, operation_id: UUID, changes: Changes) -> None:
        self._show_next(course_id)
        words = self.tr("The course is planned. Its places can be filled now.")
        self.undo.tell(words, operation_id, changes)

    def _show_next(self, course_id: UUID) -> None:
        self._wanted, self._reveal = course_id, True
        # Not left on a date, which an arrow would move.
        self.ui.course_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_family(self) -> None:
        if self._course is not None:
            dialog = FamilyDialog(self.context, self._course, self._room, self._added, self)
            self.context.messages.open_dialog(dialog)

    def _added(self, words: str, operation_id: UUID, changes: Changes) -> None:
        self._to_roster = True
        self.undo.tell(words, operation_id, changes)

    def _open_calendar(self) -> None:
        coming = self._course.next if self._course else None
        self.go.emit("calendar", coming.starts.date() if coming else None)

    def _import(self) -> None:
        self.go.emit("import", self._course.id if self._course else None)

    def _print(self) -> None:
        if self._course is not None and self._course.held:
            self.go.emit("handouts", ("register", (self._course.next or self._course.held[-1]).id))

    def _open_class_room(self) -> None:
        class_ = self._to_open(self._course) if self._course is not None else None
        if class_ is None:
            return
        day = wording.long_day(class_.starts.date())
        if class_.starts.date() == self.context.today() or self.context.messages.ask(
            self,
            self.tr("The next class of this course is on {day}.").format(day=day),
            self.tr("Opened now, it begins now."),
            self.tr("Open it today"),
        ):
            self.go.emit("class_room", class_.id)

    def _to_open(self, course: CourseRow) -> SessionView | None:
        """Return today's class, however late it is, else the next one."""
        waits = (one for one in course.held if one.status in ("planned", "running"))
        return next((one for one in waits if one.starts.date() == self.context.today()), course.next)

    def course_menu(self) -> QMenu:
        """Make the menu of where else this course leads."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        course = self._course
        if course is None:
            return menu
        menu.addAction(self.tr("Show in the &calendar"), self._open_calendar)
        lists = menu.addMenu(self.tr("&Export a list"))
        names: tuple[ListName, ...] = ("attendees", "bookings", "attendance")
        for name in names:
            export = partial(export_list.offer, self.context, self, name)
            lists.addAction(list_words(name), partial(export, course_id=course.id, course=course.name))
        menu.addAction(self.tr("C&hase list of all courses"), partial(self.go.emit, "chase", None))
        if course.waiting:
            waiting = partial(self.go.emit, "letters", ("waiting", course.id))
            menu.addAction(self.tr("Write to the waiting l&ist"), waiting)
        if any(one.status == "planned" for one in course.sessions):
            menu.addAction(self.tr("Cancel the &whole course…"), partial(self._cancel_course, course))
        menu.addAction(self.tr("&Letters to the families"), partial(self.go.emit, "letters", course.id))
        if course.next is None:
            words = (
                self.tr("Take it out of the &archive") if course.archived else self.tr("&Archive this course")
            )
            menu.addAction(words, partial(self._archive, course))
        if not self.roster.lines.views and not any(
            one.status in ("running", "finished") for one in course.sessions
        ):
            menu.addSeparator()
            menu.addAction(self.tr("&Delete this course"), partial(self._remove, course))
        return menu

    def _archive(self, course: CourseRow) -> None:
        operation_id, archived = new_id(), not course.archived
        words = self.tr("{course} is archived.") if archived else self.tr("{course} is in the list again.")
        if archived:
            self._wanted = None
        self.context.tasks.write(
            partial(
                courses_service.archive_course,
                course_id=course.id,
                archived=archived,
                now=self.context.clock(),
                operation_id=operation_id,
            ),
            then=partial(self.undo.tell, words.format(course=course.name), operation_id),
        )
        self.ui.course_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, course: CourseRow) -> None:
        operation_id = new_id()
        words = self.tr("{course} is deleted.").format(course=course.name)
        self.context.tasks.write(
            partial(
                courses_service.remove_course,
                course_id=course.id,
                now=self.context.clock(),
                operation_id=operation_id,
            ),
            then=partial(self.undo.tell, words, operation_id),
        )
        self.ui.course_list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel_course(self, course: CourseRow) -> None:
        write = partial(self.go.emit, "letters", ("called_off", course.id)) if course.taken else None
        ask_to_cancel_course(self.context, self, course, self.undo.tell, write)

    def _open_menu(self) -> None:
        button = self.ui.more_button
        self.course_menu().popup(button.mapToGlobal(QPoint(0, button.height())))


def _around(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    return row
