"""Fills the class room's form from the room: cards, labels and the last ten minutes."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton

from massage_studio.bookings.views import RegisterRow
from massage_studio.cues.views import ActionView, CueView
from massage_studio.gui import wording
from massage_studio.gui.cues import actions, hints
from massage_studio.gui.cues.aside import Chips
from massage_studio.gui.cues.class_clock import ClassClock
from massage_studio.gui.cues.palette import Palette
from massage_studio.gui.cues.room import GROUP, Recent, Room, Selection, answer_words
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.widgets.baby_card import BabyCard

_COLUMNS = 4
_STRIP = 12
# What an action is called on its button, in letters of a common width: there is room for the least of them on
# every screen, and more than the most would keep the window from becoming narrow again.
_LEAST, _MOST = 22, 42


class Display(QObject):
    """Shows; it writes nothing. `card_pressed` carries a place, counted from 0, `note_pressed` a note."""

    card_pressed = Signal(int)
    note_pressed = Signal(object)

    def __init__(self, form: Ui_CuesPage) -> None:
        super().__init__(form.board)
        self._ui = form
        self.cards: list[BabyCard] = []
        self._clock = ClassClock()
        self._recent: tuple[Recent, ...] = ()
        self._strip = Chips(form.strip_layout, self._press_note)
        form.strip_layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        for column in range(_COLUMNS):
            form.board_layout.setColumnStretch(column, 1)

    def ahead(self, count: int) -> Iterator[None]:
        """Make the cards of a class, one at each step."""
        while len(self.cards) < count:
            self._add_card()
            self.cards[-1].ensurePolished()
            yield

    def show_class(self, room: Room) -> None:
        """Show what changes with the register and the plan."""
        session = room.view.register.session
        self._ui.title_label.setText(wording.class_title(session))
        started = self.tr("Started {time}").format(time=room.clock(session.opened)) if session.opened else ""
        self._ui.started_label.setText(started)
        here = sum(row.status in ("here", "late") for row in room.rows)
        register = self.tr("Register {here} of {all}").format(here=here, all=len(room.rows))
        self._ui.register_button.setText(register)
        self._ui.finish_button.setEnabled(session.status == "running")
        for button in (self._ui.register_button, self._ui.finish_button):
            button.setVisible(not room.finished)
        for button in (self._ui.reopen_button, self._ui.sweep_button, self._ui.papers_button):
            button.setVisible(room.finished)
        self._lay_cards(len(room.rows))

    def show_room(self, room: Room, selected: Selection, now: datetime, palette: Palette) -> None:
        """Show what changes with every note."""
        self.tick(room, selected, now)
        chosen = room.chosen(selected)
        row = chosen[0] if len(chosen) == 1 else None
        palette.show_state(room.state(row.baby.id) if row else None)
        self._show_permission(room, row, palette)
        self._show_since(room, row)
        self._ui.redo_button.setVisible(room.view.redo is not None)
        self._name_button(room, self._ui.redo_button, self.tr("Redo"), room.view.redo)
        self._name_button(room, self._ui.undo_button, self.tr("Undo"), room.view.undo, self._spare())
        self._recent = room.recent(now, _STRIP)
        width = self._ui.strip_card.contentsRect().width() - 32
        self._strip.show([(entry.words, entry.tone) for entry in self._recent], width)

    def tick(self, room: Room, selected: Selection, now: datetime) -> None:
        """Let the clock, the ribbons and "20 s ago" move on."""
        self._ui.clock_label.setText(wording.stopwatch(self._clock.passed(room, now).total_seconds()))
        for card, row in zip(self.cards, room.rows, strict=False):
            card.set_curtain(room.curtain)
            card.set_baby(room.card(row, now))
            card.set_selected(selected in (GROUP, row.baby.id))
        self._ui.hint_label.setText(hints.words(room, now))

    def _lay_cards(self, count: int) -> None:
        while len(self.cards) < count:
            self._add_card()
        for place, card in enumerate(self.cards):
            card.setVisible(place < count)

    def _add_card(self) -> None:
        place = len(self.cards)
        card = BabyCard()
        card.hide()
        card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        card.clicked.connect(lambda: self.card_pressed.emit(place))
        self._ui.board_layout.addWidget(card, place // _COLUMNS, place % _COLUMNS)
        self.cards.append(card)

    def _press_note(self, place: int) -> None:
        if place < len(self._recent):
            self.note_pressed.emit(self._recent[place].note)

    def show_selected(self, room: Room, selected: Selection, waiting: str) -> None:
        """Show whom the next press is for; `waiting` is a press that is one baby's own, or empty."""
        chosen, running = room.chosen(selected), room.running()
        if not chosen or selected == GROUP:
            words = self.tr("Press a baby's number. 0 is everybody, for notes and bookmarks.")
            if chosen:
                words = self.tr("{count} babies, for notes and bookmarks").format(count=len(chosen))
            if waiting:
                words = self.tr("{press}: for whom? Press a number.").format(press=waiting)
            self._ui.baby_label.setText(self.tr("Everybody") if chosen else self.tr("Whose cue?"))
            self._ui.detail_label.setText(words)
        else:
            row = chosen[0]
            self._ui.baby_label.setText(row.baby.given_name)
            adult = self.tr("with {adult}").format(adult=row.adult.given_name) if row.adult else ""
            during = self.tr("during {activity}").format(activity=running.title) if running else ""
            self._ui.detail_label.setText(" · ".join(part for part in (adult, during) if part))

    def _show_since(self, room: Room, row: RegisterRow | None) -> None:
        """Show since when the baby is in its state: a press corrects it."""
        state: CueView | None = room.last_state(row.baby.id) if row else None
        button = self._ui.since_button
        button.setVisible(state is not None)
        if state is not None:
            button.setText(self.tr("Since {time}").format(time=room.at(state)))
            words = self.tr("{state} since {time}: correct it")
            label = room.words.label("state", state.code)
            button.setAccessibleName(words.format(state=label, time=room.at(state)))
            button.setToolTip(self.tr("Correct it (Ctrl+E)"))

    def _show_permission(self, room: Room, row: RegisterRow | None, palette: Palette) -> None:
        asked = room.permission(row.baby.id) if row else None
        for code, chip in palette.permission.items():
            now = asked is not None and asked.code == code
            words = answer_words(code)
            if asked is not None and now:
                words = self.tr("{answer}, {time}").format(answer=words, time=room.at(asked))
            if chip.words() != words:
                chip.set_words(words)
            chip.set_tone("primary" if asked is None or now else "neutral")
            chip.setChecked(now)
        reason = room.not_massaged(row.baby.id) if row else None
        words = self.tr("Not today")
        if reason is not None:
            words = room.described(reason)
        chip = palette.not_today
        if chip.words() != words:
            chip.set_words(words)
            chip.setAccessibleName(self.tr("Not massaged today, and that is fine") if not reason else words)
        chip.set_tone("primary" if reason else "neutral")
        chip.setChecked(reason is not None)

    def _spare(self) -> int:
        """Return how many pixels of the header its other controls leave for the words on "Undo"."""
        header, undo = self._ui.header_layout, self._ui.undo_button
        items = [item for place in range(header.count()) if (item := header.itemAt(place)) is not None]
        widgets = [widget for item in items if (widget := item.widget()) is not None]
        others = [widget for widget in widgets if widget is not undo and not widget.isHidden()]
        around = undo.sizeHint().width() - undo.fontMetrics().horizontalAdvance(undo.text())
        used = sum(one.sizeHint().width() + header.spacing() for one in others)
        return header.geometry().width() - used - around

    def _name_button(
        self, room: Room, button: QPushButton, word: str, action: ActionView | None, spare: int = 0
    ) -> None:
        text = f"{word}: {actions.named(room, action)}" if action else word
        metrics = button.fontMetrics()
        letter = metrics.averageCharWidth()
        width = min(max(spare, _LEAST * letter), _MOST * letter)
        short = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
        button.setEnabled(action is not None)
        button.setToolTip("" if short == text else text)
        button.setText(short.replace("&", "&&"))
        button.setAccessibleName(text)
