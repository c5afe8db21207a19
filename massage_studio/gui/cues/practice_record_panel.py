"""Takes down what an observer sees while a clock runs that she starts."""

from time import monotonic

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from massage_studio.cues.views import Vocabulary
from massage_studio.gui import wording
from massage_studio.gui.cues import keys
from massage_studio.gui.forms.ui_cues_practice_record_panel import Ui_CuesPracticeRecordPanel
from massage_studio.gui.widgets.card import Card
from massage_studio.gui.widgets.chip import Chip, ChoiceChip, StateButton
from massage_studio.gui.widgets.fields import inset
from massage_studio.gui.widgets.flow_layout import FlowLayout
from massage_studio.practice.recorder import PracticeRecorder
from massage_studio.practice.views import PracticeKind


class PracticeRecordPanel(Card):
    """A clock, numbered babies and the chips of the palette; no family is near.

    `finished` carries the recording, `left` says that it is not kept.
    """

    finished = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_CuesPracticeRecordPanel()
        ui.setupUi(self)
        inset(ui.babies_spin)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.now = monotonic
        self._words: Vocabulary | None = None
        self._recorder = PracticeRecorder()
        self._began: float | None = None
        self._subject = 1
        self._keys: dict[str, tuple[PracticeKind, str]] = {}
        self.babies: dict[int, ChoiceChip] = {}
        self._flows = [FlowLayout(row) for row in (ui.babies_row, ui.states_row, ui.cues_row)]
        self._clock = QTimer(self, interval=500)
        self._clock.timeout.connect(self._tick)
        ui.babies_spin.valueChanged.connect(lambda _: self._show_babies())
        ui.start_button.clicked.connect(self._start_or_finish)
        ui.back_button.clicked.connect(self._undo)
        ui.cancel_button.clicked.connect(self._leave)

    def learn(self, words: Vocabulary) -> None:
        """Show the chips of the palette, each with its key."""
        if words == self._words:
            return
        self._words = words
        _, states, cues = self._flows
        _empty(states)
        _empty(cues)
        self._keys = {}
        for entry in words.palette:
            if entry.kind not in ("state", "cue", "response"):
                continue
            self._keys[entry.key.upper()] = (entry.kind, entry.code)
            tone = {"engagement": "engaging", "disengagement": "disengaging"}.get(entry.polarity, "neutral")
            state = entry.kind == "state"
            chip = StateButton(entry.code, entry.key) if state else Chip(entry.label, tone, entry.key)
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(lambda _=False, entry=entry: self.press(entry.kind, entry.code))
            (states if state else cues).addWidget(chip)

    def begin(self) -> None:
        """Make ready for a new recording."""
        self._recorder, self._began, self._subject = PracticeRecorder(), None, 1
        self.ui.name_edit.clear()
        self._show_babies()
        self._show_state()
        self.ui.name_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_running(self) -> bool:
        """Tell whether the clock runs."""
        return self._began is not None

    def press(self, kind: PracticeKind, code: str) -> None:
        """Take down what is seen of the baby that is chosen, while the clock runs."""
        if self._began is not None:
            self._recorder.press(self._passed(), self._subject, kind, code)
            self._show_last()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number, meant = keys.baby(event), self._keys.get(keys.name(event))
        if keys.held(event) or keys.again(event) or not self.is_running():
            super().keyPressEvent(event)
        elif number in self.babies:
            self._choose(number)
        elif meant is not None:
            self.press(*meant)
        elif event.key() == Qt.Key.Key_Backspace:
            self._undo()
        else:
            super().keyPressEvent(event)

    def _start_or_finish(self) -> None:
        if self._began is None:
            self._began = self.now()
            self._clock.start()
            self._show_state()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        ui = self.ui
        made = self._recorder.finish(ui.name_edit.text(), ui.observer_edit.text(), self._passed())
        self.finished.emit(made)

    def stop(self) -> None:
        """Stop the clock: the recording is kept, or is not wanted."""
        self._clock.stop()
        self._began = None

    def _leave(self) -> None:
        self.stop()
        self.left.emit()

    def _undo(self) -> None:
        self._recorder.undo()
        self._show_last()

    def _choose(self, number: int) -> None:
        self._subject = number
        for other, chip in self.babies.items():
            chip.setChecked(other == number)

    def _show_babies(self) -> None:
        flow = self._flows[0]
        _empty(flow)
        self.babies = {}
        for number in range(1, self.ui.babies_spin.value() + 1):
            chip = ChoiceChip(self.tr("Baby {number}").format(number=number), "primary", str(number))
            chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            chip.clicked.connect(lambda _=False, number=number: self._choose(number))
            self.babies[number] = chip
            flow.addWidget(chip)
        self._choose(min(self._subject, len(self.babies)))

    def _show_state(self) -> None:
        runs = self.is_running()
        self.ui.start_button.setText(self.tr("Stop and keep it") if runs else self.tr("Start the clock"))
        self.ui.babies_spin.setEnabled(not runs)
        self._tick()
        self._show_last()

    def _show_last(self) -> None:
        last = self._recorder.last
        self.ui.back_button.setEnabled(last is not None)
        if last is None or self._words is None:
            self.ui.last_label.setText(self.tr("A number chooses a baby, a letter says what you see."))
            return
        words = self.tr("{time} Baby {number}: {what}. Backspace takes it back.")
        self.ui.last_label.setText(
            words.format(
                time=wording.stopwatch(last.at_ms / 1000),
                number=last.subject,
                what=self._words.label(last.kind, last.code),
            )
        )

    def _tick(self) -> None:
        self.ui.clock_label.setText(wording.stopwatch(self._passed() / 1000))

    def _passed(self) -> int:
        return 0 if self._began is None else round((self.now() - self._began) * 1000)


def _empty(flow: FlowLayout) -> None:
    while (item := flow.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
