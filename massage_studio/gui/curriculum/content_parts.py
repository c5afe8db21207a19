"""The parts that the curriculum is set from: running text, margin rows, asides, signs and bands."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.curriculum.code_words import Said
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import ElidedLabel
from massage_studio.gui.widgets.pressable import Painted

_MEASURE = 92
"""Longest line of running text, in average characters: longer ones are hard to read back."""
_LONGEST_WORD = re.compile(r"(\S{24})(?=\S)")


def breakable(text: str) -> str:
    """Return a text in which a very long word, such as an address, may go on in the next line."""
    return _LONGEST_WORD.sub("\\1\u200b", text)


def as_high_as_its_lines(widget: QWidget) -> None:
    """Let a layout give a widget the height of its lines at its width, which a fixed height would cap."""
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    widget.setSizePolicy(policy)


class ContentText(ElidedLabel):
    """A paragraph of running text at reading size, never wider than reads well."""

    ratio = 1.08

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        self._heights: dict[int, int] = {}
        super().__init__(breakable(text), parent)
        self.setWordWrap(True)
        self.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MEASURE)
        as_high_as_its_lines(self)

    def heightForWidth(self, width: int) -> int:
        # A layout asks for its whole width, of which the paragraph takes no more than its measure.
        width = min(width, self.maximumWidth())
        # It asks some thirty times while a chapter is set.
        if width not in self._heights:
            self._heights[width] = super().heightForWidth(width)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()
        super().changeEvent(event)


class Loud(ContentText):
    """A paragraph that opens a chapter."""

    ratio = 1.22


class Bold(ContentText):
    """A term, with what it means beside or below it."""

    bold = True


class Quiet(ContentText):
    """A paragraph in the second voice."""

    ratio = 1.0
    role = "muted"


class Copyable(Quiet):
    """An address to read and to copy, never a link."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        # Long addresses have no spaces to break at; a zero-width space after a sign gives them some.
        super().__init__(re.sub(r"([/\-_.?=&%])", "\\1\u200b", text), parent)
        self.setAccessibleName(text)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


class MarginRow(QWidget):
    """One entry: a note in the margin, running text beside it, and a hairline above where it is not first."""

    def __init__(self, parent: QWidget, *, first: bool, margin_ems: float = 11) -> None:
        super().__init__(parent)
        self._first = first
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8 if first else 11, 0, 11)
        row.setSpacing(18)
        margin = QWidget(self)
        margin.setFixedWidth(round(self.fontMetrics().horizontalAdvance("m") * margin_ems))
        self.margin = QVBoxLayout(margin)
        text = QWidget(self)
        self.text = QVBoxLayout(text)
        for column in (self.margin, self.text):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
        # On the items, not on the columns: a column that is aligned is as narrow as its narrowest measure.
        row.addWidget(margin, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._first:
            return
        painter = QPainter(self)
        painter.fillRect(0, 0, self.width(), 1, theme.current().colour("line"))
        painter.end()


class Aside(QFrame):
    """A passage on a tint with a coloured edge, set off from the running text."""

    def __init__(self, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 14, 18, 14)
        self.column.setSpacing(8)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        paint.fill_round(painter, rect, shown.tint(self._tone), paint.CONTROL_RADIUS)
        edge = QRectF(0, 10, 4, rect.height() - 20)
        paint.fill_round(painter, paint.mirrored(self, edge), shown.strong(self._tone), 2)
        painter.end()


class Sign(Painted):
    """A round sign with an icon, and its words in the same tone, on up to three lines."""

    def __init__(self, said: Said, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = said
        self.setAccessibleName(said.words)
        as_high_as_its_lines(self)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(26, round(len(self._lines(width)) * paint.line_height(self._font()) + 5))

    def sizeHint(self) -> QSize:
        return QSize(150, self.heightForWidth(150))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 26)

    def _font(self) -> QFont:
        return paint.font(self, 1.0, bold=True)

    def _lines(self, width: int) -> list[str]:
        return paint.wrapped(self._said.words, self._font(), width - 34, 3)

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        disc = paint.mirrored(self, QRectF(0, 0, 26, 26))
        paint.fill_round(painter, disc, shown.tint(self._said.tone), 13)
        icons.paint(painter, self._said.icon, disc.adjusted(5, 5, -5, -5), shown.on_tint(self._said.tone))
        font, high = self._font(), paint.line_height(self._font())
        top = max(0.0, (26 - high) / 2)
        for number, line in enumerate(self._lines(self.width())):
            area = QRectF(34, top + number * high, self.width() - 34, high)
            paint.draw_text(painter, self, area, line, font, shown.colour("ink"))


class MinutesBand(Painted):
    """The minutes of a week as one band, each activity in the colour of its first benefit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[tuple[str, float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, parts: Sequence[tuple[str, float]], words: str) -> None:
        """Show benefits with minutes, told in words too."""
        self._parts = tuple(parts)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 14)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, 14)

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        whole = QRectF(self.rect())
        outline = QPainterPath()
        outline.addRoundedRect(whole, 5, 5)
        painter.setClipPath(outline)
        total = sum(minutes for _, minutes in self._parts) or 1.0
        left, gap = 0.0, 2.0
        for code, minutes in self._parts:
            wide = (whole.width() + gap) * minutes / total
            part = QRectF(left, 0, wide - gap, whole.height())
            painter.fillRect(paint.mirrored(self, part), shown.strong(code))
            left += wide
