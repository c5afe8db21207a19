"""One row of the class list: the booking, the button for what comes next, and the dots for the rest."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from massage_studio.bookings.roster_views import PlaceView
from massage_studio.gui import icons
from massage_studio.gui.bookings.place_face import PlaceFace
from massage_studio.gui.bookings.steps import KEYS, main_step, steps
from massage_studio.gui.widgets import paint


class PlaceRow(QWidget):
    """Press it for the family, the button for the next step, the dots or a letter for any other.

    `wanted` carries the booking and the name of a step; `menu` the booking and where its menu shall open.
    """

    wanted = Signal(object, str)
    menu = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: PlaceView | None = None
        self._step = ""
        self.face = PlaceFace(self)
        self.step_button = QPushButton(self)
        self.step_button.setAutoDefault(False)
        self.more_button = QPushButton(self)
        self.more_button.setProperty("role", "quiet")
        icons.set_icon(self.more_button, "more", "muted_strong")
        self.more_button.setFixedWidth(paint.TARGET + 4)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 6, 0)
        row.setSpacing(4)
        row.addWidget(self.face, 1)
        row.addWidget(self.step_button)
        row.addWidget(self.more_button)
        self.face.clicked.connect(lambda: self.wanted.emit(self._place, "family"))
        self.step_button.clicked.connect(lambda: self.wanted.emit(self._place, self._step))
        self.more_button.clicked.connect(self._open_menu)

    @property
    def place(self) -> PlaceView | None:
        """The booking that is shown now."""
        return self._place

    def set_place(self, place: PlaceView, free: int, *, primary: bool = False) -> None:
        """Show another booking; `free` counts the places left, `primary` marks the one whose turn it is."""
        self._place = place
        self.face.set_place(place)
        step = main_step(place, free)
        self._step = step.name if step else ""
        words = step.words if step else ""
        baby = place.booking.baby.name
        self.step_button.setText(words.replace("&", "&&"))
        self.step_button.setVisible(bool(words))
        self.step_button.setAccessibleName(f"{words}: {baby}" if words else "")
        self._mark(primary)
        self.more_button.setAccessibleName(self.tr("More for {baby}").format(baby=baby))

    def _mark(self, primary: bool) -> None:
        role = "primary" if primary else ""
        if (self.step_button.property("role") or "") != role:
            self.step_button.setProperty("role", role)
            self.step_button.style().unpolish(self.step_button)
            self.step_button.style().polish(self.step_button)

    def _open_menu(self) -> None:
        place = self.more_button.mapToGlobal(QPoint(0, self.more_button.height()))
        self.menu.emit(self._place, place)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu.emit(self._place, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = None
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if self._place is not None and plain:
            found = (step.name for step in steps(self._place) if KEYS.get(step.name) == event.key())
            name = next(found, None)
        if name is None or event.isAutoRepeat():
            super().keyPressEvent(event)
        else:
            self.wanted.emit(self._place, name)
