"""The palette as the class room draws it, each chip to be pressed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.cues.views import PaletteChip, Vocabulary
from massage_studio.gui.forms.ui_settings_palette_card import Ui_SettingsPaletteCard
from massage_studio.gui.widgets.card import Card
from massage_studio.gui.widgets.chip import Chip, StateButton
from massage_studio.gui.widgets.flow_layout import FlowLayout


class PaletteCard(Card):
    """Four groups of chips; `pressed` carries the PaletteChip of the one that was pressed."""

    pressed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_SettingsPaletteCard()
        ui.setupUi(self)
        self._flows = {
            "state": FlowLayout(ui.state_chips, gap=2),
            "engagement": FlowLayout(ui.engaging_chips),
            "disengagement": FlowLayout(ui.disengaging_chips),
            "response": FlowLayout(ui.response_chips),
        }
        self._shown: tuple[PaletteChip, ...] = ()
        self._buttons: dict[tuple[str, str], Chip | StateButton] = {}

    def show_chips(self, words: Vocabulary) -> None:
        """Draw the palette anew where it has changed."""
        if words.palette == self._shown:
            return
        self._shown = words.palette
        self.setUpdatesEnabled(False)
        for flow in self._flows.values():
            flow.clear()
        self._buttons = {(chip.kind, chip.code): self._button(chip) for chip in words.palette}
        _in_order(self, list(self._buttons.values()))
        self.setUpdatesEnabled(True)

    def mark(self, chosen: PaletteChip | None) -> None:
        """Mark the chip that is being changed."""
        for button in self._buttons.values():
            button.setChecked(False)
        if chosen is not None:
            self._buttons[chosen.kind, chosen.code].setChecked(True)

    def focus_chip(self, chip: PaletteChip | None) -> None:
        """Give a chip the focus, the first one where there is none."""
        key = (chip.kind, chip.code) if chip is not None else None
        found = self._buttons.get(key) if key is not None else None
        found = found or next(iter(self._buttons.values()), None)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, chip: PaletteChip) -> Chip | StateButton:
        button: Chip | StateButton
        if chip.kind == "state":
            button = StateButton(chip.code, chip.key)
            flow = self._flows["state"]
        elif chip.kind == "cue":
            engaging = chip.polarity == "engagement"
            button = Chip(chip.label, "engaging" if engaging else "disengaging", chip.key)
            flow = self._flows[chip.polarity]
        else:
            button = Chip(chip.label, "neutral", chip.key)
            flow = self._flows["response"]
        # Pressed through a signal of this object: a chip may be drawn anew while it is being pressed.
        button.setCheckable(True)
        button.clicked.connect(lambda: self.pressed.emit(chip))
        flow.addWidget(button)
        return button


def _in_order(card: QWidget, buttons: list[Chip | StateButton]) -> None:
    before: QWidget = card
    for button in buttons:
        QWidget.setTabOrder(before, button)
        before = button
