"""The privacy curtain in the class room: what is typed there and may not be read."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from massage_studio.gui.cues.room import is_private
from massage_studio.gui.forms.ui_cues_page import Ui_CuesPage
from massage_studio.gui.privacy import Privacy


class Curtain(QObject):
    """Hides what stands in fields; whoever shows names asks `privacy`."""

    def __init__(self, form: Ui_CuesPage, privacy: Privacy) -> None:
        super().__init__(form.curtain_button)
        self._button = form.curtain_button
        self._privacy = privacy
        self._notes = (form.note_edit, form.describe_edit)
        self._fields: list[QLineEdit] = []
        self._private = False
        # Fields whose words were there before the curtain, and so before the visitors.
        self._covered: set[QLineEdit] = set()
        self.cover(*self._notes)
        self._button.toggled.connect(privacy.draw)
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
        self._button.setChecked(drawn)
        self._button.setText(self.tr("Names hidden F9") if drawn else self.tr("Curtain F9"))
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
