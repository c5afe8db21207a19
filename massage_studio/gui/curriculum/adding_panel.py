"""The library beside a plan: what can be added to the chosen week, found by words and by kind."""

from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton, QWidget

from massage_studio.curriculum.plan_views import LibraryItem
from massage_studio.gui import theme, wording
from massage_studio.gui.curriculum.plan_drag import DragModel
from massage_studio.gui.curriculum.search import holds
from massage_studio.gui.forms.ui_curriculum_adding_panel import Ui_CurriculumAddingPanel
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.illustration import draw_illustration
from massage_studio.gui.widgets.paint import Surface
from massage_studio.language import translate

OWN = "own"
"""The kind of the last row, which adds what is written."""

_DRAWING = 64.0
_PAD = 8.0
_AT_ONCE = 12
_TALKS = ("topic", "discussion", "check_in")


@dataclass(frozen=True, slots=True)
class AddLine:
    """One item that can be added; of the kind OWN the title is what was written."""

    kind: str
    code: str
    title: str
    words: str
    whose: str
    tone: str
    drawing: str = ""

    @property
    def accessible_name(self) -> str:
        """Its title."""
        return self.title

    @property
    def accessible_description(self) -> str:
        """Where it belongs, how long it takes and whose it is."""
        return ", ".join(part for part in (self.words, self.whose) if part)


def _line(item: LibraryItem) -> AddLine:
    whose = {
        "shipped": translate("AddingPanel", "shipped"),
        "changed": translate("AddingPanel", "my words"),
        "own": translate("AddingPanel", "mine"),
    }
    words = " · ".join(part for part in (item.place, wording.minutes(item.activity.minutes)) if part)
    tone = "muted_strong" if item.whose == "shipped" else "warning_text"
    return AddLine(item.kind, item.code, item.activity.title, words, whose[item.whose], tone, item.drawing)


class _Delegate(RowDelegate[AddLine]):
    """A small card: the drawing, the title, where it belongs and how long it takes, whose it is."""

    gap = 8

    def row_height(self, surface: Surface, row: AddLine) -> int:
        least = _DRAWING if row.drawing else paint.TARGET - 2 * _PAD
        return round(max(self._words_height(surface, row), least) + 2 * _PAD)

    def draw_row(self, painter: QPainter, surface: Surface, row: AddLine, state: RowState) -> None:
        shown, rect = theme.current(), QRectF(surface.rect())
        edge = shown.colour("primary") if state.chosen else None
        fill = shown.colour("hover" if state.hovered and not state.chosen else "paper")
        paint.fill_round(painter, rect, shown.tint("primary") if state.chosen else fill, 8, edge)
        if row.drawing:
            drawing = QRectF(_PAD, _PAD, _DRAWING, rect.height() - 2 * _PAD)
            draw_illustration(painter, row.drawing, paint.mirrored(surface, drawing))
        left, top = self._left(row), (rect.height() - self._words_height(surface, row)) / 2
        for line, font, token in self._lines(surface, row):
            area = QRectF(left, top, rect.width() - left - _PAD, paint.line_height(font))
            paint.draw_text(painter, surface, area, line, font, shown.colour(token))
            top += area.height()
        if state.focused:
            paint.focus_ring(painter, surface, 7)

    def _left(self, row: AddLine) -> float:
        return _DRAWING + 2 * _PAD if row.drawing else 12.0

    def _lines(self, surface: Surface, row: AddLine) -> list[tuple[str, QFont, str]]:
        """Return what is written, each line with its font and its colour."""
        bold, plain = paint.font(surface, bold=True), paint.font(surface, 0.96)
        small = paint.font(surface, 0.92, bold=True)
        width = surface.width() - self._left(row) - _PAD
        lines = [(line, bold, "ink") for line in paint.wrapped(row.title, bold, width, 3)]
        if row.words:
            lines += [(line, plain, "muted_strong") for line in paint.wrapped(row.words, plain, width, 2)]
        return [*lines, (row.whose, small, row.tone)]

    def _words_height(self, surface: Surface, row: AddLine) -> float:
        return sum(paint.line_height(font) for _, font, _ in self._lines(surface, row))


