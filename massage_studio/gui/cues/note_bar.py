"""The note field: its layer, its prompt, and what the instructor said to families before."""

from collections.abc import Callable
from functools import partial
from typing import get_args
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from massage_studio.cues.views import DraftView
from massage_studio.families.views import Layer
from massage_studio.gui.cues import keys
from massage_studio.gui.cues.palette_panel import BOOKMARK_KEY
from massage_studio.gui.cues.room import GROUP, Room, Selection, is_private
from massage_studio.gui.forms.ui_cues_note_bar import Ui_CuesNoteBar
from massage_studio.gui.widgets.chip import Chip, ChoiceChip
from massage_studio.gui.widgets.fields import set_compact
from massage_studio.gui.widgets.guarded_text import GuardedLineEdit

_LAYERS: tuple[Layer, ...] = ("private", "family", "safeguarding")
assert set(_LAYERS) == set(get_args(Layer))


class NoteBar(QWidget):
    """Where a note is written.

    `written` carries the words, the layer and the dyads, `layer_chosen` the layer of the next notes; `undo`
    and `redo` ask for the class's own. `phrases_wanted` asks for what was said before in a layer with these
    words, `offered` carries it, and `withdrawn` says that it is of no more use, `covered` that the curtain is
    drawn over it.

    Words belong to whom they were begun for, whoever is selected by the time they are written. They are
    private until she chooses to share them, and each baby begins with private ones. That there is a layer for
    safeguarding is seen only while what is for the instructor alone is shown. `drafted` carries words as they
    stand whenever that changes.
    """

    written = Signal(str, str, object)
    left = Signal()
    undo = Signal()
    redo = Signal()
    bookmarked = Signal()
    layer_chosen = Signal(str)
    phrases_wanted = Signal(str, str)
    offered = Signal(object)
    withdrawn = Signal()
    covered = Signal()
    drafted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesNoteBar()
        self.ui.setupUi(self)
        self.layer: Layer = "private"
        self._shows_all = self._short = False
        self._room: Room | None = None
        self._selected: Selection = None
        # Whose the typed words are, and by class what was typed and not written when it was left.
        self._whose: Selection = None
        self._session_id: UUID | None = None
        self._left: dict[UUID | None, tuple[str, Layer, Selection]] = {}
        # Answers that ask nothing: they were there before their baby was selected.
        self._settled: frozenset[UUID] = frozenset()
        self._turning = False
        self._offered: tuple[str, ...] = ()
        self._typed = ""
        self._place = -1
        self.layers: dict[Layer, ChoiceChip] = {}
        for layer in _LAYERS:
            chip = ChoiceChip(self._layer_words(layer))
            chip.setAccessibleName(self.tr("Note: {layer}").format(layer=self._layer_words(layer)))
            chip.setAccessibleDescription(self.tr("Ctrl+L goes to the next layer"))
            chip.clicked.connect(lambda _=False, layer=layer: self._press(layer))
            self.layers[layer] = chip
            self.ui.layer_row_layout.addWidget(chip)
        self.bookmark = Chip(self.tr("Bookmark"), "neutral", BOOKMARK_KEY)
        self.bookmark.clicked.connect(self.bookmarked)
        self.ui.bookmark_place_layout.addWidget(self.bookmark)
        for one in (*self.layers.values(), self.bookmark):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            one.set_class_room(True)
        self.ui.note_edit.installEventFilter(self)
        keys.OpeningKeyFilter(self.ui.note_edit)
        self.ui.note_edit.textEdited.connect(self._edited)
        self.ui.note_edit.textChanged.connect(self._begin)
        self.ui.fault_line.follow(self.ui.note_edit)
        # Its place is there before its first words are.
        saved = self.ui.saved_label
        saved.setMinimumWidth(8 * saved.fontMetrics().averageCharWidth())
        self.choose("private")
        self.show_all(False)

    @property
    def field(self) -> GuardedLineEdit:
        """The field for the words."""
        return self.ui.note_edit

    def controls(self) -> list[QWidget]:
        """Return the controls in the order of the Tab key."""
        return [*self.layers.values(), self.ui.note_edit, self.bookmark]

    def set_form(self, *, compact: bool, short: bool) -> None:
        """Take less room; `short` shows of the layers the chosen one, and a press goes on to the next."""
        for chip in (*self.layers.values(), self.bookmark):
            chip.set_compact(int(compact))
        set_compact(self.ui.note_edit, compact)
        self._short = short
        self.ui.note_row.setSpacing(5 if compact else 10)
        self.ui.saved_label.setVisible(not short)
        self._show_layers()
        for place in (self.ui.layer_row, self.ui.bookmark_place):
            place.updateGeometry()

    def _press(self, layer: Layer) -> None:
        if self._short:
            self.next_layer()
        else:
            self.choose(layer)

    def begin(self) -> None:
        """Take the keys; what is typed goes on at its end."""
        # By a shortcut's reason Qt would select what is typed, and the next letter replace it.
        self.ui.note_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_saved(self, words: str) -> None:
        """Show how the last write stands."""
        self.ui.saved_label.setText(words)

    def saved_words(self) -> str:
        """Return how the last write stands, empty before the first."""
        return self.ui.saved_label.text()

    def has_words(self) -> bool:
        """Tell whether words are typed and not written."""
        return bool(self.ui.note_edit.text().strip())

    def choose(self, layer: Layer) -> None:
        """Choose whom the next notes are for; it stays until another is chosen or another baby comes."""
        self.layer = layer
        self.ui.note_edit.wording.set_for_parents(layer == "family")
        self.layer_chosen.emit(layer)
        self._show_layers()
        self._name()
        self._ask()
        self._draft()

    def next_layer(self) -> None:
        """Choose the next layer that is shown."""
        shown = [layer for layer in self.layers if layer != "safeguarding" or self._shows_all]
        place = shown.index(self.layer) + 1 if self.layer in shown else 0
        self.choose(shown[place % len(shown)])

    def show_all(self, shown: bool) -> None:
        """Show or hide the layer for safeguarding; one that is chosen stays so."""
        self._shows_all = shown
        self._show_layers()
        self._name()

    def begin_about(self, baby_id: UUID) -> None:
        """Go back to private where words about another baby than the selected one begin."""
        if baby_id != self._selected:
            self.choose("private")

    def _show_layers(self) -> None:
        chosen: Layer = self.layer
        aside = chosen == "safeguarding" and not self._shows_all
        if aside:
            chosen = "private"
        for other, chip in self.layers.items():
            known = other != "safeguarding" or self._shows_all
            chip.setVisible(known and (not self._short or other == chosen))
            chip.setChecked(other == chosen)
            chip.set_tone("primary" if other == chosen else "neutral")
        private, chip = self._layer_words("private"), self.layers["private"]
        chip.set_words(f"{private} \u2217" if aside else private)
        chip.setAccessibleName(self.tr("Note: {layer}").format(layer=chip.words()))

    def turn_to(self, session_id: UUID) -> None:
        """Turn to another class: what was typed in the one before waits there."""
        edit = self.ui.note_edit
        if session_id == self._session_id:
            return
        if edit.text().strip():
            self._left[self._session_id] = (edit.text(), self.layer, self._whose)
        self._session_id, self._room, self._selected = session_id, None, None
        nothing: tuple[str, Layer, Selection] = ("", "private", None)
        words, layer, whose = self._left.pop(session_id, nothing)
        self._turning = True
        self.choose(layer)
        edit.setText(words)
        self._turning = False
        self._whose = whose
        self._name()

    def bring_back(self, draft: DraftView) -> None:
        """Put words back that were begun before the program ended, unless others are begun."""
        if self.has_words():
            return
        self._turning = True
        self.choose(draft.layer if draft.layer in _LAYERS else "private")
        self.ui.note_edit.setText(draft.text)
        self._turning = False
        self._whose = GROUP if draft.whose == GROUP else UUID(draft.whose) if draft.whose else None
        self._name()

    def follow(self, room: Room, selected: Selection) -> None:
        """Say whom the note is about; what was asked of another baby is not asked any more."""
        if selected != self._selected or self._room is None:
            self._settled = room.unanswered(selected)
        other, self._room, self._selected = selected != self._selected, room, selected
        if other and not self.ui.note_edit.text():
            self.choose("private")
        self._begin(self.ui.note_edit.text())
        if room.curtain:
            # What was said before may be private.
            self._offered, self._place = (), -1
            self.covered.emit()

    def offer(self, phrases: tuple[str, ...]) -> None:
        """Offer what was said before, the likeliest first."""
        if not self.ui.note_edit.hasFocus() or self._place >= 0:
            return
        self._offered = phrases
        if phrases:
            self.offered.emit(phrases)
        else:
            self._withdraw()

    def take(self, words: str) -> None:
        """Take a phrase that was pressed."""
        self.ui.note_edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ui.note_edit.setText(words)

    def clear(self) -> None:
        """Empty the field after its words were written down."""
        if self._room is not None and self._whose == self._selected:
            self._settled |= self._room.unanswered(self._selected)
        of_another = self._whose != self._selected
        # setText forgets the typing; clear() would let Ctrl+Z bring it back.
        self.ui.note_edit.setText("")
        if of_another:
            self.choose("private")
        self._name()
        self._withdraw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._ask()
        elif event.type() == QEvent.Type.FocusOut:
            self._withdraw()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Take a key of the note; what is about typing is left to the field."""
        act = self._action_of(event)
        if act is not None and not keys.repeats(event):
            act()
        return act is not None

    def _action_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        """Return what a key of the note does."""
        edit = self.ui.note_edit
        if event.key() == Qt.Key.Key_Escape:
            return self.left.emit
        if event.key() in keys.ENTER:
            # Taken here: a line edit lets Return go on to the page, which would come back to the note.
            return self._write
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            return partial(self._walk, 1 if event.key() == Qt.Key.Key_Down else -1)
        if event.matches(QKeySequence.StandardKey.Undo) and not edit.text():
            return self.undo.emit
        if event.matches(QKeySequence.StandardKey.Redo) and not edit.isRedoAvailable():
            return self.redo.emit
        if event.key() == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            return self.next_layer
        return None

    def _write(self) -> None:
        words = self.ui.note_edit.text()
        if words.strip() and self._room is not None:
            self.written.emit(words, self.layer, self._room.meant(self._whose))
        else:
            self.left.emit()

    def _begin(self, words: str) -> None:
        """Keep whose the words are from their first letter; begun for nobody, of who is selected next."""
        if not words or (self._room is not None and not self._room.meant(self._whose)):
            self._whose = None
        if words and self._whose is None:
            self._whose = self._selected
        self._name()
        self._draft()

    def _draft(self) -> None:
        """Tell how the words stand, whose they are and for whom."""
        if not self._turning:
            whose = str(self._whose) if self._whose is not None else ""
            self.drafted.emit(DraftView("note", "", self.ui.note_edit.text(), self.layer, whose))

    def _edited(self, text: str) -> None:
        self._typed, self._place = text, -1
        self._ask()

    def _ask(self) -> None:
        """Ask for what was said to families before; private words do not come back where parents read."""
        words = self.ui.note_edit.text() if self._place < 0 else self._typed
        if self.ui.note_edit.hasFocus() and not is_private(self.layer):
            self.phrases_wanted.emit(self.layer, words)
        else:
            self.offer(())

    def _withdraw(self) -> None:
        self._offered, self._place = (), -1
        self.withdrawn.emit()

    def _walk(self, step: int) -> None:
        """Put the next phrase into the field, or what was typed, as a shell does."""
        if not self._offered:
            return
        if self._place < 0:
            self._typed = self.ui.note_edit.text()
        self._place = min(max(self._place + step, -1), len(self._offered) - 1)
        words = self._offered[self._place] if self._place >= 0 else self._typed
        self.ui.note_edit.setText(words)

    def _name(self) -> None:
        """Name the field for the eye and for screen readers."""
        room, typed = self._room, bool(self.ui.note_edit.text())
        whose = self._whose if typed else self._selected
        about = room.called(whose) if room is not None else ""
        asks = room.unanswered(self._selected) - self._settled if room is not None else ()
        if asks and not typed:
            words = self.tr("What happened instead? (press Enter)")
        elif self.layer == "safeguarding":
            words = self.tr("Where the record is kept, no details")
        elif about:
            words = self.tr("Note about {baby} (press Enter)").format(baby=about)
        else:
            words = self.tr("Note")
        self.ui.note_edit.setPlaceholderText(words)
        self.ui.note_edit.setAccessibleName(words)
        # Words begun for another than is selected now say whose they are.
        label = self.ui.note_whose_label
        label.setText(self.tr("About {baby}").format(baby=about))
        label.setVisible(typed and bool(about) and whose != self._selected)

    def _layer_words(self, layer: Layer) -> str:
        return {
            "family": self.tr("For the family"),
            "private": self.tr("Private"),
            "safeguarding": self.tr("Safeguarding"),
        }[layer]
