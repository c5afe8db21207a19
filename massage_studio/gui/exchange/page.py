"""The page that brings a file of bookings onto a course: look first, then import, or take an import back."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

import massage_studio.exchange.queries as queries
from massage_studio.bookings import course_list_queries
from massage_studio.bookings.views import CourseList
from massage_studio.errors import KnownError
from massage_studio.exchange.columns import SOURCE, column_key
from massage_studio.exchange.orders import ReadBefore
from massage_studio.exchange.tables import BY_ITSELF, HowRead, Stopped
from massage_studio.exchange.views import ImportDone, Imported, ImportPreview
from massage_studio.gui.context import Context
from massage_studio.gui.exchange.dropped_files import dropped
from massage_studio.gui.exchange.import_summary import import_summary
from massage_studio.gui.exchange.importing import Bringing, Importing
from massage_studio.gui.exchange.notice import Notice
from massage_studio.gui.exchange.past_imports import PastImports, TakingBack
from massage_studio.gui.exchange.reader import Reader
from massage_studio.gui.forms.ui_exchange_page import Ui_ExchangePage
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.store.changes import Thing

_LOW = 34  # lines
_EDGE = 22
_PAST = 15
"""How many courses that are over can be chosen; the page of classes leads here for any of them."""


class ExchangePage(Page):
    """Shows what a file would do to a course; nothing is written before Import is pressed."""

    shows = frozenset({Thing.BOOKINGS, Thing.FAMILIES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_ExchangePage()
        self.ui.setupUi(self)
        self._wanted: UUID | None = None
        self._answers: dict[str, str] = {}
        self._before = ReadBefore()
        self._event = ""
        self._columns_shown = self._done = self._has_past = self._stuck = False
        self._previews = Latest()
        self._build()
        self._wire()

    def _build(self) -> None:
        self.ui.subtitle.setText(
            self.tr("Look at what a list of bookings would do; nothing is saved before you import it")
        )
        self.empty = EmptyState(
            "import",
            self.tr("Drop a booking site's CSV or Excel file here, or choose it."),
            self.tr("Choose a file"),
            self,
        )
        self.past = PastImports(self)
        self.ui.page_layout.addWidget(self.empty, 1)
        self.ui.page_layout.addWidget(self.past, 1)
        self.past.hide()
        self.undo = OfficeUndo(self)
        self.taking_back = TakingBack(self, self.undo)
        self.notice = Notice(self.ui.banner)
        self.preview = self.ui.preview_card
        self.work = self.ui.work_card
        self.reader = Reader(self.context, self.work, self)
        self.importing = Importing(self.context, self.work, self)
        self._lay_out()

    def _wire(self) -> None:
        self.ui.file_button.clicked.connect(self._choose_file)
        self.empty.first_step.connect(self._choose_file)
        self.ui.back_button.clicked.connect(self._back)
        self.ui.import_button.clicked.connect(self._import)
        self.reader.opened.connect(self._opened)
        self.reader.refused.connect(self._unreadable)
        self.reader.broken.connect(self._lay_out)
        self.importing.failed.connect(self._lay_out)
        self.importing.done.connect(self._imported)
        self.importing.refused.connect(self._refused)
        self.work.stop_wanted.connect(self._stop)
        bar = self.ui.read_bar
        bar.course_changed.connect(self._choose_course)
        bar.how_changed.connect(self._read_again)
        bar.event_changed.connect(self._choose_event)
        bar.columns_wanted.connect(self._turn_columns)
        columns = self.ui.column_panel
        columns.chosen.connect(lambda title, meaning: self._answer(column_key(title), meaning))
        columns.named.connect(partial(self._answer, SOURCE))
        columns.left.connect(self._turn_columns)
        self.preview.answered.connect(self._answer)
        self.preview.again.connect(self._ask_again)
        self.past.take_back.connect(self._take_back)
        self.past.look_again.connect(self._choose_again)
        self.undo.taken_back.connect(lambda _: self._forget_done())
        self.taking_back.refused.connect(partial(self.notice.tell, "error"))
        self.context.tasks.closing.connect(self.work.stop)
        for keys, act in (("Ctrl+O", self._choose_file), ("Escape", self._escape)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def open(self, key: Any) -> None:
        """Import into the course of this key; None keeps the choice, which can be made on the page."""
        self.notice.clear()
        if isinstance(key, UUID):
            self._wanted = key
        if self._done:
            # That file is in; whoever comes again brings another one.
            self._forget()
        self.mark_stale()

    def reload(self) -> None:
        """Ask for the courses and the imports, then look at the file again as the studio stands now."""
        now = self.context.clock()
        self.context.tasks.read(
            partial(course_list_queries.course_list, now=now, past=_PAST, also=self._wanted),
            self._show_courses,
        )
        self.context.tasks.read(queries.imports, self._show_past)
        self.undo.look()

    def _show_courses(self, found: CourseList) -> None:
        courses = found.courses
        keys = [course.id for course in courses]
        if self._wanted not in keys:
            self._wanted = keys[0] if keys else None
        self.ui.read_bar.show_courses(courses, self._wanted)
        if not courses:
            self.notice.tell(
                "info",
                self.tr("There is no course to import into yet."),
                self.tr("Plan a course"),
                partial(self.go.emit, "classes", None),
            )
        self._look()

    def _show_past(self, imports: tuple[ImportDone, ...]) -> None:
        self.past.show_imports(imports, self.context.profile.zone)
        self._has_past = bool(imports)
        self._lay_out()

    def _choose_file(self) -> None:
        path = self.context.messages.file_to_open(self, self.tr("Choose a bookings file"), self._kinds())
        if path is not None:
            self.take(path)

    def _choose_again(self, course_id: UUID | None, name: str) -> None:
        """Choose the file of an earlier import once more, and show what it would do by now."""
        title = self.tr("Choose {name} again").format(name=name)
        path = self.context.messages.file_to_open(self, title, self._kinds())
        if path is not None:
            self._wanted = course_id or self._wanted
            self.mark_stale()
            self.take(path)

    def _kinds(self) -> str:
        return self.tr("Bookings files (*.csv *.txt *.tsv *.xlsx);;All files (*)")

    def take(self, path: Path) -> None:
        """Read a file, away from the GUI thread, and show what it would do."""
        if self.importing.busy:
            return
        self.importing.stop()
        self._forget()
        self.notice.clear()
        self.reader.take(path)
        self._lay_out()

    def _forget(self) -> None:
        self.reader.forget()
        self._previews.drop()
        self.preview.clear()
        self._answers, self._before, self._event = {}, ReadBefore(), ""
        self._columns_shown = self._done = self._stuck = False
        self._lay_out()

    def _read_again(self, how: HowRead) -> None:
        self.notice.clear()
        self._event = ""
        self._previews.drop()
        self.reader.again(how)

    def _opened(self) -> None:
        table = self.reader.table
        if table is None:
            return
        self._done = False
        self.preview.clear()
        self.ui.read_bar.show_table(table, self.reader.how)
        self._look()

    def _unreadable(self, error: KnownError) -> None:
        self._previews.drop()
        self.preview.clear()
        self._columns_shown = False
        self._lay_out()
        if self.reader.path is None:
            self.notice.tell("error", str(error), self.tr("Choose another file"), self._choose_file)
        else:
            as_before = partial(self._read_again, BY_ITSELF)
            self.notice.tell("error", str(error), self.tr("Read it as before"), as_before)
            self._keep_keys(self.ui.banner)

    def _choose_course(self, course_id: UUID) -> None:
        self._wanted = course_id
        self._look_anew()

    def _choose_event(self, event: str) -> None:
        self._event = event
        self._look_anew()

    def _answer(self, key: str, answer: str) -> None:
        """Take an answer, what a cell shall say, or what a column holds."""
        self._answers[key] = answer
        self._look_anew()

    def _ask_again(self, keys: tuple[str, ...]) -> None:
        """Ask anew what was answered, here or before: an empty answer does so."""
        self._answers.update(dict.fromkeys(keys, ""))
        self._look_anew()

    def _look_anew(self) -> None:
        self.notice.clear()
        self._look()

    def _turn_columns(self) -> None:
        """Show the columns of the file, or what it would do."""
        self._columns_shown = not self._columns_shown and self.reader.table is not None
        self._lay_out()
        if self._columns_shown:
            self.ui.column_panel.start()

    def _look(self) -> None:
        self._stuck = False
        self._lay_out()
        self._previews.drop()
        table, path = self.reader.table, self.reader.path
        if table is None or path is None or self._wanted is None:
            return
        self.context.tasks.read(
            partial(
                queries.preview,
                table=table,
                course_id=self._wanted,
                now=self.context.clock(),
                answers=dict(self._answers),
                event=self._event,
                before=self._before,
            ),
            partial(self._show_preview, path.name),
            self._refused_preview,
            latest=self._previews,
        )

    def _show_preview(self, name: str, preview: ImportPreview) -> None:
        self.ui.read_bar.show_events(preview.events, self._event)
        self.ui.column_panel.show_columns(preview.columns, preview.source)
        first = not self.preview.is_shown
        self.preview.show_preview(preview, name)
        self._lay_out()
        if self.preview.questions.finished:
            self._keep_keys(self.ui.import_button)
        elif first and not self._columns_shown:
            if preview.asked and self.isVisible():
                self.preview.questions.take_keys()
            else:
                ready = self.ui.import_button.isEnabled()
                self._keep_keys(self.ui.import_button if ready else self.ui.file_button)

    def _keep_keys(self, widget: QWidget) -> None:
        """Give a widget the keys, but not while the file is read in one way after the other."""
        current = QApplication.focusWidget()
        if self.isVisible() and (current is None or not self.ui.read_bar.isAncestorOf(current)):
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused_preview(self, error: KnownError) -> None:
        self.preview.clear()
        self._stuck = True
        self._lay_out()
        self.notice.tell("error", str(error), self.tr("Choose another file"), self._choose_file)
        self._keep_keys(self.ui.read_bar.titles_combo)
        table = self.reader.table
        if table is None:
            return
        # One of its events may be few enough.
        self.context.tasks.read(
            partial(queries.events, table=table, now=self.context.clock()),
            lambda found: self.ui.read_bar.show_events(found, self._event),
            latest=self._previews,
        )

    def _lay_out(self) -> None:
        """Show the parts that belong to how far the import is."""
        read, looked = self.reader.table is not None, self.preview.is_shown
        self.empty.setVisible(self.reader.path is None or self._stuck)
        self.past.setVisible(self.reader.path is None and self._has_past)
        self.preview.setVisible(looked and not self._columns_shown)
        self.ui.column_panel.setVisible(looked and self._columns_shown)
        self.ui.read_bar.setVisible(read)
        self.ui.read_bar.columns_button.setVisible(looked)
        self.ui.file_button.setVisible(self.reader.path is not None)
        self.ui.import_button.setVisible(looked and not self._columns_shown)
        self._fit()
        if looked:
            words, anything = self.preview.button_words()
            self.ui.import_button.setText(words)
            self.ui.import_button.setEnabled(anything and not self.importing.busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window, leave the room to the bookings and their questions."""
        low = self.height() < _LOW * self.fontMetrics().height()
        self.ui.subtitle.setVisible(not low)
        edge = _EDGE // 2 if low else _EDGE
        self.ui.page_layout.setContentsMargins(_EDGE, edge, _EDGE, edge)
        self.ui.page_layout.setSpacing(6 if low else 14)
        self.ui.read_bar.be_brief(low and self.preview.is_shown and not self._columns_shown)

    def _import(self) -> None:
        table, path = self.reader.table, self.reader.path
        if table is None or path is None or self._wanted is None or self.importing.busy:
            return
        self.notice.clear()
        self.importing.begin(
            table, self._wanted, dict(self._answers), self._event, path.name, self.preview.lines
        )
        self._lay_out()

    def _imported(self, what: Bringing, done: Imported) -> None:
        self._done = True
        self.notice.tell(
            "info",
            import_summary(done, what.lines),
            self.tr("Go to the course"),
            partial(self.go.emit, "classes", what.course_id),
        )
        if done.changes.things:
            words = self.tr("Imported {name}.").format(name=what.file_name)
            self.say.emit(words, self.tr("Undo"), partial(self._take_back, what.operation_id, what.file_name))

    def _refused(self, error: KnownError) -> None:
        if isinstance(error, Stopped):
            self.notice.tell("info", self.tr("The import was stopped. Nothing was imported."))
        else:
            self.notice.tell("error", str(error), self.tr("Try again"), self._import)

    def _take_back(self, operation_id: UUID, name: str) -> None:
        self.notice.clear()
        self._done = False
        self.taking_back.begin(operation_id, name)

    def _forget_done(self) -> None:
        """Tell no longer of an import that was taken back; the same file can be brought in again."""
        if self._done:
            self.notice.clear()
            self._done = False

    def _escape(self) -> None:
        if self.importing.begun or self.work.busy:
            self._stop()
        elif self._columns_shown:
            self._turn_columns()

    def _stop(self) -> None:
        """Stop what is under way: an import as a whole, or the reading of a file."""
        if self.importing.begun:
            self.importing.stop()
        elif self.work.busy:
            self.reader.stop()
            self._lay_out()

    def _back(self) -> None:
        self.go.emit("classes", self._wanted)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.take(path)
