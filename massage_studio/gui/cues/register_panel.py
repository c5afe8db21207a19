"""The register inside the class room: one line a dyad, marked by key, click or touch."""

from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from massage_studio.bookings.views import AttendanceStatus, Health, RegisterRow, RegisterView
from massage_studio.gui.cues import keys, register_words
from massage_studio.gui.cues.catch_up import Missed
from massage_studio.gui.cues.register_buttons import Choice
from massage_studio.gui.cues.register_exceptions import (
    ABSENT_KEY,
    ADULT_KEY,
    CASH_KEY,
    HEALTH_KEYS,
    LATE_KEY,
    LEFT_KEY,
    OTHER_KEY,
    TICK_KEYS,
    Exceptions,
)
from massage_studio.gui.cues.register_line import RegisterLine, offered_adults
from massage_studio.gui.cues.register_writes import RegisterWrites
from massage_studio.gui.cues.walk_in import WalkIn
from massage_studio.gui.forms.ui_cues_register_panel import Ui_CuesRegisterPanel
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import Strong
from massage_studio.gui.widgets.chip import CLASS_ROOM_MM
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets

_PRESENT = ("here", "late")
_ROUND = 22 + 16  # what the card of the register has round its parts and between them
_WITH_TITLE = 700  # pixels across
_LEAST_MM = 10.5  # how high the lines of a long register are at least, so that all of them are seen
_OPEN_MS = 30_000
_OF_THE_LINE = (*HEALTH_KEYS, *TICK_KEYS, LATE_KEY, LEFT_KEY, ADULT_KEY, OTHER_KEY, CASH_KEY, ABSENT_KEY, " ")


