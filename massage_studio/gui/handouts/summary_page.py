"""A family's summary and certificate of a course: read, changed, seen as they will be, printed."""

from dataclasses import replace
from functools import partial
from typing import Any, Literal
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from massage_studio.curriculum import queries as curriculum
from massage_studio.curriculum.content_model import Content
from massage_studio.errors import KnownError
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_handouts_summary_page import Ui_HandoutsSummaryPage
from massage_studio.gui.handouts.family_rows import FamilyDelegate
from massage_studio.gui.handouts.handing_out import HandingOut
from massage_studio.gui.handouts.pdf_renderer import RenderedPage, View
from massage_studio.gui.lists.lines import TwoLines
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.turning_row import TurningRow
from massage_studio.handouts import proof_service, summary_queries
from massage_studio.handouts.papers import Draft
from massage_studio.handouts.proofs import CopyKey, ProofSentence
from massage_studio.handouts.summary_queries import SummaryPapers, SummarySheet
from massage_studio.handouts.views import FamilySummary, Variant
from massage_studio.store.changes import Thing
from massage_studio.store.ids import new_id
from massage_studio.store.operations import perform

Shown = Literal["summary", "certificate"]
_SIDE_BY_SIDE = 92
"""Letters from which choice, words and paper stand side by side."""
_FOR_WHOM = ("restriction", "homes")


