"""The class room: the live record of a class, by keys, clicks and touch."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from massage_studio.bookings.views import RegisterRow, RegisterView
from massage_studio.cues import log_service, opening_service, plan_service, queries, service
from massage_studio.cues.views import (
    MASSAGING,
    ClassNotes,
    ClassRoomView,
    DraftView,
    HeldView,
    Kind,
    Massaged,
    Vocabulary,
)
from massage_studio.curriculum import queries as curriculum
from massage_studio.curriculum.content_model import Content
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.cues import entries, keys
from massage_studio.gui.cues.asking import Answering, AskedForMore
from massage_studio.gui.cues.catch_up import CatchUp, Offer
from massage_studio.gui.cues.class_writer import ClassWriter
from massage_studio.gui.cues.drafts import Drafts
from massage_studio.gui.cues.ending import Ending
from massage_studio.gui.cues.entries import Entry
from massage_studio.gui.cues.entry_choices import correction, removal
from massage_studio.gui.cues.entry_panel import EntryPanel
from massage_studio.gui.cues.hidden_fields import HiddenFields
from massage_studio.gui.cues.key_bindings import KeyBindings
from massage_studio.gui.cues.peek import Peek, told_alone
from massage_studio.gui.cues.pinning import Pinning
from massage_studio.gui.cues.register_writes import RegisterWrites
from massage_studio.gui.cues.room import GROUP, Room, Selection, dyads
from massage_studio.gui.cues.room_form import Form, Margins, RoomForm, choose_tiles, offer_tiles
from massage_studio.gui.cues.swipe import Swipe
from massage_studio.gui.cues.tray import Tray
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.page import Page
from massage_studio.gui.widgets import key_places
from massage_studio.gui.widgets.key_places import BY_DIGIT
from massage_studio.store.changes import Changes, Thing

_PLAN_BESIDE_REGISTER = 1200  # pixels across
_ONLY_NOTES = frozenset({Thing.CUES})


class CuesPage(Page):
    """One running class. Nothing here opens a dialog that would stop the capture.

    Each part shows what it is told and tells what is pressed in it; the page knows the class, writes, and
    wires them.
    """

    shows = frozenset({Thing.CUES, Thing.REGISTER, Thing.CURRICULUM, Thing.BOOKINGS, Thing.PAYMENTS})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_CuesPage()
        self.ui.setupUi(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.header = self.ui.header_bar
        self.plan = self.ui.plan_card
        self.board = self.ui.baby_board
        self.palette_panel = self.ui.palette_panel
        self.foot = self.ui.foot_panel
        self.note_bar = self.foot.note_bar
        self.task_panel = self.ui.task_panel
        self.task_panel.use(self.foot, self.palette_panel.tray)
        self.find_panel = self.ui.find_panel
        self.register_panel = self.ui.register_panel
        self.record_panel = self.ui.record_panel
        self.session_id: UUID | None = None
        self.room: Room | None = None
        self._whole_asked = False
        self._was_finished = False
        self._missing_keys: list[str] = []
        self._told_crowded: set[UUID] = set()
        self._vocabulary: Vocabulary | None = None
        self._selected: Selection = None
        # Whose palette is open in place of the tiles.
        self._tapped: UUID | None = None
        self._answering, self._more = Answering(), AskedForMore()
        self._clock = QTimer(self, interval=1000)
        self._after_card = QTimer(self, interval=0, singleShot=True)
        self._writer = ClassWriter(context, self)
        self.tray = Tray(self._writer)
        self._drafts = Drafts(context, self)
        self._ending = Ending(self._writer, context.privacy)
        self._pinning = Pinning(context.tasks, self)
        self.catch_up = CatchUp(context, self._writer, self)
        self.register_writes = RegisterWrites(context, self._writer, self)
        self.register_panel.use(self.register_writes)
        self._fields = HiddenFields(
            context.privacy, (self.note_bar.field, self.task_panel.bookmark.field), self
        )
        self._fields.cover(*self.register_panel.fields())
        self.peek = Peek(context.privacy, self, self._told_alone)
        self._bindings = KeyBindings(
            self.task_panel,
            self.tray,
            self.plan,
            self.press,
            self.note_bar.begin,
            self._find,
            self._why_not_today,
        )
        self.form = RoomForm(self, self)
        self.header.show_tiles(self.form.tiles)
        self._wire()
        self.form.changed.connect(self._show_form)
        self.task_panel.entry.use_room(lambda: self.form.room_below() - self.task_panel.margins_high())
        self._swipe = Swipe(self)
        self._swipe.on = self.form.tiles
        self._swipe.back.connect(self._undo)
        self._swipe.watch(self.board, self.ui.cue_card, self.palette_panel)
        self.header.show_curtain(context.privacy.drawn)

    def _wire(self) -> None:
        act, correct_last = self._writer.act, self.correct_last
        self.context.privacy.changed.connect(self._draw_curtain)
        self.context.tasks.write_failed.connect(self.register_panel.forget_asked)
        self._clock.timeout.connect(self.tick)
        self._after_card.timeout.connect(self._show_beside_cards)
        self._writer.state_told.connect(self.note_bar.show_saved)
        self.tray.changed.connect(self._show_tray)
        self._ending.go.connect(self.go)
        self.ui.work_stack.currentChanged.connect(self._work_turned)
        for helper in (self._ending, self._pinning, self.register_writes):
            helper.say.connect(self.say)

        self.header.left.connect(lambda: self.go.emit("today", None))
        self.header.undo.connect(self._undo)
        self.header.redo.connect(self._redo)
        self.header.curtain.connect(self.context.privacy.draw)
        self.header.register_shown.connect(self._show_register)
        self.header.finish.connect(self._finish)
        self.header.reopen.connect(self._ending.reopen)
        self.header.review.connect(self._ending.review)
        self.header.papers.connect(self._ending.papers)

        self.header.tiles.connect(self._choose_tiles)
        self.header.strip.stepped.connect(self.plan.step)
        self.header.strip.opened.connect(self._show_plan_alone)
        self.palette_panel.babies_wanted.connect(self._show_babies)
        self.palette_panel.pressed.connect(self._show_babies)
        self.task_panel.shown.connect(self._make_room)

        self.plan.begun.connect(lambda key: act(partial(service.go_to, delivered_id=key)))
        self.plan.stepped.connect(lambda by: act(partial(service.step, by=by)))
        self.plan.skipped.connect(lambda key: act(partial(service.skip, delivered_id=key)))
        self.plan.add_wanted.connect(self.task_panel.add_activity)
        self.plan.change_wanted.connect(self._change_plan)
        self.plan.offer_taken.connect(self.catch_up.take)
        self.plan.offer_left.connect(self.catch_up.leave)
        self.catch_up.offered.connect(self._show_offer)
        self.catch_up.told.connect(self.register_panel.show_missed)

        self.board.pressed.connect(self._select_baby)
        self.board.signs_pressed.connect(self._open_signs)
        self.register_panel.signs_pressed.connect(self._open_signs)
        self.task_panel.recent.reading.connect(lambda down: self.peek.begin() if down else self.peek.end())
        self.peek.held.connect(self.note_bar.show_all)

        self.palette_panel.pressed.connect(self.press)
        self.palette_panel.more_wanted.connect(self._find)
        self.palette_panel.why_wanted.connect(self._why_not_today)
        self.palette_panel.since_pressed.connect(self.correct_state)
        self.palette_panel.another_wanted.connect(self.answer_another)

        self.note_bar.written.connect(self._note)
        self.note_bar.drafted.connect(self._keep_draft)
        self.task_panel.bookmark.drafted.connect(self._keep_draft)
        self.note_bar.left.connect(self._take_keys)
        self.note_bar.undo.connect(self._undo)
        self.note_bar.redo.connect(self._redo)
        self.note_bar.bookmarked.connect(lambda: self.press("bookmark", ""))
        self.note_bar.layer_chosen.connect(self._fields.set_layer)
        self.note_bar.layer_chosen.connect(self.task_panel.bookmark.set_layer)
        self.note_bar.phrases_wanted.connect(self._ask_phrases)
        self.note_bar.offered.connect(self.task_panel.offer)
        self.note_bar.withdrawn.connect(self.task_panel.withdraw_offer)
        self.note_bar.covered.connect(lambda: self.task_panel.put_away(self.task_panel.phrases))

        self.task_panel.asking.connect(lambda: self.header.show_register(False))
        self.task_panel.describing.connect(self.note_bar.begin_about)
        self.task_panel.closed.connect(self._take_keys)
        self.task_panel.recent.pressed.connect(self._open_entry)
        self.task_panel.recent.all_wanted.connect(self._show_record)
        self.task_panel.tray.dropped.connect(self.tray.drop)
        for panel in (self.task_panel.entry, self.record_panel.entry):
            panel.corrected.connect(partial(self._correct, panel))
            panel.taken_out.connect(partial(self._take_out, panel))
            panel.stepped.connect(partial(self._step_entry, panel))
        self.task_panel.reasons.given.connect(self._write_reason)
        self.task_panel.bookmark.described.connect(self._write_description)
        self.task_panel.activity.added.connect(self._add_activity)
        self.task_panel.phrases.taken.connect(self.note_bar.take)
        of_plan = self.task_panel.plan
        of_plan.doors.opened.connect(lambda code: self.go.emit("curriculum", ("benefit", code)))
        of_plan.swapped.connect(lambda key: act(partial(plan_service.swap, delivered_id=key)))
        of_plan.stretched.connect(lambda key, by: act(partial(plan_service.stretch, delivered_id=key, by=by)))
        of_plan.dropped.connect(lambda key: act(partial(service.skip, delivered_id=key)))
        of_plan.explained.connect(
            lambda key, why: act(partial(plan_service.explain, delivered_id=key, why=why))
        )

        self.find_panel.closed.connect(self._show_babies)
        self.find_panel.chosen.connect(lambda code: self.press("cue", code))
        self.find_panel.closed.connect(self._leave_find)
        self.find_panel.pin_wanted.connect(self._pinning.pin)
        self._pinning.told.connect(self.find_panel.tell)

        self.register_panel.caught_up.connect(self.catch_up.tick)
        self.register_panel.done.connect(lambda: self.header.show_register(False))
        self.record_panel.everybody_wanted.connect(lambda: self.select(0))
        self.record_panel.left.connect(self._leave_record)

        more = {
            "Ctrl+R": self.answer_another,
            "Ctrl+E": correct_last,
            "Ctrl+Shift+E": self._show_record,
            "Ctrl+B": self.describe_last,
            "Ctrl+L": self.note_bar.next_layer,
        }
        plan = {
            "Ctrl+T": self._change_plan,
            "Ctrl+I": self.catch_up.take,
            "Ctrl+Shift+I": self.catch_up.leave,
        }
        keys.bind(self, self._undo, self._redo, more | plan)

    def ahead(self) -> Iterator[None]:
        if self._vocabulary is None:
            self.context.tasks.read(queries.vocabulary, self._learn)
            self.context.tasks.read(curriculum.guarded, self._guard)
        yield

    def open(self, key: Any) -> None:
        """Open the class of this key, or go on with it."""
        self.session_id = self._writer.session_id = key
        self.room, self._was_finished = None, False
        self._selected = self._tapped = None
        self.header.show_register(False)
        self.register_panel.open()
        self.tray.clear()
        self.catch_up.open()
        self.task_panel.go_home()
        self.note_bar.turn_to(key)
        self.ui.work_stack.setUpdatesEnabled(True)
        self.context.tasks.read(queries.vocabulary, self._learn)
        self.context.tasks.read(partial(queries.class_room, session_id=key), self._first_look)

    def showEvent(self, event: QShowEvent) -> None:
        self._bindings.learn_extra_keys()
        key_places.signs().ask()
        super().showEvent(event)
        self.form.watch()
        self.form.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isVisible() and self.isActiveWindow():
            # Another layout may have been chosen meanwhile.
            key_places.signs().ask()

    def _look_at_keyboard(self) -> None:
        """Learn which signs stand on the keys, and say once which of the palette's it has not."""
        signs = key_places.signs()
        signs.ask()
        missing = sorted(key for key in self.palette_panel.keys if signs.missing(key))
        if missing and missing != self._missing_keys:
            words = self.tr("This keyboard has no {keys}. Settings has the keys of the class room.")
            self.say.emit(words.format(keys=", ".join(missing)), "", None)
        self._missing_keys = missing

    def quiet_place(self) -> QWidget:
        return self.header.quiet_place()

    def hideEvent(self, event: QHideEvent) -> None:
        self.peek.end()
        super().hideEvent(event)

    def is_opening(self) -> bool:
        """Tell whether the class is still coming into view, in two rounds of events."""
        return self.room is None or not self.ui.work_stack.updatesEnabled()

    def reload(self) -> None:
        if self.session_id is not None and self.room is not None:
            self._whole_asked = True
            self.context.tasks.read(partial(queries.class_room, session_id=self.session_id), self._show)
            self.catch_up.ask(self.session_id)

    def _look_again(self, changes: Changes) -> None:
        if Thing.STUDIO in changes.things and self.room is not None:
            self.context.tasks.read(queries.vocabulary, self._learn)
        if changes.things == _ONLY_NOTES and self.room and self.isVisible() and not self._whole_asked:
            self.context.tasks.read(
                partial(queries.class_notes, session_id=self.room.view.register.session.id), self._show_notes
            )
        else:
            super()._look_again(changes)

    def _learn(self, vocabulary: Vocabulary) -> None:
        if vocabulary == self._vocabulary:
            return
        self._vocabulary = vocabulary
        self.palette_panel.learn(vocabulary)
        self._look_at_keyboard()
        self.form.fit()
        self.find_panel.learn(vocabulary)
        self._pinning.learn(vocabulary)
        self._order_tabs()
        if self.room is not None:
            self._look_at(self.room.view)
            self._show_room()

    def _guard(self, content: Content) -> None:
        for field in (self.note_bar.field, self.task_panel.bookmark.field):
            field.wording.use(content)
        self.task_panel.plan.doors.use(content)

    def _first_look(self, view: ClassRoomView) -> None:
        """Show the class; which part of it is worked in, the next round of events turns to."""
        if view.register.session.id != self.session_id:
            return
        self.ui.work_stack.setUpdatesEnabled(False)
        self._show(view)
        self._clock.start()
        QTimer.singleShot(0, self, lambda: self._first_turn(view.register))

    def _first_turn(self, register: RegisterView) -> None:
        """Turn to the register where somebody is expected; a class that has not begun is opened now.

        What is asked for besides waits until here: it would hold up what comes into view.
        """
        if register.session.id == self.session_id:
            waits = any(row.status == "expected" for row in register.rows)
            self.header.show_register(waits and register.session.status != "finished")
            self.ui.work_stack.setUpdatesEnabled(True)
            self.context.tasks.read(curriculum.guarded, self._guard)
            self._drafts.read(register.session.id, partial(self._bring_drafts_back, register.session.id))
            self.catch_up.ask(register.session.id)
            # In a turn of its own: to look for a touch screen takes its time.
            QTimer.singleShot(0, self, self._offer_tiles)
            if register.session.status == "planned":
                self._writer.write(
                    partial(
                        opening_service.open_class, session_id=register.session.id, now=self.context.clock()
                    )
                )

    def _look_at(self, view: ClassRoomView) -> None:
        assert self._vocabulary is not None
        self.room = Room(view, self._vocabulary, self.context.privacy.drawn, self.room)

    def _show(self, view: ClassRoomView) -> None:
        self._whole_asked = False
        if self._vocabulary is None or view.register.session.id != self.session_id:
            return
        self._look_at(view)
        self.tray.follow(view.held)
        self._show_class()

    def _show_class(self) -> None:
        """Show what changes with the register and the plan, and the rest."""
        assert self.room is not None
        # First of all, for another form that the header asks for shows every baby.
        cards = self.board.lay_cards(self.room)
        register = replace(self.room.view.register, rows=self.room.rows)
        self.register_panel.show_register(register, self.context.profile.wait_hours)
        self.header.show_class(self.room)
        if self.plan.show_plan(self.room) or cards:
            self._order_tabs()
        self.form.fit()
        self.catch_up.follow(self.room)
        self._tell_crowded(self.room)
        if self.room.finished != self._was_finished:
            self._was_finished = self.room.finished
            shown = self.record_panel if self.room.finished else self.ui.notes_panel
            self.ui.work_stack.setCurrentWidget(shown)
        self._show_room()

    def _tell_crowded(self, room: Room) -> None:
        """Say once of a class that more babies come than it has places."""
        session = room.view.register.session
        inside = sum(row.status not in ("absent", "elsewhere") for row in room.rows)
        if inside > session.capacity and not room.finished and session.id not in self._told_crowded:
            self._told_crowded.add(session.id)
            words = self.tr("%n babies come, and the class has {places} places.", "", inside)
            self.say.emit(words.format(places=session.capacity), "", None)

    def _offer_tiles(self) -> None:
        if offer_tiles():
            words = self.tr("This screen can be touched. Shall the babies be large tiles?")
            self.say.emit(words, self.tr("Large tiles"), lambda: self.header.show_tiles(True))

    def _show_notes(self, notes: ClassNotes) -> None:
        if self.room is None or self._whole_asked:
            # The register or the plan is newer than these notes know, and all of it is on its way.
            return
        view = replace(self.room.view, notes=notes.notes, held=notes.held, undo=notes.undo, redo=notes.redo)
        self._look_at(view)
        self.tray.follow(notes.held)
        # The card of the baby is looked at first: the rest in a turn of its own, once that is painted.
        self._tick_cards()
        self._after_card.start()

    def _show_room(self) -> None:
        """Show what changes with every note."""
        self._tick_cards()
        self._show_beside_cards()

    def _show_beside_cards(self) -> None:
        self._after_card.stop()
        if self.room is None:
            return
        room, selected, now = self.room, self._selected, self.context.clock()
        self._tick_beside_cards(now)
        self.palette_panel.show_room(room, selected)
        self.header.show_room(room)
        self.note_bar.follow(room, selected)
        self.task_panel.show_room(room, selected, now)
        if self._reads_record():
            self.record_panel.show_record(room, selected)
        self._show_tray()

    def _show_sign(self) -> None:
        """Show which sign the next response of the selected baby answers."""
        if self.room is not None:
            sign = self._answering.sign(self.room, self._selected, self.context.clock())
            none_meant = self._answering.chosen is None and isinstance(self._selected, UUID)
            self.palette_panel.show_sign(self.room, sign, none_meant)

    def _show_tray(self) -> None:
        held = self.tray.held()
        if self.room is not None:
            own = self.tray.own() or self._more.asked(self.context.clock())
            self.task_panel.show_tray([self._pressed(one) for one in reversed(held)])
            # A line round it, so that nobody overlooks what waits.
            self.ui.cue_card.set_current(bool(held))
            self.palette_panel.show_selected(self.room, self._selected, self._pressed(own)[0] if own else "")

    def tick(self) -> None:
        """Let the clock, the ribbons, the hints and "20 s ago" move on to now."""
        self._tick_cards()
        self._tick_beside_cards(self.context.clock())

    def _tick_cards(self) -> None:
        if self.room is not None:
            if self._selected is not None and not self.room.chosen(self._selected):
                self._selected = None
            self.board.tick(self.room, self._selected, self.context.clock())

    def _tick_beside_cards(self, now: datetime) -> None:
        if self.room is not None:
            self.header.tick(self.room, now)
            self.task_panel.tick(self.room, now)
            self._show_sign()
            if self._more.is_over(now):
                self._more.end()
                self._show_tray()

    def _order_tabs(self) -> None:
        self._swipe.watch(*self.board.cards, *self.palette_panel.chips)
        self._order_controls()

    def _order_controls(self) -> None:
        """Let the Tab key go as the eye goes; what is asked below comes last."""
        parts = (self.header, self.plan, self.palette_panel, self.note_bar)
        header, plan, palette, note = (part.controls() for part in parts)
        for one, following in pairwise([*header, *plan, *self.board.cards, *palette, *note]):
            QWidget.setTabOrder(one, following)

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
        if self.room is None or self.room.finished:
            return
        self._more.end()
        if whose is None and not self.room.can_mean(self._selected, kind, code):
            self._more.begin(kind)
            self._leave_group()
        chosen = self._chosen() if whose is None else whose
        if chosen:
            self._record(chosen, kind, code, text, layer)
        else:
            self.tray.hold(kind, code, text, layer, self.context.clock())

    def select(self, number: int) -> None:
        """Select the baby of this number, 0 for the whole group, and give it what waits and may be its."""
        if self.room is None:
            return
        row, self._selected = self.room.numbered(number), self.room.selected_by(number)
        self.palette_panel.tell("")
        if self._selected is None and not self.room.finished:
            words = self.tr("Nobody has the number {number}.")
            if row is not None:
                words = self.tr("{baby} is not here.")
            told = words.format(baby=wording.isolated(row.baby.given_name) if row else "", number=number)
            self.palette_panel.tell(told)
        self._answering.begin()
        chosen, now = self._chosen(), self.context.clock()
        if chosen and not self.room.finished:
            one = chosen[0].baby.id
            again = self._more.asked_for(one, now) if self._selected != GROUP else None
            if again is not None:
                self._record(chosen, again.kind, again.code, again.text, again.layer, at=again.at)
                self._more.given(again, one, now)
            for held, given in self.tray.take(self._selected == GROUP):
                self._record(chosen, held.kind, held.code, held.text, held.layer, held=held, then=given)
                self._more.given(held, one, now)
        self._show_room()

    def answer_another(self) -> None:
        """Let the next response answer the sign before, of those that none answered yet, and then no sign."""
        if self.room is not None and not self.room.finished:
            self._answering.turn(self.room, self._selected, self.context.clock())
            self._show_sign()

    def _record(
        self,
        chosen: tuple[RegisterRow, ...],
        kind: Kind,
        code: str,
        text: str,
        layer: str,
        held: HeldView | None = None,
        then: Callable[[Changes], None] | None = None,
        at: datetime | None = None,
    ) -> None:
        """Write a press down; `held` is the one that waited, if it did, and `at` a moment before now."""
        held_id = held.id if held else None
        if (kind, code, self._selected) == ("response", MASSAGING, GROUP):
            self._everybody_massages(chosen, held_id, then)
            return
        self._writer.act(
            partial(
                service.record,
                dyads=dyads(chosen),
                kind=kind,
                code=code,
                text=text,
                layer=layer,
                held_id=held_id,
                at=at,
                answers="last" if held else self._answering.chosen,
            ),
            then,
        )
        if kind == "response":
            self._answering.begin()

    def _everybody_massages(
        self,
        chosen: tuple[RegisterRow, ...],
        held_id: UUID | None,
        then: Callable[[Changes], None] | None,
    ) -> None:
        """Write down that all are massaged, and say who was left out: nobody answers for a baby."""

        def written(changes: Changes) -> None:
            assert isinstance(changes, Massaged)
            out = [row.baby.given_name for row in chosen if row.baby.id in changes.left_out]
            if out:
                words = self.tr("Left out, for they have not said yes: {babies}.")
                self.say.emit(words.format(babies=wording.listed(out)), "", None)
            if then is not None:
                then(changes)

        act = partial(service.everybody_massages, dyads=dyads(chosen), held_id=held_id)
        self._writer.act(act, written)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.room is None or not (self.peek.pressed(event) or self._key(event)):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.peek.released(event):
            super().keyReleaseEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        """Take a key of the class room; tell whether it was one."""
        assert self.room is not None
        if event.key() == Qt.Key.Key_Escape and not self.room.finished and self._reads_record():
            self._leave_record()
            return True
        if self.header.has_register():
            return not keys.held(event) and self.register_panel.key(event)
        number = None if keys.held(event) or keys.again(event) else keys.baby(event)
        # Above a digit stands a sign too, such as a slash: it is meant where no baby has the number.
        spare = number is None or (number > BY_DIGIT and self.room.numbered(number) is None)
        if number is None and event.key() != Qt.Key.Key_Shift:
            self._more.end()
        if spare and not self.room.finished and self._bindings.take(event, self.palette_panel.keys):
            return True
        if number is not None:
            self.select(number)
        return number is not None

    def _leave_group(self) -> None:
        """Nobody answers for the whole group: from now on it is asked for whom."""
        if self._selected == GROUP:
            self._selected = None
            self._show_room()

    def _select_baby(self, baby_id: UUID) -> None:
        row = self.room.row(baby_id) if self.room is not None else None
        if row is not None:
            self.select(row.number)
            self._tapped = baby_id if self._chosen() else None
            self._show_cards()
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _open_signs(self, baby_id: UUID, beside: QWidget) -> None:
        row = self.room.row(baby_id) if self.room is not None else None
        if row is not None:
            self.peek.open_signs(row, beside)

    def _told_alone(self) -> tuple[str, ...]:
        return told_alone(self.room, self.context.clock()) if self.room is not None else ()

    def _chosen(self) -> tuple[RegisterRow, ...]:
        return self.room.chosen(self._selected) if self.room is not None else ()

    def _pressed(self, held: HeldView) -> tuple[str, str]:
        assert self.room is not None
        words, tone = self.room.pressed(held.kind, held.code)
        return f"{self.room.clock(held.at)} {words}", tone

    def _undo(self) -> None:
        if self.session_id is not None:
            now = self.context.clock()
            self._writer.write(partial(log_service.undo, session_id=self.session_id, now=now))

    def _redo(self) -> None:
        if self.session_id is not None:
            self._writer.write(partial(log_service.redo, session_id=self.session_id))

    def _note(self, text: str, layer: str, whose: tuple[RegisterRow, ...]) -> None:
        self.press("note", "", text, layer, whose)
        self.note_bar.clear()
        self._take_keys()

    def _ask_phrases(self, layer: str, words: str) -> None:
        """Ask for what was said before in a layer; behind the curtain nothing of it is offered."""
        if self.context.privacy.drawn:
            self.note_bar.offer(())
        else:
            self.context.tasks.read(partial(queries.phrases, layer=layer, words=words), self._offer_phrases)

    def _offer_phrases(self, phrases: tuple[str, ...]) -> None:
        self.note_bar.offer(() if self.context.privacy.drawn else phrases)

    def _keep_draft(self, draft: DraftView) -> None:
        if self.session_id is not None:
            self._drafts.keep(self.session_id, draft)

    def _bring_drafts_back(self, session_id: UUID, drafts: tuple[DraftView, ...]) -> None:
        """Let words that were begun stand where they stood when the program ended."""
        for draft in drafts if session_id == self.session_id else ():
            if draft.place == "note":
                self.note_bar.bring_back(draft)
            elif draft.place == "words":
                self.task_panel.bookmark.bring_back(draft)

    # What is asked below the palette

    def _open_entry(self, entry: Entry) -> None:
        """Take up an entry of the class, to put it right."""
        if self.room is not None:
            self.task_panel.open_entry(self.room, entry)

    def correct_last(self) -> None:
        """Take up what was written down last about those selected; once more, what was before it."""
        if self.room is None or self.room.finished:
            return
        panel = self.task_panel.entry
        if self.task_panel.shows(panel):
            self._step_entry(panel, -1)
            return
        last = self.room.last_entry(self._selected)
        if last is not None:
            self._open_entry(last)

    def correct_state(self) -> None:
        """Take up the state that the selected baby is in."""
        chosen = self._chosen()
        if self.room is not None and not self.room.finished and len(chosen) == 1:
            note = self.room.last_state(chosen[0].baby.id)
            if note is not None:
                self._open_entry(entries.of_note(note))

    def _step_entry(self, panel: EntryPanel, by: int) -> None:
        """Take up the entry before or after the one that is taken up, of those selected."""
        if self.room is None or panel.entry is None:
            return
        found = [recent.entry for recent in self.room.record(self._selected)]
        place = found.index(panel.entry) + by if panel.entry in found else -1
        if 0 <= place < len(found):
            panel.settle()
            panel.begin(self.room, found[place])

    def _correct(self, panel: EntryPanel, entry: Entry, told: dict[str, Any]) -> None:
        self._writer.act(correction(entry, told), panel.written, panel.refused)

    def _take_out(self, panel: EntryPanel, entry: Entry) -> None:
        self._writer.act(removal(entry), panel.written, panel.refused)

    def _show_record(self) -> None:
        """Show the whole record in place of the palette; what is pressed is written down all the same."""
        if self.room is not None:
            self.header.show_register(False)
            self.record_panel.show_record(self.room, self._selected)
            self.ui.work_stack.setCurrentWidget(self.record_panel)
            self.record_panel.begin()

    def _reads_record(self) -> bool:
        return self.ui.work_stack.currentWidget() is self.record_panel

    def _leave_record(self) -> None:
        self.ui.work_stack.setCurrentWidget(self.ui.notes_panel)
        self._take_keys()

    def describe_last(self) -> None:
        """Describe a bookmark that waits, of the selected baby where it has one."""
        if self.room is not None and not self.room.finished:
            self.task_panel.describe_last(self.room, self._chosen())

    def _write_description(self, note_id: UUID, text: str) -> None:
        self._writer.act(partial(service.describe, note_id=note_id, text=text, layer=self.note_bar.layer))

    def _why_not_today(self) -> None:
        self._leave_group()
        if self._chosen() and self.room is not None and not self.room.finished:
            self.task_panel.ask_why(self.room, self._selected)

    def _write_reason(self, chosen: tuple[RegisterRow, ...], code: str) -> None:
        # One press for all of them, so that one undo takes it back.
        self._writer.act(partial(service.record, dyads=dyads(chosen), kind="not_massaged", code=code))

    def _change_plan(self) -> None:
        """Change an activity of the plan: the one that has the focus, else the next to come."""
        if self.room is not None and self.plan.can_change():
            self.ui.work_stack.setCurrentWidget(self.ui.notes_panel)
            self.task_panel.change_plan(self.room, self.plan.focused())

    def _show_offer(self, offer: Offer | None) -> None:
        self.plan.show_offer(offer.words if offer is not None else "")

    def _add_activity(self, title: str, minutes: int) -> None:
        """Add an activity after the one that runs now."""
        if self.room is None:
            return
        running = self.room.running()
        after = running.id if running else None
        self.task_panel.close_task()
        self._writer.act(
            partial(service.add_activity, title=title, minutes=minutes, benefits=(), after_id=after)
        )

    # What is in view

    def _take_keys(self) -> None:
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_register(self, shown: bool) -> None:
        if self.room is not None and self.room.finished:
            return
        self.ui.work_stack.setCurrentWidget(self.register_panel if shown else self.ui.notes_panel)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _work_turned(self, _: int) -> None:
        """The cards of the babies make room for the register, which has all that they show now."""
        shown = self.ui.work_stack.currentWidget()
        if shown is not self.ui.plan_place:
            self.header.strip.show_open(False)
        self.foot.setVisible(shown is self.ui.notes_panel)
        # The lines of the register are long.
        self.plan.setVisible(shown is not self.register_panel or self.width() >= _PLAN_BESIDE_REGISTER)
        if shown is self.register_panel:
            self.board.hide()
        else:
            self.register_panel.close_all()
            # In a turn of their own: the palette and the cards together would hold the window up.
            QTimer.singleShot(0, self, self._show_cards)

    def _show_cards(self) -> None:
        """Show the cards above what is worked with, or as tiles in its place."""
        work = self.ui.work_stack
        noting = work.currentWidget() is self.ui.notes_panel
        tiles = self.form.tiles and not (self.room is not None and self.room.finished)
        grid = tiles and noting and self._tapped is None and self.task_panel.isHidden()
        self.board.setVisible(grid if tiles else work.currentWidget() is not self.register_panel)
        work.setVisible(not grid)
        self.palette_panel.show_way_back(tiles)
        self.ui.right_layout.setStretch(0, 1 if grid else 0)

    def set_margins(self, form: Form, in_cards: Margins) -> None:
        """Leave the room of a form round the page, between its parts and in the card of the palette."""
        ui = self.ui
        ui.CuesPage_layout.setContentsMargins(*form.margins)
        ui.CuesPage_layout.setSpacing(form.below_header)
        ui.cue_card_layout.setContentsMargins(*in_cards)
        ui.right_layout.setSpacing(form.gap)
        ui.notes_panel_layout.setSpacing(form.gap)

    def lay_plan(self, *, beside: bool) -> None:
        """Put the plan beside the class, or where the header opens it."""
        if beside and self.ui.body_layout.indexOf(self.plan) < 0:
            self.plan.set_beside(True)
            self.ui.body_layout.insertWidget(0, self.plan)
        elif not beside and self.ui.plan_place_layout.indexOf(self.plan) < 0:
            self.plan.set_beside(False)
            self.ui.plan_place_layout.addWidget(self.plan)

    def _show_plan_alone(self, opened: bool) -> None:
        """Show the whole plan in place of the palette, or the palette again."""
        if opened:
            self.header.show_register(False)
            self.ui.work_stack.setCurrentWidget(self.ui.plan_place)
        elif self.ui.work_stack.currentWidget() is self.ui.plan_place:
            self.ui.work_stack.setCurrentWidget(self.ui.notes_panel)
            self._take_keys()

    def _show_form(self) -> None:
        """Show what is said in fewer words where there is less room."""
        if not self.form.form.compact and self.ui.work_stack.currentWidget() is self.ui.plan_place:
            self.ui.work_stack.setCurrentWidget(self.ui.notes_panel)
        if self.room is not None:
            self.header.show_class(self.room)
            self._show_room()
            self._show_cards()
        self._fold_palette()

    def _fold_palette(self) -> None:
        little = not self.form.has_room(self.task_panel.sizeHint().height() + 8)
        self.palette_panel.fold(little and not self.task_panel.isHidden())

    def _make_room(self, asked: bool) -> None:
        """Let the palette make room for what is asked, where there is little."""
        self._fold_palette()
        # How high it is, the style says once it is shown.
        QTimer.singleShot(0, self, self._fold_palette)
        if not asked:
            self._tapped = None
        self._show_cards()

    def _choose_tiles(self, chosen: bool) -> None:
        choose_tiles(chosen)
        self._swipe.on = chosen
        self.form.set_tiles(chosen)
        self._show_babies()

    def _show_babies(self) -> None:
        """Go back to the tiles, where there are any."""
        self._tapped = None
        self._show_cards()

    def _find(self) -> None:
        """Show every cue in place of the palette, and the strokes of the activity that runs."""
        running = self.room.running() if self.room is not None else None
        strokes = self.catch_up.drawn(running.id) if running else {}
        self.find_panel.show_strokes(running.title if running else "", strokes)
        self.ui.work_stack.setCurrentWidget(self.find_panel)
        self.find_panel.begin()

    def _leave_find(self) -> None:
        self.ui.work_stack.setCurrentWidget(self.ui.notes_panel)
        self._take_keys()

    def _draw_curtain(self, drawn: bool) -> None:
        """Show initials instead of names, or names again, everywhere on the page."""
        self.header.show_curtain(drawn)
        self.palette_panel.tell("")
        if self.room is not None:
            self._look_at(self.room.view)
            self._show_class()

    def _finish(self) -> None:
        if self.room is not None:
            self._ending.finish(self.room, len(self.tray.held()), self._bring_back(self.room))

    def _bring_back(self, room: Room) -> bool:
        """Show words that are typed and not written; tell whether there are any."""
        if not self.note_bar.has_words():
            return self.task_panel.bring_back(room)
        self.header.show_register(False)
        self.ui.work_stack.setCurrentWidget(self.ui.notes_panel)
        self.note_bar.begin()
        return True
