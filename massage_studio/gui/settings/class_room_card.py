"""The card of the class room: its quiet hints, when names are hidden, and the way to its keys."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from massage_studio.gui import idle_curtain
from massage_studio.gui.cues import limits
from massage_studio.gui.forms.ui_settings_class_room_card import Ui_SettingsClassRoomCard
from massage_studio.gui.widgets.card import Card
from massage_studio.gui.widgets.fields import show_unit, still


class ClassRoomCard(Card):
    """Keeps a limit when its box is left; `kept` carries what puts it back as it was.

    `keys_wanted` asks for the page of the keys, `practice_wanted` for that where observers practise.
    """

    kept = Signal(object)
    keys_wanted = Signal()
    practice_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_SettingsClassRoomCard()
        ui.setupUi(self)
        ui.keys_button.clicked.connect(self.keys_wanted)
        ui.practice_button.clicked.connect(self.practice_wanted)
        self._boxes: tuple[tuple[QSpinBox, Callable[[], int], Callable[[int], None]], ...] = (
            (ui.quiet_spin, limits.quiet_minutes, limits.keep_quiet_minutes),
            (ui.pause_spin, limits.pause_hint_seconds, limits.keep_pause_hint_seconds),
            (ui.curtain_spin, idle_curtain.minutes, idle_curtain.keep_minutes),
        )
        show_unit(ui.quiet_spin, lambda number: self.tr(" minutes", "", number))
        show_unit(ui.curtain_spin, lambda number: self.tr(" minutes", "", number))
        show_unit(ui.pause_spin, lambda number: self.tr(" seconds", "", number))
        for box, kept, keep in self._boxes:
            still(box)
            box.setValue(kept())
            box.editingFinished.connect(partial(self._keep, box, kept, keep))

    def look(self) -> None:
        """Show what is kept now, where nobody is typing."""
        for box, kept, _ in self._boxes:
            if not box.hasFocus():
                box.setValue(kept())

    def _keep(self, box: QSpinBox, kept: Callable[[], int], keep: Callable[[int], None]) -> None:
        before = kept()
        if box.value() == before:
            return
        keep(box.value())
        self.kept.emit(partial(self._put_back, box, before, keep))

    def _put_back(self, box: QSpinBox, before: int, keep: Callable[[int], None]) -> None:
        keep(before)
        box.setValue(before)
