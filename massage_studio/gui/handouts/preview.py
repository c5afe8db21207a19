"""A page of a paper as it will come out of the printer."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.handouts.pdf_renderer import RenderedPage
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Painted

# While the window is being resized, the page is drawn again only when it rests.
_REST_MS = 80


class _Page(Painted):
    """The picture of the page with a thin edge, or a sentence where there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = QPixmap()
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return self.page.deviceIndependentSize().toSize()

    def minimumSizeHint(self) -> QSize:
        # A picture for more room than there is now waits for the one that is being drawn.
        return QSize(0, self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        if self.page.isNull():
            font, room = paint.font(self, 1.08), QRectF(self.rect())
            room.setHeight(room.height() * 0.8)
            paint.draw_text(
                painter, self, room, self.words, font, shown.colour("muted"), Qt.AlignmentFlag.AlignCenter
            )
            return
        size = self.page.deviceIndependentSize()
        left, top = max(0.0, (self.width() - size.width()) / 2), max(0.0, (self.height() - size.height()) / 2)
        # On whole pixels of the screen the letters stay sharp.
        ratio = self.devicePixelRatioF()
        left, top = round(left * ratio) / ratio, round(top * ratio) / ratio
        painter.drawPixmap(QPointF(left, top), self.page)
        painter.setPen(shown.colour("control_line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawRect(QRectF(left, top, size.width() - 1, size.height() - 1))


class PaperPreview(QScrollArea):
    """Shows one page, whole or as wide as the room; `room_changed` asks for a picture of another size."""

    room_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Preview"))
        self._wide = False
        self._sheet = _Page(self)
        self.setWidget(self._sheet)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.room_changed)
        self.set_wide(False)

    @property
    def wide(self) -> bool:
        """Whether the page is as wide as the room, with more of it below."""
        return self._wide

    def set_wide(self, wide: bool) -> None:
        """Show the page as wide as the room, or whole."""
        self._wide = wide
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOn if wide else policy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(policy.ScrollBarAlwaysOff)
        self._rest.start(0)

    def room(self) -> tuple[int, int | None]:
        """Return the pixels of the screen that a picture may take: width, and height where that counts."""
        ratio = self.devicePixelRatioF()
        area = self.viewport().size()
        width, height = max(1, int(area.width() * ratio)), max(1, int(area.height() * ratio))
        return (width, None) if self._wide else (width, height)

    def show_picture(self, picture: RenderedPage, name: str) -> None:
        """Show a page; `name` tells a screen reader what it is."""
        made = QPixmap.fromImage(picture.image)
        made.setDevicePixelRatio(self.devicePixelRatioF())
        self._sheet.page = made
        self._sheet.words = ""
        self._sheet.setAccessibleName(name)
        self._sheet.updateGeometry()
        self._sheet.update()

    def show_words(self, words: str) -> None:
        """Say in place of a page why there is none."""
        self._sheet.page = QPixmap()
        self._sheet.words = words
        self._sheet.setAccessibleName(words)
        self._sheet.updateGeometry()
        self._sheet.update()

    def page(self) -> QPixmap:
        """Return the page in view; empty where there is none."""
        return self._sheet.page

    def words(self) -> str:
        """Return the sentence that stands in place of a page."""
        return self._sheet.words

    def to_top(self) -> None:
        """Bring the upper edge of the page into view."""
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rest.start(_REST_MS)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._rest.start(_REST_MS)
        return super().event(event)
