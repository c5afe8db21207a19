"""Typing in a paper cue sheet: a baby by its number, then lines of a minute and its letters."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from massage_studio.bookings.views import RegisterRow
from massage_studio.cues import after_service, log_service, notation, queries, timeline
from massage_studio.cues.notation import Notation, Token
from massage_studio.cues.views import ClassRoomView, DraftView, Entered, Vocabulary
from massage_studio.gui import theme, wording
from massage_studio.gui.context import Context
from massage_studio.gui.cues import keys, quick_entry
from massage_studio.gui.cues.after_class import title
from massage_studio.gui.cues.baby_list import BabyLine
from massage_studio.gui.cues.baby_page import BabyPage
from massage_studio.gui.cues.drafts import Drafts
from massage_studio.gui.cues.quick_entry import MinuteDelegate, MinuteRow
from massage_studio.gui.forms.ui_cues_quick_entry_page import Ui_CuesQuickEntryPage
from massage_studio.gui.lists.model import ListModel
from massage_studio.gui.tasks import FailedWrite
from massage_studio.store.changes import Thing
from massage_studio.store.ids import new_id

_NOTHING = Notation((), ())


class QuickEntryPage(BabyPage):
    """The paper sheet of one class. It opens with the key of the class."""

    shows = frozenset({Thing.CUES, Thing.REGISTER, Thing.BOOKINGS, Thing.STUDIO})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_CuesQuickEntryPage()
        self.ui.setupUi(self)
        self._words: Vocabulary | None = None
        self._letters: tuple[notation.KeyLetter, ...] = ()
        self._typed: dict[UUID, str] = {}
        self._reading = _NOTHING
        self._minutes = ListModel[MinuteRow, MinuteRow](self, lambda row: row.when, lambda row: row)
        self.ui.preview_list.use(self._minutes, MinuteDelegate(self.ui.preview_list))
        self._saving = False
        self._last: UUID | None = None
        self._drafts = Drafts(context, self)
        self._wire()

    def _wire(self) -> None:
        ui = self.ui
        ui.done_button.clicked.connect(lambda: self.go.emit("after_class", self._session_id))
        ui.sheet_button.clicked.connect(lambda: self.go.emit("handouts", ("cue_sheet", self._session_id)))
        ui.save_button.clicked.connect(self._save)
        ui.undo_button.clicked.connect(self._undo)
        ui.lines_edit.textChanged.connect(self._read)
        ui.lines_edit.installEventFilter(self)
        ui.legend_label.installEventFilter(self)
        self.use(ui.babies_list, ui.list_card, self._undo, self._save)

    def open(self, key: Any) -> None:
        if key != self._session_id:
            self._session_id, self._view, self._chosen, self._last = key, None, None, None
            self._typed.clear()
            self._drafts.read(key, partial(self._bring_drafts_back, key))
        self.mark_stale()

    def reload(self) -> None:
        if self._session_id is not None:
            self.context.tasks.read(queries.vocabulary, self._learn)
            self.context.tasks.read(partial(queries.class_room, session_id=self._session_id), self._show)

    def _bring_drafts_back(self, session_id: UUID, drafts: tuple[DraftView, ...]) -> None:
        """Let lines that were begun stand where they stood when the program ended."""
        for draft in drafts if session_id == self._session_id else ():
            if draft.place == "sheet" and not self._typed.get(UUID(draft.subject), "").strip():
                self._typed[UUID(draft.subject)] = draft.text
        if self._row() is not None:
            self._fill()

    # What is shown

    def _learn(self, words: Vocabulary) -> None:
        self._words, self._letters = words, notation.letters(words)
        self.ui.legend_label.setText(quick_entry.legend(self._letters, words))

    def _show(self, view: ClassRoomView) -> None:
        if view.register.session.id != self._session_id:
            return
        self._view = view
        if self._row() is None:
            self._chosen = next((row.baby.id for row in view.register.rows), None)
            self._fill()
        self._show_babies()
        self._read()

    def _show_babies(self) -> None:
        assert self._view is not None
        ui, view, chosen = self.ui, self._view, self._row()
        rows = view.register.rows
        lines = [
            BabyLine(row.baby.id, row.number, row.baby.given_name, *self._row_words(row)) for row in rows
        ]
        ui.babies_list.show_babies(lines, chosen.baby.id if chosen else None)
        session = view.register.session
        begins = self.tr("00 is {time}").format(time=wording.clock(session.starts))
        ui.subtitle_label.setToolTip("")
        ui.subtitle_label.setText(f"{title(view)} · {begins}")
        ui.undo_button.setEnabled(
            self._last is not None and view.undo is not None and view.undo.id == self._last
        )
        if chosen is not None:
            ui.name_label.setToolTip("")
            ui.name_label.setText(chosen.baby.name)
            adult = chosen.adult
            ui.detail_label.setText(self.tr("with {adult}").format(adult=adult.given_name) if adult else "")

    def _row_words(self, row: RegisterRow) -> tuple[str, str]:
        """Return where a baby's sheet stands, in words and as a mark."""
        assert self._view is not None
        count = len(timeline.of_baby(self._view.notes, row.baby.id))
        if self._typed.get(row.baby.id, "").strip():
            return self.tr("Not saved yet"), "dot"
        if count:
            return self.tr("%n notes", "", count), "check"
        return (self.tr("Absent") if row.status == "absent" else self.tr("Nothing yet")), ""

    def _read(self) -> None:
        """Read what is typed and show what it says."""
        row, view = self._row(), self._view
        if view is None or row is None or self._words is None:
            return
        text = self.ui.lines_edit.toPlainText()
        self._typed[row.baby.id] = text
        self._drafts.keep(view.register.session.id, DraftView("sheet", str(row.baby.id), text))
        session = view.register.session
        self._reading = notation.read(
            text,
            self._letters,
            session.starts.time(),
            quick_entry.length(session),
            quick_entry.early(session),
        )
        self._show_reading(view, row)
        self._show_babies()

    def _show_reading(self, view: ClassRoomView, row: RegisterRow) -> None:
        ui, reading, session = self.ui, self._reading, view.register.session
        assert self._words is not None
        faults = reading.faults
        begun = session.starts <= self.context.clock()
        words = quick_entry.faults_words(faults, quick_entry.length(session))
        ui.error_label.setText(words if begun else self.tr("This class has not begun yet."))
        ui.error_label.setVisible(bool(faults) or not begun)
        ui.save_button.setEnabled(bool(reading.entries) and not faults and begun and not self._saving)
        count = len(reading.entries)
        notes = timeline.of_baby(view.notes, row.baby.id)
        known = quick_entry.known(session, notes, reading.entries)
        ui.count_label.setText(quick_entry.count_words(count, known))
        ui.ribbon.set_spans(*quick_entry.preview(session, notes, reading.entries))
        ui.preview_empty.setVisible(not count)
        ui.preview_list.setVisible(bool(count))
        self._minutes.show(
            [
                quick_entry.minute_row(minute, entries, session.starts, self._words)
                for minute, entries in quick_entry.by_minute(reading.entries)
            ]
        )
        self._underline(faults)

    def _underline(self, faults: tuple[Token, ...]) -> None:
        edit, selections = self.ui.lines_edit, []
        for token in faults:
            block = edit.document().findBlockByNumber(token.line)
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + token.start)
            cursor.setPosition(
                block.position() + token.start + len(token.text), QTextCursor.MoveMode.KeepAnchor
            )
            form = QTextCharFormat()
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            colour: QColor = theme.current().colour("error_text")
            form.setUnderlineColor(colour)
            form.setForeground(colour)
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, form
            selections.append(mark)
        edit.setExtraSelections(selections)

    # What the person does

    def _row(self) -> RegisterRow | None:
        rows = self._view.register.rows if self._view else ()
        return next((row for row in rows if row.baby.id == self._chosen), None)

    def choose(self, baby_id: UUID) -> None:
        self._chosen = baby_id
        self._fill()
        self.ui.lines_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self) -> None:
        """Bring back what was typed for this baby and is not saved yet."""
        text = self._typed.get(self._chosen, "") if self._chosen else ""
        self.ui.lines_edit.setPlainText(text)
        self.ui.lines_edit.moveCursor(QTextCursor.MoveOperation.End)
        if self._view is not None:
            self._read()

    def step(self, by: int) -> None:
        rows = self._view.register.rows if self._view else ()
        place = next((i for i, row in enumerate(rows) if row.baby.id == self._chosen), 0) + by
        if 0 <= place < len(rows):
            self.choose(rows[place].baby.id)

    def press(self, event: QKeyEvent) -> bool:
        if keys.baby(event) == 0:
            words = self.tr(
                "A sheet is one baby's, so nothing is written for everybody. Press a baby's number."
            )
            self.say.emit(words, "", None)
        elif event.key() in keys.ENTER:
            self.ui.lines_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            return False
        return True

    def typed(self, field: QObject) -> bool:
        return bool(self.ui.lines_edit.toPlainText())

    def leads_on(self, field: QObject, event: QKeyEvent) -> int:
        # In the lines the arrows go from line to line.
        lines = (Qt.Key.Key_Up, Qt.Key.Key_Down) if field is self.ui.lines_edit else ()
        return 0 if event.key() in lines else super().leads_on(field, event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        legend = self.ui.legend_label
        if watched is legend and event.type() == QEvent.Type.Resize:
            # A label that wraps lets itself be squeezed; the letters are to be read whole.
            legend.setMinimumHeight(max(0, legend.heightForWidth(legend.width())))
        return super().eventFilter(watched, event)

    def _save(self) -> None:
        row = self._row()
        if row is None or self._session_id is None or not self.ui.save_button.isEnabled():
            return
        self._saving = True
        self.ui.save_button.setEnabled(False)
        action_id, baby_id, entries = new_id(), row.baby.id, self._reading.entries

        def saved(entered: Entered) -> None:
            self._saved(action_id, row, len(entries), entered.known)

        self.context.tasks.write(
            partial(
                after_service.enter,
                action_id=action_id,
                session_id=self._session_id,
                baby_id=baby_id,
                carer_id=row.adult.id if row.adult else None,
                entries=entries,
                now=self.context.clock(),
            ),
            saved,
            self._refused,
        )

    def _saved(self, action_id: UUID, row: RegisterRow, count: int, known: int) -> None:
        self._saving, self._last = False, action_id
        self._typed.pop(row.baby.id, None)
        if self._session_id is not None:
            self._drafts.keep(self._session_id, DraftView("sheet", str(row.baby.id), ""))
        words = quick_entry.saved_words(row.baby.given_name, count, known)
        if known < count:
            self.say.emit(words, self.tr("Undo"), partial(self._take_back, action_id))
        else:
            self.say.emit(words, "", None)
        if self._chosen == row.baby.id:
            self._fill()
            self._next()

    def _next(self) -> None:
        """Go on to the next baby that has nothing yet; the paper lies in the same order."""
        assert self._view is not None
        rows = self._view.register.rows
        place = next((i for i, row in enumerate(rows) if row.baby.id == self._chosen), 0)
        noted = {note.baby_id for note in self._view.notes}
        for later in range(place + 1, len(rows)):
            if rows[later].baby.id not in noted and rows[later].status != "absent":
                self.choose(rows[later].baby.id)
                return
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refused(self, failed: FailedWrite) -> None:
        self._saving = False
        self._read()
        self.context.tasks.write_failed.emit(failed)

    def _undo(self) -> None:
        if self._last is not None and self.ui.undo_button.isEnabled():
            self._take_back(self._last)

    def _take_back(self, action_id: UUID) -> None:
        """Take one sheet back, while it is still the last thing done to the class."""
        self._last = None
        assert self._session_id is not None
        self.context.tasks.write(
            partial(
                log_service.undo, session_id=self._session_id, action_id=action_id, now=self.context.clock()
            )
        )
