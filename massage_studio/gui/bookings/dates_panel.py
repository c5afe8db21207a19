"""The dates of a course, each to be moved in place, moved with the later ones, or cancelled."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

import massage_studio.bookings.course_planning_queries as queries
from massage_studio.bookings import dates_service
from massage_studio.bookings.course_views import DateFact
from massage_studio.bookings.views import CourseRow, SessionView
from massage_studio.gui import wording
from massage_studio.gui.bookings import planning
from massage_studio.gui.bookings.date_dialogs import ask_reason, ask_replacement, ask_shift
from massage_studio.gui.bookings.date_notes import date_note
from massage_studio.gui.bookings.date_row import DateLine, DateRow
from massage_studio.gui.bookings.verb_protocols import OperationVerb
from massage_studio.gui.context import Context
from massage_studio.gui.lists.fields import FieldList
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.tasks import FailedWrite, Latest
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id


class DatesPanel(QWidget):
    """The classes of one course; what is done here is written at once and can be taken back.

    `done` carries a sentence, the key of the operation that it tells of and its Changes; `go` asks for
    another page, as a page does. `planned` carries the key of the next term's course, `refused` tells that
    the dates must be shown again as they are.
    """

    done = Signal(str, object, object)
    go = Signal(str, object)
    planned = Signal(object)
    refused = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.list = FieldList(self)
        self.list.setAccessibleName(self.tr("Dates of the course"))
        self._lines = ListModel[DateLine, DateLine](self, lambda line: line.place, lambda line: line)
        self.list.use(self._lines, self._make_row, 4)
        self._notes: dict[UUID, str] = {}
        self._course: CourseRow | None = None
        self._facts = Latest()
        self._moved: tuple[UUID, timedelta, datetime] | None = None
        self.change_button = self._button(self.tr("C&hange course"))
        self.next_button = self._button(self.tr("Next &term"))
        foot = QHBoxLayout()
        foot.setSpacing(6)
        foot.addWidget(self.change_button, 1)
        foot.addWidget(self.next_button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(0)
        column.addWidget(self.list)
        column.addLayout(foot)
        column.addStretch()
        self.change_button.clicked.connect(self._change)
        self.next_button.clicked.connect(self._plan_next)

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        return button

    def show_course(self, course: CourseRow) -> None:
        """Show the dates of a course as they are."""
        if self._moved is not None and not any(
            (one.id, one.starts) == (self._moved[0], self._moved[2]) for one in course.sessions
        ):
            # Taken back, or moved on from elsewhere: the later classes have nothing to follow.
            self._moved = None
        self._course = course
        self._show_lines()
        self.context.tasks.read(
            partial(queries.date_facts, course_id=course.id, nation=self.context.profile.nation),
            self._show_facts,
            latest=self._facts,
        )

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, from the top."""
        return [*self.list.stops(), self.change_button, self.next_button]

    def menu_for(self, shown: SessionView) -> QMenu:
        """Make the menu of what can be done with a class."""
        menu = QMenu(self)
        menu.setToolTipsVisible(False)
        if shown.status == "cancelled":
            menu.addAction(self.tr("&Hold it after all"), partial(self._hold, shown))
            if not any(one.replaces == shown.id and one.status != "cancelled" for one in self._sessions()):
                menu.addAction(self.tr("&Add a class in its place…"), partial(self._replace, shown))
            return menu
        paper = (self.tr("Type in a &paper cue sheet"), partial(self.go.emit, "quick_entry", shown.id))
        if shown.status != "planned":
            menu.addAction(*paper)
            return menu
        later = bool(self._later(shown))
        week = shown.starts.replace(tzinfo=None) + timedelta(weeks=1)
        words = self.tr("This and all later ones on by a &week") if later else self.tr("On by a &week")
        menu.addAction(words, partial(self._move_on, shown, week, push_first=True))
        if later:
            menu.addAction(self.tr("&Move this and all later ones…"), partial(self._shift, shown))
        menu.addSeparator()
        if self._course is not None and self._course.taken:
            write = partial(self.go.emit, "letters", ("message", shown.id))
            menu.addAction(self.tr("W&rite to everyone of this class"), write)
        menu.addAction(*paper)
        menu.addSeparator()
        menu.addAction(self.tr("&Cancel this class…"), partial(self._cancel, shown))
        return menu

    def _make_row(self, _: DateLine) -> DateRow:
        row = DateRow()
        row.moved.connect(self._move)
        row.more.connect(self._open_menu)
        row.along.connect(self._move_later)
        return row

    def _show_lines(self) -> None:
        now, moved = self.context.clock(), self._moved[0] if self._moved else None
        self._lines.show(
            [
                # The row of a place stays, whichever class comes to stand there.
                DateLine(place, one, now, self._notes.get(one.id, ""), along=one.id == moved)
                for place, one in enumerate(self._sessions())
            ]
        )

    def _open_menu(self, shown: SessionView, place: QPoint) -> None:
        menu = self.menu_for(shown)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _show_facts(self, facts: tuple[DateFact, ...]) -> None:
        self._notes = {fact.session_id: date_note(fact.closed, fact.met) for fact in facts}
        self._show_lines()

    def _sessions(self) -> tuple[SessionView, ...]:
        return self._course.sessions if self._course else ()

    def _later(self, shown: SessionView) -> list[SessionView]:
        return [one for one in self._sessions() if one.status == "planned" and one.starts > shown.starts]

    def _move(self, shown: SessionView, starts: datetime) -> None:
        later = self._later(shown)
        shift = starts.replace(tzinfo=None) - shown.starts.replace(tzinfo=None)

        def moved() -> None:
            self._moved = (shown.id, shift, starts) if later else None

        words = self.tr("The class is now on {day} at {time}.").format(
            day=wording.weekday_day(starts.date()), time=wording.clock(starts)
        )
        self._write(partial(dates_service.move_class, session_id=shown.id, starts=starts), words, moved)

    def _move_later(self, shown: SessionView) -> None:
        """Let the classes after one that was moved follow it by the same shift."""
        if self._moved is None:
            return
        _, shift, _ = self._moved
        before = shown.starts.replace(tzinfo=None) - shift
        later = [
            one
            for one in self._sessions()
            if one.status == "planned" and one.id != shown.id and one.starts.replace(tzinfo=None) > before
        ]
        if later:
            self._move_on(later[0], later[0].starts.replace(tzinfo=None) + shift, push_first=True)

    def _move_on(self, shown: SessionView, wall: datetime, *, push_first: bool = False) -> None:
        count = len(self._later(shown)) + 1
        words = self.tr("%n classes are moved.", "", count)
        self._write(
            partial(
                dates_service.move_on_past_closed_days,
                session_id=shown.id,
                wall=wall,
                nation=self.context.profile.nation,
                first_too=push_first,
            ),
            words,
        )

    def _shift(self, shown: SessionView) -> None:
        ask_shift(self.context, self, (shown, *self._later(shown)), partial(self._move_on, shown))

    def _cancel(self, shown: SessionView) -> None:
        write = None
        if self._course is not None and self._course.taken:
            write = partial(self.go.emit, "letters", ("cancelled", shown.id))
        ask_reason(self.context, self, shown, self.done.emit, write)

    def _replace(self, shown: SessionView) -> None:
        ask_replacement(self.context, self, shown, self.done.emit)

    def _hold(self, shown: SessionView) -> None:
        words = self.tr("The class on {day} is held after all.").format(
            day=wording.weekday_day(shown.starts.date())
        )
        self._write(partial(dates_service.hold_after_all, session_id=shown.id), words)

    def _change(self) -> None:
        if self._course is not None:
            planning.change_course(self.context, self, self._changed, self._course.id)

    def _plan_next(self) -> None:
        if self._course is not None:
            planning.plan_next_term(self.context, self, self._made, self._course.id)

    def _changed(self, _: UUID, operation_id: UUID, changes: Changes) -> None:
        self.done.emit(self.tr("The course is changed."), operation_id, changes)

    def _made(self, course_id: UUID, operation_id: UUID, changes: Changes) -> None:
        self.planned.emit(course_id)
        self.done.emit(self.tr("The next term is planned."), operation_id, changes)

    def _write(
        self,
        verb: OperationVerb,
        words: str,
        then: Callable[[], None] | None = None,
    ) -> None:
        operation_id = new_id()

        def done(changes: Changes) -> None:
            self._moved = None
            if then is not None:
                then()
            self.done.emit(words, operation_id, changes)

        def refused(failed: FailedWrite) -> None:
            self.context.tasks.write_failed.emit(failed)
            self.refused.emit()

        now = self.context.clock()
        self.context.tasks.write(partial(verb, now=now, operation_id=operation_id), done, refused)
