"""The benefits, each with what may honestly be said of it and what was found."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QAbstractSlider, QWidget

from massage_studio.curriculum import queries
from massage_studio.curriculum.views import CurriculumView
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.chapters import benefit_chapter
from massage_studio.gui.curriculum.contents import Chapter
from massage_studio.gui.curriculum.panel import Panel
from massage_studio.gui.curriculum.rows import as_high_as_its_lines
from massage_studio.gui.curriculum.search import Search
from massage_studio.gui.forms.ui_curriculum_benefits_panel import Ui_CurriculumBenefitsPanel
from massage_studio.store.changes import Thing


class BenefitsPanel(Panel):
    """Leafs through the benefits; one is set at a time, and only when it is looked at."""

    shows = frozenset({Thing.CURRICULUM})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = ui = Ui_CurriculumBenefitsPanel()
        ui.setupUi(self)
        self._view: CurriculumView | None = None
        self._wanted: tuple[str, str] | None = None
        self._chosen = ""
        # What is set already, so that going back to it costs nothing.
        self._set: str | None = None
        em = self.fontMetrics().horizontalAdvance("m")
        for part in (ui.search_edit, ui.benefit_list, ui.benefits_note):
            part.setFixedWidth(em * 18)
        as_high_as_its_lines(ui.benefits_note)
        self.use_search_field(ui.search_edit)
        self.use_found_stack(ui.found_stack)
        self.sought.connect(self._seek)
        ui.benefit_list.opened.connect(self._choose)
        ui.benefit_list.moved_to.connect(self._choose)

    def open(self, key: Any) -> None:
        """Show ("benefit", code), or the benefit that a finding ("evidence", code) is about."""
        self._wanted = key
        if self._view is not None:
            self._go_to_wanted()

    def reload(self) -> None:
        self.context.tasks.read(queries.whole, self._show)

    def scroll_page(self, step: QAbstractSlider.SliderAction) -> None:
        self.ui.benefit_scroll.step(step)

    def _show(self, view: CurriculumView) -> None:
        self._view = view
        self._seek()
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted is None or self._view is None:
            return
        (kind, code), self._wanted = self._wanted, None
        about = (one.code for one in self._view.benefits if any(found.code == code for found in one.evidence))
        self._chosen = next(about, "") if kind == "evidence" else code
        self.ui.search_edit.clear()
        self._seek()

    def _seek(self) -> None:
        """Make the table of contents anew, with what holds the words that are sought."""
        self.pause.stop()
        if self._view is None:
            return
        search = self._search = Search(self._view, self.ui.search_edit.text())
        self._set = None
        chapters = [
            Chapter(part.code, part.title, part.code)
            for part in self._view.benefits
            if search.in_benefit(part)
        ]
        codes = [chapter.code for chapter in chapters]
        if self._chosen not in codes:
            self._chosen = codes[0] if codes else ""
        self.ui.benefit_list.show_chapters(chapters, self._chosen)
        self._turn()

    def _choose(self, chapter: Chapter) -> None:
        self._chosen = chapter.code
        self._turn()

    def _turn(self) -> None:
        self.show_found(bool(self._chosen))
        if self._view is None or not self._chosen or self._set == self._chosen:
            return
        self._set = code = self._chosen
        benefit = next(part for part in self._view.benefits if part.code == code)
        sheet = partial(self.go.emit, "handouts", ("benefit", code))
        self.ui.benefit_scroll.show_chapter(
            partial(benefit_chapter, benefit=benefit, search=self._search, print_sheet=sheet)
        )
