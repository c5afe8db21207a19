"""The card for keys that a presenter's clicker or a foot pedal sends."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from massage_studio.cues.palette_keys import RESERVED
from massage_studio.cues.views import Vocabulary
from massage_studio.gui.cues import extra_keys
from massage_studio.gui.cues.extra_keys import ACTIONS, Action
from massage_studio.gui.forms.ui_settings_palette_clicker_card import Ui_SettingsPaletteClickerCard
from massage_studio.gui.widgets.card import Card

_ALWAYS: dict[Action, str] = {"next": "PgDown", "previous": "PgUp", "bookmark": "."}
_OWN_WORK = RESERVED | {"PgDown", "PgUp", "Return", "Enter", "Tab", "Backtab", "Esc", "Del"}


class PaletteClickerCard(Card):
    """Shows, adds and clears keys; `said` carries what was done and how it was before."""

    said = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_SettingsPaletteClickerCard()
        ui.setupUi(self)
        self._words: Vocabulary | None = None
        self._keys = {"next": ui.next_keys, "previous": ui.previous_keys, "bookmark": ui.bookmark_keys}
        self._names: dict[Action, str] = {
            "next": self.tr("next activity"),
            "previous": self.tr("previous activity"),
            "bookmark": self.tr("bookmark"),
        }
        self._buttons = {
            "next": (ui.next_button, ui.next_clear_button),
            "previous": (ui.previous_button, ui.previous_clear_button),
            "bookmark": (ui.bookmark_button, ui.bookmark_clear_button),
        }
        for action in ACTIONS:
            add, clear = self._buttons[action]
            policy = clear.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            clear.setSizePolicy(policy)
            add.caught.connect(partial(self._add, action))
            clear.clicked.connect(partial(self._clear, action))
        ui.clicker_error.setTextFormat(Qt.TextFormat.PlainText)
        ui.clicker_error.hide()

    def learn(self, words: Vocabulary) -> None:
        """Take the palette, whose keys are not free for a clicker."""
        self._words = words
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys of each action."""
        self.ui.clicker_error.hide()
        for action in ACTIONS:
            own = extra_keys.kept(action)
            shown = (self._spoken(_ALWAYS[action]), *(self._spoken(name) for name in own))
            self._keys[action].setText(", ".join(shown))
            self._buttons[action][1].setVisible(bool(own))

    def now(self) -> dict[Action, tuple[str, ...]]:
        """Return the added keys of every action."""
        return {action: extra_keys.kept(action) for action in ACTIONS}

    def put(self, kept: dict[Action, tuple[str, ...]]) -> None:
        """Keep these keys, and no others."""
        for action in ACTIONS:
            extra_keys.keep(action, kept.get(action, ()))
        self.show_keys()

    def holder(self, key: str) -> str:
        """Return what a palette's key is added for, or nothing."""
        for action in ACTIONS:
            if key in extra_keys.kept(action):
                return self._names[action]
        return ""

    def _add(self, action: Action, key: str, name: str) -> None:
        fault = self._fault(action, key, name)
        self.ui.clicker_error.setText(fault)
        self.ui.clicker_error.setVisible(bool(fault))
        own = extra_keys.kept(action)
        if fault or name in own:
            return
        self._change(action, (*own, name), self.tr("{key} is for {action} now."), name)

    def _clear(self, action: Action) -> None:
        self._buttons[action][0].setFocus()
        self._change(action, (), self.tr("The added keys for {action} are cleared."), "")

    def _change(self, action: Action, names: tuple[str, ...], words: str, name: str) -> None:
        before = self.now()
        self.put({**before, action: names})
        self.said.emit(words.format(key=self._spoken(name), action=self._names[action]), before)

    def _fault(self, action: Action, key: str, name: str) -> str:
        """Return the sentence that says why a key cannot be added, or nothing."""
        spoken = self._spoken(name)
        if name == _ALWAYS[action]:
            return self.tr("{key} does this already.").format(key=spoken)
        if key.isdigit():
            return self.tr("Digits choose a baby. Choose another key.")
        if name in _OWN_WORK or key in RESERVED:
            return self.tr("{key} has its own work in the class room. Choose another key.").format(key=spoken)
        for chip in self._words.palette if self._words is not None else ():
            if chip.key in (key, name):
                words = self.tr("{key} is {cue}. Give that another key first.")
                return words.format(key=chip.key, cue=chip.label)
        holder = self.holder(name)
        if holder and name not in extra_keys.kept(action):
            return self.tr("{key} is for {action} already.").format(key=spoken, action=holder)
        return ""

    def _spoken(self, name: str) -> str:
        words = {
            "PgDown": self.tr("PageDown"),
            "PgUp": self.tr("PageUp"),
            ".": self.tr(". (full stop)"),
            "Right": self.tr("Right arrow"),
            "Left": self.tr("Left arrow"),
            "Up": self.tr("Up arrow"),
            "Down": self.tr("Down arrow"),
            "Space": self.tr("Space bar"),
        }
        return words.get(name, name)
