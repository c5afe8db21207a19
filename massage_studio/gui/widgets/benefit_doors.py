"""The benefits that something gives, each a chip that opens what is known of it."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from massage_studio.curriculum.content_model import Content
from massage_studio.gui.widgets.chip import Chip
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.gui.widgets.keyed_widgets import KeyedWidgets


class BenefitDoors(QWidget):
    """A chip for each benefit; `opened` carries its code. With a `key` the first one shows it."""

    opened = Signal(str)

    def __init__(self, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._names: dict[str, str] = {}
        self._codes: tuple[str, ...] = ()
        self._flow = FlowLayout(self, gap=6)
        self.chips = KeyedWidgets[tuple[str, str], Chip](self._make, self._put)
        self.hide()

    def use(self, content: Content) -> None:
        """Call the benefits as a content does; until then none is shown."""
        self._names = {one.code: one.title for one in (*content.benefits, *content.away["benefit"])}
        self.show_benefits(self._codes)

    def show_benefits(self, codes: Iterable[str]) -> None:
        """Show these benefits."""
        self._codes = tuple(dict.fromkeys(codes))
        known = [code for code in self._codes if code in self._names]
        self.chips.keep((code, self._key if not place else "") for place, code in enumerate(known))
        for (code, _), chip in self.chips.items():
            chip.set_words(self._names[code])
            chip.setAccessibleName(self.tr("What is known of {benefit}").format(benefit=self._names[code]))
        self.setVisible(bool(known))

    def open_first(self) -> None:
        """Open what is known of the first benefit."""
        for code, _ in self.chips:
            self.opened.emit(code)
            return

    def _put(self, _: int, chip: Chip) -> None:
        self._flow.removeWidget(chip)
        self._flow.addWidget(chip)

    def _make(self, which: tuple[str, str]) -> Chip:
        code, key = which
        chip = Chip("", code, key)
        chip.setToolTip(self.tr("What is known of it"))
        chip.clicked.connect(lambda: self.opened.emit(code))
        return chip
