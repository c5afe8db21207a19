"""The minutes of each benefit that a baby had, as a chart, and the activities that they come from."""

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from massage_studio.gui import wording
from massage_studio.gui.progress.card_parts import BoldLine, Opened, WrappedLabel, quiet_button, refill
from massage_studio.gui.progress.coverage_card import minutes_row
from massage_studio.gui.progress.note_lines import Lead, class_lines
from massage_studio.gui.widgets.chart_view import ChartView
from massage_studio.progress.views import BabyProgress, BenefitMinutes


class MinutesCard(QWidget):
    """Fills the card of one baby; without `lead` it shows the chart alone, which follows by itself."""

    def __init__(self, lead: Lead | None) -> None:
        super().__init__()
        self._lead = lead
        self.chart = ChartView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.chart)
        self._rest = QVBoxLayout()
        column.addLayout(self._rest)

    def show_baby(self, one: BabyProgress) -> None:
        """Show one baby."""
        has_minutes = any(round(part.minutes) for part in one.benefits)
        self.chart.setVisible(has_minutes)
        self.chart.expect(minutes_row(len(one.benefits)))
        if not has_minutes:
            none = self.tr("Minutes of each benefit add up here, class by class.")
            refill(self._rest, [WrappedLabel(none, muted=True)])
        elif self._lead is None:
            refill(self._rest, [])
        else:
            button = quiet_button(self.tr("Where the minutes come from"))
            refill(self._rest, [Opened(button, lambda: self._behind(one.benefits))])

    def show_chart(self, chart: Any) -> None:
        """Show the chart."""
        self.chart.show_chart(chart)

    def _behind(self, benefits: tuple[BenefitMinutes, ...]) -> QWidget:
        block = QWidget()
        column = QVBoxLayout(block)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for one in benefits:
            if not one.parts:
                continue
            told = self.tr("{benefit}, {minutes}")
            column.addWidget(BoldLine(told.format(benefit=one.title, minutes=wording.minutes(one.minutes))))
            lines = []
            for part in one.parts:
                week = self.tr("Week {number}, {day}").format(
                    number=part.session.number, day=wording.short_day(part.session.starts.date())
                )
                what = self.tr("{activity}: {minutes}").format(
                    activity=part.activity, minutes=wording.minutes(part.minutes)
                )
                lines.append((part.session, week, what))
            column.addWidget(class_lines(lines, self._lead))
        return block
