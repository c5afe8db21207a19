"""Where a chapter of the curriculum is read."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer
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

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll so that a part of the chapter begins at the top, once the chapter has its height."""

        def scroll() -> None:
            page = self.widget()
            if page is not None and page.isAncestorOf(part):
                self.verticalScrollBar().setValue(part.mapTo(page, QPoint(0, 0)).y())

        QTimer.singleShot(0, part, scroll)

    def step(self, step: QAbstractSlider.SliderAction) -> None:
        """Scroll by a page."""
        self.verticalScrollBar().triggerAction(step)

    def _keep_edge(self, _least: int, most: int) -> None:
        page = self.widget()
        column = page.layout() if page else None
        if column is not None:
            bar = self.verticalScrollBar().sizeHint().width() if most > 0 else 0
            column.setContentsMargins(0, 0, _EDGE - bar, 22)
