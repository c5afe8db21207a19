"""A family that the studio knows: which of its babies come, and with whom."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from massage_studio.bookings.booking_form_views import BabyDays
from massage_studio.families.restrictions import Purpose, may, restricted
from massage_studio.families.views import BabyView, FamilyView
from massage_studio.gui import wording
from massage_studio.gui.families.words import restriction_words
from massage_studio.gui.forms.ui_bookings_known_family_panel import Ui_BookingsKnownFamilyPanel


class KnownFamilyPanel(QWidget):
    """One box for each baby, the youngest and its twins ticked.

    `changed` says that the choice is another, `other_wanted` asks for another family.
    """

    changed = Signal()
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = ui = Ui_BookingsKnownFamilyPanel()
        ui.setupUi(self)
        ui.other_button.clicked.connect(self.other_wanted)
        self._boxes: list[tuple[QCheckBox, BabyView]] = []
        self._column = QVBoxLayout(ui.babies_panel)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def begin(self) -> None:
        """Take the keys, at the adult who brings the baby."""
        self.ui.adult_combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_family(self, family: FamilyView) -> None:
        """Show another family."""
        ui = self.ui
        adults = wording.listed([carer.name for carer in family.carers])
        ui.known_label.setText(adults or wording.listed([baby.name for baby in family.babies]))
        for box, _ in self._boxes:
            box.hide()
            box.deleteLater()
        self._boxes = []
        born = [baby.birth_date for baby in family.babies if baby.birth_date]
        youngest = max(born, default=None)
        for baby in family.babies:
            words = " · ".join(part for part in (baby.name, wording.age(baby.age)) if part)
            box = QCheckBox(words.replace("&", "&&"), ui.babies_panel)
            box.setAccessibleName(words)
            box.setChecked(baby.birth_date == youngest or len(family.babies) == 1)
            box.toggled.connect(self.changed)
            self._column.addWidget(box)
            self._boxes.append((box, baby))
        ui.adult_combo.clear()
        # Who may come is offered first, and so is chosen unless somebody chooses another.
        for carer in sorted(family.carers, key=lambda one: not may(one, Purpose.COME)):
            ui.adult_combo.addItem(carer.name, carer.id)
        barred = restricted(family.carers)
        told = restriction_words(barred)
        ui.restriction_label.setText("\n".join(told))
        ui.restriction_label.setVisible(bool(told))

    def wanted(self) -> list[BabyView]:
        """Return the babies that are ticked."""
        return [baby for box, baby in self._boxes if box.isChecked()]

    def carer_id(self) -> UUID:
        """Return the adult whom the bookings name."""
        found: UUID = self.ui.adult_combo.currentData()
        return found

    def days(self) -> tuple[BabyDays, ...]:
        """Return when the chosen babies were born and due."""
        return tuple(BabyDays(baby.birth_date, baby.due_date) for baby in self.wanted())

    def fault(self) -> str:
        """Return what must be mended before saving, or nothing."""
        if not self.ui.adult_combo.count():
            return self.tr("Nobody is written down who could bring the baby. Add an adult first.")
        return "" if self.wanted() else self.tr("Tick the baby who comes.")
