"""The library: the strokes with their drawings."""

from typing import Any

from PySide6.QtWidgets import QWidget

from massage_studio.curriculum import queries
from massage_studio.curriculum.views import CurriculumView
from massage_studio.gui.context import Context
from massage_studio.gui.curriculum.library_rows import LibraryDelegate, LibraryRow, stroke_rows
from massage_studio.gui.curriculum.panel import Panel
from massage_studio.gui.curriculum.search import holds
from massage_studio.gui.forms.ui_curriculum_library_panel import Ui_CurriculumLibraryPanel
from massage_studio.gui.lists.model import ListModel
from massage_studio.store.changes import Thing


class LibraryPanel(Panel):
    """Shows the strokes, each with its drawing."""

    shows = frozenset({Thing.CURRICULUM})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = ui = Ui_CurriculumLibraryPanel()
        ui.setupUi(self)
        self._view: CurriculumView | None = None
        self._wanted: tuple[str, str] | None = None
        self._rows = ListModel[LibraryRow, LibraryRow](
            self, lambda row: (row.kind, row.code), lambda row: row
        )
        ui.item_list.use(self._rows, LibraryDelegate(ui.item_list))
        ui.search_edit.setFixedWidth(self.fontMetrics().horizontalAdvance("m") * 22)
        self.use_search_field(ui.search_edit)
        self.use_found_stack(ui.found_stack)
        self.sought.connect(self._seek)

    def open(self, key: Any) -> None:
        """Show ("item", (kind, code))."""
        _, self._wanted = key
        if self._view is not None:
            self._go_to_wanted()

    def reload(self) -> None:
        self.context.tasks.read(queries.whole, self._show)

    def _show(self, view: CurriculumView) -> None:
        self._view = view
        self._seek()
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted is None:
            return
        self.ui.search_edit.clear()
        self._seek()
        place = self._rows.place_of(self._wanted)
        self._wanted = None
        if place is not None:
            self.ui.item_list.go_to(place)

    def _seek(self) -> None:
        self.pause.stop()
        if self._view is None:
            return
        sought = self.ui.search_edit.text()
        found = [row for row in stroke_rows(self._view) if holds(sought, row.title, row.area, row.words)]
        self._rows.show(found)
        self.show_found(bool(found))
