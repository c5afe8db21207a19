"""What an import asks, each question with its likely answers as buttons."""

from functools import partial
from textwrap import fill

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from massage_studio.exchange.questions import Question
from massage_studio.exchange.views import Asked
from massage_studio.gui.widgets.card import Muted, Strong
from massage_studio.gui.widgets.day_edit import DayEdit
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets
from massage_studio.language import translate

_AT_ONCE = 25
_WIDE = 38  # letters of a button; longer words go on in a second line
_ROWS = 8


def rows_words(rows: tuple[int, ...]) -> str:
    """Return how many rows wait and which: "2 rows: 5, 7"; of many the first."""
    if not rows:
        return ""
    named = ", ".join(map(str, rows[:_ROWS])) + (", …" if len(rows) > _ROWS else "")
    return translate("QuestionPanel", "%n rows: {rows}", None, len(rows)).format(rows=named)


class QuestionBox(QFrame):
    """One question; `answered` carries the answer."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question: Question | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(4)
        self.words = Strong("", self)
        self.words.setWordWrap(True)
        self.rows = Muted("", self)
        self.rows.setWordWrap(True)
        buttons = QWidget(self)
        self._buttons = FlowLayout(buttons, gap=6)
        column.addWidget(self.words)
        column.addWidget(self.rows)
        column.addWidget(buttons)
        self.buttons: list[QPushButton] = []
        self.edit: QLineEdit | None = None
        self._free = QWidget(self)
        self._free_row = QHBoxLayout(self._free)
        self._free_row.setContentsMargins(0, 0, 0, 0)
        self._free_row.setSpacing(6)
        column.addWidget(self._free)

    def show_asked(self, asked: Asked) -> None:
        """Show a question with the rows that wait for it."""
        words = rows_words(asked.rows)
        self.rows.setText(words)
        self.rows.setVisible(bool(words))
        if asked.question == self._question:
            return
        question = self._question = asked.question
        self.words.setText(question.words)
        self.setAccessibleName(question.words)
        self._buttons.clear()
        self.buttons = []
        for place, likely in enumerate(question.likely):
            button = QPushButton(fill(likely.words, _WIDE).replace("&", "&&"), self)
            button.setAccessibleName(likely.words)
            button.setAccessibleDescription(question.words)
            if place:
                button.setProperty("role", "quiet")
            button.clicked.connect(partial(self.answered.emit, likely.value))
            self._buttons.addWidget(button)
            self.buttons.append(button)
        self._make_field(question)

    def first(self) -> QWidget | None:
        """Return what takes the keys first."""
        return self.buttons[0] if self.buttons else self.edit

    def _make_field(self, question: Question) -> None:
        while self._free_row.count():
            item = self._free_row.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.edit = None
        self._free.setVisible(bool(question.free))
        if not question.free:
            return
        self.edit = DayEdit(self) if question.free == "date" else QLineEdit(self)
        self.edit.setAccessibleName(question.words)
        self.edit.setMaxLength(200)
        label = QLabel(self.tr("or"), self)
        use = QPushButton(self.tr("Use it"), self)
        use.clicked.connect(self._use)
        self.edit.returnPressed.connect(self._use)
        for widget in (label, self.edit, use):
            self._free_row.addWidget(widget)

    def _use(self) -> None:
        edit = self.edit
        if isinstance(edit, DayEdit):
            day = edit.day()
            if day is not None:
                self.answered.emit(day.isoformat())
        elif edit is not None and edit.text().strip():
            self.answered.emit(edit.text().strip())


class QuestionPanel(QWidget):
    """The open questions, the widest first, and what was answered for more than one row.

    `answered` carries the key of a question and the answer; `again` the key of an answer to be asked anew.
    It has `finished` where the last question was answered here.
    """

    answered = Signal(str, str)
    again = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finished = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._boxes_column = QVBoxLayout()
        column.addLayout(self._boxes_column)
        self.more_label = Muted("", self)
        self.more_label.setWordWrap(True)
        column.addWidget(self.more_label)
        self.kept_title = Strong(self.tr("Answered"), self)
        column.addWidget(self.kept_title)
        kept = QWidget(self)
        self._kept = FlowLayout(kept, gap=6)
        column.addWidget(kept)
        self.boxes: KeyedWidgets[str, QuestionBox] = KeyedWidgets(self._make, self._boxes_column.insertWidget)
        self.kept_buttons: KeyedWidgets[str, QPushButton] = KeyedWidgets(
            self._make_kept, lambda _, button: self._kept.addWidget(button)
        )

    def show_questions(self, asked: tuple[Asked, ...], kept: tuple[tuple[str, str], ...]) -> None:
        """Show what is open, and the keys and words of what was answered."""
        current = self.window().focusWidget()
        had_keys = self.isAncestorOf(current)
        shown = asked[:_AT_ONCE]
        self.boxes.keep(one.question.key for one in shown)
        for one in shown:
            self.boxes[one.question.key].show_asked(one)
        more = len(asked) - len(shown)
        self.more_label.setText(self.tr("%n more questions come after these.", "", more))
        self.more_label.setVisible(more > 0)
        self.kept_buttons.keep(key for key, _ in kept)
        for key, words in kept:
            button = self.kept_buttons[key]
            button.setText(fill(words, _WIDE).replace("&", "&&"))
            button.setAccessibleName(self.tr("Change the answer: {words}").format(words=words))
        self.kept_title.setVisible(bool(kept))
        self.finished = had_keys and not shown
        if had_keys and shown:
            self.take_keys()

    def take_keys(self) -> None:
        """Give the keys to the first answer of the first question."""
        first = next((box.first() for box in self.boxes.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, key: str) -> QuestionBox:
        box = QuestionBox(self)
        box.answered.connect(partial(self.answered.emit, key))
        return box

    def _make_kept(self, key: str) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("role", "quiet")
        button.clicked.connect(partial(self.again.emit, key))
        return button