class AddingPanel(QWidget):
    """Finds what can be added; `added` carries the item, `written` the title of an activity of her own.

    A double click or Enter adds what is chosen; in the search field Enter adds the first of what is looked
    for. Esc empties the field, and then tells that the keys may leave.
    """

    added = Signal(object)
    written = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CurriculumAddingPanel()
        self.ui.setupUi(self)
        self._items: tuple[LibraryItem, ...] = ()
        self._filter = ""
        self.lines = DragModel[AddLine, AddLine](
            self, lambda line: (line.kind, line.code), lambda line: line, lambda line: (line.kind, line.code)
        )
        self.ui.item_list.use(self.lines, _Delegate(self.ui.item_list))
        self.ui.item_list.setDragEnabled(True)
        # Few are in view, and to measure the words of all of them at once would hold the window up.
        self.ui.item_list.setLayoutMode(QListView.LayoutMode.Batched)
        self.ui.item_list.setBatchSize(_AT_ONCE)
        flow = FlowLayout(self.ui.filter_row, gap=4)
        self.filters: dict[str, QPushButton] = {}
        for code, words in (
            ("stroke", self.tr("Strokes")),
            ("song", self.tr("Songs")),
            ("talk", self.tr("Talks")),
            ("mine", self.tr("Mine")),
        ):
            self.filters[code] = chip = QPushButton(words, self.ui.filter_row)
            chip.setCheckable(True)
            chip.setProperty("role", "toggle")
            chip.setFixedWidth(chip.fontMetrics().horizontalAdvance(words) + 18)
            chip.clicked.connect(partial(self._filter_by, code))
            flow.addWidget(chip)
        for before, after in pairwise((self.search_edit, *self.filters.values(), self.ui.item_list)):
            QWidget.setTabOrder(before, after)
        self.ui.search_edit.textChanged.connect(self._seek)
        self.ui.search_edit.returnPressed.connect(self._add_first)
        self.ui.search_edit.installEventFilter(self)
        self.ui.item_list.installEventFilter(self)
        self.ui.item_list.viewport().installEventFilter(self)

    @property
    def search_edit(self) -> QLineEdit:
        """The field in which words are written."""
        return self.ui.search_edit

    def show_items(self, items: tuple[LibraryItem, ...]) -> None:
        """Show what can be added now."""
        if items != self._items:
            self._items = items
            self._seek()

    def item(self, kind: str, code: str) -> LibraryItem | None:
        """Return an item by its kind and its code."""
        return next((one for one in self._items if (one.kind, one.code) == (kind, code)), None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(watched, event)
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonDblClick:
            index = self.ui.item_list.indexAt(event.position().toPoint())
            if index.isValid():
                self._add(self.ui.item_list.view_at(index.row()))
                return True
        return super().eventFilter(watched, event)

    def _key(self, watched: object, event: QKeyEvent) -> bool:
        listed = self.ui.item_list
        if event.key() == Qt.Key.Key_Escape:
            if self.ui.search_edit.text():
                self.ui.search_edit.clear()
            else:
                self.left.emit()
            return True
        if watched is self.ui.search_edit and event.key() == Qt.Key.Key_Down and self.lines.rowCount():
            listed.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if watched is listed and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if listed.currentIndex().isValid():
                self._add(listed.view_at(listed.currentIndex().row()))
            return True
        return False

    def _filter_by(self, code: str) -> None:
        self._filter = "" if self._filter == code else code
        for name, chip in self.filters.items():
            chip.setChecked(name == self._filter)
        self._seek()

    def _seek(self) -> None:
        words = self.ui.search_edit.text().strip()
        found = [
            _line(item)
            for item in self._items
            if self._fits(item) and holds(words, item.activity.title, item.place)
        ]
        if words:
            own = self.tr("Add “{title}”").format(title=words)
            hint = self.tr("an activity of your own")
            found.append(AddLine(OWN, words, own, "", hint, "warning_text"))
        self.lines.show(found)
        self.ui.item_list.scrollToTop()
        self.ui.item_list.setCurrentIndex(self.lines.index(0))

    def _fits(self, item: LibraryItem) -> bool:
        if self._filter == "mine":
            return item.whose != "shipped"
        if self._filter == "talk":
            return item.activity.kind in _TALKS
        if self._filter == "stroke":
            return item.activity.kind == "massage"
        return not self._filter or item.kind == self._filter

    def _add_first(self) -> None:
        if self.ui.search_edit.text().strip():
            self._add(self.ui.item_list.view_at(0))

    def _add(self, line: AddLine) -> None:
        if line.kind == OWN:
            self.written.emit(line.code)
            self.ui.search_edit.clear()
        elif (item := self.item(line.kind, line.code)) is not None:
            self.added.emit(item)
