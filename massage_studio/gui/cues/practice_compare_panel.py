"""Shows where two observers agree: in figures, and one above the other."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from massage_studio.charts.views import ObserverLine
from massage_studio.gui.forms.ui_cues_practice_compare_panel import Ui_CuesPracticeComparePanel
from massage_studio.gui.widgets.card import Card
from massage_studio.gui.widgets.chart_view import ChartView
from massage_studio.gui.widgets.fields import index_of, inset, level_labels, show_unit, still
from massage_studio.practice.agreement import Agreement, aligned, of_moments, of_states
from massage_studio.practice.views import Recording, RecordingView

if TYPE_CHECKING:
    from massage_studio.paper.drawing import Chart


class PracticeComparePanel(Card):
    """Compares two recordings; `chosen` carries the keys of those that are to be shown."""

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_CuesPracticeComparePanel()
        ui.setupUi(self)
        self._pair: tuple[Recording, Recording] | None = None
        self.chart = ChartView(make=self._chart)
        ui.chart_layout.addWidget(self.chart)
        show_unit(ui.window_spin, lambda number: self.tr(" seconds", "", number))
        still(ui.window_spin)
        inset(ui.window_spin)
        level_labels(self)
        for combo in (ui.first_combo, ui.second_combo):
            combo.activated.connect(lambda _: self.ask())
        ui.window_spin.valueChanged.connect(lambda _: self._show_result())
        ui.baby_combo.activated.connect(lambda _: self._show_chart())
        self._show_result()

    def show_recordings(self, found: Sequence[RecordingView], named: Callable[[RecordingView], str]) -> None:
        """Offer these recordings; those that are compared stay so while they are there."""
        for place, combo in enumerate((self.ui.first_combo, self.ui.second_combo)):
            kept = combo.currentData()
            with QSignalBlocker(combo):
                combo.clear()
                for one in found:
                    combo.addItem(named(one), one.id)
                at = index_of(combo, kept)
                if place and at == self.ui.first_combo.currentIndex():
                    # There was only one so far.
                    at = -1
                combo.setCurrentIndex(at if at >= 0 else min(place, len(found) - 1))
        self.ask()

    def ask(self) -> None:
        """Ask for the two recordings that are chosen."""
        one, other = _key(self.ui.first_combo), _key(self.ui.second_combo)
        if one is None or other is None or one == other:
            self.show_pair(None)
        else:
            self.chosen.emit(one, other)

    def show_pair(self, pair: tuple[Recording, Recording] | None) -> None:
        """Compare two recordings, or say what is missing."""
        self._pair = pair
        combo = self.ui.baby_combo
        kept = combo.currentData()
        with QSignalBlocker(combo):
            combo.clear()
            for number in sorted({seen.subject for one in pair or () for seen in one.observations}):
                combo.addItem(self.tr("Baby {number}").format(number=number), number)
            combo.setCurrentIndex(max(0, index_of(combo, kept)))
        self._show_result()

    def _show_result(self) -> None:
        ui, pair = self.ui, self._pair
        for widget in (ui.meaning_label, ui.chart_place, ui.baby_combo, ui.baby_combo_label):
            widget.setVisible(pair is not None)
        if pair is None:
            ui.result_label.setText(self.tr("Choose two recordings of the same film or class."))
            return
        one, other = pair
        window = ui.window_spin.value() * 1000
        length = max(one.length_ms, other.length_ms)
        states = of_states(one.observations, other.observations, length, window)
        moments = of_moments(one.observations, other.observations, window)
        lines = [
            self.tr("States: {percent} % alike, kappa {kappa}, of %n seconds.", "", states.total // 2),
            self.tr(
                "Cues and other moments: {percent} % alike, kappa {kappa}, of %n moments.", "", moments.total
            ),
        ]
        lines = [self._told(line, found) for line, found in zip(lines, (states, moments), strict=True)]
        ui.result_label.setText("\n".join(lines))
        self._show_chart()

    def _told(self, words: str, found: Agreement) -> str:
        percent, kappa = (
            self.locale().toString(figure, "f", places) if figure is not None else "\u2013"
            for figure, places in ((found.percent, 0), (found.kappa, 2))
        )
        return words.format(percent=percent, kappa=kappa)

    def _show_chart(self) -> None:
        self.chart.remake()

    def _chart(self, width: float) -> "Chart":
        # Imported here because the class room is opened without what papers are drawn with.
        from massage_studio.charts.agreement import agreement_timeline

        if self._pair is None:
            return agreement_timeline((), 0, width)
        one, other = self._pair
        baby = self.ui.baby_combo.currentData()
        length = max(one.length_ms, other.length_ms)
        pairs = aligned(one.observations, other.observations, self.ui.window_spin.value() * 1000)
        both = {
            id(seen)
            for pair in pairs
            for seen in pair
            if pair[0] and pair[1] and pair[0].code == pair[1].code
        }
        lines = tuple(
            ObserverLine(
                recording.observer,
                tuple(
                    (
                        seen.code,
                        seen.at_ms / 1000,
                        (length if seen.ended_ms is None else seen.ended_ms) / 1000,
                    )
                    for seen in recording.observations
                    if seen.kind == "state" and seen.subject == baby
                ),
                tuple(
                    (seen.at_ms / 1000, id(seen) in both)
                    for seen in recording.observations
                    if seen.kind != "state" and seen.subject == baby
                ),
            )
            for recording in (one, other)
        )
        return agreement_timeline(lines, length / 1000, width)


def _key(combo: QComboBox) -> UUID | None:
    key: UUID | None = combo.currentData()
    return key
