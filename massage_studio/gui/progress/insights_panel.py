"""What the instructor learns of her own teaching, drawn, for a year or a term, a venue or a course."""

from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLabel, QVBoxLayout, QWidget

from massage_studio.gui import chart_export, wording
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_progress_insights_panel import Ui_ProgressInsightsPanel
from massage_studio.gui.page import Page
from massage_studio.gui.progress import insights_export
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.chart_card import ChartCard, Origin
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.turning_row import TurningRow
from massage_studio.gui.widgets.wrapped_combo import WrappedCombo
from massage_studio.progress.insight_origins import ACTIVITY, classes_of, courses_of
from massage_studio.progress.insight_queries import classes_of_activity, insights
from massage_studio.progress.insight_views import Asked, ClassFigures, CourseFigures, Figure, Insights
from massage_studio.store.changes import Thing

_SIDES: dict[str, int] = {"places": 0, "stops": 0, "waits": 0, "income": 0, "pauses": 0}
"""Which column a figure stands in: the first, or the second for those that are not named."""
_LETTERS_OF_A_FILTER, _LETTERS_OF_A_COURSE = 15, 28
"""How many letters wide a filter is at most."""
_LETTERS = 74
"""How many letters wide the page is at least for two columns."""


class InsightsPanel(Page):
    """The section of the Progress page for the instructor.

    `summed` tells how much it is made of, and whether there is anything to export.
    """

    shows = frozenset(
        {Thing.FAMILIES, Thing.BOOKINGS, Thing.REGISTER, Thing.CUES, Thing.CURRICULUM, Thing.PAYMENTS}
    )
    summed = Signal(str, bool)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_ProgressInsightsPanel()
        self.ui.setupUi(self)
        self.asked: Asked | None = None
        self.insights: Insights | None = None
        self._readings, self._drawings, self._origins = Latest(), Latest(), Latest()
        self.cards: dict[str, ChartCard] = {}
        self._to_show: deque[Figure] = deque()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._show_next)
        self._build_filters()
        self._columns = (QVBoxLayout(), QVBoxLayout())
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.ui.cards)
        row.setContentsMargins(0, 0, 6, 12)
        row.setSpacing(14)
        for column in self._columns:
            column.setSpacing(14)
            row.addLayout(column, 1)
        TurningRow(self, row, _LETTERS).turned.connect(self._stretch)
        self._stretch(False)
        self._nothing = EmptyState(
            "progress",
            self.tr("No course began in this time. Choose another one, or plan a course."),
            self.tr("Plan a course"),
        )
        self.ui.stack.addWidget(self._nothing)
        self._wire()

    def _build_filters(self) -> None:
        flow = FlowLayout(self.ui.choices, gap=10)
        flow.set_row_gap(8)
        self.year_combo, self.term_combo = (QComboBox(self.ui.choices) for _ in range(2))
        # Halls and courses have names that are as long as somebody made them.
        self.venue_combo, self.course_combo = (WrappedCombo(self.ui.choices) for _ in range(2))
        for words, combo in (
            (self.tr("&Year"), self.year_combo),
            (self.tr("&Term"), self.term_combo),
            (self.tr("&Venue"), self.venue_combo),
            (self.tr("&Course"), self.course_combo),
        ):
            label = QLabel(words, self.ui.choices)
            label.setBuddy(combo)
            label.setProperty("leads", True)
            # As wide with its mnemonic as without: the overhang of its last letter would be cut.
            label.setMinimumWidth(label.fontMetrics().horizontalAdvance(words))
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            letters = _LETTERS_OF_A_COURSE if combo is self.course_combo else _LETTERS_OF_A_FILTER
            combo.setMaximumWidth(self.fontMetrics().horizontalAdvance("m") * letters)
            flow.addWidget(label)
            flow.addWidget(combo)

    def _wire(self) -> None:
        for combo in (self.year_combo, self.term_combo, self.venue_combo, self.course_combo):
            combo.activated.connect(partial(self._choose, combo))
        self._nothing.first_step.connect(lambda: self.go.emit("classes", None))
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+E"), self, context=inside).activated.connect(self.export)

    def reload(self) -> None:
        """Ask for the figures again."""
        self.context.tasks.read(
            partial(insights, now=self.context.clock(), asked=self.asked), self._show, latest=self._readings
        )

    def _choose(self, combo: QComboBox, _: int) -> None:
        assert self.asked is not None
        kept = self.asked
        year, term, venue, course = (
            one.currentData()
            for one in (self.year_combo, self.term_combo, self.venue_combo, self.course_combo)
        )
        # Another time or place has other courses; one course stays itself within its own time and place.
        if combo is not self.course_combo:
            course = None
        self.asked = Asked(year, term, venue, course)
        if self.asked != kept:
            self.reload()

    def _show(self, found: Insights) -> None:
        self.insights, self.asked = found, found.asked
        self._show_filters(found)
        self.summed.emit(self._summary(found), bool(found.courses))
        if not found.courses:
            self.ui.stack.setCurrentWidget(self._nothing)
            return
        self.context.tasks.make(partial(_drawn, found), self._show_figures, latest=self._drawings)

    def _show_figures(self, shown: tuple[Figure, ...]) -> None:
        for key, card in self.cards.items():
            card.setVisible(any(figure.key == key for figure in shown))
        self._to_show = deque(shown)
        self._show_next()
        self.ui.stack.setCurrentWidget(self.ui.scroll)

    def _show_next(self) -> None:
        """Show one figure at each turn of the window: all at once would hold it up."""
        if self._to_show:
            figure = self._to_show.popleft()
            card = self.cards.get(figure.key) or self._new_card(figure.key)
            card.show_figure(figure.title, figure.lead, figure.notes, figure.chart)
            self._next.start()

    def _new_card(self, key: str) -> ChartCard:
        card = self.cards[key] = ChartCard(self.ui.cards)
        column = self._columns[_SIDES.get(key.partition("_")[0], 1)]
        column.insertWidget(column.count() - 1, card)
        card.asked.connect(partial(self._show_origins, card))
        card.origin_opened.connect(lambda place: self.go.emit(*place))
        card.save_wanted.connect(partial(self._save, card))
        card.setVisible(True)
        return card

    def _stretch(self, narrow: bool) -> None:
        """Keep the cards of a column together at its top."""
        for column in self._columns:
            if not column.count():
                column.addStretch(1)

    def _summary(self, found: Insights) -> str:
        if not found.courses:
            return ""
        return " · ".join(
            (
                self.tr("%n courses", "", len(found.courses)),
                self.tr("%n classes held", "", found.held),
                self.tr("%n babies", "", found.heads.babies),
                self.tr("%n families", "", found.heads.families),
            )
        )

    def _show_filters(self, found: Insights) -> None:
        from massage_studio.progress.insight_words import season

        asked = found.asked
        _fill(self.year_combo, [(str(year), year) for year in found.years], asked.year)
        terms = [(season(number), number) for number in range(3)]
        _fill(self.term_combo, [(self.tr("Whole year"), None), *terms], asked.term)
        venues = [(name, key) for key, name in found.venues]
        _fill(self.venue_combo, [(self.tr("All venues"), None), *venues], asked.venue_id)
        courses = [
            (
                self.tr("{course}, from {day}").format(course=one.name, day=wording.short_day(one.first)),
                one.id,
            )
            for one in found.choices
        ]
        _fill(self.course_combo, [(self.tr("All courses"), None), *courses], asked.course_id)

    def _show_origins(self, card: ChartCard, key: str) -> None:
        if self.insights is None:
            return
        if key.startswith(ACTIVITY):
            ids = [one.start.id for one in self.insights.courses]
            question = partial(classes_of_activity, course_ids=ids, title=key.removeprefix(ACTIVITY))
            self.context.tasks.read(question, partial(self._show_activity, card), latest=self._origins)
            return
        self._show_classes_or_courses(card, key, classes_of(self.insights, key))

    def _show_activity(self, card: ChartCard, found: frozenset[UUID]) -> None:
        assert self.insights is not None
        every = ((course, one) for course in self.insights.courses for one in course.classes)
        self._show_classes_or_courses(card, "", [pair for pair in every if pair[1].count.id in found])

    def _show_classes_or_courses(
        self, card: ChartCard, key: str, classes: Sequence[tuple[CourseFigures, ClassFigures]]
    ) -> None:
        assert self.insights is not None
        if classes:
            titles = self.tr("Class"), self.tr("Day"), self.tr("Places"), self.tr("Came")
            rows = [self._class_row(course, one) for course, one in classes]
            card.show_origins(self.tr("Made of %n classes", "", len(rows)), titles, rows)
            return
        courses = courses_of(self.insights, key, self.context.today())
        titles = self.tr("Course"), self.tr("From"), self.tr("Places"), self.tr("Came")
        rows = [self._course_row(one) for one in courses]
        card.show_origins(self.tr("Made of %n courses", "", len(rows)), titles, rows)

    def _class_row(self, course: CourseFigures, one: ClassFigures) -> Origin:
        count = one.count
        name = self.tr("{course}, week {number}").format(course=course.start.name, number=count.number)
        cells = (
            name,
            wording.short_day(count.starts.date()),
            self._part(one.taken, one.places),
            self._part(count.came, count.expected) if count.finished else self.tr("not yet"),
        )
        return Origin(cells, ("after_class", count.id) if count.finished else ("progress", count.course_id))

    def _course_row(self, one: CourseFigures) -> Origin:
        cells = (
            one.start.name,
            wording.short_day(one.start.first),
            self._part(one.taken, one.places),
            self._part(one.came, one.expected) if one.held else self.tr("not yet"),
        )
        return Origin(cells, ("progress", one.start.id))

    def _part(self, part: int, whole: int) -> str:
        return self.tr("{part} of {whole}").format(part=part, whole=whole)

    def _save(self, card: ChartCard) -> None:
        chart = card.drawn()
        if chart is not None:
            chart_export.offer(self.context, self, card.accessibleName(), chart)

    def export(self) -> None:
        """Save what is shown as a workbook or a document."""
        if self.insights is not None and self.insights.courses:
            insights_export.offer(self.context, self, self.insights)

    def report(self) -> None:
        """Save the report for a funder of what is shown."""
        if self.insights is not None and self.insights.courses:
            insights_export.offer_report(self.context, self, self.insights)


def _drawn(found: Insights) -> tuple[Figure, ...]:
    """Return the figures; what sets their type is imported here, not in the window's own thread."""
    from massage_studio.progress.insight_charts import figures

    shown = figures(found)
    for figure in shown:
        if figure.chart is not None:
            # Its words are shaped here once; the window draws it at the width that it has.
            figure.chart(420.0)
    return shown


def _fill(combo: QComboBox, lines: Sequence[tuple[str, Any]], chosen: int | UUID | None) -> None:
    combo.clear()
    for words, key in lines:
        combo.addItem(words, key)
    # Not findData, which compares Python objects by identity.
    keys = [key for _, key in lines]
    combo.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)
