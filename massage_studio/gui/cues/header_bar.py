"""The top of the class room: which class it is, how long it runs, and what is done with all of it."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from massage_studio.bookings.views import PRESENT
from massage_studio.cues.views import ActionView
from massage_studio.gui import icons, theme, wording
from massage_studio.gui.cues import action_words
from massage_studio.gui.cues.class_clock import ClassClock
from massage_studio.gui.cues.room import Room
from massage_studio.gui.forms.ui_cues_header_bar import Ui_CuesHeaderBar
from massage_studio.gui.widgets.card import Heading
from massage_studio.gui.widgets.fields import set_compact

# What an action is called on its button, in letters of a common width: there is room for the least of them on
# every screen, and more than the most would keep the window from becoming narrow again.
_LEAST, _MOST = 22, 42
_FEWEST = 8
_CLOCK, _DIGITS = "00:00:00", "0123456789"


class HeaderBar(QWidget):
    """Each signal is the press of one button; `curtain` and `register_shown` carry whether it is down now."""

    left = Signal()
    redo = Signal()
    undo = Signal()
    curtain = Signal(bool)
    register_shown = Signal(bool)
    finish = Signal()
    reopen = Signal()
    review = Signal()
    papers = Signal()
    tiles = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesHeaderBar()
        self.ui.setupUi(self)
        self.clock = ClassClock()
        self.ui.leave_button.clicked.connect(self.left)
        self.ui.redo_button.clicked.connect(self.redo)
        self.ui.undo_button.clicked.connect(self.undo)
        self.ui.curtain_button.toggled.connect(self.curtain)
        self.ui.register_button.toggled.connect(self.register_shown)
        self.ui.finish_button.clicked.connect(self.finish)
        self.ui.reopen_button.clicked.connect(self.reopen)
        self.ui.review_button.clicked.connect(self.review)
        self.ui.papers_button.clicked.connect(self.papers)
        self.ui.tiles_button.toggled.connect(self.tiles)
        icons.set_icon(self.ui.tiles_button, "tiles")
        self.strip = self.ui.plan_bar
        self.strip.hide()
        self._compact = self._short = False
        self._room: Room | None = None
        self._fix_clock()

    def controls(self) -> list[QWidget]:
        """Return the controls in the order of the Tab key."""
        ui = self.ui
        class_buttons = (ui.register_button, ui.finish_button, ui.reopen_button, ui.review_button)
        return [
            ui.leave_button,
            *self.strip.controls(),
            ui.tiles_button,
            ui.redo_button,
            ui.undo_button,
            ui.curtain_button,
            *class_buttons,
            ui.papers_button,
        ]

    def show_class(self, room: Room) -> None:
        """Show what changes with the register."""
        ui, session = self.ui, room.view.register.session
        # A course may be called as its family is.
        by_time = self.tr("Class of {time}").format(time=wording.clock(session.starts))
        ui.title_label.setText(by_time if room.curtain else wording.class_title(session))
        here = sum(row.status in PRESENT for row in room.rows)
        register = self.tr("Register {here} of %n", "", len(room.rows)).format(here=here)
        ui.register_button.setAccessibleName(register)
        if self._short:
            register = self.tr("{here} of {all}").format(here=here, all=len(room.rows))
        ui.register_button.setText(register)
        ui.finish_button.setEnabled(session.status == "running")
        for button in (ui.register_button, ui.finish_button):
            button.setVisible(not room.finished)
        self.strip.show_plan(room)
        ui.tiles_button.setVisible(not room.finished)
        for button in (ui.reopen_button, ui.review_button, ui.papers_button):
            button.setVisible(room.finished)

    def set_form(self, *, compact: bool, short: bool) -> None:
        """Show what runs of the plan in place of the title, in less room; `short` also in fewer words."""
        if (compact, short) == (self._compact, self._short):
            return
        self._compact, self._short = compact, short
        ui = self.ui
        ui.title_label.setVisible(not compact)
        self.strip.setVisible(compact)
        ui.header_layout.setSpacing(4 if compact else 12)
        size = 1.0 if short else 1.25 if compact else Heading.ratio
        ui.clock_label.setFont(theme.heading_font(self.font(), size))
        self._fix_clock()
        ui.leave_button.setText("" if short else self.tr("Leave"))
        ui.leave_button.setIcon(icons.icon("close") if short else QIcon())
        ui.finish_button.setText(self.tr("Finish") if short else self.tr("Finish class"))
        for button in self.findChildren(QPushButton):
            set_compact(button, compact)
        self.show_curtain(ui.curtain_button.isChecked())

    def _fix_clock(self) -> None:
        """Give the clock the room of the widest digits, so that nothing moves with the seconds."""
        clock = self.ui.clock_label
        metrics = clock.fontMetrics()
        clock.setFixedWidth(max(metrics.horizontalAdvance(_CLOCK.replace("0", one)) for one in _DIGITS) + 2)

    def quiet_place(self) -> QWidget:
        """Return what is not pressed while teaching: the title, or what runs of the plan in its place."""
        return self.strip.title() if self._compact else self.ui.title_label

    def show_tiles(self, shown: bool) -> None:
        """Show whether the babies are large tiles."""
        self.ui.tiles_button.setChecked(shown)

    def show_room(self, room: Room) -> None:
        """Show what can be taken back, and what can be done again."""
        ui, self._room = self.ui, room
        ui.redo_button.setVisible(room.view.redo is not None)
        if room.view.redo is not None:
            self._name_button(room, ui.redo_button, self.tr("Redo"), room.view.redo)
        self._name_button(room, ui.undo_button, self.tr("Undo"), room.view.undo, self._spare())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._room is not None:
            self.show_room(self._room)

    def tick(self, room: Room, now: datetime) -> None:
        """Let the clock move on."""
        self.ui.clock_label.setText(wording.stopwatch(self.clock.passed(room, now).total_seconds()))

    def show_curtain(self, drawn: bool) -> None:
        """Show whether the privacy curtain is drawn."""
        self.ui.curtain_button.setChecked(drawn)
        if self._short:
            words = self.tr("Hidden F9") if drawn else self.tr("F9")
        else:
            words = self.tr("Names hidden F9") if drawn else self.tr("Curtain F9")
        self.ui.curtain_button.setText(words)

    def show_register(self, shown: bool) -> None:
        """Press the button of the register, or let it up; `register_shown` tells where that is new."""
        self.ui.register_button.setChecked(shown)

    def has_register(self) -> bool:
        """Tell whether the button of the register is down."""
        return self.ui.register_button.isChecked()

    def _spare(self) -> int:
        """Return how many pixels the other controls leave for the words on "Undo"."""
        header, undo = self.ui.header_layout, self.ui.undo_button
        items = [item for place in range(header.count()) if (item := header.itemAt(place)) is not None]
        widgets = [widget for item in items if (widget := item.widget()) is not None]
        others = [widget for widget in widgets if widget is not undo and not widget.isHidden()]
        around = _around(undo)
        used = sum(one.sizeHint().width() + header.spacing() for one in others)
        return header.geometry().width() - used - around

    def _name_button(
        self, room: Room, button: QPushButton, word: str, action: ActionView | None, spare: int = 0
    ) -> None:
        text = whole = f"{word}: {action_words.named(room, action)}" if action else word
        metrics = button.fontMetrics()
        letter = metrics.averageCharWidth()
        least = 0 if self._compact else _LEAST
        width = min(max(spare, least * letter), _MOST * letter)
        # Whatever it says, the least width of the header is the same, and the page need not be laid out anew.
        button.setMinimumWidth(_around(button) + max(least * letter, metrics.horizontalAdvance(word)))
        if self._short or width < metrics.horizontalAdvance(word) + _FEWEST * letter:
            # A letter or two of what it is would say nothing.
            text = word
            width = metrics.horizontalAdvance(word)
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        button.setEnabled(action is not None)
        button.setToolTip("" if short == whole else whole)
        button.setText(short.replace("&", "&&"))
        button.setAccessibleName(whole)


def _around(button: QPushButton) -> int:
    """Return how many pixels a button has beside its words."""
    # Measured as Qt does it, or what is rounded would differ with the words.
    words = button.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, button.text())
    return button.sizeHint().width() - words.width()
