"""Handouts: choose papers, see them as they will be, print or export them."""

from dataclasses import replace
from functools import partial
from typing import Any, Literal
from uuid import UUID

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from massage_studio.bookings.views import SessionView
from massage_studio.errors import KnownError
from massage_studio.gui import icons
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_handouts_page import Ui_HandoutsPage
from massage_studio.gui.handouts.handing_out import HandingOut
from massage_studio.gui.handouts.pdf_renderer import RenderedPage, View
from massage_studio.gui.handouts.reading import Act, Reading
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.wording import weekday_day
from massage_studio.handouts import queries
from massage_studio.handouts.papers import Draft, FamilySheet, PapersPageData
from massage_studio.handouts.views import BenefitSheet, TakeHome, Variant
from massage_studio.store.changes import Thing

Document = Literal["take_homes", "take_home", "register", "cue_sheet", "benefit", "plan"]
_FAMILY_PAPERS = ("take_homes", "take_home")
_CODED = ("benefit", "plan")


class HandoutsPage(Page):
    """Every paper of the studio. The key that it opens with is None, ("take_homes", session_id),
    ("take_home", family_id), ("register", session_id), ("cue_sheet", session_id), ("benefit", code),
    ("plan", code) or ("give", Reading) once the stories are read.
    """

    shows = frozenset(Thing)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_HandoutsPage()
        self.ui.setupUi(self)
        self.page_data: PapersPageData | None = None
        self._session_id: UUID | None = None
        self._family_id: UUID | None = None
        self._baby_id: UUID | None = None
        # The benefit or the plan that was asked for, by its kind and its code.
        self._coded: tuple[Document, str] | None = None
        self._current: Draft | None = None
        self._page = 0
        self._asked: View | None = None
        self._to_give: Reading | None = None
        self._readings, self._pictures, self._ahead = Latest(), Latest(), Latest()
        self.handing_out = HandingOut(context, self)
        self.empty_state: EmptyState | None = None
        self._dress()
        self._wire()
        self._say_what_is_chosen()

    def _dress(self) -> None:
        ui = self.ui
        icons.set_icon(ui.previous_button, "back")
        icons.set_icon(ui.next_button, "forward")
        ui.print_button.setShortcut(QKeySequence.StandardKey.Print)
        ui.export_button.setShortcut("Ctrl+E")
        ui.previous_button.setShortcut("Ctrl+PgUp")
        ui.next_button.setShortcut("Ctrl+PgDown")
        ui.work_card.hide()
        for variant, words in (
            (Variant.A4, self.tr("A4, in colour")),
            (Variant.LARGE_PRINT, self.tr("Large print")),
            (Variant.BLACK_AND_WHITE, self.tr("Black and white")),
        ):
            ui.variant_combo.addItem(words, variant.value)
        self._add_document(self.tr("Take-homes of a class"), "take_homes")
        self._add_document(self.tr("One family's take-home"), "take_home")
        self._add_document(self.tr("Register"), "register")
        self._add_document(self.tr("Cue sheet"), "cue_sheet")
        self._own_documents = ui.documents_combo.count()

    def _wire(self) -> None:
        ui = self.ui
        ui.documents_combo.currentIndexChanged.connect(self._show_document)
        ui.class_combo.activated.connect(self._choose_class)
        ui.sheets_list.chosen.connect(self._look)
        ui.absent_check.toggled.connect(ui.sheets_list.set_absent)
        ui.width_button.toggled.connect(self._set_wide)
        ui.previous_button.clicked.connect(partial(self._turn, -1))
        ui.next_button.clicked.connect(partial(self._turn, 1))
        ui.preview.room_changed.connect(self._ask_picture)
        ui.variant_combo.activated.connect(self._look)
        ui.print_button.clicked.connect(partial(self._give, "print"))
        ui.export_button.clicked.connect(partial(self._give, "export"))
        ui.draft_button.clicked.connect(partial(self._give, "draft"))
        ui.read_button.clicked.connect(self._read)
        ui.stop_button.clicked.connect(self._stop)
        ui.evidence_button.clicked.connect(self._show_evidence)
        ui.enter_button.clicked.connect(lambda: self.go.emit("quick_entry", self._session_id))
        self.handing_out.progressed.connect(self._show_progress)
        self.handing_out.ended.connect(self._end)

    def open(self, key: Any) -> None:
        if key is None:
            return
        kind, what = key
        if kind in _CODED:
            self._coded = (kind, what)
            self._choose_document(kind, what)
        elif kind == "give":
            if self.document() not in _FAMILY_PAPERS:
                self._choose_document("take_homes", "")
            self._family_id, self._session_id, self._to_give = None, what.session_id, what
        elif kind == "sheet":
            # The sheet of one baby in one class, such as what it missed in it; nobody else's is chosen.
            self._choose_document("take_home", "")
            self._family_id, (self._session_id, self._baby_id) = None, what
        else:
            self._choose_document(kind, "")
            self._family_id, self._session_id = (what, None) if kind == "take_home" else (None, what)
        self.mark_stale()

    def reload(self) -> None:
        self.context.tasks.read(
            partial(
                queries.page_data,
                now=self.context.clock(),
                session_id=self._session_id,
                family_id=self._family_id,
            ),
            self._show,
            latest=self._readings,
        )

    def document(self) -> Document:
        """Return which kind of paper is chosen."""
        kind: Document = self.ui.documents_combo.currentData()[0]
        return kind

    def _add_document(self, words: str, kind: Document, code: str = "") -> None:
        self.ui.documents_combo.addItem(words, (kind, code))

    def _choose_document(self, kind: Document, code: str) -> None:
        for row in range(self.ui.documents_combo.count()):
            if tuple(self.ui.documents_combo.itemData(row)) == (kind, code):
                self.ui.documents_combo.setCurrentIndex(row)

    def _show(self, data: PapersPageData) -> None:
        ui = self.ui
        before = self.page_data.papers.session.id if self.page_data and self.page_data.papers else None
        self.page_data = data
        self._show_coded(data)
        papers = data.papers
        self._session_id = papers.session.id if papers else None
        with QSignalBlocker(ui.class_combo):
            ui.class_combo.clear()
            for view in data.classes:
                ui.class_combo.addItem(self._class_words(view), str(view.id))
            ui.class_combo.setCurrentIndex(ui.class_combo.findData(str(self._session_id)))
        ui.sheets_list.show_sheets(
            papers.sheets if papers else (), keep=papers is not None and papers.session.id == before
        )
        if self._family_id is not None:
            ui.sheets_list.choose_family(self._family_id)
            if papers is not None:
                self._family_id = None
        self._show_document()
        if self._baby_id is not None:
            ui.sheets_list.choose_baby(self._baby_id)
            self._baby_id = None
        reading, self._to_give = self._to_give, None
        if reading is not None and reading.session_id == self._session_id:
            self._give(reading.act)

    def _show_coded(self, data: PapersPageData) -> None:
        """Offer the papers of the benefits and of the plans, and keep to the one that is chosen."""
        combo = self.ui.documents_combo
        chosen = self._coded or tuple(combo.currentData())
        self._coded = None
        with QSignalBlocker(combo):
            while combo.count() > self._own_documents:
                combo.removeItem(combo.count() - 1)
            for draft in data.benefits:
                words = self.tr("Benefit: {title}").format(title=draft.title)
                self._add_document(words, "benefit", draft.code)
            for draft in data.plans:
                words = self.tr("Course plan: {title}").format(title=draft.title)
                self._add_document(words, "plan", draft.code)
            self._choose_document(*chosen)

    def _class_words(self, view: SessionView) -> str:
        return self.tr("{day} · {course}, week {number}").format(
            day=weekday_day(view.starts.date()), course=view.course, number=view.number
        )

    def _choose_class(self, index: int) -> None:
        self._session_id = UUID(self.ui.class_combo.itemData(index))
        self._family_id = None
        self.reload()

    def _show_document(self) -> None:
        """Show what belongs to the chosen kind of paper and hide the rest."""
        ui, kind = self.ui, self.document()
        if self.page_data and self.page_data.family_missing and kind != "take_home":
            # Nothing was found for one family; the other papers are those of the last class.
            self._family_id = None
            self.reload()
        papers = self.page_data.papers if self.page_data else None
        families = kind in _FAMILY_PAPERS and papers is not None and bool(papers.sheets)
        ui.class_card.setVisible(kind not in _CODED and not (self.page_data and not self.page_data.classes))
        for widget in (ui.sheets_list, ui.sheets_hint):
            widget.setVisible(families)
        ui.absent_check.setVisible(families and kind == "take_homes")
        ui.one_file_check.setVisible(families and kind == "take_homes")
        for field in (ui.variant_combo, ui.read_button, ui.draft_button):
            field.setVisible(families)
        begun = papers is not None and papers.session.starts <= self.context.clock()
        ui.enter_button.setVisible(kind == "cue_sheet" and begun)
        ui.sheets_list.set_single(kind == "take_home")
        self._look()

    def _look(self) -> None:
        """Take up what is chosen now: which paper is in view, and what would be printed."""
        current = self._draft_in_view()
        if current != self._current:
            self._page = 0
            self.ui.preview.to_top()
        self._current = current
        self.ui.evidence_button.setVisible(bool(self._benefit_told()))
        self._say_what_is_chosen()
        self._ask_picture()

    def _benefit_told(self) -> str:
        """Return the benefit that the paper in view says something about; empty where it is about none."""
        view = self._current.view if self._current else None
        return view.benefit.code if isinstance(view, BenefitSheet | TakeHome) else ""

    def _show_evidence(self) -> None:
        self.go.emit("curriculum", ("benefit", self._benefit_told()))

    def _draft_in_view(self) -> Draft | None:
        kind, data = self.document(), self.page_data
        if data is None:
            return None
        if kind in _CODED:
            code = self.ui.documents_combo.currentData()[1]
            drafts = data.benefits if kind == "benefit" else data.plans
            return next((draft for draft in drafts if draft.code == code), None)
        if data.papers is None or (kind == "take_home" and data.family_missing):
            return None
        own = {"register": data.papers.register, "cue_sheet": data.papers.cue_sheet}
        return own.get(kind) or self._set_as_chosen(self.ui.sheets_list.current_draft())

    def chosen(self) -> tuple[Draft, ...]:
        """Return the papers that would be printed now."""
        if self.document() == "take_homes" and self.page_data is not None:
            drafts = (self._set_as_chosen(sheet.draft) for sheet in self.ui.sheets_list.sheets())
            return tuple(draft for draft in drafts if draft)
        return (self._current,) if self._current else ()

    def _set_as_chosen(self, draft: Draft | None) -> Draft | None:
        """Return a family's paper in the size and colours that are chosen."""
        variant = Variant(self.ui.variant_combo.currentData())
        return None if draft is None else replace(draft, variant=variant)

    def unread(self) -> tuple[FamilySheet, ...]:
        """Return those of the chosen take-homes that were not read as they are now."""
        if self.document() not in _FAMILY_PAPERS or not self.chosen():
            return ()
        return tuple(sheet for sheet in self.ui.sheets_list.sheets() if not sheet.proof.is_read)

    def _say_what_is_chosen(self) -> None:
        ui = self.ui
        count = len(self.chosen())
        ui.subtitle_label.setText(self.tr("%n papers chosen", "", count) if self.page_data else "")
        for button in (ui.print_button, ui.export_button, ui.draft_button, ui.read_button):
            button.setEnabled(count > 0 and not self.handing_out.busy)
        unread = len(self.unread())
        words = self.tr("Read %n stories", "", unread) if unread else self.tr("Every story is read")
        ui.read_button.setText(words)
        ui.sheets_hint.setText(
            self.tr("Print on both sides: each family begins a new sheet.")
            if self.document() == "take_homes"
            else self.tr("Press a row to see that family's sheet.")
        )

    def _ask_picture(self) -> None:
        if self.page_data is None:
            return
        self._show_empty_or_preview()
        if self._current is None:
            self._asked = None
            self._pictures.drop()
            self._show_pages(0)
            return
        view = View(self._current, self._page, *self.ui.preview.room())
        if view == self._asked:
            return
        self._asked = view
        self.ui.paper_label.setToolTip("")  # it makes its own where the name is cut
        self.ui.paper_label.setText(self._current.title)
        draw = partial(self.handing_out.renderer.picture, view)
        self.context.tasks.make(draw, self._show_picture, self._not_drawn, latest=self._pictures)

    def _show_picture(self, picture: RenderedPage) -> None:
        number = picture.view.page + 1
        name = self.tr("Page {number} of {pages} of {title}").format(
            number=number, pages=picture.pages, title=picture.view.draft.title
        )
        self.ui.preview.show_picture(picture, name)
        self._show_pages(picture.pages)
        self._make_ready(picture)

    def _make_ready(self, picture: RenderedPage) -> None:
        """Draw what is likely to be looked at next, so that a page turns at once."""
        view = picture.view
        following = self._set_as_chosen(self.ui.sheets_list.next_draft())
        if view.page + 1 < picture.pages:
            ahead = replace(view, page=view.page + 1)
        elif following is not None and self.document() in _FAMILY_PAPERS:
            ahead = replace(view, page=0, draft=following)
        else:
            return
        draw = partial(self.handing_out.renderer.picture, ahead)
        self.context.tasks.make(draw, lambda _: None, lambda _: None, latest=self._ahead)

    def _not_drawn(self, error: KnownError) -> None:
        self.ui.preview.show_words(str(error))

    def _show_pages(self, pages: int) -> None:
        ui = self.ui
        words = self.tr("Page {number} of {pages}").format(number=self._page + 1, pages=pages)
        ui.pages_label.setText(words if pages else "")
        ui.previous_button.setEnabled(self._page > 0)
        ui.next_button.setEnabled(self._page < pages - 1)
        ui.width_button.setEnabled(pages > 0)

    def _set_wide(self, wide: bool) -> None:
        self.ui.width_button.setText(self.tr("Fit &page") if wide else self.tr("Fit &width"))
        self.ui.preview.set_wide(wide)

    def _turn(self, by: int) -> None:
        self._page = max(0, self._page + by)
        self.ui.preview.to_top()
        self._ask_picture()

    def _show_empty_or_preview(self) -> None:
        """Where there is no paper, say what belongs here and offer the first step."""
        ui, nothing = self.ui, self._current is None
        if self.empty_state is not None:
            self.empty_state.hide()
            self.empty_state.deleteLater()
            self.empty_state = None
        ui.preview.setVisible(not nothing)
        for widget in (ui.width_button, ui.previous_button, ui.next_button):
            widget.setVisible(not nothing)
        if not nothing:
            return
        ui.paper_label.setText("")
        words, step, page = self._first_step()
        self.empty_state = EmptyState("handouts", words, step, ui.preview_card)
        self.empty_state.first_step.connect(partial(self.go.emit, page, None))
        ui.preview_layout.addWidget(self.empty_state, 1)

    def _first_step(self) -> tuple[str, str, str]:
        """Return what belongs on an empty page, the words of the first step, and the page that it opens."""
        data = self.page_data
        if data is None or not data.classes:
            return self.tr("The papers of a class appear here."), self.tr("Plan a course"), "classes"
        if data.family_missing:
            return self.tr("This family was in no class yet."), self.tr("Open the classes"), "classes"
        words = self.tr("Take-homes appear once the register is marked.")
        return words, self.tr("Open today's class"), "today"

    def _give(self, act: Act) -> None:
        """Print, export or write drafts; stories that were not read as they are now are read first."""
        if unread := self.unread():
            self._read_first(unread, act)
            return
        drafts = self.chosen()
        if act == "print":
            self.handing_out.print_papers(drafts)
        elif act == "export":
            in_one = self.document() == "take_homes" and self.ui.one_file_check.isChecked()
            self.handing_out.export_papers(drafts, in_one=in_one)
        else:
            self.handing_out.draft_letters(drafts)
        self._show_busy()

    def _read(self) -> None:
        self._read_first(self.ui.sheets_list.sheets(), "print")

    def _read_first(self, sheets: tuple[FamilySheet, ...], act: Act) -> None:
        if self._session_id is not None:
            copies = frozenset(sheet.key for sheet in sheets)
            self.go.emit("proof_read", Reading(self._session_id, copies, act))

    def _show_busy(self) -> None:
        self.ui.work_card.setVisible(self.handing_out.busy)
        self.ui.stop_button.setEnabled(True)
        self._say_what_is_chosen()

    def _show_progress(self, words: str, done: int, count: int) -> None:
        self.ui.work_label.setText(words)
        self.ui.work_progress.setRange(0, count)
        self.ui.work_progress.setValue(done)

    def _stop(self) -> None:
        self.handing_out.stop()
        self.ui.stop_button.setEnabled(False)

    def _end(self, words: str) -> None:
        self._show_busy()
        if words:
            self.say.emit(words, "", None)
