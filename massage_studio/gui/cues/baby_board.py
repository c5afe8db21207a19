"""The cards of the babies in a class."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.room import GROUP, Room, Selection
from massage_studio.gui.forms.ui_cues_baby_board import Ui_CuesBabyBoard
from massage_studio.gui.widgets.baby_card import BabyCard

_COLUMNS = 4


class BabyBoard(QWidget):
    """One card a baby, four in a row; `pressed` carries a card's place, counted from 0."""

    pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesBabyBoard()
        self.ui.setupUi(self)
        self.cards: list[BabyCard] = []
        for column in range(_COLUMNS):
            self.ui.board_layout.setColumnStretch(column, 1)

    def ahead(self, count: int) -> Iterator[None]:
        """Make the cards of a class, one at each step."""
        while len(self.cards) < count:
            self._add_card()
            self.cards[-1].ensurePolished()
            yield

    def lay_cards(self, count: int) -> None:
        """Show so many cards."""
        while len(self.cards) < count:
            self._add_card()
        for place, card in enumerate(self.cards):
            card.setVisible(place < count)

    def tick(self, room: Room, selected: Selection, now: datetime) -> None:
        """Show the babies as they are now; the ribbons and "20 s ago" move on."""
        for card, row in zip(self.cards, room.rows, strict=False):
            card.set_curtain(room.curtain)
            card.set_baby(room.card(row, now))
            card.set_selected(selected in (GROUP, row.baby.id))

    def _add_card(self) -> None:
        place = len(self.cards)
        card = BabyCard()
        card.hide()
        card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        card.clicked.connect(lambda: self.pressed.emit(place))
        self.ui.board_layout.addWidget(card, place // _COLUMNS, place % _COLUMNS)
        self.cards.append(card)
