"""The base of each tab of the curriculum: a page with a search field of its own."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QLineEdit, QStackedWidget, QWidget

from massage_studio.gui.context import Context
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.widgets.empty_state import EmptyState

CONTENT_VERBS = frozenset(
    (
        *("change_plan", "change_content", "keep_content", "reset_content", "add_content", "hide_content"),
        *("show_content", "share_content"),
    )
)
"""What Undo takes back here: parents may see these pages, and no other operation is without a name."""

_PAUSE_MS = 150


class Panel(Page):
    """A tab of the curriculum; `open` is given the kind and the code of what to show.

    `sought` tells, a moment after the last key, that other words are looked for.
    """

    search_edit: QLineEdit
    undo: OfficeUndo
    sought = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.pause.timeout.connect(self.sought)

    def use_search_field(self, edit: QLineEdit) -> None:
        """Take what is typed into a field as the words that are looked for; Esc empties it."""
        self.search_edit = edit
        edit.textChanged.connect(self.pause.start)
        clear = QShortcut(QKeySequence("Esc"), edit, context=Qt.ShortcutContext.WidgetShortcut)
        clear.activated.connect(edit.clear)

    def use_found_stack(self, stack: QStackedWidget) -> None:
        """Take a stack whose first page shows what was found; the second says that nothing was."""
        self.nothing = EmptyState(
            "search", self.tr("Nothing here fits what you look for."), self.tr("Show all")
        )
        self.nothing.first_step.connect(self._show_all)
        self._stack = stack
        stack.addWidget(self.nothing)

    def place_head(self, grid: QGridLayout, buttons: QWidget) -> None:
        """Put the buttons of a head behind what stands first, or where both have no room, below it."""
        first = grid.itemAtPosition(0, 0)
        assert first is not None
        needed = first.sizeHint().width() + grid.horizontalSpacing() + buttons.sizeHint().width()
        if self.width() >= needed:
            grid.addWidget(buttons, 0, 1, Qt.AlignmentFlag.AlignTrailing)
        else:
            grid.addWidget(buttons, 1, 0)

    def show_found(self, found: bool) -> None:
        """Show what was found, or that nothing was."""
        self._stack.setCurrentIndex(0 if found else 1)

    def to_search(self) -> None:
        """Put the keys into the search field."""
        self.search_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_edit.selectAll()

    def scroll_page(self, step: QAbstractSlider.SliderAction) -> None:
        """Scroll what is read, wherever the keys are; a panel that has its lists alone leaves it to them."""

    def _show_all(self) -> None:
        self.search_edit.clear()
        self.pause.stop()
        self.sought.emit()
        self.search_edit.setFocus()
