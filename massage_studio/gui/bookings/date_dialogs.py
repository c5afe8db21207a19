"""The dialogs about one class: cancel it, hold another in its place, move it with all later ones."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

import massage_studio.bookings.course_planning_queries as queries
from massage_studio.bookings import dates_service
from massage_studio.bookings.course_views import ClassPlanning, PlannedClass, conflicts
from massage_studio.bookings.recurrence import at_wall, shifted
from massage_studio.bookings.views import CourseRow, SessionView
from massage_studio.gui import wording
from massage_studio.gui.bookings.date_notes import date_note
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_bookings_cancel_dialog import Ui_BookingsCancelDialog
from massage_studio.gui.forms.ui_bookings_shift_dialog import Ui_BookingsShiftDialog
from massage_studio.gui.saving_dialog import SavingDialog
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import Muted
from massage_studio.gui.widgets.fields import level_labels
from massage_studio.store.changes import Changes
from massage_studio.store.ids import new_id

Told = Callable[[str, UUID, Changes], None]
"""Gets a sentence, the key of the operation that it tells of, and what that changed."""


Write = Callable[[], None]
"""Leads to the letters about what was cancelled."""


def ask_reason(
    context: Context, parent: QWidget, shown: SessionView, told: Told, write: Write | None = None
) -> None:
    """Ask why a class is cancelled, and whether another is held in its place; then `write` is offered."""
    _ask(context, shown, lambda asked: CancelDialog(context, shown, asked, told, write, parent))


def ask_to_cancel_course(
    context: Context, parent: QWidget, course: CourseRow, told: Told, write: Write | None
) -> None:
    """Ask why all classes of a course that are still to come are cancelled."""
    context.messages.open_dialog(CancelCourseDialog(context, course, told, write, parent))


def ask_replacement(context: Context, parent: QWidget, shown: SessionView, told: Told) -> None:
    """Ask when a class is held in the place of one that was cancelled."""
    _ask(context, shown, lambda asked: CancelDialog(context, shown, asked, told, None, parent))


def ask_shift(
    context: Context,
    parent: QWidget,
    classes: tuple[SessionView, ...],
    chosen: Callable[[datetime], None],
) -> None:
    """Ask where a class is moved with all later ones; `chosen` gets the local moment."""
    _ask(context, classes[0], lambda asked: ShiftDialog(context, classes, asked, chosen, parent))


def _ask(context: Context, shown: SessionView, make: Callable[[ClassPlanning], SavingDialog]) -> None:
    context.tasks.read(
        partial(queries.class_planning, session_id=shown.id, nation=context.profile.nation),
        lambda asked: context.messages.open_dialog(make(asked)),
    )


class CancelDialog(SavingDialog):
    """Cancels a class and, where that is wanted, holds another; a cancelled one is only made up for."""

    def __init__(
        self,
        context: Context,
        shown: SessionView,
        asked: ClassPlanning,
        told: Told,
        write: Write | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._shown, self._asked, self._told, self._write = shown, asked, told, write
        self._operation_id, self._new_id = new_id(), new_id()
        self._cancels = shown.status != "cancelled"
        self.ui = Ui_BookingsCancelDialog()
        self.ui.setupUi(self)
        ui = self.ui
        ui.class_label.setText(_named(shown))
        ui.moment_edit.name(self.tr("Class in its place"))
        ui.moment_edit.set_moment(asked.suits)
        ui.replace_panel.setEnabled(not self._cancels)
        if not self._cancels:
            self.setWindowTitle(self.tr("Add a class in its place"))
            ui.dialog_title.setText(self.windowTitle())
            ui.save_button.setText(self.tr("&Add the class"))
            for widget in (ui.reason_label, ui.reason_edit, ui.replace_check):
                widget.hide()
        ui.write_check.setVisible(write is not None)
        self._note(asked.suits)
        ui.replace_check.toggled.connect(ui.replace_panel.setEnabled)
        ui.moment_edit.moved.connect(self._note)
        self.wire(ui, 480, 0)

    def _note(self, moment: datetime) -> None:
        fields = self._asked.fields
        met = conflicts(
            at_wall(moment, self._shown.zone),
            self._shown.minutes,
            venue_id=fields.venue_id,
            private=fields.kind == "private",
            instructor=fields.instructor,
            taken=self._asked.planning.taken,
        )
        note = date_note(self._asked.planning.closed.get(moment.date()), met)
        self.ui.note_tag.set_words(note, "warning")
        paint.plain_tooltip(self.ui.note_tag, note)
        self.ui.note_tag.setVisible(bool(note))

    def save(self) -> None:
        self.ui.moment_edit.settle()
        wanted = self.ui.replace_check.isChecked() or not self._cancels
        starts = at_wall(self.ui.moment_edit.moment(), self._shown.zone)
        replacement = PlannedClass(self._new_id, starts) if wanted else None
        session_id, now, key = self._shown.id, self.context.clock(), self._operation_id
        if self._cancels:
            reason = self.ui.reason_edit.text()
            self.write(
                partial(
                    dates_service.cancel_class,
                    session_id=session_id,
                    reason=reason,
                    replacement=replacement,
                    now=now,
                    operation_id=key,
                )
            )
        elif replacement is not None:
            self.write(
                partial(
                    dates_service.replace_class,
                    session_id=session_id,
                    replacement=replacement,
                    now=now,
                    operation_id=key,
                )
            )

    def committed(self, changes: Changes) -> None:
        day = wording.weekday_day(self._shown.starts.date())
        words = (
            self.tr("The class on {day} is cancelled.").format(day=day)
            if self._cancels
            else self.tr("Another class is held for that on {day}.").format(day=day)
        )
        self._told(words, self._operation_id, changes)
        if self._write is not None and self.ui.write_check.isChecked():
            self._write()


class CancelCourseDialog(SavingDialog):
    """Cancels all classes of a course that are still to come, for one reason."""

    def __init__(
        self,
        context: Context,
        course: CourseRow,
        told: Told,
        write: Write | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._course, self._told, self._write = course, told, write
        self._operation_id = new_id()
        self.ui = ui = Ui_BookingsCancelDialog()
        ui.setupUi(self)
        self.setWindowTitle(self.tr("Cancel the whole course"))
        ui.dialog_title.setText(self.windowTitle())
        self._count = sum(one.status == "planned" for one in course.sessions)
        words = self.tr("%n classes of {course} are still to come.", "", self._count)
        ui.class_label.setText(words.format(course=course.name))
        for widget in (ui.replace_check, ui.replace_panel):
            widget.hide()
        ui.write_check.setVisible(write is not None)
        ui.save_button.setText(self.tr("&Cancel the course"))
        self.wire(ui, 480, 0)

    def save(self) -> None:
        self.write(
            partial(
                dates_service.cancel_course,
                course_id=self._course.id,
                reason=self.ui.reason_edit.text(),
                now=self.context.clock(),
                operation_id=self._operation_id,
            )
        )

    def committed(self, changes: Changes) -> None:
        words = self.tr("%n classes are cancelled.", "", self._count)
        self._told(words, self._operation_id, changes)
        if self._write is not None and self.ui.write_check.isChecked():
            self._write()


class ShiftDialog(SavingDialog):
    """Shows where all the classes go while the first of them is moved."""

    def __init__(
        self,
        context: Context,
        classes: tuple[SessionView, ...],
        asked: ClassPlanning,
        chosen: Callable[[datetime], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._classes, self._asked, self._chosen = classes, asked, chosen
        self.ui = Ui_BookingsShiftDialog()
        self.ui.setupUi(self)
        level_labels(self)
        self.ui.class_label.setText(_named(classes[0]))
        self.ui.moment_edit.name(self.tr("The first of them"))
        self.ui.moment_edit.set_moment(classes[0].starts)
        self.dates = [Muted("", self.ui.date_list) for _ in classes[1:]]
        for label in self.dates:
            self.ui.list_column.addWidget(label)
        self.ui.list_column.addStretch()
        self._preview(classes[0].starts.replace(tzinfo=None))
        self.ui.moment_edit.moved.connect(self._preview)
        self.wire(self.ui, 460, 420)

    def _preview(self, moment: datetime) -> None:
        walls = tuple(one.starts.replace(tzinfo=None) for one in self._classes)
        closed = frozenset(self._asked.planning.closed)
        moved = shifted(walls, moment, closed)[1:]
        for label, before, after in zip(self.dates, walls[1:], moved, strict=True):
            words = self.tr("{before}  to  {day}, {time}").format(
                before=wording.weekday_day(before.date()),
                day=wording.weekday_day(after.date()),
                time=wording.clock(after),
            )
            label.setText(words)

    def save(self) -> None:
        self.ui.moment_edit.settle()
        self._chosen(self.ui.moment_edit.moment())
        self.accept()


def _named(shown: SessionView) -> str:
    """Return "Thu 19 Nov, 10:00: Tummy"."""
    return f"{wording.weekday_day(shown.starts.date())}, {wording.clock(shown.starts)}: {shown.title}"
