"""The class room: the live record of a class, by keys, clicks and touch."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from massage_studio.bookings import service as bookings
from massage_studio.bookings.views import RegisterRow
from massage_studio.cues import queries, service
from massage_studio.cues.views import ClassNotes, ClassRoomView, Kind, Vocabulary
from massage_studio.curriculum import service as curriculum
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.cues import extra_keys, keys
from massage_studio.gui.cues.display import Display
from massage_studio.gui.cues.finder import Finder
from massage_studio.gui.cues.palette import FIND_KEYS, Palette
from massage_studio.gui.cues.register_panel import RegisterPanel
from massage_studio.gui.cues.room import GROUP, Room, Selection
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id

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
        self._selected: Selection = None
        self._register = RegisterPanel(self.ui.register_rows)
        self._finder = Finder(self)
        self._clock = QTimer(self, interval=1000)
        self._display = Display(self.ui)
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
        self._display.activity_pressed.connect(self._go_to)
        self._display.card_pressed.connect(self._select_place)
        self._clock.timeout.connect(self._tick)
        for sequence, act in (
            (QKeySequence.StandardKey.Undo, self._undo),
            (QKeySequence.StandardKey.Redo, self._redo),
            (QKeySequence("Ctrl+Y"), self._redo),
        ):
            shortcut = QShortcut(sequence, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def open(self, key: Any) -> None:
        """Open the class of this key, or go on with it."""
        self._session_id = key
        self._room = None
        self._selected = None
        self.ui.register_button.setChecked(False)
        self.context.tasks.read(queries.vocabulary, self._learn)
        self.context.tasks.read(queries.class_room, self._first_look, session_id=key)

    def reload(self) -> None:
        if self._room is not None:
            self.context.tasks.read(queries.class_room, self._show, session_id=self._session_id)

    def _look_again(self, changes: Changes) -> None:
        if Thing.STUDIO in changes.things and self._room is not None:
            self.context.tasks.read(queries.vocabulary, self._learn)
        if changes.things == _ONLY_NOTES and self._room is not None and self.isVisible():
            self.context.tasks.read(queries.class_notes, self._show_notes, session_id=self._session_id)
        else:
            super()._look_again(changes)

    def _learn(self, vocabulary: Vocabulary) -> None:
        if vocabulary == self._vocabulary:
            return
        self._vocabulary = vocabulary
        self._palette = Palette(self.ui, vocabulary, self.press, self._finder.open)
        self._finder.learn(vocabulary)
        if self._room is not None:
            self._room = Room(self._room.view, vocabulary)
            self._show_room()

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
        self._register.show_rows(self._room.rows)
        self._display.show_class(self._room)
        self._show_room()

    def _show_notes(self, notes: ClassNotes) -> None:
        if self._room is None:
            return
        view = replace(self._room.view, notes=notes.notes, undo=notes.undo, redo=notes.redo)
        self._room = Room(view, self._room.words)
        self._show_room()

    def _show_room(self) -> None:
        """Show what changes with every note."""
        if self._room is None or self._palette is None:
            return
        if self._selected is not None and not self._room.chosen(self._selected):
            self._selected = None
        self._display.show_room(self._room, self._selected, self.context.clock(), self._palette)

    def _tick(self) -> None:
        if self._room is not None:
            self._display.tick(self._room, self._selected, self.context.clock())

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
        if self._extra_key(event):
            return
        taken = self._register_keys if self.ui.register_button.isChecked() else self._note_keys
        if self._room is None or self._palette is None or keys.held(event) or not taken(event):
            super().keyPressEvent(event)

    def _extra_key(self, event: QKeyEvent) -> bool:
        """Take a key that a clicker or pedal sends; tell whether it was one."""
        action = extra_keys.action_of(event)
        if action is None or self._room is None or self.ui.register_button.isChecked():
            return False
        # A key held down is one press.
        if not event.isAutoRepeat():
            if action == "bookmark":
                self.press("bookmark", "")
            else:
                self._step(1 if action == "next" else -1)
        return True

    def _note_keys(self, event: QKeyEvent) -> bool:
        """Take a key of the palette; tell whether it was one."""
        assert self._palette is not None
        name = keys.name(event)
        if (number := keys.digit(event)) is not None:
            self.select(number)
        elif event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._step(1 if event.key() == Qt.Key.Key_PageDown else -1)
        elif event.key() in (*keys.ENTER, Qt.Key.Key_Slash):
            self.ui.note_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif name in FIND_KEYS:
            self._finder.open()
        elif name in self._palette.keys:
            # A key held down is one press.
            if not event.isAutoRepeat():
                self.press(*self._palette.keys[name])
        else:
            return False
        return True

    def _register_keys(self, event: QKeyEvent) -> bool:
        """Take a digit (here), Shift and a digit (late), A (the rest absent) or Enter (done)."""
        assert self._room is not None
        number = keys.digit(event)
        if number and (row := self._room.numbered(number)) is not None:
            self._mark(row.baby.id, "late" if keys.shifted(event) else "here")
        elif keys.name(event) == "A":
            self._mark_rest_absent()
        elif event.key() in (*keys.ENTER, Qt.Key.Key_Escape):
            self.ui.register_button.setChecked(False)
        else:
            return False
        return True

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
        return self._room.chosen(self._selected) if self._room is not None else ()

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
