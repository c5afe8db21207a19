"""The page that brings a booking site's file onto a course: look first, then import."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

import massage_studio.bookings.queries as bookings
import massage_studio.exchange.queries as queries
import massage_studio.exchange.service as service
from massage_studio.bookings.views import CourseRow
from massage_studio.errors import KnownError
from massage_studio.exchange.dates import DateOrder
from massage_studio.exchange.views import KINDS, Imported, ImportPreview, Kind
from massage_studio.gui.bookings.tag import Tag
from massage_studio.gui.context import Context
from massage_studio.gui.exchange.file import BookingsFile, PreviewRow, joined, open_file
from massage_studio.gui.exchange.table import (
    BABY,
    BORN,
    CARER,
    KIND,
    NOTE,
    ROWS,
    TONES,
    ImportTable,
    TagColumn,
)
from massage_studio.gui.forms.ui_exchange_page import Ui_ExchangePage
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.banner import Kind as Weight
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.store.changes import Thing


class ExchangePage(Page):
    """Shows what a file would do to a course; nothing is written before Import is pressed."""

    shows = frozenset({Thing.BOOKINGS, Thing.FAMILIES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_ExchangePage()
        self.ui.setupUi(self)
        self._wanted: UUID | None = None
        self._file: BookingsFile | None = None
        self._rows: tuple[PreviewRow, ...] = ()
        self._banner_act: Callable[[], None] | None = None
        self._importing = self._done = False
        self._build()
        self._wire()

    def _build(self) -> None:
        self.ui.subtitle.setText(
            self.tr("Look at what a booking site's file would do; nothing is saved before you import it")
        )
        self.empty = EmptyState(
            "import",
            self.tr("Drop a booking site's CSV file here, or choose it."),
            self.tr("Choose a file"),
            self,
        )
        self.ui.page_layout.addWidget(self.empty, 1)
        self.model = ImportTable(self)
        table = self.ui.preview_table
        table.setModel(self.model)
        table.setItemDelegateForColumn(KIND, TagColumn(table))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(paint.TARGET)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        letters = self.fontMetrics().horizontalAdvance("m")
        for column, wide in ((KIND, 12), (BABY, 15), (BORN, 13), (CARER, 15), (ROWS, 6)):
            head.resizeSection(column, letters * wide)
        head.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        self.tags: dict[Kind, Tag] = {}
        for kind in KINDS:
            self.tags[kind] = Tag(self.ui.preview_card)
            self.ui.counts_row.addWidget(self.tags[kind])
        self.ui.counts_row.addStretch()
        self._lay_out()

    def _wire(self) -> None:
        self.ui.file_button.clicked.connect(self._choose_file)
        self.empty.first_step.connect(self._choose_file)
        self.ui.back_button.clicked.connect(self._back)
        self.ui.import_button.clicked.connect(self._import)
        self.ui.course_combo.activated.connect(self._choose_course)
        self.ui.banner.action.connect(self._act)

    def open(self, key: Any) -> None:
        """Import into the course of this key; None keeps the choice, which can be made on the page."""
        self._clear_banner()
        if isinstance(key, UUID):
            self._wanted = key
        if self._done:
            # That file is in; whoever comes again brings another one.
            self._file, self._rows, self._done = None, (), False
            self._lay_out()
        if self.isVisible():
            self.mark_stale()
        else:
            self._stale = True

    def reload(self) -> None:
        """Ask for the courses, then look at the file again as the studio stands now."""
        self.context.tasks.read(bookings.courses, self._show_courses, now=self.context.clock())

    def _show_courses(self, courses: tuple[CourseRow, ...]) -> None:
        combo = self.ui.course_combo
        combo.clear()
        for course in courses:
            combo.addItem(course.name, course.id)
        # Not findData: Qt compares keys of ours by identity.
        keys = [course.id for course in courses]
        if self._wanted not in keys:
            self._wanted = keys[0] if keys else None
        combo.setCurrentIndex(keys.index(self._wanted) if self._wanted else -1)
        if not courses:
            self._tell(
                "info",
                self.tr("There is no course to import into yet."),
                self.tr("Plan a course"),
                partial(self.go.emit, "classes", None),
            )
        self._look()

    def _choose_course(self) -> None:
        self._wanted = self.ui.course_combo.currentData()
        self._clear_banner()
        self._look()

    def _choose_file(self) -> None:
        kinds = self.tr("Bookings files (*.csv);;All files (*)")
        path = self.context.messages.file_to_open(self, self.tr("Choose a bookings file"), kinds)
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Read a file, away from the GUI thread, and show what it would do."""
        self._clear_banner()
        self.context.tasks.run(partial(open_file, path), self._opened, self._unreadable)

    def _opened(self, file: BookingsFile) -> None:
        self._file = file
        self._rows, self._done = (), False
        self._look()

    def _unreadable(self, error: KnownError) -> None:
        self._file, self._rows = None, ()
        self._lay_out()
        self._tell("error", str(error), self.tr("Choose another file"), self._choose_file)

    def _look(self) -> None:
        self._lay_out()
        if self._file is not None and self._wanted is not None:
            self.context.tasks.read(
                queries.preview,
                partial(self._show_preview, self._file, self._wanted),
                partial(self._refused_preview, self._file),
                table=self._file.table,
                course_id=self._wanted,
                now=self.context.clock(),
            )

    def _show_preview(self, file: BookingsFile, course_id: UUID, preview: ImportPreview) -> None:
        if file is not self._file or course_id != self._wanted:
            return
        self._rows = joined(file, preview.lines)
        self.model.show_rows(self._rows)
        self.ui.file_title.setToolTip("")
        self.ui.file_title.setText(file.name)
        order = self.tr("day first") if preview.date_order == DateOrder.DAY_FIRST else self.tr("month first")
        read = self.tr("{source} file, dates {order}, text in {encoding}").format(
            source=preview.source, order=order, encoding=file.table.encoding.upper()
        )
        guessed = self.tr("the dates could be read two ways: look at the birth dates")
        events = ", ".join(preview.events)
        parts = (read, guessed if preview.date_order_assumed else "", events)
        self.ui.reading_label.setToolTip("")
        self.ui.reading_label.setText(" · ".join(part for part in parts if part))
        counts = preview.counts
        for kind, tag in self.tags.items():
            tag.set_tag(self._counted(kind, counts[kind]), TONES[kind])
            tag.setVisible(bool(counts[kind]))
        self._lay_out()

    def _counted(self, kind: Kind, count: int) -> str:
        words = {
            "new": self.tr("{count} new"),
            "changed": self.tr("{count} changed"),
            "duplicate": self.tr("{count} booked already"),
            "cancelled": self.tr("{count} cancelled"),
            "full": self.tr("{count} to the waiting list"),
        }
        return words[kind].format(count=count)

    def _refused_preview(self, file: BookingsFile, error: KnownError) -> None:
        if file is self._file:
            self._unreadable(error)

    def _lay_out(self) -> None:
        """Show the parts that belong to how far the import is."""
        looked = bool(self._rows)
        self.empty.setVisible(self._file is None)
        self.ui.preview_card.setVisible(looked)
        for widget in (self.ui.course_label, self.ui.course_combo):
            widget.setVisible(self._file is not None)
        self.ui.file_button.setVisible(self._file is not None)
        self.ui.import_button.setVisible(looked)
        babies = sum(row.line.kind in ("new", "full") for row in self._rows)
        changes = sum(
            row.line.kind == "changed" or "place given up" in row.line.differs for row in self._rows
        )
        if babies and changes:
            text = self.tr("&Import {babies}, update {count}")
        else:
            text = self.tr("&Import {babies}") if babies else self.tr("&Update {babies}")
        if not babies and not changes:
            text = self.tr("Nothing to import")
        self.ui.import_button.setText(text.format(babies=self._babies(babies or changes), count=changes))
        self.ui.import_button.setEnabled(bool(babies or changes) and not self._importing)

    def _babies(self, count: int) -> str:
        return self.tr("1 baby") if count == 1 else self.tr("{count} babies").format(count=count)

    def _families(self, count: int) -> str:
        return self.tr("1 family") if count == 1 else self.tr("{count} families").format(count=count)

    def _import(self) -> None:
        if self._file is None or self._wanted is None:
            return
        self._importing = True
        self._clear_banner()
        self._lay_out()
        self.context.tasks.write(
            service.commit,
            then=partial(self._imported, self._wanted, self._rows),
            failed=self._refused,
            table=self._file.table,
            course_id=self._wanted,
            now=self.context.clock(),
        )

    def _imported(self, course_id: UUID, rows: tuple[PreviewRow, ...], done: Imported) -> None:
        self._importing, self._done = False, True
        families = len({row.family for row in rows if row.line.kind == "new"})
        parts = []
        if done.booked:
            words = self.tr("{babies} of {families} booked")
            parts.append(words.format(babies=self._babies(done.booked), families=self._families(families)))
        if done.waiting:
            words = self.tr("{babies} on the waiting list")
            parts.append(words.format(babies=self._babies(done.waiting)))
        if done.updated:
            parts.append(self.tr("{babies} brought up to date").format(babies=self._babies(done.updated)))
        if done.unchanged:
            parts.append(self.tr("{count} booked already").format(count=done.unchanged))
        parts += self._given_up(rows)
        self._tell(
            "info",
            ", ".join(parts) + ".",
            self.tr("Go to the course"),
            partial(self.go.emit, "classes", course_id),
        )

    def _given_up(self, rows: tuple[PreviewRow, ...]) -> list[str]:
        of_kind = [row.line for row in rows if row.line.kind == "cancelled"]
        given = Counter("place given up" in line.differs for line in of_kind)
        parts = []
        if given[True]:
            one = self.tr("1 place given up")
            many = self.tr("{count} places given up")
            parts.append(one if given[True] == 1 else many.format(count=given[True]))
        if given[False]:
            one = self.tr("1 cancelled row left out")
            many = self.tr("{count} cancelled rows left out")
            parts.append(one if given[False] == 1 else many.format(count=given[False]))
        return parts

    def _refused(self, failed: FailedWrite) -> None:
        self._importing = False
        self._lay_out()
        self._tell("error", str(failed.error), self.tr("Try again"), self._import)

    def _tell(self, kind: Weight, words: str, action: str, act: Callable[[], None]) -> None:
        self._banner_act = act
        self.ui.banner.show_message(kind, words, action)

    def _clear_banner(self) -> None:
        self._banner_act = None
        self.ui.banner.clear()

    def _act(self) -> None:
        act = self._banner_act
        if act is not None:
            act()

    def _back(self) -> None:
        self.go.emit("classes", self._wanted)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.take(path)


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one file of this machine that is being dropped."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
