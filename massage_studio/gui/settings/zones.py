"""A box for a time zone: the common ones first, and any part of a name finds it."""

from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from massage_studio.gui.widgets.fields import still

_COMMON = (
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "Europe/Madrid",
    "Europe/Paris",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "America/Toronto",
    "Australia/Sydney",
    "Pacific/Auckland",
    "Asia/Kolkata",
    "Africa/Johannesburg",
)


def all_zones() -> tuple[str, ...]:
    """Return the zones of places, the common ones first; reads the disk."""
    known = available_timezones()
    places = {name for name in known if "/" in name and not name.startswith(("Etc/", "SystemV/"))}
    return (*(name for name in _COMMON if name in known), "UTC", *sorted(places - set(_COMMON)))


class ZoneCombo(QComboBox):
    """Takes one IANA zone; `chosen` carries it, or "" for words that are no zone."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(16)
        finder = QCompleter(self.model(), self)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(finder)
        self._shown = ""
        self.activated.connect(lambda _: self._settle())
        line = self.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._settle)
        still(self)

    def offer(self, zones: tuple[str, ...]) -> None:
        """Fill the list; the zone that is shown stays."""
        shown = self._shown
        typed = self.currentText()
        self.clear()
        for zone in zones:
            self.addItem(_words(zone), zone)
        if self.findData(shown) < 0 and shown:
            self.insertItem(0, _words(shown), shown)
        self.show_zone(shown)
        if typed and typed != _words(shown):
            self.setEditText(typed)

    def show_zone(self, zone: str) -> None:
        """Show a zone, whether the list has come or not."""
        self._shown = zone
        self.setCurrentIndex(self.findData(zone))
        self.setEditText(_words(zone))

    def zone(self) -> str:
        """Return the zone that is shown, "" where the words are none."""
        typed = self.currentText().strip()
        if typed == _words(self._shown):
            return self._shown
        row = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        return str(self.itemData(row)) if row >= 0 else ""

    def _settle(self) -> None:
        zone = self.zone()
        if zone == self._shown:
            return
        if zone:
            self.show_zone(zone)
        self.chosen.emit(zone)


def _words(zone: str) -> str:
    return zone.replace("_", " ")
