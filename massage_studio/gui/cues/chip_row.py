"""A row of chips below the palette."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout

from massage_studio.gui.widgets.chip import Chip


class ChipRow:
    """Chips that are used again and again, with other words; `press` is told the place of one, from 0."""

    def __init__(self, row: QLayout, press: Callable[[int], None]) -> None:
        self._row = row
        self._press = press
        self.chips: list[Chip] = []
        row.setAlignment(Qt.AlignmentFlag.AlignLeft)

    def show(self, entries: list[tuple[str, str]], room: int | None = None) -> None:
        """Show (words, tone) pairs, as many as fit into `room` pixels."""
        for place in range(len(self.chips), len(entries)):
            chip = Chip("", "neutral")
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.set_class_room(True)
            chip.clicked.connect(lambda _=False, place=place: self._press(place))
            self.chips.append(chip)
            self._row.addWidget(chip)
        left = room
        for place, chip in enumerate(self.chips):
            fits = place < len(entries)
            if fits:
                words, tone = entries[place]
                if chip.words() != words:
                    chip.set_words(words)
                chip.set_tone(tone)
                if left is not None:
                    left -= chip.sizeHint().width() + self._row.spacing()
                    fits = left >= 0 or place == 0
            chip.setVisible(fits)
