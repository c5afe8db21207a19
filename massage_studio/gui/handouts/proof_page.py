"""Reading the stories of a class before they are given: Enter is "good, next", every sentence can change."""

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from massage_studio.curriculum import queries as curriculum
from massage_studio.curriculum.content_model import Content
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_handouts_proof_page import Ui_HandoutsProofPage
from massage_studio.gui.handouts.family_rows import FamilyDelegate
from massage_studio.gui.handouts.reading import Act, Reading
from massage_studio.gui.lists.lines import TwoLines
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.office_undo import OfficeUndo
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite, Latest
from massage_studio.handouts import proof_service, queries
from massage_studio.handouts.papers import ClassPapers, FamilySheet
from massage_studio.handouts.proofs import CopyKey, ProofSentence
from massage_studio.store.changes import Changes, Thing
from massage_studio.store.ids import new_id
from massage_studio.store.operations import perform


class ProofPage(Page):
    """One story after the other, those first that were not read as they are now. It opens with a Reading."""

    shows = frozenset(Thing)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_HandoutsProofPage()
        self.ui.setupUi(self)
        self.reading: Reading | None = None
        self.sheets: tuple[FamilySheet, ...] = ()
        self._class = ""
        self._current: CopyKey | None = None
        self._marked: dict[CopyKey, str] = {}
        self._acknowledged: set[tuple[CopyKey, str]] = set()
        self._edits = 0
        self._go_on = False
        self._late: ClassPapers | None = None
        self._asked = Latest()
        self.families = ListModel[FamilySheet, TwoLines](self, lambda sheet: sheet.key, self._row)
        self.ui.families_list.use(self.families, FamilyDelegate(self.ui.families_list))
        self.undo = OfficeUndo(self, only_own=True)
        self._wire()

    def _wire(self) -> None:
        ui = self.ui
        ui.next_button.clicked.connect(self.go_on)
        ui.next_button.installEventFilter(self)
        ui.before_button.clicked.connect(self._before)
        ui.back_button.clicked.connect(self._leave)
        ui.families_list.opened.connect(self._choose)
        ui.families_list.moved_to.connect(self._choose)
        ui.sentences_list.changed.connect(self._change)
        ui.sentences_list.escaped.connect(self._to_button)
        ui.sentences_list.finished.connect(self._show_late)
        buttons: tuple[tuple[Any, Act], ...] = (
            (ui.print_button, "print"),
            (ui.export_button, "export"),
            (ui.draft_button, "draft"),
        )
        for button, act in buttons:
            button.clicked.connect(partial(self._give, act))
            button.setAutoDefault(True)
        for button in (ui.before_button, ui.back_button):
            button.setAutoDefault(True)
        for keys, move in (
            ("Ctrl+Return", self.go_on),
            ("Ctrl+PgDown", self._after),
            ("Ctrl+PgUp", self._before),
            ("Alt+Left", self._leave),
        ):
            shortcut = QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(move)

    def open(self, key: Any) -> None:
        """Read what a Reading names, from its first story that was not read as it is now."""
        if isinstance(key, Reading):
            if self.reading is None or key.session_id != self.reading.session_id:
                self._marked.clear()
            self.reading, self._current, self.sheets = key, None, ()
        self.mark_stale()

    def reload(self) -> None:
        if self.reading is None:
            return
        question = partial(queries.class_papers, session_id=self.reading.session_id, now=self.context.clock())
        self.context.tasks.read(curriculum.guarded, self._guard)
        self.context.tasks.read(question, self._show, latest=self._asked)
        self.undo.look()

    def _guard(self, content: Content) -> None:
        self.ui.sentences_list.guard(content, self.ui.fault_line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.ui.pages.currentWidget() is self.ui.done_page:
            if self.reading is not None and not event.isAutoRepeat():
                self._give(self.reading.act)
        elif not event.isAutoRepeat():
            self.go_on()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        if down and event.type() == QEvent.Type.KeyPress:
            self.ui.sentences_list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def current(self) -> FamilySheet | None:
        """Return the take-home in view."""
        return next((sheet for sheet in self.sheets if sheet.key == self._current), None)

    def go_on(self) -> None:
        """Keep that the story in view is good and show the next; a reason to stop is looked at first."""
        sheet, reading = self.current(), self.reading
        if sheet is None or reading is None or self.ui.sentences_list.editing:
            return
        if self._edits:
            # What was changed just now is read with it.
            self._go_on = True
            return
        version = sheet.proof.version
        if self._must_look(sheet):
            self._acknowledged.add((sheet.key, version))
            self._show_current()
            return
        if not self._is_read(sheet):
            self._marked[sheet.key] = version
            verb = partial(
                proof_service.mark_read,
                session_id=reading.session_id,
                copy=sheet.key,
                version=version,
                now=self.context.clock(),
            )
            self.context.tasks.write(verb, failed=partial(self._not_marked, sheet.key))
        self._current = self._next_unread(sheet)
        self._show_current()

    def _not_marked(self, key: CopyKey, failed: FailedWrite) -> None:
        self._marked.pop(key, None)
        self._current = key
        self._show_current()
        self.context.tasks.write_failed.emit(failed)

    def _show(self, papers: ClassPapers) -> None:
        if self.reading is None or papers.session.id != self.reading.session_id:
            return
        if self.ui.sentences_list.editing:
            self._late = papers
            return
        wanted, first = self.reading.copies, not self.sheets
        self.sheets = tuple(sheet for sheet in papers.sheets if wanted is None or sheet.key in wanted)
        title = self.tr("{course}, week {number}")
        self._class = title.format(course=papers.session.course, number=papers.session.number)
        if first or (self._current is not None and self.current() is None):
            self._current = self._next_unread(None)
        elif self._current is None:
            # A story that changed while the last one was read is asked for again.
            self._current = self._next_unread(None)
        self._show_current(first=first)
        if self._go_on and not self._edits:
            self._go_on = False
            self.go_on()

    def _show_late(self) -> None:
        papers, self._late = self._late, None
        if papers is not None:
            self._show(papers)

    def _is_read(self, sheet: FamilySheet) -> bool:
        return sheet.proof.is_read or self._marked.get(sheet.key) == sheet.proof.version

    def _must_look(self, sheet: FamilySheet) -> bool:
        """Tell whether a reason to stop at a story was not yet seen."""
        seen = (sheet.key, sheet.proof.version) in self._acknowledged
        return bool(sheet.proof.stops) and not seen and not self._is_read(sheet)

    def _next_unread(self, after: FamilySheet | None) -> CopyKey | None:
        place = self.sheets.index(after) + 1 if after in self.sheets else 0
        order = (*self.sheets[place:], *self.sheets[:place])
        return next((sheet.key for sheet in order if not self._is_read(sheet)), None)

    def _choose(self, sheet: FamilySheet) -> None:
        self._current = sheet.key
        self._show_current(to_button=False)

    def _before(self) -> None:
        self._step(-1)

    def _after(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        """Show the story before or after the one in view, whether it was read or not."""
        if not self.sheets:
            return
        sheet = self.current()
        place = self.sheets.index(sheet) if sheet in self.sheets else len(self.sheets)
        self._current = self.sheets[max(0, min(place + by, len(self.sheets) - 1))].key
        self._show_current()

    def _to_button(self) -> None:
        self.ui.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        key = ("take_homes", self.reading.session_id) if self.reading is not None else None
        self.go.emit("handouts", key)

    def _give(self, act: Act) -> None:
        if self.reading is not None:
            self.go.emit("handouts", ("give", Reading(self.reading.session_id, self.reading.copies, act)))

    def _change(self, sentence: ProofSentence, words: str) -> None:
        """Keep other words for a sentence, as one operation of the office."""
        sheet, reading = self.current(), self.reading
        if sheet is None or reading is None:
            return
        key = new_id()
        work = partial(
            proof_service.edit_sentence,
            session_id=reading.session_id,
            copy=sheet.key,
            key=sentence.key,
            words=words,
            noted=sentence.noted,
        )
        self._edits += 1
        self.undo.keep(key)
        name = sheet.draft.title
        self.context.tasks.write(
            partial(
                perform,
                name="edit_story",
                work=work,
                words=name,
                now=self.context.clock(),
                operation_id=key,
            ),
            self._changed,
            self._not_changed,
        )

    def _changed(self, _: Changes) -> None:
        self._edits -= 1

    def _not_changed(self, failed: FailedWrite) -> None:
        self._edits -= 1
        self._go_on = False
        self.context.tasks.write_failed.emit(failed)

    def _show_current(self, *, first: bool = False, to_button: bool = True) -> None:
        ui, sheet = self.ui, self.current()
        unread = sum(not self._is_read(one) for one in self.sheets)
        ui.subtitle_label.setText(
            self.tr("{course} · {left}").format(
                course=self._class,
                left=self.tr("%n stories to read", "", unread) if unread else self.tr("all read"),
            )
        )
        self.families.show(self.sheets)
        if sheet is None:
            self._show_done(first=first)
            return
        ui.families_list.go_to(self.sheets.index(sheet))
        in_list = ui.sentences_list.hasFocus()
        ui.pages.setCurrentWidget(ui.story_page)
        ui.story_label.setText(sheet.baby)
        ui.state_label.setText(self._state(sheet))
        if sheet.proof.stops:
            ui.stop_banner.show_message("warning", "\n".join(stop.words for stop in sheet.proof.stops))
        else:
            ui.stop_banner.clear()
        ui.sentences_list.show_story(sheet.draft.view.baby, sheet.proof.sentences)  # type: ignore[union-attr]
        look = self._must_look(sheet)
        words = self.tr("I have seen this") if look else self.tr("Good, next")
        ui.next_button.setText(self.tr("Next") if self._is_read(sheet) else words)
        ui.before_button.setEnabled(self.sheets.index(sheet) > 0)
        if to_button and not in_list and not ui.families_list.hasFocus():
            self._to_button()

    def _show_done(self, *, first: bool) -> None:
        """Say that all is read, and lead on to what it was read for."""
        ui = self.ui
        ui.pages.setCurrentWidget(ui.done_page)
        act = self.reading.act if self.reading is not None else "print"
        buttons = {"print": ui.print_button, "export": ui.export_button, "draft": ui.draft_button}
        for one, button in buttons.items():
            button.setProperty("role", "primary" if one == act else "")
            button.style().unpolish(button)
            button.style().polish(button)
        ui.done_label.setText(
            self.tr("Every story was read already.") if first else self.tr("Every story is read.")
        )
        buttons[act].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, sheet: FamilySheet) -> TwoLines:
        return TwoLines(sheet.baby, self._state(sheet))

    def _state(self, sheet: FamilySheet) -> str:
        if self._is_read(sheet):
            return self.tr("read")
        kinds = [stop.kind for stop in sheet.proof.stops]
        if "warning" in kinds:
            return self.tr("to read: seek advice?")
        if "restriction" in kinds or "homes" in kinds:
            return self.tr("to read: for whom?")
        if sheet.proof.changed_since:
            return self.tr("to read again: changed since")
        return self.tr("to read: nothing noted") if kinds else self.tr("to read")
