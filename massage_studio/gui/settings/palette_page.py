"""The keys of the class room: its palette, a clicker and a pedal."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from massage_studio.cues import palette_service, queries
from massage_studio.cues.palette_keys import free_key
from massage_studio.cues.views import Kind, PaletteChip, Vocabulary
from massage_studio.gui.context import Context
from massage_studio.gui.cues import extra_keys
from massage_studio.gui.forms.ui_settings_palette_page import Ui_SettingsPalettePage
from massage_studio.gui.page import Page
from massage_studio.gui.tasks import FailedWrite
from massage_studio.gui.widgets.fields import level_labels
from massage_studio.store.changes import Changes, Thing


class PalettePage(Page):
    """Draws the palette; a pressed chip gets another key or label, or is taken off. Undo takes it back."""

    # The studio's palette tells as STUDIO too, so that a press in a class does not draw this anew.
    shows = frozenset({Thing.STUDIO})

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.ui = Ui_SettingsPalettePage()
        self.ui.setupUi(self)
        self._words: Vocabulary | None = None
        self._chosen: tuple[Kind, str] | None = None
        self._kept_label = ""
        self._chips = self.ui.palette_card
        self._adding = self.ui.adding_panel
        self._clicker = self.ui.clicker_card
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        ui = self.ui
        ui.edit_error.setTextFormat(Qt.TextFormat.PlainText)
        ui.edit_error.hide()
        ui.label_edit.setMaxLength(palette_service.LONGEST_CHIP)
        ui.scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ui.work_stack.setCurrentWidget(ui.hint_panel)
        level_labels(self)

    def _wire(self) -> None:
        ui = self.ui
        ui.back_button.clicked.connect(lambda: self.go.emit("settings", None))
        ui.delivered_button.clicked.connect(self._reset)
        ui.add_button.clicked.connect(self._open_list)
        ui.key_button.caught.connect(self._rekey)
        ui.label_edit.editingFinished.connect(self._relabel)
        ui.label_edit.textEdited.connect(ui.edit_error.hide)
        ui.off_button.clicked.connect(self._take_off)
        ui.done_button.clicked.connect(self._rest)
        self._chips.pressed.connect(self._choose)
        self._adding.chosen.connect(self._pin)
        self._adding.closed.connect(self._rest)
        self._clicker.said.connect(self._say_clicker)
        for keys, act in (("Esc", self._rest), ("Ctrl+F", self._open_list)):
            shortcut = QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(act)

    def open(self, key: Any) -> None:
        self._chosen = None
        self.ui.work_stack.setCurrentWidget(self.ui.hint_panel)
        self._chips.mark(None)

    def reload(self) -> None:
        self.context.tasks.read(queries.vocabulary, self._show)

    def _show(self, words: Vocabulary) -> None:
        self._words = words
        self._chips.show_chips(words)
        self._adding.learn(words)
        self._clicker.learn(words)
        chip = self._chip()
        self._chips.mark(chip)
        if chip is not None:
            self._show_chosen(chip)
        elif self.ui.work_stack.currentWidget() is self.ui.edit_panel:
            self._rest()

    def _chip(self) -> PaletteChip | None:
        """Return the chip that is being changed as it is kept now."""
        for chip in self._words.palette if self._words is not None else ():
            if (chip.kind, chip.code) == self._chosen:
                return chip
        return None

    def _choose(self, chip: PaletteChip) -> None:
        self._chosen = (chip.kind, chip.code)
        self._chips.mark(chip)
        self.ui.edit_error.hide()
        self.ui.label_edit.clear()
        self._show_chosen(chip)
        self.ui.key_button.listen()

    def _show_chosen(self, chip: PaletteChip) -> None:
        ui = self.ui
        assert self._words is not None
        view = {"state": self._words.states, "cue": self._words.cues, "response": self._words.responses}
        what = view[chip.kind][chip.code]
        ui.edit_title.setText(what.label)
        ui.edit_seen.setText(what.description)
        ui.key_button.show_words(chip.key)
        ui.key_button.setAccessibleName(self.tr("Key {key}; press to change it").format(key=chip.key))
        if not ui.label_edit.hasFocus() or not ui.label_edit.text():
            ui.label_edit.setText(chip.label)
            self._kept_label = chip.label
        # The six states keep their places and their names.
        for part in (ui.label_label, ui.label_edit, ui.off_button):
            part.setVisible(chip.kind != "state")
        ui.work_stack.setCurrentWidget(ui.edit_panel)

    def _rest(self) -> None:
        """Put the panel away; the focus goes back to the chip."""
        chip = self._chip()
        self._chosen = None
        self._chips.mark(None)
        self.ui.work_stack.setCurrentWidget(self.ui.hint_panel)
        self._chips.focus_chip(chip)

    def _open_list(self) -> None:
        self._chosen = None
        self._chips.mark(None)
        self.ui.work_stack.setCurrentWidget(self._adding)
        self._adding.open()

    # What is changed

    def _rekey(self, key: str, _name: str) -> None:
        chip = self._chip()
        if chip is None or key == chip.key:
            return
        if holder := self._clicker.holder(key):
            words = self.tr("{key} is for {action} on your clicker. Clear it there first.")
            self._refuse(words.format(key=key, action=holder))
            return
        self._change(
            partial(palette_service.rekey, kind=chip.kind, code=chip.code, key=key),
            self.tr("{cue} is on {key} now.").format(cue=chip.label, key=key),
        )

    def _relabel(self) -> None:
        chip, label = self._chip(), self.ui.label_edit.text()
        if chip is None or chip.kind == "state" or label == self._kept_label:
            return
        # Told once: Enter finishes the field, and leaving it does so again.
        self._kept_label = label
        self._change(
            partial(palette_service.relabel, kind=chip.kind, code=chip.code, label=label),
            self.tr("The label is changed."),
        )

    def _take_off(self) -> None:
        chip = self._chip()
        if chip is not None:
            words = self.tr("{cue} is off the palette; typing still finds it.").format(cue=chip.label)
            self._change(partial(palette_service.unpin, kind=chip.kind, code=chip.code), words)

    def _pin(self, kind: Kind, code: str) -> None:
        """Put what was found on a free key, or show the key that it has."""
        assert self._words is not None
        self._chosen = (kind, code)
        there = self._chip()
        if there is not None:
            self._choose(there)
            return
        view = (self._words.cues if kind == "cue" else self._words.responses)[code]
        key = free_key({chip.key for chip in self._words.palette} | extra_keys.every_kept(), view.polarity)
        if not key:
            self._chosen = None
            self._refuse(self.tr("Every key is taken. Take something off first."))
            return
        self._change(
            partial(palette_service.pin, kind=kind, code=code, key=key, label=view.label),
            self.tr("{cue} is on {key} now.").format(cue=view.label, key=key),
            self.ui.key_button.setFocus,
        )

    def _reset(self) -> None:
        keys = self._clicker.now()
        self._change(
            palette_service.reset_palette,
            self.tr("All keys are as delivered."),
            lambda: self._clicker.put({}),
            lambda: self._clicker.put(keys),
        )

    def _change(
        self,
        verb: Callable[[Any], Changes],
        words: str,
        then: Callable[[], None] | None = None,
        undone: Callable[[], None] | None = None,
    ) -> None:
        """Write a change of the palette and offer to take it back."""
        assert self._words is not None
        before = self._words.palette
        self.ui.edit_error.hide()
        tasks = self.context.tasks

        def put_back() -> None:
            tasks.write(partial(palette_service.lay_palette, chips=before))
            if undone is not None:
                undone()

        def committed(_changes: Changes) -> None:
            # Looked at before the pages hear of the change, so that the panel is there for the focus.
            self.reload()
            tasks.run(lambda: None, lambda _: then() if then is not None else None)
            self.say.emit(words, self.tr("Undo"), put_back)

        tasks.write(verb, committed, self._refused)

    def _refused(self, failed: FailedWrite) -> None:
        self._refuse(str(failed.error))

    def _refuse(self, sentence: str) -> None:
        if self.ui.work_stack.currentWidget() is self._adding:
            self._adding.refuse(sentence)
            return
        self.ui.edit_error.setText(sentence)
        self.ui.edit_error.show()
        if self.ui.key_button.hasFocus():
            # The next key may be right.
            self.ui.key_button.listen()

    def _say_clicker(self, words: str, before: Any) -> None:
        self.say.emit(words, self.tr("Undo"), partial(self._clicker.put, before))
