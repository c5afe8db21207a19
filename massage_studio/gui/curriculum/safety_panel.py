"""When to wait, adapt or leave massage for today, and where to send a family."""

from functools import partial

from PySide6.QtWidgets import QAbstractSlider, QWidget

from massage_studio.curriculum import queries
from massage_studio.curriculum.views import CurriculumView
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.chapters import safety_chapter
from massage_studio.gui.curriculum.panel import Panel
from massage_studio.gui.curriculum.search import Search
from massage_studio.gui.forms.ui_curriculum_safety_panel import Ui_CurriculumSafetyPanel
from massage_studio.store.changes import Thing


class SafetyPanel(Panel):
    """Shows the reasons not to massage and the signposts."""

    shows = frozenset({Thing.CURRICULUM})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = ui = Ui_CurriculumSafetyPanel()
        ui.setupUi(self)
        self._view: CurriculumView | None = None
        ui.search_edit.setFixedWidth(self.fontMetrics().horizontalAdvance("m") * 22)
        self.use_search_field(ui.search_edit)
        self.use_found_stack(ui.found_stack)
        self.sought.connect(self._seek)

    def reload(self) -> None:
        self.context.tasks.read(queries.whole, self._show)

    def scroll_page(self, step: QAbstractSlider.SliderAction) -> None:
        self.ui.safety_scroll.step(step)

    def _show(self, view: CurriculumView) -> None:
        self._view = view
        self._seek()

    def _seek(self) -> None:
        self.pause.stop()
        if self._view is None:
            return
        search = Search(self._view, self.ui.search_edit.text())
        self.show_found(bool(search.safety() or search.signposts()))
        self.ui.safety_scroll.show_chapter(partial(safety_chapter, search=search))
