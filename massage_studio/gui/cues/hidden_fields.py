"""Behind the privacy curtain: what is typed in the class room and may not be read."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from massage_studio.gui.cues.room import is_private
from massage_studio.gui.privacy import Privacy


class HiddenFields(QObject):
    """Hides what stands in fields; `notes` are those whose words go into the layer that is chosen."""

    def __init__(self, privacy: Privacy, notes: tuple[QLineEdit, ...], parent: QObject) -> None:
        super().__init__(parent)
        self._privacy = privacy
        self._notes = notes
        self._fields: list[QLineEdit] = []
        self._private = False
        # Fields whose words were there before the curtain, and so before the visitors.
        self._covered: set[QLineEdit] = set()
        self.cover(*self._notes)
        privacy.changed.connect(self._follow)
        self._follow()

    def cover(self, *fields: QLineEdit) -> None:
        """Hide what stands in these fields too when the curtain is drawn."""
        self._fields += fields
        for field in fields:
            field.textChanged.connect(self._hide)

    def set_layer(self, layer: str) -> None:
        """Hide what is typed behind the curtain where it is for the instructor alone."""
        self._private = is_private(layer)
        self._hide()

    def _follow(self) -> None:
        """Hide what may be read now that must not be, or show it again."""
        drawn = self._privacy.drawn
        self._covered = {field for field in self._fields if drawn and field.text()}
        self._hide()

    def _hide(self) -> None:
        modes = QLineEdit.EchoMode
        for field in self._fields:
            if not field.text():
                self._covered.discard(field)
            elif self._privacy.drawn and not field.isModified():
                # Put there, not typed: words that were begun at another time.
                self._covered.add(field)
            hidden = self._privacy.drawn and (
                field in self._covered or (self._private and field in self._notes)
            )
            mode = modes.Password if hidden else modes.Normal
            if field.echoMode() != mode:
                field.setEchoMode(mode)
