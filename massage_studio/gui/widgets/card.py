"""Cards and the labels on them."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint


class ElidedLabel(QLabel):
    """A plain-text label whose one line is elided, with the whole text as a tooltip, when space is short.

    Takes a text or a parent first, as QLabel does, so that a form can place it. With word wrap on it wraps.
    """

    role = ""
    ratio = 1.0
    heading = False
    bold = False

    def __init__(self, text: str | QWidget | None = "", parent: QWidget | None = None) -> None:
        super().__init__(parent if isinstance(text, str) else text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if self.role:
            self.setProperty("role", self.role)
        self._dress()
        if isinstance(text, str):
            self.setText(text)

    def _dress(self) -> None:
        base = QApplication.font()
        made = theme.heading_font(base, self.ratio) if self.heading else theme.sized(base, self.ratio)
        if self.bold:
            made.setBold(True)
        if made != self.font():
            self.setFont(made)

    def setWordWrap(self, on: bool) -> None:
        """Break the words into lines; a label that breaks takes all the height that its width asks for."""
        super().setWordWrap(on)
        upwards = QSizePolicy.Policy.Minimum if on else QSizePolicy.Policy.Fixed
        policy = self.sizePolicy()
        policy.setVerticalPolicy(upwards)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        paint.forget_cut(self, self.text())
        super().setText(text)
        self._keep_whole()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_whole()

    def _keep_whole(self) -> None:
        """Be as high as wrapped lines are in this width, which Qt guesses for another one."""
        if self.wordWrap():
            # A label is never lower than its least height, so that of before goes first.
            self.setMinimumHeight(0)
            self.setMinimumHeight(max(0, self.heightForWidth(self.width())))

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self.wordWrap():
            return hint
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 8), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.wordWrap():
            super().paintEvent(event)
            return
        text, area = paint.one_line(self.text()), QRectF(self.contentsRect())
        if not self.toolTip() and self.fontMetrics().horizontalAdvance(text) > area.width():
            paint.plain_tooltip(self, text)
        painter = QPainter(self)
        colour = self.palette().color(self.foregroundRole())
        # Not left to QLabel, which would put an Arabic name at the far end of an English page.
        # The area is already on its own side of the page; mirrored here, draw_text mirrors it back.
        area = paint.mirrored(self, area)
        paint.draw_text(painter, self, area, text, self.font(), colour, self.alignment())
        painter.end()


class Heading(ElidedLabel):
    """The name of a page, in the heading font."""

    ratio = 1.9
    heading = True


class Title(ElidedLabel):
    """The name of a card or a section, in the heading font."""

    ratio = 1.35
    heading = True


class Strong(ElidedLabel):
    """A line that matters, in bold at reading size."""

    ratio = 1.12
    bold = True


class Muted(ElidedLabel):
    """A line in the second voice, in the quieter text colour."""

    role = "muted"


class Card(QFrame):
    """A flat card with round corners; `body` is its column, below an optional title and header widgets.

    A form may give it a layout of its own instead of `body`.
    """

    def __init__(self, parent: QWidget | None = None, *, title: str = "", current: bool = False) -> None:
        super().__init__(parent)
        self._current = current
        self._header: QHBoxLayout | None = None
        self._title: Title | None = None
        if title:
            self.set_title(title)

    @property
    def body(self) -> QVBoxLayout:
        """The card's column, made on first use."""
        column = self.layout()
        if column is None:
            column = QVBoxLayout(self)
            column.setContentsMargins(16, 14, 16, 14)
            column.setSpacing(8)
        assert isinstance(column, QVBoxLayout)
        return column

    def set_title(self, title: str) -> None:
        """Shows a title at the top; screen readers take it as the card's name."""
        self.setAccessibleName(title)
        if self._title is None:
            self._title = Title("", self)
            self._header_row().insertWidget(0, self._title, 1)
        self._title.setText(title)

    def let_title_break(self) -> None:
        """Break the title into lines where it names somebody and has no room on one."""
        if self._title is not None:
            self._title.setWordWrap(True)

    def add_header(self, widget: QWidget) -> None:
        """Adds a widget at the far end of the title's row."""
        self._header_row().addWidget(widget)

    def _header_row(self) -> QHBoxLayout:
        if self._header is None:
            self._header = QHBoxLayout()
            self._header.setSpacing(8)
            self.body.insertLayout(0, self._header)
        return self._header

    def set_current(self, current: bool) -> None:
        """Marks the one card that matters now with a line in the primary colour."""
        if current != self._current:
            self._current = current
            self.update()

    def event(self, event: QEvent) -> bool:
        # A form sets its layout after construction; give it the studio's margins unless it has its own.
        if event.type() == QEvent.Type.Polish:
            column = self.layout()
            if column is not None and column.contentsMargins().left() == 9:
                column.setContentsMargins(16, 14, 16, 14)
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = shown.colour("primary" if self._current else "line")
        paint.fill_round(painter, QRectF(self.rect()), shown.colour("card"), paint.CARD_RADIUS, line)
        painter.end()
