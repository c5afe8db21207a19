"""The story of one baby as it is shown to its family: larger, and with nothing in it that is not for them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from massage_studio.gui import wording
from massage_studio.gui.forms.ui_progress_shown_panel import Ui_ProgressShownPanel
from massage_studio.gui.progress.card_parts import Words, quiet_button, refill, sentence, state_legend
from massage_studio.gui.progress.met_card import MetCard
from massage_studio.gui.progress.minutes_card import MinutesCard
from massage_studio.gui.progress.story_list import story_blocks
from massage_studio.progress.views import BabyProgress, Names

RATIO = 1.3
"""How much larger words are for two who look at them together."""
_PAGE = 8
KEY = QKeySequence("F8")


class ShownPanel(QWidget):
    """Reads nothing but what a family may be told: no layer but theirs, no flag, no money, no way out of it.

    `back` asks for the instructor's own view.
    """

    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_ProgressShownPanel()
        ui.setupUi(self)
        self._most = _PAGE
        self._told: tuple[BabyProgress, Names] | None = None
        ui.benefits_card.set_title(self.tr("What you two have had"))
        self.minutes = MinutesCard(None)
        ui.benefits_card.body.addWidget(self.minutes)
        for card in (ui.story_card, ui.met_card):
            card.set_title(" ")
            card.let_title_break()
        ui.back_button.clicked.connect(self.back)
        for keys in (KEY, QKeySequence(Qt.Key.Key_Escape)):
            shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.back)

    def begin(self) -> None:
        """Begin at the top of the story, for the keys too."""
        self._fill()
        self.ui.shown_area.verticalScrollBar().setValue(0)
        self.ui.shown_area.setFocus()

    def leave(self) -> None:
        """Keep nothing of the baby that was looked at."""
        for card in (self.ui.story_card, self.ui.met_card):
            card.set_title(" ")
            refill(card.body, [], keep=1)
        refill(self.ui.shown_title_layout, [])

    def show_baby(self, one: BabyProgress, names: Names) -> None:
        """Show one baby, once this is turned to."""
        if self._told is None or self._told[0].baby.id != one.baby.id:
            self._most = _PAGE
        self._told = one, names
        if self.isVisible():
            self._fill()

    def _fill(self) -> None:
        if self._told is None:
            return
        one, names = self._told
        name, age = one.baby.given_name, wording.age(one.baby.age)
        lines: list[QWidget] = [Words(name, 1.9 * RATIO, heading=True)]
        if age:
            lines.append(Words(age, RATIO, muted=True))
        refill(self.ui.shown_title_layout, lines)
        self.ui.story_card.set_title(sentence(self.tr("{baby}'s classes").format(baby=name)))
        self.ui.met_card.set_title(self.tr("How {baby} likes to be met").format(baby=name))
        self._fill_story()
        self.ui.met_card.setVisible(any(sentence.words for sentence in one.met))
        refill(self.ui.met_card.body, [MetCard(one, names, None, RATIO)], keep=1)
        self.ui.benefits_card.setVisible(any(round(part.minutes) for part in one.benefits))
        self.minutes.show_baby(one)

    def _fill_story(self) -> None:
        if self._told is None:
            return
        one, names = self._told
        shown = story_blocks(one.sessions, names, None, self._most, RATIO)
        if not shown:
            shown.append(Words(self.tr("The story begins with the first class."), RATIO, muted=True))
        if len(one.sessions) > self._most:
            more = quiet_button(self.tr("Earlier classes"))
            more.clicked.connect(self._more)
            shown.append(more)
        if any(story.spans for story in one.sessions):
            shown.append(state_legend())
        refill(self.ui.story_card.body, shown, keep=1)

    def _more(self) -> None:
        self._most += _PAGE
        self._fill_story()
