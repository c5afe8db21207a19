"""A baby's states through a class, as one band."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Painted
from massage_studio.gui.widgets.states import fill_state, state_label
from massage_studio.language import translate

Span = tuple[str, int, int | None]
"""A state's code, its start and its end in milliseconds; None while it still runs."""


def describe_spans(spans: Sequence[Span], end_ms: int) -> str:
    """The band in words: each state with its whole minutes, in order."""
    parts = []
    for code, begin, finish in spans:
        minutes = max(0, ((end_ms if finish is None else finish) - begin) // 60_000)
        words = translate("Ribbon", "{state} %n min", None, minutes)
        parts.append(words.format(state=state_label(code)))
    return ", ".join(parts)


def draw_ribbon(
    painter: QPainter, widget: QWidget, rect: QRectF, spans: Sequence[Span], start_ms: int, end_ms: int
) -> None:
    """Draws the band into an unmirrored rectangle; time not observed stays empty."""
    painter.save()
    whole = paint.mirrored(widget, rect)
    path = QPainterPath()
    path.addRoundedRect(whole, 3, 3)
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.fillRect(whole, theme.current().colour("groove"))
    length = max(1, end_ms - start_ms)
    for code, begin, finish in spans:
        left = max(0.0, (begin - start_ms) / length)
        right = min(1.0, ((end_ms if finish is None else finish) - start_ms) / length)
        if right > left:
            part = QRectF(
                rect.left() + left * rect.width(), rect.top(), (right - left) * rect.width(), rect.height()
            )
            fill_state(painter, paint.mirrored(widget, part), code)
    painter.restore()


class StateRibbon(Painted):
    """The band of states between two moments, told in words to screen readers."""

    def __init__(self, parent: QWidget | None = None, *, height: int = 18) -> None:
        super().__init__(parent)
        self._height = height
        self._spans: tuple[Span, ...] = ()
        self._start, self._end = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("No states noted"))

    def set_spans(self, spans: Sequence[Span], start: int, end: int) -> None:
        """Shows states between `start` and `end`, all in milliseconds on one clock."""
        self._spans, self._start, self._end = tuple(spans), start, end
        words = describe_spans(self._spans, end) or self.tr("No states noted")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._height)

    def draw(self, painter: QPainter) -> None:
        draw_ribbon(painter, self, QRectF(self.rect()), self._spans, self._start, self._end)
