"""The chips that choose a kind of item, each with how many there are."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.curriculum.library_views import Library, LibraryItem
from massage_studio.gui.widgets.chip import ChoiceChip
from massage_studio.gui.widgets.flow_layout import FlowLayout


class LibraryFilters(QObject):
    """At most one chip is chosen; `chosen` tells that it is another one."""

    chosen = Signal()

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self._code = ""
        flow = FlowLayout(place, gap=6)
        self._names = {
            "stroke": self.tr("Strokes"),
            "song": self.tr("Songs"),
            "topic": self.tr("Talks"),
            "activity": self.tr("Activities"),
            "routine": self.tr("Routines"),
            "mine": self.tr("Mine"),
            "hidden": self.tr("Hidden"),
        }
        self.chips = {code: ChoiceChip(name, "primary", parent=place) for code, name in self._names.items()}
        for code, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, code=code: self.press(code))
            flow.addWidget(chip)

    def press(self, code: str) -> None:
        """Choose a chip, or all items where it is chosen already."""
        self._choose("" if code == self._code else code)
        self.chosen.emit()

    def clear(self) -> None:
        """Choose no chip."""
        self._choose("")

    def lets(self, item: LibraryItem) -> bool:
        """Tell whether an item is shown; what is hidden is shown under Hidden alone."""
        return self._fits(self._code, item)

    def count(self, items: Sequence[LibraryItem]) -> None:
        """Show behind each name how many items there are."""
        for code, chip in self.chips.items():
            number = sum(self._fits(code, item) for item in items)
            chip.set_words(f"{self._names[code]} {number}")

    def choose_for(self, wanted: tuple[str, str], library: Library | None) -> None:
        """Choose a filter under which an item is shown."""
        found = [item for item in (library.items if library else ()) if (item.kind, item.code) == wanted]
        self._choose("hidden" if found and found[0].hidden else "")

    def _choose(self, code: str) -> None:
        self._code = code
        for name, chip in self.chips.items():
            chip.setChecked(name == code)

    @staticmethod
    def _fits(code: str, item: LibraryItem) -> bool:
        if code == "hidden" or item.hidden:
            return code == "hidden" and item.hidden
        return code in ("", item.kind) or (code == "mine" and item.state != "shipped")
