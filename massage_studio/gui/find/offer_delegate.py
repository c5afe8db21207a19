"""One line of what Find offers."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from massage_studio.gui import icons, theme
from massage_studio.gui.find.offers import Offer
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.paint import Surface

_SIDE = 12.0
_ALL_LINES = 99
_BADGE = 32.0
_LEFT = _SIDE + _BADGE + 12


class OfferDelegate(RowDelegate[Offer]):
    """An icon, a title, a second line and a date; the first of its kind carries the heading above it.

    The field keeps the focus, so that a row is only marked.
    """

    def row_height(self, surface: Surface, row: Offer) -> int:
        lines = paint.line_height(paint.font(surface, 1.08, bold=True))
        if row.detail:
            lines += paint.line_height(paint.font(surface))
        lines += len(warning_lines(surface, row)) * paint.line_height(paint.font(surface))
        return max(paint.TARGET + 4, round(lines + 14))

    def above(self, row: Offer) -> int:
        return round(paint.line_height(paint.font(self.list, 0.92))) + 12 if row.leads else 0

    def draw_above(self, painter: QPainter, surface: Surface, row: Offer) -> None:
        place = QRectF(_SIDE, 6, surface.width() - 2 * _SIDE, surface.height() - 8)
        muted = theme.current().colour("muted")
        paint.draw_text(painter, surface, place, row.heading, paint.font(surface, 0.92), muted)

    def draw_row(self, painter: QPainter, surface: Surface, row: Offer, state: RowState) -> None:
        shown = theme.current()
        area = QRectF(surface.rect())
        if state.chosen:
            paint.fill_round(painter, area, shown.tint("primary"), paint.CONTROL_RADIUS)
        badge = QRectF(_SIDE, area.center().y() - _BADGE / 2, _BADGE, _BADGE)
        ground = shown.colour("card") if state.chosen else shown.tint("primary")
        paint.dot(painter, paint.mirrored(surface, badge).center(), _BADGE / 2, ground)
        icon = paint.mirrored(surface, badge.adjusted(7, 7, -7, -7))
        icons.paint(painter, row.icon, icon, shown.colour("primary_text"))
        _draw_words(painter, surface, row, area, marked=state.chosen)


def warning_lines(surface: Surface, offer: Offer) -> list[str]:
    """Return the warning as it is drawn, in as many lines as it needs."""
    if not offer.warning:
        return []
    room = max(surface.width() - _LEFT - _SIDE, 120)
    return paint.wrapped(offer.warning, paint.font(surface), room, _ALL_LINES)


def _draw_words(painter: QPainter, surface: Surface, offer: Offer, row: QRectF, *, marked: bool) -> None:
    shown = theme.current()
    bold, small = paint.font(surface, 1.08, bold=True), paint.font(surface)
    second = shown.colour("ink" if marked else "muted")
    wide = paint.text_width(offer.when, small) if offer.when else 0.0
    right = row.width() - _SIDE
    when = QRectF(right - wide, row.top(), wide, row.height())
    paint.draw_text(painter, surface, when, offer.when, small, second, paint.END)
    room = right - _LEFT - (wide + 16 if wide else 0)
    high = paint.line_height(bold)
    low = paint.line_height(small) if offer.detail else 0.0
    lines = warning_lines(surface, offer)
    top = row.center().y() - (high + low + len(lines) * paint.line_height(small)) / 2
    title = QRectF(_LEFT, top, room, high)
    paint.draw_text(painter, surface, title, offer.title, bold, shown.colour("ink"))
    detail = QRectF(_LEFT, top + high, room, low)
    paint.draw_text(painter, surface, detail, offer.detail, small, second)
    for number, words in enumerate(lines):
        y = detail.bottom() + number * paint.line_height(small)
        below = QRectF(_LEFT, y, right - _LEFT, paint.line_height(small))
        paint.draw_text(painter, surface, below, words, small, shown.colour("error_text"))
