"""What a dyad had of its classes, what it missed and what comes: never as a score."""

from collections.abc import Iterable, Mapping
from datetime import date, tzinfo
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QPushButton, QVBoxLayout, QWidget

from massage_studio.bookings.views import AttendanceStatus, SessionView
from massage_studio.cues.catch_up_views import CaughtUpView, Item
from massage_studio.gui import wording
from massage_studio.gui.progress.card_parts import (
    BoldLine,
    WrappedLabel,
    action_button,
    quiet_button,
    refill,
    side_by_side,
)
from massage_studio.gui.widgets.chart_view import WIDTH, ChartView
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.language import translate
from massage_studio.progress.coverage import Coverage, InClass
from massage_studio.progress.views import BabyProgress, BenefitMinutes, Names

_BESIDE = 90
"""From how many letters on the chart stands beside the words."""
_ROW = 20
"""How high a line of the chart is, in points."""


class CoverageCard(QWidget):
    """Fills the card of one baby.

    `told` carries the strokes and topics that were missed and how the family was told of them, `not_told` the
    keys of what was ticked off by mistake, `sheet_wanted` the class whose sheet is wanted,
    `make_up_wanted` the course of which a class is to be made up.
    """

    told = Signal(object, str)
    not_told = Signal(object)
    sheet_wanted = Signal(object)
    make_up_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.chart = ChartView()
        self._rest = QWidget()
        self._column = QVBoxLayout(self._rest)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(18)
        self._whole.addWidget(self.chart, 2, Qt.AlignmentFlag.AlignTop)
        self._whole.addWidget(self._rest, 3, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the chart above the words where there is no room beside them."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * _BESIDE
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._whole.direction() != way:
            self._whole.setDirection(way)

    def show_baby(self, one: BabyProgress, names: Names, zone: tzinfo) -> None:
        """Show one baby; the chart follows by itself."""
        has_minutes = any(round(part.minutes) for part in one.benefits)
        self.chart.setVisible(has_minutes)
        self.chart.expect(minutes_row(len(one.benefits)))
        shown = list(self._sections(one, names, zone))
        if not has_minutes:
            none = self.tr("Minutes of each benefit add up here, class by class.")
            shown.insert(0, WrappedLabel(none, muted=True))
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._rest.isAncestorOf(focus)
        refill(self._column, shown)
        first = next((button for part in shown for button in part.findChildren(QPushButton)), None)
        if had_focus and first is not None:
            # What was pressed is gone; the keys go on from its place, not from the top of the window.
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sections(self, one: BabyProgress, names: Names, zone: tzinfo) -> Iterable[QWidget]:
        had, baby = one.coverage, one.baby.given_name
        if had.had:
            yield BoldLine(self.tr("Had"))
            yield from _lines(grouped(had.had, names, whole=True))
        if had.seen:
            yield BoldLine(self.tr("Seen, while {baby} rested").format(baby=baby))
            yield from _lines(grouped(had.seen, names, whole=True))
        if had.missed:
            yield BoldLine(self.tr("Missed while away"))
            for session, items in by_class(had.missed):
                yield from _lines([f"{_week(session)}: {'; '.join(grouped(items, names))}"])
            yield self._buttons(had, {story.session.id: story.status for story in one.sessions})
        if had.told:
            yield BoldLine(self.tr("Caught up on"))
            yield from self._told(had.told, names, zone)
        yield from self._to_come(had, names)
        if had.not_now:
            yield BoldLine(self.tr("Not for now"))
            yield from _lines(grouped(had.not_now, names, whole=True))

    def _buttons(self, had: Coverage, stood: Mapping[UUID, AttendanceStatus]) -> QWidget:
        """Offer to tick off by hand all that was missed, and the sheet of the latest class of it.

        A class has a sheet for a baby that stands in its register as absent, and once it is over for one that
        joined later.
        """
        items = tuple(of.item for of in had.missed)
        told = action_button(self.tr("Told at the door"))
        told.clicked.connect(lambda: self.told.emit(items, "told"))
        given = action_button(self.tr("Sheet given"))
        given.clicked.connect(lambda: self.told.emit(items, "sheet"))
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        classes = [
            of.session
            for of in had.missed
            if of.session is not None
            and (
                stood.get(of.session.id) == "absent"
                or (of.session.id not in stood and of.session.status == "finished")
            )
        ]
        if classes:
            last = max(classes, key=lambda one: one.starts)
            sheet = action_button(self.tr("Catch-up sheet"))
            sheet.clicked.connect(lambda: self.sheet_wanted.emit(last.id))
            flow.addWidget(sheet)
            make_up = action_button(self.tr("Make it up"))
            make_up.setAccessibleName(self.tr("Make a missed class up in another course"))
            make_up.clicked.connect(lambda: self.make_up_wanted.emit(last.course_id))
            flow.addWidget(make_up)
        for button in (told, given):
            flow.addWidget(button)
        return row

    def _told(self, ticks: Iterable[CaughtUpView], names: Names, zone: tzinfo) -> Iterable[QWidget]:
        by_day: dict[tuple[str, date], list[CaughtUpView]] = {}
        for tick in ticks:
            by_day.setdefault((tick.how, tick.at.astimezone(zone).date()), []).append(tick)
        for (how, day), found in by_day.items():
            words = self.tr("Sheet given, {day}") if how == "sheet" else self.tr("Told at the door, {day}")
            when = words.format(day=wording.short_day(day))
            items = "; ".join(grouped([tick.item for tick in found], names, whole=True))
            back = quiet_button(self.tr("Not after all"), self.tr("Not after all: {what}").format(what=when))
            keys = tuple(tick.id for tick in found)
            back.clicked.connect(lambda _=False, keys=keys: self.not_told.emit(keys))
            yield side_by_side(WrappedLabel(f"{when}: {items}"), back)

    def _to_come(self, had: Coverage, names: Names) -> Iterable[QWidget]:
        coming = by_class(of for of in had.to_come if of.session is not None)
        left = [of.item for of in had.to_come if of.session is None]
        if not coming and not left:
            return
        yield BoldLine(self.tr("Still to come"))
        for place, (session, items) in enumerate(coming):
            week = _week(session)
            if place == 0 and session is not None:
                day = wording.short_day(session.starts.date())
                week = self.tr("Next, week {number}, {day}").format(number=session.number, day=day)
            yield from _lines([f"{week}: {'; '.join(grouped(items, names, whole=True))}"])
        if left:
            words = self.tr("Left out in class so far: {what}")
            yield from _lines([words.format(what="; ".join(grouped(left, names, whole=True)))])


def by_class(found: Iterable[InClass]) -> list[tuple[SessionView | None, list[Item]]]:
    """Return strokes and topics by their class, the earliest first."""
    classes: dict[Any, tuple[SessionView | None, list[Item]]] = {}
    for of in found:
        key = of.session.id if of.session else None
        classes.setdefault(key, (of.session, []))[1].append(of.item)
    return sorted(classes.values(), key=lambda one: one[0].starts.timestamp() if one[0] else 0.0)


def grouped(items: Iterable[Item], names: Names, *, whole: bool = False) -> list[str]:
    """Return strokes by their body area, then the topics: "Tummy: I love you, circles".

    With `whole` an area of which every stroke is there is told by its name alone.
    """
    areas: dict[str, list[str]] = {}
    topics = []
    for item in items:
        if item.kind == "topic":
            topics.append(names.item(item))
        else:
            areas.setdefault(names.area_of.get(item.code, ""), []).append(item.code)
    lines = []
    for area, codes in areas.items():
        every = [code for code, of in names.area_of.items() if of == area and code in names.offered]
        label = names.area(area) if area else translate("Coverage", "Other strokes")
        if whole and {*every} <= {*codes}:
            lines.append(label)
        else:
            strokes = ", ".join(dict.fromkeys(names.strokes.get(code, code) for code in codes))
            lines.append(translate("Coverage", "{area}: {strokes}").format(area=label, strokes=strokes))
    if topics:
        lines.append(translate("Coverage", "Talks: {topics}").format(topics="; ".join(topics)))
    return lines


def minutes_row(benefits: int) -> int:
    """Return how high the chart of so many benefits is, in points."""
    return _ROW * benefits


def minutes_chart(parts: tuple[BenefitMinutes, ...]) -> Any:
    """Return the chart of a baby's minutes; it sets type, which is no work for the window's own thread."""
    from massage_studio.charts.benefits import Minutes, minutes_bars

    return minutes_bars([Minutes(part.code, part.title, round(part.minutes)) for part in parts], WIDTH)


def _lines(texts: Iterable[str]) -> list[QWidget]:
    return [WrappedLabel(text) for text in texts]


def _week(session: SessionView | None) -> str:
    if session is None:
        return ""
    return translate("Coverage", "Week {number}").format(number=session.number)
