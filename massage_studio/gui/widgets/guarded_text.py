"""Fields for words to parents: what nobody can keep is underlined, with why and what to say instead."""

from bisect import bisect_left
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QToolTip,
    QWidget,
)

from massage_studio.curriculum.content_model import Content
from massage_studio.curriculum.wording_guard import Fault, faults
from massage_studio.gui import theme
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.card import Muted

KEYS = "Ctrl+."
# So that a word is not looked at while it is half written, and not spoken over.
_PAUSE_MS, _SPOKEN_MS = 200, 700
_ENDS = ".!?\u2026"


@dataclass(frozen=True, slots=True)
class Mark:
    """A fault at its place in a field, which counts UTF-16 units."""

    start: int
    end: int
    sentence_start: int
    sentence_end: int
    fault: Fault


class WordingWatch(QObject):
    """Looks at what is typed into one field; `found` tells that there may be other marks."""

    found = Signal()

    def __init__(self, field: "GuardedTextEdit | GuardedLineEdit") -> None:
        super().__init__(field)
        self.marks: tuple[Mark, ...] = ()
        self.field = field
        self._content: Content | None = None
        self._benefit = ""
        self._for_parents = True
        self._said = self._described = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        self._quiet = QTimer(self, singleShot=True, interval=_SPOKEN_MS)
        self._quiet.timeout.connect(self._speak)
        field.textChanged.connect(self._typed)
        field.cursorPositionChanged.connect(self.found)
        theme.watch().changed.connect(self.look)

    def use(self, content: Content, benefit: str = "") -> None:
        """Look with the words of a content, those of one benefit where one is named."""
        self._content, self._benefit = content, benefit
        self.look()

    def set_for_parents(self, for_parents: bool) -> None:
        """Look only while what is typed goes to parents."""
        self._for_parents = for_parents
        self.look()

    def look(self) -> None:
        """Underline what is at fault in the field as it stands."""
        self._pause.stop()
        text = self.field.words()
        found: tuple[Fault, ...] = ()
        if self._content is not None and self._for_parents:
            found = faults(text, self._content, self._benefit)
        marks = _marks(text, found)
        if marks or self.marks:
            self.marks = marks
            self.field.underline(marks)
            self._describe()
        self.found.emit()

    def current(self) -> Mark | None:
        """Return the mark at the caret, else the first one."""
        caret = self.field.caret()
        return next((mark for mark in self.marks if mark.start <= caret <= mark.end), None) or next(
            iter(self.marks), None
        )

    def use_better(self) -> None:
        """Put the better wording in place of the sentence; taken back as what is typed is."""
        self.look()
        mark = self.current()
        if mark is None or not mark.fault.better or self.field.isReadOnly():
            return
        words = mark.fault.better
        after = self.field.words()[mark.fault.sentence_end :].lstrip("\"'\u201d\u2019)")
        self.field.put(
            mark.sentence_start,
            mark.sentence_end,
            words.rstrip(_ENDS) if after[:1] in tuple(_ENDS) else words,
        )
        self.look()

    def words(self) -> str:
        """Return what is at fault, why, and what to say instead; empty where nothing is."""
        mark = self.current()
        return "" if mark is None else self.told(mark)

    def told(self, mark: Mark) -> str:
        """Return why a mark is there, and what to say instead."""
        text = self.field.words()[mark.fault.start : mark.fault.end]
        sentence = self.tr("“{words}”: {reason} Better: {better}") if mark.fault.better else ""
        return (sentence or self.tr("“{words}”: {reason}")).format(
            words=" ".join(text.split()), reason=mark.fault.reason, better=mark.fault.better
        )

    def tip(self, event: QHelpEvent, place: int) -> bool:
        """Show why there is a mark where the pointer rests; False where there is none."""
        mark = next((mark for mark in self.marks if mark.start <= place <= mark.end), None)
        if mark is None:
            return False
        QToolTip.showText(event.globalPos(), paint.plain(self.told(mark)), self.field)
        return True

    def _typed(self) -> None:
        # What is marked already moves with the words; what is new waits for the end of the word.
        if self.marks:
            self.look()
        else:
            self._pause.start()

    def _describe(self) -> None:
        words = self.words()
        before = self.field.accessibleDescription()
        if before != self._said:
            self._described = before
        mark = self.current()
        keys = self._keys() if mark is not None and mark.fault.better else ""
        self._said = f"{words} {keys}".strip() if words else self._described
        self.field.setAccessibleDescription(self._said)
        if words:
            self._quiet.start()
        else:
            self._quiet.stop()

    def _keys(self) -> str:
        keys = QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        return self.tr("{keys} uses this wording.").format(keys=keys)

    def _speak(self) -> None:
        if self.field.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.field, self._said))


