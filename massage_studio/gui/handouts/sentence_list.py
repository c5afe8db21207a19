"""The sentences of a story, each to be changed in its place, left out or put back."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from massage_studio.curriculum.content_model import Content
from massage_studio.gui import theme
from massage_studio.gui.lists.delegate import RowDelegate, RowState
from massage_studio.gui.lists.model import ROW, VIEW, Index, ListModel, RowAction
from massage_studio.gui.lists.view import ListView
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.guarded_text import FaultLine, GuardedTextEdit
from massage_studio.handouts.proofs import ProofSentence
from massage_studio.language import translate

_PAD = 10
_ALL_LINES = 40


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """What is painted of one sentence: its words, what was done to it, and the heading that it begins."""

    accessible_name: str
    accessible_description: str
    heading: str
    left_out: bool


class SentenceDelegate(RowDelegate[SentenceRow]):
    """Paints a sentence with all its words; one that is left out is struck through."""

    gap = 4
    least_words = 260

    def above(self, row: SentenceRow) -> int:
        return round(paint.line_height(paint.font(self.list, 0.92))) + 10 if row.heading else 0

    def draw_above(self, painter: QPainter, surface: paint.Surface, row: SentenceRow) -> None:
        area = QRectF(_PAD, 4, surface.width() - 2 * _PAD, surface.height() - 4)
        font, ink = paint.font(surface, 0.92), theme.current().colour("muted")
        paint.draw_text(painter, surface, area, row.heading, font, ink)

    def row_height(self, surface: paint.Surface, row: SentenceRow) -> int:
        font = paint.font(surface)
        lines = len(self._lines(surface, row.accessible_name))
        more = len(self._lines(surface, row.accessible_description)) if row.accessible_description else 0
        return max(paint.TARGET + 8, round((lines + more) * paint.line_height(font)) + 16)

    def draw_row(self, painter: QPainter, surface: paint.Surface, row: SentenceRow, state: RowState) -> None:
        shown = theme.current()
        area = QRectF(surface.rect()).adjusted(1, 1, -1, -1)
        ground = shown.tint("primary") if state.chosen and state.focused else shown.colour("hover")
        paint.fill_round(painter, area, ground, paint.CONTROL_RADIUS)
        if state.focused:
            painter.setPen(shown.colour("primary"))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        font, high = paint.font(surface), paint.line_height(paint.font(surface))
        words = self._lines(surface, row.accessible_name)
        more = self._lines(surface, row.accessible_description) if row.accessible_description else []
        top = (surface.height() - (len(words) + len(more)) * high) / 2
        struck = paint.font(surface)
        struck.setStrikeOut(row.left_out)
        ink = shown.on_tint("primary") if state.chosen and state.focused else shown.colour("ink")
        muted = ink if state.chosen and state.focused else shown.colour("muted")
        for line, in_font, colour in (
            *((line, struck, muted if row.left_out else ink) for line in words),
            *((line, font, muted) for line in more),
        ):
            place = QRectF(_PAD, top, surface.width() - 2 * _PAD, high)
            paint.draw_text(painter, surface, place, line, in_font, colour)
            top += high

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = option.rect.adjusted(0, self.above(index.data(ROW)), 0, 0)
        last = index.row() == index.model().rowCount() - 1
        editor.setGeometry(rect.adjusted(0, 0, 0, 0 if last else -self.gap))

    def _lines(self, surface: paint.Surface, words: str) -> list[str]:
        return paint.wrapped(words, paint.font(surface), surface.width() - 2 * _PAD, _ALL_LINES)


class SentenceEditor(GuardedTextEdit):
    """The words of one sentence; Enter keeps them, Escape leaves them as they were."""

    done = Signal(str)
    left = Signal()

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setAccessibleName(self.tr("The sentence in your words"))
        self.setTabChangesFocus(True)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.done.emit(self.toPlainText())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.done.emit(self.toPlainText())


class SentenceList(ListView):
    """One story's sentences; `changed` carries a sentence and its new words, `escaped` leaves the list."""

    changed = Signal(object, str)
    escaped = Signal()
    finished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._baby = ""
        self._headed: dict[str, str] = {}
        self._editor: SentenceEditor | None = None
        self._content: Content | None = None
        self._faults: FaultLine | None = None
        self.sentences = ListModel[ProofSentence, SentenceRow](self, lambda one: one.key, self._row, _actions)
        self.use(self.sentences, SentenceDelegate(self))
        self.opened.connect(self.edit_sentence)
        self.acted.connect(self._act)

    @property
    def editing(self) -> bool:
        """Whether a sentence is being changed."""
        return self._editor is not None

    def guard(self, content: Content, faults: FaultLine) -> None:
        """Look at changed sentences with the words of a content, and tell of them in a line."""
        self._content, self._faults = content, faults

    def show_story(self, baby: str, sentences: tuple[ProofSentence, ...]) -> None:
        """Show the sentences about a baby."""
        self._baby = baby
        self._headed = {one.part: one.key for one in reversed(sentences)}
        self.sentences.show(sentences)

    def edit_sentence(self, sentence: ProofSentence) -> None:
        """Change a sentence in its place."""
        place = self.sentences.place_of(sentence.key)
        if place is None or self._editor is not None:
            return
        index = self.sentences.index(place)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        editor = self._editor = SentenceEditor(sentence.now or sentence.noted, self)
        editor.done.connect(lambda words: self._end(sentence, words))
        editor.left.connect(lambda: self._end(sentence, None))
        self.setIndexWidget(index, editor)
        if self._content is not None and self._faults is not None:
            editor.wording.use(self._content)
            self._faults.follow(editor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        sentence = self.currentIndex().data(VIEW) if self.currentIndex().isValid() else None
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif event.key() == Qt.Key.Key_F2 and sentence is not None:
            self.edit_sentence(sentence)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and sentence is not None:
            if sentence.now:
                self.changed.emit(sentence, "")
        else:
            super().keyPressEvent(event)

    def _end(self, sentence: ProofSentence, words: str | None) -> None:
        editor, self._editor = self._editor, None
        if editor is None:
            return
        had_focus = editor.hasFocus()
        if self._faults is not None:
            self._faults.follow()
        place = self.sentences.place_of(sentence.key)
        if place is not None:
            self.setIndexWidget(self.sentences.index(place), None)  # type: ignore[arg-type]
        if had_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if words is not None and words.strip() != sentence.now:
            self.changed.emit(sentence, words.strip())
        self.finished.emit()

    def _act(self, sentence: ProofSentence, code: str) -> None:
        if code == "change":
            self.edit_sentence(sentence)
        else:
            self.changed.emit(sentence, "" if code == "leave_out" else sentence.noted)

    def _row(self, one: ProofSentence) -> SentenceRow:
        told = []
        if one.changed and one.now:
            told.append(self.tr("Noted: {words}").format(words=one.noted))
        if one.now and one.cut:
            told.append(self.tr("No room on paper for: {words}").format(words=one.cut))
        if not one.now:
            told.append(self.tr("Left out"))
        heading = self._heading(one.part) if self._headed.get(one.part) == one.key else ""
        return SentenceRow(one.now or one.noted, " · ".join(told), heading, not one.now)

    def _heading(self, part: str) -> str:
        return {
            "own": self.tr("Your words"),
            "opening": self.tr("At the top"),
            "met": self.tr("How {baby} likes to be met"),
            "weeks": self.tr("Of these weeks"),
            "lead": self.tr("First sentence"),
            "story": self.tr("What was seen"),
            "likes": self.tr("{baby} likes"),
            "breaks": self.tr("{baby} needs a break when…"),
            "mind": self.tr("To mind for {baby}"),
        }[part].format(baby=self._baby)


def _actions(one: ProofSentence) -> tuple[RowAction, ...]:
    change = translate("SentenceList", "Change")
    leave_out = translate("SentenceList", "Leave out")
    put_back = translate("SentenceList", "As noted")
    named = translate("SentenceList", "{what}: {words}")
    found = [("change", change)]
    if one.now:
        found.append(("leave_out", leave_out))
    if one.changed:
        found.append(("put_back", put_back))
    return tuple(
        RowAction(code, words, named.format(what=words, words=one.now or one.noted), role="quiet")
        for code, words in found
    )
