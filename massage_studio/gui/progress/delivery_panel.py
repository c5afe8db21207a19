"""A course as it was planned beside what it had: minutes of each class, what was left out and why."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from massage_studio.gui import wording
from massage_studio.gui.widgets.card import Card
from massage_studio.gui.widgets.chart_view import ChartView
from massage_studio.gui.widgets.table import ReadOnlyTable, RowTable
from massage_studio.language import translate
from massage_studio.progress.delivery import ActivityDelivery, ClassDelivery

_CHART_WIDTH = 420.0
_ROW = 20


class DeliveryTable(RowTable[ClassDelivery]):
    """One line a class that began, in the order of the course."""

    columns = 5
    numbers = (1, 2)

    def title(self, column: int) -> str:
        return (
            translate("Delivery", "Class"),
            translate("Delivery", "Planned"),
            translate("Delivery", "Took"),
            translate("Delivery", "Left out, and why"),
            translate("Delivery", "Your reflection"),
        )[column]

    def cell_text(self, row: ClassDelivery, column: int) -> str:
        if column == 0:
            return class_words(row)
        if column == 1:
            return wording.minutes(row.planned)
        if column == 2:
            return wording.minutes(row.minutes) if row.recorded else translate("Delivery", "not recorded")
        if column == 3:
            return "; ".join(map(_left_out, row.left_out)) or "\u2013"
        return row.reflection or "\u2013"


class DeliveryPanel(Card):
    """The chart of a course's minutes, and the table of the same numbers.

    `opened` tells the key of the class whose bar is clicked or chosen with Enter.
    """

    opened = Signal(str)
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_title(self.tr("Planned and delivered"))
        self.save_button = QPushButton(self.tr("Save"), self)
        self.save_button.setProperty("role", "quiet")
        self.save_button.setToolTip(self.tr("As a picture or a table"))
        self.save_button.clicked.connect(self.save_wanted)
        self.add_header(self.save_button)
        self.chart = ChartView()
        self.chart.opened.connect(self.opened)
        self.table = ReadOnlyTable()
        self.model = DeliveryTable(self)
        self.table.use(self.model, self.tr("Classes, planned and delivered"), 3, 4)
        self.body.addWidget(self.chart)
        self.body.addWidget(self.table, 1)

    def show_course(self, classes: tuple[ClassDelivery, ...]) -> None:
        """Show the classes of a course; the chart follows by itself."""
        self.chart.setVisible(bool(classes))
        self.save_button.setVisible(bool(classes))
        self.chart.expect(_ROW * len(classes), _CHART_WIDTH)
        self.model.show_rows(classes)


def course_chart(classes: tuple[ClassDelivery, ...]) -> Any:
    """Return the chart of a course's minutes; it sets type, which is no work for the window's own thread."""
    from massage_studio.charts.benefits import BenefitTotal, benefit_bars

    rows = [
        BenefitTotal("primary", class_words(one), one.planned, round(one.minutes), str(one.session.id))
        for one in classes
    ]
    return benefit_bars(rows, _CHART_WIDTH)


def class_words(one: ClassDelivery) -> str:
    """Return "Week 2, 12 Nov"."""
    day = wording.short_day(one.session.starts.date())
    return translate("Delivery", "Week {number}, {day}").format(number=one.session.number, day=day)


def _left_out(one: ActivityDelivery) -> str:
    words = translate("Delivery", "{activity}, {minutes}").format(
        activity=one.title, minutes=wording.minutes(one.planned)
    )
    return (
        translate("Delivery", "{activity}: {why}").format(activity=words, why=one.why) if one.why else words
    )
