"""The sweep after a class: twenty seconds a baby for what is still open, then the instructor's own words."""

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from massage_studio.bookings import class_queries
from massage_studio.cues import after_service, log_service, queries, register_service, service
from massage_studio.cues.views import ClassRoomView, Vocabulary
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.cues import keys
from massage_studio.gui.cues.sweep import REASONS, SLOTS, BabySweep, Slot, sweep, title
from massage_studio.gui.cues.sweep_rows import baby_line
from massage_studio.gui.cues.sweep_undo import UndoButtons
from massage_studio.gui.exchange import export_events
from massage_studio.gui.forms.ui_cues_sweep_page import Ui_CuesSweepPage
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -1}


class SweepPage(Page):
    """A finished class, baby by baby. It opens with the key of the class."""

    shows = frozenset({Thing.CUES, Thing.REGISTER, Thing.BOOKINGS})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_CuesSweepPage()
        self.ui.setupUi(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._session_id: UUID | None = None
        self._view: ClassRoomView | None = None
        self._babies: tuple[BabySweep, ...] = ()
        self._chosen: UUID | None = None
        self._reflecting = False
        self._reflection = ""
        self._saved = ""
        self.panel = self.ui.baby_panel
        self._words = self.panel.words
        self._log = UndoButtons(self.ui.undo_button, self.ui.redo_button)
        self._vocabulary: Vocabulary | None = None
        self.ui.list_card.setFixedWidth(self.fontMetrics().horizontalAdvance("m") * 22)
        self._wire()

    def _wire(self) -> None:
        ui = self.ui
        ui.print_button.clicked.connect(lambda: self._leave("handouts", ("take_homes", self._session_id)))
        ui.sheet_button.clicked.connect(lambda: self._leave("quick_entry", self._session_id))
        ui.export_button.clicked.connect(self._export)
        self._log.undone.connect(partial(self._walk_log, log_service.undo))
        self._log.redone.connect(partial(self._walk_log, log_service.redo))
        self.panel.stepped.connect(self._step)
        ui.reflection_button.clicked.connect(self._reflect)
        ui.absent_panel.was_here.connect(self._was_here)
        ui.reflection_save_button.clicked.connect(self._keep_reflection)
        self.panel.answered.connect(self._answer)
        self.panel.reasoned.connect(self._reason)
        self.panel.told.connect(self._describe)
        self.panel.moved.connect(self._move_state)
        self.panel.recoded.connect(self._recode_state)
        self._words.told.connect(self._put_words)
        ui.reflection_edit.installEventFilter(self)
        self.panel.made.connect(self._watch)
        ui.babies_list.opened.connect(lambda line: self._choose(line.baby_id))
        ui.babies_list.installEventFilter(self)
        self._watch(self)
        for sequence, act in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self._log.undo),
            (QKeySequence("Ctrl+Shift+Z"), self._log.redo),
            (QKeySequence("Ctrl+Y"), self._log.redo),
            (QKeySequence("Ctrl+Return"), self._keep_reflection),
            (QKeySequence("Ctrl+Enter"), self._keep_reflection),
        ):
            shortcut = QShortcut(sequence, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def open(self, key: Any) -> None:
        if key != self._session_id:
            self._keep_all()
            self._session_id, self._view, self._chosen = key, None, None
            self._reflecting, self._saved = False, ""
        self.mark_stale()

    def reload(self) -> None:
        if self._session_id is not None:
            read = self.context.tasks.read
            read(queries.vocabulary, self._learn)
            read(queries.class_room, self._show, session_id=self._session_id)
            read(class_queries.reflection, self._show_reflection, session_id=self._session_id)

    # What is shown

    def _learn(self, words: Vocabulary) -> None:
        first, self._vocabulary = self._vocabulary is None, words
        if first and self._view is not None:
            self._show(self._view)

    def _show(self, view: ClassRoomView) -> None:
        if view.register.session.id != self._session_id:
            return
        first = self._view is None
        self._view = view
        if self._vocabulary is None:
            return
        self._babies = sweep(view, self._vocabulary)
        if self._chosen not in {baby.row.baby.id for baby in self._babies}:
            self._chosen = self._first()
        if first:
            # The card in a turn of its own: with the list of all babies it would hold the window up.
            QTimer.singleShot(0, self._show_baby)
        else:
            self._show_baby()

    def _first(self) -> UUID | None:
        """Return the first baby with something open, else the first one."""
        waiting = [baby for baby in self._babies if baby.missing] or list(self._babies)
        return waiting[0].row.baby.id if waiting else None

    def _show_baby(self) -> None:
        if self._view is None or self._vocabulary is None:
            return
        ui, baby = self.ui, self.baby()
        chosen = None if self._reflecting else self._chosen
        ui.babies_list.show_babies([baby_line(one) for one in self._babies], chosen)
        ui.reflection_button.setChecked(self._reflecting)
        if self._reflecting:
            ui.pages.setCurrentWidget(ui.reflection_page)
        elif baby is None:
            ui.pages.setCurrentWidget(ui.absent_panel)
            ui.absent_panel.show_nobody()
        else:
            ui.pages.setCurrentWidget(self.panel if baby.present else ui.absent_panel)
            self.panel.show_baby(self._view, self._vocabulary, baby)
            ui.absent_panel.show_baby(baby)
        self._show_head()

    def _show_head(self) -> None:
        assert self._view is not None
        ui = self.ui
        there = [baby for baby in self._babies if baby.present]
        done = sum(not baby.missing for baby in there)
        progress = self.tr("{done} of {all} complete").format(done=done, all=len(there))
        parts = (title(self._view), progress, self._saved)
        ui.subtitle_label.setToolTip("")
        ui.subtitle_label.setText(" · ".join(part for part in parts if part))
        self._log.show_class(self._view, self._vocabulary)

    def _show_reflection(self, text: str) -> None:
        edit = self.ui.reflection_edit
        shown = edit.toPlainText()
        if shown != text and shown.strip() in (self._reflection, text):
            edit.setPlainText(text)
        self._reflection = text

    def baby(self) -> BabySweep | None:
        """Return the baby whose card is in view."""
        return next((baby for baby in self._babies if baby.row.baby.id == self._chosen), None)

    # Going from baby to baby

    def _choose(self, baby_id: UUID) -> None:
        self._keep_all()
        self._chosen, self._reflecting = baby_id, False
        self._words.forget()
        self._show_baby()

    def _step(self, by: int) -> None:
        if self._view is None or not self._babies:
            return
        keys_of = [baby.row.baby.id for baby in self._babies]
        place = len(keys_of) if self._reflecting or self._chosen is None else keys_of.index(self._chosen)
        place = max(0, place + by)
        if place < len(keys_of):
            self._choose(keys_of[place])
        else:
            self._reflect()

    def _reflect(self) -> None:
        self._keep_all()
        self._reflecting = True
        if self._view is not None:
            self._show_baby()
        self.ui.reflection_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = keys.baby(event)
        if keys.held(event) or self._view is None:
            super().keyPressEvent(event)
        elif event.key() in _STEPS:
            self._step(_STEPS[Qt.Key(event.key())])
        elif number and (found := [one.row.baby.id for one in self._babies if one.row.number == number]):
            self._choose(found[0])
        elif (code := self.panel.answer_of(keys.name(event))) and not event.isAutoRepeat():
            self._answer(code)
        else:
            super().keyPressEvent(event)

    def _watch(self, parent: QWidget) -> None:
        """Let the arrows go from baby to baby wherever the focus stands, but in a list that opens."""
        kinds: tuple[type[QWidget], ...] = (QAbstractButton, QLineEdit, QScrollArea)
        for kind in kinds:
            for widget in parent.findChildren(kind):
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo):
                # A field takes Ctrl+Z for its own typing first; with nothing typed it is the class's.
                if not _typed(watched):
                    event.ignore()
                    return True
            elif (
                event.type() == QEvent.Type.KeyPress
                and event.key() in _STEPS
                and not keys.held(event)
                and not isinstance(watched, QPlainTextEdit)
            ):
                self._step(_STEPS[Qt.Key(event.key())])
                return True
            elif event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
            elif (
                event.type() == QEvent.Type.KeyPress
                and isinstance(watched, QPlainTextEdit)
                and event.key() == Qt.Key.Key_Up
                and watched.textCursor().blockNumber() == 0
            ):
                self._step(-1)
                self.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return super().eventFilter(watched, event)

    # What is written

    def _answer(self, code: str) -> None:
        if (baby := self._present()) is None:
            return
        if baby.answer is None or baby.answer.code != code:
            self._write(service.record, dyads=(_dyad(baby),), kind="permission", code=code, at=self._end())

    def _end(self) -> datetime | None:
        """Return the end of the class: what is remembered afterwards belongs to it, not to the evening."""
        return self._view.register.session.finished if self._view is not None else None

    def _reason(self, code: str) -> None:
        assert code in REASONS
        if (baby := self._present()) is not None and (baby.reason is None or baby.reason.code != code):
            self._write(service.record, dyads=(_dyad(baby),), kind="not_massaged", code=code, at=self._end())

    def _was_here(self) -> None:
        baby = self.baby()
        if baby is not None and not baby.present:
            self._write(register_service.mark, baby_ids=(baby.row.baby.id,), status="here")

    def _describe(self, note_id: UUID, text: str, layer: str) -> None:
        self._write(service.describe, note_id=note_id, text=text, layer=layer)

    def _move_state(self, note_id: UUID, minutes: int) -> None:
        baby = self._present()
        span = next((s for s in baby.states if s.note.id == note_id), None) if baby else None
        if span is not None:
            at = span.note.at + timedelta(minutes=minutes)
            self._write(service.correct_state, note_id=note_id, at=at)

    def _recode_state(self, note_id: UUID, code: str) -> None:
        self._write(service.correct_state, note_id=note_id, code=code)

    def _put_words(self, slot: Slot, text: str, before: str) -> None:
        if (baby := self._present()) is not None:
            baby_id, carer_id = _dyad(baby)
            self._write(
                after_service.put_words,
                partial(self._words.refused, slot, text, before),
                baby_id=baby_id,
                carer_id=carer_id,
                code=slot,
                text=text,
                layer=SLOTS[slot],
            )

    def _keep_all(self) -> None:
        """Keep all that was typed before something else is shown."""
        if self._view is None:
            return
        if self._reflecting:
            self._keep_reflection()
            return
        self._words.send_all()
        self.panel.save_bookmarks()

    def _keep_reflection(self) -> None:
        text = self.ui.reflection_edit.toPlainText().strip()
        if not self._reflecting or text == self._reflection or self._session_id is None:
            return
        before, self._reflection = self._reflection, text

        def refused() -> None:
            self._reflection = before

        self._write(after_service.reflect, refused, text=text)

    def _walk_log(self, verb: Any, action_id: UUID) -> None:
        """Undo or redo the press of this key, while it is still the one that stands there."""
        self._words.forget()
        moment: dict[str, Any] = {"now": self.context.clock()} if verb is log_service.undo else {}
        self.context.tasks.write(
            verb, lambda _: self._say_saved(), session_id=self._session_id, action_id=action_id, **moment
        )

    def _export(self) -> None:
        self._keep_all()
        assert self._session_id is not None
        export_events.offer(self.context, self, self._session_id)

    def _leave(self, page: str, key: object) -> None:
        self._keep_all()
        self.go.emit(page, key)

    def _present(self) -> BabySweep | None:
        baby = None if self._reflecting else self.baby()
        return baby if baby is not None and baby.present else None

    def _write(self, verb: Any, refused: Any = None, **arguments: Any) -> None:
        def failed(failure: FailedWrite) -> None:
            if refused is not None:
                refused()
            self.panel.bookmarks_again()
            self._say_saved(self.tr("Not saved"))
            self.context.tasks.write_failed.emit(failure)

        def saved(_: Changes) -> None:
            self._say_saved()

        self.context.tasks.write(
            verb,
            saved,
            failed,
            action_id=new_id(),
            session_id=self._session_id,
            now=self.context.clock(),
            **arguments,
        )

    def _say_saved(self, words: str = "") -> None:
        now = wording.clock_seconds(self.context.local_now())
        self._saved = words or self.tr("Saved {time}").format(time=now)
        if self._view is not None:
            self._show_head()


def _typed(field: QObject) -> bool:
    if isinstance(field, QLineEdit):
        return field.isUndoAvailable()
    return isinstance(field, QPlainTextEdit) and field.document().isUndoAvailable()


def _dyad(baby: BabySweep) -> tuple[UUID, UUID | None]:
    return baby.row.baby.id, baby.row.adult.id if baby.row.adult else None
