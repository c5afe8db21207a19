"""One line of what Find offers."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.gui import icons, theme
from massage_studio.gui.find.offers import Offer
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.pressable import Pressable

_SIDE = 12.0
_ALL_LINES = 99
_BADGE = 32.0
_LEFT = _SIDE + _BADGE + 12


class OfferRow(Pressable):
    """An icon, a title, a second line and a date; the first of its kind carries the heading above it.

    The field keeps the focus, so that a row is only marked; `pointed` tells that the pointer came onto it.
    """

    pointed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.offer: Offer | None = None
        self._heading = ""
        self._marked = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_offer(self, offer: Offer, heading: str) -> None:
        """Show another offer, below a heading or none."""
        self.offer, self._heading = offer, heading
        self.updateGeometry()
        self.setAccessibleName(f"{offer.heading}: {offer.title}")
        self.setAccessibleDescription(
            ", ".join(part for part in (offer.detail, offer.warning, offer.when) if part)
        )
        self.update()

    def set_marked(self, marked: bool) -> None:
        """Mark the row that Enter takes."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    def marked(self) -> bool:
        """Tell whether Enter takes this row."""
        return self._marked

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed.emit()

    def sizeHint(self) -> QSize:
        lines = paint.line_height(paint.font(self, 1.08, bold=True))
        if self.offer is not None and self.offer.detail:
            lines += paint.line_height(paint.font(self))
        lines += len(self.warning_lines()) * paint.line_height(paint.font(self))
        return QSize(320, max(paint.TARGET + 4, round(lines + 14)) + round(self._above()))

    def warning_lines(self) -> list[str]:
        """Return the warning as it is drawn, in as many lines as it needs."""
        if self.offer is None or not self.offer.warning:
            return []
        room = max(self.width() - _LEFT - _SIDE, 120)
        return paint.wrapped(self.offer.warning, paint.font(self), room, _ALL_LINES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.offer is not None and self.offer.warning:
            self.updateGeometry()

    def _above(self) -> float:
        return paint.line_height(paint.font(self, 0.92)) + 12 if self._heading else 0.0

    def draw(self, painter: QPainter) -> None:
        offer = self.offer
        if offer is None:
            return
        shown = theme.current()
        width, above = float(self.width()), self._above()
        if above:
            place = QRectF(_SIDE, 6, width - 2 * _SIDE, above - 8)
            small = paint.font(self, 0.92)
            paint.draw_text(painter, self, place, self._heading, small, shown.colour("muted"))
        row = QRectF(0, above, width, self.height() - above)
        if self._marked:
            paint.fill_round(painter, row, shown.tint("primary"), paint.CONTROL_RADIUS)
        badge = QRectF(_SIDE, row.center().y() - _BADGE / 2, _BADGE, _BADGE)
        ground = shown.colour("card") if self._marked else shown.tint("primary")
        paint.dot(painter, paint.mirrored(self, badge).center(), _BADGE / 2, ground)
        icon = paint.mirrored(self, badge.adjusted(7, 7, -7, -7))
        icons.paint(painter, offer.icon, icon, shown.colour("primary_text"))
        self._draw_words(painter, offer, row)

    def _draw_words(self, painter: QPainter, offer: Offer, row: QRectF) -> None:
        shown = theme.current()
        bold, small = paint.font(self, 1.08, bold=True), paint.font(self)
        second = shown.colour("ink" if self._marked else "muted")
        wide = paint.text_width(offer.when, small) if offer.when else 0.0
        right = row.width() - _SIDE
        when = QRectF(right - wide, row.top(), wide, row.height())
        paint.draw_text(painter, self, when, offer.when, small, second, paint.END)
        room = right - _LEFT - (wide + 16 if wide else 0)
        high = paint.line_height(bold)
        low = paint.line_height(small) if offer.detail else 0.0
        lines = self.warning_lines()
        top = row.center().y() - (high + low + len(lines) * paint.line_height(small)) / 2
        title = QRectF(_LEFT, top, room, high)
        paint.draw_text(painter, self, title, offer.title, bold, shown.colour("ink"))
        detail = QRectF(_LEFT, top + high, room, low)
        paint.draw_text(painter, self, detail, offer.detail, small, second)
        for number, words in enumerate(lines):
            y = detail.bottom() + number * paint.line_height(small)
            below = QRectF(_LEFT, y, right - _LEFT, paint.line_height(small))
            paint.draw_text(painter, self, below, words, small, shown.colour("error_text"))
