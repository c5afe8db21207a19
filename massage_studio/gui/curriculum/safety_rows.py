"""The rows of safety and services: reasons at the door, rules, signposts, local services, who gains."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from massage_studio.curriculum.safety_views import LimitView, SafetyPageData
from massage_studio.curriculum.views import LocalService
from massage_studio.gui import theme, wording
from massage_studio.gui.curriculum import code_words, limit_words
from massage_studio.gui.curriculum.search import holds
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.paint import Surface
from massage_studio.language import translate

LOOK_AGAIN = 6
"""Months after which a local service asks to be looked at again."""

_PAD = 10.0
_HEADING = 34


@dataclass(frozen=True, slots=True)
class SafetyRow:
    """One row by its kind and code; `begins` the heading of the group that it begins."""

    kind: str
    code: str
    title: str
    second: str
    begins: str = ""

    @property
    def accessible_name(self) -> str:
        """The title."""
        return self.title

    @property
    def accessible_description(self) -> str:
        """What else the row says."""
        return self.second


def rows(data: SafetyPageData, today: date, sought: str = "") -> list[SafetyRow]:
    """Return what holds the words that are sought, group by group."""
    found, last = list[SafetyRow](), ""
    for group, row, texts in _all(data, today):
        if holds(sought, group, row.title, row.second, *texts):
            found.append(replace(row, begins="" if group == last else group))
            last = group
    return found


def _all(data: SafetyPageData, today: date) -> Iterator[tuple[str, SafetyRow, tuple[str, ...]]]:
    door = translate("SafetyPanel", "To ask at the door")
    for reason in data.reasons:
        item, cited = reason.item, tuple(one.citation for one in reason.sources)
        row = SafetyRow("reason", item.code, item.label, code_words.action(item.action).words)
        yield door, row, (item.text, *cited)
    rules = translate("SafetyPanel", "What to leave out")
    for limit in data.limits:
        cited = tuple(one.citation for one in limit.sources)
        row = SafetyRow("limit", limit.now.code, limit.now.label, _limit(limit))
        yield rules, row, (limit.now.mind, " ".join(limit.now.words), limit.now.source, *cited)
    sent = translate("SafetyPanel", "Where to send a family")
    for post in data.posts:
        yield sent, SafetyRow("post", post.post.code, post.post.when, post.post.to), ()
    near = translate("SafetyPanel", "Local services")
    for one in data.services:
        row = SafetyRow("service", str(one.id), one.when, checked(one, today))
        yield near, row, (one.to, one.serves, one.opening, limit_words.service(one.service))
    gains = translate("SafetyPanel", "Who this class is for")
    title = translate("SafetyPanel", "Which families gain most")
    second = translate("SafetyPanel", "What was found, and what was not")
    yield gains, SafetyRow("gains", "gains", title, second), tuple(one.finding for one, _ in data.gains)


def _limit(limit: LimitView) -> str:
    said = limit_words.leaves_out(limit.now)
    if limit.hidden:
        return translate("SafetyPanel", "Hidden · {said}").format(said=said)
    if limit.own:
        return translate("SafetyPanel", "Yours · {said}").format(said=said)
    if limit.now.reason:
        return translate("SafetyPanel", "Laxer, by you · {said}").format(said=said)
    return translate("SafetyPanel", "Changed by you · {said}").format(said=said) if limit.changed else said


def checked(one: LocalService, today: date) -> str:
    """Return when a local service was looked at, or that it is time to look again."""
    if one.checked is None:
        return translate("SafetyPanel", "Not checked yet")
    months = _months(one.checked, today)
    if months >= LOOK_AGAIN:
        return translate("SafetyPanel", "Checked %n months ago; is it still right?", None, months)
    return translate("SafetyPanel", "Checked on {day}").format(day=wording.full_day(one.checked))


def _months(then: date, today: date) -> int:
    """Return the whole months between two days."""
    return (today.year - then.year) * 12 + today.month - then.month - (today.day < then.day)


class SafetyDelegate(RowDelegate[SafetyRow]):
    """The title on up to three lines and one line below it; above the first of a group its heading."""

    gap = 4

    def above(self, row: SafetyRow) -> int:
        return _HEADING if row.begins else 0

    def draw_above(self, painter: QPainter, surface: Surface, row: SafetyRow) -> None:
        font = paint.font(surface, 1.0, bold=True)
        area = QRectF(_PAD, 8, surface.width() - _PAD, _HEADING - 10)
        ink = theme.current().colour("muted_strong")
        paint.draw_text(painter, surface, area, row.begins, font, ink)

    def row_height(self, surface: Surface, row: SafetyRow) -> int:
        lines = len(self._title(surface, row))
        bold, plain = paint.font(surface, 1.08, bold=True), paint.font(surface)
        return round(lines * paint.line_height(bold) + paint.line_height(plain) + 2 * _PAD)

    def draw_row(self, painter: QPainter, surface: Surface, row: SafetyRow, state: RowState) -> None:
        shown, rect = theme.current(), QRectF(surface.rect())
        if state.chosen:
            paint.fill_round(painter, rect, shown.colour("card"), paint.CONTROL_RADIUS, shown.colour("line"))
        elif state.hovered:
            paint.fill_round(painter, rect, shown.colour("groove"), paint.CONTROL_RADIUS)
        bold, plain = paint.font(surface, 1.08, bold=True), paint.font(surface)
        top, width = _PAD, rect.width() - 2 * _PAD
        for line in self._title(surface, row):
            area = QRectF(_PAD, top, width, paint.line_height(bold))
            paint.draw_text(painter, surface, area, line, bold, shown.colour("ink"))
            top += area.height()
        area = QRectF(_PAD, top, width, paint.line_height(plain))
        paint.draw_text(painter, surface, area, row.second, plain, shown.colour("muted_strong"))
        if state.focused:
            paint.focus_ring(painter, surface, paint.CONTROL_RADIUS - 1)

    def hint(self, surface: Surface, row: SafetyRow) -> str:
        wide = paint.text_width(row.second, paint.font(surface)) > surface.width() - 2 * _PAD
        return f"{row.title}\n{row.second}" if wide else ""

    def _title(self, surface: Surface, row: SafetyRow) -> list[str]:
        font = paint.font(surface, 1.08, bold=True)
        return paint.wrapped(row.title, font, surface.width() - 2 * _PAD, 3)
