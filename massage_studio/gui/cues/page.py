"""The class room: the live record of a class, by keys, clicks and touch."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from massage_studio.bookings.views import RegisterRow
from massage_studio.cues import queries, service
from massage_studio.cues.views import ClassNotes, ClassRoomView, CueView, HeldView, Kind, Vocabulary
from massage_studio.gui.context import Context
from massage_studio.gui.cues import keys
from massage_studio.gui.cues.aside import Aside
from massage_studio.gui.cues.class_writer import ClassWriter
from massage_studio.gui.cues.correcting import Correcting
from massage_studio.gui.cues.curtain import Curtain
from massage_studio.gui.cues.display import Display
from massage_studio.gui.cues.ending import Ending
from massage_studio.gui.cues.hands import Hands
from massage_studio.gui.cues.noting import Noting
from massage_studio.gui.cues.order import order_tabs
from massage_studio.gui.cues.palette import Palette
from massage_studio.gui.cues.pinning import Pinning
from massage_studio.gui.cues.planning import Planning
from massage_studio.gui.cues.reasons import Reasons
from massage_studio.gui.cues.register_writes import RegisterWrites
from massage_studio.gui.cues.room import BY_DIGIT, GROUP, Room, Selection, dyads
from massage_studio.gui.cues.tray import Tray
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.page import Page
from massage_studio.gui.turns import Turns
from massage_studio.store.changes import Changes, Thing

_ONLY_NOTES = frozenset({Thing.CUES})
_USUAL_CLASS = 12


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
        self._whole_asked = False
        self._vocabulary: Vocabulary | None = None
        self._palette: Palette | None = None
        self._selected: Selection = None
        self._clock = QTimer(self, interval=1000)
        self._turns = Turns(self)
        self._writer = ClassWriter(context, self)
        self._aside = Aside(self.ui, self)
        self._tray = Tray(self.ui, self._aside, self._writer)
        self._curtain = Curtain(self.ui, context.privacy)
        self._noting = Noting(self.ui, context, self._aside, self._curtain)
        self._planning = Planning(self.ui, self._aside)
        self._correcting = Correcting(self.ui, self._aside, self._writer, lambda: self._noting.layer)
        self._reasons = Reasons(self.ui, self._aside, self._writer)
        self._ending = Ending(self._writer, context.privacy)
        self._register_writes = RegisterWrites(context, self._writer, self)
        self.ui.register_panel.use(self._register_writes)
        self._curtain.cover(*self.ui.register_panel.fields())
        self._pinning = Pinning(context.tasks, self)
        self._display = Display(self.ui)
        self._hands = Hands(
            self.ui,
            self._aside,
            self._tray,
            self._planning,
            self._correcting,
            self.press,
            self._find,
            self._why_not_today,
        )
        for field in (self.ui.note_edit, self.ui.describe_edit, self.ui.activity_edit):
            keys.Opened(field)
        self._wire()

    def _wire(self) -> None:
        ui, act = self.ui, self._writer.act
        ui.leave_button.clicked.connect(lambda: self.go.emit("today", None))
        self.context.privacy.changed.connect(self._draw_curtain)
        ui.register_button.toggled.connect(self._show_register)
        ui.finish_button.clicked.connect(self._finish)
        ui.reopen_button.clicked.connect(self._ending.reopen)
        ui.sweep_button.clicked.connect(self._ending.sweep)
        ui.papers_button.clicked.connect(self._ending.papers)
        ui.record_panel.everybody_wanted.connect(lambda: self.select(0))
        ui.undo_button.clicked.connect(self._undo)
        ui.redo_button.clicked.connect(self._redo)
        ui.since_button.clicked.connect(self._correct_state)
        ui.work_stack.currentChanged.connect(self._turn)
        self._writer.state_told.connect(ui.saved_label.setText)
        ui.register_panel.done.connect(lambda: ui.register_button.setChecked(False))
        self._register_writes.say.connect(self.say)
        self.context.tasks.write_failed.connect(ui.register_panel.forget_asked)
        ui.find_panel.chosen.connect(lambda code: self.press("cue", code))
        ui.find_panel.pin_wanted.connect(self._pinning.pin)
        ui.find_panel.closed.connect(self._leave_find)
        self._pinning.told.connect(ui.find_panel.tell)
        self._pinning.say.connect(self.say)
        self._planning.begun.connect(lambda key: act(service.go_to, delivered_id=key))
        self._planning.stepped.connect(lambda by: act(service.step, by=by))
        self._planning.skipped.connect(lambda key: act(service.skip, delivered_id=key))
        self._planning.added.connect(self._add_activity)
        self._noting.written.connect(self._note)
        self._noting.left.connect(lambda: self.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self._noting.undo.connect(self._undo)
        self._noting.redo.connect(self._redo)
        self._tray.changed.connect(self._show_tray)
        self._display.card_pressed.connect(self._select_place)
        self._display.note_pressed.connect(self._open_note)
        self._ending.go.connect(self.go)
        self._ending.say.connect(self.say)
        self._clock.timeout.connect(self._tick)
        keys.bind(
            self,
            self._undo,
            self._redo,
            {
                "Ctrl+E": self._correct_state,
                "Ctrl+B": self._describe_last,
                "Ctrl+L": self._noting.next_layer,
            },
        )

    def ahead(self) -> Iterator[None]:
        if self._vocabulary is None:
            self.context.tasks.read(queries.vocabulary, self._learn)
        yield from self.ui.register_panel.ahead(_USUAL_CLASS)
        yield from self._display.ahead(_USUAL_CLASS)

    def open(self, key: Any) -> None:
        """Open the class of this key, or go on with it."""
        self._session_id = self._writer.session_id = key
        self._room = None
        self._selected = None
        self.ui.register_button.setChecked(False)
        self.ui.register_panel.open()
        self._tray.clear()
        self._aside.leave()
        self._noting.turn_to(key)
        self.ui.work_stack.setUpdatesEnabled(True)
        self.context.tasks.read(queries.vocabulary, self._learn)
        self.context.tasks.read(queries.class_room, self._first_look, session_id=key)

    def showEvent(self, event: QShowEvent) -> None:
        self._hands.learn_extra_keys()
        super().showEvent(event)

    def reload(self) -> None:
        if self._room is not None:
            self._whole_asked = True
            self.context.tasks.read(queries.class_room, self._show, session_id=self._session_id)

    def _look_again(self, changes: Changes) -> None:
        if Thing.STUDIO in changes.things and self._room is not None:
            self.context.tasks.read(queries.vocabulary, self._learn)
        if changes.things == _ONLY_NOTES and self._room and self.isVisible() and not self._whole_asked:
            self.context.tasks.read(queries.class_notes, self._show_notes, session_id=self._session_id)
        else:
            super()._look_again(changes)

    def _learn(self, vocabulary: Vocabulary) -> None:
        if vocabulary == self._vocabulary:
            return
        self._vocabulary = vocabulary
        self._palette = Palette(self.ui, vocabulary, self.press, self._find, self._why_not_today)
        self.ui.find_panel.learn(vocabulary)
        self._pinning.learn(vocabulary)
        self._order_tabs()
        if self._room is not None:
            self._look_at(self._room.view)
            self._show_room()

    def _first_look(self, view: ClassRoomView) -> None:
        """Show the class; one that has not begun is opened now, and its register first."""
        ui, status = self.ui, view.register.session.status
        ui.work_stack.setUpdatesEnabled(False)
        self._show(view)
        self._clock.start()
        waits = status != "finished" and any(row.status == "expected" for row in view.register.rows)
        steps = [lambda: ui.register_button.setChecked(waits), lambda: ui.work_stack.setUpdatesEnabled(True)]
        if status == "planned":
            steps.append(lambda: self._writer.write(service.open_class, now=self.context.clock()))
        self._turns.begin(*steps)

    def _look_at(self, view: ClassRoomView) -> None:
        assert self._vocabulary is not None
        self._room = Room(view, self._vocabulary, self.context.privacy.drawn)

    def _show(self, view: ClassRoomView) -> None:
        self._whole_asked = False
        if self._vocabulary is None or view.register.session.id != self._session_id:
            return
        self._look_at(view)
        self._tray.follow(view.held)
        self._show_class()

    def _show_class(self) -> None:
        assert self._room is not None
        made = len(self._display.cards), len(self._planning.items)
        register = replace(self._room.view.register, rows=self._room.rows)
        self.ui.register_panel.show_register(register, self.context.profile.wait_hours)
        self._display.show_class(self._room)
        self._planning.show(self._room)
        if made != (len(self._display.cards), len(self._planning.items)):
            self._order_tabs()
        if self._room.finished:
            self.ui.work_stack.setCurrentWidget(self.ui.record_panel)
        elif self.ui.work_stack.currentWidget() is self.ui.record_panel:
            self.ui.work_stack.setCurrentWidget(self.ui.notes_panel)
        self._show_room()

    def _show_notes(self, notes: ClassNotes) -> None:
        if self._room is None or self._whole_asked:
            # The register or the plan is newer than these notes know, and all of it is on its way.
            return
        view = replace(self._room.view, notes=notes.notes, held=notes.held, undo=notes.undo, redo=notes.redo)
        self._look_at(view)
        self._tray.follow(notes.held)
        self._show_room()

    def _show_room(self) -> None:
        """Show what changes with every note."""
        if self._room is None or self._palette is None:
            return
        if self._selected is not None and not self._room.chosen(self._selected):
            self._selected = None
        self._display.show_room(self._room, self._selected, self.context.clock(), self._palette)
        self._noting.follow(self._room, self._selected)
        self._correcting.follow(self._room)
        self._reasons.follow(self._room, self._selected)
        if self._room.finished:
            self.ui.record_panel.show_record(self._room, self._selected)
        self._show_tray()

    def _show_tray(self) -> None:
        if self._room is not None:
            self._tray.show(self._pressed)
            own = self._tray.own()
            self._display.show_selected(self._room, self._selected, self._pressed(own)[0] if own else "")

    def _tick(self) -> None:
        if self._room is not None:
            self._display.tick(self._room, self._selected, self.context.clock())

    def _order_tabs(self) -> None:
        if self._palette is not None:
            layers = tuple(self._noting.layers.values())
            order_tabs(self.ui, self._display.cards, self._planning.items, self._palette.chips, layers)

    # What the person does

    def press(
        self,
        kind: Kind,
        code: str,
        text: str = "",
        layer: str = "",
        whose: tuple[RegisterRow, ...] | None = None,
    ) -> None:
        """Write one observation down for `whose`, or whoever is selected, or keep it until somebody is."""
        if self._room is None or self._room.finished:
            return
        if whose is None and not self._room.can_mean(self._selected, kind):
            self._leave_group()
        chosen = self._chosen() if whose is None else whose
        if chosen:
            self._record(chosen, kind, code, text, layer)
        else:
            self._tray.hold(kind, code, text, layer, self.context.clock())

    def select(self, number: int) -> None:
        """Select the baby of this number, 0 for the whole group, and give it what waits and may be its."""
        if self._room is None:
            return
        row, self._selected = self._room.numbered(number), self._room.selected_by(number)
        if self._selected is None and not self._room.finished:
            words = self.tr("Nobody has the number {number}. The next press waits for a baby's number.")
            if row is not None:
                words = self.tr("{baby} is not here. The next press waits for a baby's number.")
            told = words.format(baby=row.baby.given_name if row else "", number=number)
            self.say.emit(told, "", None)
        chosen = self._chosen()
        if chosen and not self._room.finished:
            for held, given in self._tray.take(self._selected == GROUP):
                self._record(chosen, held.kind, held.code, held.text, held.layer, held=held, then=given)
        self._show_room()

    def _record(
        self,
        chosen: tuple[RegisterRow, ...],
        kind: Kind,
        code: str,
        text: str,
        layer: str,
        held: HeldView | None = None,
        then: Callable[[Changes], None] | None = None,
    ) -> None:
        """Write a press down; `held` is the one that waited, if it did."""
        self._writer.act(
            service.record,
            then,
            dyads=dyads(chosen),
            kind=kind,
            code=code,
            text=text,
            layer=layer,
            held_id=held.id if held else None,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._room is None or self._palette is None or not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        """Take a key of the class room; tell whether it was one."""
        assert self._room is not None and self._palette is not None
        if self.ui.register_button.isChecked():
            return not keys.held(event) and self.ui.register_panel.key(event)
        number = None if keys.held(event) or keys.again(event) else keys.baby(event)
        # Above a digit stands a sign too, such as a slash: it is meant where no baby has the number.
        spare = number is None or (number > BY_DIGIT and self._room.numbered(number) is None)
        if spare and not self._room.finished and self._hands.take(event, self._palette.keys):
            return True
        if number is not None:
            self.select(number)
        return number is not None

    def _leave_group(self) -> None:
        """Nobody answers for the whole group: from now on it is asked for whom."""
        if self._selected == GROUP:
            self._selected = None
            self._show_room()

    def _select_place(self, place: int) -> None:
        if self._room is not None:
            self.select(self._room.rows[place].number)
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _chosen(self) -> tuple[RegisterRow, ...]:
        return self._room.chosen(self._selected) if self._room is not None else ()

    def _pressed(self, held: HeldView) -> tuple[str, str]:
        assert self._room is not None
        words, tone = self._room.pressed(held.kind, held.code, held.layer)
        return f"{self._room.clock(held.at)} {words}", tone

    def _note(self, text: str, layer: str, whose: tuple[RegisterRow, ...]) -> None:
        self.press("note", "", text, layer, whose)
        self._noting.clear()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _undo(self) -> None:
        self._writer.write(service.undo, now=self.context.clock())

    def _redo(self) -> None:
        self._writer.write(service.redo)

    def _open_note(self, note: CueView) -> None:
        """Take up an entry of the last minutes: correct a state, describe a bookmark, or select its baby."""
        if self._room is None or self._correcting.open(self._room, note):
            return
        row = self._room.row(note.baby_id)
        if row is not None:
            self.select(row.number)

    def _correct_state(self) -> None:
        """Correct the state that the selected baby is in."""
        if self._room is not None and not self._room.finished:
            self._correcting.open_state_of(self._room, self._chosen())

    def _describe_last(self) -> None:
        """Describe a bookmark that waits, of the selected baby where it has one."""
        if self._room is not None and not self._room.finished:
            self._correcting.open_last_bookmark(self._room, self._chosen())

    def _why_not_today(self) -> None:
        self._leave_group()
        if self._chosen() and self._room is not None and not self._room.finished:
            self._reasons.open(self._room, self._selected)

    def _add_activity(self, title: str, minutes: int, after_id: UUID | None) -> None:
        self._writer.act(service.add_activity, title=title, minutes=minutes, benefits=(), after_id=after_id)

    def _show_register(self, shown: bool) -> None:
        if self._room is not None and self._room.finished:
            return
        self.ui.work_stack.setCurrentWidget(self.ui.register_panel if shown else self.ui.notes_panel)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, _: int) -> None:
        """The cards of the babies make room for the register, which has all that they show now."""
        shown = self.ui.work_stack.currentWidget() is self.ui.register_panel
        if shown:
            self.ui.board.hide()
        self.ui.register_panel.turn(shown)
        if not shown:
            # In a turn of their own: the palette and the cards together would hold the window up.
            QTimer.singleShot(0, self, self._show_cards)

    def _show_cards(self) -> None:
        self.ui.board.setVisible(self.ui.work_stack.currentWidget() is not self.ui.register_panel)

    def _find(self) -> None:
        """Show every cue in place of the palette."""
        self.ui.work_stack.setCurrentWidget(self.ui.find_panel)
        self.ui.find_panel.begin()

    def _leave_find(self) -> None:
        self.ui.work_stack.setCurrentWidget(self.ui.notes_panel)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _draw_curtain(self) -> None:
        """Show initials instead of names, or names again, everywhere on the page."""
        if self._room is not None:
            self._look_at(self._room.view)
            self._show_class()

    def _finish(self) -> None:
        if self._room is not None:
            typed = self._noting.bring_back() or self._correcting.bring_back(self._room)
            self._ending.finish(self._room, len(self._tray.held()), typed)
