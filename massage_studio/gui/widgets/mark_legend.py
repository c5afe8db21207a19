"""What the marks of the venues mean, painted in at most two lines."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.marks import fill_mark
from massage_studio.gui.widgets.pressable import Painted

_LINES = 2
_SIGN = 14.0
_GAP = 18.0


class MarkLegend(Painted):
    """The venues' marks with their names; what has no room is counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._venues: tuple[tuple[int, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_venues(self, venues: Sequence[tuple[int, str]]) -> None:
        """Shows each venue's mark with its name."""
        self._venues = tuple(venues)
        self.setAccessibleName(self.tr("Venues: {names}").format(names=", ".join(name for _, name in venues)))
        paint.plain_tooltip(self, ", ".join(name for _, name in venues))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = max([line for line, *_ in self._placed()], default=0) + 1
        return QSize(300, round(lines * self._line()))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self.updateGeometry()

    def _line(self) -> float:
        return paint.line_height(paint.font(self)) + 4

    def _placed(self) -> list[tuple[int, float, float, int, str]]:
        """Return line, left edge, width, mark and name of each; the mark -1 counts what is left out."""
        font, wide = paint.font(self), max(120.0, float(self.width()))
        found: list[tuple[int, float, float, int, str]] = []
        line, left = 0, 0.0
        for place, (mark, name) in enumerate(self._venues):
            needs = min(wide, _SIGN + 6 + paint.text_width(paint.one_line(name), font))
            more = paint.text_width(self.tr("and %n more", "", 99), font)
            last = place == len(self._venues) - 1
            room = wide - (more + _GAP if line == _LINES - 1 and not last else 0)
            if left and left + needs > room:
                if line == _LINES - 1:
                    words = self.tr("and %n more", "", len(self._venues) - place)
                    found.append((line, left, wide - left, -1, words))
                    break
                line, left = line + 1, 0.0
            found.append((line, left, needs, mark, name))
            left += needs + _GAP
        return found

    def draw(self, painter: QPainter) -> None:
        shown, font = theme.current(), paint.font(self)
        high = self._line()
        for line, left, wide, mark, name in self._placed():
            area = QRectF(left, line * high, wide, high)
            if mark < 0:
                paint.draw_text(painter, self, area, name, font, shown.colour("muted"))
                continue
            sign = QRectF(left, area.center().y() - _SIGN / 2, _SIGN, _SIGN)
            fill_mark(painter, paint.mirrored(self, sign), mark, 4)
            words = area.adjusted(_SIGN + 6, 0, 0, 0)
            paint.draw_text(painter, self, words, name, font, shown.colour("muted_strong"))
