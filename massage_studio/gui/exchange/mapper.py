"""Matches the columns of an unknown file, once: what the studio asks against what the file holds."""

from collections.abc import Iterator

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from massage_studio.exchange.layouts import Field, Layout, mapping_of, may_hold
from massage_studio.exchange.tables import Table
from massage_studio.gui.widgets.card import Card, Muted, Strong, Title
from massage_studio.language import translate

_AT_ONCE = 4


def asked() -> tuple[tuple[tuple[Field, str], ...], ...]:
    """Return what the studio asks of a file, about the family and about the booking."""
    family = (
        (Field.NAME, translate("Mapper", "Carer's whole name")),
        (Field.GIVEN_NAME, translate("Mapper", "or first name")),
        (Field.FAMILY_NAME, translate("Mapper", "and last name")),
        (Field.EMAIL, translate("Mapper", "Email")),
        (Field.PHONE, translate("Mapper", "Telephone")),
        (Field.BABY, translate("Mapper", "Baby's name")),
        (Field.BABY_FAMILY_NAME, translate("Mapper", "Baby's last name")),
        (Field.BORN, translate("Mapper", "Baby's birth date")),
        (Field.DUE, translate("Mapper", "Due date")),
    )
    booking = (
        (Field.REFERENCE, translate("Mapper", "Booking reference")),
        (Field.EVENT, translate("Mapper", "Course or event")),
        (Field.STATUS, translate("Mapper", "Status")),
        (Field.ORDERED, translate("Mapper", "Booked on")),
        (Field.TICKET, translate("Mapper", "Ticket")),
        (Field.PAID, translate("Mapper", "Paid")),
        (Field.HEALTH, translate("Mapper", "Health")),
        (Field.MORE_HEALTH, translate("Mapper", "More about health")),
        (Field.PHOTO, translate("Mapper", "Photos: yes or no")),
    )
    return family, booking


