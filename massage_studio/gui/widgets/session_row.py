"""One session of a baby on the family page: when, the band of states, the cues."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Painted
from massage_studio.gui.widgets.ribbon import Span, describe_spans, draw_ribbon


@dataclass(frozen=True)
class SessionRowData:
    """One session: its week and date in words, states in milliseconds.

    `rates` are yes and pause cues per observed minute in words, empty where the class is told without them.
    `instead` says in words why there is no band ("Asleep, not massaged, and that is fine").
    """

    week: str
    date: str
    spans: tuple[Span, ...] = ()
    start_ms: int = 0
    end_ms: int = 1
    instead: str = ""
    rates: tuple[str, str] | None = None


class SessionRow(Painted):
    """Week and date, the band of states, engaging and disengaging cues."""

    def __init__(self, parent: QWidget | None = None, *, session: SessionRowData | None = None) -> None:
        super().__init__(parent)
        self._session = SessionRowData("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if session is not None:
            self.set_session(session)

    def set_session(self, session: SessionRowData) -> None:
        """Shows another session."""
        self._session = session
        parts = [f"{session.week} {session.date}", session.instead]
        if not session.instead:
            parts.append(describe_spans(session.spans, session.end_ms))
            if session.rates is not None:
                more, pause = session.rates
                cues = self.tr("yes, more {more} times a minute; pause {pause} times a minute")
                parts.append(cues.format(more=more, pause=pause))
        self.setAccessibleName("; ".join(part for part in parts if part.strip()))
        paint.plain_tooltip(self, self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        lines = paint.line_height(paint.font(self, 1.04, bold=True)) + paint.line_height(paint.font(self))
        return QSize(560, round(lines + 10))

    def minimumSizeHint(self) -> QSize:
        return QSize(340, self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        one = self._session
        width, middle = float(self.width()), self.height() / 2
        bold, small = paint.font(self, 1.04, bold=True), paint.font(self)
        high = paint.line_height(bold)
        label = min(104.0, width * 0.2)
        area = QRectF(0, middle - high, label - 8, high)
        paint.draw_text(painter, self, area, one.week, bold, shown.colour("ink"))
        area = QRectF(0, middle, label - 8, high)
        paint.draw_text(painter, self, area, one.date, small, shown.colour("muted"))
        cues = paint.font(self, 1.04)
        count = paint.text_width("\u25b2 9.99", cues) + 6
        end = width - 2 * count - 12
        band = QRectF(label, middle - 9, max(0.0, end - label), 18)
        if one.instead:
            area = QRectF(label, middle - high / 2, width - label, high)
            paint.draw_text(painter, self, area, one.instead, small, shown.colour("muted"))
            return
        draw_ribbon(painter, self, band, one.spans, one.start_ms, one.end_ms)
        if one.rates is None:
            return
        area = QRectF(end + 12, 0, count, self.height())
        more, pause = one.rates
        # One colour for both: a pause is as good an answer as a yes.
        paint.draw_text(painter, self, area, f"\u25b2 {more}", cues, shown.colour("ink"))
        area = area.translated(count, 0)
        paint.draw_text(painter, self, area, f"\u25bc {pause}", cues, shown.colour("ink"))
