"""One booking that is not settled: who, for what, how much, and cash in one press."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from massage_studio.bookings.money_views import OutstandingRow
from massage_studio.gui import theme, wording
from massage_studio.gui.widgets.person_row import PersonRow, PersonRowData, RowTag


class DueRow(QWidget):
    """Press it for the family; the button keeps what is due as cash. Money to give back has no button.

    `opened` and `paid` carry the booking.
    """

    opened = Signal(object)
    paid = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: OutstandingRow | None = None
        self.face = PersonRow(self)
        self.cash_button = QPushButton(self.tr("Paid cash"), self)
        self.cash_button.setAutoDefault(False)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 6, 0)
        across.setSpacing(8)
        across.addWidget(self.face, 1)
        across.addWidget(self.cash_button)
        self.face.clicked.connect(lambda: self.opened.emit(self.row))
        self.cash_button.clicked.connect(self._take)

    def set_row(self, row: OutstandingRow) -> None:
        """Show another booking."""
        self.row = row
        amount = wording.money(abs(row.due), row.currency)
        owes = row.due > 0
        what = (
            self.tr("{course}, from {day}") if row.kind == "course" else self.tr("{course}, class on {day}")
        )
        course = what.format(course=row.course, day=wording.short_day(row.day)) if row.day else row.course
        words = self.tr("{amount} due") if owes else self.tr("{amount} to give back")
        tag = RowTag(words.format(amount=amount), "warning" if owes else "neutral")
        self.face.set_person(
            PersonRowData(
                name=row.carer,
                detail=self.tr("for {baby}").format(baby=row.baby),
                second=course,
                tags=(tag,),
            )
        )
        self.cash_button.setVisible(owes)
        self.cash_button.setEnabled(True)
        self.cash_button.setAccessibleName(
            self.tr("{amount} from {carer} paid in cash").format(amount=amount, carer=row.carer)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        # The line under the row goes on under the button.
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.current().colour("line"))
        painter.end()

    def _take(self) -> None:
        # Until the page shows the new balance a second press would be a second payment.
        self.cash_button.setEnabled(False)
        self.paid.emit(self.row)
