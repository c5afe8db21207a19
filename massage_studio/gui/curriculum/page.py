"""The curriculum as a book: course plans with their sessions, benefits with their evidence, and safety."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QScrollArea, QVBoxLayout, QWidget

from massage_studio.curriculum import queries
from massage_studio.curriculum.views import CurriculumView, PlanView
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.chapters import benefit_chapter, safety_chapter, session_chapter
from massage_studio.gui.curriculum.contents import Chapter, ContentsList
from massage_studio.gui.curriculum.rows import as_high_as_its_lines
from massage_studio.gui.curriculum.search import Search
from massage_studio.gui.forms.ui_curriculum_page import Ui_CurriculumPage
from massage_studio.gui.page import Page
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.store.changes import Thing

PLANS, BENEFITS, SAFETY, NOTHING = range(4)
_PAUSE_MS = 150
_EDGE = 16


class CurriculumPage(Page):
    """Leafs through the curriculum; one chapter is set at a time, and only when it is looked at."""

    shows = frozenset({Thing.CURRICULUM})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_CurriculumPage()
        self.ui.setupUi(self)
        self._view: CurriculumView | None = None
        self._search: Search | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._wanted: tuple[str, str] | None = None
        self._chosen = {PLANS: "", BENEFITS: ""}
        # What each section shows already, so that going back to it costs nothing.
        self._set: dict[int, str] = {}
        self._found = {PLANS: 0, BENEFITS: 0, SAFETY: 0}
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        ui, em = self.ui, self.fontMetrics().horizontalAdvance("m")
        ui.subtitle.setText(self.tr("Course plans, benefits with their evidence, and when not to massage"))
        for name in (self.tr("Plans"), self.tr("Benefits and evidence"), self.tr("Safety")):
            ui.section_tabs.addTab(name)
        ui.search_edit.setFixedWidth(em * 22)
        for part in (ui.plan_combo, ui.session_list, ui.plan_note, ui.benefit_list, ui.benefits_note):
            part.setFixedWidth(em * 18)
        for note in (ui.plan_note, ui.benefits_note):
            as_high_as_its_lines(note)
        for scroll in (ui.session_scroll, ui.benefit_scroll, ui.safety_scroll):
            scroll.verticalScrollBar().rangeChanged.connect(partial(_keep_edge, scroll))
            # Page Up and Page Down work from everywhere, so that Tab need not stop at what shows no focus.
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._nothing = EmptyState("search", self.tr("Nothing here holds these words."), self.tr("Show all"))
        ui.nothing_panel_layout.addWidget(self._nothing)

    def _wire(self) -> None:
        ui = self.ui
        ui.section_tabs.currentChanged.connect(self._turn)
        ui.plan_combo.activated.connect(self._choose_plan)
        for section, contents in ((PLANS, ui.session_list), (BENEFITS, ui.benefit_list)):
            contents.opened.connect(partial(self._choose, section))
            contents.moved_to.connect(partial(self._choose, section))
        ui.search_edit.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._seek)
        self._nothing.first_step.connect(self._show_all)
        here = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in (QKeySequence(QKeySequence.StandardKey.Find), QKeySequence("/")):
            QShortcut(keys, self, context=here).activated.connect(self._to_search)
        for keys, step in (
            (QKeySequence("PgUp"), QAbstractSlider.SliderAction.SliderPageStepSub),
            (QKeySequence("PgDown"), QAbstractSlider.SliderAction.SliderPageStepAdd),
        ):
            QShortcut(keys, self, context=here).activated.connect(partial(self._scroll, step))
        clear = QShortcut(QKeySequence("Esc"), ui.search_edit, context=Qt.ShortcutContext.WidgetShortcut)
        clear.activated.connect(ui.search_edit.clear)

    def open(self, key: Any) -> None:
        """Show ("benefit", code) or ("session", code) where one is named, else go on where the reader was."""
        if isinstance(key, tuple):
            self._wanted = key
            if self._view is not None:
                self._go_to_wanted()

    def reload(self) -> None:
        self.context.tasks.read(queries.whole, self._show)

    def _show(self, view: CurriculumView) -> None:
        self._view = view
        combo = self.ui.plan_combo
        chosen = combo.currentData()
        combo.clear()
        for plan in view.plans:
            combo.addItem(plan.label, plan.code)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        self._seek()
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted is None or self._view is None:
            return
        (kind, code), self._wanted = self._wanted, None
        section = BENEFITS if kind == "benefit" else PLANS
        self._chosen[section] = code
        if section == PLANS:
            plans = [
                plan.code for plan in self._view.plans if any(part.code == code for part in plan.sessions)
            ]
            self.ui.plan_combo.setCurrentIndex(max(0, self.ui.plan_combo.findData(plans[0] if plans else "")))
        self.ui.search_edit.clear()
        self._seek()
        self.ui.section_tabs.setCurrentIndex(section)

    def _scroll(self, step: QAbstractSlider.SliderAction) -> None:
        ui = self.ui
        scroll = (ui.session_scroll, ui.benefit_scroll, ui.safety_scroll)[ui.section_tabs.currentIndex()]
        scroll.verticalScrollBar().triggerAction(step)

    def _to_search(self) -> None:
        self.ui.search_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.search_edit.selectAll()

    def _show_all(self) -> None:
        self.ui.search_edit.clear()
        self._seek()
        self.ui.search_edit.setFocus()

    def _plan(self) -> PlanView | None:
        code = self.ui.plan_combo.currentData()
        return next((plan for plan in self._view.plans if plan.code == code), None) if self._view else None

    def _choose_plan(self) -> None:
        self._chosen[PLANS] = ""
        self._seek()

    def _seek(self) -> None:
        """Make the table of contents anew, with what holds the words that are sought."""
        self._pause.stop()
        view, plan = self._view, self._plan()
        if view is None or plan is None:
            return
        search = self._search = Search(view, self.ui.search_edit.text())
        self._set.clear()
        sessions = {part.code: search.in_session(part) for part in plan.sessions}
        benefits = {part.code: search.in_benefit(part) for part in view.benefits}
        self._show_contents(
            PLANS,
            self.ui.session_list,
            [
                Chapter(part.code, f"{part.number}  {part.title}", part.focus_benefit)
                for part in plan.sessions
                if sessions[part.code]
            ],
        )
        self._show_contents(
            BENEFITS,
            self.ui.benefit_list,
            [Chapter(part.code, part.title, part.code) for part in view.benefits if benefits[part.code]],
        )
        self.ui.plan_note.setText(plan.note)
        self._found = {
            PLANS: sum(sessions.values()),
            BENEFITS: sum(benefits.values()),
            SAFETY: len(search.safety()) + len(search.signposts()),
        }
        self._name_tabs()
        self._turn()

    def _name_tabs(self) -> None:
        names = (self.tr("Plans"), self.tr("Benefits and evidence"), self.tr("Safety"))
        for section, name in enumerate(names):
            counted = self.tr("{section} ({found})").format(section=name, found=self._found[section])
            self.ui.section_tabs.setTabText(section, counted if self._search else name)

    def _show_contents(self, section: int, contents: ContentsList, chapters: list[Chapter]) -> None:
        codes = [chapter.code for chapter in chapters]
        if self._chosen[section] not in codes:
            self._chosen[section] = codes[0] if codes else ""
        contents.show_chapters(chapters, self._chosen[section])

    def _choose(self, section: int, chapter: Chapter) -> None:
        self._chosen[section] = chapter.code
        self._turn()

    def _turn(self) -> None:
        """Show the section of the tab, and set its chapter where that is not there yet."""
        section = self.ui.section_tabs.currentIndex()
        if self._view is None or self._search is None:
            return
        if not self._found[section]:
            self.ui.section_stack.setCurrentIndex(NOTHING)
            return
        self.ui.section_stack.setCurrentIndex(section)
        chapter = self._chosen.get(section, "")
        if self._set.get(section) == chapter:
            return
        scroll = (self.ui.session_scroll, self.ui.benefit_scroll, self.ui.safety_scroll)[section]
        self._set[section] = chapter
        # Whole before it is shown: parts that are added to a page in view are laid out one by one.
        page = self._chapter(section, chapter)
        scroll.setWidget(page)
        _keep_edge(scroll, 0, scroll.verticalScrollBar().maximum())

    def _chapter(self, section: int, code: str) -> QWidget:
        plan, search, view = self._plan(), self._search, self._view
        assert plan is not None and search is not None and view is not None
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, _EDGE, 22)
        column.setSpacing(14)
        column.addStretch()
        if section == PLANS:
            session_chapter(column, plan, next(part for part in plan.sessions if part.code == code), search)
        elif section == BENEFITS:
            benefit = next(part for part in view.benefits if part.code == code)
            sheet = partial(self.go.emit, "handouts", ("benefit", code))
            benefit_chapter(column, benefit, search, sheet)
        else:
            safety_chapter(column, search)
        return page


def _keep_edge(scroll: QScrollArea, _least: int, most: int) -> None:
    """Leave the cards as wide as they are, whether the scroll bar beside them shows or not."""
    page = scroll.widget()
    column = page.layout() if page else None
    if column is not None:
        bar = scroll.verticalScrollBar().sizeHint().width() if most > 0 else 0
        column.setContentsMargins(0, 0, _EDGE - bar, 22)
