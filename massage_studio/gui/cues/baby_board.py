"""The cards of the babies in a class."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.room import GROUP, Room, Selection
from massage_studio.gui.forms.ui_cues_baby_board import Ui_CuesBabyBoard
from massage_studio.gui.widgets.baby_card import BabyCard
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets

_COLUMNS = 4


class BabyBoard(QWidget):
    """One card a baby, four in a row; `pressed` carries the baby's key."""

    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesBabyBoard()
        self.ui.setupUi(self)
        self._cards = KeyedWidgets[UUID, BabyCard](self._make, self._put)
        for column in range(_COLUMNS):
            self.ui.board_layout.setColumnStretch(column, 1)

    @property
    def cards(self) -> list[BabyCard]:
        """The cards in their order."""
        return list(self._cards.values())

    def lay_cards(self, room: Room) -> bool:
        """Lay a card for each baby of the class; tell whether there are others than before."""
        return self._cards.keep(row.baby.id for row in room.rows)

    def tick(self, room: Room, selected: Selection, now: datetime) -> None:
        """Show the babies as they are now; the ribbons and "20 s ago" move on."""
        for row in room.rows:
            card = self._cards[row.baby.id]
            card.set_curtain(room.curtain)
            card.set_baby(room.card(row, now))
            card.set_selected(selected in (GROUP, row.baby.id))

    def _make(self, baby_id: UUID) -> BabyCard:
        card = BabyCard()
        card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        card.clicked.connect(lambda: self.pressed.emit(baby_id))
        return card

    def _put(self, place: int, card: BabyCard) -> None:
        self.ui.board_layout.addWidget(card, place // _COLUMNS, place % _COLUMNS)
