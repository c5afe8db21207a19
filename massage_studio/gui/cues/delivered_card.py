"""How a class went beside its plan: planned and taken minutes, and why something was left out."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from massage_studio.cues.views import ClassRoomView
from massage_studio.gui import wording
from massage_studio.gui.widgets.benefit_doors import BenefitDoors
from massage_studio.gui.widgets.card import Card, Muted
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets
from massage_studio.gui.widgets.table import ReadOnlyTable, RowTable
from massage_studio.language import translate
from massage_studio.progress.delivery import ActivityDelivery, class_delivery


class DeliveredTable(RowTable[ActivityDelivery]):
    """The activities of a class: what was planned, and what it took."""

    columns = 3
    numbers = (1, 2)

    def title(self, column: int) -> str:
        return (
            translate("Delivered", "Activity"),
            translate("Delivered", "Planned"),
            translate("Delivered", "Took"),
        )[column]

    def cell_text(self, row: ActivityDelivery, column: int) -> str:
        took = {
            "ran": wording.minutes(row.minutes),
            "left_out": _left_out(row),
            "not_begun": translate("Delivered", "not begun"),
            "not_recorded": "\u2013",
        }[row.went]
        added = translate("Delivered", "added")
        return (row.title, wording.minutes(row.planned) if row.planned else added, took)[column]


def _left_out(row: ActivityDelivery) -> str:
    """Return "left out", after how long it was begun."""
    if not round(row.minutes):
        return translate("Delivered", "left out")
    return translate("Delivered", "{minutes}, left out").format(minutes=wording.minutes(row.minutes))


class WhyField(QLineEdit):
    """The reason why an activity was left out; `told` carries its key and the words, once they change."""

    told = Signal(object, str)

    def __init__(self, delivered_id: UUID) -> None:
        super().__init__()
        self._key, self._kept = delivered_id, ""
        self.setMaxLength(200)
        self.editingFinished.connect(self.save)

    def show_why(self, activity: str, why: str) -> None:
        """Show the reason that is kept; what is being typed stays."""
        question = self.tr("Why was {activity} left out?").format(activity=activity)
        self.setAccessibleName(question)
        self.setPlaceholderText(question)
        if self.text().strip() == self._kept:
            self.setText(why)
        self._kept = why

    def save(self) -> None:
        """Tell what was typed."""
        words = self.text().strip()
        if words != self._kept:
            self._kept = words
            self.told.emit(self._key, words)


class DeliveredCard(Card):
    """A line for each activity; `explained` carries one that was left out and why.

    `made` tells that there are other fields to type into than before, and `doors` open what is known of the
    benefits of the class.
    """

    explained = Signal(object, str)
    made = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_title(self.tr("How it went, beside the plan"))
        self.told_label = Muted()
        self.told_label.setWordWrap(True)
        self.table = ReadOnlyTable()
        self.model = DeliveredTable(self)
        self.table.use(self.model, self.tr("Activities, planned and taken"), 0)
        fields = QWidget()
        rows = QVBoxLayout(fields)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(6)
        self.fields = KeyedWidgets[UUID, WhyField](self._make, rows.insertWidget)
        self.doors = BenefitDoors()
        for widget in (self.told_label, self.table, fields, self.doors):
            self.body.addWidget(widget)

    def show_class(self, view: ClassRoomView, now: datetime) -> None:
        """Show the activities of a class as planned and as they went."""
        went = class_delivery(view.register.session, view.delivered, (), now)
        told = self.tr("Took {minutes}, planned {planned}.").format(
            minutes=wording.minutes(went.minutes), planned=wording.minutes(went.planned)
        )
        if not went.recorded:
            told = self.tr("The activities of this class were not recorded. It counts as planned.")
        self.told_label.setText(told)
        self.model.show_rows(went.activities)
        self.doors.show_benefits(code for part in view.delivered for code in part.benefits)
        left = {one.part.id: one for one in went.activities if one.went == "left_out" and one.part}
        if self.fields.keep(left):
            self.made.emit(self)
        for key, one in left.items():
            self.fields[key].show_why(one.title, one.why)

    def save(self) -> None:
        """Keep the reasons that are being typed."""
        for field in self.fields.values():
            field.save()

    def _make(self, delivered_id: UUID) -> WhyField:
        field = WhyField(delivered_id)
        field.told.connect(self.explained)
        return field