class GuardedTextEdit(QPlainTextEdit):
    """Takes words for parents, on many lines; `wording` looks at them."""

    def __init__(self, text: str | QWidget | None = "", parent: QWidget | None = None) -> None:
        super().__init__(parent if isinstance(text, str) else text)
        self.wording = WordingWatch(self)
        if isinstance(text, str):
            self.setPlainText(text)

    def words(self) -> str:
        """Return the text; places in it are those of the document."""
        return self.toPlainText()

    def caret(self) -> int:
        """Return where the caret stands."""
        return self.textCursor().position()

    def underline(self, marks: tuple[Mark, ...]) -> None:
        """Draw a wave below each mark, which nothing of the text knows of."""
        drawn = []
        for mark in marks:
            selection = QTextEdit.ExtraSelection()
            selection.format = _wave()
            selection.cursor = self._between(mark.start, mark.end)
            drawn.append(selection)
        self.setExtraSelections(drawn)

    def put(self, start: int, end: int, words: str) -> None:
        """Write words in place of others, as one step that can be taken back."""
        cursor = self._between(start, end)
        cursor.insertText(words)
        self.setTextCursor(cursor)

    def _between(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _asks_for_better(event):
            self.wording.use_better()
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.cursorForPosition(event.pos()).position()
            if self.wording.tip(event, place):
                return True
        return super().viewportEvent(event)


class GuardedLineEdit(QLineEdit):
    """Takes words for parents, on one line; `wording` looks at them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composing = False
        self.wording = WordingWatch(self)

    def words(self) -> str:
        """Return the text, nothing while it may not be read."""
        return self.text() if self.echoMode() == QLineEdit.EchoMode.Normal else ""

    def setEchoMode(self, mode: QLineEdit.EchoMode) -> None:
        super().setEchoMode(mode)
        self.wording.look()

    def caret(self) -> int:
        """Return where the caret stands."""
        return self.cursorPosition()

    def underline(self, marks: tuple[Mark, ...]) -> None:
        """Draw a wave below each mark, as an input method does below what it composes."""
        if self._composing:
            return
        kind, caret = QInputMethodEvent.AttributeType.TextFormat, self.cursorPosition()
        drawn = [
            QInputMethodEvent.Attribute(kind, mark.start - caret, mark.end - mark.start, _wave())
            for mark in marks
        ]
        super().inputMethodEvent(QInputMethodEvent("", drawn))

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)

    def put(self, start: int, end: int, words: str) -> None:
        """Write words in place of others, as one step that can be taken back, where they have room."""
        if len(self.text()) - (end - start) + len(words) <= self.maxLength():
            self.setSelection(start, end - start)
            self.insert(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _asks_for_better(event):
            self.wording.use_better()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QHelpEvent)
            and event.type() == QEvent.Type.ToolTip
            and self.wording.tip(event, self.cursorPositionAt(event.pos()))
        ):
            return True
        return super().event(event)


class FaultLine(QWidget):
    """The line below fields that says what is at fault in the one that is typed into; not there otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self.label = Muted("", self)
        self.label.setWordWrap(True)
        keys = QKeySequence(KEYS).toString(QKeySequence.SequenceFormat.NativeText)
        self.button = QPushButton(self.tr("Use this wording"), self)
        self.button.setToolTip(keys)
        # The field keeps the keys, which have their own way to the same.
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setAutoDefault(False)
        row.addWidget(self.label, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._watches: list[WordingWatch] = []
        self._shown: WordingWatch | None = None
        self.button.clicked.connect(self._use)
        self.hide()

    def follow(self, *fields: GuardedTextEdit | GuardedLineEdit) -> None:
        """Tell of these fields, and of no others any more."""
        for watch in self._watches:
            watch.found.disconnect(self._show)
        self._watches = [field.wording for field in fields]
        for watch in self._watches:
            watch.found.connect(self._show)
        self._show()

    def _show(self) -> None:
        faulty = [watch for watch in self._watches if watch.marks]
        focused = [watch for watch in faulty if watch.field.hasFocus()]
        self._shown = next(iter(focused or faulty), None)
        self.label.setText(self._shown.words() if self._shown else "")
        mark = self._shown.current() if self._shown else None
        self.button.setVisible(mark is not None and bool(mark.fault.better))
        self.setVisible(self._shown is not None)

    def _use(self) -> None:
        if self._shown is not None:
            self._shown.use_better()


def _asks_for_better(event: QKeyEvent) -> bool:
    return QKeySequence(event.keyCombination()) == QKeySequence(KEYS)


def _wave() -> QTextCharFormat:
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
    made.setUnderlineColor(theme.current().on_tint("warning"))
    return made


def _marks(text: str, found: tuple[Fault, ...]) -> tuple[Mark, ...]:
    """Return faults at their places in a field: an emoji is two units there and one character here."""
    wide = [place for place, letter in enumerate(text) if letter > "\uffff"] if found else []

    def units(place: int) -> int:
        return place + bisect_left(wide, place)

    return tuple(
        Mark(
            units(fault.start),
            units(fault.end),
            units(fault.sentence_start),
            units(fault.sentence_end),
            fault,
        )
        for fault in found
    )
