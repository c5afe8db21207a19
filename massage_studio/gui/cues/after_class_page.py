"""The review after a class: twenty seconds a baby for what is still open, then the instructor's own words."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from massage_studio.bookings import class_queries
from massage_studio.cues import (
    after_service,
    log_service,
    plan_service,
    queries,
    register_service,
    service,
)
from massage_studio.cues.views import ClassRoomView, Vocabulary
from massage_studio.curriculum import queries as curriculum
from massage_studio.curriculum.content_model import Content
from massage_studio.families import private_service
from massage_studio.families.private_queries import check_ins_after
from massage_studio.families.private_views import CheckInView
from massage_studio.families.views import Layer
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.cues import keys
from massage_studio.gui.cues.after_class import SLOTS, BabyReview, Slot, reviews, title
from massage_studio.gui.cues.after_class_rows import baby_line
from massage_studio.gui.cues.after_class_undo import UndoButtons
from massage_studio.gui.cues.baby_page import BabyPage
from massage_studio.gui.cues.class_writer import Action
from massage_studio.gui.cues.entries import Entry
from massage_studio.gui.cues.entry_choices import correction, removal
from massage_studio.gui.cues.room import REASON_KEYS
from massage_studio.gui.exchange import export_events
from massage_studio.gui.forms.ui_cues_after_class_page import Ui_CuesAfterClassPage
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id
from massage_studio.store.operations import perform

_WEEK = timedelta(days=7)
_SIDE_BY_SIDE = 96
"""Letters from which the reflection stands beside how the class went."""


class AfterClassPage(BabyPage):
    """A finished class, baby by baby. It opens with the key of the class, or with those of class and baby."""

    shows = frozenset({Thing.CUES, Thing.REGISTER, Thing.BOOKINGS, Thing.CURRICULUM, Thing.FAMILIES})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_CuesAfterClassPage()
        self.ui.setupUi(self)
        actions = FlowLayout(self.ui.actions, gap=12)
        for button in self.ui.actions.findChildren(QAbstractButton):
            actions.addWidget(button)
        self._babies: tuple[BabyReview, ...] = ()
        self._check_ins: dict[UUID, CheckInView] = {}
        self._reflecting = False
        self._reflection = ""
        self._saved = ""
        self.panel = self.ui.baby_panel
        self._words = self.panel.words
        self._log = UndoButtons(self.ui.undo_button, self.ui.redo_button)
        self._vocabulary: Vocabulary | None = None
        self._wire()

    def _wire(self) -> None:
        ui = self.ui
        ui.print_button.clicked.connect(lambda: self._leave("handouts", ("take_homes", self._session_id)))
        ui.sheet_button.clicked.connect(lambda: self._leave("quick_entry", self._session_id))
        ui.export_button.clicked.connect(self._export)
        self._log.undone.connect(self._undo)
        self._log.redone.connect(self._redo)
        self.panel.stepped.connect(self.step)
        ui.reflection_button.clicked.connect(self._reflect)
        ui.absent_panel.was_here.connect(self._was_here)
        ui.delivered_card.explained.connect(
            lambda key, why: self._write(partial(plan_service.explain, delivered_id=key, why=why))
        )
        ui.delivered_card.doors.opened.connect(lambda code: self._leave("curriculum", ("benefit", code)))
        ui.reflection_save_button.clicked.connect(self._keep_reflection)
        self.panel.answered.connect(self._answer)
        self.panel.reasoned.connect(self._reason)
        self.panel.told.connect(self._describe)
        self.panel.entry.corrected.connect(self._correct)
        self.panel.entry.taken_out.connect(self._take_out)
        self._words.told.connect(self._put_words)
        self.panel.check_in.told.connect(self._check_in)
        ui.reflection_edit.installEventFilter(self)
        self.panel.made.connect(self._watch)
        ui.delivered_card.made.connect(self._watch)
        self._watch(self)
        self.use(ui.babies_list, ui.list_card, self._log.undo, self._keep_reflection)
        for sequence in ("Ctrl+Shift+Z", "Ctrl+Y"):
            self.bind(QKeySequence(sequence), self._log.redo)

    def open(self, key: Any) -> None:
        key, baby_id = key if isinstance(key, tuple) else (key, None)
        if key != self._session_id:
            self._keep_all()
            self._session_id, self._view, self._chosen = key, None, None
            self._check_ins = {}
            self._reflecting, self._saved = False, ""
        if baby_id is not None:
            self.choose(baby_id)
        self.mark_stale()

    def reload(self) -> None:
        if self._session_id is not None:
            read = self.context.tasks.read
            read(queries.vocabulary, self._learn)
            read(curriculum.guarded, self._guard)
            read(partial(queries.class_room, session_id=self._session_id), self._show)
            read(partial(class_queries.reflection, session_id=self._session_id), self._show_reflection)
            read(partial(check_ins_after, session_id=self._session_id), self._show_check_ins)

    # What is shown

    def _learn(self, words: Vocabulary) -> None:
        first, self._vocabulary = self._vocabulary is None, words
        if first and self._view is not None:
            self._show(self._view)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand the reflection below how the class went where both have no room beside each other."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().horizontalAdvance("m") * _SIDE_BY_SIDE
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self.ui.reflection_page_layout.setDirection(way)

    def _guard(self, content: Content) -> None:
        self.panel.guard(content)
        self.ui.delivered_card.doors.use(content)

    def _show(self, view: ClassRoomView) -> None:
        if view.register.session.id != self._session_id:
            return
        first = self._view is None
        self._view = view
        if self._vocabulary is None:
            return
        self._babies = reviews(view, self._vocabulary)
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
            ui.delivered_card.show_class(self._view, self.context.clock())
        elif baby is None:
            ui.pages.setCurrentWidget(ui.absent_panel)
            ui.absent_panel.show_nobody()
        else:
            ui.pages.setCurrentWidget(self.panel if baby.present else ui.absent_panel)
            self.panel.show_baby(self._view, self._vocabulary, baby)
            self._show_check_in(baby)
            ui.absent_panel.show_baby(baby)
        self._show_head()

    def _show_head(self) -> None:
        assert self._view is not None
        ui = self.ui
        there = [baby for baby in self._babies if baby.present]
        done = sum(not baby.missing for baby in there)
        progress = self.tr("{done} of %n complete", "", len(there)).format(done=done)
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

    def _show_check_ins(self, found: dict[UUID, CheckInView]) -> None:
        self._check_ins = found
        if (baby := self._present()) is not None:
            self._show_check_in(baby)

    def _show_check_in(self, baby: BabyReview) -> None:
        family_id = baby.row.baby.family_id
        self.panel.check_in.show_family(family_id, self._check_ins.get(family_id))

    def baby(self) -> BabyReview | None:
        """Return the baby whose card is in view."""
        return next((baby for baby in self._babies if baby.row.baby.id == self._chosen), None)

    # Going from baby to baby

    def choose(self, baby_id: UUID) -> None:
        self._keep_all()
        self._chosen, self._reflecting = baby_id, False
        self._words.forget()
        self.panel.close_entry()
        self._show_baby()

    def step(self, by: int) -> None:
        if self._view is None or not self._babies:
            return
        keys_of = [baby.row.baby.id for baby in self._babies]
        place = len(keys_of) if self._reflecting or self._chosen is None else keys_of.index(self._chosen)
        place = max(0, place + by)
        if place < len(keys_of):
            if self._reflecting:
                self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.choose(keys_of[place])
        else:
            self._reflect()

    def _reflect(self) -> None:
        self._keep_all()
        self._reflecting = True
        if self._view is not None:
            self._show_baby()
        self.ui.reflection_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def press(self, event: QKeyEvent) -> bool:
        if self.panel.entry.isVisibleTo(self.panel) and self.panel.entry.take(event):
            return True
        name = keys.name(event)
        answer, reason = self.panel.answer_of(name), REASON_KEYS.get(name)
        if event.isAutoRepeat() or not (answer or reason):
            return False
        if answer:
            self._answer(answer)
        elif reason:
            self._reason(reason)
        return True

    def _watch(self, parent: QWidget) -> None:
        """Let the arrows go from baby to baby wherever the focus stands, but in a list that opens."""
        kinds: tuple[type[QWidget], ...] = (QAbstractButton, QLineEdit, QScrollArea)
        for kind in kinds:
            for widget in parent.findChildren(kind):
                widget.installEventFilter(self)

    def typed(self, field: QObject) -> bool:
        if isinstance(field, QLineEdit):
            return field.isUndoAvailable()
        return isinstance(field, QPlainTextEdit) and field.document().isUndoAvailable()

    def leads_on(self, field: QObject, event: QKeyEvent) -> int:
        if not isinstance(field, QPlainTextEdit):
            return super().leads_on(field, event)
        return -1 if event.key() == Qt.Key.Key_Up and field.textCursor().blockNumber() == 0 else 0

    # What is written

    def _answer(self, code: str) -> None:
        if (baby := self._present()) is None:
            return
        if baby.answer is None or baby.answer.code != code:
            self._write(
                partial(service.record, dyads=(_dyad(baby),), kind="permission", code=code, at=self._end())
            )

    def _end(self) -> datetime | None:
        """Return the end of the class: what is remembered afterwards belongs to it, not to the evening."""
        return self._view.register.session.finished if self._view is not None else None

    def _reason(self, code: str) -> None:
        if (baby := self._present()) is not None and (baby.reason is None or baby.reason.code != code):
            self._write(
                partial(service.record, dyads=(_dyad(baby),), kind="not_massaged", code=code, at=self._end())
            )

    def _was_here(self) -> None:
        baby = self.baby()
        if baby is not None and not baby.present:
            self._write(partial(register_service.mark, baby_ids=(baby.row.baby.id,), status="here"))

    def _describe(self, note_id: UUID, text: str, layer: Layer) -> None:
        self._write(partial(service.describe, note_id=note_id, text=text, layer=layer))

    def _correct(self, entry: Entry, told: dict[str, Any]) -> None:
        self._write(correction(entry, told), self.panel.entry.refused, self.panel.entry.written)

    def _take_out(self, entry: Entry) -> None:
        self._write(removal(entry), self.panel.entry.refused, self.panel.entry.written)

    def _put_words(self, slot: Slot, text: str, before: str) -> None:
        if (baby := self._present()) is not None:
            baby_id, carer_id = _dyad(baby)
            self._write(
                partial(
                    after_service.put_words,
                    baby_id=baby_id,
                    carer_id=carer_id,
                    code=slot,
                    text=text,
                    layer=SLOTS[slot],
                ),
                partial(self._words.refused, slot, text, before),
            )

    def _check_in(self, family_id: UUID, words: str, again: bool) -> None:
        """Keep how a family is getting on, which is no part of the class's own record."""
        if self._view is None:
            return
        klass = self._view.register.session
        day = klass.starts.date()
        work = partial(
            private_service.keep_check_in,
            family_id=family_id,
            session_id=klass.id,
            words=words,
            on=day,
            follow_up_on=day + _WEEK if again else None,
        )

        def failed(failure: FailedWrite) -> None:
            self.panel.check_in.again()
            self._say_saved(self.tr("Not saved"))
            self.context.tasks.write_failed.emit(failure)

        self.context.tasks.write(
            partial(
                perform,
                name="keep_private",
                work=work,
                words="",
                now=self.context.clock(),
                operation_id=new_id(),
            ),
            lambda _: self._say_saved(),
            failed,
        )

    def _keep_all(self) -> None:
        """Keep all that was typed before something else is shown."""
        if self._view is None:
            return
        if self._reflecting:
            self.ui.delivered_card.save()
            self._keep_reflection()
            return
        self._words.send_all()
        self.panel.check_in.send()
        self.panel.save_bookmarks()
        self.panel.entry.settle()

    def _keep_reflection(self) -> None:
        text = self.ui.reflection_edit.toPlainText().strip()
        if not self._reflecting or text == self._reflection or self._session_id is None:
            return
        before, self._reflection = self._reflection, text

        def refused() -> None:
            self._reflection = before

        self._write(partial(after_service.reflect, text=text), refused)

    def _undo(self, action_id: UUID) -> None:
        """Take the press of this key back, while it is still the last one."""
        assert self._session_id is not None
        now = self.context.clock()
        self._walk_log(partial(log_service.undo, session_id=self._session_id, action_id=action_id, now=now))

    def _redo(self, action_id: UUID) -> None:
        """Bring the press of this key back, while it is still the last that was taken back."""
        assert self._session_id is not None
        self._walk_log(partial(log_service.redo, session_id=self._session_id, action_id=action_id))

    def _walk_log(self, verb: Callable[[Any], Changes]) -> None:
        self._words.forget()
        self.context.tasks.write(verb, lambda _: self._say_saved())

    def _export(self) -> None:
        self._keep_all()
        assert self._session_id is not None
        export_events.offer(self.context, self, self._session_id)

    def _leave(self, page: str, key: object) -> None:
        self._keep_all()
        self.go.emit(page, key)

    def _present(self) -> BabyReview | None:
        baby = None if self._reflecting else self.baby()
        return baby if baby is not None and baby.present else None

    def _write(
        self,
        verb: Action,
        refused: Callable[[], None] | None = None,
        written: Callable[[Changes], None] | None = None,
    ) -> None:
        def failed(failure: FailedWrite) -> None:
            if refused is not None:
                refused()
            self.panel.bookmarks_again()
            self._say_saved(self.tr("Not saved"))
            self.context.tasks.write_failed.emit(failure)

        def saved(changes: Changes) -> None:
            if written is not None:
                written(changes)
            self._say_saved()

        assert self._session_id is not None
        self.context.tasks.write(
            partial(verb, action_id=new_id(), session_id=self._session_id, now=self.context.clock()),
            saved,
            failed,
        )

    def _say_saved(self, words: str = "") -> None:
        now = wording.clock_seconds(self.context.local_now())
        self._saved = words or self.tr("Saved {time}").format(time=now)
        if self._view is not None:
            self._show_head()


def _dyad(baby: BabyReview) -> tuple[UUID, UUID | None]:
    return baby.row.baby.id, baby.row.adult.id if baby.row.adult else None
