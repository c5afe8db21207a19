"""Two plans side by side, matrix beside matrix."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from massage_studio.curriculum.plan_views import PlanningBook, matrix
from massage_studio.curriculum.views import PlanView
from massage_studio.gui.forms.ui_curriculum_compare_panel import Ui_CurriculumComparePanel

_BESIDE = 900
"""Pixels from which the two stand beside each other, else below."""


class ComparePanel(QWidget):
    """The plan that is being made, and another one that is chosen here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ui = Ui_CurriculumComparePanel()
        self.ui.setupUi(self)
        self._book: PlanningBook | None = None
        # As high as the field beside it, so that both matrices stand level.
        self.ui.this_title.setFixedHeight(self.ui.other_combo.sizeHint().height())
        # Both are as wide as each other, however long the names are.
        for part in (self.ui.this_title, self.ui.other_combo):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.ui.compare_grid.setColumnStretch(0, 1)
        self.ui.other_combo.currentIndexChanged.connect(self._show_other)

    def show_plan(self, book: PlanningBook, plan: PlanView) -> None:
        """Show a plan, and beside it the one that was chosen last or that it was copied from."""
        self._book = book
        self.ui.this_title.setText(plan.label)
        self.ui.this_matrix.show_matrix(matrix(plan, book.benefits))
        combo = self.ui.other_combo
        chosen = combo.currentData() or plan.copied_from
        combo.blockSignals(True)
        combo.clear()
        for one in book.plans:
            if one.code != plan.code:
                combo.addItem(one.label, one.code)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.blockSignals(False)
        self._show_other()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE
        place = (0, 1) if beside else (1, 0)
        self.ui.compare_grid.addWidget(self.ui.other_card, *place)
        self.ui.compare_grid.setColumnStretch(1, 1 if beside else 0)
        for card in (self.ui.this_card, self.ui.other_card):
            self.ui.compare_grid.setAlignment(card, Qt.AlignmentFlag.AlignTop)

    def _show_other(self) -> None:
        other = self._book.plan(self.ui.other_combo.currentData()) if self._book else None
        self.ui.other_matrix.setVisible(other is not None)
        if other is not None and self._book is not None:
            self.ui.other_matrix.show_matrix(matrix(other, self._book.benefits))
