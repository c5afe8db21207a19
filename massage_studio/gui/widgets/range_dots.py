"""A carer's own rating before the course and now, as two dots on a line."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Painted


class RangeDots(Painted):
    """One statement with a ring for before and a full dot for now, on a scale of `low` to `high`."""

    def __init__(self, parent: QWidget | None = None, *, low: int = 1, high: int = 5) -> None:
        super().__init__(parent)
        self._low, self._high = low, high
        self._label = ""
        self._before: int | None = None
        self._now: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_ratings(self, label: str, before: int | None, now: int | None) -> None:
        """Shows a statement and its two ratings; None where it was not answered."""
        self._label, self._before, self._now = label, before, now
        parts = []
        if before is not None:
            parts.append(self.tr("before {rating} of {most}").format(rating=before, most=self._high))
        if now is not None:
            parts.append(self.tr("now {rating} of {most}").format(rating=now, most=self._high))
        told = ", ".join(parts) or self.tr("not answered")
        self.setAccessibleName(f"{label}: {told}")
        paint.plain_tooltip(self, self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, round(paint.line_height(paint.font(self)) + 11))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def draw(self, painter: QPainter) -> None:
        shown = theme.current()
        width, middle = float(self.width()), self.height() / 2
        split = width * 0.62
        area = QRectF(0, 0, split - 8, self.height())
        paint.draw_text(painter, self, area, self._label, paint.font(self), shown.colour("ink"))
        scale = QRectF(split, middle - 1, width - split, 2)
        painter.fillRect(paint.mirrored(self, scale), shown.colour("line"))
        if self._before is not None:
            painter.setBrush(shown.colour("card"))
            painter.setPen(QPen(shown.colour("muted"), 2, Qt.PenStyle.SolidLine))
            painter.drawEllipse(self._place(scale, self._before), 5.0, 5.0)
        if self._now is not None:
            # Smaller where both fall together, so that the ring still shows around the dot.
            radius = 3.0 if self._now == self._before else 5.0
            paint.dot(painter, self._place(scale, self._now), radius, shown.colour("primary"))

    def _place(self, scale: QRectF, rating: int) -> QPointF:
        share = (rating - self._low) / max(1, self._high - self._low)
        left = scale.left() + 6 + min(1.0, max(0.0, share)) * (scale.width() - 12)
        return paint.mirrored(self, QRectF(left, scale.top(), 0, scale.height())).center()
