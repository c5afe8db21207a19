"""Where the pages of the window stand: a window smaller than its page scrolls, and clips nothing."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """The pages, one in view; it needs as much room as that one, not as the largest of all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return super().minimumSizeHint() if page is None else page.minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        # What the page can do with, as chips wrap at this width; not what it would like.
        page = self.currentWidget()
        layout = page.layout() if page is not None else None
        if layout is None or not layout.hasHeightForWidth():
            return -1
        return layout.totalMinimumHeightForWidth(width)


class ScrollingPages(PageStack):
    """Pages that scroll inside: how high they are at least is no matter of how wide they are."""

    def hasHeightForWidth(self) -> bool:
        return False


class ColumnScroll(QScrollArea):
    """A part of a page that scrolls up and down; it is never narrower than what is in it."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        inside = self.widget()
        if inside is None:
            return least
        return QSize(
            inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width(), least.height()
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class PageScroll(QScrollArea):
    """Shows the pages and scrolls where the window is smaller; all keys are the page's own."""

    def __init__(self, stack: PageStack) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # The window's own ground between the bars, not the style's frame.
        self.setCornerWidget(QWidget(self))
        self.setWidget(stack)

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 280)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()
