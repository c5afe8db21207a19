"""The privacy curtain: no name and no private word on the screen while visitors are in the room."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from massage_studio.gui.cues.room import is_private
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage


class Curtain(QObject):
    """Hides what is typed and what was said; whoever shows names asks `drawn`. `say` is the page's own."""

    say = Signal(str, str, object)

    def __init__(self, form: Ui_CuesPage) -> None:
        super().__init__(form.curtain_button)
        self._button = form.curtain_button
        self._notes = (form.note_edit, form.describe_edit)
        self._fields: list[QLineEdit] = []
        self._private = False
        # Fields whose words were there before the curtain, and so before the visitors.
        self._covered: set[QLineEdit] = set()
        self._named = False
        self.cover(*self._notes)

    def cover(self, *fields: QLineEdit) -> None:
        """Hide what stands in these fields too when the curtain is drawn."""
        self._fields += fields
        for field in fields:
            field.textChanged.connect(self._hide)

    def drawn(self) -> bool:
        """Tell whether names must not be read now."""
        return self._button.isChecked()

    def tell(self, words: str, action: str, act: Callable[[], None] | None) -> None:
        """Say a sentence of the class; drawn later, the curtain takes it away with the names that it has."""
        self._named = not self.drawn()
        self.say.emit(words, action, act)

    def follow(self) -> None:
        """Hide what may be read now that must not be, or show it again."""
        self._covered = {field for field in self._fields if self.drawn() and field.text()}
        self._hide()
        if self.drawn() and self._named:
            self._named = False
            self.say.emit("", "", None)

    def set_layer(self, layer: str) -> None:
        """Hide what is typed behind the curtain where it is for the instructor alone."""
        self._private = is_private(layer)
        self._hide()

    def _hide(self) -> None:
        modes = QLineEdit.EchoMode
        for field in self._fields:
            if not field.text():
                self._covered.discard(field)
            elif self.drawn() and not field.isModified():
                # Put there, not typed: words that were begun at another time.
                self._covered.add(field)
            hidden = self.drawn() and (field in self._covered or (self._private and field in self._notes))
            mode = modes.Password if hidden else modes.Normal
            if field.echoMode() != mode:
                field.setEchoMode(mode)
