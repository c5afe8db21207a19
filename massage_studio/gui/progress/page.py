"""The progress of one course: who came when, and how they were; from here to each family."""

from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from massage_studio.gui import chart_export, wording
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_progress_page import Ui_ProgressPage
from massage_studio.gui.page import Page
from massage_studio.gui.progress.card_parts import state_keys
from massage_studio.gui.progress.course_grid import GridDelegate, GridModel, share_width
from massage_studio.gui.progress.delivery_panel import course_chart
from massage_studio.gui.progress.insights_panel import InsightsPanel
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets.empty_state import EmptyState
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.progress import delivery_queries, queries
from massage_studio.progress.delivery import ClassDelivery
from massage_studio.progress.views import Overview
from massage_studio.store.changes import Thing

_COURSE, _INSIGHTS = range(2)
_COURSES = 100
"""How many courses there are to choose from at first, and how many more with each press."""


class ProgressPage(Page):
    """The dyads of a course by its weeks, in the order of the register; nobody is ranked."""

    shows = frozenset({Thing.FAMILIES, Thing.BOOKINGS, Thing.REGISTER, Thing.CUES, Thing.CURRICULUM})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_ProgressPage()
        self.ui.setupUi(self)
        self._course_id: UUID | None = None
        self._overviews, self._deliveries, self._charts = Latest(), Latest(), Latest()
        self._most = _COURSES
        self.model = GridModel(self)
        self._dress_grid()
        self._no_course = EmptyState(
            "progress",
            self.tr("No course yet. Once classes are held, each baby's weeks stand side by side here."),
            self.tr("Plan a course"),
        )
        self._nobody = EmptyState(
            "families", self.tr("Nobody is booked on this course yet."), self.tr("Book a place")
        )
        self.ui.stack.addWidget(self._no_course)
        self.ui.stack.addWidget(self._nobody)
        self._insights: InsightsPanel | None = None
        for words in (self.tr("Course"), self.tr("Insights")):
            self.ui.section_tabs.addTab(words)
        self.ui.section_tabs.setUsesScrollButtons(False)
        self._summed = "", False
        self.ui.export_button.hide()
        self.ui.report_button.hide()
        self._wire()

    def _dress_grid(self) -> None:
        view = self.ui.grid_view
        view.setModel(self.model)
        view.setItemDelegate(GridDelegate(view, self.model))
        view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._keys = QWidget(self.ui.grid_page)
        flow = FlowLayout(self._keys, gap=14)
        for key in state_keys():
            flow.addWidget(key)
        self.ui.grid_page_layout.addWidget(self._keys)

    def _wire(self) -> None:
        self.ui.section_tabs.currentChanged.connect(self._turn)
        self.ui.export_button.clicked.connect(lambda: self.insights.export())
        self.ui.report_button.clicked.connect(lambda: self.insights.report())
        self.ui.course_combo.activated.connect(self._choose)
        self.ui.delivery_button.toggled.connect(lambda _: self.reload())
        panel = self.ui.delivery_panel
        panel.opened.connect(lambda key: self.go.emit("after_class", UUID(key)))
        panel.save_wanted.connect(self._save_delivery)
        self.ui.grid_view.clicked.connect(self._open_row)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(
                QKeySequence(key), self.ui.grid_view, context=Qt.ShortcutContext.WidgetShortcut
            )
            shortcut.activated.connect(lambda: self._open_row(self.ui.grid_view.currentIndex()))
        self._no_course.first_step.connect(lambda: self.go.emit("classes", None))
        self._nobody.first_step.connect(lambda: self.go.emit("classes", self._course_id))

    def open(self, key: Any) -> None:
        """Show the course of this key; None keeps the one that was chosen."""
        if isinstance(key, UUID):
            self._course_id = key
            self.ui.section_tabs.setCurrentIndex(_COURSE)
            self.mark_stale()

    def mark_stale(self) -> None:
        """Let the section that is shown look again."""
        if self._insights is not None:
            self._insights.mark_stale()
        super().mark_stale()

    @property
    def insights(self) -> InsightsPanel:
        """The section with the insights, made when it is first shown."""
        if self._insights is None:
            panel = self._insights = InsightsPanel(self.context)
            panel.go.connect(self.go)
            panel.say.connect(self.say)
            panel.summed.connect(self._sum)
            self.ui.stack.addWidget(panel)
        return self._insights

    def _turn(self) -> None:
        """Show the course or the insights, with what belongs to it in the head."""
        insights = self._shows_insights()
        ui = self.ui
        for widget in (ui.delivery_button, ui.course_label, ui.course_combo):
            widget.setVisible(not insights)
        for widget in (ui.export_button, ui.report_button):
            widget.setVisible(insights)
        self._name_page()
        if insights:
            self._sum(*self._summed)
            self.ui.stack.setCurrentWidget(self.insights)
        else:
            self.reload()

    def _shows_insights(self) -> bool:
        return self.ui.section_tabs.currentIndex() == _INSIGHTS

    def _sum(self, words: str, any_courses: bool) -> None:
        self._summed = words, any_courses
        if self._shows_insights():
            self.ui.subtitle_label.setText(words)
            self.ui.export_button.setEnabled(any_courses)
            self.ui.report_button.setEnabled(any_courses)

    def reload(self) -> None:
        """Ask for the course again; the insights look for themselves."""
        if self._shows_insights():
            return
        self.context.tasks.read(
            partial(queries.overview, now=self.context.clock(), course_id=self._course_id, most=self._most),
            self._show,
            latest=self._overviews,
        )

    def _choose(self, number: int) -> None:
        chosen = self.ui.course_combo.itemData(number)
        if chosen is None:
            self._most += _COURSES
        else:
            self._course_id = chosen
        self.reload()

    def _show(self, overview: Overview) -> None:
        if self._shows_insights():
            return
        self._course_id = overview.course.id if overview.course else None
        self._show_choices(overview)
        row = self.ui.grid_view.currentIndex().row()
        self.model.zone = ZoneInfo(self.context.profile.zone)
        self.model.show_rows(overview.rows)
        share_width(self.ui.grid_view, self.model)
        if overview.rows:
            self.ui.grid_view.setCurrentIndex(self.model.index(min(max(row, 0), len(overview.rows) - 1), 0))
        shown = self.ui.grid_page if overview.rows else self._nobody if overview.course else self._no_course
        self.ui.delivery_button.setEnabled(overview.course is not None)
        if overview.course is not None and self.ui.delivery_button.isChecked():
            shown = self.ui.delivery_panel
            self._ask_delivery(overview.course.id)
        self.ui.stack.setCurrentWidget(shown)
        lacking = sum(row.lacks_note for row in overview.rows)
        held = (
            sum(session.status == "finished" for session in overview.course.sessions)
            if overview.course
            else 0
        )
        told = []
        if overview.course and overview.rows:
            of = len(overview.rows[0].marks)
            told.append(self.tr("{held} of %n classes held", "", of).format(held=held))
            told.append(self.tr("%n babies", "", len(overview.rows)))
        if lacking:
            told.append(self.tr("%n without a note since their last class", "", lacking))
        self.ui.subtitle_label.setText(" · ".join(told))

    def _ask_delivery(self, course_id: UUID) -> None:
        question = partial(delivery_queries.course_delivery, course_id=course_id, now=self.context.clock())
        self.context.tasks.read(question, self._show_delivery, latest=self._deliveries)

    def _show_delivery(self, classes: tuple[ClassDelivery, ...]) -> None:
        panel = self.ui.delivery_panel
        panel.show_course(classes)
        if classes:
            chart = partial(course_chart, classes)
            self.context.tasks.make(chart, panel.chart.show_chart, latest=self._charts)

    def _save_delivery(self) -> None:
        panel = self.ui.delivery_panel
        if panel.chart.chart is not None:
            chart_export.offer(self.context, self, panel.accessibleName(), panel.chart.chart)

    def _show_choices(self, overview: Overview) -> None:
        combo = self.ui.course_combo
        combo.clear()
        for choice in overview.choices:
            first = wording.full_day(choice.first.date())
            combo.addItem(self.tr("{course}, from {day}").format(course=choice.name, day=first), choice.id)
        if overview.more:
            combo.addItem(self.tr("Show earlier courses"))
        # Not findData, which compares Python objects by identity.
        keys = [choice.id for choice in overview.choices]
        combo.setCurrentIndex(keys.index(self._course_id) if self._course_id in keys else -1)
        combo.setEnabled(bool(overview.choices))

    def _open_row(self, index: QModelIndex) -> None:
        if index.isValid():
            self.go.emit("family", self.model.rows[index.row()].family_id)

    def _name_page(self) -> None:
        """Name the page where there is room for it beside the sections and what is pressed in them."""
        ui = self.ui
        buttons = (ui.delivery_button, ui.export_button, ui.report_button)
        shown = [ui.title_label, ui.section_tabs, *(one for one in buttons if not one.isHidden())]
        gaps = len(shown) * ui.header_layout.spacing() + 2 * ui.ProgressPage_layout.contentsMargins().left()
        needed = sum(one.sizeHint().width() for one in shown) + gaps
        ui.title_label.setVisible(self.width() >= needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_page()
        share_width(self.ui.grid_view, self.model)
