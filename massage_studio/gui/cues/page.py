"""The class room: the live record of a class, by keys, clicks and touch."""

from dataclasses import replace
from typing import Any, Literal
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget

from massage_studio.bookings import service as bookings
from massage_studio.bookings.views import RegisterRow
from massage_studio.cues import queries, service
from massage_studio.cues.views import ClassNotes, ClassRoomView, CueView, Kind, Vocabulary
from massage_studio.curriculum import service as curriculum
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.cues.finder import Finder
from massage_studio.gui.cues.palette import FIND_KEYS, Palette
from massage_studio.gui.cues.register_panel import RegisterPanel
from massage_studio.gui.cues.room import Room, answer_words
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.baby_card import BabyCard
from massage_studio.gui.widgets.chip import Tag
from massage_studio.gui.widgets.plan_item import PlanItem
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id

GROUP: Literal["group"] = "group"
_ONLY_NOTES = frozenset({Thing.CUES})


class CuesPage(Page):
    """One running class. Nothing here opens a dialog that would stop the capture."""

    shows = frozenset({Thing.CUES, Thing.REGISTER, Thing.CURRICULUM, Thing.BOOKINGS, Thing.PAYMENTS})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_CuesPage()
        self.ui.setupUi(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._session_id: UUID | None = None
        self._room: Room | None = None
        self._vocabulary: Vocabulary | None = None
        self._palette: Palette | None = None
        self._selected: UUID | Literal["group"] | None = None
        self._cards: list[BabyCard] = []
        self._plan: list[PlanItem] = []
        self._register = RegisterPanel(self.ui.register_rows)
        self._finder = Finder(self)
        self._clock = QTimer(self, interval=1000)
        self._strip: list[Tag] = []
        self.ui.plan_card.setFixedWidth(self.fontMetrics().horizontalAdvance("m") * 21)
        self.ui.strip_card.setMinimumHeight(self.fontMetrics().height() * 4)
        self.ui.strip_layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._wire()

    def _wire(self) -> None:
        ui = self.ui
        ui.leave_button.clicked.connect(lambda: self.go.emit("today", None))
        ui.register_button.toggled.connect(self._show_register)
        ui.register_done_button.clicked.connect(lambda: ui.register_button.setChecked(False))
        ui.rest_absent_button.clicked.connect(self._mark_rest_absent)
        ui.finish_button.clicked.connect(self._finish)
        ui.previous_button.clicked.connect(lambda: self._step(-1))
        ui.next_button.clicked.connect(lambda: self._step(1))
        ui.undo_button.clicked.connect(self._undo)
        ui.redo_button.clicked.connect(self._redo)
        ui.note_edit.installEventFilter(self)
        self._register.marked.connect(self._mark)
        self._register.adult_chosen.connect(self._adult)
        self._register.health_answered.connect(self._health)
        self._clock.timeout.connect(self._tick)
        for keys, act in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._redo),
            (QKeySequence("Ctrl+Y"), self._redo),
        ):
            QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(
                act
            )

    def open(self, key: Any) -> None:
        """Open the class of this key, or go on with it."""
        self._session_id = key
        self._room = None
        self._selected = None
        self.ui.register_button.setChecked(False)
        if self._vocabulary is None:
            self.context.tasks.read(queries.vocabulary, self._learn)
        self.context.tasks.read(queries.class_room, self._first_look, session_id=key)

    def reload(self) -> None:
        if self._room is not None:
            self.context.tasks.read(queries.class_room, self._show, session_id=self._session_id)

    def _look_again(self, changes: Changes) -> None:
        if changes.things == _ONLY_NOTES and self._room is not None and self.isVisible():
            self.context.tasks.read(queries.class_notes, self._show_notes, session_id=self._session_id)
        else:
            super()._look_again(changes)

    def _learn(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._palette = Palette(self.ui, vocabulary, self.press, self._finder.open)
        self._finder.learn(vocabulary)

    def _first_look(self, view: ClassRoomView) -> None:
        """Show the class; one that has not begun is opened now, and its register first."""
        status = view.register.session.status
        self._show(view)
        if status == "planned":
            self._write(service.open_class, session_id=self._session_id, now=self.context.clock())
        self.ui.register_button.setChecked(
            any(row.status == "expected" for row in view.register.rows) and status != "finished"
        )
        self._clock.start()

    def _show(self, view: ClassRoomView) -> None:
        if self._vocabulary is None or view.register.session.id != self._session_id:
            return
        self._room = Room(view, self._vocabulary)
        session = view.register.session
        title = self.tr("{course}, week {number} of {of}: {title}")
        self.ui.title_label.setText(
            title.format(
                course=session.course,
                number=session.number,
                of=session.of,
                title=session.title[:1].lower() + session.title[1:],
            )
        )
        if session.opened:
            self.ui.started_label.setText(
                self.tr("Started {time}").format(time=wording.clock(session.opened))
            )
        here = sum(row.status in ("here", "late") for row in self._room.rows)
        self.ui.register_button.setText(
            self.tr("Register {here} of {all}").format(here=here, all=len(self._room.rows))
        )
        self.ui.finish_button.setEnabled(session.status == "running")
        self._show_plan()
        self._register.show_rows(self._room.rows)
        self._lay_cards()
        self._show_room()

    def _show_notes(self, notes: ClassNotes) -> None:
        if self._room is None:
            return
        view = replace(self._room.view, notes=notes.notes, undo=notes.undo, redo=notes.redo)
        self._room = Room(view, self._room.words)
        self._show_room()

    def _show_plan(self) -> None:
        assert self._room is not None
        parts = self._room.view.delivered
        layout = self.ui.plan_list_layout
        for place in range(len(self._plan), len(parts)):
            item = PlanItem()
            item.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            item.clicked.connect(lambda _=False, place=place: self._go_to(place))
            self._plan.append(item)
            layout.addWidget(item)
        for item, part in zip(self._plan, parts, strict=False):
            tone = part.benefits[0] if part.benefits else "neutral"
            item.set_activity(part.title, wording.minutes(part.minutes), tone, part.status)
        for place, item in enumerate(self._plan):
            item.setVisible(place < len(parts))
        self.ui.previous_button.setEnabled(self._room.neighbour(-1) is not None)
        self.ui.next_button.setEnabled(self._room.neighbour(1) is not None)

    def _lay_cards(self) -> None:
        assert self._room is not None
        grid = self.ui.board_layout
        rows = self._room.rows
        while len(self._cards) < len(rows):
            card = BabyCard()
            card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            place = len(self._cards)
            card.clicked.connect(lambda _=False, place=place: self._select_place(place))
            grid.addWidget(card, place // 4, place % 4)
            self._cards.append(card)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(rows))

    def _show_room(self) -> None:
        """Show what changes with every note."""
        assert self._room is not None
        room = self._room
        if self._selected not in (None, GROUP) and self._chosen() == ():
            self._selected = None
        self._tick()
        chosen = self._chosen()
        row = chosen[0] if len(chosen) == 1 else None
        if self._palette is not None:
            self._palette.show_state(room.state(row.baby.id) if row else None)
            self._show_permission(row)
        running = room.running()
        if self._selected == GROUP:
            self.ui.baby_label.setText(self.tr("Everybody"))
            self.ui.detail_label.setText(self.tr("{count} babies").format(count=len(chosen)))
        elif row is not None:
            self.ui.baby_label.setText(row.baby.given_name)
            adult = self.tr("with {adult}").format(adult=row.adult.given_name) if row.adult else ""
            during = self.tr("during {activity}").format(activity=running.title) if running else ""
            self.ui.detail_label.setText(" · ".join(part for part in (adult, during) if part))
        else:
            self.ui.baby_label.setText(self.tr("Whose cue?"))
            self.ui.detail_label.setText(self.tr("Press a baby's number, or 0 for everybody."))
        name = self.ui.baby_label.text() if chosen else ""
        self.ui.note_edit.setPlaceholderText(
            self.tr("Note about {baby} (press Enter)").format(baby=name) if name else self.tr("Note")
        )
        self._name_button(self.ui.undo_button, self.tr("Undo"), room.view.undo)
        self._name_button(self.ui.redo_button, self.tr("Redo"), room.view.redo)
        self.ui.redo_button.setVisible(room.view.redo is not None)
        self._show_strip()

    def _show_permission(self, row: RegisterRow | None) -> None:
        assert self._palette is not None and self._room is not None
        asked = self._room.permission(row.baby.id) if row else None
        for code, chip in self._palette.permission.items():
            words = answer_words(code)
            if asked is not None and asked.code == code:
                at = wording.clock(asked.at.astimezone(self._room.view.register.session.starts.tzinfo))
                words = self.tr("{answer}, {time}").format(answer=words, time=at)
            chip.set_words(words)
            chip.set_tone("primary" if asked is None or asked.code == code else "neutral")

    def _show_strip(self) -> None:
        assert self._room is not None
        layout = self.ui.strip_layout
        recent = self._room.recent(self.context.clock())[:12]
        for _ in range(len(self._strip), len(recent)):
            self._strip.append(Tag())
            layout.addWidget(self._strip[-1])
        room = self.ui.strip_card.contentsRect().width() - 32
        for place, tag in enumerate(self._strip):
            if place < len(recent):
                tag.set_words(recent[place].words, recent[place].tone)
                room -= tag.sizeHint().width() + layout.spacing()
            tag.setVisible(place < len(recent) and (room >= 0 or place == 0))

    def _tick(self) -> None:
        """Let the clock, the ribbons and "20 s ago" move on."""
        if self._room is None:
            return
        now = self.context.clock()
        session = self._room.view.register.session
        if session.opened is not None:
            end = session.finished or now
            self.ui.clock_label.setText(wording.stopwatch((end - session.opened).total_seconds()))
        for card, row in zip(self._cards, self._room.rows, strict=False):
            card.set_baby(self._room.card(row, now))
            card.set_selected(self._selected in (GROUP, row.baby.id))
        quiet = self._room.quiet(now)
        words = self.tr("No cue for {baby} in {minutes} minutes")
        self.ui.hint_label.setText(words.format(baby=quiet[0], minutes=quiet[1]) if quiet else "")

    # What the person does

    def press(self, kind: Kind, code: str, text: str = "", layer: str = "") -> None:
        """Write one observation down for whoever is selected; keys and chips both end here."""
        chosen = self._chosen()
        if not chosen or self._room is None or self._room.finished:
            self._show_room()
            self.ui.detail_label.setText(
                self.tr("Press a baby's number first, or 0 for everybody.")
                if self._room is None or not self._room.finished
                else self.tr("This class is finished.")
            )
            return
        running = self._room.running()
        self._write(
            service.record,
            action_id=new_id(),
            session_id=self._session_id,
            dyads=tuple((row.baby.id, row.adult.id if row.adult else None) for row in chosen),
            kind=kind,
            code=code,
            now=self.context.clock(),
            delivered_id=running.id if running else None,
            text=text,
            layer=layer,
        )

    def select(self, number: int) -> None:
        """Select the baby of this number, 0 for the whole group; selecting again keeps it selected."""
        if self._room is None:
            return
        row = self._room.numbered(number)
        if number == 0:
            self._selected = GROUP
        elif row is not None and row in self._room.present():
            self._selected = row.baby.id
        self._show_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_0
        held = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if held or self._palette is None:
            super().keyPressEvent(event)
        elif self.ui.register_button.isChecked():
            self._register_key(event)
        elif 0 <= digit <= 9:
            self.select(digit)
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._step(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Slash):
            self.ui.note_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.text().upper() in FIND_KEYS:
            self._finder.open()
        elif event.text() == ".":
            self.press("bookmark", "")
        elif (name := self._palette.name_of(event.key(), event.text())) in self._palette.keys:
            if not event.isAutoRepeat():
                self.press(*self._palette.keys[name])
        else:
            super().keyPressEvent(event)

    def _register_key(self, event: QKeyEvent) -> None:
        """A digit marks a baby as here, Shift and a digit as late, A the rest as absent, Enter is done."""
        assert self._room is not None
        digit = event.key() - Qt.Key.Key_0
        # Shift turns a digit into another sign, which depends on the layout; the scan code does not.
        number = digit if 1 <= digit <= 9 else _SHIFTED.get(Qt.Key(event.key()), 0)
        if number and (row := self._room.numbered(number)) is not None:
            late = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._mark(row.baby.id, "late" if late else "here")
        elif event.text().upper() == "A":
            self._mark_rest_absent()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.ui.register_button.setChecked(False)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.ui.note_edit
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            if event.key() == Qt.Key.Key_Escape:
                self.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            # Taken here: a line edit lets Return go on to the page, which would come back to the note.
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._note()
                return True
        return super().eventFilter(watched, event)

    def _select_place(self, place: int) -> None:
        if self._room is not None:
            self.select(self._room.rows[place].number)
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _chosen(self) -> tuple[RegisterRow, ...]:
        if self._room is None or self._selected is None:
            return ()
        present = self._room.present()
        return tuple(row for row in present if self._selected in (GROUP, row.baby.id))

    def _note(self) -> None:
        text = self.ui.note_edit.text()
        if not text.strip():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._chosen():
            self.press("note", "", text=text, layer="family")
            self.ui.note_edit.clear()
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._show_room()

    def _undo(self) -> None:
        self._write(service.undo, session_id=self._session_id, now=self.context.clock())

    def _redo(self) -> None:
        self._write(service.redo, session_id=self._session_id)

    def _step(self, step: int) -> None:
        part = self._room.neighbour(step) if self._room else None
        if part is not None:
            self._begin(part.id)

    def _go_to(self, place: int) -> None:
        if self._room is not None:
            self._begin(self._room.view.delivered[place].id)

    def _begin(self, delivered_id: UUID) -> None:
        self._write(
            curriculum.go_to,
            session_id=self._session_id,
            delivered_id=delivered_id,
            now=self.context.clock(),
        )

    def _mark(self, baby_id: UUID, status: str) -> None:
        self._write(
            bookings.mark,
            session_id=self._session_id,
            baby_id=baby_id,
            status=status,
            now=self.context.clock(),
        )

    def _mark_rest_absent(self) -> None:
        self._write(bookings.mark_rest_absent, session_id=self._session_id, now=self.context.clock())

    def _adult(self, baby_id: UUID, carer_id: UUID) -> None:
        self._write(bookings.brought_by, session_id=self._session_id, baby_id=baby_id, carer_id=carer_id)

    def _health(self, baby_id: UUID, health: str) -> None:
        self._write(
            bookings.check_health,
            session_id=self._session_id,
            baby_id=baby_id,
            health=health,
            note="",
            today=self.context.today(),
            wait_hours=self.context.profile.wait_hours,
        )

    def _show_register(self, shown: bool) -> None:
        self.ui.work_stack.setCurrentWidget(self.ui.register_panel if shown else self.ui.notes_panel)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self) -> None:
        session_id, tasks, clock = self._session_id, self.context.tasks, self.context.clock

        def reopen() -> None:
            tasks.write(service.reopen_class, session_id=session_id, now=clock())
            self.go.emit("class_room", session_id)

        def finished(_: Changes) -> None:
            self.say.emit(self.tr("The class is finished."), self.tr("Undo"), reopen)
            self.go.emit("handouts", ("take_homes", session_id))

        self._write(service.finish_class, finished, session_id=session_id, now=clock())

    def _write(self, verb: Any, then: Any = None, **arguments: Any) -> None:
        self.ui.saved_label.setText(self.tr("Saving"))

        def saved(changes: Changes) -> None:
            now = self.context.local_now()
            self.ui.saved_label.setText(self.tr("Saved {time}").format(time=wording.clock_seconds(now)))
            if then is not None:
                then(changes)

        def refused(failed: FailedWrite) -> None:
            self.ui.saved_label.setText(self.tr("Not saved"))
            self.context.tasks.write_failed.emit(failed)

        self.context.tasks.write(verb, saved, refused, **arguments)

    def _name_button(self, button: QPushButton, word: str, note: CueView | None) -> None:
        assert self._room is not None
        button.setEnabled(note is not None)
        text = f"{word}: {self._room.named(note)}" if note else word
        button.setText(text.replace("&", "&&"))
        button.setAccessibleName(text)


# The signs above 1 to 9 on a British and an American keyboard.
_SHIFTED = {
    Qt.Key.Key_Exclam: 1,
    Qt.Key.Key_QuoteDbl: 2,
    Qt.Key.Key_At: 2,
    Qt.Key.Key_sterling: 3,
    Qt.Key.Key_NumberSign: 3,
    Qt.Key.Key_Dollar: 4,
    Qt.Key.Key_Percent: 5,
    Qt.Key.Key_AsciiCircum: 6,
    Qt.Key.Key_Ampersand: 7,
    Qt.Key.Key_Asterisk: 8,
    Qt.Key.Key_ParenLeft: 9,
}
