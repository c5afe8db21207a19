"""The cards of the babies in a class."""

from datetime import datetime
from math import ceil, sqrt
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from massage_studio.gui.cues.room import GROUP, Room, Selection
from massage_studio.gui.forms.ui_cues_baby_board import Ui_CuesBabyBoard
from massage_studio.gui.widgets.baby_card import BabyCard
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets

_GAP, _NARROW_GAP = 8, 4
# Of large cards, from which height on the letters are so much larger.
_LETTERS = ((150, 1.5), (100, 1.2))
_MOST_WIDE = 4  # cards in a row that are read best


class BabyBoard(QWidget):
    """One card a baby.

    `pressed` carries the baby's key, `signs_pressed` its key and the card whose signs wait to be read.
    Wide cards stand four in a row at most, narrow ones in two rows where there is room for so many in one.
    Large ones, for fingers, fill the place.
    """

    pressed = Signal(object)
    signs_pressed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesBabyBoard()
        self.ui.setupUi(self)
        self._cards = KeyedWidgets[UUID, BabyCard](self._make, self._put)
        self._narrow = self._large = False
        self._ratio = 1.0
        self._columns = 1

    @property
    def cards(self) -> list[BabyCard]:
        """The cards in their order."""
        return list(self._cards.values())

    def lay_cards(self, room: Room) -> bool:
        """Lay a card for each baby of the class; tell whether there are others than before."""
        changed = self._cards.keep(row.baby.id for row in room.rows)
        if changed:
            self._columns = 0
            self._lay_again(self.width())
        return changed

    def set_form(self, width: int, *, narrow: bool, large: bool, high: int) -> None:
        """Lay narrow cards or wide ones on so many pixels, or large ones that fill `high` ones too."""
        self._narrow, self._large = narrow, large
        rows = ceil(len(self.cards) / self._in_a_row(width)) or 1
        one = high / rows
        self._ratio = next((ratio for least, ratio in _LETTERS if large and one >= least), 1.0)
        self.ui.board_layout.setSpacing(self._gap())
        for card in self.cards:
            self._dress(card)
        self._lay_again(width)

    def tick(self, room: Room, selected: Selection, now: datetime) -> None:
        """Show the babies as they are now; the ribbons and "20 s ago" move on."""
        for row in room.rows:
            card = self._cards[row.baby.id]
            card.set_curtain(room.curtain)
            card.set_baby(room.card(row, now))
            card.set_selected(selected in (GROUP, row.baby.id))

    def minimumSizeHint(self) -> QSize:
        # As wide as a row of two: how many stand in one is a matter of the width that there is.
        least = super().minimumSizeHint()
        card = max((card.minimumSizeHint().width() for card in self._cards.values()), default=0)
        return QSize(2 * card + _GAP, least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_again(self.width())

    def least_height(self, width: int) -> int:
        """Return how high the cards are at least where the board is so wide."""
        count = len(self._cards)
        rows = ceil(count / self._in_a_row(width)) if count else 0
        card = max((card.minimumSizeHint().height() for card in self._cards.values()), default=0)
        return rows * card + max(0, rows - 1) * self._gap()

    def _gap(self) -> int:
        return _NARROW_GAP if self._narrow else _GAP

    def _in_a_row(self, width: int) -> int:
        """Return how many cards stand in a row of so many pixels."""
        cards = self.cards
        if not cards:
            return 1
        fit = max(1, (width + self._gap()) // (cards[0].minimumSizeHint().width() + self._gap()))
        if self._large:
            # As square as they can be.
            return max(1, min(fit, ceil(sqrt(len(cards) * 4 / 3))))
        return min(fit, max(2, ceil(len(cards) / 2)) if self._narrow else _MOST_WIDE)

    def _lay_again(self, width: int) -> None:
        """Lay the cards in as many columns as there is room for."""
        layout, columns = self.ui.board_layout, self._in_a_row(width)
        if columns == self._columns:
            return
        for column in range(max(columns, layout.columnCount())):
            layout.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place, card in enumerate(self.cards):
            self._put(place, card)

    def _dress(self, card: BabyCard) -> None:
        card.set_narrow(self._narrow)
        card.set_large(self._large, self._ratio)

    def _make(self, baby_id: UUID) -> BabyCard:
        card = BabyCard()
        card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._dress(card)
        card.clicked.connect(lambda: self.pressed.emit(baby_id))
        card.signs_pressed.connect(lambda: self.signs_pressed.emit(baby_id, card))
        return card

    def _put(self, place: int, card: BabyCard) -> None:
        columns = self._columns or _MOST_WIDE
        self.ui.board_layout.addWidget(card, place // columns, place % columns)