class SummaryPage(Page):
    """The papers of one family about one course. It opens with the family's key.

    A summary is read before it is given, as every story is; a reason to stop is looked at first, and it stops
    the certificate too where it is about for whom the paper is.
    """

    shows = frozenset(Thing)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_HandoutsSummaryPage()
        self.ui.setupUi(self)
        self.papers: SummaryPapers | None = None
        self._family_id: UUID | None = None
        self._course_id: UUID | None = None
        self._chosen: CopyKey | None = None
        self._seen: set[tuple[CopyKey, str]] = set()
        self._late: SummaryPapers | None = None
        self._page = 0
        self._asked: View | None = None
        self._papers, self._pictures = Latest(), Latest()
        self.handing_out = HandingOut(context, self)
        self.undo = OfficeUndo(self, only_own=True)
        self.copies = ListModel[SummarySheet, TwoLines](self, lambda sheet: sheet.key, self._row)
        self.ui.copies_list.use(self.copies, FamilyDelegate(self.ui.copies_list))
        self.ui.paper_combo.addItem(self.tr("Summary"), "summary")
        self.ui.paper_combo.addItem(self.tr("Certificate"), "certificate")
        for variant, words in (
            (Variant.A4, self.tr("A4, in colour")),
            (Variant.LARGE_PRINT, self.tr("Large print")),
            (Variant.BLACK_AND_WHITE, self.tr("Black and white")),
        ):
            self.ui.variant_combo.addItem(words, variant.value)
        self.empty_state = EmptyState(
            "handouts",
            self.tr("A summary and a certificate appear here once the family was in a class."),
            self.tr("Open the classes"),
        )
        self.empty_state.hide()
        TurningRow(self, self.ui.body_layout, _SIDE_BY_SIDE)
        letter = self.fontMetrics().horizontalAdvance("m")
        for part, wide, high in ((self.ui.sentences_list, 22, 18), (self.ui.preview, 20, 30)):
            part.setMinimumSize(letter * wide, letter * high)
        self.ui.body_layout.addWidget(self.empty_state, 1)
        self._wire()

    def _wire(self) -> None:
        ui = self.ui
        ui.course_combo.activated.connect(self._choose_course)
        ui.paper_combo.currentIndexChanged.connect(self._first_page)
        ui.variant_combo.currentIndexChanged.connect(self._first_page)
        ui.copies_list.opened.connect(self._choose)
        ui.copies_list.moved_to.connect(self._choose)
        ui.sentences_list.changed.connect(self._change)
        ui.sentences_list.finished.connect(self._show_late)
        ui.sentences_list.escaped.connect(lambda: ui.read_button.setFocus())
        ui.read_button.clicked.connect(self._read)
        ui.print_button.clicked.connect(lambda: self._give("print"))
        ui.export_button.clicked.connect(lambda: self._give("export"))
        ui.earlier_button.clicked.connect(partial(self._turn, -1))
        ui.later_button.clicked.connect(partial(self._turn, 1))
        ui.preview.room_changed.connect(self._draw)
        ui.back_button.clicked.connect(self._leave)
        self.empty_state.first_step.connect(partial(self.go.emit, "classes", None))
        self.handing_out.ended.connect(self._end)
        back = QShortcut(
            QKeySequence("Alt+Left"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        back.activated.connect(self._leave)

    def open(self, key: Any) -> None:
        """Show the papers of a family, of its latest course first."""
        if key is not None and key != self._family_id:
            self._family_id, self._course_id, self._chosen, self.papers = key, None, None, None
            self._page = 0
        self.mark_stale()

    def reload(self) -> None:
        if self._family_id is None:
            return
        self.context.tasks.read(curriculum.guarded, self._guard)
        self.context.tasks.read(
            partial(
                summary_queries.summary_papers,
                family_id=self._family_id,
                course_id=self._course_id,
                now=self.context.clock(),
            ),
            self._show,
            latest=self._papers,
        )
        self.undo.look()

    def _guard(self, content: Content) -> None:
        self.ui.sentences_list.guard(content, self.ui.fault_line)

    def _show(self, papers: SummaryPapers) -> None:
        ui = self.ui
        if ui.sentences_list.editing:
            # What is typed stays; what changed meanwhile is shown after it.
            self._late = papers
            return
        self.papers, self._course_id = papers, papers.course_id
        ui.course_combo.clear()
        for key, name in papers.courses:
            ui.course_combo.addItem(name, key)
        keys = [key for key, _ in papers.courses]
        ui.course_combo.setCurrentIndex(keys.index(papers.course_id) if papers.course_id in keys else -1)
        if self.sheet() is None:
            self._chosen = papers.sheets[0].key if papers.sheets else None
        self.copies.show(papers.sheets)
        self._show_sheet()

    def _show_late(self) -> None:
        papers, self._late = self._late, None
        if papers is not None:
            self._show(papers)

    def sheet(self) -> SummarySheet | None:
        """Return the copy that is chosen."""
        sheets = self.papers.sheets if self.papers else ()
        return next((sheet for sheet in sheets if sheet.key == self._chosen), None)

    def document(self) -> Shown:
        """Return which paper is chosen."""
        shown: Shown = self.ui.paper_combo.currentData()
        return shown

    def draft(self) -> Draft | None:
        """Return the paper that is chosen, in its type and colours."""
        sheet = self.sheet()
        if sheet is None:
            return None
        draft = sheet.draft if self.document() == "summary" else sheet.certificate
        return replace(draft, variant=Variant(self.ui.variant_combo.currentData()))

    def _show_sheet(self) -> None:
        ui, sheet = self.ui, self.sheet()
        for card in (ui.choice_card, ui.words_card, ui.preview_card):
            card.setVisible(sheet is not None)
        self.empty_state.setVisible(sheet is None)
        if sheet is None:
            ui.subtitle_label.setText("")
            return
        assert self.papers is not None
        ui.copies_list.go_to(self.papers.sheets.index(sheet))
        ui.subtitle_label.setText(sheet.title)
        view = sheet.draft.view
        assert isinstance(view, FamilySummary)
        ui.sentences_list.show_story(view.baby, sheet.proof.sentences)
        if sheet.proof.stops:
            ui.stop_banner.show_message("warning", "\n".join(stop.words for stop in sheet.proof.stops))
        else:
            ui.stop_banner.clear()
        read, look = sheet.proof.is_read, self._must_look(sheet)
        ui.read_button.setVisible(not read)
        ui.read_button.setText(self.tr("I have &seen this") if look else self.tr("&Good, I have read it"))
        may_give = self._may_give(sheet) and not self.handing_out.busy
        for button in (ui.print_button, ui.export_button):
            button.setEnabled(may_give)
        ui.told_label.setText(
            "" if self._may_give(sheet) else self.tr("Read it first, then it can be given.")
        )
        self._draw()

    def _may_give(self, sheet: SummarySheet) -> bool:
        """Tell whether the chosen paper may be given: what it says was read, or nothing speaks against it."""
        if sheet.proof.is_read:
            return True
        certain = not any(stop.kind in _FOR_WHOM for stop in sheet.proof.stops)
        return self.document() == "certificate" and certain

    def _must_look(self, sheet: SummarySheet) -> bool:
        return bool(sheet.proof.stops) and (sheet.key, sheet.proof.version) not in self._seen

    def _row(self, sheet: SummarySheet) -> TwoLines:
        return TwoLines(sheet.title, self.tr("read") if sheet.proof.is_read else self.tr("to read"))

    # Choosing

    def _choose(self, sheet: SummarySheet) -> None:
        if sheet.key != self._chosen:
            self._chosen, self._page = sheet.key, 0
            self._show_sheet()

    def _choose_course(self, index: int) -> None:
        self._course_id, self._chosen, self._page = self.ui.course_combo.itemData(index), None, 0
        self.reload()

    def _first_page(self) -> None:
        self._page = 0
        self._show_sheet()

    def _turn(self, by: int) -> None:
        self._page = max(0, self._page + by)
        self._draw()

    def _draw(self) -> None:
        draft = self.draft()
        if draft is None:
            return
        view = View(draft, self._page, *self.ui.preview.room())
        if view != self._asked:
            self._asked = view
            work = partial(self.handing_out.renderer.picture, view)
            self.context.tasks.make(work, self._drawn, self._not_drawn, latest=self._pictures)

    def _drawn(self, picture: RenderedPage) -> None:
        number = self.tr("Page {number} of {pages} of {title}").format(
            number=picture.view.page + 1, pages=picture.pages, title=picture.view.draft.title
        )
        self.ui.preview.show_picture(picture, number)
        for button, last in ((self.ui.earlier_button, 0), (self.ui.later_button, picture.pages - 1)):
            button.setVisible(picture.pages > 1)
            button.setEnabled(self._page != last)

    def _not_drawn(self, error: KnownError) -> None:
        self.ui.preview.show_words(str(error))

    # Writing

    def _read(self) -> None:
        """Keep that the summary is good; a reason to stop is looked at first."""
        sheet, course_id = self.sheet(), self._course_id
        if sheet is None or course_id is None or self.ui.sentences_list.editing:
            return
        if self._must_look(sheet):
            self._seen.add((sheet.key, sheet.proof.version))
            self._show_sheet()
            return
        self.context.tasks.write(
            partial(
                proof_service.mark_summary_read,
                course_id=course_id,
                copy=sheet.key,
                version=sheet.proof.version,
                now=self.context.clock(),
            )
        )

    def _change(self, sentence: ProofSentence, words: str) -> None:
        """Keep other words for a sentence, as one operation of the office."""
        sheet, course_id = self.sheet(), self._course_id
        if sheet is None or course_id is None:
            return
        key = new_id()
        work = partial(
            proof_service.edit_summary,
            course_id=course_id,
            copy=sheet.key,
            key=sentence.key,
            words=words,
            noted=sentence.noted,
        )
        self.undo.keep(key)
        self.context.tasks.write(
            partial(
                perform,
                name="edit_story",
                work=work,
                words=sheet.title,
                now=self.context.clock(),
                operation_id=key,
            )
        )

    def _give(self, act: Literal["print", "export"]) -> None:
        draft = self.draft()
        if draft is None:
            return
        if act == "print":
            self.handing_out.print_papers((draft,))
        else:
            self.handing_out.export_papers((draft,))

    def _end(self, words: str) -> None:
        self._show_sheet()
        if words:
            self.say.emit(words, "", None)

    def _leave(self) -> None:
        self.go.emit("family", self._family_id)
