"""A row of chips below the palette."""

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout

from massage_studio.gui.widgets.chip import Chip
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets

K = TypeVar("K", bound=Hashable)


class ChipRow(Generic[K]):
    """Chips for keys; `press` is told the key of one."""

    def __init__(self, row: QBoxLayout, press: Callable[[K], None]) -> None:
        self._row = row
        self._press = press
        self._compact = 0
        self._chips = KeyedWidgets[K, Chip](self._make, row.insertWidget)
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)

    @property
    def chips(self) -> list[Chip]:
        """The chips from the start of the row; those that do not fit are hidden."""
        return list(self._chips.values())

    def set_compact(self, compact: int) -> None:
        """Let the chips take less room."""
        self._compact = compact
        for chip in self.chips:
            chip.set_compact(compact)

    def show(self, entries: Mapping[K, tuple[str, str]], room: int | None = None) -> None:
        """Show (words, tone) pairs, as many as fit into `room` pixels."""
        self._chips.keep(entries)
        left = room
        for place, (chip, (words, tone)) in enumerate(zip(self.chips, entries.values(), strict=True)):
            if chip.words() != words:
                chip.set_words(words)
            chip.set_tone(tone)
            if left is not None:
                left -= chip.sizeHint().width() + self._row.spacing()
                chip.setVisible(left >= 0 or place == 0)

    def _make(self, key: K) -> Chip:
        chip = Chip("", "neutral")
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        chip.set_class_room(True)
        chip.set_compact(self._compact)
        chip.clicked.connect(partial(self._pressed, key))
        return chip

    def _pressed(self, key: K, _checked: bool = False) -> None:
        self._press(key)
