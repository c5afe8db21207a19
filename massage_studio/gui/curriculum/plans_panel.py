"""The course plans, session by session."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QAbstractSlider, QWidget

from massage_studio.curriculum import queries
from massage_studio.curriculum.views import CurriculumView, PlanView
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.chapters import session_chapter
from massage_studio.gui.curriculum.contents import Chapter
from massage_studio.gui.curriculum.panel import Panel
from massage_studio.gui.curriculum.rows import as_high_as_its_lines
from massage_studio.gui.curriculum.search import Search
from massage_studio.gui.forms.ui_curriculum_plans_panel import Ui_CurriculumPlansPanel
from massage_studio.store.changes import Thing


class PlansPanel(Panel):
    """Leafs through the sessions of a course plan."""

    shows = frozenset({Thing.CURRICULUM})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = ui = Ui_CurriculumPlansPanel()
        ui.setupUi(self)
        self._view: CurriculumView | None = None
        self._wanted = ""
        self._chosen = ""
        self._set: str | None = None
        em = self.fontMetrics().horizontalAdvance("m")
        for part in (ui.search_edit, ui.plan_combo, ui.session_list, ui.plan_note):
            part.setFixedWidth(em * 18)
        as_high_as_its_lines(ui.plan_note)
        self.use_search_field(ui.search_edit)
        self.use_found_stack(ui.found_stack)
        self.sought.connect(self._seek)
        ui.plan_combo.activated.connect(self._choose_plan)
        ui.session_list.opened.connect(self._choose)
        ui.session_list.moved_to.connect(self._choose)

    def open(self, key: Any) -> None:
        _, self._wanted = key
        if self._view is not None:
            self._go_to_wanted()

    def reload(self) -> None:
        self.context.tasks.read(queries.whole, self._show)

    def scroll_page(self, step: QAbstractSlider.SliderAction) -> None:
        self.ui.session_scroll.step(step)

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
        code, self._wanted = self._wanted, ""
        if not code or self._view is None:
            return
        self._chosen = code
        plans = [plan.code for plan in self._view.plans if any(part.code == code for part in plan.sessions)]
        self.ui.plan_combo.setCurrentIndex(max(0, self.ui.plan_combo.findData(plans[0] if plans else "")))
        self.ui.search_edit.clear()
        self._seek()

    def _plan(self) -> PlanView | None:
        code = self.ui.plan_combo.currentData()
        return next((plan for plan in self._view.plans if plan.code == code), None) if self._view else None

    def _choose_plan(self) -> None:
        self._chosen = ""
        self._seek()

    def _seek(self) -> None:
        """Make the table of contents anew, with what holds the words that are sought."""
        self.pause.stop()
        view, plan = self._view, self._plan()
        if view is None or plan is None:
            return
        search = self._search = Search(view, self.ui.search_edit.text())
        self._set = None
        chapters = [
            Chapter(part.code, f"{part.number}  {part.title}", part.focus_benefit)
            for part in plan.sessions
            if search.in_session(part)
        ]
        codes = [chapter.code for chapter in chapters]
        if self._chosen not in codes:
            self._chosen = codes[0] if codes else ""
        self.ui.session_list.show_chapters(chapters, self._chosen)
        self.ui.plan_note.setText(plan.note)
        self._turn()

    def _choose(self, chapter: Chapter) -> None:
        self._chosen = chapter.code
        self._turn()

    def _turn(self) -> None:
        plan = self._plan()
        self.show_found(bool(self._chosen))
        if plan is None or not self._chosen or self._set == self._chosen:
            return
        self._set = self._chosen
        part = next(part for part in plan.sessions if part.code == self._chosen)
        self.ui.session_scroll.show_chapter(partial(session_chapter, session=part, search=self._search))
