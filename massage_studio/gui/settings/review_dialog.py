"""The yearly look at families that the rules keep no longer: each is kept with a reason, or erased."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from massage_studio.families.retention_queries import DueFamilies, DueFamily
from massage_studio.gui import wording
from massage_studio.gui.context import Context
from massage_studio.gui.families.rights_dialog import FamilyDataDialog
from massage_studio.gui.forms.ui_settings_review_dialog import Ui_SettingsReviewDialog
from massage_studio.safekeeping.retention_queries import families_to_look_at


class ReviewDialog(QDialog):
    """Lists the families, the oldest first; `said` tells what became of one that was erased."""

    said = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._rows: tuple[DueFamily, ...] = ()
        self.ui = ui = Ui_SettingsReviewDialog()
        ui.setupUi(self)
        self.resize(620, 460)
        ui.open_button.clicked.connect(self._open)
        ui.family_list.itemActivated.connect(self._open)
        ui.close_button.clicked.connect(self.reject)
        self._look()

    def _look(self) -> None:
        today, now = self._context.today(), self._context.clock()
        self._context.tasks.read(partial(families_to_look_at, now=now, today=today), self._show)

    def _show(self, found: DueFamilies) -> None:
        self._rows = found.rows
        ui = self.ui
        ui.family_list.clear()
        ui.family_list.addItems([self._words(row) for row in found.rows])
        ui.family_list.setCurrentRow(0 if found.rows else -1)
        ui.open_button.setEnabled(bool(found.rows))
        if found.rows:
            ui.about_label.setText(
                self.tr(
                    "%n families have been kept as long as your rules say. Look at each: keep it with a "
                    "reason, or erase it.",
                    "",
                    found.total,
                )
            )
        else:
            ui.about_label.setText(self.tr("No family has been kept longer than your rules say."))

    def _words(self, row: DueFamily) -> str:
        names = wording.listed(list(row.names)) or self.tr("A family without names")
        why = (
            self.tr("asked and never came")
            if row.why == "never_came"
            else self.tr("the youngest is grown up")
        )
        return self.tr("{names} · since {day} · {why}").format(
            names=names, day=wording.full_day(row.since), why=why
        )

    def _open(self) -> None:
        row = self.ui.family_list.currentRow()
        if row < 0:
            return
        dialog = FamilyDataDialog(self._context, self._rows[row].id, self)
        dialog.show_erasure()
        dialog.erased.connect(self.said)
        dialog.finished.connect(lambda _: self._look())
        self._context.messages.open_dialog(dialog)
