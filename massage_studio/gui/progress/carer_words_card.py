"""What the carers of a family say themselves: a sentence, and five items before and after a course."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QLabel, QMenu, QPushButton, QWidget

from massage_studio.curriculum.content_types import SelfRating
from massage_studio.curriculum.own_language import language_of, languages
from massage_studio.families.restrictions import Purpose, may
from massage_studio.families.views import Asked, CarerView, OwnAnswers, OwnWordsView
from massage_studio.gui import wording
from massage_studio.gui.progress.asking import Asking
from massage_studio.gui.progress.card_parts import (
    BoldLine,
    WrappedLabel,
    action_button,
    quiet_button,
    refill,
    sentence,
)
from massage_studio.gui.widgets.answer_line import OneAnswer
from massage_studio.gui.widgets.card import Card
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.progress.views import AskedIn, FamilyOwnWords

_MOMENTS: tuple[Asked, ...] = ("before", "after")
_Add = Callable[[QMenu, str, Asking], None]
"""Adds a choice of this name for what is asked to a menu."""


class CarerWordsCard(Card):
    """Shows each carer's own answers side by side, and compares nothing.

    `screen_wanted` carries the Asking of a screen that is turned round, `entry_wanted` the one that was
    answered on paper, `page_wanted` the one to print a page for; `why_wanted` asks what the evidence says.
    """

    screen_wanted = Signal(object)
    entry_wanted = Signal(object)
    page_wanted = Signal(object)
    why_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_title(self.tr("In the carers' own words"))

    def show_words(self, words: FamilyOwnWords, items: SelfRating) -> None:
        """Show what the carers of a family answered to these items."""
        one = len(words.carers) == 1
        title = self.tr("{carer}, in their own words")
        self.set_title(
            title.format(carer=words.carers[0].given_name) if one else self.tr("In the carers' own words")
        )
        rows: list[QWidget] = []
        for carer in words.carers:
            if not one:
                rows.append(BoldLine(carer.given_name))
            rows += self._of_carer(words, carer, items)
        if not words.carers:
            rows.append(WrappedLabel(self.tr("No carer is written down yet."), muted=True))
        elif any(answers.before or answers.after for answers in words.answers):
            rows.append(self._why())
        refill(self.body, rows, keep=1)
        self.body.addStretch(1)

    def _of_carer(self, words: FamilyOwnWords, carer: CarerView, items: SelfRating) -> list[QWidget]:
        rows: list[QWidget] = []
        for place, course in enumerate(words.courses):
            answers = words.of(carer.id, course.key)
            if place and not (answers.before or answers.after):
                continue
            if len(words.courses) > 1:
                rows.append(WrappedLabel(course.name or self.tr("An earlier course"), muted=True))
            rows += self._answers(carer, answers, items)
        if may(carer, Purpose.COME):
            rows.append(self._buttons(words, carer))
        return rows

    def _answers(self, carer: CarerView, answers: OwnWordsView, items: SelfRating) -> list[QWidget]:
        rows: list[QWidget] = []
        for of_moment in (answers.after, answers.before):
            if of_moment is not None and of_moment.words:
                rows.append(WrappedLabel(sentence(self.tr("“{words}”").format(words=of_moment.words))))
        if answers.before is None and answers.after is None:
            rows.append(WrappedLabel(self.tr("Five items, not asked yet."), muted=True))
            return rows
        rows.append(_SideBySide(answers, items))
        return rows

    def _buttons(self, words: FamilyOwnWords, carer: CarerView) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        turn = action_button(self.tr("Turn the screen round and ask"))
        entry = quiet_button(self.tr("Enter from paper"))
        page = quiet_button(self.tr("Print the page"))
        wanted: tuple[tuple[QPushButton, _Add], ...] = (
            (turn, partial(self._add_choice, self.screen_wanted)),
            (entry, partial(self._add_choice, self.entry_wanted)),
            (page, self._add_languages),
        )
        several = len(words.carers) > 1
        for button, add in wanted:
            if several:
                told = self.tr("{button}: {carer}")
                button.setAccessibleName(told.format(button=button.text(), carer=carer.given_name))
            button.setMenu(self._menu(button, words, carer, add))
            flow.addWidget(button)
        return row

    def _menu(self, button: QPushButton, words: FamilyOwnWords, carer: CarerView, add: _Add) -> QMenu:
        menu = QMenu(button)
        several = len(words.courses) > 1
        for course in words.courses:
            for asked in _MOMENTS:
                known = words.of(carer.id, course.key).at(asked)
                asking = Asking(words.family_id, carer.id, course.key, asked, known, carer.language)
                add(menu, self._moment(asked, course, several=several).replace("&", "&&"), asking)
        return menu

    def _add_choice(self, signal: SignalInstance, menu: QMenu, told: str, asking: Asking) -> None:
        menu.addAction(told).triggered.connect(partial(signal.emit, asking))

    def _add_languages(self, menu: QMenu, told: str, asking: Asking) -> None:
        """Offer the page in every language that there are texts in, the carer's own first."""
        offered = menu.addMenu(told)
        offered.aboutToShow.connect(partial(self._fill_languages, offered, asking))

    def _fill_languages(self, menu: QMenu, asking: Asking) -> None:
        menu.clear()
        own = language_of(asking.language)
        for code, name in sorted(languages().items(), key=lambda one: one[0] != own):
            action = menu.addAction(name)
            action.triggered.connect(partial(self.page_wanted.emit, replace(asking, language=code)))

    def _moment(self, asked: Asked, course: AskedIn, *, several: bool) -> str:
        when = self.tr("Before the course") if asked == "before" else self.tr("After the course")
        if not several:
            return when
        return self.tr("{when}: {course}").format(
            when=when, course=course.name or self.tr("An earlier course")
        )

    def _why(self) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, gap=8)
        told = self.tr("Own answers, side by side. They are no result of the course.")
        flow.addWidget(WrappedLabel(told, muted=True))
        why = quiet_button(self.tr("Why"), self.tr("Why own answers are no result of the course"))
        why.clicked.connect(self.why_wanted)
        flow.addWidget(why)
        return row


