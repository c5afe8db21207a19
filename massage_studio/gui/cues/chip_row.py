"""A row of chips below the palette."""

from collections.abc import Hashable, Mapping

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from massage_studio.gui.widgets import paint
from massage_studio.gui.widgets.chip import CLASS_ROOM_MM, Chip
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets

_GAP = 6


class ChipRow(QWidget):
    """Chips for keys, as many as fit; `pressed` carries the key of one.

    It has no layout: with each press there are others, and the page round it need not be laid out anew.
    """

    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = 0
        self._entries: Mapping[Hashable, tuple[str, str]] = {}
        self._chips = KeyedWidgets[Hashable, Chip](self._make, lambda _place, _chip: None)

    @property
    def chips(self) -> list[Chip]:
        """The chips from the start of the row; those that do not fit are hidden."""
        return list(self._chips.values())

    def set_compact(self, compact: int) -> None:
        """Let the chips take less room."""
        self._compact = compact
        for chip in self.chips:
            chip.set_compact(compact)
        self._fit()

    def show_entries(self, entries: Mapping[Hashable, tuple[str, str]]) -> None:
        """Show (words, tone) pairs."""
        self._entries = entries
        self._chips.keep(entries)
        for chip, (words, tone) in zip(self.chips, entries.values(), strict=True):
            if chip.words() != words:
                chip.set_words(words)
            chip.set_tone(tone)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, paint.millimetres(self, CLASS_ROOM_MM))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._fit()

    def _fit(self) -> None:
        """Set the chips one after the other, the first in any case, and hide the rest."""
        left, whole = 0, self.width()
        from_right = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for place, chip in enumerate(self.chips):
            hint = chip.sizeHint() if left < whole or place == 0 else QSize(whole, 0)
            shown = left + hint.width() <= whole or place == 0
            chip.setVisible(shown)
            if shown:
                wide = min(hint.width(), whole)
                start = whole - left - wide if from_right else left
                chip.setGeometry(QRect(start, (self.height() - hint.height()) // 2, wide, hint.height()))
            left += hint.width() + _GAP

    def _make(self, key: Hashable) -> Chip:
        chip = Chip("", "neutral", None, self)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.set_class_room(True)
        chip.set_compact(self._compact)
        chip.clicked.connect(lambda: self.pressed.emit(key))
        return chip
