"""The screen that is turned round to a carer: her own five items, one after the other, and nothing else."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from massage_studio.curriculum import own_language
from massage_studio.curriculum.content_types import SelfRating
from massage_studio.families import own_words_service
from massage_studio.families.views import ITEMS
from massage_studio.gui import theme
from massage_studio.gui.context import Context
from massage_studio.gui.forms.ui_progress_own_words_page import Ui_ProgressOwnWordsPage
from massage_studio.gui.page import Page
from massage_studio.gui.progress.asking import Asking
from massage_studio.gui.tasks import Latest
from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.chip import ChoiceChip
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.store.ids import new_id
from massage_studio.store.operations import perform

_HIGH, _WIDER = 64, 1.1
_LEAST, _LARGEST, _LETTERS = 1.2, 3.0, 34


class OwnWordsPage(Page):
    """Asks what an Asking names. All its words are the carer's language, and none of them names anybody.

    It is opened under the privacy curtain, and given back under it: what is behind it is the instructor's.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_ProgressOwnWordsPage()
        self.ui.setupUi(self)
        self._asking: Asking | None = None
        self._kept = False
        self._items: SelfRating | None = None
        self._known, self._read = Latest(), Latest()
        self._scores: list[int | None] = [None] * ITEMS
        self._on_paper = False
        self._step = 0
        self._ratio = 0.0
        self._flow = FlowLayout(self.ui.languages, gap=12)
        self.languages: dict[str, ChoiceChip] = {}
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(True)
        self._dress()
        self._wire()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dress()

    def _dress(self) -> None:
        """Make all letters as large as the window has room for: they are read with a baby in the arms."""
        ui = self.ui
        room = self.width() / (self.fontMetrics().horizontalAdvance("m") * _LETTERS)
        ratio = round(min(_LARGEST, max(_LEAST, room)), 1)
        if ratio == self._ratio:
            return
        self._ratio = ratio
        asked, told = theme.heading_font(self.font(), ratio), theme.sized(self.font(), max(1.0, ratio * 0.6))
        for label in (
            *(ui.start_title, ui.statement_label, ui.words_label),
            *(ui.paper_label, ui.thanks_label),
        ):
            label.setFont(asked)
        for widget in (ui.instruction_label, ui.note_label, ui.words_edit, *self.findChildren(QPushButton)):
            widget.setFont(told)
        ui.words_edit.setFixedHeight(ui.words_edit.fontMetrics().lineSpacing() * 4 + 24)
        ui.answer_line.set_large(max(1.0, ratio * 0.6))
        self._widen_buttons()

    def _widen_buttons(self) -> None:
        """Leave each button room for its words in every script: Qt measures some in another font."""
        for button in self.findChildren(QPushButton):
            words = paint.text_width(button.text(), button.font())
            button.setMinimumSize(round(words * _WIDER) + _HIGH, _HIGH)

    def _wire(self) -> None:
        ui = self.ui
        ui.begin_button.clicked.connect(partial(self._go_to, 1))
        ui.earlier_button.clicked.connect(self._earlier)
        ui.later_button.clicked.connect(self._later)
        ui.skip_button.clicked.connect(self._skip)
        ui.agree_button.clicked.connect(partial(self._finish, True))
        ui.refuse_button.clicked.connect(partial(self._finish, False))
        ui.answer_line.changed.connect(self._answer)
        ui.answer_line.installEventFilter(self)
        ui.words_edit.textChanged.connect(self._show_foot)
        for button in (ui.hand_back_button, ui.done_button):
            button.clicked.connect(self.hand_back)

    def open(self, key: Any) -> None:
        """Ask what an Asking names; without one there is nobody to ask."""
        if not isinstance(key, Asking):
            return
        self.context.privacy.draw(True)
        self._forget()
        self._asking, self._kept = key, False
        if key.known is not None:
            self._scores, self._on_paper = list(key.known.scores), key.known.on_paper
            self.ui.words_edit.setPlainText(key.known.words)
        # What languages call themselves takes its time where it is asked first.
        self.context.tasks.make(own_language.languages, self._offer_languages, latest=self._known)

    def reload(self) -> None:
        """Show nothing of the studio: what is asked came with the key."""

    def _offer_languages(self, known: Mapping[str, str]) -> None:
        """Let her choose among the languages that there are texts in, each in its own words."""
        for code, name in known.items():
            if code not in self.languages:
                chip = ChoiceChip(name, "primary")
                chip.set_compact(-1)
                chip.clicked.connect(partial(self._speak, code))
                self._flow.addWidget(chip)
                self.languages[code] = chip
        if self._asking is not None:
            self._speak(own_language.language_of(self._asking.language))

    def _speak(self, code: str) -> None:
        for other, chip in self.languages.items():
            chip.setChecked(other == code)
        self.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft
            if own_language.reads_from_the_right(code)
            else Qt.LayoutDirection.LeftToRight
        )
        self.context.tasks.make(partial(own_language.items_in, code), self._take, latest=self._read)

    def _take(self, items: SelfRating) -> None:
        first, self._items = self._items is None, items
        ui = self.ui
        before = self._asking is None or self._asking.asked == "before"
        words: tuple[tuple[QLabel | QPushButton, str], ...] = (
            (ui.start_title, items.title),
            (ui.instruction_label, items.instruction),
            (ui.note_label, items.note),
            (ui.words_label, items.words_before if before else items.words_after),
            (ui.paper_label, items.on_paper),
            (ui.thanks_label, items.thanks),
            (ui.begin_button, items.begin),
            (ui.earlier_button, items.earlier),
            (ui.skip_button, items.skip),
            (ui.later_button, items.later),
            (ui.agree_button, items.agree),
            (ui.refuse_button, items.refuse),
            (ui.hand_back_button, items.hand_back),
            (ui.done_button, items.hand_back),
        )
        for widget, text in words:
            widget.setText(text)
            widget.setAccessibleName(text)
        ui.words_edit.setAccessibleName(ui.words_label.text())
        self._widen_buttons()
        self._go_to(0 if first else self._step)

    # From step to step: the start, each item, her sentence, whether it may be printed, and the thanks

    def _go_to(self, step: int) -> None:
        items = self._items
        if items is None:
            return
        ui, self._step = self.ui, step
        asked = len(items.statements)
        item = step - 1
        if step == 0:
            ui.steps.setCurrentWidget(ui.start_page)
            ui.begin_button.setFocus()
        elif item < asked:
            text = items.statements[item].text
            ui.statement_label.setText(text)
            ends = (items.places[0], items.places[-1])
            ui.answer_line.ask(text, items.minimum, items.maximum, ends, items.place)
            ui.answer_line.set_answer(self._scores[item])
            ui.steps.setCurrentWidget(ui.item_page)
            ui.answer_line.setFocus()
        elif item == asked:
            ui.steps.setCurrentWidget(ui.words_page)
            ui.words_edit.setFocus()
        elif item == asked + 1 and self._said():
            ui.steps.setCurrentWidget(ui.paper_page)
            ui.refuse_button.setFocus()
        else:
            self._keep()
            ui.steps.setCurrentWidget(ui.thanks_page)
            ui.done_button.setFocus()
        self._show_foot()

    def _show_foot(self) -> None:
        ui, items = self.ui, self._items
        if items is None:
            return
        asked = len(items.statements)
        page = ui.steps.currentWidget()
        ui.foot.setVisible(page in (ui.item_page, ui.words_page, ui.paper_page))
        ui.hand_back_button.setVisible(page is not ui.thanks_page)
        ui.languages.setVisible(page is ui.start_page and len(self.languages) > 1)
        ui.step_dots.set_step(self._step - 1, asked + 2)
        told = (
            self._scores[self._step - 1] is not None
            if page is ui.item_page
            else bool(ui.words_edit.toPlainText().strip())
        )
        ui.later_button.setVisible(page in (ui.item_page, ui.words_page))
        ui.later_button.setEnabled(told)
        ui.skip_button.setVisible(page in (ui.item_page, ui.words_page))

    def _said(self) -> bool:
        """Tell whether she said anything at all."""
        answered = any(score is not None for score in self._scores)
        return answered or bool(self.ui.words_edit.toPlainText().strip())

    def _answer(self, answer: int | None) -> None:
        self._scores[self._step - 1] = answer
        self._show_foot()

    def _earlier(self) -> None:
        self._go_to(self._step - 1)

    def _later(self) -> None:
        self._go_to(self._step + 1)

    def _skip(self) -> None:
        """Leave out what is asked now, an answer that stood there too."""
        if self.ui.steps.currentWidget() is self.ui.item_page:
            self._scores[self._step - 1] = None
        else:
            self.ui.words_edit.clear()
        self._go_to(self._step + 1)

    def _finish(self, on_paper: bool) -> None:
        self._on_paper = on_paper
        self._go_to(self._step + 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Return goes on from the line, as it presses the button everywhere else.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and not event.isAutoRepeat() and self.ui.later_button.isEnabled():
                self._later()
                return True
        return super().eventFilter(watched, event)

    def _keep(self) -> None:
        """Keep what was answered, as one operation of the office."""
        asking = self._asking
        if asking is None or self._kept or not (self._said() or asking.known):
            return
        self._kept = True
        work = partial(
            own_words_service.rate,
            carer_id=asking.carer_id,
            course_id=asking.course_id,
            moment=asking.asked,
            scores={number: score for number, score in enumerate(self._scores) if score is not None},
            words=self.ui.words_edit.toPlainText(),
            on_paper=self._on_paper and self._said(),
            on=self.context.today(),
        )
        self.context.tasks.write(
            partial(
                perform, name="rate", work=work, words="", now=self.context.clock(), operation_id=new_id()
            )
        )

    def hand_back(self) -> None:
        """Keep what was answered so far, and give the screen back under the curtain."""
        self._keep()
        asking, self._asking = self._asking, None
        self.context.privacy.draw(True)
        self._forget()
        self.go.emit("family", asking.family_id if asking is not None else None)

    def _forget(self) -> None:
        """Leave nothing of what she said on the page."""
        self._step = 0
        self.ui.steps.setCurrentWidget(self.ui.start_page)
        self._scores, self._on_paper = [None] * ITEMS, False
        self.ui.words_edit.clear()
        self.ui.answer_line.set_answer(None)
