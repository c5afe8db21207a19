"""Finds any cue of the vocabulary by typing, inside the class room."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from massage_studio.cues.views import KindView, Vocabulary
from massage_studio.gui.cues import keys
from massage_studio.gui.forms.ui_cues_find_panel import Ui_CuesFindPanel
from massage_studio.gui.lists.model import VIEW, ListModel
from massage_studio.gui.lists.words import WordsDelegate, WordsRow


class FindPanel(QWidget):
    """A list of all cues that narrows while typing.

    `chosen` carries the code of the cue that Enter or a click takes, `pin_wanted` that of one that shall have
    a key; `closed` says that the palette is wanted again.
    """

    chosen = Signal(str)
    pin_wanted = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CuesFindPanel()
        self.ui.setupUi(self)
        self._cues: tuple[KindView, ...] = ()
        self._found = ListModel[KindView, WordsRow](self, lambda cue: cue.code, self._row)
        self.ui.find_list.use(self._found, WordsDelegate(self.ui.find_list))
        self.ui.find_edit.textChanged.connect(self._narrow)
        self.ui.find_edit.installEventFilter(self)
        keys.OpeningKeyFilter(self.ui.find_edit)
        self.ui.find_list.opened.connect(self._take)
        self.ui.find_close_button.clicked.connect(self.closed)
        self.ui.pin_button.toggled.connect(self._explain)

    @property
    def field(self) -> QLineEdit:
        """The field for a part of a cue's name."""
        return self.ui.find_edit

    def learn(self, vocabulary: Vocabulary) -> None:
        """Take the cues that can be found."""
        self._cues = tuple(cue for cue in vocabulary.cues.values() if cue.offered)

    def show_strokes(self, activity: str, strokes: dict[str, str]) -> None:
        """Show the drawings of the strokes of the activity that runs, with their names."""
        self.ui.strokes_title.setText(activity)
        self.ui.strokes_title.setVisible(bool(strokes))
        self.ui.stroke_pictures.show_strokes(strokes)

    def begin(self) -> None:
        """Show every cue and wait for letters."""
        self.ui.find_edit.clear()
        self._narrow("")
        self.ui.pin_button.setChecked(False)
        self._explain()
        self.ui.find_edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tell(self, words: str) -> None:
        """Say beside the list what became of a cue that was to have a key."""
        self.ui.find_help.setText(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Escape, *keys.ENTER) and keys.again(event):
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            if event.key() in keys.ENTER:
                if (index := self.ui.find_list.currentIndex()).isValid():
                    with_control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
                    (self._pin if with_control else self._take)(index.data(VIEW))
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._go_to(self.ui.find_list.currentIndex().row() + step)
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        self._found.show(
            [cue for cue in self._cues if all(word in self._row(cue).words.casefold() for word in words)]
        )
        self._go_to(0)

    def _row(self, cue: KindView) -> WordsRow:
        side = self.tr("yes, more") if cue.polarity == "engagement" else self.tr("pause")
        line = self.tr("{cue} ({side}): {seen}")
        return WordsRow(line.format(cue=cue.label, side=side, seen=cue.description))

    def _go_to(self, place: int) -> None:
        if count := self._found.rowCount():
            self.ui.find_list.go_to(min(max(place, 0), count - 1))

    def _take(self, cue: KindView) -> None:
        """Record a cue, or give it a key while the button for it is down."""
        if self.ui.pin_button.isChecked():
            self._pin(cue)
        else:
            self.closed.emit()
            self.chosen.emit(cue.code)

    def _pin(self, cue: KindView) -> None:
        self.ui.pin_button.setChecked(False)
        self.pin_wanted.emit(cue.code)

    def _explain(self) -> None:
        self.tell(
            self.tr("Choose the cue that shall have a key.")
            if self.ui.pin_button.isChecked()
            else self.tr("Type a part of its name, then press Enter; Ctrl+Enter gives it a key.")
        )
