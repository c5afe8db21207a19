"""The register inside the class room: one line a dyad, marked by key, click or touch."""

from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QWidget

from massage_studio.bookings.views import RegisterRow
from massage_studio.gui import wording
from massage_studio.gui.cues.room import flags, health_words
from massage_studio.gui.widgets.person_row import PersonRow, PersonRowData, RowTag

HEALTH = ("nothing_new", "unwell", "immunised", "skin", "allergy")


class RegisterLine(QWidget):
    """One dyad: here, late or absent; who came; anything new about the baby's health."""

    def __init__(self, row: RegisterRow, lines: "RegisterPanel") -> None:
        super().__init__()
        self.row = row
        self.person = PersonRow()
        self.person.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.marks: dict[str, QPushButton] = {}
        group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 8, 2)
        layout.setSpacing(6)
        layout.addWidget(self.person, 1)
        self.adult = QComboBox()
        self.health = QComboBox()
        layout.addWidget(self.adult)
        layout.addWidget(self.health)
        for status, words in (
            ("here", self.tr("Here")),
            ("late", self.tr("Late")),
            ("absent", self.tr("Absent")),
        ):
            mark = QPushButton(words)
            mark.setCheckable(True)
            mark.setAccessibleName(f"{row.baby.given_name}: {words}".replace("&", "&&"))
            group.addButton(mark)
            self.marks[status] = mark
            mark.clicked.connect(lambda _=False, status=status: lines.marked.emit(row.baby.id, status))
            layout.addWidget(mark)
        for answer in HEALTH:
            self.health.addItem(health_words(answer), answer)
        self.adult.activated.connect(
            lambda index: lines.adult_chosen.emit(row.baby.id, self.row.adults[index].id)
        )
        self.health.activated.connect(
            lambda index: lines.health_answered.emit(row.baby.id, self.health.itemData(index))
        )
        self.show_row(row)

    def show_row(self, row: RegisterRow) -> None:
        """Show a dyad as the register has it now."""
        self.row = row
        tags = [RowTag(words, "warning") for words in flags(row)]
        if row.first_class:
            tags.append(RowTag(self.tr("First class"), "primary"))
        if row.due > 0:
            tags.append(
                RowTag(self.tr("{money} due").format(money=wording.money(row.due, row.currency)), "warning")
            )
        adult = row.adult.given_name if row.adult else ""
        self.person.set_person(
            PersonRowData(
                row.baby.name,
                wording.age(row.baby.age),
                self.tr("with {adult}").format(adult=adult) if adult else "",
                tuple(tags),
                sign=str(row.number),
            )
        )
        for status, mark in self.marks.items():
            mark.setChecked(status == row.status)
        if self.adult.count() != len(row.adults):
            self.adult.clear()
            self.adult.addItems([carer.name for carer in row.adults])
        self.adult.setVisible(len(row.adults) > 1)
        self.adult.setAccessibleName(self.tr("Adult with {baby}").format(baby=row.baby.given_name))
        self.adult.setCurrentIndex(row.adults.index(row.adult) if row.adult else -1)
        self.health.setAccessibleName(self.tr("Health of {baby}").format(baby=row.baby.given_name))
        self.health.setCurrentIndex(max(0, self.health.findData(row.health)))


class RegisterPanel(QObject):
    """Keeps a line for each dyad of the register."""

    marked = Signal(object, str)
    adult_chosen = Signal(object, object)
    health_answered = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.lines: dict[UUID, RegisterLine] = {}

    def show_rows(self, rows: tuple[RegisterRow, ...]) -> None:
        """Show the register; lines that are there already are kept."""
        layout = self._parent.layout()
        assert layout is not None
        for baby_id in [key for key in self.lines if key not in {row.baby.id for row in rows}]:
            self.lines.pop(baby_id).deleteLater()
        for row in rows:
            if row.baby.id in self.lines:
                self.lines[row.baby.id].show_row(row)
            else:
                self.lines[row.baby.id] = RegisterLine(row, self)
                layout.addWidget(self.lines[row.baby.id])