class _SideBySide(QWidget):
    """Each statement with the answer of before and that of after beside it, of which none is the better."""

    def __init__(self, answers: OwnWordsView, items: SelfRating) -> None:
        super().__init__()
        self._items = items
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        for column, asked in enumerate(_MOMENTS):
            grid.addWidget(WrappedLabel(self._head(asked, answers.at(asked)), muted=True), 0, column)
            grid.setColumnStretch(column, 1)
        for number, statement in enumerate(items.statements):
            grid.addWidget(WrappedLabel(statement.text), 1 + 2 * number, 0, 1, 2)
            for column, asked in enumerate(_MOMENTS):
                grid.addWidget(self._answer(asked, answers.at(asked), number), 2 + 2 * number, column)
        ends = self.tr("Each line goes from “{least}” to “{most}”.")
        told = WrappedLabel(ends.format(least=items.places[0], most=items.places[-1]), muted=True)
        grid.addWidget(told, 1 + 2 * len(items.statements), 0, 1, 2)

    def _head(self, asked: Asked, answers: OwnAnswers | None) -> str:
        if answers is None:
            return self.tr("Before: not yet") if asked == "before" else self.tr("After: not yet")
        when = self.tr("Before · {day}") if asked == "before" else self.tr("After · {day}")
        return when.format(day=wording.short_day(answers.made_on))

    def _answer(self, asked: Asked, answers: OwnAnswers | None, number: int) -> QLabel:
        items = self._items
        if answers is None:
            return QLabel("")
        answer = answers.scores[number]
        instead = self.tr("left out")
        where = instead if answer is None else items.place(answer)
        when = self.tr("before: {where}") if asked == "before" else self.tr("after: {where}")
        told = f"{items.statements[number].text}, {when.format(where=where)}"
        return OneAnswer(answer, items.minimum, items.maximum, told, instead)