class RegisterPanel(QWidget):
    """Takes the register of one class and writes it as `use` says; `done` asks for the notes.

    `caught_up` carries a baby and how its family was told of what it missed, `signs_pressed` a baby and its
    line, whose signs wait to be read.
    """

    done = Signal()
    caught_up = Signal(object, str)
    signs_pressed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesRegisterPanel()
        self.ui.setupUi(self)
        self._writes: RegisterWrites
        self._view: RegisterView | None = None
        self._wait_hours = 0
        self._current: UUID | None = None
        # What was asked for and not yet shown: a quick second press must not take the first for undone.
        self._asked: dict[UUID, AttendanceStatus] = {}
        self._kept: set[UUID] = set()
        self._walked_in: UUID | None = None
        self._missed: dict[UUID, Missed] = {}
        self.lines = KeyedWidgets[UUID, RegisterLine](self._make_line, self._layout().insertWidget)
        self.rest = Exceptions(self.ui.register_rows)
        self.walk_in = WalkIn(self)
        # What is known of one baby is open to read for a while, not until somebody thinks of it.
        self.fold_timer = QTimer(self, interval=_OPEN_MS, singleShot=True)
        self.fold_timer.timeout.connect(self._fold_unless_typed)
        self.counters = Strong()
        self.everybody_button = Choice(self.tr("All here"), key="0", sticks=False)
        self.rest_absent_button = Choice(self.tr("Rest absent"), key="A", sticks=False)
        self.walk_in_button = Choice(self.tr("Walk-in"), key="W", sticks=False)
        self.done_button = Choice(self.tr("Done"), key=self.tr("Enter"), sticks=False, leads=True)
        self._lay_out()
        self._wire()

    def use(self, writes: RegisterWrites) -> None:
        """Take what writes the register."""
        self._writes = writes

    def fields(self) -> list[QLineEdit]:
        """Return the fields that are typed into."""
        return self.findChildren(QLineEdit)

    def open(self) -> None:
        """Turn to the register of another class."""
        self._view = None
        self._walked_in = None
        self._asked.clear()
        self.close_all()
        self.lines.keep(())

    def show_register(self, view: RegisterView, wait_hours: int) -> None:
        """Show the register; lines that are there already are kept.

        `wait_hours` is how long a jab or an illness keeps a baby from being massaged.
        """
        self._view, self._wait_hours = view, wait_hours
        for baby_id in self._kept:
            self._asked.pop(baby_id, None)
        self._kept.clear()
        rows = self.ui.register_rows
        rows.setUpdatesEnabled(False)
        self._layout().removeWidget(self.rest)
        self.lines.keep(one.baby.id for one in view.rows)
        for one in view.rows:
            self.lines[one.baby.id].show_row(one, view.session, self._brief(one))
        row = self._row(self._current)
        if row is None:
            self._close_rest()
        elif self.rest.isVisibleTo(rows):
            self._show_rest(row)
            QTimer.singleShot(0, self, self._scroll_there)
        if self._walked_in is not None and self._walked_in in self.lines:
            self._make_current(self._walked_in)
            self._walked_in = None
        self.counters.setText(register_words.counters(view))
        self._show_help()
        waits = any(one.status == "expected" for one in view.rows)
        self._fit()
        self.everybody_button.setEnabled(waits)
        self.rest_absent_button.setEnabled(waits)
        rows.setUpdatesEnabled(True)

    def show_missed(self, missed: dict[UUID, Missed]) -> None:
        """Show what the babies missed before this class."""
        if missed == self._missed:
            return
        self._missed = missed
        for one in self._view.rows if self._view is not None else ():
            assert self._view is not None
            self.lines[one.baby.id].show_row(one, self._view.session, self._brief(one))
        self._show_help()
        row = self._row(self._current)
        if row is not None and self.rest.isVisibleTo(self.ui.register_rows):
            self._show_rest(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make the lines as high as lets all be seen, within what fingers hit; the help goes first."""
        ui, count = self.ui, len(self.lines)
        card = ui.register_card.layout()
        assert card is not None
        usual, least = paint.millimetres(self, CLASS_ROOM_MM), paint.millimetres(self, _LEAST_MM)
        help_high = ui.register_help.heightForWidth(max(self.width() - 32, 1))
        tight = count * (usual + 4) + usual + help_high + _ROUND > self.height()
        ui.register_help.setVisible(not tight)
        ui.register_title.setVisible(self.width() >= _WITH_TITLE)
        ui.register_title.setToolTip(ui.register_help.text() if tight else "")
        card.setContentsMargins(*((8, 4, 8, 4) if tight else (16, 10, 16, 12)))
        card.setSpacing(4 if tight else 8)
        room = self.height() - 8 - 4
        lower = tight and (room - usual) // count - 1 < usual
        buttons = (self.walk_in_button, self.everybody_button, self.rest_absent_button, self.done_button)
        for button in buttons:
            button.set_high(least if lower else 0)
        room -= least if lower else usual
        high = min(max(room // max(count, 1) - 1, least), usual) if tight else 0
        for line in self.lines.values():
            line.set_high(high)

    def _show_help(self) -> None:
        rows = self._view.rows if self._view is not None else ()
        count, covered = len(rows), any(one.covered for one in rows)
        self.ui.register_help.setText(
            register_words.help_line(count, missed=bool(self._missed) and not covered)
        )
        self._fit()

    def _brief(self, row: RegisterRow) -> str:
        missed = self._missed.get(row.baby.id)
        return missed.brief if missed else ""

    def forget_asked(self) -> None:
        """Take what is shown for what stands: something that was asked for is not kept."""
        self._asked.clear()

    def key(self, event: QKeyEvent) -> bool:
        """Take a key of the register; tell whether it was one."""
        arrow = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if self._view is None:
            return False
        if keys.again(event) and arrow is None:
            return True
        name = keys.name(event)
        number = keys.baby(event)
        if number == 0:
            self._everybody_here()
        elif number is not None:
            row = next((one for one in self._view.rows if one.number == number), None)
            if row is not None:
                self._press(row)
        elif arrow is not None:
            self._move(arrow)
        elif event.key() in keys.ENTER:
            self.done.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif name == "A":
            self._writes.rest_absent()
        elif name == "W":
            self._open_walk_in()
        else:
            return self._letter(name)
        return True

    def _lay_out(self) -> None:
        ui = self.ui
        card = ui.register_card.layout()
        assert isinstance(card, QVBoxLayout)
        ui.register_header.insertWidget(1, self.counters, 1)
        for button in (
            self.walk_in_button,
            self.everybody_button,
            self.rest_absent_button,
            self.done_button,
        ):
            ui.register_header.addWidget(button)
        card.insertWidget(1, self.walk_in)
        self._layout().addStretch(1)
        ui.register_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _wire(self) -> None:
        self.everybody_button.clicked.connect(self._everybody_here)
        self.rest_absent_button.clicked.connect(lambda: self._writes.rest_absent())
        self.walk_in_button.clicked.connect(self._open_walk_in)
        self.done_button.clicked.connect(self.done)
        self.walk_in.given.connect(lambda baby, carer: self._writes.walk_in(baby, carer, self._let_in))
        self.walk_in.left.connect(self._close_walk_in)
        self.rest.health_answered.connect(self._health)
        self.rest.left_pressed.connect(lambda: self._left(self._row(self._current)))
        self.rest.someone_else.connect(self._someone_else)
        self.rest.let_in.connect(lambda carer, why: self._adult(self._current, carer, why))
        self.rest.caught_up.connect(self._catch_up)
        self.rest.typed.connect(self._keys_here)
        self.rest.closed.connect(self._close_rest)

    def _make_line(self, _: UUID) -> RegisterLine:
        line = RegisterLine(self.ui.register_rows)
        line.marked.connect(self._mark_line)
        line.adult_chosen.connect(self._adult)
        line.more.connect(self._toggle)
        line.paid.connect(self._pay)
        line.moved.connect(self._move)
        line.signs_pressed.connect(lambda baby_id: self.signs_pressed.emit(baby_id, line))
        return line

    def _layout(self) -> QVBoxLayout:
        layout = self.ui.register_rows.layout()
        assert isinstance(layout, QVBoxLayout)
        return layout

    def _row(self, baby_id: UUID | None) -> RegisterRow | None:
        return next((row for row in self._view.rows if row.baby.id == baby_id), None) if self._view else None

    def _status(self, row: RegisterRow) -> AttendanceStatus:
        return self._asked.get(row.baby.id, row.status)

    def _current_line(self) -> RegisterLine | None:
        return self.lines.get(self._current) if self._current is not None else None

    # What the person does

    def _press(self, row: RegisterRow) -> None:
        """Mark a line by its key, or open its rest where the key says nothing new."""
        if self._status(row) in _PRESENT:
            self._toggle(row.baby.id)
        else:
            self._mark((row,), "here")
            self._make_current(row.baby.id)

    def _mark_line(self, baby_id: UUID, status: AttendanceStatus) -> None:
        row = self._row(baby_id)
        if row is not None and self._status(row) != status:
            self._mark((row,), status)
        self._make_current(baby_id)

    def _letter(self, name: str) -> bool:
        """Take a letter that is meant for the current line."""
        row = self._row(self._current)
        if name not in _OF_THE_LINE:
            return False
        if row is None:
            return True
        baby_id = row.baby.id
        if (name in HEALTH_KEYS or name == CASH_KEY) and row.covered:
            self._writes.tell_hidden(name)
        elif name == " ":
            self._press(row)
        elif name in HEALTH_KEYS:
            self._open(baby_id)
            self.rest.press_health(HEALTH_KEYS[name])
        elif name == LEFT_KEY:
            self._left(row)
        elif name in TICK_KEYS:
            self._catch_up(TICK_KEYS[name])
        elif name == ADULT_KEY and len(adults := offered_adults(row)) > 1:
            place = adults.index(row.adult) + 1 if row.adult in adults else 0
            self._adult(baby_id, adults[place % len(adults)].id)
        elif name in (ADULT_KEY, OTHER_KEY):
            self._open(baby_id)
            self.rest.ask_name()
        elif name == CASH_KEY:
            self.lines[baby_id].press_cash()
        else:
            self._mark_line(baby_id, "late" if name == LATE_KEY else "absent")
        return True

    def _everybody_here(self) -> None:
        rows = self._view.rows if self._view is not None else ()
        self._mark(tuple(row for row in rows if self._status(row) == "expected"), "here")

    def _mark(self, rows: tuple[RegisterRow, ...], status: AttendanceStatus) -> None:
        if not rows:
            return
        babies = tuple(row.baby.id for row in rows)
        self._asked.update(dict.fromkeys(babies, status))
        self._writes.mark(babies, status, lambda: self._kept.update(babies))

    def _adult(self, baby_id: UUID | None, carer_id: UUID, reason: str = "") -> None:
        if baby_id is not None:
            self._make_current(baby_id)
            self._writes.adult(baby_id, carer_id, reason)

    def _someone_else(self, given: str) -> None:
        if self._current is not None:
            self._writes.another_adult(self._current, given, self.rest.forget_name)

    def _health(self, health: Health, note: str) -> None:
        if self._current is not None:
            self._writes.health(self._current, health, note)

    def _left(self, row: RegisterRow | None) -> None:
        if row is not None and self._status(row) in _PRESENT:
            self._writes.left(row)

    def _catch_up(self, how: str) -> None:
        row = self._row(self._current)
        if row is not None and not row.covered:
            self.caught_up.emit(row.baby.id, how)

    def _pay(self, baby_id: UUID) -> None:
        row = self._row(baby_id)
        if row is not None:
            self._writes.cash(row)

    def _open_walk_in(self) -> None:
        if self._view is not None:
            self._close_rest()
            self.walk_in.open(register_words.no_room(self._view))

    # Where the person is

    def _make_current(self, baby_id: UUID) -> None:
        if baby_id != self._current:
            self._close_rest()
            self._current = baby_id
            self.lines[baby_id].set_current(True)
            QTimer.singleShot(0, self, self._scroll_there)

    def _toggle(self, baby_id: UUID) -> None:
        if baby_id == self._current and self.rest.isVisibleTo(self.ui.register_rows):
            self._fold()
        else:
            self._open(baby_id)

    def _open(self, baby_id: UUID) -> None:
        """Show the rest of a line below it."""
        self._make_current(baby_id)
        row = self._row(baby_id)
        if row is not None:
            self._show_rest(row)
            self.lines[baby_id].set_open(True)
            self.rest.show()
            self.fold_timer.start()
            QTimer.singleShot(0, self, self._scroll_there)

    def _show_rest(self, row: RegisterRow) -> None:
        if self._current is not None and self._view is not None:
            missed = self._missed.get(row.baby.id)
            self.rest.show_row(row, self._view.session, self._wait_hours, missed)
            self._layout().insertWidget(self._layout().indexOf(self.lines[self._current]) + 1, self.rest)

    def _fold_unless_typed(self) -> None:
        """Fold the rest of a line that was left open; words that are begun keep it open."""
        if any(field.text() and field.isModified() for field in self.rest.findChildren(QLineEdit)):
            self.fold_timer.start()
        elif self.rest.isVisible():
            self._fold()

    def _fold(self) -> None:
        """Hide the rest of the current line; the line stays current."""
        if line := self._current_line():
            line.set_open(False)
        self._take_focus_from(self.rest)
        self.rest.hide()
        self._layout().removeWidget(self.rest)

    def _close_rest(self) -> None:
        self._fold()
        if line := self._current_line():
            line.set_current(False)
        self._current = None

    def _let_in(self, baby_id: UUID) -> None:
        """Make the line of a walk-in current as soon as there is one."""
        self._walked_in = baby_id
        self._close_walk_in()

    def _close_walk_in(self) -> None:
        self._take_focus_from(self.walk_in)
        self.walk_in.hide()

    def close_all(self) -> None:
        """Close what is open below a line, and the row for a walk-in."""
        self._close_rest()
        self._close_walk_in()

    def _escape(self) -> None:
        if self.walk_in.isVisibleTo(self):
            self._close_walk_in()
        elif self._current is not None:
            self._close_rest()
        else:
            self.done.emit()

    def _move(self, step: int) -> None:
        """Make the line above or below the current one."""
        places = [row.baby.id for row in self._view.rows] if self._view is not None else []
        if not places:
            return
        first = 0 if step > 0 else len(places) - 1
        place = places.index(self._current) + step if self._current in places else first
        self._make_current(places[max(0, min(place, len(places) - 1))])
        self._keys_here()

    def _take_focus_from(self, panel: QWidget) -> None:
        focused: QWidget | None = panel.window().focusWidget()
        if focused is not None and panel.isAncestorOf(focused):
            self._keys_here()

    def _keys_here(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _scroll_there(self) -> None:
        if line := self._current_line():
            self._layout().activate()
            scroll = self.ui.register_scroll
            if self.rest.isVisibleTo(self.ui.register_rows):
                scroll.ensureWidgetVisible(self.rest, 0, 0)
            scroll.ensureWidgetVisible(line, 0, 0)
