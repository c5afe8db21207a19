"""The cards of the babies in a class."""

from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.room import GROUP, Room, Selection
from massage_studio.gui.forms.ui_cues_baby_board import Ui_CuesBabyBoard
from massage_studio.gui.widgets.baby_card import BabyCard
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets

_COLUMNS, _GAP = 4, 8
_FEWER_COLUMNS, _NARROW_GAP = 3, 4
"""On a narrow screen, where fewer cards in a row keep the page from scrolling sideways."""


class BabyBoard(QWidget):
    """One card a baby, four in a row or three on a narrow screen.

    `pressed` carries the baby's key, `signs_pressed` its key and the card whose signs wait to be read.
    """

    pressed = Signal(object)
    signs_pressed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesBabyBoard()
        self.ui.setupUi(self)
        self._cards = KeyedWidgets[UUID, BabyCard](self._make, self._put)
        self._columns = 0
        self._lay_columns(_COLUMNS)

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

    def minimumSizeHint(self) -> QSize:
        card = max((card.minimumSizeHint().width() for card in self._cards.values()), default=0)
        wide = _FEWER_COLUMNS * card + (_FEWER_COLUMNS - 1) * _NARROW_GAP
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        card = max((card.minimumSizeHint().width() for card in self._cards.values()), default=0)
        room = self.width() >= _COLUMNS * card + (_COLUMNS - 1) * _GAP
        self._lay_columns(_COLUMNS if room else _FEWER_COLUMNS)

    def _lay_columns(self, columns: int) -> None:
        """Lay so many cards in a row."""
        if columns == self._columns:
            return
        self._columns = columns
        layout = self.ui.board_layout
        layout.setHorizontalSpacing(_GAP if columns == _COLUMNS else _NARROW_GAP)
        for column in range(_COLUMNS):
            layout.setColumnStretch(column, 1 if column < columns else 0)
        for place, card in enumerate(self._cards.values()):
            self._put(place, card)

    def _make(self, baby_id: UUID) -> BabyCard:
        card = BabyCard()
        card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        card.clicked.connect(lambda: self.pressed.emit(baby_id))
        card.signs_pressed.connect(lambda: self.signs_pressed.emit(baby_id, card))
        return card

    def _put(self, place: int, card: BabyCard) -> None:
        self.ui.board_layout.addWidget(card, place // self._columns, place % self._columns)
