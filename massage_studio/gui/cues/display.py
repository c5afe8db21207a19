"""Fills the class room's form from the room: cards, plan, labels and the last ten minutes."""

from datetime import datetime

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton

from massage_studio.bookings.views import RegisterRow
from massage_studio.cues.views import CueView
from massage_studio.gui import wording
from massage_studio.gui.cues.palette import Palette
from massage_studio.gui.cues.room import GROUP, Room, Selection, answer_words
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.widgets.baby_card import BabyCard
from massage_studio.gui.widgets.chip import Tag
from massage_studio.gui.widgets.plan_item import PlanItem

_COLUMNS = 4
_STRIP = 12


class Display(QObject):
    """Shows; it writes nothing. `activity_pressed` and `card_pressed` carry a place, counted from 0."""

    activity_pressed = Signal(int)
    card_pressed = Signal(int)

    def __init__(self, form: Ui_CuesPage) -> None:
        super().__init__(form.board)
        self._ui = form
        self._cards: list[BabyCard] = []
        self._plan: list[PlanItem] = []
        self._strip: list[Tag] = []
        metrics = form.board.fontMetrics()
        form.plan_card.setFixedWidth(metrics.horizontalAdvance("m") * 21)
        form.strip_card.setMinimumHeight(metrics.height() * 4)
        form.strip_layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        for column in range(_COLUMNS):
            form.board_layout.setColumnStretch(column, 1)

    def show_class(self, room: Room) -> None:
        """Show what changes with the register and the plan."""
        session = room.view.register.session
        title = self.tr("{course}, week {number} of {of}: {title}")
        self._ui.title_label.setText(
            title.format(
                course=session.course,
                number=session.number,
                of=session.of,
                title=session.title[:1].lower() + session.title[1:],
            )
        )
        if session.opened:
            started = wording.clock(session.opened)
            self._ui.started_label.setText(self.tr("Started {time}").format(time=started))
        here = sum(row.status in ("here", "late") for row in room.rows)
        register = self.tr("Register {here} of {all}").format(here=here, all=len(room.rows))
        self._ui.register_button.setText(register)
        self._ui.finish_button.setEnabled(session.status == "running")
        self._show_plan(room)
        self._lay_cards(len(room.rows))

    def show_room(self, room: Room, selected: Selection, now: datetime, palette: Palette) -> None:
        """Show what changes with every note."""
        self.tick(room, selected, now)
        chosen = room.chosen(selected)
        row = chosen[0] if len(chosen) == 1 else None
        palette.show_state(room.state(row.baby.id) if row else None)
        self._show_permission(room, row, palette)
        self._show_selected(room, selected, chosen)
        self._name_button(room, self._ui.undo_button, self.tr("Undo"), room.view.undo)
        self._name_button(room, self._ui.redo_button, self.tr("Redo"), room.view.redo)
        self._ui.redo_button.setVisible(room.view.redo is not None)
        self._show_strip(room, now)

    def tick(self, room: Room, selected: Selection, now: datetime) -> None:
        """Let the clock, the ribbons and "20 s ago" move on."""
        session = room.view.register.session
        if session.opened is not None:
            end = session.finished or now
            self._ui.clock_label.setText(wording.stopwatch((end - session.opened).total_seconds()))
        for card, row in zip(self._cards, room.rows, strict=False):
            card.set_baby(room.card(row, now))
            card.set_selected(selected in (GROUP, row.baby.id))
        quiet = room.quiet(now)
        words = self.tr("No cue for {baby} in {minutes} minutes")
        self._ui.hint_label.setText(words.format(baby=quiet[0], minutes=quiet[1]) if quiet else "")

    def _show_plan(self, room: Room) -> None:
        parts = room.view.delivered
        for place in range(len(self._plan), len(parts)):
            item = PlanItem()
            item.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            item.clicked.connect(lambda _=False, place=place: self.activity_pressed.emit(place))
            self._plan.append(item)
            self._ui.plan_list_layout.addWidget(item)
        for item, part in zip(self._plan, parts, strict=False):
            tone = part.benefits[0] if part.benefits else "neutral"
            item.set_activity(part.title, wording.minutes(part.minutes), tone, part.status)
        for place, item in enumerate(self._plan):
            item.setVisible(place < len(parts))
        self._ui.previous_button.setEnabled(room.neighbour(-1) is not None)
        self._ui.next_button.setEnabled(room.neighbour(1) is not None)

    def _lay_cards(self, count: int) -> None:
        for place in range(len(self._cards), count):
            card = BabyCard()
            card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            card.clicked.connect(lambda _=False, place=place: self.card_pressed.emit(place))
            self._ui.board_layout.addWidget(card, place // _COLUMNS, place % _COLUMNS)
            self._cards.append(card)
        for place, card in enumerate(self._cards):
            card.setVisible(place < count)

    def _show_selected(self, room: Room, selected: Selection, chosen: tuple[RegisterRow, ...]) -> None:
        running = room.running()
        name = ""
        if not chosen:
            self._ui.baby_label.setText(self.tr("Whose cue?"))
            self._ui.detail_label.setText(self.tr("Press a baby's number, or 0 for everybody."))
        elif selected == GROUP:
            name = self.tr("Everybody")
            self._ui.detail_label.setText(self.tr("{count} babies").format(count=len(chosen)))
        else:
            row = chosen[0]
            name = row.baby.given_name
            adult = self.tr("with {adult}").format(adult=row.adult.given_name) if row.adult else ""
            during = self.tr("during {activity}").format(activity=running.title) if running else ""
            self._ui.detail_label.setText(" · ".join(part for part in (adult, during) if part))
        if name:
            self._ui.baby_label.setText(name)
        about = self.tr("Note about {baby} (press Enter)").format(baby=name) if name else self.tr("Note")
        self._ui.note_edit.setPlaceholderText(about)

    def _show_permission(self, room: Room, row: RegisterRow | None, palette: Palette) -> None:
        asked = room.permission(row.baby.id) if row else None
        for code, chip in palette.permission.items():
            words = answer_words(code)
            if asked is not None and asked.code == code:
                at = wording.clock(asked.at.astimezone(room.view.register.session.starts.tzinfo))
                words = self.tr("{answer}, {time}").format(answer=words, time=at)
            chip.set_words(words)
            chip.set_tone("primary" if asked is None or asked.code == code else "neutral")

    def _show_strip(self, room: Room, now: datetime) -> None:
        recent = room.recent(now)[:_STRIP]
        layout = self._ui.strip_layout
        for _ in range(len(self._strip), len(recent)):
            self._strip.append(Tag())
            layout.addWidget(self._strip[-1])
        left = self._ui.strip_card.contentsRect().width() - 32
        for place, tag in enumerate(self._strip):
            if place < len(recent):
                tag.set_words(recent[place].words, recent[place].tone)
                left -= tag.sizeHint().width() + layout.spacing()
            tag.setVisible(place < len(recent) and (left >= 0 or place == 0))

    def _name_button(self, room: Room, button: QPushButton, word: str, note: CueView | None) -> None:
        text = f"{word}: {room.named(note)}" if note else word
        button.setEnabled(note is not None)
        button.setText(text.replace("&", "&&"))
        button.setAccessibleName(text)
