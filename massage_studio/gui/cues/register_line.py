"""One dyad of the register: who it is, who came, what is due, and here, late or absent."""

from uuid import UUID

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from massage_studio.bookings.views import RegisterRow, SessionView
from massage_studio.families.restrictions import Purpose, may
from massage_studio.families.views import CarerView
from massage_studio.gui import theme, wording
from massage_studio.gui.cues import register_words
from massage_studio.gui.cues.register_buttons import Choice
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets
from massage_studio.gui.widgets.person_row import PersonRow, PersonRowData

_GAP = 6
_NAME_EMS = 22  # what a name and its flags need before the buttons go below them
_ANY_WIDTH = 16_777_215  # QWIDGETSIZE_MAX
_MARKS = (("here", "primary"), ("late", "warning"), ("absent", "neutral"))


class RegisterLine(QWidget):
    """A dyad's line; what is pressed on it is told, and shown once the studio has kept it.

    Every signal but `moved` (by how many lines) begins with the baby. `signs_pressed` tells that the press
    was on the signs, which wait to be read.
    """

    marked = Signal(object, str)
    adult_chosen = Signal(object, object)
    more = Signal(object)
    paid = Signal(object)
    moved = Signal(int)
    signs_pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: RegisterRow | None = None
        self._current = False
        self._high = 0
        self._wide_enough = 0
        self.person = PersonRow()
        self.person.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.person.clicked.connect(lambda: self.more.emit(self._baby()))
        self.person.safety_pressed.connect(lambda: self.signs_pressed.emit(self._baby()))
        self._tools = QWidget()
        self._flow = FlowLayout(self._tools, gap=_GAP)
        self.adults = KeyedWidgets[UUID, Choice](
            self._make_adult, lambda _, choice: self._flow.addWidget(choice)
        )
        self.cash = Choice("", "primary", sticks=False)
        self.cash.clicked.connect(self._take_cash)
        # What was answered is behind the signs.
        self.health = Choice("", "neutral", sticks=False)
        self.health.clicked.connect(lambda: self.more.emit(self._baby()))
        words = {"here": self.tr("Here"), "late": self.tr("Late"), "absent": self.tr("Absent")}
        self.marks = {status: Choice(words[status], tone) for status, tone in _MARKS}
        for status, mark in self.marks.items():
            mark.clicked.connect(lambda _=False, status=status: self.marked.emit(self._baby(), status))
        self._asking_cash = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._lay_tools()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(4, 2, 8, 2)
        self._box.setSpacing(_GAP)
        self._box.addWidget(self.person, 1)
        self._box.addWidget(self._tools)

    def show_row(self, row: RegisterRow, session: SessionView, missed: str = "") -> None:
        """Show the dyad as the register has it now; every parent may read it.

        `missed` tells what it missed before this class.
        """
        before, self.row = self.row, row
        baby = row.baby.given_name
        pills = register_words.tags(row)
        about = register_words.about(row, session)
        second = " · ".join(part for part in (about, "" if row.covered else missed) if part)
        age = wording.age(row.baby.age)
        self.health.setVisible(not row.covered)
        self.setAccessibleName(row.baby.name)
        self.person.set_person(PersonRowData(row.baby.name, age, second, pills, sign=str(row.number)))
        for status, mark in self.marks.items():
            mark.setChecked(status == row.status)
            mark.set_words(mark.words(), f"{baby}: {mark.words()}")
        self._show_health(row)
        # Names change too, when the privacy curtain is drawn.
        if before is None or (before.due, before.baby.given_name) != (row.due, baby):
            self.withdraw_cash()
        self._show_adults(row)
        self._arrange()

    def set_high(self, high: int) -> None:
        """Make the line and its buttons so many pixels high, that more are seen, or as usual for 0."""
        if high != self._high:
            self._high = high
            above, below = (0, 1) if high else (2, 2)
            self._box.setContentsMargins(4, above, 8, below)
            for choice in (*self.adults.values(), self.cash, self.health, *self.marks.values()):
                choice.set_high(high)
            if self.row is not None:
                self._arrange()

    def set_current(self, current: bool) -> None:
        """Mark the line that the letters mean."""
        if current != self._current:
            self._current = current
            self.setAccessibleDescription(self.tr("the current line") if current else "")
            self.update()
        if not current:
            self.withdraw_cash()

    def set_open(self, opened: bool) -> None:
        """Tell whether the rest of this line is shown below it."""
        state = self.tr("opened") if opened else ""
        self.health.setAccessibleDescription(state)

    def withdraw_cash(self) -> None:
        """Go back to the first of the two taps that take cash."""
        self._asking_cash = False
        self._show_cash()

    def press_cash(self) -> None:
        """Press the button for cash, where money is due."""
        if self.row is not None and self._owes(self.row):
            self._take_cash()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Taken before the list around it would scroll by it.
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.row is not None:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._current:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            tint = theme.current().tint("primary")
            paint.fill_round(painter, QRectF(self.rect()).adjusted(0, 0, 0, -1), tint, paint.CONTROL_RADIUS)
            painter.end()

    def _baby(self) -> UUID:
        assert self.row is not None
        return self.row.baby.id

    def _show_health(self, row: RegisterRow) -> None:
        told = self.tr("Health of {baby}, and more")
        self.health.set_words(self.tr("Health"), told.format(baby=row.baby.given_name))

    def _show_cash(self) -> None:
        row = self.row
        if row is None:
            return
        # How much is due is for whoever pays, who is asked by the second of the two taps.
        amount = wording.money(row.due, row.currency)
        words, told = self.tr("Cash"), self.tr("{baby}: take cash")
        if self._asking_cash:
            words, told = self.tr("Cash {amount}?"), self.tr("Yes, {amount} in cash for {baby}")
        self.cash.set_words(words.format(amount=amount), told.format(amount=amount, baby=row.baby.given_name))
        self.cash.setEnabled(True)
        self.cash.setVisible(self._owes(row))

    @staticmethod
    def _owes(row: RegisterRow) -> bool:
        return row.booking_id is not None and row.due > 0

    def _take_cash(self) -> None:
        if self._asking_cash:
            # A third tap must not pay again while the second is being written.
            self.cash.setEnabled(False)
            self.paid.emit(self._baby())
        else:
            self._asking_cash = True
            self._show_cash()
            self._arrange()

    def _show_adults(self, row: RegisterRow) -> None:
        """Offer the adults where there is a choice."""
        offered = adults if len(adults := offered_adults(row)) > 1 else ()
        if self.adults.keep(adult.id for adult in offered):
            self._lay_tools()
        for adult in offered:
            told = self.tr("{baby} with {adult}").format(baby=row.baby.given_name, adult=adult.name)
            self.adults[adult.id].set_words(adult.given_name, told)
            self.adults[adult.id].setChecked(adult == row.adult)

    def _make_adult(self, carer_id: UUID) -> Choice:
        choice = Choice("")
        choice.set_high(self._high)
        choice.clicked.connect(lambda: self._choose(carer_id))
        return choice

    def _choose(self, carer_id: UUID) -> None:
        # Who came for a reason has come: the reason is not asked for again.
        if self.row and any(one.id == carer_id and may(one, Purpose.COME) for one in self.row.adults):
            self.adult_chosen.emit(self._baby(), carer_id)

    def _lay_tools(self) -> None:
        """Put the buttons in their order; one that is laid out already moves."""
        previous: QWidget = self.person
        for choice in (*self.adults.values(), self.cash, self.health, *self.marks.values()):
            self._flow.addWidget(choice)
            QWidget.setTabOrder(previous, choice)
            previous = choice

    def _arrange(self) -> None:
        """Put the buttons beside the name where both fit, else below it."""
        tools = self._flow.sizeHint().width()
        margins = self._box.contentsMargins()
        room = self.width() - margins.left() - margins.right() - _GAP
        beside = room - tools >= self.fontMetrics().height() * _NAME_EMS
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if beside else ways.TopToBottom
        person = self.person.heightForWidth(room - tools if beside else room + _GAP)
        if self._box.direction() != way:
            self._box.setDirection(way)
        if beside:
            self._tools.setFixedSize(self._flow.sizeHint())
            words = min(person, 2 * self.fontMetrics().height()) if self._high else person
            high = max(self._flow.sizeHint().height(), words)
        else:
            # The width is the list's to say: a fixed one would keep it from becoming narrower again.
            self._tools.setMinimumWidth(0)
            self._tools.setMaximumWidth(_ANY_WIDTH)
            self._tools.setFixedHeight(self._flow.heightForWidth(room + _GAP))
            high = self._tools.height() + _GAP + person
        high += margins.top() + margins.bottom()
        if self.minimumHeight() != high:
            self.setFixedHeight(high)


def offered_adults(row: RegisterRow) -> tuple[CarerView, ...]:
    """Return who is offered as the adult who came: those who may, and whoever was chosen all the same."""
    return tuple(adult for adult in row.adults if adult == row.adult or may(adult, Purpose.COME))
