"""The chips that choose findings: where they point, how strong they are, whether checked, and hers."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.charts.findings import Finding
from massage_studio.curriculum.views import EvidenceView
from massage_studio.gui.widgets.chip import ChoiceChip
from massage_studio.gui.widgets.flow_layout import FlowLayout

_DIRECTION, _STRENGTH, _CHECKED, _WHOSE = range(4)


def as_marked(finding: EvidenceView) -> Finding:
    """Return a finding as the chart places it."""
    return Finding(finding.direction, finding.strength, finding.verified)


class EvidenceFilters(QObject):
    """Any number of chips; in each group one has to fit. `chosen` tells of another choice."""

    chosen = Signal()

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self._names: dict[tuple[int, str], str] = {
            (_DIRECTION, "supports"): self.tr("Speaks for it"),
            (_DIRECTION, "supports_indirectly"): self.tr("Indirectly"),
            (_DIRECTION, "mixed"): self.tr("Mixed"),
            (_DIRECTION, "against_or_null"): self.tr("No effect, or against"),
            (_DIRECTION, "background"): self.tr("Background"),
            (_STRENGTH, "moderate"): self.tr("Moderate"),
            (_STRENGTH, "weak"): self.tr("Weak or uncertain"),
            (_STRENGTH, "view"): self.tr("View or overview"),
            (_CHECKED, "yes"): self.tr("Checked"),
            (_CHECKED, "no"): self.tr("Not checked"),
            (_WHOSE, "mine"): self.tr("Mine"),
        }
        flow = FlowLayout(place, gap=6)
        self.chips = {key: ChoiceChip(name, "primary", parent=place) for key, name in self._names.items()}
        for key, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, key=key: self.press(*key))
            flow.addWidget(chip)

    def __bool__(self) -> bool:
        return any(chip.isChecked() for chip in self.chips.values())

    def press(self, group: int, code: str) -> None:
        """Choose a chip, or leave it where it is chosen already."""
        chip = self.chips[group, code]
        chip.setChecked(not chip.isChecked())
        self.chosen.emit()

    def clear(self) -> None:
        """Choose none."""
        for chip in self.chips.values():
            chip.setChecked(False)

    def lets(self, finding: EvidenceView) -> bool:
        """Tell whether a finding is shown."""
        return all(self._group_lets(group, finding) for group in range(4))

    def count(self, findings: Sequence[EvidenceView]) -> None:
        """Show behind each name how many findings there are."""
        for key, chip in self.chips.items():
            chip.set_words(f"{self._names[key]} {sum(_fits(*key, finding) for finding in findings)}")

    def _group_lets(self, wanted: int, finding: EvidenceView) -> bool:
        chosen = [code for (group, code), chip in self.chips.items() if group == wanted and chip.isChecked()]
        return not chosen or any(_fits(wanted, code, finding) for code in chosen)


def _fits(group: int, code: str, finding: EvidenceView) -> bool:
    marked = as_marked(finding)
    said = {
        _DIRECTION: marked.row,
        _STRENGTH: marked.column,
        _CHECKED: "yes" if finding.verified else "no",
        _WHOSE: "mine" if finding.own else "",
    }
    return said[group] == code