class _Columns(QComboBox):
    """A drop-down that the wheel leaves alone while the questions are scrolled under it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _Line:
    """One question with the column that answers it, and what stands in that column."""

    def __init__(self, field: Field, words: str, grid: QGridLayout, row: int, parent: QWidget) -> None:
        self.field = field
        self.label = QLabel(words.replace("&", "&&"), parent)
        self.combo = _Columns(parent)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setMinimumContentsLength(12)
        self.label.setBuddy(self.combo)
        self.combo.setAccessibleName(words)
        self.sample = Muted("", parent)
        for column, widget in enumerate((self.label, self.combo, self.sample)):
            grid.addWidget(widget, row, column)


class Mapper(QWidget):
    """A card with one line for each question.

    `matched` carries the list's name and a dict from fields to column titles; `left` says that it was left
    as it was.
    """

    matched = Signal(str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table: Table | None = None
        self._kept: dict[str, str] = {}
        self.lines: dict[Field, _Line] = {}
        self._to_make: list[tuple[Field, str, QGridLayout, int, QWidget]] = []
        self._build()
        self.leave_button.clicked.connect(self.left)
        self.use_button.clicked.connect(self._use)
        self.name_edit.returnPressed.connect(self._use)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(self)
        column.addWidget(card)
        body = card.body
        head = QHBoxLayout()
        head.setSpacing(10)
        self.title = Title(self.tr("Which column holds what"), card)
        name_label = QLabel(self.tr("Where the list comes &from"), card)
        self.name_edit = QLineEdit(card)
        self.name_edit.setMaxLength(60)
        name_label.setBuddy(self.name_edit)
        head.addWidget(self.title, 1)
        head.addWidget(name_label)
        head.addWidget(self.name_edit)
        body.addLayout(head)
        hint = self.tr(
            "The studio remembers this, and reads the next list with the same titles without asking."
        )
        body.addWidget(Muted(hint, card))
        body.addWidget(self._questions(card), 1)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self.error_label = QLabel(card)
        self.error_label.setTextFormat(Qt.TextFormat.PlainText)
        self.error_label.setProperty("role", "error")
        self.leave_button = QPushButton(self.tr("&Leave it"), card)
        self.use_button = QPushButton(self.tr("&Use these columns"), card)
        self.use_button.setProperty("role", "primary")
        foot.addWidget(self.error_label, 1)
        foot.addWidget(self.leave_button)
        foot.addWidget(self.use_button)
        body.addLayout(foot)

    def _questions(self, card: QWidget) -> QWidget:
        area = QScrollArea(card)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(area)
        halves = QHBoxLayout(inside)
        halves.setContentsMargins(0, 0, 4, 0)
        halves.setSpacing(28)
        for words, questions in zip((self.tr("The family"), self.tr("The booking")), asked(), strict=True):
            grid = QGridLayout()
            grid.setHorizontalSpacing(10)
            grid.setVerticalSpacing(4)
            grid.setColumnStretch(1, 5)
            grid.setColumnStretch(2, 4)
            grid.addWidget(Strong(words, inside), 0, 0, 1, 3)
            self._to_make += [
                (field, question, grid, row, inside)
                for row, (field, question) in enumerate(questions, start=1)
            ]
            grid.setRowStretch(len(questions) + 1, 1)
            halves.addLayout(grid, 1)
        area.setWidget(inside)
        return area

    def ahead(self) -> Iterator[None]:
        """Make the lines, a few at each step: all at once they would hold the window up."""
        while self._to_make:
            for question in self._to_make[:_AT_ONCE]:
                line = _Line(*question)
                line.combo.activated.connect(self._show_samples)
                self.lines[question[0]] = line
            del self._to_make[:_AT_ONCE]
            yield

    def show_table(self, table: Table, layout: Layout) -> None:
        """Show the columns of a file, with what they seem to hold chosen already."""
        for _ in self.ahead():
            pass
        self._table = table
        mapping = mapping_of(layout, table.titles)
        # What is told by itself and not asked here stays, such as the kind of an order.
        self._kept = {name: title for name, title in mapping.items() if name not in self.lines}
        self.name_edit.setText(layout.source)
        self.error_label.clear()
        every = QStringListModel([self.tr("Not in this list"), *table.titles], self)
        for field, line in self.lines.items():
            if all(may_hold(field, title) for title in table.titles):
                line.combo.setModel(every)
            else:
                line.combo.setModel(self._allowed(field, table))
            line.combo.setCurrentIndex(max(0, line.combo.findText(mapping.get(field.value, ""), _EXACTLY)))
        self._show_samples()

    def _allowed(self, field: Field, table: Table) -> QStringListModel:
        titles = [title for title in table.titles if may_hold(field, title)]
        return QStringListModel([self.tr("Not in this list"), *titles], self)

    def start(self) -> None:
        """Take the keys."""
        self.name_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name_edit.selectAll()

    def mapping(self) -> dict[str, str]:
        """Return what is chosen now."""
        chosen = {
            field.value: line.combo.currentText()
            for field, line in self.lines.items()
            if line.combo.currentIndex() > 0
        }
        return {**self._kept, **chosen}

    def _show_samples(self) -> None:
        table = self._table
        if table is None:
            return
        self.error_label.clear()
        places = {title: index for index, title in enumerate(table.titles)}
        for line in self.lines.values():
            chosen = line.combo.currentIndex() > 0
            sample = table.sample(places[line.combo.currentText()]) if chosen else ()
            words = " · ".join(" ".join(value.split())[:80] for value in sample)
            line.sample.setToolTip("")
            line.sample.setText(words or (self.tr("nothing in it") if chosen else ""))
            line.combo.setAccessibleDescription(words)

    def _use(self) -> None:
        mapping = self.mapping()
        fault = self._fault(mapping)
        self.error_label.setText(fault)
        if not fault:
            self.matched.emit(self.name_edit.text().strip(), mapping)

    def _fault(self, mapping: dict[str, str]) -> str:
        if not self.name_edit.text().strip():
            return self.tr("Write where the list comes from, such as Happity.")
        if Field.NAME not in mapping and Field.GIVEN_NAME not in mapping:
            return self.tr("Choose the column with the carer's name.")
        if Field.BABY not in mapping:
            return self.tr("Choose the column with the baby's name.")
        if not {Field.REFERENCE, Field.EMAIL, Field.PHONE} & mapping.keys():
            return self.tr("Choose the reference, email or telephone: the next list is compared by it.")
        return ""


_EXACTLY = Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchCaseSensitive
