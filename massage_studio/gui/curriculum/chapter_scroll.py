"""Where a chapter of the curriculum is read."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSlider, QFrame, QScrollArea, QVBoxLayout, QWidget

_EDGE = 16


class ChapterScroll(QScrollArea):
    """Shows one chapter at a time, its cards as wide with a scroll bar as without one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        # Page Up and Page Down work from everywhere, so that Tab need not stop at what shows no focus.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._keep_edge)

    def show_chapter(self, set_chapter: Callable[[QVBoxLayout], None]) -> None:
        """Show a chapter, which is set into a column that ends with a stretch."""
        # Whole before it is shown: parts that are added to a page in view are laid out one by one.
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, _EDGE, 22)
        column.setSpacing(14)
        column.addStretch()
        set_chapter(column)
        self.setWidget(page)
        self._keep_edge(0, self.verticalScrollBar().maximum())

    def step(self, step: QAbstractSlider.SliderAction) -> None:
        """Scroll by a page."""
        self.verticalScrollBar().triggerAction(step)

    def _keep_edge(self, _least: int, most: int) -> None:
        page = self.widget()
        column = page.layout() if page else None
        if column is not None:
            bar = self.verticalScrollBar().sizeHint().width() if most > 0 else 0
            column.setContentsMargins(0, 0, _EDGE - bar, 22)
